"""A report of a store: one HTML page, complete in itself. Nothing is fetched from anywhere, nothing is run."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from math import isfinite
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from sim.errors import command
from sim.report import laboratory_charts as charts
from sim.report.laboratory import differing, number, words
from sim.texts import say

if TYPE_CHECKING:
    from sim.batch.account import Account, Drivers
    from sim.batch.account import Picture as Found
    from sim.batch.payoffs import Payoff, Payoffs
    from sim.batch.pictures import Axis, Fan, Heat
    from sim.batch.summary import Row
    from sim.scenario.design import Design

NONE = "none"
TREATMENT = "treatment"  # the column of worlds that were made in Python
ACROSS, UP = 12, 24  # columns and rows of a table of worlds that can be taken in
RANKED = 10  # rank correlations that are listed


@dataclass(frozen=True, slots=True)
class Cell:
    """`share`: of colour; None: no number."""

    words: str
    share: float | None = None

    @property
    def light(self) -> bool:
        """Whether its letters are, for so much colour."""
        return self.share is not None and self.share > charts.DARK

    @property
    def tint(self) -> str:
        """What the style sheet reads."""
        return "" if self.share is None else f"--share:{self.share:.1%}"


@dataclass(frozen=True, slots=True)
class Table:
    """`rows`: a heading and its cells. `caption`: what it is of."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """`picture`: None where there is nothing to draw, and `note` says why."""

    caption: str
    picture: charts.Picture | None
    table: Table | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """An outcome or an indicator."""

    anchor: str
    name: str
    unit: str
    figures: tuple[Figure, ...]
    tables: tuple[Table, ...] = ()


def html(found: Account) -> str:
    """The same page for the same store, byte for byte."""
    labels = _labels(found.worlds)[:found.drawn]
    rows = {name: list(of) for name, of in groupby(
        sorted(found.summary.rows, key=lambda row: row.outcome), key=lambda row: row.outcome)}
    outcomes = [_outcome(found, its, rows[its.name][:found.drawn], labels, k)
                for k, its in enumerate(found.pictures, 1)]
    return _template().render(
        d=found, design=found.design, title=_title(found), facts=list(_facts(found)), method=list(_method(found)),
        worlds=list(_worlds(found.design, found.worlds)), summary=_summary(rows, labels, found), limit=_limit(found),
        reading=list(_reading(found)), keys=list(_keys(found)), outcomes=outcomes, paths=list(_months(found, labels)),
        fans=say("report-fan-key", beside="yes" if len(labels) > 1 else "no"),
        payoffs=[_payoffs(its, found.payoffs) for its in found.payoffs], repeat=command("repeat", found.folder),
        cite=_cite(found), bibtex=_bibtex(found), digests=list(_digests(found)), design_caption=_design_caption(found),
        told=json.dumps(found.manifest["design"], indent=1))


@cache
def _template() -> Template:
    room = Environment(loader=PackageLoader("sim.report"), autoescape=True, undefined=StrictUndefined,
                       trim_blocks=False, lstrip_blocks=False)
    room.globals.update(say=say)
    return room.get_template("report.html.j2")


def _labels(worlds: Sequence[Mapping[str, str]]) -> list[str]:
    """What tells each world apart; of one alone, its scenario."""
    differ = differing(worlds)
    return [words(world, differ) if differ else world["scenario"] for world in worlds]


def _shorter(rows: Sequence[Row], labels: Sequence[str]) -> list[str]:
    """For pictures: where several columns tell worlds apart, their words without the columns' names."""
    differ = differing([row.world for row in rows])
    return [", ".join(row.world[name] for name in differ) for row in rows] if len(differ) > 1 else list(labels)


# --- what was run ----------------------------------------------------------------------------------------------------


def _title(found: Account) -> str:
    return say("report-title", scenarios=tuple(dict.fromkeys(world["scenario"] for world in found.worlds)),
               runs=found.summary.runs)


def _limit(found: Account) -> str:
    """What is left out, if anything is."""
    if found.drawn == len(found.worlds):
        return ""
    return say("report-drawn", drawn=found.drawn, worlds=len(found.worlds),
               command=command("summary", found.folder))


