"""Closing a month, amphoe by amphoe: what is missing and doubted stands before it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QWidget,
)
from typing_extensions import override

from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.list_table import show_as_list
from cdd_desktop.gui.snapshot_model import AT_RIGHT, Index, SnapshotModel
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_text import wrapped
from cdd_desktop.thai.calendar import short_thai_date
from cdd_desktop.thai.months import month_name
from cdd_desktop.waste.months.records import NOTE_MAX, Closing
from cdd_desktop.waste.months.rolled import By
from cdd_desktop.waste.units import Scope

if TYPE_CHECKING:
    from cdd_desktop.bootstrap import Services

_AMPHOE_LENGTH = 4
_ROW_HEIGHT = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How far an amphoe is with a month. `missing`: villages that told nothing."""

    area_code: str
    name: str
    units: int
    missing: tuple[str, ...]
    doubts: tuple[str, ...]  # open ones
    closing: Closing | None


def read_standings(services: "Services", area_code: str, month: date) -> tuple[Standing, ...]:
    """Of each amphoe of an area, or of the one that it lies in; on the worker thread."""
    area = area_code[:_AMPHOE_LENGTH]
    lines = services.months.units(area, month, Scope.VILLAGE)
    told = {
        one.unit for one in services.month_counts.roll_up(area, [month], By.VILLAGE) if one.reported
    }
    open_doubts = [one for one in services.months.doubts(area, month) if one.confirmation is None]
    closings = {one.area_code: one for one in services.months.closings(area, [month])}
    codes = dict.fromkeys(line.amphoe_code for line in lines)
    for one in open_doubts:
        codes.setdefault(one.line.amphoe_code)
    made = []
    for code in codes:
        found = services.areas.find(code)
        own = [line for line in lines if line.amphoe_code == code]
        made.append(
            Standing(
                area_code=code,
                name=code if found is None else found.full_name,
                units=len(own),
                missing=tuple(line.label for line in own if line.unit not in told),
                doubts=tuple(
                    f"{one.line.label}: {one.doubt.told}"
                    for one in open_doubts
                    if one.line.amphoe_code == code
                ),
                closing=closings.get(code),
            )
        )
    return tuple(made)


class _Column(IntEnum):
    NAME = 0
    REPORTED = 1
    MISSING = 2
    DOUBTS = 3
    CLOSED = 4


class _StandingModel(SnapshotModel[Standing]):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            {
                _Column.NAME: "อำเภอ",
                _Column.REPORTED: "รายงานแล้ว",
                _Column.MISSING: "ยังไม่รายงาน",
                _Column.DOUBTS: "ควรตรวจ",
                _Column.CLOSED: "ปิดเดือนเมื่อ",
            },
            parent,
            right=(_Column.REPORTED, _Column.MISSING, _Column.DOUBTS),
        )

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        one, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.TextAlignmentRole and column in self._right:
            return AT_RIGHT
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        closed = "ยังไม่ปิด" if one.closing is None else short_thai_date(one.closing.closed_on)
        texts = (
            one.name,
            f"{one.units - len(one.missing):,} จาก {one.units:,}",
            f"{len(one.missing):,}" if one.missing else "",
            f"{len(one.doubts):,}" if one.doubts else "",
            closed,
        )
        return texts[column]


class ClosingDialog(QDialog):
    """Tells which amphoe are to be closed; who opened it closes them and shows what became."""

    close_wanted = Signal(object, str)  # the codes, and a note

    title_label: QLabel
    amphoe_table: QTableView
    detail_edit: QPlainTextEdit
    note_edit: QLineEdit
    told_label: QLabel
    close_button: QPushButton
    cancel_button: QPushButton

    def __init__(self, parent: QWidget, month: date, standings: Sequence[Standing]) -> None:
        super().__init__(parent)
        load_form(self, "waste_closing_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = f"ปิดเดือน {month_name(month)}"
        self.setWindowTitle(title)
        self.title_label.setText(title)
        self._model = _StandingModel(self)
        show_as_list(self.amphoe_table, self._model, row_height=_ROW_HEIGHT)
        self.amphoe_table.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        head = self.amphoe_table.horizontalHeader()
        for column, width in (
            (_Column.REPORTED, 120),
            (_Column.MISSING, 110),
            (_Column.DOUBTS, 90),
            (_Column.CLOSED, 130),
        ):
            self.amphoe_table.setColumnWidth(column, width)
        head.setSectionResizeMode(_Column.NAME, QHeaderView.ResizeMode.Stretch)
        self.note_edit.setMaxLength(NOTE_MAX)
        self.amphoe_table.selectionModel().selectionChanged.connect(lambda *_: self._show_state())
        self.close_button.clicked.connect(self._close)
        self.cancel_button.clicked.connect(self.reject)
        self.show_standings(standings)
        self.amphoe_table.setFocus()

    @property
    def chosen(self) -> tuple[Standing, ...]:
        """The marked amphoe."""
        rows = sorted({index.row() for index in self.amphoe_table.selectedIndexes()})
        return tuple(self._model.rows[row] for row in rows)

    def show_standings(self, standings: Sequence[Standing]) -> None:
        """Show how far they are; all that are open are marked."""
        self._model.show(standings)
        self.amphoe_table.clearSelection()
        selection = self.amphoe_table.selectionModel()
        flags = selection.SelectionFlag.Select | selection.SelectionFlag.Rows
        for row, one in enumerate(standings):
            if one.closing is None:
                selection.select(self._model.index(row, 0), flags)
        self._show_state()

    def is_every_open_one(self, codes: Sequence[str]) -> bool:
        """Whether no other amphoe is still open."""
        return {one.area_code for one in self._model.rows if one.closing is None} == set(codes)

    def tell(self, text: str, tone: str = "failed") -> None:
        """One sentence above the buttons."""
        tell(self.told_label, text, tone=tone)

    def _close(self) -> None:
        codes = [one.area_code for one in self.chosen if one.closing is None]
        if codes:
            self.close_wanted.emit(codes, self.note_edit.text())

    def _show_state(self) -> None:
        lines = []
        for one in self.chosen:
            if one.closing is not None:
                day = short_thai_date(one.closing.closed_on)
                lines.append(f"{one.name} ปิดแล้วเมื่อ {day} {one.closing.note}".strip())
                continue
            if one.missing:
                lines.append(
                    f"{one.name} ยังไม่รายงาน {len(one.missing):,} หมู่บ้าน: " + ", ".join(one.missing)
                )
            lines += [f"{one.name} ควรตรวจ {doubt}" for doubt in one.doubts]
            if not one.missing and not one.doubts:
                lines.append(f"{one.name} รายงานครบ ไม่มีจุดที่ควรตรวจ")
        self.detail_edit.setPlainText("\n".join(wrapped(line) for line in lines))
        still_open = [one for one in self.chosen if one.closing is None]
        self.close_button.setEnabled(bool(still_open))
        missing = any(one.missing or one.doubts for one in still_open)
        count = len(still_open)
        what = f" {count:,} อำเภอ" if count > 1 else (still_open[0].name if still_open else "เดือน")
        self.close_button.setText(f"ปิดเดือนของ{what}" + (" ทั้งที่ยังไม่ครบ" if missing else ""))
