"""Does it install and run where it says it does? `make installs`; needs a package index.

One wheel goes into fresh environments: the newest interpreter with the newest of every package and with the pinned
ones, the oldest with the lowest that `pyproject.toml` declares. Each runs the commands from an empty folder, without
the right to write where it is installed, and replays the recorded playthroughs; all digests must be the same.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from zipfile import ZipFile

from sim.kept import VARIABLE
from tests.tui.terminal import Terminal

ROOT = Path(__file__).parents[1]
OLDEST = (3, 11)
PACKAGES = ("sim", "tui", "scenarios")
VERSION = "import sys, venv, ensurepip; print(*sys.version_info[:3], sys.version_info.releaselevel)"
PIP = ("-m", "pip", "--disable-pip-version-check", "-q")
WHEELS = ("--only-binary", "numba,llvmlite")
HELP = ("scenarios", "play", "debrief", "run", "why", "rules", "compare", "facts", "thesis", "record",
        "hindcast", "check", "verify")
COMMANDS = ("--help", *(f"{command} --help" for command in HELP), "scenarios", "rules C24", "check",
            "run summit-2018 --json", "run summit-2018 --runs 20 --json", "run summit-2018 --save game.jsonl",
            "verify game.jsonl", "why game.jsonl kazakhstan.balance --turn 2", "play summit-2018",
            "play summit-2018 --plain")
MISTAKES = ("nothing", "run", "run nowhere", "run summit-2018 --nothing", "run summit-2018 --seed x")


# --- interpreters and versions ---------------------------------------------------------------------------------------


def interpreters() -> dict[tuple[int, ...], str]:
    """Version -> program, oldest first: final releases that the product allows and that can make environments."""
    found: dict[tuple[int, ...], str] = {}
    for program in candidates():
        version = version_of(program)
        if version >= OLDEST:
            found.setdefault(version, program)
    return dict(sorted(found.items()))


def candidates() -> Iterator[str]:
    """Python on PATH, then those that pyenv keeps: its shims on PATH answer for the chosen version alone."""
    yield sys.executable
    for folder in os.get_exec_path():
        yield from (str(path) for path in sorted(Path(folder).glob("python3*"))
                    if re.fullmatch(r"python3(\.\d+)?", path.name))
    if shutil.which("pyenv"):
        home = subprocess.run(["pyenv", "root"], capture_output=True, text=True, check=False).stdout.strip()
        yield from map(str, sorted(Path(home).glob("versions/*/bin/python3")))


def version_of(program: str) -> tuple[int, ...]:
    """() for what is no final release, or has no venv."""
    try:
        done = subprocess.run([program, "-c", VERSION], capture_output=True, text=True, check=False, timeout=60)
    except OSError:
        return ()
    *numbers, level = done.stdout.split() or [""]
    return tuple(map(int, numbers)) if level == "final" else ()


def floors(requirements: Sequence[str]) -> list[str]:
    """The lowest version that each requirement allows: `mesa[network]>=3.3.1,<4` gives `mesa==3.3.1`."""
    found = [re.match(r"([\w.-]+)(?:\[[^]]*\])?[>=]=([\w.]+)", line) for line in requirements]
    if missing := [line for line, match in zip(requirements, found, strict=True) if not match]:
        raise ValueError(f"no lowest version: {', '.join(missing)}")
    return [f"{match[1]}=={match[2]}" for match in found if match]


# --- one environment -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Environment:
    """`python` makes it; `extra`: what is installed beside what is needed; `constraints`: files for pip."""

    name: str
    python: str
    extra: str
    constraints: tuple[Path, ...]
    folder: Path

    def bin(self, program: str) -> str:
        return str(self.folder / "venv" / "bin" / program)

    def install(self, wheel: Path) -> None:
        run([self.python, "-m", "venv", str(self.folder / "venv")])
        run([self.bin("python"), *PIP, "install", *WHEELS, f"{wheel}{self.extra}", *self._constrained()])
        run([self.bin("python"), *PIP, "check"])

    def tools(self) -> None:
        """What developers need would install, too."""
        run([self.bin("python"), *PIP, "install", "--dry-run", f"{ROOT}[dev]", *self._constrained()])

    def _constrained(self) -> list[str]:
        return [f"-c{path}" for path in self.constraints]

    def commands(self) -> None:
        """Every command ends as it should, and nothing is written beside the program."""
        home = self.folder / "home"
        home.mkdir()
        before = self.installed()
        for words in COMMANDS:
            self.command(home, words, 0)
        for words in MISTAKES:
            self.command(home, words, 2)
        self.screens(home)
        if self.installed() != before:
            sys.exit(f"{self.name}: the commands write where the program is installed")

    def command(self, home: Path, words: str, code: int) -> None:
        done = subprocess.run([self.bin("multivector"), *words.split()], cwd=home, env=surroundings(home),
                              input="quit\n", capture_output=True, text=True, check=False, timeout=600)
        if done.returncode != code or "Traceback" in done.stderr:
            sys.exit(f"{self.name}: multivector {words}: exit {done.returncode}\n{done.stdout[-500:]}{done.stderr}")

    def screens(self, home: Path) -> None:
        """The game opens on a terminal and closes again."""
        terminal = Terminal([self.bin("multivector"), "play"], {**surroundings(home), "TERM": "xterm-256color"})
        terminal.wait("Two tables")
        terminal.close()

    def installed(self) -> dict[str, tuple[int, int]]:
        """Size and time of every file of the product, which nobody may write from now on."""
        where = "import sysconfig; print(sysconfig.get_path('purelib'))"
        site = Path(output([self.bin("python"), "-c", where]).strip())
        paths = [path for package in PACKAGES for path in [site / package, *(site / package).rglob("*")]]
        for path in paths:
            path.chmod(path.stat().st_mode & ~0o222)
        return {str(path): (path.stat().st_size, path.stat().st_mtime_ns) for path in paths}

    def digests(self) -> dict[str, str]:
        """Replays the recorded playthroughs with the installed product: only `tests` comes from the tree."""
        tree = self.folder / "tree"
        tree.mkdir()
        (tree / "tests").symlink_to(ROOT / "tests")
        return json.loads(output([self.bin("python"), "-m", "tests.golden.digests"], cwd=tree, env=surroundings(tree)))


def surroundings(home: Path) -> dict[str, str]:
    """No path of ours leads to the tree; games and what is kept go below `home`."""
    own = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    homes = {"XDG_DATA_HOME": str(home / "data"), "XDG_CONFIG_HOME": str(home), VARIABLE: str(home / "cache")}
    return {**own, **homes, "PYTHONDONTWRITEBYTECODE": "1"}


def run(words: Sequence[str]) -> None:
    if subprocess.run(words, check=False, cwd=tempfile.gettempdir()).returncode:
        sys.exit(f"failed: {' '.join(words)}")


def output(words: Sequence[str], cwd: Path | None = None, env: dict[str, str] | None = None) -> str:
    done = subprocess.run(words, stdout=subprocess.PIPE, text=True, check=False, cwd=cwd, env=env)
    return done.stdout if done.returncode == 0 else sys.exit(f"failed: {' '.join(words)}")


# --- all of them -----------------------------------------------------------------------------------------------------


def build(folder: Path) -> Path:
    """A wheel of the tree, with every file of the packages in it."""
    run([sys.executable, *PIP, "wheel", "--no-deps", "-w", str(folder), str(ROOT)])
    (wheel,) = folder.glob("*.whl")
    held = {str(path.relative_to(ROOT)) for package in PACKAGES for path in (ROOT / package).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts}
    if missing := held - set(ZipFile(wheel).namelist()):
        sys.exit(f"not in the wheel: {', '.join(sorted(missing))}")
    return wheel


def environments(folder: Path) -> list[Environment]:
    """Newest with the newest, newest with the pinned, oldest with the lowest; numba is in the last two alone."""
    pythons = list(interpreters().values())
    lowest = folder / "floors.txt"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    lowest.write_text("\n".join(floors([*project["dependencies"], *extras["dev"], *extras["fast"]])))
    plans = [("newest", pythons[-1], "", ()), ("pinned", pythons[-1], "[fast]", (ROOT / "constraints.txt",)),
             ("lowest", pythons[0], "[fast]", (lowest,))]
    return [Environment(name, python, extra, constraints, folder / name) for name, python, extra, constraints in plans]


def try_out(environment: Environment, wheel: Path) -> dict[str, str]:
    begun = monotonic()
    environment.folder.mkdir()
    environment.install(wheel)
    environment.commands()
    digests = environment.digests()
    environment.tools()
    version = ".".join(map(str, version_of(environment.python)))
    print(f"{environment.name}: Python {version}, {environment.python}: {len(COMMANDS) + len(MISTAKES)} commands, "
          f"{len(digests)} playthroughs, {monotonic() - begun:.0f} s", flush=True)
    return digests


def main() -> int:
    found = interpreters()
    print("interpreters:", ", ".join(".".join(map(str, version)) for version in found), flush=True)
    with tempfile.TemporaryDirectory() as folder:
        wheel = build(Path(folder))
        digests = {each.name: try_out(each, wheel) for each in environments(Path(folder))}
    differing = [name for name, found in digests.items() if found != digests["newest"]]
    print(f"digests differ: {', '.join(differing)}" if differing else "All digests are the same.")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
