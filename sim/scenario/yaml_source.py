"""YAML text to a tree of values that know their place.

Works on parse events, so no object is ever constructed from a tag, dates stay text, and the compiled parser can be
used at full speed. Plain scalars follow the core schema of YAML 1.2 (`no` is text, `2018-01` is text).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from sim.errors import MultivectorError, Place, Problem
from sim.scenario.codes import Code
from sim.scenario.files import a_table, display, is_table, read_text
from sim.scenario.signs import hidden_in_lines, number_of
from sim.scenario.words import shown

MAX_DEPTH = 40
MAX_EXPANDED = 10_000

_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_WHOLE = re.compile(r"[-+]?[0-9]{1,18}")
_DECIMAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")


@dataclass(slots=True)
class Node:
    """A value with its place. `value` is a scalar, a list of nodes or a dict of nodes; lines and columns from 1.

    `key` is the place of the key that leads here. `size` and `height` measure the tree below, aliases expanded.
    """

    value: Any
    file: str
    line: int
    column: int
    key: tuple[int, int] | None = None
    size: int = 1
    height: int = 1

    def items(self) -> Iterable[tuple[str | int, Node]]:
        """Key or number of each child, and the child."""
        if isinstance(self.value, list):
            return enumerate(self.value)
        return self.value.items() if isinstance(self.value, dict) else ()

    def place(self, field: str = "") -> Place:
        """Of a scalar its own place; of a list or mapping that of its key, where an author would look."""
        if self.key and isinstance(self.value, (dict, list)):
            return self.key_place(field)
        return Place(self.file, self.line, self.column, field)

    def key_place(self, field: str = "") -> Place:
        line, column = self.key or (self.line, self.column)
        return Place(self.file, line, column, field)


def read_yaml(path: Path) -> Node:
    """The file's one document, a mapping. Raises MultivectorError with every problem that can still be told apart."""
    file = display(path)
    return parse_yaml(read_text(path, file), file)


def parse_yaml(text: str, file: str) -> Node:
    if hidden := [_hidden(line, Place(file, number, column)) for number, column, line in hidden_in_lines(text)]:
        raise MultivectorError(*hidden)
    if is_table(text):
        raise a_table(file)
    builder = _Builder(_events(text, file), file)
    root = builder.document()
    if not isinstance(root.value, dict):
        builder.note(Code.NOT_A_MAPPING, "the file does not hold fields", root, value=plain(root),
                     allowed="`field: value` lines", mend="begin with `id:`, `title:` and so on")
    if builder.problems:
        raise MultivectorError(*builder.problems)
    return root


def plain(node: Node) -> Any:
    """The bare data. A key whose value is null counts as not given."""
    value = node.value
    if isinstance(value, dict):
        return {key: plain(child) for key, child in value.items() if child.value is not None}
    if isinstance(value, list):
        return [plain(child) for child in value]
    return value


def _hidden(text: str, place: Place) -> Problem:
    return Problem(Code.HIDDEN, f"there is a hidden character, {number_of(text) or 'a break or a joiner'}", place,
                   shown(text), "signs that are seen; in texts also line breaks, tabs, joiners and marks of direction",
                   "delete the character, or type the text anew")


