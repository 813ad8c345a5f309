"""Keys in, screens out."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from textual.pilot import Pilot
from textual.screen import Screen

from sim.session.local import LocalGames
from tests.tui.stub import StubSession, StubTable
from tui import desk
from tui.app import GameApp
from tui.session import Games, Table
from tui.snapshot import Snapshot
from tui.widgets import Rows, TextPane

SMALL, LARGE = (80, 24), (130, 40)
Kind = TypeVar("Kind", bound=Screen[Any])


@asynccontextmanager
async def playing(game: Table | StubSession | None, size: tuple[int, int] = SMALL,
                  games: Games | None = None) -> AsyncIterator[Driver]:
    """The game on a terminal of a size, opened and at rest."""
    desk.REST = 0.01  # no need to wait for a cursor that a test has placed
    app = GameApp(games or LocalGames(), StubTable(game) if isinstance(game, StubSession) else game)
    async with app.run_test(size=size) as pilot:
        driver = Driver(app, pilot)
        await driver.settle()
        yield driver


class Driver:
    """Presses keys and waits until the workers have brought their snapshots and the screens show them."""

    def __init__(self, app: GameApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot

    async def settle(self) -> None:
        await self.pilot.pause()
        for _ in range(200):
            if not self.at_work:
                break
            await self.pilot.pause(0.02)
        await self.pilot.pause()

    @property
    def at_work(self) -> bool:
        """A worker runs, or a forecast is waiting for the cursor to rest."""
        snapshot = self.app.snapshot
        waiting = snapshot is not None and snapshot.computing is not None
        return waiting or any(worker.is_running for worker in self.app.workers if worker.group != "room")

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    def on(self, kind: type[Kind]) -> Kind:
        assert isinstance(self.app.screen, kind), self.app.screen
        return self.app.screen

    @property
    def now(self) -> Snapshot:
        assert self.app.snapshot is not None
        return self.app.snapshot

    @property
    def text(self) -> str:
        """What is on the screen, letter by letter."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(piece.text for piece in strip).rstrip() for strip in strips) + "\n"

    def page(self, pane: str) -> str:
        """All that a pane has to say, whether it is in sight or not."""
        found = self.app.screen.query_one(f"#{pane}")
        assert isinstance(found, (TextPane, Rows))
        return "\n".join(found.lines if isinstance(found, TextPane) else [row.text for row in found.rows])

    @property
    def told(self) -> str:
        """What has been notified."""
        return " ".join(note.message for note in self.app._notifications)
