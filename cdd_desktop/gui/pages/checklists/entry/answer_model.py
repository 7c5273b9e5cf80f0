"""A sheet as table rows: a heading for each ด้าน, a line for each indicator."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum, IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from typing_extensions import override

from cdd_desktop.checklists.carrying import counted_of
from cdd_desktop.checklists.instruments import Indicator, Topic
from cdd_desktop.checklists.records import Answer, AnswerState, AnySheet, Earlier, Origin
from cdd_desktop.checklists.told_text import shown
from cdd_desktop.gui.pages.checklists.entry.meaning import (
    can_pass,
    is_chosen,
    is_count,
    is_typed,
    offered,
)
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.thai.digits import format_number

PENDING = "กำลังบันทึก"
NOT_ASKED = "ไม่ต้องตอบ"
DECIDES = "มีผลต่อระดับ"


class Column(IntEnum):
    """The columns from left to right."""

    CODE = 0
    TEXT = 1
    LAST_YEAR = 2
    ANSWER = 3


class Remark(Enum):
    """The two texts beside an answer."""

    EVIDENCE = "หลักฐาน"
    NOTE = "หมายเหตุ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A ด้าน and how its indicators stand. `is_judged` False: nothing in it passes or fails."""

    topic: Topic
    passed: int
    left: int
    is_judged: bool = True

    @property
    def counts(self) -> str:
        """Said behind the name."""
        total = len(self.topic.indicators)
        if not total:
            return "ยังไม่มีข้อความตัวชี้วัด"
        if self.left == total:
            return "ยังไม่ประเมิน"
        if not self.is_judged:
            return f"ตอบแล้ว {total - self.left} จาก {total}"
        rest = f" · เหลือ {self.left}" if self.left else ""
        return f"ผ่าน {self.passed} จาก {total}{rest}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An indicator, what was answered last year and this year.

    `is_pending`: what it shows of this year is not in the file yet. `of`: how many households a
    count here is of; None where none is awaited. `is_skipped`: an answer before it says that it is
    not asked. `deciding`: the level that its answer alone, turned, would lead to; "" where none.
    `attached`: how many files lie behind the answer. `adapted`: last year's answer where the
    question was another then.
    """

    indicator: Indicator
    answer: Answer | None
    last_year: Answer | None
    is_main: bool
    is_pending: bool = False
    of: Decimal | None = None
    is_skipped: bool = False
    deciding: str = ""
    attached: int = 0
    adapted: Earlier | None = None

    @property
    def is_count(self) -> bool:
        """Whether a number of so many households or people answers it."""
        return is_count(self.indicator)

    @property
    def is_typed(self) -> bool:
        """Whether the answer is typed into a field."""
        return is_typed(self.indicator)

    @property
    def is_chosen(self) -> bool:
        """Whether one digit is the answer."""
        return is_chosen(self.indicator)

    @property
    def offered(self) -> str:
        """What can be answered, where the text alone does not say it."""
        return offered(self.indicator)

    @property
    def is_carried(self) -> bool:
        """Whether the answer was taken over from last year."""
        return self.answer is not None and self.answer.origin is Origin.CARRIED

    @property
    def remark(self) -> str:
        """Files, evidence and note on one line; files stay when the answer is taken back."""
        texts = [f"แนบ {self.attached} ไฟล์" if self.attached else ""]
        if self.answer is not None:
            texts += [self.answer.evidence, self.answer.note]
        return " · ".join(" ".join(text.split()) for text in texts if text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What is known of a sheet's lines beside their answers, by indicator's code.

    `pending`: not in the file as it is shown. `deciding`: the level that another answer there would
    lead to. `attached`: how many files.
    """

    pending: Collection[str] = ()
    deciding: Mapping[str, str] = field(default_factory=dict)
    attached: Mapping[str, int] = field(default_factory=dict)


NOTHING_BESIDE = Beside()
_JUDGED = {AnswerState.PASSED, AnswerState.FAILED}


def rows_of(sheet: AnySheet, beside: Beside = NOTHING_BESIDE) -> list[Heading | Line]:
    """Headings and lines in the instrument's order."""
    rows: list[Heading | Line] = []
    for topic in sheet.instrument.topics:
        answers = [sheet.answers.get(indicator.code) for indicator in topic.indicators]
        asked = [one for one in topic.indicators if one.code not in sheet.grade.skipped]
        passed = sum(1 for one in asked if _is_passed(sheet, one.code))
        left = sum(1 for one in asked if one.code not in sheet.answers)
        given = {answer.state for answer in answers if answer is not None}
        is_judged = any(can_pass(indicator) for indicator in topic.indicators) and (
            not given or given & _JUDGED != set()
        )
        rows.append(Heading(topic=topic, passed=passed, left=left, is_judged=is_judged))
        rows.extend(
            Line(
                indicator=indicator,
                answer=answer,
                last_year=sheet.last_year.get(indicator.code),
                is_main=indicator.code in sheet.revision.main,
                is_pending=indicator.code in beside.pending,
                of=counted_of(sheet, indicator.code) if is_count(indicator) else None,
                is_skipped=indicator.code in sheet.grade.skipped,
                deciding=beside.deciding.get(indicator.code, ""),
                attached=beside.attached.get(indicator.code, 0),
                adapted=sheet.adapted.get(indicator.code),
            )
            for indicator, answer in zip(topic.indicators, answers, strict=True)
        )
    return rows


def _is_passed(sheet: AnySheet, code: str) -> bool:
    answer = sheet.answers.get(code)
    return answer is not None and answer.state is AnswerState.PASSED


