"""What of a year is to be looked over: doubts, open and confirmed, and changes after closing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from cdd_desktop.gui.pages.waste.months.columns import BINS
from cdd_desktop.lookups.records import ListName
from cdd_desktop.thai.calendar import short_thai_date
from cdd_desktop.thai.months import fiscal_months, month_of
from cdd_desktop.waste.amounts import format_amount
from cdd_desktop.waste.months.checks import Check, DoubtLine
from cdd_desktop.waste.months.corrections import CorrectionLine
from cdd_desktop.waste.months.unit_lines import UnitLine

if TYPE_CHECKING:
    from cdd_desktop.bootstrap import Services

CORRECTION = "แก้ไขหลังปิดเดือน"


class State(StrEnum):
    """How far a line is."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"

    @property
    def label(self) -> str:
        """With its mark, so that it is told in grey too."""
        return {"open": "▲ ควรตรวจ", "confirmed": "✓ ยืนยันแล้ว", "corrected": "✎ แก้ไขแล้ว"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    """A line to look over. `key`: of the column that it is about, "" for the whole record."""

    month: date
    line: UnitLine
    place: str
    kind: str
    told: str
    state: State
    reason: str
    key: str
    doubt: DoubtLine | None = None

    @property
    def mark(self) -> tuple[object, ...]:
        """By which the line is known again once it was confirmed or read anew."""
        reason = self.reason if self.doubt is None else ""  # that of a doubt comes with confirming
        return self.month, self.line.unit, self.kind, self.key, self.told, reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which lines are shown; None and "" let all pass."""

    state: State | None = State.OPEN
    kind: str = ""

    def passes(self, row: ReviewRow) -> bool:
        """Whether it is shown."""
        return self.state in {None, row.state} and self.kind in {"", row.kind}


def read_review(
    services: "Services", area_code: str, year: int, today: date
) -> tuple[ReviewRow, ...]:
    """Of the months of a fiscal year that have begun, the newest first; on the worker thread."""
    months = [month for month in fiscal_months(year) if month <= month_of(today)]
    if not months:
        return ()
    items = {entry.key: entry.label for entry in services.lookups.get(ListName.WASTE_ITEM).at(year)}
    rows = [_doubt(services, one, items) for one in services.months.review(area_code, months)]
    rows += [
        _correction(services, one, items) for one in services.months.corrections(area_code, months)
    ]
    return tuple(sorted(rows, key=lambda row: row.month, reverse=True))


def _doubt(services: "Services", one: DoubtLine, items: Mapping[str, str]) -> ReviewRow:
    about = items.get(one.doubt.key, "")
    confirmation = one.confirmation
    reason = "" if confirmation is None else confirmation.reason
    day = "" if confirmation is None else f" ({short_thai_date(confirmation.on)})"
    return ReviewRow(
        month=one.month,
        line=one.line,
        place=_place(services, one.line),
        kind=one.doubt.check.label,
        told=f"{about} {one.doubt.told}".strip(),
        state=State.OPEN if confirmation is None else State.CONFIRMED,
        reason=f"{reason}{day}",
        key=BINS if one.doubt.check is Check.BINS else one.doubt.key,
        doubt=one,
    )


def _correction(services: "Services", one: CorrectionLine, items: Mapping[str, str]) -> ReviewRow:
    correction = one.correction
    before, after = (
        "ว่าง" if amount is None else format_amount(amount)
        for amount in (correction.before, correction.after)
    )
    part = {"figure": items.get(correction.key, correction.key), "bins": "ถังขยะเปียก"}
    basis = "" if correction.basis is None else f" ฐาน{correction.basis.label}"
    return ReviewRow(
        month=one.month,
        line=one.line,
        place=_place(services, one.line),
        kind=CORRECTION,
        told=f"{part.get(correction.part, 'วิธีจัดการขยะ')}{basis} จาก {before} เป็น {after}",
        state=State.CORRECTED,
        reason=f"{correction.reason} ({short_thai_date(correction.on)})",
        key={"figure": correction.key, "bins": BINS}.get(correction.part, ""),
    )


def _place(services: "Services", line: UnitLine) -> str:
    found = services.areas.find(line.tambon_code or line.amphoe_code)
    return line.government if found is None else found.full_name
