"""What operators load, as one snapshot for the talks."""

from bot.storage.centres import EXAMPLE, all_centres, save_centres
from bot.storage.database import Tx
from bot.storage.lines import lines_in_force, save_lines
from bot.storage.national import national_in_force, save_national, with_loaded
from bot.storage.revision import REVISION, revision
from dialogs.case import Reference
from dialogs.eligibility.line_rows import LineTable, RowStatus
from dialogs.eligibility.lines import shipped_lines
from dialogs.eligibility.parameters import Parameters

__all__ = [
    "REVISION",
    "load_reference",
    "revision",
    "save_centres",
    "save_lines",
    "save_national",
]


async def load_reference(tx: Tx, parameters: Parameters, *, examples: bool = True) -> Reference:
    """
    What is in force: loaded lines over shipped ones over invented ones, national figures and days
    off over those of `parameters`, centres. Without `examples` (a real channel is on) invented
    rows are left out.
    """
    rows = [line.row for line in await lines_in_force(tx)]
    true = [row for row in rows if row.status is not RowStatus.EXAMPLE]
    invented = [row for row in rows if examples and row.status is RowStatus.EXAMPLE]
    centres = (await all_centres(tx)).values()
    return Reference(
        lines=LineTable([*invented, *shipped_lines(), *true]),
        parameters=with_loaded(parameters, await national_in_force(tx)),
        centres=tuple(centre for centre, status in centres if examples or status != EXAMPLE),
    )
