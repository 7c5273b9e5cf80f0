"""What leaves the page of packs: the preview, one file, a folder of files."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from cdd_desktop.errors import CddError
from cdd_desktop.gui.child_run import ChildRun
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.dialogs import ask_where
from cdd_desktop.gui.pages.packs.worker import (
    MadePack,
    WantedPack,
    draw_pack,
    save_files,
    save_pack,
)
from cdd_desktop.reporting.file_names import file_name
from cdd_desktop.reporting.pack_files import CHANGED, PackFiles, PackOrder

_KIND = "เอกสาร PDF (*.pdf)"
_WAIT = "กำลังจัดทำชุดเอกสารก่อนหน้า กรุณารอให้เสร็จหรือกด หยุด แล้วสั่งอีกครั้ง"
_MOST_NAMED = 3


class PackOutgoing(QObject):
    """Works in a child process; a later preview takes the place of an earlier one."""

    previewed = Signal(bytes)
    preview_refused = Signal(object)
    preview_ended = Signal()
    progressed = Signal(int, int, str)
    made = Signal(object, str)  # the path to open, and what to say of it
    refused = Signal(object)
    told = Signal(str)
    ended = Signal()

    def __init__(self, context: Context, window: QWidget, folder: Path) -> None:
        super().__init__(window)
        self._context = context
        self._folder = folder
        self._preview: ChildRun | None = None
        self._other: ChildRun | None = None
        self._count = 0

    @property
    def is_busy(self) -> bool:
        """Whether something is drawn or written."""
        return self._preview is not None or self._other is not None

    @property
    def unfinished(self) -> str:
        """What is on its way, in words; a preview is nobody's loss."""
        return "" if self._other is None else "การจัดทำชุดเอกสาร"

    def cancel(self) -> None:
        """Stop what was asked for."""
        if self._other is not None:
            self._other.cancel()

    def cancel_preview(self) -> None:
        """Stop drawing for the screen."""
        if self._preview is not None:
            self._preview.cancel()

    def preview(self, wanted: WantedPack) -> None:
        """Draw it for the screen."""
        self.cancel_preview()
        self._count += 1
        out = self._folder / f"preview-{self._count}.pdf"
        run = ChildRun(self._context.tasks, draw_pack, self._office, wanted, out, parent=self)
        self._preview = run

        def show(made: MadePack) -> None:
            if self._preview is run:
                self.previewed.emit(made.path.read_bytes())
            made.path.unlink()

        def refuse(problem: CddError) -> None:
            if self._preview is run:
                self.preview_refused.emit(problem)

        def end() -> None:
            if self._preview is run:
                self._preview = None
                self.preview_ended.emit()
            run.deleteLater()

        run.succeeded.connect(show)
        run.refused.connect(refuse)
        run.ended.connect(end)
        run.start()

    def save(self, wanted: WantedPack, place: str) -> None:
        """Ask for a name and write one file there."""
        if self._is_taken():
            return
        end = f" {CHANGED}" if wanted.only_changed else ""
        name = file_name(f"{wanted.pack.name}{end}", place, wanted.fiscal_year)
        path = ask_where(self._context.dialogs, "บันทึกชุดเอกสาร", f"{name}.pdf", _KIND)
        if path is None:
            return
        self._begin(save_pack, (self._office, wanted, path), self._tell_made)

    def save_files(self, wanted: WantedPack, place: str) -> None:
        """Ask for a folder and write a file for each addressee into one of their own in it."""
        if self._is_taken():
            return
        chosen = self._context.dialogs.ask_folder("เลือกโฟลเดอร์ที่จะเก็บไฟล์ของผู้รับทุกราย")
        if chosen is None:
            return
        end = f" {CHANGED}" if wanted.only_changed else ""
        folder = chosen / file_name(f"{wanted.pack.name}{end}", place, wanted.fiscal_year)
        order = PackOrder(
            pack=wanted.pack,
            area_code=wanted.area_code,
            fiscal_year=wanted.fiscal_year,
            folder=folder,
        )
        arguments = (self._office, order, wanted.only_changed)
        self._begin(save_files, arguments, self._tell_files)

    @property
    def _office(self) -> Path:
        return self._context.services.store.path

    def _is_taken(self) -> bool:
        if self._other is not None:
            self.told.emit(_WAIT)
        return self._other is not None

    def _begin(
        self,
        worker: Callable[..., object],
        arguments: tuple[object, ...],
        take: Callable[..., None],
    ) -> None:
        run = ChildRun(self._context.tasks, worker, *arguments, parent=self)
        self._other = run
        run.progressed.connect(self.progressed)
        run.succeeded.connect(take)
        run.refused.connect(self.refused)
        run.cancelled.connect(lambda: self.told.emit("หยุดแล้ว ไฟล์ที่ทำเสร็จยังอยู่ครบ"))

        def end() -> None:
            self._other = None
            self.ended.emit()
            run.deleteLater()

        run.ended.connect(end)
        self.progressed.emit(0, 0, "กำลังจัดทำชุดเอกสาร")
        run.start()

    def _tell_made(self, made: MadePack) -> None:
        words = [f"บันทึกแล้ว {made.length:,} หน้า"]
        if made.left_out:
            words.append(f"ไม่มีข้อมูล: {_named(made.left_out)}")
        self.made.emit(made.path, " · ".join(words))

    def _tell_files(self, made: PackFiles) -> None:
        words = [f"บันทึกแล้ว {made.made + made.kept:,} ไฟล์ {made.length:,} หน้า"]
        if made.kept:
            words.append(f"ทำครั้งนี้ {made.made:,}")
        if made.unchanged:
            words.append(f"ไม่มีหน้าใดเปลี่ยน {len(made.unchanged):,} ราย")
        if made.empty:
            words.append(f"ไม่มีข้อมูล: {_named(made.empty)}")
        if made.held:
            words.append(f"ไฟล์เปิดค้างอยู่ กรุณาปิดแล้วสั่งอีกครั้ง: {_named(made.held)}")
        self.made.emit(made.folder, " · ".join(words))


def _named(titles: tuple[str, ...]) -> str:
    more = len(titles) - _MOST_NAMED
    return " ".join(titles[:_MOST_NAMED]) + (f" และอีก {more:,}" if more > 0 else "")
