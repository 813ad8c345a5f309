"""mesa.batch_run on the model, in a process of its own: `python batch.py SCENARIO PROCESSES` prints digests as JSON.

Mesa forces the start method `spawn`, whose children import the main module again; hence a file, and the guard below.
"""

from __future__ import annotations

import json
import sys

import mesa

from sim.model import BalanceModel

PARAMETERS = {"seed": [1, 2], "first_run": [0, 3], "seats": ["", "russia=random"], "watch": "", "off": "C24"}


def main(scenario: str, processes: int) -> None:
    rows = mesa.batch_run(BalanceModel, {"scenario": scenario, **PARAMETERS}, number_processes=processes, iterations=1,
                          data_collection_period=-1, max_steps=1000, display_progress=False)
    keys = ("seed", "first_run", "seats", "month", "digest")
    print(json.dumps([{key: row[key] for key in keys} for row in rows], default=int))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
