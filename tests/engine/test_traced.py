"""What the engine does as programs against the engine's own text: every rule is traceable, in drawn worlds the numbers
are the same, and what a program counts on is asked before it is run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from sim.catalogue import BY_NAME, DERIVED
from sim.engine import traced
from sim.engine.advance import advance, by_rules, run_phase
from sim.engine.agreements import odds
from sim.engine.effects import make_table
from sim.engine.ledger import FullLedger, NullLedger
from sim.engine.prospects import parts_of
from sim.engine.traced import BOUNDS, Symbols, Tapes
from sim.engine.turn import blocked, price
from sim.rules import RULES
from sim.rules.rule import MONTHLY, Rule, rule
from sim.tape.graph import Graph
from sim.tape.machine import NUMBA, NUMPY, PLAIN, using
from sim.tape.program import Op
from sim.tape.symbols import Untraceable
from sim.world.noise import Noise
from sim.world.state import Params, World
from tests.boards import MINI, board
from tests.engine.drawn import a_world, far_params, near_params, without

RUNS = 4
ITS = board(MINI)


@pytest.fixture(params=[NUMPY, NUMBA])
def engine(request: pytest.FixtureRequest) -> Iterator[str]:
    if request.param == NUMBA:
        pytest.importorskip("numba")
    with using(request.param):
        yield request.param


def equal(found: World, wanted: World) -> list[str]:
    """The stocks that differ in any number; a zero has no sign."""
    assert found.month == wanted.month and found.stocks.keys() == wanted.stocks.keys()
    return [name for name, x in wanted.stocks.items() if not np.array_equal(found.stocks[name], x, equal_nan=True)]


# --- every rule can be traced -----------------------------------------------------------------------------------------


def apply(its: Rule, symbols: Symbols) -> list[int]:
    """What the rule writes, as nodes."""
    board = symbols.board
    parts = {"decide": lambda: (parts_of(board),), "conclude": lambda: (board.pacts,)}.get(its.phase, tuple)()
    view = symbols.view(symbols.world)
    return symbols.ids(list(its.body(view, symbols.params.of(its.id), symbols.board.roles, *parts).values()))


@pytest.mark.parametrize("its", [its for its in RULES if its.phase != "snub"], ids=lambda its: its.id)
def test_every_rule_can_be_traced(its: Rule) -> None:
    """None is left to NumPy but those that are asked once a turn, what becomes of the few proposals left lying."""
    assert apply(its, symbols_of_all())


@cache
def symbols_of_all() -> Symbols:
    return Symbols(ITS, False)


def test_what_rules_and_agents_read_is_a_number_for_certain() -> None:
    """Otherwise programs could leave out neither what nobody aims at nor the doctrines that nobody holds."""
    symbols = symbols_of_all()
    view = symbols.view(symbols.world)
    unsure = {v.name for v in DERIVED if not all(map(symbols.graph.sure, symbols.ids([getattr(view, v.name)])))}
    assert unsure <= {"trade_value"} and not any("trade_value" in its.reads for its in RULES)


def test_a_rule_that_branches_on_numbers_is_named() -> None:
    @rule("test.branches", claims=(), phase="region", sentence="", formula="", reads=("rivalry",), writes=("rivalry",))
    def branches(w, p, r):  # type: ignore[no-untyped-def]
        return {"rivalry": w.rivalry if w.rivalry[0] > 0.5 else -w.rivalry}

    odd = replace(ITS, rules=(*ITS.rules, branches))
    symbols = Symbols(odd, False)
    with pytest.raises(Untraceable, match=r"differ from run to run cannot be traced, in the rule test\.branches"):
        run_phase(symbols.board, "region", symbols.world, symbols.params, symbols, NullLedger())  # type: ignore[arg-type]
    rng = np.random.default_rng(1)
    world, params = a_world(ITS, rng, 1), near_params(ITS, rng, 1)
    with using(NUMPY), pytest.warns(RuntimeWarning, match=r"all rules run by NumPy: .* in the rule test\.branches"):
        assert odd.tapes(params, NullLedger()) is None
    with using(NUMPY):
        found = advance(odd, world, params, Noise(1, np.arange(1)), NullLedger())
    assert found.digest() == advance(odd, world, params, Noise(1, np.arange(1)), FullLedger()).digest()


def test_divisions_cannot_tell_the_sign_of_a_zero() -> None:
    """The only thing that programs may get wrong: each divisor is no zero, is asked to be above it, or is as
    it was given, or a difference."""
    symbols = Symbols(ITS, False)
    world = symbols.world
    for phase in (*MONTHLY, "turn"):
        world = run_phase(ITS, phase, world, symbols.params, symbols, NullLedger())  # type: ignore[arg-type]
    view = symbols.view(world)
    for variable in DERIVED:
        getattr(view, variable.name)
    for its in (its for its in RULES if its.phase == "decide"):
        apply(its, symbols)
    graph = symbols.graph
    asked = {node[2] for node in graph.nodes if node[0] is Op.SEL and _asks(graph, *node[1:3])}
    assert [node for k, node in enumerate(graph.nodes)
            if node[0] is Op.DIV and k not in asked and not _told(graph, node[2])] == []


def _asks(graph: Graph, where: int, quotient: int) -> bool:
    """Whether it is asked that the divisor is above zero."""
    return graph.nodes[quotient][0] is Op.DIV and graph.nodes[where][:2] == (Op.GT, graph.nodes[quotient][2])


def _told(graph: Graph, divisor: int) -> bool:
    low, high = graph.bounds[divisor]
    return low > 0.0 or high < 0.0 or graph.nodes[divisor][0] in (Op.LOAD, Op.SUB)


# --- in drawn worlds --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("params", [near_params, far_params])
@pytest.mark.parametrize("seed", range(2))
def test_months_and_turns_in_drawn_worlds(seed: int, params: Callable[..., Params], engine: str) -> None:
    rng, noise = np.random.default_rng(seed), Noise(seed, np.arange(RUNS))
    world, its, tapes = a_world(ITS, rng, RUNS), params(ITS, rng, RUNS), Tapes(ITS, False)
    with np.errstate(all="ignore"):
        month = by_rules(ITS, world, its, noise, NullLedger())
        turn = run_phase(ITS, "turn", world, its, noise, NullLedger())
    assert equal(tapes.month(world, its, noise), month) == []
    assert equal(tapes.open_turn(world, its, noise), turn) == []
    view = ITS.view(world, its)
    codes, prices = tapes.offers(view)
    np.testing.assert_array_equal(codes, blocked(ITS, view))
    np.testing.assert_array_equal(prices, price(ITS, view))
    np.testing.assert_array_equal(tapes.odds(view), odds(ITS, view, ITS.pacts))
    watched = tuple(ITS.indicator(path) for path in ("mongolia.autonomy", "mongolia.japan.depth", "rivalry"))
    np.testing.assert_array_equal(tapes.read(watched, world, its), np.stack([x.read(view) for x in watched]))


@pytest.mark.parametrize("seed", range(2))
def test_no_number_stays_none_and_spreads_to_no_other_run(seed: int, engine: str) -> None:
    """Programs count on stocks that are numbers. Where one is none, what it spreads to may differ: 0 times it is left
    out. But it stays none itself, so that the model refuses to go on, and other runs never hear of it."""
    rng, noise = np.random.default_rng(seed), Noise(seed, np.arange(RUNS))
    world, params = a_world(ITS, rng, RUNS), near_params(ITS, rng, RUNS)
    name = str(rng.choice(sorted(world.stocks)))
    world.stocks[name][..., 1] = np.nan
    found = Tapes(ITS, False).month(world, params, noise)
    with np.errstate(all="ignore"):
        wanted = by_rules(ITS, world, params, noise, NullLedger())
    assert np.isnan(found.stocks[name][..., 1]).all() and np.isnan(wanted.stocks[name][..., 1]).all()
    others = np.array([0, 2, 3])
    assert equal(found.take(others), wanted.take(others)) == []


COUNT = len(RULES)


def all_on() -> tuple[World, Params, Noise]:
    rng = np.random.default_rng(5)
    return a_world(ITS, rng, COUNT), near_params(ITS, rng, COUNT), Noise(5, np.arange(COUNT))


@cache
def each_lacked() -> list[tuple[World, World]]:
    """After a month and after the opening of a turn, column by column on the board that lacks a rule."""
    world, params, noise = all_on()
    out: list[tuple[World, World]] = []
    for k in range(COUNT):
        lacks, column = without(ITS, k), np.array([k])
        given = world.column(k), params.take(column), replace(noise, runs=column), NullLedger()
        out.append((by_rules(lacks, *given), run_phase(lacks, "turn", *given)))
    return out


def test_each_rule_off(engine: str) -> None:
    """Run k of a board with switches, where the k-th rule is off, is the board that lacks it."""
    world, params, noise = all_on()
    on, tapes = Params(params.values, {its.id: np.arange(COUNT) != k for k, its in enumerate(RULES)}), Tapes(ITS, True)
    month, turn = tapes.month(world, on, noise), tapes.open_turn(world, on, noise)
    for k, wanted in enumerate(each_lacked()):
        assert (equal(month.column(k), wanted[0]), equal(turn.column(k), wanted[1])) == ([], []), RULES[k].id


@pytest.mark.parametrize("lacking", ["rules", "effects", "rules and effects"])
def test_boards_that_lack_much(lacking: str, engine: str) -> None:
    bare = ITS if "rules" not in lacking else replace(ITS, rules=())
    bare = bare if "effects" not in lacking else replace(bare, effects=make_table([]))
    rng, noise = np.random.default_rng(2), Noise(2, np.arange(RUNS))
    world, params = a_world(ITS, rng, RUNS), near_params(ITS, rng, RUNS)
    month, turn = (by_rules(bare, world, params, noise, NullLedger()),
                   run_phase(bare, "turn", world, params, noise, NullLedger()))
    assert equal(Tapes(bare, False).month(world, params, noise), month) == []
    assert equal(Tapes(bare, False).open_turn(world, params, noise), turn) == []


# --- where programs do not hold ---------------------------------------------------------------------------------------


def one(name: str, value: float) -> Params:
    """Parameters of which one has this value in one run."""
    values = dict(near_params(ITS, np.random.default_rng(0), 3).values)
    values[name] = np.where(np.arange(3) == 1, value, values[name])
    return Params(values)


NAME = "balance.depth.floor_money"  # a divisor
OTHER = "region.divide-and-rule.kappa"


@pytest.mark.parametrize(("name", "value"), [
    (NAME, 0.0), (NAME, -0.0), (NAME, 1e-9), (NAME, -1.0), (NAME, np.nan), (OTHER, np.nan), (OTHER, np.inf),
    (OTHER, -np.inf), (OTHER, BOUNDS[OTHER][1] * 1.01)])
def test_numbers_on_which_no_program_counts_are_left_to_the_rules(name: str, value: float) -> None:
    with using(NUMPY):
        assert ITS.tapes(one(name, value), NullLedger()) is None


def test_others_are_not(engine: str) -> None:
    for name, value in ((NAME, BOUNDS[NAME][0]), (OTHER, 0.0), (OTHER, BOUNDS[OTHER][1])):
        assert ITS.tapes(one(name, value), NullLedger()) is not None


def test_every_parameter_by_which_a_rule_divides_is_known() -> None:
    """Of the bounds that are given to a program, no divisor holds a zero unless the rule asks."""
    assert {name for name in BOUNDS if BOUNDS[name][0] > 0.0} >= set(traced.DIVISORS)


def test_without_programs() -> None:
    params = near_params(ITS, np.random.default_rng(0), 2)
    with using(PLAIN):
        assert ITS.tapes(params, NullLedger()) is None
    with using(NUMPY):
        assert ITS.tapes(params, FullLedger()) is None
        huge = replace(ITS, effects=replace(ITS.effects, sizes=ITS.effects.sizes * 1e12))
        assert huge.tapes(params, NullLedger()) is None


def test_a_month_that_is_advanced_takes_the_program(engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rng, noise = np.random.default_rng(7), Noise(7, np.arange(2))
    world, params = a_world(ITS, rng, 2), near_params(ITS, rng, 2)
    wanted = advance(ITS, world, params, noise, FullLedger())
    monkeypatch.setattr("sim.engine.advance.by_rules", None)
    found = advance(ITS, world, params, noise, NullLedger())
    assert found.digests() == wanted.digests()


def test_all_stocks_are_on_the_grid_below_the_limit() -> None:
    """So sums of them are exact, and programs may count on their bounds."""
    assert all(max(abs(v.low), abs(v.high)) <= 2.0**22 for v in BY_NAME.values())
