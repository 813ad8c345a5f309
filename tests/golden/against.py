"""What the recorded playthroughs say now and said at a commit: python -m tests.golden.against COMMIT

Prints every line that differs but for its seal, and says whether all worlds are the same.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.golden.make import FOLDER, ROOT

Line = dict[str, Any]


def main(commit: str) -> None:
    same = True
    for path in sorted(FOLDER.glob("*.json*")):
        for kind, before, now in differing(at(commit, path), path.read_text(encoding="utf-8")):
            same = same and kind == "game"
            print(f"{path.name}, {kind}:\n  - {json.dumps(before)}\n  + {json.dumps(now)}")
    print("Orders, digests of Worlds and values are the same." if same else "Worlds differ.")
    sys.exit(not same)


def at(commit: str, path: Path) -> str:
    where = f"{commit}:{path.relative_to(ROOT).as_posix()}"
    return subprocess.run(["git", "show", where], cwd=ROOT, check=True, capture_output=True, text=True).stdout


def differing(before: str, now: str) -> Iterator[tuple[str, Line, Line]]:
    """(kind of line, before, now), with what both have alike left out."""
    for old, new in zip(lines_of(before), lines_of(now), strict=True):
        keys = [key for key in {**old, **new} if key != "seal" and old.get(key) != new.get(key)]
        if keys:
            yield (new.get("kind", "values"), {key: old.get(key) for key in keys}, {key: new.get(key) for key in keys})


def lines_of(text: str) -> list[Line]:
    return [json.loads(line) for line in text.splitlines()] if text.startswith('{"') else [json.loads(text)]


if __name__ == "__main__":
    main(*sys.argv[1:])
