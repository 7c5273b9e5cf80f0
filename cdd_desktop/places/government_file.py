"""The columns of a sheet that tells which village belongs to which local government (อปท.)."""

from collections.abc import Mapping

from cdd_desktop.documents.headings import Chosen, find_columns
from cdd_desktop.documents.reading import ReadTable
from cdd_desktop.errors import ImportRejected
from cdd_desktop.places.register_file import REGISTER_TITLES

# headings in the form of `plain_heading`, the surest first
GOVERNMENT_TITLES: Mapping[str, tuple[str, ...]] = {
    "code": REGISTER_TITLES["code"],
    "amphoe": ("อำเภอ", "ชื่ออำเภอ", "amphoe", "district"),
    "tambon": ("ตำบล", "ชื่อตำบล", "tambon", "subdistrict"),
    "moo": ("หมู่ที่", "หมู่", "ม", "moo"),
    "name": REGISTER_TITLES["name"],
    "government": (
        "อปท",
        "ชื่ออปท",
        "องค์กรปกครองส่วนท้องถิ่น",
        "ชื่อองค์กรปกครองส่วนท้องถิ่น",
        "สังกัดอปท",
        "สังกัด",
        "localgovernment",
        "lao",
    ),
    "kind": ("ประเภทอปท", "ประเภท", "kind"),
}
# the same columns for people who put them right
GOVERNMENT_COLUMNS: Mapping[str, str] = {
    "code": "รหัสหมู่บ้าน",
    "amphoe": "อำเภอ",
    "tambon": "ตำบล",
    "moo": "หมู่ที่",
    "name": "ชื่อหมู่บ้าน",
    "government": "อปท.",
    "kind": "ประเภท อปท.",
}
_NEEDED = {"government": "อปท."}


def government_columns(table: ReadTable, chosen: Chosen | None = None) -> dict[str, int]:
    """The place of each column; raises `ImportRejected` where village or อปท. is not told."""
    columns = find_columns(table, GOVERNMENT_TITLES, _NEEDED, chosen)
    if "code" not in columns and not {"tambon", "moo"} <= columns.keys():
        raise ImportRejected("ไฟล์ไม่มีคอลัมน์รหัสหมู่บ้าน หรือคอลัมน์อำเภอ ตำบล และหมู่ที่ กรุณาเพิ่มแล้วนำเข้าใหม่")
    return columns
