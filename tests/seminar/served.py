"""A room that is served in this process, so that its game can be looked at."""

from __future__ import annotations

import asyncio
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import uvicorn

from sim.seminar.host import Host
from tests.seminar.rooms import opened

PATIENCE = 120.0


@contextmanager
def serving(folder: Path, minutes: float = 0.0) -> Generator[Host]:
    """In a thread."""
    host = Host(opened(folder, minutes), 0, everywhere=False)
    server = uvicorn.Server(uvicorn.Config(host.web.app, log_level="warning", access_log=False, ws="none",
                                           timeout_graceful_shutdown=1))
    thread = Thread(target=lambda: asyncio.run(server.serve([host._socket])))
    thread.start()
    try:
        yield host
    finally:
        server.should_exit = True
        thread.join(PATIENCE)
        assert not thread.is_alive(), "whoever waits for news keeps it from ending"
        host.house.close()

