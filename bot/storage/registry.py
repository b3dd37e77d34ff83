"""The embedded register: what a load changes, written wholly or not at all."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, bindparam, delete, insert, select, update

from bot.security.keys import Keys
from bot.storage import registry_tables as tables
from bot.storage.database import Tx
from bot.storage.query import Query
from bot.storage.revision import raise_revision

Values = Mapping[str, str | int | None]
Columns = dict[str, Any]
Id = str | bytes
REVISION_NAME = "registry_revision"


@dataclass(frozen=True, slots=True)
class Orphan:
    """The row at `index` of `kind` names a person or contract that is nowhere."""

    kind: str
    index: int
    column: str


class Orphans(Exception):
    """Nothing was written: rows belong to people or contracts that are not known."""

    def __init__(self, orphans: Sequence[Orphan]) -> None:
        super().__init__(f"{len(orphans)} orphans")
        self.orphans = tuple(orphans)


class StillNeeded(Exception):
    """Nothing was written: a row to be removed has rows of another kind that would stay."""

    def __init__(self, kind: str, child: str, count: int) -> None:
        super().__init__(f"{count} of {kind} have {child}")
        self.kind, self.child, self.count = kind, child, count


@dataclass(frozen=True, slots=True)
class Changes:
    """What a load does to one kind; ids, or hashes of IINs for people."""

    added: tuple[Id, ...]
    changed: tuple[Id, ...]
    removed: tuple[Id, ...]
    same: int


def iin_hash(keys: Keys, iin: str) -> bytes:
    return keys.hash("iin", iin)


def phone_hash(keys: Keys, phone: str) -> bytes:
    return keys.hash("phone", phone)


def people_about(person: bytes) -> bytes:
    """What sealed columns of `registry_people` are bound to."""
    return b"registry_people" + person


def obligation_about(identity: str) -> bytes:
    """What `registry_obligations.words` is bound to."""
    return b"registry_obligations" + identity.encode()


def _person(values: Values, keys: Keys) -> Columns:
    iin = str(values["iin"])
    phones = str(values["phones"] or "")
    person = iin_hash(keys, iin)
    about = people_about(person)
    return {
        "iin_hash": person,
        "iin": keys.seal(iin.encode(), about),
        "phones": keys.seal(json.dumps(phones.split("|") if phones else []).encode(), about),
        "region": values["region"],
        "centre": values["centre"],
    }


def _of_person(values: Values, keys: Keys) -> Columns:
    columns = {name: value for name, value in values.items() if name != "iin"}
    return columns | {"iin_hash": iin_hash(keys, str(values["iin"]))}


def _plain(values: Values, _keys: Keys) -> Columns:
    return dict(values)


def _obligation(values: Values, keys: Keys) -> Columns:
    spoken = {name: values[name] for name in ("place_kk", "place_ru", "note_kk", "note_ru")}
    columns = {name: value for name, value in values.items() if name not in spoken}
    words = json.dumps(spoken, ensure_ascii=False).encode()
    return columns | {"words": keys.seal(words, obligation_about(str(values["id"])))}


class Shelf:
    """The statements of one kind of row."""

    def __init__(
        self,
        table: Table,
        fill: Callable[[Values, Keys], Columns],
        belongs: tuple[str, str] | None = None,
    ) -> None:
        """`belongs` is the column that names another kind's row, and that kind."""
        self.name = table.name.removeprefix("registry_")
        self.fill = fill
        self.belongs = belongs
        key = next(iter(table.primary_key))
        here = key == bindparam("id_")
        columns: Columns = {column.name: bindparam(column.name) for column in table.columns}
        self.known = Query(select(key.label("id"), table.c.digest))
        self.insert = Query(insert(table).values(columns))
        self.update = Query(update(table).values(columns).where(here))
        self.touch = Query(update(table).values(loaded_at=bindparam("loaded_at")).where(here))
        self.delete = Query(delete(table).where(here))
        self.by_person = key.name == "iin_hash"
        parent = "iin_hash" if belongs and belongs[0] == "iin" else (belongs or ("",))[0]
        self.parents = (
            Query(select(table.c[parent].label("parent")).distinct()) if parent else None
        )

    def id_of(self, values: Values, keys: Keys) -> Id:
        if self.by_person:
            return iin_hash(keys, str(values["iin"]))
        return str(values["number"] if "number" in values else values["id"])

    def parent_of(self, values: Values, keys: Keys) -> Id | None:
        if self.belongs is None:
            return None
        parent = str(values[self.belongs[0]])
        return iin_hash(keys, parent) if self.belongs[0] == "iin" else parent

    def digest(self, values: Values, keys: Keys) -> bytes:
        content = json.dumps(values, sort_keys=True, ensure_ascii=False)
        return keys.hash(f"registry.{self.name}", content)


