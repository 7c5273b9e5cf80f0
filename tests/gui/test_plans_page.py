"""The page of plans: its tree, its views, and what is done with a plan."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QShortcut
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractItemView, QLineEdit
from pytestqt.qtbot import QtBot
from windows import FakeDialogs, type_text

from cdd_desktop.gui.context import Changed, Context
from cdd_desktop.gui.pages.plans.money_view import MoneyView
from cdd_desktop.gui.pages.plans.page import PlansPage
from cdd_desktop.gui.pages.plans.plan.day_dialog import PlanDayDialog
from cdd_desktop.gui.pages.plans.plan.form import PlanDialog, ProblemModel
from cdd_desktop.gui.pages.plans.plan.tree_model import PlanTreeModel, Spot
from cdd_desktop.gui.pages.reports.plan_report import PlanReport
from cdd_desktop.plans.records import Level, Money, Plan, PlanState, Problem, RevisionKind
from cdd_desktop.thai.linebreak import ZWSP

WITHIN = 60_000
TAMBON = "930101"


@pytest.fixture
def page(qtbot: QtBot, context: Context, no_child: None) -> PlansPage:
    page = PlansPage(context)
    qtbot.addWidget(page)
    page.resize(1150, 690)
    page.show()
    page.refresh()
    settle(qtbot, page)
    return page


def settle(qtbot: QtBot, page: PlansPage) -> None:
    qtbot.waitUntil(lambda: not page.is_busy, timeout=WITHIN)


def keep(context: Context, level: Level, code: str, start: int, end: int) -> Plan:
    plans = context.services.plans
    return plans.save(plans.begin(level, code, start, end))


def told(page: PlansPage) -> str:
    return page.told_label.text().replace(ZWSP, "")


def tree(page: PlansPage) -> list[tuple[int, str]]:
    """The lines of the tree with their depth."""
    model = page.plan_tree.tree_view.model()
    found: list[tuple[int, str]] = []

    def walk(parent: object, depth: int) -> None:
        for row in range(model.rowCount(parent)):  # type: ignore[call-overload]
            index = model.index(row, 0, parent)  # type: ignore[call-overload]
            found.append((depth, " ".join(str(index.data()).split(" · ")[0].split("\n"))))
            walk(index, depth + 1)

    walk(page.plan_tree.tree_view.rootIndex(), 0)
    return found


def begin(qtbot: QtBot, page: PlansPage) -> PlanDialog:
    page.plans.begin()
    settle(qtbot, page)
    return dialog_of(page)


def dialog_of(page: PlansPage) -> PlanDialog:
    found = page.findChild(PlanDialog)
    assert found is not None
    return found


def test_without_a_plan_the_page_says_what_to_do_first(page: PlansPage) -> None:
    view = page.projects_view
    assert view is not None
    assert view.stack.currentWidget() is view.empty_widget
    assert "Ins" in view.new_plan_button.text()
    assert not page.plan_tree.nothing_label.isHidden()


def test_the_keyboard_goes_from_the_first_button_to_the_grid(
    qtbot: QtBot, page: PlansPage, context: Context
) -> None:
    view = page.projects_view
    assert view is not None
    page.activateWindow()
    page.setFocus()
    qtbot.waitUntil(view.new_plan_button.hasFocus)
    page.show_plan(keep(context, Level.TAMBON, TAMBON, 2570, 2574).uuid)
    settle(qtbot, page)
    assert page.window().focusWidget() is view.grid


def test_a_plan_is_written_from_the_form_and_is_then_in_hand(
    qtbot: QtBot, page: PlansPage, context: Context
) -> None:
    dialog = begin(qtbot, page)
    assert Level(dialog.level_combo.currentData()) is Level.TAMBON
    dialog.name_edit.setText("แผนพัฒนาตำบลคูหาสวรรค์")
    dialog.start_edit.setText("๒๕๗๑")
    dialog.end_edit.setText("2575")
    at = dialog.problems.add(uuid4())
    dialog.problems.setData(dialog.problems.index(at, 0), "น้ำท่วม")
    dialog.chapter_edit.setPlainText("ข้อมูลทั่วไป")
    dialog.save()
    settle(qtbot, page)
    assert page.chosen_plan is not None
    plan = context.services.plans.get(page.chosen_plan.uuid)
    assert (plan.start_year, plan.end_year) == (2571, 2575)
    assert [row.problem for row in plan.problems] == ["น้ำท่วม"]
    assert list(plan.chapters.values()) == ["ข้อมูลทั่วไป"]
    assert "บันทึกแผนแล้ว" in told(page)


def test_a_year_that_is_none_is_told_at_its_field(qtbot: QtBot, page: PlansPage) -> None:
    dialog = begin(qtbot, page)
    dialog.end_edit.setText("ห้าปี")
    dialog.save()
    assert dialog.isVisible()
    assert "พ.ศ." in dialog.end_problem.text()
    dialog.end_edit.setText("2569")
    dialog.save()
    assert "ก่อนปีเริ่ม" in dialog.end_problem.text().replace(ZWSP, "")
    dialog.done(0)


def test_leaving_the_form_asks_about_what_is_typed(
    qtbot: QtBot, page: PlansPage, dialogs: FakeDialogs
) -> None:
    dialog = begin(qtbot, page)
    assert not dialog.is_dirty
    dialog.name_edit.setText("ชื่อใหม่")
    dialog.reject()
    assert dialogs.asked == ["แผนนี้"]


def test_the_tree_goes_from_amphoe_to_tambon_to_village(
    qtbot: QtBot, page: PlansPage, context: Context
) -> None:
    keep(context, Level.AMPHOE, "9301", 2570, 2574)
    keep(context, Level.VILLAGE, "93010102", 2570, 2574)
    keep(context, Level.TAMBON, TAMBON, 2570, 2570)
    context.look_at(area_code="9301")
    settle(qtbot, page)
    assert tree(page) == [
        (0, "อำเภอเมืองพัทลุง"),
        (1, "แผนพัฒนาอำเภอ 2570–2574"),
        (1, "ตำบลคูหาสวรรค์"),
        (2, "แผนพัฒนาตำบล 2570"),
        (2, "ม.2 บ้านน้ำเลือด 2570–2574"),
    ]


def test_the_tree_shows_the_plans_that_cover_the_year(
    qtbot: QtBot, page: PlansPage, context: Context
) -> None:
    keep(context, Level.TAMBON, TAMBON, 2561, 2565)
    page.refresh()
    settle(qtbot, page)
    assert page.plan_tree.is_empty
    assert "2570" in page.plan_tree.nothing_label.text()
    page.plan_tree.every_period_check.click()
    assert not page.plan_tree.is_empty
    assert page.chosen_plan is not None


def test_the_plan_in_hand_is_remembered(qtbot: QtBot, page: PlansPage, context: Context) -> None:
    keep(context, Level.TAMBON, TAMBON, 2568, 2572)
    second = keep(context, Level.TAMBON, TAMBON, 2570, 2574)
    page.show_plan(second.uuid)
    settle(qtbot, page)
    again = PlansPage(context)
    qtbot.addWidget(again)
    again.show()
    again.refresh()
    settle(qtbot, again)
    assert again.chosen_plan is not None
    assert again.chosen_plan.uuid == second.uuid


def test_the_models_keep_the_rules_of_qt(context: Context) -> None:
    keep(context, Level.TAMBON, TAMBON, 2570, 2574)
    names: Mapping[str, str] = {"9301": "อำเภอเมือง", TAMBON: "ตำบลหนึ่ง"}
    model, problems = PlanTreeModel(), ProblemModel()
    modes = QAbstractItemModelTester.FailureReportingMode
    testers = [QAbstractItemModelTester(each, modes.Fatal, each) for each in (model, problems)]
    model.show(Spot.of(context.services.plans.plans_in(TAMBON), names))
    problems.show([Problem(uuid=uuid4(), problem="แล้ง")])
    problems.take(problems.add(uuid4()))
    assert len(testers) == 2


def test_a_plan_is_adopted_revised_and_its_revision_closed(
    qtbot: QtBot, page: PlansPage, context: Context
) -> None:
    plan = keep(context, Level.TAMBON, TAMBON, 2570, 2574)
    page.show_plan(plan.uuid)
    settle(qtbot, page)

    def answer(reason: str = "") -> None:
        settle(qtbot, page)
        dialog = page.findChildren(PlanDayDialog)[-1]
        dialog.reason_edit.setPlainText(reason)
        dialog.save()
        settle(qtbot, page)

    page.plans.adopt()
    answer()
    adopted = context.services.plans.get(plan.uuid)
    assert (adopted.state, adopted.adopted_on) == (PlanState.ADOPTED, date(2026, 11, 22))
    view = page.projects_view
    assert view is not None
    assert "ประกาศใช้แล้ว" in view.state_label.text().replace(ZWSP, "")
    revisions = page.plans.revisions
    revisions.open_revision(RevisionKind.ADDED)
    answer("ได้รับงบเพิ่ม")
    assert revisions.opened is not None
    assert revisions.opened.reason == "ได้รับงบเพิ่ม"
    assert "กำลังแก้ในฉบับเพิ่มเติม ครั้งที่ 1" in view.state_label.text().replace(ZWSP, "")
    revisions.close_revision()
    answer()
    assert revisions.opened is None
    assert "กำลังแก้" not in view.state_label.text().replace(ZWSP, "")


def test_a_day_that_is_none_is_told_at_its_field(
    qtbot: QtBot, page: PlansPage, context: Context
) -> None:
    page.show_plan(keep(context, Level.TAMBON, TAMBON, 2570, 2574).uuid)
    settle(qtbot, page)
    page.plans.adopt()
    settle(qtbot, page)
    dialog = page.findChildren(PlanDayDialog)[-1]
    dialog.day_edit.setText("32 ม.ค. 2570")
    dialog.save()
    assert dialog.isVisible()
    assert dialog.day_problem.text()
    dialog.done(0)


def test_a_plan_is_removed_once_confirmed_and_comes_back(
    qtbot: QtBot, page: PlansPage, context: Context, dialogs: FakeDialogs
) -> None:
    plan = keep(context, Level.TAMBON, TAMBON, 2570, 2574)
    project = replace(context.services.projects.begin(plan.uuid), name="ถนน")
    context.services.projects.save(project)
    page.show_plan(plan.uuid)
    settle(qtbot, page)
    page.plans.remove()
    settle(qtbot, page)
    assert page.chosen_plan is None
    assert "1 โครงการ" in dialogs.asked[-1]
    context.services.history.undo_last()
    context.happened.emit(Changed.ANYTHING, None)
    settle(qtbot, page)
    assert not page.plan_tree.is_empty
    assert context.services.projects.get(project.uuid).name == "ถนน"


def test_money_is_summed_by_dimension_year_and_source(
    qtbot: QtBot, page: PlansPage, context: Context
) -> None:
    plan = keep(context, Level.TAMBON, TAMBON, 2570, 2571)
    money = (Money(year=2570, source="", requested=100_50), Money(year=2571, source="", approved=0))
    for dimension in ("economy", "society"):
        project = context.services.projects.begin(plan.uuid)
        context.services.projects.save(
            replace(project, name=dimension, dimension=dimension, money=money)
        )
    page.show_plan(plan.uuid)
    settle(qtbot, page)
    page.show_view("money")
    settle(qtbot, page)
    view = page.view
    assert isinstance(view, MoneyView)
    shown = [
        [view.money.index(row, at).data() for at in range(view.money.columnCount())]
        for row in range(view.money.rowCount())
    ]
    assert shown == [
        ["เศรษฐกิจ", "1", "100.50", "", "100.50"],
        ["สังคม", "1", "100.50", "", "100.50"],
        ["รวมทั้งแผน", "2", "201", "", "201"],
    ]
    view.amount_combo.setCurrentIndex(1)
    assert view.money.index(2, 3).data() == "0"
    view.copy()
    assert QGuiApplication.clipboard().text().startswith("ด้านการพัฒนา\tโครงการ\tปี 2570")


def test_views_are_turned_by_keys_and_by_name(qtbot: QtBot, page: PlansPage) -> None:
    page.show_view("money")
    settle(qtbot, page)
    assert isinstance(page.view, MoneyView)
    page.show_target("projects")
    assert page.view is page.projects_view


def test_a_project_is_shown_in_the_plan_it_stands_in(
    qtbot: QtBot, page: PlansPage, context: Context
) -> None:
    plan = keep(context, Level.TAMBON, TAMBON, 2570, 2574)
    projects = [
        replace(
            context.services.projects.begin(plan.uuid), name=f"โครงการ {n}", quantity=Decimal(n)
        )
        for n in range(3)
    ]
    context.services.projects.save_many(projects, "เพิ่ม")
    other: UUID = projects[2].uuid
    page.show_project(plan.uuid, other)
    settle(qtbot, page)
    view = page.projects_view
    assert view is not None
    assert view.grid.current_project is not None
    assert view.grid.current_project.uuid == other
    assert view.grid.state() == QAbstractItemView.State.NoState


def test_the_tree_folds_by_a_key_and_names_the_plan_in_hand(
    qtbot: QtBot, page: PlansPage, context: Context
) -> None:
    keep(context, Level.TAMBON, TAMBON, 2566, 2570)
    page.refresh()
    settle(qtbot, page)
    page.plan_tree.setFocus()
    page.plan_tree.fold_button.click()
    assert page.plan_tree.isHidden()
    assert page.projects_view is not None
    assert page.projects_view.grid.hasFocus()  # the keyboard is not lost with the tree
    assert page.held_label.text() == "แผนพัฒนาตำบล (พ.ศ. 2566–2570) · ตำบลคูหาสวรรค์"
    page.show_view("lists")
    assert page.held_widget.isHidden()  # the lists are of no plan
    page.show_view("projects")
    again = PlansPage(context)
    qtbot.addWidget(again)
    assert again.plan_tree.isHidden()  # as it was left
    page.open_button.click()
    assert page.held_widget.isHidden()
    assert not page.plan_tree.isHidden()
    settle(qtbot, page)


def test_a_new_plan_follows_the_one_in_hand(
    qtbot: QtBot, page: PlansPage, context: Context
) -> None:
    village = context.services.villages.in_area(TAMBON)[0]
    keep(context, Level.VILLAGE, village.code, 2566, 2570)
    page.refresh()
    settle(qtbot, page)
    dialog = begin(qtbot, page)
    assert dialog.level_combo.currentData() == Level.VILLAGE
    assert dialog.place_combo.currentText().startswith(village.label)
    assert (dialog.start_edit.text(), dialog.end_edit.text()) == ("2571", "2575")
    dialog.reject()


def test_ctrl_s_keeps_a_form_with_the_cell_that_is_open(
    qtbot: QtBot, page: PlansPage, context: Context
) -> None:
    context.look_at(area_code=TAMBON)
    dialog = begin(qtbot, page)
    dialog.tabs.setCurrentIndex(1)
    dialog.add_button.click()
    editor = dialog.problem_table.viewport().findChild(QLineEdit)
    assert editor is not None
    type_text(editor, "น้ำประปาไม่พอ")
    qtbot.keyClick(editor, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, page)
    (plan,) = context.services.plans.plans_in(TAMBON)
    (problem,) = context.services.plans.get(plan.uuid).problems
    assert problem.problem == "น้ำประปาไม่พอ"
    view = page.projects_view
    assert view is not None
    assert page.window().focusWidget() is view.grid  # its projects are typed next
    assert "Ins" in view.nothing_label.text()
    assert not view.nothing_label.isHidden()
    page.plan_tree.setFocus()
    keys = {one.key().toString(): one for one in page.findChildren(QShortcut)}
    keys["Ctrl+1"].activated.emit()
    assert page.window().focusWidget() is view.grid


def test_the_book_of_the_plan_in_hand_is_asked_of_the_page_of_reports(
    qtbot: QtBot, page: PlansPage, context: Context
) -> None:
    plan = keep(context, Level.TAMBON, TAMBON, 2570, 2574)
    page.refresh()
    settle(qtbot, page)
    with qtbot.waitSignal(context.page_requested) as asked:
        page.plans.print()
    key, wanted = asked.args or []
    assert key == "reports"
    assert isinstance(wanted, PlanReport)
    assert (wanted.report, wanted.plan.uuid) == ("plan-book", plan.uuid)
