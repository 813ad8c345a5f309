"""Why a number changed: the ledger's entries as signed causes that add up exactly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Protocol

from sim.catalogue import BY_NAME
from sim.engine.board import Board
from sim.engine.effects import WORN
from sim.engine.indicators import Indicator
from sim.engine.ledger import Entry, FullLedger
from sim.game.game import Game
from sim.rules import RULES
from sim.scenario.months import month_name
from sim.texts import say
from sim.views import CauseRow, Explanation
from sim.world.arrays import Array
from sim.world.state import Params, World

BY_ID = {rule.id: rule for rule in RULES}


def why(game: Game, path: str, turn: int, since_start: bool = False) -> Explanation:
    """The causes of an indicator's change in a turn that has been played, or from the opening to the end of it."""
    before, after, told = game.worlds[0 if since_start else turn - 1], game.worlds[turn], 0 if since_start else turn
    if game.board.indicator(path).variable.name in _income():
        return _between_openings(game, path, before, after, told)
    return explain(game.board, game.model.params, game.ledger, path, before, after, told)


@cache
def _income() -> frozenset[str]:
    """What comes in when a turn opens: a seat knows it as it stands after that."""
    return frozenset(name for rule in RULES if rule.phase == "turn" for name in rule.writes)


def _between_openings(game: Game, path: str, before: World, after: World, turn: int) -> Explanation:
    """From what the seat had in hand in the first turn to what it has in hand after the last."""
    found = game.board.indicator(path)
    sums = _stock_sums(found, game.ledger.between(before.month, after.month))
    came, comes = (_stock_sums(found, [e for e in game.ledger.between(w.month, w.month + 1) if e.phase == "turn"])
                   for w in (before, after))
    for cause in {**came, **comes}:
        sums[cause] = sums.get(cause, 0.0) - came.get(cause, 0.0) + comes.get(cause, 0.0)
    start, end = (_value(game.board, game.model.params, found, w) + sum(x.values())
                  for w, x in ((before, came), (after, comes)))
    return _explanation(game.board, path, sums, start, end, before, after, turn)


def explain(board: Board, params: Params, ledger: FullLedger, path: str, before: World, after: World,
            turn: int) -> Explanation:
    """What happened between two Worlds (column 0) as rows, largest first."""
    found = board.indicator(path)
    start, end = (_value(board, params, found, world) for world in (before, after))
    sums = _sums(board, params, ledger, found, before, after)
    return _explanation(board, path, sums, start, end, before, after, turn)


def _explanation(board: Board, path: str, sums: Mapping[str, float], start: float, end: float, before: World,
                 after: World, turn: int) -> Explanation:
    found = board.indicator(path)
    rows = sorted((_told(board, found, cause, amount) for cause, amount in sums.items() if amount != 0.0),
                  key=lambda row: -abs(row.amount))
    first, last = (month_name(month + board.starts) for month in (before.month, after.month - 1))
    return Explanation(path, board.label(path), found.variable.unit, found.variable.decimals, turn,
                       first if first == last else say("move-span", first=first, last=last), start, end, tuple(rows))


def _sums(board: Board, params: Params, ledger: FullLedger, found: Indicator, before: World,
          after: World) -> dict[str, float]:
    entries = ledger.between(before.month, after.month)
    if found.variable.kind == "derived":
        return _derived_sums(board, params, found, before, entries)
    return _stock_sums(found, entries)


def _value(board: Board, params: Params, found: Indicator, world: World) -> float:
    return float(found.read(board.view(world, params))[0])


def _stock_sums(found: Indicator, entries: Iterable[Entry]) -> dict[str, float]:
    sums: dict[str, float] = {}
    for entry in entries:
        if entry.variable == found.variable.name:
            amount = float(entry.amount[entry.where == found.place].sum())
            sums[entry.cause] = sums.get(entry.cause, 0.0) + amount
    return sums


def _derived_sums(board: Board, params: Params, found: Indicator, before: World,
                  entries: Iterable[Entry]) -> dict[str, float]:
    """Apply the entries one by one and credit each with the change in the function: the rows telescope."""
    needed = stocks_behind(found.variable.name)
    stocks: dict[str, Array] = {name: x[..., :1].copy() for name, x in before.stocks.items()}
    world = before.with_stocks(**stocks)
    value = _value(board, params, found, world)
    sums: dict[str, float] = {}
    for entry in entries:
        if entry.variable in needed:
            stocks[entry.variable].reshape(-1)[entry.where] += entry.amount
            now = _value(board, params, found, world)
            sums[entry.cause] = sums.get(entry.cause, 0.0) + (now - value)
            value = now
    return sums


@cache
def stocks_behind(name: str) -> frozenset[str]:
    """All stocks that a derived variable is computed from."""
    if BY_NAME[name].kind != "derived":
        return frozenset({name})
    reads = {read for rule in RULES if rule.phase == "derived" and name in rule.writes for read in rule.reads}
    return frozenset().union(*(stocks_behind(read) for read in reads if read != name))


