"""`orleu parameters …`: national figures and days off between releases."""

from pathlib import Path

import click

from bot.backend.loading.national import load_national
from bot.backend.loading.store import Store
from bot.cli.loads import FILE, as_json, run, told_counts


@click.group()
def parameters() -> None:
    """Figures of the budget law and public holidays."""


@parameters.command()
@click.argument("files", nargs=-1, required=True, type=FILE)
@as_json
def load(files: tuple[Path, ...], *, in_json: bool) -> None:
    """Load figures from CSV or XLSX; holidays replace those loaded for their year."""

    async def work(store: Store) -> str:
        saved = await load_national(store, files)
        return told_counts({"parameters": saved}, in_json=in_json)

    run(work, in_json=in_json)
