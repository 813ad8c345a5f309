"""Work shared among processes: the answers of one, whoever dies; and nobody is left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from functools import partial
from multiprocessing import active_children
from pathlib import Path

import pytest

from sim.errors import MultivectorError
from sim.study.runner import LOSSES, each
from tests.boards import SHORT
from tests.processes import members, session, until, workers
from tests.study import chores

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")


@pytest.mark.parametrize("jobs", [1, 2])
def test_every_task_is_answered_and_all_is_told(jobs: int) -> None:
    told: list[float] = []
    assert dict(each(chores.square, range(5), jobs, told.append)) == {0: 0, 1: 1, 2: 4, 3: 9, 4: 16}
    assert sum(told) == 0 + 1 + 2 + 3 + 4
    assert not active_children()


def test_a_worker_has_one_thread_of_blas() -> None:
    assert dict(each(chores.threads, [0], 2)) == {0: ["1", "1", "1"]}


def test_what_a_lost_worker_had_in_hand_is_done_again(tmp_path: Path) -> None:
    told: list[float] = []
    found = dict(each(partial(chores.die_once, tmp_path), range(3), 2, told.append))
    assert found == {0: 0, 1: 1, 2: 2}
    assert {path.name for path in tmp_path.iterdir()} == {"0", "2"}  # they did die
    assert sum(told) == 3  # what the dead had told is taken back


def test_work_at_which_workers_keep_dying_is_given_up() -> None:
    with pytest.raises(MultivectorError) as error:
        list(each(chores.die, [0], 2))
    assert error.value.problems[0].code == "MV-X002"
    assert str(LOSSES) in error.value.problems[0].what and "-9" in error.value.problems[0].value
    assert not active_children()


def test_who_asks_may_go_on_without_it() -> None:
    found = dict(each(chores.die_at_0, range(4), 2, given_up=lambda error: error.problems[0].code))
    assert found == {0: "MV-X002", 1: 1, 2: 2, 3: 3}


def test_a_mistake_found_in_a_worker_arrives_whole() -> None:
    with pytest.raises(MultivectorError) as error:
        list(each(chores.complain, [7], 2))
    problem = error.value.problems[0]
    assert (problem.code, problem.place.field, problem.value, problem.mend) == ("MV-R014", "--fact", "7",
                                                                                "take another")


def test_whoever_stops_asking_leaves_nobody() -> None:
    answers = each(chores.square, range(9), 2)
    next(iter(answers))
    del answers
    assert not active_children()


PARENT = """
import sys
from functools import partial
from pathlib import Path
from sim.study.runner import each
from tests.study import chores
if __name__ == "__main__":
    list(each(partial(chores.sleep, Path(sys.argv[1])), range(2), 2))
"""


def test_workers_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    with subprocess.Popen([sys.executable, script, tmp_path], start_new_session=True, stderr=subprocess.PIPE, text=True,
                          env={**os.environ, "PYTHONPATH": str(ROOT)}) as parent:
        until(lambda: len(list(tmp_path.glob("*.pid"))) == 2, "two workers")
        parent.kill()
        until(lambda: not members(parent.pid), "no process is left")
        assert parent.stderr and parent.stderr.read() == ""


# --- the real command ------------------------------------------------------------------------------------------------

FACTS = ("facts", SHORT, "--runs", "5000", "--jobs", "2", "--no-ablate")


@pytest.mark.parametrize(("number", "whom"), [(signal.SIGINT, "all"), (signal.SIGTERM, "the parent")])
def test_facts_stopped_leaves_nobody(number: int, whom: str) -> None:
    with session(*FACTS) as process:
        until(lambda: len(workers(process.pid)) == 2, "two workers")
        if whom == "all":
            os.killpg(process.pid, number)
        else:
            process.send_signal(number)
        _, said = process.communicate(timeout=10)
        assert (process.returncode, said) == (128 + number, "Stopped. Nothing was kept.\n")
        until(lambda: not members(process.pid), "no process is left")


def test_facts_whose_worker_is_killed_goes_on() -> None:
    with session(*FACTS) as process:
        until(lambda: len(workers(process.pid)) == 2, "two workers")
        victim = workers(process.pid)[0]
        os.kill(victim, signal.SIGKILL)
        until(lambda: len(set(workers(process.pid)) - {victim}) == 2, "another worker")
        process.terminate()
        assert process.communicate(timeout=10)[1] == "Stopped. Nothing was kept.\n"
