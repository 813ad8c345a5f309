"""The door of the program: sees that its packages are its own before any of them is imported, then opens it.

`sim`, `tui` and `scenarios` are common names. A folder on the import path may stand in front of them, or another
distribution may have written over their files. Nothing of them can be trusted to say so; this module can.
"""

from __future__ import annotations

import signal
import sys
from importlib.machinery import PathFinder
from pathlib import Path

HOME = Path(__file__).resolve().parent
PACKAGES = ("sim", "tui", "scenarios")


def main() -> None:
    """The command `multivector`; exit code 2 and words, never a traceback, if something else goes by its names."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # so early, an end without a word rather than a traceback
    if problem := overwritten(HOME) or shadowed(HOME):
        print(problem, file=sys.stderr)
        sys.exit(2)
    from sim.signals import stoppable

    with stoppable():
        from sim.cli import main as command

        command()


def shadowed(home: Path) -> str:
    """What to say if Python would import one of the packages from elsewhere than `home`; else nothing."""
    for name in PACKAGES:
        spec = PathFinder.find_spec(name)
        where = Path(spec.origin) if spec and spec.origin else home / name
        if home not in where.resolve().parents:
            return (f"MV-I001 {where}: this is not the package `{name}` of Multivector, but stands in front of it\n"
                    f"    allowed: {home / name}\n"
                    f"    do this: take the folder that holds it off PYTHONPATH, start from another folder, or rename "
                    f"it; or install Multivector in a virtual environment of its own")
    return ""


def overwritten(home: Path) -> str:
    """What to say if files of code are gone or not as long as the installer wrote them; a checkout has no such list."""
    bad = [name for name, size in recorded(home) if size_of(home / name) != size]
    if not bad:
        return ""
    return (f"MV-I002 {home / bad[0]}: {'this file is' if len(bad) == 1 else f'{len(bad)} files, this one first, are'} "
            f"missing, or not as Multivector installed them\n"
            f"    do this: another package may have written over them: install Multivector in a virtual environment of "
            f"its own, or again with `pip install --force-reinstall`")


def recorded(home: Path) -> list[tuple[str, int]]:
    """(file, bytes) of the code, from the installer's RECORD: lines of `name,hash,size`."""
    lines = [line for path in home.glob("multivector-*.dist-info/RECORD")
             for line in path.read_text(encoding="utf-8").splitlines()]
    rows = [line.rsplit(",", 2) for line in lines if line.startswith(tuple(f"{name}/" for name in PACKAGES))]
    return [(name, int(size)) for name, _, size in rows if name.endswith(".py")]


def size_of(path: Path) -> int:
    """-1 for what is not there."""
    try:
        return path.stat().st_size
    except OSError:
        return -1


if __name__ == "__main__":
    main()
