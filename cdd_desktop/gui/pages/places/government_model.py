"""Local governments (อปท.) as a table."""

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from cdd_desktop.gui.snapshot_model import AT_RIGHT, SnapshotModel
from cdd_desktop.places.government_records import Government
from cdd_desktop.thai.collation import name_key
from cdd_desktop.thai.digits import format_number


class Column(IntEnum):
    """Columns of `GovernmentModel`."""

    NAME = 0
    AREA = 1
    CODE = 2
    VILLAGES = 3
    CONTACT = 4


_HEADINGS = {
    Column.NAME: "อปท.",
    Column.AREA: "ที่ตั้ง",
    Column.CODE: "รหัส",
    Column.VILLAGES: "หมู่บ้าน",
    Column.CONTACT: "ติดต่อ",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GovernmentLine:
    """One of them, the name of its home, and how many villages of the amphoe are its own."""

    government: Government
    area: str
    villages: int

    def meets(self, words: tuple[str, ...]) -> bool:
        """Whether its name, code or home holds every word."""
        said = f"{self.government.label} {self.government.full_name} {self.government.code}"
        return all(word in said or word in self.area for word in words)

    @property
    def code(self) -> str:
        """The code, and that nobody has compared it yet."""
        code = self.government.code
        return code if not code or self.government.code_checked else f"{code} รอตรวจ"


class GovernmentModel(SnapshotModel[GovernmentLine]):
    """`RECORD_ROLE` gives the `GovernmentLine`; `sort` orders what is shown by a column."""

    RECORD_ROLE = Qt.ItemDataRole.UserRole

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_HEADINGS, parent, right=(Column.VILLAGES,))

    def row_of(self, government_id: int | None) -> int:
        """Where one stands; -1 for one that is not shown."""
        ids = [line.government.id for line in self._rows]
        return ids.index(government_id) if government_id in ids else -1

    @override
    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if not index.isValid():
            return None
        line = self._rows[index.row()]
        if role == self.RECORD_ROLE:
            return line
        column = Column(index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole and column is Column.VILLAGES:
            return AT_RIGHT
        return _text(line, column) if role == Qt.ItemDataRole.DisplayRole else None

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if 0 <= column < len(Column):
            self.show(
                sorted(
                    self._rows,
                    key=lambda line: _key(line, Column(column)),
                    reverse=order is Qt.SortOrder.DescendingOrder,
                )
            )


def _key(line: GovernmentLine, column: Column) -> tuple[int, str]:
    if column is Column.VILLAGES:
        return line.villages, ""
    if column is Column.AREA:
        return 0, line.government.area_code
    return 0, name_key(_text(line, column))


def _text(line: GovernmentLine, column: Column) -> str:
    government = line.government
    match column:
        case Column.NAME:
            return government.label + (" (เลิกแล้ว)" if government.until else "")
        case Column.AREA:
            return line.area
        case Column.CODE:
            return line.code
        case Column.VILLAGES:
            return format_number(line.villages) if government.kind.has_villages else "–"
        case Column.CONTACT:
            return government.contact
