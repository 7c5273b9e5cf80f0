"""Whether the register of workbooks that went out and came back can be read."""

from cdd_desktop.checklists.instruments import Round
from cdd_desktop.storage.health import Room, TableWords
from cdd_desktop.thai.calendar import FISCAL_YEARS

_ROUNDS = ", ".join(f"'{round_.value}'" for round_ in Round)

ROOM = Room(
    title="แบบกรอก",
    tables={
        "workbook_issue": TableWords(
            label="แบบกรอกที่ทำออกไป",
            columns={
                "fiscal_year": "ปี",
                "round": "รอบ",
                "area_code": "รหัสพื้นที่",
                "name": "ชื่อไฟล์",
                "issued_on": "วันที่ทำ",
                "due_on": "กำหนดส่ง",
            },
            values={round_.value: round_.label for round_ in Round},
            illegible=(
                f"round NOT IN ({_ROUNDS}) OR "
                f"fiscal_year NOT BETWEEN {FISCAL_YEARS[0]} AND {FISCAL_YEARS[-1]}"
            ),
        ),
        "workbook_return": TableWords(
            label="แบบกรอกที่ส่งคืน",
            columns={"returned_on": "วันที่รับ", "villages": "หมู่บ้าน", "whole": "ครบถ้วน"},
            illegible="villages < 0 OR whole < 0",
            is_removable=True,
        ),
    },
    checks=(),
)
