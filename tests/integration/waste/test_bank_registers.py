"""Banks, their members, materials, prices and rounds; and buying at those prices."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from bank_office import BEGUN, KILO, TODAY, BankOffice, bank_office

from cdd_desktop.bootstrap import services_of
from cdd_desktop.errors import CddError, StaleRecord, ValidationFailed
from cdd_desktop.waste.bank.members import MembersRefused
from cdd_desktop.waste.bank.records import Account, Price, Weighed


@pytest.fixture(scope="module")
def office(
    database_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BankOffice]:
    """One office for all tests of the file: each makes its own bank."""
    folder = tmp_path_factory.mktemp("banks") / "data"
    with bank_office(database_template, folder) as made:
        yield made


def refused(office: BankOffice, *args: object, **named: object) -> dict[str, str]:
    """What is wrong with a purchase."""
    with pytest.raises(ValidationFailed) as caught:
        office.books.purchase(*args, **named)
    return caught.value.problems


def test_a_member_is_found_by_code_by_name_and_by_a_code_without_its_zeros(
    office: BankOffice,
) -> None:
    bank = office.bank()
    first = office.member(bank, "นายสมชาย ใจดี", code="009")
    second = office.member(bank, "นางสมศรี รักดี")

    assert second.code == "010"
    assert office.banks.member_by_code(bank.uuid, "๙") == first
    assert office.banks.member_by_code(bank.uuid, "11") is None
    assert office.banks.find_members(bank.uuid, "สมศรี") == (second,)
    assert office.banks.find_members(bank.uuid, "010")[0] == second
    assert office.banks.find_members(bank.uuid, "%") == ()
    assert office.banks.members(bank.uuid) == (first, second)


def test_members_are_kept_all_or_none_and_each_fault_is_told(office: BankOffice) -> None:
    bank = office.bank()
    good = replace(office.banks.begin_member(bank.uuid), name="ก")
    twin = replace(office.banks.begin_member(bank.uuid), name="ข", code=good.code)
    nameless = replace(office.banks.begin_member(bank.uuid), code="x y")

    with pytest.raises(MembersRefused) as caught:
        office.banks.save_members([good, twin, nameless])

    assert {place: set(found) for place, found in caught.value.problems.items()} == {
        1: {"code"},
        2: {"code", "name"},
    }
    assert office.banks.members(bank.uuid, closed=True) == ()


def test_an_old_copy_of_a_member_is_not_saved(office: BankOffice) -> None:
    bank = office.bank()
    member = office.member(bank)
    office.banks.save_member(replace(member, phone="081-000-0000"))

    with pytest.raises(StaleRecord):
        office.banks.save_member(replace(member, phone="082-000-0000"))


def test_a_bank_begins_with_the_materials_of_the_list_and_changed_ones_stay(
    office: BankOffice,
) -> None:
    bank = office.bank()
    office.material(bank, "1", name="ลังอย่างดี", buy=None)

    started = office.banks.start_materials(bank.uuid)

    assert started[0].name == "ลังอย่างดี"
    assert {"11", "23", "91"} <= {material.code for material in started}
    bottle = office.banks.material_by_code(bank.uuid, "23")
    assert bottle is not None
    assert (bottle.unit, bottle.grams_each) == ("ขวด", None)
    assert office.banks.start_materials(bank.uuid) == started


def test_the_price_of_a_day_is_the_newest_that_began_by_then(office: BankOffice) -> None:
    bank = office.bank()
    paper = office.material(bank, "1", buy=300)
    later = date(2026, 6, 1)
    office.banks.set_prices(
        bank.uuid,
        [
            Price(material=paper.uuid, grade="", from_day=later, buy=400, sale=550),
            Price(material=paper.uuid, grade="A", from_day=later, buy=500),
        ],
    )

    before = office.banks.prices(bank.uuid, later - timedelta(days=1))
    assert {key[1]: price.buy for key, price in before.items()} == {"": 300}
    assert {key[1]: price.buy for key, price in office.banks.prices(bank.uuid, later).items()} == {
        "": 400,
        "A": 500,
    }
    assert len(office.banks.price_history(bank.uuid)) == 3

    quotes = office.books.quote(
        bank.uuid, BEGUN, [Weighed(material=paper.uuid, grade="A", quantity=KILO)]
    )
    assert "ยังไม่มีราคา" in quotes[0].problem


def test_a_purchase_puts_money_into_the_account_at_the_price_of_the_day(
    office: BankOffice,
) -> None:
    bank = office.bank(rounding=25)
    member = office.member(bank)
    paper = office.material(bank, "1", buy=333)
    lines = [Weighed(material=paper.uuid, quantity=2_500)]

    assert [quoted.amount for quoted in office.books.quote(bank.uuid, TODAY, lines)] == [825]
    entry = office.books.purchase(bank.uuid, TODAY, member.uuid, lines)
    office.banks.set_prices(
        bank.uuid, [Price(material=paper.uuid, grade="", from_day=BEGUN, buy=999)]
    )

    assert office.books.entry(entry.uuid) == entry
    assert office.books.entry_label(entry) == "รับซื้อ 1/2569"
    assert [(line.price, line.amount, line.cost) for line in entry.goods] == [(333, 825, 825)]
    assert office.books.balances(bank.uuid, TODAY) == {Account.STOCK: 825, Account.SAVINGS: -825}
    assert office.books.savings(bank.uuid, TODAY) == {member.uuid: 825}
    assert office.books.statement(member.uuid, TODAY, TODAY).closing == 825
    assert office.books.statement(member.uuid, BEGUN, TODAY - timedelta(days=1)).lines == ()
    [line] = [each for each in office.banks.banks("930101") if each.bank == bank]
    assert (line.code, line.name, line.members, line.balance) == (
        "93010101",
        "ม.1 บ้านดอนหลา 1",
        1,
        0,
    )
    assert office.banks.banks("9302") == ()


def test_what_is_wrong_with_a_purchase_is_told_at_its_line(office: BankOffice) -> None:
    bank = office.bank()
    member = office.member(bank)
    paper = office.material(bank, "1")
    bottle = office.material(bank, "2", unit="ขวด")
    unpriced = office.material(bank, "3", buy=None)
    elsewhere = office.material(office.bank("อื่น"), "1")

    assert set(
        refused(
            office,
            bank.uuid,
            TODAY,
            member.uuid,
            [
                Weighed(material=paper.uuid, quantity=1),
                Weighed(material=paper.uuid, quantity=0),
                Weighed(material=paper.uuid, quantity=10**9),
                Weighed(material=bottle.uuid, quantity=2_500),
                Weighed(material=unpriced.uuid, quantity=KILO),
                Weighed(material=elsewhere.uuid, quantity=KILO),
            ],
        )
    ) == {"1:quantity", "2:quantity", "3:quantity", "4:material", "5:material"}
    assert set(refused(office, bank.uuid, TODAY, member.uuid, [])) == {"lines"}
    assert office.books.entries(bank.uuid, BEGUN, TODAY) == ()


def test_nothing_is_bought_on_days_that_are_not_the_books(office: BankOffice) -> None:
    bank = office.bank(closed_on=TODAY)
    member = office.member(bank, joined_on=date(2026, 5, 1))
    lines = [Weighed(material=office.material(bank, "1").uuid, quantity=KILO)]
    bookless = office.bank("ไม่มีบัญชี", books_from=None)
    other = office.member(bookless)

    for on in (TODAY, TODAY + timedelta(days=1), BEGUN - timedelta(days=1), date(1200, 1, 1)):
        assert set(refused(office, bank.uuid, on, member.uuid, lines)) == {"on"}
    assert set(refused(office, bank.uuid, date(2026, 4, 30), member.uuid, lines)) == {"member"}
    goods = [Weighed(material=office.material(bookless, "1").uuid, quantity=KILO)]
    assert "ยังไม่เริ่มทำบัญชี" in refused(office, bookless.uuid, TODAY, other.uuid, goods)["on"]


def test_cash_that_there_is_not_buys_nothing(office: BankOffice) -> None:
    bank = office.bank()
    member = office.member(bank)
    lines = [Weighed(material=office.material(bank, "1").uuid, quantity=KILO)]

    problems = refused(office, bank.uuid, TODAY, member.uuid, lines, paid=Account.CASH)

    assert "เงินสดมีเพียง 0.00 บาท" in problems["amount"]


def test_a_closed_account_takes_nothing_and_one_with_money_is_not_closed(
    office: BankOffice,
) -> None:
    bank = office.bank()
    member = office.member(bank)
    other = office.member(bank)
    lines = [Weighed(material=office.material(bank, "1").uuid, quantity=KILO)]
    office.books.purchase(bank.uuid, TODAY, member.uuid, lines)

    with pytest.raises(ValidationFailed, match=r"ยังมีเงินฝาก 1\.00 บาท"):
        office.banks.close_member(member.uuid, TODAY)
    office.banks.close_member(other.uuid, TODAY)

    assert set(refused(office, bank.uuid, TODAY, other.uuid, lines)) == {"member"}
    assert office.banks.members(bank.uuid) == (member,)
    assert len(office.banks.members(bank.uuid, closed=True)) == 2
    with pytest.raises(ValidationFailed, match="เงินฝากของสมาชิก"):
        office.banks.close(bank.uuid, TODAY)


def test_a_closed_bank_is_listed_when_asked_for_and_opens_again(office: BankOffice) -> None:
    bank = office.bank("เลิกแล้ว")
    shut = office.banks.close(bank.uuid, TODAY)

    def listed(*, closed: bool) -> bool:
        lines = office.banks.banks("93010101", closed=closed)
        return bank.uuid in {line.bank.uuid for line in lines}

    assert not listed(closed=False)
    assert listed(closed=True)
    office.banks.save(replace(shut, closed_on=None))
    assert listed(closed=False)


def test_a_round_takes_what_is_bought_on_its_day_until_it_is_closed(office: BankOffice) -> None:
    bank = office.bank()
    member = office.member(bank)
    lines = [Weighed(material=office.material(bank, "1").uuid, quantity=KILO)]
    held = office.banks.open_round(bank.uuid, TODAY, "ศาลาหมู่บ้าน")

    bought = office.books.purchase(bank.uuid, TODAY, member.uuid, lines, round=held.uuid)
    yesterday = TODAY - timedelta(days=1)

    assert office.books.of_round(held.uuid) == (bought,)
    assert set(refused(office, bank.uuid, yesterday, member.uuid, lines, round=held.uuid)) == {
        "round"
    }
    office.banks.close_round(held.uuid)
    assert set(refused(office, bank.uuid, TODAY, member.uuid, lines, round=held.uuid)) == {"round"}


def test_registers_are_taken_back_and_books_are_not(office: BankOffice) -> None:
    history = services_of(office.store).history
    bank = office.bank()
    member = office.member(bank)
    paper = office.material(bank, "1")
    office.banks.save_member(replace(member, name="ชื่อใหม่"))
    history.undo_last()
    assert office.banks.member(member.uuid).name == member.name

    office.books.purchase(
        bank.uuid, TODAY, member.uuid, [Weighed(material=paper.uuid, quantity=KILO)]
    )
    posted = history.recent(1)[0]
    with pytest.raises(CddError, match="กลับรายการ"):
        history.undo(posted.id)
    assert office.balance(bank, member.uuid) == 100
