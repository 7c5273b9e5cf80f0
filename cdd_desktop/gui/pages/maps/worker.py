"""The part of loading boundaries that runs in a child process; knows no Qt."""

from pathlib import Path
from typing import TYPE_CHECKING

from cdd_desktop.progress import Progress

if TYPE_CHECKING:  # the child imports it, with all that it brings
    from cdd_desktop.maps.records import LoadReport


def check_file(progress: Progress, office: Path, path: Path) -> "LoadReport":
    """What `load_file` would do; writes nothing."""
    from cdd_desktop.bootstrap import join_office  # noqa: PLC0415

    with join_office(office) as services:
        return services.boundaries.check(path, progress)


def load_file(progress: Progress, office: Path, path: Path, source: str) -> "LoadReport":
    """Write the boundaries of the file, after a backup of what no backup holds yet."""
    from cdd_desktop.bootstrap import join_office  # noqa: PLC0415
    from cdd_desktop.storage.manifest import Reason  # noqa: PLC0415

    with join_office(office) as services:
        services.backups.make_if_changed(Reason.IMPORT)
        progress.check_cancelled()
        return services.boundaries.load(path, source, progress)
