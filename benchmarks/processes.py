"""New processes: what a command costs from its start to its end, with a cache that is filled and with none."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.builds import HERE, Build, is_fast, now
from benchmarks.rows import Row, in_turns

SHORT = "summit-2018"
BARE = ("-c", "import numpy, mesa")
SPENT = HERE / "benchmarks" / "worker" / "spent.py"
FEW, MANY = 4_000, 20_000
KILO = 1024 if sys.platform != "darwin" else 1  # of the bytes in which the system tells the peak


@dataclass(frozen=True, slots=True)
class Spent:
    """CPU seconds of a process, and the most memory it ever had, in MB."""

    cpu: float
    peak: float


def python(build: Build, cache: Path, *words: str) -> Spent:
    """Run `python WORDS` with this build on the path; raises if that fails."""
    done = subprocess.run([sys.executable, "-S", str(SPENT), sys.executable, *words], cwd=cache, capture_output=True,
                          env=build.environment(cache), check=True)
    cpu, peak, code = json.loads(done.stdout)
    if code:
        raise RuntimeError(f"{build.name}: {' '.join(words)}: {done.stderr.decode()}")
    return Spent(cpu, peak * KILO / 1e6)


def command(build: Build, cache: Path, *words: str) -> Spent:
    """`multivector WORDS`."""
    return python(build, cache, "-m", build.command, *words)


def first(build: Build, *words: str) -> Spent:
    """The very first process: nothing is kept yet."""
    with TemporaryDirectory(prefix="multivector-") as cache:
        return command(build, Path(cache), *words)


def start(then: Build, rounds: int) -> list[Row]:
    """`run` of a short scenario, in new processes. The first of each build writes bytecode and does not count; nor does
    the second of this one, which makes the programs that every later one finds in the cache."""
    ours = now()
    with TemporaryDirectory(prefix="multivector-") as folder:
        filled = Path(folder)
        made = command(ours, filled, "run", SHORT), command(ours, filled, "run", SHORT)
        first(then, "run", SHORT)
        times = in_turns({"then": lambda: first(then, "run", SHORT).cpu,
                          "first": lambda: first(ours, "run", SHORT).cpu,
                          "bare": lambda: python(ours, filled, *BARE).cpu,
                          "filled": lambda: command(ours, filled, "run", SHORT).cpu}, rounds)
    return [Row(f"run {SHORT}, cache filled", "import numpy, mesa", times["bare"], times["filled"], 2.5, True),
            Row(f"run {SHORT}, first process", then.name, times["then"], times["first"], 1.0, True),
            Row(f"run {SHORT}, second process", then.name, times["then"], [made[1].cpu] * rounds),
            Row(f"run {SHORT}, cache filled", then.name, times["then"], times["filled"])]


def memory(quick: bool) -> list[Row]:
    """The peak of few runs and of many, of this build."""
    few, many = (size // 20 if quick else size for size in (FEW, MANY))
    peaks = [first(now(), "run", SHORT, "--runs", str(runs)).peak for runs in (few, many)]
    return [Row(f"peak memory of {many:,} runs of {SHORT}", f"{few:,} runs", [peaks[0]], [peaks[1]], 1.1, True, "MB")]


# --- the engines -----------------------------------------------------------------------------------------------------


def engines(names: Sequence[str] = ("plain", "numpy", "numba")) -> Iterator[str]:
    """What each way of running the same thing costs before it is quick."""
    yield f"in new processes, `run {SHORT}`: CPU seconds with an empty cache, with that cache filled, and its size"
    for name in names:
        if name != "numba" or is_fast():
            yield "  " + _engine(now(name))
    yield "  " + _import_numba() if is_fast() else "  numba, the extra [fast], is not installed"


def _engine(build: Build) -> str:
    with TemporaryDirectory(prefix="multivector-") as folder:
        cache = Path(folder)
        empty, filled = (command(build, cache, "run", SHORT) for _ in range(2))
        return f"{build.name:6} {empty.cpu:6.2f} s  {filled.cpu:6.2f} s  {size(cache) / 1e6:7.2f} MB"


def _import_numba() -> str:
    with TemporaryDirectory(prefix="multivector-") as folder:
        bare, numba = (python(now(), Path(folder), "-c", f"import numpy{more}") for more in ("", ", numba"))
    return f"import numba: {numba.cpu - bare.cpu:.2f} s and {numba.peak - bare.peak:.0f} MB on top of NumPy"


def size(folder: Path) -> int:
    """Bytes of all files below."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
