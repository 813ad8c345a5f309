"""Many worlds: run them, hold them against the facts, the thesis and the record, and compare them."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from sim.cli.options import Changes, Historical, Jobs, Json, Off, Scenario, Seats, Seed, Set, TurnMonths, Watch
from sim.cli.output import dumps
from sim.cli.progress import progress
from sim.errors import refuse
from sim.signals import keeps


def run(
    scenario: Scenario,
    runs: Annotated[
        int,
        typer.Option(
            min=1,
            max=1_000_000,
            help="How many runs. Run 0 has every parameter at its stated value; the others draw them.",
        ),
    ] = 1,
    first_run: Annotated[int, typer.Option(min=0, max=10**12, help="Number of the first run.")] = 0,
    seed: Seed = 1,
    seat: Seats = [],
    historical: Historical = False,
    set: Set = [],
    off: Off = [],
    change: Changes = [],
    watch: Watch = [],
    turn_months: TurnMonths = 0,
    save: Annotated[
        Path | None,
        typer.Option(help="Keep the (first) run as a log for why and verify; one that was interrupted goes on."),
    ] = None,
    story: Annotated[bool, typer.Option("--story", help="Tell the period turn by turn, with causes.")] = False,
    as_json: Json = False,
    run_digests: Annotated[bool, typer.Option("--run-digests", help="With --json: each run's own digest.")] = False,
    chunk: Annotated[
        int, typer.Option(min=1, max=100_000, help="Runs computed side by side; changes no number.")
    ] = 512,
    jobs: Jobs = 1,
) -> None:
    """Run a scenario without players, once or many times."""
    import_module("sim.model")  # first: Mesa looks at every frame and module that is there when it is imported
    from sim.report.tables import run_table
    from sim.study import ensemble as study
    from sim.treatment import treat

    _check_seats(seat)
    words = [",".join(x) for x in (off, set, seat)]
    treatment = treat(scenario, tuple(change), *words, historical, turn_months, tuple(watch))
    if save:
        keeps(f"What was run is in {save}; the same command goes on from there.")
    if save or story:
        from sim.game.game import Game
        from sim.game.saved import begin_or_resume
        from sim.report.story import story_json, tell

        game = Game(treatment, (), seed, run=first_run)
        game = begin_or_resume(game, save) if save else game
        while not game.over:
            game.end_turn()
        if story:
            print(dumps(story_json(game)) if as_json else tell(game))
            return
    with progress("running", treatment.board.turns * runs, jobs) as tick:
        done = study.run_ensemble(treatment, runs, first_run, seed, chunk=chunk, progress=tick, jobs=jobs)
    print(dumps(study.as_json(done, run_digests)) if as_json else run_table(done))


def _check_seats(seats: list[str]) -> None:
    """Nobody is there to hand orders in, and a seat has one holder."""
    held: dict[str, str] = {}
    for item in ",".join(seats).split(","):
        actor, _, mind = item.strip().partition("=")
        if held.setdefault(actor, mind) != mind:
            raise refuse(
                "MV-U002",
                f"a seat has one holder: {actor}={held[actor]} and {actor}={mind} do not go together",
                field="--seat",
                value=item,
                mend="keep one of the two",
            )
        if mind == "handed":
            raise refuse(
                "MV-R005",
                "a run has no player who could hand in orders",
                field="--seat",
                value=item,
                allowed="a doctrine, historical, random or steady",
                mend=f"take the seat yourself: multivector play SCENARIO --seat {actor}",
            )


def compare(
    scenario: Scenario,
    change: Annotated[
        list[str],
        typer.Option(
            "--change",
            metavar="FILE_OR_ID",
            help="What is changed: an id of the scenario, or a file. May be repeated. If nothing is changed: every "
            "counterfactual of the scenario, one by one.",
        ),
    ] = [],
    set: Set = [],
    seat: Seats = [],
    off: Off = [],
    against: Annotated[
        list[str],
        typer.Option("--against", metavar="FILE_OR_ID", help="Compare with this change instead of the scenario as is."),
    ] = [],
    arm: Annotated[
        list[str],
        typer.Option(
            "--arm",
            metavar="ARM",
            help='One of several changed worlds, with the flags above: "NAME: --change X --set A=1". May be repeated. '
            "The arm called base is what the others are compared with.",
        ),
    ] = [],
    watch: Watch = [],
    runs: Annotated[int, typer.Option(min=1, max=1_000_000, help="How many pairs of runs.")] = 200,
    seed: Seed = 1,
    jobs: Jobs = 1,
    turn_months: TurnMonths = 0,
    as_json: Json = False,
) -> None:
    """Compare changed worlds with the scenario, luck being equal.

    Pairs of runs: the same parameters and the same luck, once as it is and once changed.
    """
    from sim.report.comparison import arms_table, comparison_table, survey_table
    from sim.study import compare as study
    from sim.study.arms import Arm, arms_of
    from sim.treatment import treat

    if arm:
        base, *others = arms_of(arm)
    else:
        base, others = Arm("", tuple(against)), [Arm("", tuple(change), tuple(set), tuple(seat), tuple(off))]
    for one in (base, *others):
        with one.told():
            _check_seats(list(one.seats))
    if arm or change or set or seat or off:
        plain = treat(scenario, turn_months=turn_months)
        asked = [study.asked(plain, one, base, watch) for one in others]
    else:
        asked = study.surveyed(scenario, turn_months)
    with progress("comparing", study.work(asked, runs), jobs) as tick:
        found = list(study.answered(asked, runs, seed, tick, jobs))
    if arm:
        print(dumps(study.arms_json(found)) if as_json else arms_table(found))
    elif change or set or seat or off:
        print(dumps(study.as_json(found[0])) if as_json else comparison_table(found[0]))
    else:
        print(dumps(study.survey_json(found)) if as_json else survey_table(found))


def facts(
    scenario: Scenario,
    runs: Annotated[int, typer.Option(min=1, max=1_000_000, help="How many runs, over all parameter ranges.")] = 1000,
    seed: Seed = 1,
    ablate: Annotated[
        bool, typer.Option(help="Also switch off every other rule in turn, with 60 runs each; this takes long.")
    ] = True,
    jobs: Jobs = 1,
    turn_months: TurnMonths = 0,
    fact: Annotated[list[str], typer.Option("--fact", metavar="ID", help="Only this fact. May be repeated.")] = [],
    off: Off = [],
    as_json: Json = False,
) -> None:
    """Hold the facts of a scenario against the model.

    As the model is, without the cause of each fact, and without every other rule.
    """
    from sim.report.facts import facts_table
    from sim.study import facts as study

    work = study.work(scenario, runs, ablate, fact, ",".join(off))
    with progress("worlds", work, jobs) as tick:
        found = study.find(scenario, runs, ablate, seed, jobs, turn_months, fact, tick, ",".join(off))
    print(dumps(study.as_json(found)) if as_json else facts_table(found))


def thesis(
    scenario: Scenario,
    runs: Annotated[int, typer.Option(min=1, max=1_000_000, help="How many pairs of runs against each rival.")] = 200,
    seed: Seed = 1,
    jobs: Jobs = 1,
    off: Off = [],
    as_json: Json = False,
) -> None:
    """Try one doctrine against its rivals.

    As the scenario's thesis says, also in worlds that might make it lose.
    """
    from sim.report.thesis import thesis_table
    from sim.study import thesis as study

    with progress("trying the thesis", study.work(scenario, runs), jobs) as tick:
        found = study.as_json(study.try_thesis(scenario, runs, seed, tick, ",".join(off), jobs))
    print(dumps(found) if as_json else thesis_table(found))


def record(
    scenario: Scenario,
    runs: Annotated[int, typer.Option(min=1, max=1_000_000, help="How many games among doctrines.")] = 200,
    seed: Seed = 1,
    jobs: Jobs = 1,
    as_json: Json = False,
) -> None:
    """Say how often doctrines decide as the record did, and when."""
    from sim.report.decisions import record_table
    from sim.study import decisions as study

    with progress("playing", study.work(scenario, runs), jobs) as tick:
        found = study.beside(scenario, runs, seed, tick, jobs)
    print(dumps(study.as_json(found)) if as_json else record_table(found))


def regimes(
    scenario: Scenario,
    runs: Annotated[int, typer.Option(min=1, max=1_000_000, help="How many games among doctrines.")] = 100,
    members: Annotated[
        int, typer.Option(min=0, max=10_000, help="How many futures tell the odds at each opening; 0: tell none.")
    ] = 50,
    seed: Seed = 1,
    jobs: Jobs = 1,
    as_json: Json = False,
) -> None:
    """Say how often crises open, how they end, how well foretold."""
    from sim.report.regimes import regimes_table
    from sim.study import regimes as study

    with progress("playing", study.work(scenario, runs), jobs) as tick:
        found = study.found(scenario, runs, members, seed, jobs, tick)
    print(dumps(found) if as_json else regimes_table(found))


def hindcast(
    scenario: Scenario = "multivector-2015-2021",
    first: Annotated[
        int,
        typer.Option(
            "--from", metavar="YEAR", help="The first year that is scored; 0: the second one of the scenario."
        ),
    ] = 0,
    data: Annotated[
        Path | None,
        typer.Option(help="Observed years, added to the program's own or put in place of them (docs/hindcast.md)."),
    ] = None,
    runs: Annotated[int, typer.Option(min=1, max=100_000, help="How many runs, over all parameter ranges.")] = 200,
    seed: Seed = 1,
    jobs: Jobs = 1,
    off: Off = [],
    as_json: Json = False,
) -> None:
    """Hold replays of the record against what was observed.

    Year by year and series by series, beside "no change" and the trend.
    """
    from sim.report.hindcast import hindcast_table
    from sim.study import hindcast as study

    with progress("replaying the record", study.work(scenario, first, data, runs), jobs) as tick:
        found = study.hindcast(scenario, first, data, runs, seed, jobs, tick, ",".join(off))
    print(dumps(study.as_json(found)) if as_json else hindcast_table(found))
