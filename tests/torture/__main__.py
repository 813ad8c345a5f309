"""`python -m tests.torture [--seed N] [--seconds N] [CAMPAIGN]...`: all campaigns of this folder, or those named."""

from __future__ import annotations

import argparse
import random
import sys
from importlib import import_module
from pathlib import Path

CAMPAIGNS = sorted(path.stem for path in Path(__file__).parent.glob("[!_]*.py"))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.torture")
    parser.add_argument("campaigns", nargs="*", metavar="CAMPAIGN", help=", ".join(CAMPAIGNS))
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--seconds", type=float, default=300, help="for each campaign")
    asked = parser.parse_args()
    return max(_tried(name, asked.seed, asked.seconds) for name in asked.campaigns or CAMPAIGNS)


def _tried(name: str, seed: int, seconds: float) -> int:
    print(f"{name}, seed {seed}: ", end="", flush=True)
    try:
        print(import_module(f"tests.torture.{name}").campaign(random.Random(seed), seconds))
    except AssertionError as fault:
        print(f"FAULT\n{fault}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