def _keys(found: Account) -> Iterator[str]:
    """How to read the pictures that there are."""
    yield say("report-spread-key")
    if any(row.robustness for row in found.summary.rows):
        yield say("report-met-key")
    if any(one.sobol for its in found.pictures for one in its.drivers):
        yield say("report-sobol-key")


def _facts(found: Account) -> Iterator[tuple[str, str]]:
    counts = {"runs": found.summary.runs, "worlds": len(found.worlds), "points": found.points,
              "replications": found.design.replications, "outcomes": len(found.pictures)}
    yield from ((f"{count:,}", say("report-fact", what=what, count=count)) for what, count in counts.items() if count)


def _method(found: Account) -> Iterator[str]:
    """For the appendix of a paper, paragraph by paragraph."""
    its, m, design = found.design.sampling, found.manifest, found.design
    yield say("report-model", version=m["machine"]["version"], ruleset=m["ruleset"], runs=found.rows,
              worlds=len(found.worlds), points=found.points, replications=design.replications)
    yield say("report-sampling", method=its.method, points=its.points or found.points, levels=its.levels or 2,
              seed=f"{its.seed}", count=len(design.uncertainties))
    yield _others(found)
    if settings := tuple(_settings(design)):
        yield say("report-settings", settings=settings)
    yield say("report-luck", seed=f"{design.seed}", first=design.first_run,
              last=design.first_run + design.replications - 1)
    yield say("report-machine", numpy=m["machine"]["numpy"], pyarrow=m["machine"]["pyarrow"], cpu=m["machine"]["cpu"])


def _others(found: Account) -> str:
    """The numbers that have a range but are no uncertainties of the design."""
    design = found.design
    others = len(found.manifest["drawn"]) - len(design.uncertainties)
    stated = design.first_run == 0 and design.replications == 1
    return say("report-others", others=others, stated="all" if stated else "one" if design.first_run == 0 else "no")


def _settings(design: Design) -> Iterator[str]:
    """What was done to every world."""
    if design.off:
        yield say("report-setting", what="off", names=tuple(design.off), months=0, name="", value="")
    if design.record:
        yield say("report-setting", what="record", names="", months=0, name="", value="")
    if design.turn_months:
        yield say("report-setting", what="turn", names="", months=design.turn_months, name="", value="")
    for name, value in design.settings.items():
        yield say("report-setting", what="number", names="", months=0, name=name, value=f"{value:g}")


def _worlds(design: Design, worlds: Sequence[Mapping[str, str]]) -> Iterator[tuple[str, list[str]]]:
    """Each column that says which world a row is of, and its words."""
    for name in worlds[0]:
        found = dict.fromkeys(world[name] for world in worlds)
        yield name, [_word(design, name, word) for word in list(found)[:UP]] + (["…"] if len(found) > UP else [])


def _word(design: Design, column: str, word: str) -> str:
    if column == "policy":
        held = design.policies.get(word, {})
        return f"{word} ({', '.join(f'{seat}: {course}' for seat, course in held.items())})" if held else word
    if column.startswith("lever."):
        its = design.levers[column.removeprefix("lever.")][word]
        acts = [say("report-forbidden", option=option, month=month) for option, month in its.forbid.items()]
        acts += [say("report-forced", option=forced.option, month=forced.month) for forced in its.force]
        return f"{word} ({', '.join(acts)})" if acts else word
    return word


def _reading(found: Account) -> Iterator[str]:
    """What the numbers take for granted."""
    if found.summary.missing:
        yield say("laboratory-missing", missing=found.summary.missing, parts=found.summary.parts)
    if len(found.worlds) > 1:
        yield say("report-worlds-share")
    if any(row.robustness for row in found.summary.rows):
        yield say("laboratory-wilson")
        if found.summary.related:
            yield say("laboratory-related")
    drivers = [one for its in found.pictures for one in its.drivers]
    if any(one.sobol for one in drivers):
        yield say("laboratory-method")
        if found.design.replications > 1:
            yield say("laboratory-replications", replications=found.design.replications)
    if any(one.ranks for one in drivers):
        yield say("report-ranks")
    if not found.whole:
        yield say("report-sampled")
    yield say("report-model-only")


