"""A file of projects on its way into a plan: columns, every row, sums before and after, taken."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from typing_extensions import override

from cdd_desktop.errors import CddError
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.elided_label import ElidedLabel
from cdd_desktop.gui.pages.exchange.columns_dialog import ColumnsDialog
from cdd_desktop.gui.pages.plans.importing.memory import ColumnMemory
from cdd_desktop.gui.pages.plans.importing.worker import (
    Checked,
    Looked,
    Wish,
    check,
    give_back,
    look,
    take,
)
from cdd_desktop.gui.pages.reports.choice_button import ChoiceButton
from cdd_desktop.gui.row_import.dialog import RowImportDialog
from cdd_desktop.gui.row_import.lines import CheckedRows
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.tasks import Task
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.plans.records import PlanLine
from cdd_desktop.thai.money import format_baht

_COLUMNS_HELP = " หรือกด คอลัมน์… (Alt+C) เพื่อบอกว่าคอลัมน์ใดคืออะไร"


class ImportDialog(RowImportDialog):
    """Keys: Alt+C columns, with those of `RowImportDialog`."""

    NOUN = "โครงการ"

    plan_label: ElidedLabel
    sheet_button: ChoiceButton
    columns_button: QPushButton
    sum_label: QLabel

    def __init__(self, parent: QWidget, context: Context, plan: PlanLine, path: Path) -> None:
        super().__init__(parent, context, "plans_import_dialog", path, ChoiceButton)
        self._memory = ColumnMemory(context.state)
        self._wish = Wish(office=context.services.store.path, path=path, plan=plan.uuid, chosen={})
        self._looked: Looked | None = None
        period = f"{plan.start_year}–{plan.end_year}"
        self.plan_label.show_text(f"เข้า {plan.name or plan.level.label} {period}")
        self.sheet_button.chosen.connect(self._choose_sheet)
        self.columns_button.clicked.connect(self._choose_columns)
        on_keys(self, "Alt+C", self.columns_button.click)
        self.columns_button.setToolTip(tooltip("บอกว่าคอลัมน์ใดคืออะไร โปรแกรมจำไว้", "Alt+C"))
        self._look()

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

    @override
    def _start_check(self) -> Task:
        return self._context.tasks.compute(check, self._wish)

    @override
    def _take_checked(self, checked: CheckedRows) -> None:
        super()._take_checked(checked)
        self._wish = replace(self._wish, mark=checked.mark)

    @override
    def _start_take(self, title: str) -> Task:
        return self._context.tasks.compute(take, self._wish, title=title, may_kill=False)

    @override
    def _start_giving(self, out: Path) -> Task:
        problems = self._checked.problems if self._checked is not None else ()
        return self._context.tasks.compute(give_back, self._wish, problems, out)

    @override
    def _refusal(self, problem: CddError) -> str:
        is_read = self._checked is None and self._looked is not None
        return super()._refusal(problem) + (_COLUMNS_HELP if is_read else "")

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

    @override
    def _lock_more(self) -> None:
        if self._checked is None:
            self.sum_label.hide()
            self.sheet_button.setVisible(bool(self._looked and self._looked.sheets))
        for part in (self.sheet_button, self.columns_button):
            part.setEnabled(False)

    @override
    def _show_more(self) -> None:
        self.sheet_button.setVisible(bool(self._looked and self._looked.sheets))
        self.sheet_button.setEnabled(not self._is_done)
        self.columns_button.setEnabled(self._looked is not None and not self._is_done)
        checked = self._checked
        told = _sums(checked) if isinstance(checked, Checked) else ""
        tell(self.sum_label, told, tone="muted")


def _sums(checked: Checked) -> str:
    return f"งบที่ขอของทั้งแผน {_baht(checked.before)} บาท เป็น {_baht(checked.after)} บาท"


def _baht(satang: int | None) -> str:
    return "–" if satang is None else format_baht(satang)
