"""Where the time of a campaign goes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from benchmarks.stopwatch import watching
from sim.agents import table, wishes
from sim.agents.wishes import WishTape
from sim.engine import advance, traced, turn
from sim.engine.traced import Tapes
from sim.model import BalanceModel, model
from sim.study.ensemble import run_ensemble
from sim.treatment import Treatment
from sim.world.noise import Noise

PLACES: dict[str, list[tuple[Any, str]]] = {
    "rules": [(advance, "run_phase"), (turn, "run_phase"), (Tapes, "month"), (Tapes, "open_turn")],
    "effects of moves and events": [(advance, "_let_moves_act"), (advance, "let_events_fall"),
                                    (model, "let_events_fall"), (traced, "amounts")],
    "decisions: what is possible, and prices": [(table, "blocked"), (table, "price"), (Tapes, "offers")],
    "decisions: what is expected of moves": [(table, "parts_beside"), (wishes, "parts_beside")],
    "decisions: what agents want": [(table, "scores"), (WishTape, "run")],
    "decisions: weighing, choices, what comes of them": [
        (BalanceModel, "lay_table"), (BalanceModel, "_stage"), (BalanceModel, "_follow_up"), (BalanceModel, "_strike"),
        (BalanceModel, "_concluded")],
    "noise": [(Noise, "bits"), (Noise, "uniforms"), (Noise, "normal"), (Noise, "uniform")],
    "what is kept of each month": [(BalanceModel, "_note"), (Tapes, "read")],
}
REST = "all else: setting up, inputs, bookkeeping"


def told(treatment: Treatment, runs: int) -> Iterator[str]:
    """A line a kind of work, in shares of the whole."""
    with watching(PLACES, REST) as watch:
        run_ensemble(treatment, runs, chunk=runs)
    yield f"where the time of {runs} run{'s' if runs > 1 else ''} goes:"
    for kind, share in watch.shares().items():
        yield f"  {share:6.1%}  {kind}"