def _cite(found: Account) -> str:
    return say("report-cite", version=found.manifest["machine"]["version"], ruleset=found.manifest["ruleset"],
               runs=found.rows, study=found.summary.study)


def _bibtex(found: Account) -> str:
    study = found.summary.study
    lines = {"author": say("report-author"), "title": say("report-about"),
             "version": found.manifest["machine"]["version"],
             "note": say("report-bibtex", ruleset=found.manifest["ruleset"], study=study)}
    return "\n".join([f"@software{{multivector-{study[:8]},", *(f"  {k} = {{{x}}}," for k, x in lines.items()), "}"])


def _digests(found: Account) -> Iterator[tuple[str, str]]:
    yield say("report-digest", what="study", name=""), found.summary.study
    treatments = [one["treatment"] for one in found.manifest["experiments"]]
    for name, digest in {one["scenario"]: one["identity"] for one in treatments}.items():
        yield say("report-digest", what="scenario", name=name), digest
    if found.points:
        yield say("report-digest", what="points", name=""), found.manifest["points"]


def _design_caption(found: Account) -> str:
    if TREATMENT in found.worlds[0]:
        return say("report-design-made")
    return say("report-design", command=command("batch"))


# --- what was found --------------------------------------------------------------------------------------------------

HEADS = ("what", "count", "mean", "p05", "p25", "p50", "p75", "p95", "empty")


def _summary(rows: Mapping[str, Sequence[Row]], labels: Sequence[str], found: Account) -> list[Table]:
    """World by world, as `summary` prints it."""
    met = any(row.robustness for row in found.summary.rows)
    heads = tuple(say("report-head", column=x) for x in (*HEADS, *(["met"] if met else [])))
    return [Table(label, heads, tuple((its.name, _numbers(rows[its.name][k], met)) for its in found.pictures))
            for k, label in enumerate(labels)]


def _numbers(row: Row, met: bool) -> tuple[Cell, ...]:
    told = [None] * 6 if row.quantiles is None else [row.mean, *row.quantiles]
    its = row.robustness
    bound = [] if its is None else [f"{'≥' if its.below is None else '≤'} "
                                    f"{number(its.above if its.below is None else its.below)}: {its.share:.1%} "
                                    f"({its.low:.1%} – {its.high:.1%})"]
    cells = [f"{row.count:,}", *map(number, told), f"{row.empty:.1%}" if row.empty else "", *(bound or [""] * met)]
    return tuple(Cell(x) for x in cells)


def _outcome(found: Account, its: Found, rows: Sequence[Row], labels: Sequence[str], k: int) -> Section:
    told = labels if len(found.worlds) > 1 else [""]
    figures = [_spread(its, rows, labels), *_met(rows, labels), *_drivers(found, its, told)]
    table = _worlds_table(its, found.worlds)
    return Section(f"outcome-{k}", its.name, its.unit, tuple(figures), (table,) if table else ())


def _spread(its: Found, rows: Sequence[Row], labels: Sequence[str]) -> Figure:
    heads = tuple(say("report-head", column=x) for x in ("world", *HEADS[1:]))
    table = Table(say("report-spread-table", name=its.name), heads,
                  tuple((label, _numbers(row, False)) for label, row in zip(labels, rows, strict=True)))
    caption = say("report-spread")
    if its.spread is None:
        return Figure(caption, None, table, say("report-no-number"))
    bound = next((x for row in rows if row.robustness for x in (row.robustness.above, row.robustness.below)
                  if x is not None), None)
    note = say("report-flat") if len(its.spread.edges) == 2 else ""
    return Figure(caption, charts.hills(its.name, its.spread, rows, _shorter(rows, labels), bound), table, note)


