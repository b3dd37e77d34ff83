"""Secrets at rest: authenticated encryption with rotation, and keyed hashes for look-up."""

import hashlib
import hmac
import os
import secrets
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
KEY_FILE = "secret.keys"
NONCE_BYTES = 12
ID_BYTES = 4


class BadKey(ValueError):
    """A key is not 64 hexadecimal digits; the text of the error never holds the key."""


class Unsealable(Exception):
    """The bytes were sealed with a key that is not among ours, or were changed."""


class Keys:
    """
    Seals with the newest key, opens with any. The look-up hash hangs on the oldest one, so that
    rotation leaves it alone: `orleu secrets rotate` puts new keys in front and keeps the last.
    """

    def __init__(self, keys: Sequence[bytes]) -> None:
        if not keys:
            raise BadKey("at least one key is needed")
        self._newest = _name(keys[0])
        self._ciphers = {_name(key): AESGCM(_derive(key, b"seal")) for key in keys}
        self._seal = self._ciphers[self._newest].encrypt
        self._hashing = hmac.new(_derive(keys[-1], b"hash"), digestmod=hashlib.sha256)

    @classmethod
    def parse(cls, text: str) -> "Keys":
        """From `ORLEU_SECRET_KEYS`: 64 hexadecimal digits each, comma-separated, newest first."""
        try:
            keys = [bytes.fromhex(part.strip()) for part in text.split(",") if part.strip()]
        except ValueError:
            raise BadKey("a key is 64 hexadecimal digits") from None
        if any(len(key) != KEY_BYTES for key in keys):
            raise BadKey("a key is 64 hexadecimal digits")
        return cls(keys)

    def seal(self, plain: bytes, about: bytes = b"") -> bytes:
        """Encrypt; `about` (what the bytes belong to) must be the same on opening."""
        nonce = os.urandom(NONCE_BYTES)
        return self._newest + nonce + self._seal(nonce, plain, about)

    def open(self, sealed: bytes, about: bytes = b"") -> bytes:
        """Decrypt; raises Unsealable."""
        cipher = self._ciphers.get(sealed[:ID_BYTES])
        nonce = sealed[ID_BYTES : ID_BYTES + NONCE_BYTES]
        if cipher is None:
            raise Unsealable("sealed with an unknown key")
        try:
            return cipher.decrypt(nonce, sealed[ID_BYTES + NONCE_BYTES :], about)
        except (InvalidTag, ValueError):  # the latter where even the nonce is cut off
            raise Unsealable("the sealed bytes were changed or moved") from None

    def hash(self, kind: str, value: str) -> bytes:
        """A keyed hash for look-up: 32 bytes; `kind` keeps phones, IINs and codes apart."""
        mac = self._hashing.copy()
        mac.update(f"{kind}\0{value}".encode())
        return mac.digest()


def _derive(key: bytes, purpose: bytes) -> bytes:
    return hmac.digest(key, b"orleu " + purpose, "sha256")


def _name(key: bytes) -> bytes:
    return hmac.digest(key, b"orleu key id", "sha256")[:ID_BYTES]


def new_key() -> str:
    return secrets.token_hex(KEY_BYTES)


def keys_in(folder: Path) -> Keys:
    """The keys of the embedded default: made on first start, readable by the owner only."""
    path = folder / KEY_FILE
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):  # another process was quicker
            _make(path)
    return Keys.parse(path.read_text())


def _make(path: Path) -> None:
    """On the disk for sure: what is sealed with a lost key is lost."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(new_key() + "\n")
        file.flush()
        os.fsync(descriptor)
