"""What a scenario says of rules: names, signs, and numbers that rules divide by."""

from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np
import pytest

from sim.engine.advance import advance
from sim.engine.known import DIVISORS, PARAMETERS, check_rules
from sim.engine.ledger import NullLedger
from sim.engine.opening import draw_params, start
from sim.errors import MultivectorError
from sim.scenario.load import load_scenario
from sim.tape.machine import PLAIN, using
from sim.treatment import treat
from sim.world.noise import Noise
from sim.world.state import Params
from tests.boards import MINI, board

TEXT = Path(MINI).read_text(encoding="utf-8")


@pytest.mark.parametrize(("old", "new", "code", "field"), [
    ("parameters: {}", "parameters: {a.b: {value: 1, source: x}}", "MV-R002", "parameters.a.b"),
    ("parameters: {}", "parameters: {economy.repayment.term: {value: 0, source: x}}", "MV-S023",
     "parameters.economy.repayment.term.value"),
    ("parameters: {}", "parameters: {region.divide-and-rule.kappa: {value: -1, source: x}}", "MV-S023",
     "parameters.region.divide-and-rule.kappa.value"),
    ("    aims: {}", "    weights: {decide.nothing: 1}", "MV-R001", "doctrines.third-neighbour.weights.decide.nothing"),
])
def test_what_does_not_fit_the_rules_is_told_with_its_place(tmp_path: Path, old: str, new: str, code: str,
                                                            field: str) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(TEXT.replace(old, new, 1))
    with pytest.raises(MultivectorError) as caught:
        treat(str(path))
    assert [(p.code, p.place.field) for p in caught.value.problems] == [(code, field)]
    assert caught.value.problems[0].place.line


def test_a_parameter_at_zero_is_refused_or_leaves_numbers() -> None:
    """Two months with each parameter at 0, but for those that are refused there: nothing is divided by zero."""
    runs = np.arange(1)
    opening, given, noise = start(board(MINI), 0, runs), draw_params(board(MINI), 0, runs), Noise(0, runs)
    with warnings.catch_warnings(), using(PLAIN):
        warnings.simplefilter("error", RuntimeWarning)
        for name in PARAMETERS.keys() - DIVISORS:
            world, params = opening, Params({**given.values, name: np.zeros(1)})
            for _ in range(2):
                world = advance(board(MINI), world, params, noise, NullLedger())
            assert all(np.isfinite(x).all() for x in world.stocks.values()), name


def test_the_miniature_fits() -> None:
    assert not list(check_rules(load_scenario(MINI)))
