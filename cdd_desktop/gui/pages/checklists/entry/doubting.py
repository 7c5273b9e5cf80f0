"""Doubts about the sheet in hand: told under the table, looked at, and let stand with a reason."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cdd_desktop.checklists.evidence.records import REASON_MAX, Doubt, SheetEvidence
from cdd_desktop.checklists.records import SheetKey
from cdd_desktop.gui.looks import set_look
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.thai_text import tooltip, wrapped

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.checklists.entry.view import EntryView

DOUBT_KEYS = "F9"
_WIDTH = 520


class DoubtStrip(QFrame):
    """One doubt at a time; hidden while there is none."""

    confirm_asked = Signal()
    place_asked = Signal(str)  # code of the indicator it is about

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._doubts: tuple[Doubt, ...] = ()
        self._at = 0
        self.text_label = QLabel(self)
        self.text_label.setTextFormat(Qt.TextFormat.PlainText)
        self.text_label.setWordWrap(True)
        set_look(self.text_label, tone="waits")
        self.next_button = QPushButton("ถัดไป", self)
        self.confirm_button = QPushButton("ยืนยัน", self)
        self.confirm_button.setToolTip(tooltip("ยืนยันว่าคำตอบถูกต้อง พร้อมเหตุผล", DOUBT_KEYS))
        self.next_button.setToolTip(tooltip("ข้อสังเกตถัดไป และไปที่ข้อนั้น"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 4, 10, 4)
        layout.addWidget(self.text_label, 1)
        layout.addWidget(self.next_button)
        layout.addWidget(self.confirm_button)
        self.next_button.clicked.connect(self._turn)
        self.confirm_button.clicked.connect(self.confirm_asked)
        self.hide()

    @property
    def doubt(self) -> Doubt | None:
        """The one in sight."""
        return self._doubts[self._at] if self._doubts else None

    def show_doubts(self, doubts: Sequence[Doubt]) -> None:
        """Show the first of these; the one in sight stays in sight where it is among them."""
        before = self.doubt
        self._doubts = tuple(doubts)
        self._at = self._doubts.index(before) if before in self._doubts else 0
        self._show()

    def _turn(self) -> None:
        self._at = (self._at + 1) % max(len(self._doubts), 1)
        self._show()
        doubt = self.doubt
        if doubt is not None and doubt.codes:
            self.place_asked.emit(doubt.codes[0])

    def _show(self) -> None:
        doubt = self.doubt
        self.setVisible(doubt is not None)
        if doubt is None:
            return
        count = len(self._doubts)
        where = f" {self._at + 1} จาก {count}" if count > 1 else ""
        self.text_label.setText(wrapped(f"ข้อสังเกต{where}: {doubt.told}"))
        self.next_button.setVisible(count > 1)


class ReasonPopup(QFrame):
    """Why a doubt is let stand. Enter keeps it, Esc closes."""

    given = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setProperty("popup", "true")
        self._title = QLabel(self)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setWordWrap(True)
        self.reason_edit = QLineEdit(self)
        self.reason_edit.setAccessibleName("เหตุผลที่คำตอบถูกต้องแล้ว")
        self.reason_edit.setMaxLength(REASON_MAX)
        self._hint = QLabel(self)
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(6)
        for part in (self._title, self.reason_edit, self._hint):
            layout.addWidget(part)
        self.setFixedWidth(_WIDTH)
        self.reason_edit.returnPressed.connect(self._give)

    def open_at(self, told: str, corner: QPoint) -> None:
        """Open over a point of the screen."""
        self._title.setText(wrapped(told))
        self.reason_edit.clear()
        self.reason_edit.setPlaceholderText("เหตุผล เช่น ตรวจกับผู้ใหญ่บ้านแล้ว")
        self._say("Enter ยืนยันว่าคำตอบถูกต้อง · Esc ปิด", "muted")
        self.adjustSize()
        self.move(corner - QPoint(0, self.height()))
        self.show()
        self.reason_edit.setFocus(Qt.FocusReason.PopupFocusReason)

    def _give(self) -> None:
        reason = self.reason_edit.text().strip()
        if not reason:
            self._say("ยังไม่ได้กรอกเหตุผล กรุณากรอกเหตุผล แล้วกด Enter", "failed")
            return
        self.close()
        self.given.emit(reason)

    def _say(self, text: str, tone: str) -> None:
        set_look(self._hint, tone=tone)
        self._hint.setText(wrapped(text))


class Doubting(QObject):
    """From the doubt in sight to its confirmation."""

    def __init__(self, view: "EntryView") -> None:
        super().__init__(view)
        self._view = view
        self.popup = ReasonPopup(view)
        self._asked: tuple[SheetKey, Doubt] | None = None
        view.doubt_strip.confirm_asked.connect(self.open)
        self.popup.given.connect(self._confirm)
        on_keys(view, DOUBT_KEYS, self.open)

    def open(self) -> QWidget:
        """Ask why the doubt in sight is let stand."""
        view, sheet = self._view, self._view.sheet
        doubt = view.doubt_strip.doubt
        if sheet is None or doubt is None or not isinstance(sheet.key, SheetKey):
            view.notice("แบบประเมินนี้ไม่มีข้อสังเกตที่ต้องยืนยัน")
        elif told := view.why_closed():
            view.notice(told, "failed")
        else:
            self._asked = (sheet.key, doubt)
            corner = view.doubt_strip.mapToGlobal(QPoint(10, 0))
            self.popup.open_at(doubt.told, corner)
        return self.popup

    def _confirm(self, reason: str) -> None:
        if self._asked is None:
            return
        key, doubt = self._asked
        view = self._view
        evidence = view.context.services.evidence
        view.query(
            lambda: evidence.confirm(key, doubt.key, reason),
            partial(self._take, key),
            writes=True,
        )

    def _take(self, key: SheetKey, kept: SheetEvidence) -> None:
        view = self._view
        view.files_changed(key, kept)
        view.notice("ยืนยันข้อสังเกตแล้ว", "passed")
        view.answer_table.setFocus()
