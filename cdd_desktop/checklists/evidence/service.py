"""Files behind answers, and doubts about them that are looked at and let stand."""

from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from uuid6 import uuid7

from cdd_desktop.checklists.evidence.doubts import doubts
from cdd_desktop.checklists.evidence.files import kept_name, read_file
from cdd_desktop.checklists.evidence.records import (
    MOST_FILES,
    REASON_MAX,
    Doubt,
    FileKind,
    RecordsTold,
    SheetEvidence,
)
from cdd_desktop.checklists.evidence.rows import (
    attachment_row,
    attachments_of,
    confirmed_of,
    open_doubts,
    told_by,
)
from cdd_desktop.checklists.evidence.tables import AttachmentRow, DoubtConfirmationRow
from cdd_desktop.checklists.records import Sheet, SheetKey
from cdd_desktop.checklists.service import ChecklistService
from cdd_desktop.checklists.sheets import find_row, read_sheet
from cdd_desktop.checklists.workflow.locks import require_open
from cdd_desktop.documents.model import Picture
from cdd_desktop.documents.pictures import load_picture
from cdd_desktop.documents.writing import replacing
from cdd_desktop.errors import NotFound, ValidationFailed
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.text import clean_line

_NOT_BEGUN = "แบบประเมินนี้ยังไม่มีคำตอบ กรุณาตอบอย่างน้อยหนึ่งข้อก่อนแนบไฟล์"
_DAMAGED = "ไฟล์แนบนี้เสียหาย กรุณาลบแล้วแนบใหม่ หรือกู้คืนจากไฟล์สำรองที่ยังดีอยู่"


