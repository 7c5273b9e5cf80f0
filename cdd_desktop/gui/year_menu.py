"""The fiscal years to choose from, the newest first."""

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from cdd_desktop.gui.context import Context

_YEARS_BACK = 6


class YearMenu(QMenu):
    """Next year, this one and six before it, and the year looked at, however old it is."""

    def open_under(self, anchor: QWidget, context: Context) -> None:
        """Open with the year looked at chosen."""
        self.clear()
        group = QActionGroup(self)
        newest = max(context.this_year + 1, context.year)
        for year in range(newest, min(context.this_year - _YEARS_BACK, context.year) - 1, -1):
            action = self.addAction(f"ปีงบประมาณ {year}")
            action.setCheckable(True)
            action.setChecked(year == context.year)
            action.triggered.connect(lambda _=False, year=year: context.look_at(year=year))
            group.addAction(action)
        self.setActiveAction(group.checkedAction())
        self.popup(anchor.mapToGlobal(anchor.rect().bottomLeft()))
