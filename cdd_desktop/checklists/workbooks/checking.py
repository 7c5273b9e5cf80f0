"""Workbooks that came back beside the office's file: what each row would do, and why not."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path

from cdd_desktop.checklists.answer_file import AnswerFile, AnswerRowRead
from cdd_desktop.checklists.answer_plan import AnswerPlan, StoredSheet, Versions, plan_good
from cdd_desktop.checklists.instruments import Instrument, Round
from cdd_desktop.checklists.placing import FilePlaces, PlacedRows, place_rows
from cdd_desktop.checklists.records import Answer, SheetKey
from cdd_desktop.checklists.told_text import shown
from cdd_desktop.checklists.workbooks.cells import Said
from cdd_desktop.checklists.workbooks.layout import CODE, HEADS
from cdd_desktop.checklists.workbooks.reading import Workbook, WorkbookRow
from cdd_desktop.checklists.workbooks.records import FileResult, Outcome, Place, RowResult
from cdd_desktop.documents.reading import ReadTable
from cdd_desktop.errors import ImportRejected, RowProblem, StorageProblem
from cdd_desktop.places.matches import PlaceMatches
from cdd_desktop.places.records import PlaceKind
from cdd_desktop.progress import Progress

_APART = 10_000_000  # rows of one file stay apart from those of the next
_TOLD = 4  # changes told of one row


@dataclass(slots=True, kw_only=True)
class Opened:
    """A file on its way in. `refusal`: why nothing of it is read; `left_out`: the villages of a
    file that `is_known` whose rows were refused whenever it came in."""

    path: Path
    digest: str
    book: Workbook | None = None
    instrument: Instrument | None = None
    rows: tuple[WorkbookRow, ...] = ()
    refusal: str = ""
    is_known: bool = False
    left_out: frozenset[str] = frozenset()
    problems: dict[int, list[RowProblem]] = field(default_factory=lambda: defaultdict(list))

    @property
    def label(self) -> str:
        """The file's name, for messages."""
        return self.path.name

    @property
    def refused(self) -> frozenset[str]:
        """The codes of the villages of which nothing is taken."""
        return frozenset(row.code for row in self.rows if row.number in self.problems)

    def took(self, row: WorkbookRow) -> bool:
        """Whether the row came in with this very file before."""
        return self.is_known and row.code not in self.left_out

    def refuse(self, row: WorkbookRow, text: str, column: str = HEADS[CODE]) -> None:
        """Take nothing of a row, and say why."""
        problem = RowProblem(row.number, text, column)
        if problem not in self.problems[row.number]:  # checked anew, it is found again
            self.problems[row.number].append(problem)


def digest_of(path: Path) -> str:
    """What tells a file from every other one. Raises `StorageProblem`."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise StorageProblem(
            f"อ่านไฟล์ “{path.name}” ไม่ได้ กรุณาปิดไฟล์ในโปรแกรมอื่น หรือคัดลอกมาไว้ในเครื่องแล้วลองอีกครั้ง"
        ) from error


def refuse_repeats(files: Sequence[Opened]) -> None:
    """A village that is filled in twice is in doubt, unless both say the same."""
    by_code: dict[str, list[tuple[Opened, WorkbookRow]]] = defaultdict(list)
    for file in files:
        for row in file.rows:
            if row.said:
                by_code[row.code].append((file, row))
    for code, told in by_code.items():
        (_, first), *others = told
        if not others or all(_same(first, row) for _, row in others):
            continue
        where = " และ ".join(f"“{file.label}” แถว {row.number}" for file, row in told)
        text = f"หมู่บ้านรหัส {code} มีผลไม่ตรงกันใน {where} กรุณาเหลือไว้แถวเดียว"
        for file, row in told:
            file.refuse(row, text)


def reasons_by_row(problems: Iterable[RowProblem]) -> dict[int, str]:
    """Why each row is refused, each reason once, by the row's number."""
    found: dict[int, dict[str, None]] = {}
    for one in problems:
        told = f"{one.column}: {one.text}" if one.column else one.text
        found.setdefault(one.row, {})[told] = None
    return {row: " · ".join(told) for row, told in found.items()}


def _is_other(said: Said, known: Answer | None) -> bool:
    """Whether a row says something else than what is stored by now."""
    if known is None:
        return True
    if said.choice or said.votes:
        return (said.choice, said.votes) != (known.choice, known.votes)
    if said.value is None:
        return said.state is not known.state
    return said.value != known.value or said.denominator not in (None, known.denominator)


