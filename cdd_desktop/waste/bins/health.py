"""Whether bins make sense: no day before the one it follows, no photo that cannot be shown."""

from collections.abc import Iterator

from sqlalchemy import or_, select

from cdd_desktop.errors import NotFound
from cdd_desktop.households.tables import HouseholdRow
from cdd_desktop.storage.health import Check, Finding, Look, Room, TableWords, finding
from cdd_desktop.waste.bins.rows import image_of
from cdd_desktop.waste.bins.rules import FIELD_LABELS
from cdd_desktop.waste.bins.tables import BinPhotoRow, BinRow

_TITLE = "ถังขยะเปียก"
_AT_ONCE = 20  # photos are large


def _days(look: Look) -> Iterator[Finding]:
    """Bins taken away before they were made, or used without having been made."""
    rows = look.session.execute(
        select(HouseholdRow.house_no, HouseholdRow.head)
        .join(BinRow, BinRow.household_id == HouseholdRow.id)
        .where(
            or_(
                BinRow.removed_on <= BinRow.installed_on,
                BinRow.inspected_on < BinRow.installed_on,
                BinRow.installed_on.is_(None)
                & or_(
                    BinRow.removed_on.is_not(None),
                    BinRow.is_proper.is_(True),
                    BinRow.is_regular.is_(True),
                ),
            )
        )
        .order_by(HouseholdRow.id)
    )
    yield from finding(
        [f"บ้านเลขที่ {row.house_no}" if row.house_no else row.head for row in rows],
        room=_TITLE,
        what="วันที่ติดตั้ง ตรวจ หรือรื้อถอนไม่เรียงกัน",
        unit="ครัวเรือน",
        remedy="กรุณาแก้วันที่ในทะเบียนถังขยะเปียกของหมู่บ้านนั้น",
    )


def _photos(look: Look) -> Iterator[Finding]:
    """Photos that cannot be shown."""
    rows = look.session.scalars(
        select(BinPhotoRow).order_by(BinPhotoRow.id).execution_options(yield_per=_AT_ONCE)
    )
    wrong = []
    for row in rows:
        look.progress.check_cancelled()
        try:
            image_of(row)
        except NotFound:
            wrong.append(row.caption or f"ภาพที่ {row.id}")
    yield from finding(
        wrong,
        room=_TITLE,
        what="ภาพเสียหาย",
        unit="ภาพ",
        remedy="กรุณาลบภาพนั้นแล้วเพิ่มใหม่ หรือกู้คืนจากไฟล์สำรองที่ยังดีอยู่",
    )


ROOM = Room(
    title=_TITLE,
    tables={
        "waste_bin": TableWords(
            label="ถังขยะเปียกของครัวเรือน",
            columns={
                "has_space": "มีพื้นที่",
                "installed_on": "ติดตั้งเมื่อ",
                "removed_on": "รื้อถอนเมื่อ",
                "is_proper": "ใช้ถูกวิธี",
                "is_regular": "ใช้เป็นประจำ",
                "inspected_on": "ตรวจเมื่อ",
                "inspector": "ผู้ตรวจ",
                "note": "หมายเหตุ",
            },
            values={"1": "ใช่", "0": "ไม่ใช่"},
        ),
        "waste_bin_photo": TableWords(
            label="ภาพถังขยะเปียก",
            columns={"taken_on": "วันที่ถ่าย", "caption": "คำบรรยาย"},
            is_removable=True,
        ),
        "waste_bin_register": TableWords(
            label="ทะเบียนถังขยะเปียกที่ครบแล้ว", columns={"whole_from": "ครบตั้งแต่เดือน"}
        ),
        "waste_bin_count": TableWords(
            label="ยอดถังขยะเปียกประจำเดือน",
            columns={**FIELD_LABELS, "basis": "ฐานข้อมูล", "is_whole": "ทะเบียนครบ"},
        ),
    },
    checks=(
        Check(title="ตรวจวันที่ของถังขยะเปียก", look=_days),
        Check(title="ตรวจภาพถังขยะเปียก", look=_photos),
    ),
)
