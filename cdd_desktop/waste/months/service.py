"""What the office does with months: tell, correct, close, confirm."""

import dataclasses
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.calendar import day_in_thailand
from cdd_desktop.thai.months import last_month, month_name
from cdd_desktop.waste.bins.records import BinCount
from cdd_desktop.waste.months.calibrations import (
    calibrations_in,
    drop_calibration,
    parse_typed_in,
    write_calibration,
)
from cdd_desktop.waste.months.checks import ClosingProblems, Doubt, DoubtLine
from cdd_desktop.waste.months.closing import Freeze, close_in, closing_of, closings_in
from cdd_desktop.waste.months.corrections import CorrectionLine, corrections_in
from cdd_desktop.waste.months.counts import missing_in
from cdd_desktop.waste.months.doubting import (
    CountedBins,
    confirm_in,
    doubts_about,
    doubts_in,
)
from cdd_desktop.waste.months.keeping import keep_in, record_in
from cdd_desktop.waste.months.records import (
    Basis,
    Calibration,
    Closing,
    Confirmation,
    Fate,
    Figure,
    MonthRecord,
)
from cdd_desktop.waste.months.rows import read_area
from cdd_desktop.waste.months.rules import require_month
from cdd_desktop.waste.months.unit_lines import UnitLine
from cdd_desktop.waste.months.unit_reading import unit_line_of, unit_lines_in
from cdd_desktop.waste.units import Scope, Unit


