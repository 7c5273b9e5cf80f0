"""Villages with the step and the level of their sheets."""

from collections.abc import Callable, Sequence
from enum import IntEnum

from PySide6.QtCore import QObject, Qt
from typing_extensions import override

from cdd_desktop.checklists.workflow.records import (
    ANNOUNCED,
    RETURNED_WORD,
    StageLine,
    Way,
)
from cdd_desktop.gui import theme
from cdd_desktop.gui.pages.checklists.approval.reading import differs
from cdd_desktop.gui.snapshot_model import Index, SnapshotModel
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.thai.calendar import short_thai_date

_NONE = "–"


class Column(IntEnum):
    """The columns."""

    PLACE = 0
    VILLAGE = 1
    ANSWERED = 2
    LEVEL = 3
    CHANGE = 4
    STEP = 5
    SINCE = 6
    ANNOUNCED = 7


def step_words(line: StageLine, way: Way) -> str:
    """The step with its sign, so that it is told in grey too."""
    if line.sheet is None:
        return "ยังไม่เริ่ม"
    name = way.at(line.stage).name
    if line.is_returned:
        return f"◀ {RETURNED_WORD} · {name}"
    return f"■ {name}" if line.stage == ANNOUNCED else name


def change_words(line: StageLine) -> str:
    """What became of last year's level."""
    if not line.level or not line.before:
        return _NONE
    if line.change:
        return f"{'▲ จาก' if line.change > 0 else '▼ จาก'} {short_level(line.before)}"
    return "คงเดิม" if line.level == line.before else f"จาก {short_level(line.before)}"


def short_level(title: str) -> str:
    """A level under a heading that says so already."""
    return title.removeprefix("ระดับ")


class ApprovalModel(SnapshotModel[StageLine]):
    """`where` tells the area of a village by its code."""

    def __init__(self, where: Callable[[str], str], parent: QObject | None = None) -> None:
        super().__init__(
            {
                Column.PLACE: "พื้นที่",
                Column.VILLAGE: "หมู่บ้าน",
                Column.ANSWERED: "ตอบแล้ว",
                Column.LEVEL: "ระดับ",
                Column.CHANGE: "เทียบปีก่อน",
                Column.STEP: "ขั้น",
                Column.SINCE: "เมื่อ",
                Column.ANNOUNCED: "ประกาศ",
            },
            parent,
        )
        self._where = where
        self._way: Way | None = None

    def show_round(self, lines: Sequence[StageLine], way: Way) -> None:
        """Show villages of a way."""
        self._way = way
        self.show(lines)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or self._way is None:
            return None
        line, column = self._rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(line, column, self._way)
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip(self._told(line, column, self._way))
            case Qt.ItemDataRole.ForegroundRole:
                tone = _tone(line, column)
                return theme.current().colour(tone) if tone else None
        return None

    def _text(self, line: StageLine, column: int, way: Way) -> str:
        if line.sheet is None:
            answered = _NONE
        else:
            answered = "ครบ" if line.is_complete else f"{line.answered} จาก {line.total}"
        return {
            Column.PLACE: self._where(line.code),
            Column.VILLAGE: line.label,
            Column.ANSWERED: answered,
            Column.LEVEL: short_level(line.level) or _NONE,
            Column.CHANGE: change_words(line),
            Column.STEP: step_words(line, way),
            Column.SINCE: "" if line.since is None else short_thai_date(line.since),
            Column.ANNOUNCED: (
                _NONE if line.announced is None else short_level(line.announced) or "ประกาศแล้ว"
            ),
        }[Column(column)]

    def _told(self, line: StageLine, column: int, way: Way) -> str:
        text = self._text(line, column, way)
        if column == Column.CHANGE and line.change:
            return f"ปีก่อน {line.before} ปีนี้ {line.level}"
        if column == Column.STEP and line.is_returned:
            return f"{text}: {line.reason}"
        if column == Column.LEVEL and differs(line):
            said = line.proposed if line.announced is None else line.announced
            word = "เสนอไว้" if line.announced is None else "ประกาศไว้"
            return f"ขณะนี้{line.level or 'ยังไม่มีระดับ'} แต่{word} {said or 'ยังไม่มีระดับ'}"
        return text


def _tone(line: StageLine, column: int) -> str:
    if column == Column.STEP and line.is_returned:
        return "failed"
    if column == Column.CHANGE and line.change:
        return "passed" if line.change > 0 else "failed"
    if column == Column.LEVEL and differs(line):
        return "failed"
    if column in (Column.PLACE, Column.SINCE):
        return "muted"
    return ""
