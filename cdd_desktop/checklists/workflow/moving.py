"""Which sheets may make a move; a batch moves whole or not at all."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from cdd_desktop.checklists.copies import copies_of
from cdd_desktop.checklists.words import sheet_labels
from cdd_desktop.checklists.workflow.records import (
    ANNOUNCED,
    TEXT_MAX,
    MoveKind,
    Way,
    WorkflowRefused,
)
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.thai.text import clean_text

_TOLD = 5  # refused sheets named in one message


def require_words(reason: str, on: date, today: date, *, is_needed: bool = False) -> str:
    """The reason without stray blanks; raises `ValidationFailed` by `reason` and `on`."""
    reason = clean_text(reason)
    problems = {}
    if is_needed and not reason:
        problems["reason"] = "กรุณากรอกเหตุผล เพื่อให้ผู้รับทราบว่าต้องแก้อะไร"
    elif len(reason) > TEXT_MAX:
        problems["reason"] = f"เหตุผลยาวเกิน {TEXT_MAX} ตัวอักษร กรุณาย่อให้สั้นลง"
    if on > today:
        problems["on"] = "วันที่ยังมาไม่ถึง กรุณาตรวจวันที่"
    if problems:
        raise ValidationFailed(problems)
    return reason


def require_move(
    session: Session, rows: Sequence[Mapping[Any, Any]], kind: MoveKind, way: Way, to: str
) -> None:
    """Raise `WorkflowRefused` unless every sheet (rows whole) can move to the step."""
    if not rows:
        raise WorkflowRefused("ยังไม่ได้เลือกแบบประเมิน กรุณาเลือกอย่างน้อยหนึ่งหมู่บ้าน")
    if to not in {step.key for step in way.active}:
        raise WorkflowRefused("ขั้นที่เลือกไม่ได้ใช้อยู่ กรุณาเลือกขั้นอื่น หรือเปิดใช้ขั้นนั้นในการตั้งค่าขั้นตอน")
    refused = list(_refused(session, rows, kind, way, to))
    if not refused:
        return
    labels = sheet_labels(session, [(row["id"],) for row, _ in refused[:_TOLD]])
    told = [f"{label}: {why}" for label, (_, why) in zip(labels, refused, strict=False)]
    more = len(refused) - len(told)
    if more:
        told.append(f"และอีก {more:,} แบบ")
    raise WorkflowRefused("\n".join(("ยังไม่ได้ย้ายแบบใดเลย", *told)))


def _refused(
    session: Session, rows: Sequence[Mapping[Any, Any]], kind: MoveKind, way: Way, to: str
) -> Iterator[tuple[Mapping[Any, Any], str]]:
    copies = copies_of(session)
    target = way.rank(to)
    for row in rows:
        at = way.at(row["stage"])
        rank = way.rank(row["stage"])
        if kind is MoveKind.FORWARD:
            asked = len(copies[row["instrument_copy_id"]].indicators)
            left = asked - row["answered"]
            if not asked:
                yield row, "แบบประเมินยังไม่มีตัวชี้วัด กรุณานำเข้าตัวชี้วัดในมุมมอง “แบบประเมิน” ก่อน"
            elif left > 0:
                yield row, f"ยังไม่ได้ตอบอีก {left} ข้อ กรุณาตอบให้ครบก่อน"
            elif rank >= target:
                yield row, f"อยู่ขั้น “{at.name}” แล้ว กรุณาเลือกขั้นถัดไป"
        elif kind is MoveKind.RETURNED:
            if at.key == ANNOUNCED:
                yield row, "ประกาศแล้ว กรุณาใช้คำสั่งปลดล็อกแทน"
            elif rank <= target:
                yield row, f"อยู่ขั้น “{at.name}” ซึ่งยังไม่ผ่านขั้นที่จะส่งคืน กรุณาเลือกขั้นก่อนหน้า"
        elif not way.is_locked(row["stage"]):
            yield row, f"อยู่ขั้น “{at.name}” ซึ่งไม่ได้ล็อก แก้คำตอบได้โดยไม่ต้องปลดล็อก"
