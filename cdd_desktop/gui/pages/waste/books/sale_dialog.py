"""A sale to a dealer: the dealer's own weight and price, and the profit before it is posted."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QWidget
from typing_extensions import override

from cdd_desktop.errors import CddError, ValidationFailed
from cdd_desktop.gui.pages.waste.books.lines import (
    SaleLine,
    money_field,
    quantity_field,
    sale_lines,
    text_field,
)
from cdd_desktop.gui.pages.waste.books.marking import mark_lines
from cdd_desktop.gui.pages.waste.books.moving_dialog import NO_DAY
from cdd_desktop.gui.pages.waste.books.reading import Books
from cdd_desktop.gui.pages.waste.books.stock_dialog import StockDialog
from cdd_desktop.gui.pages.waste.books.words import baht
from cdd_desktop.gui.thai_text import wrapped
from cdd_desktop.waste.bank.records import Account, Sold
from cdd_desktop.waste.bank.sheets import StockLine

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.waste.books.view import BooksView

_HINT = (
    "พิมพ์จำนวนและราคาตามที่ร้านชั่งและจ่าย Enter ลงแถวถัดไป Tab ไปช่องขวา แถวที่ไม่ขายเว้นว่าง "
    "ถ้าร้านปัดเศษเอง กรอกช่องร้านจ่าย"
)
_NO_PRICE = "ยังไม่ได้กรอกราคาขาย กรุณากรอกราคาต่อหน่วยของวัสดุนี้"
_NO_QUANTITY = "ยังไม่ได้กรอกจำนวนที่ขาย กรุณากรอกจำนวน หรือล้างช่องร้านจ่าย (Del)"
_INTO = (
    (Account.CASH, "เงินสด"),
    (Account.DEPOSIT, "เข้าบัญชีธนาคาร"),
    (Account.RECEIVABLE, "ร้านค้างจ่าย"),
)
_FIELDS = (
    text_field("name", "วัสดุและเกรด"),
    text_field("unit", "หน่วย", 50),
    quantity_field("held", "คงคลัง", 82, is_fixed=True),
    quantity_field("quantity", "จำนวนขาย", 88),
    money_field("price", "ราคา/หน่วย", 90),
    money_field("paid", "ร้านจ่าย", 100),
    money_field("amount", "เป็นเงิน", 106, is_fixed=True),
    money_field("cost_taken", "ต้นทุน", 106, is_fixed=True),
    money_field("profit", "กำไร", 100, is_fixed=True),
)


class SaleDialog(StockDialog[SaleLine]):
    """`saved` is the sale once it was accepted."""

    FIRST = "quantity"

    party_edit: QLineEdit
    party_problem: QLabel
    into_combo: QComboBox
    into_problem: QLabel

    called = "รายการขายนี้"

    def __init__(self, view: "BooksView", books: Books) -> None:
        form = "waste_books_sale_dialog"
        super().__init__(view, books, form, _FIELDS, title="ขายให้ร้านรับซื้อ", hint=_HINT)
        for account, words in _INTO:
            self.into_combo.addItem(words, account)
        self.party_edit.textChanged.connect(lambda _: self.clear())
        self.watch()
        self.party_edit.setFocus()

    @override
    def inputs(self) -> object:
        typed = [(line.quantity, line.paid) for line in self.lines.rows]
        return self.party_edit.text(), self.text_edit.text(), typed

    @override
    def fields(self) -> Mapping[str, tuple[QWidget, QLabel]]:
        return {
            "on": (self.on_edit, self.on_problem),
            "party": (self.party_edit, self.party_problem),
            "into": (self.into_combo, self.into_problem),
            "text": (self.text_edit, self.text_problem),
            "lines": (self.line_table, self.line_problem),
        }

    @property
    def rows_sold(self) -> tuple[int, ...]:
        """Which lines are sold."""
        return tuple(
            row
            for row, line in enumerate(self.lines.rows)
            if line.quantity is not None or line.paid is not None
        )

    @override
    def write(self) -> None:
        problems: dict[str, str] = {}
        day, rows = self.on_edit.day, self.rows_sold
        if day is None:
            problems["on"] = self.on_edit.problem or NO_DAY
        sold = []
        for place, row in enumerate(rows):
            line = self.lines.rows[row]
            if not line.quantity:
                problems[f"{place}:quantity"] = _NO_QUANTITY
            elif line.price is None:
                problems[f"{place}:price"] = _NO_PRICE
            else:
                sold.append(
                    Sold(
                        material=line.material,
                        grade=line.grade,
                        quantity=line.quantity,
                        price=line.price,
                        amount=line.paid,
                    )
                )
        if problems or day is None:
            raise ValidationFailed(problems)
        self.saved = self._view.context.services.books.sale(
            self._books.bank.uuid,
            day,
            self.party_edit.text(),
            sold,
            into=Account(self.into_combo.currentData()),
            text=self.text_edit.text(),
        )

    @override
    def refuse(self, problem: CddError) -> None:
        if isinstance(problem, ValidationFailed):
            problem = mark_lines(
                self.line_table, self.lines, problem, self.rows_sold, amount="paid"
            )
        super().refuse(problem)

    @override
    def _lines_of(self, stock: Sequence[StockLine]) -> list[SaleLine]:
        typed = {(line.material, line.grade): line for line in self.lines.rows}
        lines = []
        for line in sale_lines(self._books, stock):
            before = typed.get((line.material, line.grade))
            lines.append(
                line
                if before is None
                else replace(line, quantity=before.quantity, price=before.price, paid=before.paid)
            )
        return lines

    @override
    def _show_total(self) -> None:
        lines = [self.lines.rows[row] for row in self.rows_sold]
        amount = sum(line.amount or 0 for line in lines)
        cost = sum(line.cost_taken or 0 for line in lines)
        word, left = ("กำไร", amount - cost) if amount >= cost else ("ขาดทุน", cost - amount)
        told = (
            f"ขาย {len(lines):,} รายการ · เป็นเงิน {baht(amount)} · ต้นทุน {baht(cost)} · "
            f"{word} {baht(left)} บาท"
        )
        self.total_label.setText(wrapped(told))
