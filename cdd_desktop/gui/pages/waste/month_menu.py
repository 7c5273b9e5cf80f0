"""The months to choose from."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from cdd_desktop.thai.months import month_name


class MonthMenu(QMenu):
    """Those of a fiscal year; a month that has not begun cannot be chosen."""

    month_chosen = Signal(object)  # the date of its first day

    def open_under(
        self, anchor: QWidget, months: Sequence[date], chosen: date, newest: date
    ) -> None:
        """Open with the month in hand chosen."""
        self.clear()
        group = QActionGroup(self)
        for month in months:
            action = self.addAction(month_name(month))
            action.setCheckable(True)
            action.setChecked(month == chosen)
            action.setEnabled(month <= newest)
            action.triggered.connect(lambda _=False, month=month: self.month_chosen.emit(month))
            group.addAction(action)
        self.setActiveAction(group.checkedAction())
        self.popup(anchor.mapToGlobal(anchor.rect().bottomLeft()))
