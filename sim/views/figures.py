"""Numbers as text, the same in every interface. Pure functions: numbers in, text out."""

from __future__ import annotations

from collections.abc import Sequence

MINUS = "−"
UNITLESS = ("0-1", "-1 to 1", "0/1", "number", "share", "index", "index, 2014 = 1", "2014 = 1")


def number(x: float, decimals: int) -> str:
    """`-0.04` with a true minus sign; never a negative zero."""
    return _minus(f"{x:.{decimals}f}")


def signed(x: float, decimals: int) -> str:
    """`+0.04`, `−0.04`, and `0.00` without a sign."""
    return _minus(f"{x:+.{decimals}f}")


def _minus(text: str) -> str:
    if not text.strip("+-0."):
        return text.strip("+-")
    return text.replace("-", MINUS)


def adding_up(amounts: Sequence[float], total: float, decimals: int) -> list[float]:
    """Amounts rounded so that what is shown adds up to the total shown: the largest remainders give way."""
    unit = 10.0**-decimals
    units = [x / unit for x in amounts]
    whole = [round(x) for x in units]
    missing = round(total / unit) - sum(whole)
    step = 1 if missing > 0 else -1
    order = sorted(range(len(units)), key=lambda i: step * (whole[i] - units[i]))
    for k in range(min(abs(missing), len(order))):
        whole[order[k]] += step
    return [round(x * unit, decimals) for x in whole]


def start(text: str) -> str:
    """With a capital at the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def unit(text: str) -> str:
    """The unit after a number; scales from 0 to 1 need none."""
    return "" if text in UNITLESS else " %" if text == "%/yr" else f" {text}"
