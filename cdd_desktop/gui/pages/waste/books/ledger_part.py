"""The ledger of the bank in hand: its entries of a time, looked into, printed, taken back."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QToolButton,
    QWidget,
)

from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.icons import put_on
from cdd_desktop.gui.line_model import RECORD_ROLE, lay_out
from cdd_desktop.gui.pages.reports.waste_report import WasteReport
from cdd_desktop.gui.pages.waste.banks.reversing import reverse_entry
from cdd_desktop.gui.pages.waste.books.entry_dialog import REVERSE, EntryDialog
from cdd_desktop.gui.pages.waste.books.models import EntryColumn, LedgerModel, day_span, ledger_of
from cdd_desktop.gui.pages.waste.books.reading import Books
from cdd_desktop.gui.pages.waste.books.words import (
    baht,
    has_receipt,
    money_in,
    money_out,
    subject_of,
)
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_date_edit import ThaiDateEdit
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.thai.calendar import short_thai_date
from cdd_desktop.thai.months import last_day, last_month, month_of, next_month
from cdd_desktop.thai.searching import finder, folded
from cdd_desktop.waste.bank.records import Entry
from cdd_desktop.waste.bank.words import entry_label

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.waste.books.view import BooksView

_EARLIER_KEYS, _LATER_KEYS = "Alt+PgUp", "Alt+PgDown"
_EMPTY = "ไม่มีรายการในช่วงวันนี้ กด Alt+PgUp เพื่อดูเดือนก่อน หรือเริ่มบันทึกในส่วนเงินหรือมุมมองรับซื้อ"
_NONE = "ไม่พบรายการตามคำค้น กรุณาล้างช่องค้นหา (Esc) หรือขยายช่วงวันที่"
_NO_DAY = "ยังไม่ได้กรอกช่วงวันที่ กรุณากรอกทั้งสองช่อง เช่น 1 ต.ค. 2569"
_TURNED = "วันที่เริ่มอยู่หลังวันสุดท้าย กรุณากรอกใหม่"
_NO_RECEIPT = "ใบเสร็จมีเฉพาะรับซื้อ ฝาก และถอนของสมาชิก กรุณาเลือกรายการเช่นนั้น"
_SPARED = (EntryColumn.STATE,)  # where the window is narrow


class LedgerPart(QWidget):
    """Keys: Enter looks into the entry · Ctrl+R takes it back · Ctrl+P its receipt · Ctrl+F
    search · Ctrl+D the days, Alt+PgUp Alt+PgDn a month back and on."""

    first_edit: ThaiDateEdit
    last_edit: ThaiDateEdit
    earlier_button: QToolButton
    later_button: QToolButton
    find_edit: QLineEdit
    open_button: QPushButton
    receipt_button: QPushButton
    reverse_button: QPushButton
    problem_label: QLabel
    entry_table: QTableView
    nothing_label: QLabel
    total_label: QLabel

    def __init__(self, view: "BooksView") -> None:
        super().__init__()
        load_form(self, "waste_books_ledger", ThaiDateEdit)
        self._view = view
        self._books: Books | None = None
        self._wanted: UUID | None = None
        self._today = view.context.today
        self.span = day_span(self._today)  # the days that are looked at
        self.entries = LedgerModel(self)
        lay_out(self.entry_table, self.entries)
        self.setFocusProxy(self.entry_table)
        self._show_span()
        self._connect()

    @property
    def chosen(self) -> Entry | None:
        """The entry that the cursor is on."""
        line = self.entry_table.currentIndex().siblingAtColumn(0).data(RECORD_ROLE)
        return None if line is None else line.entry

    def show_books(self, books: Books) -> None:
        """Show the entries of a bank."""
        self._books = books
        self._show()

    def set_compact(self, compact: bool) -> None:
        """Fewer columns where the window is narrow."""
        for column in _SPARED:
            self.entry_table.setColumnHidden(column, compact)

    def stages(self) -> Iterator[tuple[str, QWidget | None]]:
        """As `Page.stages`."""
        if self._books is not None and self.entries.rows:
            dialog = EntryDialog(self, self._books, self.entries.rows[0].entry)
            dialog.show()
            yield "entry", dialog
            dialog.close()
            dialog.deleteLater()

    def follow(self, today: date) -> None:
        """A window that is open over midnight goes on looking up to today."""
        if self.span[1] < today and self.span[1] == self._today:
            self.span = (self.span[0], today)
            self._show_span()
        self._today = today

    # what is done

    def open_entry(self) -> None:
        """Look into the entry chosen."""
        books, entry = self._books, self.chosen
        if books is None or entry is None:
            return
        dialog = EntryDialog(self, books, entry)
        wish = dialog.exec()
        dialog.deleteLater()
        if wish == REVERSE:
            self.reverse()
        elif wish != QDialog.DialogCode.Rejected:
            self.print()
        self.entry_table.setFocus()

    def reverse(self) -> None:
        """Undo the entry chosen, by an entry of its own."""
        books, entry, view = self._books, self.chosen, self._view
        if books is None or entry is None:
            return
        label = entry_label(entry)
        if entry.reversed_by is not None:
            view.told.emit(f"{label} กลับรายการไปแล้ว กรุณาเลือกรายการอื่น", "failed")
        elif reverse_entry(view, view.context, entry, subject_of(books, entry)):
            self._wanted = entry.uuid
            view.posted(f"กลับรายการ {label} แล้ว")
        self.entry_table.setFocus()

    def print(self) -> None:
        """The receipt of the entry chosen, in the page of reports."""
        books, entry = self._books, self.chosen
        member = None if books is None or entry is None else books.member(entry.member)
        if books is None or entry is None:
            return
        if member is None or not has_receipt(entry):
            self._view.told.emit(_NO_RECEIPT, "failed")
            return
        wanted = WasteReport(
            report="waste-bank-receipt",
            bank=str(books.bank.uuid),
            member=member.code,
            day=entry.on,
            entry=str(entry.uuid),
        )
        self._view.context.page_requested.emit("reports", wanted)

    def step(self, by: int) -> None:
        """Look at the whole month before (-1) or after (1), never at one that has not begun."""
        today, first = self._view.context.today, month_of(self.span[0])
        month = last_month(first) if by < 0 else next_month(first)
        if month <= today:
            self._look(month, min(last_day(month), today))

    # inside

    def _look(self, first: date, last: date) -> None:
        self.span = (first, last)
        self._show_span()
        tell(self.problem_label, "")
        self._view.refresh()

    def _take_days(self) -> None:
        first, last = self.first_edit.day, self.last_edit.day
        problem = self.first_edit.problem or self.last_edit.problem
        if first is None or last is None:
            tell(self.problem_label, problem or _NO_DAY, tone="failed")
        elif first > last:
            tell(self.problem_label, _TURNED, tone="failed")
        elif (first, last) != self.span:
            self._look(first, last)
        else:
            tell(self.problem_label, "")

    def _show_span(self) -> None:
        self.first_edit.set_day(self.span[0])
        self.last_edit.set_day(self.span[1])
        is_last = next_month(month_of(self.span[0])) > self._view.context.today
        self.later_button.setEnabled(not is_last)

    def _show(self) -> None:
        books = self._books
        if books is None:
            return
        kept = self._wanted or (None if self.chosen is None else self.chosen.uuid)
        self._wanted = None
        is_found = finder(self.find_edit.text())
        every = ledger_of(books)
        shown = [
            line
            for line in every
            if is_found(folded(f"{entry_label(line.entry)} {line.who} {line.about}"))
        ]
        self.entries.show(shown)
        rows = [row for row, line in enumerate(shown) if line.entry.uuid == kept]
        self.entry_table.selectRow(rows[0] if rows else 0)
        self.entry_table.setVisible(bool(shown))
        self.nothing_label.setVisible(not shown)
        self.nothing_label.setText(wrapped(_NONE if every else _EMPTY))
        for button in (self.open_button, self.receipt_button, self.reverse_button):
            button.setEnabled(bool(shown))
        came = baht(sum(money_in(line.entry) for line in shown))
        went = baht(sum(money_out(line.entry) for line in shown))
        days = f"{short_thai_date(books.first)} ถึง {short_thai_date(books.last)}"
        self.total_label.setText(
            wrapped(f"{days} · {len(shown):,} รายการ · เงินเข้า {came} บาท · เงินออก {went} บาท")
        )

    def _connect(self) -> None:
        tell(self.problem_label, "")
        for edit in (self.first_edit, self.last_edit):
            edit.set_today(self._view.context.today)
            edit.editingFinished.connect(self._take_days)
        self.first_edit.setToolTip(tooltip("วันแรกที่ดู", "Ctrl+D"))
        on_keys(self, "Ctrl+D", self.first_edit.setFocus)
        for arrow, picture, words, keys, by in (
            (self.earlier_button, "chevron-left", "เดือนก่อน", _EARLIER_KEYS, -1),
            (self.later_button, "chevron-right", "เดือนถัดไป", _LATER_KEYS, 1),
        ):
            put_on(arrow, picture)
            arrow.setToolTip(tooltip(words, keys.replace("Down", "Dn")))
            arrow.setAccessibleName(words)
            arrow.clicked.connect(lambda _=False, by=by: self.step(by))
            on_keys(self, keys, arrow.click)
        for button, words, keys, act in (
            (self.open_button, "ดูวัสดุและบัญชีที่ลงของรายการที่เลือก", "Enter", self.open_entry),
            (self.receipt_button, "พิมพ์ใบรับซื้อหรือใบรับเงินของรายการที่เลือก", "Ctrl+P", self.print),
            (self.reverse_button, "กลับรายการที่เลือก พร้อมเหตุผล", "Ctrl+R", self.reverse),
        ):
            button.clicked.connect(act)
            button.setToolTip(tooltip(words, keys))
            if keys != "Enter":
                on_keys(self, keys, act)
        for keys in ("Return", "Enter"):
            on_keys(self.entry_table, keys, self.open_entry)
        self.entry_table.doubleClicked.connect(lambda _: self.open_entry())
        self.find_edit.textChanged.connect(lambda _: self._show())
        on_keys(self, "Ctrl+F", self.find_edit.setFocus)
        self.find_edit.setToolTip(tooltip("ค้นหาในรายการที่แสดง", "Ctrl+F"))
        for keys in ("Return", "Enter", "Down"):
            on_keys(self.find_edit, keys, self.entry_table.setFocus)
        on_keys(self.find_edit, "Esc", self._leave_search)

    def _leave_search(self) -> None:
        self.find_edit.clear()
        self.entry_table.setFocus()
