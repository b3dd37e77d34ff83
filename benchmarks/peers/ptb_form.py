"""The ten-step form in python-telegram-bot's ConversationHandler, state in memory.

The webhook follows the library's own example of a custom one: the update is put into the
application's queue, which is worked off one by one (ConversationHandler allows nothing else).
"""

from typing import Any

from aiohttp import web
from support.form import BACK, HINT, RESULT, STEPS, Step, typed
from support.serve import arguments, serve
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    filters,
)

Context = ContextTypes.DEFAULT_TYPE


def keyboard(number: int) -> InlineKeyboardMarkup | None:
    options = list(STEPS[number].options) + ([BACK] if number else [])
    rows = [[InlineKeyboardButton(label, callback_data=data)] for data, label in options]
    return InlineKeyboardMarkup(rows) if rows else None


async def put(update: Update, number: int) -> int:
    """Ask question `number`: in place of the pressed one, or below a typed answer."""
    step = STEPS[number]
    if update.callback_query:
        await update.callback_query.edit_message_text(step.text, reply_markup=keyboard(number))
    elif update.message:
        await update.message.reply_text(step.text, reply_markup=keyboard(number))
    return number


async def start(update: Update, context: Context) -> int:
    if context.user_data is not None:
        context.user_data.clear()
    return await put(update, 0)


def handlers(number: int, step: Step) -> list[Any]:
    async def pressed(update: Update, context: Context) -> int:
        query = update.callback_query
        if query is None or context.user_data is None:
            return number
        await query.answer()
        if query.data == BACK[0]:
            return await put(update, number - 1)
        context.user_data[step.key] = query.data
        if number + 1 < len(STEPS):
            return await put(update, number + 1)
        await query.edit_message_text(RESULT)
        return ConversationHandler.END

    async def written(update: Update, context: Context) -> int:
        if update.message is None or context.user_data is None:
            return number
        value = typed(update.message.text or "")
        if value is None:
            await update.message.reply_text(HINT)
            return number
        context.user_data[step.key] = value
        return await put(update, number + 1)

    typing = [] if step.options else [MessageHandler(filters.TEXT & ~filters.COMMAND, written)]
    return [*typing, CallbackQueryHandler(pressed)]


async def application() -> web.Application:
    options = arguments()
    builder = Application.builder().token(options.token).base_url(f"{options.api}/bot")
    bot = builder.updater(None).build()
    entry = CommandHandler("start", start)
    states = {number: handlers(number, step) for number, step in enumerate(STEPS)}
    bot.add_handler(ConversationHandler([entry], states, fallbacks=[entry]))

    async def webhook(request: web.Request) -> web.Response:
        await bot.update_queue.put(Update.de_json(await request.json(), bot.bot))
        return web.Response()

    async def running(_: web.Application) -> Any:
        async with bot:
            await bot.start()
            yield
            await bot.stop()

    app = web.Application()
    app.router.add_post("/telegram/webhook", webhook)
    app.cleanup_ctx.append(running)
    return app


if __name__ == "__main__":
    serve(application)
