"""What is in the accounts of the bank today, and the counts of its cash."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QFrame, QLabel, QPushButton, QTableView, QWidget

from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.line_model import LineModel, lay_out
from cdd_desktop.gui.list_table import only_read
from cdd_desktop.gui.pages.reports.waste_report import WasteReport
from cdd_desktop.gui.pages.waste.books.count_dialog import CountDialog
from cdd_desktop.gui.pages.waste.books.models import (
    BALANCE_COLUMNS,
    COUNT_COLUMNS,
    balances_of,
)
from cdd_desktop.gui.pages.waste.books.moving_dialog import MovingDialog
from cdd_desktop.gui.pages.waste.books.opening_dialog import OpeningDialog
from cdd_desktop.gui.pages.waste.books.reading import Books
from cdd_desktop.gui.pages.waste.books.words import baht
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.thai.calendar import short_thai_date
from cdd_desktop.waste.bank.words import entry_label

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.waste.books.view import BooksView

MOVE_KEYS, COUNT_KEYS, OPENING_KEYS = "Ins", "F7", "Ctrl+G"
_NO_COUNTS = f"ยังไม่มีการนับเงินสดใน 3 เดือนนี้ กด {COUNT_KEYS} เมื่อสิ้นวันเพื่อนับและเทียบกับบัญชี"


class MoneyPart(QWidget):
    """Keys: Ins money in or out · F7 the cash is counted · Ctrl+G the opening balances · Ctrl+P
    the sheet of the day, Ctrl+Shift+P the trial balance."""

    move_button: QPushButton
    count_button: QPushButton
    opening_button: QPushButton
    day_button: QPushButton
    balance_button: QPushButton
    balance_card: QFrame
    balance_label: QLabel
    balance_table: QTableView
    count_card: QFrame
    count_label: QLabel
    count_table: QTableView
    count_nothing: QLabel

    def __init__(self, view: "BooksView") -> None:
        super().__init__()
        load_form(self, "waste_books_money")
        self._view = view
        self._books: Books | None = None
        self.balances = LineModel(BALANCE_COLUMNS, self)
        self.counts = LineModel(COUNT_COLUMNS, self)
        lay_out(self.balance_table, self.balances)
        lay_out(self.count_table, self.counts)
        only_read(self.count_table)
        self.setFocusProxy(self.balance_table)
        for button, words, keys, act in (
            (
                self.move_button,
                "ฝาก ถอน สวัสดิการ รายได้ ค่าใช้จ่าย โอน และรับชำระจากร้าน",
                MOVE_KEYS,
                self.move_money,
            ),
            (self.count_button, "นับเงินสดสิ้นวัน เทียบกับบัญชี", COUNT_KEYS, self.count_cash),
            (
                self.opening_button,
                "ยอดยกมาของธนาคารที่ทำมาก่อนใช้โปรแกรม บันทึกได้ครั้งเดียว",
                OPENING_KEYS,
                self.open_books,
            ),
            (self.day_button, "พิมพ์รายงานประจำวันของวันนี้", "Ctrl+P", self._print_day),
            (self.balance_button, "พิมพ์งบทดลองและยอดคงเหลือ", "Ctrl+Shift+P", self._print_balance),
        ):
            button.clicked.connect(act)
            button.setToolTip(tooltip(words, keys))
            on_keys(self, keys, button.click)

    def show_books(self, books: Books) -> None:
        """Show the money of a bank."""
        self._books = books
        has_books = books.bank.books_from is not None
        row = max(self.balance_table.currentIndex().row(), 0)
        lines = balances_of(dict(books.balances)) if has_books else ()
        self.balances.show(lines)
        self.balance_table.selectRow(min(row, len(lines) - 1))
        self.balance_label.setText(f"ยอดคงเหลือ {short_thai_date(books.today)}")
        self.counts.show(books.counts)
        self.count_label.setText(wrapped("การนับเงินสด"))
        self.count_table.setVisible(bool(books.counts))
        tell(self.count_nothing, "" if books.counts else _NO_COUNTS, tone="muted")
        for button in (self.move_button, self.count_button, self.day_button, self.balance_button):
            button.setEnabled(has_books)
        self.opening_button.setEnabled(not books.has_opening)

    def stages(self) -> Iterator[tuple[str, QWidget | None]]:
        """As `Page.stages`."""
        books = self._books
        if books is None or books.bank.books_from is None:
            return
        for key, dialog in (
            ("move", MovingDialog(self._view, books)),
            ("count", CountDialog(self._view, books)),
            ("opening", OpeningDialog(self._view, books)),
        ):
            dialog.show()
            yield key, dialog
            dialog.close()
            dialog.deleteLater()

    def move_money(self) -> None:
        """Money in or out, by one form."""
        if self._books is None:
            return
        dialog = MovingDialog(self._view, self._books)
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.saved is not None:
            self._view.posted(f"บันทึก {entry_label(dialog.saved)} แล้ว")
        dialog.deleteLater()

    def count_cash(self) -> None:
        """Write down the cash as counted."""
        if self._books is None:
            return
        dialog = CountDialog(self._view, self._books)
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.saved is not None:
            self._view.posted(f"บันทึกการนับเงินสด {baht(dialog.saved.counted)} บาท แล้ว")
        dialog.deleteLater()

    def open_books(self) -> None:
        """Begin the books of a bank that already runs."""
        if self._books is None:
            return
        dialog = OpeningDialog(self._view, self._books)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._view.posted("บันทึกยอดยกมาแล้ว")
        dialog.deleteLater()

    def _print_day(self) -> None:
        self._print("waste-bank-day")

    def _print_balance(self) -> None:
        self._print("waste-bank-balance")

    def _print(self, report: str) -> None:
        if self._books is not None:
            bank, today = str(self._books.bank.uuid), self._books.today
            wanted = WasteReport(report=report, bank=bank, day=today)
            self._view.context.page_requested.emit("reports", wanted)
