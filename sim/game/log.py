"""The only writer and reader of game logs (`*.jsonl`): one JSON object a line, each line sealed.

Kinds of lines: `game` (the first: scenario digest, seed, rule set, seats), `orders` (one seat's accepted orders for a
turn), `turn` (the turn was run; the World's digest after it), `back` (the game went back to a turn). `seal` is a hash
over the line and the seal before it, so that a cut, a damaged or an edited line is found, and where.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

from sim.errors import MultivectorError, Place, Problem, refuse

FORMAT = 1
Line = dict[str, Any]


@dataclass(slots=True)
class Log:
    """An open log. `seal` is that of the last line written."""

    path: Path
    seal: str = ""

    def write(self, line: Line) -> None:
        """Append one line and wait until it is on disk."""
        text, self.seal = sealed(line, self.seal)
        try:
            with self.path.open("a", encoding="utf-8") as file:
                file.write(text + "\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise refuse("MV-L001", "the log cannot be written", file=self.path, value=error.strerror or error,
                         mend="free some space or save elsewhere with --save FILE; "
                              "what was acknowledged is kept") from error


@dataclass(frozen=True, slots=True)
class Reading:
    """What a log holds: the header, the lines of whole turns, and what is wrong with the rest."""

    header: Line
    lines: tuple[Line, ...]
    seal: str
    damage: tuple[Problem, ...] = field(default=())


def sealed(line: Line, before: str) -> tuple[str, str]:
    """The line as text with its seal, and the seal."""
    body = json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    seal = blake2b((before + body).encode(), digest_size=8).hexdigest()
    return json.dumps({**line, "seal": seal}, ensure_ascii=False, separators=(",", ":")), seal


def create(path: Path, header: Line) -> Log:
    """Begin a log; an existing file is never overwritten."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(exist_ok=False)
    except FileExistsError:
        raise refuse("MV-L002", "there is a file of that name already", file=path,
                     mend="choose another name, or go on with it: multivector play --resume FILE") from None
    except OSError as error:
        raise refuse("MV-L001", "the log cannot be written", file=path, value=error.strerror or error,
                     mend="choose a place that you may write to with --save FILE") from None
    log = Log(path)
    log.write({"kind": "game", "format": FORMAT, **header})
    return log


def read(path: Path) -> Reading:
    """Read a log. All lines up to the first damaged one are kept; a log without a sound first line is refused."""
    text = _text_of(path)
    lines: list[Line] = []
    seal, damage = "", ()
    for number, raw in enumerate(text.split("\n"), start=1):
        if not raw.strip():
            continue
        line = _sound(raw, seal)
        if isinstance(line, str):
            damage = (_damage(path, number, line, raw, lines),)
            break
        seal = line.pop("seal")
        lines.append(line)
    if not lines or lines[0].get("kind") != "game":
        raise MultivectorError(*damage) if damage else refuse(
            "MV-L003", "this is not a game log", file=path, line=1, column=1, value=text[:40].strip(),
            allowed="a file that multivector play or run --save wrote", mend="check the file's name")
    if lines[0].get("format") != FORMAT:
        raise refuse("MV-L004", "the log has another format", file=path, line=1, column=1, value=lines[0].get("format"),
                     allowed=str(FORMAT), mend="open it with the version of multivector that wrote it")
    return Reading(lines[0], tuple(lines[1:]), seal, damage)


def _text_of(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise refuse("MV-L005", "there is no such log", file=path,
                     mend="check the name; games are *.jsonl files") from None
    except UnicodeDecodeError as error:
        raise refuse("MV-L003", "this is not a game log: it is not UTF-8 text", file=path, line=1,
                     column=error.start + 1, allowed="a file that multivector play or run --save wrote",
                     mend="check the file's name") from None
    except OSError as error:
        raise refuse("MV-L005", "the log cannot be read", file=path, value=error.strerror or error,
                     mend="check the name and the rights") from None


def _sound(raw: str, seal: str) -> Line | str:
    """The line, or what is wrong with it."""
    try:
        line = json.loads(raw)
    except ValueError as error:
        return f"column {getattr(error, 'colno', 1)}: the line is cut or damaged"
    if not isinstance(line, dict) or "seal" not in line or "kind" not in line:
        return "column 1: the line is no entry of a game log"
    body = {k: v for k, v in line.items() if k != "seal"}
    if sealed(body, seal)[1] != line["seal"]:
        return "column 1: the seal does not fit: the line was changed after it was written"
    return line


def _damage(path: Path, number: int, what: str, raw: str, before: list[Line]) -> Problem:
    column, _, words = what.removeprefix("column ").partition(": ")
    whole = sum(1 for line in before if line.get("kind") == "turn")
    return Problem("MV-L006", words, Place(str(path), number, int(column)), raw[:60],
                   allowed="whole, unchanged lines",
                   mend=f"{whole} whole turns before it are kept: multivector play --resume FILE goes on from there")


def rewrite_whole(path: Path, reading: Reading) -> Log:
    """After damage: set the damaged file aside and write the sound lines anew under the old name."""
    aside = path.with_suffix(path.suffix + ".damaged")
    temporary = path.with_suffix(path.suffix + ".new")
    seal, rows = "", []
    for line in (reading.header, *reading.lines):
        text, seal = sealed(line, seal)
        rows.append(text + "\n")
    try:
        temporary.write_text("".join(rows), encoding="utf-8")
        path.replace(aside)
        temporary.replace(path)
    except OSError as error:
        raise refuse("MV-L001", "the log cannot be mended", file=path, value=error.strerror or error,
                     mend="copy it to a place that you may write to") from None
    return Log(path, seal)


def turns_of(lines: tuple[Line, ...]) -> Iterator[tuple[dict[str, tuple[str, ...]], str]]:
    """The game as it stands: (orders by agent, digest after) of each whole turn, with steps back taken."""
    done: list[tuple[dict[str, tuple[str, ...]], str]] = []
    orders: dict[str, tuple[str, ...]] = {}
    for line in lines:
        if line["kind"] == "orders":
            orders[line["agent"]] = tuple(line["moves"])
        elif line["kind"] == "turn":
            done.append((orders, line["digest"]))
            orders = {}
        elif line["kind"] == "back":
            del done[line["turn"] - 1:]
            orders = {}
    return iter(done)


def orders_waiting(lines: tuple[Line, ...]) -> dict[str, tuple[str, ...]]:
    """Orders accepted for the turn that has not been run yet."""
    waiting: dict[str, tuple[str, ...]] = {}
    for line in lines:
        if line["kind"] == "orders":
            waiting[line["agent"]] = tuple(line["moves"])
        else:
            waiting = {}
    return waiting
