"""A file of waste on its way in: every row, a reason where a month is closed, taken."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from typing_extensions import override

from cdd_desktop.gui.context import Context
from cdd_desktop.gui.elided_label import ElidedLabel
from cdd_desktop.gui.pages.waste.exchange.worker import Checked, Wish, check, give_back, take
from cdd_desktop.gui.row_import.dialog import RowImportDialog
from cdd_desktop.gui.row_import.lines import CheckedRows
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.tasks import Task
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.thai.months import month_name
from cdd_desktop.thai.text import clean_line
from cdd_desktop.waste.months.records import NOTE_MAX


class WasteImportDialog(RowImportDialog):
    """Keys: Return in the reason checks anew, with those of `RowImportDialog`."""

    place_label: ElidedLabel
    closed_widget: QWidget
    closed_edit: QLineEdit
    closed_button: QPushButton

    def __init__(self, parent: QWidget, context: Context, wish: Wish) -> None:
        super().__init__(parent, context, "waste_import_dialog", wish.path)
        self._wish = wish
        place = context.areas.label(wish.area_code[:6])
        of = "" if wish.month is None else f" {month_name(wish.month)}"
        self.place_label.show_text(f"เข้า {place}{of}")
        self.closed_edit.setMaxLength(NOTE_MAX)
        self.closed_button.clicked.connect(self._give_reason)
        for keys in ("Return", "Enter"):
            on_keys(self.closed_edit, keys, self._give_reason)
        self.closed_button.setToolTip(tooltip("ตรวจใหม่โดยรับแถวของเดือนที่ปิดแล้วเป็นการแก้ไข", "Enter"))
        self._check()

    @override
    def _start_check(self) -> Task:
        return self._context.tasks.compute(check, self._wish)

    @override
    def _take_checked(self, checked: CheckedRows) -> None:
        super()._take_checked(checked)
        self._wish = replace(self._wish, mark=checked.mark)

    def _give_reason(self) -> None:
        reason = clean_line(self.closed_edit.text())
        if not reason:
            tell(self.note_label, "ยังไม่ได้บอกเหตุผล กรุณาพิมพ์สั้น ๆ เช่น อบต. ส่งตัวเลขใหม่", tone="failed")
            self.closed_edit.setFocus()
        elif not self.is_busy:
            self._wish = replace(self._wish, reason=reason)
            self._check()

    @override
    def _start_take(self, title: str) -> Task:
        return self._context.tasks.compute(take, self._wish, title=title, may_kill=False)

    @override
    def _start_giving(self, out: Path) -> Task:
        problems = self._checked.problems if self._checked is not None else ()
        return self._context.tasks.compute(give_back, self._wish, problems, out)

    @override
    def _counted(self, checked: CheckedRows) -> str:
        done = "นำเข้าแล้ว " if checked.is_written else "จะ"
        return (
            f"{done}เพิ่ม {checked.new:,} {self._wish.kind.value} · แก้ไข {checked.changed:,} · "
            f"คงเดิม {checked.unchanged:,} · ไม่รับ {checked.refused:,} แถว"
        )

    @override
    def _lock_more(self) -> None:
        self.closed_widget.setEnabled(False)
        if self._checked is None:
            self.closed_widget.hide()

    @override
    def _show_more(self) -> None:
        self.closed_widget.setVisible(self._waits)
        self.closed_widget.setEnabled(self._waits)

    @override
    def _first(self) -> QWidget | None:
        return self.closed_edit if self._waits else None

    @property
    def _waits(self) -> bool:
        """Whether rows would come in if a reason were told."""
        checked = self._checked
        return isinstance(checked, Checked) and bool(checked.closed) and not checked.is_written
