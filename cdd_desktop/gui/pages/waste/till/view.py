"""รับซื้อ: the till of a waste bank, keyed as fast as goods are weighed."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QStackedWidget,
    QTableView,
    QWidget,
)
from typing_extensions import override

from cdd_desktop.errors import CddError
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.elided_label import ElidedLabel
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.list_table import show_as_list
from cdd_desktop.gui.pages.waste.banks.bank_view import BankView
from cdd_desktop.gui.pages.waste.banks.bar import NO_BOOKS, BankBar
from cdd_desktop.gui.pages.waste.till.basket import MONEY_PLACES, Till, amount_paid
from cdd_desktop.gui.pages.waste.till.day_panel import DayPanel
from cdd_desktop.gui.pages.waste.till.keying import PRICE_KEYS, Keying
from cdd_desktop.gui.pages.waste.till.models import PAID_WORDS, LineColumn, LinesModel
from cdd_desktop.gui.pages.waste.till.reading import read_till
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_date_edit import ThaiDateEdit
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.thai.money import format_baht
from cdd_desktop.waste.bank.records import Account, Bank, Entry
from cdd_desktop.waste.bank.words import entry_label

if TYPE_CHECKING:
    from cdd_desktop.bootstrap import Services
    from cdd_desktop.gui.pages.waste.page import WastePage

PAID_KEYS, DAY_KEYS = "F6", "Ctrl+D"
_ROW_HEIGHT = 28
_WIDTHS = {
    LineColumn.CODE: 52,
    LineColumn.QUANTITY: 96,
    LineColumn.PRICE: 84,
    LineColumn.AMOUNT: 118,
}
_HINT = (
    "Enter ไปช่องถัดไป · ช่องวัสดุว่างแล้ว Enter = จบรายการ · ↑ ไปรายการที่ชั่งแล้ว: "
    "F2 แก้จำนวน Del เอาออก · Esc ทิ้ง"
)
_PAID_KEY = Qt.Key.Key_F6
_STATE_KEY = "waste/paid"
_DROP = "ทิ้งรายการรับซื้อที่ยังไม่บันทึกหรือไม่"


class TillView(BankView[Till]):
    """Of one bank on one day; the lines stay while another view is looked at.

    Keys: those of `Keying` and of `DayPanel` · F6 into the account or cash · F7 the board of
    prices · Ctrl+D the day.
    """

    day_label: QLabel
    day_edit: ThaiDateEdit
    price_button: QPushButton
    sale_card: QFrame
    member_edit: QLineEdit
    member_told: ElidedLabel
    material_edit: QLineEdit
    grade_edit: QLineEdit
    weight_edit: QLineEdit
    unit_caption: QLabel
    amount_label: QLabel
    problem_label: QLabel
    list_stack: QStackedWidget
    lines_page: QWidget
    lines_table: QTableView
    found_page: QWidget
    found_list: QListView
    hint_label: QLabel
    paid_button: QPushButton
    total_label: QLabel
    post_button: QPushButton
    day_card: QFrame
    day_title: QLabel
    day_table: QTableView
    day_total: QLabel
    print_button: QPushButton
    reverse_button: QPushButton
    state_label: QLabel

    def __init__(self, context: Context, page: "WastePage") -> None:
        super().__init__(context, page)
        load_form(self, "waste_till", BankBar, ElidedLabel, ThaiDateEdit)
        self._day = context.today
        self._is_today = True  # until another day is typed
        self._till: Till | None = None
        self._is_posting = False
        self._held: list[QKeyEvent] = []  # struck while a purchase is written
        kept = context.state.text(_STATE_KEY)
        self._paid = Account.CASH if kept == Account.CASH else Account.SAVINGS
        self.lines = LinesModel(self)
        self._arrange()
        self.keying = Keying(self)
        self.day = DayPanel(self)
        self._connect()
        self.furnish()
        self._show()

    # what the page asks

    @property
    @override
    def first(self) -> QWidget:
        return self.member_edit

    @property
    @override
    def unfinished(self) -> str:
        return "" if self.keying.is_empty else "รายการรับซื้อที่ยังไม่ได้บันทึก"

    @override
    def reader(self) -> "Callable[[Services, Bank], Till]":
        if self._is_today and self._day != self.context.today and self.keying.is_empty:
            self._day = self.context.today  # the window was open over midnight
            self.day_edit.set_day(self._day)
        day = self._day
        return lambda services, bank: read_till(services, bank, day)

    @override
    def take(self, bank: Bank | None, shown: Till | None) -> None:
        self._till = shown
        for part in (self.day_label, self.day_edit, self.price_button):
            part.setVisible(bank is not None)
        if shown is not None:
            self.keying.show_till(shown)
        self._show()

    @override
    def may_change(self) -> bool:
        return self._may_drop()

    @override
    def set_compact(self, compact: bool) -> None:
        self.hint_label.setVisible(not compact)

    @override
    def stages(self) -> Iterator[tuple[str, QWidget | None]]:
        till = self._till
        if till is None or not till.members:
            return
        self.keying.take_member(till.members[0])
        self.material_edit.setText("1")
        self.material_edit.textEdited.emit("1")
        yield "found", None
        self.keying.clear()

    # what is done

    def post(self) -> None:
        """Write the purchase into the books."""
        till, member = self._till, self.keying.member
        if till is None or self._is_posting:
            return
        if member is None or not self.keying.lines:
            self.member_edit.setFocus()
            return
        bank, day, paid = till.bank, till.day, self._paid
        weighed = [line.weighed for line in self.keying.lines]
        held = None if till.round is None else till.round.uuid
        books = self.context.services.books
        self._is_posting = True
        self.member_edit.setFocus()
        self._show()
        self.query(
            lambda: books.purchase(bank.uuid, day, member.uuid, weighed, paid=paid, round=held),
            self._posted,
            writes=True,
        )

    def turn_paid(self) -> None:
        """Into the member's account, or in cash."""
        self._paid = Account.CASH if self._paid is Account.SAVINGS else Account.SAVINGS
        self.context.state.keep(_STATE_KEY, self._paid.value)
        self._show()

    def show_prices(self) -> None:
        """Go to the board of prices; what was keyed stays here."""
        self.page.show_view("bank", "prices")

    @override
    def refuse(self, problem: CddError) -> None:
        if not self._is_posting:
            super().refuse(problem)
            return
        self._is_posting = False
        self._held.clear()  # they were struck for a purchase that is not to come yet
        self._show()
        self.keying.show_refusal(problem)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys for the next purchase wait until this one is written."""
        if not (self._is_posting and watched is self.member_edit and isinstance(event, QKeyEvent)):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.ShortcutOverride and event.key() == _PAID_KEY:
            event.accept()  # comes as a key then, and waits with the others
            return True
        if event.type() == QEvent.Type.KeyPress:
            self._held.append(_copy(event))
            return True
        return super().eventFilter(watched, event)

    # inside

    def _posted(self, entry: Entry) -> None:
        self._is_posting = False
        if self._till is not None:
            self._till = self._till.with_entry(entry)
        name = "" if self.keying.member is None else self.keying.member.name
        amount = format_baht(amount_paid(entry), places=MONEY_PLACES)
        said = f"{entry_label(entry)} {name} {amount} บาท {PAID_WORDS[self._paid]}"
        self.keying.clear()
        if self._till is not None:
            self.keying.show_till(self._till)
        self.member_edit.setFocus()
        self._show()
        self.page.wrote(said)
        held, self._held = self._held, []
        for key in held:
            if key.key() == _PAID_KEY and not self._is_posting:
                self.turn_paid()
            else:
                QApplication.sendEvent(self.focusWidget() or self.member_edit, key)

    def _show(self) -> None:
        till = self._till
        self._show_lines()
        self.paid_button.setText(f"จ่าย: {PAID_WORDS[self._paid]} ({PAID_KEYS})")
        self.post_button.setText("กำลังบันทึก…" if self._is_posting else "บันทึกรับซื้อ")
        has_books = till is not None and till.bank.books_from is not None
        self.sale_card.setEnabled(has_books)
        held = None if till is None else till.round
        where = "" if held is None else f"รอบรับซื้อ {held.place}".rstrip()
        tell(self.state_label, where if has_books or till is None else NO_BOOKS, tone="muted")
        if till is not None:
            self.day.show(till)

    def _show_member(self) -> None:
        till, member = self._till, self.keying.member
        if till is None or member is None:
            self.member_told.show_text("")
            return
        balance = format_baht(till.savings.get(member.uuid, 0), places=MONEY_PLACES)
        self.member_told.show_text(f"{member.name} · เงินฝาก {balance} บาท")

    def _show_lines(self) -> None:
        """What is keyed, without the day's list."""
        keying = self.keying
        if self._till is not None:
            self.lines.show_lines(self._till, keying.lines)
            self.lines_table.scrollToBottom()
        unit, amount = keying.line_words()
        self.unit_caption.setText(unit or " ")
        self.amount_label.setText(amount)
        self.total_label.setText(f"รวม {format_baht(keying.total, places=MONEY_PLACES)} บาท")
        self.post_button.setEnabled(bool(keying.lines) and not self._is_posting)
        self._show_member()

    def _may_drop(self) -> bool:
        """Whether what was keyed may go, which is asked where it is anything."""
        if self._is_posting:
            return False
        if not self.keying.is_empty:
            lines = f"มี {len(self.keying.lines)} รายการที่ชั่งแล้ว"
            if not self.context.dialogs.confirm(_DROP, action="ทิ้งรายการ", detail=lines):
                return False
        self.keying.clear()
        return True

    def _give_up(self) -> None:
        """Esc: the text of the field first, then the purchase, once that is agreed to."""
        edit = self.material_edit
        if edit.hasFocus() and edit.text():
            self.keying.drop_line()
        elif self._may_drop():
            self.member_edit.setFocus()

    def _change_day(self) -> None:
        day = self.day_edit.day
        if day is None or day == self._day:
            return
        if self._may_drop():
            self._day = day
            self._is_today = day == self.context.today
            self.refresh()
        else:
            self.day_edit.set_day(self._day)

    def _go_to_lines(self) -> None:
        if not self.keying.lines or self.material_edit.text():
            return
        self.lines_table.setFocus()
        self.lines_table.selectRow(len(self.keying.lines) - 1)

    def _arrange(self) -> None:
        self.day_edit.set_today(self.context.today)
        self.day_edit.set_day(self._day)
        table = self.lines_table
        show_as_list(table, self.lines, row_height=_ROW_HEIGHT)
        table.horizontalHeader().setSectionResizeMode(
            LineColumn.MATERIAL, QHeaderView.ResizeMode.Stretch
        )
        for column, width in _WIDTHS.items():
            table.setColumnWidth(column, width)
        self.hint_label.setText(wrapped(_HINT))

    def _connect(self) -> None:
        keying = self.keying
        keying.changed.connect(self._show_lines)
        keying.ended.connect(self.post_button.setFocus)
        self.member_edit.installEventFilter(self)
        self.day_edit.editingFinished.connect(self._change_day)
        for button, keys, words, act in (
            (self.post_button, "Enter", "บันทึกรายการรับซื้อลงบัญชี", self.post),
            (self.paid_button, PAID_KEYS, "สลับระหว่างเข้าสมุดของสมาชิกกับจ่ายเงินสด", self.turn_paid),
            (self.price_button, PRICE_KEYS, "ดูหรือกรอกราคารับซื้อ", self.show_prices),
        ):
            button.clicked.connect(act)
            button.setToolTip(tooltip(words, keys))
            if keys != "Enter":
                on_keys(self, keys, act)
        on_keys(self, DAY_KEYS, self.day_edit.setFocus)
        self.day_edit.setToolTip(tooltip("วันที่รับซื้อ", DAY_KEYS))
        on_keys(self.material_edit, "Up", self._go_to_lines)
        for edit in (self.member_edit, self.material_edit, self.post_button):
            on_keys(edit, "Esc", self._give_up)
        for keys in ("F2", "Return", "Enter"):
            on_keys(self.lines_table, keys, self._mend)
        on_keys(self.lines_table, "Del", self._remove)
        on_keys(self.lines_table, "Esc", self.material_edit.setFocus)

    def _mend(self) -> None:
        self.keying.mend(self.lines_table.currentIndex().row())

    def _remove(self) -> None:
        row = self.lines_table.currentIndex().row()
        self.keying.remove(row)
        if self.keying.lines:
            self.lines_table.selectRow(min(row, len(self.keying.lines) - 1))
        else:
            self.material_edit.setFocus()


def _copy(event: QKeyEvent) -> QKeyEvent:
    return QKeyEvent(
        event.type(),
        event.key(),
        event.modifiers(),
        event.nativeScanCode(),
        event.nativeVirtualKey(),
        event.nativeModifiers(),
        event.text(),
    )
