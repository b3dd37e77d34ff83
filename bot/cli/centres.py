"""`orleu centres …`: where people can go."""

from pathlib import Path

import click

from bot.backend.loading.centres import load_centres
from bot.backend.loading.store import Store
from bot.cli.loads import FILE, as_json, run, told_counts


@click.group()
def centres() -> None:
    """Career centres by region and district."""


@centres.command()
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option("--replace", is_flag=True, help="Remove the centres that the files leave out.")
@as_json
def load(files: tuple[Path, ...], *, replace: bool, in_json: bool) -> None:
    """Load centres from CSV or XLSX; a running service takes them at its next turn."""

    async def work(store: Store) -> str:
        saved = await load_centres(store, files, replace=replace)
        return told_counts({"centres": saved}, in_json=in_json)

    run(work, in_json=in_json)
