"""The only writer and reader of game logs (`*.jsonl`): one JSON object a line, each line sealed.

Kinds of lines: `game` (the first: scenario digest, seed, rule set, seats), `orders` (one seat's accepted orders for a
turn), `turn` (the turn was run; the World's digest after it), `back` (the game went back to a turn; what was played
after it is a line of its own), `switch` (the game goes on with another line). `seal` is a hash over the line and the
seal before it, so that a cut, a damaged or an edited line is found, and where.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from errno import ENOSPC
from hashlib import blake2b
from io import FileIO
from itertools import count
from pathlib import Path
from typing import Any

from sim.errors import MultivectorError, Place, Problem, refuse

FORMAT = 1
Line = dict[str, Any]


@dataclass(slots=True)
class Log:
    """An open log. `seal` is that of the last line written; `size` is how long the file must be, in bytes."""

    path: Path
    seal: str = ""
    size: int = -1

    def __post_init__(self) -> None:
        if self.size < 0:
            self.size = self.path.stat().st_size

    def write(self, line: Line) -> None:
        """Append one line and wait until it is on disk; where that fails the log stays as it was. A file that is gone
        is not begun anew, and one that somebody else has written to is left alone."""
        text, seal = sealed(line, self.seal)
        data = f"{text}\n".encode()
        try:
            with self.path.open("r+b", buffering=0) as file:
                if file.seek(0, os.SEEK_END) != self.size:
                    raise refuse("MV-L010", "another program has written to the log since it was opened",
                                 file=self.path, mend="close the other game, then: multivector play --resume FILE")
                _append(file, data)
        except OSError as error:
            raise refuse("MV-L001", "the log cannot be written", file=self.path, value=error.strerror or error,
                         mend="free some space or save elsewhere with --save FILE; "
                              "what was acknowledged is kept") from error
        self.seal, self.size = seal, self.size + len(data)


def _append(file: FileIO, data: bytes) -> None:
    """All or nothing: half a line would spoil the lines after it."""
    whole = file.tell()
    try:
        if file.write(data) != len(data):
            raise OSError(ENOSPC, os.strerror(ENOSPC))
        os.fsync(file.fileno())
    except OSError:
        file.truncate(whole)
        raise


@dataclass(frozen=True, slots=True)
class Reading:
    """What a log holds: the header, the lines of whole turns, and what is wrong with the rest."""

    header: Line
    lines: tuple[Line, ...]
    seal: str
    damage: tuple[Problem, ...] = field(default=())


def sealed(line: Line, before: str) -> tuple[str, str]:
    """The line as text with its seal, and the seal."""
    body = json.dumps(line, sort_keys=True, separators=(",", ":"))
    seal = blake2b((before + body).encode(), digest_size=8).hexdigest()
    return json.dumps({**line, "seal": seal}, separators=(",", ":")), seal


def create(path: Path, header: Line) -> Log:
    """Begin a log; an existing file is never overwritten."""
    if path.exists():
        raise refuse("MV-L002", "there is a file of that name already", file=path,
                     mend="choose another name, or go on with it: multivector play --resume FILE")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(exist_ok=False)
    except OSError as error:
        raise refuse("MV-L001", "the log cannot be written", file=path, value=error.strerror or error,
                     mend="choose a place that you may write to with --save FILE") from None
    log = Log(path)
    try:
        log.write({"kind": "game", "format": FORMAT, **header})
    except MultivectorError:
        path.unlink(missing_ok=True)
        raise
    return log


def read(path: Path) -> Reading:
    """Read a log. All lines up to the first damaged one are kept; a log without a sound first line is refused."""
    lines: list[Line] = []
    seal, damage = "", ()
    for number, raw in enumerate(_lines_of(path), start=1):
        line = _sound(raw, seal)
        if isinstance(line, str):
            damage = (_damage(path, number, line, raw, lines),)
            break
        seal = line.pop("seal")
        lines.append(line)
    if not lines or lines[0]["kind"] != "game":
        raise refuse("MV-L003", "this is not a game log, or its first line is damaged", file=path, line=1, column=1,
                     value=damage[0].value if damage else "", mend="check the file's name",
                     allowed="a file that multivector play or run --save wrote")
    if lines[0].get("format") != FORMAT:
        raise refuse("MV-L004", "the log has another format", file=path, line=1, column=1, value=lines[0].get("format"),
                     allowed=str(FORMAT), mend="open it with the version of multivector that wrote it")
    return Reading(lines[0], tuple(lines[1:]), seal, damage)


def _lines_of(path: Path) -> list[bytes]:
    """The lines with their line feeds: one without it was cut while it was written."""
    try:
        return path.read_bytes().splitlines(keepends=True)
    except FileNotFoundError:
        raise refuse("MV-L005", "there is no such log", file=path,
                     mend="check the name; games are *.jsonl files") from None
    except OSError as error:
        raise refuse("MV-L005", "the log cannot be read", file=path, value=error.strerror or error,
                     mend="check the name and the rights") from None


def _sound(raw: bytes, seal: str) -> Line | str:
    """The line, or what is wrong with it."""
    try:
        line = json.loads(raw.decode("utf-8"))
        if not raw.endswith(b"\n"):
            return "the line is cut"
        if not isinstance(line, dict) or not {"seal", "kind"} <= line.keys():
            return "the line is no entry of a game log"
        if sealed({k: v for k, v in line.items() if k != "seal"}, seal)[1] != line["seal"]:
            return "the seal does not fit: the line was changed after it was written"
    except (ValueError, RecursionError):
        return "the line is cut or damaged"
    return line if _complete(line) else "a field of the line is missing or of the wrong kind"


FIELDS: dict[str, dict[str, type]] = {
    "game": {"scenario": str, "digest": str, "ruleset": str, "seed": int, "run": int, "people": list, "seats": str,
             "historical": bool, "off": str, "set": str},
    "orders": {"turn": int, "agent": str, "moves": list},
    "turn": {"turn": int, "digest": str},
    "back": {"turn": int},
    "switch": {"branch": str},
}


def _complete(line: Line) -> bool:
    """Every field that its kind needs is there, and of the right type; of other formats nothing is known."""
    if line.get("format", FORMAT) != FORMAT:
        return True
    needed = FIELDS.get(line["kind"]) if isinstance(line["kind"], str) else None
    if needed is None or not all(isinstance(line.get(name), kind) for name, kind in needed.items()):
        return False
    words = [word for name, kind in needed.items() if kind is list for word in line[name]]
    return all(isinstance(word, str) for word in words) and line.get("turn", 1) >= 1 and 0 <= line.get("run", 0) < 2**62


def _damage(path: Path, number: int, what: str, raw: bytes, before: list[Line]) -> Problem:
    whole = sum(1 for line in before if line["kind"] == "turn")
    return Problem("MV-L006", what, Place(str(path), number, 1), repr(raw[:60].decode("utf-8", "replace")),
                   allowed="whole, unchanged lines",
                   mend=f"{whole} whole turns before it are kept: multivector play --resume FILE goes on from there")


def rewrite_whole(path: Path, reading: Reading) -> Log:
    """After damage: set the damaged file aside and write the sound lines anew under the old name."""
    new = path.with_name(path.name + ".new")
    try:
        new.write_bytes(b"")
        temporary = Log(new)
        for line in (reading.header, *reading.lines):
            temporary.write(line)
        path.replace(_aside(path))
        temporary.path.replace(path)
    except OSError as error:
        raise refuse("MV-L001", "the log cannot be mended", file=path, value=error.strerror or error,
                     mend="copy it to a place that you may write to") from None
    return Log(path, temporary.seal)


def _aside(path: Path) -> Path:
    """A free name for a damaged file."""
    names = (f"{path.name}.damaged{n or ''}" for n in count())
    return next(free for name in names if not (free := path.with_name(name)).exists())


def orders_waiting(lines: tuple[Line, ...]) -> dict[str, tuple[str, ...]]:
    """Orders accepted for the turn that has not been run yet."""
    waiting: dict[str, tuple[str, ...]] = {}
    for line in lines:
        if line["kind"] == "orders":
            waiting[line["agent"]] = tuple(line["moves"])
        else:
            waiting = {}
    return waiting
