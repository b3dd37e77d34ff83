"""The simulated gateway: texts to phones, texts to the bot's door, parts and repeats."""

from tests.web.simulator_bench import DOOR_TOKEN, bench, read_event

PHONE = "+77000000002"


async def test_a_text_of_the_bot_lies_on_the_phone_with_its_parts() -> None:
    async with bench() as b:
        body = {"to": PHONE, "text": "ә" * 71, "id": "letter-1"}
        answer = await (await b.client.post("/simulator/sms/send", json=body)).json()
        assert answer["parts"] == 2
        sms = (await b.state())["sms"]
        (text,) = sms["texts"][PHONE]
        assert (text["id"], text["text"], text["by_bot"]) == (answer["id"], body["text"], True)
        assert (text["encoding"], text["parts"]) == ("ucs2", 2)
        assert sms["parts"][PHONE] == {"from_bot": 2, "from_phone": 0}


async def test_the_same_client_id_is_taken_once() -> None:
    async with bench() as b:
        body = {"to": PHONE, "text": "сәлем", "id": "letter-1"}
        first, second = [
            await (await b.client.post("/simulator/sms/send", json=body)).json() for _ in range(2)
        ]
        assert first == second
        assert len((await b.state())["sms"]["texts"][PHONE]) == 1


async def test_impossible_texts_are_refused_with_the_field() -> None:
    async with bench() as b:
        good = {"to": PHONE, "text": "сәлем", "id": "x"}
        for field, wrong in (
            ("to", "Айгүл"),
            ("to", None),
            ("text", " "),
            ("text", "ә" * 671),
            ("id", 5),
        ):
            answer = await b.client.post("/simulator/sms/send", json={**good, field: wrong})
            assert answer.status == 400
            assert (await answer.json())["error"].startswith(f"{field}: ")
        foreign = await b.client.post("/simulator/sms/send", data=good["text"])
        assert foreign.status == 400


async def test_a_persons_text_reaches_the_door_in_spite_of_its_errors_once_per_id() -> None:
    async with bench() as b:
        b.door.answers += [503, 500]
        sent = await b.act("sms/type", text="1")
        tries = [await b.door.came.get() for _ in range(3)]
        assert [t.pop("status") for t in tries] == [503, 500, 200]
        expected = {
            "token": DOOR_TOKEN,
            "from": PHONE,
            "to": "5050",
            "text": "1",
            "id": sent["id"],
        }
        assert tries == [expected] * 3


async def test_texts_of_a_person_arrive_in_the_order_in_which_they_were_sent() -> None:
    async with bench() as b:
        b.door.answers.append(503)
        for text in ("1", "2", "3"):
            await b.act("sms/type", text=text)
        came = [await b.door.came.get() for _ in range(4)]
        assert [(c["text"], c["status"]) for c in came] == [
            ("1", 503),
            ("1", 200),
            ("2", 200),
            ("3", 200),
        ]


async def test_the_page_sees_a_text_go_out() -> None:
    async with bench() as b, b.client.get("/simulator/events") as stream:
        await read_event(stream)
        await b.act("sms/type", text="1")
        states = [(await read_event(stream))["sms"]["state"] for _ in range(2)]
        assert states == ["sending", "sent"]


async def test_the_count_is_given_while_one_types() -> None:
    async with bench() as b:
        assert await b.act("sms/count", text="ә" * 141) == {"encoding": "ucs2", "parts": 3}
