"""บันทึกรายเดือน: what the villages and อปท. of an area tell of their waste in a month."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from cdd_desktop.gui.context import Context
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.pages.history_subject import Subject
from cdd_desktop.gui.pages.waste.months.actions import MonthActions
from cdd_desktop.gui.pages.waste.months.grid import MonthGrid
from cdd_desktop.gui.pages.waste.months.line import BASIS_KEYS, COLUMN_KEYS, WHOSE_KEYS, MonthLine
from cdd_desktop.gui.pages.waste.months.past import record_subject
from cdd_desktop.gui.pages.waste.months.pasting import Pasting
from cdd_desktop.gui.pages.waste.months.reading import (
    Asked,
    Counted,
    Grouping,
    MonthRead,
    Whose,
    read_counted,
    read_month,
)
from cdd_desktop.gui.pages.waste.months.reasons import Reasons
from cdd_desktop.gui.pages.waste.months.totals import Totals
from cdd_desktop.gui.pages.waste.months.writing import CellWriting
from cdd_desktop.gui.pages.waste.view import WasteView
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.thai_text import wrapped
from cdd_desktop.thai.calendar import short_thai_date
from cdd_desktop.thai.months import month_name
from cdd_desktop.waste.months.records import Basis
from cdd_desktop.waste.months.unit_lines import UnitLine
from cdd_desktop.waste.units import Scope, Unit

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.waste.page import WastePage

_WHOSE_KEY, _GROUPING_KEY = "waste/whose", "waste/grouping"
_BASIS_KEY, _HIDDEN_KEY = "waste/basis", "waste/hidden_columns"
_COUNTED_MS = 250  # after the last cell that was kept
_SOME_NAMES = 3


class MonthsView(WasteView):
    """Cells are kept as they are left; nothing needs to be saved.

    Keys: Enter or a letter types · Enter ↓ ↑ Tab keep and go on · Del blank · Ctrl+C Ctrl+V · F2
    the whole record · F7 the next doubt, F9 confirms it · Ctrl+B basis · Ctrl+T villages or อปท. ·
    Ctrl+H columns · Shift+F9 menu.
    """

    stack: QStackedWidget
    work_widget: QWidget
    line: MonthLine
    state_label: QLabel
    grid_card: QFrame
    grid_layout: QVBoxLayout
    grid: MonthGrid
    empty_widget: QWidget
    empty_title_label: QLabel
    empty_text_label: QLabel
    empty_button: QPushButton

    def __init__(self, context: Context, page: "WastePage") -> None:
        super().__init__(context, page)
        load_form(self, "waste_months", MonthLine, MonthGrid)
        self._asked = 0
        self._counting = 0
        self._changed: set[str] = set()  # areas whose units were changed since they were counted
        self._wanted: tuple[Unit, str] | None = None
        state = context.state
        self.line.choose(
            _kept_whose(state.text(_WHOSE_KEY)),
            _kept_grouping(state.text(_GROUPING_KEY)),
            _kept_basis(state.text(_BASIS_KEY)),
        )
        self.grid.month.basis = self.line.basis
        self.grid.month.hide_columns([key for key in state.text(_HIDDEN_KEY).split(",") if key])
        self.totals = Totals(self.grid, self)
        self.grid_layout.addWidget(self.totals)
        self.reasons = Reasons(self, context)
        self.cells = CellWriting(self, self.grid.month, self.reasons, self.count_soon)
        self.pasting = Pasting(self, self.grid, self.reasons, self.count_soon)
        self.actions_of_month = MonthActions(self)
        self._timer = QTimer(self, singleShot=True, interval=_COUNTED_MS)
        self._timer.timeout.connect(self._count)
        self._connect()
        self.setFocusProxy(self.grid)
        self._show_state()

    # what the page asks

    @property
    def asked(self) -> Asked:
        """What is looked at."""
        return Asked(
            area_code=self.page.area_code,
            month=self.page.month,
            whose=self.line.whose,
            grouping=self.line.grouping,
        )

    @override
    def refresh(self) -> None:
        self._asked += 1
        number, asked, services = self._asked, self.asked, self.context.services
        self.query(lambda: (number, read_month(services, asked)), self._take)

    @override
    def show_month(self, month: date) -> None:
        self.reasons.forget()
        if self.isVisible():
            self.refresh()

    @override
    def show_target(self, target: object) -> None:
        """A unit, or a unit and the key of a column."""
        match target:
            case Unit():
                self._wanted = (target, "")
            case (Unit() as unit, str() as key):
                self._wanted = (unit, key)
            case _:
                return
        whose = Whose.VILLAGES if self._wanted[0].scope is Scope.VILLAGE else Whose.GOVERNMENTS
        if whose is self.line.whose:
            self.refresh()
        else:
            self.line.show_whose(whose)

    @property
    @override
    def is_busy(self) -> bool:
        return self.awaits_answers or self._timer.isActive()

    @override
    def leave(self) -> bool:
        self.grid.finish()
        model = self.grid.month
        if not model.refused:
            return True
        if self.context.dialogs.confirm(
            f"มี {len(model.refused):,} ช่องที่ยังไม่ได้เก็บ เพราะค่าที่พิมพ์ไม่ถูกต้อง ต้องการทิ้งค่าเหล่านั้นหรือไม่",
            action="ทิ้งค่าที่พิมพ์",
            otherwise="กลับไปแก้",
        ):
            model.forget_all_refused()
            return True
        unit, key = next(iter(model.refused))
        self.grid.go_to_cell(unit, key)
        self.grid.setFocus()
        return False

    @override
    def history_subject(self) -> Subject | None:
        row, read = self.grid.current_row, self.grid.month.read
        if row is None or row.record is None or read is None or not row.record.version:
            return None
        return record_subject(row.line, row.record, read.columns)

    @override
    def stages(self) -> Iterator[tuple[str, QWidget | None]]:
        if not self.grid.month.rows:
            return
        yield from self.actions_of_month.stages()
        self.line.show_whose(Whose.GOVERNMENTS)
        yield "governments", None
        self.line.show_whose(Whose.VILLAGES)

    # counting anew

    def count_soon(self, line: UnitLine | None = None) -> None:
        """Something of a unit (None: of several) was kept: what counts is read again when the
        typing pauses, of its amphoe alone where that is less."""
        area = self.page.area_code
        part = area if line is None or len(line.amphoe_code) < len(area) else line.amphoe_code
        self._changed.add(part)
        self._timer.start()

    def _count(self) -> None:
        self._counting += 1
        number, asked, services = self._counting, self.asked, self.context.services
        part = self._changed.pop() if len(self._changed) == 1 else asked.area_code
        self._changed.clear()
        self.query(
            lambda: (number, asked, part, read_counted(services, asked, part)), self._take_counted
        )

    def _take_counted(self, read: tuple[int, Asked, str, Counted]) -> None:
        number, asked, part, counted = read
        if asked != self.asked:
            return
        if number != self._counting:
            self.count_soon()  # this one's part is not in the next
        else:
            self.grid.month.take_counted(counted, part)
            self.totals.count()
            self._show_state()

    # inside

    def _take(self, read: tuple[int, MonthRead]) -> None:
        number, month = read
        if number != self._asked:
            return  # asked again since
        held = self.grid.month.read
        self.grid.show_read(month)
        if held is not None and held.asked == month.asked:  # until it is counted anew
            self.grid.month.take_counted(held.counted, month.asked.area_code)
        self.totals.count()
        self.line.offer_columns(month.columns, self.grid.month.hidden)
        if self._wanted is not None:
            unit, key = self._wanted
            self._wanted = None
            if not self.grid.go_to_cell(unit, key):
                told = "หน่วยนี้ไม่อยู่ในพื้นที่หรือเดือนที่เลือก กรุณาเลือกพื้นที่ด้านบนให้กว้างขึ้น"
                self.told.emit(told, "failed")
        self._show_state()
        self._changed.add(month.asked.area_code)
        self._count()

    def _choose(self) -> None:
        if not self.leave():
            held = self.grid.month.read
            if held is not None:
                self.line.choose(held.asked.whose, held.asked.grouping, self.line.basis)
            return
        self.context.state.keep(_WHOSE_KEY, self.line.whose.value)
        self.context.state.keep(_GROUPING_KEY, self.line.grouping.value)
        self.refresh()

    def _choose_basis(self) -> None:
        self.grid.finish()
        self.grid.month.basis = self.line.basis
        self.context.state.keep(_BASIS_KEY, str(int(self.line.basis)))
        self.told.emit(f"ตัวเลขที่พิมพ์ต่อจากนี้เป็นฐาน{self.line.basis.label}", "muted")
        self.grid.setFocus()

    def _choose_columns(self, hidden: frozenset[str]) -> None:
        key = self.grid.current_key
        row = self.grid.current_row
        self.grid.month.hide_columns(hidden)
        self.context.state.keep(_HIDDEN_KEY, ",".join(sorted(hidden)))
        self.line.offer_columns(self.grid.month.every_column, hidden)
        self.totals.count()
        if row is not None:
            self.grid.go_to_cell(row.unit, key)
        self._show_state()

    def _show_state(self) -> None:
        """The grid, or what is to be done first; above it what is closed, doubted, missing."""
        read = self.grid.month.read
        has_rows = bool(self.grid.month.rows) or read is None
        is_empty = not has_rows
        first = self.empty_button if is_empty else self.grid
        self.stack.setCurrentWidget(self.empty_widget if is_empty else self.work_widget)
        if is_empty:
            self._show_empty()
        if self.focusProxy() is not first:
            held = self.window().focusWidget()
            self.setFocusProxy(first)
            if held in {self.empty_button, self.grid}:
                first.setFocus()
        told = "" if read is None else self._told(read)
        self.state_label.setText(wrapped(told))
        self.state_label.setVisible(bool(told))
        self.context.record_changed.emit()

    def _show_empty(self) -> None:
        area = self.context.areas.label(self.page.area_code)
        if self.line.whose is Whose.VILLAGES:
            title = "ยังไม่มีหมู่บ้านในพื้นที่นี้"
            text = f"{area} ไม่มีหมู่บ้านในเดือน {month_name(self.page.month)} กรุณานำเข้าทะเบียนหมู่บ้านก่อน"
        else:
            title = "ยังไม่มี อปท. ในพื้นที่นี้"
            text = (
                f"{area} ยังไม่มี อปท. กรุณาเพิ่ม อปท. และกำหนดหมู่บ้านในสังกัด หรือกด {WHOSE_KEYS} กลับไปดูหมู่บ้าน"
            )
        self.empty_title_label.setText(title)
        self.empty_text_label.setText(wrapped(text))
        self.empty_button.setText("ไปหน้าหมู่บ้าน")

    def _told(self, read: MonthRead) -> str:
        said = []
        if len(self.grid.month.columns) <= self.grid.first_typed or not any(
            column.is_typed for column in self.grid.month.columns
        ):
            said.append(f"ซ่อนไว้ทุกคอลัมน์ กด {COLUMN_KEYS} เพื่อเลือกคอลัมน์ที่จะกรอก")
        amphoe = {row.line.amphoe_code for row in read.rows}
        closed = [read.closings[code] for code in sorted(amphoe & read.closings.keys())]
        if closed and len(closed) == len(amphoe):
            days = sorted({one.closed_on for one in closed})
            day = short_thai_date(days[-1])
            said.append(f"ปิดเดือนแล้ว ({day}) พิมพ์แก้ได้โดยบอกเหตุผล รายงานจะแสดงว่าแก้ไขหลังปิดเดือน")
        elif closed:
            names = [self._name(one.area_code) for one in closed[:_SOME_NAMES]]
            more = len(closed) - len(names)
            rest = f" และอีก {more:,} อำเภอ" if more else ""
            said.append(f"ปิดเดือนแล้ว: {' '.join(names)}{rest}")
        doubts = sum(one.confirmation is None for row in self.grid.month.rows for one in row.doubts)
        if doubts:
            said.append(f"มี {doubts:,} จุดที่ควรตรวจ กด F7 ไปทีละจุด F9 ยืนยันพร้อมเหตุผล")
        return " · ".join(said)

    def _name(self, code: str) -> str:
        found = self.context.areas.find(code)
        return code if found is None else found.full_name

    def _pop_menu(self, where: QPoint) -> None:
        self.actions_of_month.menu.popup(where)

    def _connect(self) -> None:
        grid, line = self.grid, self.line
        line.chosen.connect(self._choose)
        line.basis_chosen.connect(self._choose_basis)
        line.columns_chosen.connect(self._choose_columns)
        grid.moved.connect(self.context.record_changed.emit)
        grid.menu_wanted.connect(self._pop_menu)
        self.empty_button.clicked.connect(
            lambda _: self.context.page_requested.emit("places", None)
        )
        on_keys(self, WHOSE_KEYS, line.next_whose)
        on_keys(self, BASIS_KEYS, line.next_basis)
        on_keys(self, COLUMN_KEYS, line.column_button.showMenu)


def _kept_whose(text: str) -> Whose:
    return Whose(text) if text in set(Whose) else Whose.VILLAGES


def _kept_grouping(text: str) -> Grouping:
    return Grouping(text) if text in set(Grouping) else Grouping.TAMBON


def _kept_basis(text: str) -> Basis:
    return Basis(int(text)) if text in {"1", "2", "3"} else Basis.AGGREGATE
