"""A scenario put together from all its files: inheritance, tables of figures, the joined history."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sim.errors import MultivectorError, Problem
from sim.scenario.codes import Code
from sim.scenario.from_tables import with_tables
from sim.scenario.merge import SourceMap, chain, digest_of, merge
from sim.scenario.words import listed, shown
from sim.scenario.yaml_source import Node


def read_merged(path: Path) -> SourceMap:
    """All that a file says, with what it inherits and the tables that it names. The dated `history` lists are joined
    and sorted. Raises MultivectorError with the problems of all files."""
    trees, origin = chain(path)
    files = tuple(tree.file for tree in trees.values())
    root = Node({}, files[0], 1, 1)
    problems: list[Problem] = []
    for file, tree in trees.items():
        tree, texts = with_tables(tree, root, file.parent)
        origin.texts.update({table: digest_of(text) for table, text in texts.items()})
        problems += _in_vain(root, tree)
        root = _joined_history(root, tree, merge(root, tree))
    if problems:
        raise MultivectorError(*problems)
    _sort_history(root)
    return SourceMap(root, files[-1], files, origin)


def _in_vain(base: Node, over: Node) -> Iterator[Problem]:
    """Entries that a file takes away, though none of that name was there."""
    for section, entries in over.value.items():
        before = base.value.get(section)
        known = before.value if before and isinstance(before.value, dict) else {}
        for key, child in entries.value.items() if isinstance(entries.value, dict) else ():
            if child.value is None and key not in known:
                yield Problem(Code.NOTHING_TO_TAKE, f"there is no {shown(key)} to take away",
                              child.key_place(f"{section}.{key}"), shown(key), listed(known),
                              "write what it holds, or delete the line", (key, known))


def _joined_history(base: Node, over: Node, merged: Node) -> Node:
    older, newer = (tree.value.get("history") for tree in (base, over))
    if older and newer and isinstance(older.value, list) and isinstance(newer.value, list):
        both = Node([*older.value, *newer.value], newer.file, newer.line, newer.column, newer.key)
        merged.value["history"] = both
    return merged


def _sort_history(root: Node) -> None:
    history = root.value.get("history")
    if history and isinstance(history.value, list):
        history.value = sorted(history.value, key=_date)


def _date(decision: Node) -> str:
    date = decision.value.get("date") if isinstance(decision.value, dict) else None
    return str(date.value) if date else ""
