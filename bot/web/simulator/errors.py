"""What the simulated Bot API refuses, in the words that Telegram uses."""

from __future__ import annotations


class ApiError(Exception):
    """A refused call: the HTTP status and the description that the answer carries."""

    def __init__(self, code: int, description: str) -> None:
        super().__init__(description)
        self.code = code
        self.description = description


def bad_request(why: str) -> ApiError:
    """A call that is wrong in itself; repeating it will not help."""
    return ApiError(400, f"Bad Request: {why}")
