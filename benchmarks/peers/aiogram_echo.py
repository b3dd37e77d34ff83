"""A bare aiogram echo: its own webhook handler with its defaults, the reply by an API call."""

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web
from support.serve import arguments, serve


async def echo(message: Message) -> None:
    await message.answer(message.text or "")


async def application() -> web.Application:
    options = arguments()
    session = AiohttpSession(api=TelegramAPIServer.from_base(options.api))
    bot = Bot(options.token, session=session)
    dispatcher = Dispatcher()
    dispatcher.message.register(echo)
    app = web.Application()
    SimpleRequestHandler(dispatcher, bot).register(app, path="/telegram/webhook")
    return app


if __name__ == "__main__":
    serve(application)
