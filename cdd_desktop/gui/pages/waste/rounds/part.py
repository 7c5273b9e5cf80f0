"""Days on which the bank in hand buys: opened, closed, and what was bought in each."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QFrame, QHeaderView, QLabel, QPushButton, QTableView, QWidget

from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.list_table import only_read, show_as_list
from cdd_desktop.gui.pages.waste.banks.day_dialog import DayDialog
from cdd_desktop.gui.pages.waste.register.reading import Register
from cdd_desktop.gui.pages.waste.rounds.model import (
    RECORD_ROLE,
    Column,
    GoodsColumn,
    GoodsModel,
    RoundLine,
    RoundsModel,
    goods_of,
    round_lines,
)
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.thai.calendar import short_thai_date

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.waste.register.view import RegisterView

_ROW_HEIGHT = 28
_WIDTHS = {
    Column.DAY: 104,
    Column.STATE: 84,
    Column.PURCHASES: 70,
    Column.MEMBERS: 70,
    Column.MONEY: 118,
}
_EMPTY = "ยังไม่มีรอบรับซื้อ กด Ins เพื่อเปิดรอบของวันนี้ หรือรับซื้อโดยไม่มีรอบก็ได้"


class RoundsPart(QWidget):
    """Keys: Ins opens a round · Enter closes the one chosen, or opens it again."""

    add_button: QPushButton
    close_button: QPushButton
    round_table: QTableView
    nothing_label: QLabel
    goods_card: QFrame
    goods_label: QLabel
    goods_table: QTableView

    def __init__(self, view: "RegisterView") -> None:
        super().__init__()
        load_form(self, "waste_rounds")
        self._view = view
        self._register: Register | None = None
        self.rounds = RoundsModel(self)
        self.goods = GoodsModel(self)
        show_as_list(self.round_table, self.rounds, row_height=_ROW_HEIGHT)
        self.round_table.horizontalHeader().setSectionResizeMode(
            Column.PLACE, QHeaderView.ResizeMode.Stretch
        )
        for column, width in _WIDTHS.items():
            self.round_table.setColumnWidth(column, width)
        show_as_list(self.goods_table, self.goods, row_height=_ROW_HEIGHT)
        self.goods_table.horizontalHeader().setSectionResizeMode(
            GoodsColumn.MATERIAL, QHeaderView.ResizeMode.Stretch
        )
        only_read(self.goods_table)
        self.setFocusProxy(self.round_table)
        for button, words, keys, act in (
            (self.add_button, "เปิดรอบรับซื้อของวันหนึ่ง", "Ins", self.add),
            (self.close_button, "ปิดรอบที่เลือก หรือเปิดอีกครั้ง", "Enter", self.turn),
        ):
            button.clicked.connect(act)
            button.setToolTip(tooltip(words, keys))
        on_keys(self, "Ins", self.add)
        for keys in ("Return", "Enter"):
            on_keys(self.round_table, keys, self.turn)
        self.round_table.selectionModel().currentRowChanged.connect(lambda *_: self._show_goods())

    @property
    def chosen(self) -> RoundLine | None:
        """The round that the cursor is on."""
        line = self.round_table.currentIndex().siblingAtColumn(0).data(RECORD_ROLE)
        return line if isinstance(line, RoundLine) else None

    def show_register(self, register: Register) -> None:
        """Show the rounds of a bank."""
        self._register = register
        row = max(self.round_table.currentIndex().row(), 0)
        lines = round_lines(register)
        self.rounds.show(lines)
        self.round_table.selectRow(min(row, len(lines) - 1))
        self.round_table.setVisible(bool(lines))
        self.goods_card.setVisible(bool(lines))
        self.nothing_label.setVisible(not lines)
        self.nothing_label.setText(wrapped(_EMPTY))
        self._show_goods()

    def add(self) -> None:
        """Open a round."""
        register, view = self._register, self._view
        if register is None:
            return
        banks, bank = view.context.services.banks, register.bank

        def write(day: date, place: str) -> None:
            banks.open_round(bank.uuid, day, place)

        dialog = DayDialog(
            self,
            view.context,
            "เปิดรอบรับซื้อ",
            write,
            action="เปิดรอบ",
            day=view.context.today,
            day_words="วันที่รับซื้อ",
            words="สถานที่ (เว้นว่างได้)",
        )
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._wrote("เปิดรอบรับซื้อแล้ว รายการที่รับซื้อในวันนั้นจะอยู่ในรอบนี้")
        dialog.deleteLater()

    def turn(self) -> None:
        """Close the round chosen, or let it go on."""
        line = self.chosen
        if line is None:
            return
        banks, uuid = self._view.context.services.banks, line.round.uuid
        day = short_thai_date(line.round.held_on)
        if line.round.closed_on is None:
            self._view.query(
                lambda: banks.close_round(uuid),
                lambda _: self._wrote(f"ปิดรอบรับซื้อ {day} แล้ว"),
                writes=True,
            )
        else:
            self._view.query(
                lambda: banks.reopen_round(uuid),
                lambda _: self._wrote(f"เปิดรอบรับซื้อ {day} อีกครั้งแล้ว"),
                writes=True,
            )

    def _wrote(self, said: str) -> None:
        self._view.page.wrote(said)
        self._view.refresh()

    def _show_goods(self) -> None:
        register, line = self._register, self.chosen
        self.close_button.setEnabled(line is not None)
        if register is None or line is None:
            self.goods.show(())
            self.goods_label.setText("")
            return
        self.close_button.setText("ปิดรอบ" if line.round.closed_on is None else "เปิดอีกครั้ง")
        self.goods.show(goods_of(register, line.entries or ()))
        day = short_thai_date(line.round.held_on)
        told = "ไม่มีรายการรับซื้อ" if not line.entries else "วัสดุที่รับซื้อ"
        self.goods_label.setText(wrapped(f"รอบ {day}: {told}"))
