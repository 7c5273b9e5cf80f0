"""Taking answers in: what is new, what differs, what is refused and why.

Sheets match by village, fiscal year and round. A blank never erases, and an answer that
differs from a stored one needs `replace`.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cdd_desktop.checklists.answer_file import AnswerFile
from cdd_desktop.checklists.answer_plan import (
    AnswerPlan,
    StoredSheet,
    Versions,
    plan_good,
    require_version,
)
from cdd_desktop.checklists.answer_source import read_answer_grid
from cdd_desktop.checklists.copies import (
    copies_of,
    ensure_copy,
    revision_for_new_sheet,
    revisions,
)
from cdd_desktop.checklists.grading import NOTHING_SAID, grade, judged
from cdd_desktop.checklists.instruments import Round
from cdd_desktop.checklists.keeping import votes_text
from cdd_desktop.checklists.levels.numbers import said_by
from cdd_desktop.checklists.placing import FilePlaces, PlacedRows, place_rows
from cdd_desktop.checklists.records import Answer, Origin, SheetKey
from cdd_desktop.checklists.service import ChecklistService
from cdd_desktop.checklists.sheets import (
    answers_of,
    derived_columns,
    keep_grades,
    new_columns,
    said_by_sheet,
)
from cdd_desktop.checklists.tables import AnswerRow, AssessmentRow
from cdd_desktop.checklists.workflow.locks import locked_reasons
from cdd_desktop.documents.reading import ReadGrid, read_grid
from cdd_desktop.errors import ImportRejected, RowProblem
from cdd_desktop.places.matches import PlaceMatches
from cdd_desktop.places.matching import Doubt
from cdd_desktop.places.service import VillageService
from cdd_desktop.progress import Progress, Silent
from cdd_desktop.storage.history import Intent, Work
from cdd_desktop.storage.operations import last_operation
from cdd_desktop.storage.rows import chunks
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.calendar import day_in_thailand

_STEPS = 3
_FIRST_VERSION = 1
_AT_ONCE = 2_000  # rows between two looks whether somebody cancelled


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerImportReport:
    """What an import did, counted in rows of the file; `sheets` are the sheets of its good rows.

    `replaced` includes answers whose evidence or note was filled in; `repeated` are rows that say
    the same as an earlier one. `operation` is the one to undo it by, where anything was written.
    """

    rows: int
    sheets: int
    added: int
    replaced: int
    unchanged: int
    repeated: int
    blank: int
    refused: tuple[RowProblem, ...]
    notes: tuple[str, ...]
    doubts: tuple[Doubt, ...] = ()
    operation: int | None = None


class YearNeeded(ImportRejected):
    """Nothing in the file tells the fiscal year; nothing was imported."""


class AnswerImporter:
    """Imports answers, many sheets at a time."""

    def __init__(
        self, store: Store, checklists: ChecklistService, villages: VillageService
    ) -> None:
        self._store = store
        self._checklists = checklists
        self._matches = PlaceMatches(store)

    def run(
        self,
        path: Path,
        *,
        instrument_id: str,
        good_rows: bool = False,
        replace: bool = False,
        year: int | None = None,
        progress: Progress | None = None,
    ) -> AnswerImportReport:
        """Import a CSV, XLSX, XLS or ODS file; see `read` and `take`."""
        progress = progress or Silent()
        self._checklists.instrument(instrument_id, year)  # refused before a file is opened
        progress.report(0, _STEPS, "กำลังอ่านไฟล์")
        file = self.read(read_grid(path), instrument_id, progress, year=year)
        return self.take(
            file,
            instrument_id=instrument_id,
            good_rows=good_rows,
            replace=replace,
            progress=progress,
        )

    def read(
        self, grid: ReadGrid, instrument_id: str, progress: Progress, *, year: int | None = None
    ) -> AnswerFile:
        """`read_answer_grid` by the version of the year that is given, else of the file's own."""
        version = self._checklists.instrument(instrument_id, year)
        file = read_answer_grid(grid, version, progress, year=year)
        years = {row.year for row in file.rows}
        if len(years) != 1:
            return file
        of_file = self._checklists.instrument(instrument_id, years.pop())
        if of_file.content_hash == version.content_hash:
            return file
        return read_answer_grid(grid, of_file, progress, year=year)

    def check(
        self,
        file: AnswerFile,
        *,
        instrument_id: str,
        replace: bool = False,
        progress: Progress | None = None,
    ) -> AnswerImportReport:
        """What `take` with `good_rows` would do now; writes nothing."""
        progress = progress or Silent()
        versions = self._versions(file, instrument_id)
        checked = self._check(file, instrument_id, versions, progress)
        years = {key.fiscal_year for key in checked.grouped}
        with self._store.reading() as session:
            stored = stored_sheets(session, instrument_id, years)
        plan, refused = plan_good(
            file, checked, stored, versions, replace=replace, progress=progress
        )
        return _report(file, checked, plan, refused)

    def take(
        self,
        file: AnswerFile,
        *,
        instrument_id: str,
        good_rows: bool = False,
        replace: bool = False,
        progress: Progress | None = None,
    ) -> AnswerImportReport:
        """Write a file's answers in one operation.

        One bad row refuses the file, unless `good_rows`; of a row with a bad answer nothing is
        taken; `replace` lets the file's answers win over stored ones. Raises `ImportRejected`
        (`YearNeeded`; nothing written), `NotFound`, `StorageProblem`.
        """
        progress = progress or Silent()
        versions = self._versions(file, instrument_id)
        progress.report(1, _STEPS, "กำลังตรวจข้อมูล")
        checked = self._check(file, instrument_id, versions, progress)
        asked = self._checklists.instrument(instrument_id)
        intent = Intent(
            action="checklists.import",
            summary=f"นำเข้าผลประเมิน {asked.short_title} จาก {file.name}",
            source=file.name,
        )
        years = {key.fiscal_year for key in checked.grouped}
        # compared before the lock is taken, so that keyed answers need not wait for it
        with self._store.reading() as session:
            last = last_operation(session)
            stored = stored_sheets(session, instrument_id, years)
        plan, refused = plan_good(
            file, checked, stored, versions, replace=replace, progress=progress
        )
        with self._store.writing(intent) as work:
            if last_operation(work.session) != last:
                # something was written since: compared anew, and now it cannot move
                stored = stored_sheets(work.session, instrument_id, years)
                plan, refused = plan_good(
                    file, checked, stored, versions, replace=replace, progress=progress
                )
            if refused and not good_rows:
                wrong = len({problem.row for problem in refused})
                raise ImportRejected(
                    f"ยังไม่ได้นำเข้า “{file.name}” เพราะต้องแก้ {wrong:,} แถว "
                    f"จากทั้งหมด {len(file.table.rows):,} แถว กรุณาแก้ตามรายการแล้วนำเข้าใหม่ "
                    "หรือเลือกนำเข้าเฉพาะแถวที่ถูกต้อง (--good-rows)",
                    refused,
                )
            progress.report(2, _STEPS, "กำลังบันทึก")
            write_plan(work, plan, stored, versions, progress)
            operation = work.operation_id if plan.added or plan.replaced else None
        progress.report(_STEPS, _STEPS, "เสร็จแล้ว")
        return dataclasses.replace(_report(file, checked, plan, refused), operation=operation)

    def _versions(self, file: AnswerFile, instrument_id: str) -> Versions:
        """What sheets of each of the file's years are begun with."""
        years = {row.year for row in file.rows}
        return {year: self._checklists.instrument(instrument_id, year) for year in years}

    def _check(
        self, file: AnswerFile, instrument_id: str, versions: Versions, progress: Progress
    ) -> PlacedRows:
        """The rows by the sheet they belong to, and those that belong to none."""
        if file.needs_year:
            raise YearNeeded(
                f"ไฟล์ “{file.name}” ไม่ได้บอกปีงบประมาณ กรุณาเลือกปีแล้วนำเข้าใหม่ (--year 2569)"
            )
        require_version(file, versions)
        return place_rows(
            file,
            versions,
            FilePlaces(file, self._matches),
            kinds=self._checklists.target_kinds(instrument_id),
            today=day_in_thailand(self._store.now()),
            progress=progress,
        )


