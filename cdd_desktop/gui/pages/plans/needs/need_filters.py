"""The line above the bank: what is shown of it."""

from collections.abc import Iterable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QSizePolicy, QWidget

from cdd_desktop.gui.flow_layout import FlowLayout
from cdd_desktop.gui.pages.plans.needs.needs_read import NeedFilter, NeedsRead
from cdd_desktop.gui.thai_text import tooltip

FILTER_KEYS = "Ctrl+F"
SETTLED_MS = 120
_WIDTH = 150
_SPACING = 6


class NeedFilters(QWidget):
    """Tells when something else is to be shown."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = FlowLayout(self, spacing=_SPACING)
        self.shown_combo = _combo("ที่แสดง")
        self.shown_combo.addItem("รอบรรจุแผน", "needs")
        self.shown_combo.addItem("ตัวชี้วัดหลังทำโครงการ", "followed")
        self.shown_combo.setToolTip(tooltip("โครงการที่มาจากตัวชี้วัดที่ไม่ผ่าน ผ่านแล้วหรือยังในรอบถัดไป"))
        self.text_edit = QLineEdit()
        self.text_edit.setPlaceholderText(f"ค้นหา ({FILTER_KEYS})")
        self.text_edit.setAccessibleName("ค้นหาความต้องการ")
        self.text_edit.setClearButtonEnabled(True)
        self.text_edit.setFixedWidth(_WIDTH)
        self.tambon_combo, self.dimension_combo, self.kind_combo = (
            _combo(name) for name in ("ตำบล", "ด้านการพัฒนา", "ลักษณะการดำเนินงาน")
        )
        for part in (
            self.shown_combo,
            self.text_edit,
            self.tambon_combo,
            self.dimension_combo,
            self.kind_combo,
        ):
            line.addWidget(part)
        self._timer = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._timer.timeout.connect(self.changed)
        self.text_edit.textChanged.connect(lambda _: self._timer.start())
        for combo in (self.shown_combo, self.tambon_combo, self.dimension_combo, self.kind_combo):
            combo.activated.connect(lambda _: self.changed.emit())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    @property
    def is_settling(self) -> bool:
        """Whether what was typed is not told yet."""
        return self._timer.isActive()

    @property
    def shows_followed(self) -> bool:
        """Whether indicators are looked at, and not what waits."""
        return bool(self.shown_combo.currentData() == "followed")

    @property
    def filter(self) -> NeedFilter:
        """As the line says."""
        return NeedFilter(
            text=self.text_edit.text(),
            tambon=str(self.tambon_combo.currentData() or ""),
            dimension=str(self.dimension_combo.currentData() or ""),
            kind=str(self.kind_combo.currentData() or ""),
        )

    def offer(self, read: NeedsRead, year: int) -> None:
        """Offer what there is; what is chosen stays where it is still there."""
        dimensions = ((entry.key, entry.label) for entry in read.dimensions.offered(year))
        kinds = ((entry.key, entry.label) for entry in read.kinds.offered(year))
        _fill(self.tambon_combo, "ทุกตำบล", read.tambons.items())
        _fill(self.dimension_combo, "ทุกด้าน", dimensions)
        _fill(self.kind_combo, "ทุกลักษณะ", kinds)
        for combo in (self.tambon_combo, self.dimension_combo, self.kind_combo):
            combo.setEnabled(not self.shows_followed)

    def clear(self) -> None:
        """Let all through."""
        self.text_edit.clear()
        for combo in (self.tambon_combo, self.dimension_combo, self.kind_combo):
            combo.setCurrentIndex(0)
        self._timer.stop()
        self.changed.emit()


def _combo(name: str) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(name)
    combo.setMinimumWidth(_WIDTH - 30)
    return combo


def _fill(combo: QComboBox, every: str, entries: Iterable[tuple[str, str]]) -> None:
    kept = combo.currentData()
    combo.clear()
    combo.addItem(every, "")
    for key, label in entries:
        combo.addItem(label, key)
    combo.setCurrentIndex(max(combo.findData(kept), 0))
