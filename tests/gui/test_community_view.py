"""Rules, groups with their funds, and events in the window."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from cdd_desktop.bootstrap import Services
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.waste.community.dialogs import (
    EventDialog,
    GroupDialog,
    MoneyDialog,
    RuleDialog,
)
from cdd_desktop.gui.pages.waste.community.reading import read_offered
from cdd_desktop.gui.pages.waste.community.view import CommunityView
from cdd_desktop.gui.pages.waste.community.words import Part
from cdd_desktop.gui.pages.waste.page import WastePage
from cdd_desktop.places.records import PlaceRef
from cdd_desktop.waste.community.records import Flow

TAMBON = "930101"
PLACE = PlaceRef(area_code=TAMBON)
WITHIN = 60_000


@pytest.fixture
def view(qtbot: QtBot, context: Context) -> CommunityView:
    page = WastePage(context)
    qtbot.addWidget(page)
    page.resize(1029, 560)
    page.show()
    page.show_view("community")
    page.refresh()
    view = page.view
    assert isinstance(view, CommunityView)
    settle(qtbot, view)
    return view


def settle(qtbot: QtBot, view: CommunityView) -> None:
    qtbot.waitUntil(lambda: not view.page.is_busy, timeout=WITHIN)


def accepting(monkeypatch: pytest.MonkeyPatch, type_in: Callable[[QDialog], None]) -> None:
    """Any dialog that opens is typed into and saved."""

    def run(dialog: QDialog) -> int:
        type_in(dialog)
        dialog.save()  # type: ignore[attr-defined]
        return dialog.result()

    for kind in (RuleDialog, GroupDialog, EventDialog, MoneyDialog):
        monkeypatch.setattr(kind, "exec", run)


def test_each_part_says_what_to_do_first(qtbot: QtBot, view: CommunityView) -> None:
    for part in Part:
        view.part_tabs.setCurrentIndex(part)
        settle(qtbot, view)
        assert "Ctrl+N" in view.nothing_label.text()
        assert not view.fund_part.isVisible()


def test_a_rule_is_written_with_its_meeting_and_repealed(
    qtbot: QtBot,
    view: CommunityView,
    services: Services,
    monkeypatch: pytest.MonkeyPatch,
    qtmodeltester: ModelTester,
) -> None:
    meeting = services.meetings.save(services.meetings.begin(PLACE, date(2026, 10, 9)))

    def type_in(dialog: QDialog) -> None:
        assert isinstance(dialog, RuleDialog)
        dialog.fine_edit.setText("ห้าร้อย")
        dialog.place_combo.setEditText("ไม่มีที่นี่")
        dialog.save()
        assert dialog.fine_problem.text()
        assert dialog.place_problem.text()
        dialog.place_combo.setCurrentIndex(0)
        dialog.meeting_combo.choose(str(meeting.uuid))
        assert dialog.adopted_on_edit.day == date(2026, 10, 9)
        assert not dialog.adopted_on_edit.isEnabled()
        dialog.number_edit.setText("ข้อ 1")
        dialog.text_edit.setPlainText("ห้ามทิ้งขยะ")
        dialog.fine_edit.setText("๕๐๐")

    accepting(monkeypatch, type_in)
    view.begin()
    settle(qtbot, view)
    (line,) = services.community.rules(TAMBON)
    assert (line.rule.fine, line.rule.meeting) == (50_000, meeting.uuid)
    assert view.chosen == line
    qtmodeltester.check(view.rules)
    view.repeal()
    settle(qtbot, view)
    assert view.rules.rows == ()
    view.past_check.click()
    assert [one.rule.repealed_on for one in view.rules.rows] == [date(2026, 11, 22)]
    subject = view.history_subject()
    assert subject is not None
    told = [words for one in subject.records for words, _ in one.changes(services.history)]
    assert "ยกเลิก: ว่าง → 22 พ.ย. 2569" in told
    with qtbot.waitSignal(view.context.page_requested) as asked:
        view.print_button.click()
    assert asked.args == ["reports", "waste-rules"]


def test_money_goes_in_out_and_back_below_its_group(
    qtbot: QtBot,
    view: CommunityView,
    services: Services,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    community = services.community
    group = community.save_group(
        replace(community.begin_group(PLACE), kind="fund", name="กองทุนขยะ")
    )
    view.part_tabs.setCurrentIndex(Part.GROUPS)
    view.refresh()
    settle(qtbot, view)
    assert "Ctrl+I" in view.fund_part.no_money_label.text()

    def type_in(dialog: QDialog) -> None:
        assert isinstance(dialog, MoneyDialog)
        dialog.amount_edit.setText("1,000.50")
        dialog.text_edit.setText("เงินขายขยะ")

    accepting(monkeypatch, type_in)
    view.fund_part.in_button.click()
    settle(qtbot, view)
    assert community.fund_balance(group.uuid) == 100_050
    assert "1,000.50" in view.fund_part.fund_label.text()
    view.fund_part.reverse_button.click()
    settle(qtbot, view)
    assert [line.entry.flow for line in view.fund_part.entries.rows] == [Flow.IN, Flow.OUT]
    view.fund_part.reverse_button.click()  # a reversal is not taken back
    assert community.fund_balance(group.uuid) == 0
    assert len(community.fund_entries(group.uuid)) == 2


def test_an_event_of_next_week_has_nobody_who_came(
    qtbot: QtBot, view: CommunityView, context: Context, services: Services
) -> None:
    view.part_tabs.setCurrentIndex(Part.EVENTS)
    dialog = view.dialog(read_offered(services, TAMBON, context.year), None)
    qtbot.addWidget(dialog)
    assert isinstance(dialog, EventDialog)
    dialog.kind_combo.choose("campaign")
    dialog.name_edit.setText("รณรงค์")
    dialog.held_on_edit.setText("30 พ.ย. 2569")
    dialog.attended_edit.setText("20 คน")
    dialog.save()
    assert dialog.attended_problem.text()
    dialog.attended_edit.setText("20")
    dialog.save()
    assert dialog.saved is None
    dialog.attended_edit.setText("")
    dialog.save()
    assert dialog.saved is not None
    view.refresh()
    settle(qtbot, view)
    assert [line.event.name for line in view.events.rows] == ["รณรงค์"]
