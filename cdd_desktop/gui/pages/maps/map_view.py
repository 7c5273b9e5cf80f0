"""The map on screen: zoom, move, choose an area with mouse or keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from typing_extensions import override

from cdd_desktop.gui import fonts, theme
from cdd_desktop.gui.keys import digit_of
from cdd_desktop.gui.pages.maps.outline import Outline, extent_of, outlines_of
from cdd_desktop.gui.pages.maps.shades import label_colour, shade_brush
from cdd_desktop.gui.pages.maps.shown import ShownArea
from cdd_desktop.gui.thai_text import tooltip

_MARGIN = 14.0
STEP = 1.25
_MOST_ZOOM = 24.0
_MOVE = 60.0  # pixels a key moves the map
_NEAR = 2.0  # an area to the side counts as this much farther away
_WHEEL = 120  # one notch
_ARROWS = {
    Qt.Key.Key_Left: QPointF(-1, 0),
    Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Up: QPointF(0, -1),
    Qt.Key.Key_Down: QPointF(0, 1),
}


class MapView(QWidget):
    """Arrows choose the area beside, Enter opens it; Shift+arrows move; + - 0 magnify.

    `chosen` tells what is said of the area under the keyboard or the mouse, `opened` a code.
    """

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._outlines: list[Outline] = []
        self._extent = QRectF()
        self._zoom = 1.0
        self._centre = QPointF()
        self._at = -1  # the area chosen
        self._under = -1  # the area under the mouse
        self._pressed: QPointF | None = None
        self._is_dragging = False

    def show_areas(self, areas: Sequence[ShownArea]) -> None:
        """Show these; the same areas keep what was chosen and how far they are magnified."""
        code = self.chosen_code
        before = [outline.area.code for outline in self._outlines]
        self._outlines = outlines_of(areas)
        self._extent = extent_of(self._outlines)
        codes = [area.code for area in areas]
        self._at = codes.index(code) if code in codes else (0 if codes else -1)
        self._under = -1
        if codes != before:
            self.fit()
        self._tell()
        self.update()

    @property
    def chosen_code(self) -> str:
        """The area under the keyboard; empty where the map is."""
        return self._outlines[self._at].area.code if self._at >= 0 else ""

    @property
    def zoom(self) -> float:
        """How far it is magnified; 1 shows the whole."""
        return self._zoom

    def fit(self) -> None:
        """Show the whole."""
        self._zoom = 1.0
        self._centre = self._extent.center()
        self.update()

    def magnify(self, factor: float, around: QPointF | None = None) -> None:
        """Zoom, so that what is at `around` (pixels) stays there; None: the middle."""
        place = QPointF(self.rect().center()) if around is None else around
        before = self._to_map(place)
        self._zoom = min(_MOST_ZOOM, max(1.0, self._zoom * factor))
        self._centre += before - self._to_map(place)
        self._hold()

    def choose(self, code: str) -> None:
        """Put the keyboard on an area."""
        for at, outline in enumerate(self._outlines):
            if outline.area.code == code:
                self._put(at)

    def place_of(self, code: str) -> QPoint:
        """Where an area's label stands, in pixels."""
        outline = next(one for one in self._outlines if one.area.code == code)
        return self._to_screen().map(outline.middle).toPoint()

    # geometry

    def _scale(self) -> float:
        if self._extent.isEmpty():
            return 1.0
        across = (self.width() - 2 * _MARGIN) / self._extent.width()
        along = (self.height() - 2 * _MARGIN) / self._extent.height()
        return max(1e-6, min(across, along)) * self._zoom

    def _to_screen(self) -> QTransform:
        scale = self._scale()
        moved = QTransform.fromTranslate(self.width() / 2, self.height() / 2)
        return moved.scale(scale, scale).translate(-self._centre.x(), -self._centre.y())

    def _to_map(self, place: QPointF) -> QPointF:
        back, _ = self._to_screen().inverted()
        return back.map(place)

    def _move(self, pixels: QPointF) -> None:
        self._centre -= pixels / self._scale()
        self._hold()

    def _hold(self) -> None:
        """The middle of the view stays over the map; the whole stays where it is."""
        if self._zoom == 1.0:
            self._centre = self._extent.center()
        box = self._extent
        self._centre = QPointF(
            min(box.right(), max(box.left(), self._centre.x())),
            min(box.bottom(), max(box.top(), self._centre.y())),
        )
        self.update()

    def _area_at(self, place: QPointF) -> int:
        point = self._to_map(place)
        for at, outline in enumerate(self._outlines):
            if outline.path.contains(point):
                return at
        return -1

    # choosing

    def _open(self) -> None:
        if code := self.chosen_code:
            self.opened.emit(code)

    def _put(self, at: int) -> None:
        if not self._outlines:
            return
        self._at = at
        place = self._to_screen().map(self._outlines[at].middle)
        if not QRectF(self.rect()).contains(place):
            self._centre = self._outlines[at].middle
            self._hold()
        self._tell()
        self.update()

    def _tell(self) -> None:
        at = self._under if self._under >= 0 else self._at
        told = self._outlines[at].area.told if at >= 0 else ""
        self.setAccessibleName(f"แผนที่ {told}".strip())
        self.chosen.emit(told)

    def _step(self, towards: QPointF) -> None:
        """Choose the nearest area in a direction."""
        if self._at < 0:
            return
        here = self._outlines[self._at].middle
        best, nearest = -1, 0.0
        for at, outline in enumerate(self._outlines):
            way = outline.middle - here
            ahead = QPointF.dotProduct(way, towards)
            aside = abs(way.x() * towards.y() - way.y() * towards.x())
            far = ahead + _NEAR * aside
            if ahead > aside / _NEAR and ahead > 0 and (best < 0 or far < nearest):
                best, nearest = at, far
        if best >= 0:
            self._put(best)

    # events

    @override
    def sizeHint(self) -> QSize:
        return QSize(700, 520)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in _ARROWS and is_shifted:
            self._move(_ARROWS[key] * -_MOVE)
        elif key in _ARROWS:
            self._step(_ARROWS[key])
        elif key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal}:
            self.magnify(STEP)
        elif key == Qt.Key.Key_Minus:
            self.magnify(1 / STEP)
        elif digit_of(event) == "0":
            self.fit()
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self._put(0 if key == Qt.Key.Key_Home else len(self._outlines) - 1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open()
        else:
            super().keyPressEvent(event)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        self.magnify(STEP ** (event.angleDelta().y() / _WHEEL), event.position())
        event.accept()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position()
            self._is_dragging = False

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position()
        if self._pressed is None:
            self._hover(self._area_at(place))
            return
        way = place - self._pressed
        if self._is_dragging or way.manhattanLength() >= QApplication.startDragDistance():
            self._is_dragging = True
            self._pressed = place
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self._move(way)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        self._pressed = None
        at = self._area_at(event.position())
        if not self._is_dragging and at >= 0:
            self._put(at)
            self._open()
        self._hover(at)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hold()

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = self._area_at(QPointF(event.pos()))
            if at >= 0:
                QToolTip.showText(event.globalPos(), tooltip(self._outlines[at].area.told), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def _hover(self, at: int) -> None:
        shape = Qt.CursorShape.PointingHandCursor if at >= 0 else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        if at != self._under:
            self._under = at
            self._tell()
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        to_screen = self._to_screen()
        painter.setPen(QPen(look.colour("edge"), 1))
        for outline in self._outlines:
            painter.setBrush(shade_brush(outline.area.shade))
            painter.drawPath(to_screen.map(outline.path))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for at, width in ((self._under, 1.6), (self._at if self.hasFocus() else -1, 3.0)):
            if at >= 0:
                painter.setPen(QPen(look.colour("ink"), width))
                painter.drawPath(to_screen.map(self._outlines[at].path))
        self._paint_labels(painter, to_screen)

    def _paint_labels(self, painter: QPainter, to_screen: QTransform) -> None:
        font = fonts.ui_font(fonts.SMALL_POINTS)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        scale = self._scale()
        for outline in self._outlines:
            half = metrics.horizontalAdvance(outline.area.name) / 2
            if half > outline.room * scale:
                continue
            middle = to_screen.map(outline.middle)
            place = QRectF(middle.x() - half - 2, middle.y() - 11, 2 * half + 4, 22)
            if outline.area.shade is None:
                painter.fillRect(place, theme.current().colour("surface"))
            painter.setPen(label_colour(outline.area.shade))
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), outline.area.name)
