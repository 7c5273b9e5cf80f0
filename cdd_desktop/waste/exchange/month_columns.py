"""The columns of a sheet of a month: of the workbook, and of what offices keep. Pure."""

from collections.abc import Mapping, Sequence

from cdd_desktop.documents.headings import plain_heading
from cdd_desktop.lookups.records import Entry
from cdd_desktop.waste.bins.rules import FIELD_LABELS

ITEM_KEY, BIN_KEY = "item:", "bin:"
BIN_FIELDS = ("households", "with_space", "installed", "added", "proper", "regular", "both")
_BIN_WORD = "ถังขยะเปียก"
TITLES: Mapping[str, str] = {
    "month": "เดือน",
    "code": "รหัสหมู่บ้าน",
    "amphoe": "อำเภอ",
    "tambon": "ตำบล",
    "moo": "หมู่ที่",
    "name": "หมู่บ้าน",
    "government": "อปท.",
    "scope": "ขอบเขต",
    "basis": "ฐานข้อมูล",
    "reporter": "ผู้รายงาน",
    "reported_on": "วันที่รายงาน",
    "note": "หมายเหตุ",
}
_MEANT: Mapping[str, Sequence[str]] = {
    "month": ("เดือน", "ประจำเดือน"),
    "code": ("รหัสหมู่บ้าน", "รหัสชุมชน", "รหัส", "รหัสพื้นที่"),
    "amphoe": ("อำเภอ",),
    "tambon": ("ตำบล",),
    "moo": ("หมู่ที่", "หมู่", "ม"),
    "name": ("หมู่บ้าน", "บ้าน", "ชื่อบ้าน", "ชื่อหมู่บ้าน", "หมู่บ้านชุมชน", "ชื่อชุมชน", "ชุมชน"),
    "government": ("อปท", "องค์กรปกครองส่วนท้องถิ่น", "ท้องถิ่น"),
    "scope": ("ขอบเขต",),
    "basis": ("ฐานข้อมูล", "ฐาน", "ที่มาของตัวเลข"),
    "reporter": ("ผู้รายงาน", "ชื่อผู้รายงาน"),
    "reported_on": ("วันที่รายงาน",),
    "note": ("หมายเหตุ",),
}


def item_title(entry: Entry) -> str:
    """`กระดาษ (กก.)`; a label's own brackets stay."""
    return f"{entry.label} ({entry.traits.get('unit', '')})"


def bin_title(field: str) -> str:
    """What the column of a count of bins is called."""
    return f"{_BIN_WORD}: {FIELD_LABELS[field]}"


def month_titles(items: Sequence[Entry]) -> dict[str, tuple[str, ...]]:
    """By column, the plain headings that mean it, the surest first."""
    titles = {key: tuple(map(plain_heading, meant)) for key, meant in _MEANT.items()}
    for entry in items:
        short = str(entry.traits.get("short", ""))
        meant = (plain_heading(text) for text in (item_title(entry), entry.label, short) if text)
        titles[f"{ITEM_KEY}{entry.key}"] = tuple(dict.fromkeys(meant))
    for field in BIN_FIELDS:
        titles[f"{BIN_KEY}{field}"] = tuple(
            map(plain_heading, (bin_title(field), FIELD_LABELS[field]))
        )
    return titles