class AnswerTableModel(QAbstractTableModel):
    """A snapshot of one sheet. Rows stay while the instrument does, so the cursor stays too."""

    RECORD_ROLE = Qt.ItemDataRole.UserRole

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Heading | Line] = []
        self._year = 0
        self._instrument_hash = ""

    def show(self, sheet: AnySheet, beside: Beside = NOTHING_BESIDE) -> None:
        """Show a sheet, and what is known beside its answers."""
        rows = rows_of(sheet, beside)
        self._year = sheet.key.fiscal_year
        if sheet.instrument.content_hash != self._instrument_hash:
            self.beginResetModel()
            self._instrument_hash = sheet.instrument.content_hash
            self._rows = rows
            self.endResetModel()
            return
        old, self._rows = self._rows, rows
        for row, (before, after) in enumerate(zip(old, rows, strict=True)):
            if before != after:
                self.dataChanged.emit(self.index(row, Column.CODE), self.index(row, Column.ANSWER))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, Column.LAST_YEAR, Column.ANSWER)

    def record(self, row: int) -> Heading | Line | None:
        """What a row shows."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def line_at(self, row: int) -> Line | None:
        """The line of a row, None for a heading."""
        record = self.record(row)
        return record if isinstance(record, Line) else None

    def row_of(self, code: str) -> int:
        """The row of an indicator; -1 when the instrument has none of that code."""
        rows = (
            at
            for at, row in enumerate(self._rows)
            if isinstance(row, Line) and row.indicator.code == code
        )
        return next(rows, -1)

    @property
    def line_rows(self) -> tuple[int, ...]:
        """The rows that take an answer."""
        return tuple(at for at, row in enumerate(self._rows) if isinstance(row, Line))

    @property
    def heading_rows(self) -> tuple[int, ...]:
        """The rows of the ด้าน."""
        return tuple(at for at, row in enumerate(self._rows) if isinstance(row, Heading))

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    @override
    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        if not index.isValid() or self.line_at(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == Column.TEXT else flags

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            Column.CODE: "ข้อ",
            Column.TEXT: "ตัวชี้วัด · หลักฐานและหมายเหตุ",
            Column.LAST_YEAR: f"ปี {self._year - 1}",
            Column.ANSWER: f"ปี {self._year}",
        }[Column(section)]

    @override
    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if not index.isValid():
            return None
        record = self._rows[index.row()]
        if role == self.RECORD_ROLE:
            return record
        column = Column(index.column())
        if isinstance(record, Heading):
            if role == Qt.ItemDataRole.DisplayRole and column is Column.CODE:
                return f"{record.topic.name} {record.counts}"
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return _text(record, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return _hint(record, column)
        return None


def _text(line: Line, column: Column) -> str:
    match column:
        case Column.CODE:
            return line.indicator.code
        case Column.TEXT:
            return f"{line.indicator.text} {line.remark}".strip()
        case Column.LAST_YEAR:
            return _last_year(line)
        case Column.ANSWER:
            if line.is_skipped:
                return NOT_ASKED
            waits = f" {PENDING}" if line.is_pending else ""
            return f"{_state(line, line.answer)}{waits}"


def _last_year(line: Line) -> str:
    if line.adapted is None:
        return _state(line, line.last_year)
    was = line.adapted.indicator
    return (
        f"{shown(was, line.adapted.answer)} ของข้อ {was.code} “{was.text}” "
        "ซึ่งถามไม่เหมือนปีนี้ ยกมาไม่ได้ กรุณาถามใหม่"
    )


def _state(line: Line, answer: Answer | None) -> str:
    if answer is None:
        return "ยังไม่ประเมิน"
    said = shown(line.indicator, answer)
    if line.is_count and answer.value is not None and answer.denominator is not None:
        share = percent(answer.value, answer.denominator)
        return f"{said} ร้อยละ {share} {judgement(answer)}"
    is_told_apart = answer.value is not None and answer.state is not AnswerState.MEASURED
    return f"{said} {answer.state.label}" if is_told_apart else said


def percent(value: Decimal, of: Decimal) -> str:
    """`83.3`, or `80` where it is whole."""
    return format_number(value * 100 / of, 1).removesuffix(".0")


def judgement(answer: Answer) -> str:
    """What the office's threshold makes of a count."""
    return "ยังไม่มีเกณฑ์" if answer.state is AnswerState.MEASURED else answer.state.label


def _hint(line: Line, column: Column) -> str:
    """The tooltip: what is cut off or told by a shape only, in words."""
    indicator = line.indicator
    match column:
        case Column.CODE | Column.TEXT:
            main = " (ตัวชี้วัดหลัก)" if line.is_main else ""
            words = f"{indicator.code} {indicator.text}{main}"
            if indicator.evidence_hint:
                words += f"\nหลักฐานที่ควรมี: {indicator.evidence_hint}"
            if line.answer is not None:
                remarks = (("หลักฐาน", line.answer.evidence), ("หมายเหตุ", line.answer.note))
                words += "".join(f"\n{name}: {text}" for name, text in remarks if text)
            return tooltip(words)
        case Column.LAST_YEAR:
            return tooltip(f"ปีก่อน: {_last_year(line)}")
        case Column.ANSWER:
            if line.is_skipped:
                return tooltip(f"{NOT_ASKED} ตามคำตอบของข้อก่อนหน้า")
            carried = " ตามปีก่อน" if line.is_carried else ""
            if line.deciding:
                carried += f"\n{DECIDES}: ถ้าคำตอบเปลี่ยน ผลจะเป็น{line.deciding}"
            if line.is_pending:
                carried += f"\n{PENDING}: รอให้งานที่กำลังเขียนข้อมูลเสร็จก่อน ทำต่อได้เลย"
            return tooltip(f"{_state(line, line.answer)}{carried}")