def _met(rows: Sequence[Row], labels: Sequence[str]) -> Iterator[Figure]:
    its = next((row.robustness for row in rows if row.robustness), None)
    if its is None:
        return
    bound = f"≥ {number(its.above)}" if its.above is not None else f"≤ {number(its.below)}"
    told = [(label, tuple(Cell(f"{x:.1%}") for x in (row.robustness.share, row.robustness.low,
                                                          row.robustness.high)))
            for label, row in zip(labels, rows, strict=True) if row.robustness]
    heads = tuple(say("report-head", column=x) for x in ("world", "share", "low", "high"))
    caption = say("report-met", bound=bound)
    yield Figure(caption, charts.shares(rows, _shorter(rows, labels)), Table(caption, heads, tuple(told)))


def _drivers(found: Account, its: Found, labels: Sequence[str]) -> Iterator[Figure]:
    """Kind by kind, world by world."""
    names = tuple(found.design.uncertainties)
    there = list(zip(its.drivers, labels, strict=False))
    if its.refused:
        yield Figure(say("report-sobol"), None, None, say("report-refused", code=its.refused))
    for one, label in there:
        yield _ranked(one, label) if one.sobol is None else _sobol(names, one, label)
    for one, label in there:
        if one.heat is not None:
            yield _heat(one.heat, label)


def _with(caption: str, label: str) -> str:
    return f"{caption}: {label}" if label else caption


def _sobol(names: tuple[str, ...], one: Drivers, label: str) -> Figure:
    caption = _with(say("report-sobol"), label)
    its = one.sobol.indices if one.sobol else None
    if its is None:
        return Figure(caption, None, None, say("laboratory-undefined"))
    heads = tuple(say("report-head", column=x) for x in ("uncertainty", "first", "total"))
    order = (-its.total).argsort(kind="stable").tolist()
    rows = tuple((names[i], tuple(Cell(f"{x[i]:.3f} ({ends[0, i]:.3f} – {ends[1, i]:.3f})")
                                  for x, ends in ((its.first, its.first_ends), (its.total, its.total_ends))))
                 for i in order)
    return Figure(caption, charts.indices(names, its), Table(caption, heads, rows))


def _ranked(one: Drivers, label: str) -> Figure:
    caption = _with(say("report-tornado"), label)
    its = one.ranks
    if its is None:
        return Figure(caption, None, None, say("report-undefined"))
    heads = tuple(say("report-head", column=x) for x in ("number", "rank"))
    rows = tuple((name, (Cell(f"{value:+.3f}"),))
                 for name, value in zip(its.names[:RANKED], its.values.tolist(), strict=False))
    note = say("report-chance", beyond=its.beyond, tried=len(its.names), count=its.count, chance=f"{its.chance:.2f}")
    return Figure(caption, charts.tornado(its), Table(caption, heads, rows), note)


def _heat(its: Heat, label: str) -> Figure:
    caption = _with(say("report-heat"), label)
    there = its.means[its.counts > 0]
    ends = float(there.min()), float(there.max())
    heads = (f"{its.y.name} \\ {its.x.name}", *_cells(its.x))
    rows = tuple((head, tuple(Cell(number(mean) if isfinite(mean) else "") for mean in row))
                 for head, row in zip(_cells(its.y), its.means.tolist(), strict=True))
    note = say("report-ends", low=number(ends[0]), high=number(ends[1]),
               empty="yes" if (its.counts == 0).any() else "no")
    return Figure(caption, charts.heat(its, ends), Table(caption, heads, rows), note)


def _cells(axis: Axis) -> list[str]:
    if axis.levels:
        return [number(level) for level in axis.levels]
    return [f"{number(low)} – {number(high)}" for low, high in zip(axis.edges, axis.edges[1:], strict=False)]


def _worlds_table(its: Found, worlds: Sequence[Mapping[str, str]]) -> Table | None:
    """The means of all worlds, one column that tells them apart against the others."""
    differ = differing(worlds)
    if len(differ) < 2:
        return None
    up = "policy" if "policy" in differ else differ[0]
    rest = [name for name in differ if name != up]
    rows, heads = (list(dict.fromkeys(found)) for found in (
        [world[up] for world in worlds], [words(world, rest) for world in worlds]))
    if len(rows) > UP or len(heads) > ACROSS:
        return None
    there = [mean for mean in its.means if isfinite(mean)]
    ends = (min(there), max(there)) if there else (0.0, 0.0)
    cells = {(world[up], words(world, rest)): _tinted(mean, ends)
             for world, mean in zip(worlds, its.means, strict=True)}
    return Table(say("report-worlds-table", name=its.name), (up, *heads),
                 tuple((row, tuple(cells.get((row, head), Cell("")) for head in heads)) for row in rows))


