"""Observed series: what the shipped table promises, and what is refused in a user's own."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from sim.errors import MultivectorError
from sim.scenario.files import shipped
from sim.scenario.observed import SERIES, Key, error_of, observed, table, told
from sim.treatment import treat
from tests.boards import LONG

ACTORS = treat(LONG).scenario.actors
SMALL = ("kazakhstan", "uzbekistan")
GOVERNANCE = ("investment_climate", "reform", "rents")
TABLE = observed(ACTORS)
NO_YEARS = ("", "soon", "2019.0", "19", "20190", "-2019", "²019", "9" * 5000)
NO_NUMBERS = ("", "nan", "inf", "-inf", "3.5 %", "1e3", "3_5", "٤", "1e999")


def written(tmp_path: Path, *lines: str, header: str = "series,actor,partner,year,value") -> Path:
    path = tmp_path / "later.csv"
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return path


def refused(path: Path) -> list[tuple[str, int, str]]:
    with pytest.raises(MultivectorError) as found:
        observed(ACTORS, path)
    assert all(problem.place.file.endswith(path.name) for problem in found.value.problems)
    return [(problem.code, problem.place.line, problem.place.field) for problem in found.value.problems]


# --- the shipped table ---------------------------------------------------------------------------------------------


def test_it_holds_what_is_judged() -> None:
    assert {key.actor for key in TABLE if key.series == "growth"} == set(ACTORS)
    assert {key.actor for key in TABLE if key.series != "growth"} == set(SMALL)
    assert {key.series for key in TABLE} == set(SERIES)
    assert all(Key(series, actor) in TABLE for series in GOVERNANCE for actor in SMALL)


def test_it_ends_in_2018_so_that_later_years_can_judge() -> None:
    assert {max(years) for years in TABLE.values()} == {2018}


def test_every_series_has_five_years_before_2015_or_a_reason() -> None:
    short = {key for key, years in TABLE.items() if not set(range(2010, 2019)) <= set(years)}
    assert short == {key for key in TABLE if key.actor == "kazakhstan" and key.series in ("trade", "trade_share")}
    assert "2010 is left out" in told("sources", Key("trade", "kazakhstan"))["how"]


@pytest.mark.parametrize("series", ["trade_share", "investment_share"])
def test_shares_add_up(series: str) -> None:
    for actor in SMALL:
        parts = [years for key, years in TABLE.items() if key[:2] == (series, actor)]
        for year in parts[0] if parts else ():
            assert sum(years[year] for years in parts) == pytest.approx(100, abs=0.03)


def test_shares_of_trade_are_those_of_the_trade_beside_them() -> None:
    for key in [key for key in TABLE if key.series == "trade_share"]:
        for year, share in TABLE[key].items():
            total = sum(years[year] for other, years in TABLE.items() if other[:2] == ("trade", key.actor))
            assert share == pytest.approx(100 * TABLE[key._replace(series="trade")][year] / total, abs=0.2)


def test_it_begins_where_the_model_does() -> None:
    """One source for the starting value and the judge: 2014 is the year of the figures."""
    figures = treat(LONG).scenario.figures
    names = {"votes": "alignment", **{name: name for name in GOVERNANCE}}
    for key, years in TABLE.items():
        if key.series in names:
            path = ".".join(name for name in (*key[1:], names[key.series]) if name)
            assert years[2014] == pytest.approx(figures[path].value, abs=0.002), path  # as they are rounded


def test_every_series_names_its_publisher_and_vintage_and_has_a_reason() -> None:
    for key in TABLE:
        source = told("sources", key)
        assert source["publisher"] and source["vintage"] and source["how"] and source["error_source"], key
        assert told("reasons", key)["reason"].endswith("."), key
    assert all(told("reasons", Key(series, "anybody"))["reason"] for series in SERIES), "also of a user's own actors"


def test_errors_are_those_of_the_row_that_speaks_most_closely() -> None:
    assert error_of(Key("trade", "kazakhstan", "russia")) == 0.05
    assert error_of(Key("trade", "kazakhstan", "united_states")) == 0.1
    assert error_of(Key("growth", "mongolia")) == 0.3, "also of a user's own actors"
    assert error_of(Key("trade", "mongolia", "china")) == 0, "nothing is said of it"


def test_errors_come_from_years_before_those_that_are_judged() -> None:
    """As sources.csv says: the spread of differences of 2010-14 over the root of two, as if all of it were error."""
    for series, error in ((GOVERNANCE, 0.012), (("investment_share",), 0.12)):
        changes = [np.diff([years[year] for year in range(2010, 2015)] if series is GOVERNANCE else
                           np.log([years[year] for year in range(2010, 2015)]))
                   for key, years in TABLE.items() if key.series in series]
        assert np.sqrt(np.mean(np.square(changes)) / 2) == pytest.approx(error, rel=0.1)
        assert {error_of(key) for key in TABLE if key.series in series} == {error}


@pytest.mark.parametrize("kind", ["sources", "reasons"])
def test_what_is_told_is_told_of_a_series_that_there_is(kind: str) -> None:
    with (shipped() / "observed" / f"{kind}.csv").open(encoding="utf-8", newline="") as stream:
        rows = [Key(row["series"], row["actor"], row["partner"]) for row in csv.DictReader(stream)]
    assert len(rows) == len(set(rows))
    for row in rows:
        assert any(all(not mine or mine == its for mine, its in zip(row, key, strict=True)) for key in TABLE), row


# --- a user's own years --------------------------------------------------------------------------------------------


def test_years_are_added_and_put_in_place(tmp_path: Path) -> None:
    path = written(tmp_path, "growth,kazakhstan,,2018,4.2", "growth,kazakhstan,,2019,3.5", "",
                   "trade,uzbekistan,china,2019,7.6")
    found = observed(ACTORS, path)
    assert found[Key("growth", "kazakhstan")] == {**TABLE[Key("growth", "kazakhstan")], 2018: 4.2, 2019: 3.5}
    assert found[Key("trade", "uzbekistan", "china")][2019] == 7.6
    assert 2019 not in observed(ACTORS)[Key("growth", "kazakhstan")], "the shipped table stays as it is"


def test_spreadsheets_quotes_and_marks_are_read(tmp_path: Path) -> None:
    path = tmp_path / "later.csv"
    path.write_bytes('\ufeffseries,actor,partner,year,value\r\n"growth", kazakhstan ,,2019,"3.5"\r\n'.encode())
    assert table(path) == {Key("growth", "kazakhstan"): {2019: 3.5}}


def test_a_scenario_of_other_actors_takes_of_the_table_what_speaks_of_them() -> None:
    assert set(observed(("russia", "china", "mongolia"))) == {Key("growth", "russia"), Key("growth", "china")}


@pytest.mark.parametrize("line, expected", [
    ("growth,atlantis,,2019,1", ("MV-O004", 2, "actor")),
    ("trade,kazakhstan,atlantis,2019,1", ("MV-O004", 2, "partner")),
    ("growth,,,2019,1", ("MV-O004", 2, "actor")),
    ("weather,kazakhstan,,2019,1", ("MV-O003", 2, "series")),
    ("Growth,kazakhstan,,2019,1", ("MV-O003", 2, "series")),
    ("growth,kazakhstan,russia,2019,1", ("MV-O005", 2, "partner")),
    ("trade,kazakhstan,,2019,1", ("MV-O005", 2, "partner")),
    ("trade,kazakhstan,kazakhstan,2019,1", ("MV-O005", 2, "partner")),
    *((f"growth,kazakhstan,,{year},1", ("MV-O006", 2, "year")) for year in NO_YEARS),
    *((f"growth,kazakhstan,,2019,{value}", ("MV-O007", 2, "value")) for value in NO_NUMBERS),
    ("votes,kazakhstan,russia,2019,78", ("MV-O007", 2, "value")),
    ("trade,kazakhstan,russia,2019,-1", ("MV-O007", 2, "value")),
])  # fmt: skip
def test_a_bad_line_is_refused_with_its_line_and_field(tmp_path: Path, line: str,
                                                       expected: tuple[str, int, str]) -> None:
    assert refused(written(tmp_path, line)) == [expected]


@pytest.mark.parametrize("line", ["growth,kazakhstan,2019,1", "growth,kazakhstan,,2019,1,5", "growth;kazakhstan;;2019",
                                  'growth,kazakhstan,,2019,"1', "growth"])
def test_a_line_of_another_shape_is_refused(tmp_path: Path, line: str) -> None:
    assert refused(written(tmp_path, line)) == [("MV-O002", 2, "")]


def test_a_year_twice_is_refused_and_the_first_named(tmp_path: Path) -> None:
    path = written(tmp_path, "growth,kazakhstan,,2019,1", "growth,russia,,2019,1", "growth,kazakhstan,,2019,1")
    assert refused(path) == [("MV-O008", 4, "year")]


def test_all_problems_come_at_once_from_top_to_bottom(tmp_path: Path) -> None:
    path = written(tmp_path, "growth,kazakhstan,,soon,many", "a,b", "growth,kazakhstan,,2019,1")
    assert refused(path) == [("MV-O006", 2, "year"), ("MV-O007", 2, "value"), ("MV-O002", 3, "")]


@pytest.mark.parametrize("header", ["year,value", "series,actor,partner,value,year", "growth,kazakhstan,,2019,1", ""])
def test_the_header_must_name_the_columns(tmp_path: Path, header: str) -> None:
    assert refused(written(tmp_path, "growth,kazakhstan,,2019,1", header=header)) == [("MV-O001", 1, "")]


@pytest.mark.parametrize("text, code", [("", "MV-O001"), ("series,actor,partner,year,value\n\n", "MV-O001")])
def test_an_empty_table_is_refused(tmp_path: Path, text: str, code: str) -> None:
    path = tmp_path / "empty.csv"
    path.write_text(text, encoding="utf-8")
    assert refused(path) == [(code, 1, "")]


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    latin, binary = tmp_path / "latin.csv", tmp_path / "binary.csv"
    latin.write_bytes("series,actor,partner,year,value\ngrowth,Kasachstan\xfc,,2019,1\n".encode("latin-1"))
    binary.write_bytes(b"PK\x03\x04\x00\x00")
    assert [refused(path)[0][0] for path in (latin, binary)] == ["MV-S003", "MV-S018"]
    for path in (tmp_path, tmp_path / "none.csv"):
        with pytest.raises(MultivectorError, match="MV-S00"):
            observed(ACTORS, path)
