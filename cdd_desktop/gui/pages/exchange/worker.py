"""The part of an import that runs in a child process: opening and reading the file; knows no Qt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from cdd_desktop.checklists.answer_file import AnswerFile
from cdd_desktop.checklists.answer_source import ColumnSketch, read_answer_grid, sketch_answers
from cdd_desktop.checklists.instruments import Instrument
from cdd_desktop.checklists.likely_instrument import likely_instrument
from cdd_desktop.documents.headings import likely_columns, table_under
from cdd_desktop.documents.reading import ReadGrid, ReadTable, read_grid
from cdd_desktop.documents.refused_rows import write_refused
from cdd_desktop.errors import RowProblem
from cdd_desktop.gui.pages.exchange.shelf import get_file, put_file
from cdd_desktop.places.government_file import GOVERNMENT_COLUMNS, GOVERNMENT_TITLES
from cdd_desktop.places.register_file import REGISTER_TITLES
from cdd_desktop.progress import Progress


class FileKind(StrEnum):
    """What a file brings."""

    ANSWERS = "answers"
    VILLAGES = "villages"
    GOVERNMENTS = "governments"

    @property
    def label(self) -> str:
        """The office's word."""
        return {
            "answers": "ผลการประเมิน",
            "villages": "ทะเบียนหมู่บ้าน",
            "governments": "หมู่บ้านตาม อปท.",
        }[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What a file seems to be; `mark` is the same for files with the same headings.

    `sheets` are those of a workbook with more than one, that which was read first.
    """

    kind: FileKind
    instrument: Instrument
    mark: str
    sketch: ColumnSketch
    sheets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A file that was read: its table, and of answers what each row says."""

    kind: FileKind
    table: ReadTable
    answers: AnswerFile | None = None
    instrument_id: str = ""


_TITLES: Mapping[FileKind, Mapping[str, tuple[str, ...]]] = {
    FileKind.VILLAGES: REGISTER_TITLES,
    FileKind.GOVERNMENTS: GOVERNMENT_TITLES,
}
# what columns hold, for people who put them right
_COLUMNS: Mapping[FileKind, Mapping[str, str]] = {
    FileKind.VILLAGES: {
        "code": "รหัสหมู่บ้าน",
        "name": "ชื่อหมู่บ้าน",
        "tambon": "รหัสตำบล",
        "households": "จำนวนครัวเรือน",
        "people": "จำนวนประชากร",
        "headman": "ชื่อผู้ใหญ่บ้าน",
        "on": "ข้อมูล ณ วันที่",
    },
    FileKind.GOVERNMENTS: GOVERNMENT_COLUMNS,
}


def look(
    progress: Progress,
    path: Path,
    instruments: Sequence[Instrument],
    kind: FileKind | None,
    instrument_id: str = "",
    sheet: str = "",
) -> Looked:
    """What the columns seem to hold.

    `kind` None and `instrument_id` "": as the file tells; where it does not, the first. `sheet`
    "": the first of a workbook that holds anything.
    """
    progress.report(0, 0, "กำลังเปิดไฟล์")
    grid = read_grid(path, sheet=sheet or None)
    progress.check_cancelled()
    asked = [one for one in instruments if one.id == instrument_id]
    instrument = asked[0] if asked else likely_instrument(grid, instruments)
    answers = sketch_answers(grid, instrument)
    if kind is None:
        uses = {column for _, column in answers.uses}
        is_answers = answers.is_wide or {"indicator", "answer"} <= uses or "value" in uses
        kind = FileKind.ANSWERS if is_answers else _register_kind(grid)
    sketch = answers if kind is FileKind.ANSWERS else _sketch(grid, kind)
    return Looked(
        kind=kind, instrument=instrument, mark=_mark(grid), sketch=sketch, sheets=grid.sheets
    )


def _mark(grid: ReadGrid) -> str:
    heading = next((row.cells for row in grid.rows if sum(map(bool, row.cells)) > 1), ())
    return sha256("\n".join(heading).encode()).hexdigest()[:16]


def read(
    progress: Progress,
    path: Path,
    instrument: Instrument,
    kind: FileKind,
    year: int | None,
    chosen: Mapping[int, str],
    sheet: str,
    place: Path,
) -> bool:
    """Read the file with its columns put right and leave it in `place` of the shelf.

    False: nothing in it tells the year, so that no row can be placed.
    """
    progress.report(0, 0, "กำลังอ่านไฟล์")
    grid = read_grid(path, sheet=sheet or None)
    progress.check_cancelled()
    if kind is not FileKind.ANSWERS:
        put_file(place, Loaded(kind=kind, table=table_under(grid, _TITLES[kind])))
        return True
    answers = read_answer_grid(grid, instrument, progress, year=year, chosen=chosen)
    progress.check_cancelled()
    put_file(
        place,
        Loaded(kind=kind, table=answers.table, answers=answers, instrument_id=instrument.id),
    )
    return not answers.needs_year


def give_back(progress: Progress, path: Path, file: Path, problems: Sequence[RowProblem]) -> int:
    """Write the refused rows; gives how many."""
    progress.report(0, 0, "กำลังเขียนแถวที่ไม่รับ")
    loaded = get_file(file)
    told = loaded.answers.told if loaded.answers is not None else ()
    return write_refused(path, loaded.table, problems, told=told)


def _register_kind(grid: ReadGrid) -> FileKind:
    """A sheet that names อปท. and counts nobody is one of belongings."""
    named = likely_columns(table_under(grid, GOVERNMENT_TITLES).header, GOVERNMENT_TITLES)
    counted = likely_columns(table_under(grid, REGISTER_TITLES).header, REGISTER_TITLES)
    is_counted = not {"households", "people", "headman"}.isdisjoint(counted.values())
    has_owner = "government" in named.values()
    return FileKind.GOVERNMENTS if has_owner and not is_counted else FileKind.VILLAGES


def _sketch(grid: ReadGrid, kind: FileKind) -> ColumnSketch:
    table = table_under(grid, _TITLES[kind])
    return ColumnSketch(
        headings=table.header,
        uses=tuple(sorted(likely_columns(table.header, _TITLES[kind]).items())),
        choices=tuple(_COLUMNS[kind].items()),
        is_wide=False,
    )
