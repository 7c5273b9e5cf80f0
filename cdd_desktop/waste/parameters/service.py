"""What the office does with rates and targets: enter its own with their source, take them out."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session
from uuid6 import uuid7

from cdd_desktop.errors import NotFound, StaleRecord, ValidationFailed
from cdd_desktop.lookups.records import Confidence
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.text import clean_line
from cdd_desktop.waste.parameters.library import shipped
from cdd_desktop.waste.parameters.records import Parameter, Parameters, Rate, Target
from cdd_desktop.waste.parameters.rows import (
    parameter_of,
    parameter_row,
    parameters_in,
    target_of,
    target_row,
)
from cdd_desktop.waste.parameters.rules import is_twin, parameter_problems, target_problems
from cdd_desktop.waste.parameters.tables import WasteParameterRow, WasteTargetRow

_Row = TypeVar("_Row", WasteParameterRow, WasteTargetRow)

_ABOVE = (2, 4, 6)  # digits of the codes of areas that an area may lie in
_STALE = "รายการนี้ถูกแก้ไขหรือเอาออกไปแล้วจากหน้าต่างอื่น กรุณาเปิดใหม่แล้วแก้อีกครั้ง"
_GONE = "ไม่พบรายการนี้แล้ว อาจถูกเอาออกไปก่อนหน้า กรุณาเปิดหน้าอัตราและเป้าหมายใหม่"
_TWIN = "มีค่าของอัตรานี้ในพื้นที่และวันที่เดียวกันอยู่แล้ว กรุณาแก้รายการเดิม หรือเลือกวันที่อื่น"
_TARGET_TWIN = "มีเป้าหมายของตัววัดนี้ในพื้นที่และปีเดียวกันอยู่แล้ว กรุณาแก้รายการเดิม"


class ParameterService:
    """Rates that estimates and checks use, and what areas are to reach in a year."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def parameters(self) -> Parameters:
        """The rates that come with the program and the office's own."""
        with self._store.reading() as session:
            return parameters_in(session)

    def begin(self, rate: Rate, area_code: str = "", from_day: date | None = None) -> Parameter:
        """A value of the office's own for a form to fill in; nothing is saved."""
        called = next(one for one in shipped().entries if one.rate is rate)
        return Parameter(
            rate=rate,
            label=called.label,
            unit=called.unit,
            value=None,
            area_code=area_code,
            from_day=from_day,
            confidence=Confidence.OWN,
            uuid=UUID(int=uuid7().int),
        )

    def save(self, parameter: Parameter) -> Parameter:
        """Keep a value of the office's own, new (version 0) or changed; gives it as it stands.

        An empty value says that the rate is not known there from that day on. Raises
        `ValidationFailed` by field (`value`, `area_code`, `from_day`, `source`) or `StaleRecord`.
        """
        told = replace(parameter, source=clean_line(parameter.source))
        if told.uuid is None:
            told = replace(told, uuid=UUID(int=uuid7().int), confidence=Confidence.OWN)
        if problems := parameter_problems(told):
            raise ValidationFailed(problems)
        intent = Intent(action="waste.save_rate", summary=f"บันทึกอัตรา{told.label}")
        with self._store.writing(intent) as work:
            if is_twin(told, parameters_in(work.session).entries):
                raise ValidationFailed({"from_day": _TWIN})
            row = parameter_row(work.session, told.uuid) if told.uuid else None
            _require_same(row, told.version)
            columns = {
                "rate": told.rate.value,
                "area_code": told.area_code,
                "from_day": told.from_day,
                "value": told.value,
                "source": told.source,
                "confidence": told.confidence.value,
            }
            if row is None:
                row = WasteParameterRow(uuid=told.uuid, **columns)
                work.add(row)
            else:
                _change(row, columns)
            work.session.flush()  # it counts the version
            return parameter_of(row)

    def remove(self, uuid: UUID) -> None:
        """Take a value of the office's own out; what holds without it holds. Raises `NotFound`."""
        with self._store.reading() as session:
            label = parameter_of(_found(parameter_row(session, uuid))).label
        intent = Intent(action="waste.remove_rate", summary=f"เอาอัตรา{label}ออก")
        with self._store.writing(intent) as work:
            work.session.delete(_found(parameter_row(work.session, uuid)))

    def targets(self, area_code: str, year: int) -> tuple[Target, ...]:
        """The targets of a fiscal year (Buddhist) for an area, what lies in it and what it lies in.

        By area code and measure.
        """
        above = [area_code[:length] for length in _ABOVE if length < len(area_code)]
        wanted = select(WasteTargetRow).where(
            WasteTargetRow.fiscal_year == year,
            or_(
                WasteTargetRow.area_code.startswith(area_code, autoescape=True),
                WasteTargetRow.area_code.in_(above),
            ),
        )
        ordered = wanted.order_by(WasteTargetRow.area_code, WasteTargetRow.measure)
        with self._store.reading() as session:
            return tuple(map(target_of, session.scalars(ordered)))

    def save_target(self, target: Target, *, label: str, unit: str) -> Target:
        """Keep a target, new (version 0) or changed; gives it as it stands.

        `label` and `unit` are those of its measure. Raises `ValidationFailed` by field or
        `StaleRecord`.
        """
        told = replace(target, source=clean_line(target.source))
        if problems := target_problems(told, unit):
            raise ValidationFailed(problems)
        intent = Intent(
            action="waste.save_target", summary=f"บันทึกเป้าหมาย{label} ปี {told.fiscal_year}"
        )
        with self._store.writing(intent) as work:
            if _target_twin(work.session, told):
                raise ValidationFailed({"measure": _TARGET_TWIN})
            row = target_row(work.session, told.uuid)
            _require_same(row, told.version)
            columns = {
                "area_code": told.area_code,
                "fiscal_year": told.fiscal_year,
                "measure": told.measure,
                "value": told.value,
                "source": told.source,
            }
            if row is None:
                row = WasteTargetRow(uuid=told.uuid, **columns)
                work.add(row)
            else:
                _change(row, columns)
            work.session.flush()
            return target_of(row)

    def remove_target(self, uuid: UUID) -> None:
        """Take a target out. Raises `NotFound`."""
        intent = Intent(action="waste.remove_target", summary="เอาเป้าหมายออก")
        with self._store.writing(intent) as work:
            work.session.delete(_found(target_row(work.session, uuid)))


def _require_same(row: WasteParameterRow | WasteTargetRow | None, version: int) -> None:
    if (0 if row is None else row.version) != version:
        raise StaleRecord(_STALE)


def _found(row: _Row | None) -> _Row:
    if row is None:
        raise NotFound(_GONE)
    return row


def _change(row: WasteParameterRow | WasteTargetRow, columns: Mapping[str, Any]) -> None:
    for column, value in columns.items():
        if getattr(row, column) != value:
            setattr(row, column, value)


def _target_twin(session: Session, target: Target) -> bool:
    taken = session.scalar(
        select(WasteTargetRow.uuid).where(
            WasteTargetRow.area_code == target.area_code,
            WasteTargetRow.fiscal_year == target.fiscal_year,
            WasteTargetRow.measure == target.measure,
        )
    )
    return taken is not None and taken != target.uuid
