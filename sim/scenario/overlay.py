"""The texts of a scenario in the language of the process: a file beside it, `summit-2018.uz-Cyrl.yaml`, of keys and
texts. It is checked as the scenario is, and no number comes of it.

A key is the path of a text, `options.summit.title`, `questions.0` (lists count from 0). A name may have forms for the
cases of a language: `actors.ACTOR.label.genitive`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from sim import texts
from sim.errors import MultivectorError, Problem
from sim.scenario.codes import Code
from sim.scenario.files import is_file
from sim.scenario.identity import is_told
from sim.scenario.merge import SourceMap, put
from sim.scenario.schema import Scenario
from sim.scenario.words import shown
from sim.scenario.yaml_source import Node, plain, read_yaml

NAMES = "actors."  # what may have forms


def is_translated() -> bool:
    """Whether the process speaks another language than scenarios are written in."""
    return _tag() != texts.SOURCE


def overlaid(scenario: Scenario, source: SourceMap) -> tuple[SourceMap, dict[str, Node]]:
    """The fields with the texts of the files beside them, and the forms of names by their keys. A file speaks of what
    its own scenario says; the scenario's own also of what is inherited. Raises MultivectorError for what is no text."""
    known, forms, problems = dict(texts_of(scenario)), dict[str, Node](), list[Problem]()
    for file in source.files:
        own = file == source.file
        for key, node in _beside(file).items():
            if key.startswith(NAMES) and key not in known and key.rpartition(".")[0] in known:
                forms[key] = node
                problems += [] if isinstance(node.value, str) else [_no_text(key, node)]
            elif key in known and (own or source.place(key).file == file):
                source = put(source, key, node)
            elif own:
                problems.append(_unknown(key, node, known))
    if problems:
        raise MultivectorError(*problems)
    return source, forms


def learn(scenario: Scenario, forms: Mapping[str, Node]) -> None:
    """Tell the language how names read in its cases."""
    known = dict(texts_of(scenario))
    for key, node in forms.items():
        name, _, case = key.rpartition(".")
        texts.language(texts.wanted()).learn(known[name], case, str(node.value))


def texts_of(value: Any, key: str = "", told: bool = False) -> Iterator[tuple[str, str]]:
    """(path, text) of all that is told to people only."""
    if isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            yield from texts_of(getattr(value, name), f"{key}.{name}".lstrip("."), told or is_told(field))
    elif isinstance(value, dict | tuple):
        for name, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from texts_of(item, f"{key}.{name}", told)
    elif told and isinstance(value, str):
        yield key, value


def _tag() -> str:
    return Path(texts.wanted()).name


def _beside(file: str) -> dict[str, Node]:
    """The texts of the file in the nearest language that there are any in."""
    tag = _tag()
    paths = (Path(file).with_suffix(f".{near}.yaml") for near in texts.nearest(tag))
    return next((read_yaml(path).value for path in paths if is_file(path)), {})


def _no_text(key: str, node: Node) -> Problem:
    return Problem(Code.WRONG_TYPE, "this is not a text", node.place(key), shown(plain(node)), "a text")


def _unknown(key: str, node: Node, known: Mapping[str, str]) -> Problem:
    return Problem(Code.NOT_A_TEXT, f"the scenario has no text {shown(key)}", node.key_place(key), shown(key),
                   "the path of a text that people read", "take the path from the scenario's file",
                   (key, tuple(known)))
