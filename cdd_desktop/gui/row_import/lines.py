"""What becomes of the rows of a file, and the file that was checked; knows no Qt."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from hashlib import sha256
from pathlib import Path

from cdd_desktop.errors import ImportRejected, RowProblem, StorageProblem

_SHOWN = 300


class Outcome(Enum):
    """What becomes of a row; rooms name theirs alike."""

    NEW = "เพิ่ม"
    CHANGED = "แก้ไข"
    SAME = "คงเดิม"
    REFUSED = "ไม่รับ"
    PASSED = "ข้าม"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of a file; `number` is the spreadsheet's, `told` what it changes or why not.

    `number` 0: the whole file. `file` names the file where several were chosen at once.
    """

    number: int
    outcome: Outcome
    told: str
    words: str
    file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedRows:
    """What an import would do, or did. `mark` is that of the file as it was checked."""

    mark: str
    lines: tuple[Line, ...]
    new: int
    changed: int
    unchanged: int
    refused: int  # rows
    problems: tuple[RowProblem, ...]
    notes: tuple[str, ...]
    is_written: bool


def reasons(problems: Sequence[RowProblem]) -> dict[int, str]:
    """Why each row does not come in, each reason once, by the row's number."""
    found: dict[int, list[str]] = {}
    for problem in problems:
        where = f"{problem.column}: " if problem.column else ""
        found.setdefault(problem.row, []).append(f"{where}{problem.text}")
    return {row: " · ".join(dict.fromkeys(told)) for row, told in found.items()}


def words_of(cells: Sequence[str]) -> str:
    """A row in one line, no longer than a table shows."""
    return " · ".join(cell for cell in cells if cell)[:_SHOWN]


def mark_of(path: Path) -> str:
    """Tells a file as it is now from what it is later. Raises `StorageProblem`."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise StorageProblem(
            f"อ่านไฟล์ “{path.name}” ไม่ได้ กรุณาปิดไฟล์ในโปรแกรมอื่น หรือคัดลอกมาไว้ในเครื่องแล้วลองอีกครั้ง"
        ) from error


def require_same(path: Path, mark: str) -> None:
    """Raises `ImportRejected` for a file that was changed since it was checked."""
    if mark_of(path) != mark:
        raise ImportRejected(
            f"ไฟล์ “{path.name}” ถูกแก้หลังจากตรวจ ยังไม่มีอะไรถูกบันทึก กรุณาเลือกไฟล์อีกครั้งเพื่อตรวจใหม่"
        )
