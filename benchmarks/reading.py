"""Reading a file should cost as much again for each line: ten times the lines, about ten times the time."""

from __future__ import annotations

from collections.abc import Callable

from sim.scenario.yaml_source import parse_yaml

OPTION = "  o{}:\n    title: Title\n    by: [a, b]\n    effects:\n      - {{on: rivalry, size: 0.2}}\n    cost: 1\n"


def reading(seconds: Callable[[Callable[[], object]], float]) -> str:
    short, long = ("options:\n" + "".join(OPTION.format(i) for i in range(n)) for n in (170, 1700))
    ratio = seconds(lambda: parse_yaml(long, "")) / seconds(lambda: parse_yaml(short, ""))
    return (f"a file of {long.count(chr(10)):,} lines takes {ratio:.1f} times as long to read as one of "
            f"{short.count(chr(10)):,}")
