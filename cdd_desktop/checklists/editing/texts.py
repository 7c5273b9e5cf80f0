"""Versions of instruments as they are read, and their texts confirmed."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from uuid6 import uuid7

from cdd_desktop.checklists.editing.records import Confirmation, Edition, parts_of
from cdd_desktop.checklists.editing.rows import editions_in
from cdd_desktop.checklists.editing.tables import TextConfirmationRow
from cdd_desktop.checklists.instruments import CheckStatus, Instrument
from cdd_desktop.checklists.library import shipped_instruments
from cdd_desktop.errors import NotFound, ValidationFailed
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.calendar import day_in_thailand
from cdd_desktop.thai.text import clean_line, clean_text

_SOURCE_MAX, _NAME_MAX = 500, 200


class EditionFrozen(ValidationFailed):
    """The version is published or in use, and does not change any more."""

    def __init__(self, reason: str) -> None:
        super().__init__({"edition": reason})


def continued(later: str, version: str) -> str:
    """Why a version stays published: a later one leads to it."""
    return f"รุ่น {later} ที่ประกาศใช้แล้วมีตัวเทียบกับรุ่น {version} กรุณายกเลิกการประกาศใช้รุ่น {later} ก่อน"


class InstrumentTexts:
    """Versions of instruments and who confirmed their texts. `shipped` come with the program."""

    def __init__(self, store: Store, *, shipped: Sequence[Instrument] | None = None) -> None:
        self._store = store
        self._shipped = {
            one.id: one for one in (shipped_instruments() if shipped is None else shipped)
        }

    def editions(self, instrument_id: str | None = None) -> tuple[Edition, ...]:
        """Every version of one instrument or of all, drafts too; of each the newest first."""
        with self._store.reading() as session:
            return editions_in(session, self._shipped, instrument_id)

    def edition(self, key: UUID | str) -> Edition:
        """A version by its identity, or by its text's hash. Raises `NotFound`."""
        for one in self.editions():
            if key in {one.uuid, one.content_hash}:
                return one
        raise NotFound("ไม่พบรุ่นนี้แล้ว กรุณาเลือกจากรายการแบบประเมิน")

    def named(self, instrument_id: str, version: str) -> Edition:
        """A version by its instrument and name. Raises `NotFound`."""
        found = self.editions(instrument_id)
        for one in found:
            if one.version == version:
                return one
        if not found:
            raise NotFound(f"ไม่มีแบบประเมินรหัส {instrument_id} กรุณาดูรายการด้วยคำสั่ง instrument list")
        named = ", ".join(one.version for one in found)
        raise NotFound(f"แบบประเมิน {instrument_id} ไม่มีรุ่น {version} กรุณาเลือกจาก {named}")

    def confirmations(self, instrument_id: str, version: str) -> tuple[Confirmation, ...]:
        """What the office confirmed of a version's texts: by whom and when."""
        with self._store.reading() as session:
            return tuple(
                Confirmation(
                    part=row.part,
                    status=CheckStatus(row.status),
                    source=row.source,
                    by=row.confirmed_by,
                    on=row.confirmed_on,
                )
                for row in marks_of(session, instrument_id, version).values()
            )

    def confirm(
        self,
        instrument_id: str,
        version: str,
        parts: Sequence[str],
        status: CheckStatus,
        *,
        source: str,
        by: str,
        on: date | None = None,
    ) -> None:
        """Say that texts were compared with their official document (or are to be, again).

        A draft's texts say so themselves: edit them. Raises `ValidationFailed`, `NotFound`,
        `EditionFrozen` for a draft.
        """
        edition = self.named(instrument_id, version)
        source, by = clean_text(source), clean_line(by)
        problems = {}
        if edition.is_draft or edition.instrument is None:
            told = "รุ่นนี้ยังเป็นร่าง กรุณาแก้สถานะและแหล่งที่มาในแบบฟอร์มของข้อนั้น"
            raise EditionFrozen(told)
        known = {one.part for one in parts_of(edition.instrument)}
        if unknown := [part for part in parts if part not in known]:
            problems["part"] = f"รุ่นนี้ไม่มีส่วน {', '.join(unknown)} กรุณาเลือกใหม่"
        if not 0 < len(source) <= _SOURCE_MAX:
            problems["source"] = "กรุณาบอกเอกสารที่ใช้ตรวจ เช่น เลขที่หนังสือ ไม่เกิน 500 ตัวอักษร"
        if not 0 < len(by) <= _NAME_MAX:
            problems["by"] = "กรุณาใส่ชื่อผู้ตรวจ"
        if problems:
            raise ValidationFailed(problems)
        columns = {
            "status": status.value,
            "source": source,
            "confirmed_by": by,
            "confirmed_on": on or day_in_thailand(self._store.now()),
        }
        told = f"{status.value} {edition.title} รุ่น {version} {len(parts):,} ข้อความ"
        with self._store.writing(Intent(action="instruments.confirm", summary=told)) as work:
            marks = marks_of(work.session, instrument_id, version)
            for part in parts:
                row = marks.get(part)
                if row is None:
                    work.add(
                        TextConfirmationRow(
                            uuid=new_uuid(),
                            instrument=instrument_id,
                            edition=version,
                            part=part,
                            **columns,
                        )
                    )
                    continue
                for name, value in columns.items():
                    if getattr(row, name) != value:
                        setattr(row, name, value)


def new_uuid() -> UUID:
    """An identity that is new, in the order of time."""
    return UUID(int=uuid7().int)


def marks_of(session: Session, instrument_id: str, version: str) -> dict[str, TextConfirmationRow]:
    """What was confirmed of a version, by part."""
    rows = session.scalars(
        select(TextConfirmationRow)
        .where(
            TextConfirmationRow.instrument == instrument_id, TextConfirmationRow.edition == version
        )
        .order_by(TextConfirmationRow.id)
    )
    return {row.part: row for row in rows}
