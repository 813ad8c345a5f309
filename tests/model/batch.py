"""mesa.batch_run on the model, in a process of its own: `python batch.py SCENARIO PROCESSES` prints digests as JSON.

Mesa forces the start method `spawn`, whose children import the main module again; hence a file, and the guard below.
"""

from __future__ import annotations

import inspect
import json
import sys
from typing import Any

import mesa

from sim.model import BalanceModel

SEEDS = [1, 2]
PARAMETERS = {"first_run": [0, 3], "seats": ["", "russia=random"], "watch": "", "off": "C24"}


def seeded(parameters: dict[str, Any]) -> dict[str, Any]:
    """Mesa 3.5 takes seeds as `rng` and drops those among the parameters; before, they stood nowhere else."""
    if "rng" in inspect.signature(mesa.batch_run).parameters:
        return {"parameters": parameters, "rng": SEEDS}
    return {"parameters": {**parameters, "seed": SEEDS}}


def main(scenario: str, processes: int) -> None:
    rows = mesa.batch_run(BalanceModel, number_processes=processes, data_collection_period=-1, max_steps=1000,
                          display_progress=False, **seeded({"scenario": scenario, **PARAMETERS}))
    keys = ("seed", "first_run", "seats", "month", "digest")
    print(json.dumps([{key: row[key] for key in keys} for row in rows], default=int))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
