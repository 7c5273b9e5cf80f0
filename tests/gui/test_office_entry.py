"""An instrument that judges the office itself is keyed like any other; its list is the offices."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from entry_pages import made_entry
from pmqa import PMQA, publish_pmqa
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from windows import Keyboard

from cdd_desktop.bootstrap import Services
from cdd_desktop.checklists.grading import AnswerState
from cdd_desktop.checklists.instruments import Round
from cdd_desktop.checklists.office_sheets.records import OfficeKey
from cdd_desktop.checklists.records import SheetKey
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.checklists.entry.view import EntryView

PROVINCE = OfficeKey(office="93", instrument=PMQA, fiscal_year=2570, round=Round.AFTER)


@pytest.fixture
def page(qtbot: QtBot, services: Services, context: Context) -> Iterator[EntryView]:
    """PMQA is chosen, the province looked at."""
    publish_pmqa(services)
    context.look_at(area_code="93")
    made = made_entry(context)
    qtbot.addWidget(made.page)
    made.page.resize(1178, 690)
    made.refresh()
    while not made.page.choice.instrument.judges_office:
        made.page.choice.next_instrument()
    made.page.show()
    made.answer_table.setFocus()
    qtbot.waitUntil(lambda: not made.is_busy)
    yield made
    qtbot.waitUntil(lambda: not made.is_busy)
    made.page.close()


def told(page: EntryView) -> str:
    return page.notice_label.text().replace("\u200b", "")


def test_an_office_is_keyed_from_its_list_to_its_level_and_has_its_history(
    page: EntryView, services: Services, qtbot: QtBot
) -> None:
    names = [line.label for line in page.village_list.villages.villages]
    assert names[:2] == ["จังหวัดพัทลุง", "อำเภอเมืองพัทลุง"]
    assert page.village_label == "สำนักงานพัฒนาชุมชนจังหวัดพัทลุง"
    assert page.list_title_label.text() == "สำนักงาน"
    table = page.answer_table
    # passed; a score; the second option; the first digit of a number
    for key in (Qt.Key.Key_1, Qt.Key.Key_5, Qt.Key.Key_2, Qt.Key.Key_9):
        qtbot.keyClick(table, key)
    field = table.typed.field
    qtbot.keyClick(field, Qt.Key.Key_0)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page.is_busy)
    sheet = services.office_sheets.sheet(PROVINCE)
    assert sheet.answers["1.1"].state is AnswerState.PASSED
    assert sheet.answers["1.2"].value == Decimal(5)
    assert sheet.answers["2.1"].choice == "B"
    assert sheet.answers["2.2"].state is AnswerState.PASSED  # 90 of at least 80
    assert "ก้าวหน้า" in page.level_panel.level_label.text()
    assert "สำนักงานถัดไป" in told(page)
    qtbot.keyClick(table, Qt.Key.Key_PageDown)
    assert page.village_label.endswith(names[1])
    qtbot.keyClick(table, Qt.Key.Key_PageUp)
    subject = page.history_subject()
    assert subject is not None
    heads = [one for one in subject.records if one.table == "office_sheet"]
    assert heads[0].identity == sheet.uuid
    page.context.services.history.undo_last()
    assert "2.2" not in services.office_sheets.sheet(PROVINCE).answers


def test_what_only_villages_have_says_so(page: EntryView, qtbot: QtBot) -> None:
    page.attaching.open()
    assert "ไฟล์แนบมีเฉพาะแบบประเมินของหมู่บ้าน" in told(page)
    Keyboard.ENGLISH.press(page.answer_table, "0")
    page.proposing.open()
    assert "ข้อเสนอโครงการมีเฉพาะ" in told(page)
    qtbot.keyClick(page, Qt.Key.Key_F9)
    assert "ไม่มีข้อสังเกต" in told(page)


def test_views_that_know_villages_alone_say_so(page: EntryView, qtbot: QtBot) -> None:
    page.page.show_view("targets")
    qtbot.waitUntil(lambda: not page.page.is_busy)
    assert "ประเมินสำนักงาน จึงไม่มีหมู่บ้าน" in page.page.told_label.text().replace("\u200b", "")
    page.page.choice.next_instrument()
    assert not page.page.told_label.text()


def test_a_target_leads_to_an_office_and_back_to_a_village(
    page: EntryView, services: Services, qtbot: QtBot
) -> None:
    page.page.show_target(replace(PROVINCE, office="9302"))
    assert page.village_label.endswith("กงหรา")
    village = services.villages.by_code("93010102")
    other = SheetKey(
        village_id=village.id, instrument="moi-4x23", fiscal_year=2570, round=Round.AFTER
    )
    page.page.show_target(other)
    assert page.sheet is not None
    assert page.sheet.key == other
    assert page.list_title_label.text() == "หมู่บ้าน"