def _report(
    file: AnswerFile, checked: PlacedRows, plan: AnswerPlan, refused: tuple[RowProblem, ...]
) -> AnswerImportReport:
    notes = [*file.notes, *checked.notes]
    if plan.repeated:
        notes.append(f"มีแถวที่ซ้ำกันและผลตรงกัน {plan.repeated:,} แถว นับเพียงครั้งเดียว")
    return AnswerImportReport(
        rows=len(file.table.rows),
        sheets=len(plan.seen),
        added=sum(len(answers) for answers in plan.added.values()),
        replaced=sum(len(answers) for answers in plan.replaced.values()),
        unchanged=plan.unchanged,
        repeated=plan.repeated,
        blank=file.blank,
        refused=refused,
        notes=tuple(notes),
        doubts=checked.doubts,
    )


def stored_sheets(
    session: Session, instrument_id: str, years: set[int]
) -> dict[SheetKey, StoredSheet]:
    """The sheets of these years with their answers."""
    chosen = (AssessmentRow.instrument == instrument_id, AssessmentRow.fiscal_year.in_(years))
    copies = copies_of(session, instrument_id)
    answers = answers_of(session, select(AssessmentRow.id).where(*chosen))
    locked = locked_reasons(session, select(AssessmentRow.id).where(*chosen))
    found = {}
    for row in session.execute(
        select(
            AssessmentRow.id,
            AssessmentRow.village_id,
            AssessmentRow.fiscal_year,
            AssessmentRow.round,
            AssessmentRow.instrument_copy_id,
            AssessmentRow.rule_revision_id,
            AssessmentRow.target_households,
        ).where(*chosen)
    ):
        found[_key(instrument_id, row.village_id, row.fiscal_year, row.round)] = StoredSheet(
            id=row.id,
            revision=row.rule_revision_id,
            instrument=copies[row.instrument_copy_id],
            answers=answers.get(row.id, {}),
            target_households=row.target_households,
            locked=locked.get(row.id, ""),
        )
    return found


