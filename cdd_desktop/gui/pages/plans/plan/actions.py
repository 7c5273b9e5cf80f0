"""The menu แผน: what may be done with the plan in hand, and new ones."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QMenu

from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.plans.importing.file_actions import FileActions
from cdd_desktop.gui.pages.plans.plan.day_dialog import PlanDayDialog, read_meetings
from cdd_desktop.gui.pages.plans.plan.form import PlanDialog, PlanRead, read_plan
from cdd_desktop.gui.pages.plans.plan.revision_actions import RevisionActions
from cdd_desktop.gui.pages.reports.plan_report import PlanReport
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.meetings.records import MeetingLine
from cdd_desktop.places.records import TAMBON_CODE_LENGTH
from cdd_desktop.plans.records import Level, Plan, PlanLine, PlanState

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.plans.page import PlansPage

_YEARS = 5  # a plan of villages and tambon, unless the office says otherwise
_PROVINCE_LENGTH = 2


class PlanActions(QObject):
    """Keys in the tree: Ins new · F2 edit · Ctrl+P its book · Del remove.

    The menu shows what the state allows.
    """

    def __init__(self, page: "PlansPage", context: Context) -> None:
        super().__init__(page)
        self._page = page
        self._context = context
        self._plans = context.services.plans
        self.menu = QMenu(page)
        self.menu.setToolTipsVisible(True)
        page.plan_button.setMenu(self.menu)
        page.plan_button.setToolTip(tooltip("สร้าง แก้ไข ประกาศใช้ เปิดฉบับเพิ่มเติม ลบแผน", "F9"))
        self._new = self.action("สร้างแผนใหม่…\tIns", self.begin)
        self._edit = self.action("แก้ไขแผน…\tF2", self.edit)
        self.menu.addSeparator()
        self._adopt = self.action("ประกาศใช้แผน…", self.adopt)
        self._close = self.action("สิ้นสุดแผน", self.close)
        self._reopen = self.action("เปิดแผนอีกครั้ง", self.reopen)
        self.revisions = RevisionActions(page, context, self)
        self.menu.addSeparator()
        self._print = self.action("พิมพ์เล่มแผน…\tCtrl+P", self.print)
        self.files = FileActions(page, context, self)
        self.menu.addSeparator()
        self._remove = self.action("ลบแผน\tDel", self.remove)
        self.menu.addSeparator()
        self.menu.aboutToShow.connect(self._show_state)
        tree = page.plan_tree
        tree.tree_view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        tree.tree_view.customContextMenuRequested.connect(
            lambda at: self.menu.popup(tree.tree_view.viewport().mapToGlobal(at))
        )
        for keys, act in (
            ("Ins", self.begin),
            ("F2", self.edit),
            ("Del", self.remove),
            ("Ctrl+P", self.print),
        ):
            on_keys(tree, keys, act)

    def add(self, actions: list[QAction]) -> None:
        """Hang further actions below."""
        self.menu.addActions(actions)

    # plans

    def begin(self) -> None:
        """A new plan of five years: the one after the plan in hand, else of the area at the top."""
        services, area = self._context.services, self._context.area_code
        start, held = self._context.year, self._page.chosen_plan
        level = Level.TAMBON if len(area) == TAMBON_CODE_LENGTH else Level.AMPHOE
        code = area
        if len(area) == _PROVINCE_LENGTH:
            children = self._context.areas.children(area)
            code = children[0].code if children else area
        if held is not None:
            level, code, start = held.level, held.code, held.end_year + 1

        def read() -> PlanRead:
            plan = services.plans.begin(level, code, start, start + _YEARS - 1)
            return read_plan(services, plan, area)

        self._page.query(read, self._show_form)

    def edit(self) -> None:
        """Change what the plan in hand says of itself."""
        plan, services = self._page.chosen_plan, self._context.services
        if plan is None:
            self.begin()
            return
        self._page.query(
            lambda: read_plan(
                services, services.plans.get(plan.uuid), plan.code[:TAMBON_CODE_LENGTH]
            ),
            self._show_form,
        )

    def _show_form(self, read: PlanRead) -> None:
        dialog = PlanDialog(self._page, self._context, read)
        is_new = not read.plan.version
        dialog.accepted.connect(lambda: self._take_plan(dialog.saved, is_new=is_new))
        _open(dialog)

    def remove(self) -> None:
        """Take the plan in hand away, once confirmed."""
        plan = self._page.chosen_plan
        if plan is None:
            return
        detail = f"แผนนี้มี {plan.count:,} โครงการ โครงการจะถูกลบด้วย เลิกทำได้ด้วย Ctrl+Z"
        question = f"ต้องการลบ{plan.title} หรือไม่"
        if self._context.dialogs.confirm(question, action="ลบแผน", detail=detail):
            uuid = plan.uuid
            self._write(lambda: self._plans.remove(uuid), "ลบแผนแล้ว เลิกทำได้ด้วย Ctrl+Z")

    def print(self) -> None:
        """Show the book of the plan in hand as it would be printed."""
        plan = self._page.chosen_plan
        if plan is not None:
            wanted = PlanReport(report="plan-book", plan=plan)
            self._context.page_requested.emit("reports", wanted)

    def close(self) -> None:
        """Let nothing in the plan change any more."""
        plan = self._page.chosen_plan
        if plan is not None and self._context.dialogs.confirm(
            "สิ้นสุดแผนแล้วจะแก้ไขไม่ได้ ต้องการสิ้นสุดแผนหรือไม่", action="สิ้นสุดแผน"
        ):
            uuid = plan.uuid
            self._write(lambda: self._plans.close(uuid), "สิ้นสุดแผนแล้ว")

    def reopen(self) -> None:
        """Let a closed plan change again, or an adopted one be a draft again."""
        plan = self._page.chosen_plan
        if plan is not None:
            uuid = plan.uuid
            self._write(lambda: self._plans.reopen(uuid), "เปิดแผนอีกครั้งแล้ว")

    # with a day and a meeting

    def adopt(self) -> None:
        """Adopt the draft in hand."""
        plan = self._page.chosen_plan
        if plan is not None:
            self.ask_day(plan, "ประกาศใช้แผน", lambda dialog: self._do_adopt(plan, dialog))

    def _do_adopt(self, plan: PlanLine, dialog: PlanDayDialog) -> None:
        self._plans.adopt(plan.uuid, dialog.day, dialog.meeting)

    def ask_day(
        self,
        plan: PlanLine,
        title: str,
        write: Callable[[PlanDayDialog], None],
        *,
        wants_reason: bool = False,
    ) -> None:
        """Ask for the day, the meeting and perhaps why, then `write`."""
        services = self._context.services

        def show(meetings: tuple[MeetingLine, ...]) -> None:
            dialog = PlanDayDialog(
                self._page,
                self._context,
                title,
                write,
                meetings,
                wants_reason=wants_reason,
            )
            dialog.accepted.connect(lambda: self._wrote(f"{title}แล้ว", None))
            _open(dialog)

        self._page.query(lambda: read_meetings(services, plan), show)

    # inside

    def action(self, words: str, act: Callable[[], None]) -> QAction:
        """Hang an action into the menu, below the others."""
        action = self.menu.addAction(words)
        action.triggered.connect(lambda _=False: act())
        return action

    def _write(self, work: Callable[[], object], told: str) -> None:
        self._page.query(work, partial(self._wrote, told), writes=True)

    def _wrote(self, told: str, _: object) -> None:
        self._page.wrote(told)
        self._page.view.refresh()
        self.revisions.read_again()

    def _take_plan(self, plan: Plan | None, *, is_new: bool) -> None:
        """A new plan goes on in the grid, where its projects are typed."""
        if plan is not None:
            self._page.show_plan(plan.uuid)
            self._wrote("บันทึกแผนแล้ว", None)
            if is_new:
                self._page.show_view("projects")
                self._page.view.setFocus()

    def _show_state(self) -> None:
        plan = self._page.chosen_plan
        state = None if plan is None else plan.state
        for action in (self._edit, self._print, self._remove):
            action.setEnabled(plan is not None)
        self._adopt.setVisible(state is PlanState.DRAFT)
        self._close.setVisible(state in {PlanState.DRAFT, PlanState.ADOPTED})
        self._reopen.setVisible(state in {PlanState.CLOSED, PlanState.ADOPTED})


def _open(dialog: QDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
