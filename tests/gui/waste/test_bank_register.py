"""Members, materials with their prices, and rounds of a waste bank in the window."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot
from windows import FakeDialogs

from cdd_desktop.bootstrap import Services
from cdd_desktop.gui.dialogs import Leaving
from cdd_desktop.gui.pages.reports.waste_report import WasteReport
from cdd_desktop.gui.pages.waste.banks.bank_dialog import BankDialog
from cdd_desktop.gui.pages.waste.banks.day_dialog import DayDialog
from cdd_desktop.gui.pages.waste.banks.places import read_places
from cdd_desktop.gui.pages.waste.members.dialog import MemberDialog
from cdd_desktop.gui.pages.waste.page import WastePage
from cdd_desktop.gui.pages.waste.prices.dialog import MaterialDialog
from cdd_desktop.gui.pages.waste.register.view import RegisterView
from cdd_desktop.households.records import Household
from cdd_desktop.waste.bank.records import Bank, Weighed
from cdd_desktop.waste.bank.rows import new_uuid

WITHIN = 60_000
TODAY = date(2026, 11, 22)

MakePage = Callable[..., WastePage]


@pytest.fixture
def view(bank_page: MakePage) -> RegisterView:
    made = bank_page("bank").view
    assert isinstance(made, RegisterView)
    return made


def settle(qtbot: QtBot, view: RegisterView) -> None:
    qtbot.waitUntil(lambda: not view.page.is_busy, timeout=WITHIN)


def plain(text: str) -> str:
    return text.replace("\u200b", "")


def test_members_are_found_by_code_name_and_house_and_closed_ones_when_asked(
    qtbot: QtBot, view: RegisterView, bank_services: Services, bank: Bank
) -> None:
    part = view.members_part
    QAbstractItemModelTester(part.members)
    assert part.members.rowCount() == 24
    part.find_edit.setText("ปิ่น")
    assert [one.code for one in part.members.rows] == ["2", "6", "10", "14", "18", "22"]
    bank_services.banks.close_member(part.members.rows[0].uuid, TODAY)
    view.refresh()
    settle(qtbot, view)
    assert part.members.rowCount() == 5
    part.closed_check.setChecked(True)
    assert part.members.rowCount() == 6
    part.find_edit.setText("ไม่มีใคร")
    assert "ไม่พบสมาชิก" in plain(part.nothing_label.text())


def test_a_new_member_has_the_next_code_and_may_be_a_household_of_the_register(
    qtbot: QtBot, view: RegisterView, bank_services: Services, bank: Bank
) -> None:
    village = bank.unit.village_id
    assert village is not None
    home = bank_services.households.save(
        Household(uuid=new_uuid(), village_id=village, house_no="12/3", head="นายแดง ใจดี")
    )
    view.refresh()
    settle(qtbot, view)
    register = view.members_part.register
    assert register is not None
    begun = bank_services.banks.begin_member(bank.uuid)
    dialog = MemberDialog(view, view.context, begun, register)
    assert dialog.code_edit.text() == "25"
    dialog.household_edit.setText("แดง")
    dialog.finding.take()
    assert dialog.name_edit.text() == "นายแดง ใจดี"
    dialog.code_edit.setText("7")
    dialog.save()
    assert "มีสมาชิกใช้แล้ว" in plain(dialog.code_problem.text())
    dialog.code_edit.setText("25")
    dialog.save()
    dialog.deleteLater()
    assert dialog.saved is not None
    assert (dialog.saved.household, dialog.saved.village_id) == (home.uuid, village)
    view.refresh()
    settle(qtbot, view)
    shown = next(one for one in view.members_part.members.rows if one.code == "25")
    assert register is not view.members_part.register
    assert view.members_part.register is not None
    assert view.members_part.register.where(shown) == "บ้านเลขที่ 12/3"


def test_an_account_with_money_in_it_is_not_closed(
    qtbot: QtBot,
    view: RegisterView,
    bank_services: Services,
    bank: Bank,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    part = view.members_part
    member = part.members.rows[0]
    paper = bank_services.banks.materials(bank.uuid)[0]
    bank_services.books.purchase(
        bank.uuid, TODAY, member.uuid, [Weighed(material=paper.uuid, quantity=2_000)]
    )
    told: list[str] = []

    def answer(dialog: DayDialog) -> int:
        dialog.save()
        told.append(plain(dialog.on_problem.text()))
        return dialog.result()

    monkeypatch.setattr(DayDialog, "exec", answer)
    part.member_table.selectRow(0)
    part.close_account()
    part.member_table.selectRow(1)
    part.close_account()
    settle(qtbot, view)
    assert "4.00 บาท" in told[0]
    assert told[1] == ""
    assert part.members.rowCount() == 23


def test_new_prices_are_typed_down_the_column_from_a_day_on(
    qtbot: QtBot, view: RegisterView, bank_services: Services, bank: Bank, dialogs: FakeDialogs
) -> None:
    view.show_target("prices")
    part = view.prices_part
    QAbstractItemModelTester(part.board)
    QAbstractItemModelTester(part.past)
    buy, copper = part.board.column_of("new_buy"), _row(view, "34")
    assert part.board.rows[copper].buy is None
    part.board.setData(part.board.index(0, buy), "๒.๕๐")
    part.board.setData(part.board.index(copper, buy), "250")
    assert not part.board.setData(part.board.index(1, buy), "แพง")
    assert "ไม่ใช่จำนวนเงิน" in plain(part.problem_label.text())
    dialogs.leaving = Leaving.STAY
    assert not view.leave()
    part.save_button.click()
    settle(qtbot, view)
    assert view.leave()
    prices = bank_services.banks.prices(bank.uuid, TODAY)
    material = {one.code: one.uuid for one in bank_services.banks.materials(bank.uuid)}
    assert prices[material["1"], ""].buy == 250
    assert prices[material["34"], ""].buy == 25_000
    assert bank_services.banks.prices(bank.uuid, date(2026, 11, 21))[material["1"], ""].buy == 200
    part.board_table.choose(0, 0)
    assert [price.buy for price in part.past.rows] == [250, 200]
    part.past_table.selectRow(0)
    part.remove_price()
    settle(qtbot, view)
    assert part.board.rows[0].buy == 200


def test_a_grade_needs_a_name_of_its_own_and_a_price(
    qtbot: QtBot, view: RegisterView, bank_services: Services, bank: Bank
) -> None:
    view.show_target("prices")
    part = view.prices_part
    steel = _row(view, "31")
    part.board_table.choose(steel, 0)
    part.grade_button.click()
    new = steel + 1
    assert part.board.rows[new].is_new
    for grade, buy, wrong in (("A", "1", "เกรดนี้อยู่แล้ว"), ("C", "", "ยังไม่ได้กรอกราคารับซื้อ")):
        part.board.setData(part.board.index(new, part.board.column_of("grade")), grade)
        part.board.setData(part.board.index(new, part.board.column_of("new_buy")), buy)
        part.save()
        assert wrong in plain(part.problem_label.text())
    part.board.setData(part.board.index(new, part.board.column_of("new_buy")), "5")
    part.save()
    settle(qtbot, view)
    material = {one.uuid: one.code for one in bank_services.banks.materials(bank.uuid)}
    prices = bank_services.banks.prices(bank.uuid, TODAY)
    assert {grade for uuid, grade in prices if material[uuid] == "31"} == {"A", "B", "C"}


def _row(view: RegisterView, code: str) -> int:
    return [line.code for line in view.prices_part.board.rows].index(code)


def test_a_material_of_another_unit_has_no_weight_until_it_is_told(
    view: RegisterView, bank_services: Services, bank: Bank
) -> None:
    register = view.members_part.register
    assert register is not None
    begun = bank_services.banks.begin_material(bank.uuid)
    dialog = MaterialDialog(view, view.context, begun, register.items)
    assert dialog.grams_edit.text() == "1000"
    dialog.unit_combo.setCurrentText("ขวด")
    assert dialog.grams_edit.text() == ""
    dialog.code_edit.setText("1")
    dialog.name_edit.setText("ขวดน้ำปลา")
    dialog.save()
    assert "ใช้กับ" in plain(dialog.code_problem.text())
    assert "รายการ" in plain(dialog.item_problem.text())
    dialog.code_edit.setText("25")
    dialog.item_combo.setCurrentIndex(3)
    dialog.save()
    dialog.deleteLater()
    assert dialog.saved is not None
    assert dialog.saved.grams_each is None


def test_a_round_is_opened_shows_what_was_bought_in_it_and_is_closed(
    qtbot: QtBot,
    view: RegisterView,
    bank_services: Services,
    bank: Bank,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    view.show_target("rounds")
    part = view.rounds_part

    def answer(dialog: DayDialog) -> int:
        dialog.words_edit.setText("ศาลาหมู่ 1")
        dialog.save()
        return dialog.result()

    monkeypatch.setattr(DayDialog, "exec", answer)
    part.add()
    settle(qtbot, view)
    (held,) = bank_services.banks.rounds(bank.uuid)
    paper = bank_services.banks.materials(bank.uuid)[0]
    member = bank_services.banks.members(bank.uuid)[0]
    bank_services.books.purchase(
        bank.uuid,
        TODAY,
        member.uuid,
        [Weighed(material=paper.uuid, quantity=2_500)],
        round=held.uuid,
    )
    view.refresh()
    settle(qtbot, view)
    QAbstractItemModelTester(part.rounds)
    QAbstractItemModelTester(part.goods)
    assert [part.rounds.index(0, column).data() for column in range(6)] == [
        "22 พ.ย. 2569",
        "ศาลาหมู่ 1",
        "เปิดอยู่",
        "1",
        "1",
        "5.00",
    ]
    assert part.goods.index(0, 1).data() == "2.5 กก."
    for state in ("ปิดแล้ว", "เปิดอยู่"):
        part.turn()
        settle(qtbot, view)
        assert part.rounds.index(0, 2).data() == state


def test_the_register_of_banks_takes_a_new_one_of_a_village_found_by_name(
    qtbot: QtBot, view: RegisterView, bank_services: Services, bank: Bank
) -> None:
    places = read_places(bank_services, "9301")
    dialog = BankDialog(view, view.context, None, places)
    dialog.save()
    assert "ที่ตั้ง" in plain(dialog.unit_problem.text())
    dialog.place_edit.setText("น้ำเลือด")
    dialog.finding.take()
    assert dialog.name_edit.text() == "ธนาคารขยะบ้านน้ำเลือด"
    dialog.from_edit.setText("1/10/69")
    dialog.rounding_combo.setCurrentIndex(1)
    dialog.save()
    dialog.deleteLater()
    saved = dialog.saved
    assert saved is not None
    assert (saved.books_from, saved.rounding) == (date(2026, 10, 1), 25)
    view.bank_bar.keep(saved)
    view.refresh()
    settle(qtbot, view)
    assert view.bank == saved
    assert "Ins" in plain(view.members_part.nothing_label.text())
    view.prices_part.start_button.click()
    settle(qtbot, view)
    assert len(view.prices_part.board.rows) == len(bank_services.banks.materials(bank.uuid))


def test_a_statement_is_asked_for_the_member_in_hand(view: RegisterView, bank: Bank) -> None:
    asked: list[object] = []
    view.context.page_requested.connect(lambda page, target: asked.append((page, target)))
    view.members_part.statement_button.click()
    wanted = WasteReport(report="waste-bank-statement", bank=str(bank.uuid), member="1")
    assert asked == [("reports", wanted)]
