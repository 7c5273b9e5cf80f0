"""The books of a waste bank in the window: money, ledger, stock and closings, by the keyboard."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from windows import type_text

from cdd_desktop.bootstrap import Services
from cdd_desktop.gui.pages.reports.waste_report import WasteReport
from cdd_desktop.gui.pages.waste.banks.day_dialog import DayDialog
from cdd_desktop.gui.pages.waste.books.count_dialog import CountDialog
from cdd_desktop.gui.pages.waste.books.entry_dialog import PRINT, EntryDialog
from cdd_desktop.gui.pages.waste.books.moving_dialog import MovingDialog
from cdd_desktop.gui.pages.waste.books.opening_dialog import OpeningDialog
from cdd_desktop.gui.pages.waste.books.period_dialog import PeriodDialog
from cdd_desktop.gui.pages.waste.books.reading import Books
from cdd_desktop.gui.pages.waste.books.sale_dialog import SaleDialog
from cdd_desktop.gui.pages.waste.books.shelf_dialog import ShelfDialog
from cdd_desktop.gui.pages.waste.books.view import BooksView
from cdd_desktop.gui.pages.waste.page import WastePage
from cdd_desktop.waste.bank.records import Account, Bank, EntryKind, PeriodKind, Weighed
from cdd_desktop.waste.units import Unit

WITHIN = 60_000
TODAY = date(2026, 11, 22)
BEGAN = date(2026, 11, 1)
OCTOBER = date(2026, 10, 10)

MakePage = Callable[..., WastePage]


@pytest.fixture
def view(bank_page: MakePage, bank_services: Services, bank: Bank) -> BooksView:
    """The books of the bank, with 100 kg of its first material bought for 200 baht in October."""
    member = bank_services.banks.members(bank.uuid)[0]
    paper = bank_services.banks.materials(bank.uuid)[0]
    bank_services.books.purchase(
        bank.uuid, OCTOBER, member.uuid, [Weighed(material=paper.uuid, quantity=100_000)]
    )
    made = bank_page("books").view
    assert isinstance(made, BooksView)
    return made


def settle(qtbot: QtBot, view: BooksView) -> None:
    qtbot.waitUntil(lambda: not view.page.is_busy, timeout=WITHIN)
    if QApplication.activeWindow() is None:
        view.page.activateWindow()  # a dialog is gone
        qtbot.waitUntil(view.isActiveWindow, timeout=WITHIN)


def books_of(view: BooksView) -> Books:
    assert view.books is not None
    return view.books


def plain(text: str) -> str:
    return text.replace("\u200b", "")


def in_focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def strike(*keys: str | Qt.Key) -> None:
    """Strike keys one after the other where the keyboard stands; texts letter by letter."""
    for key in keys:
        for one in key if isinstance(key, str) else (key,):
            widget = in_focus()
            if isinstance(one, str) and not one.isascii():
                type_text(widget, one)
            else:
                QTest.keyClick(widget, one)


def strike_with(modifier: Qt.KeyboardModifier, key: Qt.Key) -> None:
    QTest.keyClick(in_focus(), key, modifier)


def driven(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, kind: type, drive: Callable[..., None]
) -> None:
    """Let a dialog of this kind be shown and driven where it would be waited for."""

    def answer(dialog: QWidget) -> int:
        dialog.show()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow, timeout=WITHIN)
        drive(dialog)
        result = dialog.result()  # type: ignore[attr-defined]
        dialog.close()
        return int(result)

    monkeypatch.setattr(kind, "exec", answer)


TAB, ENTER, DOWN = Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Down
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_a_months_end_is_done_by_the_keyboard_alone(
    qtbot: QtBot,
    view: BooksView,
    bank_services: Services,
    bank: Bank,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def sell(dialog: SaleDialog) -> None:
        strike("ร้านสมชาย")
        strike_with(SHIFT, TAB)
        strike("31/10/69", TAB, TAB, TAB)
        settle(qtbot, view)
        strike("80", TAB, "3", ENTER)
        qtbot.waitUntil(dialog.line_table.hasFocus, timeout=WITHIN)  # the cell is closed
        assert "เป็นเงิน 240.00" in plain(dialog.total_label.text())
        assert "กำไร 80.00" in plain(dialog.total_label.text())
        strike(ENTER)  # from the last line on to the next field, not to the button
        assert dialog.text_edit.hasFocus()
        strike_with(CTRL, Qt.Key.Key_S)

    def count(dialog: CountDialog) -> None:
        strike_with(SHIFT, TAB)
        strike("31/10/69", TAB)
        settle(qtbot, view)
        assert "ในบัญชี 720.00 บาท" in plain(dialog.difference_label.text())
        strike("720")
        assert "ตรงกัน" in plain(dialog.difference_label.text())
        strike(ENTER)

    told: list[str] = []

    def close(dialog: PeriodDialog) -> None:
        told.append(plain(dialog.detail_edit.toPlainText()))
        assert "ทั้งที่ยังไม่ครบ" in dialog.save_button.text()
        strike(ENTER)

    driven(qtbot, monkeypatch, SaleDialog, sell)
    driven(qtbot, monkeypatch, CountDialog, count)
    driven(qtbot, monkeypatch, PeriodDialog, close)
    bank_services.books.expense(bank.uuid, date(2026, 10, 5), 2_000, "ค่าถุง")
    strike_with(CTRL, TAB)
    strike_with(CTRL, TAB)
    strike(Qt.Key.Key_Insert)
    settle(qtbot, view)
    strike_with(CTRL | SHIFT, TAB)
    strike_with(CTRL | SHIFT, TAB)
    strike(Qt.Key.Key_F7)
    settle(qtbot, view)
    strike_with(CTRL | SHIFT, TAB)
    strike(Qt.Key.Key_Insert)
    settle(qtbot, view)
    (closed,) = bank_services.books.closes(bank.uuid)
    assert closed.last_day == date(2026, 10, 31)
    assert dict(closed.balances)[Account.CASH] == 72_000
    assert "ยังไม่ได้นับ 1 วัน: 5 ต.ค. 2569" in told[0]
    assert view.closings_part.frozen.rows[0].amount == 72_000


def test_every_kind_of_money_is_entered_by_one_form(
    qtbot: QtBot, view: BooksView, bank_services: Services, bank: Bank
) -> None:
    for kind, account, into, party in (
        (EntryKind.PAID_IN, Account.CASH, None, ""),
        (EntryKind.WITHDRAWAL, Account.CASH, None, ""),
        (EntryKind.INCOME, Account.DEPOSIT, None, "ผู้บริจาค"),
        (EntryKind.EXPENSE, Account.CASH, None, "ร้านถุง"),
        (EntryKind.WELFARE_IN, Account.SAVINGS, None, ""),
        (EntryKind.WELFARE_OUT, Account.CASH, None, "นางแดง"),
        (EntryKind.TRANSFER, Account.CASH, Account.DEPOSIT, ""),
    ):
        dialog = MovingDialog(view, books_of(view))
        dialog.choose(kind)
        dialog.account_combo.setCurrentIndex(dialog.account_combo.findData(account))
        if into is not None:
            dialog.into_combo.setCurrentIndex(dialog.into_combo.findData(into))
        if dialog.asks_member and kind is not EntryKind.WELFARE_OUT:
            dialog.member_edit.setText("1")
            dialog.finding.take()
        dialog.party_edit.setText(party)
        dialog.amount_edit.setText("๑๐")
        dialog.save()
        dialog.deleteLater()
        assert dialog.saved is not None, (kind, dialog.told_label.text())
        assert dialog.saved.kind is kind
    held = bank_services.books.balances(bank.uuid, TODAY)
    assert held[Account.CASH] == 50_000 + 1_000 - 1_000 - 1_000 - 1_000 - 1_000
    assert held[Account.DEPOSIT] == 2_000
    assert Account.WELFARE not in held
    view.refresh()
    settle(qtbot, view)
    QAbstractItemModelTester(view.money_part.balances)
    QAbstractItemModelTester(view.ledger_part.entries)
    shown = {view.money_part.balances.index(row, 0).data() for row in range(8)}
    assert {"เงินสด", "เงินฝากของสมาชิก", "ค่าใช้จ่าย"} <= shown


def test_what_is_refused_stays_in_its_field_with_the_reason(
    view: BooksView, bank_services: Services, bank: Bank
) -> None:
    dialog = MovingDialog(view, books_of(view))
    dialog.choose(EntryKind.WITHDRAWAL)
    dialog.member_edit.setText("ไม่มีใคร")
    dialog.amount_edit.setText("สิบบาท")
    dialog.save()
    assert "เลือกสมาชิก" in plain(dialog.member_problem.text())
    assert "ไม่ใช่จำนวนเงิน" in plain(dialog.amount_problem.text())
    dialog.member_edit.setText("1")
    dialog.finding.take()
    dialog.amount_edit.setText("5000")
    dialog.save()
    assert "200.00 บาท" in plain(dialog.amount_problem.text())
    assert dialog.amount_edit.text() == "5000"
    dialog.choose(EntryKind.TRANSFER)
    dialog.account_combo.setCurrentIndex(dialog.account_combo.findData(Account.DEPOSIT))
    dialog.save()
    assert "บัญชีเดียวกัน" in plain(dialog.into_problem.text())
    dialog.deleteLater()


def test_a_sale_is_refused_at_the_line_that_is_too_much_and_a_dealers_sum_is_taken(
    view: BooksView, bank_services: Services, bank: Bank
) -> None:
    dialog = SaleDialog(view, books_of(view))
    QAbstractItemModelTester(dialog.lines)
    cells = {
        name: dialog.lines.index(0, dialog.lines.column_of(name))
        for name in ("quantity", "price", "paid")
    }
    dialog.party_edit.setText("ร้านสมชาย")
    dialog.lines.setData(cells["quantity"], "150")
    dialog.save()
    assert "ราคาขาย" in plain(dialog.line_problem.text())
    dialog.lines.setData(cells["price"], "3")
    dialog.save()
    assert "เพียง 100 กก." in plain(dialog.line_problem.text())
    assert dialog.lines.rows[0].quantity == 150_000
    assert dialog.line_table.currentIndex() == cells["quantity"]
    dialog.lines.setData(cells["quantity"], "50")
    assert dialog.lines.rows[0].profit == 5_000
    dialog.lines.setData(cells["paid"], "149")
    dialog.save()
    dialog.deleteLater()
    assert dialog.saved is not None
    assert [(line.amount, line.cost) for line in dialog.saved.goods] == [(14_900, -10_000)]


def test_notes_and_coins_fill_in_the_sum_and_the_difference_may_go_to_the_books(
    qtbot: QtBot, view: BooksView, bank_services: Services, bank: Bank
) -> None:
    dialog = CountDialog(view, books_of(view))
    QAbstractItemModelTester(dialog.notes)
    dialog.save()
    assert "ถ้าไม่มีเงินสดให้กรอก 0" in plain(dialog.counted_problem.text())
    for row, pieces in ((2, "4"), (3, "1"), (10, "2")):
        dialog.notes.setData(dialog.notes.index(row, 1), pieces)
    assert dialog.counted_edit.text() == "450.50"
    assert "เงินสดขาด 49.50 บาท" in plain(dialog.difference_label.text())
    dialog.adjust_check.setChecked(True)
    dialog.save()
    dialog.deleteLater()
    assert dialog.saved is not None
    assert dialog.saved.entry is not None
    assert bank_services.books.balances(bank.uuid, TODAY)[Account.CASH] == 45_050
    view.refresh()
    settle(qtbot, view)
    texts = [view.money_part.counts.index(0, column).data() for column in range(5)]
    assert texts == ["22 พ.ย. 2569", "450.50", "500.00", "-49.50", "ปรับแล้ว"]


def test_goods_that_were_counted_are_put_right_and_others_stay(
    view: BooksView, bank_services: Services, bank: Bank
) -> None:
    dialog = ShelfDialog(view, books_of(view))
    QAbstractItemModelTester(dialog.lines)
    dialog.save()
    assert "อย่างน้อยหนึ่งแถว" in plain(dialog.line_problem.text())
    counted = dialog.lines.column_of("counted")
    dialog.lines.setData(dialog.lines.index(0, counted), "97.5")
    assert dialog.lines.index(0, counted + 1).data() == "-2.5"
    assert "ต้นทุนที่หายไป 5.00 บาท" in plain(dialog.total_label.text())
    dialog.save()
    dialog.deleteLater()
    (line,) = bank_services.books.stock(bank.uuid, TODAY)
    assert (line.quantity, line.cost) == (97_500, 19_500)


def test_an_entry_is_looked_into_printed_and_taken_back_from_the_ledger(
    qtbot: QtBot,
    view: BooksView,
    bank_services: Services,
    bank: Bank,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    view.show_target("ledger")
    part = view.ledger_part
    assert "Alt+PgUp" in plain(part.nothing_label.text())
    part.follow(date(2026, 11, 23))  # midnight passed
    assert part.span == (date(2026, 11, 1), date(2026, 11, 23))
    part.step(-1)
    settle(qtbot, view)
    assert [line.entry.kind for line in part.entries.rows] == [
        EntryKind.PURCHASE,
        EntryKind.OPENING,
    ]
    part.find_edit.setText("สมศรี")
    part.find_edit.setText("รับซื้อ")
    assert len(part.entries.rows) == 1
    entry = part.entries.rows[0].entry
    looked = EntryDialog(view, books_of(view), entry)
    assert looked.goods.index(0, 1).data() == "100 กก."
    assert [looked.postings.index(row, 0).data() for row in range(2)] == [
        "วัสดุคงเหลือ",
        "เงินฝากของสมาชิก",
    ]
    looked.deleteLater()
    asked: list[object] = []
    view.context.page_requested.connect(lambda page, target: asked.append(target))
    monkeypatch.setattr(EntryDialog, "exec", lambda _: PRINT)
    part.open_entry()
    assert asked == [
        WasteReport(
            report="waste-bank-receipt",
            bank=str(bank.uuid),
            member="1",
            day=OCTOBER,
            entry=str(entry.uuid),
        )
    ]

    def answer(dialog: DayDialog) -> int:
        dialog.words_edit.setText("ชั่งผิด")
        dialog.save()
        return dialog.result()

    monkeypatch.setattr(DayDialog, "exec", answer)
    part.reverse()
    settle(qtbot, view)
    assert part.chosen is not None
    assert part.chosen.reversed_by is not None
    assert part.entries.index(0, 7).data() == "กลับแล้ว"
    assert bank_services.books.stock(bank.uuid, TODAY) == ()


def test_a_bank_that_already_runs_brings_its_balances_in_once(
    qtbot: QtBot, view: BooksView, bank_services: Services, bank: Bank
) -> None:
    assert not view.money_part.opening_button.isEnabled()
    banks = bank_services.banks
    village = bank_services.villages.by_code("93010102")
    other = banks.save(banks.begin(Unit(village_id=village.id)))
    member = banks.save_member(
        replace(banks.begin_member(other.uuid), name="นางแดง", joined_on=BEGAN)
    )
    banks.start_materials(other.uuid)
    view.bank_bar.keep(other)
    view.refresh()
    settle(qtbot, view)
    assert "Ctrl+G" in plain(view.state_label.text())
    dialog = OpeningDialog(view, books_of(view))
    QAbstractItemModelTester(dialog.stock)
    QAbstractItemModelTester(dialog.savings)
    dialog.on_edit.setText("1/11/69")
    dialog.cash_edit.setText("พัน")
    dialog.stock.setData(dialog.stock.index(0, 2), "20")
    dialog.save()
    assert "ไม่ใช่จำนวนเงิน" in plain(dialog.cash_problem.text())
    assert "ต้นทุน" in plain(dialog.line_problem.text())
    dialog.cash_edit.setText("1,000")
    dialog.on_edit.setText("31/10/69")
    dialog.stock.setData(dialog.stock.index(0, 3), "40")
    dialog.savings.setData(dialog.savings.index(0, 2), "300")
    assert "ทุนของธนาคาร 740.00 บาท" in plain(dialog.total_label.text())
    dialog.save()
    assert "นางแดง: เข้าเป็นสมาชิกเมื่อ 1 พ.ย. 2569" in plain(dialog.line_problem.text())
    dialog.on_edit.setText("1/11/69")
    dialog.save()
    dialog.deleteLater()
    assert dialog.saved is not None
    assert bank_services.books.savings(other.uuid, TODAY) == {member.uuid: 30_000}
    view.refresh()
    settle(qtbot, view)
    assert view.state_label.isHidden()
    assert not view.money_part.opening_button.isEnabled()


def test_what_a_period_froze_is_printed_as_its_report(
    qtbot: QtBot, view: BooksView, bank_services: Services, bank: Bank
) -> None:
    bank_services.books.close_month(bank.uuid, OCTOBER)
    view.show_target("closings")
    view.refresh()
    settle(qtbot, view)
    part = view.closings_part
    QAbstractItemModelTester(part.closes)
    assert part.closes.index(0, 0).data() == "ตุลาคม 2569"
    assert part.chosen is not None
    assert part.chosen.kind is PeriodKind.MONTH
    asked: list[object] = []
    view.context.page_requested.connect(lambda page, target: asked.append(target))
    part.print_button.click()
    assert asked == [
        WasteReport(report="waste-bank-balance", bank=str(bank.uuid), day=date(2026, 10, 31))
    ]
    told: list[str] = []
    view.told.connect(lambda text, _: told.append(text))
    for button in (part.month_button, part.year_button):
        button.click()
        settle(qtbot, view)
    assert ["เดือน" in told[0], "ปีงบประมาณ" in told[1]] == [True, True]
