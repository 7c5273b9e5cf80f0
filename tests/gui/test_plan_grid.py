"""The grid of projects: typed into, pasted into, filtered, put in order."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from windows import FakeDialogs, type_text

from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.plans.grid.cell_edits import NotThere, edited
from cdd_desktop.gui.pages.plans.grid.columns import Kind, columns_of, shown, typed_form
from cdd_desktop.gui.pages.plans.grid.model import GridModel
from cdd_desktop.gui.pages.plans.grid.pasting import PasteDialog, pasted_rows
from cdd_desktop.gui.pages.plans.grid.rows import Filter, Words, read_grid, row_of, sums_of
from cdd_desktop.gui.pages.plans.grid.view import ProjectGrid
from cdd_desktop.gui.pages.plans.page import PlansPage
from cdd_desktop.gui.pages.plans.projects_view import ProjectsView
from cdd_desktop.gui.typed_grid.cells import Refused, cells_of
from cdd_desktop.plans.records import Level, Money, Plan, Project

WITHIN = 60_000
TAMBON = "930101"
YEARS = range(2570, 2575)
COLUMNS = columns_of(YEARS)


@pytest.fixture
def plan(context: Context) -> Plan:
    """A plan of three projects, ranked, the third in a dimension of its own."""
    services = context.services
    plan = services.plans.save(services.plans.begin(Level.TAMBON, TAMBON, 2570, 2574))
    names = ("ถนนสายบ้านนา", "อบรมอาชีพ", "ปลูกป่าชุมชน")
    projects = [
        replace(
            services.projects.begin(plan.uuid),
            name=name,
            dimension="economy" if at < 2 else "environment",
            rank=at + 1,
            dimension_rank=at + 1 if at < 2 else 1,
            money=(Money(year=2570, source="", requested=100_00 * (at + 1)),),
        )
        for at, name in enumerate(names)
    ]
    services.projects.save_many(projects, "เพิ่มโครงการ")
    return plan


@pytest.fixture
def page(qtbot: QtBot, context: Context, plan: Plan, no_child: None) -> PlansPage:
    page = PlansPage(context)
    qtbot.addWidget(page)
    page.resize(1600, 690)
    page.show()
    page.refresh()
    settle(qtbot, page)
    return page


@pytest.fixture
def view(page: PlansPage) -> ProjectsView:
    assert page.projects_view is not None
    return page.projects_view


@pytest.fixture
def grid(view: ProjectsView) -> ProjectGrid:
    return view.grid


@pytest.fixture
def words(context: Context, plan: Plan) -> Words:
    line = context.services.plans.plans_in(TAMBON)[0]
    return read_grid(context.services, line).words


def settle(qtbot: QtBot, page: PlansPage) -> None:
    qtbot.waitUntil(lambda: not page.is_busy, timeout=WITHIN)


def column(kind: Kind, year: int = 0) -> int:
    return next(
        at for at, each in enumerate(COLUMNS) if each.kind is kind and each.year in {0, year}
    )


def strike(widget: QWidget, key: Qt.Key, text: str = "") -> None:
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, key, none, text))


def type_into(qtbot: QtBot, page: PlansPage, row: int, at: int, text: str) -> None:
    grid = page.projects_view.grid if page.projects_view else None
    assert grid is not None
    grid.go_to(row, at)
    strike(grid, Qt.Key.Key_F2)
    editor = grid.findChildren(QLineEdit)[-1]
    editor.selectAll()
    type_text(editor, text)
    strike(editor, Qt.Key.Key_Return)
    settle(qtbot, page)


def names(grid: ProjectGrid) -> list[str]:
    return [row.project.name for row in grid.projects.rows]


def stored(context: Context, plan: Plan) -> tuple[Project, ...]:
    return context.services.projects.of_plan(plan.uuid)


def test_the_model_keeps_the_rules_of_qt(qtbot: QtBot, context: Context, plan: Plan) -> None:
    model = GridModel()
    tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Fatal, model
    )
    read = read_grid(context.services, context.services.plans.plans_in(TAMBON)[0])
    model.show(read)
    model.show_filtered(Filter(text="ป่า"))
    model.begin_row(context.services.projects.begin(plan.uuid))
    model.drop_row()
    model.show(None)
    assert tester.model() is model


def test_rows_stand_in_the_order_of_rank_with_their_sums(
    page: PlansPage, view: ProjectsView
) -> None:
    assert names(view.grid) == ["ถนนสายบ้านนา", "อบรมอาชีพ", "ปลูกป่าชุมชน"]
    sums = view.totals.sums
    assert sums.index(1, column(Kind.YEAR, 2570)).data() == "600"
    assert sums.index(1, column(Kind.NAME)).data() == "รวมทั้งแผน 3 โครงการ"
    assert page.chosen_plan is not None


def test_money_typed_in_a_cell_is_stored_when_the_cell_is_left(
    qtbot: QtBot, page: PlansPage, grid: ProjectGrid, context: Context, plan: Plan
) -> None:
    type_into(qtbot, page, 0, column(Kind.YEAR, 2571), "๑,๒๕๐.๕๐")
    first = stored(context, plan)[0]
    assert first.requested_in(2571) == 1_250_50
    assert grid.projects.index(0, column(Kind.SUM)).data() == "1,350.50"
    assert grid.currentIndex().row() == 1


def test_text_in_a_money_cell_stays_to_be_corrected_and_nothing_is_stored(
    qtbot: QtBot, page: PlansPage, grid: ProjectGrid, context: Context, plan: Plan
) -> None:
    before = stored(context, plan)
    at = column(Kind.YEAR, 2570)
    type_into(qtbot, page, 0, at, "ห้าหมื่น")
    grid.go_to(0, at)
    refused = grid.currentIndex().data(GridModel.REFUSED_ROLE)
    assert isinstance(refused, Refused)
    assert "ไม่ใช่จำนวนเงิน" in refused.problem
    assert grid.currentIndex().data() == "ห้าหมื่น"
    assert stored(context, plan) == before
    strike(grid, Qt.Key.Key_Escape)
    assert grid.currentIndex().data() == "100"


def test_leaving_keeps_an_open_cell_and_asks_about_a_refused_one(
    qtbot: QtBot,
    page: PlansPage,
    grid: ProjectGrid,
    context: Context,
    plan: Plan,
    dialogs: FakeDialogs,
) -> None:
    grid.go_to(0, column(Kind.TEXT))
    strike(grid, Qt.Key.Key_F2)
    type_text(grid.findChildren(QLineEdit)[-1], "กว้าง 4 เมตร")
    assert page.leave()
    settle(qtbot, page)
    assert stored(context, plan)[0].target == "กว้าง 4 เมตร"
    type_into(qtbot, page, 1, column(Kind.YEAR, 2570), "หมื่น")
    grid.go_to(2, 1)
    dialogs.confirms = False
    assert not page.leave()
    assert grid.currentIndex().row() == 1
    dialogs.confirms = True
    assert page.leave()
    assert not grid.projects.refused


def test_negative_money_is_refused_at_its_cell(
    qtbot: QtBot, page: PlansPage, grid: ProjectGrid
) -> None:
    type_into(qtbot, page, 1, column(Kind.YEAR, 2570), "-5")
    refused = grid.projects.index(1, column(Kind.YEAR, 2570)).data(GridModel.REFUSED_ROLE)
    assert isinstance(refused, Refused)
    assert "ติดลบไม่ได้" in refused.problem


def test_del_makes_money_blank_and_not_zero(
    qtbot: QtBot, page: PlansPage, grid: ProjectGrid, context: Context, plan: Plan
) -> None:
    grid.go_to(2, column(Kind.YEAR, 2570))
    strike(grid, Qt.Key.Key_Delete)
    settle(qtbot, page)
    assert stored(context, plan)[2].requested is None


def test_a_second_first_rank_is_refused_naming_the_other_project(
    qtbot: QtBot, page: PlansPage, grid: ProjectGrid
) -> None:
    type_into(qtbot, page, 2, column(Kind.RANK), "1")
    refused = grid.projects.index(2, 0).data(GridModel.REFUSED_ROLE)
    assert isinstance(refused, Refused)
    assert "ถนนสายบ้านนา" in refused.problem


def test_a_choice_is_made_by_the_first_letters(
    qtbot: QtBot, page: PlansPage, grid: ProjectGrid, context: Context, plan: Plan
) -> None:
    grid.go_to(0, column(Kind.CHOICE))
    strike(grid, Qt.Key.Key_F2)
    combo = grid.findChildren(QComboBox)[-1]
    type_text(combo, "สังคม")
    strike(combo, Qt.Key.Key_Return)
    settle(qtbot, page)
    assert stored(context, plan)[0].dimension == "society"


def test_a_status_offers_only_what_the_project_may_become(grid: ProjectGrid, words: Words) -> None:
    grid.go_to(0, column(Kind.STATUS))
    strike(grid, Qt.Key.Key_F2)
    combo = grid.findChildren(QComboBox)[-1]
    offered = [combo.itemText(at) for at in range(combo.count())]
    allowed = [entry.label for entry in words.statuses.moves("draft")]
    assert offered == [words.statuses.label("draft"), *allowed]


def test_a_pasted_status_jump_says_what_is_allowed(grid: ProjectGrid, words: Words) -> None:
    project = grid.projects.rows[0].project
    with pytest.raises(NotThere, match="เลือกได้"):
        edited(project, COLUMNS[column(Kind.STATUS)], "แล้วเสร็จ", words, "requested")


def test_villages_are_typed_by_their_moo(words: Words) -> None:
    project = _project()
    at = COLUMNS[column(Kind.VILLAGES)]
    served = edited(project, at, "ม.๑, 2-3", words, "requested").villages
    assert [words.villages[each] for each in served] == [
        "ม.1 บ้านดอนหลา",
        "ม.2 บ้านน้ำเลือด",
        "ม.3 บ้านควนเปี๊ยะ",
    ]
    assert len(edited(project, at, "ทั้งตำบล", words, "requested").villages) == 4
    with pytest.raises(NotThere, match="ไม่มีหมู่ที่ 9"):
        edited(project, at, "9", words, "requested")


def test_what_a_cell_is_typed_as_reads_back_as_the_same_project(
    context: Context, plan: Plan, words: Words
) -> None:
    project = replace(
        stored(context, plan)[0],
        target="กว้าง 4 เมตร",
        quantity=Decimal("12.5"),
        unit="เมตร",
        kind="own",
        villages=tuple(words.villages)[:2],
        agency="อบต.ปรางหมู่",
    )
    row = row_of(project, words)
    for at in COLUMNS:
        if at.is_typed:
            text = typed_form(row, at, words, "requested", by_dimension=False)
            assert edited(project, at, text, words, "requested") == project, at.key


def test_a_year_with_money_of_two_sources_is_edited_in_the_panel(words: Words) -> None:
    lines = (
        Money(year=2570, source="village", requested=1),
        Money(year=2570, source="local", requested=2),
    )
    project = replace(_project(), money=lines)
    with pytest.raises(NotThere, match="หลายแหล่ง"):
        edited(project, COLUMNS[column(Kind.YEAR, 2570)], "5", words, "requested")


def test_sums_leave_out_what_does_not_count(words: Words) -> None:
    money = (Money(year=2570, source="", requested=500),)
    rows = [
        row_of(replace(_project(), money=money), words),
        row_of(replace(_project(), money=money, status="merged"), words),
    ]
    sums = sums_of(rows, "requested")
    assert (sums.count, sums.whole, dict(sums.years)) == (1, 500, {2570: 500})


def test_a_blank_year_shows_nothing_and_a_zero_shows_zero(words: Words) -> None:
    row = row_of(replace(_project(), money=(Money(year=2570, source="", requested=0),)), words)
    told = [
        shown(row, COLUMNS[column(Kind.YEAR, year)], words, "requested", by_dimension=False)
        for year in (2570, 2571)
    ]
    assert told == ["0", ""]


def test_a_new_row_is_typed_straight_into_the_grid(
    qtbot: QtBot, page: PlansPage, view: ProjectsView, context: Context, plan: Plan
) -> None:
    view.add()
    settle(qtbot, page)
    grid = view.grid
    editor = grid.findChildren(QLineEdit)[-1]
    type_text(editor, "ขุดลอกคลอง")
    strike(editor, Qt.Key.Key_Return)
    settle(qtbot, page)
    assert [project.name for project in stored(context, plan)][-1] == "ขุดลอกคลอง"
    assert names(grid)[-1] == "ขุดลอกคลอง"


def test_a_new_row_asks_for_its_name_first(
    qtbot: QtBot, page: PlansPage, view: ProjectsView
) -> None:
    view.add()
    settle(qtbot, page)
    model = view.grid.projects
    at = model.index(3, column(Kind.TEXT))
    model.setData(at, "เป้าหมาย")
    refused = at.data(GridModel.REFUSED_ROLE)
    assert isinstance(refused, Refused)
    assert "ชื่อโครงการก่อน" in refused.problem
    view.grid.go_to(3, column(Kind.NAME))
    strike(view.grid, Qt.Key.Key_Escape)
    assert model.rowCount() == 3


def test_the_filter_finds_by_words_without_tone_marks(view: ProjectsView) -> None:
    view.filters.text_edit.setText("ปา ชุมชน")
    view.filters.changed.emit(view.filters.filter)
    assert names(view.grid) == ["ปลูกป่าชุมชน"]
    assert view.totals.sums.index(0, column(Kind.SUM)).data() == "300"
    assert view.totals.sums.index(1, column(Kind.SUM)).data() == "600"
    view.filters.text_edit.setText("ไม่มีคำนี้")
    view.filters.changed.emit(view.filters.filter)
    assert view.nothing_label.isVisible()
    view.filters.clear()
    assert len(names(view.grid)) == 3


def test_a_row_moved_up_takes_the_rank_above(
    qtbot: QtBot, page: PlansPage, view: ProjectsView, context: Context, plan: Plan
) -> None:
    view.grid.go_to(2, 1)
    view.ordering.move(-1)
    settle(qtbot, page)
    assert names(view.grid) == ["ถนนสายบ้านนา", "ปลูกป่าชุมชน", "อบรมอาชีพ"]
    assert [project.rank for project in stored(context, plan)] == [1, 2, 3]
    assert view.grid.currentIndex().row() == 1
    context.services.history.undo_last()
    assert [project.name for project in stored(context, plan)][1] == "อบรมอาชีพ"


def test_in_one_dimension_the_order_within_it_is_written(
    qtbot: QtBot, page: PlansPage, view: ProjectsView, context: Context, plan: Plan
) -> None:
    choice = view.filters.choices["dimension"]
    choice.setCurrentIndex(choice.findData("economy"))
    view.filters.changed.emit(view.filters.filter)
    view.grid.go_to(1, 1)
    view.ordering.move(-1)
    settle(qtbot, page)
    assert names(view.grid) == ["อบรมอาชีพ", "ถนนสายบ้านนา"]
    by_name = {project.name: project for project in stored(context, plan)}
    assert by_name["อบรมอาชีพ"].dimension_rank == 1
    assert by_name["ถนนสายบ้านนา"].rank == 1


def test_in_one_dimension_the_rank_typed_is_that_within_it(
    qtbot: QtBot, page: PlansPage, view: ProjectsView, context: Context, plan: Plan
) -> None:
    projects = context.services.projects
    road, course, _ = stored(context, plan)
    projects.reorder(plan.uuid, [course.uuid, road.uuid], "economy")
    view.refresh()
    settle(qtbot, page)
    choice = view.filters.choices["dimension"]
    choice.setCurrentIndex(choice.findData("economy"))
    view.filters.changed.emit(view.filters.filter)
    at = view.grid.projects.row_of(course.uuid)
    view.grid.projects.setData(view.grid.projects.index(at, 0), "")
    settle(qtbot, page)
    assert projects.get(course.uuid).dimension_rank is None
    view.grid.projects.setData(view.grid.projects.index(at, 0), "2")  # as it has in the plan
    settle(qtbot, page)
    kept = projects.get(course.uuid)
    assert (kept.rank, kept.dimension_rank) == (2, 2)


def test_a_closed_plan_names_what_the_menu_calls_opening_it_again(
    qtbot: QtBot, page: PlansPage, view: ProjectsView
) -> None:
    view.enter_panel()
    page.plans.close()
    settle(qtbot, page)
    page.plans.menu.aboutToShow.emit()
    offered = [action.text() for action in page.plans.menu.actions() if action.isVisible()]
    for label in (view.state_label, view.panel.note_label):
        told = label.text().replace("\u200b", "")
        assert any(f"เลือก {words} ในเมนู แผน" in told for words in offered), told


def test_a_filtered_grid_is_not_put_in_order(page: PlansPage, view: ProjectsView) -> None:
    view.filters.text_edit.setText("อบรม ")
    view.filters.changed.emit(view.filters.filter)
    view.filters.text_edit.setText("น")
    view.filters.changed.emit(view.filters.filter)
    view.grid.go_to(1, 1)
    view.ordering.move(-1)
    assert "ล้างตัวกรอง" in page.told_label.text().replace("\u200b", "")


def test_pasted_rows_are_looked_at_first_and_kept_in_one_operation(
    qtbot: QtBot, page: PlansPage, view: ProjectsView, context: Context, plan: Plan
) -> None:
    view.grid.go_to(2, column(Kind.NAME))
    view.pasting.paste("ปลูกป่าชายเลน\tต้นกล้า\t๑,๐๐๐\nสร้างฝาย\tฝาย\tสิบ\nธนาคารขยะ\t\t5\n")
    settle(qtbot, page)
    dialog = page.findChild(PasteDialog)
    assert dialog is not None
    assert "ถูกต้อง 2 · ต้องแก้ 1" in dialog.count_label.text()
    dialog.accept()
    settle(qtbot, page)
    kept = {project.name: project for project in stored(context, plan)}
    assert set(kept) == {"ถนนสายบ้านนา", "อบรมอาชีพ", "ปลูกป่าชายเลน", "ธนาคารขยะ"}
    assert kept["ปลูกป่าชายเลน"].requested == 1000_00
    context.services.history.undo_last()
    assert names_of(stored(context, plan)) == ["ถนนสายบ้านนา", "อบรมอาชีพ", "ปลูกป่าชุมชน"]


def test_the_years_stand_where_the_paper_has_them() -> None:
    kinds = [column.kind for column in COLUMNS]
    assert kinds[:9] == [Kind.RANK, Kind.NAME, Kind.TEXT, *[Kind.YEAR] * 5, Kind.SUM]
    beside_the_tree = 1366 - 190 - 28 - 256 - 10 - 20  # of the window: pixels for the grid
    assert sum(column.width for column in COLUMNS[:8]) < beside_the_tree


def test_a_project_that_sums_leave_out_is_told_apart(
    view: ProjectsView, context: Context, plan: Plan, qtbot: QtBot, page: PlansPage
) -> None:
    first, *_ = stored(context, plan)
    context.services.projects.move(first.uuid, "cancelled", date(2026, 11, 23))
    view.refresh()
    settle(qtbot, page)
    model = view.grid.projects
    assert [bool(model.index(row, 0).data(model.LEFT_OUT_ROLE)) for row in range(3)] == [
        True,
        False,
        False,
    ]


def test_tab_goes_from_cell_to_cell_and_out_behind_the_last(
    qtbot: QtBot, grid: ProjectGrid
) -> None:
    last = grid.projects.columnCount() - 1
    grid.setFocus()
    grid.go_to(0, last)
    qtbot.keyClick(grid, Qt.Key.Key_Tab)
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (1, 0)
    qtbot.keyClick(grid, Qt.Key.Key_Backtab)
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (0, last)
    grid.go_to(grid.projects.rowCount() - 1, last)
    qtbot.keyClick(grid, Qt.Key.Key_Tab)
    assert not grid.hasFocus()


def names_of(projects: tuple[Project, ...]) -> list[str]:
    return [project.name for project in projects]


def test_the_marked_cells_are_copied_for_a_spreadsheet(grid: ProjectGrid) -> None:
    grid.go_to(0, 0)
    grid.setSelection(
        grid.visualRect(grid.projects.index(0, 0)).united(
            grid.visualRect(grid.projects.index(1, 1))
        ),
        grid.selectionModel().SelectionFlag.ClearAndSelect,
    )
    assert cells_of(grid.copied()) == [["1", "ถนนสายบ้านนา"], ["2", "อบรมอาชีพ"]]


def test_a_cell_with_lines_and_quotes_survives_the_clipboard() -> None:
    assert cells_of('ก\t"บรรทัด 1\nบรรทัด ""2"""\n\n') == [["ก", 'บรรทัด 1\nบรรทัด "2"']]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("ก\rข\tค", [["ก"], ["ข", "ค"]]),
        ('"ป้าย\t5\nถนน\t6', [['"ป้าย', "5"], ["ถนน", "6"]]),
        ('"ป้าย" ใหญ่\t5', [['"ป้าย" ใหญ่', "5"]]),
        ("ก" * 200_000, [["ก" * 200_000]]),
    ],
)
def test_a_clipboard_that_no_spreadsheet_made_is_cut_at_tabs_and_lines(
    text: str, cells: list[list[str]]
) -> None:
    assert cells_of(text) == cells


