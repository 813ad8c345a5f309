"""Figures from CSV tables: what comes of rows, and where everything that is wrong with one is told."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from sim.errors import Problem
from sim.scenario import sound
from sim.scenario.editor import json_schema
from sim.scenario.from_tables import with_tables
from sim.scenario.load import load_scenario
from sim.scenario.yaml_source import parse_yaml
from tests.scenario.mini import MINI, TEXT, changed, line_of
from tests.scenario.mini import problems as problems_of

HEAD = "reporter,partner,year,value"
ENTRY = """inherits: neighbours.yaml
figures:
  tables:
    - file: trade.csv
      figure: trade
      unit: USD bn/yr
      year: 2014
      source: made for the test
"""
ACTORS = ("mongolia", "kyrgyzstan", "russia", "china", "united_states", "japan")
BOTH_FORMS = {"mongolia": ("MN", "MNG"), "kyrgyzstan": ("KG", "KGZ"), "russia": ("RU", "RUS"), "china": ("CN", "CHN"),
              "united_states": ("US", "USA"), "japan": ("JP", "JPN")}


SCALED = ENTRY.replace("year: 2014", "year: 2014\n      scale: 0.001")
WORLD = parse_yaml(TEXT, "neighbours.yaml")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "neighbours.yaml").write_text(TEXT, encoding="utf-8")
    return tmp_path


def scenario(folder: Path, *rows: str, entry: str = ENTRY, head: str = HEAD) -> Path:
    (folder / "trade.csv").write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    path = folder / "own.yaml"
    path.write_text(entry, encoding="utf-8")
    return path


def figures(path: Path) -> dict[str, float]:
    return {name: figure.value for name, figure in load_scenario(path).scenario.figures.items()}


def told(path: Path) -> list[tuple[str, str, int, int]]:
    return [(x.code, Path(x.place.file).name, x.place.line, x.place.column) for x in problems_of(path)]


def only(path: Path) -> Problem:
    (found,) = problems_of(path)
    return found


# --- what comes of rows ----------------------------------------------------------------------------------------------


def test_a_trade_table_as_it_comes(folder: Path) -> None:
    entry = ENTRY.replace("year: 2014", "year: 2014\n      scale: 1.0e-6\n      codes: {WLD: none}\n      "
                          "columns: {reporter: reporterISO, partner: partnerISO, year: refYear, value: primaryValue}\n"
                          "      where: {flowCode: [M, X]}")
    path = scenario(folder, 'MNG,Mongolia,CHN,"China, mainland",2014,M,2000', "MNG,Mongolia,CHN,China,2014,X,5073",
                    "MNG,Mongolia,CHN,China,2013,X,1", "MNG,Mongolia,CHN,China,2014,RX,7", "MNG,Mongolia,NAM,,2014,X,9",
                    "MNG,Mongolia,WLD,World,2014,X,9000", "MNG,Mongolia,MNG,Mongolia,2014,X,4",
                    "MNG,Mongolia,RUS,Russia,2014,X,", "ALB,Albania,AUT,Austria,2014,X,4", entry=entry,
                    head="reporterISO,reporterDesc,partnerISO,partnerDesc,refYear,flowCode,primaryValue")
    before, after = figures(MINI), figures(path)
    assert after == {**before, "mongolia.china.trade": pytest.approx(0.007073)}
    its = load_scenario(path).scenario.figures["mongolia.china.trade"]
    assert (its.year, its.low, its.high, its.source) == (2014, None, None, "made for the test")


@pytest.mark.parametrize("form", [0, 1])
def test_either_form_of_a_code(folder: Path, form: int) -> None:
    a, b = (BOTH_FORMS[name][form] for name in ("kyrgyzstan", "japan"))
    found = figures(scenario(folder, f"{a},{b},2014,0.25"))
    assert found["kyrgyzstan.japan.trade"] == 0.25


def test_na_is_a_country(folder: Path) -> None:
    (folder / "neighbours.yaml").write_text(changed("    iso: JPN\n", "    iso: NAM\n"), encoding="utf-8")
    assert figures(scenario(folder, "MN,NA,2014,0.25"))["mongolia.japan.trade"] == 0.25


def test_an_actors_own_number_and_other_signs_between_cells(folder: Path) -> None:
    entry = ENTRY.replace("figure: trade", "figure: population").replace("USD bn/yr", "million")
    entry = entry.replace("      year: 2014\n", "")
    for sign in ",;\t":
        path = scenario(folder, f"MNG{sign}3.5", f"ISL{sign}0.3", entry=entry, head=f"reporter{sign}value")
        assert figures(path) == {**figures(MINI), "mongolia.population": 3.5}


def test_of_a_number_of_both_the_report_of_the_first_counts(folder: Path) -> None:
    path = scenario(folder, "RUS,MNG,2014,9", "MNG,RUS,2014,2", "CHN,KGZ,2014,7")
    found = figures(path)
    assert (found["mongolia.russia.trade"], found["kyrgyzstan.china.trade"]) == (2, 7)
    assert "russia.mongolia.trade" not in found


def test_a_number_of_one_towards_another_keeps_its_direction(folder: Path) -> None:
    entry = ENTRY.replace("figure: trade", "figure: goodwill").replace("USD bn/yr", "-1 to 1")
    found = figures(scenario(folder, "RUS,MNG,2014,0.1", "MNG,RUS,2014,0.2", entry=entry))
    assert (found["russia.mongolia.goodwill"], found["mongolia.russia.goodwill"]) == (0.1, 0.2)


def test_what_the_file_says_itself_wins(folder: Path) -> None:
    own = "  mongolia.russia.trade: {value: 3, unit: USD bn/yr, source: judgement}\n"
    assert figures(scenario(folder, "MNG,RUS,2014,2", entry=ENTRY + own))["mongolia.russia.trade"] == 3


def test_the_range_that_was_inherited_goes_with_its_number(folder: Path) -> None:
    text = changed("figures:\n", "figures:\n  mongolia.japan.trade: {value: 0.5, unit: USD bn/yr, low: 0.4, high: 0.6, "
                   "source: judgement}\n", TEXT.replace("  mongolia.japan.trade:", "  # mongolia.japan.trade:"))
    (folder / "neighbours.yaml").write_text(text, encoding="utf-8")
    its = load_scenario(scenario(folder, "MNG,JPN,2014,2")).scenario.figures["mongolia.japan.trade"]
    assert (its.value, its.low, its.high) == (2, None, None)


def test_a_changed_table_is_read_again(folder: Path) -> None:
    path = scenario(folder, "MNG,RUS,2014,2")
    assert figures(path)["mongolia.russia.trade"] == 2 and sound.recall(path)
    assert figures(scenario(folder, "MNG,RUS,2014,4"))["mongolia.russia.trade"] == 4


def test_a_file_that_inherits_from_elsewhere_finds_its_table(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scenario(folder, "MNG,RUS,2014,2")
    (folder / "below").mkdir()
    (folder / "below" / "more.yaml").write_text("inherits: ../own.yaml\ntitle: More\n", encoding="utf-8")
    monkeypatch.chdir(folder / "below")
    assert figures(Path("more.yaml"))["mongolia.russia.trade"] == 2


texts = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=8)
pairs = st.dictionaries(st.sampled_from([(a, b) for a in ACTORS[:2] for b in ACTORS[2:]]),
                        st.integers(0, 10**9).map(lambda n: n / 1000), min_size=1, max_size=8)


@given(numbers=pairs, form=st.integers(0, 1), sign=st.sampled_from(",;\t"), note=texts, last=st.sampled_from("\n\r"),
       order=st.permutations([0, 1, 2, 3, 4]))
def test_every_table_of_a_kind_is_read_to_the_number(tmp_path_factory: pytest.TempPathFactory, numbers: dict[
        tuple[str, str], float], form: int, sign: str, note: str, last: str, order: Sequence[int]) -> None:
    """Written by the csv module in any order of columns, with a column of people's words; read to the same numbers, and
    each from the cell that the module wrote it to."""
    rows = [["reporter", "partner", "year", "value", f"note {sign} \""],
            *([BOTH_FORMS[a][form], BOTH_FORMS[b][form], "2014", repr(x), note] for (a, b), x in numbers.items())]
    out = io.StringIO()
    csv.writer(out, delimiter=sign, lineterminator=last).writerows([row[k] for k in order] for row in rows)
    folder = tmp_path_factory.mktemp("tables")
    (folder / "trade.csv").write_bytes(out.getvalue().encode())
    tree, _ = with_tables(parse_yaml(SCALED, "own.yaml"), WORLD, folder)
    found = {path: figure.value["value"] for path, figure in tree.value["figures"].value.items()}
    assert {path: node.value for path, node in found.items()} == {
        f"{a}.{b}.trade": pytest.approx(x / 1000) for (a, b), x in numbers.items()}
    lines = out.getvalue().split(last)
    for (a, b), x in numbers.items():
        node = found[f"{a}.{b}.trade"]
        assert lines[node.line - 1][node.column - 1:].startswith(repr(x))


# --- what is refused, and where --------------------------------------------------------------------------------------


@pytest.mark.parametrize("row, code, column", [
    ("MNG,RUS,2014,many", "MV-S022", 14), ("MNG,RUS,2014,nan", "MV-S022", 14), ("MNG,RUS,2014,1_0", "MV-S022", 14),
    ('"MNG","RUS",2014,"1,5"', "MV-S022", 18), ("MNG,RUS,2014,-1", "MV-S023", 14),
    ("MNG,RUZ,2014,1", "MV-S058", 5), ("SUN,MNG,2014,1", "MV-S058", 1), ("MNG,Japan,2014,1", "MV-S058", 5),
    ("mng,RUS,2014,1", "MV-S058", 1), ("MNG,JPN,2014,3", "MV-S059", 1), ("MNG,RUS,2014", "MV-S018", 1),
    ("MNG,RUS,2014,1,2", "MV-S018", 1), ("MNG,RUS,2014,\u202e1", "MV-S015", 14)])
def test_a_row_is_told_by_its_cell(folder: Path, row: str, code: str, column: int) -> None:
    path = scenario(folder, "", "MNG,JPN,2014,2", row)
    assert told(path) == [(code, "trade.csv", 4, column)]


def test_a_cell_after_one_of_several_lines(folder: Path) -> None:
    path = scenario(folder, '"a\nb ""c,""",MNG,RUS,2014,x', head=f"note,{HEAD}")
    assert told(path) == [("MV-S022", "trade.csv", 3, 24)]


