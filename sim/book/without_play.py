"""Results beside those of a world without the forms that are there because play needs them (standing `play`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sim.book.kept import Data, kept
from sim.report.markdown import table

OFF = "off-play"
TITLE = "## Without what play needs"
INTRO = """
Rules and regimes of the standing `play` are not in the source. They are there because a course that nothing can punish
is no decision. With all of them off (`--off play`):"""
NOT_RUN = "Not run yet: `make studies`."


def facts_without(data: Data) -> Iterator[str]:
    """Each fact's share as it is, and without them."""
    yield from _section(kept(f"facts-{OFF}"), lambda other: _facts(data, other))


def _facts(data: Data, other: Data) -> str:
    without = {row["id"]: row for row in other["facts"]}
    rows = [(row["id"], _percent(row["holds"]), _percent(without[row["id"]]["holds"]),
             "" if row["shown"] == without[row["id"]]["shown"] else "shown" if row["shown"] else "shown without them")
            for row in data["facts"] if row["id"] in without]
    return table(("fact", "holds", "without them", "shown on one side only"), rows)


def thesis_without(data: Data) -> Iterator[str]:
    """The share of pairs won against each rival, in the world as it is."""
    yield from _section(kept(f"thesis-{OFF}"), lambda other: _duels(data, other))


def _duels(data: Data, other: Data) -> str:
    worlds = [next(world for world in some["worlds"] if not world["id"]) for some in (data, other)]
    sides = [{duel["rival"]: duel["wins"]["1"] for duel in world["duels"]} for world in worlds]
    return table(("against", "pairs won", "without them"),
                 [(rival, _percent(share), _percent(sides[1].get(rival))) for rival, share in sides[0].items()])


def hindcasts_without(found: Mapping[int, Data]) -> Iterator[str]:
    """What of the cells each year's hindcast beats, and how many lie in the band."""
    others = {first: kept(f"hindcast-{first}-{OFF}") for first in found}
    whole: dict[Any, Any] = others if all(others.values()) else {}
    yield from _section(whole, lambda _: _hindcasts(found, others))


def _hindcasts(found: Mapping[int, Data], others: Mapping[int, Data]) -> str:
    rows = [(str(first), mode, *(_percent(side[first]["mode"][mode][name]) for name in ("beats_no_change", "coverage")
                                 for side in (found, others)))
            for first, data in found.items() for mode in data["mode"]]
    return table(("from", "mode", "beats no change", "without them", "in the band", "without them"), rows)


def _section(other: Data, shown: Callable[[Data], str]) -> Iterator[str]:
    yield TITLE
    yield INTRO if other else NOT_RUN
    if other:
        yield shown(other)


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.1%}"
