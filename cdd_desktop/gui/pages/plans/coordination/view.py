"""ประสานแผน: what was sent to agencies, and who has not answered for long."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSortFilterProxyModel, Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QTableView,
)
from typing_extensions import override

from cdd_desktop.gui.context import Changed, Context
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.list_table import show_as_list
from cdd_desktop.gui.pages.plans.coordination.sent_model import (
    RECORD_ROLE,
    SORT_ROLE,
    Column,
    SentModel,
    SentRead,
    read_sent,
)
from cdd_desktop.gui.pages.plans.panel.answers import offer_accepted, told_of_answer
from cdd_desktop.gui.pages.plans.panel.around import Around, around
from cdd_desktop.gui.pages.plans.panel.coordination_dialog import CoordinationDialog
from cdd_desktop.gui.pages.plans.view import View
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.plans.coordination.records import AWAITING_DAYS, Awaiting, Kept
from cdd_desktop.thai.searching import finder

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.plans.page import PlansPage

_ROW_HEIGHT = 30
_WIDTHS = {
    Column.SENT: 112,
    Column.DAYS: 70,
    Column.AGENCY: 200,
    Column.LETTER: 130,
    Column.OUTCOME: 190,
}
_SETTLED_MS = 120
_LONG, _WAITING, _ALL = "long", "waiting", "all"
_EMPTY = (
    "ยังไม่มีโครงการที่ส่งประสานแผนในพื้นที่นี้ เลือกโครงการในมุมมองโครงการ (Ctrl+1) แล้วบันทึกการส่งในแผงข้าง (F6)"
)
_NONE_LONG = "ไม่มีรายการที่รอคำตอบนานเกินจำนวนวันที่กำหนด"
_NONE_SHOWN = "ไม่มีรายการตามที่เลือกแสดง เลือก ทั้งหมด หรือล้างช่องค้นหา"


class CoordinationView(View):
    """Of the area at the top.

    Keys: Ctrl+F search · Enter the answer · Ctrl+Enter the project in its plan · Ctrl+P the list
    for agencies. The number of days is the office's.
    """

    shown_combo: QComboBox
    days_label: QLabel
    days_spin: QSpinBox
    text_edit: QLineEdit
    answer_button: QPushButton
    open_button: QPushButton
    print_button: QPushButton
    list_card: QFrame
    sent_table: QTableView
    nothing_label: QLabel
    state_label: QLabel

    def __init__(self, context: Context, page: "PlansPage") -> None:
        super().__init__(context, page)
        load_form(self, "coordination_view")
        self._read: SentRead | None = None
        self._asked = 0
        self.sent = SentModel(self)
        self._sorted = QSortFilterProxyModel(self)
        self._sorted.setSourceModel(self.sent)
        self._sorted.setSortRole(SORT_ROLE)
        for key, word in ((_LONG, "รอคำตอบนาน"), (_WAITING, "รอคำตอบทั้งหมด"), (_ALL, "ทั้งหมด")):
            self.shown_combo.addItem(word, key)
        self._timer = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._arrange()
        self._connect()
        self.setFocusProxy(self.sent_table)
        self._show()

    # what the page asks

    @property
    @override
    def is_busy(self) -> bool:
        return self.awaits_answers or self._timer.isActive()

    @override
    def refresh(self) -> None:
        self._asked += 1
        asked, services, area = self._asked, self.context.services, self.context.area_code
        today = self.context.today
        self.query(lambda: (asked, read_sent(services, area, today)), self._take)

    # what is done

    @property
    def chosen(self) -> Awaiting | None:
        """The line in hand."""
        row = self.sent_table.currentIndex().siblingAtColumn(0).data(RECORD_ROLE)
        return row if isinstance(row, Awaiting) else None

    def answer(self) -> None:
        """Write down what the agency answered."""
        row = self.chosen
        if row is None:
            return
        services, year = self.context.services, self.context.year
        self.query(lambda: (row, around(services, row.project, year)), self._open)

    def go_to_project(self) -> None:
        """Show the project of the line in hand in its plan."""
        row = self.chosen
        if row is None:
            return
        if row.project.plan is None:
            self.told.emit("โครงการนี้ยังไม่อยู่ในแผน ดูได้ในมุมมองความต้องการ", "failed")
            return
        self.page.show_project(row.project.plan, row.project.uuid)

    def print(self) -> None:
        """The list for agencies, in the page of reports."""
        self.context.page_requested.emit("reports", "plan-agency")

    # inside

    def _open(self, read: tuple[Awaiting, Around]) -> None:
        row, there = read
        dialog = CoordinationDialog(self, self.context, there, row.coordination)
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.kept is not None:
            self._kept(dialog.kept, there)
        dialog.deleteLater()
        self.sent_table.setFocus()

    def _kept(self, kept: Kept, there: Around) -> None:
        offer_accepted(self.context, kept)
        self.page.wrote(told_of_answer(kept, there.statuses))
        self.refresh()

    def _keep_days(self) -> None:
        """The number of days is kept for everybody, once it is typed."""
        days = self.days_spin.value()
        if self._read is None or days == self._read.days:
            return
        settings = self.context.services.settings
        self.query(lambda: settings.put(AWAITING_DAYS, days), self._days_kept, writes=True)

    def _days_kept(self, _: None) -> None:
        self.context.saved.emit()
        self.context.happened.emit(Changed.SETTINGS, self)
        self.refresh()

    def _take(self, read: tuple[int, SentRead]) -> None:
        asked, found = read
        if asked != self._asked:
            return  # asked again since
        self._read = found
        year = self.context.year
        self.sent.word(lambda key: found.outcomes.label(key, year))
        self.days_spin.blockSignals(True)
        self.days_spin.setValue(found.days)
        self.days_spin.blockSignals(False)
        self._show()

    def _show(self) -> None:
        read, kind = self._read, self.shown_combo.currentData()
        for part in (self.days_label, self.days_spin):
            part.setVisible(kind == _LONG)
        if read is None:
            self.nothing_label.setVisible(False)
            return
        kept = self.chosen
        sought = self.text_edit.text().strip()
        is_found = finder(sought)
        rows = [
            row
            for row, text in zip(read.rows, read.texts, strict=True)
            if (kind == _ALL or row.waits)
            and (kind != _LONG or row.days >= self.days_spin.value())
            and is_found(text)
        ]
        self.sent.show(rows)
        at = 0
        for row in range(self._sorted.rowCount()):
            record = self._sorted.index(row, 0).data(RECORD_ROLE)
            if kept is not None and record.coordination.uuid == kept.coordination.uuid:
                at = row
        self.sent_table.setCurrentIndex(self._sorted.index(at, 0))
        self.sent_table.setVisible(bool(rows))
        self.nothing_label.setVisible(not rows)
        is_long = kind == _LONG and not sought
        none = (_NONE_LONG if is_long else _NONE_SHOWN) if read.rows else _EMPTY
        self.nothing_label.setText(wrapped(none))
        for button in (self.answer_button, self.open_button):
            button.setEnabled(bool(rows))
        waiting = sum(1 for row in read.rows if row.waits)
        self.state_label.setText(
            wrapped(f"แสดง {len(rows):,} · รอคำตอบ {waiting:,} · ส่งทั้งหมด {len(read.rows):,} รายการ")
        )

    def _arrange(self) -> None:
        table = self.sent_table
        show_as_list(table, self._sorted, row_height=_ROW_HEIGHT)
        for column, width in _WIDTHS.items():
            table.setColumnWidth(column, width)
        table.horizontalHeader().setSectionResizeMode(
            Column.PROJECT, QHeaderView.ResizeMode.Stretch
        )
        table.setSortingEnabled(True)
        table.sortByColumn(Column.SENT, Qt.SortOrder.AscendingOrder)

    def _connect(self) -> None:
        self._timer.timeout.connect(self._show)
        self.text_edit.textChanged.connect(lambda _: self._timer.start())
        self.shown_combo.activated.connect(lambda _: self._show())
        self.days_spin.setKeyboardTracking(False)
        self.days_spin.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.days_spin.valueChanged.connect(lambda _: self._keep_days())
        self.days_spin.setToolTip(tooltip("ส่งไปนานเท่านี้แล้วยังไม่ตอบ ใช้กับทั้งสำนักงาน"))
        for button, words, keys, act in (
            (self.answer_button, "บันทึกผลที่หน่วยงานตอบ หรือแก้ไขการส่ง", "Enter", self.answer),
            (self.open_button, "เปิดโครงการในแผนของมัน", "Ctrl+Enter", self.go_to_project),
            (self.print_button, "พิมพ์บัญชีโครงการเสนอหน่วยงาน", "Ctrl+P", self.print),
        ):
            button.setToolTip(tooltip(words, keys))
            button.clicked.connect(act)
        self.sent_table.doubleClicked.connect(self.answer)
        for keys in ("Return", "Enter", "F2"):
            on_keys(self.sent_table, keys, self.answer)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            on_keys(self, keys, self.go_to_project)
        on_keys(self, "Ctrl+P", self.print)
        on_keys(self, "Ctrl+F", self.text_edit.setFocus)
        for keys in ("Return", "Down"):
            on_keys(self.text_edit, keys, self.sent_table.setFocus)
        on_keys(self.text_edit, "Esc", self._leave_filter)

    def _leave_filter(self) -> None:
        self.text_edit.clear()
        self.sent_table.setFocus()
