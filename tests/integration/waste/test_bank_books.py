"""Sales, shrinkage, money, reversals, openings and closings in the books of a waste bank."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from bank_office import BEGUN, KILO, TODAY, BankOffice, bank_office

from cdd_desktop.bootstrap import services_of
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.health import look_over
from cdd_desktop.progress import Silent
from cdd_desktop.storage.conflicts import UndoRefused
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.store import Store
from cdd_desktop.waste.bank.books import BookService
from cdd_desktop.waste.bank.records import (
    Account,
    Bank,
    Brought,
    Counted,
    Entry,
    EntryKind,
    Material,
    Member,
    PeriodKind,
    Price,
    Sold,
    Weighed,
)
from cdd_desktop.waste.bank.tables import BankPostingRow
from cdd_desktop.waste.units import Unit

SEPTEMBER = date(2026, 9, 1)
FISCAL_END = date(2026, 9, 30)


@pytest.fixture(scope="module")
def office(
    database_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BankOffice]:
    """One office for all tests of the file: each makes its own bank."""
    folder = tmp_path_factory.mktemp("books") / "data"
    with bank_office(database_template, folder) as made:
        yield made


class Till:
    """A bank that buys one material, in short words."""

    def __init__(self, office: BankOffice, buy: int = 100) -> None:
        self.books = office.books
        self.bank: Bank = office.bank()
        self.uuid: UUID = self.bank.uuid
        self.member: Member = office.member(self.bank)
        self.paper: Material = office.material(self.bank, "1", buy=buy)

    def buy(
        self, kilos: int, on: date = TODAY, paid: Account = Account.SAVINGS, grade: str = ""
    ) -> Entry:
        line = Weighed(material=self.paper.uuid, quantity=kilos * KILO, grade=grade)
        return self.books.purchase(self.uuid, on, self.member.uuid, [line], paid=paid)

    def sell(self, kilos: int, price: int, on: date = TODAY, **fields: object) -> Entry:
        line = Sold(material=self.paper.uuid, quantity=kilos * KILO, price=price)
        return self.books.sale(self.uuid, on, "ร้านรุ่งเรือง", [replace(line, **fields)])

    def held(self, on: date = TODAY) -> tuple[int, int]:
        """Kilos and satang of paper."""
        lines = self.books.stock(self.uuid, on)
        return (lines[0].quantity // KILO, lines[0].cost) if lines else (0, 0)

    def balances(self, on: date = TODAY) -> dict[Account, int]:
        return self.books.balances(self.uuid, on)


def problems(caught: pytest.ExceptionInfo[ValidationFailed]) -> set[str]:
    return set(caught.value.problems)


def test_goods_leave_at_their_average_and_the_last_of_them_with_all_that_is_left(
    office: BankOffice,
) -> None:
    till = Till(office)
    till.buy(2)
    office.banks.set_prices(
        till.uuid, [Price(material=till.paper.uuid, grade="", from_day=TODAY, buy=201)]
    )
    till.buy(1)

    sold = till.sell(2, 300, amount=599)
    assert [(line.amount, line.cost) for line in sold.goods] == [(599, -267)]
    assert till.held() == (1, 134)
    till.sell(1, 300)

    assert till.held() == (0, 0)
    assert till.balances() == {
        Account.CASH: 899,
        Account.SAVINGS: -401,
        Account.SALES: -899,
        Account.COST: 401,
    }


def test_more_than_there_is_on_the_day_or_on_any_later_one_is_not_sold(
    office: BankOffice,
) -> None:
    till = Till(office)
    early, later = date(2026, 3, 1), date(2026, 3, 5)
    till.buy(5, early)
    till.sell(4, 200, later)

    for kilos, on in ((2, early), (2, TODAY), (1, early - timedelta(days=1))):
        with pytest.raises(ValidationFailed, match="มีในคลังเพียง") as caught:
            till.sell(kilos, 200, on)
        assert problems(caught) == {"0:quantity"}
    till.sell(1, 200, early)
    assert till.held() == (0, 0)


def test_a_forgotten_sale_before_all_was_sold_is_explained(office: BankOffice) -> None:
    till = Till(office)
    office.banks.set_prices(
        till.uuid,
        [Price(material=till.paper.uuid, grade="", from_day=date(2026, 3, 15), buy=500)],
    )
    till.buy(10, date(2026, 3, 1))
    till.buy(10, date(2026, 3, 15))
    sold = till.sell(10, 600, date(2026, 3, 16))

    with pytest.raises(ValidationFailed, match="กรุณากลับรายการที่ขายหรือปรับหลังวันนี้ก่อน"):
        till.sell(10, 600, date(2026, 3, 2))
    till.books.reverse(sold.uuid, sold.on, "ลืมบันทึกการขายก่อนหน้า")
    till.sell(10, 600, date(2026, 3, 2))
    till.sell(10, 600, date(2026, 3, 16))

    assert till.held(date(2026, 3, 2)) == till.held() == (0, 0)
    assert till.held(date(2026, 3, 15)) == (10, 5_000)


def test_what_is_wrong_with_a_sale_is_told_at_its_line(office: BankOffice) -> None:
    till = Till(office)
    till.buy(5)

    with pytest.raises(ValidationFailed) as caught:
        till.books.sale(
            till.uuid,
            TODAY,
            " ",
            [
                Sold(material=till.paper.uuid, quantity=4 * KILO, price=1),
                Sold(material=till.paper.uuid, quantity=2 * KILO, price=1),
                Sold(material=till.paper.uuid, quantity=-KILO, price=-1, amount=-1),
                Sold(material=till.uuid, quantity=KILO, price=1),
            ],
        )

    assert problems(caught) == {
        "party",
        "1:quantity",
        "2:quantity",
        "2:price",
        "2:amount",
        "3:material",
    }
    assert till.held() == (5, 500)


def test_what_was_counted_becomes_the_stock_less_or_more(office: BankOffice) -> None:
    till = Till(office)
    till.buy(10)

    lost = till.books.shrinkage(
        till.uuid, TODAY, [Counted(material=till.paper.uuid, quantity=8 * KILO)], "แห้งลง"
    )
    assert [(line.quantity, line.cost) for line in lost.goods] == [(-2 * KILO, -200)]
    till.books.shrinkage(till.uuid, TODAY, [Counted(material=till.paper.uuid, quantity=9 * KILO)])
    assert till.held() == (9, 900)
    assert till.balances()[Account.SHRINKAGE] == 100
    with pytest.raises(ValidationFailed, match="ตรงกับบัญชีทุกรายการ"):
        till.books.shrinkage(
            till.uuid, TODAY, [Counted(material=till.paper.uuid, quantity=9 * KILO)]
        )


def test_books_begin_with_what_a_bank_already_has(office: BankOffice) -> None:
    till = Till(office)
    grown = office.bank("เก่า", books_from=None)
    member = office.member(grown)
    paper = office.material(grown, "1")

    opening = till.books.open_books(
        grown.uuid,
        BEGUN,
        cash=50_000,
        deposit=120_000,
        welfare=30_000,
        savings={member.uuid: 90_000},
        stock=[Brought(material=paper.uuid, quantity=20 * KILO, cost=4_000)],
    )

    assert till.books.entry_label(opening) == "ยอดยกมา 1/2569"
    assert till.books.balances(grown.uuid, BEGUN) == {
        Account.CASH: 50_000,
        Account.DEPOSIT: 120_000,
        Account.STOCK: 4_000,
        Account.SAVINGS: -90_000,
        Account.WELFARE: -30_000,
        Account.CAPITAL: -54_000,
    }
    assert office.banks.get(grown.uuid).books_from == BEGUN
    with pytest.raises(ValidationFailed, match="มียอดยกมาแล้ว"):
        till.books.open_books(grown.uuid, BEGUN, cash=1)
    till.books.reverse(opening.uuid, BEGUN, "ยอดผิด")
    till.books.open_books(grown.uuid, BEGUN, cash=1)
    assert till.books.balances(grown.uuid, TODAY) == {Account.CASH: 1, Account.CAPITAL: -1}
    with pytest.raises(ValidationFailed) as caught:
        till.books.open_books(till.uuid, TODAY, cash=1)
    assert problems(caught) == {"on"}


def test_a_member_takes_out_no_more_than_there_is_on_any_later_day(office: BankOffice) -> None:
    till = Till(office)
    early = date(2026, 5, 1)
    till.books.income(till.uuid, early, 100_000)
    till.buy(10, early)
    till.books.withdraw(till.uuid, TODAY, till.member.uuid, 800)

    with pytest.raises(ValidationFailed, match=r"เงินฝากเพียง 2\.00 บาท") as caught:
        till.books.withdraw(till.uuid, early, till.member.uuid, 300)
    assert problems(caught) == {"amount"}
    till.books.paid_in(till.uuid, TODAY, till.member.uuid, 50)

    statement = till.books.statement(till.member.uuid, date(2026, 6, 1), TODAY)
    assert (statement.opening, statement.closing) == (1_000, 250)
    assert [(line.put_in, line.taken_out, line.balance) for line in statement.lines] == [
        (0, 800, 200),
        (50, 0, 250),
    ]


def test_welfare_takes_gifts_profits_and_savings_and_is_paid_to_closed_accounts(
    office: BankOffice,
) -> None:
    till = Till(office)
    gone = office.member(till.bank, "ผู้ล่วงลับ")
    office.banks.close_member(gone.uuid, TODAY)
    till.buy(10)
    till.books.welfare_in(till.uuid, TODAY, 5_000, party="วัด")
    till.books.welfare_in(till.uuid, TODAY, 100, Account.SAVINGS, member=till.member.uuid)
    with pytest.raises(ValidationFailed, match=r"ทุนและกำไรสะสมมีเพียง 0\.00"):
        till.books.welfare_in(till.uuid, TODAY, 1, Account.CAPITAL)

    till.books.welfare_out(till.uuid, TODAY, 3_000, "ทายาท", gone.uuid)
    with pytest.raises(ValidationFailed, match="กองทุนสวัสดิการมีเพียง"):
        till.books.welfare_out(till.uuid, TODAY, 3_000, "อีกคน")
    assert till.balances()[Account.WELFARE] == -2_100


def test_what_a_dealer_owes_is_paid_later(office: BankOffice) -> None:
    till = Till(office)
    till.buy(10)
    line = Sold(material=till.paper.uuid, quantity=10 * KILO, price=150)
    sold = till.books.sale(till.uuid, TODAY, "ร้าน", [line], into=Account.RECEIVABLE)
    till.books.transfer(till.uuid, TODAY, 1_500, Account.RECEIVABLE, Account.DEPOSIT)

    with pytest.raises(ValidationFailed, match="ร้านรับซื้อค้างชำระเพียง"):
        till.books.transfer(till.uuid, TODAY, 1, Account.RECEIVABLE, Account.CASH)
    with pytest.raises(ValidationFailed, match="กลับรายการรับชำระก่อน"):
        till.books.reverse(sold.uuid, TODAY, "ผิดร้าน")
    assert till.balances()[Account.DEPOSIT] == 1_500


def test_a_reversed_purchase_gives_back_the_cost_that_is_left(office: BankOffice) -> None:
    till = Till(office, buy=900)
    dear = till.buy(1)
    office.banks.set_prices(
        till.uuid, [Price(material=till.paper.uuid, grade="", from_day=TODAY, buy=100)]
    )
    till.buy(1)
    till.sell(1, 1_000)  # half of 1,000 satang went with it

    back = till.books.reverse(dear.uuid, TODAY, "พิมพ์ราคาผิด")

    assert [(line.quantity, line.amount, line.cost) for line in back.goods] == [(-KILO, -900, -500)]
    assert till.held() == (0, 0)
    assert till.balances() == {
        Account.CASH: 1_000,
        Account.SAVINGS: -100,
        Account.SALES: -1_000,
        Account.COST: 100,
    }
    assert till.books.entry(dear.uuid).reversed_by == back.uuid


def test_what_cannot_be_reversed_is_explained(office: BankOffice) -> None:
    till = Till(office)
    bought = till.buy(1, date(2026, 5, 1))
    till.sell(1, 200, date(2026, 5, 2))

    for on, reason, at in (
        (date(2026, 4, 30), "ผิด", {"on"}),
        (TODAY, " ", {"text"}),
        (TODAY, "ผิด", {"0:quantity"}),  # the goods are sold
    ):
        with pytest.raises(ValidationFailed) as caught:
            till.books.reverse(bought.uuid, on, reason)
        assert problems(caught) == at
    other = till.buy(1)
    back = till.books.reverse(other.uuid, TODAY, "ผิด")
    for entry in (other, back):
        with pytest.raises(ValidationFailed) as caught:
            till.books.reverse(entry.uuid, TODAY, "ผิดอีก")
        assert problems(caught) == {"entry"}


def test_a_count_of_the_cash_can_set_the_books_right(office: BankOffice) -> None:
    till = Till(office)
    till.books.income(till.uuid, TODAY, 1_000)

    seen = till.books.count_cash(till.uuid, TODAY, 950, "เหรียญหาย")
    assert (seen.in_books, seen.entry, till.balances()[Account.CASH]) == (1_000, None, 1_000)
    put_right = till.books.count_cash(till.uuid, TODAY, 950, adjust=True)

    assert till.balances()[Account.CASH] == 950
    assert till.balances()[Account.DIFFERENCE] == 50
    sheet = till.books.day(till.uuid, TODAY)
    assert sheet.count == put_right
    assert [entry.kind for entry in sheet.entries] == [EntryKind.INCOME, EntryKind.DIFFERENCE]
    assert till.books.cash_counts(till.uuid, TODAY, TODAY) == (seen, put_right)


def test_the_sheet_of_a_day_nets_what_was_reversed_that_day(office: BankOffice) -> None:
    till = Till(office)
    till.buy(3)
    till.books.reverse(till.buy(9).uuid, TODAY, "พิมพ์ 0.9 เป็น 9")

    sheet = till.books.day(till.uuid, TODAY)

    assert [(line.quantity, line.amount) for line in sheet.bought] == [(3 * KILO, 300)]
    assert (sheet.before, sheet.after) == ({}, {Account.STOCK: 300, Account.SAVINGS: -300})
    assert sum(line.debit - line.credit for line in till.books.trial_balance(till.uuid, TODAY)) == 0


def test_a_closed_month_takes_nothing_and_all_before_it_are_closed_with_it(
    office: BankOffice,
) -> None:
    till = Till(office)
    till.buy(2, date(2026, 3, 10))
    close = till.books.close_month(till.uuid, date(2026, 3, 10))

    assert dict(close.balances) == {Account.STOCK: 200, Account.SAVINGS: -200}
    assert close.members == 1
    assert [each.last_day.month for each in till.books.closes(till.uuid)] == [3, 2, 1]
    with pytest.raises(ValidationFailed, match="บัญชีปิดแล้วถึง 31 มีนาคม 2569"):
        till.buy(1, date(2026, 3, 31))
    for month in (date(2026, 2, 1), TODAY, date(2025, 12, 1)):
        with pytest.raises(ValidationFailed) as caught:
            till.books.close_month(till.uuid, month)
        assert problems(caught) == {"month"}


def test_a_closed_year_keeps_its_figures_and_the_next_begins_with_nothing(
    office: BankOffice,
) -> None:
    till = Till(office)
    till.buy(10, date(2026, 8, 1))
    till.sell(10, 150, date(2026, 9, 10))
    till.books.expense(till.uuid, date(2026, 9, 11), 200)
    till.books.close_month(till.uuid, date(2026, 10, 1))
    assert till.books.year_ends(till.uuid) == (FISCAL_END,)
    before = till.books.year(till.uuid, FISCAL_END)

    close = till.books.close_year(till.uuid, FISCAL_END)

    sheet = till.books.year(till.uuid, FISCAL_END)
    assert replace(sheet, is_closed=False) == before
    assert (close.kind, sheet.profit, sheet.first) == (PeriodKind.YEAR, 300, BEGUN)
    assert sheet.balances == {Account.CASH: 1_300, Account.SAVINGS: -1_000}
    assert sum(sheet.balances.values()) == sheet.profit
    [entry] = till.books.entries(till.uuid, BEGUN, TODAY, [EntryKind.YEAR_CLOSE])
    assert entry.on == date(2026, 11, 1)
    assert till.balances() == {
        Account.CASH: 1_300,
        Account.SAVINGS: -1_000,
        Account.CAPITAL: -300,
    }
    after = till.books.year(till.uuid, TODAY)
    assert (after.first, after.profit) == (date(2026, 10, 1), 0)
    till.books.welfare_in(till.uuid, TODAY, 300, Account.CAPITAL)
    for last in (FISCAL_END, date(2026, 12, 31), date(2026, 10, 15)):
        with pytest.raises(ValidationFailed) as caught:
            till.books.close_year(till.uuid, last)
        assert problems(caught) == {"last_day"}


def test_months_tell_weight_value_welfare_and_members_of_units_with_books(
    office: BankOffice,
) -> None:
    unit = Unit(village_id=office.villages["93010102"])
    bank = office.banks.save(replace(office.banks.begin(unit), name="สอง", books_from=SEPTEMBER))
    till = Till(office)
    member = office.member(bank, joined_on=date(2026, 10, 2))
    paper = office.material(bank, "1", grams_each=500, item="recyclable-plastic")
    bottle = office.material(bank, "2", unit="ขวด", grams_each=None)
    october, november = date(2026, 10, 1), date(2026, 11, 1)

    def buy(material: UUID, quantity: int, on: date) -> Entry:
        line = Weighed(material=material, quantity=quantity)
        return till.books.purchase(bank.uuid, on, member.uuid, [line])

    buy(paper.uuid, 3_001, date(2026, 10, 5))
    buy(paper.uuid, 1_000, date(2026, 10, 6))
    wrong = buy(bottle.uuid, 5 * KILO, date(2026, 10, 6))
    till.books.income(bank.uuid, date(2026, 10, 7), 9_000)
    till.books.welfare_in(bank.uuid, date(2026, 10, 7), 4_000, party="วัด")
    till.books.welfare_out(bank.uuid, date(2026, 10, 8), 1_000, "ก")
    till.books.welfare_out(bank.uuid, date(2026, 10, 9), 500, "ข")
    told = till.books.monthly("930101", [date(2026, 8, 1), SEPTEMBER, october, november])

    assert [month for each, month in told if each == unit] == [SEPTEMBER, october, november]
    figures = told[unit, october]
    assert (figures.weight, figures.by_item) == (2_001, {"recyclable-plastic": 2_001})
    assert (figures.value, figures.welfare, figures.balance) == (900, 1_500, 11_500)
    assert (figures.members, told[unit, SEPTEMBER].members) == (1, 0)
    assert figures.unknown_weight
    assert told[unit, november].balance == 11_500
    till.books.reverse(wrong.uuid, date(2026, 10, 31), "ไม่ใช่ขวด")
    assert not till.books.monthly("93", [october])[unit, october].unknown_weight
    assert till.books.monthly("94", [october]) == {}

    till.books.close_month(bank.uuid, october)
    kept = till.books.monthly("93", [october])[unit, october]
    office.banks.save_member(replace(office.banks.member(member.uuid), joined_on=None))
    office.member(bank)
    assert till.books.monthly("93", [october])[unit, october] == kept
    with pytest.raises(ValidationFailed) as caught:
        office.banks.save_material(replace(paper, grams_each=400))
    assert problems(caught) == {"grams_each"}


def test_undoing_leaves_no_register_that_the_books_contradict(office: BankOffice) -> None:
    history = services_of(office.store).history
    till = Till(office)
    office.banks.save_member(replace(till.member, joined_on=date(2026, 5, 1)))
    office.banks.save_member(replace(office.banks.member(till.member.uuid), joined_on=None))
    freed = history.recent(1)[0]
    office.banks.save_material(replace(till.paper, grams_each=None))
    unknown = history.recent(1)[0]
    till.buy(1, date(2026, 3, 1))

    with pytest.raises(UndoRefused, match="มีรายการในบัญชีตั้งแต่ 1 มีนาคม 2569"):
        history.undo(freed.id)
    history.undo(unknown.id)
    office.banks.save_material(replace(office.banks.materials(till.uuid)[0], grams_each=None))
    again = history.recent(1)[0]
    till.books.close_month(till.uuid, date(2026, 3, 1))
    with pytest.raises(UndoRefused, match="ตัวเลขที่พิมพ์ไปต้องไม่เปลี่ยน"):
        history.undo(again.id)
    with pytest.raises(UndoRefused, match="งวดที่ปิดแล้วเปิดกลับไม่ได้"):
        history.undo(history.recent(1)[0].id)


def test_a_failure_in_the_middle_of_an_entry_leaves_nothing(
    office: BankOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    till = Till(office)

    def cut_off(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("cdd_desktop.waste.bank.posting.entries_of", cut_off)
        with pytest.raises(KeyboardInterrupt):
            till.buy(1)

    assert till.books.entries(till.uuid, BEGUN, TODAY) == ()
    assert till.books.entry_label(till.buy(1)) == "รับซื้อ 1/2569"


def test_two_tills_at_once_number_their_purchases_without_a_gap(office: BankOffice) -> None:
    till = Till(office)
    other = Store.joined(office.store.path, clock=office.store.now)
    second = services_of(other).books
    line = Weighed(material=till.paper.uuid, quantity=KILO)

    def buy_five(books: BookService) -> list[int]:
        return [books.purchase(till.uuid, TODAY, till.member.uuid, [line]).number for _ in range(5)]

    with ThreadPoolExecutor(2) as clerks:
        numbers = [each for some in clerks.map(buy_five, (till.books, second)) for each in some]

    assert sorted(numbers) == list(range(1, 11))


def test_the_health_check_finds_books_that_do_not_hold(office: BankOffice) -> None:
    till = Till(office)
    till.buy(1, date(2026, 3, 1))
    till.books.close_month(till.uuid, date(2026, 3, 1))
    health = services_of(office.store).health

    def found() -> set[str]:
        report = look_over(Silent(), health.plan())
        return {each.what for each in report.findings if each.room == "ธนาคารขยะ"}

    assert found() == set()
    with office.store.writing(Intent(action="test", summary="ทำให้ผิด")) as work:
        row = (
            work.session.query(BankPostingRow)
            .filter_by(account="stock")
            .order_by(BankPostingRow.entry_id.desc())[0]
        )
        row.amount -= 1
    assert found() == {
        "รายการบัญชีเดบิตไม่เท่ากับเครดิต",
        "วัสดุคงเหลือไม่ตรงกับบัญชี",
        "ยอดของงวดที่ปิดแล้วเปลี่ยนไป",
    }


def test_a_year_is_closed_the_day_after_the_month_at_hand_was(
    office: BankOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    till = Till(office)
    till.books.income(till.uuid, date(2026, 9, 1), 500)
    evening = datetime(2026, 11, 30, 3, tzinfo=UTC)
    monkeypatch.setattr(office.store, "_clock", lambda: evening)
    till.books.close_month(till.uuid, date(2026, 11, 1))

    with pytest.raises(ValidationFailed, match=r"ตั้งแต่ 1 ธันวาคม 2569 กรุณารอถึงวันนั้น"):
        till.books.close_year(till.uuid, FISCAL_END)

    evening += timedelta(days=1)
    assert till.books.close_year(till.uuid, FISCAL_END).kind is PeriodKind.YEAR
