"""Games as tables: they add up, say what was ordered, and open alike in the tools of others."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.game.game import Game
from sim.game.word import Word
from sim.report.csv_text import Table, csv_text, guarded
from sim.report.export import Class, tables_of
from sim.seat.beside import history_of
from sim.seat.goals import goal_views, score_of
from sim.seat.past import Past
from sim.seat.why import why
from tests.cli.command import call
from tests.game.games import SEAT, new, play, possible

GOAL = "mongolia.growth"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class of two games and what is no game."""
    folder = tmp_path_factory.mktemp("class")
    spoken(play(new(folder / "anna.jsonl"), 2))
    play(new(folder / "@home.jsonl", seed=2), 1, skip=1)
    return folder


def spoken(game: Game) -> Game:
    """One more turn, in which a reason looks like a formula."""
    key = next(key for key in possible(game) if game.board.move(key).joint)
    assert not game.speak(Word(SEAT, key, True, "=1+1, or so"))
    game.end_turn()
    return game


@pytest.fixture(scope="module")
def game(folder: Path) -> Game:
    return Class().opened(folder / "anna.jsonl")


@pytest.fixture(scope="module")
def written(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    with pytest.MonkeyPatch.context() as patch:
        assert call(patch, "export", folder / "anna.jsonl", "--csv", "--out", out) == 0
    return out


def test_causes_add_up_to_the_change_of_every_stock(game: Game) -> None:
    tables = tables_of(game)
    ends: dict[str, dict[int, float]] = defaultdict(dict)
    for turn, _, path, _, _, value in tables["numbers"].rows:
        ends[path][turn] = value  # the last month of a turn stays
    sums: dict[tuple[int, str], float] = defaultdict(float)
    for turn, _, path, _, amount in tables["causes"].rows:
        sums[turn, path] += amount
    assert len({path for _, path in sums}) > 50
    for (turn, path), amount in sums.items():
        assert ends[path][turn] - ends[path][turn - 1] == pytest.approx(amount, abs=1e-9), (turn, path)


def test_causes_are_those_of_why(game: Game) -> None:
    path = "mongolia.approval"
    found = {row[3]: row[4] for row in tables_of(game)["causes"].rows if (row[0], row[2]) == (2, path)}
    assert found == {row.cause: pytest.approx(row.amount) for row in why(game, path, 2).rows}


def test_orders_are_those_that_were_given_with_reasons_and_prices(game: Game) -> None:
    found = tables_of(game)["orders"].rows
    own = [(row[0], row[4]) for row in found if row[2] == SEAT and row[7]]
    assert own == [(turn, key) for turn, decided in enumerate(game.orders, start=1) for key in decided[SEAT]]
    ((reason, price),) = [(row[8], row[10]) for row in found if row[0] == 3 and row[2] == SEAT]
    assert reason == "=1+1, or so"
    key = game.orders[2][SEAT][0]
    assert price == int(game.as_of(3).price(SEAT, key)[0])
    assert {(row[0], row[4]) for row in found if row[11]} == {
        (turn, key) for turn in (1, 2, 3) for key in game.struck(turn)
        if any(deed.move == key and deed.yes for deed in game.deeds(turn))}


def test_goals_end_as_the_seat_sees_them(game: Game) -> None:
    last = {row[3]: row[8] for row in tables_of(game)["goals"].rows if row[0] == game.turn - 1}
    assert last == {view.path: pytest.approx(view.points) for view in goal_views(Past(game), SEAT)}


def whole(path: Path) -> Any:
    return pd.read_csv(path)


def asked(query: str) -> list[Any]:
    found = duckdb.sql(query)
    assert found is not None
    return found.fetchall()


def test_the_tables_open_alike_everywhere(written: Path) -> None:
    for path in sorted(written.glob("*.csv")):
        ours, frame, polar = rows(path), whole(path), pl.read_csv(path, infer_schema_length=None)
        columns, duck = list(ours[0]), asked(f"select * from read_csv('{path}')")
        assert list(frame.columns) == polar.columns == columns
        assert columns == [name for name, *_ in asked(f"describe select * from read_csv('{path}')")]
        assert len(frame) == len(polar) == len(duck) == len(ours)
        for name in {"turn", "value", "amount", "points", "price", "weight"} & set(columns):
            total = sum(float(row[name]) for row in ours)
            ((summed,),) = asked(f"select sum({name}) from read_csv('{path}')")
            assert [float(frame[name].sum()), polar[name].sum(), summed] == [pytest.approx(total)] * 3
        for name in {"yes", "in_force", "secret"} & set(columns):
            assert [int(frame[name].sum()), polar[name].sum()] == [sum(row[name] == "true" for row in ours)] * 2


def test_a_reason_is_no_formula(written: Path) -> None:
    said = {row["reason"] for row in rows(written / "orders.csv") if row["seat"] == SEAT}
    assert "'=1+1, or so" in said and not any(text.startswith("=") for text in said)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0")), st.floats(allow_nan=False,
       allow_infinity=False), st.booleans())
