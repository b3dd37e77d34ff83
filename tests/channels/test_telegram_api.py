"""The shipped channel against the Bot API double: errors by what to do next, long texts, files."""

from collections.abc import AsyncIterator

import pytest

from bot.channels import Refused, Stopped, TryLater
from bot.channels.telegram.api import Answer, BotApi, NotServed, Unchanged, failure
from bot.channels.telegram.channel import TelegramChannel
from tests.support.telegram_double import TelegramDouble


@pytest.fixture
async def api(telegram: TelegramDouble) -> AsyncIterator[BotApi]:
    api = BotApi(telegram.token, telegram.url)
    await api.start()
    await telegram.user(7001).says("hello")
    yield api
    await api.stop()


async def say(api: BotApi, text: str = "hi", chat: int = 7001) -> bytes:
    return await api.call("sendMessage", {"chat_id": chat, "text": text})


async def test_the_result_comes_back_as_json(api: BotApi) -> None:
    assert b'"message_id"' in await say(api)


async def test_too_many_requests_name_the_pause(api: BotApi, telegram: TelegramDouble) -> None:
    telegram.fail("sendMessage", "429", retry_after=7)
    with pytest.raises(TryLater) as told:
        await say(api)
    assert told.value.after == 7


@pytest.mark.parametrize("kind", ["500", "drop"])
async def test_a_server_in_trouble_is_tried_later(
    api: BotApi, telegram: TelegramDouble, kind: str
) -> None:
    telegram.fail("sendMessage", kind)
    with pytest.raises(TryLater) as told:
        await say(api)
    assert told.value.after is None


async def test_silence_is_tried_later(api: BotApi, telegram: TelegramDouble) -> None:
    telegram.fail("sendMessage", "timeout")
    with pytest.raises(TryLater):
        await api.call("sendMessage", {"chat_id": 7001, "text": "hi"}, patience=0.2)


@pytest.mark.parametrize(
    ("kind", "why"), [("403 blocked", "blocked"), ("403 deactivated", "deactivated")]
)
async def test_a_person_who_is_gone(
    api: BotApi, telegram: TelegramDouble, kind: str, why: str
) -> None:
    telegram.fail("sendMessage", kind)
    with pytest.raises(Stopped, match=why):
        await say(api)


async def test_an_unknown_chat_is_gone_too(api: BotApi) -> None:
    with pytest.raises(Stopped):
        await say(api, chat=9999)


async def test_what_telegram_will_never_take_is_refused(api: BotApi) -> None:
    with pytest.raises(Refused, match="400"):
        await say(api, text="")


async def test_a_wrong_token_is_no_matter_of_the_message(telegram: TelegramDouble) -> None:
    api = BotApi("123456:WRONG", telegram.url)
    await api.start()
    with pytest.raises(NotServed):
        await say(api)
    with pytest.raises(TryLater):  # the letter waits until the operator has put it right
        await TelegramChannel(api).send("7001", {"text": "hi"}, "k")
    await api.stop()


async def test_a_query_that_is_too_old_changes_nothing(api: BotApi) -> None:
    with pytest.raises(Unchanged):
        await api.call("answerCallbackQuery", {"callback_query_id": "1"})


async def test_nobody_there_is_tried_later_and_the_token_is_not_told() -> None:
    api = BotApi("123456:SECRET", "http://127.0.0.1:9")
    await api.start()
    with pytest.raises(TryLater) as told:
        await say(api)
    assert "SECRET" not in f"{told.value!r} {told.value.why} {told.value.__cause__!r}"
    await api.stop()


def test_somebody_else_who_polls_is_waited_for() -> None:
    error = failure(Answer(ok=False, error_code=409, description="Conflict"))
    assert isinstance(error, TryLater)


async def test_a_long_text_is_cut_between_sentences(api: BotApi, telegram: TelegramDouble) -> None:
    sentence = "Сөйлем аяқталды, келесісі басталады. "
    text = (sentence * 300).strip()
    rows = [[{"text": "ok", "callback_data": "m:menu:x"}]]
    await TelegramChannel(api).send("7001", {"text": text, "rows": rows}, "k")
    sent = telegram.messages(7001)
    assert len(sent) > 2
    assert all(len(one.text) <= 4096 and one.text.endswith(".") for one in sent)
    assert " ".join(one.text for one in sent) == text
    assert [bool(one.buttons) for one in sent] == [False] * (len(sent) - 1) + [True]


async def test_text_goes_as_html_that_the_view_has_escaped(
    api: BotApi, telegram: TelegramDouble
) -> None:
    await TelegramChannel(api).send("7001", {"text": "<b>A</b> &lt;b&gt; &amp; 5"}, "k")
    [message] = telegram.messages(7001)
    assert message.text == "A <b> & 5"
