"""How the books are told: amounts as people count them, what an entry was about."""

from datetime import date

from cdd_desktop.gui.pages.waste.books.reading import Books
from cdd_desktop.thai.calendar import buddhist_year, fiscal_year, fiscal_year_span, thai_date
from cdd_desktop.thai.money import format_baht
from cdd_desktop.thai.months import month_name, month_of
from cdd_desktop.waste.amounts import format_amount
from cdd_desktop.waste.bank.records import Account, Close, Entry, EntryKind, PeriodKind
from cdd_desktop.waste.bank.words import entry_label

PLACES = 2
# accounts that people count by what is owed or earned, the other way round than debits
_OWED = {
    Account.SAVINGS,
    Account.WELFARE,
    Account.CAPITAL,
    Account.SALES,
    Account.INCOME,
    Account.DIFFERENCE,
}
_WITH_RECEIPT = {EntryKind.PURCHASE, EntryKind.PAID_IN, EntryKind.WITHDRAWAL}
_MONEY = {Account.CASH, Account.DEPOSIT}


def baht(satang: int | None) -> str:
    """`1,234.50`, "" for blank."""
    return format_baht(satang, places=PLACES)


def moved_baht(satang: int) -> str:
    """The same, and nothing where nothing moved."""
    return baht(satang) if satang else ""


def counted(account: Account, debit: int) -> int:
    """A balance (debit positive) as people count it: money owed is what there is of it."""
    return -debit if account in _OWED else debit


def money_in(entry: Entry) -> int:
    """What came into the cash box and the bank deposit."""
    return sum(max(each.amount, 0) for each in entry.postings if each.account in _MONEY)


def money_out(entry: Entry) -> int:
    """What left the cash box and the bank deposit."""
    return -sum(min(each.amount, 0) for each in entry.postings if each.account in _MONEY)


def into_savings(entry: Entry) -> int:
    """What the members' accounts gained; negative where they lost."""
    return -sum(each.amount for each in entry.postings if each.account is Account.SAVINGS)


def has_receipt(entry: Entry) -> bool:
    """Whether a receipt is printed of it, for a member."""
    return entry.kind in _WITH_RECEIPT and entry.member is not None


def who(books: Books, entry: Entry) -> str:
    """The member and whoever else it was with."""
    member = books.member(entry.member)
    told = ("" if member is None else f"{member.code} {member.name}", entry.party)
    return " · ".join(filter(None, told))


def about(books: Books, entry: Entry) -> str:
    """What it was about: its goods, and what was written."""
    goods = ", ".join(
        f"{books.goods_name(line.material, line.grade)} {format_amount(abs(line.quantity))} "
        f"{books.unit_of(line.material)}"
        for line in entry.goods
    )
    return " · ".join(filter(None, (entry.text, goods)))


def state_of(entry: Entry) -> str:
    """Whether it was taken back, or takes one back."""
    if entry.reversed_by is not None:
        return "กลับแล้ว"
    return "รายการกลับ" if entry.reverses is not None else ""


def subject_of(books: Books, entry: Entry) -> str:
    """The entry in a sentence, for the question whether it is to be taken back."""
    money = max(money_in(entry), money_out(entry), abs(into_savings(entry)))
    told = (who(books, entry), about(books, entry), f"{baht(money)} บาท" if money else "")
    return " ".join(filter(None, told)) or entry_label(entry)


def year_words(last: date) -> str:
    """`ปีงบประมาณ 2569 (สิ้นสุด 30 กันยายน 2569)`."""
    is_fiscal = fiscal_year_span(fiscal_year(last))[1] == last
    name = f"ปีงบประมาณ {fiscal_year(last)}" if is_fiscal else f"ปี {buddhist_year(last)}"
    return f"{name} (สิ้นสุด {thai_date(last)})"


def period_words(close: Close) -> str:
    """What was closed."""
    if close.kind is PeriodKind.MONTH:
        return month_name(month_of(close.last_day))
    return year_words(close.last_day)
