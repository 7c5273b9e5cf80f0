"""Workbooks to fill in: made for an area at once, taken back in one operation, waited for."""

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from cdd_desktop.checklists.answer_plan import AnswerPlan
from cdd_desktop.checklists.importing import stored_sheets, write_plan
from cdd_desktop.checklists.instruments import Instrument, Round
from cdd_desktop.checklists.records import Sheet
from cdd_desktop.checklists.service import ChecklistService
from cdd_desktop.checklists.workbooks.checking import (
    Checking,
    Opened,
    reasons_by_row,
    refuse_repeats,
    require_good,
)
from cdd_desktop.checklists.workbooks.issuing import (
    PartNames,
    make_folder,
    part_of,
    require_free,
    require_makeable,
)
from cdd_desktop.checklists.workbooks.layout import CODE
from cdd_desktop.checklists.workbooks.making import (
    Cell,
    column_keys,
    returned_workbook,
    told_cells,
    workbook_of,
)
from cdd_desktop.checklists.workbooks.opening import open_files
from cdd_desktop.checklists.workbooks.records import (
    FileResult,
    Made,
    Meta,
    Owed,
    Per,
    Place,
    TakeReport,
)
from cdd_desktop.checklists.workbooks.rows import (
    Scope,
    begun_sheets,
    complete_villages,
    issues_by_uuid,
    issues_of,
    last_returns,
    locked_villages,
    villages_of,
)
from cdd_desktop.checklists.workbooks.tables import WorkbookIssueRow, WorkbookReturnRow
from cdd_desktop.documents.fill_in import write_fill_in
from cdd_desktop.errors import ImportRejected, RowProblem, ValidationFailed
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.matches import PlaceMatches
from cdd_desktop.places.records import TAMBON_CODE_LENGTH, Village
from cdd_desktop.places.service import office_in
from cdd_desktop.progress import Progress, Silent
from cdd_desktop.storage.history import Intent, Work
from cdd_desktop.storage.operations import last_operation
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.calendar import day_in_thailand, short_thai_date

_SOURCE_MAX = 500
_NO_VILLAGES = "พื้นที่นี้ไม่มีหมู่บ้านที่ต้องประเมินในปีนี้ กรุณาตรวจทะเบียนหมู่บ้านและหมู่บ้านเป้าหมาย"


