"""What the demo shows of waste: every view and report of it has something to tell."""

from datetime import date

from sqlalchemy import func, select

from cdd_desktop.bootstrap import Services
from cdd_desktop.demo.waste import make_waste
from cdd_desktop.storage.tables import OperationRow
from cdd_desktop.thai.months import fiscal_months
from cdd_desktop.waste.bank.records import Account
from cdd_desktop.waste.months.rolled import By

TAMBON = "900101"
SEPTEMBER = date(2026, 9, 1)


def test_a_district_told_and_closed_every_month_of_the_year(demo: Services) -> None:
    months = fiscal_months(2569)
    assert {one.month for one in demo.months.closings("9001", months)} == set(months)
    assert len(demo.months.corrections("9001", [SEPTEMBER])) == 1
    assert demo.months.records("9001", months)
    assert not demo.months.closings("9002", months)
    assert demo.months.records("9002", [SEPTEMBER])


def test_the_first_tambon_keeps_its_bins_by_household_and_the_next_in_total(demo: Services) -> None:
    by_tambon = {line.code: line for line in demo.bins.roll_up("9001", [SEPTEMBER], By.TAMBON)}
    assert by_tambon[TAMBON].count.installed
    assert by_tambon["900102"].count.installed


def test_the_bank_has_books_that_balance(demo: Services) -> None:
    (line,) = demo.banks.banks("90")
    balances = demo.books.balances(line.bank.uuid, date(2026, 11, 22))
    assert sum(balances.values()) == 0
    assert balances[Account.CASH] > 0
    assert len(demo.books.closes(line.bank.uuid)) == 4


def test_making_the_waste_again_adds_nothing(demo: Services) -> None:
    def operations() -> int:
        with demo.store.reading() as session:
            return session.scalars(select(func.count()).select_from(OperationRow)).one()

    before = operations()
    make_waste(demo, TAMBON)
    assert operations() == before
