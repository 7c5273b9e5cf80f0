"""Which sheets a sample may be of, and writing a chosen one down."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session
from uuid6 import uuid7

from cdd_desktop.checklists.levels.cliff import deciding
from cdd_desktop.checklists.records import Sheet
from cdd_desktop.checklists.verifying import rows
from cdd_desktop.checklists.verifying.records import (
    MOST_SHEETS,
    NAME_MAX,
    NOTE_MAX,
    Proposal,
    ProposedSheet,
    Why,
)
from cdd_desktop.checklists.verifying.sampling import SEEDS, Drawn, unlike_others
from cdd_desktop.checklists.verifying.tables import VerificationRow, VerifiedSheetRow
from cdd_desktop.errors import StaleRecord
from cdd_desktop.storage.history import Work


def sample_problems(size: int, seed: int | None, wanted: Collection[Why]) -> dict[str, str]:
    """What is wrong with what is asked for, by field."""
    problems = {}
    if not 1 <= size <= MOST_SHEETS:
        problems["size"] = f"จำนวนแบบที่กรอกซ้ำต้องอยู่ระหว่าง 1 ถึง {MOST_SHEETS} กรุณาตรวจจำนวน"
    if seed is not None and seed not in SEEDS:
        problems["seed"] = f"เลขสุ่มต้องอยู่ระหว่าง 1 ถึง {SEEDS[-1]:,} กรุณาตรวจตัวเลข"
    if not wanted:
        problems["wanted"] = "ยังไม่ได้เลือกว่าจะกรอกซ้ำแบบใด กรุณาเลือกอย่างน้อยหนึ่งเหตุผล"
    return problems


def start_problems(proposal: Proposal, keyed_by: str, note: str) -> dict[str, str]:
    """What keeps a proposed sample from being begun, by field."""
    problems = {}
    if not keyed_by or len(keyed_by) > NAME_MAX:
        problems["keyed_by"] = f"กรุณากรอกชื่อผู้กรอกซ้ำ ไม่เกิน {NAME_MAX} ตัวอักษร"
    if len(note) > NOTE_MAX:
        problems["note"] = f"หมายเหตุยาวเกิน {NOTE_MAX} ตัวอักษร กรุณาย่อให้สั้นลง"
    if not proposal.sheets:
        problems["sheets"] = "ไม่มีแบบประเมินที่เข้าเหตุผลที่เลือก กรุณาเลือกเหตุผลอื่น หรือเลือก “สุ่ม” ด้วย"
    return problems


def reasons_of(
    session: Session, found: Mapping[UUID, Sheet], wanted: Collection[Why], new_days: int
) -> dict[Why, Collection[UUID]]:
    """The sheets that each wanted reason holds for."""
    reasons: dict[Why, Collection[UUID]] = {}
    if Why.NEAR_LEVEL in wanted:
        reasons[Why.NEAR_LEVEL] = {
            uuid
            for uuid, sheet in found.items()
            if deciding(sheet.instrument, sheet.revision, sheet.answers)
        }
    if Why.OUTLIER in wanted:
        reasons[Why.OUTLIER] = unlike_others({uuid: sheet.answers for uuid, sheet in found.items()})
    if Why.NEW_CLERK in wanted:
        ids = rows.assessment_ids(session, found.keys())
        reasons[Why.NEW_CLERK] = rows.keyed_by_new_hands(session, ids, new_days)
    if Why.RANDOM in wanted:
        reasons[Why.RANDOM] = found.keys()
    return reasons


def proposed(
    session: Session, found: Mapping[UUID, Sheet], drawn: Sequence[Drawn]
) -> tuple[ProposedSheet, ...]:
    """The sheets that were drawn, with their villages."""
    places = rows.places(session, {found[each.sheet].key.village_id for each in drawn})
    return tuple(
        ProposedSheet(
            sheet=each.sheet,
            key=found[each.sheet].key,
            code=places[found[each.sheet].key.village_id][0],
            label=places[found[each.sheet].key.village_id][1],
            why=each.why,
            also=each.also,
        )
        for each in drawn
    )


def put_sample(
    work: Work, proposal: Proposal, keyed_by: str, note: str, on: date
) -> VerificationRow:
    """Write a sample down; raises `StaleRecord` where a sheet is gone since it was proposed."""
    ids = rows.assessment_ids(work.session, {each.sheet for each in proposal.sheets})
    if len(ids) < len(proposal.sheets):
        raise StaleRecord("แบบประเมินบางฉบับถูกเลิกทำไปหลังจากเลือกตัวอย่าง กรุณาเลือกตัวอย่างใหม่")
    row = VerificationRow(
        uuid=_new_uuid(),
        instrument=proposal.instrument,
        fiscal_year=proposal.fiscal_year,
        round=proposal.round.value,
        area_code=proposal.area_code,
        seed=proposal.seed,
        of_sheets=proposal.of_sheets,
        chosen_on=on,
        keyed_by=keyed_by,
        closed_on=None,
        note=note,
    )
    work.add(row)
    work.session.flush()
    for each in proposal.sheets:
        work.add(
            VerifiedSheetRow(
                uuid=_new_uuid(),
                verification_id=row.id,
                assessment_id=ids[each.sheet],
                why=each.why.value,
                is_keyed=False,
            )
        )
    work.session.flush()
    return row


def _new_uuid() -> UUID:
    return UUID(bytes=uuid7().bytes)