def test_a_state_that_ended_is_no_state_of_today(folder: Path) -> None:
    for code, now in (("YMD", "YEM"), ("VDR", "VNM"), ("CSK", "CZE SVK")):
        problem = only(scenario(folder, f"MNG,{code},2014,1"))
        assert "ended in" in problem.what and now in problem.mend


def test_codes_that_are_no_countrys(folder: Path) -> None:
    rows = ("MNG,WLD,2014,9", "MNG,S19,2014,9", "MNG,RUS,2014,1")
    assert told(scenario(folder, *rows)) == [("MV-S058", "trade.csv", 2, 5), ("MV-S058", "trade.csv", 3, 5)]
    other = ENTRY.replace("year: 2014", 'year: 2014\n      codes: {"*": none, S19: japan}')
    found = figures(scenario(folder, *rows, entry=other))
    assert (found["mongolia.russia.trade"], found["mongolia.japan.trade"]) == (1, 9)


def test_what_two_rows_give_is_told_with_what_tells_them_apart(folder: Path) -> None:
    problem = only(scenario(folder, "MNG,RUS,2014,1,M", "MNG,RUS,2014,2,X", head=f"{HEAD},flow"))
    assert (problem.place.line, problem.what) == (3, "line 2 gives this number, too")
    assert "they differ in flow" in problem.mend


