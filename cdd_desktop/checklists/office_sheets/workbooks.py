"""Fill-in workbooks of villages, and of the offices that an instrument judges: a file for each."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session
from typing_extensions import override
from uuid6 import uuid7

from cdd_desktop.checklists.copies import copies_of
from cdd_desktop.checklists.counts import answer_problems, completed
from cdd_desktop.checklists.grading import UNMARKED, grade
from cdd_desktop.checklists.instruments import Instrument, Round
from cdd_desktop.checklists.levels.numbers import said_by
from cdd_desktop.checklists.office_sheets.records import JudgedOffice, OfficeKey, OfficeSheet
from cdd_desktop.checklists.office_sheets.rows import begin, find_row, put_told, read_sheet
from cdd_desktop.checklists.office_sheets.service import OfficeSheetService
from cdd_desktop.checklists.records import Answer
from cdd_desktop.checklists.service import ChecklistService
from cdd_desktop.checklists.told_text import shown
from cdd_desktop.checklists.workbooks.checking import (
    Opened,
    reasons_by_row,
    refuse_repeats,
    require_good,
)
from cdd_desktop.checklists.workbooks.file_names import workbook_name
from cdd_desktop.checklists.workbooks.issuing import make_folder, require_free, require_makeable
from cdd_desktop.checklists.workbooks.layout import CODE, OFFICE_HEADS
from cdd_desktop.checklists.workbooks.making import column_keys, told_cells, workbook_of
from cdd_desktop.checklists.workbooks.opening import open_files
from cdd_desktop.checklists.workbooks.reading import WorkbookRow, open_workbook
from cdd_desktop.checklists.workbooks.records import (
    FileResult,
    Made,
    Meta,
    Outcome,
    Owed,
    Per,
    Place,
    RowResult,
    TakeReport,
)
from cdd_desktop.checklists.workbooks.rows import Scope, issues_of, last_returns
from cdd_desktop.checklists.workbooks.service import WorkbookService
from cdd_desktop.documents.fill_in import write_fill_in
from cdd_desktop.errors import CddError, ImportRejected, ValidationFailed
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.service import office_in
from cdd_desktop.progress import Progress, Silent
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.calendar import day_in_thailand, short_thai_date

_TOLD = 4  # changes told of one row
Change = tuple[OfficeKey, dict[str, Answer]]


class AllWorkbooks(WorkbookService):
    """What `WorkbookService` does for villages, for offices too: each gets a file with one row."""

    def __init__(
        self,
        store: Store,
        checklists: ChecklistService,
        areas: Areas,
        office_sheets: OfficeSheetService,
        *,
        stamp: Callable[[], str] = str,
    ) -> None:
        super().__init__(store, checklists, areas, stamp=stamp)
        self._offices = office_sheets

    @override
    def make(
        self,
        instrument_id: str,
        year: int,
        round_: Round,
        area_code: str,
        per: Per,
        folder: Path,
        *,
        due_on: date | None = None,
        filled: bool = False,
        replace: bool = False,
        progress: Progress | None = None,
    ) -> tuple[Made, ...]:
        """Offices get a file each, whatever `per` is."""
        instrument = self._checklists.instrument(instrument_id, year)
        if not instrument.judges_office:
            return super().make(
                instrument_id,
                year,
                round_,
                area_code,
                per,
                folder,
                due_on=due_on,
                filled=filled,
                replace=replace,
                progress=progress,
            )
        today = day_in_thailand(self._store.now())
        require_makeable(instrument, year, round_, due_on, today)
        offices = self._offices.offices(area_code)
        sheets = self._offices.sheets(area_code, instrument_id, year, round_)
        open_ = [
            (office, sheet)
            for office, sheet in zip(offices, sheets, strict=True)
            if sheet.instrument.content_hash == instrument.content_hash
        ]
        if not open_:
            told = "พื้นที่นี้ไม่มีสำนักงานที่ต้องประเมิน หรือเริ่มกรอกด้วยแบบรุ่นอื่นแล้ว กรุณาเลือกพื้นที่อื่น"
            raise ValidationFailed({"area": told})
        paths = {
            office.code: folder / workbook_name(instrument, year, round_, office.code, office.name)
            for office, _ in open_
        }
        if not replace:
            require_free(paths.values())
        make_folder(folder)
        with self._store.reading() as session:
            owner = office_in(session).name
        due = "" if due_on is None else short_thai_date(due_on)
        metas, made = [], []
        for office, sheet in open_:
            meta = _meta(owner, office, instrument, year, round_)
            known = {office.code: told_cells(instrument, sheet.answers)} if filled else {}
            path = paths[office.code]
            write_fill_in(workbook_of(meta, instrument, known, due, self._stamp()), path)
            metas.append(meta)
            made.append(
                Made(path=path, area_code=office.code, area=office.name, villages=1, left_out=0)
            )
        scope = Scope(area_code=area_code, kinds=(), instrument=instrument, year=year, round=round_)
        self._remember(scope, metas, made, due_on, today)
        return tuple(made)

    @override
    def check(
        self,
        paths: Sequence[Path],
        *,
        instrument_id: str | None = None,
        year: int | None = None,
        progress: Progress | None = None,
    ) -> TakeReport:
        if not self._are_of_offices(paths):
            return super().check(paths, instrument_id=instrument_id, year=year, progress=progress)
        files = self._opened(paths, instrument_id, year, progress or Silent())
        with self._store.reading() as session:
            results, changes = self._compared(session, files)
        return TakeReport(files=results, answers=_count(changes))

    @override
    def take(
        self,
        paths: Sequence[Path],
        *,
        instrument_id: str | None = None,
        year: int | None = None,
        good_rows: bool = False,
        progress: Progress | None = None,
    ) -> TakeReport:
        if not self._are_of_offices(paths):
            return super().take(
                paths,
                instrument_id=instrument_id,
                year=year,
                good_rows=good_rows,
                progress=progress,
            )
        files = self._opened(paths, instrument_id, year, progress or Silent())
        intent = Intent(
            action="checklists.take_workbooks",
            summary=f"รับแบบกรอกของสำนักงาน {len(paths):,} ไฟล์",
            source=", ".join(file.label for file in files)[:500],
        )
        with self._store.writing(intent) as work:
            results, changes = self._compared(work.session, files)
            if not good_rows:
                require_good(results)
            for key, answers in changes:
                newest = self._checklists.instrument(key.instrument, key.fiscal_year)
                row = find_row(work.session, key) or begin(work, key, newest)
                copy = copies_of(work.session, key.instrument)[row.instrument_copy_id]
                for code, answer in answers.items():
                    put_told(work, row, copy, code, answer)
            work.session.flush()
            self._remember_returns(work, files, results)
            work.session.flush()
            operation = work.written
        return TakeReport(files=results, answers=_count(changes), operation=operation)

    @override
    def outstanding(self, instrument_id: str, year: int, round_: Round) -> tuple[Owed, ...]:
        if not self._checklists.instrument(instrument_id, year).judges_office:
            return super().outstanding(instrument_id, year, round_)
        complete = {
            one.office.code: (one.office.name, 0 < one.total == one.answered)
            for one in self._offices.progress("", instrument_id, year, round_)
        }
        with self._store.reading() as session:
            rows = issues_of(session, instrument_id, year, round_)
            returned = last_returns(session, [row.id for row in rows])
            return tuple(
                Owed(
                    issue=row.uuid,
                    area_code=row.area_code,
                    area=complete[row.area_code][0],
                    name=row.name,
                    issued_on=row.issued_on,
                    due_on=row.due_on,
                    returned_on=returned.get(row.id),
                    villages=1,
                    complete=int(complete[row.area_code][1]),
                )
                for row in rows
                if row.area_code in complete
            )

    def _are_of_offices(self, paths: Sequence[Path]) -> bool:
        """As the first file says that is a workbook of an instrument that is there."""
        for path in paths:
            try:
                meta = open_workbook(path).meta
                return self._checklists.instrument(meta.instrument, meta.year).judges_office
            except CddError:
                continue  # told of by whoever opens all of them
        return False

    def _opened(
        self,
        paths: Sequence[Path],
        instrument_id: str | None,
        year: int | None,
        progress: Progress,
    ) -> list[Opened]:
        files = open_files(self._store, self._checklists, paths, instrument_id, year, progress)
        if all(file.book is None for file in files):
            raise ImportRejected("\n".join(dict.fromkeys(file.refusal for file in files)))
        refuse_repeats(files)
        return files

    def _compared(
        self, session: Session, files: Sequence[Opened]
    ) -> tuple[tuple[FileResult, ...], list[Change]]:
        """What becomes of each row beside what is stored, and what is to be written."""
        results, changes = [], []
        for file in files:
            rows, whole = [], 0
            for row, key, sheet in self._sheets_of(session, file):
                result, answers = _row_result(file, row, sheet)
                if answers:
                    changes.append((key, answers))
                together = {**sheet.answers, **answers}
                said = said_by(sheet.instrument, together)
                whole += grade(sheet.instrument, UNMARKED, *said).is_complete
                rows.append(result)
            results.append(
                FileResult(
                    path=file.path,
                    digest=file.digest,
                    area="" if file.book is None else file.book.meta.area,
                    refusal=file.refusal,
                    rows=tuple(rows),
                    problems=tuple(one for told in file.problems.values() for one in told),
                    notes=() if file.book is None else file.book.notes,
                    villages=len(file.rows),
                    whole=whole,
                    is_known=file.is_known,
                )
            )
        return tuple(results), changes

    def _sheets_of(
        self, session: Session, file: Opened
    ) -> Iterator[tuple[WorkbookRow, OfficeKey, OfficeSheet]]:
        if file.book is None:
            return
        meta = file.book.meta
        newest = self._checklists.instrument(meta.instrument, meta.year)
        there = {one.code for one in self._offices.offices("")}
        for row in file.rows:
            key = OfficeKey(
                office=row.code,
                instrument=meta.instrument,
                fiscal_year=meta.year,
                round=meta.round,
            )
            sheet = read_sheet(session, key, newest)
            if row.code not in there:
                file.refuse(
                    row,
                    f"ไม่มีสำนักงานรหัส {row.code} กรุณากรอกในแบบกรอกที่โปรแกรมทำให้",
                    OFFICE_HEADS[CODE],
                )
            elif meta.content_hash != sheet.instrument.content_hash:
                file.refuse(
                    row,
                    f"แบบกรอกนี้เป็นรุ่น {meta.version} แต่ปี {meta.year} ใช้รุ่น "
                    f"{sheet.instrument.version} กรุณาทำแบบกรอกใหม่แล้วกรอกในไฟล์นั้น",
                    OFFICE_HEADS[CODE],
                )
            yield row, key, sheet


def _meta(
    owner: str, office: JudgedOffice, instrument: Instrument, year: int, round_: Round
) -> Meta:
    return Meta(
        issue=UUID(bytes=uuid7().bytes),
        office=owner,
        instrument=instrument.id,
        version=instrument.version,
        content_hash=instrument.content_hash,
        year=year,
        round=round_,
        area_code=office.code,
        area=office.name,
        places=(Place(code=office.code, tambon="", moo="", name=office.name),),
        columns=column_keys(instrument),
    )


def _row_result(
    file: Opened, row: WorkbookRow, sheet: OfficeSheet
) -> tuple[RowResult, dict[str, Answer]]:
    """What becomes of a row, and the answers that it changes."""
    changed = {}
    if row.number not in file.problems:
        told = _answers(file, row, sheet.instrument)
        kept = sheet.answers
        changed = {
            code: answer
            for code, answer in told.items()
            if code not in kept or kept[code].told != answer.told
        }
    outcome, words = _outcome(file, row, sheet, changed)
    place = "" if file.book is None else file.book.meta.area
    result = RowResult(number=row.number, place=place, outcome=outcome, told=words)
    return result, changed if outcome in {Outcome.NEW, Outcome.CHANGED} else {}


def _answers(file: Opened, row: WorkbookRow, instrument: Instrument) -> dict[str, Answer]:
    """What the row says, as it is stored; a row with anything that cannot be is refused."""
    titles = {} if file.book is None else dict(file.book.meta.columns)
    found = {}
    for code, said in row.said.items():
        indicator = instrument.indicator(code)
        told = (said.state, said.value, said.denominator, said.choice, said.votes)
        problems = answer_problems(indicator, *told)
        for problem in problems.values():
            file.refuse(row, problem, titles.get(said.column, ""))
        if not problems:
            state, value, of, choice, votes = told
            answer = Answer(state=state, value=value, denominator=of, choice=choice, votes=votes)
            found[code] = completed(indicator, answer)
    return found


def _outcome(
    file: Opened, row: WorkbookRow, sheet: OfficeSheet, changed: Mapping[str, Answer]
) -> tuple[Outcome, str]:
    if row.number in file.problems:
        return Outcome.REFUSED, reasons_by_row(file.problems[row.number])[row.number]
    if not row.said:
        return Outcome.PASSED, "ยังไม่ได้กรอก"
    if not changed:
        return Outcome.SAME, ""
    if file.took(row) and sheet.answers:  # what was changed since this very file came in stays
        told = f"รับไฟล์นี้แล้ว จึงไม่เปลี่ยน {len(changed):,} ข้อที่ขณะนี้ไม่ตรงกับในไฟล์"
        return Outcome.SAME, f"{told} ถ้าต้องการใช้ผลในไฟล์ กรุณาเปิดไฟล์แล้วบันทึกอีกครั้งก่อนรับใหม่"
    kept = sheet.answers
    other = [code for code in changed if code in kept]
    added = len(changed) - len(other)
    parts = [f"เพิ่ม {added:,} ข้อ"] if added else []
    for code in other[:_TOLD]:
        indicator = sheet.instrument.indicator(code)
        parts.append(f"{code}: {shown(indicator, kept[code])} → {shown(indicator, changed[code])}")
    if len(other) > _TOLD:
        parts.append(f"และแก้อีก {len(other) - _TOLD:,} ข้อ")
    return (Outcome.CHANGED if kept else Outcome.NEW), " · ".join(parts)


def _count(changes: Sequence[Change]) -> int:
    return sum(len(answers) for _, answers in changes)
