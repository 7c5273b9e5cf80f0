"""What views of one waste bank share: which one is in hand, its register, and having none."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from typing_extensions import override

from cdd_desktop.gui.context import Context
from cdd_desktop.gui.finding import Choice
from cdd_desktop.gui.pages.waste.banks.bank_dialog import BankDialog
from cdd_desktop.gui.pages.waste.banks.bar import (
    EDIT_KEYS,
    NEW_KEYS,
    NO_BANK,
    BankBar,
    bank_in_hand,
)
from cdd_desktop.gui.pages.waste.banks.places import read_places
from cdd_desktop.gui.pages.waste.view import WasteView
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.telling import tell
from cdd_desktop.waste.bank.records import Bank
from cdd_desktop.waste.bank.sheets import BankLine
from cdd_desktop.waste.units import Unit

if TYPE_CHECKING:
    from cdd_desktop.bootstrap import Services
    from cdd_desktop.gui.pages.waste.page import WastePage

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read(Generic[T]):
    """An answer: the banks of the area, and what is shown of the one in hand."""

    asked: int
    lines: tuple[BankLine, ...]
    shown: T | None


class BankView(WasteView, Generic[T]):
    """`T` is what is read of a bank. A subclass loads its form, then calls `furnish`.

    Keys: Ctrl+N a new bank, Ins too where there is none · Ctrl+E the register of the one in hand.
    """

    bank_bar: BankBar
    body_widget: QWidget
    empty_label: QLabel

    def __init__(self, context: Context, page: "WastePage") -> None:
        super().__init__(context, page)
        self._asked = 0

    def reader(self) -> "Callable[[Services, Bank], T]":
        """What reads it, on the worker thread; asked for on the window's."""
        raise NotImplementedError

    def take(self, bank: Bank | None, shown: T | None) -> None:
        """Show what was read; both None where the area has no bank."""
        raise NotImplementedError

    @property
    def first(self) -> QWidget:
        """What is to have the keyboard first."""
        raise NotImplementedError

    def may_change(self) -> bool:
        """Whether another bank may be taken in hand now: asked when the user chooses one."""
        return True

    def furnish(self) -> None:
        """The form is loaded: let the bar of banks work."""
        self.bank_bar.keep_in(self.context.state)
        self.bank_bar.bank_chosen.connect(self._change)
        self.bank_bar.new_asked.connect(self.begin_bank)
        self.bank_bar.edit_asked.connect(self.edit_bank)
        on_keys(self, NEW_KEYS, self.begin_bank)
        on_keys(self, EDIT_KEYS, self.edit_bank)
        on_keys(self.bank_bar, "Ins", self.begin_bank)
        self.empty_label.hide()
        self.setFocusProxy(self.first)

    @property
    def bank(self) -> Bank | None:
        """The bank in hand."""
        return self.bank_bar.bank

    @override
    def refresh(self) -> None:
        self._asked += 1
        asked, wanted, read = self._asked, self.bank_bar.wanted, self.reader()
        services, area, today = self.context.services, self.context.area_code, self.context.today

        def work() -> _Read[T]:
            lines = services.banks.banks(area, today)
            chosen = bank_in_hand(lines, wanted)
            shown = None if chosen is None else read(services, chosen.bank)
            return _Read(asked=asked, lines=lines, shown=shown)

        self.query(work, self._take_read)

    def begin_bank(self) -> None:
        """Put a new bank into the register."""
        self._ask_register(None)

    def edit_bank(self) -> None:
        """Change what the register says of the bank in hand."""
        if self.bank is not None:
            self._ask_register(self.bank)

    def _ask_register(self, bank: Bank | None) -> None:
        services, area = self.context.services, self.context.area_code

        def open_it(places: tuple[Choice[Unit], ...]) -> None:
            dialog = BankDialog(self, self.context, bank, places)
            if dialog.exec() == QDialog.DialogCode.Accepted and dialog.saved is not None:
                self.bank_bar.keep(dialog.saved)
                self.page.wrote("บันทึกทะเบียนธนาคารขยะแล้ว")
                self.refresh()
            dialog.deleteLater()

        self.query(lambda: read_places(services, area), open_it)

    def _change(self) -> None:
        """Another bank was chosen in the bar."""
        chosen = self.bank
        if chosen is None:
            return
        if self.may_change():
            self.bank_bar.keep(chosen)
            self.refresh()
        else:
            self.bank_bar.take_back(chosen)

    def _take_read(self, read: _Read[T]) -> None:
        if read.asked != self._asked:
            return  # asked again since
        has_bank = bool(read.lines)
        is_here = self.isAncestorOf(QApplication.focusWidget() or self.page)
        self.bank_bar.show_banks(read.lines)
        self.body_widget.setVisible(has_bank)
        tell(self.empty_label, "" if has_bank else NO_BANK, tone="muted")
        self.setFocusProxy(self.first if has_bank else self.bank_bar.new_button)
        self.take(self.bank, read.shown)
        if is_here and not has_bank:
            self.setFocus()
