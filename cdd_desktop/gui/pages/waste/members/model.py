"""Members of a bank as a table."""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QObject, Qt
from typing_extensions import override

from cdd_desktop.gui import theme
from cdd_desktop.gui.pages.waste.register.reading import Register
from cdd_desktop.gui.snapshot_model import AT_RIGHT, Index, SnapshotModel
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.thai.calendar import short_thai_date
from cdd_desktop.thai.collation import name_key
from cdd_desktop.thai.money import format_baht
from cdd_desktop.waste.bank.records import Member

RECORD_ROLE = Qt.ItemDataRole.UserRole + 1
SORT_ROLE = Qt.ItemDataRole.UserRole + 2


class Column(IntEnum):
    """Columns of `MembersModel`."""

    CODE = 0
    NAME = 1
    KIND = 2
    HOME = 3
    PHONE = 4
    JOINED = 5
    SAVINGS = 6
    STATE = 7


_HEADINGS = {
    Column.CODE: "รหัส",
    Column.NAME: "ชื่อบัญชี",
    Column.KIND: "ชนิด",
    Column.HOME: "ครัวเรือน",
    Column.PHONE: "โทรศัพท์",
    Column.JOINED: "เข้าเมื่อ",
    Column.SAVINGS: "เงินฝาก (บาท)",
    Column.STATE: "สถานะ",
}


class MembersModel(SnapshotModel[Member]):
    """Snapshots of members, each with what is in the account today."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_HEADINGS, parent, right={Column.SAVINGS})
        self._register: Register | None = None

    def show_members(self, register: Register, members: Sequence[Member]) -> None:
        """Show some members of a register."""
        self._register = register
        self.show(members)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or self._register is None:
            return None
        member, column = self._rows[index.row()], Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(self._register, member, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return AT_RIGHT if column in self._right else None
            case Qt.ItemDataRole.ToolTipRole:
                told = (member.name, self._register.where(member), member.note)
                return tooltip("\n".join(filter(None, told)))
            case Qt.ItemDataRole.ForegroundRole if member.closed_on is not None:
                return theme.current().colour("muted")
            case _ if role == RECORD_ROLE:
                return member
            case _ if role == SORT_ROLE:
                return self._sorted_by(self._register, member, column)
        return None

    def _text(self, register: Register, member: Member, column: Column) -> str:
        match column:
            case Column.CODE:
                return member.code
            case Column.NAME:
                return member.name
            case Column.KIND:
                return member.kind.label
            case Column.HOME:
                return register.where(member)
            case Column.PHONE:
                return member.phone
            case Column.JOINED:
                return "" if member.joined_on is None else short_thai_date(member.joined_on)
            case Column.SAVINGS:
                return format_baht(register.savings.get(member.uuid, 0), places=2)
            case Column.STATE:
                closed = member.closed_on
                return "เปิดอยู่" if closed is None else f"ปิด {short_thai_date(closed)}"

    def _sorted_by(self, register: Register, member: Member, column: Column) -> object:
        match column:
            case Column.CODE:
                return member.code.zfill(20)
            case Column.NAME:
                return name_key(member.name)
            case Column.JOINED:
                return 0 if member.joined_on is None else member.joined_on.toordinal()
            case Column.SAVINGS:
                return float(register.savings.get(member.uuid, 0))  # Qt compares 64-bit whole
            case _:
                return self._text(register, member, column)
