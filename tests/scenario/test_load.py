"""Sound scenarios: what is loaded, its digest, the source map, paths, the list, the schema for editors."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest

from sim.errors import MultivectorError
from sim.scenario import Scenario, list_scenarios, load_scenario
from sim.scenario.editor import json_schema
from sim.scenario.load import check_part
from sim.scenario.paths import resolve_path
from sim.scenario.yaml_source import parse_yaml, plain
from tests.scenario.mini import MINI, TEXT, changed, line_of


@pytest.fixture(scope="module")
def mini() -> Scenario:
    return load_scenario(MINI).scenario


def test_the_miniature_loads(mini: Scenario) -> None:
    assert mini.id == "neighbours"
    assert mini.starts == "2014-01"  # a month stays text
    assert mini.figures["oil_price"].unit == "USD/bbl"


def test_a_path_as_text_is_a_path() -> None:
    assert load_scenario(str(MINI)).scenario.id == "neighbours"


def test_identity_knows_content_not_layout(tmp_path: Path) -> None:
    loaded = load_scenario(MINI)
    (tmp_path / "same.yaml").write_text("# a remark\n\n" + TEXT)
    (tmp_path / "other.yaml").write_text(changed("mongolia.approval: {value: 0.5,", "mongolia.approval: {value: 0.52,"))
    assert load_scenario(tmp_path / "same.yaml").identity == loaded.identity
    assert load_scenario(tmp_path / "other.yaml").identity != loaded.identity


def test_identity_knows_the_order_of_entries(tmp_path: Path) -> None:
    first, second = "  security: {label: Security", "  trade: {label: Trade"
    lines = TEXT.splitlines(keepends=True)
    at = [next(i for i, line in enumerate(lines) if line.startswith(start)) for start in (first, second)]
    lines[at[0]], lines[at[1]] = lines[at[1]], lines[at[0]]
    (tmp_path / "turned.yaml").write_text("".join(lines))
    assert load_scenario(tmp_path / "turned.yaml").identity != load_scenario(MINI).identity


def test_the_source_map_leads_to_the_line() -> None:
    source = load_scenario(MINI).source
    place = source.place("figures.mongolia.russia.trade.value")
    assert place.line == line_of("mongolia.russia.trade: ", TEXT)
    assert place.file.endswith("neighbours.yaml")
    assert TEXT.splitlines()[place.line - 1][place.column - 1 :].startswith("1.6")
    assert source.place("options.squeeze-transit.effects.0.size").line == line_of("size: 0.15, holds: 3", TEXT)
    assert source.place("options.squeeze-transit").line == line_of("squeeze-transit:\n", TEXT)


def test_what_is_not_in_the_file_has_the_place_of_its_holder() -> None:
    place = load_scenario(MINI).source.place("options.squeeze-transit.once")
    assert (place.line, place.field) == (line_of("squeeze-transit:\n", TEXT), "options.squeeze-transit.once")


@pytest.mark.parametrize(("path", "variable", "indices"), [
    ("rivalry", "rivalry", ()),
    ("china.approval", "approval", (3,)),
    ("russia.mongolia.pressure", "pressure", (2, 0)),
    ("mongolia.member.epa", "member", (3, 0)),
    ("united_states.priority.trade", "priority", (1, 4)),
    ("united_states.offers.rights", "offers", (2, 4)),
    ("mongolia.line.lean", "line", (1, 0)),
    ("mongolia.balance", "balance", (0,)),
])
def test_paths(mini: Scenario, path: str, variable: str, indices: tuple[int, ...]) -> None:
    indicator = resolve_path(mini, path)
    assert (indicator.variable.name, indicator.indices) == (variable, indices)


@pytest.mark.parametrize(("path", "code"), [
    ("mongolya.approval", "MV-S030"),
    ("mongolia.aproval", "MV-S037"),
    ("mongolia.member.epb", "MV-S034"),
    ("united_states.priority.peace", "MV-S035"),
    ("mongolia.line.leen", "MV-S036"),
    ("mongolia.rivalry", "MV-S038"),
    ("approval", "MV-S038"),
    ("mongolia.member", "MV-S038"),
    ("mongolia.trade", "MV-S038"),
    ("mongolia.mongolia.trade", "MV-S038"),
    ("", "MV-S037"),
])
def test_paths_that_lead_nowhere(mini: Scenario, path: str, code: str) -> None:
    with pytest.raises(MultivectorError) as caught:
        resolve_path(mini, path)
    assert caught.value.problems[0].code == code


def test_did_you_mean(mini: Scenario) -> None:
    with pytest.raises(MultivectorError, match=r"did you mean mongolia\?"):
        resolve_path(mini, "mongolya.approval")


def test_shipped_scenarios_are_listed() -> None:
    for summary in list_scenarios():
        assert summary.title and summary.opens <= summary.ends and summary.minutes > 0


def test_an_unknown_id_names_the_known_ones() -> None:
    with pytest.raises(MultivectorError) as caught:
        load_scenario("no-such-scenario")
    (problem,) = caught.value.problems
    assert problem.code == "MV-S001"
    assert all(summary.id in problem.allowed for summary in list_scenarios())


def test_editors_get_a_schema_that_the_miniature_meets() -> None:
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    check = jsonschema.Draft202012Validator(schema)
    assert not list(check.iter_errors(plain(parse_yaml(TEXT, ""))))
    part = "inherits: [world.yaml]\nfigures:\n  rivalry: {value: 0.5}\noptions: {ease-border: null}\n"
    assert not list(check.iter_errors({**plain(parse_yaml(part, "")), "options": {"ease-border": None}}))
    assert list(check.iter_errors({"figures": {"rivalry": {"valeu": 0.5}}}))
    assert list(check.iter_errors({"options": {"x": {"effects": [{"on": "rivalry"}]}}}))


def test_a_part_is_checked_as_far_as_it_goes(tmp_path: Path) -> None:
    part = tmp_path / "part.yaml"
    part.write_text("figures:\n  rivalry: {value: 0.5}\n")
    check_part(part)
    part.write_text("figures:\n  rivalry: {valeu: 0.5}\n")
    with pytest.raises(MultivectorError) as caught:
        check_part(part)
    assert [(p.code, p.place.line) for p in caught.value.problems] == [("MV-S020", 2)]
