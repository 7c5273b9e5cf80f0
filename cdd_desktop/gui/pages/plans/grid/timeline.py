"""The projects of the grid as bars over the years of their plan."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QBrush, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)
from typing_extensions import override

from cdd_desktop.gui import fonts, theme
from cdd_desktop.gui.pages.plans.grid.columns import Kind
from cdd_desktop.gui.pages.plans.grid.model import GridModel
from cdd_desktop.plans.records import Project, Stage

_ROW_HEIGHT = 30
_WIDTHS = {Kind.RANK: 56, Kind.NAME: 240, Kind.STATUS: 120}
_BAR = 16
_SHOWN = {Kind.RANK, Kind.NAME, Kind.YEAR, Kind.STATUS}
# the pattern tells the stages apart where a printer knows no colours
_LOOKS = {
    Stage.OPEN: ("surface", "accent", Qt.BrushStyle.NoBrush),
    Stage.FUNDED: ("accent_soft", "accent", Qt.BrushStyle.BDiagPattern),
    Stage.DONE: ("accent", "accent", Qt.BrushStyle.NoBrush),
    Stage.DROPPED: ("surface", "muted", Qt.BrushStyle.Dense7Pattern),
    Stage.MOVED: ("unanswered_soft", "muted", Qt.BrushStyle.HorPattern),
}
LEGEND = (
    "กรอบโปร่ง ยังไม่ได้งบประมาณ · เส้นทแยง ได้งบประมาณแล้ว · ทึบ แล้วเสร็จ · จุด ยกเลิก · เส้นนอน อยู่ในโครงการอื่น"
)


class _BarDelegate(QStyledItemDelegate):
    """A bar runs through every year in which the project has money."""

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        model, project = index.model(), index.data(GridModel.PROJECT_ROLE)
        if not isinstance(model, GridModel) or not isinstance(project, Project):
            return
        look = theme.current()
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.colour("accent_soft"))
        painter.setPen(look.colour("row_line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        column = model.columns[index.column()]
        if column.kind is Kind.YEAR:
            years = {line.year for line in project.money if not line.is_blank}
            if column.year in years and model.words is not None:
                stage = model.words.statuses.stage(project.status)
                _bar(
                    painter,
                    rect,
                    stage,
                    before=column.year - 1 in years,
                    after=column.year + 1 in years,
                )
        else:
            painter.setFont(fonts.ui_font())
            painter.setPen(look.colour("ink"))
            room = rect.adjusted(7, 0, -7, 0)
            text = painter.fontMetrics().elidedText(
                str(index.data() or ""), Qt.TextElideMode.ElideRight, room.width()
            )
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), text)
        painter.restore()


def _bar(painter: QPainter, rect: QRect, stage: Stage, *, before: bool, after: bool) -> None:
    look = theme.current()
    ground, ink, pattern = _LOOKS[stage]
    left = rect.left() if before else rect.left() + 6
    right = rect.right() + 1 if after else rect.right() - 6
    bar = QRect(left, rect.center().y() - _BAR // 2, right - left, _BAR)
    painter.fillRect(bar, look.colour(ground))
    painter.fillRect(bar, QBrush(look.colour(ink), pattern))
    painter.setPen(QPen(look.colour(ink), 1))
    painter.drawLine(bar.topLeft(), bar.topRight())
    painter.drawLine(bar.bottomLeft(), bar.bottomRight())
    if not before:
        painter.drawLine(bar.topLeft(), bar.bottomLeft())
    if not after:
        painter.drawLine(bar.topRight(), bar.bottomRight())


class Timeline(QTableView):
    """Rows are those of the grid; ↑ ↓ move, Enter opens the project in the grid."""

    opened = Signal(int)  # a row

    def watch(self, model: GridModel) -> None:
        """Show the projects of this model."""
        self.setModel(model)
        self.setItemDelegate(_BarDelegate(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(_ROW_HEIGHT)
        heads = self.horizontalHeader()
        heads.setHighlightSections(False)
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        model.modelReset.connect(self._fit)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        self._fit()

    def go_to(self, row: int) -> None:
        """Put the cursor on a row."""
        self.setCurrentIndex(self.model().index(row, 1))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}:
            self.opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        model = self.model()
        if not isinstance(model, GridModel):
            return
        heads = self.horizontalHeader()
        for at, column in enumerate(model.columns):
            self.setColumnHidden(at, column.kind not in _SHOWN)
            stretches = column.kind is Kind.YEAR
            mode = QHeaderView.ResizeMode.Stretch if stretches else QHeaderView.ResizeMode.Fixed
            heads.setSectionResizeMode(at, mode)
            if column.kind in _WIDTHS:
                heads.resizeSection(at, _WIDTHS[column.kind])
