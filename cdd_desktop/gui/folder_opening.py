"""Opening a data folder beside the window: imports and an upgrade take seconds on an old PC."""

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cdd_desktop import last_words, paths
from cdd_desktop.errors import NotFound, StorageProblem
from cdd_desktop.progress import Progress
from cdd_desktop.thai.linebreak import Segmenter, default_segmenter

if TYPE_CHECKING:  # imported by the work itself, after the first paint
    from cdd_desktop.bootstrap import Services

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedFolder:
    """`segmenter` knows the office's villages; None: there is no office yet, and `note` says why
    that may be wrong."""

    services: "Services"
    segmenter: Segmenter | None
    note: str


class FolderOpening:
    """One opening. Whoever began it may be gone when the folder is open: `let_go` closes it then,
    once the work is over."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._untaken: Services | None = None

    def work(self, progress: Progress) -> OpenedFolder:
        """Open the folder, on any thread; raises `StorageProblem`."""
        progress.report(0, 0, "กำลังโหลดโปรแกรม")
        try:
            from cdd_desktop.bootstrap import open_folder  # noqa: PLC0415 - after the first paint
            from cdd_desktop.storage.folder import require_chosen, told_of_empty  # noqa: PLC0415
            from cdd_desktop.storage.store import DATABASE_NAME  # noqa: PLC0415 - brings SQLAlchemy
        except ImportError as error:  # a virus scanner took a file of the program
            _log.exception("a part of the program is missing")
            raise StorageProblem(f"เปิดข้อมูลไม่ได้ เพราะ{last_words.FILES_DAMAGED}") from error

        note = told_of_empty(self._folder / DATABASE_NAME)
        if self._folder == paths.chosen_data_dir():
            require_chosen(self._folder)
        services = open_folder(self._folder, progress=progress)
        self._untaken = services
        try:
            services.office.get()
        except NotFound:
            return OpenedFolder(services=services, segmenter=None, note=note)
        progress.report(0, 0, "กำลังเรียนรู้ชื่อหมู่บ้าน")
        segmenter = default_segmenter().with_names(services.villages.names())
        return OpenedFolder(services=services, segmenter=segmenter, note="")

    def take(self) -> None:
        """The services belong to somebody from here on."""
        self._untaken = None

    def let_go(self) -> None:
        """Close what nobody took."""
        if self._untaken is not None:
            self._untaken.close()
            self._untaken = None
