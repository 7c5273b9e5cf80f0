"""A year's target villages, and the days by which their sheets are due."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from cdd_desktop.checklists.instruments import Round
from cdd_desktop.thai.calendar import FISCAL_YEARS, short_thai_date

TEXT_MAX = 200
NOTE_MAX = 2000
_MOST_SATANG = 10**14


class Role(StrEnum):
    """What a target village is in its year; the value is stored."""

    NONE = ""
    ELDER = "elder"
    YOUNGER = "younger"

    @property
    def label(self) -> str:
        """`บ้านพี่`, `บ้านน้อง`, or nothing."""
        return {"": "", "elder": "บ้านพี่", "younger": "บ้านน้อง"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetVillage:
    """A village of a year's list. `satang` is its budget; None: not told.

    `mentor_id`: the village that guides it (its บ้านพี่), on the list or not.
    """

    village_id: int
    role: Role = Role.NONE
    mentor_id: int | None = None
    satang: int | None = None
    developer: str = ""  # the พัฒนากร in charge
    note: str = ""
    version: int = 0  # 0: whatever stands there is overwritten


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetList:
    """A fiscal year's (Buddhist) target villages of an instrument.

    `all_villages`: every village is judged in the year; those listed keep their role and budget.
    `letter`: the order that names them. `villages` are all that were ever put on it and not taken
    off, those closed since too. `version` 0: not kept yet.
    """

    uuid: UUID
    instrument: str
    fiscal_year: int
    all_villages: bool = False
    letter: str = ""
    note: str = ""
    villages: tuple[TargetVillage, ...] = ()
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedVillage:
    """A line of a list as a screen shows it. `code` and `label` are those of the day asked for.

    `stands`: whether it stands on that day; one that does not is on no report.
    """

    target: TargetVillage
    code: str
    label: str
    mentor: str
    stands: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UnlistedVillage:
    """A village that the year's list leaves out, with the level it was announced with last.

    `level` is the level's title, "" where it was never announced; `fiscal_year` Buddhist.
    """

    code: str
    label: str
    level: str = ""
    fiscal_year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDay:
    """By when the sheets of a round are to have reached a step of the workflow.

    `area_code` "" is everywhere; a narrower area's day counts before a wider one's.
    """

    uuid: UUID
    instrument: str
    fiscal_year: int  # Buddhist
    round: Round
    step: str
    due_on: date
    area_code: str = ""
    owed_by: str = ""
    version: int = 0


def village_problems(village: TargetVillage) -> dict[str, str]:
    """What is wrong with a line of a list, by field."""
    problems = {}
    if village.mentor_id == village.village_id:
        problems["mentor_id"] = "หมู่บ้านเป็นบ้านพี่ของตนเองไม่ได้ กรุณาเลือกหมู่บ้านอื่น"
    if village.satang is not None and not 0 <= village.satang <= _MOST_SATANG:
        problems["satang"] = "งบประมาณต้องไม่ติดลบ และไม่เกินล้านล้านบาท กรุณาตรวจตัวเลข"
    if len(village.developer) > TEXT_MAX:
        problems["developer"] = f"ชื่อพัฒนากรยาวเกิน {TEXT_MAX} ตัวอักษร กรุณาย่อให้สั้นลง"
    if len(village.note) > NOTE_MAX:
        problems["note"] = f"หมายเหตุยาวเกิน {NOTE_MAX:,} ตัวอักษร กรุณาย่อให้สั้นลง"
    return problems


def list_problems(told: TargetList) -> dict[str, str]:
    """What is wrong with the head of a list, by field."""
    problems = year_problems(told.fiscal_year)
    if len(told.letter) > TEXT_MAX:
        problems["letter"] = f"ที่คำสั่งยาวเกิน {TEXT_MAX} ตัวอักษร กรุณาย่อให้สั้นลง"
    if len(told.note) > NOTE_MAX:
        problems["note"] = f"หมายเหตุยาวเกิน {NOTE_MAX:,} ตัวอักษร กรุณาย่อให้สั้นลง"
    return problems


def year_problems(year: int) -> dict[str, str]:
    """Whether a year can be a fiscal year (Buddhist)."""
    if year in FISCAL_YEARS:
        return {}
    return {"fiscal_year": f"ปีงบประมาณ {year} ไม่ถูกต้อง กรุณาใช้ปี พ.ศ. เช่น 2569"}


def due_problems(due: DueDay, last_day: date) -> dict[str, str]:
    """What is wrong with a due day, by field. `last_day`: no day later than this can be meant."""
    problems = year_problems(due.fiscal_year)
    if due.due_on > last_day:
        problems["due_on"] = (
            f"วันครบกำหนดต้องไม่เกินวันที่ {short_thai_date(last_day)} กรุณาตรวจวันที่และปีงบประมาณ"
        )
    if len(due.area_code) not in {0, 2, 4, 6}:
        problems["area_code"] = "วันครบกำหนดเป็นของจังหวัด อำเภอ หรือตำบล กรุณาเลือกพื้นที่"
    if len(due.owed_by) > TEXT_MAX:
        problems["owed_by"] = f"ผู้รับผิดชอบยาวเกิน {TEXT_MAX} ตัวอักษร กรุณาย่อให้สั้นลง"
    return problems
