"""A real host in a process of its own, and people who talk to it over the network."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


@dataclass(slots=True)
class Running:
    """`told`: its line of JSON."""

    process: subprocess.Popen[str]
    told: dict[str, Any]

    @property
    def port(self) -> int:
        return int(self.told["address"].rpartition(":")[2])

    @property
    def codes(self) -> dict[str, str]:
        """Of the first room: of its seats, and of the teacher."""
        room = self.told["rooms"][0]
        return {**room["seats"], "teacher": room["teacher"].rpartition("/")[2]}

    def ask(self, path: str, token: str = "", /, **given: object) -> Any:
        """What is answered, or the code of what was refused. Raises OSError if nobody answers."""
        line = HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"content-type": "application/json", **({"authorization": f"Bearer {token}"} if token else {})}
        try:
            line.request("POST", path, json.dumps(given), headers)
            found = json.loads(line.getresponse().read())
        except (HTTPException, ValueError) as error:
            raise ConnectionError("cut off") from error
        finally:
            line.close()
        return found["problems"][0]["code"] if "problems" in found else found.get("answer", found)

    def join(self, who: str) -> str:
        return self.ask("/api/join", code=self.codes[who], name=who)["token"]

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


@contextmanager
def host(*words: str | Path) -> Generator[Running]:
    """`multivector seminar host WORDS`, answering."""
    process = subprocess.Popen(
        [sys.executable, "-m", "multivector", "seminar", "host", *map(str, words), "--local", "--json"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT)
    assert process.stdout and process.stderr
    line = process.stdout.readline()
    try:
        yield Running(process, json.loads(line or json.dumps({"error": process.stderr.read()})))
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
