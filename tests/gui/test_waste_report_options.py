"""The month, day, bank and member of a report of waste, and what another page asks for."""

from collections.abc import Iterator
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.reports.options_card import OptionsCard
from cdd_desktop.gui.pages.reports.waste_report import WasteReport
from cdd_desktop.reporting.catalogue import report_named
from cdd_desktop.reporting.options import Listed
from cdd_desktop.reporting.periods import usual_month
from cdd_desktop.thai.months import month_name


@pytest.fixture
def card(qtbot: QtBot, context: Context) -> Iterator[OptionsCard]:
    context.look_at(area_code="93")
    made = OptionsCard()
    qtbot.addWidget(made)
    yield made
    made.close()


def test_a_report_of_waste_is_of_a_month_and_of_no_day_of_the_register(
    card: OptionsCard, context: Context
) -> None:
    card.load(context, report_named("waste-month"))
    usual = usual_month(context.year, context.today)
    assert card.options().month == usual
    assert card.waste_choices.month_button.value == month_name(usual)
    first = date(context.year - 544, 10, 1)
    card.waste_choices.month_button.choose(first.isoformat())
    card.group_button.choose("government")
    assert card.as_of_edit.isHidden()
    options = card.options()
    assert (options.month, options.listed_by, options.grouped_by) == (
        first,
        Listed.GOVERNMENT,
        None,
    )
    card.load(context, report_named("waste-bins"))
    assert card.options().month == first  # the month at hand stays
    card.load(context, report_named("checklist-summary"))
    assert card.waste_choices.isHidden()
    assert card.options().month is None


def test_forms_may_be_blank_and_names_whole(card: OptionsCard, context: Context) -> None:
    card.load(context, report_named("waste-bin-list"))
    assert (card.options().is_blank, card.options().with_names) == (False, False)
    card.waste_choices.blank_check.click()
    card.waste_choices.names_check.click()
    assert (card.options().is_blank, card.options().with_names) == (True, True)
    assert not card.village_picker.isHidden()
    card.load(context, report_named("waste-form"))
    assert card.waste_choices.names_check.isHidden()
    assert not card.options().with_names


def test_another_page_asks_for_a_village_a_month_and_a_member(
    card: OptionsCard, context: Context
) -> None:
    month = date(context.year - 544, 11, 1)
    card.load(context, report_named("waste-form"))
    card.choose_waste(context, WasteReport(report="waste-form", month=month, village="93010101"))
    assert (card.options().area_code, card.options().month) == ("93010101", month)
    card.load(context, report_named("waste-bank-statement"))
    wanted = WasteReport(report="waste-bank-statement", member="001", day=date(2026, 9, 9))
    card.choose_waste(context, wanted)
    assert (card.options().member, card.options().day) == ("001", date(2026, 9, 9))
    card.load(context, report_named("waste-bank-receipt"))
    receipt = WasteReport(report="waste-bank-receipt", member="001", entry="รับซื้อ 2/2569")
    card.choose_waste(context, receipt)
    assert card.options().entry == "รับซื้อ 2/2569"
    card.load(context, report_named("waste-bank-receipt"))  # read again
    assert card.options().entry == "รับซื้อ 2/2569"
    card.waste_choices.day_edit.set_day(date(2026, 9, 9))
    assert card.options().entry == ""
    card.waste_choices.day_edit.setText("ไม่ใช่วัน")
    assert card.problem
