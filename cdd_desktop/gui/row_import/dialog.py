"""A file on its way in: every row shown first, the good ones taken, the bad ones given back."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QTableView,
    QWidget,
)

from cdd_desktop.documents.refused_rows import refused_name
from cdd_desktop.errors import CddError
from cdd_desktop.gui.command_options import without_options
from cdd_desktop.gui.context import Changed, Context
from cdd_desktop.gui.dialogs import ask_where
from cdd_desktop.gui.elided_label import ElidedLabel
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.list_table import show_as_list
from cdd_desktop.gui.row_import.lines import CheckedRows, Line, Outcome
from cdd_desktop.gui.row_import.row_model import RowColumn, RowModel
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.task_dialog import TaskDialog
from cdd_desktop.gui.tasks import Task
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.storage.backups import BackupPlan, carry_out
from cdd_desktop.storage.manifest import Reason

_KINDS = "Excel (*.xlsx)"
_ROW_HEIGHT = 30
_WIDTHS = {
    RowColumn.NUMBER: 64,
    RowColumn.OUTCOME: 96,
    RowColumn.WORDS: 330,
    RowColumn.FILE: 190,
}
_CANCELLED = "ยกเลิกแล้ว ไม่มีอะไรเปลี่ยนแปลง"


class RowImportDialog(TaskDialog):
    """Keys: Ctrl+Return take the good rows · Esc stop, or close.

    A dialog of a room says what is checked (`_start_check`, `_start_take`, `_start_giving`), how
    it is counted (`NOUN`, `_counted`) and what else its form shows (`_lock_more`, `_show_more`,
    `_first`). It calls `_check` when it is ready. `imported` tells what came in, in words; the
    dialog stays where rows were refused.
    """

    NOUN = "แถว"  # what is counted of the good ones

    imported = Signal(str)

    file_label: ElidedLabel
    count_label: QLabel
    note_label: QLabel
    progress_bar: QProgressBar
    row_table: QTableView
    reason_label: QLabel
    bad_check: QCheckBox
    refused_button: QPushButton
    cancel_button: QPushButton
    import_button: QPushButton

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        form: str,
        path: Path,
        *own_widgets: type[QWidget],
    ) -> None:
        super().__init__(parent)
        load_form(self, form, ElidedLabel, *own_widgets)
        self._context = context
        self._path = path
        self._checked: CheckedRows | None = None
        self._is_done = False
        self._model = RowModel(self)
        self.file_label.show_text(path.name)
        self._arrange()
        self.bad_check.toggled.connect(lambda _: self._show_rows())
        self.refused_button.clicked.connect(self._give_back)
        self.cancel_button.clicked.connect(self.reject)
        self.import_button.clicked.connect(self._take)
        on_keys(self, "Ctrl+Return", self.import_button.click)
        self.import_button.setToolTip(tooltip("นำเข้าแถวที่ถูกต้องในขั้นเดียว เลิกทำได้", "Ctrl+Enter"))

    def _arrange(self) -> None:
        show_as_list(self.row_table, self._model, row_height=_ROW_HEIGHT)
        header = self.row_table.horizontalHeader()
        for column, width in _WIDTHS.items():
            header.resizeSection(column, width)
        header.setSectionResizeMode(RowColumn.TOLD, QHeaderView.ResizeMode.Stretch)
        self.row_table.hideColumn(RowColumn.FILE)
        self.row_table.selectionModel().currentRowChanged.connect(self._show_reason)
        self._model.modelReset.connect(self._show_reason)

    # what a room says

    def _start_check(self) -> Task:
        """Start looking the file over; gives a `CheckedRows`."""
        raise NotImplementedError

    def _start_take(self, title: str) -> Task:
        """Start writing the good rows; gives a `CheckedRows`."""
        raise NotImplementedError

    def _start_giving(self, out: Path) -> Task:
        """Start writing the refused rows; gives how many."""
        raise NotImplementedError

    def _take_checked(self, checked: CheckedRows) -> None:
        """Keep what was found."""
        self._checked = checked

    def _counted(self, checked: CheckedRows) -> str:
        done = "นำเข้าแล้ว " if checked.is_written else "จะ"
        return (
            f"{done}เพิ่ม {checked.new:,} {self.NOUN} · แก้ไข {checked.changed:,} · "
            f"คงเดิม {checked.unchanged:,} · ไม่รับ {checked.refused:,} แถว"
        )

    def _imported(self, written: CheckedRows) -> str:
        return f"นำเข้าแล้ว เพิ่ม {written.new:,} {self.NOUN} แก้ไข {written.changed:,}"

    def _lock_more(self) -> None:
        """Lock what only this form has while something runs."""

    def _show_more(self) -> None:
        """Show what only this form has; nothing runs now."""

    def _first(self) -> QWidget | None:
        """What takes the keyboard before the buttons do."""
        return None

    def _refusal(self, problem: CddError) -> str:
        return without_options(str(problem))

    # the steps

    def _check(self) -> None:
        self._checked = None
        self._run(self._start_check(), self._take_checked)

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
        title = f"กำลังนำเข้า {self._path.name}"
        self._run(self._start_take(title), self._take_written)

    def _take_written(self, written: CheckedRows) -> None:
        self._checked = written
        self._is_done = True
        self._context.happened.emit(Changed.BACKUPS, self.parent())  # one was made first
        self.imported.emit(f"{self._imported(written)} เลิกทำได้ด้วย Ctrl+Z")
        if not _refused(written.lines):
            self.accept()

    def _give_back(self) -> None:
        if self._checked is None:
            return
        path = refused_name(self._path)
        out = ask_where(self._context.dialogs, "บันทึกแถวที่ไม่รับ", str(path), _KINDS)
        if out is not None:
            self._run(self._start_giving(out), partial(self._tell_given, out))

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
            self.note_label.clear()
            act()
            if self._task is None:
                self._show()

        task.succeeded.connect(lambda value: end(lambda: then(value)))
        task.refused.connect(lambda problem: end(lambda: self._refuse(problem)))
        task.cancelled.connect(lambda: end(self._stop))

    def _refuse(self, problem: CddError) -> None:
        tell(self.note_label, self._refusal(problem), tone="failed")

    def _stop(self) -> None:
        tell(self.note_label, _CANCELLED, tone="warning")
        if self._checked is None:
            super().reject()

    # what is shown

    def _show_busy(self, text: str) -> None:
        if self._task is None:
            return
        tell(self.count_label, text or "กำลังทำงาน", tone="strong")
        self.progress_bar.setVisible(True)
        self.cancel_button.setText("หยุด")
        for label in (self.note_label, self.reason_label):
            label.hide()
        for part in (self.import_button, self.refused_button):
            part.setEnabled(False)
        if self._checked is None:
            for hidden in (self.bad_check, self.refused_button):
                hidden.hide()
        self._lock_more()

    def _show(self) -> None:
        checked = self._checked
        self.progress_bar.setVisible(False)
        self.cancel_button.setText("ปิด" if self._is_done else "ยกเลิก")
        tell(self.count_label, "" if checked is None else self._counted(checked), tone="strong")
        notes = " · ".join(checked.notes) if checked is not None else ""
        if not self.note_label.text():
            tell(self.note_label, notes, tone="muted")
        good = checked.new + checked.changed if checked is not None else 0
        self.import_button.setEnabled(bool(good) and not self._is_done)
        told = f"นำเข้า {good:,} {self.NOUN}ที่ถูกต้อง"
        self.import_button.setText(told if good else "นำเข้า")
        bad = bool(checked is not None and checked.problems)
        self.bad_check.setVisible(bool(checked is not None and _refused(checked.lines)))
        self.refused_button.setVisible(bad)
        self.refused_button.setEnabled(bad)
        self._show_more()
        self._show_rows()
        first = self.cancel_button
        if self.import_button.isEnabled():
            first = self.import_button
        elif bad:
            first = self.refused_button
        (self._first() or first).setFocus()

    def _show_rows(self) -> None:
        lines: tuple[Line, ...] = () if self._checked is None else self._checked.lines
        self.row_table.setColumnHidden(RowColumn.FILE, not any(line.file for line in lines))
        if self.bad_check.isChecked() and not self.bad_check.isHidden():
            lines = _refused(lines)
        if lines != self._model.rows:
            self._model.show(lines)

    def _show_reason(self, current: QModelIndex | None = None) -> None:
        """The whole reason of the row in hand: nobody needs a mouse to read it."""
        line = current.data(RowModel.RECORD_ROLE) if current is not None else None
        told = ""
        if isinstance(line, Line) and line.told:
            row = f"แถว {line.number:,}" if line.number else ""
            told = " ".join(filter(None, (line.file, row, line.told)))
        tell(self.reason_label, told, tone="muted")


def _refused(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(line for line in lines if line.outcome is Outcome.REFUSED)
