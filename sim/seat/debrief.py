"""The debrief of a game: its line beside history's and many plays', the decisions that mattered, goals, questions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from sim.engine.board import Board
from sim.engine.moves import actor_of
from sim.game.game import Game
from sim.seat.ahead import band, paths_of
from sim.seat.beside import agreements_of, decisions_of, played_dates
from sim.seat.goals import goal_views, points_words
from sim.seat.past import Past
from sim.seat.turn import turn_dates
from sim.seat.words import label, months, plain, title
from sim.study.goals import NOTICED, goals_of, score, scored
from sim.study.plays import Paths, Swap, plays, replay, swaps_of
from sim.study.quantiles import quantiles
from sim.texts import say
from sim.views import DebriefView, GoalScore, GoalView, LineView, TurningPointView
from sim.world.arrays import Array

TURNING_POINTS = 3
FINER = 1  # more decimals than in play: what is compared here may differ by little
NOTES = ("verdict-note-history", "verdict-note-plays", "verdict-note-turning")


def debrief(game: Game, agent: str, history: Game, runs: int, progress: Callable[[float], None],
            cancelled: Callable[[], bool]) -> DebriefView | None:
    """As far as the game has come; None when it was cancelled. `progress` is told the share that is done."""
    board, seat = game.board, actor_of(agent)
    paths, swaps = paths_of(board, agent), swaps_of(game, agent)
    whole, done = max(1, (runs + len(swaps) + 1) * (game.turn - 1)), 0

    def tick(count: int) -> bool:
        nonlocal done
        done += count
        progress(min(1.0, done / whole))
        return cancelled()

    others = plays(game, runs, paths, tick)
    swapped = replay(game, agent, swaps, paths, tick) if others is not None else None
    if others is None or swapped is None:
        return None
    played, record = Past(game), Past(history)
    ours = {path: np.array(played.values(path))[:, None] for path in paths}
    theirs = {path: np.array(record.values(path))[:, None] for path in paths}
    points = tuple(turning_points(game, agent, swaps, swapped))
    goals = tuple(_scores(board, seat, goal_views(played, seat, record), ours, others))
    won, theirs_won = (float(score(board, seat, values)[0]) for values in (ours, theirs))
    opening = board.opens + board.starts
    return DebriefView(
        board.scenario.title, board.word(agent), played_dates(game), game.turn - 1, game.turns,
        tuple(months(opening + k - 1, opening + k - 1) for k in range(len(played.views))), runs,
        won, theirs_won, tuple(_verdict(won, theirs_won, score(board, seat, others), points)),
        tuple(_line(board, seat, path, ours[path], theirs[path], others[path]) for path in paths), points, goals,
        tuple(agreements_of(game, history)), tuple(decisions_of(game, agent)),
        tuple(_questions(board, points, goals)), tuple(_notes(board)))


def _notes(board: Board) -> Iterator[str]:
    """How to read the page, and whose text the scenario is made from."""
    yield from (say(note) for note in NOTES)
    yield from (say("verdict-note-source", source=" ".join(source.text.split()))
                for source in board.scenario.sources.values() if source.kind == "chapter")


def _line(board: Board, seat: str, path: str, ours: Array, theirs: Array, others: Array) -> LineView:
    variable = board.indicator(path).variable
    wanted = [goal.better for goal, _ in goals_of(board, seat) if goal.path == path]
    better = (1 if wanted[0] == "up" else -1) if wanted else variable.better
    return LineView(path, label(board, path, seat), variable.unit, variable.decimals + FINER, better, _flat(ours),
                    _flat(theirs), band(others), _share(others[-1] < ours[-1]), bool(wanted))


def _flat(values: Array) -> tuple[float, ...]:
    return tuple(float(x) for x in values[:, 0])


def _share(truth: np.ndarray) -> float:
    return round(float(np.mean(truth)), 4)


# --- turning points --------------------------------------------------------------------------------------------------


def turning_points(game: Game, agent: str, swaps: Sequence[Swap], swapped: Paths) -> Iterator[TurningPointView]:
    """The turns in which another decision would have mattered most for the goals, each with the swap that would have
    mattered most; in the order of the game."""
    if not swaps:
        return
    base = {path: x[:, :1] for path, x in swapped.items()}
    scores = score(game.board, actor_of(agent), swapped)
    gains = scores[1:] - scores[0]
    for k in sorted(decisive(swaps, gains), key=lambda k: swaps[k].turn):
        other = {path: x[:, k + 1] for path, x in swapped.items()}
        ours = {path: x[:, 0] for path, x in base.items()}
        yield _point(game, agent, swaps[k], float(gains[k]), ours, other)


def decisive(swaps: Sequence[Swap], gains: Array) -> list[int]:
    """Which swaps are told: what the decisions brought (they are left out) and what would have been better. That
    something else would have been worse is told only where there is nothing of that kind. One of each turn, and no
    option twice."""
    apt = [k for k in range(len(swaps)) if abs(gains[k]) > NOTICED]
    ranked = sorted(apt, key=lambda k: (gains[k] < 0 and bool(swaps[k].instead), -abs(gains[k])))
    chosen: list[int] = []
    for k in ranked:
        named = {swaps[k].decided, swaps[k].instead} - {""}
        taken = {key for j in chosen for key in (swaps[j].decided, swaps[j].instead)}
        if len(chosen) < TURNING_POINTS and swaps[k].turn not in {swaps[j].turn for j in chosen} and not named & taken:
            chosen.append(k)
    return chosen


def _point(game: Game, agent: str, swap: Swap, gain: float, ours: Mapping[str, Array],
           other: Mapping[str, Array]) -> TurningPointView:
    board, seat = game.board, actor_of(agent)
    steps = {path: (other[path] - ours[path]) / board.indicator(path).variable.step for path in ours}
    ranked = sorted(steps, key=lambda path: -float(np.abs(steps[path]).max()))
    path, variable = ranked[0], board.indicator(ranked[0]).variable
    effects = tuple((label(board, p, seat), float(ours[p][-1]), float(other[p][-1]),
                     board.indicator(p).variable.decimals + FINER) for p in ranked[:4])
    decided, instead = (title(board, key, agent) if key else "" for key in (swap.decided, swap.instead))
    words = _had_you(turn_dates(game, swap.turn), decided, instead, gain)
    return TurningPointView(swap.turn, turn_dates(game, swap.turn), decided or None,
                            instead or None, round(gain, 4), words, path, label(board, path, seat),
                            variable.unit, variable.decimals + FINER, tuple(map(float, ours[path])),
                            tuple(map(float, other[path])), effects)


def _had_you(date: str, decided: str, instead: str, gain: float) -> str:
    key = "verdict-swapped" if decided and instead else "verdict-without" if decided else "verdict-chosen"
    done = say(key, decided=decided, instead=instead)
    return say("verdict-had-you", date=date, done=done, better=gain > 0, points=points_words(gain))


# --- goals, verdict, questions ---------------------------------------------------------------------------------------


def _scores(board: Board, seat: str, views: Sequence[GoalView], ours: Paths, others: Paths) -> Iterator[GoalScore]:
    for view, (goal, _) in zip(views, goals_of(board, seat), strict=True):
        plays_of = scored(goal, others[goal.path])
        ahead = scored(goal, ours[goal.path]) - plays_of
        low, middle, high = (float(x) for x in quantiles(plays_of, (10, 50, 90)))
        beats = round(_share(ahead > 0) + _share(ahead == 0) / 2, 4)
        words = say("verdict-goal", verdict=view.verdict[:1].upper() + view.verdict[1:], share=f"{beats:.0%}")
        yield GoalScore(replace(view, decimals=view.decimals + FINER), low, middle, high, beats, words)


def _verdict(ours: float, theirs: float, others: Array, points: Sequence[TurningPointView]) -> Iterator[str]:
    yield say("verdict-score", score=round(ours), history=round(theirs))
    yield say("verdict-plays", share=f"{_share(others < ours):.0%}", plays=len(others))
    if points:
        yield say("verdict-most", what=max(points, key=lambda p: abs(p.gain)).words)


def _questions(board: Board, points: Sequence[TurningPointView], goals: Sequence[GoalScore]) -> Iterator[str]:
    """Those of this game first, then those of the scenario."""
    for point in points:
        done = say("verdict-decided", what=point.decided) if point.decided else say("verdict-ordered-nothing")
        other = say("verdict-choose", what=point.instead) if point.instead else say("verdict-do-without")
        yield say("verdict-question", date=point.date, done=done, other=other)
    worst = min(goals, key=lambda goal: goal.beats, default=None)
    if worst and worst.beats < 0.5:
        yield say("verdict-worst", goal=worst.goal.text)
    yield from (plain(question) for question in board.scenario.questions)
