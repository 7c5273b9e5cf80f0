"""What the office does with versions of instruments: drafts, crosswalks, publishing, confirming.

A version that any sheet stands on never changes again. Whatever is to be asked otherwise is a new
version, with a crosswalk to the one before.
"""

import re
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from uuid6 import uuid7

from cdd_desktop.checklists.editing.blanks import blank_instrument
from cdd_desktop.checklists.editing.changes import Change, changed
from cdd_desktop.checklists.editing.crosswalks import fresh_crosswalk
from cdd_desktop.checklists.editing.records import Edition, PublishPreview, Taken
from cdd_desktop.checklists.editing.rows import (
    continued_by,
    editions_in,
    levels_at_odds,
    others_of,
    reading_of,
    row_of,
)
from cdd_desktop.checklists.editing.tables import InstrumentEditionRow
from cdd_desktop.checklists.editing.texts import (
    EditionFrozen,
    InstrumentTexts,
    continued,
    marks_of,
    new_uuid,
)
from cdd_desktop.checklists.editing.writing import written
from cdd_desktop.checklists.instruments import (
    Instrument,
    InstrumentRejected,
    content_hash,
)
from cdd_desktop.checklists.tables import AssessmentRow, InstrumentCopyRow
from cdd_desktop.errors import StaleRecord, ValidationFailed
from cdd_desktop.storage.history import Intent, Work
from cdd_desktop.thai.calendar import is_fiscal_year
from cdd_desktop.thai.text import clean_line

_ID = re.compile(r"[a-z0-9][a-z0-9-]{1,39}")
_VERSION_MAX = 40
_STALE = "ร่างนี้ถูกแก้ไขจากหน้าต่างอื่นหลังจากเปิดไว้ กรุณาเปิดร่างใหม่แล้วแก้อีกครั้ง"
_AGAIN = "กรุณาทำรุ่นใหม่จากรุ่นนี้"


