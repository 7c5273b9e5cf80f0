"""The office's templates of columns: kept by report, named, changed and removed."""

import json
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from uuid6 import uuid7

from cdd_desktop.errors import NotFound, StaleRecord, ValidationFailed
from cdd_desktop.reporting.columns import ChosenColumn, ColumnTemplate, template_problems
from cdd_desktop.reporting.tables import ColumnTemplateRow
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.collation import name_key
from cdd_desktop.thai.text import clean_line

_FORMAT = 1  # of the JSON; a later one that reads differently counts up
_GONE = "ไม่พบแม่แบบคอลัมน์นี้แล้ว อาจถูกลบไปก่อนหน้า กรุณาเลือกแม่แบบใหม่"
_STALE = "แม่แบบคอลัมน์นี้ถูกแก้ไขจากหน้าต่างอื่น กรุณาเปิดคอลัมน์ของรายงานใหม่แล้วแก้อีกครั้ง"


class ColumnTemplateService:
    """Templates of columns; a name is used once in a report."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self, report: str = "") -> tuple[ColumnTemplate, ...]:
        """The templates (of a report) by report and name, in dictionary order."""
        wanted = select(ColumnTemplateRow)
        if report:
            wanted = wanted.where(ColumnTemplateRow.report == report)
        with self._store.reading() as session:
            found = [_template(row) for row in session.scalars(wanted)]
        return tuple(sorted(found, key=lambda one: (one.report, name_key(one.name))))

    def named(self, report: str, reference: str) -> ColumnTemplate:
        """The report's template by its name or uuid; raises `NotFound` naming those there are."""
        told = clean_line(reference)
        every = self.all(report)
        for one in every:
            if told in {one.name, str(one.uuid)}:
                return one
        names = ", ".join(f"“{one.name}”" for one in every)
        remedy = f"กรุณาเลือกจาก: {names}" if names else "กรุณาสร้างในคอลัมน์ของรายงานก่อน"
        what = "" if _is_uuid(told) else f" “{told}”"
        raise NotFound(f"รายงานนี้ไม่มีแม่แบบคอลัมน์{what} {remedy}")

    def begin(self, report: str, name: str, columns: tuple[ChosenColumn, ...]) -> ColumnTemplate:
        """A new template; nothing is saved."""
        uuid = UUID(int=uuid7().int)
        return ColumnTemplate(uuid=uuid, report=report, name=name, columns=columns)

    def save(self, template: ColumnTemplate) -> ColumnTemplate:
        """Keep a new template (version 0) or a changed one; gives it as it stands now.

        Raises `ValidationFailed` by field (`name`, `columns`), `StaleRecord` when it was saved
        elsewhere since it was read, `NotFound` when it is no longer.
        """
        template = replace(
            template,
            name=clean_line(template.name),
            columns=tuple(
                replace(column, heading=clean_line(column.heading)) for column in template.columns
            ),
        )
        if problems := template_problems(template):
            raise ValidationFailed(problems)
        intent = Intent(action="reports.save_columns", summary=f"บันทึกแม่แบบคอลัมน์ “{template.name}”")
        with self._store.writing(intent) as work:
            _require_free(work.session, template)
            if not template.version:
                row = ColumnTemplateRow(uuid=template.uuid, **_columns_of(template))
                work.add(row)
            else:
                row = _row(work.session, template.uuid)
                if row.version != template.version:
                    raise StaleRecord(_STALE)
                for column, value in _columns_of(template).items():
                    if getattr(row, column) != value:
                        setattr(row, column, value)
            work.session.flush()
            return _template(row)

    def rename(self, uuid: UUID, name: str) -> ColumnTemplate:
        """Give it another name; raises what `save` raises."""
        with self._store.reading() as session:
            template = _template(_row(session, uuid))
        return self.save(replace(template, name=name))

    def delete(self, uuid: UUID) -> None:
        """Remove it; reports that used it refuse until another is chosen. Raises `NotFound`."""
        with self._store.reading() as session:
            name = _row(session, uuid).name
        intent = Intent(action="reports.delete_columns", summary=f"ลบแม่แบบคอลัมน์ “{name}”")
        with self._store.writing(intent) as work:
            work.session.delete(_row(work.session, uuid))


def _row(session: Session, uuid: UUID) -> ColumnTemplateRow:
    wanted = select(ColumnTemplateRow).where(ColumnTemplateRow.uuid == uuid)
    row = session.scalars(wanted).one_or_none()
    if row is None:
        raise NotFound(_GONE)
    return row


def _require_free(session: Session, template: ColumnTemplate) -> None:
    taken = session.scalar(
        select(ColumnTemplateRow.uuid).where(
            ColumnTemplateRow.report == template.report, ColumnTemplateRow.name == template.name
        )
    )
    if taken is not None and taken != template.uuid:
        raise ValidationFailed(
            {"name": f"รายงานนี้มีแม่แบบคอลัมน์ชื่อ “{template.name}” แล้ว กรุณาใช้ชื่ออื่น หรือเลือกแม่แบบนั้นแล้วแก้"}
        )


def _columns_of(template: ColumnTemplate) -> dict[str, Any]:
    told = [
        {
            "key": column.key,
            **({"heading": column.heading} if column.heading else {}),
            **({} if column.weight is None else {"weight": column.weight}),
        }
        for column in template.columns
    ]
    return {
        "report": template.report,
        "name": template.name,
        "columns": json.dumps({"format": _FORMAT, "columns": told}, ensure_ascii=False),
    }


def _template(row: ColumnTemplateRow) -> ColumnTemplate:
    return ColumnTemplate(
        uuid=row.uuid,
        report=row.report,
        name=row.name,
        columns=_columns_from(row.columns),
        version=row.version,
    )


def _columns_from(text: str) -> tuple[ChosenColumn, ...]:
    """The columns of a row; none where it is damaged or of a newer program: `require_sound` tells.

    One that cannot be read must not keep the others from being used, nor itself from being mended.
    """
    try:
        told = json.loads(text)
        if told["format"] != _FORMAT:
            return ()
        return tuple(map(_column, told["columns"]))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return ()


def _column(told: Any) -> ChosenColumn:
    """Raises `KeyError`, `TypeError` or `AttributeError` for what we would not have written."""
    column = ChosenColumn(
        key=told["key"], heading=told.get("heading", ""), weight=told.get("weight")
    )
    if not isinstance(column.key, str) or not isinstance(column.heading, str):
        raise TypeError(told)
    if not isinstance(column.weight, float | int | None):
        raise TypeError(told)
    return column


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
