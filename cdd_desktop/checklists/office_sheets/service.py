"""Judging offices: answers, heads, and how far each office of an area is."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from cdd_desktop.checklists.carrying import carried
from cdd_desktop.checklists.copies import copies_of
from cdd_desktop.checklists.grading import AnswerState
from cdd_desktop.checklists.instruments import Instrument, Round
from cdd_desktop.checklists.keeping import proper_head, proper_remarks, require_judged_plan
from cdd_desktop.checklists.office_sheets.records import (
    JudgedOffice,
    OfficeKey,
    OfficeProgress,
    OfficeSheet,
    offices_of,
)
from cdd_desktop.checklists.office_sheets.rows import (
    begin,
    find_row,
    head_of,
    put_told,
    read_sheet,
    read_sheets,
)
from cdd_desktop.checklists.office_sheets.tables import OfficeAnswerRow
from cdd_desktop.checklists.records import Answer, Origin, SheetHead
from cdd_desktop.checklists.service import ChecklistService
from cdd_desktop.checklists.targets import year_problem
from cdd_desktop.checklists.told_text import spoken
from cdd_desktop.errors import NotFound, StaleRecord, ValidationFailed
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.service import office_in
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.calendar import day_in_thailand


class OfficeSheetService:
    """Sheets of instruments that judge the office itself; named as those of `ChecklistService`.

    These sheets go no way of approval and have no files, samples or doubts.
    """

    def __init__(self, store: Store, checklists: ChecklistService, areas: Areas) -> None:
        self._store = store
        self._checklists = checklists
        self._areas = areas

    def offices(self, area_code: str) -> tuple[JudgedOffice, ...]:
        """The offices of an area in official order; "" is all of the file's provinces."""
        with self._store.reading() as session:
            provinces = office_in(session).provinces
        if not area_code:
            return tuple(each for code in provinces for each in offices_of(self._areas, code))
        return offices_of(self._areas, area_code) if area_code[:2] in provinces else ()

    def sheet(self, key: OfficeKey) -> OfficeSheet:
        """The sheet as it stands; one that was not begun comes empty. Raises `NotFound`."""
        newest = self._checklists.instrument(key.instrument, key.fiscal_year)
        with self._store.reading() as session:
            return read_sheet(session, key, newest)

    def sheets(
        self, area_code: str, instrument_id: str, year: int, round_: Round
    ) -> tuple[OfficeSheet, ...]:
        """A sheet for every office of the area, begun or not."""
        newest = self._checklists.instrument(instrument_id, year)
        keys = [
            OfficeKey(office=one.code, instrument=newest.id, fiscal_year=year, round=round_)
            for one in self.offices(area_code)
        ]
        with self._store.reading() as session:
            return read_sheets(session, keys, newest)

    def progress(
        self, area_code: str, instrument_id: str, year: int, round_: Round
    ) -> tuple[OfficeProgress, ...]:
        """How far the sheet of each office of the area is."""
        sheets = self.sheets(area_code, instrument_id, year, round_)
        return tuple(
            OfficeProgress(
                office=office,
                answered=sheet.grade.answered,
                passed=sheet.grade.passed,
                total=sheet.grade.total,
                level=None if sheet.grade.level is None else sheet.grade.level.code,
            )
            for office, sheet in zip(self.offices(area_code), sheets, strict=True)
        )

    def answer(
        self,
        key: OfficeKey,
        code: str,
        state: AnswerState | None,
        *,
        value: Decimal | None = None,
        denominator: Decimal | None = None,
        choice: str = "",
        votes: tuple[int, ...] = (),
        origin: Origin = Origin.ASKED,
    ) -> OfficeSheet:
        """Give one indicator's answer as `ChecklistService.answer` does; None takes it back.

        Raises `NotFound`, or `ValidationFailed` for a key that this instrument is not meant for or
        an answer the indicator cannot have.
        """
        newest, office = self._checked(key)
        said = None
        if state is not None:
            said = Answer(state=state, value=value, denominator=denominator, choice=choice)
            said = replace(said, votes=votes, origin=origin)
        about = f"ข้อ {code}: {spoken(newest, code, said)}"
        with self._store.writing(_intent("answer", key, office, about)) as work:
            row = find_row(work.session, key)
            if row is None and said is not None:
                newest.indicator(code)
                row = begin(work, key, newest)
            if row is not None:
                copy = copies_of(work.session, key.instrument)[row.instrument_copy_id]
                put_told(work, row, copy, code, said)
            return read_sheet(work.session, key, newest)

    def carry_forward(self, key: OfficeKey) -> OfficeSheet:
        """Answer what is asked and still blank as it was answered last year, marked as carried.

        Raises `ValidationFailed` where there is nothing to take over.
        """
        newest, office = self._checked(key)
        about = f"ยกคำตอบจากปี {key.fiscal_year - 1}"
        with self._store.writing(_intent("carry_forward", key, office, about)) as work:
            sheet = read_sheet(work.session, key, newest)
            taken = carried(sheet)
            if not taken:
                told = f"ไม่มีคำตอบของปี {key.fiscal_year - 1} ให้ยกมาในข้อที่ยังว่าง กรุณากรอกตามที่ถามปีนี้"
                raise ValidationFailed({"answer": told})
            row = find_row(work.session, key) or begin(work, key, newest)
            for code, answer in taken.items():
                put_told(work, row, sheet.instrument, code, answer)
            return read_sheet(work.session, key, newest)

    def annotate(
        self, key: OfficeKey, code: str, *, evidence: str | None = None, note: str | None = None
    ) -> OfficeSheet:
        """Write evidence or a note beside an answer; None leaves it as it is.

        Raises `ValidationFailed` where there is no answer yet.
        """
        newest, office = self._checked(key)
        texts = proper_remarks(evidence, note)
        about = f"ข้อ {code}: หลักฐาน/หมายเหตุ"
        with self._store.writing(_intent("annotate", key, office, about)) as work:
            row = find_row(work.session, key)
            answer = None if row is None else work.session.get(OfficeAnswerRow, (row.id, code))
            if answer is None:
                told = f"ข้อ {code} ยังไม่ได้ประเมิน กรุณาตอบก่อนเขียนหลักฐานหรือหมายเหตุ"
                raise ValidationFailed(dict.fromkeys(texts, told))
            for field, text in texts.items():
                setattr(answer, field, text)
            return read_sheet(work.session, key, newest)

    def save_head(self, key: OfficeKey, head: SheetHead) -> OfficeSheet:
        """Keep who judged, where and when.

        Raises `StaleRecord` when the head was saved elsewhere since `head` was read, and
        `ValidationFailed`.
        """
        newest, office = self._checked(key)
        require_judged_plan(head, newest)
        head = proper_head(head, key.fiscal_year, self._today)
        with self._store.writing(_intent("save_head", key, office, "หัวแบบประเมิน")) as work:
            row = find_row(work.session, key)
            if row is None and head == SheetHead():
                return read_sheet(work.session, key, newest)  # an empty head begins no sheet
            row = row or begin(work, key, newest)
            is_new = head_of(row) == SheetHead(version=row.version)
            if head.version != row.version and not (head.version == 0 and is_new):
                raise StaleRecord(
                    "หัวแบบประเมินนี้ถูกบันทึกจากที่อื่นหลังจากเปิดไว้ กรุณาเปิดแบบประเมินนี้ใหม่ แล้วกรอกอีกครั้ง"
                )
            row.assessed_on = head.assessed_on
            row.place = head.place
            row.assessors = "\n".join(head.assessors)
            row.people_present = head.people_present
            return read_sheet(work.session, key, newest)

    def _checked(self, key: OfficeKey) -> tuple[Instrument, JudgedOffice]:
        """Raises `NotFound`, or `ValidationFailed` for a key the instrument is not meant for."""
        newest = self._checklists.instrument(key.instrument, key.fiscal_year)
        if not newest.judges_office:
            told = f"แบบประเมิน {newest.short_title} ใช้ประเมินหมู่บ้าน ไม่ใช่สำนักงาน กรุณาเลือกแบบประเมินอื่น"
            raise ValidationFailed({"office": told})
        told = year_problem(newest, key.fiscal_year, self._today)
        if told:
            raise ValidationFailed({"fiscal_year": told})
        if key.round not in newest.rounds:
            told = f"แบบประเมิน {newest.short_title} ไม่มีรอบ{key.round.label} กรุณาเลือกรอบอื่น"
            raise ValidationFailed({"round": told})
        office = next((one for one in self.offices(key.office) if one.code == key.office), None)
        if office is None:
            raise NotFound(
                f"ไม่มีสำนักงานของพื้นที่รหัส {key.office} "
                "กรุณาใช้รหัสจังหวัด 2 หลัก หรือรหัสอำเภอ 4 หลัก ที่สำนักงานนี้ดูแล"
            )
        return newest, office

    @property
    def _today(self) -> date:
        return day_in_thailand(self._store.now())


def _intent(action: str, key: OfficeKey, office: JudgedOffice, about: str) -> Intent:
    return Intent(
        action=f"office_sheets.{action}",
        summary=f"{office.name} ปี {key.fiscal_year} รอบ{key.round.label} {about}",
    )
