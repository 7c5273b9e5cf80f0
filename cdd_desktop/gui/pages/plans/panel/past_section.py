"""ประวัติ: what was done to the project, and taking it back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QLabel, QPushButton, QTableView
from typing_extensions import override

from cdd_desktop.gui.context import Context
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.history_model import Column, HistoryLine, HistoryTableModel, subject_lines
from cdd_desktop.gui.history_table import arrange_history, ask_back, line_in_hand
from cdd_desktop.gui.pages.plans.panel.around import Around
from cdd_desktop.gui.pages.plans.panel.past import project_subject
from cdd_desktop.gui.pages.plans.panel.section import Section
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.plans.records import Project

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.plans.panel.project_panel import ProjectPanel

_EMPTY = "โครงการนี้ยังไม่เคยบันทึก เมื่อบันทึกแล้วจะเห็นว่าใครแก้อะไรเมื่อใด"


class PastSection(Section):
    """Keys: ↑ ↓ choose · Enter take back."""

    title = "ประวัติ"

    heading_label: QLabel
    history_table: QTableView
    empty_label: QLabel
    restore_button: QPushButton

    def __init__(self, context: Context, panel: "ProjectPanel") -> None:
        super().__init__(context, panel)
        load_form(self, "project_past")
        self.lines = HistoryTableModel(self)
        arrange_history(self.history_table, self.lines)
        self.history_table.clicked.connect(self._click)
        for keys in ("Return", "Enter"):
            on_keys(self.history_table, keys, self.take_back)
        self.restore_button.setToolTip(tooltip("ให้ทุกอย่างที่รายการนี้เปลี่ยนกลับเป็นก่อนหน้า", "Enter"))
        self.restore_button.clicked.connect(self.take_back)
        self.setFocusProxy(self.history_table)
        self._show(())

    @override
    def show_project(self, project: Project | None, around: Around | None) -> None:
        if project is None:
            self._show(())

    @override
    def read(self, project: Project, around: Around) -> tuple[HistoryLine, ...]:
        services = self.context.services
        subject = project_subject(project, around)
        return subject_lines(services.history, services.people.names(), subject)

    @override
    def take(self, read: object) -> None:
        if isinstance(read, tuple):
            self._show(read)

    def take_back(self) -> None:
        """Have what the line in hand did taken back."""
        line = line_in_hand(self.history_table)
        if line is None:
            return
        if problem := ask_back(line, self.context.dialogs, self.context.take_back_asked.emit):
            self.told.emit(problem, "muted")

    def _show(self, lines: tuple[HistoryLine, ...]) -> None:
        chosen = line_in_hand(self.history_table)
        self.lines.show(lines)
        row = self.lines.row_of(chosen.entry.id) if chosen is not None else 0
        self.history_table.setCurrentIndex(self.lines.index(row, Column.WHAT))
        tell(self.empty_label, "" if lines else _EMPTY, tone="muted")
        self.restore_button.setEnabled(bool(lines))

    def _click(self, index: QModelIndex) -> None:
        if index.column() == Column.OFFER:
            self.take_back()
