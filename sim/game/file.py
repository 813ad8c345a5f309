"""The journal in a file, and the only writer and reader of game logs (`*.jsonl`): one JSON object a line, each sealed.

`seal` is a hash over the line and the seal before it, so that a cut, a damaged or an edited line is found, and where.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from itertools import count
from pathlib import Path

from sim.disk import NotAFile, read_file, target, write_all, write_file, write_new
from sim.errors import MultivectorError, Place, Problem, command, refuse
from sim.game.folder import refuges
from sim.game.journal import Entry, Reading, complete

FORMAT = 2
BOM = b"\xef\xbb\xbf"
GONE = (FileNotFoundError, NotADirectoryError)


@dataclass(slots=True)
class FileJournal:
    """An open log. `seal` is that of the last line written; `kept` is all that the file must hold. `lost`: where the
    file was before it was gone and the log was written elsewhere."""

    path: Path
    seal: str
    kept: bytes
    lost: str = ""

    @property
    def place(self) -> str:
        return str(self.path)

    def read(self) -> Reading:
        return read(self.path)

    def write(self, entry: Entry) -> None:
        """Append one line and wait until it is on disk; where that fails the log stays as it was. If the file is gone,
        the whole log is written elsewhere; one that somebody else has written to is left alone."""
        text, seal = sealed(entry, self.seal)
        data = f"{text}\n".encode()
        try:
            self._append(data)
        except GONE:
            self._move(self.kept + data)
        except OSError as error:
            raise refuse("MV-L001", "the log cannot be written", file=self.path, value=error.strerror or error,
                         mend="free some space or mend the rights, then do it again; what was acknowledged is kept"
                         ) from error
        self.seal, self.kept = seal, self.kept + data

    def keep(self) -> None:
        """See that all of it is on disk; where it is not, it is written elsewhere. Raises MultivectorError."""
        try:
            whole = read_file(self.path).startswith(self.kept)
        except OSError:
            whole = False
        if not whole:
            self._move(self.kept)

    def _append(self, data: bytes) -> None:
        """All or nothing: half a line would spoil the lines after it."""
        with self.path.open("r+b", buffering=0) as file:
            whole = file.seek(0, os.SEEK_END)
            if whole != len(self.kept):
                raise refuse("MV-L010", "another program has written to the log since it was opened", file=self.path,
                             mend=f"close the other game, then: {command('play', '--resume', self.path)}")
            try:
                write_all(file.fileno(), data)
            except BaseException:  # a signal, too: it is raised wherever the program is
                file.truncate(whole)
                raise

    def _move(self, data: bytes) -> None:
        """Write all of it to the first folder that takes it."""
        for folder in refuges():
            try:
                folder.mkdir(parents=True, exist_ok=True)
                place = write_free(_numbered(folder, self.path.stem), data)
            except OSError:
                continue
            self.lost, self.path = self.lost or self.place, place
            return
        raise refuse("MV-L001", "the log is gone, and there is no other place to write it to", file=self.path,
                     mend="make a folder for it again, then do it again")


def _numbered(folder: Path, stem: str) -> Iterator[Path]:
    return (folder / f"{stem}{f'-{n}' if n else ''}.jsonl" for n in count())


def write_free(places: Iterable[Path], data: bytes) -> Path:
    """Write to the first of these names that nobody has, also of several who ask at once. Raises OSError."""
    for place in places:
        try:
            write_new(place, data)
        except FileExistsError:
            continue
        return place
    raise FileExistsError


def sealed(line: Entry, before: str) -> tuple[str, str]:
    """The line as text with its seal, and the seal."""
    body = json.dumps(line, sort_keys=True, separators=(",", ":"))
    seal = blake2b((before + body).encode(), digest_size=8).hexdigest()
    return json.dumps({**line, "seal": seal}, separators=(",", ":")), seal


def create(path: Path, header: Entry) -> FileJournal:
    """Begin a log; an existing file is never overwritten."""
    try:
        with suppress(FileExistsError):  # a file in the folder's place is told below
            path.parent.mkdir(parents=True, exist_ok=True)
        return _begun(header, [target(path)], path)
    except (FileExistsError, NotAFile) as error:
        raise refuse("MV-L002", "there is something of that name already", file=path, value=error.strerror or "",
                     mend=_instead_of(path)) from None
    except OSError as error:
        raise refuse("MV-L001", "the log cannot be written", file=path, value=error.strerror or error,
                     mend="choose a place that you may write to with --save FILE") from None


def create_free(places: Iterable[Path], header: Entry) -> FileJournal:
    """Begin a log under the first of these names that is free, also when several games begin at once."""
    try:
        return _begun(header, places)
    except OSError as error:
        raise refuse("MV-L001", "the log cannot be written", value=error.strerror or error,
                     mend="free some space, or choose a place that you may write to with --save FILE") from None


def _begun(header: Entry, places: Iterable[Path], called: Path | None = None) -> FileJournal:
    text, seal = sealed({"kind": "game", "format": FORMAT, **header}, "")
    data = f"{text}\n".encode()
    place = write_free(places, data)
    return FileJournal(called or place, seal, data)


def _instead_of(path: Path) -> str:
    """What to do about a file that has the name of a new log."""
    try:
        people = read(path).header["people"]
    except MultivectorError:
        return "choose another name"
    if people:
        return f"choose another name, or go on with it: {command('play', '--resume', path)}"
    return "choose another name, or delete it: it is a run of other settings"


def read(path: Path) -> Reading:
    return opened(path)[0]


def opened(path: Path) -> tuple[Reading, FileJournal]:
    """A log, and the journal that goes on after its sound lines: those before the first damaged one. A log without a
    sound first line is refused."""
    data, lines, seal, damage = _bytes_of(path), list[Entry](), "", ()
    size = len(BOM) if data.startswith(BOM) else 0
    for number, raw in enumerate(data[size:].splitlines(keepends=True), start=1):
        line = _sound(raw, seal)
        if isinstance(line, str):
            damage = (_damage(path, number, line, raw, lines),)
            break
        seal, size = line.pop("seal"), size + len(raw)
        lines.append(line)
    if not lines or lines[0]["kind"] != "game":
        raise refuse("MV-L003", "this is not a game log, or its first line is damaged", file=path, line=1, column=1,
                     value=damage[0].value if damage else "",
                     allowed="a file that multivector play or run --save wrote",
                     mend=_how_to_read(data))
    if lines[0].get("format") != FORMAT:
        raise refuse("MV-L004", "the log has another format", file=path, line=1, column=1, value=lines[0].get("format"),
                     allowed=str(FORMAT),
                     mend=f"open it with the version that wrote it: multivector {lines[0].get('version', '')}")
    return Reading(lines[0], tuple(lines[1:]), damage), FileJournal(path, seal, data[:size])


def _how_to_read(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "it is UTF-16 text: save it as UTF-8, or copy it without a text program"
    return "check the file's name"


def _bytes_of(path: Path) -> bytes:
    try:
        return read_file(path)
    except FileNotFoundError:
        raise refuse("MV-L005", "there is no such log", file=path,
                     mend="check the name; games are *.jsonl files") from None
    except (OSError, ValueError) as error:
        raise refuse("MV-L005", "the log cannot be read", file=path, value=getattr(error, "strerror", "") or error,
                     mend="check the name and the rights") from None


def _sound(raw: bytes, seal: str) -> Entry | str:
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
    ours = line.get("format", FORMAT) == FORMAT  # of other formats nothing is known
    return line if not ours or complete(line) else "a field of the line is missing or of the wrong kind"


def _damage(path: Path, number: int, what: str, raw: bytes, before: list[Entry]) -> Problem:
    whole = sum(1 for line in before if line["kind"] == "turn")
    onward = command("play", "--resume", path) if before and before[0]["people"] else "the same multivector run --save"
    return Problem("MV-L006", what, Place(str(path), number, 1), repr(raw[:60].decode("utf-8", "replace")),
                   allowed="whole, unchanged lines",
                   mend=f"{whole} whole turns before it are kept: {onward} goes on from there")


def mend(journal: FileJournal) -> None:
    """After damage: a copy of the file is set aside, and the sound lines alone stay under the old name."""
    path = journal.path
    try:
        write_free(_aside(path), read_file(path))
        write_file(path, journal.kept)
    except OSError as error:
        raise refuse("MV-L001", "the log cannot be mended", file=path, value=error.strerror or error,
                     mend="copy it to a place that you may write to") from None


def _aside(path: Path) -> Iterator[Path]:
    """Names for a damaged file."""
    return (path.with_name(f"{path.name}.damaged{n or ''}") for n in count())
