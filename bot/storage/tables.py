"""Persons, addresses, talks, letters: the tables of the service itself."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# Identities are 64 bits on PostgreSQL; SQLite numbers rows only under its own INTEGER.
Identity = BigInteger().with_variant(Integer, "sqlite")
Moment = BigInteger  # milliseconds since 1970, UTC

addresses = Table(
    "addresses",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column("channel", String(16), nullable=False),
    Column("hash", LargeBinary(32), nullable=False),  # keyed hash of the chat id or number
    Column("sealed", LargeBinary, nullable=False),  # chat id or number; empty when not needed
    Column("person_id", Identity, nullable=False, index=True),
    Column("language", String(2)),
    Column("state", String(12), nullable=False, server_default="open"),  # open, blocked, erased
    Column("opted_out", String(12)),  # None, reminders, all
    Column("reminders", Integer, nullable=False, server_default="0"),
    Column("created_at", Moment, nullable=False),
    UniqueConstraint("channel", "hash"),
)

talks = Table(
    "talks",
    metadata,
    Column("address_id", Identity, ForeignKey("addresses.id"), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("heard_at", Moment, nullable=False, index=True),
    Column("swept_at", Moment),  # its answers were let go
    Column("pending_at", Moment),  # a reading was asked for at this moment and is not there yet
    Index("ix_talks_pending_at", "pending_at"),
)

heard = Table(
    "heard",
    metadata,
    Column("account", String(32), primary_key=True),
    Column("message_id", String(64), primary_key=True),
    Column("at", Moment, nullable=False, index=True),
)

letters = Table(
    "letters",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column("key", String(80), nullable=False, unique=True),
    Column("lane", Integer, nullable=False),  # 0 reply, 1 code, 2 reminder, 3 campaign
    Column("channel", String(16), nullable=False),
    Column("address_id", Identity, nullable=False),
    Column("body", LargeBinary),  # sealed; blanked when a code is sent or has expired
    Column("state", String(12), nullable=False, server_default="waiting"),
    Column("due_at", Moment, nullable=False),
    Column("expires_at", Moment),
    Column("begun_at", Moment),
    Column("leased_until", Moment),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("reference", String(64)),  # the provider's id of the message
    Column("reason", String(80)),
    Column("created_at", Moment, nullable=False),
    Column("settled_at", Moment),
)
_open = letters.c.state == "waiting"
Index(
    "ix_letters_due",
    letters.c.lane,
    letters.c.due_at,
    sqlite_where=_open,
    postgresql_where=_open,
)
Index("ix_letters_address_id", letters.c.address_id)

consents = Table(
    "consents",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column("person_id", Identity, nullable=False, index=True),
    Column("kind", String(12), nullable=False),  # data, iin, reminders
    Column("version", String(16), nullable=False),
    Column("language", String(2), nullable=False),
    Column("channel", String(16), nullable=False),
    Column("at", Moment, nullable=False),
    Column("withdrawn_at", Moment),
)

proofs = Table(
    "proofs",
    metadata,
    Column("address_id", Identity, primary_key=True),
    Column("iin_hash", LargeBinary(32), nullable=False, index=True),
    Column("iin", LargeBinary, nullable=False),  # sealed
    Column("way", String(12), nullable=False),  # contact, code
    Column("at", Moment, nullable=False),
)

codes = Table(
    "codes",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column("address_id", Identity, nullable=False),
    Column("attempt", String(32), nullable=False),
    Column("iin_hash", LargeBinary(32), nullable=False),
    Column("digest", LargeBinary(32), nullable=False),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
    UniqueConstraint("address_id", "attempt", "iin_hash"),
)

tries = Table(
    "tries",
    metadata,
    Column("scope", String(8), primary_key=True),  # pair, send, sender, iin
    Column("hash", LargeBinary(32), primary_key=True),
    Column("count", Integer, nullable=False),
    Column("since", Moment, nullable=False),
    Column("locked_until", Moment),
)

settings = Table(
    "settings",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", String, nullable=False),
)
