"""A debrief written down: one HTML page with its charts inside, or Markdown. Nothing is fetched from anywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from sim.documents import write
from sim.errors import refuse
from sim.game.saved import resume
from sim.report.charts import goal_scale, line_chart, turning_chart
from sim.report.markdown import escaped, join, table
from sim.seat.beside import history_of
from sim.seat.debrief import debrief
from sim.seat.played import check_secret
from sim.texts import say
from sim.views import Beside, DebriefView, GoalScore, LineView, TurningPointView

NONE = "-"


def html(found: DebriefView) -> str:
    return _template().render(d=found)


@cache
def _template() -> Template:
    room = Environment(loader=PackageLoader("sim.report"), autoescape=True, undefined=StrictUndefined,
                       trim_blocks=False, lstrip_blocks=False)
    room.globals.update(line_chart=line_chart, turning_chart=turning_chart, goal_scale=goal_scale, number=number,
                        say=say)
    room.filters["told"] = told
    return room.get_template("debrief.html.j2")


def number(value: float | None, decimals: int) -> str:
    return NONE if value is None else f"{value:.{decimals}f}"


def told(row: Beside) -> tuple[str, ...]:
    """A row with a dash where there is nothing."""
    return tuple(text or NONE for text in row)


# --- Markdown --------------------------------------------------------------------------------------------------------


def markdown(found: DebriefView) -> str:
    return join(_blocks(escaped(found)))


def _blocks(d: DebriefView) -> Iterator[str]:
    yield f"# {d.title}: {d.seat}"
    yield say("page-played", dates=d.dates, turns=d.turns, all=d.turns_of)
    yield "\n\n".join(d.verdict)
    yield f"## {say('page-goals')}"
    yield table(_heads("goal", "measure", "points", "history", "band", "words"), map(_goal, d.goals))
    yield f"## {say('page-lines', plays=d.plays)}"
    yield table((*_heads("end", "opening", "you", "history", "tenth"), "50 %", "90 %"), map(_line, d.lines))
    yield f"## {say('heading-turning-points')}"
    yield from (_point(point) for point in d.turning_points)
    yield f"## {say('page-decisions')}"
    yield table(_heads("turn", "you", "record"), map(told, d.decisions))
    if d.agreements:
        yield table(_heads("agreement", "game", "record"), map(told, d.agreements))
    yield f"## {say('page-questions')}"
    yield "\n".join(f"{k}. {question}" for k, question in enumerate(d.questions, start=1))
    yield f"## {say('page-notes')}"
    yield "\n".join(f"- {note}" for note in d.notes)


def _heads(*columns: str) -> tuple[str, ...]:
    return tuple(say("page-head", column=column) for column in columns)


def _goal(score: GoalScore) -> tuple[str, ...]:
    g = score.goal
    text = f"{g.text} {say('page-secret')}" if g.secret else g.text
    return (text, f"{g.label}, {g.measure}: {number(g.value, g.decimals)} {g.unit}".rstrip(), number(g.points, 0),
            number(g.history_points, 0), say("page-band", low=number(score.low, 0), high=number(score.high, 0)),
            score.words)


def _line(line: LineView) -> tuple[str, ...]:
    values = (line.played[0], line.played[-1], line.history[-1], line.fan.p10[-1], line.fan.p50[-1], line.fan.p90[-1])
    unit = f" ({line.unit})" if line.unit else ""
    return (line.label + unit, *(number(x, line.decimals) for x in values))


def _point(point: TurningPointView) -> str:
    rows = ((label, number(ours, decimals), number(other, decimals)) for label, ours, other, decimals in point.effects)
    head = f"### {point.date}: {point.decided or say('page-nothing')}\n\n{point.words}"
    return f"{head}\n\n{table(_heads('end', 'played', 'instead'), rows)}"


# --- from a log, to files --------------------------------------------------------------------------------------------


def debrief_of(log: Path, seat: str, plays: int, tick: Callable[[float], None], reveal: bool = False) -> DebriefView:
    """The debrief of a saved game; while several still play it, only with `reveal`. `tick` is told how many per cent
    more are done."""
    game = resume(log)
    check_secret(game, reveal, log)
    seat = seat or next(iter((*game.people, *game.board.scenario.seats)), "")
    if seat not in game.board.scenario.seats:
        raise refuse("MV-P002", f"there is no seat {seat!r} in {game.board.scenario.id}", field="--seat", value=seat,
                     allowed=", ".join(game.board.scenario.seats), mend="take one of these seats")
    if game.turn == 1:
        raise refuse("MV-P009", "nothing has been played yet", file=log, mend="play a turn first")
    told = 0.0

    def progress(share: float) -> None:
        nonlocal told
        tick(100 * (share - told))
        told = share

    found = debrief(game, seat, history_of(game), plays, progress, lambda: False)
    assert found is not None  # nobody cancels
    return found


def debrief_json(found: DebriefView, written: Sequence[Path]) -> dict[str, Any]:
    """The documented form of `debrief --json` (docs/json.md)."""
    return {**asdict(found), "written": [str(path) for path in written]}


def save(found: DebriefView, page: Path | None, text: Path | None) -> list[Path]:
    """Write what is asked for; the files that were written."""
    wanted = [(path, make) for path, make in ((page, html), (text, markdown)) if path]
    for path, make in wanted:
        write(make(found), path)
    return [path for path, _ in wanted]
