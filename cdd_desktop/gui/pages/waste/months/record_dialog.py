"""Everything that a unit tells of a month, in one form."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from typing_extensions import override

from cdd_desktop.errors import CddError, ValidationFailed
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.edit_table import EditField, EditModel, EditTable
from cdd_desktop.gui.form_dialog import FormDialog
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.pages.waste.months.columns import Column
from cdd_desktop.gui.pages.waste.months.record_rows import (
    FateRow,
    FigureRow,
    StreamRow,
    as_record,
    fate_rows,
    figure_rows,
    placed_problems,
    stream_rows,
)
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_date_edit import ThaiDateEdit
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.lookups.records import Entry, ListName
from cdd_desktop.thai.calendar import fiscal_year, short_thai_date
from cdd_desktop.thai.months import last_day, month_name
from cdd_desktop.waste.months.records import NOTE_MAX, Closing, MonthRecord
from cdd_desktop.waste.months.unit_lines import UnitLine

if TYPE_CHECKING:
    from cdd_desktop.bootstrap import Services
    from cdd_desktop.waste.months.checks import Doubt

_CHECKED_MS = 300  # after the last change
_DRAINED = ((None, ""), (True, "สะเด็ดน้ำแล้ว"), (False, "ยังไม่สะเด็ดน้ำ"))
_TICK = "✓"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRead:
    """A record and the words for it, as read at once."""

    line: UnitLine
    record: MonthRecord
    doubts: "tuple[Doubt, ...]"
    closing: Closing | None
    columns: tuple[Column, ...]
    streams: tuple[Entry, ...]
    fates: tuple[Entry, ...]


def read_record(
    services: "Services", line: UnitLine, columns: Sequence[Column], month: date
) -> RecordRead:
    """Read it; on the worker thread."""
    record = services.months.get(line.unit, month)
    year = fiscal_year(month)
    return RecordRead(
        line=line,
        record=record,
        doubts=services.months.doubts_of(record),
        closing=services.months.closing(line.unit, month),
        columns=tuple(columns),
        streams=services.lookups.get(ListName.WASTE_STREAM).at(year),
        fates=services.lookups.get(ListName.WASTE_FATE).offered(year),
    )


class RecordDialog(FormDialog):
    """Keys: Ctrl+PgDn keeps and goes to the next unit, Ctrl+PgUp to the one before · Ctrl+S keeps
    and closes. Space ticks what became of a stream; an amount typed there ticks it too."""

    step_wanted = Signal(int)  # units to go, once this one is kept
    kept = Signal(object)  # MonthRecord

    title_label: QLabel
    state_label: QLabel
    earlier_button: QPushButton
    later_button: QPushButton
    reporter_edit: QLineEdit
    reporter_problem: QLabel
    reported_edit: ThaiDateEdit
    reported_problem: QLabel
    note_edit: QLineEdit
    note_problem: QLabel
    reason_label: QLabel
    reason_edit: QLineEdit
    reason_problem: QLabel
    figure_table: EditTable
    stream_table: EditTable
    fate_table: EditTable
    cell_label: QLabel

    called = "บันทึกของหน่วยนี้"

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        read: RecordRead,
        query: Callable[[Callable[[], object], Callable[..., object]], None],
    ) -> None:
        super().__init__(parent, context.dialogs)
        load_form(self, "waste_record_dialog", EditTable, ThaiDateEdit)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._months = context.services.months
        self._query = query
        self._read = read
        self._figures: EditModel[FigureRow] = EditModel(
            (
                EditField(name="label", heading="รายการ", width=226, is_fixed=True),
                EditField(name="household", heading="ครัวเรือน", width=88),
                EditField(name="aggregate", heading="รวม", width=88),
                EditField(name="estimate", heading="ประมาณการ", width=88),
                EditField(name="told", heading="ควรตรวจ", is_fixed=True),
            ),
            self,
        )
        self._streams: EditModel[StreamRow] = EditModel(
            (
                EditField(name="label", heading="ประเภทขยะ", width=100, is_fixed=True),
                EditField(name="is_drained", heading="สะเด็ดน้ำ", width=112, choices=_DRAINED),
                EditField(name="weighed_by", heading="ผู้ชั่ง"),
            ),
            self,
        )
        self._fates: EditModel[FateRow] = EditModel(
            (
                EditField(name="stream_label", heading="ประเภทขยะ", width=100, is_fixed=True),
                EditField(name="label", heading="วิธีจัดการ", is_fixed=True),
                EditField(
                    name="is_told",
                    heading="ทำ",
                    width=44,
                    show=lambda is_told: _TICK if is_told else "",
                    is_fixed=True,
                ),
                EditField(name="amount", heading="กก.", width=100),
            ),
            self,
        )
        for table, model in (
            (self.figure_table, self._figures),
            (self.stream_table, self._streams),
            (self.fate_table, self._fates),
        ):
            table.set_up(model, lambda _: None, lambda _: False)
            table.kept.connect(lambda _, table=table: _blank_cell(table))
        self.reported_edit.set_today(context.today)
        self.reported_edit.tell_in(self.reported_problem)
        self.note_edit.setMaxLength(NOTE_MAX)
        self._timer = QTimer(self, singleShot=True, interval=_CHECKED_MS)
        self._timer.timeout.connect(self._check)
        self._asked = 0
        self._connect()
        self._fill()
        self.watch()
        self.figure_table.setFocus()

    # what is in hand

    def show_read(self, read: RecordRead) -> None:
        """Take another unit in hand."""
        self._read = read
        self._fill()
        self._loaded = self.inputs()
        self.clear()
        self.figure_table.setFocus()

    def allow_steps(self, has_earlier: bool, has_later: bool) -> None:
        """Whether there is a unit before and after."""
        self.earlier_button.setEnabled(has_earlier)
        self.later_button.setEnabled(has_later)

    @override
    def inputs(self) -> object:
        figures = tuple(replace(row, told="") for row in self._figures.rows)
        return (
            self.reporter_edit.text(),
            self.reported_edit.text(),
            self.note_edit.text(),
            figures,
            tuple(self._streams.rows),
            tuple(self._fates.rows),
        )

    @override
    def fields(self) -> Mapping[str, tuple[QWidget, QLabel]]:
        return {
            "reporter": (self.reporter_edit, self.reporter_problem),
            "reported_on": (self.reported_edit, self.reported_problem),
            "note": (self.note_edit, self.note_problem),
            "reason": (self.reason_edit, self.reason_problem),
        }

    @override
    def write(self) -> None:
        for table in (self.figure_table, self.stream_table, self.fate_table):
            table.commit_typed()
        if not self.is_dirty:
            return
        if self.reported_edit.problem:
            raise ValidationFailed({"reported_on": self.reported_edit.problem})
        reason = self.reason_edit.text()
        if self._read.closing is not None and not reason.strip():
            raise ValidationFailed({"reason": "เดือนนี้ปิดแล้ว กรุณาบอกเหตุผลที่แก้"})
        self.kept.emit(self._months.save(self._draft()(), reason=reason))

    # inside

    def _fill(self) -> None:
        read = self._read
        record, closing = read.record, read.closing
        title = f"{read.line.label} · {month_name(record.month)}"
        self.setWindowTitle(title)
        self.title_label.setText(wrapped(title))
        told = "" if read.line.government == read.line.name else read.line.government
        if closing is not None:
            told = f"ปิดเดือนแล้วเมื่อ {short_thai_date(closing.closed_on)} แก้ได้โดยบอกเหตุผล"
        self.state_label.setText(wrapped(told))
        for part in (self.reason_label, self.reason_edit):
            part.setVisible(closing is not None)
        self.reporter_edit.setText(record.reporter)
        day = record.reported_on
        self.reported_edit.set_day(day if record.version else day or self._context.today)
        self.note_edit.setText(" ".join(record.note.split()))
        self._figures.show(figure_rows(record, read.columns))
        self._streams.show(stream_rows(record, read.streams))
        self._fates.show(fate_rows(record, read.streams, read.fates))
        self._show_doubts(read.doubts)
        if self._figures.rows:
            self.figure_table.choose(0, self._figures.column_of("aggregate"))

    def _draft(self) -> Callable[[], MonthRecord]:
        """What makes the record as it is typed now: reads no widget, so that the worker may."""
        read = self._read
        unit, day = read.line.unit, last_day(read.record.month)
        note = self.note_edit.text()
        is_same_note = note == " ".join(read.record.note.split())
        typed = replace(
            read.record,
            reporter=self.reporter_edit.text(),
            reported_on=self.reported_edit.day,
            note=read.record.note if is_same_note else note,
        )
        months = self._months
        return partial(
            as_record,
            typed,
            tuple(self._figures.rows),
            tuple(self._streams.rows),
            tuple(self._fates.rows),
            lambda item, text: months.parse_typed(unit, item, text, day),
        )

    @override
    def _mark(self, problems: Mapping[str, str], told: str) -> None:
        figures, fates, others = placed_problems(problems, self._figures.rows, self._fates.rows)
        self._figures.mark(figures)
        self._fates.mark(fates)
        for table, model, places in (
            (self.fate_table, self._fates, fates),
            (self.figure_table, self._figures, figures),
        ):
            for row, name in list(places)[:1]:
                table.choose(row, model.column_of(name))
                table.setFocus()
        first = next(iter([*figures.values(), *fates.values()]), "")
        tell(self.cell_label, first, tone="failed")
        super()._mark(others, told)

    # checks as typed

    def _edit(self) -> None:
        self.clear()
        self._timer.start()

    def _check(self) -> None:
        self._asked += 1
        number, months, draft = self._asked, self._months, self._draft()

        def work() -> "tuple[int, tuple[Doubt, ...]]":
            try:
                return number, months.doubts_of(draft())
            except CddError:
                return number, ()  # what cannot be read is told when it is kept

        self._query(work, self._take_doubts)

    def _take_doubts(self, read: "tuple[int, tuple[Doubt, ...]]") -> None:
        number, doubts = read
        if number == self._asked:
            self._show_doubts(doubts)

    def _show_doubts(self, doubts: "Sequence[Doubt]") -> None:
        told = {doubt.key: doubt.told for doubt in doubts}
        for at, row in enumerate(self._figures.rows):
            said = told.pop(row.item, "")
            if said != row.told:
                self._figures.blockSignals(True)
                self._figures.put(at, replace(row, told=said))
                self._figures.blockSignals(False)
        self.figure_table.viewport().update()
        if told:
            tell(self.cell_label, " ".join(told.values()), tone="muted")

    def _tell_row(self, row: int) -> None:
        """The whole sentence of what is to be checked: its column is narrow."""
        told = self._figures.rows[row].told if 0 <= row < len(self._figures.rows) else ""
        tell(self.cell_label, told, tone="muted")

    # keys

    def _tick(self, row: int) -> None:
        one = self._fates.rows[row]
        self._fates.put(
            row, replace(one, is_told=not one.is_told, amount="" if one.is_told else one.amount)
        )

    def _tick_pressed(self, index: QModelIndex) -> None:
        if index.column() == self._fates.column_of("is_told"):
            self._tick(index.row())

    def _tick_amounts(self) -> None:
        """An amount says that it happened."""
        for at, row in enumerate(self._fates.rows):
            if row.amount.strip() and not row.is_told:
                self._fates.put(at, replace(row, is_told=True))
                return  # told again
        self._edit()

    def _step(self, by: int) -> None:
        button = self.later_button if by > 0 else self.earlier_button
        if not button.isEnabled():
            return
        try:
            self.write()
        except CddError as problem:
            self.refuse(problem)
        else:
            self.step_wanted.emit(by)

    def _step_pressed(self, by: int, _: bool = False) -> None:
        self._step(by)

    def _connect(self) -> None:
        self._figures.edited.connect(self._edit)
        self._streams.edited.connect(self._edit)
        self._fates.edited.connect(self._tick_amounts)
        self.fate_table.space_pressed.connect(self._tick)
        self.figure_table.row_chosen.connect(self._tell_row)
        self.fate_table.doubleClicked.connect(self._tick_pressed)
        for model in (self._figures, self._streams, self._fates):
            model.refused.connect(lambda text: tell(self.cell_label, text, tone="failed"))
        for edit in (self.reporter_edit, self.note_edit, self.reason_edit, self.reported_edit):
            edit.textChanged.connect(lambda _: self.clear())
        for button, keys, words, by in (
            (self.earlier_button, "Ctrl+PgUp", "เก็บแล้วไปหน่วยก่อนหน้า", -1),
            (self.later_button, "Ctrl+PgDown", "เก็บแล้วไปหน่วยถัดไป", 1),
        ):
            button.setAutoDefault(False)
            button.setToolTip(tooltip(words, keys))
            button.clicked.connect(partial(self._step_pressed, by))
            on_keys(self, keys, partial(self._step, by))


def _blank_cell(table: EditTable) -> None:
    """Del empties the cell: no row of these tables may go."""
    index = table.currentIndex()
    if table.model().flags(index) & Qt.ItemFlag.ItemIsEditable:
        table.model().setData(index, "")
