"""The history as lines of a table: one for each operation."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from cdd_desktop.gui import theme
from cdd_desktop.gui.pages.history_subject import Subject
from cdd_desktop.gui.snapshot_model import SnapshotModel
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.thai.calendar import in_thailand, short_thai_date, thai_time

if TYPE_CHECKING:  # brings SQLAlchemy, which may load only after the first paint
    from cdd_desktop.storage.operations import HistoryService, OperationEntry

RESTORE = "คืนค่านี้"
DO_AGAIN = "ทำซ้ำ"
_RESTORED = "คืนแล้ว"


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """One operation. `what` is lines of office words, `who` a name or empty."""

    entry: "OperationEntry"
    what: str
    who: str

    @property
    def offer(self) -> str:
        """What may be done with it, in a word; empty for what is never taken back."""
        if self.entry.kept_because:
            return ""
        if self.entry.reversed_by is not None:
            return _RESTORED
        return DO_AGAIN if self.entry.is_undoing else RESTORE


def all_lines(
    history: "HistoryService", names: Mapping[str, str], limit: int
) -> tuple[HistoryLine, ...]:
    """Operations of the whole office, the newest first; on the worker thread."""
    return tuple(
        HistoryLine(entry=entry, what=entry.summary, who=names.get(entry.actor, ""))
        for entry in history.recent(limit)
    )


def subject_lines(
    history: "HistoryService", names: Mapping[str, str], subject: Subject
) -> tuple[HistoryLine, ...]:
    """Operations that changed the record in hand, the newest first; on the worker thread."""
    entries: dict[int, OperationEntry] = {}
    words: dict[int, list[str]] = {}
    for records in subject.records:
        for said, change in records.changes(history):
            entries[change.operation.id] = change.operation
            words.setdefault(change.operation.id, []).append(said)
    return tuple(
        HistoryLine(
            entry=entries[id_],
            what=_what(entries[id_], words[id_], subject.said),
            who=names.get(entries[id_].actor, ""),
        )
        for id_ in sorted(entries, reverse=True)
    )


def _what(entry: "OperationEntry", words: Iterable[str], said: str) -> str:
    """The words of all changes, each once; what the operation was called where there are none."""
    lines = list(dict.fromkeys(line for line in words if line))
    if not lines:
        lines = [entry.about.removeprefix(said).lstrip(": ")]
    if entry.reverses is not None:
        lines[0] = f"{'เลิกทำ' if entry.is_undoing else DO_AGAIN}: {lines[0]}"
    return "\n".join(lines)


class Column(IntEnum):
    """Columns of `HistoryTableModel`."""

    WHEN = 0
    WHAT = 1
    OFFER = 2


_HEADINGS = {Column.WHEN: "เมื่อ", Column.WHAT: "รายการ", Column.OFFER: ""}


class HistoryTableModel(SnapshotModel[HistoryLine]):
    """`RECORD_ROLE` gives the `HistoryLine`."""

    RECORD_ROLE = Qt.ItemDataRole.UserRole

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_HEADINGS, parent)

    def row_of(self, operation_id: int) -> int:
        """Where an operation stands; 0 for one that is not there."""
        ids = [line.entry.id for line in self._rows]
        return ids.index(operation_id) if operation_id in ids else 0

    @override
    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if not index.isValid():
            return None
        line = self._rows[index.row()]
        column = Column(index.column())
        if role == self.RECORD_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(line, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(_tooltip(line, column)) or None
        if role == Qt.ItemDataRole.ForegroundRole and column is Column.OFFER:
            return theme.current().colour("accent" if line.entry.is_undoable else "muted")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        return None


def _text(line: HistoryLine, column: Column) -> str:
    moment = in_thailand(line.entry.at)
    match column:
        case Column.WHEN:
            return f"{short_thai_date(moment.date())}\n{thai_time(moment)}"
        case Column.WHAT:
            return f"{line.what}\nโดย {line.who}" if line.who else line.what
        case Column.OFFER:
            return line.offer


def _tooltip(line: HistoryLine, column: Column) -> str:
    if column is not Column.OFFER:
        return line.entry.summary
    if line.entry.kept_because:
        return line.entry.kept_because
    if not line.entry.is_undoable:
        return "รายการนี้ถูกเลิกทำไปแล้ว"
    return f"ให้ทุกอย่างที่รายการนี้เปลี่ยนกลับเป็นก่อนหน้า (Enter): {line.entry.summary}"
