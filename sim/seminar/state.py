"""The state of rooms in one SQLite file. What was acknowledged is in it, and survives a kill and a loss of power."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from threading import RLock
from typing import Any

from sim.errors import MultivectorError, command, refuse
from sim.game.file import FORMAT as LOG
from sim.game.journal import Entry, Reading

FORMAT = 1
OURS = 0x4D564543  # SQLite's application_id: MVEC
TABLES = """
create table about (key text primary key, value text not null) strict;
create table entry (room integer, number integer, body text not null, primary key (room, number)) strict;
create table length (room integer primary key, minutes real not null) strict;
create table door (hash text primary key, room integer not null, role text not null, seat text not null) strict;
create table person (number integer primary key, hash text unique not null, room integer not null, role text not null,
                     seat text not null, name text not null) strict;
create table draft (room integer, seat text, turn integer not null, revision integer not null, moves text not null,
                    name text not null, primary key (room, seat)) strict;
create table message (room integer, number integer, key text not null, sender text not null, name text not null,
                      recipient text not null, turn integer not null, text text not null,
                      primary key (room, number), unique (room, key)) strict;
create table clock (room integer primary key, left real not null, running integer not null) strict;
create table held (room integer, seat text, primary key (room, seat)) strict;
create table stood_in (room integer, turn integer, seat text, deeds text not null,
                       primary key (room, turn, seat)) strict;
create table headline (room integer primary key, text text not null) strict;
"""


class State:
    """An open file; one host has it at a time. `key`: what codes and tokens are hashed with."""

    def __init__(self, path: Path, db: sqlite3.Connection) -> None:
        self.path, self._db, self._lock = path, db, RLock()
        self.key = str(self.read("select value from about where key = 'key'")[0][0])

    def read(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._db.execute(query, values).fetchall()

    @contextmanager
    def writing(self) -> Generator[sqlite3.Connection]:
        """All that is written inside is on disk afterwards, or none of it. Raises MultivectorError if the disk does not
        take it."""
        with self._lock:
            try:
                self._db.execute("begin immediate")
                yield self._db
                self._db.execute("commit")
            except sqlite3.Error as error:
                self._undo()
                raise refuse("MV-C004", "the room's file cannot be written", file=self.path, value=error,
                             mend="free some space or mend the rights, then do it again; what was acknowledged is kept"
                             ) from error
            except BaseException:
                self._undo()
                raise

    def write(self, query: str, *values: object) -> None:
        with self.writing() as db:
            db.execute(query, values)

    def _undo(self) -> None:
        if self._db.in_transaction:
            self._db.execute("rollback")

    def rooms(self) -> list[int]:
        return [room for room, in self.read("select distinct room from entry order by room")]

    def close(self) -> None:
        with self._lock:
            self._db.close()


def create(path: Path) -> State:
    """A new file. Raises MultivectorError if something stands there already."""
    if path.exists():
        raise refuse("MV-C003", "there is something of that name already", file=path,
                     mend=f"go on with it with --resume, or choose another name for {command('seminar', 'host')}")
    try:
        db = _connected(path)
        db.executescript(f"begin; {TABLES} pragma application_id = {OURS}; pragma user_version = {FORMAT};"
                         f"insert into about values ('key', '{token_hex(32)}'); commit;")
    except sqlite3.Error as error:
        raise _cannot(path, error) from error
    return State(path, db)


def reopen(path: Path) -> State:
    """A file that a host has left. Raises MultivectorError if it is none, of another version, or in use."""
    if not path.is_file():
        raise refuse("MV-C003", "there is no such file", file=path, mend="check the name, or leave --resume out")
    try:
        db = _connected(path)
        ours, version = (db.execute(f"pragma {name}").fetchone()[0] for name in ("application_id", "user_version"))
    except sqlite3.Error as error:
        raise _cannot(path, error) from error
    if (ours, version) != (OURS, FORMAT):
        db.close()
        raise refuse("MV-C001", "this is no room that this version can go on with", file=path,
                     value=f"format {version}" if ours == OURS else "", allowed=f"a room's file of format {FORMAT}",
                     mend="check the name, or open it with the version that wrote it")
    return State(path, db)


def _connected(path: Path) -> sqlite3.Connection:
    """To be locked for all others before anything is read: two hosts would each have their own truth."""
    db = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=0.2)
    for pragma in ("locking_mode = exclusive", "journal_mode = wal", "synchronous = full"):
        db.execute(f"pragma {pragma}").fetchall()
    db.execute("begin immediate")
    db.execute("commit")
    return db


def _cannot(path: Path, error: sqlite3.Error) -> MultivectorError:
    if "locked" in str(error):
        return refuse("MV-C002", "another host has this room open", file=path,
                      mend="end that one first, or begin a room of another name")
    if "not a database" in str(error):
        return refuse("MV-C001", "this is no room's file", file=path, mend="check the name")
    return refuse("MV-C004", "the room's file cannot be opened", file=path, value=error,
                  mend="choose a folder on this machine that you may write to, none that is shared or synchronised")


@dataclass(frozen=True, slots=True)
class RoomJournal:
    """The journal of one room's game (`sim.game.journal.Journal`)."""

    state: State
    room: int

    @property
    def place(self) -> str:
        return str(self.state.path)

    @property
    def lost(self) -> str:
        return ""

    def write(self, entry: Entry) -> None:
        self.state.write("insert into entry select ?, coalesce(max(number), 0) + 1, ? from entry where room = ?",
                         self.room, json.dumps(entry), self.room)

    def begin(self, header: Entry) -> None:
        self.write({"kind": "game", "format": LOG, **header})

    def keep(self) -> None:
        """SQLite has kept every entry before it was acknowledged."""

    def read(self) -> Reading:
        entries: Sequence[Entry] = [json.loads(body) for body, in self.state.read(
            "select body from entry where room = ? order by number", self.room)]
        return Reading(entries[0], tuple(entries[1:]))
