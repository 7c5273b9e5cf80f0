"""Reading answers out of a sheet with a village a row and a column for each indicator.

Pure. Offices keep such sheets without codes; which village a row means is matched later.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from cdd_desktop.checklists.answer_cells import (
    BLANK,
    CellRefused,
    is_blank,
    read_code,
    read_count,
    read_households,
    read_round,
    read_said,
    read_year,
)
from cdd_desktop.checklists.answer_file import AnswerFile, AnswerRowRead
from cdd_desktop.checklists.grading import AnswerState
from cdd_desktop.checklists.instruments import AnswerKind, Instrument, Round
from cdd_desktop.checklists.records import Answer
from cdd_desktop.checklists.wide_counts import EVERY, base_key, base_title, count_choices
from cdd_desktop.checklists.wide_layout import PLACE_TITLES, WideLayout
from cdd_desktop.documents.headings import Chosen
from cdd_desktop.documents.mending import told_mends
from cdd_desktop.documents.reading import ReadGrid, ReadRow, ReadTable, rows_under
from cdd_desktop.errors import ImportRejected, RowProblem
from cdd_desktop.places.matching import PlaceWords, lost_zero
from cdd_desktop.places.typed_village_code import typed_village_code
from cdd_desktop.progress import Progress
from cdd_desktop.thai.digits import is_ascii_digits, to_arabic
from cdd_desktop.thai.text import clean_line

_SUMS = ("รวม", "ร้อยละ", "เฉลี่ย", "ผลรวม")
_WORDS = ("province", "amphoe", "tambon", "moo", "name")


def with_choices(layout: WideLayout, chosen: Chosen) -> WideLayout:
    """The layout with columns put right by hand; a column chosen anew leaves its old place."""
    picked = {column for column in chosen.values() if column}
    uses = {
        place: column
        for place, column in layout.uses.items()
        if place not in chosen and column not in picked
    }
    uses |= {place: column for place, column in chosen.items() if column}
    return replace(
        layout,
        uses=dict(sorted(uses.items())),
        dates={place: uses.get(place, "") for place in layout.dates if place not in chosen},
    )


def read_wide(
    grid: ReadGrid,
    layout: WideLayout,
    instrument: Instrument,
    progress: Progress,
    *,
    year: int | None = None,
) -> AnswerFile:
    """Check every row; `year` is for a sheet that tells none.

    Raises `ImportRejected` when columns are missing, there twice or not to be understood, and
    when the sheet's title tells another year than `year`.
    """
    places = _places(layout)
    if year is not None and layout.year is not None and year != layout.year:
        raise ImportRejected(
            f"ไฟล์ “{grid.name}” เขียนว่าเป็นปีงบประมาณ {layout.year} แต่เลือกนำเข้าเป็นปี {year} "
            "กรุณาเลือกปีให้ตรงกับไฟล์"
        )
    body, merged = rows_under(grid, layout.body)
    reader = _Reader(layout, places, instrument, year or layout.year)
    table = ReadTable(header=_header(layout, instrument), rows=body, notes=(*grid.notes, *merged))
    titles = {column: layout.headings[place] for column, place in places.items()}
    needs_year = reader.year is None and "year" not in places
    if not needs_year:
        for row in body:
            progress.check_cancelled()
            reader.read(row)
    return AnswerFile(
        name=grid.name,
        table=table,
        rows=tuple(reader.rows),
        refused=tuple(reader.refused),
        blank=reader.blank,
        titles=titles,
        notes=(*table.notes, *reader.notes()),
        needs_year=needs_year,
        told=_told(layout, places, reader.year),
        read_by=instrument,
    )


def _told(
    layout: WideLayout, places: Mapping[str, int], year: int | None
) -> tuple[tuple[str, str], ...]:
    """What the titles or the user told of all rows, as columns of the rows that go back."""
    told = []
    if "year" not in places and year is not None:
        told.append(("ปีงบประมาณ", str(year)))
    if "round" not in places and layout.round is not None:
        told.append(("รอบ", layout.round.label))
    return tuple(told)


def _places(layout: WideLayout) -> dict[str, int]:
    """The column of each use; raises `ImportRejected` for what cannot be read."""
    places: dict[str, int] = {}
    for place, column in layout.uses.items():
        if column in places:
            raise ImportRejected(
                f"คอลัมน์ “{layout.headings[places[column]]}” และ “{layout.headings[place]}” หมายถึง"
                f"ข้อมูลเดียวกัน ({_use_label(column)}) กรุณาเหลือไว้เพียงคอลัมน์เดียวแล้วนำเข้าใหม่"
            )
        places[column] = place
    unproven = [layout.headings[place] for place, code in layout.dates.items() if not code]
    if unproven:
        raise ImportRejected(
            f"หัวคอลัมน์ {', '.join(f'“{title}”' for title in unproven)} กลายเป็นวันที่ "
            "เพราะโปรแกรมตารางแปลงรหัสเช่น 1.1 เอง กรุณาตั้งช่องนี้เป็นข้อความ แล้วพิมพ์รหัสใหม่"
        )
    if "code" not in places and not {"tambon", "moo"} <= places.keys():
        raise ImportRejected(
            "ไม่พบคอลัมน์ที่บอกหมู่บ้าน กรุณาให้มีคอลัมน์ อำเภอ ตำบล และหมู่ที่ หรือคอลัมน์ รหัสหมู่บ้าน แล้วนำเข้าใหม่"
        )
    return places


def _use_label(column: str) -> str:
    if column in PLACE_TITLES:
        return PLACE_TITLES[column][0]
    return base_title(column) or f"ตัวชี้วัด {column}"


def _header(layout: WideLayout, instrument: Instrument) -> tuple[str, ...]:
    """One row of headings that this module understands again, for refused rows to go back under."""
    codes = {indicator.code for indicator in instrument.indicators}

    def title(place: int, heading: str) -> str:
        use = layout.uses.get(place, "")
        return use if use in codes else base_title(use) or heading

    return tuple(title(place, heading) for place, heading in enumerate(layout.headings))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    """What a row tells of all its answers."""

    code: str
    words: PlaceWords | None
    year: int
    round: Round | None


class _Reader:
    def __init__(
        self,
        layout: WideLayout,
        places: Mapping[str, int],
        instrument: Instrument,
        year: int | None,
    ) -> None:
        self.year = year
        self.rows: list[AnswerRowRead] = []
        self.refused: list[RowProblem] = []
        self.blank = 0
        self._layout = layout
        self._places = places
        self._asked = {indicator.code: indicator for indicator in instrument.indicators}
        self._columns = [
            (places[indicator.code], indicator.code)
            for indicator in instrument.indicators
            if indicator.code in places
        ]
        self._sums = 0
        self._mends: list[tuple[int, str, str]] = []
        self._missing = [one.code for one in instrument.indicators if one.code not in places]

    def notes(self) -> tuple[str, ...]:
        told = []
        if self._layout.dates:
            codes = ", ".join(self._layout.dates.values())
            told.append(f"หัวคอลัมน์ที่โปรแกรมตารางเปลี่ยนเป็นวันที่ อ่านกลับเป็นตัวชี้วัด {codes} แล้ว")
        if self._missing:
            told.append(f"ไฟล์ไม่มีคอลัมน์ของตัวชี้วัด {', '.join(self._missing)}")
        if self._sums:
            told.append(f"ข้ามแถวสรุปท้ายตาราง {self._sums:,} แถว")
        return (*told, *told_mends(self._mends))

    def read(self, row: ReadRow) -> None:
        said = [
            (place, code)
            for place, code in self._columns
            if not is_blank(row.cells[place], self._asked[code])
        ]
        first = next(cell for cell in row.cells if cell)
        if first.startswith(_SUMS) and not self._cell(row, "moo"):
            self._sums += 1
            return
        if not said:
            # a remark under the table is no row of it
            if is_ascii_digits(to_arabic(self._cell(row, "code"))) or self._cell(row, "moo"):
                self.blank += len(self._columns)
            return
        problems = []
        answers = {}
        for place, code in said:
            try:
                answers[place, code] = self._said(row, place, code)
            except CellRefused as problem:
                at = self._places.get(problem.column, place)
                problems.append(RowProblem(row.number, problem.text, self._title(at)))
        head = None
        try:
            head = self._head(row)
        except CellRefused as problem:
            title = self._title(self._places[problem.column]) if problem.column else ""
            problems.insert(0, RowProblem(row.number, problem.text, title))
        if problems or head is None:
            self.refused += problems
            return
        self.blank += len(self._columns) - len(said)
        self.rows += [
            AnswerRowRead(
                number=row.number,
                code=head.code,
                words=head.words,
                year=head.year,
                round=head.round,
                indicator=code,
                state=answer.state,
                value=answer.value,
                denominator=answer.denominator,
                evidence="",
                note="",
                column=self._title(place),
                choice=answer.choice,
                votes=answer.votes,
            )
            for (place, code), answer in answers.items()
        ]

    def _said(self, row: ReadRow, place: int, code: str) -> Answer:
        if self._asked[code].kind is not AnswerKind.HOUSEHOLDS or row.cells[place] in BLANK:
            return read_said(row.cells[place], self._asked[code], code)
        value, of = read_count(row.cells[place], code)
        for column in (base_key(code), EVERY):
            told = self._cell(row, column)
            if of is None and told not in BLANK:
                of = read_households(told, column)
        return Answer(state=AnswerState.MEASURED, value=value, denominator=of)

    def _title(self, place: int) -> str:
        """A heading that became a date is told by the code it was."""
        return self._layout.dates.get(place) or self._layout.headings[place]

    def _cell(self, row: ReadRow, column: str) -> str:
        return clean_line(row.cells[self._places[column]]) if column in self._places else ""

    def _head(self, row: ReadRow) -> _Head:
        typed = typed_village_code(self._cell(row, "code")).code
        words = {column: self._cell(row, column) for column in _WORDS}
        code, place = "", None
        if lost_zero(typed) or not typed:
            place = PlaceWords(code=typed, **words)
            if not typed and not (place.tambon and (place.moo or place.name)):
                raise CellRefused("ไม่ได้บอกหมู่บ้าน กรุณากรอกอำเภอ ตำบล และหมู่ที่ให้ครบ", self._known())
        else:
            code = read_code(typed)
            if typed != (told := to_arabic(self._cell(row, "code"))):
                self._mends.append((row.number, told, code))
        told = self._cell(row, "year")
        year = read_year(told) if told or self.year is None else self.year
        return _Head(
            code=code,
            words=place,
            year=year,
            round=read_round(self._cell(row, "round")) or self._layout.round,
        )

    def _known(self) -> str:
        return next(column for column in ("moo", "tambon", "code") if column in self._places)


def column_choices(instrument: Instrument) -> Iterator[tuple[str, str]]:
    """What a column of a wide sheet may hold: key and words for people."""
    for column, titles in PLACE_TITLES.items():
        yield column, titles[0]
    for indicator in instrument.indicators:
        yield indicator.code, f"{indicator.code} {indicator.text}"
    yield from count_choices(instrument)
