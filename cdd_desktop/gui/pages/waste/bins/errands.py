"""What is done in the view of bins beside typing cells: dialogs and questions."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QMenu

from cdd_desktop.gui.pages.waste.bins.dialogs import (
    CountDialog,
    InspectDialog,
    MoveDialog,
    Totals,
)
from cdd_desktop.gui.pages.waste.bins.photo_dialog import PhotoDialog
from cdd_desktop.gui.pages.waste.bins.reading import read_totals
from cdd_desktop.gui.pages.waste.exchange.file_actions import (
    IMPORT_KEYS,
    WORKBOOK_KEYS,
    FileActions,
)
from cdd_desktop.gui.pages.waste.exchange.worker import Kind
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.thai.months import month_name

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.waste.bins.view import BinsView

NO_VILLAGE = "ยังไม่ได้เลือกหมู่บ้าน กรุณาเลือกหมู่บ้านทางซ้ายก่อน"
NO_HOUSEHOLD = "ยังไม่ได้เลือกครัวเรือน กรุณาวางเคอร์เซอร์ที่ครัวเรือนที่บันทึกแล้วก่อน"


class BinErrands:
    """Of the village, and the households, that the view has in hand."""

    def __init__(self, view: "BinsView") -> None:
        self._view = view
        self.files = FileActions(view, Kind.BINS, village=self._village_code)
        menu = QMenu(view.file_button)
        for text, keys, act in (
            ("ส่งออกแบบกรอกทะเบียน…", WORKBOOK_KEYS, self.files.write_workbook),
            ("นำเข้าทะเบียนจาก Excel…", IMPORT_KEYS, self.files.choose_file),
        ):
            action = menu.addAction(f"{text}\t{keys}")
            action.triggered.connect(lambda _=False, act=act: act())
            on_keys(view, keys, act)
        view.file_button.setMenu(menu)
        keys_of_both = f"{IMPORT_KEYS} · {WORKBOOK_KEYS}"
        view.file_button.setToolTip(tooltip("ทะเบียนครัวเรือนเข้าและออกเป็น Excel", keys_of_both))

    def _village_code(self) -> str:
        """Of the village in hand; "" where it is none, or an อปท."""
        line = self._view.village
        return "" if line is None or self._view.village_id is None else line.code

    def inspect(self) -> None:
        """Keep what an inspection found in the marked households."""
        pairs = self._view.register_grid.marked
        if not pairs:
            self._view.told.emit(NO_HOUSEHOLD, "failed")
            return
        self._run(
            InspectDialog(self._view, self._view.context, pairs),
            f"บันทึกผลตรวจ {len(pairs):,} ครัวเรือนแล้ว",
        )

    def open_count(self) -> None:
        """Type the totals of the village or อปท. in hand."""
        line = self._view.village
        if line is None or line.unit is None:
            self._view.told.emit(NO_VILLAGE, "failed")
            return
        services, unit, name, month = (
            self._view.context.services,
            line.unit,
            line.name,
            self._view.page.month,
        )
        self._view.query(lambda: read_totals(services, unit, name, month), self._open_count)

    def open_photos(self) -> None:
        """The photos of the household in hand."""
        pair = self._view.register_grid.current_pair
        if pair is None:
            self._view.told.emit(NO_HOUSEHOLD, "failed")
            return
        dialog = PhotoDialog(self._view, pair)
        dialog.exec()
        dialog.deleteLater()
        if dialog.has_written:
            self._view.wrote("บันทึกภาพแล้ว")

    def move_household(self) -> None:
        """Let the household in hand stand in another village."""
        pair = self._view.register_grid.current_pair
        if pair is None:
            self._view.told.emit(NO_HOUSEHOLD, "failed")
            return
        dialog = MoveDialog(self._view, self._view.context, pair, self._view.villages.rows)
        self._run(dialog, f"ย้าย{pair.household.label}แล้ว เลิกทำได้ด้วย Ctrl+Z")

    def remove(self) -> None:
        """Take the household in hand out of the register, once confirmed."""
        pair = self._view.register_grid.current_pair
        if pair is None:
            self._view.told.emit(NO_HOUSEHOLD, "failed")
            return
        question = f"ลบ{pair.household.label}ออกจากทะเบียนหรือไม่"
        detail = (
            "ใช้กับครัวเรือนที่กรอกผิดเท่านั้น ถังและภาพจะถูกลบด้วย เลิกทำได้ด้วย Ctrl+Z "
            "ครัวเรือนที่ไม่อยู่แล้วให้กรอกช่อง ไม่นับตั้งแต่"
        )
        if self._view.context.dialogs.confirm(question, action="ลบ", detail=detail):
            bins, uuid = self._view.context.services.bins, pair.household.uuid
            self._view.query(
                lambda: bins.remove(uuid), lambda _: self._view.wrote("ลบครัวเรือนแล้ว"), writes=True
            )

    def mark_whole(self) -> None:
        """Let the register of the village count from the month in hand on, or no more."""
        village, read = self._view.village_id, self._view.register_read
        if village is None or read is None or self._view.village is None:
            self._view.told.emit(NO_VILLAGE, "failed")
            return
        name, month = self._view.village.name, self._view.page.month
        if read.whole_from is None:
            question = f"ทะเบียนของ {name} ครบทุกครัวเรือนตั้งแต่ {month_name(month)} หรือไม่"
            detail = "ตั้งแต่เดือนนั้นจะนับถังจากทะเบียนแทนยอดรวมที่กรอก เดือนที่ปิดแล้วไม่เปลี่ยน"
            action, begins = "ครบแล้ว", month
        else:
            question = f"ทะเบียนของ {name} ยังไม่ครบหรือไม่"
            detail = "เดือนที่ยังไม่ปิดจะนับยอดรวมที่กรอกแทน ถ้าไม่มียอดรวมจะนับทะเบียนเท่าที่มี"
            action, begins = "ยังไม่ครบ", None
        if self._view.context.dialogs.confirm(question, action=action, detail=detail):
            bins = self._view.context.services.bins
            self._view.query(
                lambda: bins.mark_whole(village, begins),
                lambda _: self._view.wrote("บันทึกแล้ว"),
                writes=True,
            )

    def _open_count(self, totals: Totals) -> None:
        self._run(CountDialog(self._view, self._view.context, totals), "บันทึกยอดรวมแล้ว")

    def _run(self, dialog: QDialog, said: str) -> None:
        is_kept = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if is_kept:
            self._view.wrote(said)
