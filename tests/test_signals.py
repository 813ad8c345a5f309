"""Asked to end, the program ends: within two seconds, with one sentence and the exit code of the signal."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.boards import MINI, SHORT
from tests.tui.terminal import Terminal

ENDS_WITHIN = 10.0  # two seconds for people; a loaded machine gets more

HIDDEN, SHOWN = "\x1b[?25l", "\x1b[?25h"  # the cursor

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


@contextmanager
def started(*command: str | Path) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen([sys.executable, *map(str, command)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, text=True, start_new_session=True)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def stopped(process: subprocess.Popen[str], number: int) -> str:
    """Send the signal; what the program says. Its exit code is the signal's."""
    process.send_signal(number)
    _, said = process.communicate(timeout=ENDS_WITHIN)
    assert process.returncode == 128 + number, said
    return said


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_long_command_says_that_nothing_was_kept(number: int) -> None:
    with started("-m", "sim", "run", MINI, "--runs", "1000000") as process:
        time.sleep(0.1 + 0.4 * (number == signal.SIGINT))  # among the imports, too
        seen = stopped_once_ready(process, number)
    assert seen == "Stopped. Nothing was kept.\n"


def stopped_once_ready(process: subprocess.Popen[str], number: int) -> str:
    """The handlers stand when the kernel says that the signal is caught; before that Python itself is starting."""
    status = Path(f"/proc/{process.pid}/status")
    while status.exists() and not caught(status.read_text(), signal.SIGTERM):
        time.sleep(0.005)
    return stopped(process, number)


def caught(status: str, number: int) -> bool:
    mask = next(line for line in status.splitlines() if line.startswith("SigCgt"))
    return bool(int(mask.split()[1], 16) >> (number - 1) & 1)


def test_a_run_that_is_saved_names_its_log(tmp_path: Path) -> None:
    log = tmp_path / "a run.jsonl"
    with started("-m", "sim", "run", SHORT, "--save", log, "--runs", "1000000") as process:
        while not log.exists():
            time.sleep(0.01)
        assert stopped(process, signal.SIGTERM) == (
            f"Stopped. What was run is in {log}; the same command goes on from there.\n")


PROGRAM = """
import sys, time
from sim.signals import Stopped, keeps, stoppable
with stoppable():
    keeps("All is well.")
    ready = lambda: print("ready", flush=True)
    {body}
"""
SWALLOWS = """
    ready()
    while True:
        try:
            time.sleep(9)
        except BaseException:
            pass
"""
MASKS = """
    try:
        ready()
        time.sleep(60)
    except BaseException as error:
        raise ImportError("a module of C failed to import") from None
"""
FINALISER = """
    class Late:
        def __del__(self):
            ready()
            time.sleep(60)
    Late()
    time.sleep(60)
"""
PUTS_BACK = """
    try:
        ready()
        time.sleep(60)
    finally:
        print("put back", file=sys.stderr)
"""
THREAD = """
    import threading
    threading.Thread(target=time.sleep, args=(60,)).start()
    ready()
    time.sleep(60)
"""


@pytest.mark.parametrize("body", [SWALLOWS, MASKS, FINALISER, THREAD])
def test_nothing_holds_it_up(body: str) -> None:
    """Code that swallows every exception, or turns it into another; a finaliser; a thread that is waited for."""
    with ready(body) as process:
        assert stopped(process, signal.SIGTERM) == "Stopped. All is well.\n"


def test_what_was_borrowed_is_put_back_first() -> None:
    with ready(PUTS_BACK) as process:
        process.send_signal(signal.SIGINT)
        process.send_signal(signal.SIGINT)  # an impatient second changes nothing
        assert stopped(process, signal.SIGINT) == "put back\nStopped. All is well.\n"


def test_what_its_parent_ignores_it_ignores() -> None:
    """`nohup`, and jobs in the background of a script."""
    ask = "import os; from sim.signals import stoppable\nwith stoppable(): os.kill(os.getpid(), 1); print('goes on')"
    shell = subprocess.run(["sh", "-c", 'trap "" HUP; exec "$0" -c "$1"', sys.executable, ask], capture_output=True,
                           text=True)
    assert (shell.returncode, shell.stdout) == (0, "goes on\n"), shell.stderr


@contextmanager
def ready(body: str) -> Iterator[subprocess.Popen[str]]:
    with started("-c", PROGRAM.format(body=body)) as process:
        assert process.stdout and process.stdout.readline() == "ready\n"
        yield process


def test_on_a_terminal_the_cursor_comes_back_before_the_sentence() -> None:
    """Ctrl-C is pressed, not sent."""
    terminal = Terminal([sys.executable, "-m", "sim", "run", MINI, "--runs", "1000000"], {"TERM": "xterm"})
    try:
        terminal.wait(HIDDEN)
        terminal.press("\x03")
        assert terminal.end() == 130
        assert terminal.drawn.index(SHOWN) < terminal.drawn.index("Stopped. Nothing was kept.")
        assert terminal.drawn.rindex(SHOWN) > terminal.drawn.rfind(HIDDEN)
    finally:
        terminal.close()
