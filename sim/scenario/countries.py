"""Codes of countries, ISO 3166, in two and three letters: a small table of our own, `scenarios/countries.csv`.

It tells states that ended from those that are there, by their codes alone: nothing is guessed from a name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from sim.errors import Problem
from sim.scenario.codes import Code
from sim.scenario.csv_source import read_csv
from sim.scenario.files import shipped
from sim.scenario.words import shown

ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Country:
    """`standing`: empty for a code of ISO 3166-1; `reserved` or `user-assigned`; `ended` and the year. `now`: the
    codes of what came after it, in three letters."""

    codes: tuple[str, ...]
    name: str
    standing: str
    now: str

    @property
    def ended(self) -> str:
        """The year, if it has ended."""
        return self.standing.removeprefix(ENDED).strip() if self.standing.startswith(ENDED) else ""


@cache
def countries() -> Mapping[str, Country]:
    """By either code."""
    rows = read_csv(shipped() / "countries.csv").rows
    listed = [Country(tuple(filter(None, (row["alpha2"], row["alpha3"]))), row["name"], row["standing"], row["now"])
              for row in rows]
    return {code: one for one in listed for code in one.codes}


def unknown(code: str) -> Problem | None:
    """What is wrong with a code, if it is not one of today's; its place is the caller's to say."""
    found = countries().get(code)
    if found and found.ended:
        return Problem(Code.COUNTRY, f"{code} is {found.name}, which ended in {found.ended}", value=code,
                       allowed="codes of today", mend=f"see which is meant now: {found.now}" if found.now else "")
    if found:
        return None
    named = next((one for one in countries().values() if one.name.casefold() == code.casefold()), None)
    if named:
        return Problem(Code.COUNTRY, "this is a name, where a code is meant", value=shown(code),
                       allowed=" or ".join(named.codes), mend="take a column of codes")
    return Problem(Code.COUNTRY, f"{shown(code)} is no code of ISO 3166", value=shown(code),
                   allowed="two or three letters, as in scenarios/countries.csv", near=(code, tuple(countries())))


def by_code(actors: Mapping[str, str]) -> dict[str, str]:
    """Code -> actor, in both forms, from actor -> its code."""
    known = countries()
    return {code: actor for actor, its in actors.items() if its in known for code in known[its].codes}


def wrong_codes(actors: Mapping[str, str]) -> Iterator[tuple[str, Problem]]:
    """(actor, problem) of codes that are none, and of two actors with one."""
    seen: dict[str, str] = {}
    for actor, code in actors.items():
        if problem := unknown(code):
            yield actor, problem
        elif (first := seen.setdefault(countries()[code].name, actor)) != actor:
            yield actor, Problem(Code.COUNTRY, f"{first} has this code, too", value=code, allowed="one actor each",
                                 mend="give one of them another code, or none")
