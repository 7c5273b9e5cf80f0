"""สมาชิกและราคา: members, materials with their prices, and rounds of a waste bank."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTabWidget, QWidget
from typing_extensions import override

from cdd_desktop.gui.context import Context
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.pages.waste.banks.bank_view import BankView
from cdd_desktop.gui.pages.waste.banks.bar import BankBar
from cdd_desktop.gui.pages.waste.members.part import MembersPart
from cdd_desktop.gui.pages.waste.prices.part import PricesPart
from cdd_desktop.gui.pages.waste.register.reading import Register, read_register
from cdd_desktop.gui.pages.waste.rounds.part import RoundsPart
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.waste.bank.records import Bank

if TYPE_CHECKING:
    from cdd_desktop.bootstrap import Services
    from cdd_desktop.gui.pages.waste.page import WastePage

_TAB_KEYS = "Ctrl+Tab"


class RegisterView(BankView[Register]):
    """Keys: Ctrl+Tab Ctrl+Shift+Tab the part beside; those of the parts."""

    part_tabs: QTabWidget

    def __init__(self, context: Context, page: "WastePage") -> None:
        super().__init__(context, page)
        load_form(self, "waste_register", BankBar)
        self.members_part = MembersPart(self)
        self.prices_part = PricesPart(self)
        self.rounds_part = RoundsPart(self)
        self._keys = ("members", "prices", "rounds")
        for part, title in (
            (self.members_part, "สมาชิก"),
            (self.prices_part, "วัสดุและราคา"),
            (self.rounds_part, "รอบรับซื้อ"),
        ):
            at = self.part_tabs.addTab(part, title)
            self.part_tabs.setTabToolTip(at, tooltip(title, _TAB_KEYS))
        on_keys(self, _TAB_KEYS, lambda: self._turn(1))
        on_keys(self, "Ctrl+Shift+Tab", lambda: self._turn(-1))
        self.part_tabs.currentChanged.connect(lambda _: self.setFocusProxy(self.first))
        self.furnish()

    @property
    @override
    def first(self) -> QWidget:
        return self.part_tabs.currentWidget()

    @property
    @override
    def unfinished(self) -> str:
        return "ราคาที่กรอกไว้และยังไม่ได้บันทึก" if self.prices_part.is_dirty else ""

    @override
    def show_target(self, target: object) -> None:
        """One of the parts by its key: members, prices, rounds."""
        if target in self._keys:
            self.part_tabs.setCurrentIndex(self._keys.index(str(target)))
            self.first.setFocus()

    @override
    def reader(self) -> "Callable[[Services, Bank], Register]":
        today = self.context.today
        return lambda services, bank: read_register(services, bank, today)

    @override
    def take(self, bank: Bank | None, shown: Register | None) -> None:
        if shown is None:
            return
        self.members_part.show_register(shown)
        self.prices_part.show_register(shown)
        self.rounds_part.show_register(shown)

    @override
    def may_change(self) -> bool:
        return self.prices_part.leave()

    @override
    def leave(self) -> bool:
        return self.prices_part.leave()

    @override
    def set_compact(self, compact: bool) -> None:
        self.members_part.set_compact(compact)
        self.prices_part.set_compact(compact)

    @override
    def stages(self) -> Iterator[tuple[str, QWidget | None]]:
        if self.bank is None:
            return
        yield from self.members_part.stages()
        self.part_tabs.setCurrentWidget(self.prices_part)
        yield "prices", None
        yield from self.prices_part.stages()
        self.part_tabs.setCurrentWidget(self.rounds_part)
        yield "rounds", None
        self.part_tabs.setCurrentWidget(self.members_part)

    def _turn(self, step: int) -> None:
        count = self.part_tabs.count()
        self.part_tabs.setCurrentIndex((self.part_tabs.currentIndex() + step) % count)
        self.first.setFocus()
