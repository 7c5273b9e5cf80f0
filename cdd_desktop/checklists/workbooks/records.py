"""Fill-in workbooks: what one is made of, what came back in it, who still owes one. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum
from pathlib import Path
from uuid import UUID

from cdd_desktop.checklists.instruments import Round
from cdd_desktop.errors import RowProblem
from cdd_desktop.places.records import AreaLevel


class Per(StrEnum):
    """What each workbook is of."""

    AMPHOE = "amphoe"
    TAMBON = "tambon"
    VILLAGE = "village"

    @property
    def label(self) -> str:
        """The office's word."""
        return {"amphoe": "อำเภอ", "tambon": "ตำบล", "village": "หมู่บ้าน"}[self.value]

    @property
    def level(self) -> AreaLevel | None:
        """The rung of the ladder; None for villages, which are below it."""
        return {"amphoe": AreaLevel.AMPHOE, "tambon": AreaLevel.TAMBON}.get(self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A village as a workbook shows it: a row that nobody is to change. Of an office `tambon` and
    `moo` are empty."""

    code: str
    tambon: str
    moo: str
    name: str

    @property
    def label(self) -> str:
        """`ม.4 ป่าขาด ต.…`, for messages."""
        if not self.tambon:
            return self.name
        moo = f"ม.{self.moo} " if self.moo else ""
        return f"{moo}{self.name} ต.{self.tambon}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    """What a workbook keeps out of sight, and is read back by. `year` is a fiscal one.

    `issue` None: of rows that were given back, which no one is waited for. `columns` are the keys
    of the columns with their headings.
    """

    issue: UUID | None
    office: str
    instrument: str
    version: str
    content_hash: str
    year: int
    round: Round
    area_code: str
    area: str
    places: tuple[Place, ...]
    columns: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A workbook that was written. `left_out` are villages whose sheets are locked, or begun with
    another version."""

    path: Path
    area_code: str
    area: str
    villages: int
    left_out: int


class Outcome(Enum):
    """What becomes of a row."""

    NEW = "เพิ่ม"
    CHANGED = "แก้ไข"
    SAME = "คงเดิม"
    REFUSED = "ไม่รับ"
    PASSED = "ข้าม"  # nothing filled in yet


@dataclass(frozen=True, slots=True, kw_only=True)
class RowResult:
    """A row of a workbook; `number` is the spreadsheet's, `told` what it changes or why not."""

    number: int
    place: str
    outcome: Outcome
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileResult:
    """What becomes of a workbook. `refusal`: why nothing of it is taken, "" where it is read.

    `is_known`: the very same file came in before. `whole` of its `villages` have every answer.
    """

    path: Path
    digest: str
    area: str
    refusal: str
    rows: tuple[RowResult, ...]
    problems: tuple[RowProblem, ...]
    notes: tuple[str, ...]
    villages: int
    whole: int
    is_known: bool

    @property
    def is_told(self) -> bool:
        """Whether any row of it says something that is taken."""
        taken = (Outcome.NEW, Outcome.CHANGED, Outcome.SAME)
        return any(row.outcome in taken for row in self.rows)

    def count(self, outcome: Outcome) -> int:
        """How many rows."""
        return sum(row.outcome is outcome for row in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeReport:
    """What an import of workbooks did, or would do. `operation` is the one to undo it by."""

    files: tuple[FileResult, ...]
    answers: int  # new and changed
    operation: int | None = None

    def count(self, outcome: Outcome) -> int:
        """How many rows of all files."""
        return sum(file.count(outcome) for file in self.files)

    @property
    def refused_files(self) -> tuple[FileResult, ...]:
        """Files of which nothing can be read."""
        return tuple(file for file in self.files if file.refusal)


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """An area's workbook of a round, the last that was made for it, and what came back.

    `villages` are those that are judged today, `complete` those with every answer, by whatever way
    it came in.
    """

    issue: UUID
    area_code: str
    area: str
    name: str
    issued_on: date
    due_on: date | None
    returned_on: date | None
    villages: int
    complete: int

    @property
    def is_owed(self) -> bool:
        """Not everything is in."""
        return self.complete < self.villages

    def is_late(self, on: date) -> bool:
        """Owed, and due before this day."""
        return self.is_owed and self.due_on is not None and self.due_on < on

    def state(self, on: date) -> str:
        """What the list says."""
        if not self.is_owed:
            return "ครบแล้ว"
        if self.is_late(on):
            return "ค้างส่ง เกินกำหนด" if self.returned_on is None else "ยังไม่ครบ เกินกำหนด"
        return "ค้างส่ง" if self.returned_on is None else "ส่งแล้ว ยังไม่ครบ"
