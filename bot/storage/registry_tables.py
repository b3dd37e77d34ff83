"""What operators and centres load: people and their cases, centres, lines, national figures."""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, String, Table

from bot.storage.tables import Identity, Moment, metadata

# Days are ISO text (2026-07-01), sums decimal text in tenge. `digest` is a keyed hash of the
# row's content: a load rewrites only rows whose digest differs. `changed_at` tells when that was,
# `loaded_at` when a file last said what stands there.
Day = String(10)
Money = String(24)
Digest = LargeBinary(32)

registry_people = Table(
    "registry_people",
    metadata,
    Column("iin_hash", Digest, primary_key=True),
    Column("iin", LargeBinary, nullable=False),  # sealed
    Column("phones", LargeBinary, nullable=False),  # sealed JSON list of E.164, preferred first
    Column("region", String(5), nullable=False),
    Column("centre", String(32)),
    Column("digest", Digest, nullable=False),
    Column("loaded_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
)

registry_phones = Table(
    "registry_phones",
    metadata,
    Column("phone_hash", Digest, primary_key=True),
    Column(
        "iin_hash",
        Digest,
        ForeignKey("registry_people.iin_hash", ondelete="CASCADE"),
        primary_key=True,
        index=True,
    ),
)


def _person() -> Column[bytes]:
    return Column(
        "iin_hash", Digest, ForeignKey("registry_people.iin_hash"), nullable=False, index=True
    )


def _contract() -> Column[str]:
    return Column(
        "contract", String(64), ForeignKey("registry_contracts.number"), nullable=False, index=True
    )


registry_applications = Table(
    "registry_applications",
    metadata,
    Column("number", String(64), primary_key=True),
    _person(),
    Column("submitted_on", Day, nullable=False),
    Column("state", String(12), nullable=False),
    Column("changed_on", Day, nullable=False),
    Column("region", String(5), nullable=False),
    Column("ground", Integer),  # 1-6, if refused
    Column("act_by", Day),
    Column("amount", Money),
    Column("paid_from", Day),
    Column("paid_until", Day),
    Column("kind", String(16)),
    Column("digest", Digest, nullable=False),
    Column("loaded_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False, index=True),
)

registry_contracts = Table(
    "registry_contracts",
    metadata,
    Column("number", String(64), primary_key=True),
    _person(),
    Column("signed_on", Day),
    Column("since", Day, nullable=False),
    Column("until", Day, nullable=False),
    Column("digest", Digest, nullable=False),
    Column("loaded_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False, index=True),
)

registry_contract_members = Table(
    "registry_contract_members",
    metadata,
    Column("id", String(64), primary_key=True),
    _contract(),
    Column("role", String(16), nullable=False),
    Column("bound", Integer, nullable=False),
    Column("exemption", String(32)),
    Column("digest", Digest, nullable=False),
    Column("loaded_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
)

registry_obligations = Table(
    "registry_obligations",
    metadata,
    Column("id", String(64), primary_key=True),
    _contract(),
    Column("party", String(8), nullable=False),
    Column("what", String(40), nullable=False),
    Column("due_on", Day, index=True),
    Column("done_on", Day),
    Column("words", LargeBinary, nullable=False),  # sealed JSON: place and note, kk and ru
    Column("digest", Digest, nullable=False),
    Column("loaded_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False, index=True),
)

registry_payments = Table(
    "registry_payments",
    metadata,
    Column("id", String(64), primary_key=True),
    _person(),
    Column("month", Day, nullable=False),  # its first day
    Column("state", String(12), nullable=False),
    Column("amount", Money, nullable=False),
    Column("day", Day, index=True),
    Column("reason", String(40)),
    Column("digest", Digest, nullable=False),
    Column("loaded_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False, index=True),
)

centres = Table(
    "centres",
    metadata,
    Column("code", String(32), primary_key=True),
    Column("region", String(5), nullable=False, index=True),
    Column("district_kk", String, nullable=False),
    Column("district_ru", String, nullable=False),
    Column("name_kk", String, nullable=False),
    Column("name_ru", String, nullable=False),
    Column("address_kk", String, nullable=False),
    Column("address_ru", String, nullable=False),
    Column("phone", String(32), nullable=False),
    Column("hours_kk", String, nullable=False),
    Column("hours_ru", String, nullable=False),
    Column("status", String(12), nullable=False),  # published, example
    Column("loaded_at", Moment, nullable=False),
)

# History is kept: a row in force has no `superseded_at`.
region_lines = Table(
    "region_lines",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column("region", String(5), nullable=False),
    Column("quarter", String(6), nullable=False),  # 2025Q3: the quarter that it describes
    Column("subsistence_minimum", Money),
    Column("median_income", Money),
    Column("poverty_line", Money),
    Column("source", String, nullable=False),
    Column("status", String(12), nullable=False),  # published, estimated, example
    Column("loaded_at", Moment, nullable=False),
    Column("superseded_at", Moment),
)

national_figures = Table(
    "national_figures",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column("name", String(40), nullable=False),
    Column("valid_from", Day, nullable=False),
    Column("value", String, nullable=False),
    Column("source", String, nullable=False),
    Column("loaded_at", Moment, nullable=False),
    Column("superseded_at", Moment),
)


def _one_in_force(table: Table, *key: Column[str]) -> None:
    in_force = table.c.superseded_at.is_(None)
    Index(
        f"ix_{table.name}_in_force",
        *key,
        unique=True,
        sqlite_where=in_force,
        postgresql_where=in_force,
    )


_one_in_force(region_lines, region_lines.c.region, region_lines.c.quarter)
_one_in_force(national_figures, national_figures.c.name, national_figures.c.valid_from)