@pytest.mark.parametrize("old, new, code", [
    ("file: trade.csv", "file: no.csv", "MV-S001"), ("figure: trade", "figure: trades", "MV-S037"),
    ("figure: trade", "figure: rivalry", "MV-S053"), ("year: 2014", "year: 2010", "MV-S070"),
    ("year: 2014", "codes: {WLD: world}", "MV-S030"), ("year: 2014", 'codes: {"*": japan}', "MV-S030"),
    ("year: 2014", "years: 2014", "MV-S020"), ("year: 2014", "scale: 0", "MV-S023"),
    ("      source: made for the test\n", "", "MV-S021")])
def test_an_entry_is_told_by_its_line(folder: Path, old: str, new: str, code: str) -> None:
    entry = changed(old, new, ENTRY)
    path = scenario(folder, "MNG,RUS,2014,1", entry=entry)
    (found,) = told(path)
    line = line_of(new, entry) if new else line_of("file:", entry)
    assert found[:3] == (code, "own.yaml", line)


def test_the_wrong_unit_is_told_where_the_table_is_named(folder: Path) -> None:
    entry = changed("unit: USD bn/yr", "unit: USD", ENTRY)
    assert told(scenario(folder, "MNG,RUS,2014,1", entry=entry))[0][:3] == ("MV-S051", "own.yaml", 6)


