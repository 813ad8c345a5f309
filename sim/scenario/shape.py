"""The shape of the fields: pydantic's findings as problems with a place, and what is left when the bad parts go."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from sim.errors import MultivectorError, Place, Problem
from sim.scenario import base
from sim.scenario.codes import Code
from sim.scenario.merge import SourceMap
from sim.scenario.schema import Scenario
from sim.scenario.studies import Change
from sim.scenario.words import listed, shown
from sim.scenario.yaml_source import Node

Loc = tuple[int | str, ...]
M = TypeVar("M", bound=BaseModel)

WRONG_TYPE = {"string_type": "text", "int_type": "a whole number", "int_from_float": "a whole number",
              "float_type": "a number", "float_parsing": "a number", "bool_type": "true or false",
              "tuple_type": "a list", "dict_type": "fields, `name: value`", "model_type": "fields, `name: value`",
              "model_attributes_type": "fields, `name: value`"}
A_NUMBER = "write a number, without quotes or unit, with a decimal point"
TYPE_MEND = {"string_type": 'write text in quotes, "2018"', "float_type": A_NUMBER, "float_parsing": A_NUMBER,
             "int_type": "write a number, without quotes or unit", "tuple_type": "write [a, b], or lines with dashes"}
BOUNDS = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than"}
LENGTHS = {"too_short", "too_long"}
LENGTH_BOUNDS = {"min_length": "at least", "max_length": "at most"}
RANGE = {"greater_than", "greater_than_equal", "less_than", "less_than_equal", "finite_number"}


def _pattern(text: object) -> str:
    return next(meta.pattern for meta in get_args(text) if getattr(meta, "pattern", None))


FORMS = {_pattern(base.Month): "a month, such as 2018-03, between 1900 and 2099",
         _pattern(base.Id): "a lower-case letter, then lower-case letters, digits, - and _",
         _pattern(base.ChangeId): "a letter, then letters, digits, - and _",
         _pattern(base.Path): "an indicator, such as rivalry, <actor>.approval or <actor>.<actor>.trade",
         _pattern(base.AgentId): "<actor>, <actor>.legislature, <actor>.society or <actor>.investors",
         _pattern(base.MoveKey): "an option; `option@agent` or `option>target` for one of its moves",
         _pattern(base.Iso): "a code of ISO 3166 in two or three capitals, such as NO or NOR",
         _pattern(base.Claim): "a letter and two digits, such as C07",
         _pattern(base.Line): "text on one line"}


SCENARIO = "a change leaves {} as they are: write a scenario that `inherits:` from this one, and run that"
NOT_IN_CHANGES = {
    "options": "name options under `force`, `forbid` or `effects`; for other options write a scenario that inherits",
    "history": "use `force` to bring an option into force in a month, and `forbid` to take it away",
    "doctrines": "use `seats` to give an agent another doctrine; for other doctrines write a scenario that inherits",
    **{name: SCENARIO.format(name)
       for name in ("actors", "pairs", "institutions", "issues", "regimes", "terms", "claims", "facts")},
}
STAND_INS: dict[str, Any] = {"id": "x", "title": "x", "summary": "x", "situation": "x", "arena": "x",
                             "turn_months": 1, "minutes": 90}


@dataclass(frozen=True, slots=True)
class Shaped:
    """`scenario`: None when not even a part can be read. `dropped`: the entries left out of it, (section, key)."""

    scenario: Scenario | None
    problems: tuple[Problem, ...] = ()
    dropped: frozenset[tuple[str, str]] = frozenset()


def shape(data: dict[str, Any], source: SourceMap) -> Shaped:
    """Validate; on problems try again without the entries that have them, so that the rest can be checked as well."""
    empty = tuple(_empty(Scenario, source.root, Scenario, ""))
    try:
        return Shaped(_validate(data), empty)
    except ValidationError as error:
        findings = error.errors(include_url=False)
    problems = (*empty, *_once([_problem(Scenario, data, finding, source) for finding in findings]))
    locs = [finding["loc"] for finding in findings]
    dropped = frozenset((str(loc[0]), str(loc[1])) for loc in locs if len(loc) > 1)
    try:
        return Shaped(_validate(_without(data, locs)), problems, dropped)
    except ValidationError:
        return Shaped(None, problems)


def _validate(data: Mapping[str, Any]) -> Scenario:
    """Strictly, through JSON: there a list may become a tuple, but text no number and `true` no 1."""
    return Scenario.model_validate_json(json.dumps(data), strict=True)


def read_as(kind: type[M], data: Mapping[str, Any], source: SourceMap) -> M:
    """Another kind of file, in its shape. Raises MultivectorError with all problems, each with its place."""
    problems = list(_empty(kind, source.root, kind, ""))
    try:
        found = kind.model_validate_json(json.dumps(data, default=str), strict=True)
    except ValidationError as error:
        findings = error.errors(include_url=False)
        raise MultivectorError(*problems, *_once([_problem(kind, data, x, source) for x in findings])) from error
    if problems:
        raise MultivectorError(*problems)
    return found


def _empty(root: Any, node: Node, kind: Any, field: str) -> Iterator[Problem]:
    """Unknown fields that hold nothing: `plain` has left them out. `{value: 3,5}` makes one, called 5."""
    known = _fields(kind)
    for key, child in node.items():
        path = f"{field}.{key}" if field else str(key)
        if known and key not in known:
            if child.value is None:
                yield _unknown(root, str(key), kind, child.key_place(path))
        else:
            yield from _empty(root, child, _below(kind, key), path)


def _without(data: Mapping[str, Any], locs: list[Loc]) -> dict[str, Any]:
    """The data without faulty entries; a list with one goes as a whole, or the places of the others would shift."""
    rest = {name: value for name, value in data.items() if name in Scenario.model_fields}
    for section, *keys in locs:
        entries = rest.get(str(section))
        if section in STAND_INS:
            rest[str(section)] = STAND_INS[str(section)]
        elif keys and isinstance(entries, dict):
            rest[str(section)] = {key: entry for key, entry in entries.items() if key != keys[0]}
        elif keys and isinstance(entries, list):
            rest[str(section)] = []
    return rest


def _once(problems: list[Problem]) -> list[Problem]:
    """One problem a field: where several types are allowed, pydantic complains once for each of them."""
    first: dict[tuple[str, str], Problem] = {}
    above = {holder for problem in problems for holder in _holders(problem.place.field)}
    for problem in problems:
        if problem.code != Code.WRONG_TYPE or problem.place.field not in above:
            first.setdefault((problem.code, problem.place.field), problem)
    return list(first.values())


def _holders(field: str) -> Iterator[str]:
    """`a` and `a.b` of `a.b.c`."""
    while field := field.rpartition(".")[0]:
        yield field


def _problem(root: Any, data: Any, finding: Any, source: SourceMap) -> Problem:
    kind, loc = finding["type"], _existing(data, finding["loc"])
    field = ".".join(map(str, loc))
    if kind in LENGTHS or (kind == "missing" and isinstance(finding["loc"][-1], int)):
        return _length(source.place(field), finding["input"], _kind(root, loc), finding.get("ctx", {}))
    if kind == "missing":
        name = str(finding["loc"][-1])
        field = f"{field}.{name}" if field else name
        meaning = getattr(_kind(root, loc), "model_fields", {})[name].description
        return Problem(Code.MISSING_FIELD, f"the field {name} is missing", source.place(field),
                       mend=f"add it: {meaning}" if meaning else "add it")
    if kind == "extra_forbidden":
        return _unknown(root, str(loc[-1]), _kind(root, loc[:-1]), source.key_place(field))
    place = source.key_place(field) if finding["loc"][-1] == "[key]" else source.place(field)
    code, what, allowed, mend = _finding(kind, finding.get("ctx", {}), finding["msg"])
    near = (str(finding["input"]), allowed.split(", ")) if code == Code.NOT_A_CHOICE else None
    return Problem(code, what, place, shown(finding["input"]), allowed, mend, near)


def _unknown(root: Any, name: str, kind: Any, place: Place) -> Problem:
    known, mend = _fields(kind), "delete it"
    if kind is Change and name in NOT_IN_CHANGES:
        return Problem(Code.UNKNOWN_FIELD, f"a change has no field {name}", place, name, listed(known),
                       NOT_IN_CHANGES[name])
    if name in root.model_fields:
        mend = "delete it, or move it to the top level of the file, where there is a field of this name"
    elif name.isdecimal():
        mend = "write numbers with a decimal point, 3.5; a comma begins a new field"
    return Problem(Code.UNKNOWN_FIELD, f"unknown field {shown(name)}", place, shown(name), listed(known),
                   mend, (name, known))


def _length(place: Place, entries: Any, kind: Any, context: dict[str, Any]) -> Problem:
    """A list or a group of fields with too few or too many entries. A tuple of fixed length has no bounds to name."""
    parts = get_args(kind)
    allowed = ", ".join(f"{word} {context[key]}" for key, word in LENGTH_BOUNDS.items() if key in context)
    if get_origin(kind) is tuple and Ellipsis not in parts:
        allowed = f"exactly {len(parts)}"
    few = len(entries) < int(allowed.split()[-1])
    return Problem(Code.TEXT_LENGTH, f"there are too {'few' if few else 'many'} entries", place, str(len(entries)),
                   f"{allowed} {'entry' if allowed.endswith(' 1') else 'entries'}",
                   "add what is missing" if few else "take out what is too much")


def _finding(kind: str, context: dict[str, Any], message: str) -> tuple[Code, str, str, str]:
    """Code, what is wrong, what is allowed, what to do."""
    if kind in RANGE:
        allowed = ", ".join(f"{word} {context[key]:,}" for key, word in BOUNDS.items() if key in context)
        return Code.OUT_OF_RANGE, "the number is out of range", allowed or "a finite number", ""
    if kind == "literal_error":
        choices = re.findall(r"'([^']*)'", context["expected"])
        return Code.NOT_A_CHOICE, "this is not one of the allowed words", listed(choices), "use one of them"
    if kind == "string_pattern_mismatch":
        return Code.MALFORMED, "this is not written in the right form", FORMS.get(context["pattern"], message), ""
    if kind in ("string_too_short", "string_too_long"):
        allowed = ", ".join(f"{key.removesuffix('_length')}imum {n:,} characters" for key, n in context.items())
        return Code.TEXT_LENGTH, "the text is too short or too long", allowed, ""
    return Code.WRONG_TYPE, "this is of the wrong type", WRONG_TYPE.get(kind, message), TYPE_MEND.get(kind, "")


def _existing(data: Any, loc: Loc) -> Loc:
    """The part of pydantic's location that is in the file: it adds `[key]` and the types of a union."""
    found: Loc = ()
    for part in loc:
        if _holds(data, part):
            data, found = data[part], (*found, part)
    return found


def _holds(data: Any, part: int | str) -> bool:
    if isinstance(data, list):
        return isinstance(part, int) and part < len(data)
    return isinstance(data, dict) and part in data


def _kind(root: Any, loc: Loc) -> Any:
    """The type of what stands at a location of a file."""
    kind = root
    for part in loc:
        kind = _below(kind, part)
    return kind


def _fields(kind: Any) -> list[str]:
    """Names of the fields that the type knows; none if it is no group of fields."""
    return list(kind.model_fields) if isinstance(kind, type) and issubclass(kind, BaseModel) else []


def _below(kind: Any, part: int | str) -> Any:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return _bare(kind.model_fields[str(part)].annotation)
    arguments = [a for a in get_args(kind) if a is not Ellipsis]
    return _bare(arguments[-1]) if arguments else kind


def _bare(kind: Any) -> Any:
    """The type without Annotated and `| None`; of several kinds the one with fields."""
    if get_origin(kind) is Annotated:
        return _bare(get_args(kind)[0])
    if get_origin(kind) in (Union, UnionType) and (groups := [one for one in get_args(kind) if _fields(one)]):
        return groups[0]
    if NoneType in get_args(kind):
        return _bare(next(a for a in get_args(kind) if a is not NoneType))
    return kind
