"""The one module that knows where files are: packed beside the code, in a checkout, or the user's.

In the wheel and the installed program the forms and resources lie in `cdd_desktop/_ui` and
`cdd_desktop/_resources`; in a checkout they are `../ui` and `../resources`.
"""

from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent


def _packed_or_source(packed: str, source: str) -> Path:
    installed = _PACKAGE / packed
    return installed if installed.is_dir() else _PACKAGE.parent / source


def form(name: str) -> Path:
    """The Qt Designer form `name`, without its suffix."""
    return _packed_or_source("_ui", "ui") / f"{name}.ui"


def forms() -> tuple[Path, ...]:
    """Every form, in name order: for the test that loads them all."""
    return tuple(sorted(_packed_or_source("_ui", "ui").glob("*.ui")))


def resource(*parts: str) -> Path:
    """A file or folder of `resources/`."""
    return _packed_or_source("_resources", "resources").joinpath(*parts)


def default_data_dir() -> Path:
    """The user's own local (never roaming) data folder; not created here."""
    return Path(platformdirs.user_data_dir("CDD Desktop", appauthor=False, roaming=False))


def demo_data_dir(data_dir: Path) -> Path:
    """Where the demo that is opened from a data folder lives: an office's never turns into one."""
    return data_dir.with_name(f"{data_dir.name} demo")
