"""What is written: scenarios, rules, generated documents."""

from __future__ import annotations

import json
import sys
from textwrap import fill
from typing import Annotated

import typer

from sim.cli.options import Json, Seed, progress
from sim.errors import MultivectorError


def scenarios() -> None:
    """List the scenarios that come with the program."""
    from sim.scenario.load import list_scenarios

    for found in list_scenarios():
        print(f"{found.id:26} {found.opens} to {found.ends}, about {found.minutes} minutes\n    {found.title}")
        print(f"    {fill(' '.join(found.summary.split()), 100, subsequent_indent='    ')}\n")


def rules(
    rule: Annotated[str, typer.Argument(metavar="[ID]", help="A rule's id or a claim (C24).")] = "",
    as_json: Json = False,
) -> None:
    """List the rules, or show one.

    Its sentence, formula, parameters with ranges and sources, and claims.
    """
    from sim.book.rulebook import rule_list, rule_page

    print(rule_page(rule, as_json) if rule else rule_list(as_json))


def check(
    files: Annotated[
        list[str], typer.Argument(metavar="[FILE]...", help="Scenario files or ids; all shipped ones if none is named.")
    ] = [],
    play: Annotated[
        bool,
        typer.Option("--play", help="Also play: are the options real choices? Asked of many games among doctrines."),
    ] = False,
    runs: Annotated[int, typer.Option(min=1, max=100_000, help="With --play: how many games.")] = 200,
    seed: Seed = 1,
    as_json: Json = False,
) -> None:
    """Check scenario files, or with --play their options.

    Every problem at once, with file, line and what to do.
    """
    from sim.engine.setup import board_of
    from sim.scenario.load import list_scenarios, load_scenario

    names = files or [summary.id for summary in list_scenarios()]
    if play:
        for name in names:
            _check_play(name, runs, seed, as_json)
        return
    problems = 0
    for name in names:
        try:
            loaded = load_scenario(name)
            board = board_of(name)
        except MultivectorError as error:
            problems += len(error.problems)
            for problem in error.problems:
                print(problem, file=sys.stderr)
        else:
            print(
                f"{loaded.scenario.id}: sound. {len(board.moves)} moves, {len(loaded.scenario.events)} events, "
                f"{board.turns} turns."
            )
    if problems:
        print(f"{problems} problem{'s' if problems > 1 else ''}.", file=sys.stderr)
        raise SystemExit(2)


def _check_play(scenario: str, runs: int, seed: int, as_json: bool) -> None:
    from sim.engine.setup import board_of
    from sim.report.play_check import play_table
    from sim.study import lint as study

    board = board_of(scenario)
    with progress("playing", study.steps(board)) as tick:
        found = study.lint(board, runs, seed, tick)
    print(json.dumps(study.as_json(found, board)) if as_json else play_table(found, board))


def docs(
    check: Annotated[bool, typer.Option("--check", help="Only say whether the files are up to date.")] = False,
) -> None:
    """Write the generated documents: the rulebook, the coverage of claims, the JSON Schema."""
    from sim.book.generate import generate

    stale = generate(check)
    for path in stale:
        print(f"{'out of date' if check else 'written'}: {path}")
    if check and stale:
        print("run: make docs", file=sys.stderr)
        raise SystemExit(1)
