"""What the office does with its letters: begin, write, issue, duplicate, remove, draw."""

import dataclasses
from collections.abc import Callable
from functools import partial
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from uuid6 import uuid7

from cdd_desktop.documents.model import Document
from cdd_desktop.documents.pictures import load_picture
from cdd_desktop.errors import NotFound, StaleRecord, ValidationFailed
from cdd_desktop.letters.facts import Facts, FactsOf, field_names, values_of
from cdd_desktop.letters.fields import Place, fields_of, fill, require_known
from cdd_desktop.letters.keeping import (
    columns_of,
    find,
    keep_photos,
    letter_of,
    lines_of,
    photo_from,
    photo_of,
    picture_rows,
)
from cdd_desktop.letters.pictures import PHOTO_HEIGHT_MM, PHOTO_WIDTH_MM
from cdd_desktop.letters.records import (
    COUNT_MOST,
    Frozen,
    Letter,
    LetterKind,
    LetterLine,
    LetterState,
    LetterTable,
    Photo,
    is_count,
    issue_problems,
    letter_problems,
    next_meeting,
)
from cdd_desktop.letters.reports import (
    LetterPaper,
    annexes_of,
    letter_document,
)
from cdd_desktop.letters.tables import LetterRow, LetterTemplateRow
from cdd_desktop.letters.templates import Template, shipped_templates
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.digits import Digits, to_arabic
from cdd_desktop.thai.text import clean_line, clean_text

EMBLEM_MM = 30.0
_GONE = "ไม่พบเอกสารนี้แล้ว อาจถูกลบไปก่อนหน้า กรุณาเปิดรายการใหม่"
_STALE = "เอกสารนี้ถูกแก้ไขหรือลบไปแล้วจากหน้าต่างอื่น กรุณาเปิดรายการใหม่แล้วแก้อีกครั้ง"


