"""Prints the digest at the end of every recorded playthrough: `python -m tests.golden.digests`.

Ends with 1 if one leads elsewhere than its record, to nine digits. Needs the product alone, no test library.
"""

from __future__ import annotations

import json
import os
import sys
from math import isclose
from pathlib import Path

from tests.golden.make import FOLDER, ROOT, replay, values


def digest(log: Path) -> str:
    game = replay(log)
    recorded = json.loads(log.with_suffix(".json").read_text(encoding="utf-8"))
    same = all(isclose(value, recorded[path], rel_tol=1e-9, abs_tol=1e-9) for path, value in values(game).items())
    return game.world.digest() if same else sys.exit(f"{log.name} leads elsewhere")


if __name__ == "__main__":
    os.chdir(ROOT)
    print(json.dumps({log.stem: digest(log) for log in sorted(FOLDER.glob("*.jsonl"))}))
