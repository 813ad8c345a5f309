"""Pages in headless Chromium, without a network."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")
BROWSER = next((place for name in NAMES if (place := shutil.which(name))), "")
HEADLESS = [BROWSER, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
needs_browser = [
    pytest.mark.slow,
    pytest.mark.skipif(not BROWSER, reason="there is no Chromium here (install the package chromium)")]


def opened(page: Path, *more: str) -> tuple[str, str]:
    """The page as the browser has it, and what the console said."""
    command = [*HEADLESS, "--enable-logging=stderr", "--host-resolver-rules=MAP * ~NOTFOUND",
               f"--user-data-dir={page.parent / 'profile'}", "--virtual-time-budget=5000", *more, "--dump-dom",
               page.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout, "\n".join(line for line in done.stderr.split("\n") if "CONSOLE" in line)


def printed(page: Path) -> int:
    """How many sheets it takes."""
    paper = page.with_suffix(".pdf")
    command = [*HEADLESS, f"--user-data-dir={page.parent / 'profile'}", "--no-pdf-header-footer",
               f"--print-to-pdf={paper}", page.as_uri()]
    assert subprocess.run(command, capture_output=True, timeout=120, check=False).returncode == 0
    data = paper.read_bytes()
    assert data.startswith(b"%PDF")
    return len(re.findall(rb"/Type\s*/Page\b", data))
