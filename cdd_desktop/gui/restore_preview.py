"""What a backup holds, beside what is there now and what restoring it would lose."""

from enum import IntEnum
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QLabel,
    QListView,
    QProgressBar,
    QPushButton,
    QTableView,
    QWidget,
)
from typing_extensions import override

from cdd_desktop.errors import CddError
from cdd_desktop.gui import start_work
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.list_table import only_read, show_as_list
from cdd_desktop.gui.snapshot_model import AT_RIGHT, SnapshotModel
from cdd_desktop.gui.tasks import Task, TaskRunner
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_text import wrapped
from cdd_desktop.storage.restoring import BackupPreview, HeldCount
from cdd_desktop.thai.calendar import thai_moment

_ROW_HEIGHT = 28


class CountColumn(IntEnum):
    """Columns of `CountModel`."""

    LABEL = 0
    HELD = 1
    PRESENT = 2
    CHANGE = 3


_HEADINGS = {
    CountColumn.LABEL: "ข้อมูล",
    CountColumn.HELD: "ในไฟล์สำรอง",
    CountColumn.PRESENT: "ขณะนี้",
    CountColumn.CHANGE: "เมื่อกู้คืน",
}


class CountModel(SnapshotModel[HeldCount]):
    """How much of each kind there would be, and is."""

    def __init__(self, parent: QWidget) -> None:
        numbers = (CountColumn.HELD, CountColumn.PRESENT, CountColumn.CHANGE)
        super().__init__(_HEADINGS, parent, right=numbers)

    @override
    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if not index.isValid():
            return None
        column = CountColumn(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return _cell(self._rows[index.row()], column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column is not CountColumn.LABEL:
            return AT_RIGHT
        return None


def _cell(count: HeldCount, column: CountColumn) -> str:
    if column is CountColumn.LABEL:
        return count.label
    if column is CountColumn.HELD:
        return f"{count.held:,}"
    if count.present is None:
        return "–"
    if column is CountColumn.PRESENT:
        return f"{count.present:,}"
    change = count.held - count.present
    if not change:
        return "เท่าเดิม"
    return f"เพิ่มขึ้น {change:,}" if change > 0 else f"ลดลง {-change:,}"


class RestorePreview(QWidget):
    """Checks a backup in a child process and shows what it would bring; writes nothing.

    `looked` follows every check; `seen` is None when it was refused or stopped.
    """

    title_label: QLabel
    detail_label: QLabel
    busy_bar: QProgressBar
    stop_button: QPushButton
    fault_label: QLabel
    note_frame: QFrame
    note_label: QLabel
    count_table: QTableView
    lost_label: QLabel
    lost_list: QListView

    looked = Signal()

    def __init__(self, tasks: TaskRunner) -> None:
        super().__init__()
        load_form(self, "restore_preview")
        self._tasks = tasks
        self._task: Task | None = None
        self._path = Path()
        self.seen: BackupPreview | None = None
        self._counts = CountModel(self)
        self._lost = QStringListModel(self)
        self._arrange()
        self.stop_button.clicked.connect(self.stop)
        self._show_nothing()

    @property
    def is_busy(self) -> bool:
        """Whether a file is being checked."""
        return self._task is not None

    @property
    def can_restore(self) -> bool:
        """Whether what was seen may be brought back."""
        return self.seen is not None and not self.seen.faults

    def look(self, path: Path, folder: Path) -> None:
        """Check a backup against the data folder."""
        self.stop()
        self._path = path
        self._show_nothing()
        self.title_label.setText(wrapped(f"กำลังตรวจ {path.name}"))
        task = self._tasks.compute(start_work.look_into, path, folder)
        self._task = task
        self.busy_bar.setVisible(True)
        self.stop_button.setVisible(True)
        # methods of this widget, so that nothing is shown in one that is gone
        task.succeeded.connect(self._show)
        task.refused.connect(self._fail)
        task.finished.connect(self._end)

    def stop(self) -> None:
        """Check no further."""
        if self._task is not None:
            self._task.cancel()

    @property
    def _is_wanted(self) -> bool:
        """Whether what is told comes from the check begun last."""
        return self.sender() is self._task

    def refuse(self, why: str) -> None:
        """What was seen may not be brought back after all."""
        self.seen = None
        tell(self.fault_label, why, tone="failed")

    def _arrange(self) -> None:
        table = self.count_table
        show_as_list(table, self._counts, row_height=_ROW_HEIGHT)
        only_read(table)
        table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(CountColumn.LABEL, QHeaderView.ResizeMode.Stretch)
        self.lost_list.setModel(self._lost)
        self.lost_list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)

    def _show_nothing(self) -> None:
        self.seen = None
        for widget in (
            self.detail_label,
            self.busy_bar,
            self.stop_button,
            self.note_frame,
            self.count_table,
            self.lost_label,
            self.lost_list,
        ):
            widget.hide()
        tell(self.fault_label, "")

    def _show(self, seen: BackupPreview) -> None:
        if not self._is_wanted:
            return
        self.seen = seen
        contents = seen.manifest.contents
        self.title_label.setText(wrapped(contents.office or "ยังไม่มีสำนักงาน"))
        details = [f"สำรองเมื่อ {thai_moment(seen.manifest.made_at)} ({seen.manifest.reason.label})"]
        if contents.last is not None:
            when = thai_moment(contents.last.at)
            details.append(f"รายการล่าสุดในไฟล์: {contents.last.summary} ({when})")
        if not seen.faults:
            details.append("ตรวจทั้งไฟล์แล้ว สมบูรณ์")
        self.detail_label.setText(wrapped("\n".join(details)))
        self.detail_label.show()
        tell(self.fault_label, "\n".join(seen.faults), tone="failed")
        self.note_label.setText(wrapped("\n".join(seen.notes)))
        self.note_frame.setVisible(bool(seen.notes))
        self._counts.show(seen.counts)
        rows = _ROW_HEIGHT * len(seen.counts)
        edges = 2 * self.count_table.frameWidth() + 2
        header = self.count_table.horizontalHeader().sizeHint().height()
        self.count_table.setFixedHeight(rows + header + edges)
        self.count_table.setVisible(True)
        self._show_lost(seen)

    def _show_lost(self, seen: BackupPreview) -> None:
        if seen.lost_count is None or seen.faults:
            return
        told = "ไม่มีสิ่งใดหายไป ข้อมูลขณะนี้ตรงกับไฟล์สำรอง"
        if seen.lost_count:
            told = f"สิ่งที่ทำหลังไฟล์สำรองนี้ และจะไม่มีเมื่อกู้คืน: {seen.lost_count:,} รายการ"
        self.lost_label.setText(wrapped(told))
        self.lost_label.show()
        lines = [f"{thai_moment(one.at)} · {one.summary}" for one in seen.lost]
        if seen.lost_count > len(lines):
            lines.append(f"และก่อนหน้านั้นอีก {seen.lost_count - len(lines):,} รายการ")
        self._lost.setStringList(lines)
        self.lost_list.setVisible(bool(lines))

    def _fail(self, problem: CddError) -> None:
        if not self._is_wanted:
            return
        self.title_label.setText(wrapped(self._path.name))
        tell(self.fault_label, str(problem), tone="failed")

    def _end(self) -> None:
        if not self._is_wanted:
            return
        self._task = None
        self.busy_bar.hide()
        self.stop_button.hide()
        if self.seen is None and not self.fault_label.text():
            tell(
                self.fault_label, "หยุดตรวจแล้ว ไม่มีอะไรเปลี่ยนแปลง กรุณาเลือกไฟล์ใหม่เมื่อพร้อม", tone="muted"
            )
        self.looked.emit()
