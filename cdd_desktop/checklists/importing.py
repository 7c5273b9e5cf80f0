"""Taking answers in: what is new, what differs, what is refused and why.

Sheets match by village code, fiscal year and round. A blank never erases, and an answer that
differs from a stored one needs `replace`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from cdd_desktop.checklists.answer_file import AnswerFile, AnswerRowRead, read_answers
from cdd_desktop.checklists.answer_plan import AnswerPlan, StoredSheet, plan_answers
from cdd_desktop.checklists.copies import (
    copies_of,
    ensure_copy,
    revision_for_new_sheet,
    revisions,
)
from cdd_desktop.checklists.grading import grade, judged
from cdd_desktop.checklists.instruments import Instrument, Round
from cdd_desktop.checklists.records import Origin, SheetKey
from cdd_desktop.checklists.service import ChecklistService
from cdd_desktop.checklists.sheets import (
    answers_of,
    derived_columns,
    keep_grades,
    new_columns,
    states_by_sheet,
)
from cdd_desktop.checklists.tables import AnswerRow, AssessmentRow
from cdd_desktop.checklists.targets import refusal, year_problem
from cdd_desktop.documents.reading import read_table
from cdd_desktop.errors import ImportRejected, RowProblem
from cdd_desktop.places.records import Village
from cdd_desktop.places.service import VillageService
from cdd_desktop.progress import Progress, Silent
from cdd_desktop.storage.history import Intent, Work
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.calendar import day_in_thailand

_STEPS = 3
_FIRST_VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerImportReport:
    """What an import did, counted in rows of the file; `sheets` are the sheets of its good rows.

    `replaced` includes answers whose evidence or note was filled in; `repeated` are rows that say
    the same as an earlier one.
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


class AnswerImporter:
    """Imports answers, many sheets at a time."""

    def __init__(
        self, store: Store, checklists: ChecklistService, villages: VillageService
    ) -> None:
        self._store = store
        self._checklists = checklists
        self._villages = villages

    def run(
        self,
        path: Path,
        *,
        instrument_id: str,
        good_rows: bool = False,
        replace: bool = False,
        progress: Progress | None = None,
    ) -> AnswerImportReport:
        """Import a CSV, XLSX, XLS or ODS file with one answer a row, in one operation.

        One bad row refuses the file, unless `good_rows`; `replace` lets the file's answers win
        over stored ones. Raises `ImportRejected` (nothing written), `NotFound`, `StorageProblem`.
        """
        progress = progress or Silent()
        newest = self._checklists.instrument(instrument_id)
        progress.report(0, _STEPS, "กำลังอ่านไฟล์")
        table = read_table(path)
        progress.report(1, _STEPS, "กำลังตรวจข้อมูล")
        file = read_answers(table, progress)
        grouped, refused = self._placed(file, newest)
        intent = Intent(
            action="checklists.import",
            summary=f"นำเข้าผลประเมิน {newest.short_title} จาก {path.name}",
            source=path.name,
        )
        # compared inside the transaction: what is stored cannot move before it is written
        with self._store.writing(intent) as work:
            stored = _stored(work.session, instrument_id, {key.fiscal_year for key in grouped})
            plan = plan_answers(file, grouped, stored, newest, replace=replace, progress=progress)
            problems = (*file.refused, *refused, *plan.refused)
            problems = tuple(sorted(problems, key=lambda problem: problem.row))
            if problems and not good_rows:
                raise ImportRejected(
                    f"ยังไม่ได้นำเข้า “{path.name}” เพราะต้องแก้ {len(problems):,} แถว "
                    f"จากทั้งหมด {len(table.rows):,} แถว กรุณาแก้ตามรายการแล้วนำเข้าใหม่ "
                    "หรือเลือกนำเข้าเฉพาะแถวที่ถูกต้อง (--good-rows)",
                    problems,
                )
            progress.report(2, _STEPS, "กำลังบันทึก")
            _write(work, plan, stored, newest)
        progress.report(_STEPS, _STEPS, "เสร็จแล้ว")
        notes = list(file.notes)
        if plan.repeated:
            notes.append(f"มีแถวที่ซ้ำกันและผลตรงกัน {plan.repeated:,} แถว นับเพียงครั้งเดียว")
        return AnswerImportReport(
            rows=len(table.rows),
            sheets=len(plan.seen),
            added=sum(len(answers) for answers in plan.added.values()),
            replaced=sum(len(answers) for answers in plan.replaced.values()),
            unchanged=plan.unchanged,
            repeated=plan.repeated,
            blank=file.blank,
            refused=problems,
            notes=tuple(notes),
        )

    def _placed(
        self, file: AnswerFile, newest: Instrument
    ) -> tuple[dict[SheetKey, list[AnswerRowRead]], list[RowProblem]]:
        """The rows by the sheet they belong to, and those that belong to none."""
        villages = self._villages.by_codes({row.code for row in file.rows})
        kinds = self._checklists.target_kinds(newest.id)
        today = day_in_thailand(self._store.now())
        grouped: dict[SheetKey, list[AnswerRowRead]] = {}
        refused = []

        def problem_of(row: AnswerRowRead, village: Village | None) -> tuple[str, str]:
            if village is None:
                return "code", f"ไม่มีหมู่บ้านรหัส {row.code} ในทะเบียน กรุณาตรวจรหัส หรือนำเข้าทะเบียนหมู่บ้านก่อน"
            if told := refusal(newest, village, kinds):
                return "code", told
            if row.round is not None and row.round not in newest.rounds:
                return "round", f"แบบประเมินนี้ไม่มีรอบ{row.round.label} กรุณาตรวจรอบ"
            return "year", year_problem(newest, row.year, today)

        for row in file.rows:
            village = villages.get(row.code)
            column, problem = problem_of(row, village)
            if village is None or problem:
                refused.append(RowProblem(row.number, problem, file.titles.get(column, "")))
                continue
            key = SheetKey(
                village_id=village.id,
                instrument=newest.id,
                fiscal_year=row.year,
                round=row.round or newest.default_round,
            )
            grouped.setdefault(key, []).append(row)
        return grouped, refused


