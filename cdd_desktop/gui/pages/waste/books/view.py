"""บัญชีธนาคาร: money, ledger, stock and closings of the waste bank in hand."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QTabWidget, QWidget
from typing_extensions import override

from cdd_desktop.gui.context import Context
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.pages.waste.banks.bank_view import BankView
from cdd_desktop.gui.pages.waste.banks.bar import BankBar
from cdd_desktop.gui.pages.waste.books.closings_part import ClosingsPart
from cdd_desktop.gui.pages.waste.books.ledger_part import LedgerPart
from cdd_desktop.gui.pages.waste.books.money_part import OPENING_KEYS, MoneyPart
from cdd_desktop.gui.pages.waste.books.reading import Books, read_books
from cdd_desktop.gui.pages.waste.books.stock_part import StockPart
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.waste.bank.records import Bank

if TYPE_CHECKING:
    from cdd_desktop.bootstrap import Services
    from cdd_desktop.gui.pages.waste.page import WastePage

_TAB_KEYS = "Ctrl+Tab"
_NO_BOOKS = (
    "ธนาคารนี้กรอกเฉพาะยอดรายเดือน ถ้าจะทำบัญชีในโปรแกรม "
    f"กด {OPENING_KEYS} บันทึกยอดยกมา หรือกำหนดวันเริ่มทำบัญชีในทะเบียนธนาคาร (Ctrl+E)"
)


class BooksView(BankView[Books]):
    """Keys: Ctrl+Tab Ctrl+Shift+Tab the part beside; those of the parts."""

    part_tabs: QTabWidget
    state_label: QLabel

    def __init__(self, context: Context, page: "WastePage") -> None:
        super().__init__(context, page)
        load_form(self, "waste_books", BankBar)
        self.books: Books | None = None  # what is shown
        self.money_part = MoneyPart(self)
        self.ledger_part = LedgerPart(self)
        self.stock_part = StockPart(self)
        self.closings_part = ClosingsPart(self)
        self._keys = ("money", "ledger", "stock", "closings")
        for part, title in (
            (self.money_part, "เงิน"),
            (self.ledger_part, "สมุดรายวัน"),
            (self.stock_part, "คลังวัสดุ"),
            (self.closings_part, "ปิดบัญชี"),
        ):
            at = self.part_tabs.addTab(part, title)
            self.part_tabs.setTabToolTip(at, tooltip(title, _TAB_KEYS))
        on_keys(self, _TAB_KEYS, lambda: self._turn(1))
        on_keys(self, "Ctrl+Shift+Tab", lambda: self._turn(-1))
        self.part_tabs.currentChanged.connect(lambda _: self.setFocusProxy(self.first))
        tell(self.state_label, "")
        self.furnish()

    @property
    @override
    def first(self) -> QWidget:
        return self.part_tabs.currentWidget()

    @override
    def show_target(self, target: object) -> None:
        """One of the parts by its key: money, ledger, stock, closings."""
        if target in self._keys:
            self.part_tabs.setCurrentIndex(self._keys.index(str(target)))
            self.first.setFocus()

    @override
    def reader(self) -> "Callable[[Services, Bank], Books]":
        today = self.context.today
        self.ledger_part.follow(today)
        first, last = self.ledger_part.span
        return lambda services, bank: read_books(services, bank, today, first, last)

    @override
    def take(self, bank: Bank | None, shown: Books | None) -> None:
        self.books = shown
        if shown is None:
            return
        no_books = bank is not None and bank.books_from is None
        tell(self.state_label, _NO_BOOKS if no_books else "", tone="muted")
        self.money_part.show_books(shown)
        self.ledger_part.show_books(shown)
        self.stock_part.show_books(shown)
        self.closings_part.show_books(shown)

    @override
    def set_compact(self, compact: bool) -> None:
        self.ledger_part.set_compact(compact)

    @override
    def stages(self) -> Iterator[tuple[str, QWidget | None]]:
        if self.bank is None:
            return
        yield from self.money_part.stages()
        self.part_tabs.setCurrentWidget(self.ledger_part)
        yield "ledger", None
        yield from self.ledger_part.stages()
        self.part_tabs.setCurrentWidget(self.stock_part)
        yield "stock", None
        yield from self.stock_part.stages()
        self.part_tabs.setCurrentWidget(self.closings_part)
        yield "closings", None
        self.part_tabs.setCurrentWidget(self.money_part)

    def posted(self, said: str) -> None:
        """Something was written into the books: say it, and read them again."""
        self.page.wrote(said)
        self.refresh()

    def _turn(self, step: int) -> None:
        count = self.part_tabs.count()
        self.part_tabs.setCurrentIndex((self.part_tabs.currentIndex() + step) % count)
        self.first.setFocus()
