"""`python benchmarks/worker now|then` answers one question a line on stdin with one line of JSON on stdout.

It imports whichever `sim` is on its path. It is started as a folder, so that the `benchmarks` of another build on that
path is out of the way.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import traceback
from typing import Any

import jobs


def answer(adapter: jobs.Adapter, question: dict[str, Any]) -> dict[str, Any]:
    """`do`: one of the functions of jobs.py; the rest are its arguments."""
    try:
        return getattr(jobs, question.pop("do"))(adapter, **question)
    except Exception:
        return {"error": traceback.format_exc()}


def main() -> None:
    line = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # whoever prints does not speak into the line
    adapter = importlib.import_module(sys.argv[1])
    for question in sys.stdin:
        print(json.dumps(answer(adapter, json.loads(question))), file=line, flush=True)


if __name__ == "__main__":
    main()
