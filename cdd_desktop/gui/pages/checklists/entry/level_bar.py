"""The bar of a sheet: passed, failed, waiting for a threshold, left."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from cdd_desktop.gui import theme

_HEIGHT = 12


class LevelBar(QWidget):
    """Passed solid, failed hatched, waiting in between, left plain: readable in grey."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts = (0, 0, 0, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_counts(self, passed: int, failed: int, left: int, measured: int = 0) -> None:
        """Show how many indicators are of each kind; `measured` wait for a threshold."""
        self._counts = (passed, failed, measured, left)
        waits = f" ยังไม่มีเกณฑ์ {measured}" if measured else ""
        self.setAccessibleName(f"ผ่าน {passed} ไม่ผ่าน {failed}{waits} เหลือ {left}")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, _HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect())
        shape = QPainterPath()
        shape.addRoundedRect(whole, 5, 5)
        painter.setClipPath(shape)
        painter.fillRect(whole, look.colour("track"))
        total = max(sum(self._counts), 1)
        passed, failed, measured, _ = (count / total * whole.width() for count in self._counts)
        painter.fillRect(QRectF(0, 0, passed, whole.height()), look.colour("passed"))
        box = QRectF(passed, 0, failed, whole.height())
        painter.fillRect(box, look.colour("failed_pale"))
        painter.fillRect(box, QBrush(look.colour("failed"), Qt.BrushStyle.BDiagPattern))
        waiting = QRectF(passed + failed, 0, measured, whole.height())
        painter.fillRect(waiting, look.colour("unanswered"))
