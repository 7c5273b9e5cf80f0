"""A small field that takes an indicator's number (2.3, 10 or ๑๐), or a code from the paper."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from cdd_desktop.checklists.instruments import Instrument
from cdd_desktop.documents.sheet_code import as_scanned, is_sheet_code, normalise
from cdd_desktop.gui.looks import set_look
from cdd_desktop.thai.digits import is_ascii_digits, to_arabic

_WIDTH = 300
_VILLAGE = 8  # digits of a village's code


class GoToPopup(QFrame):
    """Closes itself when something is found or Esc is struck."""

    found = Signal(str)  # code of an indicator
    village_found = Signal(str)  # code of a village
    paper_found = Signal(str)  # code of a printed sheet

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
        self._edit.setPlaceholderText("2.3 หรือ 10 หรือรหัสบนกระดาษ")
        self._say("")
        self.move(corner)
        self.show()
        self._edit.setFocus(Qt.FocusReason.PopupFocusReason)

    def _find(self) -> None:
        if self._instrument is None:
            return
        text = self._edit.text()
        plain = to_arabic(text).strip()
        indicator = self._instrument.find(text)
        if indicator is not None:
            self.close()
            self.found.emit(indicator.code)
        elif len(plain) == _VILLAGE and is_ascii_digits(plain):
            self.close()
            self.village_found.emit(plain)
        elif is_sheet_code(as_scanned(text)):
            self.close()
            self.paper_found.emit(normalise(as_scanned(text)))
        else:
            last = len(self._instrument.indicators)
            self._say(f"ไม่มีข้อนี้ พิมพ์ 1 ถึง {last} แบบ 2.3 หรือรหัสบนกระดาษ")

    def _say(self, problem: str) -> None:
        set_look(self._hint, tone="failed" if problem else "muted")
        self._hint.setText(problem or "Enter ไป · Esc ปิด")
