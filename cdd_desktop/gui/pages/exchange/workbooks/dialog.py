"""Workbooks of a round: made for the area in hand, taken back, and those that are waited for."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QTableView,
    QWidget,
)

from cdd_desktop.checklists.instruments import MOI_23, Instrument, Round
from cdd_desktop.checklists.workbooks.records import Made, Owed, Per
from cdd_desktop.errors import CddError, ValidationFailed
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.elided_label import ElidedLabel
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.list_table import show_as_list
from cdd_desktop.gui.pages.exchange.workbooks.import_dialog import WorkbookImportDialog
from cdd_desktop.gui.pages.exchange.workbooks.owed_model import Column, OwedModel
from cdd_desktop.gui.pages.exchange.workbooks.worker import Order, make
from cdd_desktop.gui.pages.reports.choice_button import ChoiceButton
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.task_dialog import TaskDialog
from cdd_desktop.gui.tasks import Task
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_date_edit import ThaiDateEdit
from cdd_desktop.gui.thai_text import tooltip, wrapped

_WORKBOOKS = "แบบกรอก (*.xlsx)"
_MAKE_KEYS, _TAKE_KEYS = "Ctrl+M", "Ctrl+O"
_ROW_HEIGHT = 30
_PROVINCE_LENGTH = 2
_WIDTHS = {
    Column.STATE: 190,
    Column.COMPLETE: 120,
    Column.DUE: 120,
    Column.RETURNED: 130,
    Column.ISSUED: 120,
}
_LAST_KEY = "workbooks/instrument"
_EMPTY = (
    "ยังไม่ได้ทำแบบกรอกของรอบนี้ เลือกแบบประเมิน รอบ และกำหนดส่งด้านบน แล้วกด ทำแบบกรอก (Ctrl+M) "
    "โปรแกรมทำไฟล์ Excel ให้ทุกอำเภอของพื้นที่ในครั้งเดียว"
)
_NONE_OWED = "ไม่มีค้างส่ง ทุกไฟล์ส่งครบแล้ว"


class WorkbooksDialog(TaskDialog):
    """Keys: Ctrl+M make · Ctrl+O take back · Esc stop what runs, or close.

    Of the year and the area at the top of the window.
    """

    area_label: ElidedLabel
    instrument_button: ChoiceButton
    round_button: ChoiceButton
    per_button: ChoiceButton
    due_edit: ThaiDateEdit
    filled_check: QCheckBox
    make_button: QPushButton
    told_label: QLabel
    progress_bar: QProgressBar
    empty_label: QLabel
    owed_table: QTableView
    owed_check: QCheckBox
    close_button: QPushButton
    take_button: QPushButton

    def __init__(self, parent: QWidget, context: Context) -> None:
        super().__init__(parent)
        load_form(self, "workbooks_dialog", ElidedLabel, ChoiceButton, ThaiDateEdit)
        self._context = context
        self._instruments: dict[str, Instrument] = {}
        self._owed: tuple[Owed, ...] = ()
        self._model = OwedModel(context.today, self)
        place = context.areas.label(context.area_code)
        self.area_label.show_text(f"{place} ปีงบประมาณ {context.year}")
        show_as_list(self.owed_table, self._model, row_height=_ROW_HEIGHT)
        header = self.owed_table.horizontalHeader()
        for column, width in _WIDTHS.items():
            header.resizeSection(column, width)
        header.setSectionResizeMode(Column.AREA, QHeaderView.ResizeMode.Stretch)
        self.due_edit.set_today(context.today)
        self.due_edit.setPlaceholderText("ไม่กำหนด")
        offered = [(per.value, f"ไฟล์ละ{per.label}") for per in Per]
        level = Per.AMPHOE if len(context.area_code) <= _PROVINCE_LENGTH else Per.TAMBON
        self.per_button.offer("แยกไฟล์", offered, level.value)
        self._connect()
        self.make_button.setFocus()
        self.empty_label.hide()
        checklists, year = context.services.checklists, context.year
        self._run(context.tasks.query(lambda _: checklists.instruments(year)), self._offer)

    def _connect(self) -> None:
        self.instrument_button.chosen.connect(self._turn_instrument)
        self.round_button.chosen.connect(self._read)
        self.make_button.clicked.connect(self._make)
        self.take_button.clicked.connect(self._choose_files)
        self.close_button.clicked.connect(self.reject)
        self.owed_check.toggled.connect(lambda _: self._show_owed())
        self.due_edit.day_changed.connect(lambda: tell(self.told_label, ""))
        for words, button, keys in (
            ("ทำไฟล์ Excel ให้กรอก ของทั้งพื้นที่ในครั้งเดียว", self.make_button, _MAKE_KEYS),
            ("รับไฟล์ที่กรอกแล้วหลายไฟล์ เห็นทุกแถวก่อนบันทึก", self.take_button, _TAKE_KEYS),
        ):
            button.setToolTip(tooltip(words, keys))
            on_keys(self, keys, button.click)

    # what is chosen

    def _offer(self, instruments: Sequence[Instrument]) -> None:
        self._instruments = {one.id: one for one in instruments}
        last = self._context.state.text(_LAST_KEY) or MOI_23
        offered = [(one.id, one.short_title) for one in self._instruments.values()]
        self.instrument_button.offer("แบบประเมิน", offered, last)
        self._turn_instrument()

    def _turn_instrument(self) -> None:
        instrument = self._instruments[self.instrument_button.choice]
        self._context.state.keep(_LAST_KEY, instrument.id)
        rounds = [(one.value, one.label) for one in instrument.rounds]
        current = self.round_button.choice
        if current not in dict(rounds):
            current = instrument.default_round.value
        self.round_button.offer("รอบ", rounds, current)
        self._read()

    def _read(self) -> None:
        instrument, round_ = self.instrument_button.choice, Round(self.round_button.choice)
        workbooks, year = self._context.services.workbooks, self._context.year
        query = self._context.tasks.query(lambda _: workbooks.outstanding(instrument, year, round_))
        self._run(query, self._take_owed)

    def _take_owed(self, owed: tuple[Owed, ...]) -> None:
        inside = self._context.area_code
        self._owed = tuple(
            one
            for one in owed
            if one.area_code.startswith(inside) or inside.startswith(one.area_code)
        )

    # making

    def _make(self) -> None:
        if self.due_edit.problem:
            tell(self.told_label, self.due_edit.problem, tone="failed")
            self.due_edit.setFocus()
            return
        folder = self._context.dialogs.ask_folder("เลือกโฟลเดอร์ที่จะเก็บแบบกรอก")
        if folder is None:
            return
        self._write(
            Order(
                office=self._context.services.store.path,
                instrument=self.instrument_button.choice,
                year=self._context.year,
                round=Round(self.round_button.choice),
                area_code=self._context.area_code,
                per=Per(self.per_button.choice),
                folder=folder,
                due_on=self.due_edit.day,
                filled=self.filled_check.isChecked(),
                replace=False,
            )
        )

    def _write(self, order: Order) -> None:
        title = f"กำลังทำแบบกรอกใน {order.folder.name}"
        # writes what went out into the office's file: never killed half way
        task = self._context.tasks.compute(make, order, title=title, may_kill=False)
        self._run(task, partial(self._tell_made, order.folder), partial(self._refuse_order, order))

    def _refuse_order(self, order: Order, problem: CddError) -> None:
        is_there = isinstance(problem, ValidationFailed) and "folder" in problem.problems
        if is_there and not order.replace:
            if self._context.dialogs.confirm(str(problem), action="เขียนทับ"):
                self._write(replace(order, replace=True))
            return
        self._refuse(problem)

    def _tell_made(self, folder: Path, made: Sequence[Made]) -> None:
        left = sum(one.left_out for one in made)
        told = f"ทำแบบกรอก {len(made):,} ไฟล์ใน {folder.name} แล้ว"
        if left:
            told += f" เว้น {left:,} หมู่บ้านที่ล็อกผลแล้วหรือเริ่มกรอกด้วยรุ่นอื่น"
        tell(self.told_label, f"{told} ส่งให้อำเภอกรอก แล้วรับคืนด้วย {_TAKE_KEYS}", tone="passed")
        self._read()

    # taking

    def _choose_files(self) -> None:
        paths = self._context.dialogs.ask_files("เลือกแบบกรอกที่ส่งคืน เลือกได้หลายไฟล์", _WORKBOOKS)
        if paths:
            self.open_files(paths)

    def open_files(self, paths: tuple[Path, ...]) -> WorkbookImportDialog:
        """Show what is in files."""
        dialog = WorkbookImportDialog(self, self._context, paths)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.imported.connect(self._tell_imported)
        dialog.open()
        return dialog

    def _tell_imported(self, told: str) -> None:
        tell(self.told_label, told, tone="passed")
        self._read()

    # what is shown

    def _run(
        self,
        task: Task,
        then: Callable[[Any], object],
        refuse: Callable[[CddError], object] | None = None,
    ) -> None:
        """Follow the only task there is at a time."""
        self._task = task
        self._show("")
        task.progressed.connect(lambda _done, _of, text: self._show(text))

        def end(act: Callable[[], object]) -> None:
            self._task = None
            act()
            if self._task is None:
                self._show("")

        task.succeeded.connect(lambda value: end(lambda: then(value)))
        task.refused.connect(lambda problem: end(lambda: (refuse or self._refuse)(problem)))
        task.cancelled.connect(lambda: end(self._tell_stopped))

    def _refuse(self, problem: CddError) -> None:
        tell(self.told_label, str(problem), tone="failed")

    def _tell_stopped(self) -> None:
        told = "หยุดแล้ว ไฟล์ที่ทำเสร็จก่อนหยุดยังอยู่ในโฟลเดอร์ แต่ไม่อยู่ในรายการนี้ กรุณาทำใหม่"
        tell(self.told_label, told, tone="warning")

    def _show(self, text: str) -> None:
        busy = self.is_busy
        self.progress_bar.setVisible(busy)
        if busy and text:
            tell(self.told_label, text, tone="strong")
        elif not self.told_label.text():
            self.told_label.hide()
        for part in (
            self.instrument_button,
            self.round_button,
            self.per_button,
            self.due_edit,
            self.filled_check,
            self.make_button,
            self.take_button,
        ):
            part.setEnabled(not busy)
        self.close_button.setText("หยุด" if busy else "ปิด")
        if not busy:
            self._show_owed()

    def _show_owed(self) -> None:
        shown = self._owed
        if self.owed_check.isChecked():
            shown = tuple(one for one in shown if one.is_owed)
        self._model.show(shown)
        self.owed_table.setVisible(bool(shown))
        self.empty_label.setVisible(not shown)
        self.empty_label.setText(wrapped(_NONE_OWED if self._owed else _EMPTY))
        self.owed_check.setVisible(bool(self._owed))
        late = sum(one.is_late(self._context.today) for one in self._owed)
        waits = sum(one.is_owed for one in self._owed)
        self.owed_check.setText(
            f"เฉพาะที่ค้างส่ง ({waits:,} จาก {len(self._owed):,} ไฟล์"
            + (f" เกินกำหนด {late:,})" if late else ")")
        )
