"""Excel in the menu of plans: projects out of a file, and the workbook to fill them in."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from cdd_desktop.errors import CddError
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.dialogs import ask_where
from cdd_desktop.gui.pages.plans.importing.import_dialog import ImportDialog
from cdd_desktop.gui.pages.plans.importing.worker import write_workbook
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.plans.records import PlanLine, PlanState

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.plans.page import PlansPage
    from cdd_desktop.gui.pages.plans.plan.actions import PlanActions

_KINDS = "ตาราง (*.xlsx *.xls *.ods *.csv)"
_WORKBOOKS = "Excel (*.xlsx)"
_NO_PLAN = "กรุณาเลือกแผนทางซ้ายก่อน (F7) หรือกด Ins เพื่อสร้างแผนใหม่"


class FileActions(QObject):
    """Keys: Ctrl+O take projects in · Ctrl+Shift+O the workbook to fill in."""

    def __init__(self, page: "PlansPage", context: Context, actions: "PlanActions") -> None:
        super().__init__(page)
        self._page = page
        self._context = context
        self._import = actions.action("นำเข้าโครงการจาก Excel…\tCtrl+O", self.choose_file)
        self._workbook = actions.action("ส่งออกแบบกรอก…\tCtrl+Shift+O", self.write_workbook)
        actions.menu.aboutToShow.connect(self._show_state)
        on_keys(page, "Ctrl+O", self.choose_file)
        on_keys(page, "Ctrl+Shift+O", self.write_workbook)

    def choose_file(self) -> None:
        """Ask for a file, once it is known that the plan takes projects in."""
        plan = self._page.chosen_plan
        if plan is None:
            self._page.tell(_NO_PLAN, "failed")
            return
        files, uuid = self._context.services.project_files, plan.uuid
        self._page.query(lambda: files.require_open(uuid), lambda _: self._ask_file(plan))

    def _ask_file(self, plan: PlanLine) -> None:
        path = self._context.dialogs.ask_open("นำเข้าโครงการจาก Excel", _KINDS)
        if path is not None:
            self.open_file(plan, path)

    def open_file(self, plan: PlanLine, path: Path) -> ImportDialog:
        """Show what is in a file."""
        dialog = ImportDialog(self._page, self._context, plan, path)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.imported.connect(self._take_imported)
        dialog.open()
        return dialog

    def _take_imported(self, told: str) -> None:
        self._page.wrote(told)
        self._page.view.refresh()

    def write_workbook(self) -> None:
        """Write the projects of the plan in hand as a workbook that comes back."""
        plan = self._page.chosen_plan
        if plan is None:
            self._page.tell(_NO_PLAN, "failed")
            return
        years = f"{plan.start_year}-{plan.end_year}"
        name = f"แบบกรอก {plan.name or plan.level.label} {plan.code} {years}.xlsx"
        out = ask_where(self._context.dialogs, "ส่งออกแบบกรอก", name, _WORKBOOKS)
        if out is None:
            return
        office = self._context.services.store.path
        title = f"กำลังเขียน {out.name}"
        task = self._context.tasks.compute(write_workbook, office, plan.uuid, out, title=title)
        task.succeeded.connect(lambda count: self._tell_written(out, count))
        task.refused.connect(self._refuse)

    def _tell_written(self, out: Path, count: int) -> None:
        self._page.tell(f"เขียน {count:,} โครงการที่ {out.name} แล้ว กรอกใน Excel แล้วนำเข้าด้วย Ctrl+O")

    def _refuse(self, problem: CddError) -> None:
        self._page.tell(str(problem), "failed")

    def _show_state(self) -> None:
        plan = self._page.chosen_plan
        self._import.setEnabled(plan is not None and plan.state is not PlanState.CLOSED)
        self._workbook.setEnabled(plan is not None)
