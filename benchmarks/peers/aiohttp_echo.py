"""The floor: a webhook that decodes an update and posts the reply, on bare aiohttp."""

import json

from aiohttp import ClientSession, web
from support.serve import arguments, serve


async def application() -> web.Application:
    options = arguments()
    url = f"{options.api}/bot{options.token}/sendMessage"
    session = ClientSession()

    async def webhook(request: web.Request) -> web.Response:
        message = json.loads(await request.read())["message"]
        reply = {"chat_id": message["chat"]["id"], "text": message["text"]}
        async with session.post(url, json=reply) as response:
            await response.json()
        return web.Response()

    async def close(_: web.Application) -> None:
        await session.close()

    app = web.Application()
    app.router.add_post("/telegram/webhook", webhook)
    app.on_cleanup.append(close)
    return app


if __name__ == "__main__":
    serve(application)