class MonthService:
    """The office's records of months. A month is the date of its first day.

    `freeze` keeps what an amphoe has of bins in a month that is being closed; `counted` tells what
    the units of an area have of them in a month.
    """

    def __init__(self, store: Store, *, freeze: Freeze, counted: CountedBins) -> None:
        self._store = store
        self._counted = counted
        self._freeze = freeze

    # reading

    def units(
        self, area_code: str, month: date, scope: Scope = Scope.VILLAGE
    ) -> tuple[UnitLine, ...]:
        """The units of an area that stand on the last day of a month, in official order.

        Of a tambon the อปท. that have a village there; of a village none.
        """
        with self._store.reading() as session:
            return unit_lines_in(session, area_code, month, scope)

    def unit(self, unit: Unit, month: date) -> UnitLine | None:
        """A unit as it stood on the last day of a month; None where it did not."""
        with self._store.reading() as session:
            return unit_line_of(session, unit, month)

    def records(
        self, area_code: str, months: Sequence[date], scope: Scope | None = None
    ) -> tuple[MonthRecord, ...]:
        """What the units of an area told, by month and official code, villages before อปท."""
        with self._store.reading() as session:
            return read_area(session, area_code, months, scope)

    def get(self, unit: Unit, month: date) -> MonthRecord:
        """The record of a unit for a month; an empty one of version 0 where nothing is told."""
        with self._store.reading() as session:
            return record_in(session, unit, month)

    # telling

    def save(self, record: MonthRecord, *, reason: str = "") -> MonthRecord:
        """Let this be the record of its unit and month, whole; an empty one is removed.

        Raises `MonthRefused` for a month to come, `MonthClosed` for a closed one without a reason
        (with one, what changes is kept as corrections), `ValidationFailed` by field (see
        `rules.record_problems`; `unit` where it does not stand that month), or `StaleRecord`.
        """
        intent = Intent(action="waste.save_month", summary=self._told("บันทึกขยะ", record))
        with self._store.writing(intent) as work:
            return keep_in(work, [record], reason, self._today(), alone=True)[0]

    def save_many(
        self, records: Sequence[MonthRecord], *, summary: str, source: str = "", reason: str = ""
    ) -> tuple[MonthRecord, ...]:
        """`save` many, all or none, as one operation; problems are keyed `<uuid>/<field>`."""
        intent = Intent(action="waste.save_months", summary=summary, source=source)
        with self._store.writing(intent) as work:
            return keep_in(work, records, reason, self._today(), alone=False)

    def change(
        self,
        unit: Unit,
        month: date,
        item: str,
        basis: Basis,
        amount: int | None,
        *,
        typed: str = "",
        reason: str = "",
    ) -> MonthRecord:
        """Let one figure be so much; None takes it out. Raises as `save`."""
        intent = self._intent_of_change(unit, month)
        with self._store.writing(intent) as work:
            held = record_in(work.session, unit, month)
            figures = [f for f in held.figures if (f.item, f.basis) != (item, basis)]
            if amount is not None:
                figures.append(
                    Figure(item=item, stream=item, basis=basis, amount=amount, typed=typed)
                )
            record = dataclasses.replace(held, figures=tuple(figures))
            return keep_in(work, [record], reason, self._today(), alone=True)[0]

    def change_fate(
        self,
        unit: Unit,
        month: date,
        stream: str,
        fate: str,
        told: bool,
        amount: int | None = None,
        *,
        reason: str = "",
    ) -> MonthRecord:
        """Let this have become of a stream, or not (`told` False). Raises as `save`."""
        intent = self._intent_of_change(unit, month)
        with self._store.writing(intent) as work:
            held = record_in(work.session, unit, month)
            fates = [f for f in held.fates if (f.stream, f.fate) != (stream, fate)]
            if told:
                fates.append(Fate(stream=stream, fate=fate, amount=amount))
            record = dataclasses.replace(held, fates=tuple(fates))
            return keep_in(work, [record], reason, self._today(), alone=True)[0]

    # local measures

    def parse_typed(self, unit: Unit, item: str, text: str, day: date) -> tuple[int | None, str]:
        """`12.5`, `3 ถุง`, `2 ตัน`: thousandths of the item's unit, and what was typed where it
        was of a local measure. Raises `NotAnAmount`."""
        with self._store.reading() as session:
            return parse_typed_in(session, unit, item, text, day)

    def calibrations(self, unit: Unit) -> tuple[Calibration, ...]:
        """What measures weigh in a unit, by measure and item, the newest first."""
        with self._store.reading() as session:
            return calibrations_in(session, unit)

    def save_calibration(self, calibration: Calibration) -> Calibration:
        """Keep what a measure weighs; figures typed before stay. Raises `ValidationFailed` by
        field, or `StaleRecord`."""
        intent = Intent(action="waste.calibrate", summary="บันทึกการชั่งเทียบหน่วยตวง")
        with self._store.writing(intent) as work:
            return write_calibration(work, calibration, self._today())

    def remove_calibration(self, uuid: UUID) -> None:
        """Take one out. Raises `NotFound`."""
        intent = Intent(action="waste.remove_calibration", summary="ลบการชั่งเทียบหน่วยตวง")
        with self._store.writing(intent) as work:
            drop_calibration(work, uuid)

    # closing

    def closings(self, area_code: str, months: Sequence[date]) -> tuple[Closing, ...]:
        """The closed months of the amphoe of an area, or of the amphoe that it lies in."""
        with self._store.reading() as session:
            return closings_in(session, area_code, months)

    def closing(self, unit: Unit, month: date) -> Closing | None:
        """The closing of a unit's month; None while it is open."""
        with self._store.reading() as session:
            return closing_of(session, unit, month)

    def is_closed(self, unit: Unit, month: date) -> bool:
        """Whether a unit's month changes by corrections only."""
        return self.closing(unit, month) is not None

    def close(self, area_code: str, month: date, note: str = "") -> tuple[Closing, ...]:
        """Close a month of an amphoe, or of each amphoe of a province that is open; what is known
        of bins is kept as it stands. Raises `MonthRefused` or `ValidationFailed`."""
        intent = Intent(
            action="waste.close_month", summary=f"ปิดเดือน {month_name(month)} ของบันทึกขยะ"
        )
        with self._store.writing(intent) as work:
            today = self._today()
            require_month(month, today)
            return close_in(work, area_code, month, note, today, self._freeze)

    def corrections(self, area_code: str, months: Sequence[date]) -> tuple[CorrectionLine, ...]:
        """What was changed after closing, by month, unit and day."""
        with self._store.reading() as session:
            return corrections_in(session, area_code, months)

    # checks

    def doubts(
        self, area_code: str, month: date, bins: Mapping[Unit, BinCount] | None = None
    ) -> tuple[DoubtLine, ...]:
        """What is to be doubted in the records of an area for a month, in official order, each
        with why it is right where somebody said so. `bins`: their counts where they were just
        read, for counting them is the dearest part."""
        counted = self._counted(area_code, month) if bins is None else bins
        with self._store.reading() as session:
            return doubts_in(session, area_code, month, counted)

    def doubts_of(self, record: MonthRecord) -> tuple[Doubt, ...]:
        """What is to be doubted in a record as it stands, kept or not."""
        unit, month = record.unit, record.month
        line = self.unit(unit, month)
        if line is None:
            return ()
        bins = self._counted(line.place_code, month)
        with self._store.reading() as session:
            before = record_in(session, unit, last_month(month))
            return doubts_about(session, record, before if before.version else None, line, bins)

    def review(self, area_code: str, months: Sequence[date]) -> tuple[DoubtLine, ...]:
        """`doubts` of several months."""
        return tuple(one for month in months for one in self.doubts(area_code, month))

    def confirm(self, record: UUID, doubt: Doubt, reason: str) -> Confirmation:
        """Keep why what is doubted is right; it holds while the doubt tells the same. Raises
        `ValidationFailed` by `reason`, or `NotFound`."""
        intent = Intent(action="waste.confirm", summary=f"ยืนยันข้อมูลขยะ: {doubt.told}")
        with self._store.writing(intent) as work:
            return confirm_in(work, record, doubt, reason, self._today())

    def closing_problems(self, area_code: str, month: date) -> ClosingProblems:
        """What to look at before a month is closed: villages that told nothing, and doubts that
        nobody confirmed."""
        with self._store.reading() as session:
            missing = missing_in(session, area_code, month)
        open_doubts = (one for one in self.doubts(area_code, month) if one.confirmation is None)
        return ClosingProblems(missing=missing, doubts=tuple(open_doubts))

    # inside

    def _today(self) -> date:
        return day_in_thailand(self._store.now())

    def _intent_of_change(self, unit: Unit, month: date) -> Intent:
        with self._store.reading() as session:
            line = unit_line_of(session, unit, month)
        whose = "" if line is None else f" {line.label}"
        return Intent(action="waste.change_month", summary=f"แก้บันทึกขยะ {month_name(month)}{whose}")

    def _told(self, verb: str, record: MonthRecord) -> str:
        line = self.unit(record.unit, record.month)
        whose = "" if line is None else f" {line.label}"
        return f"{verb} {month_name(record.month)}{whose}"
