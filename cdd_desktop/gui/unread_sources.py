"""Imported before every other module of the window, for what it does to PySide.

PySide reads the source text of each module that is imported after it, and keeps it, to see whether
the module might use its optional names (snake_case, true_property). Ours never does: with the
office that was a second file to open for each of 900 modules.
"""

import sys

import PySide6.QtCore  # noqa: F401 - brings what is changed here

_HOOKS = ("PySide6.support.feature", "shibokensupport.feature")  # as versions call it


def _uses_optional_names(_module: object) -> bool:
    return False


for _hook in filter(None, map(sys.modules.get, _HOOKS)):
    vars(_hook)["_mod_uses_pyside"] = _uses_optional_names
