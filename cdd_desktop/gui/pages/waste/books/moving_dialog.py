"""Money that moves without goods: one form, whose first field says what is done."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QListView, QWidget
from typing_extensions import override

from cdd_desktop.errors import CddError, ValidationFailed
from cdd_desktop.gui.finding import Finding, choice
from cdd_desktop.gui.form_dialog import FormDialog
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.pages.waste.books.lines import typed_money
from cdd_desktop.gui.pages.waste.books.reading import Books
from cdd_desktop.gui.pages.waste.books.words import baht, counted
from cdd_desktop.gui.telling import make_room, tell
from cdd_desktop.gui.thai_date_edit import ThaiDateEdit
from cdd_desktop.gui.thai_text import wrapped
from cdd_desktop.waste.bank.records import Account, Entry, EntryKind, Member

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.waste.books.view import BooksView

NO_DAY = "ยังไม่ได้กรอกวันที่ กรุณากรอก เช่น 1 ต.ค. 2569"
_NO_AMOUNT = "ยังไม่ได้กรอกจำนวนเงิน กรุณากรอกเป็นบาท เช่น 120 หรือ 120.50"
_NO_MEMBER = "ยังไม่ได้เลือกสมาชิก กรุณาพิมพ์รหัสหรือชื่อ แล้วกด Enter"
_UNKNOWN = "ไม่พบสมาชิกนี้ในธนาคาร กรุณาตรวจรหัสหรือชื่อ"
_SAME = "บัญชีต้นทางกับปลายทางเป็นบัญชีเดียวกัน กรุณาเลือกอีกบัญชี"
_MONEY = (Account.CASH, Account.DEPOSIT)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moving:
    """A kind of entry. `account`: how its account is asked for, out of `accounts`."""

    kind: EntryKind
    label: str
    account: str
    accounts: tuple[Account, ...] = _MONEY
    party: str = ""  # how the other side is asked for; "" where there is none
    has_member: bool = False


_MOVINGS = (
    _Moving(kind=EntryKind.PAID_IN, label="สมาชิกฝากเงิน", account="รับเข้าบัญชี", has_member=True),
    _Moving(kind=EntryKind.WITHDRAWAL, label="สมาชิกถอนเงิน", account="จ่ายจากบัญชี", has_member=True),
    _Moving(
        kind=EntryKind.WELFARE_IN,
        label="รับเข้ากองทุนสวัสดิการ",
        account="เงินมาจาก",
        accounts=(*_MONEY, Account.CAPITAL, Account.SAVINGS),
        party="ผู้ให้ (เว้นว่างได้)",
    ),
    _Moving(
        kind=EntryKind.WELFARE_OUT,
        label="จ่ายสวัสดิการ",
        account="จ่ายจากบัญชี",
        party="ผู้รับเงิน",
        has_member=True,
    ),
    _Moving(kind=EntryKind.INCOME, label="รายได้อื่น", account="รับเข้าบัญชี", party="ผู้จ่าย (เว้นว่างได้)"),
    _Moving(kind=EntryKind.EXPENSE, label="ค่าใช้จ่าย", account="จ่ายจากบัญชี", party="ผู้รับ (เว้นว่างได้)"),
    _Moving(
        kind=EntryKind.TRANSFER,
        label="โอนระหว่างบัญชี หรือรับชำระจากร้าน",
        account="จากบัญชี",
        accounts=(*_MONEY, Account.RECEIVABLE),
        party="ร้านหรือผู้โอน (เว้นว่างได้)",
    ),
)


class MovingDialog(FormDialog):
    """`saved` is the entry once it was accepted."""

    kind_combo: QComboBox
    kind_problem: QLabel
    on_edit: ThaiDateEdit
    on_problem: QLabel
    account_label: QLabel
    account_combo: QComboBox
    account_problem: QLabel
    into_label: QLabel
    into_combo: QComboBox
    into_problem: QLabel
    member_label: QLabel
    member_edit: QLineEdit
    member_list: QListView
    member_problem: QLabel
    amount_edit: QLineEdit
    amount_problem: QLabel
    party_label: QLabel
    party_edit: QLineEdit
    party_problem: QLabel
    text_edit: QLineEdit
    text_problem: QLabel
    balance_label: QLabel

    called = "รายการเงินนี้"

    def __init__(self, view: "BooksView", books: Books) -> None:
        super().__init__(view, view.context.dialogs)
        load_form(self, "waste_books_money_dialog", ThaiDateEdit)
        self._service = view.context.services.books
        self._books = books
        self._member: Member | None = None
        self.saved: Entry | None = None
        self.setWindowTitle("รับ–จ่ายเงิน")
        for moving in _MOVINGS:
            self.kind_combo.addItem(moving.label)
        for account in _MONEY:
            self.into_combo.addItem(account.label, account)
        self.on_edit.set_today(books.today)
        self.on_edit.set_day(books.today)
        self.on_edit.tell_in(self.on_problem)
        self.finding: Finding[Member] = Finding(self.member_edit, self.member_list)
        self.finding.offer(
            [
                choice(one, f"{one.code}  {one.name}", code=one.code, name=one.name)
                for one in books.members
            ]
        )
        self.finding.chosen.connect(self._take_member)
        self.finding.missed.connect(lambda _: tell(self.member_problem, _UNKNOWN, tone="failed"))
        self.finding.left_empty.connect(self.amount_edit.setFocus)
        self.finding.listed.connect(self._show_found)
        self.member_edit.textEdited.connect(lambda _: self._lose_member())
        self.member_list.hide()
        self.kind_combo.currentIndexChanged.connect(lambda _: self._show_kind())
        self.account_combo.currentIndexChanged.connect(lambda _: self._show_state())
        self.into_combo.currentIndexChanged.connect(lambda _: self.clear())
        self._show_kind()
        for line in self.findChildren(QLineEdit):
            line.textChanged.connect(lambda _: self.clear())
        self.watch()
        self.kind_combo.setFocus()

    @property
    def moving(self) -> _Moving:
        """What is done."""
        return _MOVINGS[self.kind_combo.currentIndex()]

    @property
    def account(self) -> Account:
        """The account that is asked for."""
        return Account(self.account_combo.currentData() or Account.CASH)

    @property
    def asks_member(self) -> bool:
        """Whether it is a member's."""
        return self.moving.has_member or self.account is Account.SAVINGS

    def choose(self, kind: EntryKind) -> None:
        """Let it be this kind of entry."""
        self.kind_combo.setCurrentIndex([one.kind for one in _MOVINGS].index(kind))

    @override
    def inputs(self) -> object:
        texts = (self.amount_edit.text(), self.party_edit.text(), self.text_edit.text())
        return texts, self.member_edit.text()

    @override
    def fields(self) -> Mapping[str, tuple[QWidget, QLabel]]:
        return {
            "kind": (self.kind_combo, self.kind_problem),
            "account": (self.account_combo, self.account_problem),
            "on": (self.on_edit, self.on_problem),
            "into": (self.into_combo, self.into_problem),
            "member": (self.member_edit, self.member_problem),
            "amount": (self.amount_edit, self.amount_problem),
            "party": (self.party_edit, self.party_problem),
            "text": (self.text_edit, self.text_problem),
        }

    @override
    def write(self) -> None:
        problems: dict[str, str] = {}
        day = self.on_edit.day
        if day is None:
            problems["on"] = self.on_edit.problem or NO_DAY
        amount: int | None = None
        try:
            amount = typed_money(self.amount_edit.text())
        except CddError as problem:
            problems["amount"] = str(problem)
        else:
            if amount is None:
                problems["amount"] = _NO_AMOUNT
        member = self._member if self.asks_member else None
        is_free = self.moving.kind is EntryKind.WELFARE_OUT and not self.member_edit.text().strip()
        if self.asks_member and member is None and not is_free:
            problems["member"] = _NO_MEMBER
        into = Account(self.into_combo.currentData())
        if self.moving.kind is EntryKind.TRANSFER and into is self.account:
            problems["into"] = _SAME
        if problems or day is None or amount is None:
            raise ValidationFailed(problems)
        books, bank, account = self._service, self._books.bank.uuid, self.account
        text, party = self.text_edit.text(), self.party_edit.text() if self.moving.party else ""
        match self.moving.kind, member:
            case EntryKind.PAID_IN, Member() as payer:
                made = books.paid_in(bank, day, payer.uuid, amount, into=account, text=text)
            case EntryKind.WITHDRAWAL, Member() as payee:
                made = books.withdraw(bank, day, payee.uuid, amount, source=account, text=text)
            case EntryKind.WELFARE_IN, _:
                of = None if member is None else member.uuid
                made = books.welfare_in(
                    bank, day, amount, account, member=of, party=party, text=text
                )
            case EntryKind.WELFARE_OUT, _:
                of = None if member is None else member.uuid
                made = books.welfare_out(bank, day, amount, party, of, source=account, text=text)
            case EntryKind.INCOME, _:
                made = books.income(bank, day, amount, party, into=account, text=text)
            case EntryKind.EXPENSE, _:
                made = books.expense(bank, day, amount, party, source=account, text=text)
            case _:
                made = books.transfer(bank, day, amount, account, into, party=party, text=text)
        self.saved = made

    @override
    def refuse(self, problem: CddError) -> None:
        self.member_list.hide()  # the reasons want its room
        super().refuse(problem)

    # inside

    def _show_kind(self) -> None:
        moving = self.moving
        self.account_label.setText(moving.account)
        self.account_combo.clear()
        for account in moving.accounts:
            self.account_combo.addItem(account.label, account)
        is_transfer = moving.kind is EntryKind.TRANSFER
        if is_transfer:
            self.into_combo.setCurrentIndex(1)
        self.into_label.setVisible(is_transfer)
        self.into_combo.setVisible(is_transfer)
        self.party_label.setText(moving.party)
        for part in (self.party_label, self.party_edit):
            part.setVisible(bool(moving.party))
        self._show_state()

    def _show_state(self) -> None:
        """What the accounts that are chosen hold today."""
        asks = self.asks_member
        is_free = self.moving.kind is EntryKind.WELFARE_OUT
        more = " (เว้นว่างได้)" if is_free else ""
        self.member_label.setText(wrapped(f"สมาชิก พิมพ์รหัสหรือชื่อ แล้วกด Enter{more}"))
        for part in (self.member_label, self.member_edit):
            part.setVisible(asks)
        if not asks:
            self.member_list.hide()
        books, told = self._books, []
        if self.account is not Account.SAVINGS:
            held = counted(self.account, books.balances.get(self.account, 0))
            told.append(f"{self.account.label} {baht(held)} บาท")
        if is_free or self.moving.kind is EntryKind.WELFARE_IN:
            fund = counted(Account.WELFARE, books.balances.get(Account.WELFARE, 0))
            told.append(f"{Account.WELFARE.label} {baht(fund)} บาท")
        if asks and self._member is not None:
            money = baht(books.savings.get(self._member.uuid, 0))
            told.append(f"เงินฝากของ {self._member.name} {money} บาท")
        self.balance_label.setText(wrapped("ยอดวันนี้: " + " · ".join(told)) if told else "")
        self.clear()

    def _take_member(self, member: Member) -> None:
        self._member = member
        self.member_edit.setText(f"{member.code} {member.name}")
        self._show_state()
        self.amount_edit.setFocus()

    def _lose_member(self) -> None:
        """Typed over: nobody until Enter."""
        if self._member is not None:
            self._member = None
            self._show_state()

    def _show_found(self, has_any: bool) -> None:
        self.member_list.setVisible(has_any)
        make_room(self)
