"""Workbooks on their way in: every row of every file, the good ones taken in one step."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from cdd_desktop.gui.context import Changed, Context
from cdd_desktop.gui.pages.exchange.workbooks.worker import Checked, Wish, check, give_back, take
from cdd_desktop.gui.row_import.dialog import RowImportDialog
from cdd_desktop.gui.row_import.lines import CheckedRows
from cdd_desktop.gui.row_import.row_model import RowColumn
from cdd_desktop.gui.tasks import Task

_PLACE_WIDTH = 230


class WorkbookImportDialog(RowImportDialog):
    """The keys are those of `RowImportDialog`."""

    NOUN = "หมู่บ้าน"

    def __init__(self, parent: QWidget, context: Context, paths: tuple[Path, ...]) -> None:
        super().__init__(parent, context, "workbook_import_dialog", paths[0])
        self._wish = Wish(office=context.services.store.path, paths=paths)
        self.row_table.horizontalHeader().resizeSection(RowColumn.WORDS, _PLACE_WIDTH)
        if len(paths) > 1:
            self.file_label.show_text(f"{len(paths):,} ไฟล์ จาก {paths[0].parent.name}")
        self.imported.connect(lambda _: context.happened.emit(Changed.ANSWERS, parent))
        self._check()

    @override
    def _start_check(self) -> Task:
        return self._context.tasks.compute(check, self._wish)

    @override
    def _take_checked(self, checked: CheckedRows) -> None:
        super()._take_checked(checked)
        if isinstance(checked, Checked):
            self._wish = replace(self._wish, marks=checked.marks)

    @override
    def _start_take(self, title: str) -> Task:
        return self._context.tasks.compute(take, self._wish, title=title, may_kill=False)

    @override
    def _start_giving(self, out: Path) -> Task:
        told = self._checked.told if isinstance(self._checked, Checked) else {}
        return self._context.tasks.compute(give_back, self._wish, told, out)
