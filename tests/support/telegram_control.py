"""`/control/…`: the people and the failures by HTTP, when the double is a process of its own."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.support.telegram_state import Message
from tests.support.telegram_user import press

if TYPE_CHECKING:
    from tests.support.telegram_double import TelegramDouble

Order = dict[str, Any]


def control_routes(telegram: "TelegramDouble") -> list[web.RouteDef]:
    """POST say, press, contact, update, fail; GET messages, log. Answers are JSON."""
    orders: dict[str, Callable[[TelegramDouble, Order], Awaitable[Any]]] = {
        "say": _say,
        "press": _press,
        "contact": _contact,
        "update": _update,
        "fail": _fail,
    }

    def route(act: Callable[["TelegramDouble", Order], Awaitable[Any]]) -> web.RouteDef:
        async def handle(request: web.Request) -> web.Response:
            try:
                return web.json_response(await act(telegram, await request.json()))
            except (KeyError, LookupError, ValueError, TypeError) as error:
                trouble = f"{type(error).__name__}: {error}"
                return web.json_response({"error": trouble}, status=400)

        return web.post(f"/control/{next(n for n, a in orders.items() if a is act)}", handle)

    async def messages(request: web.Request) -> web.Response:
        heard = telegram.chats.heard.get(int(request.query["chat"]), [])
        return web.json_response([_shown(message) for message in heard])

    async def log(request: web.Request) -> web.Response:
        after = int(request.query.get("after", 0))
        return web.json_response(telegram.log.events[after:])

    reads = [web.get("/control/messages", messages), web.get("/control/log", log)]
    return [*map(route, orders.values()), *reads]


async def _say(telegram: "TelegramDouble", order: Order) -> Order:
    user = telegram.user(int(order["chat"]), order.get("language_code"))
    return {"update_id": await user.says(order["text"])}


async def _press(telegram: "TelegramDouble", order: Order) -> Order:
    chat = int(order["chat"])
    message = telegram.chats.own(chat, order["message_id"])
    return {"update_id": await press(telegram, chat, message, order["data"])}


async def _contact(telegram: "TelegramDouble", order: Order) -> Order:
    user = telegram.user(int(order["chat"]))
    return {"update_id": await user.shares_contact(order["phone"], own=bool(order["own"]))}


async def _update(telegram: "TelegramDouble", order: Order) -> Order:
    return {"update_id": await telegram.updates.put_raw(order["raw"])}


async def _fail(telegram: "TelegramDouble", order: Order) -> Order:
    telegram.fail(order.pop("method"), order.pop("kind"), order.pop("times", 1), **order)
    return {"still_open": telegram.failures.still_open}


def _shown(message: Message) -> Order:
    return {
        "chat": message.chat,
        "message_id": message.message_id,
        "text": message.text,
        "caption": message.caption,
        "buttons": message.buttons,
        "keyboard": message.keyboard,
        "request_contact": message.request_contact,
        "filename": message.filename,
        "edited": message.edited,
    }
