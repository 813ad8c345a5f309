"""Months as text, `2018-03`, and as numbers that can be subtracted."""

from __future__ import annotations


def month_number(month: str) -> int:
    """Months since January of the year 0."""
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def month_name(number: int) -> str:
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def span(first: str, last: str) -> int:
    """Number of months from the first to the last, both counted."""
    return month_number(last) - month_number(first) + 1
