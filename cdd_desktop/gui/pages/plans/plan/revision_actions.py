"""Opening and closing ฉบับเพิ่มเติม, เปลี่ยนแปลง and แก้ไข of an adopted plan."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.plans.plan.day_dialog import PlanDayDialog
from cdd_desktop.plans.records import PlanLine, PlanState, Revision, RevisionKind

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.plans.page import PlansPage
    from cdd_desktop.gui.pages.plans.plan.actions import PlanActions


class RevisionActions(QObject):
    """Hangs into the menu of plans, and shows there what the state of the plan allows."""

    changed = Signal()  # another revision is open, or none

    def __init__(self, page: "PlansPage", context: Context, actions: "PlanActions") -> None:
        super().__init__(page)
        self._page = page
        self._plans = context.services.plans
        self._actions = actions
        self._revisions: tuple[Revision, ...] = ()
        self._open = {
            kind: actions.action(f"เปิดฉบับ{kind.label}…", partial(self.open_revision, kind))
            for kind in RevisionKind
        }
        self._close = actions.action("ปิดฉบับที่เปิดอยู่…", self.close_revision)
        actions.menu.aboutToShow.connect(self._show_state)
        page.plan_chosen.connect(self._read)

    @property
    def opened(self) -> Revision | None:
        """The revision that is open."""
        return next((each for each in self._revisions if each.closed_on is None), None)

    def open_revision(self, kind: RevisionKind) -> None:
        """Open one of a kind."""
        plan = self._page.chosen_plan
        if plan is None:
            return

        def write(dialog: PlanDayDialog) -> None:
            self._plans.open_revision(plan.uuid, kind, dialog.day, dialog.reason, dialog.meeting)

        self._actions.ask_day(plan, f"เปิดฉบับ{kind.label}", write, wants_reason=True)

    def close_revision(self) -> None:
        """Close the one that is open."""
        plan, opened = self._page.chosen_plan, self.opened
        if plan is None or opened is None:
            return

        def write(dialog: PlanDayDialog) -> None:
            self._plans.close_revision(opened.uuid, dialog.day, dialog.meeting)

        self._actions.ask_day(plan, f"ปิดฉบับ{opened.label}", write)

    def _read(self, plan: PlanLine | None) -> None:
        self._revisions = ()
        if plan is not None and plan.state is PlanState.ADOPTED:
            uuid = plan.uuid
            self._page.query(lambda: (uuid, self._plans.revisions(uuid)), self._take)

    def _take(self, read: tuple[object, tuple[Revision, ...]]) -> None:
        uuid, revisions = read
        plan = self._page.chosen_plan
        if plan is not None and plan.uuid == uuid:
            self._revisions = revisions
            self.changed.emit()

    def read_again(self) -> None:
        """One was opened or closed."""
        self._read(self._page.chosen_plan)

    def _show_state(self) -> None:
        plan = self._page.chosen_plan
        is_adopted = plan is not None and plan.state is PlanState.ADOPTED
        is_revised = is_adopted and self.opened is not None
        for action in self._open.values():
            action.setVisible(is_adopted and not is_revised)
        self._close.setVisible(is_revised)
