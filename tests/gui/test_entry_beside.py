"""Beside the answers: last year's, files, doubts, what decides the level, and what is locked."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import shiboken6
from entry_pages import made_entry
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from windows import FakeDialogs, Keyboard

from cdd_desktop.bootstrap import Services
from cdd_desktop.checklists.instruments import MOI_23, Round
from cdd_desktop.checklists.records import AnswerState, Origin, Sheet, SheetKey
from cdd_desktop.gui.context import Changed, Context
from cdd_desktop.gui.pages.checklists.entry.answer_model import Line
from cdd_desktop.gui.pages.checklists.entry.goto_popup import GoToPopup
from cdd_desktop.gui.pages.checklists.entry.view import EntryView

PASSED, FAILED = AnswerState.PASSED, AnswerState.FAILED
YEAR = 2570
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> Iterator[EntryView]:
    made = made_entry(context)
    qtbot.addWidget(made.page)
    made.page.resize(1178, 690)
    made.refresh()
    made.page.show()
    made.answer_table.setFocus()
    qtbot.waitUntil(lambda: not made.is_busy)
    yield made
    qtbot.waitUntil(lambda: not made.is_busy)
    made.page.close()


def key_of(services: Services, year: int = YEAR) -> SheetKey:
    village = services.villages.by_code("93010101")
    return SheetKey(village_id=village.id, instrument=MOI_23, fiscal_year=year, round=Round.AFTER)


def shown(page: EntryView) -> Sheet:
    assert page.sheet is not None
    return page.sheet


def line(page: EntryView, code: str) -> Line:
    found = page.answer_table.answers.line_at(page.answer_table.answers.row_of(code))
    assert found is not None
    return found


def told(page: EntryView) -> str:
    return page.notice_label.text().replace("\u200b", "")


def control(page: EntryView, key: Qt.Key, qtbot: QtBot) -> None:
    qtbot.keyClick(page.answer_table, key, Qt.KeyboardModifier.ControlModifier)


def test_a_key_takes_last_years_answers_over_for_what_is_blank(
    page: EntryView, services: Services, qtbot: QtBot
) -> None:
    last = key_of(services, YEAR - 1)
    for code in ("1.1", "1.2", "2.1"):
        services.checklists.answer(last, code, PASSED)
    services.checklists.answer(key_of(services), "1.2", FAILED)
    page.refresh()
    control(page, Qt.Key.Key_D, qtbot)
    origins = {code: answer.origin for code, answer in shown(page).answers.items()}
    assert origins == {"1.1": Origin.CARRIED, "1.2": Origin.ASKED, "2.1": Origin.CARRIED}
    assert shown(page).answers["1.2"].state is FAILED
    assert "มา 2 ข้อ" in told(page)
    control(page, Qt.Key.Key_D, qtbot)
    assert "ไม่มีคำตอบของปี 2569" in told(page)


def test_a_file_is_attached_counted_in_its_line_and_taken_out(
    page: EntryView, dialogs: FakeDialogs, qtbot: QtBot, tmp_path: Path
) -> None:
    Keyboard.THAI.press(page.answer_table, "1")
    page.go_to("1.1")
    dialogs.path = tmp_path / "รายงาน.pdf"
    dialogs.path.write_bytes(PDF)
    dialog = page.attaching.dialog()
    assert dialog is not None
    opened: list[Path] = []
    dialog.open_path = lambda path: opened.append(path) is None
    dialog.add()
    qtbot.waitUntil(lambda: len(dialog.files.rows) == 1)
    assert line(page, "1.1").remark == "แนบ 1 ไฟล์"
    dialog.open_copy()
    qtbot.waitUntil(lambda: bool(opened))
    assert opened[0].read_bytes() == PDF
    Keyboard.THAI.press(page.answer_table, ".")
    assert line(page, "1.1").answer is None
    assert line(page, "1.1").remark == "แนบ 1 ไฟล์"  # files are the indicator's: they stay
    assert "ไฟล์แนบ 1 ไฟล์ของข้อ 1.1 ยังเก็บไว้" in told(page)
    dialog.remove()
    qtbot.waitUntil(lambda: not dialog.files.rows)
    assert line(page, "1.1").remark == ""
    dialog.deleteLater()


def test_a_file_refused_after_its_dialog_was_closed_is_told_on_the_page(
    page: EntryView, dialogs: FakeDialogs, qtbot: QtBot, tmp_path: Path
) -> None:
    page.go_to("1.1")
    dialogs.path = tmp_path / "ไม่ใช่ภาพ.pdf"
    dialogs.path.write_bytes(b"text")
    dialog = page.attaching.dialog()
    assert dialog is not None
    dialog.add()
    shiboken6.delete(dialog)
    qtbot.waitUntil(lambda: not page.is_busy)
    assert "กรุณา" in told(page)
    assert line(page, "1.1").remark == ""


def test_a_doubt_is_told_as_soon_as_both_answers_stand_and_let_stand_with_a_reason(
    page: EntryView, services: Services, qtbot: QtBot
) -> None:
    page.go_to("2.3")
    Keyboard.ENGLISH.press(page.answer_table, "0")
    assert not page.doubt_strip.isVisible()
    page.go_to("2.5")
    Keyboard.ENGLISH.press(page.answer_table, "1")
    assert page.doubt_strip.isVisible()
    assert "วิสาหกิจชุมชน" in page.doubt_strip.text_label.text().replace("\u200b", "")
    popup = page.doubting.open()
    edit = popup.findChild(QLineEdit)
    assert edit is not None
    edit.setText("ตรวจกับผู้ใหญ่บ้านแล้ว")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page.doubt_strip.isVisible())
    (doubt,) = services.evidence.doubts(key_of(services))
    assert doubt.reason == "ตรวจกับผู้ใหญ่บ้านแล้ว"


def test_answers_that_decide_the_level_are_marked_and_the_panel_says_how_many(
    page: EntryView,
) -> None:
    for _ in range(23):
        Keyboard.ENGLISH.press(page.answer_table, "1")
    assert line(page, "1.1").deciding == "ระดับอยู่ดี กินดี"
    assert "23 ข้อมีผลต่อระดับ" in page.level_panel.deciding_label.text().replace("\u200b", "")
    for code in ("1.1", "1.2"):
        page.go_to(code)
        Keyboard.ENGLISH.press(page.answer_table, "0")
    assert line(page, "2.1").deciding == ""


def test_what_is_announced_is_shown_and_takes_no_answer(
    page: EntryView, services: Services, context: Context, qtbot: QtBot
) -> None:
    for _ in range(23):
        Keyboard.ENGLISH.press(page.answer_table, "1")
    uuid = shown(page).uuid
    assert uuid is not None
    steps = services.workflow.way().steps
    to = steps[1].key
    services.workflow.save_steps([replace(one, locks=one.locks or one.key == to) for one in steps])
    services.workflow.forward([uuid], to, date(2026, 11, 20))
    context.happened.emit(Changed.STAGES, None)
    qtbot.waitUntil(page.stage_chip.isVisible)
    assert "ล็อก" in page.stage_chip.text()
    page.go_to("1.1")
    Keyboard.ENGLISH.press(page.answer_table, "0")
    assert "แก้คำตอบไม่ได้" in told(page)
    assert shown(page).answers["1.1"].state is PASSED


def test_a_villages_code_typed_from_paper_opens_its_sheet(
    page: EntryView, services: Services, qtbot: QtBot
) -> None:
    popup = page.going.open()
    assert isinstance(popup, GoToPopup)
    edit = popup.findChild(QLineEdit)
    assert edit is not None
    qtbot.keyClicks(edit, "93010103")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert services.villages.by_id(shown(page).key.village_id).code == "93010103"
    popup = page.going.open()
    edit.setText("93999999")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert "ไม่มีหมู่บ้านรหัส" in told(page)


def test_an_instrument_without_texts_says_where_they_come_from(
    page: EntryView, qtbot: QtBot
) -> None:
    choice = page.page.choice
    while choice.instrument.indicators or choice.instrument.judges_office:
        choice.next_instrument()
    qtbot.waitUntil(lambda: not page.is_busy)
    assert "ยังไม่มีข้อความตัวชี้วัด" in told(page)
    Keyboard.ENGLISH.press(page.answer_table, "1")
    assert shown(page).answers == {}


def test_an_instrument_of_the_office_itself_lists_offices_and_no_villages(page: EntryView) -> None:
    choice = page.page.choice
    while not choice.instrument.judges_office:
        choice.next_instrument()
    names = [line.label for line in page.village_list.villages.villages]
    assert names == ["อำเภอเมืองพัทลุง"]  # that of the tambon looked at
    assert "ยังไม่มีข้อความตัวชี้วัด" in told(page)
