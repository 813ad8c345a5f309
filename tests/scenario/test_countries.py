"""The table of countries, held against CLDR, which Babel brings along."""

from __future__ import annotations

from babel.core import get_global

from sim.scenario.countries import countries, unknown
from sim.scenario.csv_source import read_csv
from sim.scenario.files import shipped

ROWS = read_csv(shipped() / "countries.csv").rows
TODAY = {row["alpha2"]: row["alpha3"] for row in ROWS if not row["standing"]}
MEANT_NOW: dict[str, list[str]] = {code: now for code, now in get_global("territory_aliases").items()
                                   if len(code) == 3 and code.isalpha()}


def test_it_holds_every_code_of_the_standard_once() -> None:
    """249 countries and areas, as ISO 3166-1 has had since 2011."""
    codes = [code for row in ROWS for code in (row["alpha2"], row["alpha3"]) if code]
    assert len(TODAY) == 249 and len(set(codes)) == len(codes)
    assert all(len(two) == 2 and len(three) == 3 for two, three in TODAY.items())


def test_both_forms_are_of_one_country() -> None:
    for two, three in TODAY.items():
        assert two in MEANT_NOW[three], (two, three)


def test_what_ended_is_what_cldr_leads_to_today() -> None:
    for row in ROWS:
        if row["standing"].startswith("ended"):
            now = row["now"].split()
            assert set(now) <= set(TODAY.values()) and row["alpha3"] not in now
            if known := MEANT_NOW.get(row["alpha3"]):
                assert {code for code in now if MEANT_NOW[code]} <= {
                    three for two, three in TODAY.items() if two in known}, row["alpha3"]


def test_states_that_others_take_for_those_that_ended() -> None:
    for code in ("YE", "YEM", "VN", "VNM", "CZ", "CZE", "SK", "NA", "NAM", "NO"):
        assert unknown(code) is None and not countries()[code].ended
    for code in ("YMD", "VDR", "CSK", "YD", "VD", "SUN", "DDR", "YUG"):
        assert unknown(code)
