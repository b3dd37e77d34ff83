"""How the parts of the service seal what they keep; what each is bound to stands here."""

from typing import Any

import msgspec

from bot.security.keys import Keys

_decode = msgspec.json.Decoder(dict[str, Any]).decode


def seal_body(keys: Keys, body: dict[str, Any]) -> bytes:
    """The body of a letter."""
    return keys.seal(msgspec.json.encode(body), b"letter")


def open_body(keys: Keys, sealed: bytes) -> dict[str, Any]:
    return _decode(keys.open(sealed, b"letter"))


def seal_address(keys: Keys, address: str) -> bytes:
    """A chat id or a phone number."""
    return keys.seal(address.encode(), b"address")


def open_address(keys: Keys, sealed: bytes) -> str:
    return keys.open(sealed, b"address").decode()


def seal_iin(keys: Keys, iin: str) -> bytes:
    return keys.seal(iin.encode(), b"iin")


def open_iin(keys: Keys, sealed: bytes) -> str:
    return keys.open(sealed, b"iin").decode()
