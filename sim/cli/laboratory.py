"""Commands of the laboratory: batches of runs, kept in a store, and what is read off it."""

from __future__ import annotations

import re
from collections.abc import Generator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sim.cli.flags import named
from sim.cli.options import Changes, Historical, Jobs, Json, Off, Scenario, Seats, Seed, TurnMonths
from sim.cli.output import dumps
from sim.cli.progress import progress
from sim.errors import refuse
from sim.signals import keeps

if TYPE_CHECKING:
    from sim.batch.worlds import Source

BESIDE_DESIGN = {"SCENARIO", "--out", "--jobs", "--csv", "--resume", "--dry-run", "--chunk",
                 "--cluster", "--json"}
RANGE = re.compile(r"\s*([^=\s]+)\s*=\s*([^:=]+):([^:=]+)")

Out = Annotated[Path, typer.Argument(metavar="DIR", help="The folder that a batch was written to.")]


def batch(
    ctx: typer.Context,
    scenario: Annotated[
        str, typer.Argument(metavar="SCENARIO|DESIGN", help="A scenario, or the file of a design (docs/laboratory.md).")
    ],
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="The folder to write to, new or empty.")] = None,
    runs: Annotated[int, typer.Option(min=1, max=100_000_000, help="How many runs, over all parameter ranges.")] = 1000,
    set: Annotated[
        list[str],
        typer.Option(
            "--set",
            metavar="PARAM=VALUE|LOW:HIGH",
            help="Set a rule's parameter or a starting figure, or draw it from a range. May be repeated.",
        ),
    ] = [],
    seat: Seats = [],
    off: Off = [],
    change: Changes = [],
    historical: Historical = False,
    turn_months: TurnMonths = 0,
    seed: Seed = 1,
    first_run: Annotated[int, typer.Option(min=0, max=1_000_000_000_000, help="Number of the first run.")] = 0,
    paths: Annotated[bool, typer.Option("--paths", help="Keep every month of the reported indicators, too.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="Write every part as CSV, too.")] = False,
    jobs: Jobs = 1,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with what an interrupted batch left there.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say how many runs, how long and how large.")] = False,
    cluster: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Run on a Dask cluster; local: one of --jobs workers, here.")
    ] = "",
    chunk: Annotated[int, typer.Option(min=1, max=100_000, hidden=True)] = 512,
    as_json: Json = False,
) -> None:
    """Run many worlds and keep every run.

    One row a run, with the numbers that it drew and its outcomes, as Parquet files that pandas, R and DuckDB open as
    one table.
    """
    import_module("sim.model")  # first: Mesa looks at every frame and module that is there when it is imported
    from sim.batch import batch as study
    from sim.batch.size import size_of
    from sim.report.batch import batch_lines, size_lines

    source = _design(scenario, ctx) or _from_flags(
        scenario, runs, set, seat, off, change, historical, turn_months, seed, first_run, paths)
    plan = study.plan_of(source)
    if dry_run:
        size = size_of(plan)
        print(dumps(size.as_json()) if as_json else size_lines(size))
        return
    if out is None:
        raise refuse("MV-U003", "a batch needs a folder to write to", field="--out", mend="add --out DIR, or --dry-run")
    keeps(f"All finished parts are kept in {out}; go on with the same command and --resume.")
    with progress("running", plan.rows, jobs) as tick:
        done = study.run_plan(plan, out, jobs, csv, resume, chunk, tick, cluster)
    print(dumps(done.as_json()) if as_json else batch_lines(done))
    if done.failed:
        raise SystemExit(1)


def repeat(store: Out, jobs: Jobs = 1, as_json: Json = False) -> None:
    """Run a batch again: "same", or the first number that differs."""
    import_module("sim.model")
    from sim.batch import repeat as study
    from sim.batch.store import opened
    from sim.report.batch import repeat_lines

    with progress("running again", opened(store).plan.rows, jobs) as tick:
        found = study.repeat(store, jobs, tick)
    print(dumps(found.as_json()) if as_json else repeat_lines(found))
    if found.difference or found.missing:
        raise SystemExit(1)


