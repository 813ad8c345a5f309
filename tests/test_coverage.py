"""Nothing of the source is skipped: every claim lives somewhere, and whatever cites a claim cites one that exists."""

import pytest

from sim.book.book import open_book, unknown_claims

CLAIMS = open_book().board.scenario.claims


@pytest.mark.parametrize("claim", CLAIMS)
def test_every_claim_lives_somewhere_or_a_reason_says_why_not(claim: str) -> None:
    lives, reason = not open_book().carriers[claim].none, CLAIMS[claim].not_modelled
    assert lives != bool(reason), "something carries it, and a reason says that nothing does" if lives else "no reason"


def test_no_claim_of_the_source_is_missing() -> None:
    """The source's claims are numbered by part: structure, small state, region, great powers, home, and what a second
    reading found of structure and region."""
    numbers = [*range(1, 10), *range(10, 20), *range(20, 30), *range(30, 50), *range(50, 59), *range(60, 67)]
    assert {f"C{n:02}" for n in numbers} == {claim for claim in CLAIMS if claim.startswith("C")}
    assert [f"E{n:02}" for n in range(1, 22)] == [claim for claim in CLAIMS if claim.startswith("E")]


def test_whatever_cites_a_claim_cites_one_that_exists() -> None:
    assert unknown_claims(open_book()) == []


@pytest.mark.parametrize("claim", [claim for claim, text in CLAIMS.items() if text.initial])
def test_start_values_that_carry_a_claim_are_given(claim: str) -> None:
    """A path that nobody set would start at zero and carry nothing."""
    scenario = open_book().board.scenario
    for path in CLAIMS[claim].initial:
        first, _, variable = path.rpartition(".")
        back = ".".join([*reversed(first.split(".")), variable])
        issue = path.split(".")[1:2] == ["consensus"] and path.split(".")[2] in scenario.issues
        assert path in scenario.figures or back in scenario.figures or issue, path
