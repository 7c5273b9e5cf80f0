"""The plan that a sheet judges, chosen in its head."""

from collections.abc import Callable
from datetime import date

import pytest
from entry_pages import made_entry
from pytestqt.qtbot import QtBot

from cdd_desktop.bootstrap import Services
from cdd_desktop.checklists.records import Round, SheetKey
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.checklists.entry.view import EntryView
from cdd_desktop.plans.records import Level

VILLAGE = "93010101"
YEAR = 2570  # the context's


@pytest.fixture
def page(
    services: Services, make_context: Callable[[Services], Context], qtbot: QtBot
) -> EntryView:
    """The view with the standard of community plans, at the first village."""
    context = make_context(services)
    context.state.keep("checklists/instrument", "plan-standard")
    view = made_entry(context)
    qtbot.addWidget(view.page)
    view.refresh()
    return view


def key(services: Services) -> SheetKey:
    return SheetKey(
        village_id=services.villages.by_code(VILLAGE).id,
        instrument="plan-standard",
        fiscal_year=YEAR,
        round=Round.AFTER,
    )


def test_the_plan_in_force_is_offered_kept_by_save_and_told_when_it_was_removed(
    page: EntryView, services: Services
) -> None:
    dialog = page.head_dialog()
    assert dialog is not None
    assert not dialog.plan_combo.isHidden()
    assert not dialog.plan_combo.isEnabled()
    assert "กรุณาสร้างแผน" in dialog.plan_note.text().replace("\u200b", "")
    assert not dialog.save_button.isEnabled()
    dialog.deleteLater()

    plan = services.plans.save(services.plans.begin(Level.VILLAGE, VILLAGE, 2566, YEAR))
    services.plans.adopt(plan.uuid, date(2026, 1, 5))
    dialog = page.head_dialog()
    assert dialog is not None
    assert dialog.plan_combo.currentText() == "แผนพัฒนาหมู่บ้าน (พ.ศ. 2566–2570) · ประกาศใช้แล้ว"
    assert not dialog.is_dirty  # an offer is no typing: Esc does not ask
    dialog.save_button.click()
    dialog.deleteLater()
    assert services.checklists.sheet(key(services)).head.plan == plan.uuid
    assert "แผนพัฒนาหมู่บ้าน (พ.ศ. 2566–2570)" in page.instrument_label.text()

    services.plans.reopen(plan.uuid)
    services.plans.remove(plan.uuid)
    page.refresh()
    assert "แผนนี้ถูกลบแล้ว" in page.instrument_label.text()
    dialog = page.head_dialog()
    assert dialog is not None
    assert dialog.plan_combo.currentText() == "แผนนี้ถูกลบแล้ว"
    assert not dialog.plan_note.isHidden()
    dialog.plan_combo.setCurrentIndex(0)
    assert dialog.plan_note.isHidden()  # it was about the plan shown before
    dialog.save_button.click()
    dialog.deleteLater()
    assert services.checklists.sheet(key(services)).head.plan is None
