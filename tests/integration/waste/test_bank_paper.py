"""Papers of a waste bank say what its books say, to the satang, and those of a past month stay."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from bank_office import TODAY, BankOffice, bank_office

from cdd_desktop.bootstrap import Services, services_of
from cdd_desktop.documents.model import Block, Document, Row, RowKind, Table
from cdd_desktop.errors import NotFound
from cdd_desktop.places.records import PlaceRef
from cdd_desktop.reporting.options import FileFormat, ReportOptions
from cdd_desktop.thai.months import fiscal_months
from cdd_desktop.waste.bank.records import (
    Account,
    Bank,
    Brought,
    Entry,
    EntryKind,
    Material,
    Member,
    Price,
    Sold,
    Weighed,
)
from cdd_desktop.waste.paper.bank_receipt import receipt_blocks
from cdd_desktop.waste.paper.bank_words import BankWords
from cdd_desktop.waste.units import Unit

OCTOBER = date(2026, 10, 10)
NOVEMBER = date(2026, 11, 14)
TAMBON = "930101"
PAPERS = ("day", "prices", "receipt", "passbook", "statement", "balance", "year")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A bank with two members that bought, sold and took back."""

    office: BankOffice
    services: Services
    bank: Bank
    somsri: Member
    somchai: Member
    paper: Material
    bottle: Material
    first: Entry


