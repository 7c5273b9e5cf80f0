"""The bar of a sheet: passed, failed, left."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from cdd_desktop.gui import theme

_HEIGHT = 12


class LevelBar(QWidget):
    """Passed solid, failed hatched, left plain: readable in grey."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts = (0, 0, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_counts(self, passed: int, failed: int, left: int) -> None:
        """Show how many indicators are of each kind."""
        self._counts = (passed, failed, left)
        self.setAccessibleName(f"ผ่าน {passed} ไม่ผ่าน {failed} เหลือ {left}")
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
        passed, failed, _ = (count / total * whole.width() for count in self._counts)
        painter.fillRect(QRectF(0, 0, passed, whole.height()), look.colour("passed"))
        box = QRectF(passed, 0, failed, whole.height())
        painter.fillRect(box, look.colour("failed_pale"))
        painter.fillRect(box, QBrush(look.colour("failed"), Qt.BrushStyle.BDiagPattern))
