"""docs/facts.md: every fact and the ablation matrix, from the results that `make studies` keeps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from statistics import median
from typing import Any

from sim.book.book import open_book
from sim.book.kept import NOTE, age, kept, whereby
from sim.book.lengths import LENGTHS, lengths_section
from sim.book.measures import definition
from sim.book.prefaces import FACTS, MATRIX, PAIRS, RECORD, TURNS
from sim.book.without_play import facts_without
from sim.engine.board import Board
from sim.report.decisions import record_section
from sim.report.facts import KEEPS, itself, verdict
from sim.report.markdown import join, table
from sim.rules import RULES
from sim.scenario.studies import Fact
from sim.treatment import Treatment

Data = dict[str, Any]
NOT_RUN = "Not run yet: `make studies`."


def facts_page() -> str:
    """docs/facts.md: every fact with its definition, its shares and its standing, and the matrix."""
    data, now = kept("facts"), open_book().treatment
    if not data:
        return join(("# Facts", NOTE, NOT_RUN))
    board, facts = now.board, now.scenario.facts
    rows = [row for row in data["facts"] if row["id"] in facts]
    return join(("# Facts", NOTE, FACTS, made(data, now), _overview(rows, facts), PAIRS, "## Each fact",
                 *(block for row in rows for block in _fact(board, row, facts[row["id"]])), "## The matrix",
                 *((MATRIX, _matrix(rows)) if data["matrix_runs"] else (NOT_RUN,)),
                 *facts_without({**data, "facts": rows}), *_beside(now), *_lengths(now)))


def _beside(now: Treatment) -> Iterator[str]:
    data = kept("record")
    yield "## The record and the doctrines"
    yield RECORD
    yield (f"{data['runs']:,} games among doctrines.{age(data, now)}\n\n" + record_section(now.board, data)
           if data else NOT_RUN)


def _lengths(now: Treatment) -> Iterator[str]:
    facts, surveys = ({n: kept(f"{name}-turns-{n}") for n in LENGTHS} for name in ("facts", "counterfactuals"))
    yield "## Turns of other lengths"
    yield TURNS
    if not all((*facts.values(), *surveys.values())):
        yield NOT_RUN
        return
    runs = f"{facts[LENGTHS[0]]['runs']:,} runs and {surveys[LENGTHS[0]]['runs']:,} pairs for each length."
    yield runs + next((old for data in facts.values() if (old := age(data, now))), "")
    yield lengths_section(facts, surveys)


def made(data: Data, now: Treatment) -> str:
    """With what the numbers were made, and whether that is what they would be made with now."""
    return (f"{data['runs']:,} runs of {data['scenario']}, {data['matrix_runs']:,} for each other rule; "
            f"{whereby(data)}.{age(data, now)}")


def _overview(rows: list[Data], facts: Mapping[str, Fact]) -> str:
    head = ("fact", "kind", "world", "bar", "holds", "cause", "without it", "median without another rule", "verdict")
    return table(head, ((f"[{x['id']}](#{x['id']})", x["kind"], x["world"], f"{x['bar']:.0%}", percent(x["holds"]),
                         x["cause"].replace(",", ", "), _without(x, facts[x["id"]]), _median(x),
                         verdict(x["shown"], x["lost"])) for x in rows))


def _without(row: Data, fact: Fact) -> str:
    return percent(row["holds_without_cause"]) + (" \\*" if itself(fact) else "")


def _median(row: Data) -> str:
    found = [share for share in row["others_off"].values() if share is not None]
    return percent(median(found)) if found else "–"


def percent(share: float | None) -> str:
    return "no case" if share is None else f"{share:.1%}"


def _fact(board: Board, row: Data, fact: Fact) -> Iterator[str]:
    claims = [board.scenario.claims[claim] for claim in fact.claims]
    yield f'### <a id="{row["id"]}"></a>{row["id"]}'
    yield f"{row['text']} ({fact.place}; {fact.standing})"
    yield f"Measured: {definition(board, fact)}."
    yield (f"It holds in {percent(row['holds'])} of {row['cases']:,.0f} cases (bar {row['bar']:.0%}); without "
           f"{row['cause'].replace(',', ', ')} in {percent(row['holds_without_cause'])}"
           f"{', as it must be,' if itself(fact) else ''}: {verdict(row['shown'], row['lost'])}.")
    yield " ".join(f"[{claim}](rulebook.md#{claim})" for claim in fact.claims)
    yield fact.note
    yield from (f"Contested: {claim.contested}" for claim in claims if claim.contested)


def _matrix(rows: list[Data]) -> str:
    """Facts x rules. A dash: the rule is the fact's cause. Bold: less than 80 % of the fact is left."""
    head = ("rule off", *(row["id"] for row in rows))
    return table(head, ((f"[{rule.id}](rulebook.md#{rule.id})", *(_cell(row, rule.id) for row in rows))
                        for rule in RULES))


def _cell(row: Data, rule: str) -> str:
    if rule not in row["others_off"]:
        return "–"
    share = row["others_off"][rule]
    if share is None:
        return "no case"
    return f"{share:.0%}" if share >= KEEPS * row["holds"] else f"**{share:.0%}**"
