"""The teaching pack: whole pages that say what the scenario says, keep secrets apart, and ask for nothing outside."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from functools import cache
from html import unescape
from pathlib import Path

import pytest

from sim.errors import MultivectorError
from sim.seminar.pack import PAGES, POINTS, Pack, pack, pages
from sim.seminar.reading import passages
from sim.treatment import treat
from tests.boards import MINI
from tests.cli.command import call
from tests.report.browser import BROWSER, printed

ROOT = Path(__file__).parents[2]


@cache
def made() -> Pack:
    return pack(MINI, 12, 90)


@cache
def texts() -> dict[str, str]:
    """Page -> what a reader reads."""
    return {name.removesuffix(".html"): " ".join(unescape(re.sub(r"<style>.*?</style>|<[^>]+>", " ", page,
                                                                    flags=re.DOTALL)).split())
            for name, page in pages(made()).items()}


def test_pages_stand_alone() -> None:
    found = pages(made())
    assert list(found) == [f"{page}.html" for page in PAGES]
    for name, page in found.items():
        assert "<script" not in page and "http" not in page, name
        links = re.findall(r'(?:href|src)="([^"]*)"', page)
        assert set(links) <= {"data:,", *found}, name
        assert "pack-" not in page.replace(f"/{name}", ""), "a text is missing"


def test_a_role_sheet_says_what_the_scenario_says() -> None:
    roles, s = texts()["roles"], treat(MINI).scenario
    for seat in s.seats.values():
        assert " ".join(seat.brief.split()) in roles
        for goal in seat.goals:
            assert goal.text in roles and goal.points[-1].why.rstrip(".") in roles
    for sheet in made().papers.sheets:
        assert sheet.lead and all(f"{option.title} {option.sentence} {option.cost}" in roles for option in sheet.lead)


def test_secrets_are_on_sheets_of_their_own_and_in_the_key() -> None:
    for seat in treat(MINI).scenario.seats.values():
        secret = " ".join(seat.secret.text.split())
        assert {page for page, text in texts().items() if secret in text} == {"secrets", "teacher"}


def test_there_is_a_form_for_every_seat_and_turn() -> None:
    assert texts()["orders"].count("Under seal") == 2 * made().table.turns
    for option in made().papers.sheets[0].options:
        assert f"{option.title} {option.cost}" in texts()["orders"]


def test_every_group_has_a_sheet() -> None:
    for name, _ in made().groups:
        assert name in texts()["teacher"]
    assert "You are the press" in texts()["roles"] and "You speak for" in texts()["roles"]


def test_the_text_is_read_in_its_order_and_only_cited() -> None:
    """Sections in the order in which the source names them, paragraphs within."""
    long = treat("summit-2018").board
    sheets = made().papers.sheets
    places = [x.place for x in passages(long, sheets)]
    order: list[str] = ["IN", "GS", "CA", "KZ", "US", "KG", "UG", "SM", "CO"]
    keys = [(order.index(m[1]), int(m[2] or 0)) for place in places if (m := re.match(r"([A-Z]+)(\d*)", place))]
    assert len(keys) == len(places) > 0 and keys == sorted(keys)


def test_the_rooms_command_fits_the_class() -> None:
    assert f"--turn-minutes {made().table.turn_minutes}" in made().host
    assert "--rooms" not in made().host and "--seats" not in made().host
    few, many = pack(MINI, 2, 45), pack(MINI, 60, 45)
    assert "--seats mongolia" in few.host and f"--rooms {len(many.rooms)}" in many.host


def test_the_worksheets_commands_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
                                     capsys: pytest.CaptureFixture[str]) -> None:
    """But for those of a game, which tests of the debrief play; with fewer runs."""
    monkeypatch.chdir(tmp_path)
    for step in made().commands[:-1]:
        for line in step:
            words = re.sub(r"--runs \d+", "--runs 20", line).split()
            assert call(monkeypatch, *words[1:]) in (0, None), capsys.readouterr().err
    assert {path.name for path in tmp_path.iterdir()} >= {"first", "first.html", "without", "contested"}


@pytest.mark.parametrize(("students", "minutes", "code"), [
    (0, 90, "MV-C030"), (-3, 90, "MV-C030"), (100_000, 90, "MV-C030"), (20, 60, "MV-C031"), (20, 0, "MV-C031")])
def test_a_class_that_cannot_be(students: int, minutes: int, code: str) -> None:
    with pytest.raises(MultivectorError) as error:
        pack(MINI, students, minutes)
    assert [problem.code for problem in error.value.problems] == [code]


def test_a_scenario_without_seats(tmp_path: Path) -> None:
    text = Path(MINI).read_text(encoding="utf-8").replace("playable: true", "playable: false")
    (tmp_path / "bare.yaml").write_text(re.sub(r"(?ms)^seats:.*?(?=^\w)", "", text), encoding="utf-8")
    with pytest.raises(MultivectorError, match="MV-C032"):
        pack(str(tmp_path / "bare.yaml"), 20, 90)


def test_a_folder_that_is_not_empty_stays(monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
                                          capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    assert call(monkeypatch, "seminar", "pack", MINI, "--students", "5", "--out", str(tmp_path)) == 2
    assert "MV-P015" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_nothing_is_written_for_a_scenario_that_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
                                                        capsys: pytest.CaptureFixture[str]) -> None:
    assert call(monkeypatch, "seminar", "pack", "nope", "--students", "5", "--out", str(tmp_path / "p"), "--json") == 2
    assert json.loads(capsys.readouterr().out)["problems"][0]["code"].startswith("MV-")
    assert list(tmp_path.iterdir()) == []


def test_no_server_is_needed() -> None:
    script = ("import sys; [sys.modules.__setitem__(m, None) for m in ('starlette', 'uvicorn', 'segno')]\n"
              f"from sim.seminar.pack import pack, pages; print(len(pages(pack({MINI!r}, 4, 45))))")
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == str(len(PAGES))


@cache
def real() -> dict[str, str]:
    """A pack of a scenario with many options, long briefs and a record."""
    return pages(pack("afghanistan-2021", 22, 90))


@pytest.mark.slow
def test_the_guide_opens_the_room_as_the_plan_does() -> None:
    guide = (ROOT / "docs/teaching.md").read_text(encoding="utf-8")
    host, = re.findall(r"^\$ (multivector seminar host .*)$", guide, re.MULTILINE)
    assert f"<code>{host}</code>" in real()["teacher.html"]


def test_every_list_of_the_texts_is_told_whole() -> None:
    """A point that is added to a text is counted, too."""
    text = (ROOT / "sim/texts/en/pack.ftl").read_text(encoding="utf-8")
    found = {key: len(re.findall(r"^    \.p\d+ =", body, re.MULTILINE))
             for key, body in re.findall(r"^(pack-[\w-]+) =(.*?)(?=^\S|\Z)", text, re.MULTILINE | re.DOTALL)}
    assert {key: count for key, count in found.items() if count} == POINTS


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize(("page", "sheets"), [("orders", 5 * 6), ("secrets", 5), ("debrief", 1), ("probe", 2)])
@pytest.mark.slow
@pytest.mark.skipif(not BROWSER, reason="there is no Chromium here")
def test_what_is_handed_out_fits_its_sheets(page: str, sheets: int, paper: str, tmp_path: Path) -> None:
    place = tmp_path / f"{page}.html"
    place.write_text(real()[place.name].replace("@page {", f"@page {{ size: {paper};"), encoding="utf-8")
    assert printed(place) == sheets
