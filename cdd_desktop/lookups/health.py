"""Whether the office's own lists can be read."""

from cdd_desktop.lookups.records import Confidence, ListName
from cdd_desktop.storage.health import Room, TableWords

_LISTS = ", ".join(f"'{name.value}'" for name in ListName)
_CONFIDENCES = ", ".join(f"'{one.value}'" for one in Confidence)
_STRANGE = f"""
list_name NOT IN ({_LISTS})
OR confidence NOT IN ({_CONFIDENCES})
OR CASE WHEN json_valid(traits) THEN json_type(traits) <> 'object' ELSE 1 END
"""

ROOM = Room(
    title="รายการคำ",
    tables={
        "lookup_entry": TableWords(
            label="รายการคำของสำนักงาน",
            columns={"list_name": "รายการ", "label": "คำ", "from_year": "ใช้ตั้งแต่ปี"},
            values={name.value: name.label for name in ListName},
            illegible=_STRANGE,
            is_removable=True,
        ),
    },
    checks=(),
)