@pytest.mark.parametrize("text", ["9" * 4_000, "x" * 4_000, "0", "1.5"])
def test_what_is_no_rank_is_told_in_one_sentence(plan: Plan, words: Words, text: str) -> None:
    project = Project(uuid=uuid4(), plan=plan.uuid, name="ถนน")
    with pytest.raises(NotThere) as told:
        edited(project, COLUMNS[column(Kind.RANK)], text, words, "requested")
    assert len(str(told.value)) < 120


def test_lines_that_would_be_refused_as_they_are_kept_are_told_before(
    qtbot: QtBot, page: PlansPage, view: ProjectsView, context: Context, plan: Plan
) -> None:
    view.grid.go_to(0, column(Kind.NAME))
    view.pasting.paste(f"ถนนใหม่\t1 สาย\n{'ก' * 301}\t\nป่าใหม่\t\nฝาย\t{'ข' * 4_001}")
    settle(qtbot, page)
    dialog = view.findChild(PasteDialog)
    assert dialog is not None
    assert dialog.keep_button.text() == "วาง 2 แถวที่ถูกต้อง"
    model = dialog.row_table.model()
    told = {model.index(row, 0).data(): model.index(row, 3).data() for row in range(4)}
    assert "ยาวเกิน 300" in told["2"]
    assert "ยาวเกิน 4,000" in told["4"]
    dialog.accept()
    settle(qtbot, page)
    assert {"ถนนใหม่", "อบรมอาชีพ", "ป่าใหม่"} == set(names(view.grid))
    context.services.history.undo_last()
    assert "ถนนสายบ้านนา" in names_of(stored(context, plan))


