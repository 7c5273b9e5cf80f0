"""ประสานแผน: where the project was sent, and what was answered."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QHeaderView, QLabel, QPushButton, QTableView
from typing_extensions import override

from cdd_desktop.gui.context import Context
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.list_table import fit_rows, show_as_list
from cdd_desktop.gui.pages.plans.panel.answers import offer_accepted, told_of_answer
from cdd_desktop.gui.pages.plans.panel.around import Around
from cdd_desktop.gui.pages.plans.panel.coordination_dialog import CoordinationDialog
from cdd_desktop.gui.pages.plans.panel.coordination_model import (
    CoordinationColumn,
    CoordinationModel,
)
from cdd_desktop.gui.pages.plans.panel.section import Section
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.gui.whole_text import WholeTextDelegate
from cdd_desktop.plans.records import Coordination, Project

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.plans.panel.project_panel import ProjectPanel
    from cdd_desktop.plans.coordination.records import Kept

_ROW_HEIGHT = 28
_SENT_WIDTH, _OUTCOME_WIDTH = 110, 108
_EMPTY = "ยังไม่เคยส่งประสานแผน กด เพิ่ม (Ctrl+N) เมื่อส่งหนังสือถึงหน่วยงานแล้ว"


class CoordinationSection(Section):
    """Keys: Ctrl+N add · Enter, F2 change · Ctrl+Del remove."""

    title = "ประสานแผน"

    heading_label: QLabel
    coordination_table: QTableView
    empty_label: QLabel
    add_button: QPushButton
    edit_button: QPushButton
    remove_button: QPushButton

    def __init__(self, context: Context, panel: "ProjectPanel") -> None:
        super().__init__(context, panel)
        load_form(self, "project_coordination")
        self._project: Project | None = None
        self._around: Around | None = None
        self.rows = CoordinationModel(self)
        table = self.coordination_table
        show_as_list(table, self.rows, row_height=_ROW_HEIGHT)
        fit_rows(table)
        table.setItemDelegate(WholeTextDelegate(table))
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(CoordinationColumn.AGENCY, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(CoordinationColumn.SENT, _SENT_WIDTH)
        header.resizeSection(CoordinationColumn.OUTCOME, _OUTCOME_WIDTH)
        table.doubleClicked.connect(lambda _: self.edit())
        for keys in ("Return", "Enter", "F2"):
            on_keys(table, keys, self.edit)
        for button, words, keys, act in (
            (self.add_button, "บันทึกการส่งถึงหน่วยงานหนึ่ง", "Ctrl+N", self.add),
            (self.edit_button, "แก้ไข หรือบันทึกคำตอบ", "F2", self.edit),
            (self.remove_button, "ลบรายการที่เลือก", "Ctrl+Del", self.remove),
        ):
            button.setToolTip(tooltip(words, keys))
            button.clicked.connect(act)
        on_keys(self, "Ctrl+N", self.add)
        on_keys(self, "Ctrl+Del", self.remove)
        self.setFocusProxy(table)
        self._show(())

    @override
    def show_project(self, project: Project | None, around: Around | None) -> None:
        is_other = project is None or self._project is None or project.uuid != self._project.uuid
        self._project, self._around = project, around
        self._show(() if is_other else self.rows.rows)

    @override
    def read(self, project: Project, around: Around) -> tuple[Coordination, ...]:
        return self.context.services.coordination.of_project(project.uuid)

    @override
    def take(self, read: object) -> None:
        if isinstance(read, tuple):
            self._show(read)

    def dialog_of(self, coordination: Coordination) -> CoordinationDialog | None:
        """The dialog of one, not yet open; None without a project."""
        around = self._around
        return CoordinationDialog(self, self.context, around, coordination) if around else None

    def add(self) -> None:
        """Note that the project was sent to an agency."""
        project = self._project
        if project is None or not self.add_button.isEnabled():
            return
        coordination = self.context.services.coordination
        today = self.context.today
        self.panel.query(lambda: coordination.begin(project.uuid, today), self._open)

    def edit(self) -> None:
        """Change the line in hand, or note its answer."""
        if (one := self._in_hand()) is not None and self.edit_button.isEnabled():
            self._open(one)

    def remove(self) -> None:
        """Remove the line in hand, once confirmed."""
        one = self._in_hand()
        if one is None or not self.remove_button.isEnabled():
            return
        question = f"ลบการส่งถึง “{one.agency}” หรือไม่"
        if not self.context.dialogs.confirm(question, action="ลบ", detail="เลิกทำได้ด้วย Ctrl+Z"):
            return
        coordination = self.context.services.coordination
        self.panel.query(
            lambda: coordination.remove(one.uuid),
            lambda _: self.written.emit("ลบการประสานแผนแล้ว"),
            writes=True,
        )

    def take_kept(self, kept: "Kept") -> None:
        """Say what an answer did to the project; money that was accepted is written if wanted."""
        if self._around is None:
            return
        if (stored := offer_accepted(self.context, kept)) is not None:
            self.project_changed.emit(stored)
        self.written.emit(told_of_answer(kept, self._around.statuses))

    def _open(self, coordination: Coordination) -> None:
        dialog = self.dialog_of(coordination)
        if dialog is None:
            return
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.kept is not None:
            self.take_kept(dialog.kept)
        dialog.deleteLater()
        self.coordination_table.setFocus()

    def _in_hand(self) -> Coordination | None:
        row = self.coordination_table.currentIndex().row()
        return self.rows.rows[row] if 0 <= row < len(self.rows.rows) else None

    def _show(self, rows: "tuple[Coordination, ...] | object") -> None:
        kept = max(self.coordination_table.currentIndex().row(), 0)
        shown = rows if isinstance(rows, tuple) else ()
        self.rows.show_of(self._around, shown)
        self.coordination_table.setCurrentIndex(self.rows.index(min(kept, len(shown) - 1), 0))
        tell(self.empty_label, "" if shown else _EMPTY, tone="muted")
        is_open = self._around is not None and not self._around.is_closed
        self.add_button.setEnabled(is_open)
        for button in (self.edit_button, self.remove_button):
            button.setEnabled(is_open and bool(shown))
