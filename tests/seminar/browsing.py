"""People at browsers, in this process: pages are asked for as a browser does without JavaScript."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import uvicorn
from starlette.testclient import TestClient

from sim.seminar.host import listening
from sim.seminar.house import House
from sim.seminar.web import Web

ADDRESS = "testserver"


@contextmanager
def browsers(found: House, *who: str) -> Iterator[list[TestClient]]:
    """Each has come in by the code of a seat, or by another door of the first room."""
    codes = found.codes()
    web = Web(found, [ADDRESS], codes)
    links = {role: getattr(codes[1], role) for role in ("teacher", "projector", "press", "observer")}
    doors = {**codes[1].seats, **links}
    with TestClient(web.app) as first:
        clients = [first, *(_beside(web, first) for _ in who[1:])]
        for k, (client, name) in enumerate(zip(clients, who, strict=True)):
            post(client, "/join", code=doors[name], name=f"{name} {k}")
        yield clients


def _beside(web: Web, first: TestClient) -> TestClient:
    """Another browser in the same loop."""
    client = TestClient(web.app)
    client.portal = first.portal
    return client


def post(client: TestClient, path: str, /, **fields: object):
    return client.post(path, data=fields, headers={"origin": f"http://{ADDRESS}"})


def text(page: str) -> str:
    """The words that are read, those in closed details left out."""
    main = re.sub(r"(?s).*<main[^>]*>|</main>.*", "", page)
    open_ = re.sub(r"(?s)<details(?![^>]* open).*?</details>", "", main)
    return " ".join(html.unescape(re.sub("<[^>]+>", " ", open_)).split())


def field(page: str, name: str) -> str:
    """The value of the first hidden field of this name."""
    return re.findall(rf'name="{name}" value="([^"]*)"', page)[0]


@contextmanager
def served(found: House) -> Iterator[str]:
    """The house at an address of this machine, as long as it is wanted."""
    listens = listening(0, everywhere=False)
    host = f"127.0.0.1:{listens.getsockname()[1]}"
    server = uvicorn.Server(uvicorn.Config(Web(found, [host], found.codes()).app, log_level="warning", ws="none",
                                           timeout_graceful_shutdown=1))
    serving = Thread(target=server.run, args=[[listens]])
    serving.start()
    try:
        yield f"http://{host}"
    finally:
        server.should_exit = True
        serving.join(30.0)
