"""Common package names: what stands in front of ours, or was written over it, is named in words."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOOR = "from multivector import main; main()"


def run(*path: Path, cwd: Path, module: bool = False) -> subprocess.CompletedProcess[str]:
    """The command, as its script or as `python -m sim`, with these folders in front of all others."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, path))}
    words = ["-m", "sim"] if module else ["-Pc", DOOR]
    return subprocess.run([sys.executable, *words, "scenarios"], cwd=cwd, env=env, capture_output=True, text=True,
                          timeout=120, check=False)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as an installer leaves it: packages, and a RECORD of them."""
    site = tmp_path_factory.mktemp("site")
    for name in ("sim", "tui", "scenarios"):
        shutil.copytree(ROOT / name, site / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "multivector.py", site)
    info = site / "multivector-0.1.0.dist-info"
    info.mkdir()
    files = [path for path in site.rglob("*") if path.is_file()]
    (info / "RECORD").write_text("".join(
        f"{path.relative_to(site)},sha256={sha256(path.read_bytes()).hexdigest()},{path.stat().st_size}\n"
        for path in files))
    return site


@pytest.mark.parametrize("name", ["sim", "tui", "scenarios"])
@pytest.mark.parametrize("form", ["{}.py", "{}/__init__.py"])
def test_a_package_of_the_same_name_in_front_is_named(name: str, form: str, installed: Path, tmp_path: Path) -> None:
    own = tmp_path / form.format(name)
    own.parent.mkdir(exist_ok=True)
    own.write_text("")
    done = run(tmp_path, installed, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"MV-I001 {own}" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_module_run_from_a_folder_with_a_package_of_the_same_name(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "tui.py").write_text("")
    done = run(installed, cwd=tmp_path, module=True)
    assert done.returncode == 2
    assert f"MV-I001 {tmp_path / 'tui.py'}" in done.stderr


def test_a_folder_without_code_is_no_package(installed: Path, tmp_path: Path) -> None:
    for name in ("sim", "tui", "scenarios", "multivector"):
        (tmp_path / name).mkdir()
    assert "summit-2018" in run(tmp_path, installed, cwd=tmp_path).stdout
    assert "summit-2018" in run(installed, cwd=tmp_path, module=True).stdout


@pytest.mark.parametrize("name", ["sim/__init__.py", "sim/cli/__init__.py", "scenarios/__init__.py"])
@pytest.mark.parametrize("left", ["# another's\n", None])
def test_a_file_written_over_or_taken_away_is_named(name: str, left: str | None, installed: Path,
                                                    tmp_path: Path) -> None:
    file = installed / name
    whole = file.read_bytes()
    try:
        file.write_text(left) if left else file.unlink()
        done = run(installed, cwd=tmp_path)
    finally:
        file.write_bytes(whole)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"MV-I002 {file}" in done.stderr
    assert "Traceback" not in done.stderr