def write_plan(
    work: Work,
    plan: AnswerPlan,
    stored: Mapping[SheetKey, StoredSheet],
    versions: Versions,
    progress: Progress,
) -> None:
    """Write what was planned; sheets that are not `stored` are begun with their year's version."""
    ids = {key: sheet.id for key, sheet in stored.items()}
    ids |= _begin(work, [key for key in plan.added if key not in stored], versions, plan)
    born = [
        {"assessment_id": ids[key], "indicator": code, **_columns(answer)}
        for key, answers in plan.added.items()
        for code, answer in answers.items()
    ]
    for start in range(0, len(born), _AT_ONCE):
        progress.check_cancelled()
        work.insert_many(AnswerRow, born[start : start + _AT_ONCE])
    wanted = {
        (ids[key], code): answer
        for key, answers in plan.replaced.items()
        for code, answer in answers.items()
    }
    for some in chunks(sorted({id_ for id_, _ in wanted})):
        progress.check_cancelled()
        rows = work.session.execute(
            select(*AnswerRow.__table__.columns).where(AnswerRow.assessment_id.in_(some))
        ).mappings()
        work.change_many(
            AnswerRow,
            [
                (dict(row), _columns(wanted[row["assessment_id"], row["indicator"]]))
                for row in rows
                if (row["assessment_id"], row["indicator"]) in wanted
            ],
        )
    progress.check_cancelled()
    touched = {
        stored[key].id: stored[key] for key in (*plan.added, *plan.replaced) if key in stored
    }
    _regrade(work.session, touched)


def _columns(answer: Answer) -> dict[str, Any]:
    return {
        "state": answer.state.value,
        "value": answer.value,
        "denominator": answer.denominator,
        "evidence": answer.evidence,
        "note": answer.note,
        "origin": Origin.ASKED.value,
        "choice": answer.choice,
        "votes": votes_text(answer.votes),
    }


def _begin(
    work: Work, keys: list[SheetKey], versions: Versions, plan: AnswerPlan
) -> dict[SheetKey, int]:
    """Write new sheets, graded already; gives their ids."""
    if not keys:
        return {}
    years = sorted({key.fiscal_year for key in keys})
    copies = {year: ensure_copy(work, versions[year]) for year in years}
    rules = {year: revision_for_new_sheet(work.session, versions[year], year) for year in years}
    rows = []
    for key in keys:
        newest, revision = versions[key.fiscal_year], rules[key.fiscal_year]
        judged_answers = {
            code: dataclasses.replace(
                answer,
                state=judged(revision, code, answer.state, answer.value, answer.denominator),
            )
            for code, answer in plan.added[key].items()
        }
        rows.append(
            new_columns(key, copies[key.fiscal_year], revision.id)
            | derived_columns(grade(newest, revision, *said_by(newest, judged_answers)))
            | {"version": _FIRST_VERSION}
        )
    work.insert_many(AssessmentRow, rows)
    born = select(
        AssessmentRow.id, AssessmentRow.village_id, AssessmentRow.fiscal_year, AssessmentRow.round
    ).where(AssessmentRow.born_in == work.operation_id)
    return {
        _key(keys[0].instrument, row.village_id, row.fiscal_year, row.round): row.id
        for row in work.session.execute(born)
    }


def _regrade(session: Session, sheets: Mapping[int, StoredSheet]) -> None:
    """Work out what is derived of sheets that were there before."""
    rules = revisions(session)
    if not sheets:
        return
    between = AssessmentRow.id.between(min(sheets), max(sheets))
    said = said_by_sheet(session, select(AssessmentRow.id).where(between))
    keep_grades(
        session,
        {
            id_: grade(sheet.instrument, rules[sheet.revision], *said.get(id_, NOTHING_SAID))
            for id_, sheet in sheets.items()
        },
    )


def _key(instrument_id: str, village_id: int, year: int, round_: str) -> SheetKey:
    return SheetKey(
        village_id=village_id, instrument=instrument_id, fiscal_year=year, round=Round(round_)
    )
