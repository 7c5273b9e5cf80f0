"""Whether the office's own versions of instruments are whole."""

from collections.abc import Iterator

from sqlalchemy import false, select

from cdd_desktop.checklists.editing.rows import reading_of
from cdd_desktop.checklists.editing.tables import InstrumentEditionRow
from cdd_desktop.checklists.instruments import CheckStatus, content_hash
from cdd_desktop.storage.health import Check, Finding, Look, Room, TableWords, finding

_TITLE = "รุ่นของแบบประเมิน"
_STATUSES = ", ".join(f"'{status.value}'" for status in CheckStatus)


def _published(look: Look) -> Iterator[Finding]:
    """Published versions whose text cannot be used, or is not the one that was published."""
    rows = look.session.execute(
        select(
            InstrumentEditionRow.instrument,
            InstrumentEditionRow.edition,
            InstrumentEditionRow.text,
            InstrumentEditionRow.content_hash,
        )
        .where(InstrumentEditionRow.is_draft == false())
        .order_by(InstrumentEditionRow.id)
    )
    wrong = [
        f"{row.instrument} รุ่น {row.edition}"
        for row in rows
        if content_hash(row.text) != row.content_hash or reading_of(row.text).faults
    ]
    yield from finding(
        wrong,
        room=_TITLE,
        what="ข้อความของรุ่นที่ประกาศใช้แล้วเสียหาย",
        unit="รุ่น",
        remedy="กรุณากู้คืนจากไฟล์สำรองล่าสุดที่ใช้ได้ เพราะแบบประเมินใหม่เริ่มจากข้อความนี้",
    )


ROOM = Room(
    title=_TITLE,
    tables={
        "instrument_edition": TableWords(
            label="รุ่นของแบบประเมิน",
            columns={
                "instrument": "แบบประเมิน",
                "edition": "รุ่น",
                "text": "ข้อความ",
                "content_hash": "ลายนิ้วมือ",
                "is_draft": "เป็นร่าง",
                "published_on": "ประกาศใช้เมื่อ",
            },
            values={"1": "ใช่", "0": "ไม่ใช่"},
        ),
        "instrument_text_confirmation": TableWords(
            label="การตรวจข้อความแบบประเมิน",
            columns={
                "part": "ส่วน",
                "status": "ผลการตรวจ",
                "source": "แหล่งที่มา",
                "confirmed_by": "ผู้ตรวจ",
                "confirmed_on": "ตรวจเมื่อ",
            },
            illegible=f"status NOT IN ({_STATUSES})",
            is_removable=True,
        ),
    },
    checks=(Check(title="ตรวจรุ่นของแบบประเมิน", look=_published),),
)
