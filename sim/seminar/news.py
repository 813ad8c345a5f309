"""News for those who listen: one thread waits for a room's changes, and wakes every open stream."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Callable
from dataclasses import asdict
from threading import Thread

from sim.seminar.room import Room, Status

PING = 15.0  # seconds: a stream that says nothing is cut by what lies between


class News:
    """The changes of one room. `listening`: how many streams are open."""

    def __init__(self, room: Room) -> None:
        self.room, self.listening, self._latest = room, 0, -1
        self._news = asyncio.Event()  # of the next change: each change has its own
        self._loop: asyncio.AbstractEventLoop | None = None
        self._over = False

    def start(self) -> None:
        """In the loop that the streams run in."""
        self._loop = asyncio.get_running_loop()
        Thread(target=self._watch, name=f"room {self.room.number}", daemon=True).start()

    async def stop(self) -> None:
        """All streams end."""
        self._over = True
        self._wake()

    def _watch(self) -> None:
        while not self._over:
            change = self.room.table.wait(self._latest, PING).change
            if change != self._latest:
                self._latest = change
                self._call(self._wake)

    def _call(self, wake: Callable[[], object]) -> None:
        assert self._loop
        try:
            self._loop.call_soon_threadsafe(wake)
        except RuntimeError:  # the loop has just ended
            self._over = True

    def _wake(self) -> None:
        """In the loop. No lock is held by those who wait: one that is cancelled must not keep the others."""
        news, self._news = self._news, asyncio.Event()
        news.set()

    async def changed(self, change: int, seconds: float) -> bool:
        """Whether anything has changed since that number, within some seconds; no thread waits meanwhile."""
        if not self._over and self._latest <= change:
            try:
                await asyncio.wait_for(self._news.wait(), seconds)
            except TimeoutError:
                return False
        return not self._over

    async def stream(self, status: Callable[[], Status]) -> AsyncGenerator[str]:
        """Server-sent events: the room's status now, and after each change."""
        self.listening, last = self.listening + 1, -1
        try:
            while not self._over:
                now = await asyncio.to_thread(status)
                yield f"event: state\ndata: {json.dumps(asdict(now))}\n\n" if now.change != last else ": still here\n\n"
                last = now.change
                await self.changed(last, PING)
        finally:
            self.listening -= 1