class LetterService:
    """The office's letters.

    `facts_of` gives what the data says of an area and year; `covers` tells whether a code is an
    area of the office. `stamp` gives the words that mark every page, empty but for a demo.
    """

    def __init__(
        self,
        store: Store,
        facts_of: FactsOf,
        covers: Callable[[str], bool],
        stamp: Callable[[], str] = lambda: "",
    ) -> None:
        self._store = store
        self._facts_of = facts_of
        self._covers = covers
        self._stamp = stamp

    # wordings

    def template(self, kind: LetterKind) -> Template:
        """What a new letter of the kind begins with: the office's own wording, else the shipped."""
        shipped = shipped_templates()[kind]
        with self._store.reading() as session:
            row = session.get(LetterTemplateRow, kind.value)
            if row is None:
                return shipped
            return dataclasses.replace(
                shipped,
                subject=row.subject,
                recipient=row.recipient,
                body=row.body,
                closing=row.closing,
                is_own=True,
            )

    def keep_wording(self, letter: Letter) -> Template:
        """Let new letters of the kind begin with the wording of this one.

        A subject or recipient that is still what the template says of this area and year keeps
        its fields. Raises `ValidationFailed`.
        """
        template = self.template(letter.kind)
        letter = _proper(letter)
        facts = self._facts_of(letter.area_code, letter.fiscal_year)
        self._require(letter, template, facts)

        def with_fields(written: str, before: str) -> str:
            return before if written == fill(before, facts.texts) else written

        columns = {
            "subject": with_fields(letter.subject, template.subject),
            "recipient": with_fields(letter.recipient, template.recipient),
            "body": letter.body,
            "closing": letter.closing,
        }
        intent = Intent(action="letters.keep_wording", summary=f"แบบ{letter.kind.label}ของสำนักงาน")
        with self._store.writing(intent) as work:
            row = work.session.get(LetterTemplateRow, letter.kind.value)
            if row is None:
                work.add(LetterTemplateRow(kind=letter.kind.value, **columns))
            else:
                for column, value in columns.items():
                    if getattr(row, column) != value:
                        setattr(row, column, value)
        return self.template(letter.kind)

    def drop_wording(self, kind: LetterKind) -> Template:
        """Go back to the shipped wording."""
        intent = Intent(action="letters.drop_wording", summary=f"กลับไปใช้แบบ{kind.label}เดิม")
        with self._store.writing(intent) as work:
            row = work.session.get(LetterTemplateRow, kind.value)
            if row is not None:
                work.session.delete(row)
        return shipped_templates()[kind]

    def fields(self, letter: Letter) -> tuple[str, ...]:
        """The names of the fields that the letter's texts may use."""
        facts = self._facts_of(letter.area_code, letter.fiscal_year)
        return field_names(self.template(letter.kind), facts)

    # letters

    def begin(self, kind: LetterKind, area_code: str, fiscal_year: int) -> Letter:
        """A new letter as its template words it; nothing is saved. Raises `ValidationFailed`."""
        template = self.template(kind)
        facts = self._facts_of(area_code, fiscal_year)
        return Letter(
            uuid=UUID(int=uuid7().int),
            kind=kind,
            fiscal_year=fiscal_year,
            area_code=area_code,
            subject=fill(template.subject, facts.texts),
            recipient=fill(template.recipient, facts.texts),
            body=template.body,
            closing=template.closing,
            blanks=tuple(
                (blank.name, fill(blank.begins_with, facts.texts)) for blank in template.blanks
            ),
        )

    def all(self, *, fiscal_year: int | None = None) -> tuple[LetterLine, ...]:
        """The letters (of a fiscal year), the newest first."""
        wanted = select(LetterRow).order_by(LetterRow.id.desc())
        if fiscal_year is not None:
            wanted = wanted.where(LetterRow.fiscal_year == fiscal_year)
        with self._store.reading() as session:
            return lines_of(session.scalars(wanted))

    def get(self, uuid: UUID) -> Letter:
        """A letter with its photos. Raises `NotFound`, `LetterDamaged`."""
        with self._store.reading() as session:
            row = find(session, uuid)
            if row is None:
                raise NotFound(_GONE)
            return letter_of(session, row)

    def save(self, letter: Letter) -> Letter:
        """Keep a new letter (version 0) or a changed draft; gives it as it stands now.

        Raises `ValidationFailed` (also for a field that does not exist, naming its place), or
        `StaleRecord` when it was changed or removed meanwhile.
        """
        letter = _proper(letter)
        problems = {**letter_problems(letter), **self._blank_problems(letter)}
        if letter.state is LetterState.ISSUED:
            problems["state"] = "หนังสือฉบับนี้ออกแล้ว ถ้าต้องแก้ กรุณากด กลับเป็นร่าง ก่อน"
        if not self._covers(letter.area_code):
            problems["area_code"] = "พื้นที่นี้ไม่อยู่ในจังหวัดของสำนักงาน กรุณาเลือกพื้นที่ใหม่"
        if problems:
            raise ValidationFailed(problems)
        facts = self._facts_of(letter.area_code, letter.fiscal_year)
        self._require(letter, self.template(letter.kind), facts)
        return self._write(letter, "letters.save", "บันทึก")

    def issue(self, letter: Letter) -> Letter:
        """Let a saved draft be ออกแล้ว: its fields and tables stay as they are today.

        Raises `ValidationFailed` where it lacks its number, date or photos.
        """
        letter = _proper(letter)
        problems = {
            **letter_problems(letter),
            **self._blank_problems(letter),
            **issue_problems(letter),
        }
        if problems:
            raise ValidationFailed(problems)
        issued = dataclasses.replace(letter, state=LetterState.ISSUED, frozen=self._frozen(letter))
        return self._write(issued, "letters.issue", "ออก")

    def reopen(self, letter: Letter) -> Letter:
        """Let an issued letter be a draft again, filled from data whenever it is drawn."""
        draft = dataclasses.replace(letter, state=LetterState.DRAFT, frozen=None)
        return self._write(draft, "letters.reopen", "กลับเป็นร่าง")

    def duplicate(self, uuid: UUID, fiscal_year: int) -> Letter:
        """A new draft with another letter's texts and nothing that was its alone; not saved.

        Number, date, photos and what was of that meeting alone are left blank; a year named in
        the subject becomes the new one.
        """
        other = self.get(uuid)
        fresh = self.begin(other.kind, other.area_code, fiscal_year)
        begun = dict(fresh.blanks)
        lasting = {blank.name for blank in self.template(other.kind).blanks if blank.lasts}
        return dataclasses.replace(
            fresh,
            subject=other.subject.replace(str(other.fiscal_year), str(fiscal_year)),
            recipient=other.recipient,
            body=other.body,
            closing=other.closing,
            attachments=other.attachments,
            blanks=tuple(
                (name, text if name in lasting else begun.get(name, ""))
                for name, text in other.blanks
            ),
            signer_name=other.signer_name,
            signer_position=other.signer_position,
        )

    def remove(self, uuid: UUID) -> None:
        """Take a letter away; the history keeps it. Raises `NotFound`."""
        with self._store.reading() as session:
            row = find(session, uuid)
            subject = "" if row is None else row.subject
        with self._store.writing(_intent("letters.remove", "ลบ", subject)) as work:
            row = find(work.session, uuid)
            if row is None:
                raise NotFound(_GONE)
            keep_photos(work, row.id, ())
            work.session.flush()
            work.session.delete(row)

    def next_meeting(self, letter: Letter, calendar_year: int) -> str:
        """The number of the next meeting of this name in a Buddhist calendar year, as far as the
        saved papers tell: an offer, never filled in by itself."""
        with self._store.reading() as session:
            rows = session.scalars(
                select(LetterRow).where(
                    LetterRow.kind == letter.kind.value,
                    LetterRow.subject == clean_line(letter.subject),
                    LetterRow.uuid != letter.uuid,
                )
            )
            numbers = [to_arabic(letter_of(session, row).blank("ครั้งที่")) for row in rows]
        return next_meeting(numbers, calendar_year)

    # pictures

    def photo(self, file: Path, caption: str = "") -> Photo:
        """An image file as a photo of a letter; nothing is saved. Raises `ImportRejected`."""
        picture = load_picture(file, PHOTO_WIDTH_MM, PHOTO_HEIGHT_MM, caption)
        return photo_from(UUID(int=uuid7().int), picture)

    def emblem(self) -> Photo | None:
        """The garuda or emblem that the office gave, if it did."""
        with self._store.reading() as session:
            rows = picture_rows(session, None)
            return photo_of(rows[0]) if rows else None

    def keep_emblem(self, file: Path) -> Photo:
        """Let an image file be the emblem. Raises `ImportRejected`."""
        picture = load_picture(file, EMBLEM_MM, EMBLEM_MM)
        photo = photo_from(UUID(int=uuid7().int), picture)
        with self._store.writing(Intent(action="letters.emblem", summary="ตราครุฑ")) as work:
            keep_photos(work, None, (photo,))
        return photo

    def drop_emblem(self) -> None:
        """Have no emblem any more."""
        intent = Intent(action="letters.drop_emblem", summary="นำตราครุฑออก")
        with self._store.writing(intent) as work:
            keep_photos(work, None, ())

    # paper

    def document(self, letter: Letter, digits: Digits = Digits.THAI) -> Document:
        """The letter as a document, saved or not. Raises `UnknownField`."""
        letter = _proper(letter)
        template = self.template(letter.kind)
        facts = self._facts_of(letter.area_code, letter.fiscal_year)
        values = values_of(letter, template, facts)
        tables = dict(facts.tables)
        if letter.frozen is None:
            if problems := self._blank_problems(letter):
                raise ValidationFailed(problems)
            self._require(letter, template, facts)
        else:
            values |= dict(letter.frozen.texts)
            tables |= {name: partial(_same, table) for name, table in letter.frozen.tables}
        paper = LetterPaper(
            digits=digits,
            stamp=self._stamp(),
            emblem=self.emblem(),
            place_names=facts.place_names,
        )
        return letter_document(letter, values, tables, paper)

    def _blank_problems(self, letter: Letter) -> dict[str, str]:
        """Counts that are none, by the name of the blank."""
        return {
            blank.name: f"“{blank.label}” ต้องเป็นจำนวนเต็ม 0 ถึง {COUNT_MOST} กรุณาแก้ตัวเลข"
            for blank in self.template(letter.kind).blanks
            if blank.is_count and not is_count(letter.blank(blank.name))
        }

    def _require(self, letter: Letter, template: Template, facts: Facts) -> None:
        require_known(_texts(letter), field_names(template, facts))

    def _frozen(self, letter: Letter) -> Frozen:
        """What the letter's fields and tables are today."""
        template = self.template(letter.kind)
        facts = self._facts_of(letter.area_code, letter.fiscal_year)
        self._require(letter, template, facts)
        values = values_of(letter, template, facts)
        named = dict.fromkeys(name for _, text in _texts(letter) for name in fields_of(text))
        tables = [name for name in (*named, *annexes_of(letter.kind)) if name in facts.tables]
        return Frozen(
            texts=tuple((name, values[name]) for name in named if name in values),
            tables=tuple((name, facts.tables[name]()) for name in dict.fromkeys(tables)),
        )

    def _write(self, letter: Letter, action: str, done: str) -> Letter:
        with self._store.writing(_intent(action, done, letter.subject)) as work:
            row = find(work.session, letter.uuid)
            if (0 if row is None else row.version) != letter.version:
                raise StaleRecord(_STALE)
            if row is None:
                row = LetterRow(uuid=letter.uuid, **columns_of(letter))
                work.add(row)
            else:
                for column, value in columns_of(letter).items():
                    if getattr(row, column) != value:
                        setattr(row, column, value)
            work.session.flush()  # it counts the version
            keep_photos(work, row.id, letter.photos)
            work.session.flush()
            return letter_of(work.session, row)


