"""The money of the fund in hand: its entries with the balance after each."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QTableView, QWidget

from cdd_desktop.gui.elided_label import ElidedLabel
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.line_model import RECORD_ROLE, LineModel, lay_out
from cdd_desktop.gui.pages.waste.community.models import FUND_COLUMNS
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.thai.money import format_baht
from cdd_desktop.waste.community.records import Flow, FundLine, GroupLine

_NO_MONEY = "ยังไม่มีรายการเงิน กด Ctrl+I เพื่อบันทึกเงินรับเข้า"
_NO_GROUP = "ยังไม่ได้เลือกกองทุน กรุณาเลือกในตารางก่อน"
_NO_LINE = "ยังไม่ได้เลือกรายการเงิน กรุณาเลือกในตารางล่างก่อน"
_IS_BACK = "รายการนี้กลับรายการแล้ว หรือเป็นรายการกลับเอง กรุณาเลือกรายการอื่น"


class FundPart(QFrame):
    """Tells what is wanted of the money; whoever holds it opens the dialog."""

    move_requested = Signal(object, object)  # the group's line, the flow
    reverse_requested = Signal(object, object)  # the group's line, the entry's
    refused = Signal(str)

    fund_label: ElidedLabel
    in_button: QPushButton
    out_button: QPushButton
    reverse_button: QPushButton
    fund_table: QTableView
    no_money_label: QLabel

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "waste_fund_part", ElidedLabel)
        self._group: GroupLine | None = None
        self.entries: LineModel[FundLine] = LineModel(FUND_COLUMNS, self)
        lay_out(self.fund_table, self.entries)
        self.no_money_label.setText(wrapped(_NO_MONEY))
        for button, words, keys, act in (
            (self.in_button, "เงินรับเข้ากองทุนที่เลือก", "Ctrl+I", lambda: self.move_money(Flow.IN)),
            (self.out_button, "เงินจ่ายจากกองทุนที่เลือก", "Ctrl+E", lambda: self.move_money(Flow.OUT)),
            (self.reverse_button, "ลงรายการกลับของรายการเงินที่เลือก", "Ctrl+R", self.reverse),
        ):
            button.setToolTip(tooltip(words, keys))
            button.clicked.connect(act)

    def show_fund(self, group: GroupLine, lines: Sequence[FundLine]) -> None:
        """Show the entries of a group's fund, the newest in hand."""
        self._group = group
        money = f" · คงเหลือ {format_baht(group.balance, places=2)} บาท" if lines else ""
        self.fund_label.show_text(f"เงินของ {group.group.name}{money}")
        self.entries.show(lines)
        self.fund_table.setCurrentIndex(self.entries.index(len(lines) - 1, 0))
        self.fund_table.scrollToBottom()
        self.fund_table.setVisible(bool(lines))
        self.no_money_label.setVisible(not lines)
        self.reverse_button.setEnabled(bool(lines))

    def move_money(self, flow: Flow) -> None:
        """Money into or out of the fund in hand."""
        if self._group is None:
            self.refused.emit(_NO_GROUP)
            return
        self.move_requested.emit(self._group, flow)

    def reverse(self) -> None:
        """Take the entry in hand back by another one."""
        line = self.fund_table.currentIndex().data(RECORD_ROLE)
        if self._group is None or not isinstance(line, FundLine):
            self.refused.emit(_NO_LINE)
        elif not line.may_be_reversed:
            self.refused.emit(_IS_BACK)
        else:
            self.reverse_requested.emit(self._group, line)
