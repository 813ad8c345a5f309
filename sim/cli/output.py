"""What a command says: words for people or, with --json, one JSON value for programs; problems in either case."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import Any, NoReturn

from sim.errors import Problem

MISTAKE = 2


def wants_json() -> bool:
    """Whether the command line asks for JSON, also where it cannot be parsed."""
    return any(word.partition("=")[0] == "--json" for word in takewhile(lambda word: word != "--", sys.argv[1:]))


def dumps(value: object) -> str:
    """ASCII, so that any encoding of stdout can carry it. JSON has no word for NaN and Infinity."""
    return json.dumps(value, allow_nan=False)


def conclude(answer: Mapping[str, Any], words: str, problems: Sequence[Problem]) -> None:
    """An answer that may have problems: with any, they are told and the command ends with exit code 2."""
    if problems:
        fail(problems, answer, words)
    print(dumps({**answer, "problems": []}) if wants_json() else words)


def fail(problems: Sequence[Problem], answer: Mapping[str, Any] = {}, words: str = "") -> NoReturn:
    """Problems on stderr for people and, with --json, on stdout for programs, beside what could be answered."""
    if wants_json():
        print(dumps({**answer, "problems": [problem.as_json() for problem in problems]}))
    elif words:
        print(words)
    for problem in problems:
        print(problem, file=sys.stderr)
    if len(problems) > 1:
        print(f"{len(problems)} problems.", file=sys.stderr)
    sys.exit(MISTAKE)
