"""The design in docs/laboratory.md is one that can be run, and the schema for editors takes it."""

from __future__ import annotations

import json
import re
from pathlib import Path

from jsonschema import Draft202012Validator

from sim.batch.points import points_of
from sim.batch.worlds import read_design, worlds

ROOT = Path(__file__).parents[2]


def test_the_design_of_the_manual_can_be_run(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "laboratory.md").read_text(encoding="utf-8")
    file = tmp_path / "sparks.yaml"
    file.write_text(next(x for x in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL) if "scenarios:" in x),
                    encoding="utf-8")
    source = read_design(file)
    labels = [tuple(one.labels.values()) for one in worlds(source)]
    assert len(set(labels)) == len(labels) == 2 * 2 * 2 * 2
    assert {len(values) for values in points_of(source).values()} == {256}
    schema = json.loads((ROOT / "scenarios" / "design.schema.json").read_text(encoding="utf-8"))
    design = source.design.model_dump(mode="json", exclude_unset=True)
    assert list(Draft202012Validator(schema).iter_errors(design)) == []
    assert list(Draft202012Validator(schema).iter_errors({**design, "replication": 3}))