class InstrumentService(InstrumentTexts):
    """Versions of instruments: drafts, publishing and what comes from files."""

    def preview_publish(self, uuid: UUID) -> PublishPreview:
        """What publishing a draft would mean. Raises `NotFound`."""
        with self._store.reading() as session:
            return self._preview(session, uuid)

    # drafts

    def begin(
        self,
        instrument_id: str,
        from_: str | None,
        version: str,
        in_force_from: int,
        *,
        title: str = "",
    ) -> Edition:
        """A new draft, from the version with the hash `from_` (with a crosswalk to it, everything
        the same) or blank. From another instrument's version it is a new instrument by itself.

        `instrument_id` "" makes one up; a blank one, or one by another id, wants a `title`. Raises
        `ValidationFailed`, `NotFound`.
        """
        version, title = clean_line(version), clean_line(title)
        source = None if from_ is None else self.edition(from_)
        if source is not None and source.instrument is None:
            raise ValidationFailed({"from": "รุ่นนี้อ่านไม่ได้ กรุณาแก้ข้อผิดพลาดของรุ่นนี้ก่อน หรือเริ่มจากรุ่นอื่น"})
        instrument_id = instrument_id or f"own-{UUID(int=uuid7().int).hex[-12:]}"
        continues = source is not None and source.id == instrument_id
        problems = {}
        if not _ID.fullmatch(instrument_id):
            problems["id"] = "รหัสแบบประเมินใช้ได้เฉพาะ a-z 0-9 และ - เช่น village-2570 กรุณาแก้"
        if not 0 < len(version) <= _VERSION_MAX:
            problems["version"] = "กรุณาใส่ชื่อรุ่น เช่น 2570 ไม่เกิน 40 ตัวอักษร"
        if not is_fiscal_year(in_force_from):
            problems["in_force_from"] = "กรุณาใส่ปีงบประมาณ พ.ศ. ที่เริ่มใช้ เช่น 2570"
        if not continues and not title:
            problems["title"] = "กรุณาใส่ชื่อแบบประเมิน"
        if problems:
            raise ValidationFailed(problems)
        if source is None or source.instrument is None:
            new = blank_instrument(instrument_id, version, title, in_force_from)
        else:
            new = replace(
                source.instrument,
                id=instrument_id,
                version=version,
                in_force_from=in_force_from,
                crosswalk=fresh_crosswalk(source.instrument) if continues else None,
            )
            if not continues:
                new = replace(new, title=title, short_title=title)
        intent = _intent("begin", f"ร่างแบบประเมิน {new.short_title} รุ่น {version}")
        with self._store.writing(intent) as work:
            self._refuse_taken(work.session, instrument_id, version, None)
            return self._bear(work, written(new), new)

    def save_text(self, uuid: UUID, text: str, version: int) -> Edition:
        """Keep a draft's YAML as written; faults are told in what comes back.

        Raises `StaleRecord`, `EditionFrozen`, `NotFound`, `ValidationFailed` where it is of another
        instrument or takes another version's name.
        """
        text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        with self._store.writing(_intent("save_text", "แก้ข้อความร่างแบบประเมิน")) as work:
            row = self._draft(work.session, uuid, version)
            read = reading_of(text).instrument
            if read is not None:
                if read.id != row.instrument:
                    told = f"ข้อความเป็นของแบบประเมินอื่น ({read.id}) กรุณาคง id: {row.instrument}"
                    raise ValidationFailed({"text": told})
                self._refuse_taken(work.session, read.id, read.version, row)
                row.edition = read.version
            row.text, row.content_hash = text, content_hash(text)
            return self._told(work.session, row)

    def edit(self, uuid: UUID, change: Change, version: int) -> Edition:
        """Change one part of a draft; codes, numbers and the crosswalk follow.

        Raises what `save_text` raises, and `ValidationFailed` where the draft cannot be read.
        """
        with self._store.writing(_intent("edit", "แก้ร่างแบบประเมิน")) as work:
            row = self._draft(work.session, uuid, version)
            was = reading_of(row.text).instrument
            if was is None:
                told = "แก้เป็นส่วนไม่ได้ เพราะข้อความของร่างอ่านไม่ได้ กรุณาแก้ข้อความ YAML ตามรายการก่อน"
                raise ValidationFailed({"edition": told})
            before = None
            if was.crosswalk is not None:
                wanted = was.crosswalk.version
                before = next(
                    (
                        one.instrument
                        for one in editions_in(work.session, self._shipped, was.id)
                        if one.version == wanted and one.uuid != uuid
                    ),
                    None,
                )
            text = written(changed(was, change, before))
            row.text, row.content_hash = text, content_hash(text)
            return self._told(work.session, row)

    def remove(self, uuid: UUID) -> None:
        """Take a draft away. Raises `EditionFrozen`, `NotFound`."""
        with self._store.writing(_intent("remove", "ลบร่างแบบประเมิน")) as work:
            work.session.delete(self._draft(work.session, uuid, None))

    # publishing

    def publish(self, uuid: UUID, on: date) -> Edition:
        """Let sheets be begun with a draft from its year on. Raises `InstrumentRejected` with what
        is wrong with it or its crosswalk, `EditionFrozen`, `NotFound`."""
        with self._store.writing(_intent("publish", "ประกาศใช้แบบประเมิน")) as work:
            row = self._draft(work.session, uuid, None)
            preview = self._preview(work.session, uuid)
            if preview.faults:
                raise InstrumentRejected(preview.faults)
            row.is_draft, row.published_on = False, on
            return self._told(work.session, row)

    def unpublish(self, uuid: UUID) -> Edition:
        """Make a published version a draft again.

        Its texts wait to be confirmed once more: they may be others when it is published again.
        Raises `EditionFrozen` where it is in use, or another published one continues it.
        """
        with self._store.writing(_intent("unpublish", "ยกเลิกการประกาศใช้แบบประเมิน")) as work:
            row = row_of(work.session, uuid)
            if _is_used(work.session, row):
                raise EditionFrozen(_used(row))
            if later := continued_by(work.session, row.instrument, row.edition):
                raise EditionFrozen(continued(later, row.edition))
            for mark in marks_of(work.session, row.instrument, row.edition).values():
                work.session.delete(mark)
            row.is_draft, row.published_on = True, None
            return self._told(work.session, row)

    # taking in

    def take(self, instrument: Instrument) -> Taken:
        """Keep a version that was read from a file, as a draft.

        The same again changes nothing; over a draft of the same name it goes. Raises
        `EditionFrozen` where that version is already published or comes with the program.
        """
        for one in self.editions(instrument.id):
            if one.content_hash == instrument.content_hash:
                return Taken(edition=one, is_new=False)
        intent = _intent(
            "import", f"นำเข้าแบบประเมิน {instrument.short_title} รุ่น {instrument.version}"
        )
        with self._store.writing(intent) as work:
            row = _row_named(work.session, instrument.id, instrument.version)
            if row is not None and row.is_draft:
                row.text, row.content_hash = instrument.text, instrument.content_hash
                return Taken(edition=self._told(work.session, row), is_new=True)
            self._refuse_taken(work.session, instrument.id, instrument.version, None)
            return Taken(edition=self._bear(work, instrument.text, instrument), is_new=True)

    # inside

    def _bear(self, work: Work, text: str, new: Instrument) -> Edition:
        row = InstrumentEditionRow(
            uuid=new_uuid(),
            instrument=new.id,
            edition=new.version,
            text=text,
            content_hash=content_hash(text),
            is_draft=True,
            published_on=None,
        )
        work.add(row)
        return self._told(work.session, row)

    def _draft(self, session: Session, uuid: UUID, version: int | None) -> InstrumentEditionRow:
        row = row_of(session, uuid)
        if not row.is_draft:
            if _is_used(session, row):
                raise EditionFrozen(_used(row))
            raise EditionFrozen(
                f"รุ่น {row.edition} ประกาศใช้แล้ว กรุณายกเลิกการประกาศก่อนแก้ หรือทำรุ่นใหม่จากรุ่นนี้"
            )
        if version is not None and row.version != version:
            raise StaleRecord(_STALE)
        return row

    def _told(self, session: Session, row: InstrumentEditionRow) -> Edition:
        session.flush()
        return next(
            one
            for one in editions_in(session, self._shipped, row.instrument)
            if one.uuid == row.uuid
        )

    def _preview(self, session: Session, uuid: UUID) -> PublishPreview:
        row = row_of(session, uuid)
        edition = self._told(session, row)
        begun: int | None = 0
        faults = edition.faults
        if edition.instrument is not None:
            editions = editions_in(session, self._shipped, row.instrument)
            published = others_of(editions, edition)
            faults += levels_at_odds(session, edition.instrument, published)
            begun = session.scalar(
                select(func.count())
                .select_from(AssessmentRow)
                .join(InstrumentCopyRow, InstrumentCopyRow.id == AssessmentRow.instrument_copy_id)
                .where(
                    AssessmentRow.instrument == row.instrument,
                    AssessmentRow.fiscal_year >= edition.instrument.in_force_from,
                    InstrumentCopyRow.content_hash != row.content_hash,
                )
            )
        return PublishPreview(edition=edition, faults=faults, begun_before=begun or 0)

    def _refuse_taken(
        self, session: Session, instrument_id: str, version: str, own: InstrumentEditionRow | None
    ) -> None:
        """Raise `EditionFrozen` where a version of that name is there already."""
        for one in editions_in(session, self._shipped, instrument_id):
            if one.version == version and (own is None or one.uuid != own.uuid):
                raise EditionFrozen(
                    f"แบบประเมิน {one.title} มีรุ่น {version} อยู่แล้ว ({one.state}) "
                    "กรุณาตั้งชื่อรุ่นใหม่ แล้วทำรุ่นใหม่จากรุ่นนี้"
                )


def _row_named(session: Session, instrument_id: str, version: str) -> InstrumentEditionRow | None:
    return session.scalars(
        select(InstrumentEditionRow).where(
            InstrumentEditionRow.instrument == instrument_id,
            InstrumentEditionRow.edition == version,
        )
    ).one_or_none()


def _is_used(session: Session, row: InstrumentEditionRow) -> bool:
    return (
        session.scalar(
            select(InstrumentCopyRow.id).where(InstrumentCopyRow.content_hash == row.content_hash)
        )
        is not None
    )


def _used(row: InstrumentEditionRow) -> str:
    return f"รุ่น {row.edition} มีแบบประเมินที่กรอกแล้ว จึงแก้หรือยกเลิกไม่ได้ {_AGAIN}"


def _intent(action: str, summary: str) -> Intent:
    return Intent(action=f"instruments.{action}", summary=summary)
