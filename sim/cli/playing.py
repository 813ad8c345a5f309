"""Games: play one, and ask about one that is saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.options import Json, Seed
from sim.cli.output import conclude, dumps
from sim.cli.progress import progress
from sim.signals import keeps

if TYPE_CHECKING:
    from sim.session import Table

FIRST = "summit-2018"  # the shortest, for a first game

Reveal = Annotated[
    bool,
    typer.Option(
        "--reveal", help="Also of a game that several people still play: it tells what a seat keeps from the others."
    ),
]


def play(
    scenario: Annotated[str, typer.Argument(help="A shipped scenario's id or a YAML file; none: choose.")] = "",
    seat: Annotated[
        str, typer.Option(help="The seat that you take; if none is named, the first of the scenario.")
    ] = "",
    seed: Seed = 1,
    resume: Annotated[Path | None, typer.Option(help="Go on with a saved game.")] = None,
    save: Annotated[Path | None, typer.Option(help="Where to keep the game's log.")] = None,
    plain: Annotated[
        bool, typer.Option("--plain", help="Line by line, for screen readers, scripts and slow lines.")
    ] = False,
) -> None:
    """Play a scenario, or choose among all and your saved games.

    Without a terminal it shows how doctrines play the scenario, beside history. On a terminal that cannot draw the
    screens it goes on line by line.
    """
    keeps("What was accepted is in the game's log.")
    from sim.session.local import LocalGames
    from tui.launch import launch

    wanted = _wanted(scenario or ("" if not (seat or save) else FIRST), seat, seed, resume, save)
    launch(LocalGames(), wanted, _watched(scenario or FIRST, seat, seed, resume, save), plain)


def _wanted(scenario: str, seat: str, seed: int, resume: Path | None, save: Path | None) -> Callable[[], Table | None]:
    """How the game that was asked for is opened; none opens the Start screen."""
    from sim.session.local import new_table, resumed_table

    if resume:
        return lambda: resumed_table(resume)
    return lambda: new_table(scenario, [_seat(scenario, seat)], seed, save) if scenario else None


def _watched(scenario: str, seat: str, seed: int, resume: Path | None, save: Path | None) -> Callable[[], Table]:
    """How a saved game, or the doctrines' own play, is opened where nobody can play."""
    from sim.session.local import resumed_table, watched_table

    return lambda: resumed_table(resume) if resume else watched_table(scenario, _seat(scenario, seat), seed, save)


def _seat(scenario: str, seat: str) -> str:
    from sim.treatment.words import first_seat

    return seat or first_seat(scenario)


def debrief(
    log: Annotated[Path, typer.Argument(help="A saved game.")],
    html: Annotated[Path | None, typer.Option(help="Write a page with charts that needs no network.")] = None,
    markdown: Annotated[Path | None, typer.Option(help="Write the same as Markdown.")] = None,
    seat: Annotated[str, typer.Option(help="Whose debrief; if none is named, the first seat that a person held.")] = "",
    plays: Annotated[int, typer.Option(min=1, max=100_000, help="How many plays the fan is made of.")] = 1000,
    as_json: Json = False,
    reveal: Reveal = False,
) -> None:
    """Tell what to talk about after a game.

    Its line beside history's and many plays', its turning points, its goals, questions.
    """
    from sim.documents import check_places
    from sim.report.debrief_page import debrief_json, debrief_of, save

    check_places(html, markdown)
    with progress("playing it again", 100) as tick:
        found = debrief_of(log, seat, plays, tick, reveal)
    written = save(found, html, markdown)
    words = "\n".join([*found.verdict, *(f"Written: {path}" for path in written)])
    print(dumps(debrief_json(found, written)) if as_json else words)


def why(
    log: Annotated[Path, typer.Argument(help="A saved game or run.")],
    indicator: Annotated[
        str,
        typer.Argument(
            help="For example ACTOR.balance or ACTOR.ACTOR.pressure (of the first on the second); or its name as the "
            "seat calls it, or a part of it: approval."
        ),
    ],
    turn: Annotated[
        int | None, typer.Option(min=1, help="The turn whose change is explained; if none is named, the last.")
    ] = None,
    reveal: Reveal = False,
    as_json: Json = False,
) -> None:
    """Say why a number moved in a turn: causes that add up exactly."""
    from sim.game.saved import resume
    from sim.report.tables import why_json, why_table
    from sim.seat.names import number_named
    from sim.seat.played import check_played, check_secret
    from sim.seat.why import why as explain

    game = resume(log)
    check_secret(game, reveal, log)
    path, asked = number_named(game, indicator), game.turn - 1 if turn is None else turn
    check_played(game, asked, log, "--turn")
    found = explain(game, path, asked)
    print(dumps(why_json(found)) if as_json else why_table(found))


def export(
    logs: Annotated[
        list[Path], typer.Argument(metavar="LOG|FOLDER...", help="One saved game, or folders of a class's games.")
    ],
    csv: Annotated[bool, typer.Option("--csv", help="As CSV, the only form; it may be left out.")] = True,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="The folder to write to, new or empty; if none is named: "
                                  "NAME-tables, here.")
    ] = None,
    turning: Annotated[
        bool, typer.Option("--turning", help="Of a class, also the decisions that mattered; takes some time.")
    ] = False,
    reveal: Reveal = False,
    as_json: Json = False,
) -> None:
    """Write games as tables.

    Of one game: orders, numbers, goals and causes, a row a thing. Of a class: one table, a row for each seat that a
    person held.
    """
    from sim.documents import check_folder, write_all
    from sim.report.csv_text import csv_text
    from sim.report.export import Class, logs_in, tables_of

    found = logs_in(logs)
    folder = out or Path(f"{logs[0].resolve().stem}-tables")
    check_folder(folder)
    its = Class(turning, reveal)
    with progress("playing them again" if len(found) > 1 else "playing it again", len(found)) as tick:
        if logs[0].is_dir():
            tables = {"games": its.table(found, tick)}
        else:
            tables = tables_of(its.opened(logs[0]))
    written = write_all({f"{name}.csv": csv_text(table) for name, table in tables.items()}, folder)
    rows = {name: len(table.rows) for name, table in tables.items()}
    words = "\n".join(f"Written: {path}, {count} rows" for path, count in zip(written, rows.values(), strict=True))
    conclude({"written": written, "rows": rows}, words, its.problems)


def verify(log: Annotated[Path, typer.Argument(help="A saved game or run.")], as_json: Json = False) -> None:
    """Replay a log: every order legal, every turn as recorded.

    It shows that the rules lead from these orders to these worlds. It does not show who gave them: whoever can write
    the file can write another game.
    """
    from sim.game.file import read
    from sim.game.saved import resume

    reading = read(log)
    game = resume(log)
    game.check_other_lines(str(log))
    turns, others, digest = len(game.orders), len(game.branches.kept), game.world.digest()
    answer = {"log": str(log), "scenario": game.board.scenario.id, "replayed": turns, "turns": game.turns}
    words = f"{log}: {turns} of {game.turns} turns replay to the recorded state"
    words += f", and so does every turn of {others} other line{'s' if others > 1 else ''} of play" if others else ""
    conclude({**answer, "other_lines": others, "digest": digest}, f"{words}. Digest {digest}", reading.damage)
