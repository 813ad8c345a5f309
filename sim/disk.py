"""Files of the user's: read and written only where a regular file stands, and written whole or not at all.

A pipe would hang, a device could be harmed, and half a file is worse than none. Links are followed. All raise OSError.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex

MAX_BYTES = 64 * 1024 * 1024
HALF = ".multivector-"  # begins the names of files that are being written
KINDS = ((stat.S_ISDIR, "a folder"), (stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket"),
         (stat.S_ISCHR, "a device"), (stat.S_ISBLK, "a device"))


class NotAFile(OSError):
    """Something else stands there: a folder, a pipe, a device."""

    def __init__(self, mode: int) -> None:
        kind = next((word for test, word in KINDS if test(mode)), "something else")
        super().__init__(None, f"it is {kind}, not a file")


def read_file(path: Path) -> bytes:
    """The bytes of a regular file of at most 64 MiB. Looked at before it is opened, as opening alone can set a device
    going, and again afterwards, as another may stand there by then."""
    _check(path.stat().st_mode)
    with open(path, "rb", opener=_unblocked) as file:
        _check(os.fstat(file.fileno()).st_mode)
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise OSError(None, f"it is larger than {MAX_BYTES:,} bytes")
    return data


def target(path: Path) -> Path:
    """Where a file of this name is written: at the end of its links. Refuses what is no file, and what is protected."""
    real = Path(os.path.realpath(path))
    try:
        _check(real.stat().st_mode)
    except FileNotFoundError:
        return real
    if not os.access(real, os.W_OK):
        raise PermissionError(None, "the file that stands there may not be written to")
    return real


def write_file(path: Path, data: bytes) -> None:
    """Write beside the file, then put it in its place: what stood there stays until all is on disk."""
    real = target(path)
    new = real.with_name(f"{HALF}{token_hex(6)}")
    try:
        write_new(new, data)
        with suppress(FileNotFoundError):
            new.chmod(stat.S_IMODE(real.stat().st_mode))
        new.replace(real)
    except BaseException:  # a signal, too, leaves nothing behind
        with suppress(OSError):
            new.unlink(missing_ok=True)
        raise
    sync_folder(real.parent)


def sweep(folder: Path) -> None:
    """Take away what writers left half done in a folder when they were killed. Nobody may be writing there."""
    for path in folder.glob(f"{HALF}*"):
        path.unlink(missing_ok=True)


@contextmanager
def held(path: Path) -> Generator[None]:
    """Hold a lock on a file of its own, which stays there. However the process ends, the lock ends with it. Raises
    BlockingIOError while another holds it."""
    with path.open("ab") as file:
        _lock(file.fileno())
        yield


def write_new(path: Path, data: bytes) -> None:
    """Begin a file. Whoever comes second to a name gets FileExistsError; where writing fails, no file is left."""
    file = path.open("xb", buffering=0)
    try:
        with file:
            write_all(file.fileno(), data)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def write_all(handle: int, data: bytes) -> None:
    """All of it, and on disk."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest):]
    os.fsync(handle)


def sync_folder(folder: Path) -> None:
    """A new name is on disk, too, where the system can say so."""
    with suppress(OSError, AttributeError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _lock(handle: int) -> None:
    """As the system at hand has it; closing the file lets go."""
    try:
        import fcntl
    except ImportError:
        import msvcrt

        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError as error:
            raise BlockingIOError(*error.args) from error
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _check(mode: int) -> None:
    if not stat.S_ISREG(mode):
        raise NotAFile(mode)


def _unblocked(path: str, flags: int) -> int:
    """A pipe that took the file's place must not hang us."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
