"""A host: the rooms of one file, served on one address until it is stopped."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import uvicorn

from sim.disk import write_file
from sim.errors import refuse
from sim.seminar.house import House
from sim.seminar.pages import slips
from sim.seminar.web import Web
from sim.signals import leaving

LEAVING = 1  # seconds that open streams are given


class Host:
    """`port`: 0 for any that is free. `address`: as people type it."""

    def __init__(self, house: House, port: int, everywhere: bool = True) -> None:
        self.house, self.codes = house, house.codes()
        self._socket = listening(port, everywhere)
        self.port = self._socket.getsockname()[1]
        names = own_addresses() if everywhere else ["127.0.0.1"]
        self.address = f"http://{names[0]}:{self.port}"
        hosts = {f"{name}:{self.port}" for name in (*names, "127.0.0.1", "localhost", "[::1]", socket.gethostname())}
        self.web = Web(house, hosts, self.codes, self.address)

    def serve(self, ready: Callable[[], None] = lambda: None) -> None:
        """Until a signal comes. `ready` is called when the first request would be answered."""
        server = uvicorn.Server(uvicorn.Config(self.web.app, log_level="warning", access_log=False, http="h11",
                                               loop="asyncio", ws="none", timeout_graceful_shutdown=LEAVING,
                                               server_header=False))

        # The program's own handling of signals stays in place: uvicorn would put its own there.
        server.capture_signals = contextlib.nullcontext  # type: ignore[method-assign, assignment]

        async def serving() -> None:
            task = asyncio.create_task(server.serve([self._socket]))
            while not server.started and not task.done():
                await asyncio.sleep(0.01)
            ready()
            await task

        def leave(code: int) -> bool:
            server.should_exit = True
            return True

        with leaving(leave, lambda: None):
            asyncio.run(serving())
        self.house.close()

    def told(self) -> dict[str, Any]:
        """The documented form of `seminar host --json` (docs/json.md)."""
        return {"address": self.address,
                "rooms": [{"seats": dict(codes.seats), "teacher": self.link(codes.teacher),
                           "projector": self.link(codes.projector)} for codes in self.codes.values()]}

    def write_slips(self) -> Path:
        """A page to print beside the file, for the teacher's eyes: the codes of all seats, and the links."""
        place = self.house.state.path.with_suffix(".slips.html")
        write_file(place, slips(self).encode())
        place.chmod(0o600)
        return place

    def link(self, code: str) -> str:
        return f"{self.address}/in/{code}"


def listening(port: int, everywhere: bool) -> socket.socket:
    """Raises MultivectorError if the port is taken."""
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind(("0.0.0.0" if everywhere else "127.0.0.1", port))
    except (OSError, OverflowError) as error:
        found.close()
        raise refuse("MV-C005", "this port cannot be listened on", field="--port", value=port,
                     allowed="a free port from 1024 to 65535, or 0 for any",
                     mend="end what listens there, or name another port") from error
    found.listen(200)
    return found


def own_addresses() -> list[str]:
    """Addresses of this machine in its networks, the one that others most likely reach first. Nothing is sent."""
    found: list[str] = []
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # a documentation address: the route to it names our own
        found.append(probe.getsockname()[0])
    with contextlib.suppress(OSError):
        found += [info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]  # type: ignore[misc]
    return list(dict.fromkeys([*found, "127.0.0.1"]))