PEOPLE = Shelf(tables.registry_people, _person)
SHELVES = {  # those that others belong to come first
    shelf.name: shelf
    for shelf in (
        PEOPLE,
        Shelf(tables.registry_applications, _of_person, ("iin", "people")),
        Shelf(tables.registry_contracts, _of_person, ("iin", "people")),
        Shelf(tables.registry_contract_members, _plain, ("contract", "contracts")),
        Shelf(tables.registry_obligations, _obligation, ("contract", "contracts")),
        Shelf(tables.registry_payments, _of_person, ("iin", "people")),
    )
}

_phones = tables.registry_phones
_FORGET_PHONES = Query(delete(_phones).where(_phones.c.iin_hash == bindparam("id_")))
_ADD_PHONE = Query(
    insert(_phones).values(phone_hash=bindparam("phone_hash"), iin_hash=bindparam("iin_hash"))
)


async def save_registry(
    tx: Tx, rows: Mapping[str, Sequence[Values]], keys: Keys, at: int, *, replace: bool
) -> dict[str, Changes]:
    """
    Add and change rows by their ids; with `replace`, also remove what the kinds in `rows` leave
    out. Rows that say nothing new are only marked as loaded `at` (milliseconds). Raises Orphans
    or StillNeeded, and nothing is written then.
    """
    await raise_revision(tx, REVISION_NAME)
    load = _Load(tx, keys, at, replace)
    done: dict[str, Changes] = {}
    orphans: list[Orphan] = []
    for name, shelf in SHELVES.items():
        if name in rows:
            orphans += await load.orphans(shelf, rows)
            if not orphans:
                done[name] = await load.put(shelf, rows[name])
    if orphans:
        raise Orphans(orphans)
    for name in reversed(done):
        await load.remove(SHELVES[name], done[name].removed)
    return done


@dataclass(frozen=True, slots=True)
class _Load:
    """One load at work in its transaction."""

    tx: Tx
    keys: Keys
    at: int
    replace: bool

    async def orphans(self, shelf: Shelf, rows: Mapping[str, Sequence[Values]]) -> list[Orphan]:
        """Rows whose parent is neither stored nor in the same load."""
        if shelf.belongs is None:
            return []
        column, name = shelf.belongs
        parent = SHELVES[name]
        known = {row["id"] for row in await self.tx.all(parent.known)}
        known |= {parent.id_of(values, self.keys) for values in rows.get(name, ())}
        return [
            Orphan(shelf.name, index, column)
            for index, values in enumerate(rows[shelf.name])
            if shelf.parent_of(values, self.keys) not in known
        ]

    async def put(self, shelf: Shelf, rows: Sequence[Values]) -> Changes:
        known: dict[Id, bytes] = {
            row["id"]: row["digest"] for row in await self.tx.all(shelf.known)
        }
        added: dict[Id, Values] = {}
        changed: dict[Id, Values] = {}
        same: list[Id] = []
        for values in rows:
            identity = shelf.id_of(values, self.keys)
            digest = known.pop(identity, None)
            if digest is None:
                added[identity] = values
            elif digest == shelf.digest(values, self.keys):
                same.append(identity)
            else:
                changed[identity] = values
        await self.tx.many(shelf.insert, self.filled(shelf, added))
        await self.tx.many(shelf.update, self.filled(shelf, changed))
        await self.tx.many(shelf.touch, [{"id_": each, "loaded_at": self.at} for each in same])
        if shelf is PEOPLE:
            await self.put_phones(added | changed)
        gone = tuple(sorted(known)) if self.replace else ()
        return Changes(tuple(added), tuple(changed), gone, len(same))

    def filled(self, shelf: Shelf, rows: Mapping[Id, Values]) -> Iterable[Columns]:
        for identity, values in rows.items():
            digest = shelf.digest(values, self.keys)
            stamps = {"digest": digest, "loaded_at": self.at, "changed_at": self.at}
            yield shelf.fill(values, self.keys) | stamps | {"id_": identity}

    async def put_phones(self, people: Mapping[Id, Values]) -> None:
        await self.tx.many(_FORGET_PHONES, [{"id_": person} for person in people])
        await self.tx.many(
            _ADD_PHONE,
            [
                {"phone_hash": phone_hash(self.keys, phone), "iin_hash": person}
                for person, values in people.items()
                for phone in str(values["phones"] or "").split("|")
                if phone
            ],
        )

    async def remove(self, shelf: Shelf, removed: Sequence[Id]) -> None:
        gone = set(removed)
        for child in SHELVES.values() if gone else ():
            if child.belongs and child.parents and child.belongs[1] == shelf.name:
                held = gone & {row["parent"] for row in await self.tx.all(child.parents)}
                if held:
                    raise StillNeeded(shelf.name, child.name, len(held))
        if shelf is PEOPLE:
            await self.tx.many(_FORGET_PHONES, [{"id_": person} for person in removed])
        await self.tx.many(shelf.delete, [{"id_": identity} for identity in removed])