def summary(
    store: Out,
    by: Annotated[
        list[str],
        typer.Option(
            metavar="COLUMN", help="Put together all worlds with the same word in this column. May be repeated."
        ),
    ] = [],
    as_json: Json = False,
) -> None:
    """Say what a batch found, and how often outcomes are met."""
    from sim.batch import summary as study
    from sim.batch.evidence import evidence
    from sim.report.laboratory import summary_lines

    its = evidence(store)
    with progress("reading", len(its.experiments) * len(its.units)) as tick:
        found = study.summary(its, by, tick)
    print(dumps(found.as_json()) if as_json else summary_lines(found))


def sensitivity(
    store: Out,
    outcome: Annotated[list[str], typer.Option(metavar="NAME", help="Of this outcome only. May be repeated.")] = [],
    as_json: Json = False,
) -> None:
    """Say which uncertainties make outcomes vary (Sobol indices)."""
    from sim.batch import sensitivity as study
    from sim.batch.evidence import evidence
    from sim.report.laboratory import sensitivity_lines

    its = evidence(store)
    with progress("reading", 2 * len(its.experiments) * len(outcome or its.units)) as tick:
        found = study.sensitivity(its, outcome, tick)
    print(dumps(found.as_json()) if as_json else sensitivity_lines(found))


def report(
    store: Out,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE.html", help="Where to write it; if not said, DIR.html beside DIR.")
    ] = None,
    outcome: Annotated[list[str], typer.Option(metavar="NAME", help="Of this outcome only. May be repeated.")] = [],
    as_json: Json = False,
) -> None:
    """Write a page with charts of what a batch found.

    Distributions, fan charts, what drives each outcome, heat maps, payoffs, and the method in words, in one file that
    needs no network.
    """
    from sim.batch.account import account, cells
    from sim.batch.evidence import evidence
    from sim.documents import check_places, write
    from sim.report.laboratory_page import html, report_json
    from sim.texts import say

    its, page = evidence(store), out or store.resolve().with_name(f"{store.resolve().name}.html")
    check_places(page)
    with progress("reading", cells(its, outcome)) as tick:
        found = account(its, outcome, tick)
    write(html(found), page)
    print(dumps(report_json(found, str(page))) if as_json else say("report-written", path=str(page)))


