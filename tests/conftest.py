"""Every test: a text that is missing, or lacks an argument, is an error; what is computed once is kept for these tests
alone, and for all their workers."""

import os
from tempfile import TemporaryDirectory

from sim import kept, texts

texts.STRICT = True
if "PYTEST_XDIST_WORKER" not in os.environ:
    KEPT = TemporaryDirectory(prefix="multivector-tests-", ignore_cleanup_errors=True)
    os.environ[kept.VARIABLE] = KEPT.name
