"""The bank in the window: new proposals, filters, pulling into a plan, what is asked twice."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QItemSelectionModel
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from windows import FakeDialogs

from cdd_desktop.bootstrap import Services
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.plans.needs.need_dialog import begin_need
from cdd_desktop.gui.pages.plans.needs.view import NeedsView
from cdd_desktop.gui.pages.plans.page import PlansPage
from cdd_desktop.plans.records import Level, Money, Origin

WITHIN = 60_000
TAMBON = "930101"


def proposed(services: Services, name: str, **fields: Any) -> UUID:
    begun = services.projects.begin(None, TAMBON)
    return services.projects.save(replace(begun, name=name, **fields)).uuid


@pytest.fixture
def plan(services: Services) -> UUID:
    return services.plans.save(services.plans.begin(Level.TAMBON, TAMBON, 2571, 2575, "")).uuid


@pytest.fixture
def page(
    qtbot: QtBot, context: Context, plan: UUID, stands_first: Callable[[str], None]
) -> PlansPage:
    stands_first("needs")
    made = PlansPage(context)
    qtbot.addWidget(made)
    made.resize(1150, 690)
    made.show()
    made.refresh()
    settle(qtbot, made)
    return made


def settle(qtbot: QtBot, page: PlansPage) -> None:
    qtbot.waitUntil(lambda: not page.is_busy, timeout=WITHIN)


def view_of(qtbot: QtBot, page: PlansPage) -> NeedsView:
    page.refresh()
    settle(qtbot, page)
    view = page.view
    assert isinstance(view, NeedsView)
    return view


def names(view: NeedsView) -> list[str]:
    return [need.project.name for need in view.needs.rows]


def test_an_empty_bank_says_what_to_do_first(qtbot: QtBot, page: PlansPage) -> None:
    view = view_of(qtbot, page)
    assert "Ctrl+N" in view.nothing_label.text()
    assert view.nothing_label.isVisible()
    assert not view.need_table.isVisible()


def test_a_proposal_is_written_by_hand_and_stands_in_the_bank(
    qtbot: QtBot, page: PlansPage, services: Services, context: Context
) -> None:
    view = view_of(qtbot, page)
    dialog = view.need_dialog(begin_need(services, TAMBON))
    qtbot.addWidget(dialog)
    dialog.save()
    assert "ยังไม่ได้กรอกชื่อ" in dialog.name_problem.text().replace("\u200b", "")
    dialog.name_edit.setText("ขุดลอกคลอง")
    dialog.money_edit.setText("ห้าหมื่น")
    dialog.save()
    assert dialog.money_problem.text()
    dialog.money_edit.setText("50,000")
    dialog.village_combo.setCurrentIndex(1)
    dialog.kind_combo.choose("support")
    dialog.save()
    assert dialog.kept is not None
    (need,) = services.needs.bank(TAMBON)
    assert need.project.money == (Money(year=2570, source="", requested=5_000_000),)
    assert need.project.origin.raised_on == date(2026, 11, 22)
    view.refresh()
    settle(qtbot, page)
    assert names(view) == ["ขุดลอกคลอง"]


def test_the_bank_is_filtered_by_word_kind_and_tambon(
    qtbot: QtBot, page: PlansPage, services: Services
) -> None:
    proposed(services, "ขุดลอกคลอง", kind="support", dimension="environment")
    proposed(services, "ฝึกอาชีพ", kind="own", dimension="economy")
    view = view_of(qtbot, page)
    assert len(names(view)) == 2
    view.filters.text_edit.setText("คลอง")
    settle(qtbot, page)
    assert names(view) == ["ขุดลอกคลอง"]
    view.filters.clear()
    view.filters.kind_combo.setCurrentIndex(view.filters.kind_combo.findData("own"))
    view.filters.changed.emit()
    assert names(view) == ["ฝึกอาชีพ"]
    assert "1 รายการ จาก 2" in view.state_label.text().replace("\u200b", "")
    view.filters.text_edit.setText("ไม่มีคำนี้")
    settle(qtbot, page)
    assert view.nothing_label.isVisible()


def test_chosen_needs_go_into_the_plan_of_the_tree_in_one_step(
    qtbot: QtBot, page: PlansPage, services: Services, plan: UUID
) -> None:
    for name in ("ก", "ข", "ค"):
        proposed(services, name, money=(Money(year=2570, source="", requested=100),))
    page.show_plan(plan)
    settle(qtbot, page)
    view = view_of(qtbot, page)
    view.need_table.clearSelection()
    for row in (0, 2):
        view.need_table.selectionModel().select(
            view.need_table.model().index(row, 0),
            QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows,
        )
    view.pull()
    settle(qtbot, page)
    assert len(services.projects.of_plan(plan)) == 2
    assert len(names(view)) == 1
    said = page.told_label.text().replace("\u200b", "")
    assert "ดึงเข้าแผนแล้ว 2 รายการ" in said
    assert "ย้ายไปปี 2571" in said
    services.history.undo_last()
    assert services.projects.of_plan(plan) == ()


def test_what_is_asked_twice_is_merged_side_by_side(
    qtbot: QtBot, page: PlansPage, services: Services
) -> None:
    first, second = proposed(services, "ขุดลอกคลองลำปำ"), proposed(services, "ขุดลอกคลอง ลำปำ")
    view = view_of(qtbot, page)
    dialog = view.alike_dialog(services.needs.near_duplicates(TAMBON))
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.pair is not None
    keep = dialog.pair.b.project.uuid
    assert "ชื่อเหมือนกัน" in dialog.why_label.text().replace("\u200b", "")
    dialog.right_button.click()
    assert dialog.merged == 1
    assert dialog.pair is None
    assert [need.project.uuid for need in services.needs.bank(TAMBON)] == [keep]
    assert keep in {first, second}
    dialog.close()


def test_projects_from_indicators_show_what_came_of_them(
    qtbot: QtBot, page: PlansPage, services: Services
) -> None:
    origin = Origin(
        kind="failed-indicator",
        village_id=services.villages.by_code("93010101").id,
        instrument="moi-4x23",
        indicator="1.1",
        year=2570,
    )
    proposed(services, "แก้ไขข้อ 1.1", origin=origin)
    view = view_of(qtbot, page)
    view.filters.shown_combo.setCurrentIndex(1)
    view.filters.changed.emit()
    assert [row.project.name for row in view.followed.rows] == ["แก้ไขข้อ 1.1"]
    last = view.followed.index(0, view.followed.columnCount() - 1)
    assert last.data() == "โครงการยังไม่เสร็จ"


def test_the_models_are_sound(
    qtbot: QtBot, page: PlansPage, services: Services, qtmodeltester: ModelTester
) -> None:
    proposed(services, "ก")
    proposed(services, "ข")
    view = view_of(qtbot, page)
    qtmodeltester.check(view.needs)
    qtmodeltester.check(view.followed)


def test_nothing_is_pulled_without_a_plan(
    qtbot: QtBot,
    context: Context,
    services: Services,
    dialogs: FakeDialogs,
    stands_first: Callable[[str], None],
) -> None:
    stands_first("needs")
    proposed(services, "ก")
    made = PlansPage(context)
    qtbot.addWidget(made)
    made.show()
    made.refresh()
    settle(qtbot, made)
    view = view_of(qtbot, made)
    view.pull()
    assert "ยังไม่ได้เลือกแผน" in made.told_label.text().replace("\u200b", "")
    assert not dialogs.told
