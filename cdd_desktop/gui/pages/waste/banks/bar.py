"""The waste bank in hand: of the area at the top, kept on this computer for every view."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.gui.window_state import WindowState
from cdd_desktop.waste.bank.records import Bank
from cdd_desktop.waste.bank.sheets import BankLine

NEW_KEYS = "Ctrl+N"
EDIT_KEYS = "Ctrl+E"
NO_BANK = "พื้นที่นี้ยังไม่มีธนาคารขยะ กด Ins เพื่อตั้งธนาคารขยะ หรือเลือกพื้นที่อื่นด้านบนของหน้าต่าง"
NO_BOOKS = (
    f"ธนาคารนี้กรอกเฉพาะยอดรายเดือน ถ้าจะทำบัญชีในโปรแกรม กรุณากำหนดวันเริ่มทำบัญชีในทะเบียนธนาคาร ({EDIT_KEYS})"
)
_STATE_KEY = "waste/bank"
_LEAST_WIDTH = 220


class BankBar(QWidget):
    """Views read the banks themselves, off the window's thread, and show them here."""

    bank_chosen = Signal()  # another one is in hand, by the user
    new_asked = Signal()
    edit_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: WindowState | None = None
        self._lines: tuple[BankLine, ...] = ()
        self.bank_combo = QComboBox(self)
        self.bank_combo.setAccessibleName("ธนาคารขยะ")
        self.bank_combo.setMinimumWidth(_LEAST_WIDTH)
        self.bank_combo.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.bank_combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.edit_button = QPushButton("ทะเบียนธนาคาร", self)
        self.edit_button.setToolTip(
            tooltip("แก้ไขชื่อ วันเริ่มทำบัญชี การปัดเศษ และผู้ประสานของธนาคารนี้", EDIT_KEYS)
        )
        self.new_button = QPushButton("ตั้งธนาคารขยะ", self)
        self.new_button.setToolTip(tooltip("เพิ่มธนาคารขยะของหมู่บ้านหรือ อปท. ในพื้นที่นี้", NEW_KEYS))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.bank_combo, 1)
        for button in (self.edit_button, self.new_button):
            button.setAutoDefault(True)
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            layout.addWidget(button)
        layout.addStretch(0)  # holds the buttons at the left where there is no bank to choose
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.bank_combo.activated.connect(self._choose)
        self.edit_button.clicked.connect(self.edit_asked)
        self.new_button.clicked.connect(self.new_asked)
        self.show_banks(())

    def keep_in(self, state: WindowState) -> None:
        """Where the choice is kept."""
        self._state = state

    @property
    def wanted(self) -> str:
        """The identity of the bank that was in hand last, as text; "" at first."""
        return "" if self._state is None else self._state.text(_STATE_KEY)

    @property
    def bank(self) -> Bank | None:
        """The bank in hand."""
        row = self.bank_combo.currentIndex()
        return self._lines[row].bank if 0 <= row < len(self._lines) else None

    def show_banks(self, lines: Sequence[BankLine]) -> None:
        """Offer these banks; the one that was in hand last stays so where it is one of them."""
        self._lines = tuple(lines)
        self.bank_combo.clear()
        for line in self._lines:
            closed = "" if line.bank.closed_on is None else " (ปิดแล้ว)"
            self.bank_combo.addItem(f"{line.bank.name} · {line.name}{closed}")
        chosen = bank_in_hand(self._lines, self.wanted)
        if chosen is not None:
            self.bank_combo.setCurrentIndex(self._lines.index(chosen))
        self.bank_combo.setVisible(bool(self._lines))
        self.edit_button.setVisible(bool(self._lines))

    def keep(self, bank: Bank) -> None:
        """Take a bank in hand the next time banks are shown: one that was just made."""
        if self._state is not None:
            self._state.keep(_STATE_KEY, str(bank.uuid))

    def take_back(self, bank: Bank) -> None:
        """Show the bank that stays in hand after all."""
        rows = [row for row, line in enumerate(self._lines) if line.bank.uuid == bank.uuid]
        if rows:
            self.bank_combo.setCurrentIndex(rows[0])

    def _choose(self, _: int) -> None:
        if self.bank is not None:
            self.bank_chosen.emit()


def bank_in_hand(lines: Sequence[BankLine], wanted: str) -> BankLine | None:
    """The bank that is wanted by its identity, else the first."""
    known = {str(line.bank.uuid): line for line in lines}
    return known.get(wanted, lines[0] if lines else None)
