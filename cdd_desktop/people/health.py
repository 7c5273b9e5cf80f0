"""Whether somebody signs every sheet today, and whether the register of signatories makes sense."""

from collections.abc import Iterator

from sqlalchemy import select

from cdd_desktop.people.records import Acting, Role
from cdd_desktop.people.tables import SignatoryRow
from cdd_desktop.storage.health import Check, Finding, Look, Room, TableWords, finding

_TITLE = "ผู้ลงนาม"
_ROLES = ", ".join(f"'{role.value}'" for role in Role)
_ACTING = ", ".join(f"'{acting.value}'" for acting in Acting)


def _backwards(look: Look) -> Iterator[Finding]:
    rows = look.session.scalars(select(SignatoryRow).order_by(SignatoryRow.id))
    yield from finding(
        [
            f"{Role(row.role).label} {row.name}"
            for row in rows
            if row.valid_from and row.valid_to and row.valid_to < row.valid_from
        ],
        room=_TITLE,
        what="ผู้ลงนามที่วันสิ้นสุดมาก่อนวันเริ่ม",
        unit="คน",
        remedy="กรุณาแก้วันใดวันหนึ่งในหน้าตั้งค่า หัวข้อผู้ลงนาม",
    )


def _gaps(look: Look) -> Iterator[Finding]:
    """Roles that nobody holds today anywhere: every sheet would have an empty line."""
    held = {
        row.role
        for row in look.session.scalars(select(SignatoryRow))
        if (row.valid_from is None or row.valid_from <= look.today)
        and (row.valid_to is None or row.valid_to >= look.today)
    }
    yield from finding(
        [role.label for role in Role if role.value not in held],
        room=_TITLE,
        what="วันนี้ยังไม่มีผู้ลงนาม",
        unit="บทบาท",
        remedy="กรุณาเพิ่มผู้ลงนามในหน้าตั้งค่า ถ้าไม่เพิ่ม เอกสารจะเว้นชื่อไว้",
        is_advice=True,
    )


ROOM = Room(
    title=_TITLE,
    tables={
        "person": TableWords(label="ผู้ใช้งาน", columns={"name": "ชื่อ", "position": "ตำแหน่ง"}),
        "signatory": TableWords(
            label="ผู้ลงนาม",
            columns={
                "role": "ลงนามเป็น",
                "name": "ชื่อ",
                "position": "ตำแหน่ง",
                "area_code": "รหัสพื้นที่",
                "acting": "การลงนามแทน",
                "acting_position": "ตำแหน่งที่ลงนามแทน",
                "valid_from": "ตั้งแต่",
                "valid_to": "ถึง",
            },
            values={role.value: role.label for role in Role}
            | {acting.value: acting.label or "ตำแหน่งของตนเอง" for acting in Acting},
            illegible=f"role NOT IN ({_ROLES}) OR acting NOT IN ({_ACTING})",
            is_removable=True,
        ),
    },
    checks=(
        Check(title="ตรวจวันที่ของผู้ลงนาม", look=_backwards),
        Check(title="ตรวจว่ามีผู้ลงนามครบ", look=_gaps),
    ),
)
