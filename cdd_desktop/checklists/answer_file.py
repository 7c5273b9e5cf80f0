"""Reading answers out of a list with one answer a row: which column is what, which row is right.

Pure: knows what people write, not what is stored. `wide_file` reads sheets with a village a row.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from cdd_desktop.checklists.answer_cells import (
    BLANK,
    CellRefused,
    is_blank,
    read_code,
    read_households,
    read_indicator,
    read_round,
    read_said,
    read_state,
    read_text,
    read_year,
)
from cdd_desktop.checklists.grading import AnswerState
from cdd_desktop.checklists.instruments import AnswerKind, Indicator, Instrument, Round
from cdd_desktop.checklists.records import Answer
from cdd_desktop.checklists.typed_codes import CodeCell, mend_codes
from cdd_desktop.documents.headings import Chosen, find_columns
from cdd_desktop.documents.mending import told_mends
from cdd_desktop.documents.reading import ReadRow, ReadTable
from cdd_desktop.errors import RowProblem
from cdd_desktop.places.matching import PlaceWords, lost_zero
from cdd_desktop.places.typed_village_code import typed_village_code
from cdd_desktop.progress import Progress
from cdd_desktop.thai.digits import to_arabic
from cdd_desktop.thai.text import clean_text

# compared without blanks, signs and case; the plainest name last
_TITLES: Mapping[str, tuple[str, ...]] = {
    "code": ("รหัสหมู่บ้าน", "รหัสหมู่บ้านชุมชน", "รหัสชุมชน", "villagecode", "รหัส", "code"),
    "year": ("ปีงบประมาณ", "fiscalyear", "ปี", "year"),
    "indicator": ("รหัสตัวชี้วัด", "ตัวชี้วัดที่", "ตัวชี้วัด", "indicator", "ข้อที่", "ข้อ"),
    "answer": ("ผลการประเมิน", "ผลประเมิน", "ผล", "answer", "คำตอบ", "result"),
    "round": ("รอบการประเมิน", "รอบ", "round"),
    "evidence": ("หลักฐาน", "evidence"),
    "note": ("หมายเหตุ", "note"),
}
_COUNT_TITLES: Mapping[str, tuple[str, ...]] = {
    "value": ("จำนวนครัวเรือนที่ผ่าน", "ครัวเรือนที่ผ่าน", "value", "households"),
    "denominator": ("จำนวนครัวเรือนเป้าหมาย", "ครัวเรือนเป้าหมาย", "denominator"),
}
_SURVEY_TITLES: Mapping[str, tuple[str, ...]] = {
    "value": ("จำนวนที่ผ่าน", "ผ่านเกณฑ์", "value"),
    "denominator": ("จำนวนที่สำรวจทั้งหมด", "จำนวนที่สำรวจ", "denominator"),
}
_NEEDED = {
    "code": "รหัสหมู่บ้าน (หรือ village_code)",
    "year": "ปีงบประมาณ (หรือ fiscal_year)",
    "indicator": "ตัวชี้วัด (หรือ indicator)",
}
_NEEDED_ANSWER = {"answer": "ผล (หรือ answer)"}
_AS_BEFORE = (AnswerKind.PASS_FAIL, AnswerKind.HOUSEHOLDS)
_NO_ANSWER = "มีหลักฐานหรือหมายเหตุ แต่ยังไม่มีผล กรุณากรอก ผ่าน หรือ ไม่ผ่าน หรือจำนวนครัวเรือนที่ผ่าน"
_BOTH = "มีทั้งผลและจำนวนครัวเรือนที่ผ่าน กรุณาเหลือไว้อย่างเดียวตามชนิดของตัวชี้วัด"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRowRead:
    """One answer that is right in itself. `number` is its row's, `column` the heading over it.

    `indicator` is as written; `round` None: not told. The village is told by `code`, or where that
    is empty by `words`. A count is MEASURED and has its `value`; `denominator` None: not told.
    """

    number: int
    code: str
    words: PlaceWords | None
    year: int
    round: Round | None
    indicator: str
    state: AnswerState
    evidence: str
    note: str
    column: str
    value: Decimal | None = None
    denominator: Decimal | None = None
    choice: str = ""
    votes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFile:
    """The answers of a file, what is wrong with others, and how many were left blank.

    `titles` are the file's own headings by column, for messages; `table` is what was read, to
    give refused rows back; `told` are headings and values that hold for all rows but stand in no
    column. `needs_year`: nothing in the file tells the year, so nothing was read. `read_by`: the
    version whose words headings were matched with; None where the rows name their indicators.
    """

    name: str
    table: ReadTable
    rows: tuple[AnswerRowRead, ...]
    refused: tuple[RowProblem, ...]
    blank: int
    titles: Mapping[str, str]
    notes: tuple[str, ...]
    needs_year: bool = False
    told: tuple[tuple[str, str], ...] = ()
    read_by: Instrument | None = None


def list_titles(instrument: Instrument) -> Mapping[str, tuple[str, ...]]:
    """The columns a list may have, each with the headings that mean it."""
    if instrument.counts_households:
        return {**_TITLES, **_COUNT_TITLES}
    if any(indicator.kind is AnswerKind.COUNT for indicator in instrument.indicators):
        return {**_TITLES, **_SURVEY_TITLES}
    return _TITLES


def read_list(
    table: ReadTable,
    name: str,
    instrument: Instrument,
    progress: Progress,
    chosen: Chosen | None = None,
) -> AnswerFile:
    """Check every row of `table`; raises `ImportRejected` when the columns do not tell answers."""
    meant = list_titles(instrument)
    places = find_columns(table, meant, _NEEDED, chosen)
    if "value" not in places:
        # a file of counts has their column in place of the answers'
        places = find_columns(table, meant, _NEEDED | _NEEDED_ANSWER, chosen)
    titles = {column: table.header[place] for column, place in places.items()}
    mended = mend_codes(list(_code_cells(table, places)), instrument)
    rows = []
    refused = []
    villages: list[tuple[int, str, str]] = []
    blank = 0
    for row in table.rows:
        progress.check_cancelled()
        cells = {column: clean_text(row.cells[place]) for column, place in places.items()}
        cells["indicator"] = mended.codes.get(row.number, cells["indicator"])
        try:
            if why := mended.unsure.get(row.number):
                raise CellRefused(why, "indicator")
            read = _row(row, cells, titles, instrument.find(cells["indicator"]))
        except CellRefused as problem:
            title = titles.get(problem.column, "")
            refused.append(RowProblem(row.number, problem.text, title))
            continue
        if read is None:
            blank += 1
        else:
            rows.append(read)
            if read.code and read.code != to_arabic(cells["code"]):
                villages.append((row.number, cells["code"], read.code))
    return AnswerFile(
        name=name,
        table=table,
        rows=tuple(rows),
        refused=tuple(refused),
        blank=blank,
        titles=titles,
        notes=(*table.notes, *mended.notes, *told_mends(villages)),
    )


def _code_cells(table: ReadTable, places: Mapping[str, int]) -> Iterator[CodeCell]:
    sheet = [places[column] for column in ("code", "year", "round") if column in places]
    for row in table.rows:
        yield CodeCell(
            number=row.number,
            text=row.cells[places["indicator"]],
            sheet=tuple(row.cells[place] for place in sheet),
        )


def _row(
    row: ReadRow, cells: Mapping[str, str], titles: Mapping[str, str], indicator: Indicator | None
) -> AnswerRowRead | None:
    """The row's answer; None when it was left blank, which never erases anything."""
    evidence, note = cells.get("evidence", ""), cells.get("note", "")
    answer, count = cells.get("answer", ""), cells.get("value", "")
    if is_blank(answer, indicator) and is_blank(count, indicator):
        if evidence or note:
            raise CellRefused(_NO_ANSWER, "answer" if "answer" in titles else "value")
        return None
    if not is_blank(answer, None) and not is_blank(count, None):
        raise CellRefused(_BOTH, "value")
    column = "value" if count and is_blank(answer, None) else "answer"
    said = _said(cells, column, indicator)
    typed = typed_village_code(cells["code"])
    is_cut = lost_zero(typed.code)
    return AnswerRowRead(
        number=row.number,
        code="" if is_cut else read_code(cells["code"]),
        words=PlaceWords(code=typed.code) if is_cut else None,
        year=read_year(cells["year"]),
        round=read_round(cells.get("round", "")),
        indicator=read_indicator(cells["indicator"]),
        state=said.state,
        value=said.value,
        denominator=said.denominator,
        evidence=read_text(evidence, "evidence"),
        note=read_text(note, "note"),
        column=titles[column],
        choice=said.choice,
        votes=said.votes,
    )