def test_cells_come_back(text: str, number: float, truth: bool) -> None:
    body = csv_text(Table(("a", "b", "c", "d"), [[text, number, truth, None]]))
    _, row = csv.reader(io.StringIO(body, newline=""))
    text = text.replace("\r\n", "\n").replace("\r", "\n")  # the csv module leaves a lone return bare
    assert row == [guarded(text), repr(number), str(truth).lower(), ""]
    assert guarded(text).removeprefix("'").lstrip("'") == text.lstrip("'") or guarded(text) == text
    assert not guarded(text).lstrip().startswith(("=", "+", "-", "@"))


# --- a class ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def games(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    out = tmp_path_factory.mktemp("out")
    with pytest.MonkeyPatch.context() as patch:
        assert call(patch, "export", folder, "--out", out, "--turning") == 0
    return rows(out / "games.csv")


def test_a_class_has_a_row_for_each_game(games: list[dict[str, str]], game: Game) -> None:
    assert [(row["file"], row["seed"], row["turns"], row["seat"]) for row in games] == [
        ("'@home.jsonl", "2", "1", SEAT), ("anna.jsonl", "1", "3", SEAT)]
    row = games[1]
    views = goal_views(Past(game), SEAT, Past(history_of(game)))
    assert float(row["points"]) == pytest.approx(score_of(views)[0])
    assert float(row["history"]) == pytest.approx(sum(v.weight * (v.history_points or 0) for v in views))
    assert {name: float(x) for name, x in row.items() if name.startswith("goal.")} == {
        f"goal.{view.path}": pytest.approx(view.points) for view in views}
    alone = Game(game.treatment, (), game.seed)
    while alone.turn < game.turn:
        alone.end_turn()
    assert float(row["doctrine"]) == pytest.approx(score_of(goal_views(Past(alone), SEAT))[0])
    assert int(row["orders"]) == sum(len(decided[SEAT]) for decided in game.orders)


def test_decisions_that_mattered_are_told_when_asked_for(games: list[dict[str, str]]) -> None:
    for row in games:
        turns = [int(row[name]) for name in row if name.endswith(".turn") and row[name]]
        assert turns == sorted(set(turns)) and all(1 <= turn <= int(row["turns"]) for turn in turns)
    assert any(name.startswith("turning.") for name in games[0])


def test_a_log_that_cannot_be_read_is_told_and_the_others_are_there(
        folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "anna.jsonl").write_bytes((folder / "anna.jsonl").read_bytes())
    (tmp_path / "ben.jsonl").write_text("no log\n", encoding="utf-8")
    assert call(monkeypatch, "export", tmp_path, "--out", tmp_path / "out") == 2
    assert "MV-L003" in capsys.readouterr().err
    assert [row["file"] for row in rows(tmp_path / "out" / "games.csv")] == ["anna.jsonl"]


def test_what_cannot_be_exported(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                 capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine").touch()
    anna: Any = folder / "anna.jsonl"
    two = new(tmp_path / "two.jsonl", people=(SEAT, "china"))
    two.end_turn()
    for words, code in [([anna, "--out", tmp_path / "full"], "MV-P015"), ([anna, anna], "MV-P016"),
                        ([anna, folder], "MV-P016"), ([tmp_path / "full"], "MV-P016"),
                        ([tmp_path / "no.jsonl", "--out", tmp_path / "a"], "MV-L005"),
                        ([anna, "--out", anna], "MV-P008"),
                        ([tmp_path / "two.jsonl", "--out", tmp_path / "b"], "MV-P011")]:
        assert call(monkeypatch, "export", *words) == 2
        assert code in capsys.readouterr().err, words
        assert not (tmp_path / "a").exists() and not Path("no-tables").exists()
    assert call(monkeypatch, "export", tmp_path / "two.jsonl", "--out", tmp_path / "b", "--reveal") == 0
