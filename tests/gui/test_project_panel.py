"""The panel of the project in hand: typed, stored as it is left, refused beside the field."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import cast
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot
from windows import FakeDialogs, type_text

from cdd_desktop.bootstrap import Services
from cdd_desktop.gui.context import Changed, Context
from cdd_desktop.gui.dialogs import Leaving
from cdd_desktop.gui.history_corner import HistoryCorner
from cdd_desktop.gui.pages.plans.page import PlansPage
from cdd_desktop.gui.pages.plans.panel.money_model import MoneyColumn
from cdd_desktop.gui.pages.plans.panel.project_panel import ProjectPanel
from cdd_desktop.gui.pages.plans.panel.result_model import ResultColumn
from cdd_desktop.gui.pages.plans.panel.villages_dialog import VillagesDialog
from cdd_desktop.plans.records import Level, Money, Project

WITHIN = 60_000
DETAILS, ORIGIN, MONEY, COORDINATION, RESOLUTIONS, PAST = range(6)


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cdd_desktop.gui.pages.plans.panel.project_panel.SETTLED_MS", 0)


@pytest.fixture
def projects(services: Services) -> tuple[Project, Project]:
    """Two projects of a tambon's plan for 2571 to 2573."""
    plans, of = services.plans, services.projects
    plan = plans.save(plans.begin(Level.TAMBON, "930101", 2571, 2573))
    road = replace(of.begin(plan.uuid), name="ถนนคอนกรีต", agency="เทศบาลตำบลท่าแค")
    money = (Money(year=2571, source="local", requested=100_000_00),)
    return of.save(replace(road, money=money)), of.save(replace(of.begin(plan.uuid), name="ขุดสระ"))


@pytest.fixture
def panel(qtbot: QtBot, context: Context, projects: tuple[Project, Project]) -> ProjectPanel:
    panel = ProjectPanel(context, cast(PlansPage, AroundThePanel()))
    qtbot.addWidget(panel)
    panel.resize(430, 640)
    panel.show()
    panel.show_project(projects[0])
    settle(qtbot, panel)
    return panel


class AroundThePanel:
    """What the panel asks of its page; `opened` are the projects it was sent to."""

    def __init__(self) -> None:
        self.opened: list[tuple[UUID, UUID]] = []
        self.writes = 0

    def wrote(self, _said: str = "") -> None:
        self.writes += 1

    def show_project(self, plan: UUID, project: UUID) -> None:
        self.opened.append((plan, project))


def settle(qtbot: QtBot, panel: ProjectPanel) -> None:
    qtbot.waitUntil(lambda: not panel.is_busy, timeout=WITHIN)


def leave(field: QWidget) -> None:
    """The keyboard goes on from a field."""
    QApplication.sendEvent(field, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason))


def stored(panel: ProjectPanel, project: Project) -> Project:
    return panel.context.services.projects.get(project.uuid)


def told(panel: ProjectPanel) -> str:
    return panel.told_label.text().replace("\u200b", "")


def test_a_project_is_shown_and_nothing_is_written_by_that(
    panel: ProjectPanel, projects: tuple[Project, Project]
) -> None:
    assert panel.details.name_edit.toPlainText() == "ถนนคอนกรีต"
    assert panel.details.agency_edit.text() == "เทศบาลตำบลท่าแค"
    assert panel.status_button.text() == "ร่าง"
    assert panel.plan_label.text() == "แผนพัฒนาตำบล (พ.ศ. 2571–2573)"
    panel.commit()
    assert stored(panel, projects[0]).version == projects[0].version


def test_a_field_is_stored_as_it_is_left_and_can_be_undone(
    qtbot: QtBot, panel: ProjectPanel, projects: tuple[Project, Project]
) -> None:
    panel.details.target_edit.setFocus()
    type_text(panel.details.target_edit, "ถนน 200 เมตร ")
    with qtbot.waitSignal(panel.project_changed) as changed:
        leave(panel.details.target_edit)
    assert changed.args[0].target == "ถนน 200 เมตร"
    assert stored(panel, projects[0]).target == "ถนน 200 เมตร"
    assert panel.details.target_edit.toPlainText() == "ถนน 200 เมตร"
    history = panel.context.services.history
    history.undo(history.recent(1)[0].id)
    assert stored(panel, projects[0]).target == ""