@pytest.fixture(scope="module")
def kept(database_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    folder = tmp_path_factory.mktemp("paper") / "data"
    with bank_office(database_template, folder) as office:
        bank = office.bank("ธนาคารขยะบ้านดอนหลา", books_from=date(2026, 10, 1), rounding=25)
        somsri = office.member(bank, "นางสมศรี ใจดี")
        somchai = office.member(bank, "นายสมชาย มานะ")
        paper = office.material(bank, "11", name="กระดาษลัง", buy=335)
        bottle = office.material(
            bank, "21", name="ขวดแก้ว", unit="ขวด", grams_each=None, buy=100, grade="ใหญ่"
        )
        books = office.books
        books.open_books(
            bank.uuid,
            date(2026, 10, 1),
            cash=500_000,
            savings={somsri.uuid: 12_345},
            stock=[Brought(material=paper.uuid, quantity=10_000, cost=3_000)],
        )
        first = books.purchase(
            bank.uuid,
            OCTOBER,
            somsri.uuid,
            [
                Weighed(material=paper.uuid, quantity=12_300),
                Weighed(material=bottle.uuid, grade="ใหญ่", quantity=7_000),
            ],
        )
        wrong = books.purchase(
            bank.uuid,
            OCTOBER,
            somchai.uuid,
            [Weighed(material=paper.uuid, quantity=99_000)],
            paid=Account.CASH,
        )
        books.reverse(wrong.uuid, OCTOBER, "ชั่งผิด")
        books.withdraw(bank.uuid, OCTOBER, somsri.uuid, 10_000)
        books.expense(bank.uuid, OCTOBER, 4_500, "ร้านค้า", text="ซื้อกระสอบ")
        books.count_cash(
            bank.uuid, OCTOBER, books.balances(bank.uuid, OCTOBER)[Account.CASH] - 100, "เหรียญหาย"
        )
        books.sale(
            bank.uuid,
            date(2026, 10, 20),
            "ร้านรับซื้อของเก่า",
            [Sold(material=paper.uuid, quantity=8_000, price=500)],
        )
        yield Kept(
            office=office,
            services=services_of(office.store),
            bank=bank,
            somsri=somsri,
            somchai=somchai,
            paper=paper,
            bottle=bottle,
            first=first,
        )


def options(report: str, **fields: Any) -> ReportOptions:
    return ReportOptions(
        **{"report": f"waste-{report}", "area_code": TAMBON, "fiscal_year": 2570, **fields}
    )


def made(kept: Kept, report: str, **fields: Any) -> Document:
    return kept.services.reports.document(options(report, **fields), FileFormat.PDF)


def tables(document: Document) -> dict[str, Table]:
    blocks: list[Block] = [block for sheet in document.sheets for block in sheet.blocks]
    return {block.name: block for block in blocks if isinstance(block, Table)}


def total(table: Table, column: int) -> Decimal:
    *_, row = [row for row in table.rows if row.kind is RowKind.TOTAL]
    value = row.values[column]
    assert isinstance(value, Decimal)
    return value


def body(table: Table) -> list[Row]:
    return [row for row in table.rows if row.kind is RowKind.BODY]


def baht(satang: int) -> Decimal:
    return Decimal(satang).scaleb(-2)


def texts(document: Document) -> str:
    return repr([(sheet.name, sheet.blocks) for sheet in document.sheets])


def test_the_day_sums_what_stands_and_its_cash_is_that_of_the_books(kept: Kept) -> None:
    document = made(kept, "bank-day", day=OCTOBER)
    found, books = tables(document), kept.office.books
    sheet = books.day(kept.bank.uuid, OCTOBER)
    bought = baht(sum(line.amount for line in sheet.bought))
    assert bought == Decimal("48.25")  # 12.3 kg at 3.35 is 41.205, rounded to 41.25; 7 at 1
    assert total(found["รายการรับซื้อ"], 7) == total(found["ตามวัสดุ"], 4) == bought
    cash = {row.values[0]: row.values[1] for row in found["เงินสด"].rows}
    assert cash["เงินสดยกมา"] == baht(sheet.before[Account.CASH])
    assert cash["เงินสดคงเหลือตามบัญชี"] == baht(sheet.after[Account.CASH])
    moved = Decimal(str(cash["รับระหว่างวัน"])) - Decimal(str(cash["จ่ายระหว่างวัน"]))
    assert Decimal(str(cash["เงินสดยกมา"])) + moved == cash["เงินสดคงเหลือตามบัญชี"]
    assert "ขาด 1.00 บาท เหรียญหาย" in texts(document)


def test_amounts_of_a_column_have_the_same_decimals_and_what_is_not_summed_is_left_blank(
    kept: Kept,
) -> None:
    for name in ("รายการรับซื้อ", "ตามวัสดุ"):
        table = tables(made(kept, "bank-day", day=OCTOBER))[name]
        place = [column.heading for column in table.columns].index("จำนวน")
        places = {Decimal(str(row.values[place])).as_tuple().exponent for row in body(table)}
        assert places == {-1}  # 12.3 kg beside 7.0 bottles
        assert table.rows[-1].values[place] == ""


def test_names_of_members_are_masked_unless_the_paper_is_theirs(kept: Kept) -> None:
    assert "นางสมศรี ใจ…" in texts(made(kept, "bank-day", day=OCTOBER))
    assert "นางสมศรี ใจดี" in texts(made(kept, "bank-day", day=OCTOBER, with_names=True))
    assert "นางสมศรี ใจดี" not in texts(made(kept, "bank-balance", day=OCTOBER))
    own = texts(made(kept, "bank-statement", member="1"))
    assert "นางสมศรี ใจดี" in own
    assert "นายสมชาย" not in own


def test_a_receipt_tells_its_amount_in_words_and_the_rule_of_rounding(kept: Kept) -> None:
    document = made(kept, "bank-receipt", member=kept.somsri.code, day=OCTOBER)
    withdrawal, purchase = document.sheets
    assert (withdrawal.name, purchase.name) == ("ถอนเงิน 1/2569", "รับซื้อ 1/2569")
    told = repr(purchase.blocks)
    assert "48.25 บาท (สี่สิบแปดบาทยี่สิบห้าสตางค์)" in told
    assert "ปัดเป็นหน่วย 25 สตางค์ที่ใกล้ที่สุด" in told
    assert told.count("ใบรับซื้อวัสดุรีไซเคิล") == 2
    assert "เงินฝากคงเหลือ 171.70 บาท" in told
    assert "เงินฝากคงเหลือ 71.70 บาท" in repr(withdrawal.blocks)


@pytest.mark.parametrize("named", ["uuid", "1/2569", "๑/๒๕๖๙"])
def test_one_receipt_of_several_is_printed_by_itself(kept: Kept, named: str) -> None:
    if named == "uuid":
        named = str(kept.first.uuid)
    else:
        with pytest.raises(NotFound, match=r"มีหลายใบ.*รับซื้อ 1/2569, ถอนเงิน 1/2569"):
            made(kept, "bank-receipt", entry=named)
        named = f"รับซื้อ {named}"
    (sheet,) = made(kept, "bank-receipt", member=kept.somsri.code, entry=named).sheets
    assert sheet.name == "รับซื้อ 1/2569"


@pytest.mark.parametrize("named", ["รับซื้อ 99/2569", "1/0001", "ใบเมื่อวาน", "ขายให้ร้านรับซื้อ 1/2569"])
def test_a_receipt_that_is_not_there_is_explained(kept: Kept, named: str) -> None:
    with pytest.raises(NotFound, match=r"ไม่พบใบเลขที่.*กรุณาตรวจเลขที่"):
        made(kept, "bank-receipt", entry=named)


def test_a_receipt_states_no_other_rule_of_rounding_than_the_one_it_was_made_by(
    kept: Kept,
) -> None:
    words = BankWords(
        bank=replace(kept.bank, rounding=100),
        place="",
        materials={each.uuid: each for each in (kept.paper, kept.bottle)},
        members={kept.somsri.uuid: kept.somsri},
    )
    assert "ปัดเป็น" not in repr(list(receipt_blocks(kept.first, words, None)))


def test_who_is_paid_welfare_is_masked_and_a_shop_is_not(kept: Kept) -> None:
    words = BankWords(bank=kept.bank, place="", materials={}, members={})
    paid = replace(kept.first, kind=EntryKind.WELFARE_OUT, party="นางสายใจ มานะ")
    assert words.party(paid) == "นางสายใจ ม…"
    assert replace(words, with_names=True).party(paid) == "นางสายใจ มานะ"
    assert words.party(replace(paid, kind=EntryKind.SALE, party="ร้าน ของเก่า")) == "ร้าน ของเก่า"


def test_a_bank_that_is_closed_prints_when_it_is_named(kept: Kept) -> None:
    shut = kept.office.bank("ธนาคารเดิม", founded_on=TODAY, closed_on=TODAY)
    kept.office.material(shut, "1")
    for named in (shut.name, str(shut.uuid)):
        assert shut.name in texts(made(kept, "bank-prices", bank=named, day=TODAY))
    assert kept.bank.name in texts(made(kept, "bank-prices", day=TODAY))


def test_a_receipt_that_was_taken_back_says_so(kept: Kept) -> None:
    told = texts(made(kept, "bank-receipt", member=kept.somchai.code, day=OCTOBER))
    assert "ยกเลิกแล้ว" in told


def test_statement_and_passbook_end_with_what_the_books_hold(kept: Kept) -> None:
    held = kept.office.books.savings(kept.bank.uuid, OCTOBER)[kept.somsri.uuid]
    for report in ("bank-statement", "bank-passbook"):
        (sheet,) = made(kept, report, member=kept.somsri.code, day=OCTOBER).sheets
        (table,) = [block for block in sheet.blocks if isinstance(block, Table)]
        assert total(table, 5) == baht(held) == Decimal("71.70")
        opening, *lines = body(table)
        assert opening.values[2] == "ยอดยกมา"
        balance = opening.values[5]
        for row in lines:
            balance += (row.values[3] or 0) - (row.values[4] or 0)  # type: ignore[operator]
            assert row.values[5] == balance


def test_without_a_member_each_who_has_money_or_lines_gets_a_sheet(kept: Kept) -> None:
    assert [sheet.name for sheet in made(kept, "bank-statement").sheets] == ["1 นางสมศรี ใจดี"]
    month = fiscal_months(2570)[0]
    assert len(made(kept, "bank-passbook", month=month).sheets) == 1


def test_the_balance_is_that_of_the_books_and_its_parts_sum_to_their_accounts(kept: Kept) -> None:
    found, books = tables(made(kept, "bank-balance", day=NOVEMBER)), kept.office.books
    balances = books.balances(kept.bank.uuid, NOVEMBER)
    trial = found["งบทดลอง"]
    assert total(trial, 1) == total(trial, 2)
    shown = {row.values[0]: row.values[1] or -row.values[2] for row in body(trial)}  # type: ignore[operator]
    assert shown == {account.label: baht(amount) for account, amount in balances.items()}
    assert total(found["วัสดุคงเหลือ"], 3) == baht(balances[Account.STOCK])
    assert total(found["เงินฝากของสมาชิก"], 3) == -baht(balances[Account.SAVINGS])


def test_the_year_balances_and_its_months_sum_to_it(kept: Kept) -> None:
    found, books = tables(made(kept, "bank-year", day=NOVEMBER)), kept.office.books
    sheet = books.year(kept.bank.uuid, NOVEMBER)
    assert total(found["รายได้และค่าใช้จ่าย"], 1) == baht(abs(sheet.profit))
    position = found["ฐานะการเงิน"]
    (assets,) = [row for row in position.rows if row.values[0] == "รวมสินทรัพย์"]
    assert assets.values[1] == total(position, 1)
    months = found["รายเดือน"]
    assert total(months, 3) == total(found["รับซื้อ"], 4)
    assert total(months, 4) == total(found["ขาย"], 4) == Decimal("40.00")
    assert [row.values[0] for row in body(months)] == ["ต.ค. 69", "พ.ย. 69"]
    assert "ไม่นับวัสดุที่ไม่ทราบน้ำหนัก" in repr(found["รับซื้อ"])


def test_the_price_board_has_what_is_offered_and_no_price_of_sale(kept: Kept) -> None:
    board = tables(made(kept, "bank-prices", day=OCTOBER))["ราคา"]
    assert board.is_board  # hangs on a wall, in large letters
    assert [row.values for row in board.rows] == [
        ("11", "กระดาษลัง", Decimal("3.35"), "กก."),
        ("21", "ขวดแก้ว ใหญ่", Decimal("1.00"), "ขวด"),
    ]


@pytest.mark.parametrize("name", PAPERS)
def test_every_paper_has_rows_as_a_workbook(kept: Kept, tmp_path: Path, name: str) -> None:
    out = tmp_path / f"{name}.xlsx"
    drawn = kept.services.reports.make(options(f"bank-{name}", day=OCTOBER), FileFormat.XLSX, out)
    assert drawn.length > 0


def test_a_closed_month_prints_the_same_whatever_comes_after(kept: Kept) -> None:
    books, bank = kept.office.books, kept.bank
    month = fiscal_months(2570)[0]
    books.close_month(bank.uuid, month)
    end = date(2026, 10, 31)

    def printed() -> list[str]:
        return [
            texts(made(kept, "bank-day", day=OCTOBER)),
            texts(made(kept, "bank-balance", day=end)),
            texts(made(kept, "bank-year", day=end)),
            texts(made(kept, "bank-statement", month=month)),
            texts(made(kept, "bank-passbook", month=month)),
        ]

    before = printed()
    kept.office.banks.set_prices(
        bank.uuid, [Price(material=kept.paper.uuid, grade="", from_day=NOVEMBER, buy=900)]
    )
    books.purchase(
        bank.uuid, NOVEMBER, kept.somchai.uuid, [Weighed(material=kept.paper.uuid, quantity=1_000)]
    )
    books.reverse(kept.first.uuid, NOVEMBER, "ลงสมาชิกผิด")
    assert printed() == before


def test_what_cannot_be_printed_says_what_to_do(kept: Kept) -> None:
    with pytest.raises(NotFound, match="วันล่าสุดที่มีรายการคือ 20 ตุลาคม 2569"):
        made(kept, "bank-day", day=date(2026, 10, 25))
    with pytest.raises(NotFound, match="เริ่มวันที่ 1 ตุลาคม 2569"):
        made(kept, "bank-balance", day=date(2026, 9, 30), fiscal_year=2569)
    with pytest.raises(NotFound, match="ไม่พบสมาชิกรหัส “999”"):
        made(kept, "bank-passbook", member="999")
    with pytest.raises(NotFound, match=r"ไม่พบธนาคารขยะ “อื่น”.*ธนาคารขยะบ้านดอนหลา"):
        made(kept, "bank-day", bank="อื่น")
    with pytest.raises(NotFound, match="ไม่มีธนาคารขยะในตำบลเขาเจียก"):
        made(kept, "bank-day", area_code="930103")
    with pytest.raises(NotFound, match=r"ไม่มีธนาคารขยะในม\.2"):
        made(kept, "bank-day", area_code="93010102")
    with pytest.raises(NotFound, match="ยังมาไม่ถึง"):
        made(kept, "bank-day", day=date(2026, 11, 23))
    unit = Unit(village_id=kept.office.villages["93010102"])
    other = kept.office.banks.save(kept.office.banks.begin(unit))
    with pytest.raises(NotFound, match=r"2 แห่ง กรุณาเลือกหนึ่งแห่ง"):
        made(kept, "bank-day")
    with pytest.raises(NotFound, match="กรอกเฉพาะยอดรายเดือน"):
        made(kept, "bank-day", bank=str(other.uuid))
    with pytest.raises(NotFound, match="ยังไม่มีราคา"):
        made(kept, "bank-prices", bank=other.name)


def test_rules_of_a_village_stand_before_those_of_its_tambon(kept: Kept) -> None:
    community = kept.services.community
    village = PlaceRef(village_id=kept.office.villages["93010101"])
    with pytest.raises(NotFound, match="มุมมองกติกาและกลุ่ม"):
        made(kept, "rules", area_code="93010101")
    for place, number in ((PlaceRef(area_code=TAMBON), "ข้อ 9"), (village, "ข้อ 1")):
        begun = community.begin_rule(place)
        community.save_rule(
            replace(begun, number=number, text="ห้ามทิ้งขยะ", fine=50_000, section="หมวด 1")
        )
    own, tambon = made(kept, "rules", area_code="93010101").sheets
    assert own.name.startswith("ม.1 บ้านดอนหลา")
    assert tambon.name == "ตำบลคูหาสวรรค์"
    table = next(block for block in own.blocks if isinstance(block, Table))
    assert [row.values[:3] for row in table.rows] == [
        ("หมวด 1", "", ""),
        ("ข้อ 1", "ห้ามทิ้งขยะ", Decimal("500.00")),
    ]
    assert len(made(kept, "rules").sheets) == 2
