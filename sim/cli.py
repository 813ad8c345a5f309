"""The command `multivector`: parse, call, print. Everything heavy is imported by the command that needs it."""

from __future__ import annotations

import json
import sys
import warnings
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from sim.errors import MultivectorError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Multivector: a policy game and laboratory about balancing between great powers.\n\n"
    "Play a seat (play), run many worlds (run), ask why a number moved (why), read the rules (rules).",
)

Scenario = Annotated[str, typer.Argument(help="A shipped scenario's id (see: multivector scenarios) or a YAML file.")]
Seed = Annotated[int, typer.Option(help="The luck. The same seed gives the same world.")]
Seats = Annotated[
    list[str],
    typer.Option(
        "--seat", metavar="ACTOR=DOCTRINE", help="Who holds a seat: a doctrine, historical or random. May be repeated."
    ),
]
Off = Annotated[
    list[str],
    typer.Option("--off", metavar="RULE", help="Switch off a rule, or all rules of a claim (C24). May be repeated."),
]
Set = Annotated[
    list[str],
    typer.Option("--set", metavar="PARAM=VALUE", help="Set a rule's parameter or a starting figure. May be repeated."),
]
Changes = Annotated[
    list[str],
    typer.Option(
        "--change", metavar="FILE_OR_ID", help="A counterfactual of the scenario, or a file. May be repeated."
    ),
]
TurnMonths = Annotated[
    int, typer.Option("--turn-months", min=0, max=12, help="Turns of so many months; 0: those of the scenario.")
]
Json = Annotated[bool, typer.Option("--json", help="Machine-readable output (docs/json.md).")]
Historical = Annotated[
    bool, typer.Option("--historical", help="Replay the decisions of the record instead of doctrines.")
]


def main() -> None:
    """Run the command; a user's mistake ends with its problems on stderr and exit code 2, never with a traceback."""
    try:
        with warnings.catch_warnings():
            # A world without numbers is refused in words (MV-R008); what NumPy says before would not help anybody.
            warnings.simplefilter("ignore", RuntimeWarning)
            app()
    except MultivectorError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        print("Stopped. What was accepted is in the log.", file=sys.stderr)
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)


@app.command()
def scenarios() -> None:
    """List the scenarios that come with the program."""
    from sim.scenario.load import list_scenarios

    for summary in list_scenarios():
        print(
            f"{summary.id:26} {summary.opens} to {summary.ends}, about {summary.minutes} minutes\n    {summary.title}\n"
            f"    {_wrap(summary.summary)}\n"
        )


@app.command()
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
    """Play a scenario; without one, choose among scenarios and saved games. Without a terminal, show how doctrines
    play it, beside history."""
    from sim.engine.setup import first_seat
    from tui.launch import launch

    launch(scenario, seat or (first_seat(scenario) if scenario else ""), seed, resume, save, plain)


@app.command()
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
    save: Annotated[Path | None, typer.Option(help="Keep the (first) run as a log for why and verify.")] = None,
    story: Annotated[bool, typer.Option("--story", help="Tell the period turn by turn, with causes.")] = False,
    as_json: Json = False,
    run_digests: Annotated[bool, typer.Option("--run-digests", help="With --json: each run's own digest.")] = False,
    chunk: Annotated[
        int, typer.Option(min=1, max=100_000, help="Runs computed side by side; changes no number.")
    ] = 512,
) -> None:
    """Run a scenario without players, once or many times."""
    from sim.engine.setup import board_of

    seats = ",".join(seat)
    _check_seats(seats)
    if change:
        board, seats = _changed(scenario, change, off, historical, set, seats, bool(story or save))
    else:
        board = board_of(scenario, ",".join(off), historical, ",".join(set))
    if story or save:
        _tell(scenario, seats, seed, historical, ",".join(set), ",".join(off), save, story, first_run)
        if story:
            return
    from sim.study import ensemble as study

    total = board.turns * runs
    with _progress("running", total) as tick:
        done = study.run_ensemble(board, runs, first_run, seed, seats, historical, chunk=chunk, progress=tick)
    if as_json:
        print(json.dumps(study.as_json(done, run_digests)))
    else:
        from sim.report.tables import run_table

        print(run_table(done))


def _check_seats(seats: str) -> None:
    """Nobody is there to hand orders in."""
    from sim.errors import refuse

    for item in seats.split(","):
        actor, _, mind = item.strip().partition("=")
        if mind == "handed":
            raise refuse(
                "MV-R005",
                "a run has no player who could hand in orders",
                field="--seat",
                value=item,
                allowed="a doctrine, historical or random",
                mend=f"take the seat yourself: multivector play SCENARIO --seat {actor}",
            )


