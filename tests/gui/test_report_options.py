"""Choices of a report are remembered for it, on this computer; a day of the register is not."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cdd_desktop.bootstrap import Services
from cdd_desktop.checklists.instruments import MOI_23, Round
from cdd_desktop.checklists.records import AnswerState, SheetKey
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.flow_layout import FlowLayout
from cdd_desktop.gui.pages.reports.option_memory import OptionMemory
from cdd_desktop.gui.pages.reports.options_card import OptionsCard
from cdd_desktop.places.records import AreaLevel, PlaceRef
from cdd_desktop.plans.records import Level
from cdd_desktop.reporting.catalogue import REPORTS, Choice, Report


def first_with(choice: Choice) -> Report:
    return next(report for report in REPORTS if choice in report.choices)


@pytest.fixture
def card(qtbot: QtBot, context: Context) -> Iterator[OptionsCard]:
    context.look_at(area_code="93")
    made = OptionsCard()
    qtbot.addWidget(made)
    yield made
    made.close()


def begin_sheets(services: Services, *years: int) -> None:
    for year in years:
        key = SheetKey(
            village_id=services.villages.by_code("93010101").id,
            instrument=MOI_23,
            fiscal_year=year,
            round=Round.AFTER,
        )
        services.checklists.answer(key, "1.1", AnswerState.PASSED)


def test_each_report_remembers_its_own_choices(card: OptionsCard, context: Context) -> None:
    summary, filled = first_with(Choice.SHOW_BELOW), first_with(Choice.ROUND)
    card.load(context, summary)
    card.group_button.choose("tambon")
    card.below_check.click()
    card.load(context, filled)
    card.round_button.choose(Round.BEFORE)
    card.load(context, summary)
    options = card.options()
    assert (options.grouped_by, options.show_below) == (AreaLevel.TAMBON, False)
    assert options.round is not Round.BEFORE
    again = OptionsCard()
    again.load(context, filled)
    assert again.options().round is Round.BEFORE
    again.deleteLater()


def test_choices_go_back_to_what_they_were_at_first(
    qtbot: QtBot, card: OptionsCard, context: Context
) -> None:
    summary = first_with(Choice.SHOW_BELOW)
    card.load(context, summary)
    assert card.reset_button.isHidden()
    before = card.options()
    card.group_button.choose("tambon")
    card.below_check.click()
    card.as_of_edit.setText("30/9/2569")
    card.as_of_edit.editingFinished.emit()
    assert not card.reset_button.isHidden()
    assert card.options() != before
    card.instrument_changed.connect(lambda: card.load(context, summary))
    card.reset_button.click()
    assert card.options() == before
    assert card.reset_button.isHidden()


def test_a_day_of_the_register_is_not_remembered(card: OptionsCard, context: Context) -> None:
    card.load(context, REPORTS[0])
    card.as_of_edit.setText("30/9/2569")
    card.as_of_edit.editingFinished.emit()
    assert card.options().as_of is not None
    again = OptionsCard()
    again.load(context, REPORTS[0])
    assert again.options().as_of is None
    again.deleteLater()


def test_years_with_sheets_before_the_last_are_offered_to_compare_with(
    card: OptionsCard, context: Context, services: Services
) -> None:
    report = first_with(Choice.COMPARED_WITH)
    card.load(context, report)
    assert card.compared_button.isHidden()  # there is the year before alone
    begin_sheets(services, 2566, 2568, 2569, 2570)
    card.load(context, report)
    assert card.compared_button.value == "2569"
    assert card.options().compared_with is None
    card.compared_button.choose("2566")
    assert card.options().compared_with == 2566
    card.load(context, REPORTS[0])
    assert card.compared_button.isHidden()
    assert card.options().compared_with is None


def test_a_map_is_of_what_was_chosen(card: OptionsCard, context: Context) -> None:
    report = first_with(Choice.MEASURE)
    card.load(context, report)
    assert card.options().measure == ""
    card.measure_button.choose("indicator:1.1")
    assert card.options().measure == "indicator:1.1"


def test_damaged_memory_is_as_good_as_none(context: Context) -> None:
    memory = OptionMemory(context.state)
    for damaged in ("{", "[]", '{"round": 3}'):
        context.state.keep("reports/options/x", damaged)
        assert memory.of("x") == {}
    memory.keep("x", "round", "before")
    assert memory.of("x") == {"round": "before"}
    assert memory.of("y") == {}


def test_controls_that_do_not_fit_go_to_the_next_line(qtbot: QtBot) -> None:
    place = QWidget()
    qtbot.addWidget(place)
    flow = FlowLayout(place, spacing=5)
    boxes = [QWidget() for _ in range(3)]
    for box in boxes:
        box.setFixedSize(QSize(100, 20))
        flow.addWidget(box)
    assert flow.heightForWidth(310) == 20
    assert flow.heightForWidth(205) == 45
    assert flow.heightForWidth(100) == 70
    boxes[1].hide()
    assert flow.heightForWidth(205) == 20
    place.resize(205, 45)
    place.show()
    assert boxes[2].x() == 105


def test_a_report_of_plans_offers_the_plans_of_the_area_and_no_day_of_the_register(
    card: OptionsCard, context: Context, services: Services
) -> None:
    results = first_with(Choice.QUARTER)
    card.load(context, results)
    assert [value for value, _ in services.reports.plan_choices("93")] == []
    assert card.options().plan == ""
    begun = services.plans.begin(Level.TAMBON, "930101", 2566, 2570)
    plan = services.plans.save(begun)
    card.load(context, results)
    card.plan_button.choose("2566-2570")  # of the tambon within
    card.quarter_button.choose("2")
    card.as_of_edit.setText("never a day")
    assert card.problem == ""
    assert card.as_of_edit.isHidden()
    options = card.options()
    assert (options.plan, options.quarter, options.as_of) == ("2566-2570", 2, None)
    context.look_at(area_code="930101")
    card.load(context, results)
    assert card.options().plan == ""  # that period is not offered where the plan itself is
    card.plan_button.choose(str(plan.uuid))
    assert card.options().plan == str(plan.uuid)
    card.load(context, REPORTS[0])
    assert card.plan_button.isHidden()
    assert card.options().plan == ""


def test_a_paper_of_a_meeting_offers_the_meetings_of_the_area(
    card: OptionsCard, context: Context, services: Services
) -> None:
    meeting = services.meetings.begin(
        PlaceRef(area_code="930101"), date(2026, 2, 14), title="ประชาคมตำบล"
    )
    meeting = services.meetings.save(meeting)
    card.load(context, first_with(Choice.MEETING))
    assert not card.meeting_button.isHidden()
    card.meeting_button.choose(str(meeting.uuid))
    assert card.options().meeting == str(meeting.uuid)


def test_a_plan_of_a_village_is_reported_where_another_page_asks_for_it(
    card: OptionsCard, context: Context, services: Services
) -> None:
    book = next(report for report in REPORTS if report.name == "plan-book")
    context.look_at(area_code="930101")
    card.load(context, book)
    village = services.villages.in_area("930101")[0]
    place = PlaceRef(village_id=village.id)
    plan = services.plans.save(services.plans.begin(Level.VILLAGE, place, 2566, 2570))
    card.choose_plan(context, str(plan.uuid), "แผนของหมู่บ้าน")
    card.load(context, book)
    assert card.options().plan == str(plan.uuid)
    context.look_at(area_code="93")
    card.load(context, book)
    assert card.options().plan == ""
