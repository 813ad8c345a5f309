"""The rules on the terminal and as JSON: the list, the page of a rule, the page of a claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import fill
from typing import Any

from sim.book.book import Book, Carriers, Case, open_book, quantity
from sim.book.prefaces import STANDING, title_of
from sim.engine.compile import close_to
from sim.errors import refuse
from sim.rules import RULES
from sim.rules.rule import P, Rule

WIDTH = 100


def rule_list() -> str:
    """All rules, by chapter, each with its standing, claims and sentence."""
    book = open_book()
    return "\n".join(line for chapter, rules in book.chapters().items()
                     for line in (title_of(chapter), *(_row(book, rule) for rule in rules), ""))


def rule_page(name: str) -> str:
    """The page of a rule (`region.divide-and-rule`) or of a claim (`C24`)."""
    book = open_book()
    found = _find(book, name)
    return "\n".join(_claim_text(book, found) if isinstance(found, str) else _rule_text(book, found))


def _find(book: Book, name: str) -> Rule | str:
    """A rule, or the id of a claim."""
    rules, claims = {rule.id: rule for rule in RULES}, book.board.scenario.claims
    if name in rules:
        return rules[name]
    if name.upper() in claims:
        return name.upper()
    raise refuse("MV-R001", f"there is no rule or claim {name!r}", value=name,
                 allowed=close_to(name, {*rules, *claims}), mend="list them with: multivector rules")


# --- JSON ------------------------------------------------------------------------------------------------------------


def rules_json(name: str = "") -> Any:
    """The documented form of `rules --json` and of `rules ID --json`."""
    book = open_book()
    if not name:
        return [_row_json(book, rule) for rule in RULES]
    found = _find(book, name)
    return claim_json(book, found) if isinstance(found, str) else rule_json(book, found)


def _row_json(book: Book, rule: Rule) -> dict[str, Any]:
    return {"id": rule.id, "theme": rule.theme, "phase": rule.phase, "standing": rule.standing,
            "claims": list(rule.claims), "sentence": book.sentence(rule)}


def rule_json(book: Book, rule: Rule) -> dict[str, Any]:
    """The documented form of `rules ID --json` (docs/json.md)."""
    claims = book.board.scenario.claims
    return {
        **_row_json(book, rule), "formula": book.words(rule.formula), "departs": book.words(rule.departs),
        "parameters": [_parameter(p) for p in rule.params],
        "reads": [quantity(name) for name in rule.reads], "writes": [quantity(name) for name in rule.writes],
        "luck": [source.name for source in rule.luck],
        "source": [{"claim": c, **claims[c].model_dump(include={"place", "text", "standing", "contested"})}
                   for c in rule.claims if c in claims],
        "cases": book.cases_of(rule),
    }


def _parameter(p: P) -> dict[str, Any]:
    low, high = p.range
    return {"name": p.name, "value": p.value, "low": low, "high": high, "unit": p.unit, "source": p.source,
            "meaning": p.meaning}


def claim_json(book: Book, claim: str) -> dict[str, Any]:
    """The documented form of `rules CLAIM --json` (docs/json.md)."""
    text, found = book.board.scenario.claims[claim], book.carriers[claim]
    return {"claim": claim, **text.model_dump(include={"place", "text", "standing", "contested"}),
            "rules": [rule.id for rule in found.rules], "options": list(found.options), "events": list(found.events),
            "doctrines": list(found.doctrines), "starts": list(found.starts),
            "cases": [case["id"] for case in book.cases_on(claim)], "not_modelled": text.not_modelled}


# --- text ------------------------------------------------------------------------------------------------------------


def _row(book: Book, rule: Rule) -> str:
    head = f"  {rule.id}  [{' '.join(rule.claims)}, {rule.standing}]"
    return f"{head}\n{_wrapped(book.sentence(rule), '      ')}"


def _rule_text(book: Book, rule: Rule) -> Iterator[str]:
    yield f"{rule.id} · phase {rule.phase} · {STANDING[rule.standing]}"
    yield _wrapped(book.sentence(rule))
    yield ""
    yield from ("  " + part for part in formula_lines(book, rule))
    yield ""
    yield from _parameters_text(rule)
    yield f"Reads:  {_quantities(rule.reads) or 'nothing'}"
    yield f"Writes: {_quantities(rule.writes)}"
    yield ""
    for claim in rule.claims:
        yield from _claim_head(book, claim)
    if rule.departs:
        yield _wrapped(f"Departs from the source: {book.words(rule.departs)}")
    yield from _cases_text(book.cases_of(rule))


def formula_lines(book: Book, rule: Rule) -> list[str]:
    """The formula, a line for each of its parts."""
    return book.words(rule.formula).split("; ")


def _parameters_text(rule: Rule) -> Iterator[str]:
    for p in rule.params:
        yield f"  {p.name} = {p.value:g} {p.unit} ({range_of(p)}). {p.source}" + (f": {p.meaning}" if p.meaning else "")
    if rule.params:
        yield ""


def range_of(p: P) -> str:
    low, high = p.range
    return "not drawn" if low == high else f"{low:g} to {high:g}"


def _quantities(names: Iterable[str]) -> str:
    return ", ".join(f"{x['label']} [{x['name']}, {x['unit']}]" for x in map(quantity, names))


def _claim_head(book: Book, claim: str) -> Iterator[str]:
    text = book.board.scenario.claims.get(claim)
    if text:
        yield _wrapped(f"{claim} ({text.place}), {STANDING[text.standing]}: {text.text}")
        if text.contested:
            yield _wrapped(f"Others: {text.contested}", "    ")


def _cases_text(cases: list[Case]) -> Iterator[str]:
    for case in cases:
        yield _wrapped(f"Case {case['id']} ({case['file']}): {case['says']}")


def _claim_text(book: Book, claim: str) -> Iterator[str]:
    yield from _claim_head(book, claim)
    yield ""
    yield from carried_by(book, book.carriers[claim])
    if reason := book.board.scenario.claims[claim].not_modelled:
        yield _wrapped(f"Not modelled: {reason}")
    yield from _cases_text(book.cases_on(claim))


def carried_by(book: Book, found: Carriers) -> Iterator[str]:
    """Where a claim lives, a line each."""
    s = book.board.scenario
    yield from (_wrapped(f"rule {rule.id}: {book.sentence(rule)}") for rule in found.rules)
    yield from (_wrapped(f"option {key}: {s.options[key].title}. {s.options[key].sentence}") for key in found.options)
    yield from (_wrapped(f"event {key} ({s.events[key].date}): {s.events[key].title}") for key in found.events)
    yield from (_wrapped(f"doctrine {key}: {s.doctrines[key].sentence}") for key in found.doctrines)
    yield from (f"start value {book.start_value(path)}" for path in found.starts)


def _wrapped(text: str, indent: str = "") -> str:
    return fill(" ".join(text.split()), WIDTH, initial_indent=indent, subsequent_indent=indent or "    ",
                break_on_hyphens=False, break_long_words=False)
