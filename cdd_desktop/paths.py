"""The one module that knows where files are: packed beside the code, in a checkout, or the user's.

In the wheel and the installed program the forms and resources lie in `cdd_desktop/_ui` and
`cdd_desktop/_resources`; in a checkout they are `../ui` and `../resources`.
"""

import json
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent
BUILD_FILE = "_build.json"  # put beside the code by installer/build.py
_PROGRAM = "CDD Desktop"
_CHOSEN_KEY = "data_folder"


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


def installed_in() -> Path | None:
    """The folder of the installed program, which upgrades sweep; None in a checkout or wheel."""
    # CDD Desktop/0.9.0-3f2a91c4/app/cdd_desktop
    return _PACKAGE.parents[2] if (_PACKAGE / BUILD_FILE).is_file() else None


def default_data_dir() -> Path:
    """The user's own local (never roaming) data folder; not created here."""
    return Path(platformdirs.user_data_dir(_PROGRAM, appauthor=False, roaming=False))


def data_dir() -> Path:
    """The data folder of a start that names none: the one chosen in the window, else the usual."""
    return chosen_data_dir() or default_data_dir()


def chosen_data_dir() -> Path | None:
    """The folder chosen in the window on this computer; a settings file that is damaged is none."""
    try:
        known = json.loads(_choices().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    chosen = known.get(_CHOSEN_KEY) if isinstance(known, dict) else None
    return Path(chosen) if isinstance(chosen, str) and chosen else None


def choose_data_dir(folder: Path | None) -> None:
    """Start with this folder from now on, None: with the usual one; raises `OSError`."""
    file = _choices()
    if folder is None:
        file.unlink(missing_ok=True)
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f"{file.name}.part")
    beside.write_text(json.dumps({_CHOSEN_KEY: str(folder)}, ensure_ascii=False), encoding="utf-8")
    beside.replace(file)


def _choices() -> Path:
    """The user's own local settings on this computer: what is needed before a data folder is."""
    folder = platformdirs.user_config_dir(_PROGRAM, appauthor=False, roaming=False)
    return Path(folder) / "start.json"


def demo_data_dir(data_dir: Path) -> Path:
    """Where the demo that is opened from a data folder lives: an office's never turns into one."""
    return data_dir.with_name(f"{data_dir.name} demo")
