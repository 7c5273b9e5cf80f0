"""The plans of an area: under each amphoe its tambon, under each tambon its villages' plans."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QFrame,
    QLabel,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)
from typing_extensions import override

from cdd_desktop.gui import fonts, theme
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.icons import icon
from cdd_desktop.gui.pages.plans.plan.tree_model import PlanTreeModel, Spot
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.plans.records import PlanLine

if TYPE_CHECKING:
    from cdd_desktop.bootstrap import Services

_PADDING = 2
_LEAST_WIDTH = 120
_ALL_OPEN = 60  # plans: with more, only the way to the chosen one is open


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeRows:
    """What the tree is made of: plans, and the names of their areas and villages by code."""

    plans: tuple[PlanLine, ...]
    names: Mapping[str, str]


def tree_rows(services: "Services", area_code: str) -> TreeRows:
    """Read them; on the worker thread."""
    plans = services.plans.plans_in(area_code)
    names = {village.code: village.label for village in services.villages.in_area(area_code)}
    for plan in plans:
        for length in (2, 4, 6):
            area = services.areas.find(plan.code[:length])
            if area is not None:
                names[area.code] = area.full_name
    return TreeRows(plans=plans, names=names)


class _PlanDelegate(QStyledItemDelegate):
    """The name of a plan, and small under it what it comes to."""

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        look = theme.current()
        title, *details = str(index.data()).split("\n")
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.colour("accent_soft"))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(look.colour("accent"))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        top = rect.top() + _PADDING
        for at, text in enumerate([title, *details]):
            painter.setFont(fonts.ui_font(fonts.SMALL_POINTS if at else fonts.BASE_POINTS))
            painter.setPen(look.colour("muted" if at else "ink"))
            letters = painter.fontMetrics()
            room = QRect(rect.left() + 4, top, rect.width() - 6, letters.height())
            told = letters.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, told)
            top += letters.height()
        painter.restore()

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        small = str(index.data()).count("\n")
        height = QFontMetrics(fonts.ui_font()).height()
        height += small * QFontMetrics(fonts.ui_font(fonts.SMALL_POINTS)).height()
        return QSize(_LEAST_WIDTH, height + 2 * _PADDING)


class PlanTree(QFrame):
    """Tells which plan was chosen."""

    plan_chosen = Signal(object)  # PlanLine

    every_period_check: QCheckBox
    fold_button: QPushButton
    tree_view: QTreeView
    nothing_label: QLabel

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "plans_tree")
        self.fold_button.setIcon(icon("panel-left"))
        self.fold_button.setAccessibleName("ซ่อนรายการแผน")
        self._model = PlanTreeModel(self)
        self.tree_view.setModel(self._model)
        self.tree_view.setItemDelegate(_PlanDelegate(self))
        self.tree_view.setHeaderHidden(True)
        self.tree_view.setUniformRowHeights(False)
        self.tree_view.setIndentation(8)
        self.tree_view.setExpandsOnDoubleClick(False)
        self.tree_view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.tree_view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree_view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.tree_view.setToolTip(tooltip("แผนของพื้นที่ที่เลือกไว้ด้านบน", "F7"))
        self.tree_view.selectionModel().currentChanged.connect(self._tell)
        self.setFocusProxy(self.tree_view)

    @property
    def is_empty(self) -> bool:
        """Whether no plan is shown."""
        return not self._model.has_plans

    def show_rows(self, rows: TreeRows, year: int, chosen: UUID | None) -> PlanLine | None:
        """Show the plans that cover the year, or all; gives the one that is chosen, if any.

        That is `chosen` where it is among the plans, whatever its years, else the first.
        """
        every = self.every_period_check.isChecked()
        plans = [
            plan
            for plan in rows.plans
            if every or plan.uuid == chosen or plan.start_year <= year <= plan.end_year
        ]
        if not plans and rows.plans:
            self.nothing_label.setText(
                wrapped(f"ไม่มีแผนที่ครอบคลุมปี {year} เลือก แสดงแผนทุกช่วงปี เพื่อดูแผนอื่น")
            )
        else:
            self.nothing_label.setText(wrapped("ยังไม่มีแผนของพื้นที่นี้ กด Ins เพื่อสร้างแผน"))
        self.nothing_label.setVisible(not plans)
        selection = self.tree_view.selectionModel()
        selection.blockSignals(True)
        self._model.show(Spot.of(plans, rows.names))
        index = self._model.index_of(chosen)
        if not index.isValid() and plans:
            index = self._model.index_of(plans[0].uuid)
        if len(plans) <= _ALL_OPEN:
            self.tree_view.expandAll()
        else:
            self.tree_view.expandToDepth(0)
        self._stand_on(index)
        selection.blockSignals(False)
        return self._model.plan_at(index)

    def choose(self, uuid: UUID | None) -> None:
        """Mark a plan that is shown already; tells nothing."""
        selection = self.tree_view.selectionModel()
        selection.blockSignals(True)
        self._stand_on(self._model.index_of(uuid))
        selection.blockSignals(False)

    def _stand_on(self, index: QModelIndex) -> None:
        self.tree_view.setCurrentIndex(index)
        if index.isValid():
            self.tree_view.scrollTo(index)
        self.tree_view.viewport().update()

    def _tell(self, index: QModelIndex) -> None:
        plan = self._model.plan_at(index)
        if plan is not None:
            self.plan_chosen.emit(plan)