class EvidenceService:
    """What stands behind the answers of sheets. `rooms` tell what other rooms keep of villages."""

    def __init__(
        self, store: Store, checklists: ChecklistService, rooms: Sequence[RecordsTold] = ()
    ) -> None:
        self._store = store
        self._checklists = checklists
        self._rooms = tuple(rooms)

    def of(self, key: SheetKey) -> SheetEvidence:
        """What is kept beside a sheet's answers; of one that was not begun, what others tell."""
        with self._store.reading() as session:
            return self._of(session, key)

    def doubts(self, key: SheetKey) -> tuple[Doubt, ...]:
        """Every doubt about a sheet as it is stored, those that were let stand too."""
        sheet = self._checklists.sheet(key)
        return doubts_about(sheet, self.of(key))

    def open_doubts(self, session: Session, sheets: Sequence[int]) -> Mapping[int, int]:
        """How many doubts of sheets (ids) nobody confirmed; those without any are absent."""
        return open_doubts(session, sheets, self._rooms)

    def attach(self, key: SheetKey, code: str, path: Path) -> SheetEvidence:
        """Keep a copy of a photo (made small) or PDF behind an answer.

        Raises `ImportRejected` for a file that cannot be taken, `ValidationFailed` where no answer
        stands yet, there are too many files or the same one is there, `NotFound`, `SheetLocked`.
        """
        sheet = self._checklists.sheet(key)
        sheet.instrument.indicator(code)
        given = read_file(path)
        intent = Intent(action="evidence.attach", summary=f"แนบไฟล์ “{given.name}” ของข้อ {code}")
        with self._store.writing(intent) as work:
            row = find_row(work.session, key)
            if row is None:
                raise ValidationFailed({"file": _NOT_BEGUN})
            require_open(work.session, [row])
            held = [one for one in attachments_of(work.session, row.id) if one.code == code]
            if any(one.digest == given.digest for one in held):
                told = f"แนบไฟล์ “{given.name}” ในข้อ {code} ไว้แล้ว กรุณาเลือกไฟล์อื่น"
                raise ValidationFailed({"file": told})
            if len(held) >= MOST_FILES:
                told = f"ข้อ {code} มีไฟล์แนบครบ {MOST_FILES} ไฟล์แล้ว กรุณาลบไฟล์ที่ไม่ใช้ก่อน"
                raise ValidationFailed({"file": told})
            work.add(
                AttachmentRow(
                    uuid=UUID(int=uuid7().int),
                    assessment_id=row.id,
                    indicator=code,
                    name=given.name,
                    kind=given.kind.value,
                    size=len(given.content),
                    digest=given.digest,
                    content=b64encode(given.content).decode("ascii"),
                )
            )
            work.session.flush()
            return self._of(work.session, key)

    def remove(self, uuid: UUID) -> None:
        """Take a file out; raises `NotFound`, or `SheetLocked`."""
        with self._store.writing(Intent(action="evidence.remove", summary="ลบไฟล์แนบ")) as work:
            row = attachment_row(work.session, uuid)
            require_open(work.session, [row.assessment_id])
            work.session.delete(row)

    def content(self, uuid: UUID) -> bytes:
        """A file as it is kept; raises `NotFound`, also for a damaged one."""
        with self._store.reading() as session:
            return _content(attachment_row(session, uuid))

    def open_copy(self, uuid: UUID, folder: Path) -> Path:
        """Write a copy into `folder`, named by what the file is and never by what it claims to be.

        Changes to the copy stay in the copy. Raises `NotFound`, `StorageProblem`.
        """
        with self._store.reading() as session:
            row = attachment_row(session, uuid)
            content = _content(row)
            name = kept_name(Path(row.name).stem, FileKind(row.kind))
            path = folder / f"{row.digest[:8]} {name}"
        with replacing(path) as beside:
            beside.write_bytes(content)
        return path

    def images_of(
        self, key: SheetKey, code: str, width_mm: float, height_mm: float
    ) -> tuple[Picture, ...]:
        """The photos behind an answer, to be fitted into this room on paper."""
        with self._store.reading() as session:
            row = find_row(session, key)
            files = () if row is None else attachments_of(session, row.id)
        return tuple(
            load_picture(self.content(one.uuid), width_mm, height_mm, one.name)
            for one in files
            if one.code == code and one.kind is not FileKind.PDF
        )

    def confirm(self, key: SheetKey, doubt: str, reason: str) -> SheetEvidence:
        """Let a doubt stand as it is told now, with why.

        Raises `ValidationFailed` by `reason`, `NotFound` where the sheet raises no such doubt any
        more, `SheetLocked`.
        """
        reason = clean_line(reason)
        if not reason or len(reason) > REASON_MAX:
            told = f"กรุณากรอกเหตุผลที่คำตอบถูกต้องแล้ว ไม่เกิน {REASON_MAX} ตัวอักษร"
            raise ValidationFailed({"reason": told})
        intent = Intent(action="evidence.confirm", summary=f"ยืนยันคำตอบที่มีข้อสังเกต: {reason}")
        with self._store.writing(intent) as work:
            session = work.session
            row = find_row(session, key)
            found = next((one for one in self._raised(session, key) if one.key == doubt), None)
            if row is None or found is None:
                raise NotFound("ข้อสังเกตนี้ไม่มีแล้ว กรุณาเปิดแบบประเมินใหม่")
            require_open(session, [row])
            held = session.scalars(
                select(DoubtConfirmationRow).where(
                    DoubtConfirmationRow.assessment_id == row.id,
                    DoubtConfirmationRow.doubt == doubt,
                )
            ).one_or_none()
            if held is None:
                work.add(
                    DoubtConfirmationRow(
                        uuid=UUID(int=uuid7().int),
                        assessment_id=row.id,
                        doubt=doubt,
                        told=found.told,
                        reason=reason,
                    )
                )
            else:
                held.told, held.reason = found.told, reason
            session.flush()
            return self._of(session, key)

    def _of(self, session: Session, key: SheetKey) -> SheetEvidence:
        told = told_by(session, self._rooms, [key.village_id], key.fiscal_year)
        bare = SheetEvidence(records=told.get(key.village_id, frozenset()))
        row = find_row(session, key)
        if row is None:
            return bare
        return replace(
            bare,
            attachments=attachments_of(session, row.id),
            confirmed=confirmed_of(session, [row.id]).get(row.id, {}),
        )

    def _raised(self, session: Session, key: SheetKey) -> tuple[Doubt, ...]:
        newest = self._checklists.instrument(key.instrument, key.fiscal_year)
        return doubts_about(read_sheet(session, key, newest), self._of(session, key))


def doubts_about(sheet: Sheet, evidence: SheetEvidence) -> tuple[Doubt, ...]:
    """Every doubt about a sheet as it is shown, those that were let stand too."""
    return doubts(
        sheet.instrument,
        sheet.answers,
        evidence.records,
        evidence.confirmed,
        sheet.grade.skipped,
    )


def _content(row: AttachmentRow) -> bytes:
    try:
        content = b64decode(row.content, validate=True)
    except (Base64Error, ValueError) as error:
        raise NotFound(_DAMAGED) from error
    if sha256(content).hexdigest() != row.digest:
        raise NotFound(_DAMAGED)
    return content