def _stored(session: Session, instrument_id: str, years: set[int]) -> dict[SheetKey, StoredSheet]:
    """The sheets of these years with their answers."""
    chosen = (AssessmentRow.instrument == instrument_id, AssessmentRow.fiscal_year.in_(years))
    copies = copies_of(session, instrument_id)
    answers = answers_of(session, select(AssessmentRow.id).where(*chosen))
    found = {}
    for row in session.execute(
        select(
            AssessmentRow.id,
            AssessmentRow.village_id,
            AssessmentRow.fiscal_year,
            AssessmentRow.round,
            AssessmentRow.instrument_copy_id,
            AssessmentRow.rule_revision_id,
        ).where(*chosen)
    ):
        found[_key(instrument_id, row.village_id, row.fiscal_year, row.round)] = StoredSheet(
            id=row.id,
            revision=row.rule_revision_id,
            instrument=copies[row.instrument_copy_id],
            answers=answers.get(row.id, {}),
        )
    return found


def _write(
    work: Work, plan: AnswerPlan, stored: Mapping[SheetKey, StoredSheet], newest: Instrument
) -> None:
    ids = {key: sheet.id for key, sheet in stored.items()}
    ids |= _begin(work, [key for key in plan.added if key not in stored], newest, plan)
    work.insert_many(
        AnswerRow,
        [
            {
                "assessment_id": ids[key],
                "indicator": code,
                "state": answer.state.value,
                "value": answer.value,
                "denominator": answer.denominator,
                "evidence": answer.evidence,
                "note": answer.note,
                "origin": Origin.ASKED.value,
            }
            for key, answers in plan.added.items()
            for code, answer in answers.items()
        ],
    )
    for key, answers in plan.replaced.items():
        for row in work.session.scalars(
            select(AnswerRow).where(
                AnswerRow.assessment_id == ids[key], AnswerRow.indicator.in_(answers)
            )
        ):
            answer = answers[row.indicator]
            row.state = answer.state.value
            row.value = answer.value
            row.denominator = answer.denominator
            row.evidence = answer.evidence
            row.note = answer.note
            row.origin = Origin.ASKED.value
    work.session.flush()
    touched = {
        stored[key].id: stored[key] for key in (*plan.added, *plan.replaced) if key in stored
    }
    _regrade(work.session, touched)


def _begin(
    work: Work, keys: list[SheetKey], newest: Instrument, plan: AnswerPlan
) -> dict[SheetKey, int]:
    """Write new sheets, graded already; gives their ids."""
    if not keys:
        return {}
    copy_id = ensure_copy(work, newest)
    rules = {
        year: revision_for_new_sheet(work.session, newest, year)
        for year in {key.fiscal_year for key in keys}
    }
    rows = []
    for key in keys:
        revision = rules[key.fiscal_year]
        states = {
            code: judged(revision, code, answer.state, answer.value, answer.denominator)
            for code, answer in plan.added[key].items()
        }
        rows.append(
            new_columns(key, copy_id, revision.id)
            | derived_columns(grade(newest, revision, states))
            | {"version": _FIRST_VERSION}
        )
    work.insert_many(AssessmentRow, rows)
    born = select(
        AssessmentRow.id, AssessmentRow.village_id, AssessmentRow.fiscal_year, AssessmentRow.round
    ).where(AssessmentRow.born_in == work.operation_id)
    return {
        _key(newest.id, row.village_id, row.fiscal_year, row.round): row.id
        for row in work.session.execute(born)
    }


def _regrade(session: Session, sheets: Mapping[int, StoredSheet]) -> None:
    """Work out what is derived of sheets that were there before."""
    rules = revisions(session)
    ids = select(AssessmentRow.id)
    if not sheets:
        return
    states = states_by_sheet(session, ids.where(AssessmentRow.id.between(min(sheets), max(sheets))))
    keep_grades(
        session,
        {
            id_: grade(sheet.instrument, rules[sheet.revision], states.get(id_, {}))
            for id_, sheet in sheets.items()
        },
    )


def _key(instrument_id: str, village_id: int, year: int, round_: str) -> SheetKey:
    return SheetKey(
        village_id=village_id, instrument=instrument_id, fiscal_year=year, round=Round(round_)
    )
