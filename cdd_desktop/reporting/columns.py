"""The office's own columns of a table report: what a template says, and what it makes of fields."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar
from uuid import UUID

from cdd_desktop.documents.fitting import most_that_fit
from cdd_desktop.documents.table_fields import TableField, columns_of
from cdd_desktop.errors import ValidationFailed

R = TypeVar("R")

NAME_MAX = 80
HEADING_MAX = 120
COLUMNS_MAX = 200
WEIGHT_LEAST, WEIGHT_MOST = 0.3, 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenColumn:
    """One column of a template. `heading` "" and `weight` None are the field's own."""

    key: str
    heading: str = ""
    weight: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnTemplate:
    """Columns of a report in their order. `version` 0: not saved yet; a saved one without columns
    could not be read."""

    uuid: UUID
    report: str
    name: str
    columns: tuple[ChosenColumn, ...]
    version: int = 0


def template_problems(template: ColumnTemplate) -> dict[str, str]:
    """What is wrong with a template in itself, by field; its keys are not looked up."""
    problems = {}
    if not template.name:
        problems["name"] = "ยังไม่ได้ตั้งชื่อแม่แบบ กรุณาพิมพ์ชื่อ เช่น เลขที่หนังสือสั่งการ"
    elif len(template.name) > NAME_MAX:
        problems["name"] = f"ชื่อแม่แบบยาวเกิน {NAME_MAX} ตัวอักษร กรุณาย่อให้สั้นลง"
    keys = [column.key for column in template.columns]
    if not keys:
        problems["columns"] = "ยังไม่ได้เลือกคอลัมน์ กรุณาเลือกอย่างน้อยหนึ่งคอลัมน์"
    elif len(keys) > COLUMNS_MAX:
        problems["columns"] = f"เลือกได้ไม่เกิน {COLUMNS_MAX} คอลัมน์ กรุณานำบางคอลัมน์ออก"
    elif len(set(keys)) < len(keys):
        problems["columns"] = "มีคอลัมน์เดียวกันมากกว่าหนึ่งครั้ง กรุณานำที่ซ้ำออก"
    elif any(len(column.heading) > HEADING_MAX for column in template.columns):
        problems["columns"] = f"หัวคอลัมน์ยาวเกิน {HEADING_MAX} ตัวอักษร กรุณาย่อให้สั้นลง"
    elif any(
        column.weight is not None and not WEIGHT_LEAST <= column.weight <= WEIGHT_MOST
        for column in template.columns
    ):
        problems["columns"] = (
            f"ความกว้างของคอลัมน์ต้องอยู่ระหว่าง {WEIGHT_LEAST} ถึง {WEIGHT_MOST} กรุณาตรวจตัวเลข"
        )
    return problems


def require_sound(template: ColumnTemplate) -> None:
    """Raise `ValidationFailed` where a kept template is not what the program would have kept."""
    if not template.columns or template_problems(template):
        raise ValidationFailed(
            {
                "columns": f"แม่แบบคอลัมน์ “{template.name}” เปิดอ่านไม่ได้ "
                "อาจเสียหายหรือทำจากโปรแกรมรุ่นใหม่กว่า "
                "กรุณาเลือกคอลัมน์ใหม่แล้วบันทึกทับ หรือลบแม่แบบนี้แล้วเลือกแม่แบบอื่น"
            }
        )


def chosen(fields: Sequence[TableField[R]], template: ColumnTemplate) -> tuple[TableField[R], ...]:
    """The template's columns, as fields under their headings.

    Raises `ValidationFailed` naming each column that the report does not know (any more).
    """
    known = {field.key: field for field in fields}
    unknown = [column for column in template.columns if column.key not in known]
    if unknown:
        told = ", ".join(f"“{column.heading or column.key}”" for column in unknown)
        raise ValidationFailed(
            {
                "columns": f"แม่แบบคอลัมน์ “{template.name}” มีคอลัมน์ที่รายงานหรือแบบประเมินนี้ไม่มี: {told} "
                "กรุณาเปิดคอลัมน์ของรายงาน นำคอลัมน์นั้นออกแล้วบันทึก หรือเลือกแม่แบบอื่น"
            }
        )
    return tuple(_as_chosen(known[column.key], column) for column in template.columns)


def require_legible(fields: Sequence[TableField[R]], name: str) -> None:
    """Raise `ValidationFailed` where no page holds the columns so that they can be read."""
    columns = columns_of(fields)
    fits = most_that_fit(columns)
    if fits < len(columns):
        raise ValidationFailed(
            {
                "columns": f"แม่แบบคอลัมน์ “{name}” มี {len(columns)} คอลัมน์ "
                f"กระดาษ A4 แนวนอนพิมพ์ให้อ่านได้ {fits} คอลัมน์แรก "
                f"กรุณานำออก {len(columns) - fits} คอลัมน์ หรือบันทึกเป็น Excel ซึ่งไม่จำกัด"
            }
        )


def _as_chosen(field: TableField[R], column: ChosenColumn) -> TableField[R]:
    return replace(
        field,
        heading=column.heading or field.heading,
        weight=field.weight if column.weight is None else column.weight,
    )
