"""What a change of a village says: before it is made, in the history, beside the place."""

from datetime import date

from cdd_desktop.places.areas import Areas
from cdd_desktop.places.change_records import ChangeKind, VillageChange
from cdd_desktop.places.records import (
    TAMBON_CODE_LENGTH,
    PlaceKind,
    Village,
    kind_of,
    number_of,
)
from cdd_desktop.thai.calendar import thai_date


def preview_text(
    change: VillageChange, village: Village | None, into: Village | None, areas: Areas
) -> str:
    """What would change and what stays, of a change that was found right."""
    if village is None:
        return (
            f"จะเพิ่ม{_new_title(change)} ใน{_area(areas, change.code)} "
            f"{'ตั้งแต่วันที่ ' + thai_date(change.on) if change.on else 'ให้มีในทะเบียนทุกช่วงเวลา'}"
        )
    when = _when(change.on)
    past = " เอกสารของวันก่อนหน้านั้นยังใช้ข้อมูลเดิม" if change.on else " แก้ย้อนหลังทั้งช่วงของข้อมูลปัจจุบัน"
    match change.kind:
        case ChangeKind.RENAME:
            return f"{when}{_full(village)} จะชื่อ “{change.name}”{past}"
        case ChangeKind.RENUMBER:
            return (
                f"{when}{_full(village)} จะเป็น{_place_number(change.code)} รหัส {change.code}{past}"
            )
        case ChangeKind.MOVE:
            where = _area(areas, change.code)
            return f"{when}{_full(village)} จะย้ายไป{where} รหัส {change.code}{past}"
        case ChangeKind.SPLIT:
            where = _area(areas, change.code)
            return (
                f"{when}จะแยก{_new_title(change)} ใน{where} ออกจาก {_full(village)} "
                "หมู่บ้านเดิมคงรหัสและผลประเมินเดิมไว้"
            )
        case ChangeKind.MERGE if into is not None:
            return (
                f"{when}{_full(village)} จะรวมเข้ากับ {_full(into)} "
                "ผลประเมินเดิมยังอ่านได้ตามรหัสเดิม ณ วันที่ก่อนหน้านั้น"
            )
        case _:
            return f"{when}{_full(village)} จะพ้นจากทะเบียน ผลประเมินเดิมยังอ่านได้ตามรหัสเดิม ณ วันที่ก่อนหน้านั้น"


def summary_text(change: VillageChange, village: Village | None, into: Village | None) -> str:
    """The operation's line in the history."""
    subject = _new_title(change) if village is None else _full(village)
    match change.kind:
        case ChangeKind.RENAME:
            tail = f" เป็น “{change.name}”"
        case ChangeKind.RENUMBER | ChangeKind.MOVE:
            tail = f" เป็นรหัส {change.code}"
        case ChangeKind.SPLIT:
            tail = f" เป็น{_new_title(change)}"
        case ChangeKind.MERGE if into is not None:
            tail = f" เข้ากับ {_full(into)}"
        case _:
            tail = ""
    return f"{change.kind.label}: {subject}{tail}"


def event_text(kind: ChangeKind, other: str | None, *, is_own: bool) -> str:
    """A line of a place's past; `other` is the place it was merged into or split from.

    Not `is_own`: what happened to the other place.
    """
    if other is None:
        return kind.label
    if kind is ChangeKind.SPLIT:
        return f"แยกออกจาก {other}" if is_own else f"แยก {other} ออกไป"
    return f"รวมเข้ากับ {other}" if is_own else f"รับ {other} เข้ามารวม"


def _when(on: date | None) -> str:
    return f"ตั้งแต่วันที่ {thai_date(on)} " if on else ""


def _full(village: Village) -> str:
    return f"{village.label} ({village.code})"


def _place_number(code: str) -> str:
    word = "หมู่ที่" if kind_of(code) is PlaceKind.VILLAGE else "ชุมชนลำดับที่"
    return f"{word} {number_of(code)}"


def _new_title(change: VillageChange) -> str:
    word = "บ้าน" if kind_of(change.code) is PlaceKind.VILLAGE else "ชุมชน"
    name = change.name if change.name.startswith(word) else word + change.name
    return f"{name} {_place_number(change.code)} ({change.code})"


def _area(areas: Areas, code: str) -> str:
    return areas.label(code[:TAMBON_CODE_LENGTH])
