"""The periods of the bank in hand that are closed, with what was frozen, and closing the next."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QFrame, QLabel, QPushButton, QTableView, QWidget

from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.line_model import RECORD_ROLE, LineModel, lay_out
from cdd_desktop.gui.list_table import only_read
from cdd_desktop.gui.pages.reports.waste_report import WasteReport
from cdd_desktop.gui.pages.waste.books.models import (
    BALANCE_COLUMNS,
    CLOSE_COLUMNS,
    balances_of,
)
from cdd_desktop.gui.pages.waste.books.period_dialog import (
    Period,
    PeriodDialog,
    months_to_close,
    years_to_close,
)
from cdd_desktop.gui.pages.waste.books.reading import Books
from cdd_desktop.gui.pages.waste.books.words import period_words
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.thai.calendar import thai_date
from cdd_desktop.waste.bank.records import Close, PeriodKind

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.waste.books.view import BooksView

_EMPTY = "ยังไม่มีงวดที่ปิดบัญชี เมื่อสิ้นเดือนและนับเงินสดแล้ว กด Ins เพื่อปิดเดือน"
_NO_MONTH = "ยังไม่มีเดือนที่ปิดได้ เดือนหนึ่งปิดได้ตั้งแต่วันสุดท้ายของเดือน"
_NO_YEAR = "ยังไม่มีปีที่ปิดได้ ปีงบประมาณปิดได้หลัง 30 กันยายน และปีปฏิทินหลัง 31 ธันวาคม"


class ClosingsPart(QWidget):
    """Keys: Ins closes a month · Ctrl+G a year · Ctrl+P the figures of the period chosen."""

    month_button: QPushButton
    year_button: QPushButton
    print_button: QPushButton
    close_table: QTableView
    nothing_label: QLabel
    frozen_card: QFrame
    frozen_label: QLabel
    frozen_table: QTableView

    def __init__(self, view: "BooksView") -> None:
        super().__init__()
        load_form(self, "waste_books_closings")
        self._view = view
        self._books: Books | None = None
        self.closes = LineModel(CLOSE_COLUMNS, self)
        self.frozen = LineModel(BALANCE_COLUMNS, self)
        lay_out(self.close_table, self.closes)
        lay_out(self.frozen_table, self.frozen)
        only_read(self.frozen_table)
        self.setFocusProxy(self.close_table)
        self.close_table.selectionModel().currentRowChanged.connect(lambda *_: self._show_frozen())
        for button, words, keys, act in (
            (self.month_button, "ปิดบัญชีเดือน โดยดูก่อนว่ายังขาดอะไร", "Ins", self.close_month),
            (self.year_button, "ปิดบัญชีประจำปี ยกกำไรไปทุนสะสม", "Ctrl+G", self.close_year),
            (self.print_button, "พิมพ์งบทดลองหรือรายงานประจำปีของงวดที่เลือก", "Ctrl+P", self.print),
        ):
            button.clicked.connect(act)
            button.setToolTip(tooltip(words, keys))
            on_keys(self, keys, button.click)

    @property
    def chosen(self) -> Close | None:
        """The period that the cursor is on."""
        close = self.close_table.currentIndex().siblingAtColumn(0).data(RECORD_ROLE)
        return close if isinstance(close, Close) else None

    def show_books(self, books: Books) -> None:
        """Show the periods of a bank."""
        self._books = books
        self.closes.show(books.closes)
        self.close_table.selectRow(0)
        has_any = bool(books.closes)
        self.close_table.setVisible(has_any)
        self.frozen_card.setVisible(has_any)
        self.nothing_label.setVisible(not has_any)
        self.nothing_label.setText(wrapped(_EMPTY))
        self.print_button.setEnabled(has_any)
        for button in (self.month_button, self.year_button):
            button.setEnabled(books.bank.books_from is not None)
        self._show_frozen()

    def close_month(self) -> None:
        """Close a month that is over, with those before it."""
        self._ask(PeriodKind.MONTH)

    def close_year(self) -> None:
        """Close a year that is over, with its months."""
        self._ask(PeriodKind.YEAR)

    def print(self) -> None:
        """The figures of the period chosen, in the page of reports."""
        close = self.chosen
        if self._books is None or close is None:
            return
        is_year = close.kind is PeriodKind.YEAR
        wanted = WasteReport(
            report="waste-bank-year" if is_year else "waste-bank-balance",
            bank=str(self._books.bank.uuid),
            day=close.last_day,
        )
        self._view.context.page_requested.emit("reports", wanted)

    def _ask(self, kind: PeriodKind) -> None:
        books, view = self._books, self._view
        if books is None:
            return
        services = view.context.services
        read = months_to_close if kind is PeriodKind.MONTH else years_to_close

        def open_it(periods: tuple[Period, ...]) -> None:
            if not periods:
                none = _NO_MONTH if kind is PeriodKind.MONTH else _NO_YEAR
                view.told.emit(none, "failed")
                return
            dialog = PeriodDialog(self, view.context, books, kind, periods)
            if dialog.exec() == QDialog.DialogCode.Accepted and dialog.saved is not None:
                view.posted(f"ปิดบัญชี {period_words(dialog.saved)} แล้ว")
            dialog.deleteLater()
            self.close_table.setFocus()

        view.query(lambda: read(services, books), open_it)

    def _show_frozen(self) -> None:
        close = self.chosen
        if close is None:
            self.frozen.show(())
            return
        self.frozen.show(balances_of(dict(close.balances)))
        self.frozen_label.setText(wrapped(f"ยอดเมื่อสิ้น {thai_date(close.last_day)}"))
