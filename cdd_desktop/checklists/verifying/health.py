"""Whether samples can be read, and whether nothing of the first keying stands in an open one."""

from collections.abc import Iterator

from sqlalchemy import func, or_, select

from cdd_desktop.checklists.instruments import Round
from cdd_desktop.checklists.verifying.records import Why
from cdd_desktop.checklists.verifying.tables import (
    VerificationRow,
    VerifiedAnswerRow,
    VerifiedSheetRow,
)
from cdd_desktop.checklists.words import sheet_labels
from cdd_desktop.storage.health import Check, Finding, Look, Room, TableWords, finding
from cdd_desktop.thai.calendar import FISCAL_YEARS

_TITLE = "การสอบทานแบบประเมิน"
_REASONS = ", ".join(f"'{why.value}'" for why in Why)
_ROUNDS = ", ".join(f"'{round_.value}'" for round_ in Round)


def _shown_early(look: Look) -> Iterator[Finding]:
    """Sheets whose second keying is not finished and that hold answers of the first."""
    sheets = look.session.scalars(
        select(VerifiedSheetRow.assessment_id)
        .join(VerifiedAnswerRow, VerifiedAnswerRow.sheet_id == VerifiedSheetRow.id)
        .where(
            VerifiedSheetRow.is_keyed.is_(False),
            or_(VerifiedAnswerRow.first != "", VerifiedAnswerRow.final.is_not(None)),
        )
        .group_by(VerifiedSheetRow.assessment_id)
    ).all()
    yield from finding(
        sheet_labels(look.session, [(sheet,) for sheet in sheets]) if sheets else (),
        room=_TITLE,
        what="แบบที่ยังกรอกซ้ำไม่เสร็จ แต่มีคำตอบครั้งแรกอยู่แล้ว",
        unit="แบบ",
        remedy="กรุณาลบการสอบทานนั้นแล้วเริ่มใหม่ เพราะผู้กรอกซ้ำอาจเห็นคำตอบครั้งแรก",
    )


def _without_sheets(look: Look) -> Iterator[Finding]:
    """Samples without a sheet."""
    empty = look.session.scalar(
        select(func.count())
        .select_from(VerificationRow)
        .where(VerificationRow.id.not_in(select(VerifiedSheetRow.verification_id)))
    )
    yield from finding(
        [f"{empty} รายการ"] if empty else (),
        room=_TITLE,
        what="การสอบทานที่ไม่มีแบบประเมินเลย",
        unit="รายการ",
        remedy="กรุณาลบการสอบทานนั้น แล้วเลือกตัวอย่างใหม่",
    )


ROOM = Room(
    title=_TITLE,
    tables={
        "verification": TableWords(
            label="การสอบทาน",
            columns={
                "instrument": "แบบประเมิน",
                "fiscal_year": "ปี",
                "round": "รอบ",
                "area_code": "รหัสพื้นที่",
                "seed": "เลขสุ่ม",
                "of_sheets": "จำนวนแบบทั้งหมด",
                "chosen_on": "วันที่เลือก",
                "keyed_by": "ผู้กรอกซ้ำ",
                "closed_on": "วันที่ปิด",
                "note": "หมายเหตุ",
            },
            values={round_.value: round_.label for round_ in Round},
            illegible=(
                f"round NOT IN ({_ROUNDS}) OR "
                f"fiscal_year NOT BETWEEN {FISCAL_YEARS[0]} AND {FISCAL_YEARS[-1]}"
            ),
        ),
        "verified_sheet": TableWords(
            label="แบบที่กรอกซ้ำ",
            columns={"why": "เหตุผลที่เลือก", "is_keyed": "กรอกซ้ำเสร็จ"},
            values={why.value: why.label for why in Why},
            illegible=f"why NOT IN ({_REASONS})",
        ),
        "verified_answer": TableWords(
            label="คำตอบที่กรอกซ้ำ",
            columns={
                "indicator": "ข้อ",
                "first": "ครั้งแรก",
                "second": "ครั้งที่สอง",
                "final": "ตามกระดาษ",
            },
            is_removable=True,
        ),
    },
    checks=(
        Check(title="ตรวจการสอบทานที่ยังไม่เสร็จ", look=_shown_early),
        Check(title="ตรวจจำนวนแบบของการสอบทาน", look=_without_sheets),
    ),
)
