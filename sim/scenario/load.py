"""The door to scenarios: load one, list the shipped ones. Raises MultivectorError with all problems at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from sim.errors import MultivectorError, Problem
from sim.scenario import sound
from sim.scenario.case import Case
from sim.scenario.changes import check_changes
from sim.scenario.codes import Code
from sim.scenario.consistency import check_consistency
from sim.scenario.files import SUFFIXES, is_bare, is_file, locate, shipped_scenarios
from sim.scenario.identity import identity
from sim.scenario.merge import SourceMap
from sim.scenario.overlay import is_translated, learn, overlaid
from sim.scenario.paths import names_of
from sim.scenario.references import check_references
from sim.scenario.schema import Scenario
from sim.scenario.shape import Shaped, shape
from sim.scenario.studies import Change
from sim.scenario.taken import gathered
from sim.scenario.whole import read_merged
from sim.scenario.words import listed, shown
from sim.scenario.yaml_source import Node, plain, read_yaml


@dataclass(frozen=True)
class Loaded:
    """`name`: how a log finds it again, a shipped one by its id, any other by the absolute path of its file.
    `identity`: the digest of what can change a number. `read`: its source map, or the file to read it from."""

    name: str
    scenario: Scenario
    identity: str
    read: SourceMap | Path = field(repr=False, compare=False)

    @cached_property
    def source(self) -> SourceMap:
        """Gives later checks the file and line of a field."""
        return read_merged(self.read) if isinstance(self.read, Path) else self.read


@dataclass(frozen=True, slots=True)
class Summary:
    """What a menu shows of a scenario."""

    id: str
    title: str
    summary: str
    opens: str
    ends: str
    minutes: int


def load_scenario(name_or_path: str | Path) -> Loaded:
    """A shipped scenario by its bare id, any other by the path of its file."""
    name = str(name_or_path)
    full = name if is_bare(name) else str(Path(name).absolute())
    path, translated = locate(name_or_path), is_translated()
    if not translated and (found := sound.recall(path)):
        return Loaded(full, *found, path)
    loaded = _loaded(full, read_merged(path))
    sound.remember(path, loaded.source.origin, plain(loaded.source.root), loaded.identity)
    return _told(loaded) if translated else loaded


def load_changes(loaded: Loaded, name: str) -> tuple[Loaded, tuple[str, ...]]:
    """The scenario with the changes that the name stands for, and their ids: one of the scenario's own, or those of a
    file, which holds one change or a mapping `changes:` of several."""
    if name in loaded.scenario.changes:
        return loaded, (name,)
    if not name.endswith(SUFFIXES) and not is_file(Path(name)):
        known = tuple(loaded.scenario.changes)
        raise MultivectorError(Problem("MV-R010", f"there is no change {shown(name)}", value=name,
                                       allowed=listed(known), mend="or give the path of a file", near=(name, known)))
    found = _changes_in(read_yaml(Path(name)), Path(name).stem)
    root, before = loaded.source.root, loaded.source.root.value.get("changes")
    entries = {**(before.value if before else {}), **found}
    changes = Node(entries, root.file, root.line, root.column)
    merged = SourceMap(Node({**root.value, "changes": changes}, root.file, root.line, root.column), loaded.source.file)
    return replace(_loaded(loaded.name, merged), identity=loaded.identity), tuple(found)


def change_from(data: Any) -> Change:
    """A change that a log carries; it was checked when the log was begun."""
    try:
        return Change.model_validate(data)
    except ValidationError as error:
        raise MultivectorError(Problem("MV-L013", "the log holds a change that is none", value=shown(data),
                                       mend="the log was not written by a game: begin a new one")) from error


def _changes_in(root: Node, stem: str) -> dict[str, Node]:
    if "changes" not in root.value:
        return {stem: root}
    others = [key for key in root.value if key != "changes"]
    problems = [Problem(Code.UNKNOWN_FIELD, f"unknown field {shown(key)}", root.value[key].key_place(key), shown(key),
                        "changes", "move it into one of the changes, or delete it") for key in others]
    entries = root.value["changes"]
    if not isinstance(entries.value, dict) or not entries.value:
        problems.append(Problem(Code.WRONG_TYPE, "no change is named here", entries.place("changes"),
                                allowed="`name:`, and below it the fields of a change"))
    if problems:
        raise MultivectorError(*problems)
    return entries.value


def _told(loaded: Loaded) -> Loaded:
    """In the language of the process; it stays the scenario that it is."""
    source, forms = overlaid(loaded.scenario, loaded.source)
    if source is not loaded.source:
        loaded = replace(_loaded(loaded.name, source), identity=loaded.identity)
    learn(loaded.scenario, forms)
    return loaded


def _loaded(name: str, source: SourceMap) -> Loaded:
    shaped = shape(plain(source.root), source)
    problems = list(gathered([*shaped.problems, *_meaning(shaped, source)], source))
    if problems or shaped.scenario is None:
        raise MultivectorError(*_sorted(problems, source))
    return Loaded(name, shaped.scenario, identity(shaped.scenario), source)


def list_scenarios() -> list[Summary]:
    """The shipped scenarios that are complete, that is, have an `id`."""
    return [_summary(path) for path in shipped_scenarios()]


def check_part(path: Path) -> None:
    """Check a file that others inherit, as far as it can be checked alone: its fields, not what it leaves to others."""
    source = read_merged(path)
    problems = [p for p in shape(plain(source.root), source).problems if p.code != Code.MISSING_FIELD]
    if problems:
        raise MultivectorError(*_sorted(problems, source))


def _summary(path: Path) -> Summary:
    """From the file alone; what it inherits is read only when it must be."""
    root = read_yaml(path)
    if any(name not in root.value for name in Summary.__slots__):
        root = read_merged(path).root
    found = {name: root.value[name].value for name in Summary.__slots__ if name in root.value}
    return Summary(**{"minutes": Scenario.model_fields["minutes"].default, **found})


def _meaning(shaped: Shaped, source: SourceMap) -> Iterator[Problem]:
    if shaped.scenario is not None:
        case = Case(shaped.scenario, names_of(shaped.scenario).plus(shaped.dropped), source)
        yield from check_references(case)
        yield from check_consistency(case)
        yield from check_changes(case)


def _sorted(problems: list[Problem], source: SourceMap) -> list[Problem]:
    """The scenario's own file first, each file from top to bottom."""
    files = list(dict.fromkeys([source.file, *(p.place.file for p in problems)]))
    return sorted(problems, key=lambda p: (files.index(p.place.file), p.place.line, p.place.column))
