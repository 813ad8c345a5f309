"""The machine: its processors, and what the last bits of a run depend on beside its treatment.

Those bits are the same on one build and machine type.
"""

from __future__ import annotations

import os
import platform
from importlib.metadata import PackageNotFoundError, version

import numpy as np


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def machine() -> dict[str, str]:
    """Versions of the program and of NumPy, and the processor."""
    return {"version": version("multivector"), "numpy": np.__version__, "cpu": _cpu("exp|log")}


def arithmetic() -> dict[str, str]:
    """Everything that computes: what was computed by other hands is not taken over."""
    return {"numpy": np.__version__, "numba": _version("numba"), "cpu": _cpu("exp|log|tanh")}


def _version(package: str) -> str:
    """Empty where it is not installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _cpu(functions: str) -> str:
    """With the variants of these functions that NumPy has picked for it; NumPy can tell from version 2.1 on."""
    introspect = getattr(np.lib, "introspect", None)
    found = introspect.opt_func_info(func_name=f"^({functions})$", signature="float64") if introspect else {}
    kernels = sorted({kind["current"] for kinds in found.values() for kind in kinds.values()})
    return f"{platform.machine()} {' '.join(kernels)}"
