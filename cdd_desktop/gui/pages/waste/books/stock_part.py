"""The goods of the bank in hand: sold to a dealer, and counted."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QTableView, QWidget

from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.line_model import LineModel, lay_out
from cdd_desktop.gui.pages.reports.waste_report import WasteReport
from cdd_desktop.gui.pages.waste.books.models import STOCK_COLUMNS, Held, held_of
from cdd_desktop.gui.pages.waste.books.reading import Books
from cdd_desktop.gui.pages.waste.books.sale_dialog import SaleDialog
from cdd_desktop.gui.pages.waste.books.shelf_dialog import ShelfDialog
from cdd_desktop.gui.pages.waste.books.words import baht
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.waste.bank.words import entry_label

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.waste.books.view import BooksView

_EMPTY = "ยังไม่มีวัสดุในคลัง วัสดุเข้าคลังเมื่อรับซื้อในมุมมองรับซื้อ หรือบันทึกยอดยกมาในส่วนเงิน"


class StockPart(QWidget):
    """Keys: Ins a sale to a dealer · F7 the goods are counted · Ctrl+P what there is, on paper."""

    sell_button: QPushButton
    count_button: QPushButton
    print_button: QPushButton
    stock_table: QTableView
    nothing_label: QLabel
    total_label: QLabel

    def __init__(self, view: "BooksView") -> None:
        super().__init__()
        load_form(self, "waste_books_stock")
        self._view = view
        self._books: Books | None = None
        self.stock: LineModel[Held] = LineModel(STOCK_COLUMNS, self)
        lay_out(self.stock_table, self.stock)
        self.setFocusProxy(self.stock_table)
        for button, words, keys, act in (
            (self.sell_button, "ขายตามน้ำหนักและราคาของร้าน เห็นกำไรก่อนบันทึก", "Ins", self.sell),
            (self.count_button, "นับหรือชั่งวัสดุในคลัง แล้วปรับบัญชีให้ตรง", "F7", self.count),
            (self.print_button, "พิมพ์วัสดุคงเหลือและงบทดลอง", "Ctrl+P", self.print),
        ):
            button.clicked.connect(act)
            button.setToolTip(tooltip(words, keys))
            on_keys(self, keys, button.click)

    def show_books(self, books: Books) -> None:
        """Show the goods of a bank."""
        self._books = books
        row = max(self.stock_table.currentIndex().row(), 0)
        lines = held_of(books)
        self.stock.show(lines)
        self.stock_table.selectRow(min(row, len(lines) - 1))
        self.stock_table.setVisible(bool(lines))
        self.nothing_label.setVisible(not lines)
        self.nothing_label.setText(wrapped(_EMPTY))
        has_books = books.bank.books_from is not None
        self.sell_button.setEnabled(has_books and bool(lines))
        self.count_button.setEnabled(has_books and bool(books.materials))
        self.print_button.setEnabled(has_books)
        cost = baht(sum(line.line.cost for line in lines))
        told = f"{len(lines):,} รายการ · ต้นทุนรวม {cost} บาท · ต้นทุนเฉลี่ยเคลื่อนที่แยกตามวัสดุและเกรด"
        self.total_label.setText(wrapped(told) if lines else "")

    def stages(self) -> Iterator[tuple[str, QWidget | None]]:
        """As `Page.stages`."""
        books = self._books
        if books is None or not self.stock.rows:
            return
        for key, dialog in (
            ("sale", SaleDialog(self._view, books)),
            ("shelf", ShelfDialog(self._view, books)),
        ):
            dialog.show()
            yield key, dialog
            dialog.close()
            dialog.deleteLater()

    def sell(self) -> None:
        """Sell goods to a dealer."""
        if self._books is None:
            return
        dialog = SaleDialog(self._view, self._books)
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.saved is not None:
            self._view.posted(f"บันทึก {entry_label(dialog.saved)} แล้ว")
        dialog.deleteLater()

    def count(self) -> None:
        """Let the books have what is on the shelf."""
        if self._books is None:
            return
        dialog = ShelfDialog(self._view, self._books)
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.saved is not None:
            self._view.posted(f"บันทึก {entry_label(dialog.saved)} แล้ว")
        dialog.deleteLater()

    def print(self) -> None:
        """What there is, in the page of reports."""
        if self._books is not None:
            bank = str(self._books.bank.uuid)
            wanted = WasteReport(report="waste-bank-balance", bank=bank, day=self._books.today)
            self._view.context.page_requested.emit("reports", wanted)
