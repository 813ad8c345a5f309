"""Changes: what they make of a scenario, what they leave alone, and how mistakes are refused, with file and line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

import numpy as np
import pytest

from sim.catalogue import STORED
from sim.engine.advance import take_inputs
from sim.engine.indicators import path_of
from sim.engine.ledger import NullLedger
from sim.errors import MultivectorError, Problem
from sim.model import BalanceModel
from sim.scenario.load import Loaded, load_changes, load_scenario
from sim.scenario.studies import Change
from sim.treatment import Treatment
from sim.treatment.change import Variant, apply, checked, known, news, struck_in, touches
from sim.world.arrays import on_grid
from tests.boards import MINI, first_month, on


@pytest.fixture(scope="module")
def mini() -> Loaded:
    return load_scenario(MINI)


def written(folder: Path, text: str, name: str = "mine.yaml") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def variant(mini: Loaded, folder: Path, text: str) -> Treatment:
    """The miniature with a change of a file of one's own."""
    loaded, ids = load_changes(mini, written(folder, text))
    return Treatment(loaded, checked(loaded, ids), before=Treatment(mini))


def problems(mini: Loaded, folder: Path, text: str) -> tuple[Problem, ...]:
    with pytest.raises(MultivectorError) as caught:
        variant(mini, folder, text)
    return caught.value.problems


# --- what a change makes of a scenario -------------------------------------------------------------------------------


def test_a_figure_that_is_set_has_no_range(mini: Loaded, tmp_path: Path) -> None:
    path, figure = next((p, f) for p, f in mini.scenario.figures.items() if p.endswith(".approval"))
    found = variant(mini, tmp_path, f"text: x\nfigures:\n  {path}: {{set: 0.4}}\n")
    changed = found.scenario.figures[path]
    assert (changed.value, changed.low, changed.high) == (0.4, 0.4, 0.4) != (figure.value, figure.low, figure.high)
    assert found.touched == mini.scenario.starts


def test_a_scaled_parameter_takes_its_range_along(mini: Loaded, tmp_path: Path) -> None:
    found = variant(mini, tmp_path, "text: x\nparameters:\n  region.divide-and-rule.kappa: {scale: 0.5}\n")
    changed = found.scenario.parameters["region.divide-and-rule.kappa"]
    assert (changed.value, changed.low, changed.high) == (0.25, 0.15, 0.35)


def test_a_range_that_is_moved_past_zero_ends_there(mini: Loaded, tmp_path: Path) -> None:
    """0.5, drawn from 0.3 to 0.7: no run may draw a parameter that turns the rule round."""
    found = variant(mini, tmp_path, "text: x\nparameters:\n  region.divide-and-rule.kappa: {shift: -0.4}\n")
    changed = found.scenario.parameters["region.divide-and-rule.kappa"]
    assert (changed.value, changed.low, changed.high) == pytest.approx((0.1, 0.0, 0.3))


def test_a_series_changes_in_its_months_only(mini: Loaded, tmp_path: Path) -> None:
    path = next(iter(mini.scenario.series))
    opens, ends = mini.scenario.opens, mini.scenario.ends
    found = variant(mini, tmp_path, f"text: x\nseries:\n  {path}: {{shift: 1, first: {opens}, last: {opens}}}\n")
    base = Treatment(mini).board.inputs[0][1]
    changed = found.board.inputs[0][1]
    assert [int(month) for month in (changed != base).nonzero()[0]] == [found.board.opens]
    assert found.touched == opens <= ends


def test_events_are_removed_moved_and_scaled(mini: Loaded, tmp_path: Path) -> None:
    key, event = next(iter(mini.scenario.events.items()))
    gone = variant(mini, tmp_path, f"text: x\nevents:\n  {key}: {{remove: true}}\n").scenario.events[key]
    moved = variant(mini, tmp_path, f"text: x\nevents:\n  {key}: {{date: {mini.scenario.ends}, scale: 2}}\n")
    assert gone.chance == 0
    assert moved.scenario.events[key].date == mini.scenario.ends
    assert [e.size for e in moved.scenario.events[key].effects] == [2 * e.size for e in event.effects]
    assert moved.touched == min(event.date, mini.scenario.ends)


