"""What takes time, off the event loop: a call runs in a thread, and its answer is told on the loop.

Of a group that outdates itself only the newest call is wanted. Nobody hears of a call that is no longer wanted; what
looks up with `cancelled` gives up then.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeAlias

from textual.app import App
from textual.worker import get_current_worker

from tui.session import MultivectorError

Done: TypeAlias = Callable[..., object]


class OffLoop:
    """The app's threads. `failed` is told the words of what could not be done."""

    def __init__(self, app: App[Any], failed: Callable[[str], object]) -> None:
        self.app, self.failed = app, failed

    def run(self, group: str, call: Callable[[], Any], done: Done, outdates: bool = True) -> None:
        self.app.run_worker(partial(self._work, call, done), group=group, exclusive=outdates, thread=True)

    def cancel(self, *groups: str) -> None:
        for group in groups:
            self.app.workers.cancel_group(self.app, group)

    def busy(self, group: str) -> bool:
        return any(worker.group == group and worker.is_running for worker in self.app.workers)

    def _work(self, call: Callable[[], Any], done: Done) -> None:
        try:
            answer = call()
        except (MultivectorError, OSError) as error:
            self.tell(self.failed, str(error))
        else:
            self.tell(done, answer)

    def tell(self, done: Done, *what: Any) -> None:
        """Called in a thread: hand something to the loop, unless the call is no longer wanted."""
        if not cancelled():
            self.app.call_from_thread(done, *what)


def cancelled() -> bool:
    """Called in a thread: whether the call that runs in it is no longer wanted."""
    return get_current_worker().is_cancelled
