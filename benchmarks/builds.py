"""The builds that are measured against each other: this one, and 6dbe51f as the own repository holds it.

Both run in the same interpreter with the same packages, in processes of their own, on one BLAS thread, and with caches
of their own that nobody else has filled.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).resolve().parents[1]
BASE = "6dbe51f"
MISSING = (f"commit {BASE}, which everything is measured against, is not in this clone: run `git fetch --unshallow`, "
           f"or `git fetch origin {BASE}`, and again")
ONE_THREAD: dict[str, str] = {f"{library}_NUM_THREADS": "1" for library in ("OPENBLAS", "OMP", "MKL", "NUMBA")}
IGNORED = ("MULTIVECTOR_", "NUMBA_", "PYTHONDONTWRITEBYTECODE")
"""Variables that no process inherits: a user's second process does not compile the program again."""


@dataclass(frozen=True, slots=True)
class Build:
    """A folder with the packages. `adapter`: who speaks to it, a module of benchmarks/worker; `command`: the module
    that is its command line; `engine`: of the tape, empty for the one that the build takes by itself."""

    name: str
    root: Path
    adapter: str
    command: str
    engine: str = ""

    def environment(self, cache: Path) -> dict[str, str]:
        """Of a process that imports this build, and keeps what it keeps in the folder `cache`."""
        out = {name: value for name, value in os.environ.items() if not name.startswith(IGNORED)}
        out |= ONE_THREAD | {"PYTHONPATH": str(self.root), "HOME": str(cache), "XDG_CACHE_HOME": str(cache / "cache")}
        return out | ({"MULTIVECTOR_ENGINE": self.engine} if self.engine else {})


def now(engine: str = "") -> Build:
    return Build(engine or "this build", HERE, "now", "multivector", engine)


@contextmanager
def then() -> Iterator[Build]:
    """6dbe51f, in a temporary folder."""
    with TemporaryDirectory(prefix="multivector-") as folder:
        unpack(BASE, Path(folder))
        yield Build(BASE, Path(folder), "then", "sim")


def unpack(commit: str, folder: Path) -> None:
    """The files of a commit; ends with one line where the clone does not hold it."""
    try:
        found = subprocess.run(["git", "-C", str(HERE), "archive", commit], capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        sys.exit(f"benchmarks: {MISSING}")
    with tarfile.open(fileobj=io.BytesIO(found.stdout)) as files:
        files.extractall(folder, filter="data")


def is_fast() -> bool:
    """Whether the extra [fast] is installed."""
    return find_spec("numba") is not None
