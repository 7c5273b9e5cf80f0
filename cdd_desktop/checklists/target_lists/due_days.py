"""What the office does with due days: by when sheets are to have reached a step."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from cdd_desktop.checklists.instruments import Round
from cdd_desktop.checklists.service import ChecklistService
from cdd_desktop.checklists.target_lists.keeping import STALE, change, intended, new_uuid
from cdd_desktop.checklists.target_lists.records import DueDay, due_problems
from cdd_desktop.checklists.target_lists.rows import due_days_in, due_of, due_row, due_twin
from cdd_desktop.checklists.target_lists.tables import DueDayRow
from cdd_desktop.checklists.workflow.records import Way
from cdd_desktop.checklists.workflow.steps import STEPS
from cdd_desktop.errors import NotFound, StaleRecord, ValidationFailed
from cdd_desktop.places.areas import Areas
from cdd_desktop.storage.settings import setting_in
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.calendar import fiscal_year_span
from cdd_desktop.thai.text import clean_line

_GONE = "ไม่พบรายการนี้แล้ว อาจถูกเอาออกไปก่อนหน้า กรุณาเปิดหน้าเป้าหมายใหม่"
_TWIN = "มีวันครบกำหนดของขั้นนี้ในพื้นที่เดียวกันอยู่แล้ว กรุณาแก้รายการเดิม"
_AFTER_YEAR = timedelta(days=366)  # what a year owes may be asked for in the next


class DueDays:
    """The due days of a year's sheets."""

    def __init__(self, store: Store, checklists: ChecklistService, areas: Areas) -> None:
        self._store = store
        self._checklists = checklists
        self._areas = areas

    def way(self) -> Way:
        """The steps of the workflow, as due days name them."""
        with self._store.reading() as session:
            return setting_in(session, STEPS)

    def due_days(
        self, instrument_id: str, year: int, round_: Round, area_code: str = ""
    ) -> tuple[DueDay, ...]:
        """Those that hold in an area, in what lies in it or in what it lies in; by day."""
        with self._store.reading() as session:
            return due_days_in(session, [instrument_id], year, round_, area_code)

    def begin_due_day(
        self, instrument_id: str, year: int, round_: Round, area_code: str = ""
    ) -> DueDay:
        """A new due day of the first step, at the end of the year; nothing is saved."""
        return DueDay(
            uuid=new_uuid(),
            instrument=instrument_id,
            fiscal_year=year,
            round=round_,
            step=self.way().first.key,
            due_on=fiscal_year_span(year)[1],
            area_code=area_code,
        )

    def save_due_day(self, due: DueDay) -> DueDay:
        """Keep a due day, new (version 0) or changed.

        Raises `ValidationFailed` by field (`due_on`, `area_code`, `step`, `owed_by`) or
        `StaleRecord`.
        """
        due = replace(due, owed_by=clean_line(due.owed_by))
        newest = self._checklists.instrument(due.instrument, due.fiscal_year)
        problems = due_problems(due, fiscal_year_span(due.fiscal_year)[1] + _AFTER_YEAR)
        if due.area_code and self._areas.find(due.area_code) is None:
            problems["area_code"] = f"ไม่พบพื้นที่รหัส {due.area_code} กรุณาเลือกพื้นที่จากรายการ"
        if problems:
            raise ValidationFailed(problems)
        intent = intended("save_due_day", f"วันครบกำหนด {newest.short_title} ปี {due.fiscal_year}")
        with self._store.writing(intent) as work:
            way = setting_in(work.session, STEPS)
            if due.step not in {step.key for step in way.active}:
                raise ValidationFailed({"step": "ไม่มีขั้นตอนนี้แล้ว กรุณาเลือกขั้นตอนจากรายการ"})
            if due_twin(work.session, due):
                raise ValidationFailed({"area_code": _TWIN})
            row = due_row(work.session, due.uuid)
            if (0 if row is None else row.version) != due.version:
                raise StaleRecord(STALE)
            columns = {
                "instrument": due.instrument,
                "fiscal_year": due.fiscal_year,
                "round": due.round.value,
                "step": due.step,
                "area_code": due.area_code,
                "due_on": due.due_on,
                "owed_by": due.owed_by,
            }
            if row is None:
                row = DueDayRow(uuid=due.uuid, **columns)
                work.add(row)
            else:
                change(row, columns)
            work.session.flush()
            return due_of(row)

    def remove_due_day(self, uuid: UUID) -> None:
        """Take a due day away. Raises `NotFound`."""
        with self._store.writing(intended("remove_due_day", "ลบวันครบกำหนด")) as work:
            row = due_row(work.session, uuid)
            if row is None:
                raise NotFound(_GONE)
            work.session.delete(row)
