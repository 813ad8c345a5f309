"""Numbers as text."""

from hypothesis import given
from hypothesis import strategies as st

from tui.figures import MINUS, adding_up, arrow, bar, fit, number, shortened, signed, sparkline

SIZES = st.floats(-50, 50, allow_nan=False)


def test_zero_has_no_sign() -> None:
    assert signed(-0.001, 2) == signed(0.0, 2) == "0.00"
    assert number(-0.0001, 2) == "0.00"


def test_signs_are_seen_without_colour() -> None:
    assert signed(0.041, 2) == "+0.04"
    assert signed(-0.041, 2) == f"{MINUS}0.04"
    assert [arrow(x, 2) for x in (0.01, -0.01, 0.001)] == ["▲", "▼", "·"]


@given(st.lists(SIZES, min_size=1, max_size=12), st.integers(0, 3))
def test_shown_amounts_add_up_to_the_shown_total(amounts: list[float], decimals: int) -> None:
    total = round(sum(amounts), decimals)
    shown = adding_up(amounts, total, decimals)
    assert round(sum(shown), decimals) == total
    assert all(abs(a - b) <= 2 * 10**-decimals for a, b in zip(amounts, shown, strict=True))


def test_bars_keep_what_is_small() -> None:
    assert bar(10, 10, 4) == "████"
    assert bar(0.001, 10, 4) == "▏"
    assert bar(0, 10, 4) == ""


def test_sparkline_fits() -> None:
    assert sparkline([1, 1, 1]) == "▁▁▁"
    assert sparkline(list(range(100)), 8) == "▁▂▃▄▅▆▇█"


def test_fit_cuts_with_an_ellipsis() -> None:
    assert fit("abc", 5) == "abc  "
    assert fit("abcdef", 4) == "abc…"


def test_labels_are_shortened_by_words_and_stay_apart() -> None:
    assert shortened(["Growth", "Calm at home", "Regional co-operation"], 10) == ["Growth", "Calm", "Regional"]
    assert shortened(["Goodwill from Russia", "Goodwill from China"], 12) == ["Goodwill Rus", "Goodwill Chi"]
    assert shortened(["Diversification"], 6) == ["Diver…"]
