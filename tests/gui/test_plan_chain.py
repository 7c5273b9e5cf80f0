"""Projects go up, are merged, split and carried on in dialogs; sums above and below in a view."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cdd_desktop.gui.context import Context
from cdd_desktop.gui.dialogs import Leaving
from cdd_desktop.gui.pages.plans.chain import actions as chain_actions
from cdd_desktop.gui.pages.plans.chain.choose_dialog import ChooseDialog
from cdd_desktop.gui.pages.plans.chain.merge_dialog import MergeDialog
from cdd_desktop.gui.pages.plans.chain.models import BundleModel, ChangeModel
from cdd_desktop.gui.pages.plans.chain.rollover_dialog import RolloverDialog
from cdd_desktop.gui.pages.plans.chain.split_dialog import SplitDialog
from cdd_desktop.gui.pages.plans.chain.step_dialog import StepDialog
from cdd_desktop.gui.pages.plans.chain.view import ChainView
from cdd_desktop.gui.pages.plans.page import PlansPage
from cdd_desktop.plans.records import Level, Money, Plan, Project

WITHIN = 60_000
TAMBON = "930101"


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cdd_desktop.gui.pages.plans.chain.rollover_dialog.SETTLED_MS", 0)


@pytest.fixture
def plan(context: Context) -> Plan:
    plans = context.services.plans
    return plans.save(plans.begin(Level.TAMBON, TAMBON, 2570, 2572))


@pytest.fixture
def village(context: Context, plan: Plan) -> Plan:
    plans = context.services.plans
    return plans.save(plans.begin(Level.VILLAGE, "93010101", 2570, 2573))


@pytest.fixture
def lowers(context: Context, village: Plan) -> tuple[Project, ...]:
    """Three projects of the village; the last asks for money of a year that the tambon lacks."""
    service = context.services.projects
    asked = ((2570, 100_50), (2571, 200_00), (2573, 7_00))
    return service.save_many(
        [
            replace(
                service.begin(village.uuid),
                name=name,
                money=(Money(year=year, source="local", requested=satang),),
            )
            for name, (year, satang) in zip(("ถนน", "คลอง", "ศาลา"), asked, strict=True)
        ],
        "เพิ่มโครงการ",
    )


@pytest.fixture
def page(qtbot: QtBot, context: Context, plan: Plan, no_child: None) -> PlansPage:
    page = PlansPage(context)
    qtbot.addWidget(page)
    page.resize(1400, 690)
    page.show()
    page.refresh()
    page.show_plan(plan.uuid)
    settle(qtbot, page)
    return page


def settle(qtbot: QtBot, page: PlansPage) -> None:
    qtbot.waitUntil(lambda: not page.is_busy, timeout=WITHIN)


def dialog_of(qtbot: QtBot, page: PlansPage) -> StepDialog:
    settle(qtbot, page)
    (dialog,) = [each for each in page.findChildren(StepDialog) if each.isVisible()]
    qtbot.waitUntil(lambda: not dialog.is_busy, timeout=WITHIN)
    return dialog


def done(qtbot: QtBot, page: PlansPage, dialog: StepDialog) -> None:
    dialog.save()
    qtbot.waitUntil(lambda: dialog.saved is not None, timeout=WITHIN)
    settle(qtbot, page)


def refused(qtbot: QtBot, dialog: StepDialog) -> None:
    dialog.save()
    qtbot.waitUntil(lambda: not dialog.is_busy, timeout=WITHIN)
    assert dialog.saved is None


def strike(widget: QWidget, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    modifiers = Qt.KeyboardModifier.NoModifier if held is None else held
    QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, key, modifiers))


def plain(text: str) -> str:
    return text.replace("\u200b", "")


def choosing(qtbot: QtBot, page: PlansPage) -> ChooseDialog:
    chain_actions.choose(page)
    dialog = dialog_of(qtbot, page)
    assert isinstance(dialog, ChooseDialog)
    return dialog


def test_projects_are_ticked_with_space_and_go_up(
    qtbot: QtBot, page: PlansPage, context: Context, plan: Plan, lowers: tuple[Project, ...]
) -> None:
    dialog = choosing(qtbot, page)
    QAbstractItemModelTester(
        dialog.projects, QAbstractItemModelTester.FailureReportingMode.Fatal, dialog.projects
    )
    strike(dialog.project_table, Qt.Key.Key_Space)
    strike(dialog.project_table, Qt.Key.Key_Down)
    strike(dialog.project_table, Qt.Key.Key_Space)
    assert plain(dialog.count_label.text()).endswith("2 จาก 3 โครงการ งบที่ขอรวม 300.50 บาท")
    done(qtbot, page, dialog)
    assert [p.name for p in context.services.projects.of_plan(plan.uuid)] == ["ถนน", "คลอง"]
    assert plain(page.told_label.text()).startswith("เลือกขึ้นแผนแล้ว")


def test_what_is_ticked_stays_so_under_a_filter(
    qtbot: QtBot, page: PlansPage, lowers: tuple[Project, ...]
) -> None:
    dialog = choosing(qtbot, page)
    dialog.filter_edit.setText("คลอง")
    assert [project.name for project in dialog.projects.rows] == ["คลอง"]
    strike(dialog.project_table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    dialog.filter_edit.setText("ถนน")
    assert [project.name for project in dialog.chosen] == ["คลอง"]
    dialog.filter_edit.clear()
    dialog.place_combo.setCurrentIndex(1)
    assert len(dialog.projects.rows) == 3
    page.context.dialogs.leaving = Leaving.DISCARD  # type: ignore[attr-defined]
    dialog.reject()


def test_money_of_other_years_is_told_beside_its_box_until_it_is_agreed(
    qtbot: QtBot, page: PlansPage, context: Context, plan: Plan, lowers: tuple[Project, ...]
) -> None:
    dialog = choosing(qtbot, page)
    assert not dialog.outside_check.isVisible()
    dialog.projects.tick([lowers[2]], on=True)
    assert dialog.outside_check.isVisible()
    refused(qtbot, dialog)
    assert "2573" in plain(dialog.outside_problem.text())
    dialog.outside_check.setChecked(True)
    done(qtbot, page, dialog)
    assert context.services.projects.of_plan(plan.uuid)[0].money == ()


def test_without_projects_below_the_dialog_says_what_to_do(qtbot: QtBot, page: PlansPage) -> None:
    dialog = choosing(qtbot, page)
    assert dialog.empty_label.isVisible()
    refused(qtbot, dialog)
    assert dialog.projects_problem.isVisible()
    dialog.reject()


def test_ticked_projects_become_one(
    qtbot: QtBot, page: PlansPage, context: Context, plan: Plan, lowers: tuple[Project, ...]
) -> None:
    dialog = choosing(qtbot, page)
    dialog.projects.tick(lowers[:2], on=True)
    dialog.merge()
    merging = dialog.findChild(MergeDialog)
    assert merging is not None
    table = merging.project_table.model()
    last = table.rowCount() - 1
    assert [table.index(last, at).data() for at in range(3)] == ["รวม", "100.50", "200"]
    merging.name_edit.clear()
    refused(qtbot, merging)
    assert merging.name_problem.isVisible()
    merging.name_edit.setText("ถนนและคลอง")
    merging.save()
    qtbot.waitUntil(lambda: dialog.saved is not None, timeout=WITHIN)
    settle(qtbot, page)
    (whole,) = context.services.projects.of_plan(plan.uuid)
    assert (whole.name, whole.requested) == ("ถนนและคลอง", 300_50)


def test_a_project_is_split_to_the_satang(
    qtbot: QtBot, page: PlansPage, context: Context, plan: Plan, lowers: tuple[Project, ...]
) -> None:
    uppers = context.services.chain.choose([lowers[0].uuid], plan.uuid)
    page.chosen_projects = lambda: uppers  # type: ignore[method-assign]
    chain_actions.split(page)
    dialog = dialog_of(qtbot, page)
    assert isinstance(dialog, SplitDialog)
    parts = dialog.parts
    QAbstractItemModelTester(parts, QAbstractItemModelTester.FailureReportingMode.Fatal, parts)
    assert not parts.setData(parts.index(1, 1), "ห้าสิบ")
    assert "ไม่ใช่จำนวนเงิน" in plain(dialog.told_label.text())
    parts.setData(parts.index(1, 1), "60.25")
    refused(qtbot, dialog)
    assert "40.25" in plain(dialog.parts_problem.text())
    dialog.part_table.setCurrentIndex(parts.index(2, 1))
    strike(dialog.part_table, Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier)
    assert parts.index(2, 1).data() == "40.25"
    assert "เท่ากับโครงการเดิม" in plain(dialog.rest_label.text())
    strike(dialog.part_table, Qt.Key.Key_Insert)
    strike(dialog.part_table, Qt.Key.Key_Delete)
    done(qtbot, page, dialog)
    told = {p.name: (p.status, p.requested) for p in context.services.projects.of_plan(plan.uuid)}
    assert told == {
        "ถนน": ("split", 100_50),
        "ถนน ส่วนที่ 1": ("in-plan", 60_25),
        "ถนน ส่วนที่ 2": ("in-plan", 40_25),
    }


def test_merging_asks_for_two_marked_rows(qtbot: QtBot, page: PlansPage) -> None:
    chain_actions.merge(page)
    assert "ตั้งแต่ 2 โครงการ" in plain(page.told_label.text())
    chain_actions.split(page)
    assert "หนึ่งโครงการ" in plain(page.told_label.text())


def test_marked_rows_of_the_grid_become_one(
    qtbot: QtBot, page: PlansPage, context: Context, plan: Plan, lowers: tuple[Project, ...]
) -> None:
    uppers = context.services.chain.choose([p.uuid for p in lowers[:2]], plan.uuid)
    page.chosen_projects = lambda: uppers  # type: ignore[method-assign]
    chain_actions.merge(page)
    dialog = dialog_of(qtbot, page)
    done(qtbot, page, dialog)
    statuses = [p.status for p in context.services.projects.of_plan(plan.uuid)]
    assert sorted(statuses) == ["in-plan", "merged", "merged"]


def test_what_is_left_goes_on_in_a_new_plan(
    qtbot: QtBot, page: PlansPage, context: Context, plan: Plan, lowers: tuple[Project, ...]
) -> None:
    context.services.chain.choose([p.uuid for p in lowers[:2]], plan.uuid)
    chain_actions.carry(page)
    dialog = dialog_of(qtbot, page)
    assert isinstance(dialog, RolloverDialog)
    assert (dialog.start_edit.text(), dialog.end_edit.text()) == ("2573", "2575")
    assert len(dialog.chosen) == 2
    dialog.start_edit.setText("๒๕๗๔")
    dialog.end_edit.setText("2574")
    dialog.end_edit.textEdited.emit("2574")
    qtbot.waitUntil(lambda: not dialog.is_busy, timeout=WITHIN)
    assert dialog.outside_check.isVisible()
    refused(qtbot, dialog)
    assert "2575" in plain(dialog.outside_problem.text())
    dialog.end_edit.setText("2576")
    dialog.end_edit.textEdited.emit("2576")
    qtbot.waitUntil(lambda: not dialog.is_busy, timeout=WITHIN)
    done(qtbot, page, dialog)
    assert page.chosen_plan is not None
    assert (page.chosen_plan.start_year, page.chosen_plan.count) == (2574, 2)


def test_years_that_cannot_be_read_are_told_at_their_field(
    qtbot: QtBot, page: PlansPage, lowers: tuple[Project, ...], context: Context, plan: Plan
) -> None:
    context.services.chain.choose([lowers[0].uuid], plan.uuid)
    chain_actions.carry(page)
    dialog = dialog_of(qtbot, page)
    assert isinstance(dialog, RolloverDialog)
    dialog.end_edit.setText("ปีหน้า")
    refused(qtbot, dialog)
    assert dialog.start_problem.isVisible()
    dialog.end_edit.setText("2575")
    dialog.reject()


def shown_view(qtbot: QtBot, page: PlansPage) -> ChainView:
    page.show_view("chain")
    settle(qtbot, page)
    view = page.view
    assert isinstance(view, ChainView)
    return view


def test_the_view_compares_sums_keeps_reasons_and_takes_changes(
    qtbot: QtBot, page: PlansPage, context: Context, plan: Plan, lowers: tuple[Project, ...]
) -> None:
    services = context.services
    (upper,) = services.chain.choose([lowers[0].uuid], plan.uuid)
    services.projects.change_money(lowers[0].uuid, 2570, "local", "requested", 150_50)
    view = shown_view(qtbot, page)
    assert "เลือกแล้ว 150.50 +" in plain(view.sums_label.text())
    assert [view.bundles.index(0, at).data() for at in range(2, 6)] == [
        "150.50",
        "100.50",
        "-50",
        "ยังไม่ได้อธิบาย",
    ]
    view.note_edit.setText("รอทบทวน")
    view.refresh()
    settle(qtbot, page)
    assert view.note_edit.text() == "รอทบทวน"
    view.note_edit.returnPressed.emit()
    settle(qtbot, page)
    assert services.projects.get(upper.uuid).difference_note == "รอทบทวน"
    assert view.bundles.index(0, 5).data() == "อธิบายแล้ว"
    assert [view.changes.index(0, at).data() for at in range(2, 5)] == [
        "เงินปี 2570 อบต./เทศบาล",
        "ขอ 100.50",
        "ขอ 150.50",
    ]
    view.take_change()
    settle(qtbot, page)
    assert services.projects.get(upper.uuid).requested == 150_50
    assert view.bundles.index(0, 5).data() == "ยอดตรงกัน"
    assert not view.change_table.isVisible()
    view.standing_combo.setCurrentIndex(1)
    assert view.empty_label.isVisible()


def test_a_reason_typed_is_kept_when_another_line_is_looked_at(
    qtbot: QtBot, page: PlansPage, context: Context, plan: Plan, lowers: tuple[Project, ...]
) -> None:
    services = context.services
    road, canal = services.chain.choose([lowers[0].uuid, lowers[1].uuid], plan.uuid)
    for upper in (road, canal):
        services.projects.change_money(upper.uuid, 2572, "local", "requested", 5_00)
    view = shown_view(qtbot, page)
    view.note_edit.setText("ช่างประเมินใหม่")
    view.bundle_table.setCurrentIndex(view.bundles.index(1, 0))
    assert view.note_edit.text() == ""
    settle(qtbot, page)
    assert services.projects.get(road.uuid).difference_note == "ช่างประเมินใหม่"
    assert services.projects.get(canal.uuid).difference_note == ""
    view.note_edit.setText("ขอเพิ่ม")
    view.standing_combo.setCurrentIndex(2)
    settle(qtbot, page)
    assert services.projects.get(canal.uuid).difference_note == "ขอเพิ่ม"
    assert len(view.bundles.rows) == 2


def test_the_view_of_a_village_plan_or_an_empty_one_says_what_to_do(
    qtbot: QtBot, page: PlansPage, village: Plan
) -> None:
    view = shown_view(qtbot, page)
    assert "เลือกโครงการขึ้นแผน" in plain(view.empty_label.text())
    page.show_plan(village.uuid)
    settle(qtbot, page)
    assert "แผนแรกของสาย" in plain(view.empty_label.text())
    assert not view.choose_button.isEnabled()
    chain_actions.choose(page)
    assert "ไม่มีแผนระดับล่าง" in plain(page.told_label.text())


def test_the_models_keep_the_rules_of_qt(
    qtbot: QtBot, page: PlansPage, context: Context, plan: Plan, lowers: tuple[Project, ...]
) -> None:
    context.services.chain.choose([lowers[0].uuid], plan.uuid)
    context.services.projects.change(lowers[0].uuid, name="ถนนใหม่")
    view = shown_view(qtbot, page)
    for model in (view.bundles, view.changes):
        assert isinstance(model, BundleModel | ChangeModel)
        assert model.rowCount() == 1
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
