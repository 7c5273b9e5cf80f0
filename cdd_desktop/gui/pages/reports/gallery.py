"""The reports to choose from: cards with a drawn picture of the paper, rows where room is short."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from cdd_desktop.gui import fonts, theme
from cdd_desktop.gui.pages.reports.thumbnails import draw_thumbnail
from cdd_desktop.gui.thai_text import wrapped
from cdd_desktop.reporting.catalogue import Report

CARD_SIZE = QSize(246, 200)
ROW_HEIGHT = 46
NARROW_WIDTH = 322
_PAPER = QSize(69, 88)
_ROW_PAPER = QSize(26, 33)
_INSET = 3  # half of the gap between cards
_PADDING = 10
_TITLE_LINES = 2
_WRAP = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


class ReportListModel(QAbstractListModel):
    """`RECORD_ROLE` gives the `Report`."""

    RECORD_ROLE = Qt.ItemDataRole.UserRole

    def __init__(self, reports: Sequence[Report], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reports = tuple(reports)

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._reports)

    @override
    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if not index.isValid():
            return None
        report = self._reports[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return report.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return wrapped(f"{report.title}\n{report.purpose}")
        return report if role == self.RECORD_ROLE else None


class ReportDelegate(QStyledItemDelegate):
    """Paints a card or, when `is_narrow`, a row; the chosen one is outlined."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.is_narrow = False

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        # a row is as wide as the list, with or without its scroll bar
        return QSize(1, ROW_HEIGHT) if self.is_narrow else CARD_SIZE

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        report: Report = index.data(ReportListModel.RECORD_ROLE)
        # the binding declares rect and state as properties of the option, mypy sees methods
        box = QRect(option.rect).adjusted(_INSET, _INSET, -_INSET, -_INSET)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = "surface"
        if chosen and option.state & QStyle.StateFlag.State_HasFocus:
            ground = "accent_soft"
        elif option.state & QStyle.StateFlag.State_MouseOver:
            ground = "hover"
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._frame(painter, box, ground, chosen=chosen)
        if self.is_narrow:
            self._row(painter, box, report)
        else:
            self._card(painter, box, report)
        painter.restore()

    def _frame(self, painter: QPainter, box: QRect, ground: str, *, chosen: bool) -> None:
        look = theme.current()
        painter.setBrush(look.colour(ground))
        painter.setPen(QPen(look.colour("accent" if chosen else "line"), 2 if chosen else 1))
        painter.drawRoundedRect(QRectF(box), 8, 8)

    def _card(self, painter: QPainter, box: QRect, report: Report) -> None:
        paper = QRect(box.center().x() - _PAPER.width() // 2, box.top() + 9, 0, 0)
        paper.setSize(_PAPER)
        draw_thumbnail(painter, paper, report.name)
        inner = box.adjusted(_PADDING, paper.bottom() - box.top() + 6, -_PADDING, -4)
        look = theme.current()
        painter.setFont(fonts.ui_font(fonts.SMALL_POINTS, bold=True))
        painter.setPen(look.colour("ink"))
        title = painter.boundingRect(inner, _WRAP, wrapped(report.title))
        painter.drawText(inner, _WRAP, wrapped(report.title))
        painter.setFont(fonts.ui_font(fonts.SMALL_POINTS))
        painter.setPen(look.colour("muted"))
        below = inner.adjusted(0, title.height() + 1, 0, 0)
        painter.drawText(below, _WRAP, wrapped(report.purpose))

    def _row(self, painter: QPainter, box: QRect, report: Report) -> None:
        paper = QRect(box.left() + 8, box.center().y() - _ROW_PAPER.height() // 2, 0, 0)
        paper.setSize(_ROW_PAPER)
        draw_thumbnail(painter, paper, report.name)
        inner = box.adjusted(_ROW_PAPER.width() + 17, 0, -8, 0)
        font = fonts.ui_font(fonts.SMALL_POINTS, bold=True)
        painter.setFont(font)
        painter.setPen(theme.current().colour("ink"))
        title = _in_lines(report.title, QFontMetrics(font), inner.width())
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(inner, middle, title)


def _in_lines(text: str, metrics: QFontMetrics, width: int) -> str:
    """The text on at most two lines broken between words, elided where that is not enough."""
    lines = [""]
    for piece in wrapped(text).split("\u200b"):
        if metrics.horizontalAdvance((lines[-1] + piece).rstrip()) > width and lines[-1]:
            lines.append("")
        lines[-1] += piece
    rest = "".join(lines[_TITLE_LINES - 1 :]).strip()
    kept = lines[: _TITLE_LINES - 1]
    if rest:
        kept.append(metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width))
    return "\n".join(line.strip() for line in kept)
