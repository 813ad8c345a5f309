"""No number of the model may be taken from what it is judged by: the observed series from 2015 on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sim.rules import RULES
from sim.treatment import treat
from tests.boards import LONG

FIRST = 2015  # the first year that `hindcast` scores
YEARS = re.compile(r"\b20\d\d(?:-(?:20)?\d\d)?\b")
JUDGES = re.compile(r"WDI|WGI|WITS|Comtrade|Comext|UzStat|wiiw|BNS|FT-900|General Assembly|fitted|trend of the|"
                    r"trade statistics|constant-price growth")


def sources() -> Iterator[tuple[str, str]]:
    """Whatever says where a number comes from, by the name of the number."""
    its = treat(LONG).scenario
    for rule in RULES:
        yield rule.id, rule.source
        yield from ((f"{rule.id}.{p.name}", f"{p.source} {p.meaning}") for p in rule.params)
    yield from ((path, f"{figure.source} {figure.note}") for path, figure in its.figures.items())
    yield from ((name, given.source) for name, given in its.parameters.items())


def cites_an_outcome(text: str) -> bool:
    last = (int(found[:2] + found[-2:]) for found in YEARS.findall(text))
    return JUDGES.search(text) is not None and any(year >= FIRST for year in last)


def test_what_counts_as_citing_an_outcome() -> None:
    assert cites_an_outcome("World Bank WDI NY.GDP.MKTP.KD.ZG, mean 2015-19")
    assert cites_an_outcome("judgement: constant-price growth 2014-18, damped")
    assert not cites_an_outcome("World Bank WDI NY.GDP.MKTP.KD.ZG, mean 2010-14")
    assert not cites_an_outcome("Bailey, Strezhnev and Voeten, Journal of Conflict Resolution 61:2 (2017)")


def test_no_number_cites_the_outcome_of_a_year_that_is_scored() -> None:
    assert [name for name, text in sources() if cites_an_outcome(text)] == []
