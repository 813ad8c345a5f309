"""Which way a program is run."""

import pytest

from sim.errors import MultivectorError
from sim.tape import machine


@pytest.mark.parametrize("wanted", ["", "plain", "numpy", "numba"])
def test_the_ways_that_can_be_asked_for(wanted: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "_ahead", 0)
    with machine.using(wanted):
        machine.expect(0)


@pytest.mark.parametrize("wanted", ["nunba", "NumPy", "plain ", "0"])
def test_another_way_is_refused(wanted: str) -> None:
    with machine.using(wanted), pytest.raises(MultivectorError) as refused:
        machine.expect(1)
    (problem,) = refused.value.problems
    assert (problem.code, problem.value, problem.place.field) == ("MV-U004", wanted, "MULTIVECTOR_ENGINE")
