"""What was sent to agencies in the window: who has not answered for long, and the answers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from windows import FakeDialogs

from cdd_desktop.bootstrap import Services
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.plans.coordination.view import CoordinationView
from cdd_desktop.gui.pages.plans.page import PlansPage
from cdd_desktop.gui.pages.plans.panel.around import around
from cdd_desktop.gui.pages.plans.panel.coordination_dialog import CoordinationDialog
from cdd_desktop.plans.coordination.records import AWAITING_DAYS
from cdd_desktop.plans.records import Level

WITHIN = 60_000
TAMBON = "930101"


@pytest.fixture
def plan(services: Services) -> UUID:
    saved = services.plans.save(services.plans.begin(Level.TAMBON, TAMBON, 2571, 2575, ""))
    for name, on in (("ใหม่", date(2026, 11, 1)), ("เก่า", date(2026, 6, 1))):
        begun = replace(services.projects.begin(saved.uuid), name=name, status="in-plan")
        project = services.projects.save(begun)
        sent = replace(services.coordination.begin(project.uuid, on), agency="อบจ.พัทลุง")
        services.coordination.save(sent)
    return saved.uuid


@pytest.fixture
def page(
    qtbot: QtBot, context: Context, plan: UUID, stands_first: Callable[[str], None]
) -> PlansPage:
    stands_first("coordination")
    made = PlansPage(context)
    qtbot.addWidget(made)
    made.resize(1150, 690)
    made.show()
    made.refresh()
    settle(qtbot, made)
    return made


@pytest.fixture
def view(page: PlansPage) -> CoordinationView:
    shown = page.view
    assert isinstance(shown, CoordinationView)
    return shown


def settle(qtbot: QtBot, page: PlansPage) -> None:
    qtbot.waitUntil(lambda: not page.is_busy, timeout=WITHIN)


def names(view: CoordinationView) -> list[str]:
    return [row.project.name for row in view.sent.rows]


def test_who_has_not_answered_for_the_offices_number_of_days_is_shown(
    qtbot: QtBot, page: PlansPage, view: CoordinationView, services: Services
) -> None:
    assert names(view) == ["เก่า"]
    view.days_spin.setValue(10)
    settle(qtbot, page)
    assert names(view) == ["เก่า", "ใหม่"]
    assert services.settings.get(AWAITING_DAYS) == 10


def test_an_answer_is_written_and_its_money_offered(
    qtbot: QtBot,
    page: PlansPage,
    view: CoordinationView,
    services: Services,
    dialogs: FakeDialogs,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def accept(dialog: CoordinationDialog) -> int:
        dialog.outcome_combo.choose("accepted")
        dialog.outcome_on_edit.set_day(date(2026, 11, 20))
        dialog.accepted_year_edit.setText("2571")
        dialog.accepted_edit.setText("300,000")
        dialog.save()
        return dialog.result()

    monkeypatch.setattr(CoordinationDialog, "exec", accept)
    view.answer()
    settle(qtbot, page)
    assert "เป็นงบที่ได้รับของปี 2571" in dialogs.asked[0]
    assert names(view) == []
    assert "สถานะเป็น “รับบรรจุ”" in page.told_label.text().replace("\u200b", "")
    (project,) = (one for one in services.projects.of_plan(plan_of(services)) if one.name == "เก่า")
    assert (project.status, project.approved) == ("accepted", 30_000_000)


def plan_of(services: Services) -> UUID:
    (line,) = services.plans.plans_in(TAMBON)
    return line.uuid


def test_everything_sent_is_found_by_word(
    qtbot: QtBot, page: PlansPage, view: CoordinationView
) -> None:
    view.shown_combo.setCurrentIndex(view.shown_combo.findData("all"))
    view.shown_combo.activated.emit(2)
    assert len(names(view)) == 2
    view.text_edit.setText("ใหม่")
    settle(qtbot, page)
    assert names(view) == ["ใหม่"]
    view.text_edit.setText("กรมชลประทาน")
    settle(qtbot, page)
    assert view.nothing_label.isVisible()


def test_the_dialog_marks_what_is_wrong(
    qtbot: QtBot, page: PlansPage, view: CoordinationView, services: Services
) -> None:
    row = view.chosen
    assert row is not None
    there = around(services, row.project, 2571)
    dialog = CoordinationDialog(view, page.context, there, row.coordination)
    qtbot.addWidget(dialog)
    dialog.outcome_combo.choose("refused")
    dialog.outcome_on_edit.set_day(date(2026, 5, 1))
    dialog.save()
    assert "มาก่อนวันที่ส่ง" in dialog.outcome_on_problem.text().replace("\u200b", "")


def test_the_model_is_sound(view: CoordinationView, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(view.sent)
