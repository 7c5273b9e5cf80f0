"""The till of a waste bank: purchases by the keyboard alone, refusals at their fields."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from windows import FakeDialogs, type_text

from cdd_desktop.bootstrap import Services
from cdd_desktop.gui.pages.reports.waste_report import WasteReport
from cdd_desktop.gui.pages.waste.banks import reversing
from cdd_desktop.gui.pages.waste.banks.day_dialog import DayDialog
from cdd_desktop.gui.pages.waste.page import WastePage
from cdd_desktop.gui.pages.waste.till import keying
from cdd_desktop.gui.pages.waste.till.keying import PRICE_KEYS
from cdd_desktop.gui.pages.waste.till.view import TillView
from cdd_desktop.gui.printing.corner import QUEUE_KEYS
from cdd_desktop.waste.bank.records import Account, Bank, Entry, EntryKind
from cdd_desktop.waste.bank.rounding import line_amount

WITHIN = 60_000
TODAY = date(2026, 11, 22)
PURCHASES = 60
MOST_KEYS = 6  # of a purchase, beyond its digits

MakePage = Callable[[str], WastePage]


@pytest.fixture
def till(bank_page: MakePage) -> TillView:
    view = bank_page("till").view
    assert isinstance(view, TillView)
    return view


def settle(qtbot: QtBot, view: TillView) -> None:
    qtbot.waitUntil(lambda: not view.page.is_busy, timeout=WITHIN)


def in_focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def strike(text: str) -> None:
    """Strike keys where the keyboard stands: a newline is Enter, ^ is ↑, < is Esc, * is F6."""
    named = {
        "\n": Qt.Key.Key_Return,
        "^": Qt.Key.Key_Up,
        "v": Qt.Key.Key_Down,
        "<": Qt.Key.Key_Escape,
        "*": Qt.Key.Key_F6,
    }
    for letter in text:
        if letter in named:
            QTest.keyClick(in_focus(), named[letter])
        elif letter.isascii():
            QTest.keyClick(in_focus(), letter)
        else:
            type_text(in_focus(), letter)


def told(view: TillView) -> str:
    return view.problem_label.text().replace("\u200b", "")


def purchases(services: Services, bank: Bank) -> tuple[Entry, ...]:
    return services.books.entries(bank.uuid, TODAY, TODAY, {EntryKind.PURCHASE})


class KeyCount(QObject):
    """Counts keys as they reach the window with the keyboard: digits, and others."""

    def __init__(self) -> None:
        super().__init__()
        self.digits = self.others = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        # comes before each press, also before one that a shortcut takes
        is_key = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_key and watched is QApplication.focusWidget():
            if event.text() and event.text() in "0123456789.":
                self.digits += 1
            else:
                self.others += 1
        return False


@contextmanager
def counted() -> Iterator[KeyCount]:
    count = KeyCount()
    QApplication.instance().installEventFilter(count)
    try:
        yield count
    finally:
        QApplication.instance().removeEventFilter(count)


def recorded_run() -> list[tuple[str, str, str, Account]]:
    """Member, material, weight and what is paid into; as a morning at the scales goes."""
    codes = ("1", "11", "12", "22", "23", "32", "33", "2")
    run = []
    for turn in range(PURCHASES):
        weight = f"{turn % 7 + 1}.{turn % 4 * 25 + 5:02}" if turn % 3 else str(turn % 9 + 1)
        paid = Account.CASH if turn % 10 == 9 else Account.SAVINGS
        code = codes[turn % len(codes)]
        run.append(
            (str(turn % 24 + 1), code, weight.split(".")[0] if code == "23" else weight, paid)
        )
    return run


def test_sixty_purchases_take_at_most_six_keys_each_beyond_their_digits(
    qtbot: QtBot,
    till: TillView,
    bank_services: Services,
    bank: Bank,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # thousands of members would hold the till up if they were made ready anew after each purchase
    monkeypatch.setattr(keying, "member_choices", None)
    run, paid = recorded_run(), Account.SAVINGS
    till.page.setUpdatesEnabled(False)  # nobody looks: painting took half of the time
    for turn_no, (member, code, weight, into) in enumerate(run):
        if turn_no % 3 == 0:  # the others are struck while the one before is still written
            settle(qtbot, till)
        with counted() as count:
            turn = "*" if into is not paid else ""
            paid = into
            strike(f"{member}\n{code}\n{weight}\n{turn}\n\n")
        assert count.digits == len(member + code + weight)
        assert count.others == 5 + len(turn) <= MOST_KEYS
    settle(qtbot, till)
    written = purchases(bank_services, bank)
    members = {one.uuid: one.code for one in bank_services.banks.members(bank.uuid)}
    materials = {one.uuid: one.code for one in bank_services.banks.materials(bank.uuid)}
    prices = bank_services.banks.prices(bank.uuid, TODAY)
    assert [
        (members[entry.member], materials[line.material], into_of(entry))
        for entry in written
        for line in entry.goods
        if entry.member
    ] == [(member, code, into) for member, code, _, into in run]
    by_code = {code: uuid for uuid, code in materials.items()}
    assert [line.amount for entry in written for line in entry.goods] == [
        line_amount(round(float(weight) * 1000), prices[by_code[code], ""].buy, bank.rounding)
        for _, code, weight, _ in run
    ]
    assert till.day.purchases.rowCount() == PURCHASES


def into_of(entry: Entry) -> Account:
    return next(each.account for each in entry.postings if each.amount < 0)


def test_several_lines_are_mended_and_taken_out_before_they_are_posted(
    qtbot: QtBot, till: TillView, bank_services: Services, bank: Bank
) -> None:
    QAbstractItemModelTester(till.lines)
    QAbstractItemModelTester(till.day.purchases)
    strike("3\n1\n2\n11\n5\n31\n2\n1.5\n")
    assert [line.name for line in till.keying.lines] == ["กระดาษลัง", "ขวดพลาสติกใส", "เหล็ก B"]
    strike("^")
    assert till.lines_table.hasFocus()
    QTest.keyClick(till.lines_table, Qt.Key.Key_Delete)
    QTest.keyClick(till.lines_table, Qt.Key.Key_F2)
    assert till.weight_edit.selectedText() == "5"
    strike("6.25\n")
    assert [line.quantity for line in till.keying.lines] == [2_000, 6_250]
    assert "รวม 35.25" in till.total_label.text()
    strike("\n\n")
    settle(qtbot, till)
    (entry,) = purchases(bank_services, bank)
    assert sum(line.amount for line in entry.goods) == 3_525
    assert till.member_edit.hasFocus()
    assert till.keying.is_empty


def test_names_find_what_codes_find_and_a_wrong_code_takes_nothing(till: TillView) -> None:
    strike("ปิ่น")
    assert till.list_stack.currentWidget() is till.found_page
    strike("v\n")
    assert till.keying.member is not None
    assert till.keying.member.code == "6"
    strike("8\n")
    assert "ไม่พบวัสดุ “8”" in told(till)
    assert till.material_edit.text() == "8"
    till.material_edit.clear()
    strike("อะลู\n")
    assert till.material_edit.text().startswith("33 ")
    assert till.weight_edit.hasFocus()
    strike("ๅใถ\n")  # the keys of 1.5 under the Thai layout
    assert [line.quantity for line in till.keying.lines] == [1_500]


def test_what_is_wrong_is_told_at_its_field_and_the_text_stays(till: TillView) -> None:
    strike("99\n")
    assert "ไม่พบสมาชิก “99”" in told(till)
    assert till.member_edit.property("wrong") == "true"
    strike("3\n34\n")
    assert "ทองแดง ยังไม่มีราคา" in told(till)
    assert PRICE_KEYS in told(till)
    assert PRICE_KEYS != QUEUE_KEYS  # two shortcuts of the same keys: neither works
    assert till.material_edit.text() == "34"
    strike("1\n-5\n")
    assert "ติดลบ" in told(till)
    strike("0\n")
    assert "ยังไม่ได้กรอกจำนวน" in told(till)
    till.weight_edit.setText("")
    strike("99999999\n")
    assert "จำนวนมากเกินไป" in told(till)
    assert till.weight_edit.text() == "99999999"
    assert till.keying.lines == ()


def test_an_account_that_is_closed_sells_nothing(
    qtbot: QtBot, till: TillView, bank_services: Services, bank: Bank
) -> None:
    member = bank_services.banks.member_by_code(bank.uuid, "7")
    assert member is not None
    bank_services.banks.close_member(member.uuid, TODAY)
    till.refresh()
    settle(qtbot, till)
    strike("7\n")
    assert "ปิดบัญชีแล้ว" in told(till)
    assert till.keying.member is None


def test_what_the_books_refuse_is_told_and_nothing_keyed_is_lost(
    qtbot: QtBot, till: TillView, bank_services: Services, bank: Bank
) -> None:
    strike("3\n1\n500\n*\n\n")  # a thousand baht in cash, of five hundred
    settle(qtbot, till)
    assert "เงินสดมีเพียง" in told(till)
    assert len(till.keying.lines) == 1
    assert purchases(bank_services, bank) == ()
    till.turn_paid()
    till.post()
    settle(qtbot, till)
    assert len(purchases(bank_services, bank)) == 1


def test_leaving_what_is_keyed_is_asked_and_it_stays_while_prices_are_looked_at(
    qtbot: QtBot, till: TillView, dialogs: FakeDialogs
) -> None:
    strike("3\n1\n2\n")
    assert "ยังไม่ได้บันทึก" in till.unfinished
    dialogs.confirms = False
    strike("<")
    assert len(till.keying.lines) == 1
    till.show_prices()
    settle(qtbot, till)
    till.page.show_view("till")
    settle(qtbot, till)
    assert len(till.keying.lines) == 1
    dialogs.confirms = True
    till.material_edit.setFocus()
    strike("<")
    assert till.keying.is_empty
    assert till.unfinished == ""


def test_a_purchase_is_reversed_with_a_reason_and_its_receipt_asked_for(
    qtbot: QtBot,
    till: TillView,
    bank_services: Services,
    bank: Bank,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    strike("3\n1\n2\n\n\n")
    settle(qtbot, till)
    asked: list[object] = []
    till.context.page_requested.connect(lambda page, target: asked.append((page, target)))
    till.print_button.click()
    (entry,) = purchases(bank_services, bank)
    wanted = WasteReport(
        report="waste-bank-receipt",
        bank=str(bank.uuid),
        member="3",
        day=TODAY,
        entry=str(entry.uuid),
    )
    assert asked == [("reports", wanted)]

    def answer(dialog: DayDialog) -> int:
        dialog.save()
        assert "เหตุผล" in dialog.words_problem.text().replace("\u200b", "")
        dialog.words_edit.setText("ชั่งผิด")
        dialog.save()
        return dialog.result()

    monkeypatch.setattr(reversing.DayDialog, "exec", answer)
    till.reverse_button.click()
    settle(qtbot, till)
    (entry,) = purchases(bank_services, bank)
    assert entry.reversed_by is not None
    assert sum(bank_services.books.savings(bank.uuid, TODAY).values()) == 0
    till.reverse_button.click()
    assert "กลับรายการไปแล้ว" in till.page.told_label.text().replace("\u200b", "")


def test_a_bank_of_monthly_totals_says_how_to_begin_its_books(
    qtbot: QtBot, till: TillView, bank_services: Services, bank: Bank
) -> None:
    village = bank_services.villages.by_code("93010102")
    unit = replace(bank.unit, village_id=village.id)
    other = bank_services.banks.save(bank_services.banks.begin(unit))
    till.bank_bar.keep(other)
    till.refresh()
    settle(qtbot, till)
    assert not till.sale_card.isEnabled()
    assert "วันเริ่มทำบัญชี" in till.state_label.text().replace("\u200b", "")


def test_another_day_has_its_own_prices_and_after_midnight_it_is_the_next_day(
    qtbot: QtBot, till: TillView, monkeypatch: pytest.MonkeyPatch
) -> None:
    till.day_edit.setText("30/9/69")
    till.day_edit.editingFinished.emit()
    settle(qtbot, till)
    strike("3\n")
    assert "เป็นสมาชิกตั้งแต่ 1 ต.ค. 2569" in told(till)
    till.keying.clear()
    till.day_edit.setText("22/11/69")
    till.day_edit.editingFinished.emit()
    settle(qtbot, till)
    monkeypatch.setattr(till.context, "_today", lambda: date(2026, 11, 23))
    till.refresh()
    settle(qtbot, till)
    assert till.day_title.text() == "รับซื้อวันที่ 23 พ.ย. 2569"


def test_where_there_is_no_bank_the_till_says_to_begin_one(qtbot: QtBot, till: TillView) -> None:
    till.context.look_at(area_code="930104")
    till.page.refresh()
    settle(qtbot, till)
    assert not till.body_widget.isVisible()
    assert "Ins" in till.empty_label.text().replace("\u200b", "")
