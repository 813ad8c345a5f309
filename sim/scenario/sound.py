"""Scenarios that were found sound, kept on disk with their merged data: reading and checking them again is spared as
long as every file that they came of says what it said, and every `inherits:` leads where it led.

Only what has no problems is kept. Places in files are not: whoever asks for one reads the files.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from sim import kept
from sim.errors import MultivectorError
from sim.scenario.files import display, read_text
from sim.scenario.merge import Origin, digest_of, leads_to
from sim.scenario.schema import Scenario

KIND = "scenario"


def recall(path: Path) -> tuple[Scenario, str] | None:
    """The scenario of a file and its identity, if it was kept and nothing has changed."""
    body = kept.fetch(KIND, _key(path))
    if body is None:
        return None
    head, _, data = body.partition(b"\n")
    found = json.loads(head)
    if not _is_as_it_was(path, found):
        return None
    try:
        return Scenario.model_validate_json(data, strict=True), found["identity"]
    except ValidationError:  # of another pydantic
        return None


def remember(path: Path, origin: Origin, data: Any, identity: str) -> None:
    """Keep the plain data of a sound scenario."""
    head = {"identity": identity, "texts": {str(file): digest for file, digest in origin.texts.items()},
            "steps": [[name, str(beside), str(led)] for name, beside, led in origin.steps]}
    kept.keep(KIND, _key(path), b"\n".join(json.dumps(part).encode() for part in (head, data)))


def _key(path: Path) -> str:
    return kept.key_of(kept.code(), str(path.absolute()))


def _is_as_it_was(path: Path, found: dict[str, Any]) -> bool:
    if str(path.resolve()) not in found["texts"]:  # a link that leads elsewhere now
        return False
    try:
        return all(str(leads_to(name, Path(beside))) == led for name, beside, led in found["steps"]) and all(
            digest_of(read_text(Path(file), display(Path(file)))) == digest for file, digest in found["texts"].items())
    except MultivectorError:
        return False
