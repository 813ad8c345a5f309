"""Views as plain JSON values and back, exactly: what passes between a session and an interface elsewhere."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints


def to_json(value: Any) -> Any:
    """A view, or tuples and dicts of views and plain values, as what `json.dumps` takes."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_json(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple | list):
        return [to_json(item) for item in value]
    if isinstance(value, dict):
        return {key: to_json(item) for key, item in value.items()}
    return value


def from_json(kind: Any, value: Any) -> Any:
    """The value of this type (`TurnView`, `tuple[ComingView, ...]`, `dict[str, str]`, `ForecastView | None`) that
    `to_json` made plain. Raises ValueError where it does not fit the type."""
    if is_dataclass(kind):
        return _view(kind, value)
    build = BUILDERS.get(get_origin(kind))
    return build(get_args(kind), value) if build else _plain(kind, value)


def _view(kind: Any, value: Any) -> Any:
    hints = _hints(kind)
    _check(isinstance(value, dict) and value.keys() == hints.keys(), kind.__name__, value)
    return kind(**{name: from_json(hint, value[name]) for name, hint in hints.items()})


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _tuple(args: tuple[Any, ...], value: Any) -> tuple[Any, ...]:
    _check(isinstance(value, list | tuple), "a list", value)
    if args[-1] is Ellipsis:
        return tuple(from_json(args[0], item) for item in value)
    _check(len(value) == len(args), f"{len(args)} values", value)
    return tuple(from_json(arg, item) for arg, item in zip(args, value, strict=True))


def _dict(args: tuple[Any, ...], value: Any) -> dict[str, Any]:
    _check(isinstance(value, dict), "an object", value)
    return {key: from_json(args[1], item) for key, item in value.items()}


def _union(args: tuple[Any, ...], value: Any) -> Any:
    """`X | None`, the only union there is."""
    return None if value is None else from_json(next(arg for arg in args if arg is not NoneType), value)


def _literal(args: tuple[Any, ...], value: Any) -> Any:
    _check(value in args, f"one of {args}", value)
    return value


BUILDERS: dict[Any, Any] = {tuple: _tuple, dict: _dict, Union: _union, UnionType: _union, Literal: _literal}


def _plain(kind: Any, value: Any) -> Any:
    """A text, a truth or a number; a whole number may stand for a float, and a truth for no number."""
    fits = {float: (int, float), NoneType: (NoneType,)}.get(kind, (kind,))
    _check(isinstance(value, fits) and (kind is bool or not isinstance(value, bool)), kind.__name__, value)
    return value


def _check(fits: bool, wanted: str, value: Any) -> None:
    if not fits:
        raise ValueError(f"{wanted} was expected, not {repr(value)[:60]}")
