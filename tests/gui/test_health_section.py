"""ตรวจสุขภาพข้อมูล: checked, shown, repaired as shown, taken back by undoing."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from windows import FakeDialogs

from cdd_desktop.bootstrap import Services
from cdd_desktop.checklists.instruments import MOI_23, Round
from cdd_desktop.checklists.records import AnswerState, SheetKey
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.settings.health import LAST_KEY, HealthSection
from cdd_desktop.gui.pages.settings.health_models import (
    ChangeColumn,
    ChangeModel,
    FindingColumn,
    FindingModel,
)
from cdd_desktop.health import look_over
from cdd_desktop.progress import Silent
from cdd_desktop.thai.linebreak import ZWSP

LONG_MS = 30_000  # a child process starts in a second or more on a busy machine

Tamper = Callable[[str], None]


@pytest.fixture
def tamper(services: Services) -> Tamper:
    """Run SQL on the file with nothing watching."""

    def run(statement: str) -> None:
        with closing(sqlite3.connect(services.store.path, isolation_level=None)) as connection:
            connection.execute(statement)

    return run


@pytest.fixture
def section(qtbot: QtBot, context: Context) -> Iterator[HealthSection]:
    made = HealthSection(context)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    made.load()
    yield made
    made.close()


def checked(qtbot: QtBot, section: HealthSection) -> None:
    section.check_button.click()
    settled(qtbot, section)


def settled(qtbot: QtBot, section: HealthSection) -> None:
    qtbot.waitUntil(section.check_button.isEnabled, timeout=LONG_MS)


def text(label_text: str) -> str:
    return label_text.replace(ZWSP, "")


def test_nothing_is_checked_until_asked_and_the_page_says_so(section: HealthSection) -> None:
    assert text(section.told_label.text()) == "ยังไม่เคยตรวจในเครื่องนี้"
    assert section.empty_label.isVisible()
    assert not section.finding_table.isVisible()
    assert not section.repair_button.isVisible()


def test_a_sound_office_gets_a_green_word_with_the_time_which_is_remembered(
    qtbot: QtBot, section: HealthSection, context: Context
) -> None:
    checked(qtbot, section)
    assert "ไม่พบความผิดปกติ ตรวจเมื่อ" in text(section.empty_label.text())
    assert section.empty_label.property("tone") == "passed"
    assert "ไม่พบความผิดปกติ" in context.state.text(LAST_KEY)
    again = HealthSection(context)
    qtbot.addWidget(again)
    again.load()
    assert "ไม่พบความผิดปกติ" in text(again.told_label.text())


def test_a_fault_is_shown_with_what_a_repair_changes_then_repaired_and_undone(
    qtbot: QtBot, section: HealthSection, services: Services, tamper: Tamper, dialogs: FakeDialogs
) -> None:
    tamper("UPDATE village_name SET moo = 7 WHERE code = '93010102'")
    checked(qtbot, section)
    findings = section.finding_table.model()
    assert isinstance(findings, FindingModel)
    assert findings.rows[0].room == "ทะเบียนหมู่บ้าน"
    changes = section.change_table.model()
    assert isinstance(changes, ChangeModel)
    cells = [text(str(changes.index(0, column).data())) for column in ChangeColumn]
    assert cells == ["ม.7 น้ำเลือด (93010102)", "หมู่ที่", "7", "2"]

    section.repair_button.click()
    settled(qtbot, section)
    assert "ซ่อม 1 เรื่อง 1 รายการ" in dialogs.asked[-1]
    assert services.villages.by_code("93010102").moo == 2
    assert "Ctrl+Z" in section.repaired_label.text()
    assert not section.finding_table.isVisible() or all(
        finding.is_advice for finding in findings.rows
    )
    assert len(services.backups.all()) == 1

    services.history.undo_last()
    assert services.villages.by_code("93010102").moo == 7


def test_saying_no_repairs_nothing(
    qtbot: QtBot, section: HealthSection, services: Services, tamper: Tamper, dialogs: FakeDialogs
) -> None:
    tamper("UPDATE village_name SET moo = 7 WHERE code = '93010102'")
    checked(qtbot, section)
    dialogs.confirms = False
    qtbot.keyClick(section.finding_table, Qt.Key.Key_Return)
    assert len(dialogs.asked) == 1
    assert services.villages.by_code("93010102").moo == 7
    assert services.backups.all() == ()


def test_all_that_can_be_repaired_goes_at_once(
    qtbot: QtBot, section: HealthSection, services: Services, tamper: Tamper
) -> None:
    village = services.villages.by_code("93010101")
    key = SheetKey(village_id=village.id, instrument=MOI_23, fiscal_year=2569, round=Round.AFTER)
    services.checklists.answer(key, "1.1", AnswerState.PASSED)
    tamper("UPDATE village_name SET moo = 7 WHERE code = '93010102'")
    tamper("UPDATE assessment SET passed = 9")
    checked(qtbot, section)
    section.repair_all_button.click()
    settled(qtbot, section)
    assert "ไม่พบความผิดปกติ" in text(section.empty_label.text())
    assert look_over(Silent(), services.health.plan()).faults == ()


def test_a_row_that_moved_meanwhile_is_told_and_nothing_changes(
    qtbot: QtBot, section: HealthSection, tamper: Tamper
) -> None:
    tamper("UPDATE village_name SET moo = 7 WHERE code = '93010102'")
    checked(qtbot, section)
    tamper("UPDATE village_name SET moo = 8 WHERE code = '93010102'")
    section.repair_button.click()
    settled(qtbot, section)
    assert "ตรวจใหม่" in text(section.told_label.text())


def test_the_keyboard_is_on_the_way_to_stop_a_check_then_on_what_was_found(
    qtbot: QtBot, section: HealthSection
) -> None:
    section.check_button.setFocus()
    qtbot.keyClick(section.check_button, Qt.Key.Key_Return)
    assert section.cancel_button.hasFocus()
    qtbot.keyClick(section.cancel_button, Qt.Key.Key_Return)  # struck twice in haste
    settled(qtbot, section)
    assert "ไม่พบความผิดปกติ" in text(section.empty_label.text())
    assert section.finding_table.hasFocus()  # of advice


def test_a_check_can_be_stopped(qtbot: QtBot, section: HealthSection) -> None:
    section.check_button.click()
    assert section.cancel_button.isVisible()
    section.cancel_button.click()
    settled(qtbot, section)
    assert "หยุดตรวจแล้ว" in text(section.told_label.text())
    assert section.check_button.isEnabled()


def test_damage_leads_to_the_backups(
    qtbot: QtBot, section: HealthSection, context: Context, tamper: Tamper
) -> None:
    tamper("UPDATE village SET kind = 'castle'")
    checked(qtbot, section)
    assert "อ่านได้ไม่ครบ" in text(section.told_label.text())
    assert section.told_label.property("tone") == "failed"
    with qtbot.waitSignal(context.page_requested) as asked:
        section.restore_button.click()
    assert asked.args == ["settings", "สำรองข้อมูล"]


def test_models_hold_together(
    qtmodeltester: ModelTester, services: Services, tamper: Tamper, tmp_path: Path
) -> None:
    tamper("UPDATE village_name SET moo = 7 WHERE code = '93010102'")
    findings, changes = FindingModel(), ChangeModel()
    report = look_over(Silent(), services.health.plan())
    findings.show(report.findings)
    changes.show(report.findings[0].changes)
    qtmodeltester.check(findings)
    qtmodeltester.check(changes)
    repair = findings.index(0, FindingColumn.REPAIR)
    assert text(str(repair.data())) == "ซ่อมได้"
    assert repair.data(Qt.ItemDataRole.ForegroundRole) is not None
