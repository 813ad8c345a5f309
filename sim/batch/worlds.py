"""From a design to its worlds: every combination of scenario, policy, change, levers and events, as treatments."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import product
from math import prod
from pathlib import Path
from typing import Any

from sim.batch.plan import Experiment, labels_of
from sim.engine.known import PARAMETERS, check_rules
from sim.errors import MultivectorError, Place, Problem, refuse
from sim.scenario.case import Case
from sim.scenario.check_design import check_design
from sim.scenario.design import NONE, Design
from sim.scenario.files import SUFFIXES, display, is_bare, read_text
from sim.scenario.load import Loaded, load_scenario
from sim.scenario.merge import SourceMap
from sim.scenario.paths import names_of
from sim.scenario.shape import read_as
from sim.scenario.studies import Change
from sim.scenario.yaml_source import Node, plain, read_yaml
from sim.treatment import Treatment
from sim.treatment.change import checked
from sim.treatment.words import check_turns, with_changes

DESIGN = re.compile(r"""^[\s{"']*scenarios["']?\s*:""", re.MULTILINE)
MOST_WORLDS = 10_000


@dataclass(frozen=True)
class Source:
    """A design and where it was written: `folder` is what the files that it names lie in."""

    design: Design
    places: SourceMap
    folder: Path


def is_design(name: str) -> bool:
    """Whether it is the file of a design, and not a scenario."""
    path = Path(name)
    return not is_bare(name) and name.endswith(SUFFIXES) and bool(DESIGN.search(read_text(path, display(path))))


def read_design(path: Path) -> Source:
    """A design from its file. Raises MultivectorError with all problems of its form."""
    root = read_yaml(path)
    places = SourceMap(root, display(path))
    if not isinstance(root.value, dict):
        raise refuse("MV-B001", "a design is a file of fields", value=display(path),
                     allowed="scenarios:, policies:, uncertainties: and others, as docs/laboratory.md shows")
    return Source(read_as(Design, plain(root), places), places, path.parent)


def from_fields(fields: Mapping[str, Any]) -> Source:
    """A design of the command line's or of Python's: its problems have no lines. Raises MultivectorError with all
    problems of its form."""
    places = SourceMap(Node({}, "", 0, 0), "")
    return Source(read_as(Design, fields, places), places, Path())


def worlds(source: Source) -> list[Experiment]:
    """Every world of a design. Raises MultivectorError with every problem."""
    found = [_loaded(source, name) for name in source.design.scenarios]
    problems = [problem for loaded in found for problem in _problems(source, loaded)]
    if problems:
        raise MultivectorError(*dict.fromkeys(problems))
    _count(source)
    return [one for loaded in found for one in _of(source, loaded)]


def _loaded(source: Source, name: str) -> Loaded:
    """A shipped scenario, or a file beside the design."""
    loaded = load_scenario(name if is_bare(name) else source.folder / name)
    if problems := list(check_rules(loaded)):
        raise MultivectorError(*problems)
    return loaded


def _problems(source: Source, loaded: Loaded) -> Iterator[Problem]:
    case = Case(loaded.scenario, names_of(loaded.scenario), source.places)
    yield from check_design(case, source.design, tuple(PARAMETERS))


def _count(source: Source) -> None:
    design = source.design
    levels = [len(design.scenarios), len(design.policies) or 1, len(design.changes) or 1,
              *map(len, design.levers.values()), *map(len, design.events.values())]
    if (count := prod(levels)) > MOST_WORLDS:
        raise MultivectorError(Problem(
            "MV-B002", f"the design has {count:,} worlds", source.places.place("scenarios"),
            " x ".join(map(str, levels)), f"at most {MOST_WORLDS:,}",
            "name fewer policies, changes, levers or events, or split it into several designs"))


def _of(source: Source, loaded: Loaded) -> Iterator[Experiment]:
    """The worlds of one scenario."""
    design = source.design
    for policy, change in product(design.policies or {NONE: {}}, design.changes or (NONE,)):
        with_change, names = _with_change(source, loaded, change)
        for words in product(*design.levers.values()):
            for switches in product(*design.events.values()):
                pulled = dict(zip(design.levers, words, strict=True))
                events = dict(zip(design.events, switches, strict=True))
                both = _with_settings(with_change, {**_pulled(design, pulled), **_switched(events)})
                treatment = _treatment(source, *both, names, design.policies.get(policy, {}))
                labels = labels_of(design, loaded.scenario.id, policy, _stem(change), pulled, events)
                yield Experiment(labels, treatment.manifest())


def _treatment(source: Source, loaded: Loaded, more: Sequence[str], names: Sequence[str],
               seats: Mapping[str, str]) -> Treatment:
    design = source.design
    plain = Treatment(loaded, {}, design.off, dict(design.settings), dict(seats), design.record,
                      check_turns(loaded.scenario, design.turn_months))
    with _placed(source.places.place("levers" if more else "changes")):
        return plain.changed(checked(loaded, (*names, *more)))


def _with_change(source: Source, loaded: Loaded, name: str) -> tuple[Loaded, tuple[str, ...]]:
    """The scenario with a change that the design names: one of its own, or a file beside the design."""
    if name == NONE:
        return loaded, ()
    own = name in loaded.scenario.changes or not name.endswith(SUFFIXES)
    with _placed(source.places.place(f"changes.{source.design.changes.index(name)}")):
        return with_changes(loaded, [name if own else str(source.folder / name)])


def _with_settings(loaded: Loaded, changes: Mapping[str, Change]) -> tuple[Loaded, tuple[str, ...]]:
    scenario = loaded.scenario.model_copy(update={"changes": {**loaded.scenario.changes, **changes}})
    return replace(loaded, scenario=scenario), tuple(changes)


def _pulled(design: Design, words: Mapping[str, str]) -> dict[str, Change]:
    """The settings of levers, as changes; one that leaves its lever alone is none."""
    found = {f"{name}={word}": design.levers[name][word] for name, word in words.items()}
    return {key: Change.model_validate({"text": key, "force": its.force, "forbid": its.forbid})
            for key, its in found.items() if its.force or its.forbid}


def _switched(switches: Mapping[str, str]) -> dict[str, Change]:
    """Events that are off, as changes."""
    return {f"{event}=off": Change.model_validate({"text": f"{event}=off", "events": {event: {"remove": True}}})
            for event, word in switches.items() if word == "off"}


def _stem(change: str) -> str:
    return Path(change).stem if change.endswith(SUFFIXES) else change


@contextmanager
def _placed(place: Place) -> Generator[None]:
    """Problems that know no line are of this place in the design."""
    try:
        yield
    except MultivectorError as error:
        raise MultivectorError(*(problem if problem.place.line else replace(problem, place=place)
                                 for problem in error.problems)) from error
