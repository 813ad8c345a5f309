"""Luck has names of its own: whoever is renamed and keeps his `luck:` keeps his fate, to the bit."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest

from sim.model import BalanceModel
from sim.scenario.identity import what_counts
from sim.scenario.load import load_scenario
from sim.treatment import treat
from tests.boards import MINI, board

BOARD = board(MINI)
LUCKY = {  # more that draws by its name: figures, delays, and sums over aims of several actors
    "mongolia.approval: {value: 0.5,": "mongolia.approval: {value: 0.5, low: 0.2, high: 0.8,",
    "kyrgyzstan.china.trade: {value: 1.5,": "kyrgyzstan.china.trade: {value: 1.5, low: 1, high: 2,",
    "    title: Squeeze transit\n": "    title: Squeeze transit\n    delay_drawn: 12\n",
    "    sentence: Do what a large state does.\n":
        "    sentence: Do what a large state does.\n    aims: {kyrgyzstan.growth: -0.7, mongolia.growth: 0.3, "
        "japan.approval: 0.9, russia.approval: 1.1, mongolia.approval: -0.6, kyrgyzstan.approval: 0.77}\n",
}
ACTORS = [("actors", "mongolia", "kyrgyzstan")]
ALL = [*ACTORS, ("actors", "russia", "japan"), ("options", "squeeze-transit", "ease-border"),
       ("institutions", "union", "epa"), ("doctrines", "third-neighbour", "great-power"),
       ("events", "visit", "rate-cut")]
PATHS = ("mongolia.approval", "kyrgyzstan.approval", "mongolia.china.trade", "kyrgyzstan.china.trade")
RUNS = 3


def lucky() -> str:
    text = Path(MINI).read_text(encoding="utf-8")
    for old, new in LUCKY.items():
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


TEXT = lucky()


def swapped(text: str, first: str, second: str) -> str:
    """The two words change places wherever one stands alone."""
    return re.sub(rf"(?<![\w-])({first}|{second})(?![\w-])", lambda x: second if x[1] == first else first, text)


def with_luck(text: str, names: Mapping[str, str], section: str) -> str:
    """The text with a `luck:` for each of these entries of the section."""
    head, tail = re.split(rf"(?m)^{section}:\n", text, maxsplit=1)
    for name, luck in names.items():
        tail = re.sub(rf"(?m)^  {name}:\n", f"  {name}:\n    luck: {luck}\n", tail, count=1)
    return f"{head}{section}:\n{tail}"


def renamed(folder: Path, those: Sequence[tuple[str, str, str]], keep: bool = True) -> str:
    """The miniature in which pairs change their names, and keep their luck or change it, too."""
    text = TEXT
    for _, first, second in those:
        text = swapped(text, first, second)
    for section, first, second in those if keep else ():
        text = with_luck(text, {first: second, second: first}, section)
    path = folder / "renamed.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def played(scenario: str, watch: tuple[str, ...] = ()) -> BalanceModel:
    model = BalanceModel(scenario, seed=1, runs=RUNS, watch=watch, collect=False)
    while model.running:
        model.step()
    return model


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> BalanceModel:
    path = tmp_path_factory.mktemp("luck") / "plain.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return played(str(path), PATHS)


def test_whoever_is_renamed_and_keeps_his_luck_keeps_his_fate(tmp_path: Path, plain: BalanceModel) -> None:
    assert played(renamed(tmp_path, ALL)).world.digests() == plain.world.digests()


def test_two_that_are_renamed_swap_their_results(tmp_path: Path, plain: BalanceModel) -> None:
    after = played(renamed(tmp_path, ACTORS), PATHS)
    found, wanted = np.stack(after.record), np.stack(plain.record)[:, [1, 0, 3, 2]]
    assert found.tobytes() == wanted.tobytes()
    assert not np.array_equal(found[:, 0], found[:, 1])


def test_without_a_luck_of_its_own_a_name_is_its_luck(tmp_path: Path, plain: BalanceModel) -> None:
    """Or the tests above would show nothing."""
    assert played(renamed(tmp_path, ACTORS, keep=False)).world.digests() != plain.world.digests()


def test_by_default_luck_has_the_names_that_things_have() -> None:
    luck = BOARD.luck
    assert [luck.move(move) for move in BOARD.moves] == [move.key for move in BOARD.moves]
    assert [luck.agent(agent) for agent in BOARD.agents()] == list(BOARD.agents())
    assert [luck.path(path) for path in BOARD.scenario.figures] == list(BOARD.scenario.figures)
    assert [fall.luck for fall in BOARD.falls] == [key for key, _ in BOARD.events]


def test_the_names_of_luck_stand_where_the_ids_stood(tmp_path: Path) -> None:
    its = treat(renamed(tmp_path, ALL)).board
    luck = its.luck
    assert [fall.luck for fall in its.falls] == [fall.luck for fall in BOARD.falls]
    assert [luck.move(move) for move in its.moves] == [move.key for move in BOARD.moves]
    assert luck.agent("mongolia.society") == "kyrgyzstan.society"
    assert luck.path("mongolia.china.trade") == "kyrgyzstan.china.trade"
    assert luck.path("kyrgyzstan.member.union") == "mongolia.member.epa"


def test_luck_that_is_not_given_leaves_the_identity_as_it_was(tmp_path: Path) -> None:
    given = load_scenario(renamed(tmp_path, ACTORS)).scenario
    assert what_counts(given)["actors"]["mongolia"]["luck"] == "kyrgyzstan"
    assert "luck" not in what_counts(given)["actors"]["russia"]
    assert "luck" not in what_counts(given)["events"]["visit"]
