"""Excel in the views of waste: the workbook to fill in, and a file taken in."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from cdd_desktop.errors import CddError
from cdd_desktop.gui.dialogs import ask_where
from cdd_desktop.gui.pages.waste.exchange.import_dialog import WasteImportDialog
from cdd_desktop.gui.pages.waste.exchange.worker import Kind, Wish, write_workbook
from cdd_desktop.thai.months import month_name
from cdd_desktop.waste.units import Scope

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.waste.view import WasteView

IMPORT_KEYS, WORKBOOK_KEYS = "Ctrl+O", "Ctrl+Shift+O"
_KINDS = "ตาราง (*.xlsx *.xls *.ods *.csv)"
_WORKBOOKS = "Excel (*.xlsx)"
_TITLES = {Kind.MONTHS: "นำเข้าบันทึกขยะจาก Excel", Kind.BINS: "นำเข้าทะเบียนถังขยะเปียกจาก Excel"}


class FileActions(QObject):
    """Of a view, in its area and month. `scope`: whether the workbook is of villages or อปท.;
    `village`: the code of the one whose register is written, "" for all of the area."""

    def __init__(
        self,
        view: "WasteView",
        kind: Kind,
        scope: Callable[[], Scope] = lambda: Scope.VILLAGE,
        village: Callable[[], str] = str,
    ) -> None:
        super().__init__(view)
        self._view = view
        self._context = view.context
        self._kind = kind
        self._scope = scope
        self._village = village

    def choose_file(self) -> None:
        """Ask for a file and show what is in it."""
        if not self._view.leave():
            return
        path = self._context.dialogs.ask_open(_TITLES[self._kind], _KINDS)
        if path is not None:
            self.open_file(path)

    def open_file(self, path: Path) -> WasteImportDialog:
        """Show what is in a file."""
        page = self._view.page
        wish = Wish(
            office=self._context.services.store.path,
            path=path,
            kind=self._kind,
            area_code=page.area_code,
            month=page.month if self._kind is Kind.MONTHS else None,
        )
        dialog = WasteImportDialog(self._view, self._context, wish)
        dialog.setWindowTitle(_TITLES[self._kind])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.imported.connect(self._take_imported)
        dialog.open()
        return dialog

    def write_workbook(self) -> None:
        """Write the workbook of the area in hand, with what it told."""
        if not self._view.leave():
            return
        page = self._view.page
        code = self._village() or page.area_code
        place = self._context.areas.label(page.area_code)
        if code != page.area_code:
            place = f"หมู่บ้าน {code}"
        month = page.month if self._kind is Kind.MONTHS else None
        name = f"ทะเบียนถังขยะเปียก {place}.xlsx"
        if month is not None:
            name = f"แบบบันทึกขยะ {place} {month_name(month)}.xlsx"
        out = ask_where(self._context.dialogs, "ส่งออกแบบกรอก", name, _WORKBOOKS)
        if out is None:
            return
        task = self._context.tasks.compute(
            write_workbook,
            self._context.services.store.path,
            code,
            month,
            self._scope(),
            out,
            title=f"กำลังเขียน {out.name}",
        )
        task.succeeded.connect(partial(self._tell_written, out))
        task.refused.connect(self._refuse)

    def _take_imported(self, told: str) -> None:
        self._view.page.wrote(told)
        self._view.refresh()

    def _tell_written(self, out: Path, count: int) -> None:
        told = f"เขียน {count:,} {self._kind.value}ที่ {out.name} แล้ว กรอกแล้วนำเข้าด้วย {IMPORT_KEYS}"
        self._view.told.emit(told, "passed")

    def _refuse(self, problem: CddError) -> None:
        self._view.told.emit(str(problem), "failed")
