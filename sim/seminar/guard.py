"""What every request passes: only this room's own addresses, writes only from its own pages, strict headers."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Collection
from time import monotonic

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
          "form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
HEADERS = {"content-security-policy": POLICY, "x-content-type-options": "nosniff", "referrer-policy": "same-origin",
           "cache-control": "no-store", "cross-origin-opener-policy": "same-origin"}
WRONG, MINUTE = 20, 60.0  # codes that one device may try, and seconds until it may go on
DEVICES = 10_000  # that are remembered for wrong codes


class Guard:
    """`hosts`: what the Host header may say."""

    def __init__(self, app: ASGIApp, hosts: Collection[str]) -> None:
        self.app, self.hosts = app, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if host not in self.hosts:
            await PlainTextResponse("This is not the address of the room.", 421)(scope, receive, send)
        elif scope["method"] not in ("GET", "HEAD") and not _ours(headers, host):
            await PlainTextResponse("Refused: this came from another page.", 403)(scope, receive, send)
        else:
            await self.app(scope, receive, _strict(send))


def _ours(headers: Headers, host: str) -> bool:
    """A browser tells its page with every write; a program sends no cookie, but a token in a header."""
    origin = headers.get("origin")
    return origin == f"http://{host}" if origin is not None or "cookie" in headers else True


def _strict(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sent


class Tries:
    """Wrong codes of each device: right ones do not count, as a class may share one address."""

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self._wrong: defaultdict[str, deque[float]] = defaultdict(deque)

    def too_many(self, device: str) -> bool:
        wrong = self._wrong.get(device, deque())
        while wrong and wrong[0] < self._now() - MINUTE:
            wrong.popleft()
        return len(wrong) >= WRONG

    def was_wrong(self, device: str) -> None:
        if len(self._wrong) > DEVICES:
            self._wrong.clear()
        self._wrong[device].append(self._now())