def test_a_page_of_text_is_not_pasted_into_a_cell(
    page: PlansPage, view: ProjectsView, context: Context, plan: Plan
) -> None:
    view.grid.go_to(0, column(Kind.YEAR, 2570))
    view.pasting.paste("x" * 200_000)
    assert "ยาวเกิน 4,000" in page.told_label.text().replace("\u200b", "")
    assert not view.grid.projects.refused


def test_removing_asks_and_can_be_taken_back(
    qtbot: QtBot,
    page: PlansPage,
    view: ProjectsView,
    context: Context,
    plan: Plan,
    dialogs: FakeDialogs,
) -> None:
    dialogs.confirms = False
    view.grid.go_to(1, 1)
    view.remove()
    assert len(stored(context, plan)) == 3
    dialogs.confirms = True
    view.remove()
    settle(qtbot, page)
    assert names(view.grid) == ["ถนนสายบ้านนา", "ปลูกป่าชุมชน"]
    assert "อบรมอาชีพ" in dialogs.asked[-1]
    context.services.history.undo_last()
    assert len(stored(context, plan)) == 3


def test_the_first_columns_stay_while_the_others_scroll(grid: ProjectGrid) -> None:
    grid.resize(420, 300)
    grid.go_to(0, column(Kind.STATUS))
    assert grid.copy_view.isVisible()
    assert grid.copy_view.width() == grid.columnWidth(0) + grid.columnWidth(1)
    cell = grid.visualRect(grid.currentIndex())
    assert cell.left() >= grid.copy_view.width() or cell.right() <= grid.viewport().width()
    grid.go_to(0, column(Kind.NAME))
    strike(grid, Qt.Key.Key_F2)
    assert not grid.copy_view.isVisible()


def test_bars_of_years_open_the_project_in_the_grid(view: ProjectsView) -> None:
    view.filters.timeline_button.click()
    assert view.timeline.isVisible()
    view.timeline.go_to(2)
    strike(view.timeline, Qt.Key.Key_Return)
    assert view.grid.isVisible()
    assert view.grid.currentIndex().row() == 2


def test_the_panel_follows_the_cursor_and_is_reached_by_keys(
    qtbot: QtBot, page: PlansPage, view: ProjectsView
) -> None:
    view.grid.go_to(1, 1)
    settle(qtbot, page)
    assert view.panel.project is not None
    assert view.panel.project.name == "อบรมอาชีพ"
    view.enter_panel()
    assert view.panel.isVisible()


def _project() -> Project:
    return Project(uuid=uuid4(), plan=None, name="ก")


def test_a_rank_that_is_pasted_is_told_to_be_left_out(grid: ProjectGrid) -> None:
    at = (0, column(Kind.RANK))
    (row,) = pasted_rows([["7", "ถนนใหม่"]], grid.projects, at, ())
    assert row.project is not None
    assert (row.project.name, row.project.rank) == ("ถนนใหม่", 1)
    assert "ไม่วาง" in row.told
