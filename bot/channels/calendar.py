"""Days with a duty as an .ics file (RFC 5545)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from bot.clock import ALMATY

STAMP = datetime(2026, 1, 1, tzinfo=ALMATY)  # the same entry gives the same bytes


def calendar_file(entries: Iterable[Mapping[str, str]]) -> bytes:
    """One all-day entry for each `{uid, day, title, place}`, with a reminder a day before."""
    calendar = Calendar()
    calendar.add("prodid", "-//Orleu bot//orleu//")
    calendar.add("version", "2.0")
    for entry in entries:
        event = Event()
        day = date.fromisoformat(entry["day"])
        event.add("uid", f"{entry['uid']}@orleu")
        event.add("dtstamp", STAMP)
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add("summary", entry["title"])
        if entry.get("place"):
            event.add("location", entry["place"])
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry["title"])
        alarm.add("trigger", timedelta(hours=-15))
        event.add_component(alarm)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