def _said(cells: Mapping[str, str], column: str, indicator: Indicator | None) -> Answer:
    """What the cell under `column` answers, with the households or people it is of."""
    text, of = cells[column], cells.get("denominator", "")
    is_absent = indicator is not None and text in BLANK
    kind = AnswerKind.PASS_FAIL if indicator is None else indicator.kind
    # a count's people or households stand in a column of their own
    is_alone = column == "answer" or is_absent or kind is not AnswerKind.COUNT
    if indicator is not None and (is_absent or kind not in _AS_BEFORE) and is_alone:
        return read_said(text, indicator, column)
    return Answer(
        state=read_state(text) if column == "answer" else AnswerState.MEASURED,
        value=None if column == "answer" else read_households(text, "value"),
        denominator=None if of in BLANK else read_households(of, "denominator"),
    )


def contradicting(rows: Iterable[AnswerRowRead]) -> bool:
    """Whether rows about one indicator of one sheet say different things."""
    told = tuple(rows)
    return any(
        len({value for value in values if value not in {"", None}}) > 1
        for values in (
            [row.state for row in told],
            [row.value for row in told],
            [row.denominator for row in told],
            [row.choice for row in told],
            [row.votes or None for row in told],
            [row.evidence for row in told],
            [row.note for row in told],
        )
    )
