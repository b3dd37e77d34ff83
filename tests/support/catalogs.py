"""The catalogs as they stand in the sources, without a build."""

import io
from functools import cache
from gettext import GNUTranslations
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from bot.catalogs import CatalogWords

LOCALES = Path(__file__).parents[2] / "locales"


@cache
def catalog(language: str) -> Catalog:
    with (LOCALES / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language)


@cache
def words_of(language: str) -> CatalogWords:
    """The words of a language; what is not translated is said in English."""
    compiled = io.BytesIO()
    write_mo(compiled, catalog(language))
    compiled.seek(0)
    return CatalogWords(language, GNUTranslations(compiled))
