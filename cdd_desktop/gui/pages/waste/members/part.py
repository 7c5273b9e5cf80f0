"""The members of the bank in hand: found, taken in, put right, closed; their accounts on paper."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QSortFilterProxyModel, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QWidget,
)

from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.list_table import show_as_list
from cdd_desktop.gui.pages.reports.waste_report import WasteReport
from cdd_desktop.gui.pages.waste.banks.day_dialog import DayDialog
from cdd_desktop.gui.pages.waste.members.dialog import MemberDialog
from cdd_desktop.gui.pages.waste.members.model import RECORD_ROLE, SORT_ROLE, Column, MembersModel
from cdd_desktop.gui.pages.waste.register.reading import Register
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.thai.money import format_baht
from cdd_desktop.thai.searching import finder, folded
from cdd_desktop.waste.bank.records import Member

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.waste.register.view import RegisterView

_ROW_HEIGHT = 28
_WIDTHS = {
    Column.CODE: 64,
    Column.KIND: 98,
    Column.HOME: 160,
    Column.PHONE: 104,
    Column.JOINED: 108,
    Column.SAVINGS: 112,
    Column.STATE: 124,
}
_SPARED = (Column.PHONE, Column.JOINED)  # where the window is narrow
_EMPTY = "ธนาคารนี้ยังไม่มีสมาชิก กด Ins เพื่อเพิ่มสมาชิกคนแรก หรือนำเข้าจากสมุดงานในหน้ารับ–ส่งข้อมูล"
_NONE = "ไม่พบสมาชิกตามคำค้น กรุณาล้างช่องค้นหา (Esc) หรือเลือกแสดงบัญชีที่ปิดแล้ว"


class MembersPart(QWidget):
    """Keys: Ctrl+F search · Ins a new one · Enter or F2 this one · Del closes the account ·
    Ctrl+P its statement, Ctrl+Shift+P its passbook."""

    find_edit: QLineEdit
    closed_check: QCheckBox
    add_button: QPushButton
    edit_button: QPushButton
    close_button: QPushButton
    statement_button: QPushButton
    passbook_button: QPushButton
    member_table: QTableView
    nothing_label: QLabel
    state_label: QLabel

    def __init__(self, view: "RegisterView") -> None:
        super().__init__()
        load_form(self, "waste_members")
        self._view = view
        self._register: Register | None = None
        self._wanted: UUID | None = None  # to be chosen once it is read
        self.members = MembersModel(self)
        self._sorted = QSortFilterProxyModel(self)
        self._sorted.setSourceModel(self.members)
        self._sorted.setSortRole(SORT_ROLE)
        table = self.member_table
        show_as_list(table, self._sorted, row_height=_ROW_HEIGHT)
        table.horizontalHeader().setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            table.setColumnWidth(column, width)
        table.setSortingEnabled(True)
        table.sortByColumn(Column.CODE, Qt.SortOrder.AscendingOrder)
        self.setFocusProxy(table)
        self._connect()

    @property
    def chosen(self) -> Member | None:
        """The member that the cursor is on."""
        member = self.member_table.currentIndex().siblingAtColumn(0).data(RECORD_ROLE)
        return member if isinstance(member, Member) else None

    @property
    def register(self) -> Register | None:
        """What is shown; None before the first bank."""
        return self._register

    def show_register(self, register: Register) -> None:
        """Show the members of a bank."""
        self._register = register
        self._show()

    def set_compact(self, compact: bool) -> None:
        """Fewer columns where the window is narrow."""
        for column in _SPARED:
            self.member_table.setColumnHidden(column, compact)

    def stages(self) -> Iterator[tuple[str, QWidget | None]]:
        """As `Page.stages`."""
        if self._register is not None and self._register.members:
            member = self._register.members[0]
            dialog = MemberDialog(self, self._view.context, member, self._register)
            dialog.show()
            yield "member", dialog
            dialog.close()
            dialog.deleteLater()

    # what is done

    def add(self) -> None:
        """Take in a new member, with the next code."""
        register = self._register
        if register is None:
            return
        banks, bank = self._view.context.services.banks, register.bank
        self._view.query(lambda: banks.begin_member(bank.uuid), self._open)

    def edit(self) -> None:
        """Put right what the register says of the member chosen."""
        if self.chosen is not None:
            self._open(self.chosen)

    def close_account(self) -> None:
        """Let the account of the member chosen end on a day."""
        member, view = self.chosen, self._view
        if member is None:
            return
        if member.closed_on is not None:
            view.told.emit("บัญชีนี้ปิดแล้ว ถ้าจะเปิดอีกครั้ง กด Enter แล้วล้างวันที่ปิดบัญชี", "failed")
            return
        banks = view.context.services.banks

        def write(day: date, _: str) -> None:
            banks.close_member(member.uuid, day)

        dialog = DayDialog(
            self,
            view.context,
            f"ปิดบัญชี {member.code} {member.name}",
            write,
            action="ปิดบัญชี",
            day=view.context.today,
            day_words="ปิดตั้งแต่วันที่",
            subject="ปิดได้เมื่อถอนเงินฝากครบแล้ว รายการเดิมในสมุดยังอยู่",
        )
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._wrote(f"ปิดบัญชี {member.code} {member.name} แล้ว")
        dialog.deleteLater()

    def print(self, report: str) -> None:
        """The account of the member chosen, in the page of reports."""
        member, register = self.chosen, self._register
        if member is None or register is None:
            return
        wanted = WasteReport(report=report, bank=str(register.bank.uuid), member=member.code)
        self._view.context.page_requested.emit("reports", wanted)

    # inside

    def _open(self, member: Member) -> None:
        register = self._register
        if register is None:
            return
        dialog = MemberDialog(self, self._view.context, member, register)
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.saved is not None:
            self._wanted = dialog.saved.uuid
            self._wrote(f"บันทึกสมาชิก {dialog.saved.code} {dialog.saved.name} แล้ว")
        dialog.deleteLater()
        self.member_table.setFocus()

    def _wrote(self, said: str) -> None:
        self._view.page.wrote(said)
        self._view.refresh()

    def _show(self) -> None:
        register = self._register
        if register is None:
            return
        kept = self._wanted or (self.chosen.uuid if self.chosen is not None else None)
        self._wanted = None
        is_found = finder(self.find_edit.text())
        shown = [
            one
            for one in register.members
            if (one.closed_on is None or self.closed_check.isChecked())
            and is_found(folded(f"{one.code} {one.name} {register.where(one)} {one.phone}"))
        ]
        self.members.show_members(register, shown)
        at = 0
        for row in range(self._sorted.rowCount()):
            if self._sorted.index(row, 0).data(RECORD_ROLE).uuid == kept:
                at = row
        self.member_table.selectRow(at)
        self.member_table.setVisible(bool(shown))
        self.nothing_label.setVisible(not shown)
        self.nothing_label.setText(wrapped(_NONE if register.members else _EMPTY))
        for button in (
            self.edit_button,
            self.close_button,
            self.statement_button,
            self.passbook_button,
        ):
            button.setEnabled(bool(shown))
        standing = sum(1 for one in register.members if one.closed_on is None)
        money = format_baht(sum(register.savings.values()), places=2)
        self.state_label.setText(
            wrapped(f"แสดง {len(shown):,} · สมาชิก {standing:,} บัญชี · เงินฝากรวม {money} บาท")
        )

    def _connect(self) -> None:
        self.find_edit.textChanged.connect(lambda _: self._show())
        self.closed_check.toggled.connect(lambda _: self._show())
        for button, words, keys, act in (
            (self.add_button, "เพิ่มสมาชิก รหัสถัดไปใส่ให้แล้ว", "Ins", self.add),
            (self.edit_button, "แก้ไขสมาชิกที่เลือก", "Enter", self.edit),
            (self.close_button, "ปิดบัญชีสมาชิกที่เลือก", "Del", self.close_account),
            (
                self.statement_button,
                "พิมพ์รายการเคลื่อนไหวบัญชีของสมาชิก",
                "Ctrl+P",
                self._print_statement,
            ),
            (self.passbook_button, "พิมพ์สมุดเงินฝาก", "Ctrl+Shift+P", self._print_passbook),
        ):
            button.clicked.connect(act)
            button.setToolTip(tooltip(words, keys))
        on_keys(self, "Ins", self.add)
        on_keys(self, "Ctrl+P", self._print_statement)
        on_keys(self, "Ctrl+Shift+P", self._print_passbook)
        on_keys(self, "Ctrl+F", self.find_edit.setFocus)
        for keys in ("Return", "Enter", "F2"):
            on_keys(self.member_table, keys, self.edit)
        on_keys(self.member_table, "Del", self.close_account)
        self.member_table.doubleClicked.connect(lambda _: self.edit())
        for keys in ("Return", "Enter", "Down"):
            on_keys(self.find_edit, keys, self.member_table.setFocus)
        on_keys(self.find_edit, "Esc", self._leave_search)

    def _print_statement(self) -> None:
        self.print("waste-bank-statement")

    def _print_passbook(self) -> None:
        self.print("waste-bank-passbook")

    def _leave_search(self) -> None:
        self.find_edit.clear()
        self.member_table.setFocus()
