"""Small drawings of what each report looks like on paper; paper is light in both themes."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from cdd_desktop.gui import theme

_WIDTH, _HEIGHT = 82.0, 104.0  # the drawings below are made on a paper of this size
_ROWS = 6
_LEVEL_COLOURS = ("#C9D1DA", "#9CCBB4", "#3F9C74", "#0B5E45")


def draw_thumbnail(painter: QPainter, paper: QRect, report: str) -> None:
    """Draw the picture of the report with this stable name; a plain table for a new one."""
    painter.save()
    painter.setPen(QPen(theme.current().colour("line"), 1))
    painter.setBrush(QColor("#FFFFFF"))
    painter.drawRect(paper)
    painter.translate(paper.topLeft())
    painter.scale(paper.width() / _WIDTH, paper.height() / _HEIGHT)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#5D6B7A"))
    painter.drawRect(QRectF(20, 9, 42, 3.5))
    _DRAWINGS.get(report, _list)(painter)
    painter.restore()


def _text(painter: QPainter, top: float, *widths: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#D3DAE2"))
    for line, width in enumerate(widths):
        painter.drawRect(QRectF(9, top + line * 5, width, 2))


def _grid(painter: QPainter, top: float, columns: tuple[float, ...], rows: int) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor("#B7C1CC"), 0.8))
    bottom = top + rows * 8
    for row in range(rows + 1):
        painter.drawLine(QPointF(9, top + row * 8), QPointF(73, top + row * 8))
    for x in (9, *columns, 73):
        painter.drawLine(QPointF(x, top), QPointF(x, bottom))


def _boxes(painter: QPainter, top: float, *, ticked: bool) -> None:
    """The two columns ผ่าน and ไม่ผ่าน of a form."""
    for row in range(1, _ROWS):
        y = top + row * 8 + 2
        for column, x in enumerate((55.0, 65.0)):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor("#7D8A98"), 0.8))
            painter.drawRect(QRectF(x, y, 4, 4))
            if ticked and column == (row == _ROWS - 2):
                painter.setPen(QPen(QColor("#1B7A4B"), 1.4))
                tick = [QPointF(x, y + 2), QPointF(x + 1.6, y + 4), QPointF(x + 5, y - 1)]
                painter.drawPolyline(QPolygonF(tick))


def _blank(painter: QPainter) -> None:
    _text(painter, 18, 64, 50)
    _grid(painter, 32, (16, 52, 62), _ROWS)
    _boxes(painter, 32, ticked=False)
    _text(painter, 90, 24)


def _filled(painter: QPainter) -> None:
    painter.setBrush(QColor("#E3F1EF"))
    painter.setPen(QPen(QColor("#0B6A62"), 0.9))
    radar = [(66, 16), (74, 22), (70, 30), (60, 29), (58, 21)]
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in radar]))
    _text(painter, 18, 42, 36, 40)
    _grid(painter, 37, (16, 52, 62), _ROWS)
    _boxes(painter, 37, ticked=True)
    _text(painter, 93, 24)


def _summary(painter: QPainter) -> None:
    _text(painter, 16, 64)
    _grid(painter, 23, (27, 36, 46, 55, 64), 5)
    painter.setPen(Qt.PenStyle.NoPen)
    for bar in range(3):
        left = 22.0
        for shade, colour in enumerate(_LEVEL_COLOURS):
            width = (13 + 5 * ((bar + shade) % 3)) * 0.72
            painter.setBrush(QColor(colour))
            painter.drawRect(QRectF(left, 71 + bar * 8, width, 5))
            left += width
    _text(painter, 97, 20)


def _ranked(painter: QPainter, lengths: tuple[float, ...], left: float) -> None:
    """Bars from one side, and a table under them."""
    painter.setPen(Qt.PenStyle.NoPen)
    for bar, length in enumerate(lengths):
        top = 24 + bar * 7
        painter.setBrush(QColor("#D3DAE2"))
        painter.drawRect(QRectF(9, top + 1.5, left - 13, 2))
        painter.setBrush(QColor(_LEVEL_COLOURS[2]))
        painter.drawRect(QRectF(left, top, length, 5))
    _grid(painter, 24 + len(lengths) * 7 + 4, (17, 46, 55, 64), (66 - len(lengths) * 7) // 8)


def _ranking(painter: QPainter) -> None:
    _text(painter, 16, 40)
    _ranked(painter, (40, 34, 27, 22, 14, 8), 30)


def _completeness(painter: QPainter) -> None:
    _text(painter, 16, 40)
    _ranked(painter, (17, 28, 39, 44), 28)


def _trend(painter: QPainter) -> None:
    """Columns of levels, higher ones growing from year to year."""
    _text(painter, 16, 40)
    painter.setPen(Qt.PenStyle.NoPen)
    for column in range(4):
        top = 26.0
        heights = (6 + 4 * column, 12 + 2 * column, 12 - 2 * column, 14 - 4 * column)
        for colour, height in zip(reversed(_LEVEL_COLOURS), heights, strict=True):
            painter.setBrush(QColor(colour))
            painter.drawRect(QRectF(13 + column * 16, top, 9, height))
            top += height
    _grid(painter, 76, (22, 35, 48, 61), 2)


def _radars(painter: QPainter) -> None:
    """One radar, and small ones of the parts."""
    painter.setBrush(QColor("#E3F1EF"))
    places = ((41, 32, 14), *((x, y, 7) for y in (62, 84) for x in (19, 41, 63)))
    for x, y, size in places:
        painter.setPen(QPen(QColor("#B7C1CC"), 0.8))
        ring = [(x, y - size), (x + size, y), (x, y + size), (x - size, y)]
        painter.drawPolygon(QPolygonF([QPointF(*point) for point in ring]))
        painter.setPen(QPen(QColor("#0B6A62"), 0.9))
        within = [(x, y - size * 0.8), (x + size * 0.6, y), (x, y + size * 0.7), (x - size / 2, y)]
        painter.drawPolygon(QPolygonF([QPointF(*point) for point in within]))


def _list(painter: QPainter) -> None:
    _text(painter, 16, 40)
    _grid(painter, 24, (17, 32, 56), 9)


def _grouped(painter: QPainter) -> None:
    """Rows under bars: the local governments."""
    _text(painter, 16, 40)
    _grid(painter, 24, (17, 32, 56), 9)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#D3E6E2"))
    for row in (0, 4, 7):
        painter.drawRect(QRectF(9.4, 24.4 + row * 8, 63.2, 7.2))


def _map(painter: QPainter) -> None:
    _text(painter, 16, 50)
    painter.setPen(QPen(QColor("#FFFFFF"), 0.8))
    corners = [
        (14, 28),
        (38, 25),
        (69, 30),
        (12, 46),
        (42, 44),
        (72, 49),
        (17, 67),
        (40, 70),
        (66, 64),
    ]
    for place, shade in enumerate((3, 1, 2, 0)):
        first = place + place // 2
        around = (corners[at] for at in (first, first + 1, first + 4, first + 3))
        painter.setBrush(QColor(_LEVEL_COLOURS[shade]))
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in around]))
    _grid(painter, 78, (17, 46, 60), 2)


def _village_report(painter: QPainter) -> None:
    """Lines of facts, a small radar, a table of what failed."""
    _text(painter, 18, 64, 64, 40)
    painter.setBrush(QColor("#E3F1EF"))
    painter.setPen(QPen(QColor("#0B6A62"), 0.9))
    painter.drawPolygon(
        QPolygonF([QPointF(x, y) for x, y in ((60, 35), (71, 44), (60, 54), (52, 44))])
    )
    _text(painter, 38, 32, 36, 28)
    _grid(painter, 60, (17,), 4)
    _text(painter, 97, 64)


def _tambon_report(painter: QPainter) -> None:
    """A table of villages, levels as upright bars, a ranking."""
    _text(painter, 16, 64)
    _grid(painter, 23, (17, 45, 59), 4)
    painter.setPen(Qt.PenStyle.NoPen)
    for column in range(3):
        top = 88.0
        for shade, colour in enumerate(_LEVEL_COLOURS):
            height = 4.0 + 2 * ((column + shade) % 3)
            painter.setBrush(QColor(colour))
            painter.drawRect(QRectF(42 + column * 11, top - height, 8, height))
            top -= height
    _text(painter, 66, 26, 22, 18, 12, 8)
    _text(painter, 97, 64)


def _book(painter: QPainter) -> None:
    """A cover: a title in the middle, a name at the foot."""
    painter.setPen(QPen(QColor("#0B6A62"), 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(13, 22, 56, 72))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#5D6B7A"))
    painter.drawRect(QRectF(24, 42, 34, 3.5))
    painter.setBrush(QColor("#D3DAE2"))
    for top, width in ((50, 24), (55, 30), (84, 36)):
        painter.drawRect(QRectF(41 - width / 2, top, width, 2))


def _years(painter: QPainter) -> None:
    """Rows under bars, with the years as narrow columns."""
    _text(painter, 16, 40)
    _grid(painter, 24, (14, 34, 41, 48, 55, 62), 9)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#D3E6E2"))
    for row in (1, 5):
        painter.drawRect(QRectF(9.4, 24.4 + row * 8, 63.2, 7.2))


def _project_sheet(painter: QPainter) -> None:
    """Labels with what was written, money under it, room to sign."""
    _grid(painter, 18, (28,), 6)
    _grid(painter, 72, (22, 48, 61), 2)
    _text(painter, 96, 24)
    painter.drawRect(QRectF(46, 96, 26, 2))


def _beside(painter: QPainter) -> None:
    """Old and new in two columns."""
    _text(painter, 16, 40)
    _grid(painter, 24, (15, 33, 53), 6)
    _grid(painter, 80, (30, 45, 60), 2)


def _minutes(painter: QPainter) -> None:
    """Lines of text, indented, and a signature."""
    _text(painter, 18, 30, 40, 36)
    _text(painter, 38, 64, 58, 64, 50, 64, 60, 40)
    _text(painter, 78, 44, 30)
    painter.drawRect(QRectF(44, 94, 28, 2))


_DRAWINGS: dict[str, Callable[[QPainter], None]] = {
    "area-map": _map,
    "checklist-against-average": _beside,
    "checklist-blank": _blank,
    "checklist-errors": _list,
    "checklist-filled": _filled,
    "checklist-completeness": _completeness,
    "checklist-due": _summary,
    "checklist-figures": _grouped,
    "checklist-summary": _summary,
    "checklist-households": _list,
    "checklist-movement": _summary,
    "checklist-near-level": _list,
    "checklist-register": _list,
    "checklist-trend-versions": _years,
    "checklist-villages": _list,
    "checklist-announced": _list,
    "checklist-level-changes": _list,
    "checklist-sending": _grouped,
    "forum-minutes": _minutes,
    "forum-result": _filled,
    "government-villages": _grouped,
    "indicator-ranking": _ranking,
    "levels-by-year": _trend,
    "area-radar": _radars,
    "waste-analysis": _completeness,
    "waste-ranking": _ranking,
    "meeting-agenda": _minutes,
    "meeting-minutes": _minutes,
    "plan-agency": _grouped,
    "plan-book": _book,
    "plan-changes": _beside,
    "plan-project": _project_sheet,
    "plan-projects": _years,
    "plan-results": _years,
    "waste-bin-list": _blank,
    "waste-bins": _grouped,
    "waste-form": _blank,
    "waste-hazard": _years,
    "waste-month": _grouped,
    "waste-quarter": _years,
    "waste-year": _years,
    "village-report": _village_report,
    "tambon-report": _tambon_report,
}