def test_nothing_is_taken_away_so_luck_stays_paired(mini: Loaded, tmp_path: Path) -> None:
    option, event = next(iter(mini.scenario.options)), next(iter(mini.scenario.events))
    text = f"text: x\nforbid: {{{option}: {mini.scenario.opens}}}\nevents: {{{event}: {{remove: true}}}}\n"
    base, changed = Treatment(mini).board, variant(mini, tmp_path, text).board
    assert [move.key for move in base.moves] == [move.key for move in changed.moves]
    assert [key for key, _ in base.events] == [key for key, _ in changed.events]


def test_changes_add_up_in_their_order(mini: Loaded) -> None:
    path = next(p for p in mini.scenario.figures if p.endswith(".approval"))
    half = Change.model_validate({"text": "x", "figures": {path: {"scale": 0.5}}})
    twice = apply(apply(Variant(mini.scenario), half), half)
    assert twice.scenario.figures[path].value == 0.25 * mini.scenario.figures[path].value


def test_a_change_of_seats_touches_the_opening(mini: Loaded) -> None:
    actor = next(iter(mini.scenario.actors))
    assert touches(mini.scenario, Change.model_validate({"text": "x", "seats": {actor: "random"}})) \
        == mini.scenario.opens


# --- what is refused --------------------------------------------------------------------------------------------------


