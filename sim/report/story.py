"""A period told turn by turn: what fell, what was decided, what changed most and why."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator
from typing import Any

from sim.engine.board import Board
from sim.game.game import Game
from sim.scenario.months import month_name, month_number
from sim.seat.regimes import turned_of
from sim.seat.why import move_words, origin, why
from sim.texts import say

MOST = 4
WORTH_TELLING = 0.5


def tell(game: Game) -> str:
    """The whole game as text."""
    s = game.board.scenario
    title = say("story-title", title=s.title, historical=game.treatment.record, seed=str(game.seed))
    head = [title, "", " ".join(s.situation.split()), ""]
    turns = [line for turn in range(1, game.turn) for line in _turn(game, turn)]
    return "\n".join([*head, *turns, *_record(game), say("story-end"), *_indented(_end(game))])


def story_json(game: Game) -> dict[str, Any]:
    """The documented form of `run --story --json`: the same sentences, by turn and kind."""
    s = game.board.scenario
    return {"scenario": s.id, "title": s.title, "seed": game.seed, "run": game.run,
            "historical": game.treatment.record, "digest": game.world.digest(),
            "situation": " ".join(s.situation.split()),
            "turns": [_turn_json(game, turn) for turn in range(1, game.turn)],
            "record": [line.strip() for line in _record(game)], "end": list(_end(game))}


def _turn_json(game: Game, turn: int) -> dict[str, Any]:
    opens, ends = (month_name(game.board.starts + month) for month in _months(game, turn))
    return {"turn": turn, "opens": opens, "ends": ends, "events": list(_events(game, turn)),
            "decisions": list(_decided(game, turn)), "changes": list(_changes(game, turn))}


def _turn(game: Game, turn: int) -> Iterator[str]:
    first, last = _months(game, turn)
    yield say("story-turn", turn=turn, opens=_month(game.board, first), ends=_month(game.board, last))
    yield from _indented(say("story-event", event=event) for event in _events(game, turn))
    yield from _indented(_decided(game, turn))
    yield from _indented(_changes(game, turn))
    yield ""


def _months(game: Game, turn: int) -> tuple[int, int]:
    """The first and the last month of a turn."""
    return game.month(turn), game.month(turn + 1) - 1


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)


def _events(game: Game, turn: int) -> Iterator[str]:
    board, (first, last) = game.board, _months(game, turn)
    after = game.worlds[-1]
    for k, (_, event) in enumerate(board.events):
        month = month_number(event.date) - board.starts
        if first <= month <= last and after.uses[len(board.moves) + k, 0]:
            yield say("story-fell", title=event.title, sentence=" ".join(event.sentence.split()))
    yield from turned_of(game, game.worlds[turn - 1], game.worlds[turn])


def _decided(game: Game, turn: int) -> Iterator[str]:
    """Governments' moves one by one; those of agents below them in one line per option, after them."""
    board = game.board
    below: dict[str, list[str]] = {}
    for key in game.struck(turn):
        move = board.move(key)
        option = board.scenario.options[move.option]
        target = board.word(move.target) if move.target else "none"
        if all("." in name for name in move.parties):
            who = say("story-actor", who=board.word(move.actor), target=target)
            below.setdefault(option.title, []).append(who)
            continue
        who = tuple(board.word(name) for name in move.parties)
        where = " ".join(origin(board, option))
        yield start(say("story-decided", who=who, title=option.title, target=target)) + (f" [{where}]" if where else "")
    for title, who in below.items():
        yield start(say("story-below", title=title, who=tuple(who)))


def _changes(game: Game, turn: int) -> Iterator[str]:
    board, params = game.board, game.model.params
    views = [board.view(game.worlds[t], params) for t in (turn - 1, turn)]
    found = []
    for path in board.scenario.report:
        x = board.indicator(path)
        before, after = (float(x.read(view)[0]) for view in views)
        found.append((abs(after - before) / x.variable.step, path, before, after))
    for size, path, before, after in sorted(found, reverse=True)[:MOST]:
        if size >= WORTH_TELLING:
            d = board.indicator(path).variable.decimals
            arrow, label = "▲" if after > before else "▼", start(board.label(path))
            change = say("story-change", label=label, before=f"{before:z.{d}f}", after=f"{after:z.{d}f}",
                         why=_because(game, path, turn))
            yield f"{arrow} {change}"


def _because(game: Game, path: str, turn: int) -> str:
    """The one or two largest causes in the direction of the change, as far as they show when rounded."""
    found = why(game, path, turn)
    up, d = found.after > found.before, found.decimals
    rows = [row for row in found.rows if (row.amount > 0) == up and round(row.amount, d)][:2]
    return " ".join(say("story-cause", cause=row.words.rstrip("."), amount=f"{row.amount:+.{d}f}") for row in rows)


def _record(game: Game) -> Iterator[str]:
    """How many dated decisions of the record could be taken, and why the others could not."""
    model, board = game.model, game.board
    if taken := [x for x in model.taken if x.month >= board.opens]:
        done = sum(not x.reason for x in taken)
        yield say("story-record", count=len(taken), done=done, share=f"{done / len(taken):.0%}")
        for x in taken:
            if x.reason:
                words = say("story-not", when=_month(board, x.month), what=move_words(board, x.key), why=x.reason)
                yield f"  {words}"


def _end(game: Game) -> Iterator[str]:
    """Each reported number, at the opening and at the end."""
    model, board = game.model, game.board
    views = [board.view(world, model.params) for world in (game.worlds[0], game.worlds[-1])]
    for path in board.scenario.report:
        x = board.indicator(path)
        before, after = (float(x.read(view)[0]) for view in views)
        d = x.variable.decimals
        yield start(say("story-number", label=board.label(path), unit=x.variable.unit, before=f"{before:z.{d}f}",
                        after=f"{after:z.{d}f}"))


def _month(board: Board, month: int) -> str:
    number = board.starts + month
    return f"{calendar.month_name[number % 12 + 1]} {number // 12}"


def start(text: str) -> str:
    """With a capital at the beginning of a sentence."""
    return text[:1].upper() + text[1:]
