"""Attachments and confirmed doubts between values and rows."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from cdd_desktop.checklists.copies import copies_of
from cdd_desktop.checklists.evidence.doubts import doubts
from cdd_desktop.checklists.evidence.records import (
    Attachment,
    Confirmation,
    FileKind,
    RecordsTold,
)
from cdd_desktop.checklists.evidence.tables import AttachmentRow, DoubtConfirmationRow
from cdd_desktop.checklists.sheets import answers_of
from cdd_desktop.checklists.tables import AssessmentRow
from cdd_desktop.errors import NotFound
from cdd_desktop.storage.rows import chunks

_NO_FILE = "ไม่พบไฟล์แนบนี้แล้ว อาจถูกลบไปก่อนหน้า กรุณาเปิดรายการไฟล์ใหม่"
_HEAD = (
    AttachmentRow.uuid,
    AttachmentRow.indicator,
    AttachmentRow.name,
    AttachmentRow.kind,
    AttachmentRow.size,
    AttachmentRow.digest,
)


def attachments_of(session: Session, sheet: int) -> tuple[Attachment, ...]:
    """The files of a sheet in the order they came, without what is in them."""
    rows = session.execute(
        select(*_HEAD).where(AttachmentRow.assessment_id == sheet).order_by(AttachmentRow.id)
    )
    return tuple(
        Attachment(
            uuid=row.uuid,
            code=row.indicator,
            name=row.name,
            kind=FileKind(row.kind),
            size=row.size,
            digest=row.digest,
        )
        for row in rows
    )


def attachment_row(session: Session, uuid: UUID) -> AttachmentRow:
    """The row of a file; raises `NotFound`."""
    wanted = select(AttachmentRow).where(AttachmentRow.uuid == uuid)
    row = session.scalars(wanted).one_or_none()
    if row is None:
        raise NotFound(_NO_FILE)
    return row


def confirmed_of(session: Session, sheets: Iterable[int]) -> dict[int, dict[str, Confirmation]]:
    """The doubts of sheets that somebody let stand, by their key; a sheet without any is absent."""
    found: dict[int, dict[str, Confirmation]] = {}
    for some in chunks(list(sheets)):
        rows = session.scalars(
            select(DoubtConfirmationRow).where(DoubtConfirmationRow.assessment_id.in_(some))
        )
        for row in rows:
            found.setdefault(row.assessment_id, {})[row.doubt] = Confirmation(
                doubt=row.doubt, told=row.told, reason=row.reason
            )
    return found


def told_by(
    session: Session, rooms: Sequence[RecordsTold], villages: Iterable[int], year: int
) -> dict[int, frozenset[str]]:
    """What other rooms tell of villages in a fiscal year."""
    wanted = tuple(dict.fromkeys(villages))
    found: dict[int, frozenset[str]] = {}
    for room in rooms:
        for village, told in room(session, wanted, year).items():
            found[village] = found.get(village, frozenset()) | told
    return found


def open_doubts(
    session: Session, sheets: Sequence[int], rooms: Sequence[RecordsTold]
) -> Mapping[int, int]:
    """How many doubts of each sheet nobody confirmed; sheets without any are absent."""
    copies = copies_of(session)
    heads = [
        row
        for some in chunks(list(sheets))
        for row in session.execute(
            select(
                AssessmentRow.id,
                AssessmentRow.village_id,
                AssessmentRow.fiscal_year,
                AssessmentRow.instrument_copy_id,
            ).where(AssessmentRow.id.in_(some))
        )
    ]
    asked = [row for row in heads if copies[row.instrument_copy_id].consistency]
    if not asked:
        return {}
    told: dict[tuple[int, int], frozenset[str]] = {}
    for year in {row.fiscal_year for row in asked}:
        villages = [row.village_id for row in asked if row.fiscal_year == year]
        for village, records in told_by(session, rooms, villages, year).items():
            told[village, year] = records
    answers = {
        id_: given
        for some in chunks([row.id for row in asked])
        for id_, given in answers_of(
            session, select(AssessmentRow.id).where(AssessmentRow.id.in_(some))
        ).items()
    }
    confirmed = confirmed_of(session, [row.id for row in asked])
    found: dict[int, int] = {}
    for row in asked:
        raised = doubts(
            copies[row.instrument_copy_id],
            answers.get(row.id, {}),
            told.get((row.village_id, row.fiscal_year), frozenset()),
            confirmed.get(row.id, {}),
        )
        count = sum(one.is_open for one in raised)
        if count:
            found[row.id] = count
    return found
