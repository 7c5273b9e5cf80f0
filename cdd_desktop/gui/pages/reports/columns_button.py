"""The choice of a report's columns: its own, or one of the office's templates."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget
from typing_extensions import override

from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.reports.columns_dialog import ReportColumnsDialog
from cdd_desktop.gui.picker_button import PickerButton
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.reporting.catalogue import Choice, Report
from cdd_desktop.reporting.columns import ColumnTemplate
from cdd_desktop.reporting.options import ReportOptions

_KEY = "reports/columns/"
_OWN = "ตามแบบของรายงาน"
_WIDEST = 280


class ColumnsButton(PickerButton):
    """Shown for reports whose columns can be chosen; this computer remembers the choice of each.

    `chosen` is emitted when the user chose, or changed what is chosen.
    """

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._templates: tuple[ColumnTemplate, ...] = ()
        self._used = ""
        self._report: Report | None = None
        self._context: Context | None = None
        self._options: Callable[[], ReportOptions] | None = None
        self.clicked.connect(self._open)

    def load(self, context: Context, report: Report, options: Callable[[], ReportOptions]) -> None:
        """Offer the templates of a report; `options` gives what else is chosen about it.

        Raises `CddError` when the office's file cannot be read.
        """
        self._context, self._report, self._options = context, report, options
        knows_columns = Choice.COLUMNS in report.choices
        self.setVisible(knows_columns)
        self._templates = context.services.columns.all(report.name) if knows_columns else ()
        self._show(context.state.text(_KEY + report.name))
        told = "เลือก เปลี่ยนชื่อ และเรียงคอลัมน์ของตาราง แล้วเก็บเป็นแม่แบบของสำนักงาน"
        if report.for_villages:
            told += " ใช้เมื่อบันทึกเป็น Excel"
        self.setToolTip(tooltip(told))

    @override
    def sizeHint(self) -> QSize:
        """A long name is elided: the card is narrow."""
        return super().sizeHint().boundedTo(QSize(_WIDEST, _WIDEST))

    @override
    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint().boundedTo(QSize(_WIDEST, _WIDEST))

    @property
    def choice(self) -> str:
        """The template's uuid; empty for the report's own columns."""
        return self._used

    def choose(self, used: str) -> None:
        """Use a template, or "" the report's own columns, and remember it."""
        if self._context is not None and self._report is not None:
            self._context.state.keep(_KEY + self._report.name, used)
            self._show(used)
            self.chosen.emit()

    def dialog(self) -> ReportColumnsDialog | None:
        """The dialog that arranges what is chosen; None before `load`."""
        if self._context is None or self._options is None:
            return None
        template = next((one for one in self._templates if str(one.uuid) == self._used), None)
        return ReportColumnsDialog(self.window(), self._context, self._options(), template)

    def _show(self, used: str) -> None:
        """One that was deleted gives way to the report's own columns."""
        names = {str(one.uuid): one.name for one in self._templates}
        self._used = used if used in names else ""
        self.show_choice("คอลัมน์", names.get(self._used, _OWN))

    def _arrange(self) -> None:
        dialog = self.dialog()
        if dialog is None or self._context is None or self._report is None:
            return
        if dialog.exec():
            self._templates = self._context.services.columns.all(self._report.name)
            self.choose(dialog.used)
        dialog.deleteLater()

    def _open(self) -> None:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for used, word in (("", _OWN), *((str(one.uuid), one.name) for one in self._templates)):
            action = menu.addAction(word.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(used == self._used)
            action.triggered.connect(lambda _=False, used=used: self.choose(used))
            group.addAction(action)
        menu.addSeparator()
        menu.addAction("จัดคอลัมน์…").triggered.connect(self._arrange)
        menu.setActiveAction(group.checkedAction())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
