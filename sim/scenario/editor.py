"""The file format as JSON Schema, for editors: a file may leave out whatever it inherits, or take it away with null."""

from __future__ import annotations

from typing import Any

from sim.scenario.from_tables import TABLES
from sim.scenario.schema import FigureTable, Scenario

INHERITS = {"description": "files that this one builds on", "anyOf": [
    {"type": "string"}, {"type": "array", "items": {"type": "string"}}, {"type": "null"}]}


def json_schema() -> dict[str, Any]:
    schema = Scenario.model_json_schema()
    definitions = schema["$defs"]
    tables = FigureTable.model_json_schema()
    schema["properties"]["figures"] = _with_tables(schema["properties"]["figures"], tables)
    for part in [schema, *(definitions[name] for name in sorted(_merged(schema, definitions)))]:
        _loosen(part)
    schema["properties"] = {"inherits": INHERITS, **schema["properties"]}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _with_tables(figures: dict[str, Any], table: dict[str, Any]) -> dict[str, Any]:
    """Beside figures by their paths, files that give some."""
    forms = {f"^(?!{TABLES}$){form.removeprefix('^')}": entry for form, entry in figures["patternProperties"].items()}
    return {**figures, "patternProperties": forms, "properties": {TABLES: {"type": "array", "items": table}}}


def _merged(part: Any, definitions: dict[str, Any]) -> set[str]:
    """Names of the models that merge field by field: those reached through mappings, not through lists."""
    found: set[str] = set()
    pending = [part]
    while pending:
        here = pending.pop()
        name = here.get("$ref", "").rpartition("/")[2]
        if name and name not in found:
            found.add(name)
            pending.append(definitions[name])
        pending += [*here.get("properties", {}).values(), *here.get("patternProperties", {}).values(),
                    *here.get("anyOf", [])]
        pending += [more for more in (here.get("additionalProperties"),) if isinstance(more, dict)]
    return found


def _loosen(part: dict[str, Any]) -> None:
    part.pop("required", None)
    for name, field in part.get("properties", {}).items():
        if "patternProperties" in field:
            field["patternProperties"] = {form: _or_null(entry) for form, entry in field["patternProperties"].items()}
            field["additionalProperties"] = False
        part["properties"][name] = _or_null(field)


def _or_null(field: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [field, {"type": "null"}]}
