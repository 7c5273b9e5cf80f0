"""What is read from the sheets, in the window, and the target households that are typed there."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot
from windows import FakeDialogs

from cdd_desktop.bootstrap import Services
from cdd_desktop.checklists.grading import AnswerState
from cdd_desktop.checklists.instruments import MOI_23, Round
from cdd_desktop.checklists.records import SheetKey
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.checklists import page as checklists_page
from cdd_desktop.gui.pages.checklists.analysis.household_dialogs import ChooseDialog, NewDialog
from cdd_desktop.gui.pages.checklists.analysis.household_model import WHO
from cdd_desktop.gui.pages.checklists.analysis.view import AnalysisView
from cdd_desktop.gui.pages.checklists.page import ChecklistsPage
from cdd_desktop.households.records import Household

YEAR = 2570
CODE = "93010101"


@pytest.fixture
def view(qtbot: QtBot, context: Context, monkeypatch: pytest.MonkeyPatch) -> AnalysisView:
    # the view of entry is dear to make, and nothing here goes there
    monkeypatch.setattr(checklists_page, "ENTRY", "analysis")
    context.look_at(year=YEAR)
    page = ChecklistsPage(context)
    qtbot.addWidget(page)
    page.resize(1120, 640)
    page.show()
    page.refresh()
    made = page.view
    assert isinstance(made, AnalysisView)
    QAbstractItemModelTester(made.lines, made)
    QAbstractItemModelTester(made.households.grid.households, made)
    settle(qtbot, made)
    return made


def settle(qtbot: QtBot, view: AnalysisView) -> None:
    qtbot.waitUntil(lambda: not view.is_busy, timeout=60_000)


def look_at(qtbot: QtBot, view: AnalysisView, key: str) -> None:
    view.show_target(key)
    settle(qtbot, view)


def judge(services: Services, count: int) -> SheetKey:
    """A whole sheet of the first village that passes so many."""
    village = services.villages.by_code(CODE).id
    key = SheetKey(village_id=village, instrument=MOI_23, fiscal_year=YEAR, round=Round.AFTER)
    for place, one in enumerate(services.checklists.instrument(MOI_23, YEAR).indicators):
        state = AnswerState.PASSED if place < count else AnswerState.FAILED
        services.checklists.answer(key, one.code, state)
    return key


def plain(text: str) -> str:
    return text.replace("\u200b", "")


def test_each_thing_to_look_at_leads_to_the_sheet_and_to_its_report(
    qtbot: QtBot, view: AnalysisView, services: Services
) -> None:
    assert "ไม่มีหมู่บ้านที่ตอบครบแล้ว" in plain(view.empty_label.text())
    key = judge(services, 22)
    asked: list[object] = []
    view.context.page_requested.connect(lambda page, target: asked.append((page, target)))
    look_at(qtbot, view, "near")
    assert view.lines.shown.lines[0].texts[4] == "1 ข้อ"
    view.window().activateWindow()
    view.line_table.setFocus()
    qtbot.keyClick(view.line_table, Qt.Key.Key_Return)
    assert asked == [("checklists", key)]
    look_at(qtbot, view, "movement")
    row = next(
        place for place, line in enumerate(view.lines.shown.lines) if line.texts[0] == "ยังไม่มีระดับ"
    )
    view.line_table.setCurrentIndex(view.lines.index(row, 3))
    assert [line.texts[2] for line in view.behind.shown.lines] == ["ม.1 บ้านดอนหลา"]
    for key_of, heading in (("weakest", "อันดับ"), ("trend", "ข้อ"), ("average", "พื้นที่")):
        look_at(qtbot, view, key_of)
        assert view.lines.shown.headings[0] == heading
        assert view.line_table.isVisible()
    look_at(qtbot, view, "register")
    assert "มุมมองเป้าหมาย" in plain(view.empty_label.text())
    view.print_report()
    assert asked[-1] == ("reports", "checklist-register")


def test_target_households_are_chosen_told_of_by_keys_and_pasted(
    qtbot: QtBot,
    view: AnalysisView,
    services: Services,
    dialogs: FakeDialogs,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    village = services.villages.by_code(CODE).id
    services.households.save(
        Household(uuid=uuid4(), village_id=village, house_no="1", head="นายสมชาย ใจดี")
    )
    look_at(qtbot, view, "households")
    panel, grid = view.households, view.households.grid
    assert "กด Ins" in plain(panel.empty_label.text())

    def answer(fill: Callable[..., None]) -> Callable[..., int]:
        def run(dialog: ChooseDialog | NewDialog) -> int:
            fill(dialog)
            dialog.save_button.click()
            return dialog.result()

        return run

    monkeypatch.setattr(ChooseDialog, "exec", answer(lambda one: one.household_list.selectAll()))
    panel.choose()
    settle(qtbot, view)

    def new(dialog: NewDialog) -> None:
        dialog.house_edit.setText("๒")
        dialog.people_edit.setText("4")

    monkeypatch.setattr(NewDialog, "exec", answer(new))
    panel.add()
    settle(qtbot, view)
    assert [one.household.house_no for one in grid.households.households] == ["1", "2"]
    grid.go_to(0, len(WHO))
    qtbot.keyClick(grid, Qt.Key.Key_1)
    qtbot.keyClick(grid, Qt.Key.Key_0)
    assert grid.currentIndex().column() == len(WHO) + 2
    money = grid.households.columnCount() - 3
    grid.households.paste(0, money, [["120,000", "x"], ["90000"]])

    def told() -> list[tuple[frozenset[str], frozenset[str], int | None]]:
        shown = services.target_households.of_village(village, YEAR)
        results = [one.result(Round.AFTER) for one in shown]
        return [(one.passed, one.failed, one.income) for one in results]

    assert told() == [
        (frozenset({"1.1"}), frozenset({"1.2"}), 12_000_000),
        (frozenset(), frozenset(), 9_000_000),
    ]
    refused = grid.households.index(0, money + 1).data(grid.households.REFUSED_ROLE)
    assert "กรุณากรอกเป็นตัวเลข" in refused.problem
    grid.go_to(1, len(WHO))
    panel._move(-1)
    settle(qtbot, view)
    assert [one.household.house_no for one in grid.households.households] == ["2", "1"]
    panel.remove()
    settle(qtbot, view)
    assert dialogs.asked
    assert [one.household.house_no for one in grid.households.households] == ["1"]
