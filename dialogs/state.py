"""What is kept of a talk between two messages: answers, by flow, and little else."""

from dataclasses import dataclass, field

from dialogs.steps import Json

MENU_RUN = "m"
MENU = "menu"


@dataclass(slots=True)
class Talk:
    """
    `answers` are kept by flow, so that a form left for the menu can be taken up again.

    `frozen` holds what the result of a finished flow hangs on: it no longer changes.
    `withdrawn` are answers that are being corrected, `last` the message that gave the last answer,
    `begun` the steps whose effects have happened.
    """

    language: str | None = None
    consented: str | None = None
    iin_consented: str | None = None
    runs: int = 0
    flow: str = MENU
    answers: dict[str, dict[str, Json]] = field(default_factory=dict)
    frozen: dict[str, dict[str, Json]] = field(default_factory=dict)
    misses: int = 0
    resuming: bool = False
    withdrawn: dict[str, Json] = field(default_factory=dict)
    last: tuple[str, str] | None = None
    begun: list[str] = field(default_factory=list)

    @property
    def run(self) -> str:
        """Marks the buttons of this run of the flow; the menu's work at any time."""
        return MENU_RUN if self.flow == MENU else f"r{self.runs}"

    def given(self) -> dict[str, Json]:
        """The answers of the open flow."""
        return self.answers.setdefault(self.flow, {})

    def open(self, flow: str) -> None:
        """Go to a flow, where it was left; the menu never keeps answers."""
        self.answers.pop(MENU, None)
        self.flow = flow
        self.resuming = False
        self.withdrawn = {}
        self.last = None
        self.misses = 0
        if flow != MENU:
            self.runs += 1

    def drop(self, flow: str) -> None:
        """Forget what a flow was told."""
        self.answers.pop(flow, None)
        self.frozen.pop(flow, None)
        self.begun = [key for key in self.begun if not key.startswith(f"{flow}/")]