def _events(text: str, file: str) -> Iterator[Any]:
    """Parse events; whatever the parser trips over becomes one problem."""
    try:
        yield from YAML(typ="safe").parse(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
        sign = text[mark.index : mark.index + 1] if mark else ""
        _refuse_syntax(": ".join(str(part) for part in (error.context, error.problem) if part), where, sign)
    # The pure Python parser also lets these out, on an escape code that is no character and the like.
    except (YAMLError, ValueError, ArithmeticError, TypeError, LookupError, AttributeError) as error:
        _refuse_syntax(str(error).partition("\n")[0], Place(file))


def _refuse_syntax(what: str, place: Place, sign: str = "") -> NoReturn:
    """`sign` is the character at the place."""
    mend = "look at indentation, brackets and quotes, here or just above; inside [ ] and { } quote text with : or ?"
    if sign == "\t":
        mend = "indent with spaces, not with tabs"
    elif sign and sign in "%@`":
        mend = f"put text that begins with {sign} in quotes"
    elif "mapping values are not allowed" in what:
        mend = "put text that contains `: ` in quotes; if it contains none, look at the indentation"
    raise MultivectorError(Problem(Code.SYNTAX, f"this is not valid YAML: {what}", place, mend=mend)) from None


def _scalar(event: Any) -> Any:
    text: str = event.value
    if not event.implicit[0]:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if text[0] in "0123456789+-.":
        if _WHOLE.fullmatch(text):
            return int(text)
        if _DECIMAL.fullmatch(text):
            return float(text)
    return text


class _Builder:
    """Events to nodes. Goes on after a problem where the rest can still be read."""

    def __init__(self, events: Iterator[Any], file: str) -> None:
        self.events, self.file = events, file
        self.problems: list[Problem] = []
        self.anchors: dict[str, Node] = {}
        self.expanded = 0

    def document(self) -> Node:
        root = Node(None, self.file, 1, 1)
        documents = 0
        for event in self.events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self.stop(Code.SYNTAX, "a second document begins here", event, mend="keep one document a file")
                root = self.node(next(self.events), 1)
        return root

    def node(self, event: Any, depth: int, key: tuple[int, int] | None = None) -> Node:
        if depth > MAX_DEPTH:
            self.stop(Code.TOO_DEEP, "the nesting is too deep", event, allowed=f"at most {MAX_DEPTH} levels")
        if isinstance(event, AliasEvent):
            return self.alias(event, depth, key)
        mark = event.start_mark
        node = Node(None, self.file, mark.line + 1, mark.column + 1, key)
        if event.tag is not None:
            self.note(Code.TAG, "tags are not used in scenarios", node, value=event.tag,
                      mend='leave the tag out; write text that looks like a number in quotes, "2018"')
        if isinstance(event, ScalarEvent):
            node.value = self.scalar(event, node)
        elif isinstance(event, SequenceStartEvent):
            self.sequence(node, depth)
        else:
            self.mapping(node, depth)
        if event.anchor:
            self.anchors[event.anchor] = node
        return node

    def scalar(self, event: Any, node: Node) -> Any:
        if not event.value.isascii() and any("\ud800" <= c <= "\udfff" for c in event.value):
            self.note(Code.NOT_TEXT, "half of a surrogate pair is not a character", node, value=event.value)
            return ""
        if event.style == '"' and number_of(event.value):
            self.problems.append(_hidden(event.value, node.place()))
        return _scalar(event)

    def sequence(self, node: Node, depth: int) -> None:
        node.value = []
        while not isinstance(event := next(self.events), SequenceEndEvent):
            self.adopt(node, self.node(event, depth + 1), len(node.value))

    def mapping(self, node: Node, depth: int) -> None:
        node.value = {}
        while not isinstance(event := next(self.events), MappingEndEvent):
            key, where = self.key(event, depth)
            child = self.node(next(self.events), depth + 1, where)
            if key in node.value:
                first = node.value[key].key[0]
                self.note(Code.DUPLICATE_KEY, f"the key {shown(key)} stands here a second time", child, on_key=True,
                          value=key, allowed=f"each key once; the first is on line {first}",
                          mend="delete one of the two, or join them")
            elif key is not None:
                self.adopt(node, child, key)

    def key(self, event: Any, depth: int) -> tuple[str | None, tuple[int, int]]:
        where = (event.start_mark.line + 1, event.start_mark.column + 1)
        key = self.node(event, depth + 1, where)
        if isinstance(event, ScalarEvent):
            if not event.value.isprintable() and not number_of(event.value):
                self.problems.append(_hidden(event.value, key.key_place()))
            return event.value, where
        self.note(Code.NOT_A_MAPPING, "a key is not plain text", key, allowed="a name, then a colon")
        return None, where

    def adopt(self, parent: Node, child: Node, key: str | int) -> None:
        parent.size += child.size
        parent.height = max(parent.height, child.height + 1)
        if isinstance(parent.value, dict):
            parent.value[key] = child
        else:
            parent.value.append(child)

    def alias(self, event: Any, depth: int, key: tuple[int, int] | None) -> Node:
        found = self.anchors.get(event.anchor)
        if found is None:
            self.stop(Code.ALIAS, f"*{event.anchor} stands for nothing", event, value=f"*{event.anchor}",
                      allowed="an anchor that is complete further up in the same file", mend="write the value itself")
        self.expanded += found.size
        if self.expanded > MAX_EXPANDED or depth + found.height - 1 > MAX_DEPTH:
            self.stop(Code.ALIAS, "aliases expand too far", event, value=f"*{event.anchor}",
                      allowed=f"{MAX_EXPANDED:,} values and {MAX_DEPTH} levels in all", mend="write fewer aliases")
        mark = event.start_mark
        return Node(found.value, self.file, mark.line + 1, mark.column + 1, key, found.size, found.height)

    def note(self, code: Code, what: str, node: Node, *, on_key: bool = False, value: object = "", allowed: str = "",
             mend: str = "") -> None:
        place = node.key_place() if on_key else node.place()
        self.problems.append(Problem(code, what, place, shown(value), allowed, mend))

    def stop(self, code: Code, what: str, event: Any, *, value: str = "", allowed: str = "",
             mend: str = "") -> NoReturn:
        place = Place(self.file, event.start_mark.line + 1, event.start_mark.column + 1)
        raise MultivectorError(*self.problems, Problem(code, what, place, value, allowed, mend))
