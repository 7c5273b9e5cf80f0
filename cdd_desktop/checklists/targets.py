"""Which villages an instrument is meant for: the base of progress, percentages and refusals."""

from datetime import date
from typing import Any

from cdd_desktop.checklists.instruments import Instrument
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.places.records import PlaceKind, Village
from cdd_desktop.storage.settings import Setting
from cdd_desktop.thai.calendar import fiscal_year, is_fiscal_year


def _yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("neither true nor false")
    return value


INCLUDE_COMMUNITIES = Setting(
    key="checklists.include_communities",
    label="ประเมินชุมชนในเขตเทศบาลด้วย",
    default=False,
    read=_yes_or_no,
)


def target_kinds(instrument: Instrument, *, include_communities: bool) -> tuple[PlaceKind, ...]:
    """The kinds of places that are judged; the office may add municipal communities.

    None where it is the office itself that is judged.
    """
    if instrument.judges_office:
        return ()
    kinds = dict.fromkeys(instrument.subjects)
    if include_communities:
        kinds[PlaceKind.COMMUNITY] = None
    return tuple(kinds)


def refusal(instrument: Instrument, village: Village, kinds: tuple[PlaceKind, ...]) -> str:
    """Why this place is not judged by the instrument; empty when it is."""
    if village.kind in kinds:
        return ""
    if instrument.judges_office:
        return f"แบบประเมิน {instrument.short_title} ใช้ประเมินสำนักงาน ไม่ใช่หมู่บ้าน กรุณาเลือกแบบประเมินอื่น"
    if village.kind is PlaceKind.COMMUNITY:
        return (
            f"{village.label} เป็นชุมชน แบบประเมิน {instrument.short_title} ใช้กับหมู่บ้าน "
            f"ถ้าต้องการประเมินชุมชนด้วย ให้เปิด “{INCLUDE_COMMUNITIES.label}” ในหน้าตั้งค่า"
        )
    return f"แบบประเมิน {instrument.short_title} ใช้กับหมู่บ้านไม่ได้ กรุณาเลือกแบบประเมินอื่น"


def year_problem(instrument: Instrument, year: int, today: date) -> str:
    """Why no sheet can be of this fiscal year; empty when it can. One year ahead is planning."""
    latest = fiscal_year(today) + 1
    if not is_fiscal_year(year):
        return f"ปีงบประมาณ {year} ไม่ถูกต้อง กรุณาใช้ปี พ.ศ. เช่น {latest - 1}"
    if year < instrument.in_force_from:
        return (
            f"แบบประเมิน {instrument.short_title} ใช้ตั้งแต่ปีงบประมาณ {instrument.in_force_from} "
            f"จึงไม่มีผลของปี {year} กรุณาตรวจปี"
        )
    if year > latest:
        return f"ปีงบประมาณ {year} ยังมาไม่ถึง กรุณาตรวจปี"
    return ""


def require_target(instrument: Instrument, village: Village, kinds: tuple[PlaceKind, ...]) -> None:
    """Raise `ValidationFailed` for a place that the instrument does not judge."""
    reason = refusal(instrument, village, kinds)
    if reason:
        raise ValidationFailed({"village": reason})
