"""Parts on a Dask cluster: its workers run them, wherever they are, and the store is written here.

A worker needs the program in the same versions and the scenario's files at the same places. What a worker had in hand
when it was lost is done again by another. A task is named by the study's digest and the part: Dask's own token of a
pydantic model differs from process to process.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any

from sim.batch import store as stores
from sim.batch.batch import TRIES, cause, rows_in, tables_of
from sim.batch.plan import Plan
from sim.batch.store import Store
from sim.errors import refuse
from sim.study.runner import ONE_THREAD

if TYPE_CHECKING:
    import pyarrow as pa
    from distributed import Client

Tell = Callable[[float], None]
Tables = dict[str, "pa.Table"]
LOCAL = "local"
NO_PAGE: Any = None  # of a dashboard, which would take a port
AHEAD = 2  # parts that wait for each worker
PATIENCE = 10  # seconds for a scheduler to answer
_PLANS: dict[str, Plan] = {}  # of a worker


def on_cluster(address: str, store: Store, todo: Sequence[int], jobs: int, csv: bool, chunk: int,
               tell: Tell) -> Generator[tuple[int, str]]:
    """Each part with why it failed, or nothing, as they come. Raises MultivectorError if there is no cluster."""
    with _client(address, jobs) as client:
        for number, tables, why in _answers(client, store, todo, chunk):
            if not why:
                store.write(number, tables, csv)
            tell(rows_in(store.plan, number))
            yield number, why


def _answers(client: Any, store: Store, todo: Sequence[int], chunk: int) -> Iterator[tuple[int, Tables, str]]:
    """A few parts at a time are under way, so that answers do not pile up."""
    from distributed import as_completed

    its, waiting = stores.read_manifest(store.folder), iter(todo)
    told = client.scatter([its, dict(store.plan.points)], broadcast=True, hash=False)

    def submitted(count: int) -> list[Any]:
        return [client.submit(_run, *told, number, chunk, key=f"{its['study']}-{number}", retries=TRIES - 1)
                for number in islice(waiting, count)]

    under_way = as_completed(submitted(AHEAD * max(1, len(client.nthreads()))))
    for future in under_way:
        failed = future.exception()
        yield int(future.key.rpartition("-")[2]), {} if failed else future.result(), cause(failed) if failed else ""
        future.release()
        under_way.update(submitted(1))


@contextmanager
def _client(address: str, jobs: int) -> Generator[Client]:
    """A cluster of this machine's processes, or the one at the address."""
    try:
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise refuse("MV-B017", "Dask is not installed", field="--cluster", value=address,
                     mend="install it: pip install 'multivector[cluster]'") from error
    for name in ONE_THREAD:
        os.environ.setdefault(name, "1")
    if address == LOCAL:
        with LocalCluster(jobs, threads_per_worker=1, dashboard_address=NO_PAGE) as cluster, Client(cluster) as client:
            yield client
        return
    try:
        client = Client(address, timeout=PATIENCE)
    except (OSError, ValueError) as error:
        raise refuse("MV-B018", f"there is no Dask scheduler here: {error}", field="--cluster", value=address,
                     mend="write its address, tcp://HOST:PORT, or local") from error
    with client:
        yield client


# --- in a worker -----------------------------------------------------------------------------------------------------


def _run(its: stores.Manifest, points: Mapping[str, Any], number: int, chunk: int) -> Tables:
    return tables_of(_plan(its, points), number, chunk)


def _plan(its: stores.Manifest, points: Mapping[str, Any]) -> Plan:
    """Made once for all parts of a study."""
    if its["study"] not in _PLANS:
        _PLANS.clear()
        _PLANS[its["study"]] = stores.plan_told(its, points)
    return _PLANS[its["study"]]
