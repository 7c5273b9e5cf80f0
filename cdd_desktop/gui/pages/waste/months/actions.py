"""The menu เมนูเดือน: what may be done with the record in hand, and with the month."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from cdd_desktop.errors import CddError
from cdd_desktop.gui.pages.reports.waste_report import WasteReport
from cdd_desktop.gui.pages.waste.exchange.file_actions import (
    IMPORT_KEYS,
    WORKBOOK_KEYS,
    FileActions,
)
from cdd_desktop.gui.pages.waste.exchange.worker import Kind
from cdd_desktop.gui.pages.waste.months.calibration_dialog import (
    CalibrationDialog,
    CalibrationRead,
    read_calibrations,
)
from cdd_desktop.gui.pages.waste.months.closing_dialog import (
    ClosingDialog,
    Standing,
    read_standings,
)
from cdd_desktop.gui.pages.waste.months.line import MENU_KEYS
from cdd_desktop.gui.pages.waste.months.reading import Row
from cdd_desktop.gui.pages.waste.months.reasons import ReasonDialog
from cdd_desktop.gui.pages.waste.months.record_dialog import (
    RecordDialog,
    RecordRead,
    read_record,
)
from cdd_desktop.gui.pages.waste.months.words import doubt_home
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.thai.months import month_name
from cdd_desktop.waste.months.checks import DoubtLine
from cdd_desktop.waste.months.records import MonthRecord
from cdd_desktop.waste.units import Scope

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.waste.months.view import MonthsView

_PROVINCE_LENGTH = 2


class MonthActions(QObject):
    """Keys: F2 the whole record · F7 Shift+F7 the next doubt, the one before · F9 confirm it ·
    Ctrl+U local measures · Ctrl+Shift+L close the month · Ctrl+P print it ·
    Ctrl+O take a file in · Ctrl+Shift+O the workbook to fill in."""

    def __init__(self, view: "MonthsView") -> None:
        super().__init__(view)
        self._view = view
        self._context = view.context
        self._months = view.context.services.months
        self.menu = QMenu(view)
        self.menu.setToolTipsVisible(True)
        view.line.menu_button.setMenu(self.menu)
        self._of_row = [
            self._action("กรอกทั้งแบบของหน่วยนี้…", "F2", self.open_record),
            self._action("ชั่งเทียบหน่วยตวง…", "Ctrl+U", self.open_calibrations),
        ]
        self.menu.addSeparator()
        self._action("ไปจุดที่ควรตรวจถัดไป", "F7", partial(self.go_to_doubt, 1))
        self._confirm = self._action("ยืนยันว่าถูกต้อง พร้อมเหตุผล…", "F9", self.confirm)
        self.menu.addSeparator()
        self._action("ปิดเดือน…", "Ctrl+Shift+L", self.open_closing)
        self._action("พิมพ์สรุปเดือน…", "Ctrl+P", self.print)
        self._of_row.append(self._action("พิมพ์แบบบันทึกของหมู่บ้านนี้…", "", self.print_form))
        self.menu.addSeparator()
        self.files = FileActions(view, Kind.MONTHS, lambda: view.line.whose.scopes[0])
        self._action("ส่งออกแบบกรอกเป็น Excel…", WORKBOOK_KEYS, self.files.write_workbook)
        self._action("นำเข้าจาก Excel…", IMPORT_KEYS, self.files.choose_file)
        self.menu.aboutToShow.connect(self._show_state)
        on_keys(view, "Shift+F7", partial(self.go_to_doubt, -1))
        on_keys(view, MENU_KEYS, view.line.menu_button.showMenu)
        view.grid.record_wanted.connect(self.open_record)

    def stages(self) -> Iterator[tuple[str, QWidget | None]]:
        """The dialogs, for pictures."""
        view, row = self._view, self._view.grid.current_row
        services, month = self._context.services, view.page.month
        columns = view.grid.month.every_column
        if row is None:
            return
        record = self._record_dialog(read_record(services, row.line, columns, month))
        record.show()
        yield "record", record
        record.done(0)
        calibrations = CalibrationDialog(
            view, self._context, read_calibrations(services, row.line, month)
        )
        calibrations.show()
        yield "calibrations", calibrations
        calibrations.done(0)
        standings = read_standings(services, view.page.area_code, month)
        closing = ClosingDialog(view, month, standings)
        closing.show()
        yield "closing", closing
        closing.done(0)

    # the whole record

    def open_record(self) -> None:
        """Everything that the unit of the cursor tells."""
        self._view.grid.finish()
        row = self._view.grid.current_row
        if row is not None:
            self._read_record(row, self._show_record)

    def _read_record(self, row: Row, take: Callable[[RecordRead], None]) -> None:
        services, month = self._context.services, self._view.page.month
        columns = self._view.grid.month.every_column
        self._view.query(lambda: read_record(services, row.line, columns, month), take)

    def _show_record(self, read: RecordRead) -> None:
        self._record_dialog(read).open()

    def _record_dialog(self, read: RecordRead) -> RecordDialog:
        dialog = RecordDialog(self._view, self._context, read, self._view.query)
        dialog.kept.connect(self._take_record)
        dialog.step_wanted.connect(partial(self._step, dialog))
        self._show_steps(dialog)
        return dialog

    def _take_record(self, record: MonthRecord) -> None:
        view = self._view
        view.grid.month.settle(record.unit, "", record)
        view.page.wrote(f"เก็บบันทึก {month_name(record.month)} แล้ว เลิกทำได้ด้วย Ctrl+Z")
        view.count_soon()

    def _step(self, dialog: RecordDialog, by: int) -> None:
        grid = self._view.grid
        row = grid.month.row_at(grid.currentIndex().row() + by)
        if row is not None:
            grid.go_to_cell(row.unit, grid.current_key)
            self._read_record(row, dialog.show_read)
            self._show_steps(dialog)

    def _show_steps(self, dialog: RecordDialog) -> None:
        at, last = self._view.grid.currentIndex().row(), len(self._view.grid.month.rows) - 1
        dialog.allow_steps(at > 0, at < last)

    # local measures

    def open_calibrations(self) -> None:
        """What measures weigh in the unit of the cursor."""
        self._view.grid.finish()
        row = self._view.grid.current_row
        if row is not None:
            services, month = self._context.services, self._view.page.month
            self._view.query(
                lambda: read_calibrations(services, row.line, month), self._show_calibrations
            )

    def _show_calibrations(self, read: CalibrationRead) -> None:
        dialog = CalibrationDialog(self._view, self._context, read)
        dialog.accepted.connect(
            lambda: self._view.page.wrote(f"บันทึกการชั่งเทียบของ {read.line.label}แล้ว")
        )
        dialog.open()

    # doubts

    def go_to_doubt(self, by: int) -> None:
        """The next open doubt behind the cursor, or the one before it; around the ends."""
        grid = self._view.grid
        places = sorted(
            (at, grid.month.column_of(key))
            for at, row in enumerate(grid.month.rows)
            for key in {doubt_home(row, one) for one in row.doubts if one.confirmation is None}
        )
        if not places:
            self._view.told.emit("ไม่มีจุดที่ควรตรวจในเดือนและพื้นที่นี้", "muted")
            return
        here = (grid.currentIndex().row(), grid.currentIndex().column())
        ahead = [place for place in places if (place > here if by > 0 else place < here)]
        row, column = (ahead or places)[0 if by > 0 else -1]
        grid.go_to(row, max(column, 1))
        grid.setFocus()
        self._view.told.emit(self._doubts_here()[0].doubt.told, "failed")

    def _doubts_here(self) -> list[DoubtLine]:
        grid = self._view.grid
        row, key = grid.current_row, grid.current_key
        if row is None:
            return []
        shown = {column.key for column in grid.month.columns}

        def is_here(home: str) -> bool:
            return home == key or (key == "unit" and home not in shown)

        still_open = (one for one in row.doubts if one.confirmation is None)
        return [one for one in still_open if is_here(doubt_home(row, one))]

    def confirm(self) -> None:
        """Say why what is doubted in the cell is right."""
        found = self._doubts_here()
        if not found:
            self._view.told.emit("ช่องนี้ไม่มีจุดที่ควรตรวจ กด F7 ไปจุดที่ควรตรวจ", "muted")
            return
        one = found[0]
        dialog = ReasonDialog(
            self._view,
            self._context,
            "ยืนยันว่าถูกต้อง",
            f"{one.line.label}: {one.doubt.told}",
            "ยืนยัน",
        )
        dialog.accepted.connect(lambda: self._write_confirmation(one, dialog.reason))
        dialog.open()

    def _write_confirmation(self, one: DoubtLine, reason: str) -> None:
        months = self._months
        self._view.query(
            lambda: months.confirm(one.record, one.doubt, reason), self._take_confirmed, writes=True
        )

    def _take_confirmed(self, _: object) -> None:
        self._view.page.wrote("ยืนยันแล้ว เลิกทำได้ด้วย Ctrl+Z ดูทั้งหมดได้ในมุมมอง ทบทวน")
        self._view.count_soon()

    # closing

    def open_closing(self) -> None:
        """How far each amphoe is, and closing it."""
        if not self._view.leave():
            return
        services, page = self._context.services, self._view.page
        area, month = page.area_code, page.month
        self._view.query(lambda: read_standings(services, area, month), self._show_closing)

    def _show_closing(self, standings: Sequence[Standing]) -> None:
        if not standings:
            self._view.told.emit("พื้นที่นี้ยังไม่มีหมู่บ้าน กรุณานำเข้าทะเบียนหมู่บ้านก่อน", "failed")
            return
        dialog = ClosingDialog(self._view, self._view.page.month, standings)
        dialog.close_wanted.connect(partial(self._close, dialog))
        dialog.open()

    def _close(self, dialog: ClosingDialog, codes: Sequence[str], note: str) -> None:
        page, months = self._view.page, self._months
        month, area = page.month, page.area_code
        # all that are open of a province are one operation
        is_whole = len(area) == _PROVINCE_LENGTH and dialog.is_every_open_one(codes)
        wanted = [area] if is_whole else list(codes)

        def work() -> int | CddError:
            try:
                return sum(len(months.close(code, month, note)) for code in wanted)
            except CddError as problem:
                return problem

        self._view.query(work, partial(self._take_closed, dialog), writes=True)

    def _take_closed(self, dialog: ClosingDialog, outcome: int | CddError) -> None:
        if isinstance(outcome, CddError):
            dialog.tell(str(outcome))
            return
        dialog.accept()
        month = month_name(self._view.page.month)
        self._view.page.wrote(f"ปิดเดือน {month} แล้ว {outcome:,} อำเภอ เลิกทำได้ด้วย Ctrl+Z")
        self._view.refresh()

    # paper

    def print(self) -> None:
        """Open the month's summary on the page of reports."""
        self._print("waste-month", "")

    def print_form(self) -> None:
        """Open the form of the village of the cursor on the page of reports."""
        row = self._view.grid.current_row
        if row is not None and row.unit.scope is Scope.VILLAGE:
            self._print("waste-form", row.line.code)

    def _print(self, report: str, village: str) -> None:
        wanted = WasteReport(report=report, month=self._view.page.month, village=village)
        self._context.page_requested.emit("reports", wanted)

    # inside

    def _action(self, text: str, keys: str, act: Callable[[], None]) -> QAction:
        action = self.menu.addAction(f"{text}\t{keys}" if keys else text)
        action.triggered.connect(lambda _=False: act())
        if keys:
            on_keys(self._view, keys, act)
        return action

    def _show_state(self) -> None:
        row = self._view.grid.current_row
        for action in self._of_row:
            action.setEnabled(row is not None)
        self._of_row[-1].setEnabled(row is not None and row.unit.scope is Scope.VILLAGE)
        self._confirm.setEnabled(bool(self._doubts_here()))
