"""Every mistake in the content of a scenario: its code and its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.scenario.codes import Code
from sim.scenario.load import load_scenario
from tests.scenario.mini import TEXT, changed, line_of, problems_in

RATE_CUT = "    date: 2015-06\n"
MEETING = "history: Not done in this form.\n"
CLAIMS = "\nclaims:\n"
BY_HALF = """
changes:
  x:
    text: Half a difference
    off: [C10]
    expect:
      - text: It lacks the other half.
        test: {above: {value: 1, of: {minus: [{number: 1}]}}}
claims:
"""
FACT = """
facts:
  F1:
    text: Half is less.
    place: here
    world: doctrines
    kind: run
    test: {above: {of: {number: 1}, value: 0}}
    off: [C10]
    arms: {other: {scale: {mongolia.approval: FACTOR}}}
claims:
"""
BALANCE = "{text: Balance, path: mongolia.balance, weight: 0.4,"
HALF, ALL = "{at: 0, value: 0.5, why: Half.}", "{at: 100, value: 1, why: All.}"

# what is replaced, by what, the code, the text on the line that is reported, and the field
CASES: dict[str, tuple[str, str, str, str, str]] = {
    # the shape of fields
    "unknown field": (
        "    once: true\n    issues: [trade]", "    onec: true\n    issues: [trade]", "MV-S020", "onec: true",
        "options.partnership.onec"),
    "decimal comma": (
        "rivalry: {value: 0.35,", "rivalry: {value: 0,35,", "MV-S020", "rivalry: {value: 0,35", "figures.rivalry.35"),
    "unknown top field": ("minutes: 45", "minuets: 45", "MV-S020", "minuets", "minuets"),
    "missing field": (
        "    history: Both tried, with one large mine to show for it.\n", "", "MV-S021", "court-investors:",
        "options.court-investors.history"),
    "missing secret": (
        '    secret: {text: "Invented for play: your family owns a mine."}\n', "", "MV-S021",
        "  mongolia:\n    situation", "seats.mongolia.secret"),
    "no title": ("title: Third neighbours\n", "", "MV-S021", "", "title"),
    "wrong type": ("minutes: 45", "minutes: long", "MV-S022", "minutes: long", "minutes"),
    "number as text": (
        "rivalry: {value: 0.35", "rivalry: {value: high", "MV-S022", "rivalry: {value: high",
        "figures.rivalry.value"),
    "true is no number": ("chance: 0.8", "chance: true", "MV-S022", "chance: true", "events.visit.chance"),
    "text for a list": (
        "    by: [china]\n    parties", "    by: china\n    parties", "MV-S022", "by: china\n",
        "options.corridor-credit.by"),
    "list for fields": ("parameters: {}", "parameters: [1]", "MV-S022", "parameters: [1]", "parameters"),
    "cost of neither kind": (
        "cost: {mongolia: 1, kyrgyzstan: 1}", "cost: much", "MV-S022", "cost: much", "options.court-investors.cost"),
    "cost of an agent": (
        "cost: {mongolia: 1, kyrgyzstan: 1}", "cost: {mongolia: much}", "MV-S022", "cost: {mongolia: much}",
        "options.court-investors.cost.mongolia"),
    "out of the field's range": ("minutes: 45", "minutes: 1", "MV-S023", "minutes: 1\n", "minutes"),
    "infinite": (
        "oil_price: {value: 100,", "oil_price: {value: 1e999,", "MV-S023", "oil_price: {value: 1e999",
        "figures.oil_price.value"),
    "no such choice": (
        "    rung: ministerial\n    source: judgement\n  epa", "    rung: minister\n    source: judgement\n  epa",
        "MV-S024", "rung: minister\n", "institutions.corridor.rung"),
    "no such role": (
        "    roles: [power, west, precedent]", "    roles: [power, west, president]", "MV-S024", "president",
        "actors.japan.roles.2"),
    "no such pair role": ("  vector:\n", "  vectors:\n", "MV-S024", "  vectors:\n", "pairs.vectors"),
    "no such term": ("  region: ", "  regoin: ", "MV-S024", "  regoin: ", "terms.regoin"),
    "date as month": ("ends: 2016-12", "ends: 2016-12-31", "MV-S025", "ends: 2016-12-31", "ends"),
    "month 13": ("ends: 2016-12", "ends: 2016-13", "MV-S025", "ends: 2016-13", "ends"),
    "malformed path": (
        "path: mongolia.growth\n", "path: mongolia growth\n", "MV-S025", "path: mongolia growth",
        "seats.mongolia.goals.1.path"),
    "malformed key": ("  rate-cut:", "  Rate cut:", "MV-S025", "Rate cut", "events.Rate cut"),
    "empty text": (
        "sentence: Trains wait, and everyone knows why.", 'sentence: ""', "MV-S026", 'sentence: ""',
        "options.squeeze-transit.sentence"),
    # the length of lists
    "half a pair": ("    - [kyrgyzstan, japan]", "    - [kyrgyzstan]", "MV-S026", "[kyrgyzstan]", "pairs.vector.7"),
    "no pair": ("    - [kyrgyzstan, japan]", "    - []", "MV-S026", "    - []", "pairs.vector.7"),
    "three in a pair": (
        "    - [kyrgyzstan, japan]", "    - [kyrgyzstan, japan, china]", "MV-S026", "[kyrgyzstan, japan, china]",
        "pairs.vector.7"),
    "half a difference": (CLAIMS, BY_HALF, "MV-S026", "minus: [{n", "changes.x.expect.0.test.above.of.minus"),
    "an arm beyond the bounds": (
        CLAIMS, FACT.replace("FACTOR", "9"), "MV-S023", "arms: {other", "facts.F1.arms.other.scale.mongolia.approval"),
    "an arm below the bounds": (
        CLAIMS, FACT.replace("FACTOR", "-0.5"), "MV-S023", "arms: {other",
        "facts.F1.arms.other.scale.mongolia.approval"),
    "nobody starts": (
        "    by: [china]\n    parties", "    by: []\n    parties", "MV-S026", "by: []", "options.corridor-credit.by"),
    "nobody agrees": (
        "    parties: [mongolia, kyrgyzstan]", "    parties: []", "MV-S026", "parties: []",
        "options.neighbours-meeting.parties"),
    "a series of nothing": (
        "values: [100, 100, 100, 95, 90, 80, 70, 60, 55, 50]", "values: []", "MV-S026", "values: []",
        "series.oil_price.values"),
    "any of none": (
        "when: [{below: {path: self.target.pressure, value: 0.8}}]", "when: [{any: []}]", "MV-S026", "any: []",
        "options.squeeze-transit.when.0.any"),
    # names
    "actor in a pair": (
        "    - [kyrgyzstan, japan]", "    - [kyrgyzstan, nippon]", "MV-S030", "nippon", "pairs.vector.7.1"),
    "actor in targets": (
        "targets: [japan]", "targets: [jappan]", "MV-S030", "jappan", "options.partnership.targets.0"),
    "actor as member": (
        "    members: [japan]", "    members: [japon]", "MV-S030", "japon", "institutions.epa.members.0"),
    "hub": ("    hub: china", "    hub: chine", "MV-S030", "hub: chine", "institutions.corridor.hub"),
    "lean": ("    lean: china", "    lean: chine", "MV-S030", "lean: chine", "doctrines.lean.lean"),
    "seat": ("  china:\n    situation", "  chine:\n    situation", "MV-S030", "chine:", "seats.chine"),
    "actor in a figure": (
        "  mongolia.potential:", "  mongolei.potential:", "MV-S030", "mongolei.potential",
        "figures.mongolei.potential"),
    "agent": (
        "united_states.legislature]\n    targets", "japan.legislature]\n    targets", "MV-S031", "japan.legislature",
        "options.compact.parties.2"),
    "agent that starts": (
        "    by: [china]\n    parties", "    by: [china.society]\n    parties", "MV-S031", "china.society",
        "options.corridor-credit.by.0"),
    "agent that pays": (
        "cost: {mongolia: 1, kyrgyzstan: 1}", "cost: {mongolia: 1, tibet: 1}", "MV-S031", "tibet: 1",
        "options.court-investors.cost.tibet"),
    "option of a decision": (
        "option: squeeze-transit", "option: squeeze-transport", "MV-S032", "squeeze-transport", "history.2.option"),
    "option in force": (
        "when: [{below: {path: self.target.pressure, value: 0.8}}]", "when: [{in_force: ease-boarder}]", "MV-S032",
        "ease-boarder", "options.squeeze-transit.when.0.in_force"),
    "option or event": (
        "{ever: neighbours-meeting}", "{ever: neighbours-meting}", "MV-S033", "neighbours-meting",
        "events.visit.when.0.any.1.ever"),
    "institution": (
        "institution: epa}", "institution: eba}", "MV-S034", "institution: eba",
        "options.partnership.when.0.none.0.member.institution"),
    "institution in a path": (
        "{on: self.member.epa,", "{on: self.member.eba,", "MV-S034", "self.member.eba",
        "options.partnership.effects.0.on"),
    "issue": (
        "issues: [security]", "issues: [safety]", "MV-S035", "issues: [safety]", "options.aid-and-training.issues.0"),
    "doctrine": (
        "    agents: [society]\n    agent_labels: {society: Mongolian society}\n    doctrine: third-neighbour",
        "    agents: [society]\n    agent_labels: {society: Mongolian society}\n    doctrine: third-neighbor",
        "MV-S036", "doctrine: third-neighbor\n", "actors.mongolia.doctrine"),
    "variable": (
        "{on: target.output_gap,", "{on: target.grwth,", "MV-S037", "target.grwth",
        "options.corridor-credit.effects.1.on"),
    "variable in the report": ("rivalry]", "rivallry]", "MV-S037", "rivallry", "report.4"),
    "path in the wrong order": (
        "{on: target.output_gap,", "{on: growth.target,", "MV-S038", "growth.target",
        "options.corridor-credit.effects.1.on"),
    "path of another shape": ("mongolia.growth, regional", "growth, regional", "MV-S038", "report: [", "report.2"),
    # what the parts say together
    "event outside": (RATE_CUT, "    date: 2017-06\n", "MV-S041", "date: 2017-06", "events.rate-cut.date"),
    "event before": (RATE_CUT, "    date: 2013-12\n", "MV-S041", "date: 2013-12", "events.rate-cut.date"),
    "decision outside": (
        "{date: 2016-11, agent", "{date: 2017-11, agent", "MV-S041", "date: 2017-11", "history.2.date"),
    "opens before it starts": ("opens: 2015-01", "opens: 2013-01", "MV-S042", "opens: 2013-01", "opens"),
    "ends before it opens": ("ends: 2016-12", "ends: 2014-12", "MV-S042", "ends: 2014-12", "ends"),
    "turns": ("turn_months: 3", "turn_months: 5", "MV-S043", "turn_months: 5", "turn_months"),
    "effect on what is derived": (
        "{on: mongolia.output_gap, size: -2", "{on: mongolia.balance, size: -2", "MV-S044",
        "{on: mongolia.balance, size",
        "events.rate-cut.effects.0.on"),
    "effect on a constant": (
        "{on: target.self.credit, size: 0.5", "{on: target.self.transit, size: 0.5", "MV-S044", "target.self.transit",
        "options.corridor-credit.effects.0.on"),
    "figure of what is derived": (
        "  mongolia.potential: {", "  mongolia.balance: {", "MV-S044", "mongolia.balance: {",
        "figures.mongolia.balance"),
    "goal weights": (
        BALANCE, BALANCE.replace("0.4", "0.5"), "MV-S045", "    goals:\n      - {text: Balance",
        "seats.mongolia.goals"),
    "weights with the secret one": (
        "goal: {text: Goodwill kept, path: mongolia.china.goodwill, measure: last, weight: 0.2",
        "goal: {text: Goodwill kept, path: mongolia.china.goodwill, measure: last, weight: 0.3", "MV-S045",
        "    goals:\n      - {text: Credit", "seats.china.goals"),
    "one anchor": (
        f"[{HALF}, {ALL}]", f"[{ALL}]", "MV-S026", "{text: Balance, path: mongolia.balance",
        "seats.mongolia.goals.0.points"),
    "an anchor without a reason": (
        HALF, "{at: 0, value: 0.5}", "MV-S021", "{at: 0, value: 0.5}", "seats.mongolia.goals.0.points.0.why"),
    "points above 100": (
        ALL, "{at: 101, value: 1, why: All.}", "MV-S023", "at: 101", "seats.mongolia.goals.0.points.1.at"),
    "points that begin above 0": (
        HALF, "{at: 10, value: 0.5, why: Half.}", "MV-S057", "at: 10,", "seats.mongolia.goals.0.points.0.at"),
    "points that end below 100": (
        ALL, "{at: 90, value: 1, why: All.}", "MV-S057", "at: 90", "seats.mongolia.goals.0.points.1.at"),
    "points that do not rise": (
        "{at: 50, value: 5, why: The trend.}", "{at: 0, value: 5, why: The trend.}", "MV-S057",
        "{at: 0, value: 5", "seats.mongolia.goals.1.points.1.at"),
    "numbers that turn back": (
        "{at: 50, value: 5, why: The trend.}", "{at: 50, value: 9, why: The trend.}", "MV-S057",
        "{at: 100, value: 8", "seats.mongolia.goals.1.points.2.value"),
    "two points at one number": (
        ALL, "{at: 100, value: 0.5, why: All.}", "MV-S057", "0.5, why: All",
        "seats.mongolia.goals.0.points.1.value"),
    "pulls that are no shares": (
        "  kyrgyzstan.japan.pull: {value: 0.1,", "  kyrgyzstan.japan.pull: {value: 0.2,", "MV-S045",
        "kyrgyzstan.japan.pull: {", "figures.kyrgyzstan.japan.pull"),
    "both ways": (
        "  mongolia.kyrgyzstan.trade: {",
        "  russia.mongolia.trade: {value: 9, unit: USD bn/yr, source: judgement}\n" "  mongolia.kyrgyzstan.trade: {",
        "MV-S046", "russia.mongolia.trade", "figures.russia.mongolia.trade"),
    "two conditions in one": (
        "when: [{below: {path: self.target.pressure, value: 0.8}}]", "when: [{after: 2015-02, before: 2015-08}]",
        "MV-S047", "after: 2015-02", "options.squeeze-transit.when.0"),
    "no condition": (
        "when: [{below: {path: self.target.pressure, value: 0.8}}]", "when: [{}]", "MV-S047", "when: [{}]",
        "options.squeeze-transit.when.0"),
    "call both ways": (
        "below: 0.9, weight", "below: 0.9, above: 0.1, weight", "MV-S047", "below: 0.9, above",
        "options.partnership.calls.0"),
    "self in an event": (
        "{on: china.mongolia.pressure, size: 0.1", "{on: china.self.pressure, size: 0.1", "MV-S048",
        "china.self.pressure", "events.visit.effects.0.on"),
    "self in a goal": (
        "path: mongolia.autonomy, weight", "path: self.autonomy, weight", "MV-S048", "path: self.autonomy",
        "seats.mongolia.goals.2.path"),
    "an actor called target": (
        "  japan:\n    label", "  target:\n    label", "MV-S048", "target:\n", "actors.target"),
    "low above high": (
        "low: 0.25, high: 0.45", "low: 0.55, high: 0.45", "MV-S049", "low: 0.55", "figures.rivalry.low"),
    "value outside": (
        "rivalry: {value: 0.35", "rivalry: {value: 0.5", "MV-S049", "rivalry: {value: 0.5", "figures.rivalry.value"),
    "parameter outside": (
        "parameters: {}", "parameters: {a.b: {value: 3, low: 1, high: 2, source: x}}", "MV-S049", "parameters: {a.b",
        "parameters.a.b.value"),
    "playable without seat": (
        "    agents: [society]\n    doctrine", "    agents: [society]\n    playable: true\n    doctrine", "MV-S050",
        "playable: true\n    doctrine: third-neighbour\n  russia", "actors.kyrgyzstan.playable"),
    "seat that is not playable": (
        "    roles: [power, near, creditor, market]\n    playable: true\n",
        "    roles: [power, near, creditor, market]\n", "MV-S050", "  china:\n    situation", "seats.china"),
    "unit": (
        "oil_price: {value: 100, unit: USD/bbl", "oil_price: {value: 100, unit: USD/t", "MV-S051", "unit: USD/t",
        "figures.oil_price.unit"),
    "unit of a series": (
        "series:\n  oil_price: {unit: USD/bbl", "series:\n  oil_price: {unit: EUR/bbl", "MV-S051", "EUR/bbl",
        "series.oil_price.unit"),
    "target without targets": (
        "    targets: [mongolia, kyrgyzstan]\n    cost: 1\n    again_after: 12\n",
        "    cost: 1\n    again_after: 12\n", "MV-S052", "corridor-credit:", "options.corridor-credit"),
    "vector the wrong way round": (
        "    - [kyrgyzstan, japan]", "    - [japan, kyrgyzstan]", "MV-S053", "[japan, kyrgyzstan]",
        "pairs.vector.7.0"),
    "twins in one order": (
        "    - [mongolia, kyrgyzstan]\n    - [kyrgyzstan, mongolia]\n", "    - [mongolia, kyrgyzstan]\n", "MV-S053",
        "    - [mongolia, kyrgyzstan]", "pairs.twins.0"),
    "a twin without the role": (
        "    adjective: Kyrgyz\n    roles: [small, twin]", "    adjective: Kyrgyz\n    roles: [small]", "MV-S053",
        "    - [kyrgyzstan, mongolia]", "pairs.twins.1.0"),
    "decision of another": (
        "agent: china, option", "agent: japan, option", "MV-S053", "agent: japan", "history.2.agent"),
    "decision without target": (
        "option: partnership, target: japan,", "option: partnership,", "MV-S053", "option: partnership,",
        "history.0"),
    "decision at a wrong target": (
        "option: partnership, target: japan,", "option: partnership, target: russia,", "MV-S053", "target: russia",
        "history.0.target"),
    "doctrine of others": (
        "    roles: [power, west, precedent]\n    agents: [investors]\n    doctrine: great-power",
        "    roles: [power, west, precedent]\n    agents: [investors]\n    doctrine: lean", "MV-S053",
        "doctrine: lean", "actors.japan.doctrine"),
    # bounds of the catalogue
    "figure out of bounds": (
        "mongolia.approval: {value: 0.5", "mongolia.approval: {value: 1.5", "MV-S023",
        "mongolia.approval: {value: 1.5", "figures.mongolia.approval.value"),
    "series out of bounds": (
        "[100, 100, 100, 95", "[100, 100, 1000, 95", "MV-S023", "100, 1000, 95", "series.oil_price.values.2"),
    "audience out of bounds": (
        "audiences: {society: 0.3}", "audiences: {society: 3}", "MV-S023", "{society: 3}",
        "options.partnership.audiences.society"),
}


def test_twins_without_their_pair_are_named(tmp_path: Path) -> None:
    text = changed("  twins:\n    - [mongolia, kyrgyzstan]\n    - [kyrgyzstan, mongolia]\n", "")
    found = problems_in(tmp_path, text)
    assert [(p.code, p.place.field) for p in found] == [
        ("MV-S053", "actors.mongolia.roles"), ("MV-S053", "actors.kyrgyzstan.roles")]


@pytest.mark.parametrize("name", CASES)
def test_a_mistake_is_reported_with_code_line_and_field(tmp_path: Path, name: str) -> None:
    old, new, code, needle, field = CASES[name]
    text = changed(old, new)
    line = line_of(needle, text) if needle else 0
    found = problems_in(tmp_path, text)
    assert (code, line, field) in [(p.code, p.place.line, p.place.field) for p in found], "\n".join(map(str, found))


ALONE = ("missing secret", "number as text", "cost of an agent", "variable", "goal weights", "no title",
         "malformed key", "missing field", "decision of another")


@pytest.mark.parametrize("name", ALONE)
def test_one_mistake_is_one_problem(tmp_path: Path, name: str) -> None:
    old, new, *_ = CASES[name]
    found = problems_in(tmp_path, changed(old, new))
    assert len(found) == 1, "\n".join(map(str, found))


def test_all_mistakes_come_together_from_top_to_bottom(tmp_path: Path) -> None:
    """Faulty fields do not hide faulty names elsewhere, and cause no others."""
    text = changed("title: Third neighbours\n", "")
    for old, new in ((RATE_CUT, "    date: soon\n"), ("issues: [security]", "issues: [safety]"),
                     ("{on: target.output_gap, size: 0.3,", "{on: target.output_gap, size: much,"),
                     ("rivalry: {value: 0.35", "rivalry: {value: 7"), (BALANCE, BALANCE.replace("0.4", "0.9"))):
        text = changed(old, new, text)
    found = problems_in(tmp_path, text)
    assert [p.code for p in found] == ["MV-S021", "MV-S049", "MV-S023", "MV-S022", "MV-S035", "MV-S025", "MV-S045"]
    assert [p.place.line for p in found] == sorted(p.place.line for p in found)


def test_a_problem_tells_what_is_allowed_and_what_to_do(tmp_path: Path) -> None:
    (problem,) = problems_in(tmp_path, changed("turn_months: 3", "turn_months: 5"))
    assert problem.value == "5"
    assert problem.allowed == "3, 4, 6"
    assert "2016-08 or 2017-01" in problem.mend
    (problem,) = problems_in(tmp_path, changed("targets: [japan]", "targets: [jappan, japan]"))
    assert problem.mend == "did you mean japan?"
    assert problem.allowed.startswith("mongolia, kyrgyzstan, russia, china")
    (problem,) = problems_in(tmp_path, changed("ends: 2016-12", "ends: 2016-12-31"))
    assert "such as 2018-03" in problem.allowed


@pytest.mark.parametrize(("old", "new", "mend"), [
    ("    history: Both tried, with one large mine to show for it.\n", "", "add it: what the real actor did, and when"),
    ("    situation: Two neigh", "    others_say: []\n    situation: Two neigh", "top level of the file"),
    ("rivalry: {value: 0.35,", "rivalry: {value: 0.3,5,", "with a decimal point"),
    ("    - [kyrgyzstan, japan]", "    - [kyrgyzstan]", "add what is missing"),
    (CLAIMS, "\nchanges: {x: {text: x, off: [C10], options: {}}}" + CLAIMS, "under `force`, `forbid` or `effects`"),
    (CLAIMS, "\nchanges: {x: {text: x, off: [C10], actors: {}}}" + CLAIMS, "a scenario that `inherits:` from this one"),
    ("cost: {mongolia: 1, kyrgyzstan: 1}", "cost: much", "without quotes or unit"),
    ("    agents: [society]\n    doctrine", "    agents: [society]\n    playable: true\n    doctrine",
     "or write `playable: false`"),
])
def test_what_to_do_fits_the_mistake(tmp_path: Path, old: str, new: str, mend: str) -> None:
    (problem,) = problems_in(tmp_path, changed(old, new))
    assert mend in problem.mend


def test_the_id_of_an_actor_may_hold_a_hyphen(tmp_path: Path) -> None:
    path = tmp_path / "hyphen.yaml"
    path.write_text(TEXT.replace("kyrgyzstan", "kyrgyz-republic"))
    assert "kyrgyz-republic" in load_scenario(path).scenario.options["neighbours-meeting"].by


@pytest.mark.parametrize(("given", "other", "told"), [
    ("kyrgyzstan", "", "Mongolia"), ("winner", "winner", "Kyrgyzstan")])
def test_two_entries_may_not_share_their_luck(tmp_path: Path, given: str, other: str, told: str) -> None:
    """Told at the one that says it, or at the second of two that do."""
    own, its = "  mongolia:\n    label: Mongolia\n", "  kyrgyzstan:\n    label: Kyrgyzstan\n"
    text = TEXT.replace(own, f"{own}    luck: {given}\n", 1)
    text = text.replace(its, f"{its}    luck: {other}\n", 1) if other else text
    (problem,) = problems_in(tmp_path, text)
    assert (problem.code, problem.place.line) == ("MV-S056", line_of(f"    label: {told}\n", text) + 1)
    assert "mongolia" in problem.what and "kyrgyzstan" in problem.what and problem.mend


def test_every_code_is_met_by_a_test() -> None:
    tests = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    assert not [code for code in Code if code not in tests]
