"""What the last bits of a run depend on beside its treatment: they are the same on one build and machine type."""

from __future__ import annotations

import platform
from importlib.metadata import version

import numpy as np


def machine() -> dict[str, str]:
    """Versions of the program and of NumPy, and the processor."""
    return {"version": version("multivector"), "numpy": np.__version__, "cpu": f"{platform.machine()} {_kernels()}"}


def _kernels() -> str:
    """The variants of exp and log that NumPy has picked for this processor; it can tell from version 2.1 on."""
    introspect = getattr(np.lib, "introspect", None)
    found = introspect.opt_func_info(func_name="^(exp|log)$", signature="float64") if introspect else {}
    return " ".join(sorted({kind["current"] for kinds in found.values() for kind in kinds.values()}))
