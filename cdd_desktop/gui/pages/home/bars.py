"""What the first page draws: a bar in a cell, and levels over the years as stacked bars."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from cdd_desktop.checklists.instruments import Level
from cdd_desktop.gui import fonts, theme
from cdd_desktop.gui.pages.home.facts import Share, YearLevels
from cdd_desktop.gui.pages.home.models import SHARE_ROLE, share_text
from cdd_desktop.gui.pages.maps.shades import label_colour, shade_brush

_BAR_HEIGHT, _TEXT_WIDTH, _PAD = 12.0, 64.0, 5.0
_LINE, _BAR, _SQUARE, _LEGEND_LINE = 24, 17.0, 12.0, 21
_LEGEND_COLUMNS = 2
_YEAR_WIDTH = 46.0
_LEAST = 220
_MIDDLE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class ShareDelegate(QStyledItemDelegate):
    """A bar with its numbers: full is done. Its length is read in grey as in colour."""

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        share: Share | None = index.data(SHARE_ROLE)
        styled = QStyleOptionViewItem(option)
        self.initStyleOption(styled, index)
        styled.text = ""
        style = styled.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, styled, painter, styled.widget)
        if share is None or not share.of:
            return
        look = theme.current()
        cell = QRectF(option.rect).adjusted(_PAD, 0, -_PAD, 0)
        track = QRectF(
            cell.left(),
            cell.center().y() - _BAR_HEIGHT / 2,
            max(cell.width() - _TEXT_WIDTH, 0),
            _BAR_HEIGHT,
        )
        painter.save()
        painter.setPen(QPen(look.colour("edge"), 1))
        painter.setBrush(look.colour("surface"))
        painter.drawRect(track)
        filled = QRectF(track)
        filled.setWidth(track.width() * min(share.done / share.of, 1))
        painter.setBrush(look.colour("accent"))
        if filled.width() > 0:
            painter.drawRect(filled)
        painter.setFont(styled.font)
        painter.setPen(look.colour("ink"))
        text = QRectF(track.right(), cell.top(), _TEXT_WIDTH, cell.height())
        painter.drawText(text, _RIGHT, share_text(share))
        painter.restore()


class LevelYears(QWidget):
    """A bar of 100 % to each year, worst level first, with how many villages in each part."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._levels: tuple[Level, ...] = ()
        self._years: tuple[YearLevels, ...] = ()

    def show_years(self, levels: Sequence[Level], years: Sequence[YearLevels]) -> None:
        """Show the years, oldest first."""
        self._levels, self._years = tuple(levels), tuple(years)
        self.setAccessibleName(" ".join(map(self._told, self._years)))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        legend = -(-len(self._levels) // _LEGEND_COLUMNS)  # rounded up
        return QSize(_LEAST, _LEGEND_LINE * legend + _LINE * len(self._years) + 4)

    def _told(self, year: YearLevels) -> str:
        parts = (
            f"{level.title} {count:,} หมู่บ้าน"
            for level, count in zip(self._levels, year.levels, strict=True)
        )
        return f"ปี {year.year} {' '.join(parts)}"

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(fonts.ui_font(fonts.SMALL_POINTS))
        for at, year in enumerate(self._years):
            self._paint_year(painter, year, at * _LINE)
        top = len(self._years) * _LINE + 4
        look = theme.current()
        metrics = QFontMetricsF(painter.font())
        for at, level in enumerate(reversed(self._levels)):
            line = top + at // _LEGEND_COLUMNS * _LEGEND_LINE
            left = at % _LEGEND_COLUMNS * self.width() / _LEGEND_COLUMNS + 2
            painter.setPen(QPen(look.colour("edge"), 1))
            painter.setBrush(shade_brush(level.shade))
            painter.drawRect(QRectF(left, line + (_LEGEND_LINE - _SQUARE) / 2, _SQUARE, _SQUARE))
            painter.setPen(look.colour("ink"))
            room = self.width() / _LEGEND_COLUMNS - _SQUARE - 8
            title = metrics.elidedText(level.title, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRectF(left + _SQUARE + 5, line, room, _LEGEND_LINE), _MIDDLE, title)

    def _paint_year(self, painter: QPainter, year: YearLevels, top: float) -> None:
        look = theme.current()
        metrics = QFontMetricsF(painter.font())
        painter.setPen(look.colour("ink"))
        painter.drawText(QRectF(2, top, _YEAR_WIDTH, _LINE), _MIDDLE, str(year.year))
        total = sum(year.levels)
        left, whole = _YEAR_WIDTH, self.width() - _YEAR_WIDTH - 2
        for level, count in zip(self._levels, year.levels, strict=True):
            box = QRectF(left, top + (_LINE - _BAR) / 2, whole * count / total, _BAR)
            left += box.width()
            if not count:
                continue
            painter.setPen(QPen(look.colour("edge"), 1))
            painter.setBrush(shade_brush(level.shade))
            painter.drawRect(box)
            text = f"{count:,}"
            if metrics.horizontalAdvance(text) + 4 <= box.width():
                painter.setPen(label_colour(level.shade))
                painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)
