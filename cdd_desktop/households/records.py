"""A household as the office's register holds it."""

import re
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from cdd_desktop.thai.calendar import is_office_day, thai_date
from cdd_desktop.thai.collation import name_key
from cdd_desktop.thai.digits import to_arabic
from cdd_desktop.thai.text import clean_line, clean_text

HOUSE_NO_MAX = 30
NAME_MAX = 150
NOTE_MAX = 1_000
PEOPLE_MAX = 60  # more under one house number is a slip of the hand
_AROUND_SLASH = re.compile(r" ?/ ?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """A household of a village. The name of its head is personal data.

    `people` None: not known. `closed_on`: the first day it is no longer counted.
    """

    uuid: UUID
    village_id: int
    house_no: str = ""
    head: str = ""
    people: int | None = None
    closed_on: date | None = None
    note: str = ""
    version: int = 0  # 0: not stored yet

    @property
    def label(self) -> str:
        """As lists and messages name it: บ้านเลขที่, or its head where there is none."""
        return f"บ้านเลขที่ {self.house_no}" if self.house_no else self.head

    @property
    def address(self) -> tuple[str, str]:
        """What tells it from others of its village: several families share a house number."""
        return self.house_no, self.head


def house_order(household: Household) -> tuple[bool, tuple[tuple[int, str], ...], str]:
    """House numbers as people count them, 10/2 before 10/11; those without one last."""
    parts = tuple(
        (int(part), "") if part.isascii() and part.isdigit() else (-1, part)
        for part in re.findall(r"[0-9]+|[^0-9/\s]+", to_arabic(household.house_no))
    )
    return not household.house_no, parts, name_key(household.head)


def proper_house_no(typed: str) -> str:
    """A house number in the one spelling that it is stored and found by: `๑๒ / ๓` as 12/3."""
    return _AROUND_SLASH.sub("/", to_arabic(clean_line(typed)))


def proper(household: Household) -> Household:
    """The household as it should have been typed."""
    return replace(
        household,
        house_no=proper_house_no(household.house_no),
        head=clean_line(household.head),
        note=clean_text(household.note),
    )


def problems_of(household: Household, today: date) -> dict[str, str]:
    """What is wrong with it by itself, by field."""
    problems = {}
    if not household.house_no and not household.head:
        problems["house_no"] = "ยังไม่มีบ้านเลขที่และหัวหน้าครัวเรือน กรุณากรอกอย่างน้อยหนึ่งอย่าง"
    if len(household.house_no) > HOUSE_NO_MAX:
        problems["house_no"] = f"บ้านเลขที่ยาวเกิน {HOUSE_NO_MAX} ตัวอักษร กรุณาย่อให้สั้นลง"
    if len(household.head) > NAME_MAX:
        problems["head"] = f"ชื่อหัวหน้าครัวเรือนยาวเกิน {NAME_MAX} ตัวอักษร กรุณาย่อให้สั้นลง"
    if household.people is not None and not 0 <= household.people <= PEOPLE_MAX:
        problems["people"] = f"จำนวนคนต้องอยู่ระหว่าง 0 ถึง {PEOPLE_MAX} กรุณาตรวจตัวเลข หรือเว้นว่างถ้าไม่ทราบ"
    if len(household.note) > NOTE_MAX:
        problems["note"] = f"หมายเหตุยาวเกิน {NOTE_MAX:,} ตัวอักษร กรุณาย่อให้สั้นลง"
    closed = household.closed_on
    if closed is not None and closed > today:
        problems["closed_on"] = f"วันที่ {thai_date(closed)} ยังมาไม่ถึง กรุณาตรวจวันที่"
    elif closed is not None and not is_office_day(closed):
        problems["closed_on"] = "ปีของวันที่ไม่ถูกต้อง กรุณาพิมพ์ปี พ.ศ. เช่น 1/10/2568"
    return problems
