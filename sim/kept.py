"""What was computed once, kept on disk for the next process. Any of it may go at any time.

An entry is named by a digest of all that it was made of. A file counts only if it is whole and is the entry that its
name says; any other is as if it were not there. Nothing here raises: without a home, on a full disk or in a folder that
is read-only everything is computed anew. Nothing is unpickled, and nothing is waited for until it is on disk.
"""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from sim.disk import read_file

if TYPE_CHECKING:
    from numpy.typing import NDArray

VARIABLE = "MULTIVECTOR_CACHE"
OFF = "off"
LIMIT = 256 * 1024 * 1024
SUFFIX, UNFINISHED = ".kept", ".kept-part"
OURS = (f"*{SUFFIX}", f"*{UNFINISHED}", "numba/**/*.nb[ci]")  # nothing else that may lie there is ever touched
CODE = ("agents", "catalogue.py", "engine", "model", "rules", "scenario", "tape", "treatment", "world")
HOME = Path(__file__).resolve().parent
_DIGEST = 32
_written: dict[Path, int] = {}
"""Bytes that this process has laid down in each folder since it last looked how much lies there."""


def folder() -> Path | None:
    """Where entries are kept: the user's own cache folder, or the one that MULTIVECTOR_CACHE names; None if that is
    `off`, or there is no home."""
    named = os.environ.get(VARIABLE)
    if named:
        return None if named == OFF else Path(named)
    try:
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "multivector"
    except RuntimeError:
        return None


def fetch(kind: str, key: str) -> bytes | None:
    """The entry of this kind and key. `kind`: letters; `key`: any text."""
    place = _place(kind, key)
    try:
        data = read_file(place) if place else b""
    except (OSError, ValueError):
        return None
    body = data[_DIGEST:]
    if not place or data[:_DIGEST] != _seal(kind, key, body):
        return None
    with suppress(OSError):
        os.utime(place)  # those that are used stay longest
    return body


def keep(kind: str, key: str, body: bytes) -> None:
    """Keep an entry, if that can be done."""
    if place := _place(kind, key):
        with suppress(OSError, ValueError):
            place.parent.mkdir(parents=True, exist_ok=True)
            _put(place, _seal(kind, key, body) + body)
            _bound(place.parent, len(body))


@cache
def was_wanted(what: str) -> bool:
    """Whether an earlier process has asked for this; the next one will hear yes. What takes longer to make than it
    spares in one process is made when a second one wants it."""
    before = fetch("wanted", what) is not None
    if not before:
        keep("wanted", what, b"")
    return before


def array(kind: str, made_of: str, compute: Callable[[], NDArray[Any]]) -> NDArray[Any]:
    """The array of numbers that follows from what the text says, and from the program: as it was kept, or computed."""
    key = key_of(numbers(), made_of)
    found = fetch_arrays(kind, key)
    if found is None:
        found = {"array": compute()}
        keep_arrays(kind, key, found)
    return found["array"]


def fetch_arrays(kind: str, key: str) -> dict[str, NDArray[Any]] | None:
    """An entry of arrays, by name."""
    import numpy as np

    body = fetch(kind, key)
    if body is None:
        return None
    with np.load(io.BytesIO(body), allow_pickle=False) as found:
        return dict(found)


def keep_arrays(kind: str, key: str, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Arrays of numbers, truths or texts; one of objects would be pickled, and raises TypeError."""
    import numpy as np

    if any(array.dtype.hasobject for array in arrays.values()):
        raise TypeError("an array of objects is not kept")
    stream = io.BytesIO()
    np.savez_compressed(stream, **arrays)  # pyright: ignore[reportArgumentType]
    keep(kind, key, stream.getvalue())


# --- names ------------------------------------------------------------------------------------------------------------


def key_of(*parts: str) -> str:
    """A key for what is made of all these: digests, names, versions."""
    return hashlib.sha256("\0".join(parts).encode(errors="surrogatepass")).hexdigest()


@cache
def numbers() -> str:
    """A key for what may differ from another build's or machine's numbers in the last bit."""
    from sim.machine import arithmetic

    return key_of(code(), *arithmetic().values())


@cache
def code(parts: tuple[str, ...] = CODE, home: Path = HOME) -> str:
    """A key for the program's text: packages and modules of `sim`; without its text, as it was compiled."""
    files = [path for part in parts for path in ([home / part] if "." in part else sorted((home / part).rglob("*.py*")))
             if "__pycache__" not in path.parts]
    digests = [f"{path.relative_to(home).as_posix()} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in files]
    return key_of(*digests)


# --- files ------------------------------------------------------------------------------------------------------------


def _place(kind: str, key: str) -> Path | None:
    home = folder()
    return home / f"{kind}-{key_of(key)[:40]}{SUFFIX}" if home else None


def _seal(kind: str, key: str, body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=_DIGEST, key=hashlib.sha256(f"{kind} {key}".encode()).digest()).digest()


def _put(place: Path, data: bytes) -> None:
    """Written beside, then put in its place: another process sees the old entry or the new one."""
    new = place.with_name(token_hex(8) + UNFINISHED)
    try:
        new.write_bytes(data)
        new.replace(place)
    except BaseException:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        raise


def _bound(home: Path, size: int) -> None:
    """The entries that were not used for longest go; looked at now and then, as looking takes longer than writing."""
    _written[home] = _written.get(home, LIMIT) + size
    if _written[home] < LIMIT // 16:
        return
    _written[home] = total = 0
    for _, size, path in sorted(_entries(home), reverse=True):
        total += size
        if total > LIMIT:
            with suppress(OSError):
                path.unlink()


def _entries(home: Path) -> Iterator[tuple[int, int, Path]]:
    """When each was last used, its bytes, and where it is."""
    for path in (path for pattern in OURS for path in home.glob(pattern)):
        with suppress(OSError):
            found = path.lstat()
            yield found.st_mtime_ns, found.st_size, path
