"""What local measures (ถุง, ตะกร้า, ถัง) weigh in a village or an อปท."""

import dataclasses
from collections import defaultdict
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from cdd_desktop.errors import NotFound, StaleRecord, ValidationFailed
from cdd_desktop.lookups.records import ListName
from cdd_desktop.lookups.service import lookup_in
from cdd_desktop.storage.history import Work
from cdd_desktop.thai.calendar import fiscal_year
from cdd_desktop.thai.text import clean_line
from cdd_desktop.waste.amounts import parse_amount
from cdd_desktop.waste.months.records import Calibration
from cdd_desktop.waste.months.rules import calibration_problems, nearest
from cdd_desktop.waste.months.tables import WasteCalibrationRow
from cdd_desktop.waste.months.typed import (
    no_measure,
    not_calibrated,
    split_typed,
    times,
    weight_word,
)
from cdd_desktop.waste.units import Scope, Unit

_STALE = "การชั่งเทียบนี้ถูกแก้ไขหรือลบไปแล้วจากหน้าต่างอื่น กรุณาเปิดใหม่แล้วแก้อีกครั้ง"
_GONE = "ไม่พบการชั่งเทียบนี้แล้ว อาจถูกลบไปก่อนหน้า กรุณาเปิดรายการใหม่"
_KG = "กก."


def calibrations_in(session: Session, unit: Unit) -> tuple[Calibration, ...]:
    """Those of a unit, by measure and item, the newest first. อปท. keep one set for both scopes."""
    rows = session.scalars(
        select(WasteCalibrationRow)
        .where(_of(unit))
        .order_by(
            WasteCalibrationRow.measure,
            WasteCalibrationRow.item,
            WasteCalibrationRow.measured_on.desc(),
        )
    )
    return tuple(
        Calibration(
            uuid=row.uuid,
            unit=unit,
            measure=row.measure,
            item=row.item,
            grams=row.grams,
            measured_on=row.measured_on,
            measured_by=row.measured_by,
            version=row.version,
        )
        for row in rows
    )


def weigh_in(
    session: Session, unit: Unit, measure: str, item: str, count: Decimal, day: date
) -> int | None:
    """What so many of a measure weigh, in grams; None where nobody weighed the measure."""
    known: defaultdict[str, list[Calibration]] = defaultdict(list)
    for one in calibrations_in(session, unit):
        if one.measure == measure:
            known[one.item].append(one)
    found = nearest(known, item, day)
    if found is None:
        return None
    return int((count * found.grams).quantize(Decimal(1), ROUND_HALF_UP))


def parse_typed_in(
    session: Session, unit: Unit, item: str, text: str, day: date
) -> tuple[int | None, str]:
    """A figure as typed, in thousandths, and what to keep of the typing where it was no number.

    Raises `NotAnAmount`, also for a measure that nobody weighed.
    """
    count, word = split_typed(text)
    if not word:
        return parse_amount(text), ""
    year = fiscal_year(day)
    entry = lookup_in(session, ListName.WASTE_ITEM).entry(item, year)
    label = item if entry is None else entry.label
    told_unit = "" if entry is None else str(entry.traits.get("unit", ""))
    if word == told_unit:
        return parse_amount(count), ""
    if told_unit != _KG:
        raise no_measure(word, label)
    if (grams := weight_word(word)) is not None:
        return times(count, grams), ""
    measures = lookup_in(session, ListName.WASTE_MEASURE).at(year)
    measure = next((one for one in measures if one.label == word), None)
    if measure is None:
        raise no_measure(word, label)
    amount = parse_amount(count)
    if amount is None:
        return None, ""
    weight = weigh_in(session, unit, measure.key, item, Decimal(amount).scaleb(-3), day)
    if weight is None:
        raise not_calibrated(word, label)
    return weight, f"{count} {word}"


def write_calibration(work: Work, one: Calibration, today: date) -> Calibration:
    """Let this be what a measure weighs; raises `ValidationFailed` or `StaleRecord`."""
    session = work.session
    one = dataclasses.replace(one, measured_by=clean_line(one.measured_by))
    measures, items = (
        lookup_in(session, name) for name in (ListName.WASTE_MEASURE, ListName.WASTE_ITEM)
    )
    problems = calibration_problems(one, measures, items, today)
    twin = session.scalar(
        select(WasteCalibrationRow.id).where(
            _of(one.unit),
            WasteCalibrationRow.measure == one.measure,
            WasteCalibrationRow.item == one.item,
            WasteCalibrationRow.measured_on == one.measured_on,
            WasteCalibrationRow.uuid != one.uuid,
        )
    )
    if twin is not None:
        problems.setdefault("measured_on", "วันนี้มีการชั่งเทียบหน่วยเดียวกันแล้ว กรุณาแก้รายการเดิม หรือเลือกวันอื่น")
    if problems:
        raise ValidationFailed(problems)
    row = _find(session, one.uuid)
    if (0 if row is None else row.version) != one.version:
        raise StaleRecord(_STALE)
    columns = {
        "measure": one.measure,
        "item": one.item,
        "grams": one.grams,
        "measured_on": one.measured_on,
        "measured_by": one.measured_by,
    }
    if row is None:
        row = WasteCalibrationRow(
            uuid=one.uuid,
            village_id=one.unit.village_id,
            government_id=one.unit.government_id,
            **columns,
        )
        work.add(row)
    else:
        for name, value in columns.items():
            if getattr(row, name) != value:
                setattr(row, name, value)
    session.flush()
    return dataclasses.replace(one, version=row.version)


def drop_calibration(work: Work, uuid: UUID) -> None:
    """Take one out; figures that were typed with it stay as they are. Raises `NotFound`."""
    row = _find(work.session, uuid)
    if row is None:
        raise NotFound(_GONE)
    work.session.delete(row)


def _find(session: Session, uuid: UUID) -> WasteCalibrationRow | None:
    wanted = select(WasteCalibrationRow).where(WasteCalibrationRow.uuid == uuid)
    return session.scalars(wanted).one_or_none()


def _of(unit: Unit) -> ColumnElement[bool]:
    if unit.scope is Scope.VILLAGE:
        return WasteCalibrationRow.village_id == unit.village_id
    return WasteCalibrationRow.government_id == unit.government_id
