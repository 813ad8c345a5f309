"""Files broken at random, but where it matters: a mutation knows keys, names, numbers, months and lists of the format.

Everything follows from a seed. Values that JSON cannot hold (aliases, doubled keys, `.nan`) are `Raw` text.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from random import Random
from typing import Any

Place = tuple[Any, Any]


@dataclass(frozen=True)
class Raw:
    """Text that stands in the file as it is."""

    text: str


NUMBERS = (0, 1, -1, 2, 0.5, -0.5, 1e-9, -1e-9, 100, 120, 121, -120, 399, 1_000_000, 4_000_000, -4_000_000, 2**31,
           2**63, 10**17, 1e-320, 1e308, -0.0, Raw("1e999"), Raw("-1e999"), Raw(".nan"), Raw(".inf"), Raw("1_0"),
           Raw("0x10"))
MONTHS = ("2014-01", "2014-02", "2015-01", "2016-12", "2017-01", "2013-12", "1900-01", "2099-12", "2015-13", "2015-1",
          "")
WORDS = ("", " ", "self", "target", "null", "a" * 7000, "é", "東京", "a\nb", "\u202eabc", "\x1b[2J", "\u200b",
         "a.b.c.d", "historical", "random", "handed", "mongolia.member.epa", "rivalry", "mongolia.balance", "line",
         "__class__", "%s")
KINDS = (None, True, [], {}, [[]], [None], {"": None}, 7, "x", 0.5, [1, 2], {"a": {"b": [0]}}, Raw("*nobody"),
         Raw("!!x 1"))


def mutated(tree: Any, luck: Random, most: int = 3) -> Any:
    """A copy with one to `most` things broken; the first is often the only one."""
    tree, pool = deepcopy(tree), names_in(tree)
    for _ in range(luck.choice((1, 1, 1, 2, most))):
        holder, key = place_in(tree, luck)
        luck.choice(MUTATIONS)(holder, key, luck, pool)
    return tree


def names_in(tree: Any) -> list[str]:
    """Every key and every short text: what references can be turned to."""
    found: dict[str, None] = {}
    pending = [tree]
    while pending:
        here = pending.pop()
        if isinstance(here, dict):
            found.update(dict.fromkeys(here))
            pending += here.values()
        elif isinstance(here, list):
            pending += here
        elif isinstance(here, str) and len(here) < 40:
            found[here] = None
    return list(found)


def place_in(tree: Any, luck: Random) -> Place:
    """A holder and a key in it, found by walking down, so that small sections are met as often as large."""
    holder, key = tree, None
    here = tree
    while isinstance(here, (dict, list)) and here and (key is None or luck.random() < 0.8):
        holder = here
        key = luck.choice(list(here)) if isinstance(here, dict) else luck.randrange(len(here))
        here = here[key]
    return holder, key


# --- what is done to holder[key] -----------------------------------------------------------------------------------


def drop(holder: Any, key: Any, luck: Random, pool: list[str]) -> None:
    del holder[key]


def double(holder: Any, key: Any, luck: Random, pool: list[str]) -> None:
    if isinstance(holder, list):
        holder[key:key] = [deepcopy(holder[key])] * luck.choice((1, 2, 50))
    else:
        holder[luck.choice(pool)] = deepcopy(holder[key])


def double_key(holder: Any, key: Any, luck: Random, pool: list[str]) -> None:
    row = f"{json.dumps(str(key))}: {written(holder[key])}"
    holder[key] = Raw(f"{{{row}, {row}}}")


def rename(holder: Any, key: Any, luck: Random, pool: list[str]) -> None:
    if isinstance(holder, dict):
        holder[luck.choice((*WORDS, luck.choice(pool), f"{key}x", str(key)[:-1]))] = holder.pop(key)


def retarget(holder: Any, key: Any, luck: Random, pool: list[str]) -> None:
    holder[key] = luck.choice(pool)


def swap(holder: Any, key: Any, luck: Random, pool: list[str]) -> None:
    other = luck.choice(list(holder)) if isinstance(holder, dict) else luck.randrange(len(holder))
    holder[key], holder[other] = holder[other], holder[key]


def to_number(holder: Any, key: Any, luck: Random, pool: list[str]) -> None:
    holder[key] = luck.choice(NUMBERS)


def every_number(holder: Any, key: Any, luck: Random, pool: list[str]) -> None:
    """All numbers below go to one extreme."""
    number = luck.choice(NUMBERS)
    pending = [(holder, key)]
    while pending:
        holder, key = pending.pop()
        here = holder[key]
        if isinstance(here, (dict, list)):
            pending += [(here, below) for below in (here if isinstance(here, dict) else range(len(here)))]
        elif isinstance(here, (int, float)) and not isinstance(here, bool):
            holder[key] = number


def to_month(holder: Any, key: Any, luck: Random, pool: list[str]) -> None:
    holder[key] = luck.choice(MONTHS)


def to_word(holder: Any, key: Any, luck: Random, pool: list[str]) -> None:
    holder[key] = luck.choice(WORDS)


def to_kind(holder: Any, key: Any, luck: Random, pool: list[str]) -> None:
    holder[key] = deepcopy(luck.choice(KINDS))


def to_length(holder: Any, key: Any, luck: Random, pool: list[str]) -> None:
    here = holder[key]
    if isinstance(here, list):
        holder[key] = luck.choice((here[:1], here[1:], here * 2, here[::-1], [], here * 40))
    elif isinstance(here, dict):
        holder[key] = dict(list(here.items())[: luck.choice((0, 1, 2))])
    else:
        holder[key] = [here] * luck.choice((1, 2, 3))


def wrap(holder: Any, key: Any, luck: Random, pool: list[str]) -> None:
    for _ in range(luck.choice((1, 1, 2, 60))):
        holder[key] = luck.choice(([holder[key]], {luck.choice(pool): holder[key]}))


def alias(holder: Any, key: Any, luck: Random, pool: list[str]) -> None:
    """The value is written once and meant in several places."""
    text, other = written(holder[key]), place_in(holder, luck)
    holder[key] = Raw(f"&a {text}")
    if other != (holder, key) and not isinstance(other[0][other[1]], Raw):
        other[0][other[1]] = Raw("*a")


MUTATIONS: tuple[Callable[[Any, Any, Random, list[str]], None], ...] = (
    drop, double, double_key, rename, retarget, retarget, swap, to_number, to_number, to_number, every_number, to_month,
    to_word, to_kind, to_length, wrap, alias)


def written(value: Any) -> str:
    """The tree as YAML, all in one line."""
    if isinstance(value, Raw):
        return value.text
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(str(key))}: {written(child)}" for key, child in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    return json.dumps(value)