def _told(board: Board, found: Indicator, cause: str, amount: float) -> CauseRow:
    """A cause in words; where it expires, as what wears off."""
    row = _row(board, found, cause.removeprefix(WORN), amount)
    if not cause.startswith(WORN):
        return row
    if row.kind == "rule":
        return replace(row, cause=cause, words=say("why-less", cause=row.words.rstrip(".")))
    good = found.variable.better * amount
    words = say("why-worn", what=row.words, was="cost" if good > 0 else "gain" if good < 0 else "effect")
    return replace(row, cause=cause, words=words)


def _row(board: Board, found: Indicator, cause: str, amount: float) -> CauseRow:
    s = board.scenario
    if cause in BY_ID:
        rule = BY_ID[cause]
        words = rule_words(board, rule.sentence, found.names)
        return CauseRow(cause, words, amount, "rule", rule.id, rule.claims, origin(board, rule), rule.standing)
    kind, _, key = cause.partition(":")
    if kind == "event":
        event = s.events[key]
        return CauseRow(cause, event.title, amount, kind, "", event.claims, origin(board, event), event.standing)
    if kind == "regime":
        regime = s.regimes[option_of(key)]
        return CauseRow(cause, regime_words(board, key), amount, kind, "", regime.claims, origin(board, regime),
                        regime.standing)
    if kind in ("move", "cost"):
        option = s.options[option_of(key)]
        words = move_words(board, key) if kind == "move" else say("move-spent", move=move_words(board, key))
        return CauseRow(cause, words, amount, kind, "", option.claims, origin(board, option), option.standing)
    if kind in ("yielded", "refused"):
        option = s.options[option_of(key)]
        words = say("move-asked", yielded=kind == "yielded", move=move_words(board, key))
        return CauseRow(cause, words, amount, "sequel", "", option.claims, origin(board, option), option.standing)
    if kind == "input":
        label = board.label(key)
        words = say("move-input", label=label, source=s.series[key].source) if key in s.series else say(
            "move-changed", label=label)
        return CauseRow(cause, words, amount, kind)
    return CauseRow(cause, say("move-bounds"), amount, "bounds")


def option_of(key: str) -> str:
    """The option, or the regime, that a key belongs to."""
    return key.partition("@")[0].partition(">")[0]


def move_words(board: Board, key: str, seat: str = "") -> str:
    """A move in words: the option's title, who does it where that is open, and the counterpart; but not the seat that
    the words are for."""
    move = board.move(key)
    who = board.word(move.actor) if "@" in key and move.actor != seat else "none"
    target = board.word(move.target) if move.target not in ("", seat) else "none"
    return say("move-words", who=who, title=board.scenario.options[move.option].title, target=target)


def regime_words(board: Board, key: str) -> str:
    """A regime and whom it befalls, in words."""
    id, _, who = key.partition("@")
    actor, _, other = who.partition(">")
    return say("regime-of", title=board.scenario.regimes[id].title, who=board.word(actor),
               other=board.word(other) if other else "none")


def rule_words(board: Board, sentence: str, about: Iterable[str] = ()) -> str:
    """A rule's sentence in the scenario's words, told of those it is about."""
    words = filled(board, sentence, about)
    return words[:1].upper() + words[1:]


def filled(board: Board, text: str, about: Iterable[str] = ()) -> str:
    """A text with the scenario's words for its roles; a role without one goes by its name. Several may be small states,
    and the scenario's word names one: so the first of those that the text is about goes by its own name."""
    actors = board.scenario.actors
    small = [board.word(name) for name in about if name in actors and "small" in actors[name].roles]
    terms: dict[str, str] = {**board.scenario.terms, **({"small": small[0]} if small else {})}

    class Words(dict[str, str]):
        def __missing__(self, key: str) -> str:
            return key

    return text.format_map(Words(terms))


class Told(Protocol):
    """What is told with its standing: a rule, an option, an event, a regime, a doctrine."""

    @property
    def standing(self) -> str: ...
    @property
    def claims(self) -> tuple[str, ...]: ...
    @property
    def source(self) -> str: ...


def origin(board: Board, told: Told) -> tuple[str, ...]:
    """Where in the chapter it stands; or that it is not there, with the source that it has instead."""
    if told.standing in ("outside", "play"):
        return (say("why-outside", play=told.standing == "play", source=" ".join(told.source.split())),)
    return places(board, told.claims)


def places(board: Board, claims: Iterable[str]) -> tuple[str, ...]:
    """Where in the source the claims stand, each place once."""
    found = [place.strip() for c in claims if c in board.scenario.claims
             for place in board.scenario.claims[c].place.split(",")]
    return tuple(dict.fromkeys(found))
