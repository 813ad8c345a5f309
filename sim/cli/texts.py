"""What is written: scenarios, rules, generated documents."""

from __future__ import annotations

import sys
from dataclasses import asdict
from textwrap import fill
from typing import Annotated, Any

import typer

from sim.cli.options import Jobs, Json, Seed
from sim.cli.output import conclude, dumps
from sim.cli.progress import progress
from sim.errors import MultivectorError, Problem


def scenarios(as_json: Json = False) -> None:
    """List the scenarios that come with the program."""
    from sim.scenario.load import list_scenarios

    listed = list_scenarios()
    if as_json:
        print(dumps([asdict(found) | {"summary": " ".join(found.summary.split())} for found in listed]))
        return
    for found in listed:
        print(f"{found.id:26} {found.opens} to {found.ends}, about {found.minutes} minutes\n    {found.title}")
        print(f"    {fill(' '.join(found.summary.split()), 100, subsequent_indent='    ')}\n")


def rules(
    rule: Annotated[str, typer.Argument(metavar="[ID]", help="A rule's id or a claim (C24).")] = "",
    as_json: Json = False,
) -> None:
    """List the rules, or show one.

    Its sentence, formula, parameters with ranges and sources, and claims.
    """
    from sim.book.rulebook import rule_list, rule_page, rules_json

    print(dumps(rules_json(rule)) if as_json else rule_page(rule) if rule else rule_list())


def check(
    files: Annotated[
        list[str], typer.Argument(metavar="[FILE]...", help="Scenario files or ids; all shipped ones if none is named.")
    ] = [],
    play: Annotated[
        bool,
        typer.Option(
            "--play",
            help="Also play: does it matter what a seat decides, can agreements fail, are the options real choices?",
        ),
    ] = False,
    runs: Annotated[
        int,
        typer.Option(
            min=1, max=100_000, help="With --play: how many games among doctrines each seat is held against, at least."
        ),
    ] = 1000,
    seed: Seed = 1,
    jobs: Jobs = 1,
    as_json: Json = False,
) -> None:
    """Check scenario files, or with --play stakes and options.

    Every problem at once, with file, line and what to do.
    """
    from sim.scenario.load import list_scenarios

    names = files or [summary.id for summary in list_scenarios()]
    sound, problems = _read(names)
    if play and not problems:
        _check_play(names, runs, seed, jobs, as_json)
        return
    conclude({"scenarios": [{**one, "notes": [note.as_json() for note in one["notes"]]} for one in sound]},
             "\n".join(map(_told, sound)), problems)


def _told(one: dict[str, Any]) -> str:
    line = "{scenario}: sound. {moves} moves, {events} events, {turns} turns.".format_map(one)
    return "\n".join([line, *map(str, one["notes"])])


def _read(names: list[str]) -> tuple[list[dict[str, Any]], list[Problem]]:
    """What the sound files hold, and every problem of the others."""
    from sim.scenario.notes import notes
    from sim.treatment import treat

    sound: list[dict[str, Any]] = []
    problems: list[Problem] = []
    for name in names:
        try:
            treatment = treat(name)
            board = treatment.board
        except MultivectorError as error:
            problems += error.problems
        else:
            counts = {"moves": len(board.moves), "events": len(board.scenario.events), "turns": board.turns}
            told = list(notes(treatment.loaded))
            sound.append({"scenario": board.scenario.id, "file": name, **counts, "notes": told})
    return sound, problems


def _check_play(scenarios: list[str], runs: int, seed: int, jobs: int, as_json: bool) -> None:
    from sim.report.play_check import play_table
    from sim.study import play_check as study

    forms: list[dict[str, Any]] = []
    for scenario in scenarios:
        with progress("playing", study.work(scenario, runs), jobs) as tick:
            found = study.check(scenario, runs, seed, jobs, tick)
        forms.append(study.as_json(found))
        if not as_json:
            print(play_table(found))
    if as_json:
        print(dumps(forms[0] if len(forms) == 1 else {"scenarios": forms, "problems": []}))


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