NEW = "title: A, sentence: B., source: C"
REFUSED = {
    "an unknown figure": ("figures:\n  mars.approval: {{set: 1}}", 3, "MV-S030"),
    "a derived figure": ("figures:\n  {a}.balance: {{set: 1}}", 3, "MV-S044"),
    "two settings at once": ("figures:\n  {a}.approval: {{set: 1, scale: 2}}", 3, "MV-S047"),
    "a figure out of bounds": ("figures:\n  {a}.approval: {{set: 2}}", 3, "MV-S023"),
    "an unknown parameter": ("parameters:\n  region.divide-and-rule.kapa: {{scale: 2}}", 3, "MV-R002"),
    "an unknown series": ("series:\n  rivalry: {{set: 1}}", 3, "MV-S037"),
    "an unknown event": ("events:\n  comet: {{remove: true}}", 3, "MV-S033"),
    "an event that nothing happens to": ("events:\n  {e}: {{}}", 3, "MV-S047"),
    "an unknown option": ("forbid:\n  dance: 2018-01", 3, "MV-S032"),
    "a date beyond the end": ("force:\n  - {{option: {o}, month: 2090-01}}", 3, "MV-S041"),
    "an unknown doctrine": ("seats:\n  {a}: sleepy", 3, "MV-S036"),
    "an unknown agent": ("seats:\n  mars: random", 3, "MV-S031"),
    "an unknown rule": ("off:\n  - region.weather", 3, "MV-R001"),
    "an unknown field": ("colour: red", 2, "MV-S020"),
    "an unknown change": ("within: nowhere\nseats:\n  {a}: random", 2, "MV-S024"),
    "an event removed and moved": ("events:\n  {e}: {{remove: true, date: 2015-05}}", 3, "MV-S047"),
    "half a member": ("figures:\n  {a}.member.{i}: {{set: 0.5}}", 3, "MV-S023"),
    "a membership that is scaled": ("figures:\n  {a}.member.{i}: {{scale: 2}}", 3, "MV-S023"),
    "a parameter turned round": ("parameters:\n  region.divide-and-rule.kappa: {{scale: -1}}", 3, "MV-S023"),
    "a parameter below zero": ("parameters:\n  region.divide-and-rule.kappa: {{set: -0.1}}", 3, "MV-S023"),
    "a series out of bounds": ("series:\n  oil_price: {{set: -1}}", 3, "MV-S023"),
    "a series that ends before it begins": ("series:\n  oil_price: {{set: 1, first: 2016-01, last: 2015-01}}", 3,
                                            "MV-S049"),
    "a number in words": ("figures:\n  {a}.approval: {{set: half}}", 3, "MV-S022"),
    "a number without a setting": ("figures:\n  {a}.approval: 0.5", 3, "MV-S022"),
    "an effect on what is derived": ("effects:\n  {a}.balance: 2", 3, "MV-S044"),
    "a month that does not exist": ("forbid:\n  {o}: 2016-13", 3, "MV-S025"),
    "an expectation about nothing": ("seats: {{{a}: random}}\nexpect:\n  - text: y\n    test: {{above: {{of: {{at: "
                                     "{{path: riches, month: 2015-01}}}}, value: 1}}}}", 5, "MV-S037"),
    "a range upside down": ("seats: {{{a}: random}}\nexpect:\n  - text: y\n    test: {{within: {{of: {{number: 0}}, "
                            "low: 1, high: -1}}}}", 5, "MV-S049"),
    "a memory as a figure": ("figures:\n  {a}.output_months.3: {{set: 1}}", 3, "MV-S044"),
    "an unknown stock": ("stocks:\n  riches: {{set: 1}}", 3, "MV-S037"),
    "a derived stock": ("stocks:\n  {a}.balance: {{shift: 0.1, first: 2015-03}}", 3, "MV-S044"),
    "an input among the stocks": ("stocks:\n  oil_price: {{set: 60}}", 3, "MV-S044"),
    "a doctrine as a stock": ("stocks:\n  {a}.line.lean: {{set: 1, first: 2015-03}}", 3, "MV-S044"),
    "half a member from a month on": ("stocks:\n  {a}.member.{i}: {{set: 0.5, first: 2015-03}}", 3, "MV-S023"),
    "zero given back": ("stocks:\n  rivalry: {{scale: 0, first: 2015-03, last: 2015-05}}", 3, "MV-S053"),
    "a stock out of bounds": ("stocks:\n  rivalry: {{set: 2, first: 2015-03}}", 3, "MV-S023"),
    "a stock shifted beyond all bounds": ("stocks:\n  rivalry: {{shift: -3, first: 2015-03}}", 3, "MV-S023"),
    "a stock moved after the end": ("stocks:\n  rivalry: {{shift: 0.1, first: 2030-03}}", 3, "MV-S041"),
    "a stock moved to and fro": ("stocks:\n  rivalry: {{shift: 0.1, first: 2016-03, last: 2015-03}}", 3, "MV-S049"),
    "a stock moved twice": ("stocks:\n  rivalry: {{shift: 0.1, set: 0.2}}", 3, "MV-S047"),
    "an effect turned round for a time": ("effects:\n  {a}.approval: {{scale: -1, first: 2015-03}}", 3, "MV-S023"),
    "an effect without a number": ("effects:\n  {a}.approval: {{first: 2015-03}}", 3, "MV-S021"),
    "an effect of the year 2030": ("effects:\n  {a}.approval: {{scale: 2, first: 2030-01}}", 3, "MV-S041"),
    "an effect that ends before it begins": (
        "effects:\n  {a}.approval: {{scale: 2, first: 2016-01, last: 2015-01}}", 3, "MV-S049"),
    "an event of the name of another": (f"add:\n  {{e}}: {{{{{NEW}, date: 2015-02}}}}", 3, "MV-S053"),
    "an event with the luck of another": (f"add:\n  comet: {{{{{NEW}, date: 2015-02, luck: {{e}}}}}}", 3, "MV-S056"),
    "an event without a date": (f"add:\n  comet: {{{{{NEW}}}}}", 3, "MV-S021"),
    "an event after the end": (f"add:\n  comet: {{{{{NEW}, date: 2030-02}}}}", 3, "MV-S041"),
    "an event that does nothing known": (
        f"add:\n  comet: {{{{{NEW}, date: 2015-02, effects: [{{{{on: riches, size: 1}}}}]}}}}", 3, "MV-S037"),
    "an event that waits for nobody": (
        f"add:\n  comet: {{{{{NEW}, date: 2015-02, when: [{{{{ever: dance}}}}]}}}}", 3, "MV-S033"),
    "nothing": ("note: nothing is otherwise", 1, "MV-S021"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_applied_is_refused_with_its_line(mini: Loaded, tmp_path: Path, name: str) -> None:
    template, line, code = REFUSED[name]
    names = {"a": next(iter(mini.scenario.actors)), "e": next(iter(mini.scenario.events)),
             "o": next(key for key, o in mini.scenario.options.items() if not o.targets and "self" not in o.parties),
             "i": next(iter(mini.scenario.institutions))}
    text = template.format(**names)
    found = problems(mini, tmp_path, f"text: x\n{text}\n")
    assert [(p.code, Path(p.place.file).name, p.place.line) for p in found] == [(code, "mine.yaml", line)]
    assert found[0].allowed or found[0].mend


def test_a_file_may_hold_several_changes_and_nothing_else(mini: Loaded, tmp_path: Path) -> None:
    a = next(iter(mini.scenario.actors))
    text = f"changes:\n  one: {{text: x, seats: {{{a}: random}}}}\n  two: {{text: y, off: [C24]}}\n"
    assert load_changes(mini, written(tmp_path, text))[1] == ("one", "two")
    with pytest.raises(MultivectorError, match=r"MV-S020 .*mine\.yaml:4"):
        load_changes(mini, written(tmp_path, text + "title: z\n"))


def test_changes_that_only_together_leave_the_bounds_are_refused(mini: Loaded, tmp_path: Path) -> None:
    a, figure = next((p.split(".")[0], f) for p, f in mini.scenario.figures.items() if p.endswith(".approval"))
    half = (1 - figure.value) * 0.6
    up = f"{{text: x, figures: {{{a}.approval: {{shift: {half}}}}}}}"
    text = f"changes:\n  one: {up}\n  two: {up}\n"
    loaded, ids = load_changes(mini, written(tmp_path, text))
    one = Treatment(loaded, checked(loaded, ids[:1]))
    assert one.scenario.figures[f"{a}.approval"].value > figure.value
    with pytest.raises(MultivectorError) as caught:
        checked(loaded, ids)
    assert [(p.code, p.place.line) for p in caught.value.problems] == [("MV-S023", 3)]


def test_two_changes_do_not_add_one_event(mini: Loaded, tmp_path: Path) -> None:
    one = f"{{text: x, add: {{comet: {{{NEW}, date: 2015-02}}}}}}"
    loaded, ids = load_changes(mini, written(tmp_path, f"changes:\n  one: {one}\n  two: {one}\n"))
    assert all(checked(loaded, (id,)) for id in ids)
    with pytest.raises(MultivectorError) as caught:
        checked(loaded, ids)
    assert [(p.code, p.place.line) for p in caught.value.problems] == [("MV-S053", 3)]


def test_a_list_is_no_change(mini: Loaded, tmp_path: Path) -> None:
    (problem,) = problems(mini, tmp_path, "- text: x\n")
    assert (problem.code, problem.place.line) == ("MV-S010", 1)
    assert "Node" not in problem.value


def test_a_change_may_take_a_rules_effect_away_by_its_parameter(mini: Loaded, tmp_path: Path) -> None:
    found = variant(mini, tmp_path, "text: x\nparameters:\n  region.divide-and-rule.kappa: {set: 0}\n")
    assert found.scenario.parameters["region.divide-and-rule.kappa"].value == 0


def test_a_name_that_is_neither_a_change_nor_a_file(mini: Loaded) -> None:
    with pytest.raises(MultivectorError, match="MV-R010"):
        load_changes(mini, "X99")


def test_a_stock_among_the_series_is_told_where_it_belongs(mini: Loaded, tmp_path: Path) -> None:
    (problem,) = problems(mini, tmp_path, "text: x\nseries:\n  rivalry: {shift: 0.1, first: 2015-03}\n")
    assert "stocks:" in problem.mend
    (problem,) = problems(mini, tmp_path, "text: x\nstocks:\n  oil_price: {shift: 1, first: 2015-03}\n")
    assert "series:" in problem.mend


# --- what is known of it, and when ---------------------------------------------------------------------------------


COMET = {"title": "Comet", "sentence": "It comes.", "date": "2015-05", "source": "invented",
         "effects": [{"on": "instability", "size": 0.2}]}
CHEAP = {"oil_price": {"set": 60, "first": "2015-03", "last": "2015-09"}}
TENSE = {"rivalry": {"shift": 0.1, "first": "2015-03"}}
LATER = {"rivalry": {"set": 0.5, "first": "2016-01"}}
DEARER = {"mongolia.china.goodwill": {"scale": 3, "first": "2015-02", "last": "2015-04"}}
LARGER = {"rate-cut": {"date": "2015-02", "scale": 2}}
GONE, FAR, LATE = ({"rate-cut": x} for x in ({"remove": True}, {"date": "2099-12"}, {"date": "2016-02"}))
RULES: dict[str, object] = {"figures": {"rivalry": {"shift": 0.1}}, "off": ["C24"]}
Fields: TypeAlias = dict[str, object]
KNOWN: dict[str, tuple[Fields, dict[str, Fields]]] = {
    "a series": ({"series": CHEAP}, {"2015-02": {}, "2015-03": {"series": CHEAP}}),
    "a stock": ({"stocks": TENSE}, {"2015-02": {}, "2015-03": {"stocks": TENSE}}),
    "an event taken away": ({"events": GONE}, {"2015-05": {}, "2015-06": {"events": GONE}}),
    "an event earlier": ({"events": LARGER}, {"2015-01": {}, "2015-02": {"events": LARGER}}),
    "an event later": ({"events": LATE}, {"2015-05": {}, "2015-06": {"events": FAR}, "2016-01": {"events": FAR},
                                          "2016-02": {"events": LATE}}),
    "an event more": ({"add": {"comet": COMET}}, {"2015-04": {"add": {"comet": {**COMET, "chance": 0}}},
                                                  "2015-05": {"add": {"comet": COMET}}}),
    "effects in some months": ({"effects": DEARER}, {
        "2015-01": {}, "2015-02": {"effects": {"mongolia.china.goodwill": 3}},
        "2015-04": {"effects": {"mongolia.china.goodwill": 3}}, "2015-05": {}}),
    "figures and rules": (RULES, {"2014-01": RULES}),
    "two things": ({"series": CHEAP, "stocks": LATER}, {
        "2015-02": {}, "2015-12": {"series": CHEAP}, "2016-01": {"series": CHEAP, "stocks": LATER}}),
}


def made_of(mini: Loaded, change: Change) -> Variant:
    found = apply(Variant(mini.scenario), change)
    events = {key: event.model_copy(update={"date": min(event.date, "2099-12")})
              for key, event in found.scenario.events.items()}
    return replace(found, scenario=found.scenario.model_copy(update={"events": events}))


@pytest.mark.parametrize("kind", KNOWN)
def test_a_change_is_known_as_far_as_it_has_shown(mini: Loaded, kind: str) -> None:
    """What is known makes of the scenario what a change would that says no more than has happened."""
    its, stages = KNOWN[kind]
    change = Change.model_validate({"text": "x", **its})
    for month, told in stages.items():
        seen = struck_in(known(mini.scenario, change, month), month)
        assert made_of(mini, seen) == made_of(mini, Change.model_validate({"text": "x", **told})), month
    assert touches(mini.scenario, change) == min(news(mini.scenario, change))


# --- everything that has an address --------------------------------------------------------------------------------


def test_every_number_that_is_stored_can_be_moved_from_a_month_on(mini: Loaded, tmp_path: Path) -> None:
    """One of each variable, of the world, actors, ties, institutions and issues: held at a number of its own."""
    sizes = Treatment(mini).board.sizes
    places = {v: 1 if "a" in v.axes else 0 for v in STORED if v.name not in ("oil_price", "line")}
    wanted = {path_of(v, place, sizes): 1.0 if v.name == "member" else v.low + (v.high - v.low) / 4
              for v, place in places.items()}
    rows = "".join(f"  {path}: {{set: {value}, first: 2014-03, last: 2014-05}}\n" for path, value in wanted.items())
    board = variant(mini, tmp_path, f"text: x\nstocks:\n{rows}").board
    model = BalanceModel(on(board), seed=1, runs=2, watch=tuple(wanted), collect=False)
    found = np.stack(model.record)
    for i, (path, value) in enumerate(wanted.items()):
        assert (found[2:5, i] == on_grid(np.array(value))).all(), path
    shifted = "".join(f"  {path}: {{shift: {(v.high - v.low) / 8}, first: 2014-03}}\n"
                      for path, v in zip(wanted, places, strict=True) if v.name != "member")
    moved = variant(mini, tmp_path, f"text: x\nstocks:\n{shifted}").board
    before = first_month()
    world = take_inputs(moved, replace(before, month=2), NullLedger())
    for one in moved.interventions:
        x, now = (w.stocks[one.on.variable.name][one.on.where][0] for w in (before, world))
        assert now == min(on_grid(np.array(x + one.number)), one.on.variable.high) > x, one.on.path