def test_what_is_no_number_stays_and_is_told_beside_its_field(
    qtbot: QtBot, panel: ProjectPanel, projects: tuple[Project, Project]
) -> None:
    edit = panel.details.quantity_edit
    edit.setText("หลายตัว")
    edit.editingFinished.emit()
    assert "ไม่ใช่จำนวน" in panel.details.quantity_problem.text().replace("\u200b", "")
    assert edit.text() == "หลายตัว"
    assert "ยังไม่ได้บันทึก" in told(panel)
    edit.setText("๒๕๐.๕๐")
    edit.editingFinished.emit()
    assert panel.details.quantity_problem.isHidden()
    assert edit.text() == "250.5"
    assert stored(panel, projects[0]).quantity == Decimal("250.5")


def test_an_empty_name_is_refused_and_comes_back_with_its_project(
    qtbot: QtBot, panel: ProjectPanel, projects: tuple[Project, Project]
) -> None:
    panel.details.name_edit.setPlainText("")
    panel.show_project(projects[1])
    settle(qtbot, panel)
    assert panel.details.name_edit.toPlainText() == "ขุดสระ"
    assert panel.details.name_problem.isHidden()
    panel.show_project(stored(panel, projects[0]))
    settle(qtbot, panel)
    assert panel.details.name_edit.toPlainText() == ""
    assert not panel.details.name_problem.isHidden()
    assert stored(panel, projects[0]).name == "ถนนคอนกรีต"


def test_another_project_stores_what_was_typed_in_the_one_before(
    qtbot: QtBot, panel: ProjectPanel, projects: tuple[Project, Project]
) -> None:
    panel.details.reason_edit.setPlainText("ทางเดิมเป็นหลุม")
    panel.show_project(projects[1])
    settle(qtbot, panel)
    assert stored(panel, projects[0]).reason == "ทางเดิมเป็นหลุม"
    assert stored(panel, projects[1]).reason == ""
    assert panel.details.reason_edit.toPlainText() == ""


def test_a_newer_state_of_the_project_leaves_what_is_being_typed(
    qtbot: QtBot, panel: ProjectPanel, projects: tuple[Project, Project]
) -> None:
    panel.details.objective_edit.setPlainText("ให้เดินทางสะดวก")
    services = panel.context.services
    panel.show_project(services.projects.change(projects[0].uuid, unit="เมตร"))
    settle(qtbot, panel)
    assert panel.details.unit_edit.text() == "เมตร"
    assert panel.details.objective_edit.toPlainText() == "ให้เดินทางสะดวก"
    panel.commit()
    assert stored(panel, projects[0]).objective == "ให้เดินทางสะดวก"


