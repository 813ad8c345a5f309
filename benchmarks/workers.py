"""The asking end of a worker: a process that has imported one of the builds, and lives as long as it is needed."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.builds import HERE, Build


class Worker:
    """`cache`: the folder in which it keeps what it keeps."""

    def __init__(self, build: Build, cache: Path) -> None:
        self.build = build
        self._process = subprocess.Popen(
            [sys.executable, str(HERE / "benchmarks" / "worker"), build.adapter], env=build.environment(cache),
            cwd=cache, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._check()

    def _check(self) -> None:
        """It has imported the build it was meant to."""
        found = Path(self.ask("whereabouts")["file"]).resolve()
        if self.build.root.resolve() not in found.parents:
            raise RuntimeError(f"the worker of {self.build.name} has imported {found}")

    def ask(self, do: str, **words: Any) -> dict[str, Any]:
        """What one of the functions of benchmarks/worker/jobs.py answers."""
        assert self._process.stdin and self._process.stdout
        print(json.dumps({"do": do, **words}), file=self._process.stdin, flush=True)
        found = json.loads(self._process.stdout.readline() or '{"error": "it has ended"}')
        if "error" in found:
            raise RuntimeError(f"the worker of {self.build.name}, asked for {do}: {found['error']}")
        return found

    def close(self) -> None:
        """It ends when it is asked nothing more."""
        self._process.communicate()


@contextmanager
def working(*builds: Build) -> Iterator[list[Worker]]:
    """A worker for each, with an empty cache of its own."""
    with ExitStack() as stack:
        out: list[Worker] = []
        for build in builds:
            cache = stack.enter_context(TemporaryDirectory(prefix="multivector-", ignore_cleanup_errors=True))
            out.append(Worker(build, Path(cache)))
            stack.callback(out[-1].close)
        yield out
