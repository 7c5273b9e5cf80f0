"""Whether what lies behind answers can be read, and belongs to what is asked."""

from collections.abc import Iterator

from sqlalchemy import select

from cdd_desktop.checklists.copies import copies_of
from cdd_desktop.checklists.evidence.records import FileKind
from cdd_desktop.checklists.evidence.tables import AttachmentRow
from cdd_desktop.checklists.tables import AssessmentRow
from cdd_desktop.checklists.words import answer_labels
from cdd_desktop.storage.health import Check, Finding, Look, Room, TableWords, finding

_TITLE = "หลักฐานของแบบประเมิน"
_KINDS = ", ".join(f"'{kind.value}'" for kind in FileKind)


def _of_nothing_asked(look: Look) -> Iterator[Finding]:
    """Files behind indicators that the sheet's version of the instrument does not have."""
    copies = copies_of(look.session)
    codes = {id_: {indicator.code for indicator in copy.indicators} for id_, copy in copies.items()}
    rows = look.session.execute(
        select(
            AttachmentRow.assessment_id, AttachmentRow.indicator, AssessmentRow.instrument_copy_id
        ).join(AssessmentRow, AssessmentRow.id == AttachmentRow.assessment_id)
    )
    lost = [
        (row.assessment_id, row.indicator)
        for row in rows
        if row.indicator not in codes[row.instrument_copy_id]
    ]
    yield from finding(
        answer_labels(look.session, lost) if lost else (),
        room=_TITLE,
        what="ไฟล์แนบของข้อที่ไม่มีในแบบประเมินฉบับนั้น",
        unit="ไฟล์",
        remedy="กรุณากู้คืนจากไฟล์สำรองล่าสุดที่ใช้ได้",
    )


ROOM = Room(
    title=_TITLE,
    tables={
        "answer_attachment": TableWords(
            label="ไฟล์แนบของแบบประเมิน",
            columns={
                "assessment_id": "แบบประเมิน",
                "indicator": "ข้อ",
                "name": "ชื่อไฟล์",
                "kind": "ชนิดไฟล์",
                "size": "ขนาด (ไบต์)",
                "digest": "ค่าตรวจเนื้อไฟล์",
                "content": "เนื้อไฟล์",
            },
            values={kind.value: kind.label for kind in FileKind},
            illegible=f"kind NOT IN ({_KINDS}) OR length(digest) <> 64 OR size < 0",
            is_removable=True,
        ),
        "answer_doubt_confirmation": TableWords(
            label="ข้อสังเกตที่ยืนยันแล้ว",
            columns={
                "assessment_id": "แบบประเมิน",
                "doubt": "ข้อสังเกต",
                "told": "ข้อความที่แจ้ง",
                "reason": "เหตุผล",
            },
            is_removable=True,
        ),
    },
    checks=(Check(title="ตรวจไฟล์แนบของแบบประเมิน", look=_of_nothing_asked),),
)
