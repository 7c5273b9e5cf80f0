"""The line above the month grid: whose records, in what order, on which basis, which columns."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QMenu, QPushButton, QSizePolicy, QWidget

from cdd_desktop.gui.flow_layout import FlowLayout
from cdd_desktop.gui.pages.waste.months.columns import Column
from cdd_desktop.gui.pages.waste.months.reading import Grouping, Whose
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.waste.months.records import Basis

WHOSE_KEYS = "Ctrl+T"
BASIS_KEYS = "Ctrl+B"
COLUMN_KEYS = "Ctrl+H"
MENU_KEYS = "Shift+F9"
_WHOSE = {Whose.VILLAGES: "ของหมู่บ้าน", Whose.GOVERNMENTS: "ของ อปท."}
_SPACING = 6
_BASES = (Basis.AGGREGATE, Basis.HOUSEHOLD, Basis.ESTIMATE)
_LIST_WIDTH = 200


class MonthLine(QWidget):
    """Tells what is chosen."""

    chosen = Signal()  # whose records, or their grouping
    basis_chosen = Signal()
    columns_chosen = Signal(object)  # the keys of the hidden ones

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = FlowLayout(self, spacing=_SPACING)
        self.whose_combo = _combo("ระเบียนของใคร", "ระเบียนของหมู่บ้าน หรือของ อปท.", WHOSE_KEYS, 116)
        for whose in Whose:
            self.whose_combo.addItem(
                f"ของ {whose.label}" if whose is Whose.GOVERNMENTS else f"ของ{whose.label}", whose
            )
        self.grouping_combo = _combo("เรียงตาม", "เรียงแถวตามตำบล หรือตาม อปท.", "", 126)
        for grouping in Grouping:
            self.grouping_combo.addItem(f"เรียงตาม{grouping.label}", grouping)
        self.basis_combo = _combo(
            "กรอกเป็นฐาน",
            "ตัวเลขที่พิมพ์ได้มาอย่างไร ครัวเรือน (ค) นับก่อนรวม (ร) และก่อนประมาณการ (ป) ไม่บวกกัน",
            BASIS_KEYS,
            168,
        )
        for basis in _BASES:
            self.basis_combo.addItem(f"กรอกเป็นฐาน{basis.label}", basis)
        self.column_button = QPushButton("คอลัมน์")
        self.column_button.setToolTip(tooltip("เลือกคอลัมน์ที่แสดง", COLUMN_KEYS))
        self.column_menu = QMenu(self.column_button)
        self.column_menu.setToolTipsVisible(True)
        self.column_button.setMenu(self.column_menu)
        self.menu_button = QPushButton("เมนูเดือน")
        self.menu_button.setToolTip(tooltip("ทั้งแบบ ชั่งเทียบ ยืนยัน ปิดเดือน พิมพ์", MENU_KEYS))
        for part in (
            self.whose_combo,
            self.grouping_combo,
            self.basis_combo,
            self.column_button,
            self.menu_button,
        ):
            layout.addWidget(part)
        self.whose_combo.activated.connect(lambda _: self._choose())
        self.grouping_combo.activated.connect(lambda _: self._choose())
        self.basis_combo.activated.connect(lambda _: self.basis_chosen.emit())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._show_state()

    @property
    def whose(self) -> Whose:
        """Whose records."""
        return Whose(self.whose_combo.currentData())

    @property
    def grouping(self) -> Grouping:
        """What rows of villages stand under."""
        return Grouping(self.grouping_combo.currentData())

    @property
    def basis(self) -> Basis:
        """Where what is typed goes."""
        return Basis(self.basis_combo.currentData())

    def choose(self, whose: Whose, grouping: Grouping, basis: Basis) -> None:
        """Begin with these; nothing is told."""
        self.whose_combo.setCurrentIndex(self.whose_combo.findData(whose))
        self.grouping_combo.setCurrentIndex(self.grouping_combo.findData(grouping))
        self.basis_combo.setCurrentIndex(self.basis_combo.findData(basis))
        self._show_state()

    def show_whose(self, whose: Whose) -> None:
        """Show the records of these."""
        if whose is not self.whose:
            self.whose_combo.setCurrentIndex(self.whose_combo.findData(whose))
            self._choose()

    def next_whose(self) -> None:
        """The records of the others."""
        self.whose_combo.setCurrentIndex((self.whose_combo.currentIndex() + 1) % len(Whose))
        self._choose()

    def next_basis(self) -> None:
        """The basis after this one."""
        self.basis_combo.setCurrentIndex((self.basis_combo.currentIndex() + 1) % len(_BASES))
        self.basis_chosen.emit()

    def offer_columns(self, columns: Sequence[Column], hidden: Collection[str]) -> None:
        """Offer the columns under the names of their groups; ticked ones are shown."""
        menu = self.column_menu
        menu.clear()
        every = menu.addAction("แสดงทุกคอลัมน์")
        every.triggered.connect(lambda _=False: self.columns_chosen.emit(frozenset()))
        group = ""
        for column in columns:
            if column.group != group:
                group = column.group
                menu.addSection(group)
            action = menu.addAction(column.label)
            action.setCheckable(True)
            action.setChecked(column.key not in hidden)
            action.triggered.connect(
                lambda is_on, key=column.key: self.columns_chosen.emit(
                    frozenset(hidden) - {key} if is_on else frozenset(hidden) | {key}
                )
            )

    def _choose(self) -> None:
        self._show_state()
        self.chosen.emit()

    def _show_state(self) -> None:
        self.grouping_combo.setVisible(self.whose is Whose.VILLAGES)


def _combo(called: str, words: str, keys: str, width: int) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(called)
    combo.setToolTip(tooltip(words, keys))
    combo.setFixedWidth(width)
    combo.view().setMinimumWidth(_LIST_WIDTH)
    return combo
