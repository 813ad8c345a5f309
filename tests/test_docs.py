"""What the hand-written pages promise: every error code is listed, and the scenario of the guide runs as it stands."""

import re
from pathlib import Path

import pytest

from sim.model import BalanceModel
from sim.scenario.load import load_scenario

ROOT = Path(__file__).parents[1]
CODE = re.compile(r"MV-[A-Z]\d{3}")
PAGES = [*sorted((ROOT / "docs").rglob("*.md")), *sorted(ROOT.glob("*.md"))]


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def codes_in(*folders: str) -> set[str]:
    paths = [ROOT / "multivector.py", *(path for folder in folders for path in (ROOT / folder).rglob("*.py"))]
    texts = [text_of(path) for path in paths]
    return {code for text in texts for code in CODE.findall(text)}


def test_every_error_code_is_listed_once() -> None:
    rows = re.findall(r"^\| (MV-[A-Z]\d{3}) ", text_of(ROOT / "docs" / "errors.md"), re.MULTILINE)
    assert [code for code in set(rows) if rows.count(code) > 1] == []


def test_every_error_code_is_listed_and_every_listed_code_is_used() -> None:
    assert set(CODE.findall(text_of(ROOT / "docs" / "errors.md"))) == codes_in("sim", "tui")


@pytest.fixture
def guide(tmp_path: Path) -> Path:
    """The YAML blocks of the guide that are whole files, under the names that it gives them."""
    blocks = re.findall(r"```yaml\n(id: .*?)```", text_of(ROOT / "docs" / "authoring.md"), re.DOTALL)
    assert len(blocks) == 2
    for name, block in zip(("two-elephants", "blockade-2015"), blocks, strict=True):
        (tmp_path / f"{name}.yaml").write_text(block, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", ["two-elephants", "blockade-2015"])
def test_the_guides_scenarios_are_sound_and_play_to_the_end(guide: Path, name: str) -> None:
    model = BalanceModel(str(guide / f"{name}.yaml"), runs=3)
    while model.running:
        model.step()
    assert model.turn == model.board.turns


def test_the_guides_history_can_be_replayed(guide: Path) -> None:
    model = BalanceModel(str(guide / "two-elephants.yaml"), historical=True)
    while model.running:
        model.step()
    assert [x.reason for x in model.taken] == ["", ""]


def test_the_guides_table_becomes_figures(guide: Path) -> None:
    section = text_of(ROOT / "docs" / "authoring.md").partition("### Figures from a table")[2]
    table, scenario = re.findall(r"```(?:csv|yaml)\n(.*?)```", section, re.DOTALL)[:2]
    (guide / "trade.csv").write_text(table, encoding="utf-8")
    (guide / "own.yaml").write_text(scenario, encoding="utf-8")
    figures = load_scenario(guide / "own.yaml").scenario.figures
    found = {path: figures[path].value for path in ("nepal.india.trade", "nepal.china.trade")}
    assert found == pytest.approx({"nepal.india.trade": 5.39, "nepal.china.trade": 0.954})
    assert str(5.39) in section and str(0.954) in section


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text_of(page)):
        assert (page.parent / target).exists(), f"{page.name}: {target}"
