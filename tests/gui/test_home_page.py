"""The first page: work by area down to a village, what is late, and sheets to go on with."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from cdd_desktop.bootstrap import Services
from cdd_desktop.checklists.grading import AnswerState
from cdd_desktop.checklists.instruments import MOI_23, Round
from cdd_desktop.checklists.records import SheetKey
from cdd_desktop.checklists.target_lists.records import TargetVillage
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.home.models import WorkColumn, share_text
from cdd_desktop.gui.pages.home.page import HomePage

YEAR = 2570


@pytest.fixture
def keyed(services: Services) -> Services:
    """One whole sheet, one begun later, and a day that is past."""
    found = services.villages.by_codes(("93010101", "93010102", "93010301"))
    for code, answers in (("93010101", 23), ("93010102", 2)):
        key = SheetKey(
            village_id=found[code].id, instrument=MOI_23, fiscal_year=YEAR, round=Round.AFTER
        )
        for indicator in services.checklists.instrument(MOI_23).indicators[:answers]:
            services.checklists.answer(key, indicator.code, AnswerState.PASSED)
    due = services.target_lists.begin_due_day(MOI_23, YEAR, Round.AFTER)
    services.target_lists.save_due_day(replace(due, due_on=date(2026, 11, 1)))
    return services


@pytest.fixture
def page(qtbot: QtBot, keyed: Services, make_context: Callable[[Services], Context]) -> HomePage:
    context = make_context(keyed)
    context.look_at(area_code="93", year=YEAR)
    made = HomePage(context)
    qtbot.addWidget(made)
    made.resize(1020, 560)
    made.show()
    made.refresh()
    settle(qtbot, made)
    return made


def settle(qtbot: QtBot, page: HomePage) -> None:
    qtbot.waitUntil(lambda: not page.is_busy, timeout=60_000)


def lines(page: HomePage) -> list[tuple[str, int, int, int, int]]:
    return [
        (
            line.sheets.name,
            line.sheets.expected,
            line.sheets.begun,
            line.sheets.complete,
            line.sheets.late,
        )
        for line in page.work.rows
    ]


def test_work_is_told_by_area_with_what_is_late_and_opened_down_to_a_sheet(
    qtbot: QtBot, page: HomePage
) -> None:
    for model in (page.work, page.alerts, page.open_sheets):
        QAbstractItemModelTester(model, page)
    assert lines(page) == [("รวม", 4, 2, 1, 3), ("เมืองพัทลุง", 4, 2, 1, 3)]
    asked: list[tuple[str, object]] = []
    page.context.page_requested.connect(lambda key, target: asked.append((key, target)))
    assert "ค้างส่ง 3 หมู่บ้าน" in page.alerts.rows[0].text
    page.alert_table.doubleClicked.emit(page.alerts.index(0, 0))
    (sheet,) = page.open_sheets.rows
    assert sheet.label == "ม.2 บ้านน้ำเลือด"
    page.open_table.doubleClicked.emit(page.open_sheets.index(0, 0))
    assert asked == [("reports", "checklist-due"), ("checklists", sheet.key)]
    assert page.level_years.isVisible()
    assert "รอบหลัง" in page.hint_label.text()
    page.work_table.selectRow(1)
    page.work_table.doubleClicked.emit(page.work.index(1, 0))
    settle(qtbot, page)
    assert page.context.area_code == "9301"
    assert [name for name, *_ in lines(page)] == ["รวม", "คูหาสวรรค์", "เขาเจียก"]
    page.work_table.selectRow(1)
    page.work_table.doubleClicked.emit(page.work.index(1, 0))
    settle(qtbot, page)
    assert [name for name, *_ in lines(page)][:2] == ["รวม", "ม.1 บ้านดอนหลา"]
    page.work_table.selectRow(1)
    page.work_table.doubleClicked.emit(page.work.index(1, 0))
    assert asked[-1][0] == "checklists"
    page.up_button.click()
    settle(qtbot, page)
    assert page.context.area_code == "9301"


def test_the_round_in_hand_is_told_and_names_stand_whole(
    qtbot: QtBot, page: HomePage, keyed: Services
) -> None:
    page.context.state.keep("checklists/round", Round.BEFORE.value)
    page.context.look_at(area_code="930101")
    settle(qtbot, page)
    assert "รอบก่อน" in page.hint_label.text()
    assert lines(page)[0] == ("รวม", 3, 0, 0, 0)
    width = page.work_table.columnWidth(WorkColumn.AREA)
    assert width >= page.work_table.sizeHintForColumn(WorkColumn.AREA)


def test_a_list_of_targets_is_the_base_and_areas_without_any_stay_in_sight(
    qtbot: QtBot, page: HomePage, keyed: Services
) -> None:
    village = keyed.villages.by_code("93010301")
    keyed.target_lists.put_villages(MOI_23, YEAR, [TargetVillage(village_id=village.id)])
    page.context.look_at(area_code="9301")
    settle(qtbot, page)
    assert lines(page) == [("รวม", 1, 0, 0, 1), ("คูหาสวรรค์", 0, 0, 0, 0), ("เขาเจียก", 1, 0, 0, 1)]
    assert "เฉพาะหมู่บ้านเป้าหมาย" in page.hint_label.text()
    assert [share_text(line.waste) for line in page.work.rows[1:]] == ["0/4", "0/1"]
