"""Work shared among processes. Nothing here depends on who does what: the numbers are those of one process.

Workers are spawned, never hear Ctrl-C, and end with their parent, however it ends. What a worker had in hand when it
was lost is done again. This module imports nothing heavy: a worker watches its parent before it loads the model.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import threading
import traceback
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context, parent_process, resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any, Generic, TypeVar

from sim.errors import MultivectorError, refuse
from sim.signals import unbroken

LOSSES = 3  # of workers at the same task; the cause is then the task, or the machine
ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
T = TypeVar("T")
R = TypeVar("R")
Tell = Callable[[float], None]
Work = Callable[[T, Tell], R]


def _refuse(error: MultivectorError) -> Any:
    raise error


def each(work: Work[T, R], tasks: Sequence[T], jobs: int = 1, tell: Tell = lambda done: None,
         given_up: Callable[[MultivectorError], R] = _refuse) -> Generator[tuple[T, R]]:
    """Every task with its answer, as they come. `work` must be picklable; it may tell how much it has done, which
    `tell` hears at once; a number below zero takes back what was lost with a worker. `given_up` answers for a task at
    which workers keep dying."""
    if jobs == 1:
        for task in tasks:
            yield task, work(task, tell)
    else:
        yield from _shared(pickle.dumps(work), deque(_Job(task) for task in tasks), jobs, tell, given_up)


@dataclass(slots=True)
class _Job(Generic[T]):
    """A task, how often it was lost, and what the worker that has it in hand has told."""

    task: T
    lost: int = 0
    told: float = 0.0


@dataclass(slots=True)
class _Worker(Generic[T]):
    """A process at work on a job, and the line to it."""

    process: SpawnProcess
    line: Connection[Any, Any]
    job: _Job[T]

    def take(self, job: _Job[T]) -> None:
        self.job, job.told = job, 0.0
        with contextlib.suppress(OSError):  # it is gone, as the next reading will find
            self.line.send(job.task)

    def hear(self) -> tuple[str, Any]:
        try:
            return self.line.recv()
        except (EOFError, OSError):
            return "lost", None

    def dismiss(self) -> None:
        self.line.close()
        self.process.kill()
        self.process.join()


def _shared(work: bytes, todo: deque[_Job[T]], jobs: int, tell: Tell,
            given_up: Callable[[MultivectorError], Any]) -> Iterator[tuple[T, Any]]:
    crew: dict[Any, _Worker[T]] = {}
    try:
        while todo or crew:
            while todo and len(crew) < jobs:
                worker = _hired(work, todo.popleft())
                crew[worker.line] = worker
            for worker in [crew[line] for line in wait(list(crew))]:
                match worker.hear():
                    case "told", share:
                        worker.job.told += share
                        tell(share)
                    case "done", answer:
                        yield worker.job.task, answer
                        if todo:
                            worker.take(todo.popleft())
                        else:
                            crew.pop(worker.line).dismiss()
                    case "failed", error:
                        raise error
                    case _:
                        tell(-worker.job.told)
                        crew.pop(worker.line).dismiss()
                        worker.job.lost += 1
                        if worker.job.lost < LOSSES:
                            todo.appendleft(worker.job)
                        else:
                            yield worker.job.task, given_up(_deadly(worker))
    finally:
        for worker in crew.values():
            worker.dismiss()


def _hired(work: bytes, job: _Job[T]) -> _Worker[T]:
    ours, theirs = get_context("spawn").Pipe()
    process = get_context("spawn").Process(target=_serve, args=(theirs, work), daemon=True)
    for name in ONE_THREAD:
        os.environ.setdefault(name, "1")
    with unbroken(), _deaf_to_interrupts():  # half started, it would complain of what it has not been told
        process.start()
    theirs.close()  # or its end would never be seen from here
    worker = _Worker(process, ours, job)
    worker.take(job)
    return worker


@contextmanager
def _deaf_to_interrupts() -> Generator[None]:
    """Who is born meanwhile never hears Ctrl-C, not even while Python starts in it; we hear it afterwards."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # its own start would open our ears
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _deadly(worker: _Worker[T]) -> MultivectorError:
    return refuse("MV-X002", f"a worker process has died {LOSSES} times at the same work",
                  value=f"exit code {worker.process.exitcode}",
                  mend="if the system killed it for want of memory, use fewer --jobs or --runs")


# --- in the worker -------------------------------------------------------------------------------------------------


def _serve(line: Connection[Any, Any], pickled: bytes) -> None:
    """Answer task after task, until the line is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with contextlib.suppress(EOFError, OSError):
        while True:
            task = line.recv_bytes()
            line.send(_answer(pickled, task, lambda share: line.send(("told", share))))


def _answer(work: bytes, task: bytes, tell: Tell) -> tuple[str, Any]:
    try:
        return "done", _loaded(work)(pickle.loads(task), tell)
    except Exception as error:
        error.add_note(traceback.format_exc())
        return "failed", error


@cache
def _loaded(work: bytes) -> Any:
    """Once for all tasks: what the work has computed for one serves the next."""
    return pickle.loads(work)


def _end_with_parent() -> None:
    """Also when the parent is killed: the system closes its end of a pipe."""
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)
