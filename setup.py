"""Compiles the catalogs into the package; everything else stands in pyproject.toml."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).parent


def compile_catalogs(target: Path) -> None:
    """Write `LANGUAGE/LC_MESSAGES/messages.mo` below target for every catalog in locales/."""
    for source in sorted((ROOT / "locales").glob("*/LC_MESSAGES/messages.po")):
        compiled = target / source.parent.relative_to(ROOT / "locales") / "messages.mo"
        compiled.parent.mkdir(parents=True, exist_ok=True)
        with source.open("rb") as po, compiled.open("wb") as mo:
            write_mo(mo, read_po(po, locale=source.parts[-3]))


def main() -> None:
    """The usual build, with the catalogs beside the code.

    setuptools is imported here: `make run` compiles the catalogs where there is none.
    """
    from setuptools import setup  # noqa: PLC0415
    from setuptools.command.build_py import build_py  # noqa: PLC0415

    class BuildWithCatalogs(build_py):
        def run(self) -> None:
            compile_catalogs(ROOT / "bot" / "locales")
            super().run()

    setup(cmdclass={"build_py": BuildWithCatalogs})


if __name__ == "__main__":
    main()
