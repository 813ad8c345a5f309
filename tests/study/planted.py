"""Options planted in the miniature, so that a check of play has something to find."""

from __future__ import annotations

from pathlib import Path

from sim.treatment import Treatment, treat
from tests.scenario.mini import changed


def option(key: str, effect: str, cost: int = 0, more: str = "") -> str:
    """An option of the miniature's first seat, free again next turn."""
    return (f"  {key}:\n    title: {key}\n    sentence: Planted.\n    by: [mongolia]\n    cost: {cost}\n{more}"
            f"    effects:\n      - {{on: mongolia.output_gap, {effect}}}\n    history: Planted.\n")


URGENT = "    calls: [{path: mongolia.growth, above: -50, weight: 1}]\n"
FORTUNE = option("fortune", "size: 30, over: 1")
FOLLY = option("folly", "size: -30, over: 1")
WANTED_FOLLY = option("folly", "size: -30, over: 1", more=URGENT)


def planted(folder: Path, old: str, new: str, turn_months: int = 0) -> Treatment:
    path = folder / f"{len(list(folder.iterdir()))}.yaml"
    path.write_text(changed(old, new), encoding="utf-8")
    return treat(str(path), turn_months=turn_months)


def with_options(folder: Path, *options: str, turn_months: int = 0) -> Treatment:
    return planted(folder, "\noptions:\n", "\noptions:\n" + "".join(options), turn_months)
