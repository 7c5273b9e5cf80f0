"""The steps of the workflow as a setting: shipped as offices are believed to work, theirs to edit.

Source of the shipped steps: office practice as described by officers; no regulation was found.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from cdd_desktop.checklists.workflow.records import ANNOUNCED, NAME_MAX, Holder, Step, Way
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.storage.settings import Setting
from cdd_desktop.thai.text import clean_line

_KEY = re.compile(r"[a-z][a-z0-9_]{0,19}")
_MAX = 12

SHIPPED = Way(
    (
        Step(key="self", name="หมู่บ้านประเมินตนเอง", holder=Holder.VILLAGE),
        Step(key="tambon", name="ตำบล", holder=Holder.TAMBON),
        Step(key="amphoe", name="อำเภอรับรอง", holder=Holder.AMPHOE),
        Step(key="sent", name="ส่งจังหวัด", holder=Holder.AMPHOE, needs_letter=True),
        Step(key="province", name="จังหวัดตรวจสอบ", holder=Holder.PROVINCE),
        Step(key=ANNOUNCED, name="ประกาศ", holder=Holder.PROVINCE, locks=True),
    )
)


def checked_way(steps: Sequence[Step], used: Collection[str] = ()) -> Way:
    """The steps without stray blanks, as a way; raises `ValidationFailed`.

    `used` are the keys that sheets stand at or moved through: those steps stay.
    """
    way = Way(tuple(replace(step, name=clean_line(step.name)) for step in steps))
    problems = _faults(way, used)
    if problems:
        raise ValidationFailed({"steps": problems[0]})
    return way


def _faults(way: Way, used: Collection[str]) -> list[str]:
    keys = [step.key for step in way.steps]
    names = [step.name for step in way.steps]
    faults = []
    if len(way.steps) > _MAX:
        faults.append(f"ขั้นตอนมีได้ไม่เกิน {_MAX} ขั้น กรุณาลบขั้นที่ไม่ใช้")
    if len(set(keys)) < len(keys) or not all(map(_KEY.fullmatch, keys)):
        faults.append("รหัสของขั้นตอนซ้ำกันหรืออ่านไม่ได้ กรุณาลบขั้นนั้นแล้วเพิ่มใหม่")
    if not all(names) or any(len(name) > NAME_MAX for name in names):
        faults.append(f"ทุกขั้นต้องมีชื่อ ยาวไม่เกิน {NAME_MAX} ตัวอักษร กรุณาแก้ชื่อ")
    if len(set(names)) < len(names):
        faults.append("ชื่อขั้นตอนซ้ำกัน กรุณาตั้งชื่อให้ต่างกัน")
    if not way.steps or way.last.key != ANNOUNCED or not (way.last.is_active and way.last.locks):
        faults.append("ขั้นสุดท้ายต้องเป็นการประกาศ ซึ่งใช้อยู่และล็อกคำตอบเสมอ กรุณาย้ายการประกาศไปไว้ท้ายสุด")
    elif len(way.active) == 1 or way.first.locks:
        faults.append("ขั้นแรกที่ใช้ต้องยังแก้คำตอบได้ กรุณาเลือกให้ล็อกตั้งแต่ขั้นหลังจากนั้น")
    lost = sorted(set(used) - set(keys))
    if lost:
        faults.append("ขั้นที่มีแบบประเมินผ่านไปแล้วลบไม่ได้ กรุณาเลือกไม่ใช้ขั้นนั้นแทนการลบ")
    return faults


def _as_kept(way: Way) -> list[dict[str, Any]]:
    """The steps as the setting keeps them."""
    return [
        {
            "key": step.key,
            "name": step.name,
            "holder": step.holder.value,
            "needs_letter": step.needs_letter,
            "locks": step.locks,
            "is_active": step.is_active,
        }
        for step in way.steps
    ]


def _read(value: Any) -> Way:
    """Raises ValueError on what is no way."""
    try:
        return checked_way(
            [
                Step(
                    key=str(each["key"]),
                    name=str(each["name"]),
                    holder=Holder(each["holder"]),
                    needs_letter=bool(each["needs_letter"]),
                    locks=bool(each["locks"]),
                    is_active=bool(each["is_active"]),
                )
                for each in value
            ]
        )
    except (TypeError, KeyError, ValidationFailed) as fault:
        raise ValueError("no steps of a workflow") from fault


STEPS = Setting(
    key="checklists.steps",
    label="ขั้นตอนการรับรองผลการประเมิน",
    default=SHIPPED,
    read=_read,
    write=_as_kept,
)
