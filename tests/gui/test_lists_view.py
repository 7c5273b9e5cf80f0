"""The office's lists in the window: reworded, retired, ordered, checked, and given back."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot
from windows import FakeDialogs

from cdd_desktop.gui.context import Context
from cdd_desktop.gui.dialogs import Leaving
from cdd_desktop.gui.pages.lists.view import ListsView
from cdd_desktop.gui.pages.plans.page import PlansPage
from cdd_desktop.lookups.library import shipped
from cdd_desktop.lookups.records import Confidence, ListName

NAME = ListName.DIMENSION


@pytest.fixture
def view(qtbot: QtBot, context: Context, stands_first: Callable[[str], None]) -> ListsView:
    stands_first("lists")
    page = PlansPage(context)
    qtbot.addWidget(page)
    page.resize(1050, 560)
    page.show()
    page.refresh()
    assert isinstance(page.view, ListsView)
    settle(qtbot, page.view)
    return page.view


def settle(qtbot: QtBot, view: ListsView) -> None:
    qtbot.waitUntil(lambda: not view.page.is_busy)


def write(view: ListsView, row: int, text: str) -> None:
    model = view.entry_table.model()
    model.setData(model.index(row, 0), text)


def test_a_list_shows_what_is_to_be_checked(view: ListsView) -> None:
    model = view.entry_table.model()
    assert model.rowCount() == len(shipped(NAME).entries)
    assert model.index(0, 3).data() == "รอตรวจ"
    assert not view.save_button.isEnabled()
    assert not view.restore_button.isEnabled()


def test_words_are_changed_ordered_retired_and_saved_whole(
    qtbot: QtBot, view: ListsView, context: Context
) -> None:
    write(view, 0, "เศรษฐกิจฐานราก")
    view.entry_table.choose(0, 0)
    qtbot.keyClick(view.entry_table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    view.entry_table.choose(2, 0)
    qtbot.keyClick(view.entry_table, Qt.Key.Key_Space)
    view.save()
    settle(qtbot, view)
    entries = context.services.lookups.get(NAME).entries
    assert [entry.label for entry in entries[:2]] == ["สังคม", "เศรษฐกิจฐานราก"]
    assert entries[1].confidence is Confidence.OWN
    assert entries[0].confidence is Confidence.RECALLED
    assert not entries[2].is_offered
    assert view.restore_button.isEnabled()
    view.restore()
    settle(qtbot, view)
    assert context.services.lookups.get(NAME) == shipped(NAME)


def test_a_new_wording_holds_from_the_year_at_the_top(
    qtbot: QtBot, view: ListsView, context: Context
) -> None:
    view.entry_table.choose(0, 0)
    view.reword()
    write(view, 1, "เศรษฐกิจชุมชน")
    view.save()
    settle(qtbot, view)
    lookup = context.services.lookups.get(NAME)
    assert context.year == 2570
    assert (lookup.label("economy", 2569), lookup.label("economy", 2570)) == (
        "เศรษฐกิจ",
        "เศรษฐกิจชุมชน",
    )


def test_a_word_that_records_may_hold_is_retired_and_not_removed(
    qtbot: QtBot, view: ListsView
) -> None:
    count = view.entry_table.model().rowCount()
    view.entry_table.choose(0, 0)
    qtbot.keyClick(view.entry_table, Qt.Key.Key_Delete)
    assert view.entry_table.model().rowCount() == count
    assert "Space" in view.problem_label.text()
    view.entry_table.add_row()
    view.entry_table.remove_row()
    assert view.entry_table.model().rowCount() == count


def test_a_word_without_letters_is_told_at_its_row(qtbot: QtBot, view: ListsView) -> None:
    write(view, 1, " ")
    view.save()
    settle(qtbot, view)
    assert view.entry_table.row == 1
    assert view.problem_label.text()
    assert view.is_dirty


def test_another_list_is_not_taken_before_unsaved_words_are_asked_about(
    qtbot: QtBot, view: ListsView, dialogs: FakeDialogs, context: Context
) -> None:
    write(view, 0, "อื่น")
    dialogs.leaving = Leaving.STAY
    view.name_view.setCurrentIndex(view.name_view.model().index(1, 0))
    assert view.list_label.text() == NAME.label
    assert view.name_view.currentIndex().row() == 0
    dialogs.leaving = Leaving.SAVE
    view.name_view.setCurrentIndex(view.name_view.model().index(1, 0))
    settle(qtbot, view)
    assert view.list_label.text() == ListName.PROJECT_KIND.label
    assert context.services.lookups.get(NAME).entries[0].label == "อื่น"


def test_a_checked_word_bears_its_mark_no_more(
    qtbot: QtBot, view: ListsView, context: Context
) -> None:
    view.entry_table.choose(0, 0)
    view.check_button.click()
    view.save()
    settle(qtbot, view)
    first, second, *_ = context.services.lookups.get(NAME).entries
    assert not first.confidence.is_to_be_checked
    assert second.confidence.is_to_be_checked


def test_the_model_obeys_the_rules_of_qt(view: ListsView) -> None:
    QAbstractItemModelTester(
        view.entry_table.model(), QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    write(view, 0, "ใหม่")
    view.entry_table.move_row(1)