def _tinted(mean: float, ends: tuple[float, float]) -> Cell:
    return Cell(number(mean), charts.colour(mean, ends)) if isfinite(mean) else Cell(number(None))


# --- months and payoffs ----------------------------------------------------------------------------------------------


def _months(found: Account, labels: Sequence[str]) -> Iterator[Section]:
    """A picture a world for each indicator; of one world alone, all indicators beside each other."""
    if len(labels) == 1 and found.fans:
        figures = [_fan(name, its, _unit(found, name), _ends(fans), None)
                   for name, fans in found.fans.items() for its in fans]
        yield Section("months-1", "", "", tuple(figures))
        return
    for k, (name, fans) in enumerate(found.fans.items(), 1):
        ends = _ends(fans)
        figures = [_fan(name, its, label, ends, fans[0] if n else None)
                   for n, (its, label) in enumerate(zip(fans, labels, strict=True))]
        yield Section(f"months-{k}", _unit(found, name), "", tuple(figures))


def _unit(found: Account, name: str) -> str:
    """An indicator with its unit, if an outcome tells it."""
    unit = found.manifest["outcomes"].get(f"{name}.end", "")
    return f"{name} {say('report-unit', unit=unit)}" if unit else name


def _ends(fans: Sequence[Fan | None]) -> tuple[float, float]:
    numbers = [x for its in fans if its is not None for x in its.bands.ravel().tolist() if isfinite(x)]
    return (min(numbers), max(numbers)) if numbers else (0.0, 1.0)


def _fan(name: str, its: Fan | None, label: str, ends: tuple[float, float], first: Fan | None) -> Figure:
    if its is None or not any(map(isfinite, its.bands.ravel().tolist())):
        return Figure(label, None, None, say("report-no-number"))
    heads = (say("report-head", column="month"), "5 %", "25 %", "50 %", "75 %", "95 %")
    rows = tuple((month, tuple(Cell(number(x) if isfinite(x) else "") for x in bands))
                 for month, bands in zip(its.months, its.bands.T.tolist(), strict=True))
    beside = None if first is None else first.bands[2]
    return Figure(label, charts.fan(name, its, ends, beside), Table(f"{name}, {label}", heads, rows))


def _payoffs(its: Payoffs, all_: Sequence[Payoffs]) -> Table:
    """Of two seats the one's doctrines against the other's; of more, a row a policy."""
    told = {held: tuple(_payoff(got, (k, s) in its.best) for s, got in enumerate(payoffs))
            for k, (_, held, payoffs) in enumerate(its.rows)}
    caption = words(its.world, differing([one.world for one in all_]))
    if len(its.seats) == 2 and len(told) == len(its.rows):
        (row, column), (down, across) = its.seats, (list(dict.fromkeys(x)) for x in zip(*told, strict=True))
        cells = tuple((one, tuple(Cell(" / ".join(told.get((one, other), (number(None),)))) for other in across))
                      for one in down)
        return Table(caption, (f"{row} \\ {column}", *across), cells)
    heads = ("policy", *its.seats, *(say("report-payoff", seat=seat) for seat in its.seats))
    return Table(caption, heads, tuple((policy, tuple(Cell(x) for x in (*held, *told[held])))
                                       for policy, held, _ in its.rows))


def _payoff(its: Payoff, best: bool) -> str:
    if not isfinite(its.mean):
        return number(None)
    half = f" ± {its.half:.2g}" if isfinite(its.half) else ""
    return f"{number(its.mean)}{half}{' ●' if best else ''}"


def report_json(found: Account, written: str) -> dict[str, Any]:
    """The documented form of `report --json` (docs/json.md)."""
    return {"written": written, "study": found.summary.study, "runs": found.summary.runs,
            "missing": found.summary.missing, "outcomes": [its.name for its in found.pictures],
            "paths": list(found.fans)}