def test_a_choice_of_a_list_is_stored_and_the_wheel_changes_none(
    panel: ProjectPanel, projects: tuple[Project, Project]
) -> None:
    combo = panel.details.dimension_combo
    combo.choose("environment")
    leave(combo)
    assert stored(panel, projects[0]).dimension == "environment"
    turn = QWheelEvent(
        combo.rect().center(),
        combo.mapToGlobal(combo.rect().center()),
        combo.rect().bottomRight(),
        combo.rect().bottomRight(),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(combo, turn)
    assert combo.key == "environment"


def test_villages_are_searched_ticked_and_told_as_the_whole_tambon(
    qtbot: QtBot,
    panel: ProjectPanel,
    projects: tuple[Project, Project],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[str] = []

    def tick(dialog: VillagesDialog) -> int:
        dialog.filter_edit.setText("นำเลือด")  # in a hurry
        seen.append(dialog.village_list.model().index(0, 0).data())
        assert dialog.village_list.model().rowCount() == 1
        dialog.all_button.click()
        assert len(dialog.chosen) == 1
        dialog.filter_edit.clear()
        dialog.all_button.click()
        return VillagesDialog.DialogCode.Accepted

    monkeypatch.setattr(VillagesDialog, "exec", tick)
    panel.details.choose_villages()
    assert seen == ["ม.2 บ้านน้ำเลือด"]
    assert panel.details.villages_shown.text().replace("\u200b", "") == "ทั้งตำบล (4 แห่ง)"
    assert len(stored(panel, projects[0]).villages) == 4


def test_the_list_of_villages_is_a_proper_model(qtbot: QtBot, panel: ProjectPanel) -> None:
    dialog = panel.details.villages_dialog()
    assert dialog is not None
    qtbot.addWidget(dialog)
    QAbstractItemModelTester(
        dialog.village_list.model(), QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    dialog.none_button.click()
    assert dialog.chosen == ()


def test_only_allowed_moves_are_offered_and_one_is_made_with_its_day(
    qtbot: QtBot, panel: ProjectPanel, projects: tuple[Project, Project]
) -> None:
    offered = [action.text() for action in panel.status_menu.actions()]
    assert "ผ่านประชาคมหมู่บ้าน…" in offered
    assert "แล้วเสร็จ…" not in offered
    around = panel._around
    assert around is not None
    dialog = panel.status_dialog(around.statuses.moves("draft")[0])
    assert dialog is not None
    qtbot.addWidget(dialog)
    dialog.on_edit.setText("เมื่อวาน")
    dialog.save()
    assert not dialog.on_problem.isHidden()
    dialog.on_edit.setText("1/11/69")
    dialog.save()
    moved = stored(panel, projects[0])
    assert (moved.status, moved.status_on) == ("heard", date(2026, 11, 1))


def money_cell(panel: ProjectPanel, year: int, column: int) -> tuple[int, str]:
    rows = panel.money.lines.rows
    row = next(place for place, line in enumerate(rows) if line.money.year == year)
    return row, str(panel.money.lines.index(row, column).data())


def test_money_is_typed_by_year_and_blank_is_no_zero(
    qtbot: QtBot, panel: ProjectPanel, projects: tuple[Project, Project]
) -> None:
    panel.show_section(MONEY)
    settle(qtbot, panel)
    lines = panel.money.lines
    row, shown = money_cell(panel, 2571, MoneyColumn.REQUESTED)
    assert shown == "100,000"
    assert money_cell(panel, 2572, MoneyColumn.REQUESTED)[1] == "–"
    second = money_cell(panel, 2572, MoneyColumn.REQUESTED)[0]
    assert lines.setData(lines.index(second, MoneyColumn.REQUESTED), "๐")
    assert money_cell(panel, 2572, MoneyColumn.REQUESTED)[1] == "0"
    assert lines.setData(lines.index(row, MoneyColumn.REQUESTED), "")
    assert money_cell(panel, 2571, MoneyColumn.REQUESTED)[1] == "–"
    assert stored(panel, projects[0]).requested_in(2571) is None
    assert stored(panel, projects[0]).requested_in(2572) == 0
    assert lines.rows[-1].money.requested == 0


def test_words_and_negative_money_stay_in_their_cell_with_the_reason(
    qtbot: QtBot, panel: ProjectPanel, projects: tuple[Project, Project], dialogs: FakeDialogs
) -> None:
    panel.show_section(MONEY)
    settle(qtbot, panel)
    lines = panel.money.lines
    row, _ = money_cell(panel, 2571, MoneyColumn.APPROVED)
    for typed, why in (("มาก", "ไม่ใช่จำนวนเงิน"), ("-5", "ติดลบไม่ได้")):
        lines.setData(lines.index(row, MoneyColumn.APPROVED), typed)
        assert money_cell(panel, 2571, MoneyColumn.APPROVED)[1] == typed
        assert why in panel.money.money_problem.text().replace("\u200b", "")
    assert stored(panel, projects[0]).approved is None
    dialogs.leaving = Leaving.STAY
    assert not panel.leave()
    lines.setData(lines.index(row, MoneyColumn.APPROVED), "1,250.50")
    assert stored(panel, projects[0]).approved == 1_250_50
    assert panel.money.money_problem.isHidden()
    assert panel.leave()


def test_one_more_source_has_a_line_and_the_year_a_sum(
    qtbot: QtBot, panel: ProjectPanel, projects: tuple[Project, Project]
) -> None:
    panel.show_section(MONEY)
    settle(qtbot, panel)
    panel.money.add_source("pao")
    row = panel.money.money_table.currentIndex().row()
    lines = panel.money.lines
    assert lines.rows[row].money.source == "pao"
    lines.setData(lines.index(row, MoneyColumn.REQUESTED), "0.25")
    assert [line.words for line in lines.rows if line.is_sum] == ["รวมปี", "รวมทุกปี"]
    assert lines.rows[-1].money.requested == 100_000_25
    lines.setData(lines.index(row, MoneyColumn.SOURCE), "local")
    assert "แหล่งนี้อยู่แล้ว" in panel.money.money_problem.text().replace("\u200b", "")
    lines.setData(lines.index(row, MoneyColumn.SOURCE), "fund")
    assert {line.source for line in stored(panel, projects[0]).money} == {"local", "fund"}


def test_money_tables_are_proper_models(qtbot: QtBot, panel: ProjectPanel) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    testers = [
        QAbstractItemModelTester(model, mode)
        for model in (panel.money.lines, panel.money.quarters, panel.origin.links)
    ]
    panel.show_section(MONEY)
    settle(qtbot, panel)
    assert testers


def test_a_cell_is_typed_in_under_the_thai_layout_and_enter_goes_down(
    qtbot: QtBot, panel: ProjectPanel, projects: tuple[Project, Project]
) -> None:
    panel.show_section(MONEY)
    settle(qtbot, panel)
    table = panel.money.money_table
    row, _ = money_cell(panel, 2572, MoneyColumn.SPENT)
    table.setCurrentIndex(panel.money.lines.index(row, MoneyColumn.SPENT))
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert editor is not None
    assert editor is not table
    type_text(editor, "๗๕")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert stored(panel, projects[0]).spent == 75_00
    assert table.currentIndex().row() == row + 1


def test_a_quarters_result_is_kept(
    qtbot: QtBot, panel: ProjectPanel, projects: tuple[Project, Project]
) -> None:
    panel.show_section(MONEY)
    settle(qtbot, panel)
    quarters = panel.money.quarters
    quarters.setData(quarters.index(1, ResultColumn.TOLD), "ลงหินแล้ว")
    settle(qtbot, panel)
    quarters.setData(quarters.index(1, ResultColumn.SPENT), "30,000")
    settle(qtbot, panel)
    (result,) = panel.context.services.projects.results(projects[0].uuid)
    assert (result.quarter, result.told, result.spent) == (2, "ลงหินแล้ว", 30_000_00)
    quarters.setData(quarters.index(1, ResultColumn.QUANTITY), "เยอะ")
    assert not panel.money.money_problem.isHidden()


def test_the_origin_is_told_with_its_day(
    qtbot: QtBot, panel: ProjectPanel, projects: tuple[Project, Project]
) -> None:
    panel.show_section(ORIGIN)
    settle(qtbot, panel)
    panel.origin.kind_combo.choose("complaint")
    leave(panel.origin.kind_combo)
    panel.origin.raised_edit.setText("5 ต.ค. 69")
    panel.origin.raised_edit.editingFinished.emit()
    origin = stored(panel, projects[0]).origin
    assert (origin.kind, origin.raised_on) == ("complaint", date(2026, 10, 5))
    panel.origin.raised_edit.setText("ปีก่อน")
    panel.origin.raised_edit.editingFinished.emit()
    assert not panel.origin.raised_problem.isHidden()
    assert stored(panel, projects[0]).origin.raised_on == date(2026, 10, 5)


def test_a_linked_project_is_opened_from_the_origin(
    qtbot: QtBot,
    panel: ProjectPanel,
    projects: tuple[Project, Project],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    services = panel.context.services
    plan = projects[0].plan
    assert plan is not None
    merged = services.chain.merge([each.uuid for each in projects], plan, "ถนนและสระ")
    panel.show_project(stored(panel, projects[0]))
    panel.show_section(ORIGIN)
    settle(qtbot, panel)
    (line,) = panel.origin.links.rows
    assert (line.how, line.project) == ("รวมเข้ากับ", merged.uuid)
    panel.origin.link_table.setCurrentIndex(panel.origin.links.index(0, 0))
    panel.origin.open_link()
    page = cast(AroundThePanel, panel.page)
    assert page.opened == [(merged.plan, merged.uuid)]


def test_an_answer_moves_the_project_and_its_money_is_written_if_wanted(
    qtbot: QtBot, panel: ProjectPanel, projects: tuple[Project, Project], dialogs: FakeDialogs
) -> None:
    services = panel.context.services
    services.projects.move(projects[0].uuid, "in-plan", date(2026, 11, 1))
    panel.show_project(stored(panel, projects[0]))
    panel.show_section(COORDINATION)
    settle(qtbot, panel)
    assert not panel.coordination.empty_label.isHidden()
    begun = services.coordination.begin(projects[0].uuid, date(2026, 11, 20))
    dialog = panel.coordination.dialog_of(begun)
    assert dialog is not None
    qtbot.addWidget(dialog)
    assert dialog.agency_edit.text() == "เทศบาลตำบลท่าแค"
    dialog.accepted_year_edit.setText("ปีหน้า")
    dialog.save()
    assert not dialog.accepted_year_problem.isHidden()
    dialog.outcome_combo.choose("accepted")
    dialog.outcome_on_edit.setText("22/11/69")
    dialog.accepted_year_edit.setText("๒๕๗๑")
    dialog.accepted_edit.setText("80,000")
    dialog.save()
    assert dialog.kept is not None
    panel.coordination.take_kept(dialog.kept)
    settle(qtbot, panel)
    assert "80,000" in dialogs.asked[-1]
    now = stored(panel, projects[0])
    assert (now.status, now.approved) == ("accepted", 80_000_00)
    assert [one.letter_no for one in panel.coordination.rows.rows] == [""]
    panel.coordination.remove()
    settle(qtbot, panel)
    assert services.coordination.of_project(projects[0].uuid) == ()


def test_the_past_tells_who_changed_what_and_offers_it_back(
    qtbot: QtBot, panel: ProjectPanel, projects: tuple[Project, Project]
) -> None:
    services = panel.context.services
    services.projects.change(projects[0].uuid, dimension="economy")
    services.projects.change_money(projects[0].uuid, 2571, "local", "requested", 5_00)
    panel.show_project(stored(panel, projects[0]))
    panel.show_section(PAST)
    settle(qtbot, panel)
    said = [line.what for line in panel.past.lines.rows]
    assert said[0] == "ปี 2571 อบต./เทศบาล งบที่ขอ: 100,000 → 5"
    assert said[1] == "ด้านการพัฒนา: ว่าง → เศรษฐกิจ"
    with qtbot.waitSignal(panel.context.take_back_asked) as asked:
        panel.past.take_back()
    assert asked.args[0].id == services.history.recent(1)[0].id


def test_the_shell_takes_back_what_a_page_asks_for(
    qtbot: QtBot, context: Context, projects: tuple[Project, Project]
) -> None:
    services = context.services
    services.projects.change(projects[0].uuid, unit="เมตร")
    window, pages = QMainWindow(), QStackedWidget()
    qtbot.addWidget(window)
    qtbot.addWidget(pages)
    corner = HistoryCorner(
        window,
        context,
        pages,
        undo_button=QPushButton(window),
        history_button=QPushButton(window),
    )
    with qtbot.waitSignal(context.happened, timeout=WITHIN):
        context.take_back_asked.emit(services.history.recent(1)[0])
    assert services.projects.get(projects[0].uuid).unit == ""
    corner.stop()


def test_a_closed_plan_is_only_read(
    qtbot: QtBot, panel: ProjectPanel, projects: tuple[Project, Project]
) -> None:
    assert projects[0].plan is not None
    plans = panel.context.services.plans
    plans.adopt(projects[0].plan, date(2026, 11, 1))
    panel.refresh()
    settle(qtbot, panel)
    assert "ประกาศใช้แล้ว" in panel.note_label.text().replace("\u200b", "")
    panel.details.name_edit.setPlainText("ชื่อใหม่")
    panel.commit()
    assert "เพิ่มเติม" in panel.details.name_problem.text().replace("\u200b", "")
    plans.close(projects[0].plan)
    panel.refresh()
    settle(qtbot, panel)
    assert not panel.details.name_edit.isEnabled()
    assert not panel.status_button.isEnabled()
    panel.show_section(MONEY)
    settle(qtbot, panel)
    assert not panel.money.add_button.isEnabled()


def test_leaving_with_a_refused_field_asks_and_may_let_it_go(
    qtbot: QtBot, panel: ProjectPanel, projects: tuple[Project, Project], dialogs: FakeDialogs
) -> None:
    assert panel.leave()
    assert dialogs.asked == []
    panel.details.quantity_edit.setText("-")
    panel.details.name_edit.setPlainText("")
    dialogs.leaving = Leaving.STAY
    assert not panel.leave()
    dialogs.leaving = Leaving.DISCARD
    assert panel.leave()
    settle(qtbot, panel)
    assert panel.details.name_edit.toPlainText() == "ถนนคอนกรีต"
    assert panel.leave()


def test_escape_stores_and_gives_the_keyboard_back(
    qtbot: QtBot, panel: ProjectPanel, projects: tuple[Project, Project]
) -> None:
    panel.details.unit_edit.setFocus()
    panel.details.unit_edit.setText("สาย")
    with qtbot.waitSignal(panel.keyboard_returned):
        panel._give_back()
    assert stored(panel, projects[0]).unit == "สาย"


def test_a_plan_adopted_elsewhere_is_told_here(
    qtbot: QtBot, panel: ProjectPanel, projects: tuple[Project, Project]
) -> None:
    assert projects[0].plan is not None
    panel.context.services.plans.adopt(projects[0].plan, date(2026, 11, 1))
    panel.context.happened.emit(Changed.PLANS, None)
    settle(qtbot, panel)
    assert "ประกาศใช้แล้ว" in panel.note_label.text().replace("\u200b", "")


def test_without_a_project_the_panel_says_what_to_do(qtbot: QtBot, panel: ProjectPanel) -> None:
    for index in range(len(panel.sections)):
        panel.show_section(index)
        panel.show_project(None)
        settle(qtbot, panel)
        assert "เลือกโครงการ" in told(panel)
        assert not panel.section_stack.isEnabled()
        assert panel.history_subject() is None
