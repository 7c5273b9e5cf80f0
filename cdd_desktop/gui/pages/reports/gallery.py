"""How a report is painted: a card with a drawn picture of the paper, a row where room is short."""

from math import cos, pi, sin

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from cdd_desktop.gui import fonts, theme
from cdd_desktop.gui.pages.reports.report_model import ReportListModel
from cdd_desktop.gui.pages.reports.thumbnails import draw_thumbnail
from cdd_desktop.gui.thai_text import wrapped
from cdd_desktop.reporting.catalogue import Report

CARD_SIZE = QSize(246, 200)
CARDS_ABREAST = 2
ROW_HEIGHT = 50
HEADING_HEIGHT = 26
NARROW_WIDTH = 322
_PAPER = QSize(69, 88)
_ROW_PAPER = QSize(26, 33)
_INSET = 3  # half of the gap between cards
_PADDING = 10
_TITLE_LINES = 2
_STAR = 16  # its box, in which it is clicked with some air around
_STAR_AIR = 5
_WRAP = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class ReportDelegate(QStyledItemDelegate):
    """Paints a card or, when `is_narrow`, a row; the chosen is outlined, a favourite starred."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.is_narrow = False

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        # a row is as wide as the list, with or without its scroll bar
        is_heading = index.data(ReportListModel.RECORD_ROLE) is None
        if self.is_narrow:
            return QSize(1, HEADING_HEIGHT if is_heading else ROW_HEIGHT)
        return QSize(CARDS_ABREAST * CARD_SIZE.width(), HEADING_HEIGHT) if is_heading else CARD_SIZE

    def star_of(self, rect: QRect) -> QRect:
        """Where the star of what is painted in `rect` is clicked."""
        box = rect.adjusted(_INSET, _INSET, -_INSET, -_INSET)
        side = _STAR + 2 * _STAR_AIR
        top = box.center().y() - side // 2 if self.is_narrow else box.top() + 1
        return QRect(box.right() - side - 1, top, side, side)

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        report: Report | None = index.data(ReportListModel.RECORD_ROLE)
        if report is None:
            _heading(painter, QRect(option.rect), str(index.data()))
            return
        # the binding declares rect and state as properties of the option, mypy sees methods
        box = QRect(option.rect).adjusted(_INSET, _INSET, -_INSET, -_INSET)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = "surface"
        is_under_mouse = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if chosen and option.state & QStyle.StateFlag.State_HasFocus:
            ground = "accent_soft"
        elif is_under_mouse:
            ground = "hover"
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._frame(painter, box, ground, chosen=chosen)
        if self.is_narrow:
            self._row(painter, box, report)
        else:
            self._card(painter, box, report)
        is_favourite = bool(index.data(ReportListModel.STAR_ROLE))
        if is_favourite or chosen or is_under_mouse:
            _star(painter, self.star_of(QRect(option.rect)), is_favourite=is_favourite)
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
        inner = box.adjusted(_ROW_PAPER.width() + 17, 0, -_STAR - 2 * _STAR_AIR, 0)
        bold, plain = (
            fonts.ui_font(fonts.SMALL_POINTS, bold=True),
            fonts.ui_font(fonts.SMALL_POINTS - 1),
        )
        look = theme.current()
        painter.setFont(bold)
        painter.setPen(look.colour("ink"))
        title = _in_lines(report.title, QFontMetrics(bold), inner.width())
        if "\n" in title:
            painter.drawText(inner, _LEFT, title)
            return
        upper, lower = QRect(inner), QRect(inner)
        upper.setBottom(inner.center().y() + 1)
        lower.setTop(inner.center().y() + 1)
        painter.drawText(upper, _LEFT, title)
        painter.setFont(plain)
        painter.setPen(look.colour("muted"))
        end = Qt.TextElideMode.ElideRight
        purpose = QFontMetrics(plain).elidedText(report.purpose, end, inner.width())
        painter.drawText(lower, _LEFT, purpose)


def _heading(painter: QPainter, rect: QRect, words: str) -> None:
    painter.save()
    painter.setFont(fonts.ui_font(fonts.SMALL_POINTS, bold=True))
    painter.setPen(theme.current().colour("muted"))
    painter.drawText(rect.adjusted(_INSET + 1, 3, 0, 0), _LEFT, words)
    painter.restore()


def _star(painter: QPainter, box: QRect, *, is_favourite: bool) -> None:
    look = theme.current()
    middle, outer = QPointF(box.center()) + QPointF(0.5, 1), _STAR / 2
    points = [
        middle
        + QPointF(sin(turn * pi / 5), -cos(turn * pi / 5))
        * (outer if turn % 2 == 0 else outer * 0.42)
        for turn in range(10)
    ]
    painter.setPen(QPen(look.colour("accent" if is_favourite else "muted"), 1.2))
    painter.setBrush(look.colour("accent") if is_favourite else Qt.BrushStyle.NoBrush)
    painter.drawPolygon(QPolygonF(points))


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
