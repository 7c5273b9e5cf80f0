"""Whether moves, letters and announcements can be read, and agree with where sheets stand."""

from collections.abc import Iterator

from sqlalchemy import select

from cdd_desktop.checklists.copies import copies_of
from cdd_desktop.checklists.instruments import Round
from cdd_desktop.checklists.tables import AssessmentRow
from cdd_desktop.checklists.words import sheet_labels
from cdd_desktop.checklists.workflow.records import ANNOUNCED, MoveKind
from cdd_desktop.checklists.workflow.steps import STEPS
from cdd_desktop.checklists.workflow.tables import AnnouncedLevelRow
from cdd_desktop.storage.health import Check, Finding, Look, Room, TableWords, finding
from cdd_desktop.storage.settings import setting_in
from cdd_desktop.thai.calendar import FISCAL_YEARS

_TITLE = "การรับรองผลประเมิน"
_KINDS = ", ".join(f"'{kind.value}'" for kind in MoveKind)
_ROUNDS = {round_.value: round_.label for round_ in Round}
_OF_A_ROUND = (
    f"round NOT IN ({', '.join(repr(value) for value in _ROUNDS)}) OR "
    f"fiscal_year NOT BETWEEN {FISCAL_YEARS[0]} AND {FISCAL_YEARS[-1]}"
)
_ROUND_WORDS = {"instrument": "แบบประเมิน", "fiscal_year": "ปี", "round": "รอบ"}


def _without_level(look: Look) -> Iterator[Finding]:
    """Sheets that are announced without a level that was announced."""
    lost = look.session.scalars(
        select(AssessmentRow.id).where(
            AssessmentRow.stage == ANNOUNCED,
            AssessmentRow.id.not_in(select(AnnouncedLevelRow.assessment_id)),
        )
    ).all()
    yield from finding(
        sheet_labels(look.session, [(id_,) for id_ in lost]) if lost else (),
        room=_TITLE,
        what="แบบประเมินที่อยู่ขั้นประกาศ แต่ไม่มีระดับที่ประกาศ",
        unit="แบบประเมิน",
        remedy="กรุณาปลดล็อกแบบประเมินเหล่านี้พร้อมเหตุผล แล้วประกาศใหม่",
    )


def _unknown_step(look: Look) -> Iterator[Finding]:
    """Sheets at a step that the office does not have: they count as never sent on."""
    known = {step.key for step in setting_in(look.session, STEPS).steps}
    lost = look.session.scalars(
        select(AssessmentRow.id).where(
            AssessmentRow.stage != "", AssessmentRow.stage.not_in(sorted(known))
        )
    ).all()
    yield from finding(
        sheet_labels(look.session, [(id_,) for id_ in lost]) if lost else (),
        room=_TITLE,
        what="แบบประเมินอยู่ในขั้นที่สำนักงานไม่มี จึงถือว่ายังไม่ได้เสนอ",
        unit="แบบประเมิน",
        remedy="กรุณาเสนอแบบประเมินเหล่านี้ใหม่ในมุมมอง “รับรองผล”",
        is_advice=True,
    )


def _unknown_level(look: Look) -> Iterator[Finding]:
    """Announced levels that the sheet's version of the instrument does not have."""
    levels = {
        id_: {level.code for level in copy.levels} for id_, copy in copies_of(look.session).items()
    }
    rows = look.session.execute(
        select(AssessmentRow.id, AssessmentRow.instrument_copy_id, AnnouncedLevelRow.level)
        .join(AnnouncedLevelRow, AnnouncedLevelRow.assessment_id == AssessmentRow.id)
        .where(AnnouncedLevelRow.level.is_not(None))
    )
    lost = [(row.id,) for row in rows if row.level not in levels[row.instrument_copy_id]]
    yield from finding(
        sheet_labels(look.session, lost) if lost else (),
        room=_TITLE,
        what="ระดับที่ประกาศไม่มีในแบบประเมินฉบับนั้น",
        unit="แบบประเมิน",
        remedy="กรุณากู้คืนจากไฟล์สำรองล่าสุดที่ใช้ได้ หรือปลดล็อกแล้วประกาศใหม่",
    )


ROOM = Room(
    title=_TITLE,
    tables={
        "sheet_move": TableWords(
            label="การเสนอและส่งคืนแบบประเมิน",
            columns={
                "assessment_id": "แบบประเมิน",
                "kind": "รายการ",
                "from_step": "จากขั้น",
                "to_step": "ไปขั้น",
                "level": "ระดับที่เสนอ",
                "reason": "เหตุผล",
                "on_day": "วันที่",
            },
            values={kind.value: kind.label for kind in MoveKind},
            illegible=f"kind NOT IN ({_KINDS})",
            is_removable=True,
        ),
        "checklist_sending": TableWords(
            label="หนังสือนำส่งผลประเมิน",
            columns={
                **_ROUND_WORDS,
                "amphoe_code": "รหัสอำเภอ",
                "letter_number": "ที่หนังสือ",
                "letter_date": "ลงวันที่",
                "received_on": "รับเมื่อ",
                "note": "หมายเหตุ",
            },
            values=_ROUNDS,
            illegible=_OF_A_ROUND,
            is_removable=True,
        ),
        "checklist_announcement": TableWords(
            label="ประกาศผลประเมิน",
            columns={
                **_ROUND_WORDS,
                "number": "ประกาศ",
                "announced_on": "วันที่ประกาศ",
                "note": "หมายเหตุ",
            },
            values=_ROUNDS,
            illegible=_OF_A_ROUND,
        ),
        "announced_level": TableWords(
            label="ระดับที่ประกาศ",
            columns={
                "assessment_id": "แบบประเมิน",
                "announcement_id": "ประกาศ",
                "level": "ระดับ",
            },
        ),
    },
    checks=(
        Check(title="ตรวจระดับที่ประกาศ", look=_without_level),
        Check(title="ตรวจขั้นของแบบประเมิน", look=_unknown_step),
        Check(title="ตรวจรหัสของระดับที่ประกาศ", look=_unknown_level),
    ),
)
