"""A pile: arrays over many runs that grow chunk by chunk, and are read row by row. What passes some megabytes lies in a
temporary file, so a million runs take no more memory than a thousand."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from tempfile import TemporaryFile
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

ROOM = 8 * 1024 * 1024  # bytes that stay in memory


@dataclass(frozen=True, slots=True)
class _Block:
    """What one chunk laid down (rows, runs): here, or at a place in the file."""

    rows: int
    runs: int
    dtype: np.dtype[Any]
    here: NDArray[Any] | None
    place: int
    first: int


@dataclass
class Pile:
    """Arrays by name, each (..., R), with the runs of all chunks one after the other."""

    room: int = ROOM
    _blocks: dict[str, list[_Block]] = field(default_factory=dict[str, list[_Block]])
    _shapes: dict[str, tuple[int, ...]] = field(default_factory=dict[str, tuple[int, ...]])
    _file: IO[bytes] | None = None
    _end: int = 0

    def lay(self, name: str, array: NDArray[Any], first: int = 0) -> None:
        """A chunk (..., r) of an array, before those whose `first` run is a later one."""
        self._shapes[name] = array.shape[:-1]
        flat = np.ascontiguousarray(array).reshape(-1, array.shape[-1])
        place = None if flat.nbytes <= self.room else self._written(flat)
        if place is None:
            self.room -= flat.nbytes
        block = _Block(*flat.shape, flat.dtype, flat.copy() if place is None else None, place or 0, first)
        insort(self._blocks.setdefault(name, []), block, key=lambda its: its.first)

    def rows(self, name: str) -> Iterator[NDArray[Any]]:
        """Row by row (R,), in the order of the array's bytes."""
        for row in range(self._blocks[name][0].rows):
            yield np.concatenate([self._read(block, row, 1)[0] for block in self._blocks[name]])

    def row(self, name: str) -> NDArray[Any]:
        """The array (R,) of a number a run."""
        return next(self.rows(name))

    def whole(self, name: str) -> NDArray[Any]:
        """The array (..., R), for whoever has the room."""
        blocks = self._blocks[name]
        joined = np.concatenate([self._read(block, 0, block.rows) for block in blocks], axis=1)
        return joined.reshape(*self._shapes[name], joined.shape[1])

    def chunks(self, name: str) -> Iterator[NDArray[Any]]:
        """As it was laid down, (..., r) each."""
        for block in self._blocks[name]:
            yield self._read(block, 0, block.rows).reshape(*self._shapes[name], block.runs)

    def names(self, kind: str) -> list[str]:
        """What follows `kind:` in names, in the order in which they were laid down."""
        return [name.removeprefix(f"{kind}:") for name in self._blocks if name.startswith(f"{kind}:")]

    def _written(self, flat: NDArray[Any]) -> int | None:
        """Where it stands in the file; None where it cannot be written, on a full disk or without any."""
        place = self._end
        with suppress(OSError):
            self._file = self._file or TemporaryFile(buffering=0)  # noqa: SIM115, it goes with the pile
            self._file.seek(place)
            rest = memoryview(flat.tobytes())
            while rest:
                rest = rest[self._file.write(rest):]
            self._end = place + flat.nbytes
            return place
        return None

    def _read(self, block: _Block, row: int, count: int) -> NDArray[Any]:
        if block.here is not None or self._file is None:
            return np.asarray(block.here)[row: row + count]
        step = block.runs * block.dtype.itemsize
        self._file.seek(block.place + row * step)
        data = bytearray()
        while len(data) < count * step and (more := self._file.read(count * step - len(data))):
            data += more
        return np.frombuffer(data, dtype=block.dtype).reshape(count, block.runs)
