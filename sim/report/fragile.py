"""Which numbers decide conclusions, as text for people, made from its JSON, so that what is kept can be shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sim.report.markdown import table
from sim.texts import say

Data = dict[str, Any]
NAMED = 3  # numbers that are named of each conclusion
NOTHING = "–"


def fragile_table(data: Data) -> str:
    """For a terminal: a line a conclusion with what decides it, then the judgements that matter most."""
    return "\n".join([title(data), how(data), "", *_lines(conclusions(data)), "", *_judged(data), "",
                      say("fragile-method")])


def title(data: Data) -> str:
    return say("fragile-title", scenario=data["scenario"], conclusions=len(data["conclusions"]), ranges=data["ranges"])


def how(data: Data) -> str:
    numbers = next((len(one["indices"]) for one in data["conclusions"] if one["indices"]), 0)
    return say("fragile-how", runs=data["runs"], numbers=numbers, points=data["points"],
               replications=data["replications"])


def conclusions(data: Data) -> list[tuple[str, ...]]:
    """A head, and a row for each."""
    head = tuple(say("fragile-head", column=x) for x in ("conclusion", "holds", "bar", "verdict", "screened", "decides",
                                                         "flips"))
    return [head, *(_conclusion(one) for one in data["conclusions"])]


def _conclusion(one: Data) -> tuple[str, ...]:
    shown = "none" if one["shown"] is None else "yes" if one["shown"] else "no"
    return (one["id"], NOTHING if one["holds"] is None else f"{one['holds']:.1%}", f"{one['bar']:.0%}",
            say("fragile-shown", shown=shown), *_decided(one), _flips(one))


def _decided(one: Data) -> tuple[str, str]:
    """Alone, and with all others."""
    if one["together"]:
        return say("fragile-together"), NOTHING
    alone = [(x["number"], x["share"]) for x in one["decided"]]
    total = sorted(((name, x["total"]) for name, x in (one["indices"] or {}).items() if x["low"] > 0),
                   key=lambda row: -row[1])
    return _named(alone), NOTHING if one["indices"] is None else _named(total)


def _named(shares: list[tuple[str, float]]) -> str:
    found = [f"{name} {share:.2f}" for name, share in shares[:NAMED]]
    return ", ".join(found) or say("fragile-nothing")


def _flips(one: Data) -> str:
    return ", ".join(say("fragile-end", number=x["number"], end=x["end"], share=f"{x['holds']:.0%}")
                     for x in one["flips"]) or NOTHING


def judgements(data: Data) -> list[tuple[str, ...]]:
    """A head, and a row for each."""
    head = tuple(say("fragile-head", column=x) for x in ("number", "value", "range", "weight", "most", "flips"))
    return [head, *(_judgement(one) for one in data["judgements"])]


def _judgement(one: Data) -> tuple[str, ...]:
    most = ", ".join(f"{x['id']} {x['total']:.2f}" for x in one["decides"])
    return (one["number"], f"{one['value']:g}", f"{one['low']:g} – {one['high']:g}", f"{one['weight']:.2f}", most,
            ", ".join(one["flips"]) or NOTHING)


def _judged(data: Data) -> Iterator[str]:
    if not data["judgements"]:
        yield say("fragile-none")
        return
    yield say("fragile-judgements", count=len(data["judgements"]))
    yield from _lines(judgements(data))


def _lines(rows: list[tuple[str, ...]]) -> Iterator[str]:
    """Columns as wide as their widest cell; the last runs on."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()


def fragile_section(data: Data) -> Iterator[str]:
    """For docs/validation.md: the judgements, then every conclusion."""
    yield how(data)
    if data["judgements"]:
        yield f"### {say('fragile-judgements', count=len(data['judgements']))}"
        head, *rows = judgements(data)
        yield table(head, ((f"`{name}`", *rest) for name, *rest in rows))
    yield f"### {title(data)}"
    head, *rows = conclusions(data)
    yield table(head, rows)
    yield say("fragile-method")
