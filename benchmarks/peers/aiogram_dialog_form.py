"""The ten-step form in aiogram-dialog, with its defaults and memory storage."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.types import CallbackQuery, Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiogram_dialog import Dialog, DialogManager, StartMode, Window, setup_dialogs
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Back, Column, Select
from aiogram_dialog.widgets.text import Const, Format
from aiohttp import web
from support.form import BACK, HINT, RESULT, STEPS, Step, typed
from support.serve import arguments, serve


class Form(StatesGroup):
    language = State()
    consent = State()
    region = State()
    members = State()
    income = State()
    children = State()
    able = State()
    care = State()
    measures = State()
    check = State()


async def accept(manager: DialogManager, message: Message, key: str, value: object) -> None:
    manager.dialog_data[key] = value
    if key == STEPS[-1].key:
        await message.answer(RESULT)
        await manager.done()
    else:
        await manager.next()


def pressed(key: str) -> Callable[[CallbackQuery, Any, DialogManager, str], Awaitable[None]]:
    async def on_click(query: CallbackQuery, _: Any, manager: DialogManager, item: str) -> None:
        if isinstance(query.message, Message):
            await accept(manager, query.message, key, item)

    return on_click


def written(key: str) -> Callable[[Message, MessageInput, DialogManager], Awaitable[None]]:
    async def on_message(message: Message, _: MessageInput, manager: DialogManager) -> None:
        value = typed(message.text or "")
        if value is None:
            await message.answer(HINT)
        else:
            await accept(manager, message, key, value)

    return on_message


def window(step: Step) -> Window:
    back = [Back(Const(BACK[1]))] if step is not STEPS[0] else []
    state = getattr(Form, step.key)
    if not step.options:
        return Window(Const(step.text), MessageInput(written(step.key)), *back, state=state)
    options = Select(
        Format("{item[1]}"),
        id=step.key,
        item_id_getter=lambda item: item[0],
        items=list(step.options),
        on_click=pressed(step.key),
    )
    return Window(Const(step.text), Column(options), *back, state=state)


async def start(_: Message, dialog_manager: DialogManager) -> None:
    await dialog_manager.start(Form.language, mode=StartMode.RESET_STACK)


async def application() -> web.Application:
    options = arguments()
    session = AiohttpSession(api=TelegramAPIServer.from_base(options.api))
    bot = Bot(options.token, session=session)
    dispatcher = Dispatcher(storage=MemoryStorage())
    dispatcher.message.register(start, CommandStart())
    dispatcher.include_router(Dialog(*(window(step) for step in STEPS)))
    setup_dialogs(dispatcher)
    app = web.Application()
    SimpleRequestHandler(dispatcher, bot).register(app, path="/telegram/webhook")
    return app


if __name__ == "__main__":
    serve(application)
