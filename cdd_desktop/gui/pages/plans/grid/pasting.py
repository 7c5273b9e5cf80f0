"""Ctrl+V: cells of a spreadsheet into the grid, looked at first, kept in one operation."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QHeaderView, QLabel, QPushButton, QTableView, QWidget
from typing_extensions import override

from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.list_table import show_as_list
from cdd_desktop.gui.pages.plans.grid.cell_edits import NotThere, edited
from cdd_desktop.gui.pages.plans.grid.columns import Column, Kind
from cdd_desktop.gui.pages.plans.grid.model import GridModel
from cdd_desktop.gui.pages.plans.grid.view import ProjectGrid
from cdd_desktop.gui.pages.plans.view import View
from cdd_desktop.gui.snapshot_model import Index, SnapshotModel
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.gui.typed_grid.cells import cells_of
from cdd_desktop.plans.chain.combining import new_uuid
from cdd_desktop.plans.projects import ProjectService
from cdd_desktop.plans.records import NAME_MAX, TEXT_MAX, Project
from cdd_desktop.thai.text import short

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.plans.page import PlansPage

ROWS_MAX = 6_000
_ROW_HEIGHT = 30
_NOTHING = "ไม่มีตารางในคลิปบอร์ด กรุณาคัดลอกช่องใน Excel ก่อน แล้ววางอีกครั้ง"
_TOO_LONG = f"ข้อความยาวเกิน {TEXT_MAX:,} ตัวอักษร กรุณาคัดลอกเฉพาะช่องที่ต้องการ แล้ววางอีกครั้ง"
_MOVED = "ตารางเปลี่ยนไประหว่างวาง ยังไม่มีอะไรถูกวาง กรุณาวางอีกครั้ง"
_NO_NAME = "แถวใหม่ต้องมีชื่อโครงการ กรุณาวางให้คอลัมน์ชื่อตรงกับคอลัมน์ โครงการ"


@dataclass(frozen=True, slots=True, kw_only=True)
class PastedRow:
    """A pasted line: the project as it would be, or what is wrong with it."""

    line: int  # from 1, as pasted
    name: str
    project: Project | None
    is_new: bool
    told: str  # what is changed, else the problems


def pasted_rows(
    cells: Sequence[Sequence[str]],
    model: GridModel,
    first: tuple[int, int],
    drafts: Sequence[Project],
) -> tuple[PastedRow, ...]:
    """Lines laid over the grid from its cell `first` on; those below its end become `drafts`."""
    row, column = first
    kept = len(model.rows)
    columns = model.columns[column:]
    waiting = iter(drafts)
    made = []
    for number, line in enumerate(cells):
        at = row + number
        project = model.rows[at].project if at < kept else next(waiting)
        made.append(_pasted(number + 1, project, columns, line, model))
    return tuple(made)


def _pasted(
    number: int, project: Project, columns: Sequence[Column], line: Sequence[str], model: GridModel
) -> PastedRow:
    problems, told, left = [], [], []
    wanted = project
    for column, text in zip(columns, line, strict=False):
        if column.kind in {Kind.RANK, Kind.STATUS} and text.strip():
            left.append(f"ไม่วาง{column.title} กรุณาพิมพ์ในช่องเอง")
        if not column.is_typed or column.kind in {Kind.RANK, Kind.STATUS} or model.words is None:
            continue
        if not text.strip() and (column.kind is Kind.NAME or not project.version):
            continue
        try:
            changed = edited(wanted, column, text, model.words, model.which)
        except NotThere as problem:
            problems.append(f"{column.title}: {problem}")
            continue
        if changed != wanted:
            told.append(f"{column.title} {short(text) or 'ว่าง'}")
        wanted = changed
    if not wanted.name:
        problems.append(_NO_NAME)
    return PastedRow(
        line=number,
        name=wanted.name[:NAME_MAX],
        project=None if problems else wanted,
        is_new=not project.version,
        told=" · ".join([*(problems or told or ["เหมือนเดิม"]), *left]),
    )


def looked_over(rows: Sequence[PastedRow], projects: ProjectService) -> tuple[PastedRow, ...]:
    """The lines again, with what would be refused as they are kept told at its line."""
    problems = iter(projects.problems([row.project for row in rows if row.project is not None]))
    made = []
    for row in rows:
        wrong = next(problems) if row.project is not None else {}
        told = " · ".join(dict.fromkeys(wrong.values()))
        made.append(dataclasses.replace(row, project=None, told=told) if wrong else row)
    return tuple(made)


class _Column(IntEnum):
    LINE = 0
    NAME = 1
    STATE = 2
    TOLD = 3


class _RowModel(SnapshotModel[PastedRow]):
    def __init__(self, parent: QObject | None = None) -> None:
        headings = {
            _Column.LINE: "บรรทัด",
            _Column.NAME: "โครงการ",
            _Column.STATE: "ผลตรวจ",
            _Column.TOLD: "สิ่งที่จะเปลี่ยน หรือสิ่งที่ต้องแก้",
        }
        super().__init__(headings, parent)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(row.told)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        good = "✓ เพิ่มใหม่" if row.is_new else "✓ แก้ไข"
        texts = (str(row.line), row.name, good if row.project else "✗ ต้องแก้", row.told)
        return texts[index.column()]


class PasteDialog(QDialog):
    """What would be pasted, line by line; Enter keeps the lines that are right."""

    count_label: QLabel
    row_table: QTableView
    told_label: QLabel
    keep_button: QPushButton
    cancel_button: QPushButton

    def __init__(self, parent: QWidget, rows: Sequence[PastedRow]) -> None:
        super().__init__(parent)
        load_form(self, "plans_paste_dialog")
        model = _RowModel(self)
        model.show(sorted(rows, key=lambda row: row.project is not None))
        show_as_list(self.row_table, model, row_height=_ROW_HEIGHT)
        header = self.row_table.horizontalHeader()
        header.setSectionResizeMode(_Column.TOLD, QHeaderView.ResizeMode.Stretch)
        for column, width in ((_Column.LINE, 70), (_Column.NAME, 250), (_Column.STATE, 110)):
            self.row_table.setColumnWidth(column, width)
        good = sum(row.project is not None for row in rows)
        wrong = len(rows) - good
        self.count_label.setText(f"วาง {len(rows):,} แถว · ถูกต้อง {good:,} · ต้องแก้ {wrong:,}")
        self.keep_button.setText(f"วาง {good:,} แถวที่ถูกต้อง" if wrong else f"วาง {good:,} แถว")
        self.keep_button.setEnabled(bool(good))
        self.keep_button.setDefault(True)
        self.keep_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        told = "แถวที่ต้องแก้จะไม่ถูกวาง แก้ใน Excel แล้วคัดลอกแถวเหล่านั้นมาวางใหม่ได้" if wrong else ""
        tell(self.told_label, told, tone="failed")
        (self.keep_button if good else self.cancel_button).setFocus()


class Pasting:
    """Takes what is pasted into the grid."""

    def __init__(self, view: View, page: "PlansPage", grid: ProjectGrid) -> None:
        self._view = view
        self._page = page
        self._grid = grid
        grid.paste_wanted.connect(self.paste)

    def paste(self, text: str) -> None:
        """One cell is typed into the cell of the cursor; more are shown first."""
        cells = cells_of(text)
        plan, here = self._page.chosen_plan, self._grid.currentIndex()
        if not cells or plan is None:
            self._view.told.emit(_NOTHING, "failed")
            return
        if len(cells) > ROWS_MAX:
            told = f"วางได้ครั้งละไม่เกิน {ROWS_MAX:,} แถว กรุณาแบ่งวาง หรือนำเข้าจากไฟล์ Excel"
            self._view.told.emit(told, "failed")
            return
        model = self._grid.projects
        if len(cells) == 1 and len(cells[0]) == 1 and here.isValid():
            if len(cells[0][0]) > TEXT_MAX:
                self._view.told.emit(_TOO_LONG, "failed")
                return
            model.setData(here, cells[0][0])
            return
        name = model.column_of(Kind.NAME)
        first = (here.row(), here.column()) if here.isValid() else (0, name)
        first = (min(first[0], len(model.rows)), first[1])
        missing = max(first[0] + len(cells) - len(model.rows), 0)
        service = self._view.context.services.projects

        def drafts() -> list[Project]:
            begun = service.begin(plan.uuid)
            return [dataclasses.replace(begun, uuid=new_uuid()) for _ in range(missing)]

        self._view.query(drafts, partial(self._look_over, plan.uuid, cells, first))

    def _look_over(
        self,
        plan: UUID,
        cells: list[list[str]],
        first: tuple[int, int],
        drafts: list[Project],
    ) -> None:
        held, model = self._page.chosen_plan, self._grid.projects
        missing = max(first[0] + len(cells) - len(model.rows), 0)
        if held is None or held.uuid != plan or missing != len(drafts):
            self._view.told.emit(_MOVED, "failed")
            return
        rows = pasted_rows(cells, model, first, drafts)
        service = self._view.context.services.projects
        self._view.query(lambda: looked_over(rows, service), self._show)

    def _show(self, rows: Sequence[PastedRow]) -> None:
        dialog = self.dialog(rows)
        dialog.accepted.connect(lambda: self._keep(rows))
        dialog.open()

    def dialog(self, rows: Sequence[PastedRow]) -> PasteDialog:
        """What asks whether to keep them."""
        dialog = PasteDialog(self._view, rows)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog

    def _keep(self, rows: Sequence[PastedRow]) -> None:
        projects = [row.project for row in rows if row.project is not None]
        told = f"วาง {len(projects):,} โครงการจาก Excel"
        service = self._view.context.services.projects
        take = partial(self._take, f"{told} แล้ว เลิกทำได้ด้วย Ctrl+Z")
        self._view.query(lambda: service.save_many(projects, told), take, writes=True)

    def _take(self, told: str, _: object) -> None:
        self._grid.projects.drop_row()
        self._page.wrote(told)
        self._view.refresh()