_SUMMARY_MAX = 60


def _same(table: LetterTable) -> LetterTable:
    return table


def _texts(letter: Letter) -> tuple[tuple[Place, str], ...]:
    """The texts that may name fields."""
    return (
        (Place(name="subject", label="เรื่อง"), letter.subject),
        (Place(name="recipient", label="เรียน"), letter.recipient),
        (Place(name="body", label="ข้อความ"), letter.body),
        (Place(name="closing", label="คำลงท้าย"), letter.closing),
    )


def _intent(action: str, done: str, subject: str) -> Intent:
    told = subject if len(subject) <= _SUMMARY_MAX else f"{subject[:_SUMMARY_MAX]}…"
    return Intent(action=action, summary=f"{done}หนังสือ: {told}")


def _proper(letter: Letter) -> Letter:
    """The letter as it should have been typed."""
    return dataclasses.replace(
        letter,
        subject=clean_line(letter.subject),
        number=clean_line(letter.number),
        recipient=clean_line(letter.recipient),
        body=clean_text(letter.body),
        closing=clean_line(letter.closing),
        attachments=tuple(line for text in letter.attachments if (line := clean_line(text))),
        blanks=tuple((name, clean_text(text)) for name, text in letter.blanks),
        signer_name=clean_line(letter.signer_name),
        signer_position=clean_text(letter.signer_position),
        photos=tuple(
            dataclasses.replace(photo, caption=clean_line(photo.caption)) for photo in letter.photos
        ),
    )
