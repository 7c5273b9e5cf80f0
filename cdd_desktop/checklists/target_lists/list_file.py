"""What a row of a sheet says of a target village: role, budget, developer. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from cdd_desktop.checklists.target_lists.records import Role
from cdd_desktop.documents.reading import ReadRow, ReadTable
from cdd_desktop.places.register_file import REGISTER_TITLES
from cdd_desktop.thai.money import NotMoney, parse_baht
from cdd_desktop.thai.text import clean_line

# headings in the form of `plain_heading`, the surest first
TARGET_TITLES: Mapping[str, tuple[str, ...]] = {
    "code": REGISTER_TITLES["code"],
    "amphoe": ("อำเภอ", "ชื่ออำเภอ", "amphoe", "district"),
    "tambon": ("ตำบล", "ชื่อตำบล", "tambon", "subdistrict"),
    "moo": ("หมู่ที่", "หมู่", "ม", "moo"),
    "name": REGISTER_TITLES["name"],
    "role": ("บทบาท", "บ้านพี่บ้านน้อง", "ประเภทหมู่บ้าน", "ประเภท", "role"),
    "budget": ("งบประมาณ", "งบ", "งบประมาณบาท", "budget"),
    "developer": ("พัฒนากร", "พัฒนากรผู้รับผิดชอบ", "ผู้รับผิดชอบ", "developer"),
    "note": ("หมายเหตุ", "note"),
}
_CODE_TITLE = "รหัสหมู่บ้าน"
_BETWEEN = re.compile(r"[\s,;]+")
_ROLES = {
    "": Role.NONE,
    "-": Role.NONE,
    **{role.label: role for role in Role if role.label},
    **{role.label.removeprefix("บ้าน"): role for role in Role if role.label},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldOfTarget:
    """What a row tells beside its village; None where it has no such column or a blank cell."""

    role: Role | None = None
    satang: int | None = None
    developer: str | None = None
    note: str | None = None


class NotTold(Exception):
    """A cell cannot be read. `column` is a key of `TARGET_TITLES`; the text is for people."""

    def __init__(self, column: str, text: str) -> None:
        self.column = column
        super().__init__(text)


def pasted_codes(text: str) -> ReadTable:
    """Codes as somebody pasted them, a row each, whatever stands between them."""
    codes = [part for part in _BETWEEN.split(text) if part]
    return ReadTable(
        header=(_CODE_TITLE,),
        rows=tuple(ReadRow(number=number, cells=(code,)) for number, code in enumerate(codes, 1)),
    )


def told_of_target(row: ReadRow, columns: Mapping[str, int]) -> ToldOfTarget:
    """Read a row; a blank says nothing, so that it never erases. Raises `NotTold`."""

    def cell(column: str) -> str:
        return clean_line(row.cells[columns[column]]) if column in columns else ""

    role = _ROLES.get(cell("role").replace(" ", ""))
    if role is None:
        raise NotTold("role", f"อ่านบทบาท “{cell('role')}” ไม่ได้ กรุณาใส่ บ้านพี่ บ้านน้อง หรือเว้นว่าง")
    try:
        satang = parse_baht(cell("budget"))
    except NotMoney as problem:
        raise NotTold("budget", str(problem)) from problem
    return ToldOfTarget(
        role=role or None,
        satang=satang,
        developer=cell("developer") or None,
        note=cell("note") or None,
    )
