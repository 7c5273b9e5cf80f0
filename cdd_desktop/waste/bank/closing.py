"""Closing months and years: from then on nothing is entered for their days."""

import json
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cdd_desktop.errors import ValidationFailed
from cdd_desktop.storage.history import Intent, Work
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.calendar import day_in_thailand, fiscal_year, fiscal_year_span, thai_date
from cdd_desktop.thai.months import (
    last_day,
    month_name,
    month_of,
    months_between,
    next_month,
)
from cdd_desktop.waste.bank.members import count_members
from cdd_desktop.waste.bank.posting import Draft, day_problem, post
from cdd_desktop.waste.bank.records import (
    Account,
    Close,
    EntryKind,
    PeriodKind,
    Posting,
)
from cdd_desktop.waste.bank.rows import close_of, find_bank, last_closed, new_uuid
from cdd_desktop.waste.bank.sheets import YearSheet
from cdd_desktop.waste.bank.statements import balances_on
from cdd_desktop.waste.bank.stock import moved_between, stock_on
from cdd_desktop.waste.bank.tables import (
    BankCloseRow,
    BankEntryRow,
    BankPostingRow,
    BankRow,
)

_DAY = timedelta(days=1)
_NO_BOOKS = "ธนาคารนี้ยังไม่เริ่มทำบัญชี จึงยังไม่มีงวดให้ปิด กรุณากำหนดวันเริ่มบัญชีก่อน"


class Closings:
    """Closing the books of a bank, and its year."""

    _store: Store

    def closes(self, bank: UUID) -> tuple[Close, ...]:
        """Every closing of a bank, the newest period first."""
        with self._store.reading() as session:
            rows = session.scalars(
                select(BankCloseRow)
                .where(BankCloseRow.bank_id == find_bank(session, bank).id)
                .order_by(BankCloseRow.last_day.desc(), BankCloseRow.id.desc())
            )
            return tuple(close_of(row, bank) for row in rows)

    def closed_until(self, bank: UUID) -> date | None:
        """The last day that is closed."""
        with self._store.reading() as session:
            return last_closed(session, find_bank(session, bank).id)

    def close_month(self, bank: UUID, month: date) -> Close:
        """Close a month, and every month before it that is open still.

        Raises `ValidationFailed` (`month`).
        """
        last = last_day(month_of(month))
        intent = self._intent(bank, f"ปิดบัญชีเดือน{month_name(month_of(month))}")
        with self._store.writing(intent) as work:
            session = work.session
            row = find_bank(session, bank)
            today = day_in_thailand(self._store.now())
            problem = ""
            if row.books_from is None:
                problem = _NO_BOOKS
            elif last < row.books_from:
                problem = f"บัญชีเริ่มวันที่ {thai_date(row.books_from)} กรุณาเลือกเดือนนั้นหรือหลังจากนั้น"
            elif last > today:
                problem = f"ปิดบัญชีเดือนนี้ได้ตั้งแต่ {thai_date(last)} กรุณารอถึงวันนั้น"
            elif (closed := last_closed(session, row.id)) is not None and last <= closed:
                problem = f"บัญชีปิดแล้วถึง {thai_date(closed)} กรุณาเลือกเดือนหลังจากนั้น"
            if problem:
                raise ValidationFailed({"month": problem})
            _close_months(work, row, last, today)
            return _closed(session, row, PeriodKind.MONTH, last)

    def year_ends(self, bank: UUID) -> tuple[date, ...]:
        """The last days of years that a bank may close next: of a budget year (30 ก.ย.) and of a
        calendar year (31 ธ.ค.), those that are over, the earliest first."""
        with self._store.reading() as session:
            row = find_bank(session, bank)
            if row.books_from is None:
                return ()
            first = _first_day(row, _last_year(session, row.id))
        today = day_in_thailand(self._store.now())
        ends = {
            end
            for year in range(first.year, today.year + 1)
            for end in (fiscal_year_span(fiscal_year(date(year, 1, 1)))[1], date(year, 12, 31))
        }
        return tuple(sorted(end for end in ends if first <= end < today))

    def close_year(self, bank: UUID, last: date) -> Close:
        """Close a year that ends on the last day of a month, with its months.

        What the year earned and spent goes to `CAPITAL` by an entry of the first open day after
        the year, so that the year's own figures stay as they were printed. A share for the welfare
        fund is an entry by itself (`welfare_in` from `CAPITAL`). Raises `ValidationFailed`
        (`last_day`).
        """
        intent = self._intent(bank, f"ปิดบัญชีประจำปี สิ้นสุด {thai_date(last)}")
        with self._store.writing(intent) as work:
            session = work.session
            row = find_bank(session, bank)
            today = day_in_thailand(self._store.now())
            before = _last_year(session, row.id)
            problem = ""
            if row.books_from is None:
                problem = _NO_BOOKS
            elif last != last_day(month_of(last)):
                problem = "วันสุดท้ายของปีบัญชีต้องเป็นวันสิ้นเดือน กรุณาเลือกใหม่"
            elif last < row.books_from or (before is not None and last <= before):
                problem = "ปีนี้ปิดแล้วหรืออยู่ก่อนเริ่มบัญชี กรุณาเลือกปีถัดไป"
            elif last >= today:
                problem = f"ปิดบัญชีปีนี้ได้หลัง {thai_date(last)} กรุณารอให้สิ้นปีก่อน"
            if problem:
                raise ValidationFailed({"last_day": problem})
            closed = last_closed(session, row.id)
            if closed is None or closed < last:
                _close_months(work, row, last, today)
                closed = last
            _write(work, row, PeriodKind.YEAR, last, today)
            on = closed + _DAY
            flows = _flows(session, row.id, _first_day(row, before), last)
            if flows:
                problem = day_problem(session, row, on, today)
                if on > today:  # the month at hand was closed on its last day
                    problem = (
                        f"บัญชีปิดแล้วถึง {thai_date(closed)} จึงปิดบัญชีประจำปีได้ตั้งแต่ "
                        f"{thai_date(on)} กรุณารอถึงวันนั้น"
                    )
                if problem:
                    raise ValidationFailed({"last_day": problem})
                postings = [
                    Posting(account=account, amount=-amount) for account, amount in flows.items()
                ]
                postings.append(Posting(account=Account.CAPITAL, amount=sum(flows.values())))
                post(
                    work,
                    row,
                    Draft(
                        kind=EntryKind.YEAR_CLOSE,
                        on=on,
                        postings=postings,
                        text=f"ปิดบัญชีประจำปี สิ้นสุด {thai_date(last)}",
                    ),
                )
            return _closed(session, row, PeriodKind.YEAR, last)

    def year(self, bank: UUID, last: date) -> YearSheet:
        """The year that ends on a day: since the last year that was closed before it, or since the
        books began."""
        with self._store.reading() as session:
            row = find_bank(session, bank)
            first = _first_day(row, _last_year(session, row.id, before=last))
            flows = _flows(session, row.id, first, last)
            balances = {
                account: amount
                for account, amount in balances_on(session, row.id, last).items()
                if not account.is_of_the_year and account is not Account.CAPITAL
            }
            capital = -sum(balances.values()) - sum(flows.values())
            closed = _find_close(session, row, PeriodKind.YEAR, last)
            return YearSheet(
                bank=bank,
                first=first,
                last=last,
                flows=flows,
                profit=-sum(flows.values()),
                balances=balances | ({Account.CAPITAL: capital} if capital else {}),
                bought=moved_between(session, row.id, EntryKind.PURCHASE, first, last),
                sold=moved_between(session, row.id, EntryKind.SALE, first, last),
                stock=stock_on(session, row.id, last),
                members=count_members(session, row.id, last) if closed is None else closed.members,
                is_closed=closed is not None,
            )

    def _intent(self, bank: UUID, done: str) -> Intent:
        with self._store.reading() as session:
            name = find_bank(session, bank).name
        return Intent(action="bank.close-period", summary=f"{done} {name}")


