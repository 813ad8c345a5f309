"""A tournament as text for people, made from its JSON: payoff tables, best responses, regret, equilibria."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

from sim.texts import say

Data = dict[str, Any]
LEAST = 1e-9  # a share below this is none


def tournament_table(data: Data) -> str:
    head = say("tournament-title", scenario=data["scenario"], profiles=len(data["profiles"]), runs=data["runs"],
               study=data["study"])
    return "\n\n".join([head, *_tables(data), say("tournament-cell"), "\n".join(_verdicts(data)),
                        say("tournament-monte-carlo")])


def _tables(data: Data) -> Iterator[str]:
    """Of the last two seats, for each combination of the others."""
    *others, row, column = data["minds"]
    cells = {tuple(one["minds"].values()): _cell(one) for one in data["profiles"]}
    for held in product(*(data["minds"][seat] for seat in others)):
        told = ", ".join(f"{seat} {mind}" for seat, mind in zip(others, held, strict=True))
        title = say("tournament-table", row=row, column=column, others=told or "none", seats=", ".join(data["minds"]))
        lines = [["", *data["minds"][column]],
                 *([mind, *(cells[(*held, mind, other)] for other in data["minds"][column])]
                   for mind in data["minds"][row])]
        yield "\n".join([title, *_lines(lines)])


def _cell(one: Data) -> str:
    return " | ".join(f"{x['points']['mean']:.1f} ±{_half(x['points']):.1f}{'*' if x['best'] else ''}"
                      for x in one["seats"].values())


def _half(interval: Data) -> float:
    return (interval["high"] - interval["low"]) / 2


def _lines(rows: list[list[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  " + "   ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()


def _verdicts(data: Data) -> Iterator[str]:
    pure = [_named(one) for one in data["profiles"] if one["equilibrium"]]
    perhaps = [_named(one) for one in data["profiles"] if one["perhaps"] and not one["equilibrium"]]
    yield say("tournament-pure", count=len(pure), profiles="; ".join(pure))
    if perhaps:
        yield say("tournament-perhaps", profiles="; ".join(perhaps))
    yield _most_regret(data)
    yield from _mixed(data["mixed"])


def _named(one: Data) -> str:
    return ", ".join(f"{seat} {mind}" for seat, mind in one["minds"].items())


def _most_regret(data: Data) -> str:
    one, seat = max(((one, seat) for one in data["profiles"] for seat in one["seats"]),
                    key=lambda pair: pair[0]["seats"][pair[1]]["regret"]["mean"])
    regret = one["seats"][seat]["regret"]
    return say("tournament-regret", seat=seat, profile=_named(one), regret=f"{regret['mean']:.1f} ±{_half(regret):.1f}")


def _mixed(its: Data) -> Iterator[str]:
    if its["found"]:
        yield say("tournament-mixed", method=its["method"])
        yield from (f"  {_mixture(one)}" for one in its["found"])
    if its["missing"]:
        yield say("tournament-missing", why=its["missing"], method=its["method"])


def _mixture(one: Data) -> str:
    """`north: drift 0.40, lean 0.60 (51.2 points); south: ...`"""
    return "; ".join(f"{seat}: {', '.join(f'{mind} {x:.2f}' for mind, x in shares.items() if x > LEAST)} "
                     f"({one['points'][seat]:.1f})" for seat, shares in one["shares"].items())
