"""docs/thesis.md: the counterfactuals and the trial of the thesis, from the results that `make studies` keeps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sim.book.book import open_book
from sim.book.kept import NOTE, Data, age, kept, whereby
from sim.book.prefaces import THESIS
from sim.book.without_play import thesis_without
from sim.report.markdown import join, table
from sim.report.thesis import thesis_sections
from sim.scenario.schema import Change
from sim.treatment import Treatment


def thesis_page() -> str:
    """docs/thesis.md."""
    trial, survey = kept("thesis"), kept("counterfactuals")
    if not trial or not survey:
        return join(("# Counterfactuals and the thesis", NOTE, "Not run yet: `make studies`."))
    book = open_book()
    return join(("# Counterfactuals and the thesis", NOTE, THESIS, "## Counterfactuals", made(survey, book.treatment),
                 _counterfactuals(survey), *_notes(survey, book.board.scenario.changes), "## The thesis",
                 made(trial, book.treatment), trial["text"], _yardsticks(trial), *thesis_sections(trial),
                 *thesis_without(trial)))


def made(data: Data, now: Treatment) -> str:
    """With what the numbers were made, and whether that is what they would be made with now."""
    return f"{data['runs']:,} pairs of runs of {data['scenario']}; {whereby(data)}.{age(data, now)}"


def _counterfactuals(data: Data) -> str:
    rows = [(change["change"], item["text"], f"{item['holds']:.1%}" if item["holds"] is not None else "–",
             f"{item['bar']:.0%}", f"{item['pairs']:,}", _verdict(item))
            for change in data["changes"] for item in change["expected"]]
    return table(("change", "expected", "share of pairs", "bar", "pairs that count", "shown"), rows)


def _verdict(item: Data) -> str:
    word = {True: "yes", False: "**not shown**", None: "–"}[item["met"]]
    return f"{word} (control)" if item["control"] else word


def _notes(data: Data, changes: Mapping[str, Change]) -> Iterator[str]:
    """When each touches what, and what stands in the way where something is not shown."""
    for change in data["changes"]:
        note = changes[change["change"]].note if change["change"] in changes else ""
        yield (f"**{change['change']}**: {change['text']} It touches {change['touched']}; the first difference is in "
               f"{change['first_difference'] or 'no month'}. {' '.join(note.split())}".rstrip())


def _yardsticks(data: Data) -> str:
    return table(("yardstick", "what", "one step"),
                 [(name, y["text"], f"{y['step']:g}") for name, y in data["yardsticks"].items()])
