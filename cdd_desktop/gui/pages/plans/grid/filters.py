"""The line above the grid: what is shown of the projects, and which of their money."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from cdd_desktop.gui.flow_layout import FlowLayout
from cdd_desktop.gui.pages.plans.grid.rows import WHICHES, Filter, Words
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.lookups.records import ListName
from cdd_desktop.plans.words import MONEY_LABELS, Which

FILTER_KEYS = "Ctrl+F"
TIMELINE_KEYS = "Ctrl+T"
_SETTLED_MS = 120
_PARTS = (
    (ListName.DIMENSION, "dimension", "ทุกด้าน", 92),
    (ListName.PROJECT_KIND, "kind", "ทุกลักษณะ", 110),
    (ListName.MONEY_SOURCE, "source", "ทุกแหล่ง", 98),
    (ListName.PROJECT_STATUS, "status", "ทุกสถานะ", 102),
)
_SPACING = 5
_MONEY_WIDTH = 104
_LIST_WIDTH = 224


class GridFilters(QWidget):
    """Tells the filter as it is changed."""

    changed = Signal(object)  # Filter
    money_chosen = Signal(str)
    left = Signal()  # Enter or Esc: back to the grid

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = FlowLayout(self, spacing=_SPACING)
        self.text_edit = QLineEdit()
        self.text_edit.setPlaceholderText(f"ค้นหา ({FILTER_KEYS})")
        self.text_edit.setAccessibleName("ค้นหาโครงการ")
        self.text_edit.setClearButtonEnabled(True)
        self.text_edit.setFixedWidth(126)
        self.text_edit.setToolTip(
            tooltip("ชื่อ เป้าหมาย หน่วยงาน หรือหมู่บ้าน · Esc ล้างตัวกรองทั้งหมด", FILTER_KEYS)
        )
        line.addWidget(self.text_edit)
        self.choices: dict[str, QComboBox] = {}
        for name, part, every, width in _PARTS:
            combo = _combo(name.label, width)
            combo.addItem(every, "")
            combo.activated.connect(lambda _: self._tell())
            self.choices[part] = combo
            line.addWidget(combo)
        self.money_combo = _combo("จำนวนเงินที่แสดง", _MONEY_WIDTH)
        for which in WHICHES:
            self.money_combo.addItem(MONEY_LABELS[which], which)
        self.money_combo.activated.connect(
            lambda _: self.money_chosen.emit(str(self.money_combo.currentData()))
        )
        line.addWidget(self.money_combo)
        self.timeline_button = QPushButton("เส้นเวลา")
        self.timeline_button.setCheckable(True)
        self.timeline_button.setToolTip(tooltip("ดูโครงการเป็นแถบตามปีของแผน", TIMELINE_KEYS))
        line.addWidget(self.timeline_button)
        self._timer = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._timer.timeout.connect(self._tell)
        self.text_edit.textChanged.connect(lambda _: self._timer.start())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setFocusProxy(self.text_edit)

    @property
    def is_settling(self) -> bool:
        """Whether what was typed is not told yet."""
        return self._timer.isActive()

    @property
    def filter(self) -> Filter:
        """As the line says."""
        chosen = {part: str(combo.currentData() or "") for part, combo in self.choices.items()}
        return Filter(text=self.text_edit.text(), **chosen)

    @property
    def which(self) -> Which:
        """Which money is shown."""
        return WHICHES[max(self.money_combo.currentIndex(), 0)]

    def offer(self, words: Words) -> None:
        """Offer the words of the lists; what is chosen stays where it is still there."""
        for name, part, every, _ in _PARTS:
            combo = self.choices[part]
            held = combo.currentData()
            _fill(combo, every, ((e.label, e.key) for e in words.lookups[name].at(words.year)))
            combo.setCurrentIndex(max(combo.findData(held), 0))

    def clear(self) -> None:
        """Let everything pass."""
        self.text_edit.clear()
        for combo in self.choices.values():
            combo.setCurrentIndex(0)
        self._tell()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.text_edit.hasFocus():
            self._tell()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _tell(self) -> None:
        self._timer.stop()
        self.changed.emit(self.filter)


def _combo(called: str, width: int) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(called)
    combo.setToolTip(tooltip(called))
    combo.setFixedWidth(width)
    combo.view().setMinimumWidth(_LIST_WIDTH)
    return combo


def _fill(combo: QComboBox, every: str, entries: Iterable[tuple[str, str]]) -> None:
    combo.clear()
    combo.addItem(every, "")
    for label, key in entries:
        combo.addItem(label, key)