def _changed(
    scenario: str, change: list[str], off: list[str], historical: bool, settings: list[str], seats: str, told: bool
) -> tuple[Any, str]:
    """The changed board and its seats; seats named on the command line come last and win."""
    from sim.errors import refuse
    from sim.study.compare import changed_board

    if told:
        raise refuse(
            "MV-R012",
            "a changed world cannot be saved or told turn by turn",
            field="--change",
            mend="leave out --save and --story, or write the change into a scenario of your own",
        )
    board, seating = changed_board(scenario, change, ",".join(off), historical, ",".join(settings))
    return board, ",".join(x for x in (seating, seats) if x)


@app.command()
def facts(
    scenario: Scenario,
    runs: Annotated[int, typer.Option(min=1, max=1_000_000, help="How many runs, over all parameter ranges.")] = 1000,
    seed: Seed = 1,
    ablate: Annotated[
        bool, typer.Option(help="Also switch off every other rule in turn, with 60 runs each; this takes long.")
    ] = True,
    jobs: Annotated[int, typer.Option(min=1, max=64, help="Processes to share the work; changes no number.")] = 1,
    turn_months: TurnMonths = 0,
    as_json: Json = False,
) -> None:
    """Hold a scenario's facts against the model: as it is, without the cause of each, without every other rule."""
    from sim.report.facts import facts_table
    from sim.study import facts as study

    with _progress("worlds", study.work(scenario, ablate)) as tick:
        found = study.find(scenario, runs, ablate, seed, jobs, turn_months, tick)
    print(json.dumps(study.as_json(found)) if as_json else facts_table(found))


@app.command()
def compare(
    scenario: Scenario,
    change: Annotated[
        list[str],
        typer.Option(
            "--change",
            metavar="FILE_OR_ID",
            help="What is changed: an id of the scenario, or a file. May be repeated. If none is named: every "
            "counterfactual of the scenario, one by one.",
        ),
    ] = [],
    against: Annotated[
        list[str],
        typer.Option("--against", metavar="FILE_OR_ID", help="Compare with this change instead of the scenario as is."),
    ] = [],
    runs: Annotated[int, typer.Option(min=1, max=1_000_000, help="How many pairs of runs.")] = 200,
    seed: Seed = 1,
    turn_months: TurnMonths = 0,
    as_json: Json = False,
) -> None:
    """Compare a changed world with the scenario, run by run under the same luck."""
    from sim.report.comparison import comparison_table, survey_table
    from sim.study import compare as study

    with _progress("comparing", study.work(scenario, runs, len(change), turn_months)) as tick:
        if change:
            one = study.compare(scenario, change, against, runs, seed, turn_months, tick)
            print(json.dumps(study.as_json(one)) if as_json else comparison_table(one))
        else:
            found = study.survey(scenario, runs, seed, turn_months, tick)
            print(json.dumps(study.survey_json(found)) if as_json else survey_table(found))


@app.command()
def thesis(
    scenario: Scenario,
    runs: Annotated[int, typer.Option(min=1, max=1_000_000, help="How many pairs of runs against each rival.")] = 200,
    seed: Seed = 1,
    as_json: Json = False,
) -> None:
    """Try the scenario's thesis: one doctrine against its rivals, also in worlds in which it should lose."""
    from sim.report.thesis import thesis_table
    from sim.study import thesis as study

    with _progress("trying the thesis", study.work(scenario, runs)) as tick:
        found = study.as_json(study.try_thesis(scenario, runs, seed, tick))
    print(json.dumps(found) if as_json else thesis_table(found))


@app.command()
def record(
    scenario: Scenario,
    runs: Annotated[int, typer.Option(min=1, max=1_000_000, help="How many games among doctrines.")] = 200,
    seed: Seed = 1,
    as_json: Json = False,
) -> None:
    """Say how often doctrines decide what the record says was decided, and when."""
    from sim.report.decisions import record_table
    from sim.study import decisions as study

    with _progress("playing", study.work(scenario, runs)) as tick:
        found = study.beside(scenario, runs, seed, tick)
    print(json.dumps(study.as_json(found)) if as_json else record_table(found))


def _tell(
    scenario: str,
    seats: str,
    seed: int,
    historical: bool,
    settings: str,
    off: str,
    save: Path | None,
    story: bool,
    number: int,
) -> None:
    from sim.game.game import Game
    from sim.report.story import tell

    game = Game.new(scenario, (), seed, save, seats, historical, off, settings, number)
    while not game.over:
        game.end_turn()
    if story:
        print(tell(game))


