"""The law's figures by day: the shipped files, read once, and what operators add at run time."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Self

from dialogs.eligibility.dated import BadParameter, Dated, Schema, Value, read_dated

_YEARS_AGES = {"age_from_years": "whole", "age_to_years": "whole"}

SCHEMAS: Mapping[str, Schema] = {
    "award_period": Schema(
        {"quarterly": "flag", "contract_months": "whole?", "full_month_for_any_day": "flag"}
    ),
    "budget_law_indicators": Schema({"mrp": "decimal?", "minimum": "decimal?"}),
    "carer_child_age": Schema({"under_years": "whole"}),
    "child_supplement": Schema({"mrp_multiple": "decimal", **_YEARS_AGES}),
    "contract": Schema({"required_for": "text", "months": "whole?", "exempt": "texts"}),
    "example_lines": Schema(
        {"region": "text", "minimum": "decimal", "median": "decimal"}, series="region"
    ),
    "holidays": Schema({"days": "days", "doubtful": "days?"}),
    "income": Schema({"large_family_allowance_counted": "flag?", "loans_counted": "flag?"}),
    "orleu_coverage": Schema({"regions": "texts?", "units": "whole?", "everywhere": "flag"}),
    "package_in_kind": Schema(_YEARS_AGES),
    "participation_share": Schema({"share_of_minimum": "decimal"}),
    "payment": Schema(
        {
            "frequency": "text",
            "day_of_month": "whole?",
            "banks": "texts",
            "own_name_only": "flag",
        }
    ),
    "poverty_line_share": Schema(
        {
            "share_of_minimum": "decimal",
            "share_of_median": "decimal?",
            "floor": "text?",
            "caution": "text?",
        }
    ),
    "prolongation": Schema({}),
    "refusal_grounds": Schema(
        {"ground": "text", "code": "whole", "block_months": "whole?"}, series="ground"
    ),
    "regions": Schema(
        {"id": "text", "kk": "text", "ru": "text", "split_from": "text?"}, series="id"
    ),
    "sanctions": Schema(
        {"event": "text", "effect": "text", "block_months": "whole?"}, series="event"
    ),
    "schemes": Schema({"role": "text", "id": "text", "amount_rule": "text?"}, series="role"),
    "service_terms": Schema(
        {"centre": "whole?", "akim": "whole?", "extension_calendar_days": "whole?"}
    ),
}


@dataclass(frozen=True, slots=True)
class Region:
    id: str
    kk: str
    ru: str


@dataclass(frozen=True, slots=True)
class NationalRow:
    """Figures of a budget law, tenge; `valid_to` None means the end of that year."""

    valid_from: date
    mrp: Decimal | None
    minimum: Decimal | None
    source: str
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class HolidayRow:
    """The weekdays off of one year, as a whole."""

    year: int
    days: tuple[date, ...]
    source: str


@dataclass(frozen=True, slots=True, eq=False)
class Parameters:
    """All subjects; `version` names exactly these figures. Equal only to itself."""

    subjects: Mapping[str, tuple[Dated, ...]]
    version: str

    @classmethod
    def load(cls) -> "Parameters":
        """The shipped files, read once in a process."""
        return _shipped()

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> Self:
        """From the text of every file, by its name with .yaml; BadParameter at the first fault."""
        wanted = {f"{subject}.yaml": subject for subject in SCHEMAS}
        for file in sorted(texts.keys() ^ wanted.keys()):
            what = "is missing" if file in wanted else "is not a known subject"
            raise BadParameter(f"{file} {what}; the files are {', '.join(sorted(wanted))}")
        subjects = {
            subject: read_dated(file, texts[file], SCHEMAS[subject])
            for file, subject in wanted.items()
        }
        content = "".join(f"{file}\0{texts[file]}\0" for file in sorted(texts))
        return cls(MappingProxyType(subjects), _digest(content))

    def on(self, subject: str, day: date, series: str | None = None) -> Dated | None:
        """The entry that holds on the day (of the named series), None if there is none."""
        return _entry(self, subject, day, series)

    def series(self, subject: str, day: date) -> tuple[Dated, ...]:
        """Every entry that holds on the day, in the file's order."""
        return _entries(self, subject, day)

    def regions(self, day: date) -> tuple[Region, ...]:
        """The regions that exist on the day, in the order of their codes."""
        return _regions(self, day)

    def region_ids(self) -> frozenset[str]:
        """Every region that ever existed here."""
        return frozenset(entry.text("id") or "" for entry in self.subjects["regions"])

    def days_off(self, year: int) -> frozenset[date] | None:
        """Weekdays off, doubtful ones included; None when the year is not loaded."""
        entry = self.on("holidays", date(year, 1, 1))
        if entry is None:
            return None
        return frozenset(entry.days("days") + entry.days("doubtful"))

    def with_national(self, rows: Iterable[NationalRow]) -> Self:
        """These figures with the rows laid over them; a later row wins over an earlier one.

        A row replaces both figures on its days. BadParameter names the row at fault.
        """
        laid = self
        for row in rows:
            end = row.valid_to or date(row.valid_from.year, 12, 31)
            figures: Mapping[str, Value] = {"mrp": row.mrp, "minimum": row.minimum}
            for name, figure in (("mrp", row.mrp), ("minimum", row.minimum)):
                if figure is not None and not (figure.is_finite() and figure > 0):
                    raise BadParameter(f"{row.valid_from}: {name} is above 0, not {figure}")
            laid = laid._over("budget_law_indicators", row.valid_from, end, figures, row.source)
        return laid

    def with_holidays(self, rows: Iterable[HolidayRow]) -> Self:
        """These days off in place of those of their years."""
        laid = self
        for row in rows:
            first, last = date(row.year, 1, 1), date(row.year, 12, 31)
            for day in row.days:
                if day.year != row.year:
                    raise BadParameter(f"holidays of {row.year}: {day} lies in another year")
            days: Mapping[str, Value] = {"days": tuple(sorted(row.days)), "doubtful": None}
            laid = laid._over("holidays", first, last, days, row.source)
        return laid

    def _over(
        self, subject: str, first: date, last: date, values: Mapping[str, Value], source: str
    ) -> Self:
        if not source.strip():
            raise BadParameter(f"{subject} of {first}: a source is missing, such as 'budget law'")
        if last < first:
            raise BadParameter(f"{subject}: valid_to {last} lies before valid_from {first}")
        new = Dated(first, last, MappingProxyType(dict(values)), law=None, source=source)
        kept = [part for entry in self.subjects[subject] for part in _outside(entry, first, last)]
        entries = tuple(sorted([*kept, new], key=lambda entry: entry.valid_from))
        return replace(
            self,
            subjects=MappingProxyType({**self.subjects, subject: entries}),
            version=_digest(f"{self.version} {subject} {first} {last} {dict(values)}"),
        )


