"""What is kept of a talk between two messages: answers, by flow, and little else."""

from dataclasses import dataclass, field

from dialogs.steps import Json

MENU_RUN = "m"
MENU = "menu"


@dataclass(slots=True)
class Talk:
    """
    `answers` are kept by flow, so that a form left for the menu can be taken up again.

    `basis` says what an answer was given upon: the answers it depends on, as they were then.
    `frozen` holds what the result of a finished flow hangs on: it no longer changes.
    `withdrawn` are answers that are being corrected, by flow; `last` is the newest message that
    was an answer, or was meant as one, and its question.
    `interrupted` is the flow to which a short one (the choice of a language) returns.
    """

    language: str | None = None
    consented: str | None = None
    iin_consented: str | None = None
    runs: int = 0
    flow: str = MENU
    answers: dict[str, dict[str, Json]] = field(default_factory=dict)
    basis: dict[str, dict[str, list[Json]]] = field(default_factory=dict)
    frozen: dict[str, dict[str, Json]] = field(default_factory=dict)
    misses: int = 0
    resuming: bool = False
    withdrawn: dict[str, dict[str, Json]] = field(default_factory=dict)
    last: tuple[str, str] | None = None
    interrupted: str = ""
    greeted: bool = False
    forgotten: bool = False  # answers were let go since the person spoke last

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
        self.last = None
        self.misses = 0
        if flow != MENU:
            self.runs += 1

    def drop(self, flow: str) -> None:
        """Forget what a flow was told."""
        self.answers.pop(flow, None)
        self.basis.pop(flow, None)
        self.frozen.pop(flow, None)
        self.withdrawn.pop(flow, None)
