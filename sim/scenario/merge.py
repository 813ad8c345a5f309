"""Inheritance: files merged into one tree, and the map from its fields back to the files.

`inherits:` names files; they come first, in order, each before the file that names it and each once. Later files
override earlier ones: mappings merge key by key, everything else is replaced, `null` takes a key away. `whole.py` puts
them together.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from pathlib import Path

from sim.errors import MultivectorError, Place, Problem
from sim.scenario.codes import Code
from sim.scenario.files import display, inheritable, inherited, is_file, read_text
from sim.scenario.words import listed, shown
from sim.scenario.yaml_source import Node, parse_yaml, plain

MAX_CHAIN = 8
MAX_FILES = 60


@dataclass(frozen=True, slots=True)
class Origin:
    """What a tree was read from. `texts`: file -> digest of its text; `steps`: the name that stands under `inherits:`,
    the file in which it does, the file to which it led."""

    texts: dict[Path, str] = field(default_factory=dict)
    steps: list[tuple[str, Path, Path]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SourceMap:
    """From the path of a field, `options.summit.effects.0.on` (lists count from 0), to its place in a file.
    `files`: all that were merged, the scenario's own last."""

    root: Node
    file: str
    files: tuple[str, ...] = ()
    origin: Origin = field(default_factory=Origin)

    def find(self, path: str) -> tuple[Node, str]:
        """The deepest node on the path, and what of the path lies beyond it."""
        node, rest = self.root, path
        while rest and (step := _step(node, rest)) is not None:
            child, used = step
            node, rest = child, rest[used:].removeprefix(".")
        return node, rest

    def place(self, path: str) -> Place:
        """Of a field that does not stand in the files, the place of what should hold it."""
        node, rest = self.find(path)
        if node is self.root:
            return Place(self.file, field=path)
        return node.key_place(path) if rest else node.place(path)

    def key_place(self, path: str) -> Place:
        """The place of the key itself."""
        return self.find(path)[0].key_place(path)


def put(source: SourceMap, path: str, new: Node) -> SourceMap:
    """With another value at the path of a field."""
    return replace(source, root=_with(source.root, path, new))


def _with(node: Node, path: str, new: Node) -> Node:
    child, used = _step(node, path) or (None, len(path))
    key, rest = path[:used], path[used:].removeprefix(".")
    changed = _with(child, rest, new) if child and rest else new
    if isinstance(node.value, list):
        return replace(node, value=[changed if k == int(key) else x for k, x in enumerate(node.value)])
    return replace(node, value={**node.value, key: changed})


def _step(node: Node, rest: str) -> tuple[Node, int] | None:
    """The child that the longest fitting key leads to, and the key's length. Keys may hold dots."""
    children = node.value
    if isinstance(children, list):
        head = rest.partition(".")[0]
        return (children[int(head)], len(head)) if head.isdecimal() and int(head) < len(children) else None
    if not isinstance(children, dict):
        return None
    end = len(rest)
    while end > 0:
        if rest[:end] in children:
            return children[rest[:end]], end
        end = rest.rfind(".", 0, end)
    return None


@dataclass(slots=True)
class _Chain:
    """The files in the order in which they are merged, and the problems met on the way."""

    trees: dict[Path, Node] = field(default_factory=dict)
    seen: set[Path] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    origin: Origin = field(default_factory=Origin)

    def visit(self, path: Path, trail: tuple[Path, ...]) -> None:
        self.seen.add(path)
        try:
            text = read_text(path, display(path))
            self.origin.texts[path] = digest_of(text)
            root = parse_yaml(text, display(path))
        except MultivectorError as error:
            self.problems += error.found
            return
        for name in self.names(root):
            self.follow(name, path, (*trail, path))
        root.value.pop("inherits", None)
        self.trees[path] = root

    def names(self, root: Node) -> list[Node]:
        given = root.value.get("inherits")
        if given is None or given.value is None:
            return []
        names = given.value if isinstance(given.value, list) else [given]
        wrong = [n for n in names if not isinstance(n.value, str) or not n.value or "\0" in n.value]
        for node in wrong:
            self.problems.append(Problem(Code.INHERITS, "this does not name a file", node.place("inherits"),
                                         shown(plain(node)), "a file name, or a list of them"))
        return [n for n in names if n not in wrong]

    def follow(self, name: Node, path: Path, trail: tuple[Path, ...]) -> None:
        parent = leads_to(name.value, path)
        self.origin.steps.append((name.value, path, parent))
        if parent in trail:
            round_trip = " > ".join(p.name for p in (*trail[trail.index(parent):], parent))
            self.note(Code.CYCLE, f"the files inherit from each other: {round_trip}", name, "break the circle")
        elif len(trail) >= MAX_CHAIN or len(self.seen) >= MAX_FILES:
            self.note(Code.CHAIN_TOO_LONG, f"more than {MAX_CHAIN} files in a chain, or {MAX_FILES} in all", name,
                      "join some of them")
        elif not is_file(parent):
            known = inheritable()
            self.note(Code.FILE_MISSING, f"there is no file {shown(display(parent))}", name,
                      "check name and folder", f"a file beside this one, or a shipped one: {listed(known)}",
                      (name.value.removesuffix(".yaml"), known))
        elif parent not in self.seen:
            self.visit(parent, trail)

    def note(self, code: Code, what: str, name: Node, mend: str, allowed: str = "",
             near: tuple[str, list[str]] | None = None) -> None:
        self.problems.append(Problem(code, what, name.place("inherits"), shown(name.value), allowed, mend, near))


def leads_to(name: str, beside: Path) -> Path:
    """The file that `inherits: name` means in the file `beside`, at the end of its links."""
    parent = inherited(name, beside)
    return parent.resolve() if is_file(parent) else parent


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def chain(path: Path) -> tuple[dict[Path, Node], Origin]:
    """The trees of the file and of all it inherits from, itself last; raises with the problems of all files."""
    files = _Chain()
    files.visit(path.resolve() if is_file(path) else path, ())
    if files.problems:
        raise MultivectorError(*files.problems)
    return files.trees, files.origin


def merge(base: Node, over: Node) -> Node:
    """`over` laid on `base`. A null stays in the tree, so that its place is known; `plain` leaves it out."""
    if not (isinstance(base.value, dict) and isinstance(over.value, dict)):
        return over
    children = dict(base.value)
    for key, child in over.value.items():
        children[key] = merge(children[key], child) if key in children else child
    return Node(children, over.file, over.line, over.column, over.key)
