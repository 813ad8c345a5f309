"""A language as Fluent reads it: messages by key, plural forms of its own, names in its cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from numbers import Integral, Real
from pathlib import Path

from babel import Locale, UnknownLocaleError
from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.resolver import Pattern
from fluent.runtime.types import FluentType
from fluent.syntax.ast import Junk, Resource

from sim import texts
from sim.texts import SOURCE, Value, cut


class TextError(Exception):
    """A text that is not there, cannot be read or lacks an argument: a mistake of ours, raised in tests only."""


class Language:
    """The messages of a folder; what it lacks is said by `otherwise`."""

    def __init__(self, folder: Path, otherwise: Language | None = None) -> None:
        self.folder, self.otherwise = folder, otherwise
        self._names: dict[tuple[str, str], str] = {}
        self._read = set[str]()
        self._bundle = FluentBundle([known(folder.name)], {"NAME": self.name}, use_isolating=False)

    def say(self, key: str, args: Mapping[str, Value]) -> str:
        """The text of a key with its arguments; an English one that has a mistake as far as it goes."""
        text, trouble = self._formatted(key, args)
        if trouble and self.otherwise:
            return self.otherwise.say(key, args)
        if trouble and texts.STRICT:
            raise TextError(f"{self.folder.name}: {key}: {trouble}")
        return text

    def _formatted(self, key: str, args: Mapping[str, Value]) -> tuple[str, str]:
        """(text, what is wrong with it)"""
        pattern = self._pattern(*key.partition(".")[::2])
        if pattern is None:
            return key, "no such text"
        try:
            text, errors = self._bundle.format_pattern(pattern, {name: self._plain(x) for name, x in args.items()})
        except RecursionError:
            return key, "the text speaks of itself"
        return str(text), "; ".join(map(str, errors))

    def _pattern(self, name: str, attribute: str) -> Pattern | None:
        """The text of a message, or of its attribute."""
        self._open(name.partition("-")[0])
        if not self._bundle.has_message(name):
            return None
        message = self._bundle.get_message(name)
        return message.attributes.get(attribute) if attribute else message.value

    def _open(self, subject: str) -> None:
        file = self.folder / f"{subject}.ftl"
        if subject not in self._read and file.is_file():
            self._bundle.add_resource(resource(file))
        self._read.add(subject)

    def _plain(self, x: object) -> str | int | float | Several:
        """Fluent takes nothing for a number but Python's own; what is true or not is `yes` or `no`."""
        if isinstance(x, str):
            return x
        if isinstance(x, tuple):
            return Several(x, self)
        if isinstance(x, bool) or not isinstance(x, Real):
            return "yes" if x else "no"
        return int(x) if isinstance(x, Integral) else float(x)

    # --- names --------------------------------------------------------------------------------------------------

    def learn(self, name: str, case: str, form: str) -> None:
        """How a name reads in a case."""
        self._names[name, case] = form

    def name(self, who: str | Several, case: str = "nominative") -> Several:
        """A name, or several, in a case: as it is where the language has learned no other form."""
        names = who.names if isinstance(who, Several) else (who,)
        return Several(tuple(self._names.get((name, case), name) for name in names), self)

    def enumerated(self, names: Sequence[str]) -> str:
        """`A`, `A and B`, `A, B and C`."""
        if len(names) < 2:
            return "".join(names)
        rest = reduce(lambda said, name: self.say("several-more", {"said": said, "name": name}), names[:-1])
        return self.say("several-last", {"said": rest, "name": names[-1]})


class Several(FluentType):
    """Names that a text enumerates."""

    def __init__(self, names: tuple[str, ...], language: Language) -> None:
        self.names, self.language = names, language

    def format(self, locale: Locale) -> str:
        return self.language.enumerated(self.names)


def resource(file: Path) -> Resource:
    """The messages of a file. Fluent passes over in silence what it cannot read; so do we with a whole file."""
    try:
        found = FluentResource(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        found = Resource([Junk(str(error))])
    junk = [str(entry.content) for entry in found.body if isinstance(entry, Junk)]
    if junk and texts.STRICT:
        raise TextError(f"{file}: {junk[0]}")
    return found


def known(tag: str) -> str:
    """The tag by which Babel knows the plural forms of a language: itself, cut from the right, or English."""
    return next((t for t in cut(tag) if _has_plurals(t)), SOURCE)


def _has_plurals(tag: str) -> bool:
    try:
        return bool(Locale.parse(tag, sep="-"))
    except (ValueError, UnknownLocaleError):
        return False
