"""Claims name the start values in which they live, and those must be there. The miniature ends with its claims."""

from pathlib import Path

from sim.scenario.codes import Code
from sim.scenario.load import load_scenario
from tests.scenario.mini import TEXT, problems

CLAIM = """
  C01:
    place: p. 1
    text: The powers compete.
    initial: [rivalry, {path}]
"""


def written(folder: Path, path: str) -> Path:
    file = folder / "claims.yaml"
    file.write_text(TEXT + CLAIM.format(path=path), encoding="utf-8")
    return file


def test_start_values_that_exist_are_kept(tmp_path: Path) -> None:
    claims = load_scenario(written(tmp_path, "mongolia.russia.trade")).scenario.claims
    assert claims["C01"].initial == ("rivalry", "mongolia.russia.trade")


def test_a_path_that_leads_nowhere_is_found_where_it_stands(tmp_path: Path) -> None:
    (problem,) = problems(written(tmp_path, "mongolia.rusia.trade"))
    assert problem.code == Code.UNKNOWN_ACTOR
    assert problem.place.field == "claims.C01.initial.1"
