"""What was sent to agencies, as a table."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from typing_extensions import override

from cdd_desktop.gui.snapshot_model import AT_RIGHT, Index, SnapshotModel
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.lookups.records import Lookup
from cdd_desktop.plans.coordination.records import AWAITING_DAYS, Awaiting
from cdd_desktop.thai.calendar import short_thai_date
from cdd_desktop.thai.collation import name_key
from cdd_desktop.thai.money import format_baht
from cdd_desktop.thai.searching import folded

if TYPE_CHECKING:  # brings SQLAlchemy, which may load only after the first paint
    from cdd_desktop.bootstrap import Services

RECORD_ROLE = Qt.ItemDataRole.UserRole + 1
SORT_ROLE = Qt.ItemDataRole.UserRole + 2


class Column(IntEnum):
    """Columns of `SentModel`."""

    SENT = 0
    DAYS = 1
    AGENCY = 2
    LETTER = 3
    PROJECT = 4
    OUTCOME = 5


_HEADINGS = {
    Column.SENT: "วันที่ส่ง",
    Column.DAYS: "รอ (วัน)",
    Column.AGENCY: "ส่งถึง",
    Column.LETTER: "เลขที่หนังสือ",
    Column.PROJECT: "โครงการ",
    Column.OUTCOME: "ผล",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SentRead:
    """Everything that was sent in an area; `texts` are what each is found by, folded."""

    rows: tuple[Awaiting, ...]
    texts: tuple[str, ...]
    outcomes: Lookup
    days: int


def read_sent(services: "Services", area_code: str, today: date) -> SentRead:
    """Read it; on the worker thread."""
    rows = services.coordination.sent(area_code, today)
    return SentRead(
        rows=rows,
        texts=tuple(
            folded(
                f"{row.coordination.agency} {row.coordination.letter_no} {row.project.name} "
                f"{row.place} {row.plan_title}"
            )
            for row in rows
        ),
        outcomes=services.coordination.outcomes(),
        days=services.settings.get(AWAITING_DAYS),
    )


class SentModel(SnapshotModel[Awaiting]):
    """Snapshots of what was sent; `label` words an outcome."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_HEADINGS, parent, right={Column.DAYS})
        self._label: Callable[[str], str] = str

    def word(self, label: Callable[[str], str]) -> None:
        """How outcomes are called."""
        self._label = label

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return AT_RIGHT if column is Column.DAYS else None
            case Qt.ItemDataRole.ToolTipRole:
                one = row.coordination
                told = (row.project.name, row.place, row.plan_title, one.target_plan, one.reason)
                return tooltip("\n".join(filter(None, told)))
            case _ if role == RECORD_ROLE:
                return row
            case _ if role == SORT_ROLE:
                return self._sorted_by(row, column)
        return None

    def _text(self, row: Awaiting, column: Column) -> str:
        one = row.coordination
        match column:
            case Column.SENT:
                return short_thai_date(one.sent_on)
            case Column.DAYS:
                return f"{row.days:,}" if row.waits else "–"
            case Column.AGENCY:
                return one.agency
            case Column.LETTER:
                return one.letter_no
            case Column.PROJECT:
                return row.project.name
            case Column.OUTCOME:
                year = f"ปี {one.accepted_year}" if one.accepted_year else ""
                money = f"{format_baht(one.accepted)} บาท" if one.accepted is not None else ""
                return " ".join(filter(None, (self._label(one.outcome), year, money)))

    def _sorted_by(self, row: Awaiting, column: Column) -> object:
        match column:
            case Column.SENT:
                return row.coordination.sent_on.toordinal()
            case Column.DAYS:
                return row.days if row.waits else -1
            case Column.AGENCY:
                return name_key(row.coordination.agency)
            case Column.PROJECT:
                return name_key(row.project.name)
            case _:
                return self._text(row, column)
