"""The line to a host: requests, sent again while nobody answers. Standard library only."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from http.client import HTTPConnection, HTTPException
from select import select
from time import monotonic, sleep
from typing import Any
from urllib.parse import urlsplit

from sim.errors import MultivectorError, Place, Problem, refuse
from tui.texts import say

ANSWER = 20.0  # seconds that an answer may take
LONG = 900.0  # what the host computes, for one after the other
LOST = 180.0  # seconds that a host which was there is called again
PAUSE = 0.5  # between two calls, and at the most until somebody is heard who gave up
LOOK = 0.1
FAILURES = (OSError, HTTPException)  # the line's, not the host's

Cancelled = Callable[[], bool]
Told = Callable[[str], object]


class Wire:
    """`address`: `http://NAME:PORT`. `token`: what the host gave to be known by. `told`: hears in words, in any thread,
    that the host is lost, and found again."""

    def __init__(self, address: str) -> None:
        self.address, self.token = address, ""
        self.told: Told = lambda words: None
        self._met, self._lost = False, False

    def ask(self, path: str, given: Mapping[str, Any] | None = None, patience: float = ANSWER,
            cancelled: Cancelled = lambda: False) -> Any:
        """The host's answer, None once `cancelled`. What may have been done already is sent again: the host knows it.
        Raises MultivectorError: the host's own refusal, or that there is none."""
        end = monotonic() + LOST
        while not cancelled():
            try:
                return self.once(path, given, patience, cancelled)
            except FAILURES as error:
                if not self._met or monotonic() > end:
                    raise self._nobody(error) from error
                sleep(PAUSE)
        return None

    def once(self, path: str, given: Mapping[str, Any] | None = None, patience: float = ANSWER,
             cancelled: Cancelled = lambda: False) -> Any:
        """As `ask`, but one of FAILURES when the line is lost."""
        line = HTTPConnection(self.address.removeprefix("http://"), timeout=ANSWER)
        try:
            line.request("GET" if given is None else "POST", path, None if given is None else json.dumps(given),
                         {"content-type": "application/json", "authorization": " ".join(("Bearer", self.token))})
            if not _answers(line, patience, cancelled):
                return None
            answer = line.getresponse()
            found = self._understood(answer.status, answer.read())
        except FAILURES:
            self._note(True)
            raise
        finally:
            line.close()
        self._note(False)
        return found

    def _understood(self, status: int, raw: bytes) -> Any:
        try:
            found = json.loads(raw)
        except ValueError:
            raise self.strange(raw.decode(errors="replace")[:60]) from None
        if status == 200:
            self._met = True
            return found
        raise MultivectorError(*map(_problem, found["problems"]))

    def strange(self, answer: str) -> MultivectorError:
        return refuse("MV-C024", say("remote-strange"), field="URL", value=f"{self.address}: {answer}",
                      mend=say("remote-strange.mend"))

    def _nobody(self, error: BaseException) -> MultivectorError:
        return refuse("MV-C023", say("remote-nobody"), field="URL", value=f"{self.address}: {error}",
                      mend=say("remote-nobody.mend"))

    def _note(self, lost: bool) -> None:
        if lost != self._lost and (self._met or not lost):
            self._lost = lost
            self.told(say("remote-lost") if lost else say("remote-found"))


def _answers(line: HTTPConnection, patience: float, cancelled: Cancelled) -> bool:
    """Wait for the first byte of an answer; no when nobody wants it any more. Raises TimeoutError."""
    end = monotonic() + patience
    while not select([line.sock], [], [], LOOK)[0]:
        if cancelled():
            return False
        if monotonic() > end:
            raise TimeoutError(say("remote-late"))
    return True


def _problem(told: Mapping[str, Any]) -> Problem:
    """From its documented form (docs/json.md)."""
    its = {name: value or "" for name, value in told.items()}
    place = Place(its["file"], int(its["line"] or 0), int(its["column"] or 0), its["field"])
    return Problem(its["code"], its["what"], place, its["value"], its["allowed"], its["do"])


def address_of(typed: str) -> str:
    """`http://NAME:PORT` of what somebody typed: it may lack `http://`, or be a link. Raises MultivectorError."""
    try:
        found = urlsplit(typed.strip() if "//" in typed else f"//{typed.strip()}")
        if found.scheme in ("", "http") and found.hostname and found.username is None and found.netloc.isascii():
            return f"http://{found.hostname if ':' not in found.hostname else f'[{found.hostname}]'}:{found.port or 80}"
    except ValueError:
        pass
    raise refuse("MV-C023", say("remote-address"), field="URL", value=ascii(typed[:80]), allowed="http://NAME:PORT",
                 mend=say("remote-address.mend"))
