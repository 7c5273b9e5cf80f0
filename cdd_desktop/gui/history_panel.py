"""ประวัติ: what was done to the record in hand, or in the whole office, and taking it back."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QRadioButton,
    QTableView,
    QToolButton,
    QWidget,
)

from cdd_desktop.errors import CddError
from cdd_desktop.gui import icons
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.elided_label import ElidedLabel
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.history_model import (
    Column,
    HistoryLine,
    HistoryTableModel,
    all_lines,
    subject_lines,
)
from cdd_desktop.gui.history_table import arrange_history, ask_back, line_in_hand
from cdd_desktop.gui.looks import set_look
from cdd_desktop.gui.pages.history_subject import Subject
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.gui.undoing import Undoing
from cdd_desktop.progress import Progress

if TYPE_CHECKING:  # brings SQLAlchemy, which may load only after the first paint
    from cdd_desktop.storage.operations import OperationEntry

WIDTH = 440
_PAGE = 60
_SETTLED_MS = 120
_NO_RECORD = "หน้านี้ไม่มีรายการที่เปิดอยู่ จึงแสดงของทั้งสำนักงาน"
_EMPTY_RECORD = "รายการนี้ยังไม่เคยบันทึก เมื่อบันทึกแล้วจะเห็นว่าใครแก้อะไรเมื่อใด"
_EMPTY = "ยังไม่มีการบันทึกในสำนักงานนี้"


class HistoryPanel(QFrame):
    """Stands over the right side of the page; asks again whenever the record may have changed.

    Keys: F4 open and close · ↑ ↓ choose · Enter take back · Esc close. `subject` gives the record
    in hand, None where there is none.
    """

    subject_label: ElidedLabel
    close_button: QToolButton
    record_radio: QRadioButton
    all_radio: QRadioButton
    told_label: QLabel
    history_table: QTableView
    more_button: QPushButton

    closed = Signal()

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        undoing: Undoing,
        subject: Callable[[], Subject | None],
    ) -> None:
        super().__init__(parent)
        load_form(self, "history_panel", ElidedLabel)
        self.setProperty("card", "drawer")
        self.setMinimumWidth(WIDTH)
        self._context = context
        self._undoing = undoing
        self._subject_of = subject
        self._asked = 0
        self._limit = _PAGE
        self._took_back = False  # something here, and it has not come to its end
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLED_MS)
        self.lines = HistoryTableModel(self)
        arrange_history(self.history_table, self.lines)
        self._connect()
        self.record_radio.setChecked(True)
        self.setFocusProxy(self.history_table)
        self.hide()

    def open(self) -> None:
        """Show the history of the record in hand."""
        self._limit = _PAGE
        self.show()
        self.raise_()
        self.refresh()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def shut(self) -> None:
        """Hide; whatever was asked for is dropped."""
        self._timer.stop()
        self._asked += 1
        self.hide()
        self.closed.emit()

    def stop(self) -> None:
        """Ask for nothing more: the window closes."""
        self._timer.stop()
        self._asked += 1

    def follow(self) -> None:
        """Something may have changed; asked once things have settled, and only while open."""
        if self.isVisible():
            self._timer.start()

    def refresh(self) -> None:
        """Read again what is shown."""
        subject = self._subject_of()
        self.record_radio.setEnabled(subject is not None)
        if subject is None or self.all_radio.isChecked():
            self.subject_label.show_text("")
            self._ask_all()
            return
        self.subject_label.show_text(subject.title)
        history, people = self._context.services.history, self._context.services.people

        def read(_: Progress) -> tuple[HistoryLine, ...]:
            return subject_lines(history, people.names(), subject)

        self._ask(read, lambda lines: self._show(lines, empty=_EMPTY_RECORD))

    def _ask_all(self) -> None:
        """The newest of the office, as many as were asked for."""
        history, people = self._context.services.history, self._context.services.people
        limit = self._limit

        def read(_: Progress) -> tuple[HistoryLine, ...]:
            return all_lines(history, people.names(), limit)

        def show(found: tuple[HistoryLine, ...]) -> None:
            self._show(found, empty=_EMPTY)
            self.more_button.setVisible(len(found) == limit)

        self._ask(read, show)

    def _ask_more(self) -> None:
        self._limit += _PAGE
        self._ask_all()

    def _ask(
        self,
        read: Callable[[Progress], tuple[HistoryLine, ...]],
        show: Callable[[tuple[HistoryLine, ...]], None],
    ) -> None:
        self._asked += 1
        number = self._asked

        def take(lines: tuple[HistoryLine, ...]) -> None:
            if number == self._asked:
                show(lines)

        task = self._context.tasks.query(read, title="")
        task.succeeded.connect(take)
        task.refused.connect(self._show_problem)

    def keep_focus(self) -> None:
        """A page went to what was taken back here; the next line to choose is here."""
        if self.isVisible() and self._took_back:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._took_back = False

    def _show(self, lines: tuple[HistoryLine, ...], *, empty: str) -> None:
        chosen = line_in_hand(self.history_table)
        self.lines.show(lines)
        self.more_button.hide()
        row = self.lines.row_of(chosen.entry.id) if chosen is not None else 0
        self.history_table.setCurrentIndex(self.lines.index(row, Column.WHAT))
        told = "" if self.record_radio.isEnabled() else _NO_RECORD
        self._tell(told if lines else empty)

    def _show_problem(self, problem: CddError) -> None:
        self._tell(str(problem), "failed")

    def _tell(self, text: str, tone: str = "muted") -> None:
        set_look(self.told_label, tone=tone)
        self.told_label.setText(wrapped(text))
        self.told_label.setVisible(bool(text))

    def _click(self, index: QModelIndex) -> None:
        if index.column() == Column.OFFER:
            self._take_back()

    def _take_back(self) -> None:
        line = line_in_hand(self.history_table)
        if line is None:
            return

        def take_back(entry: "OperationEntry") -> None:
            self._took_back = True
            self._undoing.take_back(entry)

        if problem := ask_back(line, self._context.dialogs, take_back):
            self._tell(problem)

    def _connect(self) -> None:
        self._timer.timeout.connect(self.refresh)
        self.all_radio.toggled.connect(self.refresh)
        self.more_button.clicked.connect(self._ask_more)
        self.close_button.clicked.connect(self.shut)
        self.history_table.clicked.connect(self._click)
        self.close_button.setToolTip(tooltip("ปิดประวัติ", "Esc"))
        icons.put_on(self.close_button, "x")
        for keys in ("Return", "Enter"):
            on_keys(self.history_table, keys, self._take_back)
        on_keys(self, "Esc", self.shut)
