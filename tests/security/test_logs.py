"""Logs: what happened by name, and of an error never its text."""

import asyncio
import io
import json
import logging
from typing import Any

import pytest

IIN = "900101300017"


def written(lines: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines.getvalue().splitlines()]


def fail() -> None:
    raise ValueError(f"cannot read {IIN}")


def test_an_event_is_one_line_with_its_fields(lines: io.StringIO) -> None:
    logging.getLogger("bot.outbox").warning("letters\nwait", extra={"letters": 3, "kk": "қазақша"})
    [line] = written(lines)
    assert (line["event"], line["level"], line["from"]) == (
        "letters\nwait",
        "warning",
        "bot.outbox",
    )
    assert (line["letters"], line["kk"]) == (3, "қазақша")
    assert "қазақша" in lines.getvalue()


@pytest.mark.parametrize("name", ["bot.turn", "aiohttp.server", "asyncio"])
def test_of_an_error_only_its_kind_and_place_are_told(lines: io.StringIO, name: str) -> None:
    try:
        try:
            fail()
        except ValueError as error:
            raise KeyError(IIN) from error
    except KeyError:
        logging.getLogger(name).exception("part_ended")
    [line] = written(lines)
    assert line["error"] == "KeyError"
    assert line["where"].rpartition(":")[0] == __file__
    assert IIN not in lines.getvalue()


async def test_a_task_that_nobody_awaited_tells_no_text_either(lines: io.StringIO) -> None:
    async def work() -> None:
        fail()

    loop = asyncio.get_running_loop()
    task = asyncio.create_task(work())
    await asyncio.wait([task])
    error = task.exception()
    loop.default_exception_handler(
        {"message": "Task exception was never retrieved", "exception": error, "future": task}
    )
    [line] = [one for one in written(lines) if one["level"] == "error"]
    assert line["event"] == "Task exception was never retrieved"
    assert line["error"] == "ValueError"
    assert IIN not in lines.getvalue()


def test_libraries_do_not_fill_values_into_their_messages(lines: io.StringIO) -> None:
    logging.getLogger("aiohttp.access").info("GET %s", f"/send?phone={IIN}")
    logging.getLogger("sqlalchemy").warning("statement failed\nDETAIL: %s", IIN)
    assert [one["event"] for one in written(lines)] == ["GET %s", "statement failed"]
    assert IIN not in lines.getvalue()
