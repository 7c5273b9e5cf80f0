"""ทบทวน: what is to be looked over in the fiscal year at the top."""

from collections.abc import Iterator, Sequence
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QWidget,
)
from typing_extensions import override

from cdd_desktop.gui.context import Context
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.list_table import show_as_list
from cdd_desktop.gui.pages.waste.months.reasons import ReasonDialog
from cdd_desktop.gui.pages.waste.review.reading import (
    CORRECTION,
    Filter,
    ReviewRow,
    State,
    read_review,
)
from cdd_desktop.gui.pages.waste.view import WasteView
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.snapshot_model import Index, SnapshotModel
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.thai.months import short_month_name
from cdd_desktop.waste.months.checks import Check, DoubtLine

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.waste.page import WastePage

CONFIRM_KEYS = "F9"
_ROW_HEIGHT = 32
_NOTHING = "ไม่มีรายการตามที่เลือกในปีงบประมาณและพื้นที่นี้ ตัวเลขที่ผิดปกติจะแสดงที่นี่เมื่อบันทึกรายเดือน"


class _Column(IntEnum):
    MONTH = 0
    PLACE = 1
    UNIT = 2
    STATE = 3
    TOLD = 4
    REASON = 5


class ReviewModel(SnapshotModel[ReviewRow]):
    """Lines to look over."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            {
                _Column.MONTH: "เดือน",
                _Column.PLACE: "พื้นที่",
                _Column.UNIT: "หน่วย",
                _Column.STATE: "สถานะ",
                _Column.TOLD: "สิ่งที่พบ",
                _Column.REASON: "เหตุผล",
            },
            parent,
        )

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        texts = (
            short_month_name(row.month),
            row.place,
            row.line.label,
            row.state.label,
            row.told,
            row.reason,
        )
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(texts[index.column()]) if texts[index.column()] else None
        return texts[index.column()] if role == Qt.ItemDataRole.DisplayRole else None


class ReviewView(WasteView):
    """Keys: Enter goes to the cell in its month · F9 confirms with a reason."""

    state_combo: QComboBox
    kind_combo: QComboBox
    count_label: QLabel
    confirm_button: QPushButton
    go_button: QPushButton
    review_card: QFrame
    review_table: QTableView
    nothing_label: QLabel
    detail_label: QLabel

    def __init__(self, context: Context, page: "WastePage") -> None:
        super().__init__(context, page)
        load_form(self, "waste_review")
        self._asked = 0
        self._rows: tuple[ReviewRow, ...] = ()
        self._model = ReviewModel(self)
        show_as_list(self.review_table, self._model, row_height=_ROW_HEIGHT)
        head = self.review_table.horizontalHeader()
        for column, width in (
            (_Column.MONTH, 76),
            (_Column.PLACE, 140),
            (_Column.UNIT, 150),
            (_Column.STATE, 112),
            (_Column.REASON, 130),
        ):
            self.review_table.setColumnWidth(column, width)
        head.setSectionResizeMode(_Column.TOLD, QHeaderView.ResizeMode.Stretch)
        self.state_combo.addItem("ทุกสถานะ", None)
        for state in State:
            self.state_combo.addItem(state.label, state)
        self.state_combo.setCurrentIndex(self.state_combo.findData(State.OPEN))
        self.kind_combo.addItem("ทุกเรื่อง", "")
        for kind in (*(check.label for check in Check), CORRECTION):
            self.kind_combo.addItem(kind, kind)
        for combo in (self.state_combo, self.kind_combo):
            combo.activated.connect(lambda _: self._show())
        for button, words, keys, act in (
            (self.go_button, "ไปที่ช่องในบันทึกรายเดือน", "Enter", self.go),
            (self.confirm_button, "ยืนยันว่าถูกต้อง พร้อมเหตุผล", CONFIRM_KEYS, self.confirm),
        ):
            button.setToolTip(tooltip(words, keys))
            button.clicked.connect(lambda _=False, act=act: act())
        self.review_table.activated.connect(lambda _: self.go())
        self.review_table.selectionModel().currentChanged.connect(self._show_state)
        on_keys(self.review_table, "Return", self.go)
        on_keys(self.review_table, "Enter", self.go)
        on_keys(self, CONFIRM_KEYS, self.confirm)
        self.setFocusProxy(self.review_table)
        self._show()

    @property
    def filter(self) -> Filter:
        """As the line says."""
        state = self.state_combo.currentData()
        return Filter(
            state=None if state is None else State(state), kind=str(self.kind_combo.currentData())
        )

    @property
    def current(self) -> ReviewRow | None:
        """The line in hand."""
        at = self.review_table.currentIndex().row()
        return self._model.rows[at] if 0 <= at < len(self._model.rows) else None

    @override
    def refresh(self) -> None:
        self._asked += 1
        number, services, context = self._asked, self.context.services, self.context
        area, year, today = self.page.area_code, context.year, context.today
        self.query(lambda: (number, read_review(services, area, year, today)), self._take)

    @override
    def stages(self) -> Iterator[tuple[str, QWidget | None]]:
        self.state_combo.setCurrentIndex(0)
        self._show()
        yield "all", None
        self.state_combo.setCurrentIndex(self.state_combo.findData(State.OPEN))
        self._show()

    def go(self) -> None:
        """Show the cell in the grid of its month."""
        row = self.current
        if row is not None:
            self.page.show_target(("months", row.month, (row.line.unit, row.key)))

    def confirm(self) -> None:
        """Say why what is doubted is right."""
        row = self.current
        if row is None or row.doubt is None or row.state is not State.OPEN:
            self.told.emit("ยืนยันได้เฉพาะรายการที่ควรตรวจ กรุณาเลือกรายการ", "muted")
            return
        doubt = row.doubt
        dialog = ReasonDialog(
            self, self.context, "ยืนยันว่าถูกต้อง", f"{row.line.label}: {row.told}", "ยืนยัน"
        )
        dialog.accepted.connect(lambda: self._write(doubt, dialog.reason))
        dialog.open()

    def _write(self, doubt: DoubtLine, reason: str) -> None:
        months = self.context.services.months
        self.query(
            lambda: months.confirm(doubt.record, doubt.doubt, reason), self._wrote, writes=True
        )

    def _wrote(self, _: object) -> None:
        self.page.wrote("ยืนยันแล้ว เลิกทำได้ด้วย Ctrl+Z")
        self.refresh()

    def _take(self, read: tuple[int, Sequence[ReviewRow]]) -> None:
        number, rows = read
        if number == self._asked:
            self._rows = tuple(rows)
            self._show()

    def _show(self) -> None:
        place = self.review_table.currentIndex().row()
        held, wanted = self.current, self.filter
        shown = [row for row in self._rows if wanted.passes(row)]
        self._model.show(shown)
        if shown:
            usual = min(max(place, 0), len(shown) - 1)  # what follows a line that is gone
            marks = [row.mark for row in shown]
            at = marks.index(held.mark) if held and held.mark in marks else usual
            self.review_table.setCurrentIndex(self._model.index(at, 0))
        still_open = sum(row.state is State.OPEN for row in self._rows)
        self.count_label.setText(
            f"แสดง {len(shown):,} จาก {len(self._rows):,} รายการ ควรตรวจ {still_open:,}"
        )
        self.nothing_label.setText(wrapped(_NOTHING))
        self.nothing_label.setVisible(not shown)
        self.review_table.setVisible(bool(shown))
        self.setFocusProxy(self.review_table if shown else self.state_combo)
        self._show_state()

    def _show_state(self, *_: QModelIndex) -> None:
        row = self.current
        self.go_button.setEnabled(row is not None)
        self.confirm_button.setEnabled(row is not None and row.state is State.OPEN)
        told = ""
        if row is not None:
            reason = f" เพราะ{row.reason}" if row.reason else ""
            told = f"{row.kind} · {row.line.label} {row.place} · {row.told}{reason}"
        self.detail_label.setText(wrapped(told))
