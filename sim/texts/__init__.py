"""Every sentence that a person reads, by key, in the language of this process: no arithmetic, no layout.

A language is a folder of Fluent files, one a subject, read when the subject first comes up; a key begins with the name
of its file (`deed-refused` stands in `deed.ftl`). Counts are passed as numbers, other figures as text, several names
as a tuple. Fluent is imported with the first text.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from sim.texts.fluent import Language

Value: TypeAlias = str | int | float | tuple[str, ...]

HOME = Path(__file__).parent
SOURCE = "en"  # complete; a translation may lag behind
VARIABLE = "MULTIVECTOR_LANG"
STRICT = False  # raise where a text or an argument is missing: in tests


def say(key: str, **args: Value) -> str:
    """The text of a key; `key.attribute` of an attribute. What a translation lacks is said in English."""
    return _said(wanted(), key, tuple(args.items()))


def wanted() -> str:
    """What the user asks for: a tag such as `uz-Cyrl`, or the folder of a translation in the making."""
    return os.environ.get(VARIABLE) or SOURCE


@lru_cache(maxsize=4096)
def _said(tag: str, key: str, args: tuple[tuple[str, Value], ...]) -> str:
    return language(tag).say(key, dict(args))


@lru_cache(maxsize=4)
def language(tag: str) -> Language:
    """The language of a tag, or the nearest that there is; in the end English."""
    from sim.texts.fluent import Language

    english = Language(HOME / SOURCE)
    folder = Path(tag) if os.sep in tag else next((HOME / t for t in nearest(tag) if (HOME / t).is_dir()), HOME)
    return english if folder in (HOME, HOME / SOURCE) or not folder.is_dir() else Language(folder, english)


def nearest(tag: str) -> Iterator[str]:
    """`uz-Cyrl-UZ`, `uz-Cyrl`: cut from the right, but never the script, for other letters are another text."""
    script = next((part for part in tag.split("-")[1:] if re.fullmatch("[A-Za-z]{4}", part)), "")
    return (t for t in cut(tag) if script in t.split("-") or not script)


def cut(tag: str) -> Iterator[str]:
    """A tag and what is left of it as its parts are cut from the right; nothing of what is no tag."""
    parts = tag.split("-") if re.fullmatch("[A-Za-z0-9]+(-[A-Za-z0-9]+)*", tag) else []
    return ("-".join(parts[:n]) for n in range(len(parts), 0, -1))
