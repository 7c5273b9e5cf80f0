"""One entry of the books: what it was about, its goods, and the accounts that it went to."""

from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QTableView, QWidget

from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.line_model import LineModel, lay_out
from cdd_desktop.gui.pages.waste.books.models import (
    GOODS_COLUMNS,
    POSTING_COLUMNS,
    GoodsShown,
    PostingShown,
)
from cdd_desktop.gui.pages.waste.books.reading import Books
from cdd_desktop.gui.pages.waste.books.words import has_receipt, state_of, who
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.thai.calendar import thai_date
from cdd_desktop.waste.bank.records import Entry
from cdd_desktop.waste.bank.words import entry_label

REVERSE, PRINT = 2, 3  # what is wished of the entry, as `exec` tells it


class EntryDialog(QDialog):
    """Nothing is changed here. Keys: Ctrl+R to take it back · Ctrl+P its receipt."""

    title_label: QLabel
    about_label: QLabel
    goods_label: QLabel
    goods_table: QTableView
    posting_table: QTableView
    reverse_button: QPushButton
    receipt_button: QPushButton
    close_button: QPushButton

    def __init__(self, parent: QWidget, books: Books, entry: Entry) -> None:
        super().__init__(parent)
        load_form(self, "waste_books_entry_dialog")
        title = f"{entry_label(entry)} · {thai_date(entry.on)}"
        self.setWindowTitle(entry_label(entry))
        self.title_label.setText(wrapped(title))
        told = (who(books, entry), entry.text, state_of(entry))
        self.about_label.setText(wrapped(" · ".join(filter(None, told))))
        self.about_label.setVisible(any(told))
        self.goods = LineModel(GOODS_COLUMNS, self)
        self.postings = LineModel(POSTING_COLUMNS, self)
        lay_out(self.goods_table, self.goods)
        lay_out(self.posting_table, self.postings)
        self.goods.show(
            [
                GoodsShown(
                    name=books.goods_name(line.material, line.grade),
                    unit=books.unit_of(line.material),
                    line=line,
                )
                for line in entry.goods
            ]
        )
        self.postings.show(
            [PostingShown(who=_name(books, one.member), posting=one) for one in entry.postings]
        )
        for part in (self.goods_label, self.goods_table):
            part.setVisible(bool(entry.goods))
        self.reverse_button.setEnabled(entry.reversed_by is None)
        self.receipt_button.setEnabled(has_receipt(entry))
        self.reverse_button.clicked.connect(lambda: self.done(REVERSE))
        self.receipt_button.clicked.connect(lambda: self.done(PRINT))
        self.close_button.clicked.connect(self.reject)
        for button, words, keys in (
            (self.reverse_button, "กลับรายการนี้ พร้อมเหตุผล", "Ctrl+R"),
            (self.receipt_button, "พิมพ์ใบรับซื้อหรือใบรับเงิน", "Ctrl+P"),
        ):
            button.setToolTip(tooltip(words, keys))
            on_keys(self, keys, button.click)
        self.close_button.setToolTip(tooltip("ปิดหน้าต่างนี้", "Esc"))
        self.close_button.setFocus()


def _name(books: Books, member: object) -> str:
    found = next((one for one in books.members if one.uuid == member), None)
    return "" if found is None else f"{found.code} {found.name}"
