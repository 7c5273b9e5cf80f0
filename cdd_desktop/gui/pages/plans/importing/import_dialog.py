"""A file of projects on its way into a plan: columns, every row, sums before and after, taken."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QTableView,
    QWidget,
)
from typing_extensions import override

from cdd_desktop.documents.refused_rows import refused_name
from cdd_desktop.errors import CddError
from cdd_desktop.gui.context import Changed, Context
from cdd_desktop.gui.dialogs import ask_where
from cdd_desktop.gui.elided_label import ElidedLabel
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.list_table import show_as_list
from cdd_desktop.gui.pages.exchange.columns_dialog import ColumnsDialog
from cdd_desktop.gui.pages.exchange.lines import without_options
from cdd_desktop.gui.pages.plans.importing.memory import ColumnMemory
from cdd_desktop.gui.pages.plans.importing.row_model import RowColumn, RowModel
from cdd_desktop.gui.pages.plans.importing.worker import (
    Checked,
    Line,
    Looked,
    Wish,
    check,
    give_back,
    look,
    take,
)
from cdd_desktop.gui.pages.reports.choice_button import ChoiceButton
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.tasks import Task
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.plans.exchange.file_changes import Outcome
from cdd_desktop.plans.records import PlanLine
from cdd_desktop.storage.backups import BackupPlan, carry_out
from cdd_desktop.storage.manifest import Reason
from cdd_desktop.thai.money import format_baht

_KINDS = "Excel (*.xlsx)"
_ROW_HEIGHT = 30
_WIDTHS = {RowColumn.NUMBER: 64, RowColumn.OUTCOME: 96, RowColumn.WORDS: 330}
_COLUMNS_HELP = " หรือกด คอลัมน์… (Alt+C) เพื่อบอกว่าคอลัมน์ใดคืออะไร"
_CANCELLED = "ยกเลิกแล้ว ไม่มีอะไรเปลี่ยนแปลง"


class ImportDialog(QDialog):
    """Keys: Alt+C columns · Ctrl+Return take the good rows · Esc stop, or close.

    `imported` tells what came in, in words; the dialog stays where rows were refused.
    """

    imported = Signal(str)

    file_label: ElidedLabel
    plan_label: ElidedLabel
    sheet_button: ChoiceButton
    columns_button: QPushButton
    count_label: QLabel
    sum_label: QLabel
    note_label: QLabel
    progress_bar: QProgressBar
    row_table: QTableView
    reason_label: QLabel
    bad_check: QCheckBox
    refused_button: QPushButton
    cancel_button: QPushButton
    import_button: QPushButton

    def __init__(self, parent: QWidget, context: Context, plan: PlanLine, path: Path) -> None:
        super().__init__(parent)
        load_form(self, "plans_import_dialog", ElidedLabel, ChoiceButton)
        self._context = context
        self._memory = ColumnMemory(context.state)
        self._wish = Wish(office=context.services.store.path, path=path, plan=plan.uuid, chosen={})
        self._task: Task | None = None
        self._looked: Looked | None = None
        self._checked: Checked | None = None
        self._is_done = False
        self._model = RowModel(self)
        self.file_label.show_text(path.name)
        period = f"{plan.start_year}–{plan.end_year}"
        self.plan_label.show_text(f"เข้า {plan.name or plan.level.label} {period}")
        self._arrange()
        self.sheet_button.chosen.connect(self._choose_sheet)
        self.columns_button.clicked.connect(self._choose_columns)
        self.bad_check.toggled.connect(lambda _: self._show_rows())
        self.refused_button.clicked.connect(self._give_back)
        self.cancel_button.clicked.connect(self.reject)
        self.import_button.clicked.connect(self._take)
        on_keys(self, "Ctrl+Return", self.import_button.click)
        on_keys(self, "Alt+C", self.columns_button.click)
        self.import_button.setToolTip(tooltip("นำเข้าแถวที่ถูกต้องในขั้นเดียว เลิกทำได้", "Ctrl+Enter"))
        self.columns_button.setToolTip(tooltip("บอกว่าคอลัมน์ใดคืออะไร โปรแกรมจำไว้", "Alt+C"))
        self._look()

    @property
    def is_busy(self) -> bool:
        """Whether the file is being read, checked or written."""
        return self._task is not None

    @override
    def reject(self) -> None:
        """Stop what is running; with nothing running, close."""
        if self._task is not None:
            self._task.cancel()
            return
        super().reject()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.reject()
        event.setAccepted(not self.isVisible())

    def _arrange(self) -> None:
        show_as_list(self.row_table, self._model, row_height=_ROW_HEIGHT)
        header = self.row_table.horizontalHeader()
        for column, width in _WIDTHS.items():
            header.resizeSection(column, width)
        header.setSectionResizeMode(RowColumn.TOLD, QHeaderView.ResizeMode.Stretch)
        self.row_table.selectionModel().currentRowChanged.connect(self._show_reason)
        self._model.modelReset.connect(self._show_reason)

    # the steps

    def _look(self) -> None:
        self._checked = None
        self._run(self._context.tasks.compute(look, self._wish), self._take_look)

    def _take_look(self, looked: Looked) -> None:
        self._looked = looked
        if looked.sheets and not self._wish.sheet:
            self.sheet_button.offer("แผ่นงาน", [(s, s) for s in looked.sheets], looked.sheets[0])
            self._wish = replace(self._wish, sheet=looked.sheets[0])
        self._wish = replace(self._wish, chosen=self._memory.columns(looked.sketch.headings))
        self._check()

    def _check(self) -> None:
        self._checked = None
        self._run(self._context.tasks.compute(check, self._wish), self._take_checked)

    def _take_checked(self, checked: Checked) -> None:
        self._checked = checked
        self._wish = replace(self._wish, mark=checked.mark)

    def _take(self) -> None:
        backups = self._context.services.backups
        query = self._context.tasks.query(lambda _: backups.plan_if_changed(Reason.IMPORT))
        self._run(query, self._keep_backup)

    def _keep_backup(self, plan: BackupPlan | None) -> None:
        if plan is None:
            self._write(None)
            return
        title = "กำลังสำรองข้อมูลก่อนนำเข้า"
        self._run(self._context.tasks.compute(carry_out, plan, title=title), self._write)

    def _write(self, _: object) -> None:
        title = f"กำลังนำเข้า {self._wish.path.name}"
        task = self._context.tasks.compute(take, self._wish, title=title, may_kill=False)
        self._run(task, self._take_written)

    def _take_written(self, written: Checked) -> None:
        self._checked = written
        self._is_done = True
        self._context.happened.emit(Changed.BACKUPS, self.parent())  # one was made first
        told = f"นำเข้าแล้ว เพิ่ม {written.new:,} โครงการ แก้ไข {written.changed:,}"
        self.imported.emit(f"{told} เลิกทำได้ด้วย Ctrl+Z")
        if not written.refused:
            self.accept()

    def _give_back(self) -> None:
        if self._checked is None:
            return
        problems, path = self._checked.problems, refused_name(self._wish.path)
        out = ask_where(self._context.dialogs, "บันทึกแถวที่ไม่รับ", str(path), _KINDS)
        if out is not None:
            task = self._context.tasks.compute(give_back, self._wish, problems, out)
            self._run(task, lambda count: self._tell_given(out, count))

    def _tell_given(self, out: Path, count: int) -> None:
        told = f"บันทึก {count:,} แถวพร้อมเหตุผลที่ {out.name} แล้ว แก้แล้วนำเข้าไฟล์นั้นได้เลย"
        tell(self.note_label, told, tone="passed")

    def _run(self, task: Task, then: Callable[[Any], None]) -> None:
        """Follow the only task there is at a time."""
        self._task = task
        self._show_busy("กำลังอ่านไฟล์")
        task.progressed.connect(lambda _done, _of, text: self._show_busy(text))

        def end(act: Callable[[], None]) -> None:
            self._task = None
            self._show()
            act()
            if self._task is None:
                self._show(keeps_note=True)

        task.succeeded.connect(lambda value: end(lambda: then(value)))
        task.refused.connect(lambda problem: end(lambda: self._refuse(problem)))
        task.cancelled.connect(lambda: end(self._stop))

    def _refuse(self, problem: CddError) -> None:
        is_read = self._checked is None and self._looked is not None
        told = without_options(str(problem)) + (_COLUMNS_HELP if is_read else "")
        tell(self.note_label, told, tone="failed")

    def _stop(self) -> None:
        tell(self.note_label, _CANCELLED, tone="warning")
        if self._checked is None:
            super().reject()

    # columns and sheets

    def _choose_sheet(self) -> None:
        self._wish = replace(self._wish, sheet=self.sheet_button.choice)
        self._look()

    def _choose_columns(self) -> None:
        if self._looked is None:
            return
        sketch = self._looked.sketch
        dialog = ColumnsDialog(self, sketch, self._wish.chosen)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def use() -> None:
            self._memory.keep(sketch.headings, dialog.chosen)
            self._wish = replace(self._wish, chosen=dialog.chosen)
            self._check()

        dialog.accepted.connect(use)
        dialog.open()

    # what is shown

    def _show_busy(self, text: str) -> None:
        if self._task is None:
            return
        tell(self.count_label, text or "กำลังทำงาน", tone="strong")
        self.progress_bar.setVisible(True)
        self.cancel_button.setText("หยุด")
        if self._checked is None:
            for label in (self.sum_label, self.note_label, self.reason_label):
                label.hide()
            for part in (self.bad_check, self.refused_button):
                part.hide()
            self.sheet_button.setVisible(bool(self._looked and self._looked.sheets))
        for part in (self.sheet_button, self.columns_button, self.import_button):
            part.setEnabled(False)
        self.refused_button.setEnabled(False)

    def _show(self, *, keeps_note: bool = False) -> None:
        checked = self._checked
        self.progress_bar.setVisible(False)
        self.cancel_button.setText("ปิด" if self._is_done else "ยกเลิก")
        self.sheet_button.setVisible(bool(self._looked and self._looked.sheets))
        self.sheet_button.setEnabled(not self._is_done)
        self.columns_button.setEnabled(self._looked is not None and not self._is_done)
        tell(self.count_label, "" if checked is None else _counted(checked), tone="strong")
        tell(self.sum_label, "" if checked is None else _sums(checked), tone="muted")
        notes = " · ".join(checked.notes) if checked is not None else ""
        if not keeps_note or not self.note_label.text():
            tell(self.note_label, notes, tone="muted")
        good = checked.new + checked.changed if checked is not None else 0
        self.import_button.setEnabled(bool(good) and not self._is_done)
        self.import_button.setText(f"นำเข้า {good:,} โครงการที่ถูกต้อง" if good else "นำเข้า")
        bad = checked.refused if checked is not None else 0
        self.refused_button.setVisible(bool(bad))
        self.refused_button.setEnabled(bool(bad))
        self.bad_check.setVisible(bool(bad))
        self._show_rows()
        if self.import_button.isEnabled():
            self.import_button.setFocus()
        elif bad:
            self.refused_button.setFocus()
        else:
            self.cancel_button.setFocus()

    def _show_rows(self) -> None:
        lines: tuple[Line, ...] = () if self._checked is None else self._checked.lines
        if self.bad_check.isChecked() and not self.bad_check.isHidden():
            lines = tuple(line for line in lines if line.outcome is Outcome.REFUSED)
        if lines != self._model.rows:
            self._model.show(lines)

    def _show_reason(self, current: QModelIndex | None = None) -> None:
        """The whole reason of the row in hand: nobody needs a mouse to read it."""
        line = current.data(RowModel.RECORD_ROLE) if current is not None else None
        told = f"แถว {line.number:,} {line.told}" if isinstance(line, Line) and line.told else ""
        tell(self.reason_label, told, tone="muted")


def _counted(checked: Checked) -> str:
    done = "นำเข้าแล้ว " if checked.operation is not None else "จะ"
    return (
        f"{done}เพิ่ม {checked.new:,} โครงการ · แก้ไข {checked.changed:,} · "
        f"คงเดิม {checked.unchanged:,} · ไม่รับ {checked.refused:,} แถว"
    )


def _sums(checked: Checked) -> str:
    return f"งบที่ขอของทั้งแผน {_baht(checked.before)} บาท เป็น {_baht(checked.after)} บาท"


def _baht(satang: int | None) -> str:
    return "–" if satang is None else format_baht(satang)
