"""From an update's JSON to what was heard; only the fields that are needed are decoded."""

from dataclasses import dataclass
from datetime import datetime

import msgspec

from bot.channels import Heard
from dialogs.reply import Edited, Kind, Pressed, Reply, SharedContact, Typed, Unreadable

CHANNEL = "telegram"
PRIVATE = "private"
LEAVE = {"/leave", "/stop"}
ABSENT = msgspec.Raw()  # of what is there, only that it is there counts: it is not decoded


class User(msgspec.Struct, gc=False):
    id: int
    language_code: str | None = None


class Chat(msgspec.Struct, gc=False):
    id: int
    type: str


class ContactShared(msgspec.Struct, gc=False):
    phone_number: str
    user_id: int | None = None


class Message(msgspec.Struct, gc=False):
    message_id: int
    chat: Chat
    sender: User | None = msgspec.field(default=None, name="from")
    text: str | None = None
    contact: ContactShared | None = None
    photo: msgspec.Raw = ABSENT
    voice: msgspec.Raw = ABSENT
    sticker: msgspec.Raw = ABSENT
    location: msgspec.Raw = ABSENT
    thread: int | None = msgspec.field(default=None, name="message_thread_id")
    via_business: str | None = msgspec.field(default=None, name="business_connection_id")
    forward_origin: msgspec.Raw = ABSENT


class CallbackQuery(msgspec.Struct, gc=False):
    id: str
    sender: User = msgspec.field(name="from")
    message: Message | None = None
    data: str = ""


class MemberNow(msgspec.Struct, gc=False):
    status: str


class MyChatMember(msgspec.Struct, gc=False):
    chat: Chat
    new_chat_member: MemberNow


class Numbered(msgspec.Struct, gc=False):
    """What every update has, however little else of it can be read."""

    update_id: int


class Update(msgspec.Struct, gc=False):
    update_id: int
    message: Message | None = None
    edited_message: Message | None = None
    callback_query: CallbackQuery | None = None
    my_chat_member: MyChatMember | None = None


@dataclass(frozen=True, slots=True)
class InGroup:
    """Somebody spoke to the bot where others read along; `leave` if they asked it to go."""

    chat: str
    thread: int | None = None
    leave: bool = False


@dataclass(frozen=True, slots=True)
class Reachable:
    """A person blocked the bot, or took it back."""

    chat: str
    yes: bool


decode_update = msgspec.json.Decoder(Update).decode
decode_number = msgspec.json.Decoder(Numbered).decode
decode_updates = msgspec.json.Decoder(list[msgspec.Raw]).decode


def heard_in(update: Update, account: str, at: datetime) -> Heard | InGroup | Reachable | None:
    """What the update means to us; None where it is nothing to answer."""
    if update.message is not None:
        return _message(update, update.message, _reply(update.message), account, at)
    if update.edited_message is not None:
        edited = update.edited_message
        reply = Edited(edited.text, str(edited.message_id)) if edited.text else None
        return _message(update, edited, reply, account, at) if reply else None
    if update.callback_query is not None:
        return _press(update, update.callback_query, account, at)
    if update.my_chat_member is not None and update.my_chat_member.chat.type == PRIVATE:
        member = update.my_chat_member
        return Reachable(str(member.chat.id), member.new_chat_member.status == "member")
    return None


def _message(
    update: Update, message: Message, reply: Reply, account: str, at: datetime
) -> Heard | InGroup | None:
    if message.chat.type != PRIVATE or message.via_business is not None:
        return _in_group(message)
    return Heard(
        CHANNEL,
        account,
        str(message.chat.id),
        str(update.update_id),
        reply,
        at,
        said_in=str(message.message_id),
    )


def _in_group(message: Message) -> InGroup | None:
    if message.text is None or message.via_business is not None:
        return None
    leave = message.text.partition("@")[0].strip().lower() in LEAVE
    return InGroup(str(message.chat.id), message.thread, leave=leave)


def _reply(message: Message) -> Reply:
    if message.contact is not None:
        own = (
            message.sender is not None
            and message.contact.user_id == message.sender.id
            and message.forward_origin == ABSENT
        )
        return SharedContact(message.contact.phone_number, own=own)
    if message.text is not None:
        return Typed(message.text)
    for kind in (Kind.PHOTO, Kind.VOICE, Kind.STICKER, Kind.LOCATION):
        if getattr(message, kind.value) != ABSENT:
            return Unreadable(kind)
    return Unreadable(Kind.OTHER)


def _press(update: Update, query: CallbackQuery, account: str, at: datetime) -> Heard | None:
    message = query.message
    if message is not None and message.chat.type != PRIVATE:
        return None
    run, _, rest = query.data.partition(":")
    step, _, value = rest.rpartition(":")
    chat = message.chat.id if message is not None else query.sender.id
    return Heard(
        CHANNEL,
        account,
        str(chat),
        str(update.update_id),
        Pressed(run, step, value),
        at,
        said_in=str(message.message_id) if message is not None else "",
        press=query.id,
    )
