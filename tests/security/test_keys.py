"""Keys: what is sealed opens for us only, rotation costs nothing, and no error tells a key."""

import secrets
import stat
from pathlib import Path

import pytest

from bot.security.keys import BadKey, Keys, Unsealable, keys_in, new_key
from bot.security.sealing import (
    open_address,
    open_body,
    open_iin,
    seal_address,
    seal_body,
    seal_iin,
)

OLD, NEW = bytes(range(32)), bytes(range(32, 64))
KEYS = Keys([OLD])
IIN = "900101300017"


def test_what_is_sealed_opens_again_and_shows_nothing() -> None:
    sealed = KEYS.seal(IIN.encode(), b"iin")
    assert KEYS.open(sealed, b"iin") == IIN.encode()
    assert IIN.encode() not in sealed
    assert KEYS.seal(IIN.encode(), b"iin") != sealed, "the same twice does not look the same"


def test_old_seals_open_after_a_rotation_and_new_ones_need_the_new_key() -> None:
    before = KEYS.seal(b"text")
    rotated = Keys([NEW, OLD])
    assert rotated.open(before) == b"text"
    after = rotated.seal(b"text")
    assert Keys([NEW]).open(after) == b"text"
    with pytest.raises(Unsealable):
        KEYS.open(after)


def test_look_up_hashes_survive_a_rotation() -> None:
    rotated = Keys([secrets.token_bytes(32), NEW, OLD])
    assert rotated.hash("iin", IIN) == KEYS.hash("iin", IIN)
    assert Keys([OLD, NEW]).hash("iin", IIN) != KEYS.hash("iin", IIN)


def test_hashes_of_different_things_never_meet() -> None:
    kinds = ("iin", "phone", "telegram", "sms", "code", "pair", "ii")
    values = (IIN, "n" + IIN, IIN + "\0", "")
    found = {KEYS.hash(kind, value) for kind in kinds for value in values}
    assert len(found) == len(kinds) * len(values)
    assert {len(each) for each in found} == {32}


def test_what_is_sealed_about_one_thing_does_not_open_as_another() -> None:
    sealed = seal_iin(KEYS, IIN)
    assert open_iin(KEYS, sealed) == IIN
    assert open_address(KEYS, seal_address(KEYS, "123")) == "123"
    assert open_body(KEYS, seal_body(KEYS, {"text": "сәлем"})) == {"text": "сәлем"}
    for opener in (open_address, open_body):
        with pytest.raises(Unsealable):
            opener(KEYS, sealed)


@pytest.mark.parametrize("place", [0, 4, 16, -1])
def test_one_changed_bit_is_noticed_wherever_it_is(place: int) -> None:
    sealed = bytearray(KEYS.seal(b"a text", b"talk"))
    sealed[place] ^= 1
    with pytest.raises(Unsealable):
        KEYS.open(bytes(sealed), b"talk")


def test_every_shortened_seal_is_refused_by_name() -> None:
    sealed = KEYS.seal(b"a text")
    for length in range(len(sealed)):
        with pytest.raises(Unsealable):
            KEYS.open(sealed[:length])


def test_keys_are_read_newest_first_with_blanks_around() -> None:
    text = f" {NEW.hex().upper()} ,\n{OLD.hex()},"
    assert Keys.parse(text).open(KEYS.seal(b"text")) == b"text"
    assert Keys.parse(text).hash("iin", IIN) == KEYS.hash("iin", IIN)


@pytest.mark.parametrize(
    "text",
    ["", " , ", "f" * 63, "f" * 62, "f" * 66, "z" * 64, f"{OLD.hex()},secret-passphrase", "ключ"],
)
def test_a_bad_key_is_refused_without_being_told(text: str) -> None:
    with pytest.raises(BadKey) as refused:
        Keys.parse(text)
    told = f"{refused.value!r} {refused.value.__context__!r} {refused.value.__cause__!r}"
    assert not text.strip(" ,") or text not in told
    assert "secret-passphrase" not in told
    assert OLD.hex() not in told


def test_a_new_key_is_a_key_and_never_the_same() -> None:
    assert len({new_key() for _ in range(10)}) == 10
    assert Keys.parse(new_key()).seal(b"x")


def test_the_embedded_keys_are_made_once_for_their_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "not there yet"
    first = keys_in(folder)
    [path] = folder.iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    content = path.read_text()
    assert keys_in(folder).open(first.seal(b"text")) == b"text"
    assert path.read_text() == content


def test_processes_that_start_at_once_agree_on_the_keys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = keys_in(tmp_path)
    # The second looked before the first had written.
    monkeypatch.setattr(Path, "exists", lambda _: False)
    assert keys_in(tmp_path).hash("iin", IIN) == first.hash("iin", IIN)


def test_a_spoilt_file_of_keys_is_refused_and_not_replaced(tmp_path: Path) -> None:
    keys_in(tmp_path)
    path = tmp_path / "secret.keys"
    path.write_text("spoilt-secret\n")
    with pytest.raises(BadKey) as refused:
        keys_in(tmp_path)
    assert "spoilt" not in str(refused.value)
    assert path.read_text() == "spoilt-secret\n"
