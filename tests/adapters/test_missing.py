"""A package that is not there: refused in words, which name the extra."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import pytest

from sim import adapters
from sim.errors import MultivectorError


@pytest.mark.parametrize("make, package, module, extra", [
    (adapters.parallel_env, "pettingzoo", "parallel", "pettingzoo"),
    (adapters.ema_model, "ema_workbench", "ema", "discover")])
def test_a_package_that_is_missing(monkeypatch: pytest.MonkeyPatch, make: Callable[..., Any], package: str, module: str,
                                   extra: str) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    monkeypatch.delitem(sys.modules, f"sim.adapters.{module}", raising=False)
    with pytest.raises(MultivectorError) as caught:
        make("summit-2018")
    (problem,) = caught.value.problems
    assert problem.code == "MV-B030" and f"multivector[{extra}]" in problem.mend
