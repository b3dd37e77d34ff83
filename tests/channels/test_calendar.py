"""The calendar file of duties, read back by the library's parser."""

from datetime import date, timedelta

import pytest
from icalendar import Calendar, Event

from bot.channels.calendar import calendar_file

MEETING = {
    "uid": "obligation-7",
    "day": "2026-08-20",
    "title": "Жеке көмек жоспары: кездесу; 2-бөлме, \\ A",
    "place": "Мансап орталығы, Абай көшесі 1",
}
REPORT = {"uid": "obligation-8", "day": "2028-02-29", "title": "Отчёт", "place": ""}


def events(data: bytes) -> list[Event]:
    calendar = Calendar.from_ical(data)
    assert isinstance(calendar, Calendar)
    return [part for part in calendar.walk("VEVENT") if isinstance(part, Event)]


def test_each_duty_is_an_all_day_entry() -> None:
    meeting, report = events(calendar_file([MEETING, REPORT]))
    assert meeting.decoded("dtstart") == date(2026, 8, 20)
    assert meeting.decoded("dtend") == date(2026, 8, 21)
    assert (report.decoded("dtstart"), report.decoded("dtend")) == (
        date(2028, 2, 29),
        date(2028, 3, 1),
    )


def test_signs_of_the_format_in_a_title_come_back_as_they_were() -> None:
    meeting, report = events(calendar_file([MEETING, REPORT]))
    assert str(meeting["summary"]) == MEETING["title"]
    assert str(meeting["location"]) == MEETING["place"]
    assert "location" not in report


def test_an_entry_that_comes_again_is_the_same_entry() -> None:
    """The same uid lets a phone replace what it has; equal input gives equal bytes."""
    first, again = calendar_file([MEETING]), calendar_file([MEETING])
    assert first == again
    moved = calendar_file([MEETING | {"day": "2026-08-21"}])
    assert moved != first
    assert events(moved)[0]["uid"] == events(first)[0]["uid"] == "obligation-7@orleu"


def test_a_reminder_rings_on_the_morning_before() -> None:
    [alarm] = Calendar.from_ical(calendar_file([MEETING])).walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(hours=-15)  # nine o'clock, the day before


def test_lines_are_folded_and_end_as_the_format_wants() -> None:
    data = calendar_file([MEETING | {"title": "ұ" * 200}])
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert str(events(data)[0]["summary"]) == "ұ" * 200


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="month"):
        calendar_file([MEETING | {"day": "2026-13-01"}])
