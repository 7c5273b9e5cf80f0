"""The reports under their headings, as a list shows them: favourites first."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from cdd_desktop.gui.thai_text import wrapped
from cdd_desktop.reporting.catalogue import Group, Report
from cdd_desktop.thai.searching import finds

FAVOURITES = "รายการโปรด"


def sections(
    reports: Sequence[Report], favourites: Collection[str], wanted: str = ""
) -> list[tuple[str, list[Report]]]:
    """Headings with what stands under them: the favourites, then the groups; empty ones are left
    out. `wanted` keeps the reports whose title, purpose, name or heading have its words."""
    found = [
        report
        for report in reports
        if finds(wanted, f"{report.title} {report.purpose} {report.name} {report.group.value}")
    ]
    under = [(FAVOURITES, [report for report in found if report.name in favourites])]
    under += [
        (
            group.value,
            [each for each in found if each.group is group and each.name not in favourites],
        )
        for group in Group
    ]
    return [(heading, there) for heading, there in under if there]


class ReportListModel(QAbstractListModel):
    """`RECORD_ROLE` gives the `Report`, or None for a heading; `STAR_ROLE` whether it is one of
    the favourites."""

    RECORD_ROLE = Qt.ItemDataRole.UserRole
    STAR_ROLE = Qt.ItemDataRole.UserRole + 1

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Report | str] = []
        self._favourites: frozenset[str] = frozenset()

    def show(
        self, under: Sequence[tuple[str, Sequence[Report]]], favourites: Collection[str]
    ) -> None:
        """Show what `sections` gives."""
        self.beginResetModel()
        self._rows = []
        for heading, reports in under:
            self._rows += [heading, *reports]
        self._favourites = frozenset(favourites)
        self.endResetModel()

    def row_of(self, name: str) -> int:
        """Where a report stands; -1 where it does not."""
        for row, shown in enumerate(self._rows):
            if isinstance(shown, Report) and shown.name == name:
                return row
        return -1

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    @override
    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self._rows[index.row()], Report):
            return super().flags(index)
        return Qt.ItemFlag.NoItemFlags

    @override
    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if not index.isValid():
            return None
        shown = self._rows[index.row()]
        if isinstance(shown, str):
            return shown if role == Qt.ItemDataRole.DisplayRole else None
        is_favourite = shown.name in self._favourites
        if role == Qt.ItemDataRole.DisplayRole:
            return shown.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{shown.title} {FAVOURITES}" if is_favourite else shown.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return wrapped(f"{shown.title}\n{shown.purpose}")
        if role == self.STAR_ROLE:
            return is_favourite
        return shown if role == self.RECORD_ROLE else None
