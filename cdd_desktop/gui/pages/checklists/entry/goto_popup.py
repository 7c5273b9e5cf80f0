"""A small field that takes an indicator's number: 2.3, 10 or ๑๐."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from cdd_desktop.checklists.instruments import Instrument
from cdd_desktop.gui.looks import set_look

_WIDTH = 270


class GoToPopup(QFrame):
    """Closes itself when an indicator is found or Esc is struck."""

    found = Signal(str)  # code

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setProperty("popup", "true")
        self._instrument: Instrument | None = None
        self._edit = QLineEdit(self)
        self._hint = QLabel(self)
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        name = QLabel("ไปข้อ", self)
        name.setProperty("tone", "strong")
        line = QHBoxLayout()
        line.addWidget(name)
        line.addWidget(self._edit, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.addLayout(line)
        layout.addWidget(self._hint)
        self._edit.returnPressed.connect(self._find)
        self._edit.textChanged.connect(lambda _: self._say(""))
        self.setFixedWidth(_WIDTH)

    def open_at(self, instrument: Instrument, corner: QPoint) -> None:
        """Open with its top left at a point of the screen."""
        self._instrument = instrument
        self._edit.clear()
        self._edit.setPlaceholderText("2.3 หรือ 10")
        self._say("")
        self.move(corner)
        self.show()
        self._edit.setFocus(Qt.FocusReason.PopupFocusReason)

    def _find(self) -> None:
        if self._instrument is None:
            return
        indicator = self._instrument.find(self._edit.text())
        if indicator is None:
            self._say(f"ไม่มีข้อนี้ พิมพ์ 1 ถึง {len(self._instrument.indicators)} หรือแบบ 2.3")
            return
        self.close()
        self.found.emit(indicator.code)

    def _say(self, problem: str) -> None:
        set_look(self._hint, tone="failed" if problem else "muted")
        self._hint.setText(problem or "Enter ไป · Esc ปิด")
