"""Who wants to know something."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asker:
    """The address, the run of the flow, the language of the talk."""

    channel: str
    address: str
    address_id: int
    run: str
    language: str