def discover(
    store: Out,
    outcome: Annotated[str, typer.Option(metavar="NAME", help="The outcome that is met in a case.")],
    above: Annotated[
        float | None, typer.Option(help="A case is a run with this number or more; instead of the design's bound.")
    ] = None,
    below: Annotated[
        float | None, typer.Option(help="A case is a run with this number or less; instead of the design's bound.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Say which region of the numbers makes an outcome (PRIM).

    Needs the extra `discover`: pip install 'multivector[discover]'.
    """
    from sim.batch import discover as study
    from sim.batch.evidence import evidence
    from sim.report.laboratory import discover_lines

    its = evidence(store)
    with progress("reading", study.cells(its)) as tick:
        found = study.discover(its, outcome, above, below, tick)
    print(dumps(found.as_json()) if as_json else discover_lines(found))


def fragile(
    scenario: Scenario = "multivector-2015-2021",
    runs: Annotated[int, typer.Option(min=100, max=100_000, help="How many runs screen all numbers.")] = 2000,
    points: Annotated[
        int,
        typer.Option(min=2, max=65_536, help="How many pairs of points are crossed for indices; a power of two."),
    ] = 64,
    seed: Seed = 1,
    jobs: Jobs = 1,
    as_json: Json = False,
) -> None:
    """Say which numbers decide facts and counterfactuals.

    And which verdicts are others within the ranges of these numbers, and the ten judgements that matter most.
    """
    import_module("sim.model")
    from sim.batch import fragile as study
    from sim.batch.conclusions import case_of
    from sim.report.fragile import fragile_table

    if points & (points - 1):
        raise refuse("MV-B045", "Sobol's sequence keeps its balance at powers of two only", field="--points",
                     value=points, mend=f"take {1 << points.bit_length()}")
    case = case_of(scenario, seed)
    with progress(f"judging on {jobs} processes" if jobs > 1 else "judging", study.work(case, runs, points)) as tick:
        found = study.fragile(case, runs, points, seed, jobs, tick).as_json()
    print(dumps(found) if as_json else fragile_table(found))


def tournament(
    scenario: Scenario,
    seats: Annotated[str, typer.Option(metavar="A,B[,C]", help="The seats that play against each other.")],
    doctrines: Annotated[
        list[str],
        typer.Option(
            metavar="SEAT=DOCTRINE,DOCTRINE",
            help="Between which doctrines this seat chooses, steady and random among them; else all of the scenario "
            "that it may hold. May be repeated.",
        ),
    ] = [],
    runs: Annotated[int, typer.Option(min=2, max=1_000_000, help="How many runs of each combination.")] = 200,
    seed: Seed = 1,
    jobs: Jobs = 1,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Keep the runs in this folder, new or empty, as batch does.")
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with what was interrupted there.")] = False,
    as_json: Json = False,
) -> None:
    """Play doctrines of several seats against each other.

    Payoff tables, best responses, regret and equilibria; mixed ones need the extra `games`.
    """
    import_module("sim.model")
    from sim.batch import batch as batches
    from sim.batch import tournament as study
    from sim.batch.equilibria import mixed
    from sim.batch.evidence import evidence
    from sim.report.tournament import tournament_table

    minds = study.minds_of(scenario, [seat.strip() for seat in seats.split(",")], doctrines)
    plan = batches.plan_of(study.design_of(scenario, minds, runs, seed))
    if out is not None:
        keeps(f"All finished parts are kept in {out}; go on with the same command and --resume.")
    with _kept_or_not(out) as folder:
        with progress(f"playing on {jobs} processes" if jobs > 1 else "playing", plan.rows) as tick:
            done = batches.run_plan(plan, folder, jobs, again=resume, tell=tick)
        batches.whole(done)
        its = evidence(folder)
        game = study.game_of(its, minds)
    found = study.as_json(plan.experiments[0].treatment.scenario.id, seed, its.study, game, mixed(game.means))
    print(dumps(found) if as_json else tournament_table(found))


@contextmanager
def _kept_or_not(out: Path | None) -> Generator[Path]:
    """The folder that is named, or one that goes with the command."""
    if out is not None:
        yield out
        return
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="multivector-") as home:
        yield Path(home) / "store"


def _design(name: str, ctx: typer.Context) -> Source | None:
    """A design, if the file is one; it says itself what is run."""
    from sim.batch.worlds import is_design, read_design

    if not is_design(name):
        return None
    if wrong := sorted(named(ctx) - BESIDE_DESIGN):
        raise refuse("MV-U002", f"{wrong[0]} and a design do not go together: the design says what is run",
                     field=wrong[0], value=name, allowed=", ".join(sorted(BESIDE_DESIGN - {"SCENARIO", "--chunk"})),
                     mend="write it into the design")
    return read_design(Path(name))


def _from_flags(scenario: str, runs: int, set: list[str], seat: list[str], off: list[str], change: list[str],
                historical: bool, turn_months: int, seed: int, first_run: int, paths: bool) -> Source:
    """A design of one world."""
    from sim.batch.worlds import from_fields
    from sim.engine.settings import settings_of, words
    from sim.treatment.words import seats_of, treat

    report = treat(scenario).scenario.report if paths else ()
    ranges = [found for item in set if (found := RANGE.fullmatch(item))]
    numbers = [item for item in set if not RANGE.fullmatch(item)]
    held: Any = {"seats": seats_of(",".join(seat))} if seat else {}
    return from_fields({
        "scenarios": (scenario,), "policies": held, "changes": tuple(change),
        "settings": settings_of(",".join(numbers)),
        "uncertainties": {found[1]: (_number(found, 2), _number(found, 3)) for found in ranges},
        "off": words(",".join(off)), "record": historical, "turn_months": turn_months, "replications": runs,
        "first_run": first_run, "seed": seed, "paths": report})


def _number(found: re.Match[str], group: int) -> float:
    try:
        return float(found[group])
    except ValueError as error:
        raise refuse("MV-R003", f"{found[group].strip()!r} is no number", field="--set", value=found[0],
                     allowed="PARAM=NUMBER, or PARAM=LOW:HIGH",
                     mend="write digits, and a point before the decimals") from error
