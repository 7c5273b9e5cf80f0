"""The modules of installer/, importable as `python installer/build.py` sees them."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

INSTALLER = Path(__file__).resolve().parents[2] / "installer"
IN_DELIVERY = (
    *("binaries", "building", "compiled", "facts", "interpreter", "lock", "needs", "signing"),
    *("sizes", "staging", "trimming", "workplace"),
)
NAMES = ("children", "dev", "build", *(f"delivery.{name}" for name in IN_DELIVERY))


@pytest.fixture(scope="module")
def parts() -> Iterator[dict[str, ModuleType]]:
    """The modules by their last names, as `python installer/build.py` sees them."""
    before = set(sys.modules)
    sys.path.insert(0, str(INSTALLER))
    yield {name.rpartition(".")[2]: importlib.import_module(name) for name in NAMES}
    sys.path.remove(str(INSTALLER))
    for name in set(sys.modules) - before:
        file = getattr(sys.modules[name], "__file__", None) or ""
        if file.startswith(str(INSTALLER)):
            del sys.modules[name]
