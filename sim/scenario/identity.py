"""The identity of a scenario: a digest of what can change a number of a run, and of nothing else.

What is told to people only is marked where the field is declared (`Told`), so a new field counts until somebody marks
it. The order of entries counts, as it does in the arrays; so do their keys, which name the luck.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from sim.scenario.base import Late, Told


def identity(scenario: BaseModel) -> str:
    """SHA-256, in hexadecimal, of all that counts."""
    return digest(what_counts(scenario))


def digest(data: Any) -> str:
    """SHA-256 of data as compact JSON; the order of its entries counts."""
    return hashlib.sha256(json.dumps(data, separators=(",", ":"), allow_nan=False).encode()).hexdigest()


def what_counts(value: Any) -> Any:
    """A part of a scenario as plain data, without what is told to people only."""
    if isinstance(value, BaseModel):
        return {name: what_counts(getattr(value, name)) for name in counting(type(value)) if not _spares(value, name)}
    if isinstance(value, dict):
        return {key: what_counts(item) for key, item in value.items()}
    return [what_counts(item) for item in value] if isinstance(value, tuple) else value


@cache
def counting(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a model that can change a number."""
    return tuple(name for name, field in model.model_fields.items() if not is_told(field))


def _spares(model: BaseModel, name: str) -> bool:
    """Whether the field counts where it is given only, and is not."""
    field = type(model).model_fields[name]
    return any(isinstance(x, Late) for x in field.metadata) and getattr(model, name) == field.default


def is_told(field: FieldInfo) -> bool:
    return any(isinstance(x, Told) for x in field.metadata) or _marks(field.annotation)


def _marks(annotation: Any) -> bool:
    """Whether the mark stands anywhere in a type, as it does in `tuple[Text, ...]` and `dict[Term, Line]`."""
    return isinstance(annotation, Told) or any(_marks(part) for part in get_args(annotation))
