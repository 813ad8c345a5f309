"""Writes the recorded playthroughs anew: `make golden`, whenever rules or scenarios have changed on purpose.

Each is a log (`NAME.jsonl`), as a player's own, and the reported indicators at its end (`NAME.json`), which other
machines and NumPy builds reproduce to nine digits where their last bits differ.
"""

from __future__ import annotations

import json
import os
import random
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sim.game.branches import told_by
from sim.game.file import read
from sim.game.game import Game
from sim.game.saved import begin, treatment_of
from sim.treatment import Treatment, treat
from tests.game.games import possible

FOLDER = Path(__file__).parent
ROOT = FOLDER.parents[1]
SHORT, LONG, SANCTIONS, EXIT = "summit-2018", "multivector-2015-2021", "sanctions-2017-2019", "afghanistan-2021"


@dataclass(frozen=True)
class Plan:
    """`people`: the seats that are played. `turns`: how many, all if None. `back`: in that turn go back one turn."""

    scenario: str
    people: tuple[str, ...] = ()
    seed: int = 1
    turns: int | None = None
    back: int = 0
    more: Mapping[str, Any] = field(default_factory=dict)


PLANS = {
    "short-record": Plan(SHORT, more={"historical": True}),
    "short-kazakhstan": Plan(SHORT, ("kazakhstan",), seed=2),
    "short-two-seats-and-back": Plan(SHORT, ("kazakhstan", "uzbekistan"), seed=3, back=4),
    "short-united-states-unfinished": Plan(SHORT, ("united_states",), seed=4, turns=3),
    "long-record": Plan(LONG, more={"historical": True}),
    "long-doctrines": Plan(LONG, seed=5),
    "long-kazakhstan": Plan(LONG, ("kazakhstan",), seed=6, turns=12),
    "sanctions-without-links": Plan(SANCTIONS, seed=7, more={"off": "C30,region.openness"}),
    "sanctions-china-another-run": Plan(SANCTIONS, ("china",), seed=8, more={"run": 7, "set": "economy.oil.pass_=1"}),
    "exit-russia-against-chance": Plan(EXIT, ("russia",), seed=9, more={"seats": "united_states=random,china=random"}),
    "exit-uzbekistan": Plan(EXIT, ("uzbekistan",), seed=10),
    "elsewhere": Plan("tests/mini/neighbours.yaml", ("mongolia", "china"), seed=11),
}


def main() -> None:
    os.chdir(ROOT)
    for old in (*FOLDER.glob("*.jsonl"), *FOLDER.glob("*.json")):
        old.unlink()
    for name, plan in PLANS.items():
        game = play(plan, FOLDER / f"{name}.jsonl")
        (FOLDER / f"{name}.json").write_text(json.dumps(values(game), indent=1) + "\n", encoding="utf-8")
        print(f"{name}: {len(game.orders)} turns, digest {game.world.digest()[:16]}")


def play(plan: Plan, path: Path) -> Game:
    words = {**plan.more}
    run = words.pop("run", 0)
    game = begin(Game(named_as(treat(plan.scenario, **words), plan.scenario), plan.people, plan.seed, run), path)
    luck, back = random.Random(plan.seed), plan.back
    while not game.over and game.turn <= (plan.turns or game.turns):
        for seat in plan.people:
            _order(game, seat, luck)
        game.end_turn()
        if game.turn == back:
            back = 0
            game.back(game.turn - 1)
    return game


def named_as(treatment: Treatment, name: str) -> Treatment:
    """With its scenario under a name that holds on every machine."""
    return replace(treatment, loaded=replace(treatment.loaded, name=name))


def _order(game: Game, seat: str, luck: random.Random) -> None:
    """Up to three moves that the seat may order together."""
    wanted: list[str] = []
    own = possible(game, seat)
    for key in luck.sample(own, min(3, len(own))):
        if not game.refusals(seat, [*wanted, key]):
            wanted.append(key)
    game.decide(seat, wanted)


def values(game: Game) -> dict[str, float]:
    """The reported indicators now."""
    view = game.board.view(game.world, game.model.params)
    return {path: float(game.board.indicator(path).read(view)[0]) for path in game.board.scenario.report}


def replay(path: Path) -> Game:
    """The game played again from its log, whatever machine it comes from."""
    reading = read(path)
    header = reading.header
    game = Game(treatment_of(header, path), header["people"], header["seed"], header["run"])
    for played in told_by(reading.lines, path).branches.now.turns:
        for word in played.words:
            assert not game.speak(word)
        game.waiting = dict(played.orders)
        game.end_turn()
    return game


if __name__ == "__main__":
    main()
