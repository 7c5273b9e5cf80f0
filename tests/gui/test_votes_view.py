"""A vote counted in the window: points typed, ties put in order, ranks that follow."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from windows import FakeDialogs

from cdd_desktop.bootstrap import Services
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.dialogs import Leaving
from cdd_desktop.gui.pages.plans.page import PlansPage
from cdd_desktop.gui.pages.plans.votes.points_model import Column
from cdd_desktop.gui.pages.plans.votes.view import VotesView
from cdd_desktop.plans.records import Level

WITHIN = 60_000
TAMBON = "930101"


@pytest.fixture
def plan(services: Services) -> UUID:
    saved = services.plans.save(services.plans.begin(Level.TAMBON, TAMBON, 2571, 2575, ""))
    for name in ("ก", "ข", "ค"):
        begun = services.projects.begin(saved.uuid)
        services.projects.save(replace(begun, name=name))
    return saved.uuid


@pytest.fixture
def page(
    qtbot: QtBot, context: Context, plan: UUID, stands_first: Callable[[str], None]
) -> PlansPage:
    stands_first("votes")
    made = PlansPage(context)
    qtbot.addWidget(made)
    made.resize(1150, 690)
    made.show()
    made.show_plan(plan)
    settle(qtbot, made)
    return made


@pytest.fixture
def view(qtbot: QtBot, page: PlansPage) -> VotesView:
    page.show_view("votes")
    settle(qtbot, page)
    shown = page.view
    assert isinstance(shown, VotesView)
    return shown


def settle(qtbot: QtBot, page: PlansPage) -> None:
    qtbot.waitUntil(lambda: not page.is_busy, timeout=WITHIN)


def give(view: VotesView, *points: str) -> None:
    for row, text in enumerate(points):
        view.points.setData(view.points.index(row, Column.POINTS), text)


def places(view: VotesView) -> dict[str, str]:
    return {
        line.project.name: line.placed.label if line.placed else "" for line in view.points.rows
    }


def ranks(services: Services, plan: UUID) -> list[tuple[str, int | None]]:
    return [(project.name, project.rank) for project in services.projects.of_plan(plan)]


def test_points_are_placed_as_they_are_typed(view: VotesView) -> None:
    give(view, "๑๐", "30", "10")
    assert places(view) == {"ก": "ที่ 2 ร่วม", "ข": "ที่ 1", "ค": "ที่ 2 ร่วม"}
    assert "รวม 50 คะแนน" in view.total_label.text()


def test_enter_takes_the_points_and_goes_on(qtbot: QtBot, view: VotesView) -> None:
    view.points_table.setCurrentIndex(view.points.index(0, Column.POINTS))
    view.points_table.setFocus()
    qtbot.keyClick(view.points_table, Qt.Key.Key_7)
    editor = view.points_table.focusWidget() or view.points_table
    edits = view.points_table.findChildren(QLineEdit)
    qtbot.keyClick(edits[0] if edits else editor, Qt.Key.Key_Return)
    assert view.points.rows[0].points == 7
    assert view.points_table.currentIndex().row() == 1


def test_those_that_tie_are_put_as_the_meeting_wants_and_ranks_follow(
    qtbot: QtBot, page: PlansPage, view: VotesView, services: Services, plan: UUID
) -> None:
    give(view, "10", "30", "10")
    view.points_table.setCurrentIndex(view.points.index(2, Column.POINTS))
    view.step(-1)
    view.head.voters_edit.setText("45")
    view.apply()
    settle(qtbot, page)
    assert ranks(services, plan) == [("ข", 1), ("ค", 2), ("ก", 3)]
    assert "ผู้ลงคะแนน 45 คน" in services.plans.get(plan).rank_method
    assert not view.is_dirty
    view.points_table.setCurrentIndex(view.points.index(0, Column.POINTS))
    assert view.points.rows[0].project.name == "ข"
    view.step(1)
    assert "สลับได้เฉพาะ" in page.told_label.text().replace("\u200b", "")


def test_what_is_no_number_is_refused_and_told(
    qtbot: QtBot, page: PlansPage, view: VotesView
) -> None:
    give(view, "สิบ")
    assert view.points.rows[0].points is None
    assert "ไม่ใช่คะแนน" in page.told_label.text().replace("\u200b", "")
    view.head.voters_edit.setText("หลายคน")
    view.save()
    assert view.head.voters_problem.isVisible()
    assert view.head.voters_problem.text()


def test_leaving_points_that_are_not_kept_asks(
    qtbot: QtBot, page: PlansPage, view: VotesView, services: Services, plan: UUID
) -> None:
    dialogs = page.context.dialogs
    assert isinstance(dialogs, FakeDialogs)
    give(view, "5")
    dialogs.leaving = Leaving.STAY
    page.show_view("projects")
    assert page.view is view
    dialogs.leaving = Leaving.SAVE
    page.show_view("projects")
    settle(qtbot, page)
    assert page.view is not view
    (sheet,) = services.ranking.all(plan)
    assert list(sheet.points.values()) == [5]


def test_what_cannot_be_read_is_not_left_as_if_it_were_kept(
    page: PlansPage, view: VotesView, services: Services, plan: UUID
) -> None:
    dialogs = page.context.dialogs
    assert isinstance(dialogs, FakeDialogs)
    give(view, "5")
    view.head.voters_edit.setText("หลายคน")
    dialogs.leaving = Leaving.SAVE
    page.show_view("projects")
    assert page.view is view
    assert view.head.voters_problem.text()
    assert services.ranking.all(plan) == ()
    dialogs.leaving = Leaving.DISCARD
    assert view.leave()


def test_ranks_that_are_refused_keep_nothing_and_the_points_can_be_kept_after(
    qtbot: QtBot, page: PlansPage, view: VotesView, services: Services, plan: UUID
) -> None:
    view.apply()
    settle(qtbot, page)
    assert "ยังไม่มีคะแนน" in page.told_label.text().replace("\u200b", "")
    assert services.ranking.all(plan) == ()
    give(view, "2", "5")
    view.apply()
    settle(qtbot, page)
    assert ranks(services, plan)[:2] == [("ข", 1), ("ก", 2)]
    services.history.undo_last()  # the points and the ranks were one operation
    assert services.ranking.all(plan) == ()
    assert [rank for _, rank in ranks(services, plan)] == [None, None, None]


def test_a_sheet_is_kept_shown_again_and_removed(
    qtbot: QtBot, page: PlansPage, view: VotesView, services: Services, plan: UUID
) -> None:
    give(view, "1", "2", "3")
    view.save()
    settle(qtbot, page)
    view.begin()
    assert view.sheet_combo.count() == 2
    view.remove()  # the new one was never kept
    assert [line.points for line in view.points.rows] == [1, 2, 3]
    view.remove()
    settle(qtbot, page)
    assert services.ranking.all(plan) == ()


def test_the_model_is_sound(view: VotesView, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(view.points)