def _taken_before(other: int) -> str:
    if not other:
        return ""
    return (
        f"รับไฟล์นี้แล้ว จึงไม่เปลี่ยน {other:,} ข้อที่ขณะนี้ไม่ตรงกับในไฟล์ "
        "ถ้าต้องการใช้ผลในไฟล์ กรุณาเปิดไฟล์แล้วบันทึกอีกครั้งก่อนรับใหม่"
    )


def _same(one: WorkbookRow, other: WorkbookRow) -> bool:
    return one.said == other.said


def require_good(results: Sequence[FileResult]) -> None:
    """Raise `ImportRejected` where anything is refused."""
    whole = [result.refusal for result in results if result.refusal]
    problems = tuple(problem for result in results for problem in result.problems)
    if whole or problems:
        rows = sum(result.count(Outcome.REFUSED) for result in results)
        told = [*whole, f"ต้องแก้ {rows:,} แถว"] if rows else whole
        raise ImportRejected(
            f"ยังไม่ได้รับแบบกรอก {' · '.join(told)} กรุณาแก้แล้วรับใหม่ "
            "หรือเลือกรับเฉพาะแถวที่ถูกต้อง (--good-rows)",
            problems,
        )


class Checking:
    """The files of one instrument, year and round, joined as if they were one."""

    def __init__(
        self,
        files: Sequence[Opened],
        newest: Instrument,
        kinds: tuple[PlaceKind, ...],
        today: date,
        progress: Progress,
    ) -> None:
        self.files = files
        self.newest = newest
        self._kinds = kinds
        self._today = today
        self._progress = progress
        self._placed: PlacedRows | None = None
        self._rows = {
            place * _APART + row.number: (file, row)
            for place, file in enumerate(files)
            for row in file.rows
        }

    @property
    def years(self) -> set[int]:
        """The fiscal years of the rows."""
        return {key.fiscal_year for key in self._keys().values()}

    @property
    def versions(self) -> Versions:
        """What the files were made with, for every year that a row names."""
        return dict.fromkeys((row.year for row in self._joined().rows), self.newest)

    def place(self, matches: PlaceMatches) -> None:
        """Find the villages that the rows mean."""
        joined = self._joined()
        self._placed = place_rows(
            joined,
            self.versions,
            FilePlaces(joined, matches),
            kinds=self._kinds,
            today=self._today,
            progress=self._progress,
        )
        for problem in self._placed.refused:
            file, row = self._row_at(problem.row)
            file.refuse(row, problem.text)

    def plan(self, stored: Mapping[SheetKey, StoredSheet]) -> AnswerPlan:
        """What is to be written beside what is `stored`, rows with problems left out whole."""
        placed = self._placed
        if placed is None:
            raise ValueError("not placed yet")
        self._refuse_versions(placed, stored)
        good = {
            key: [
                row
                for row in rows
                if not self._is_refused(row.number) and not self._was_taken(row.number, key, stored)
            ]
            for key, rows in placed.grouped.items()
        }
        good = {key: rows for key, rows in good.items() if rows}
        plan, refused = plan_good(
            self._joined(),
            PlacedRows(grouped=good, refused=(), doubts=()),
            stored,
            self.versions,
            replace=True,
            progress=self._progress,
            has_version=True,
        )
        for problem in refused:
            file, row = self._row_at(problem.row)
            file.refuse(row, problem.text, problem.column)
        return plan

    def results(
        self,
        plan: AnswerPlan,
        stored: Mapping[SheetKey, StoredSheet],
        whole: frozenset[tuple[int, int, Round]] = frozenset(),
    ) -> Iterator[FileResult]:
        """What becomes of each file, row by row. `whole` are the sheets that lack nothing then."""
        key_of = self._keys()
        for place, file in enumerate(self.files):
            rows = []
            filled = 0
            labels = {one.code: one.label for one in _places(file)}
            for row in file.rows:
                key = key_of.get(place * _APART + row.number)
                place_label = labels.get(row.code, row.code)
                outcome, told = self._outcome(file, row, key, plan, stored)
                rows.append(
                    RowResult(number=row.number, place=place_label, outcome=outcome, told=told)
                )
                filled += key is not None and (key.village_id, key.fiscal_year, key.round) in whole
            yield FileResult(
                path=file.path,
                digest=file.digest,
                area="" if file.book is None else file.book.meta.area,
                refusal=file.refusal,
                rows=tuple(rows),
                problems=tuple(one for told in file.problems.values() for one in told),
                notes=() if file.book is None else file.book.notes,
                villages=len(file.rows),
                whole=filled,
                is_known=file.is_known,
            )

    def _keys(self) -> dict[int, SheetKey]:
        if self._placed is None:
            return {}
        return {row.number: key for key, rows in self._placed.grouped.items() for row in rows}

    def _outcome(
        self,
        file: Opened,
        row: WorkbookRow,
        key: SheetKey | None,
        plan: AnswerPlan,
        stored: Mapping[SheetKey, StoredSheet],
    ) -> tuple[Outcome, str]:
        outcome, told = Outcome.PASSED, "ยังไม่ได้กรอก"
        if row.number in file.problems:
            outcome = Outcome.REFUSED
            told = reasons_by_row(file.problems[row.number])[row.number]
        elif row.said and key is not None:
            added, replaced = plan.added.get(key, {}), plan.replaced.get(key, {})
            known = stored[key].answers if key in stored else {}
            outcome, told = Outcome.SAME, ""
            if file.took(row):
                other = sum(_is_other(said, known.get(code)) for code, said in row.said.items())
                told = _taken_before(other)
            if added or replaced:
                outcome = Outcome.CHANGED if known else Outcome.NEW
                told = self._told(added, replaced, known)
        return outcome, told

    def _told(
        self,
        added: Mapping[str, Answer],
        replaced: Mapping[str, Answer],
        known: Mapping[str, Answer],
    ) -> str:
        parts = [f"เพิ่ม {len(added):,} ข้อ"] if added else []
        for code, answer in list(replaced.items())[:_TOLD]:
            indicator = self.newest.indicator(code)
            parts.append(f"{code}: {shown(indicator, known[code])} → {shown(indicator, answer)}")
        if len(replaced) > _TOLD:
            parts.append(f"และแก้อีก {len(replaced) - _TOLD:,} ข้อ")
        return " · ".join(parts)

    def _refuse_versions(self, placed: PlacedRows, stored: Mapping[SheetKey, StoredSheet]) -> None:
        """A sheet is answered in the version it was begun with, and begun with that in force."""
        for key, rows in placed.grouped.items():
            sheet = stored.get(key)
            wanted = self.newest if sheet is None else sheet.instrument
            for number in {row.number for row in rows}:
                file, row = self._row_at(number)
                meta = file.book.meta if file.book is not None else None
                if meta is not None and meta.content_hash != wanted.content_hash:
                    begun = "แบบประเมินของหมู่บ้านนี้เริ่มกรอกด้วยรุ่น" if sheet else f"ปี {meta.year} ใช้รุ่น"
                    file.refuse(
                        row,
                        f"แบบกรอกนี้เป็นรุ่น {meta.version} แต่{begun} {wanted.version} "
                        "กรุณาทำแบบกรอกใหม่แล้วกรอกในไฟล์นั้น",
                    )

    def _was_taken(
        self, number: int, key: SheetKey, stored: Mapping[SheetKey, StoredSheet]
    ) -> bool:
        """Whether the row came in with the same file before: what was changed since stays."""
        file, row = self._row_at(number)
        return file.took(row) and key in stored and bool(stored[key].answers)

    def _is_refused(self, number: int) -> bool:
        file, row = self._row_at(number)
        return row.number in file.problems

    def _row_at(self, number: int) -> tuple[Opened, WorkbookRow]:
        return self._rows[number]

    def _joined(self) -> AnswerFile:
        rows: list[AnswerRowRead] = []
        for place, file in enumerate(self.files):
            for row in file.rows:
                if row.number not in file.problems:
                    rows += _answers(place, file, row)
        return AnswerFile(
            name=self.files[0].label if len(self.files) == 1 else f"{len(self.files):,} ไฟล์",
            table=ReadTable(header=(), rows=()),
            rows=tuple(rows),
            refused=(),
            blank=0,
            titles={"code": HEADS[CODE]},
            notes=(),
        )


def _answers(place: int, file: Opened, row: WorkbookRow) -> Iterator[AnswerRowRead]:
    if file.book is None:
        return
    meta = file.book.meta
    titles = dict(meta.columns)
    for code, said in row.said.items():
        yield AnswerRowRead(
            number=place * _APART + row.number,
            code=row.code,
            words=None,
            year=meta.year,
            round=meta.round,
            indicator=code,
            state=said.state,
            value=said.value,
            denominator=said.denominator,
            choice=said.choice,
            votes=said.votes,
            evidence="",
            note="",
            column=titles.get(said.column, ""),
        )


def _places(file: Opened) -> tuple[Place, ...]:
    return () if file.book is None else file.book.meta.places