# A talk asks for the same figures of the same day again and again: once for every message.
@lru_cache(4096)
def _entry(parameters: Parameters, subject: str, day: date, series: str | None) -> Dated | None:
    key = SCHEMAS[subject].series
    for entry in parameters.subjects[subject]:
        if entry.holds_on(day) and (key is None or entry.values[key] == series):
            return entry
    return None


@lru_cache(1024)
def _entries(parameters: Parameters, subject: str, day: date) -> tuple[Dated, ...]:
    return tuple(entry for entry in parameters.subjects[subject] if entry.holds_on(day))


@lru_cache(64)
def _regions(parameters: Parameters, day: date) -> tuple[Region, ...]:
    return tuple(
        Region(e.text("id") or "", e.text("kk") or "", e.text("ru") or "")
        for e in _entries(parameters, "regions", day)
    )


def _outside(entry: Dated, first: date, last: date) -> Iterable[Dated]:
    """What is left of an entry when the days from first to last belong to another."""
    one_day = timedelta(days=1)
    if entry.valid_from < first:
        ends = first - one_day if entry.valid_to is None else min(entry.valid_to, first - one_day)
        yield replace(entry, valid_to=ends)
    if entry.valid_to is None or entry.valid_to > last:
        yield replace(entry, valid_from=max(entry.valid_from, last + one_day))


def _digest(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()


def shipped_file(name: str) -> str:
    """The text of a file that the package brings."""
    return (files("dialogs.eligibility") / "parameters" / name).read_text(encoding="utf-8")


@cache
def _shipped() -> Parameters:
    return Parameters.of(
        {f"{subject}.yaml": shipped_file(f"{subject}.yaml") for subject in SCHEMAS}
    )
