"""Games in files: begun, found again, gone on with."""

from __future__ import annotations

from pathlib import Path

from sim.errors import MultivectorError, refuse
from sim.game.branches import told_by
from sim.game.file import create, mend, opened, read
from sim.game.game import Game
from sim.game.journal import Entry
from sim.game.origin import scenario_of
from sim.rules import RULESET
from sim.treatment import Treatment
from sim.treatment.words import told_by_manifest


def begin(game: Game, path: Path) -> Game:
    """The game with its log begun on disk before anything is played."""
    game.journal = create(path, game.header)
    return game


def resume(path: Path, mending: bool = False) -> Game:
    """Replay a log. A damaged one keeps its whole turns. `mending`: go on in it; a damaged file is set aside first."""
    reading, journal = opened(path)
    header = reading.header
    game = Game(treatment_of(header, path), header["people"], header["seed"], header["run"])
    game.take_up(told_by(reading.lines, path), str(path))
    if mending:
        if reading.damage:
            mend(journal)
        game.journal = journal
    return game


def begin_or_resume(game: Game, path: Path) -> Game:
    """This game with its log begun at a path; if it was begun there before and interrupted, it goes on."""
    try:
        begun = beginning(read(path).header) == beginning(game.header)
    except MultivectorError:
        begun = False
    return resume(path, mending=True) if begun else begin(game, path)


def beginning(header: Entry) -> Entry:
    """What makes a game the same game: all but where its scenario lies and what machine began it."""
    return {key: header.get(key) for key in ("treatment", "ruleset", "seed", "run", "people")}


def treatment_of(header: Entry, path: Path) -> Treatment:
    """What a log was played with, its scenario being where it is now. Refuses a log of another rule set, or of a
    scenario in which anything has changed that can change a number."""
    if header["ruleset"] != RULESET:
        raise refuse("MV-L008", "the log was played with another rule set", file=path, line=1, column=1,
                     field="ruleset", value=header["ruleset"], allowed=RULESET,
                     mend=f"open it with the version that wrote it: multivector {header.get('version')}")
    found = told_by_manifest(header, scenario_of(header, path))
    if header["treatment"] != found.digest:
        raise refuse("MV-L009", f"the scenario {found.loaded.name!r} has changed since", file=path, line=1, column=1,
                     field="treatment", value=header["treatment"][:16], allowed=found.digest[:16],
                     mend="put the scenario back as it was, or start a new game")
    return found
