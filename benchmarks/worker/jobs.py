"""What a worker can be asked: each answers with the seconds of what is measured, and with what came of it."""

from __future__ import annotations

import gc
import hashlib
import inspect
import random
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

import mesa
import numpy as np

Adapter = ModuleType  # now.py or then.py


class Clock:
    """CPU and wall seconds of a block; garbage of what ran before is gone first."""

    def __enter__(self) -> Clock:
        gc.collect()
        self._cpu, self._wall = time.process_time(), time.perf_counter()
        return self

    def __exit__(self, *error: object) -> None:
        self.cpu, self.wall = time.process_time() - self._cpu, time.perf_counter() - self._wall

    def with_(self, **found: Any) -> dict[str, Any]:
        return {"cpu": self.cpu, "wall": self.wall, **found}


def whereabouts(api: Adapter) -> dict[str, Any]:
    """Which `sim` this is."""
    import sim

    return {"file": sim.__file__}


def campaigns(api: Adapter, scenario: str, runs: int, seed: int = 0) -> dict[str, Any]:
    """Runs side by side in one chunk, and the digest of them all."""
    made = api.made(scenario)
    with Clock() as clock:
        final = api.ensemble(made, runs, seed, chunk=runs)
    return clock.with_(digest=final.digest())


def batch(api: Adapter, scenario: str, runs: int) -> dict[str, Any]:
    """Runs of `mesa.batch_run`, one after the other in this process."""
    with Clock() as clock:
        rows = mesa.batch_run(api.BalanceModel, number_processes=1, data_collection_period=-1, max_steps=1000,
                              display_progress=False, **_seeded({"scenario": scenario}, range(runs)))
    return clock.with_(digest=_of(row["digest"] for row in rows))


def bare(api: Adapter, scenario: str, runs: int, chunk: int) -> dict[str, Any]:
    """Runs in chunks, of which nothing is kept."""
    made = api.made(scenario)
    with Clock() as clock:
        api.bare(made, runs, chunk)
    return clock.with_()


def stored(api: Adapter, scenario: str, runs: int, chunk: int) -> dict[str, Any]:
    """The same as a batch, with what it takes on disk."""
    plan = api.planned(scenario, runs)
    with TemporaryDirectory(prefix="multivector-") as folder:
        with Clock() as clock:
            api.stored(plan, folder, chunk)
        return clock.with_(bytes=sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file()))


def _seeded(parameters: dict[str, Any], seeds: Iterable[int]) -> dict[str, Any]:
    """Mesa 3.5 takes seeds as `rng`; before, they stand among the parameters."""
    if "rng" in inspect.signature(mesa.batch_run).parameters:
        return {"parameters": parameters, "rng": list(seeds)}
    return {"parameters": {**parameters, "seed": list(seeds)}}


# --- facts -----------------------------------------------------------------------------------------------------------


def matrix(api: Adapter, scenario: str, contexts: Sequence[str]) -> dict[str, Any]:
    """All facts without each of these rules, as `facts` does it."""
    with Clock() as clock:
        shares = api.matrix(scenario, contexts)
    return clock.with_(digests={rule: _of([repr(sorted(found.items()))]) for rule, found in shares.items()})


def facts(api: Adapter, scenario: str, runs: int, ablate: bool, only: Sequence[str]) -> dict[str, Any]:
    """What the command `facts` does."""
    with Clock() as clock:
        found = api.find(scenario, runs=runs, ablate=ablate, only=tuple(only))
    return clock.with_(digest=_of(repr((x.id, x.base, x.without, x.others)) for x in found.facts))


def counted(api: Adapter, scenario: str, runs: int, only: Sequence[str]) -> dict[str, Any]:
    """How much of it there is: rules of the matrix; run-months of the base worlds of all facts, and of those named."""
    return api.counted(scenario, runs, only)


def rules(api: Adapter) -> dict[str, Any]:
    from sim.rules import RULES

    return {"ids": [rule.id for rule in RULES]}


# --- the forecast ----------------------------------------------------------------------------------------------------


def preview(api: Adapter, scenario: str, seat: str, seed: int, turn: int, every: bool, runs: int,
            months: int) -> dict[str, Any]:
    """The forecast of one free option, or of every one, of a game in a turn; nothing was forecast before."""
    game = _game(api, scenario, seat, seed, turn)
    keys = [move.key for move in game.board.moves if seat in move.parties]
    free = [key for key in keys if not game.refusals(seat, [key])]
    asked = free if every else free[:1]
    with Clock() as clock:
        views = api.previews(game, seat, asked, runs, months)
    assert len(views) == len(asked)
    return clock.with_(options=len(asked), digest=_futures(game, seat, free[:2]))


def _game(api: Adapter, scenario: str, seat: str, seed: int, turn: int = 1) -> Any:
    game = api.game(scenario, seat, seed)
    while game.turn < turn:
        game.end_turn()
    return game


def _futures(game: Any, seat: str, keys: Sequence[str]) -> str:
    """Of some futures of some orders."""
    from sim.study.forecast import futures

    watched = tuple(game.board.scenario.report)
    found = [futures(game, seat, (key,), watched, 12, 3) for key in keys]
    return _of(x[path].tobytes() for x in [one.paths for one in found if one] for path in watched)


# --- bits ------------------------------------------------------------------------------------------------------------


def bits(api: Adapter, scenario: str, runs: int, seed: int, **words: Any) -> dict[str, Any]:
    """Of each run the World's digest, and a hash of its bytes, in which zeros have signs."""
    with Clock() as clock:
        final = api.ensemble(api.made(scenario, **words), runs, seed, chunk=max(1, runs))
    return clock.with_(digests=final.digests(), raw=[_raw(final, k) for k in range(runs)])


def _raw(world: Any, column: int) -> str:
    from sim.catalogue import STORED

    arrays = [*(world.stocks[variable.name] for variable in STORED), world.since, world.uses]
    return _of(np.ascontiguousarray(x[..., column]).tobytes() for x in arrays)


def played(api: Adapter, scenario: str, seat: str, seed: int, turns: int) -> dict[str, Any]:
    """The same of a game's World after each of its first turns; a person gives whatever allowed orders luck says."""
    luck = random.Random(seed)
    with Clock() as clock:
        game = _game(api, scenario, seat, seed)
        while not game.over and game.turn <= turns:
            getattr(game, "decide", game.submit)(seat, _bundle(game, seat, luck))  # once all was ordered under seal
            game.end_turn()
    return clock.with_(digests=game.digests, raw=[_raw(world, 0) for world in game.worlds[1:]])


def _bundle(game: Any, seat: str, luck: random.Random) -> list[str]:
    keys = [move.key for move in game.board.moves if seat in move.parties]
    bundle: list[str] = []
    for key in luck.sample(keys, min(6, len(keys))):
        if len(bundle) < 2 and not game.refusals(seat, [*bundle, key]):
            bundle.append(key)
    return bundle


def _of(pieces: Iterable[str | bytes]) -> str:
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece if isinstance(piece, bytes) else piece.encode())
    return digest.hexdigest()