def _last_year(session: Session, bank_id: int, before: date | None = None) -> date | None:
    """The last day of the last year that was closed, of those that ended before a day."""
    wanted = select(func.max(BankCloseRow.last_day)).where(
        BankCloseRow.bank_id == bank_id, BankCloseRow.kind == PeriodKind.YEAR.value
    )
    if before is not None:
        wanted = wanted.where(BankCloseRow.last_day < before)
    return session.scalar(wanted)


def _first_day(bank: BankRow, before: date | None) -> date:
    """The first day of the year after one that ended."""
    return (bank.books_from or date.min) if before is None else before + _DAY


def _flows(session: Session, bank_id: int, first: date, last: date) -> dict[Account, int]:
    """What the accounts of the year took in a time, without the closings of years."""
    rows = session.execute(
        select(BankPostingRow.account, func.sum(BankPostingRow.amount).label("amount"))
        .join(BankEntryRow, BankEntryRow.id == BankPostingRow.entry_id)
        .where(
            BankEntryRow.bank_id == bank_id,
            BankEntryRow.on_date.between(first, last),
            BankEntryRow.kind != EntryKind.YEAR_CLOSE.value,
        )
        .group_by(BankPostingRow.account)
    )
    found = {row.account: row.amount for row in rows}
    return {
        account: found[account]
        for account in Account
        if account.is_of_the_year and found.get(account)
    }


def _close_months(work: Work, bank: BankRow, last: date, today: date) -> None:
    """Close every month that is open still up to one that ends on a day."""
    closed = last_closed(work.session, bank.id)
    first = month_of(bank.books_from or last) if closed is None else next_month(month_of(closed))
    for month in months_between(first, month_of(last)):
        _write(work, bank, PeriodKind.MONTH, last_day(month), today)


def _write(work: Work, bank: BankRow, kind: PeriodKind, last: date, today: date) -> None:
    session = work.session
    told = {
        "accounts": {
            account.value: amount for account, amount in balances_on(session, bank.id, last).items()
        },
        "members": count_members(session, bank.id, last),
    }
    work.add(
        BankCloseRow(
            uuid=new_uuid(),
            bank_id=bank.id,
            kind=kind.value,
            last_day=last,
            closed_on=today,
            balances=json.dumps(told),
        )
    )
    session.flush()


def _find_close(session: Session, bank: BankRow, kind: PeriodKind, last: date) -> Close | None:
    row = session.scalars(
        select(BankCloseRow).where(
            BankCloseRow.bank_id == bank.id,
            BankCloseRow.kind == kind.value,
            BankCloseRow.last_day == last,
        )
    ).one_or_none()
    return None if row is None else close_of(row, bank.uuid)


def _closed(session: Session, bank: BankRow, kind: PeriodKind, last: date) -> Close:
    found = _find_close(session, bank, kind, last)
    if found is None:
        raise LookupError(f"{kind} {last} was not written")
    return found
