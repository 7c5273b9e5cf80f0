"""มติ: what meetings resolved about the project."""

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QHeaderView, QLabel, QPushButton, QTableView
from typing_extensions import override

from cdd_desktop.gui.context import Context
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.list_table import fit_rows, show_as_list
from cdd_desktop.gui.pages.plans.panel.around import Around
from cdd_desktop.gui.pages.plans.panel.section import Section
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.snapshot_model import Index, SnapshotModel
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.gui.whole_text import WholeTextDelegate
from cdd_desktop.lookups.records import ListName
from cdd_desktop.plans.records import Project
from cdd_desktop.thai.calendar import buddhist_year, short_thai_date

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.plans.panel.project_panel import ProjectPanel
    from cdd_desktop.plans.resolutions import Resolution

_ROW_HEIGHT = 28
_WHEN_WIDTH = 112
_EMPTY = "ยังไม่มีมติเกี่ยวกับโครงการนี้ เชื่อมโครงการกับระเบียบวาระได้ในมุมมองประชุม"


class ResolutionColumn(IntEnum):
    """Columns of `ResolutionModel`."""

    WHEN = 0
    WHAT = 1


class ResolutionModel(SnapshotModel["Resolution"]):
    """Rows as high as their words."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__({ResolutionColumn.WHEN: "ประชุมเมื่อ", ResolutionColumn.WHAT: "มติ"}, parent)
        self._around: Around | None = None

    def show_of(self, around: Around | None, rows: "tuple[Resolution, ...]") -> None:
        """Show these, worded by the lists around them."""
        self._around = around
        self.show(rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        one = self._rows[index.row()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(one.meeting.label, "Enter เปิดการประชุม")
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        held = one.meeting.held_on
        if index.column() == ResolutionColumn.WHEN:
            return f"{short_thai_date(held)}\nครั้งที่ {one.meeting.number}/{buddhist_year(held)}"
        said = self._around.label(ListName.RESOLUTION, one.kind) if self._around else one.kind
        about = f"{one.meeting.title}\nระเบียบวาระที่ {one.number} {one.heading}"
        return "\n".join(filter(None, (about, " ".join(filter(None, (said, one.text))))))


class ResolutionsSection(Section):
    """Keys: Enter opens the meeting."""

    title = "มติ"

    heading_label: QLabel
    resolution_table: QTableView
    empty_label: QLabel
    open_button: QPushButton

    def __init__(self, context: Context, panel: "ProjectPanel") -> None:
        super().__init__(context, panel)
        load_form(self, "project_resolutions")
        self._around: Around | None = None
        self.rows = ResolutionModel(self)
        table = self.resolution_table
        show_as_list(table, self.rows, row_height=_ROW_HEIGHT)
        fit_rows(table)
        table.setItemDelegate(WholeTextDelegate(table))
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(ResolutionColumn.WHAT, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(ResolutionColumn.WHEN, _WHEN_WIDTH)
        table.doubleClicked.connect(lambda _: self.open_meeting())
        for keys in ("Return", "Enter"):
            on_keys(table, keys, self.open_meeting)
        self.open_button.setToolTip(tooltip("เปิดการประชุมที่มีมตินี้", "Enter"))
        self.open_button.clicked.connect(self.open_meeting)
        self.setFocusProxy(table)
        self._show(())

    @override
    def show_project(self, project: Project | None, around: Around | None) -> None:
        self._around = around
        if project is None:
            self._show(())

    @override
    def read(self, project: Project, around: Around) -> "tuple[Resolution, ...]":
        return self.context.services.resolutions.items_of(project.uuid)

    @override
    def take(self, read: object) -> None:
        if isinstance(read, tuple):
            self._show(read)

    def open_meeting(self) -> None:
        """Go to the meeting of the line in hand."""
        row = self.resolution_table.currentIndex().row()
        if 0 <= row < len(self.rows.rows):
            self.panel.page.show_view("meetings", self.rows.rows[row].meeting.uuid)

    def _show(self, rows: "tuple[Resolution, ...]") -> None:
        self.rows.show_of(self._around, rows)
        self.resolution_table.setCurrentIndex(self.rows.index(0, 0))
        tell(self.empty_label, "" if rows else _EMPTY, tone="muted")
        self.open_button.setEnabled(bool(rows))
