"""What was sent to agencies of one project, and what they answered."""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QObject, Qt
from typing_extensions import override

from cdd_desktop.gui.pages.plans.panel.around import Around
from cdd_desktop.gui.snapshot_model import Index, SnapshotModel
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.lookups.records import ListName
from cdd_desktop.plans.records import Coordination
from cdd_desktop.thai.calendar import short_thai_date
from cdd_desktop.thai.money import format_baht


class CoordinationColumn(IntEnum):
    """Columns of `CoordinationModel`."""

    SENT = 0
    AGENCY = 1
    OUTCOME = 2


_HEADINGS = {
    CoordinationColumn.SENT: "วันที่ส่ง",
    CoordinationColumn.AGENCY: "ส่งถึง",
    CoordinationColumn.OUTCOME: "ผล",
}


class CoordinationModel(SnapshotModel[Coordination]):
    """Rows as high as their words."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_HEADINGS, parent)
        self._around: Around | None = None

    def show_of(self, around: Around | None, rows: Sequence[Coordination]) -> None:
        """Show these, worded by the lists around them."""
        self._around = around
        self.show(rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        one = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(one, CoordinationColumn(index.column()))
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
            case Qt.ItemDataRole.ToolTipRole:
                told = "\n".join(filter(None, (one.target_plan, one.reason)))
                return tooltip(told) or None
        return None

    def _text(self, one: Coordination, column: CoordinationColumn) -> str:
        match column:
            case CoordinationColumn.SENT:
                return short_thai_date(one.sent_on)
            case CoordinationColumn.AGENCY:
                letter = f"ที่ {one.letter_no}" if one.letter_no else ""
                return "\n".join(filter(None, (one.agency, one.target_plan, letter)))
            case CoordinationColumn.OUTCOME:
                said = self._around.label(ListName.OUTCOME, one.outcome) if self._around else ""
                day = short_thai_date(one.outcome_on) if one.outcome_on else ""
                year = f"ปี {one.accepted_year}" if one.accepted_year else ""
                money = f"{format_baht(one.accepted)} บาท" if one.accepted is not None else ""
                return "\n".join(filter(None, (said, day, " ".join(filter(None, (year, money))))))