class WorkbookService:
    """Makes workbooks of a round and takes them back. `stamp`: what stands on what is made up."""

    def __init__(
        self,
        store: Store,
        checklists: ChecklistService,
        areas: Areas,
        *,
        stamp: Callable[[], str] = str,
    ) -> None:
        self._store = store
        self._checklists = checklists
        self._names = PartNames(areas)
        self._stamp = stamp
        self._matches = PlaceMatches(store)

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
        """Write a workbook for each part of the area that has villages, and remember them.

        `filled`: with the answers that are stored. Files that are there are not written over
        unless `replace`: they may be filled in already. Raises `ValidationFailed`, `StorageProblem`
        (of which the files before it are there, but nothing is waited for), `Cancelled`.
        """
        progress = progress or Silent()
        instrument = self._checklists.instrument(instrument_id, year)
        today = day_in_thailand(self._store.now())
        require_makeable(instrument, year, round_, due_on, today)
        scope = Scope(
            area_code=area_code,
            kinds=self._checklists.target_kinds(instrument_id, year),
            instrument=instrument,
            year=year,
            round=round_,
        )
        parts = self._parts(scope, per)
        paths = {
            code: folder / self._names.file_name(scope, code, of) for code, of in parts.items()
        }
        if not replace:
            require_free(paths.values())
        make_folder(folder)
        made: list[Made] = []
        metas: list[Meta] = []
        with self._store.reading() as session:
            office = office_in(session).name
            locked = locked_villages(session, scope)
            sheets = begun_sheets(session, scope)
        due = "" if due_on is None else short_thai_date(due_on)
        for done, (code, villages) in enumerate(parts.items()):
            progress.check_cancelled()
            progress.report(done, len(parts), f"กำลังทำแบบกรอก {self._names.named(code, villages)}")
            kept = [
                village
                for village in villages
                if village.id not in locked and _may_answer(sheets.get(village.id), instrument)
            ]
            meta = self._names.meta(office, scope, code, kept or villages)
            if kept:
                known = _known(instrument, kept, sheets) if filled else {}
                write_fill_in(workbook_of(meta, instrument, known, due, self._stamp()), paths[code])
                metas.append(meta)
                made.append(
                    Made(
                        path=paths[code],
                        area_code=code,
                        area=meta.area,
                        villages=len(kept),
                        left_out=len(villages) - len(kept),
                    )
                )
        if not made:
            told = "ทุกหมู่บ้านล็อกผลแล้ว หรือเริ่มกรอกด้วยแบบประเมินรุ่นอื่น กรุณาปลดล็อกก่อนถ้าต้องการแก้"
            raise ValidationFailed({"area": told})
        self._remember(scope, metas, made, due_on, today)
        progress.report(len(parts), len(parts), "เสร็จแล้ว")
        return tuple(made)

    def check(
        self,
        paths: Sequence[Path],
        *,
        instrument_id: str | None = None,
        year: int | None = None,
        progress: Progress | None = None,
    ) -> TakeReport:
        """What `take` with `good_rows` would do now; writes nothing."""
        progress = progress or Silent()
        checking = self._checking(paths, instrument_id, year, progress)
        with self._store.reading() as session:
            stored = stored_sheets(session, checking.newest.id, checking.years)
            whole = complete_villages(session, checking.newest.id)
        plan = checking.plan(stored)
        return TakeReport(files=tuple(checking.results(plan, stored, whole)), answers=_count(plan))

    def take(
        self,
        paths: Sequence[Path],
        *,
        instrument_id: str | None = None,
        year: int | None = None,
        good_rows: bool = False,
        progress: Progress | None = None,
    ) -> TakeReport:
        """Write the answers of many workbooks in one operation; a file again changes nothing.

        Anything refused refuses all, unless `good_rows`. Raises `ImportRejected` (nothing written),
        `StorageProblem`, `Cancelled`.
        """
        progress = progress or Silent()
        checking = self._checking(paths, instrument_id, year, progress)
        newest = checking.newest
        # compared before the lock is taken, so that keyed answers need not wait for it
        with self._store.reading() as session:
            last = last_operation(session)
            stored = stored_sheets(session, newest.id, checking.years)
        plan = checking.plan(stored)
        names = ", ".join(file.label for file in checking.files)
        intent = Intent(
            action="checklists.take_workbooks",
            summary=f"รับแบบกรอก {newest.short_title} {len(paths):,} ไฟล์",
            source=names[:_SOURCE_MAX],
        )
        progress.report(0, 0, "กำลังบันทึก")
        with self._store.writing(intent) as work:
            if last_operation(work.session) != last:
                stored = stored_sheets(work.session, newest.id, checking.years)
                plan = checking.plan(stored)
            if not good_rows:
                require_good(tuple(checking.results(plan, stored)))
            write_plan(work, plan, stored, checking.versions, progress)
            work.session.flush()
            whole = complete_villages(work.session, newest.id)
            results = tuple(checking.results(plan, stored, whole))
            self._remember_returns(work, checking.files, results)
            operation = work.written
        return TakeReport(files=results, answers=_count(plan), operation=operation)

    def give_back(
        self, paths: Sequence[Path], out: Path, told: Mapping[Path, Sequence[RowProblem]]
    ) -> int:
        """Write the refused rows of the files with their reasons, as a workbook that can be mended
        and taken; gives how many. `told` are the problems as they were told.

        Raises `ImportRejected` where none of the files can be read.
        """
        files = open_files(self._store, self._checklists, paths, None, None, Silent())
        read = [file for file in files if file.book is not None]
        if not read or read[0].book is None or read[0].instrument is None:
            raise ImportRejected("ไม่มีแถวที่อ่านได้จากไฟล์เหล่านี้ กรุณาดูเหตุผลของแต่ละไฟล์")
        meta, instrument = read[0].book.meta, read[0].instrument
        rows: list[tuple[Mapping[str, str], str]] = []
        places: dict[str, Place] = {}
        for file in read:
            if file.book is None or file.book.meta.content_hash != meta.content_hash:
                continue
            why = reasons_by_row(told.get(file.path, ()))
            places |= {place.code: place for place in file.book.meta.places}
            for row in file.rows:
                if row.number in why:
                    rows.append((row.cells, f"{file.label} แถว {row.number}: {why[row.number]}"))
        used = {row[0][CODE] for row in rows}
        meta = dataclasses.replace(
            meta,
            places=tuple(place for code, place in sorted(places.items()) if code in used),
            columns=column_keys(instrument),
        )
        write_fill_in(returned_workbook(meta, instrument, rows), out)
        return len(rows)

    def outstanding(self, instrument_id: str, year: int, round_: Round) -> tuple[Owed, ...]:
        """The workbooks of a round, the last of each area, with what came in of them."""
        instrument = self._checklists.instrument(instrument_id, year)
        kinds = self._checklists.target_kinds(instrument_id, year)
        scope = Scope(area_code="", kinds=kinds, instrument=instrument, year=year, round=round_)
        found = []
        with self._store.reading() as session:
            rows = issues_of(session, instrument_id, year, round_)
            returned = last_returns(session, [row.id for row in rows])
            complete = complete_villages(session, instrument_id)
            counted = villages_of(session, scope)
            # a village that was asked for by its own code is waited for, on the list or not
            single = {one.code: one for one in villages_of(session, scope, everyone=True)}
            for row in rows:
                judged = [one for one in counted if one.tambon_code.startswith(row.area_code)]
                if len(row.area_code) > TAMBON_CODE_LENGTH:
                    judged = [single[row.area_code]] if row.area_code in single else []
                found.append(
                    Owed(
                        issue=row.uuid,
                        area_code=row.area_code,
                        area=self._names.named(row.area_code, ()),
                        name=row.name,
                        issued_on=row.issued_on,
                        due_on=row.due_on,
                        returned_on=returned.get(row.id),
                        villages=len(judged),
                        complete=sum((one.id, year, round_) in complete for one in judged),
                    )
                )
        return tuple(found)

    # making

    def _parts(self, scope: Scope, per: Per) -> dict[str, list[Village]]:
        """The villages by the code of the part they belong to, in official order."""
        with self._store.reading() as session:
            villages = villages_of(session, scope)
        if not villages:
            raise ValidationFailed({"area": _NO_VILLAGES})
        parts: dict[str, list[Village]] = {}
        for village in villages:
            parts.setdefault(part_of(village, per), []).append(village)
        return parts

    def _remember(
        self,
        scope: Scope,
        metas: Sequence[Meta],
        made: Sequence[Made],
        due_on: date | None,
        today: date,
    ) -> None:
        intent = Intent(
            action="checklists.make_workbooks",
            summary=f"ทำแบบกรอก {scope.instrument.short_title} ปี {scope.year} "
            f"รอบ{scope.round.label} {len(made):,} ไฟล์",
        )
        with self._store.writing(intent) as work:
            for meta, one in zip(metas, made, strict=True):
                work.add(
                    WorkbookIssueRow(
                        uuid=meta.issue,
                        instrument=meta.instrument,
                        content_hash=meta.content_hash,
                        fiscal_year=meta.year,
                        round=meta.round.value,
                        area_code=meta.area_code,
                        name=one.path.name,
                        issued_on=today,
                        due_on=due_on,
                    )
                )

    # taking

    def _checking(
        self,
        paths: Sequence[Path],
        instrument_id: str | None,
        year: int | None,
        progress: Progress,
    ) -> Checking:
        if not paths:
            raise ValidationFailed({"paths": "ยังไม่ได้เลือกไฟล์ กรุณาเลือกแบบกรอกที่ส่งคืน"})
        files = open_files(self._store, self._checklists, paths, instrument_id, year, progress)
        meta = next((file.book.meta for file in files if file.book is not None), None)
        if meta is None:
            raise ImportRejected("\n".join(dict.fromkeys(file.refusal for file in files)))
        refuse_repeats(files)
        checking = Checking(
            files,
            self._checklists.instrument(meta.instrument, meta.year),
            self._checklists.target_kinds(meta.instrument, meta.year),
            day_in_thailand(self._store.now()),
            progress,
        )
        checking.place(self._matches)
        return checking

    def _remember_returns(
        self, work: Work, files: Sequence[Opened], results: Sequence[FileResult]
    ) -> None:
        """Which workbooks came back; the same file again where it brought what was refused."""
        uuids = {
            file.path: file.book.meta.issue
            for file in files
            if file.book is not None and file.book.meta.issue is not None
        }
        known = issues_by_uuid(work.session, uuids.values())
        today = day_in_thailand(self._store.now())
        for file, result in zip(files, results, strict=True):
            issue = known.get(uuids[file.path]) if file.path in uuids else None
            is_news = not file.is_known or file.left_out - file.refused
            if issue is not None and is_news and result.is_told:
                work.add(
                    WorkbookReturnRow(
                        issue_id=issue,
                        returned_on=today,
                        villages=result.villages,
                        whole=result.whole,
                        digest=result.digest,
                        refused=" ".join(sorted(file.refused)),
                    )
                )


def _may_answer(sheet: Sheet | None, instrument: Instrument) -> bool:
    """A sheet is answered in the version it was begun with."""
    return sheet is None or sheet.instrument.content_hash == instrument.content_hash


def _known(
    instrument: Instrument, villages: Iterable[Village], sheets: Mapping[int, Sheet]
) -> dict[str, dict[str, Cell]]:
    return {
        village.code: told_cells(instrument, sheets[village.id].answers)
        for village in villages
        if village.id in sheets
    }


def _count(plan: AnswerPlan) -> int:
    return sum(len(answers) for part in (plan.added, plan.replaced) for answers in part.values())
