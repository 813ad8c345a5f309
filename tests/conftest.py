"""Every test: a text that is missing, or lacks an argument, is an error; what is computed once is kept for tests alone,
for all their workers and for the next time."""

import os
from pathlib import Path

from sim import kept, texts

texts.STRICT = True
if "PYTEST_XDIST_WORKER" not in os.environ:
    os.environ[kept.VARIABLE] = str(Path(__file__).resolve().parents[1] / ".pytest_cache" / "kept")
