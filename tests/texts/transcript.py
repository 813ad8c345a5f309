"""No sentence is lost: plays a game line by line over all pages and compares what it prints with what it printed at
commit 6dbe51f, before sentences moved. It takes half a minute, so it is no test: `python -m tests.texts.transcript`
prints the differences and ends with 1 if there are any.
"""

from __future__ import annotations

import difflib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).parent
THEN = HERE / "plain-6dbe51f.txt"


def played(folder: str) -> str:
    """What the game prints for the commands of `plain.txt`; sets are hashed as they were then."""
    command = [sys.executable, "-m", "sim", "play", "summit-2018", "--seat", "kazakhstan", "--plain",
               "--save", f"{folder}/game.jsonl"]
    env = {**os.environ, "PYTHONHASHSEED": "0", "XDG_DATA_HOME": folder, "XDG_CONFIG_HOME": folder}
    with (HERE / "plain.txt").open(encoding="utf-8") as commands:
        done = subprocess.run(command, stdin=commands, capture_output=True, text=True, check=True, env=env,
                              cwd=HERE.parents[1])
    return done.stdout.replace(folder, "FOLDER")


def differences() -> Iterator[str]:
    with TemporaryDirectory() as folder:
        now = played(folder).splitlines()
    return difflib.unified_diff(THEN.read_text(encoding="utf-8").splitlines(), now, "6dbe51f", "now", lineterm="", n=1)


if __name__ == "__main__":
    found = list(differences())
    print("\n".join(found) or "The same, line by line.")
    sys.exit(bool(found))
