"""How far results hang on the length of a turn: a section of docs/facts.md, from the results that are kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sim.report.markdown import table

Data = dict[str, Any]
LENGTHS = (1, 3, 6)
APART = 0.10
ROUNDING = 1e-9
FEW = 30  # cases: the share of so few moves by ten points with luck alone


def lengths_section(facts: Mapping[int, Data], surveys: Mapping[int, Data]) -> str:
    """Each share at turns of each length; bold where the lengths lie more than ten points apart."""
    few = {row["id"] for data in facts.values() for row in data["facts"] if row["cases"] < FEW}
    facts = {n: {**data, "facts": [row for row in data["facts"] if row["id"] not in few]} for n, data in facts.items()}
    rows = [(name, shares) for name, shares in (*_facts(facts), *_expected(surveys)) if None not in shares]
    apart = [name for name, shares in rows if _spread(shares) > APART + ROUNDING]
    verdict = f"{len(rows) - len(apart)} of {len(rows)} shares lie within ten points of each other."
    head = ("what", *(f"{n} month{'s' if n > 1 else ''}" for n in facts), "apart, points")
    shown = table(head, (_row(name, shares) for name, shares in rows))
    return "\n\n".join((verdict, *_below(facts), *_few(few), shown))


def _below(facts: Mapping[int, Data]) -> Iterator[str]:
    """Facts that are shown at one length and not at another, however little lies between."""
    shown = {n: {row["id"]: row["shown"] for row in data["facts"]} for n, data in facts.items()}
    found = [f"{id} at {n} months" for n, rows in shown.items() for id, yes in rows.items()
             if not yes and any(others[id] for others in shown.values())]
    if found:
        yield f"Below its bar at one length and above it at another: {', '.join(found)}."


def _few(ids: set[str]) -> Iterator[str]:
    if ids:
        yield f"Too few cases to be compared, under {FEW} at one length at least: {', '.join(sorted(ids))}."


def _facts(by_length: Mapping[int, Data]) -> Iterator[tuple[str, list[Any]]]:
    tables = [{row["id"]: row for row in data["facts"]} for data in by_length.values()]
    for id in tables[0]:
        yield id, [found[id]["holds"] for found in tables]
        yield f"{id} without its cause", [found[id]["holds_without_cause"] for found in tables]


def _expected(by_length: Mapping[int, Data]) -> Iterator[tuple[str, list[Any]]]:
    lists = [[(change["change"], item) for change in data["changes"] for item in change["expected"]]
             for data in by_length.values()]
    for same in zip(*lists, strict=True):
        yield f"{same[0][0]}: {same[0][1]['text']}", [item["holds"] for _, item in same]


def _spread(shares: list[float]) -> float:
    return max(shares) - min(shares)


def _row(name: str, shares: list[float]) -> tuple[str, ...]:
    points = f"{100 * _spread(shares):.0f}"
    return (name, *(f"{share:.1%}" for share in shares),
            f"**{points}**" if _spread(shares) > APART + ROUNDING else points)