@pytest.mark.parametrize("head, code", [
    ("reporter,partner,year,amount", "MV-S019"), ("reporter,partner,value,value", "MV-S019"),
    ("reporter,,,value", "MV-S019"), ("", "MV-S018")])
def test_columns(folder: Path, head: str, code: str) -> None:
    rows = ("MNG,RUS,2014,1",) if head else ()
    assert told(scenario(folder, *rows, head=head))[0][:3] == (code, "trade.csv", 1)


@pytest.mark.parametrize("code, what", [("XQZ", "no code"), ("SUN", "ended"), ("mn", ""), ("RU", "has this code")])
def test_the_code_of_an_actor(folder: Path, code: str, what: str) -> None:
    text = changed("    iso: MNG\n", f"    iso: {code}\n")
    (folder / "neighbours.yaml").write_text(text, encoding="utf-8")
    for path in (folder / "neighbours.yaml", scenario(folder, "MNG,RUS,2014,1")):
        found = problems_of(path)[0]
        told_at = line_of("    iso: RUS\n" if code == "RU" else f"    iso: {code}\n", text)
        assert (Path(found.place.file).name, found.place.line) == ("neighbours.yaml", told_at)
        assert what in found.what


@pytest.mark.parametrize("data, code, word", [
    (b"PAR1....", "MV-S018", "Parquet"), (b"PK\x03\x04....", "MV-S018", "a spreadsheet"),
    (b"reporter: MNG\nvalue: 3\n", "MV-S017", "YAML"), (b"# yaml\n---\na: 1\n", "MV-S017", "YAML")])
def test_what_is_no_csv_is_told_as_what_it_is(folder: Path, data: bytes, code: str, word: str) -> None:
    path = scenario(folder)
    (folder / "trade.csv").write_bytes(data)
    problem = only(path)
    assert problem.code == code and f"this is {word}, where" in problem.what
    assert problem.place.file.endswith("trade.csv")


def test_an_editor_knows_tables() -> None:
    check = Draft202012Validator(json_schema())
    entry = {"file": "trade.csv", "figure": "trade", "unit": "USD bn/yr", "year": 2014, "source": "x"}
    whole = {"figures": {"tables": [entry], "rivalry": {"value": 0.3, "unit": "0-1", "source": "x"}}}
    assert check.is_valid(whole)
    assert not check.is_valid({"figures": {"tables": [{**entry, "years": 2014}]}})
    assert not check.is_valid({"figures": {"tables": [{k: x for k, x in entry.items() if k != "source"}]}})
    assert not check.is_valid({"figures": {"rivalry": {"valu": 0.3}}})
