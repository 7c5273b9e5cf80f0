"""The cash as counted at the end of a day, beside what the books have."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QWidget
from typing_extensions import override

from cdd_desktop.errors import CddError, ValidationFailed
from cdd_desktop.gui.form_dialog import FormDialog
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.pages.waste.books.lines import (
    NOTES,
    LinesTable,
    NoteLine,
    NumbersModel,
    money_field,
    quantity_field,
    text_field,
    typed_money,
)
from cdd_desktop.gui.pages.waste.books.moving_dialog import NO_DAY
from cdd_desktop.gui.pages.waste.books.reading import Books
from cdd_desktop.gui.pages.waste.books.words import baht
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_date_edit import ThaiDateEdit
from cdd_desktop.gui.thai_text import wrapped
from cdd_desktop.waste.amounts import THOUSAND
from cdd_desktop.waste.bank.records import Account, CashCount

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.waste.books.view import BooksView

_NO_COUNT = "ยังไม่ได้กรอกเงินที่นับได้ กรุณากรอกเป็นบาท ถ้าไม่มีเงินสดให้กรอก 0"
_FIELDS = (
    text_field("name", "ธนบัตรและเหรียญ"),
    quantity_field("pieces", "จำนวน", 110),
    money_field("amount", "เป็นเงิน", 130, is_fixed=True),
)


class CountDialog(FormDialog):
    """`saved` is the count once it was accepted. Notes and coins fill in the sum."""

    on_edit: ThaiDateEdit
    on_problem: QLabel
    counted_edit: QLineEdit
    counted_problem: QLabel
    note_table: LinesTable
    difference_label: QLabel
    adjust_check: QCheckBox
    text_edit: QLineEdit
    text_problem: QLabel

    called = "การนับเงินสดนี้"

    def __init__(self, view: "BooksView", books: Books) -> None:
        super().__init__(view, view.context.dialogs)
        load_form(self, "waste_books_count_dialog", LinesTable, ThaiDateEdit)
        self._view = view
        self._books = books
        self._in_books: int | None = books.balances.get(Account.CASH, 0)
        self._read_on = books.today
        self.saved: CashCount | None = None
        self.setWindowTitle("นับเงินสด")
        self.on_edit.set_today(books.today)
        self.on_edit.set_day(books.today)
        self.on_edit.tell_in(self.on_problem)
        self.notes: NumbersModel[NoteLine] = NumbersModel(_FIELDS, self)
        self.note_table.set_lines(self.notes)
        self.notes.show([NoteLine(worth=worth) for worth in NOTES])
        self.note_table.choose(0, 1)
        self.notes.edited.connect(self._sum_up)
        self.notes.refused.connect(lambda text: tell(self.told_label, text, tone="failed"))
        self.counted_edit.textChanged.connect(lambda _: self._show())
        self.on_edit.day_changed.connect(self._read_books)
        for line in (self.on_edit, self.counted_edit, self.text_edit):
            line.textChanged.connect(lambda _: self.clear())
        self._show()
        self.watch()
        self.counted_edit.setFocus()

    @override
    def inputs(self) -> object:
        texts = (self.counted_edit.text(), self.text_edit.text())
        return texts, self.notes.rows

    @override
    def fields(self) -> Mapping[str, tuple[QWidget, QLabel]]:
        return {
            "on": (self.on_edit, self.on_problem),
            "counted": (self.counted_edit, self.counted_problem),
            "text": (self.text_edit, self.text_problem),
        }

    @override
    def write(self) -> None:
        problems: dict[str, str] = {}
        day, counted = self.on_edit.day, None
        if day is None:
            problems["on"] = self.on_edit.problem or NO_DAY
        try:
            counted = typed_money(self.counted_edit.text())
        except CddError as problem:
            problems["counted"] = str(problem)
        else:
            if counted is None:
                problems["counted"] = _NO_COUNT
        if problems or day is None or counted is None:
            raise ValidationFailed(problems)
        self.saved = self._view.context.services.books.count_cash(
            self._books.bank.uuid,
            day,
            counted,
            self.text_edit.text(),
            adjust=self.adjust_check.isEnabled() and self.adjust_check.isChecked(),
        )

    def _sum_up(self) -> None:
        told = [line.pieces for line in self.notes.rows if line.pieces is not None]
        whole = sum(
            line.worth * line.pieces // THOUSAND
            for line in self.notes.rows
            if line.pieces is not None
        )
        self.counted_edit.setText(baht(whole) if told else "")

    def _show(self) -> None:
        try:
            counted = typed_money(self.counted_edit.text())
        except CddError:
            counted = None
        more = None if counted is None or self._in_books is None else counted - self._in_books
        self.adjust_check.setEnabled(bool(more))
        in_books = "" if self._in_books is None else f"ในบัญชี {baht(self._in_books)} บาท"
        match more:
            case None:
                told = in_books
            case 0:
                told = f"{in_books} · ตรงกัน"
            case _:
                word = "เกิน" if more > 0 else "ขาด"
                told = f"{in_books} · เงินสด{word} {baht(abs(more))} บาท"
        self.difference_label.setText(wrapped(told))

    def _read_books(self) -> None:
        """Another day is typed: what the books had at its end."""
        day = self.on_edit.day
        if day is None or day == self._read_on:
            return
        self._read_on, self._in_books = day, None
        books, bank = self._view.context.services.books, self._books.bank.uuid

        def take(held: tuple[date, int]) -> None:
            if shiboken6.isValid(self) and held[0] == self._read_on:
                self._in_books = held[1]
                self._show()

        self._view.query(lambda: (day, books.balances(bank, day).get(Account.CASH, 0)), take)
        self._show()
