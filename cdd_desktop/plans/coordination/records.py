"""What coordination gives beside its record, and the rules it obeys."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cdd_desktop.plans.records import NAME_MAX, TEXT_MAX, Coordination, Money, Project
from cdd_desktop.plans.statuses import ACCEPTED, SENT
from cdd_desktop.storage.settings import Setting
from cdd_desktop.thai.calendar import (
    WRONG_DAY,
    buddhist_year,
    is_fiscal_year,
    is_office_day,
    short_thai_date,
)
from cdd_desktop.thai.money import AMOUNT_MAX

_DAYS_MAX = 3_650
_YEARS_BACK, _YEARS_AHEAD = 1, 20  # an agency accepts for the year it answers in, or a later one


def _days(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= _DAYS_MAX:
        raise ValueError("no number of days")
    return value


AWAITING_DAYS = Setting("plans.awaiting_days", "จำนวนวันที่ถือว่ารอคำตอบนาน", 60, _days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A coordination as it stands now, and what that did to its project.

    `moved_to`: the status the project went to, or empty. `stays`: why it did not go where the
    answers would have it, or empty. `offer`: the accepted money as a line that could be written
    to the project, or None.
    """

    coordination: Coordination
    moved_to: str = ""
    stays: str = ""
    offer: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaiting:
    """A coordination that was sent `days` ago. `place` is where its project is; `waits`: nobody
    has answered it yet."""

    coordination: Coordination
    project: Project
    plan_title: str
    place: str
    days: int
    waits: bool


def coordination_problems(coordination: Coordination, *, waits: bool) -> dict[str, str]:
    """What is wrong with a coordination, by field; `waits`: whether its outcome is no answer."""
    problems: dict[str, str] = {}
    if not coordination.agency:
        problems["agency"] = "ยังไม่ได้กรอกหน่วยงานที่ส่งถึง กรุณากรอกชื่อหน่วยงาน"
    if not coordination.outcome:
        problems["outcome"] = "ยังไม่ได้เลือกผลการประสานแผน กรุณาเลือกผล หรือเลือกว่ารอตอบ"
    texts = {
        "agency": (coordination.agency, NAME_MAX),
        "target_plan": (coordination.target_plan, NAME_MAX),
        "letter_no": (coordination.letter_no, NAME_MAX),
        "reason": (coordination.reason, TEXT_MAX),
    }
    for name, (text, most) in texts.items():
        if len(text) > most:
            problems[name] = f"ข้อความยาวเกิน {most:,} ตัวอักษร กรุณาย่อให้สั้นลง"
    if not is_office_day(coordination.sent_on):
        problems["sent_on"] = WRONG_DAY
    answered = coordination.outcome_on
    if answered is not None and not is_office_day(answered):
        problems["outcome_on"] = WRONG_DAY
    elif answered is not None and answered < coordination.sent_on:
        problems["outcome_on"] = (
            f"วันที่ตอบมาก่อนวันที่ส่ง ({short_thai_date(coordination.sent_on)}) กรุณาตรวจวันที่"
        )
    elif answered is not None and waits:
        problems["outcome_on"] = "ผลยังเป็นรอตอบ แต่มีวันที่ตอบแล้ว กรุณาเลือกผล หรือลบวันที่ตอบ"
    return problems | _accepted_problems(coordination)


def _accepted_problems(coordination: Coordination) -> dict[str, str]:
    problems: dict[str, str] = {}
    year, money = coordination.accepted_year, coordination.accepted
    if year is not None:
        sent = buddhist_year(coordination.sent_on)
        first, last = sent - _YEARS_BACK, sent + _YEARS_AHEAD
        if not is_fiscal_year(year) or not first <= year <= last:
            problems["accepted_year"] = (
                f"ปีที่รับบรรจุต้องอยู่ระหว่าง พ.ศ. {first} ถึง {last} กรุณาตรวจปีงบประมาณ"
            )
    if money is not None and not 0 <= money <= AMOUNT_MAX:
        problems["accepted"] = (
            "จำนวนเงินที่รับบรรจุต้องตั้งแต่ 0 ขึ้นไป และไม่เกินจำนวนที่เป็นไปได้ กรุณาแก้ตัวเลข หรือเว้นว่าง"
        )
    elif money is not None and year is None:
        problems["accepted_year"] = "มีจำนวนเงินที่รับบรรจุแล้ว กรุณากรอกปีงบประมาณที่รับบรรจุ"
    return problems


def warnings(coordination: Coordination, *, today: date) -> dict[str, str]:
    """What is odd but may be so, by field."""
    if coordination.sent_on > today:
        return {"sent_on": "วันที่ส่งยังมาไม่ถึง ถ้าลงไว้ล่วงหน้าบันทึกได้เลย"}
    return {}


def status_meant(
    coordinations: Iterable[Coordination], traits: Mapping[str, Mapping[str, Any]]
) -> str:
    """The status that the answers together give a project, "" for none.

    One agency that accepts is enough; else one that has yet to answer; else the newest answer, by
    the key of its outcome. `traits` are those of the outcomes by key.
    """
    some = sorted(coordinations, key=lambda one: (one.outcome_on or one.sent_on, one.sent_on))
    if any(traits.get(one.outcome, {}).get("accepts") for one in some):
        return ACCEPTED
    if any(traits.get(one.outcome, {}).get("waits") for one in some):
        return SENT
    return some[-1].outcome if some else ""
