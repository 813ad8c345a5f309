"""What a batch says when it is done, before it begins, and when it is run again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.errors import command
from sim.texts import say

if TYPE_CHECKING:
    from sim.batch.batch import Done
    from sim.batch.repeat import Difference, Repeated
    from sim.batch.size import Size

UNITS = ("B", "kB", "MB", "GB", "TB")
KILO = 1000.0


def batch_lines(done: Done) -> str:
    """Where it lies and what to do next."""
    folder, plan = done.store.folder, done.store.plan
    if done.failed:
        first = min(done.failed)
        return "\n".join([
            say("batch-failed", failed=len(done.failed), parts=plan.parts, folder=str(folder)),
            say("batch-cause", part=first, why=done.failed[first]),
            say("batch-causes", file=str(folder / "failed.json"))])
    return "\n".join([say("batch-done", runs=plan.rows, worlds=len(plan.experiments), folder=str(folder)),
                      say("batch-next", command=command("summary", folder)),
                      say("batch-page", command=command("report", folder)),
                      say("batch-python", folder=repr(str(folder / "runs")))])


def size_lines(size: Size) -> str:
    head = say("batch-size", worlds=size.experiments, points=size.points or 1, replications=size.replications,
               runs=size.runs)
    cost = say("batch-cost", time=_time(size.seconds), bytes=_bytes(size.bytes), parts=size.parts, columns=size.columns)
    return "\n".join([head, cost, say("batch-nothing-kept")])


def _time(seconds: float) -> str:
    if seconds < 90:
        return say("batch-seconds", time=seconds)
    return say("batch-minutes", time=seconds / 60) if seconds < 5400 else say("batch-hours", time=seconds / 3600)


def _bytes(count: float) -> str:
    for unit in UNITS[:-1]:
        if count < KILO:
            return f"{count:.3g} {unit}"
        count /= KILO
    return f"{count:.3g} {UNITS[-1]}"


def repeat_lines(found: Repeated) -> str:
    """`same`, or the first difference; what this machine has otherwise stands below."""
    machines = [say("batch-machine", name=name, was=was, now=now) for name, (was, now) in found.machines.items()]
    return "\n".join([_verdict(found), *machines])


def _verdict(found: Repeated) -> str:
    if found.difference:
        return _differs(found.difference)
    return say("batch-missing", missing=len(found.missing)) if found.missing else say("batch-same")


def _differs(its: Difference) -> str:
    return say("batch-differs", kind=its.kind, part=its.part, row=its.row, column=its.column, was=repr(its.was),
               now=repr(its.now))
