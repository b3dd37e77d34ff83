"""The statements of a turn: what was heard, who spoke, what is kept of the talk."""

from sqlalchemy import Integer, LargeBinary, String, bindparam, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from bot.storage.query import Query
from bot.storage.tables import addresses, consents, heard, proofs, settings, talks

REVISION = "reference_revision"

# SQLite takes PostgreSQL's "on conflict do nothing" word for word.
MARK_HEARD = Query(
    upsert(heard)
    .values(account=bindparam("account"), message_id=bindparam("message_id"), at=bindparam("at"))
    .on_conflict_do_nothing()
)

_revision = (
    select(settings.c.value).where(settings.c.name == bindparam("revision")).scalar_subquery()
)
LOAD_TALK = Query(
    select(
        addresses.c.id,
        addresses.c.person_id,
        addresses.c.language,
        addresses.c.state,
        addresses.c.opted_out,
        addresses.c.reminders,
        talks.c.version,
        talks.c.sealed.label("talk"),
        talks.c.heard_at,
        talks.c.pending_at,
        proofs.c.at.label("proved_at"),
        _revision.label("revision"),
    )
    .select_from(
        addresses.outerjoin(talks, talks.c.address_id == addresses.c.id).outerjoin(
            proofs, proofs.c.address_id == addresses.c.id
        )
    )
    .where(addresses.c.channel == bindparam("channel"), addresses.c.hash == bindparam("hash"))
)
READ_REVISION = Query(select(settings.c.value).where(settings.c.name == bindparam("revision")))

ADD_ADDRESS = Query(
    upsert(addresses)
    .values(
        id=bindparam("id"),
        channel=bindparam("channel"),
        hash=bindparam("hash"),
        sealed=bindparam("sealed"),
        person_id=bindparam("person_id"),
        created_at=bindparam("at"),
        state="open",
        reminders=0,
    )
    .on_conflict_do_nothing()
)
ADD_TALK = Query(
    upsert(talks)
    .values(
        address_id=bindparam("address_id"),
        version=1,
        sealed=bindparam("sealed"),
        heard_at=bindparam("heard_at"),
        pending_at=bindparam("pending_at"),
    )
    .on_conflict_do_nothing()
)
SAVE_TALK = Query(
    update(talks)
    .where(talks.c.address_id == bindparam("of_address"), talks.c.version == bindparam("seen"))
    .values(
        version=bindparam("version"),
        sealed=bindparam("sealed"),
        heard_at=bindparam("heard_at"),
        pending_at=bindparam("pending_at"),
        swept_at=None,
    )
)
SET_LANGUAGE = Query(
    update(addresses)
    .where(addresses.c.id == bindparam("of_address"))
    .values(language=bindparam("to_language", type_=String))
)
SET_OPT_OUT = Query(
    update(addresses)
    .where(addresses.c.id == bindparam("of_address"))
    .values(opted_out=bindparam("scope", type_=String))
)
SET_REMINDERS = Query(
    update(addresses)
    .where(addresses.c.id == bindparam("of_address"))
    .values(reminders=bindparam("on", type_=Integer))
)
SET_STATE = Query(
    update(addresses)
    .where(addresses.c.id == bindparam("of_address"))
    .values(state=bindparam("to_state", type_=String))
)
ADDRESS_OF = Query(
    select(addresses.c.id, addresses.c.state).where(
        addresses.c.channel == bindparam("channel"), addresses.c.hash == bindparam("hash")
    )
)
PENDING = Query(
    select(addresses.c.channel, addresses.c.sealed, talks.c.pending_at)
    .select_from(talks.join(addresses, addresses.c.id == talks.c.address_id))
    .where(talks.c.pending_at.is_not(None))
)
ADD_CONSENT = Query(
    insert(consents).values(
        person_id=bindparam("person_id"),
        kind=bindparam("kind"),
        version=bindparam("version"),
        language=bindparam("language"),
        channel=bindparam("channel"),
        at=bindparam("at"),
    )
)
WITHDRAW_CONSENT = Query(
    update(consents)
    .where(
        consents.c.person_id == bindparam("of_person"),
        consents.c.kind == bindparam("of_kind"),
        consents.c.withdrawn_at.is_(None),
    )
    .values(withdrawn_at=bindparam("at", type_=consents.c.at.type))
)
PUT_PROOF = Query(
    upsert(proofs)
    .values(
        address_id=bindparam("address_id"),
        iin_hash=bindparam("iin_hash"),
        iin=bindparam("iin"),
        way=bindparam("way"),
        at=bindparam("at"),
    )
    .on_conflict_do_update(
        index_elements=["address_id"],
        set_={
            "iin_hash": bindparam("iin_hash", type_=LargeBinary),
            "iin": bindparam("iin", type_=LargeBinary),
            "way": bindparam("way", type_=String),
            "at": bindparam("at", type_=proofs.c.at.type),
        },
    )
)
PROOF_OF = Query(
    select(proofs.c.iin, proofs.c.iin_hash, proofs.c.at).where(
        proofs.c.address_id == bindparam("address_id")
    )
)
