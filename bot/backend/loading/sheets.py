"""CSV and XLSX files as plain tables of text."""

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from bot.backend.loading.problems import BadFiles, Place, Problem


@dataclass(frozen=True, slots=True)
class Line:
    """One row as text; cells at the end may be missing."""

    place: Place
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A header and the rows below it that are not empty."""

    header: Line
    lines: tuple[Line, ...]


def read_sheets(path: Path) -> list[Sheet]:
    """The sheets of one file, empty ones left out; raises BadFiles."""
    content = _bytes(path)
    found = _xlsx(path, content) if path.suffix.lower() == ".xlsx" else [_csv(path, content)]
    sheets = [Sheet(lines[0], tuple(lines[1:])) for lines in found if lines]
    if not sheets:
        raise _bad(path, "the file is empty; its first row holds the names of the columns")
    return sheets


def read_text(path: Path) -> str:
    """A UTF-8 file without its byte order mark; raises BadFiles."""
    return _text(path, _bytes(path))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _bad(path, error.strerror or "it cannot be read") from None


def _bad(path: Path, what: str, row: int = 0) -> BadFiles:
    return BadFiles([Problem(Place(path.name, row=row), what)])


def _csv(path: Path, content: bytes) -> list[Line]:
    text = _text(path, content)
    comma, semicolon = (text.partition("\n")[0].count(mark) for mark in ",;")
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=";" if semicolon > comma else ",", strict=True
    )
    lines: list[Line] = []
    start = 1
    try:
        for cells in reader:
            lines += _line(Place(path.name, row=start), [cell.strip() for cell in cells])
            start = reader.line_num + 1
    except csv.Error:
        what = "a quotation mark is opened and not closed, or stands inside a cell undoubled"
        raise _bad(path, what, start) from None
    return lines


def _text(path: Path, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        what = "the file is not UTF-8; save it as 'CSV UTF-8' or XLSX"
        raise _bad(path, what, row) from None


def _xlsx(path: Path, content: bytes) -> list[list[Line]]:
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        return [list(_rows(path, sheet)) for sheet in book.worksheets]
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, SyntaxError):
        raise _bad(path, "it is not a readable XLSX file; save it anew as XLSX or CSV") from None


def _rows(path: Path, sheet: Any) -> Iterator[Line]:
    for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
        cells = [_cell(value) for value in values]
        yield from _line(Place(path.name, sheet.title, number), cells)


def _line(place: Place, cells: Sequence[str]) -> list[Line]:
    while cells and not cells[-1]:
        cells = cells[:-1]
    return [Line(place, tuple(cells))] if cells else []


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float() if value.is_integer():
            return str(int(value))
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case _:
            return str(value).strip()