@app.command()
def why(
    log: Annotated[Path, typer.Argument(help="A saved game or run.")],
    indicator: Annotated[
        str, typer.Argument(help="For example ACTOR.balance or ACTOR.ACTOR.pressure (of the first on the second).")
    ],
    turn: Annotated[int, typer.Option(min=1, help="The turn whose change is explained.")],
    as_json: Json = False,
) -> None:
    """Say why a number changed in a turn: causes that add up exactly."""
    from sim.game.game import Game
    from sim.report.tables import why_json, why_table
    from sim.report.why import why as explain

    game = Game.resume(log)
    _check_turn(game, log, turn)
    _check_indicator(game, indicator)
    found = explain(game, indicator, turn)
    print(json.dumps(why_json(found)) if as_json else why_table(found))


@app.command()
def rules(
    rule: Annotated[str, typer.Argument(metavar="[ID]", help="A rule's id or a claim (C24).")] = "",
    as_json: Json = False,
) -> None:
    """List the rules, or show one: sentence, formula, parameters with ranges and sources, claims."""
    from sim.report.rulebook import rule_list, rule_page

    print(rule_page(rule, as_json) if rule else rule_list(as_json))


@app.command()
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
    """Check scenario files: every problem at once, with file, line and what to do."""
    from sim.engine.setup import board_of
    from sim.scenario.load import list_scenarios, load_scenario

    if play:
        for name in files or [summary.id for summary in list_scenarios()]:
            _check_play(name, runs, seed, as_json)
        return

    problems = 0
    for name in files or [summary.id for summary in list_scenarios()]:
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
    with _progress("playing", study.steps(board)) as tick:
        found = study.lint(board, runs, seed, tick)
    print(json.dumps(study.as_json(found, board)) if as_json else play_table(found, board))


@app.command()
def debrief(
    log: Annotated[Path, typer.Argument(help="A saved game.")],
    html: Annotated[Path | None, typer.Option(help="Write a page with charts that needs no network.")] = None,
    markdown: Annotated[Path | None, typer.Option(help="Write the same as Markdown.")] = None,
    seat: Annotated[str, typer.Option(help="Whose debrief; if none is named, the first seat that a person held.")] = "",
    plays: Annotated[int, typer.Option(min=1, max=100_000, help="How many plays the fan is made of.")] = 1000,
) -> None:
    """What to talk about after a game: its line, history's and many plays'; turning points; goals; questions."""
    from sim.report.debrief_page import debrief_of, save

    with _progress("playing it again", 100) as tick:
        found = debrief_of(log, seat, plays, tick)
    written = save(found, html, markdown)
    print("\n".join([*found.verdict, *(f"Written: {path}" for path in written)]))


@app.command()
def verify(log: Annotated[Path, typer.Argument(help="A saved game or run.")]) -> None:
    """Replay a log and compare the state after every turn with what it recorded."""
    from sim.game.game import Game
    from sim.game.log import read

    reading = read(log)
    game = Game.resume(log)
    print(
        f"{log}: {len(game.orders)} of {game.turns} turns replay to the recorded state. "
        f"Digest {game.model.world.digest()}"
    )
    if reading.damage:
        raise MultivectorError(*reading.damage)


@app.command(hidden=True)
def docs(
    check: Annotated[bool, typer.Option("--check", help="Only say whether the files are up to date.")] = False,
) -> None:
    """Write the generated documents: the rulebook, the coverage of claims, the JSON Schema."""
    from sim.report.generate import generate

    stale = generate(check)
    for path in stale:
        print(f"{'out of date' if check else 'written'}: {path}")
    if check and stale:
        print("run: make docs", file=sys.stderr)
        raise SystemExit(1)


def _check_turn(game: Any, log: Path, turn: int) -> None:
    from sim.errors import refuse

    if turn >= game.turn:
        raise refuse(
            "MV-R007",
            f"turn {turn} has not been played",
            file=log,
            field="--turn",
            value=turn,
            allowed=f"1 to {game.turn - 1}" if game.turn > 1 else "no turn has been played yet",
            mend="name a played turn",
        )


def _check_indicator(game: Any, path: str) -> None:
    from sim.scenario.paths import resolve_path

    resolve_path(game.board.scenario, path)


@contextmanager
def _progress(what: str, total: int) -> Generator[Callable[[float], None]]:
    """A progress bar on a terminal, nothing elsewhere; the bar is gone when the work is done."""
    if not sys.stderr.isatty():
        yield lambda done: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda done: bar.advance(task, done)


def _wrap(text: str) -> str:
    import textwrap

    return textwrap.fill(" ".join(text.split()), 100, subsequent_indent="    ")
