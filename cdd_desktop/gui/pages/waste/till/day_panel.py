"""The purchases of the day beside the till: their receipts, and what is wrong reversed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHeaderView

from cdd_desktop.gui.list_table import show_as_list
from cdd_desktop.gui.pages.reports.waste_report import WasteReport
from cdd_desktop.gui.pages.waste.banks.reversing import reverse_entry
from cdd_desktop.gui.pages.waste.till.basket import MONEY_PLACES, Till, amount_paid
from cdd_desktop.gui.pages.waste.till.models import RECORD_ROLE, DayColumn, DayModel
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.thai.calendar import short_thai_date
from cdd_desktop.thai.money import format_baht
from cdd_desktop.waste.bank.records import Entry
from cdd_desktop.waste.bank.words import entry_label

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.waste.till.view import TillView

PRINT_KEYS, REVERSE_KEYS = "Ctrl+P", "Ctrl+R"
_ROW_HEIGHT = 28
_WIDTHS = {DayColumn.NUMBER: 58, DayColumn.AMOUNT: 84, DayColumn.PAID: 86}
_NONE = "ยังไม่มีรายการรับซื้อในวันนี้ เริ่มจากรหัสสมาชิกด้านซ้าย"


class DayPanel(QObject):
    """Keys: Ctrl+P the receipt of the purchase chosen, Ctrl+R its reversal."""

    def __init__(self, view: "TillView") -> None:
        super().__init__(view)
        self._view = view
        self._till: Till | None = None
        self.purchases = DayModel(self)
        table = view.day_table
        show_as_list(table, self.purchases, row_height=_ROW_HEIGHT)
        table.horizontalHeader().setSectionResizeMode(
            DayColumn.MEMBER, QHeaderView.ResizeMode.Stretch
        )
        for column, width in _WIDTHS.items():
            table.setColumnWidth(column, width)
        for button, keys, words, act in (
            (view.print_button, PRINT_KEYS, "พิมพ์ใบรับซื้อของรายการที่เลือก", self.print),
            (view.reverse_button, REVERSE_KEYS, "กลับรายการรับซื้อที่เลือก พร้อมเหตุผล", self.reverse),
        ):
            button.clicked.connect(act)
            button.setToolTip(tooltip(words, keys))
            on_keys(view, keys, act)

    @property
    def chosen(self) -> Entry | None:
        """The purchase that the cursor is on."""
        entry = self._view.day_table.currentIndex().siblingAtColumn(0).data(RECORD_ROLE)
        return entry if isinstance(entry, Entry) else None

    def show(self, till: Till) -> None:
        """Show the purchases of a day; the newest is chosen."""
        view, before = self._view, self._till
        self._till = till
        if before is not None and before.entries is till.entries and before.day == till.day:
            return  # asked for again: nothing of the day is other
        self.purchases.show_day(till, entry_label)
        view.day_table.selectRow(0)
        view.day_title.setText(f"รับซื้อวันที่ {short_thai_date(till.day)}")
        standing = [entry for entry in till.entries if entry.reversed_by is None]
        money = format_baht(sum(map(amount_paid, standing)), places=MONEY_PLACES)
        told = f"{len(standing):,} รายการ รวม {money} บาท" if till.entries else _NONE
        view.day_total.setText(wrapped(told))
        for button in (view.print_button, view.reverse_button):
            button.setEnabled(bool(till.entries))

    def print(self) -> None:
        """The receipt of the purchase chosen, in the page of reports."""
        till, entry = self._till, self.chosen
        member = None if till is None or entry is None else till.member(entry.member)
        if till is None or entry is None or member is None:
            return
        wanted = WasteReport(
            report="waste-bank-receipt",
            bank=str(till.bank.uuid),
            member=member.code,
            day=entry.on,
            entry=str(entry.uuid),
        )
        self._view.context.page_requested.emit("reports", wanted)

    def reverse(self) -> None:
        """Undo the purchase chosen, by an entry of its own."""
        till, entry, view = self._till, self.chosen, self._view
        if till is None or entry is None:
            return
        label = entry_label(entry)
        if entry.reversed_by is not None:
            view.told.emit(f"{label} กลับรายการไปแล้ว กรุณาเลือกรายการอื่น", "failed")
            return
        member = till.member(entry.member)
        name = "" if member is None else f"{member.name} "
        amount = f"{name}{format_baht(amount_paid(entry), places=MONEY_PLACES)} บาท"
        if reverse_entry(view, view.context, entry, amount):
            view.page.wrote(f"กลับรายการ {label} แล้ว")
            view.refresh()
        view.member_edit.setFocus()
