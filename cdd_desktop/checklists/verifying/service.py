"""Keying a sample of sheets a second time, and what that says of the first keying.

Blindness is kept here and not by a screen: until the second keying of a sheet is finished, nothing
that this service gives out holds an answer of the first or says whether one differs. What was
finished has been seen, so it is never opened again (`KEPT_VERIFYING`, `undoing`).
"""

import secrets
from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from cdd_desktop.checklists.instruments import Round
from cdd_desktop.checklists.service import ChecklistService
from cdd_desktop.checklists.sheets import sheets_in_area
from cdd_desktop.checklists.verifying import rows
from cdd_desktop.checklists.verifying.estimate import estimate
from cdd_desktop.checklists.verifying.keying import correct, proper_texts, put_side_by_side
from cdd_desktop.checklists.verifying.proposing import (
    proposed,
    put_sample,
    reasons_of,
    sample_problems,
    start_problems,
)
from cdd_desktop.checklists.verifying.records import (
    NEW_FOR_DAYS,
    BlindSheet,
    ComparedSheet,
    Findings,
    Proposal,
    Question,
    Verification,
    Why,
)
from cdd_desktop.checklists.verifying.sampling import SEEDS, draw
from cdd_desktop.checklists.verifying.tables import (
    VerificationRow,
    VerifiedAnswerRow,
)
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.calendar import day_in_thailand
from cdd_desktop.thai.text import clean_line, clean_text

FINISH = "verification.finish"
KEPT_VERIFYING = {
    FINISH: "เห็นความแตกต่างของการกรอกสองครั้งแล้ว จึงเปิดให้กรอกซ้ำใหม่ไม่ได้ กรุณาตัดสินแต่ละข้อจากกระดาษ"
}
_SHOWN_AFTER = "แบบนี้ยังกรอกซ้ำไม่เสร็จ จึงยังไม่แสดงคำตอบครั้งแรก กรุณากรอกซ้ำให้ครบทุกข้อ แล้วสั่งเสร็จสิ้นการกรอกซ้ำ"
_FINISHED = "แบบนี้กรอกซ้ำเสร็จแล้ว คำตอบครั้งที่สองจึงแก้ไม่ได้ ถ้าคำตอบผิด กรุณาตัดสินข้อนั้นจากกระดาษ"
_CLOSED = "การสอบทานนี้ปิดแล้ว จึงแก้ไม่ได้ ถ้าต้องแก้ กรุณาเลิกทำการปิดก่อน"
_MANY = 5  # indicators named in a refusal


class VerificationService:
    """Samples, their second keying, the differences, and the estimate of errors."""

    def __init__(self, store: Store, checklists: ChecklistService) -> None:
        self._store = store
        self._checklists = checklists

    # choosing

    def propose(
        self,
        area_code: str,
        instrument: str,
        year: int,
        round_: Round,
        *,
        size: int,
        seed: int | None = None,
        wanted: Collection[Why] = tuple(Why),
        new_days: int = NEW_FOR_DAYS,
    ) -> Proposal:
        """A sample of the area's whole sheets; nothing is saved.

        `wanted` reasons: see `sampling.draw` for how they share the sample. `new_days`: so long
        after their first operation somebody is new. `seed` None: any. Raises `NotFound`, or
        `ValidationFailed` (keys `size`, `seed`, `wanted`).
        """
        if problems := sample_problems(size, seed, wanted):
            raise ValidationFailed(problems)
        kinds = self._checklists.target_kinds(instrument, year)
        with self._store.reading() as session:
            whole = {
                sheet.uuid: sheet
                for sheet in sheets_in_area(
                    session, area_code, kinds, instrument, year, round_, None
                )
                if sheet.uuid is not None and sheet.answers and sheet.grade.is_complete
            }
            if not whole:
                told = "ยังไม่มีแบบประเมินที่กรอกครบทุกข้อในพื้นที่และรอบนี้ กรุณากรอกให้ครบก่อน หรือเลือกพื้นที่อื่น"
                raise ValidationFailed({"size": told})
            reasons = reasons_of(session, whole, wanted, new_days)
            seed = seed or secrets.choice(SEEDS)
            return Proposal(
                area_code=area_code,
                instrument=instrument,
                fiscal_year=year,
                round=round_,
                seed=seed,
                of_sheets=len(whole),
                found={why: len(reasons[why]) for why in Why if why in reasons},
                sheets=proposed(session, whole, draw(whole, reasons, size, seed)),
            )

    def start(
        self, proposal: Proposal, keyed_by: str, *, note: str = "", on: date | None = None
    ) -> Verification:
        """Begin the second keying of a proposed sample; `keyed_by` is who does it.

        Raises `ValidationFailed` (keys `keyed_by`, `note`, `sheets`), or `StaleRecord` where a
        sheet is gone meanwhile.
        """
        keyed_by, note = clean_line(keyed_by), clean_text(note)
        if problems := start_problems(proposal, keyed_by, note):
            raise ValidationFailed(problems)
        intent = Intent(
            action="verification.start",
            summary=f"เริ่มสอบทาน {len(proposal.sheets):,} แบบ ปี {proposal.fiscal_year} "
            f"รอบ{proposal.round.label}",
        )
        with self._store.writing(intent) as work:
            row = put_sample(
                work, proposal, keyed_by, note, on or day_in_thailand(self._store.now())
            )
            return rows.verification_of(work.session, row)

    def remove(self, uuid: UUID) -> None:
        """Take a sample away of which no sheet is finished yet.

        Raises `NotFound`, or `ValidationFailed` where differences were seen already.
        """
        intent = Intent(action="verification.remove", summary="ลบการสอบทานที่ยังไม่มีผล")
        with self._store.writing(intent) as work:
            row = rows.find(work.session, uuid)
            sheets = rows.sheets_of(work.session, row)
            if any(sheet.row.is_keyed for sheet in sheets):
                told = "การสอบทานนี้มีแบบที่กรอกซ้ำเสร็จแล้ว ผลต้องเก็บไว้ กรุณาทำต่อจนครบแล้วปิดการสอบทาน"
                raise ValidationFailed({"verification": told})
            for sheet in sheets:
                for answer in sheet.answers.values():
                    work.session.delete(answer)
            work.session.flush()
            for sheet in sheets:
                work.session.delete(sheet.row)
            work.session.flush()
            work.session.delete(row)

    # what there is

    def about(
        self, area_code: str, instrument: str, year: int, round_: Round
    ) -> tuple[Verification, ...]:
        """The samples of an area, of areas within it and around it, the newest first."""
        with self._store.reading() as session:
            return tuple(
                rows.verification_of(session, row)
                for row in rows.about(session, area_code, instrument, year, round_)
            )

    def all(self) -> tuple[Verification, ...]:
        """Every sample of the office, the newest first."""
        with self._store.reading() as session:
            return tuple(rows.verification_of(session, row) for row in rows.every_sample(session))

    def get(self, uuid: UUID) -> Verification:
        """A sample; raises `NotFound`."""
        with self._store.reading() as session:
            return rows.verification_of(session, rows.find(session, uuid))

    # the second keying

    def blind(self, sheet: UUID) -> BlindSheet:
        """The sheet as the second person sees it: questions and their own answers alone."""
        with self._store.reading() as session:
            return rows.blind(session, rows.sheet_of(session, sheet))

    def second(self, sheet: UUID, told: Mapping[str, str | None]) -> BlindSheet:
        """Key answers a second time, texts of `told_text` by indicator, in one operation.

        "" says that the paper has no answer there; None takes back what was keyed. Raises
        `NotFound`, or `ValidationFailed` (keys are indicators) where a text is no answer or the
        sheet is finished.
        """
        with self._store.reading() as session:
            label = rows.label_of(session, sheet)
        named = ", ".join(list(told)[:_MANY]) + (" …" if len(told) > _MANY else "")
        intent = Intent(action="verification.second", summary=f"กรอกซ้ำ {label} ข้อ {named}")
        with self._store.writing(intent) as work:
            keyed = rows.sheet_of(work.session, sheet)
            self._require_unfinished(work.session, keyed, told)
            texts = proper_texts(work.session, keyed, told)
            for code, text in texts.items():
                answer = keyed.answers.get(code)
                if text is None:
                    if answer is not None:
                        work.session.delete(answer)
                elif answer is None:
                    work.add(
                        VerifiedAnswerRow(
                            sheet_id=keyed.row.id,
                            indicator=code,
                            first="",  # not before the second keying is finished
                            second=text,
                            final=None,
                        )
                    )
                else:
                    answer.second = text
            work.session.flush()
            return rows.blind(work.session, rows.sheet_of(work.session, sheet))

    def finish(self, sheet: UUID) -> ComparedSheet:
        """End the second keying of a sheet; from here on both keyings are told.

        Raises `NotFound`, or `ValidationFailed` while an indicator is neither keyed nor said to be
        empty on the paper.
        """
        with self._store.reading() as session:
            label = rows.label_of(session, sheet)
        intent = Intent(action=FINISH, summary=f"กรอกซ้ำ {label} เสร็จ")
        with self._store.writing(intent) as work:
            session = work.session
            keyed = rows.sheet_of(session, sheet)
            self._require_unfinished(session, keyed, {"sheet": None})
            if left := rows.blind(session, keyed).left:
                named = ", ".join(left[:_MANY]) + (" …" if len(left) > _MANY else "")
                told = (
                    f"ยังไม่ได้กรอกซ้ำ {len(left)} ข้อ ได้แก่ {named} "
                    "กรุณากรอกให้ครบ ข้อที่กระดาษไม่ได้ตอบให้กรอกว่าไม่ได้ตอบ"
                )
                raise ValidationFailed({"sheet": told})
            put_side_by_side(work, keyed)
            session.flush()
            return _compared(session, sheet)

    def compared(self, sheet: UUID) -> ComparedSheet:
        """Both keyings of a finished sheet. Raises `NotFound`, or `ValidationFailed` before."""
        with self._store.reading() as session:
            return _compared(session, sheet)

    # what the paper says

    def resolve(self, sheet: UUID, code: str, final: str) -> ComparedSheet:
        """Keep what the paper says of an indicator: the first value, the second, or a third one.

        Where the office's sheet says otherwise it is corrected with it, as asked anew. Raises
        `NotFound`, `SheetLocked`, or `ValidationFailed` (key `code`) where the text is no answer,
        the sheet is not finished, or the verification is closed.
        """
        with self._store.reading() as session:
            label = rows.label_of(session, sheet)
        intent = Intent(action="verification.resolve", summary=f"ตัดสินจากกระดาษ {label} ข้อ {code}")
        with self._store.writing(intent) as work:
            session = work.session
            keyed = rows.sheet_of(session, sheet)
            self._require_open(session, keyed)
            _require_keyed(keyed)
            answer = keyed.answers.get(code)
            if answer is None:
                keyed.instrument.indicator(code)
                raise ValidationFailed({code: f"ข้อ {code} ไม่ได้ถามในแบบนี้ กรุณาเลือกข้ออื่น"})
            text = proper_texts(session, keyed, {code: final})[code] or ""
            answer.final = text
            correct(work, keyed, code, text)
            session.flush()
            return _compared(session, sheet)

    def close(self, uuid: UUID, on: date | None = None) -> Verification:
        """End a verification of which every sheet is keyed and every difference looked up.

        Raises `NotFound`, or `ValidationFailed` with what is left.
        """
        intent = Intent(action="verification.close", summary="ปิดการสอบทาน")
        with self._store.writing(intent) as work:
            row = rows.find(work.session, uuid)
            now = rows.verification_of(work.session, row)
            waiting = sum(not sheet.is_keyed for sheet in now.sheets)
            if row.closed_on is not None:
                raise ValidationFailed({"verification": _CLOSED})
            if waiting or now.unresolved:
                told = (
                    f"ยังปิดไม่ได้ เหลือแบบที่ยังกรอกซ้ำไม่เสร็จ {waiting:,} แบบ "
                    f"และข้อที่ยังไม่ได้ตัดสินจากกระดาษ {now.unresolved:,} ข้อ กรุณาทำให้ครบก่อน"
                )
                raise ValidationFailed({"verification": told})
            row.closed_on = on or day_in_thailand(self._store.now())
            work.session.flush()
            return rows.verification_of(work.session, row)

    def findings(self, uuid: UUID) -> Findings:
        """What the sheets tell that were keyed twice so far; raises `NotFound`."""
        with self._store.reading() as session:
            row = rows.find(session, uuid)
            verification, sheets = rows.compared_sheets(session, row)
            instrument = (
                rows.sheet_of(session, verification.sheets[0].uuid).instrument
                if verification.sheets
                else self._checklists.instrument(row.instrument, row.fiscal_year)
            )
        at_random = [each for each in sheets if each.sheet.why is Why.RANDOM]
        errors: dict[Question, int] = {}
        for each in sheets:
            for question, answer in each.questions:
                if answer.first_is_wrong:
                    errors[question] = errors.get(question, 0) + 1
        return Findings(
            verification=verification,
            instrument=instrument,
            sheets=sheets,
            of_all=estimate([(len(each.answers), each.errors) for each in at_random]),
            errors_of=dict(sorted(errors.items(), key=lambda pair: -pair[1])),
        )

    def _require_unfinished(
        self, session: Session, keyed: rows.KeyedTwice, told: Mapping[str, str | None]
    ) -> None:
        self._require_open(session, keyed)
        if keyed.row.is_keyed:
            raise ValidationFailed(dict.fromkeys(told, _FINISHED))

    def _require_open(self, session: Session, keyed: rows.KeyedTwice) -> None:
        row = session.get_one(VerificationRow, keyed.row.verification_id)
        if row.closed_on is not None:
            raise ValidationFailed({"verification": _CLOSED})


def _compared(session: Session, uuid: UUID) -> ComparedSheet:
    keyed = rows.sheet_of(session, uuid)
    _require_keyed(keyed)
    return rows.compared_sheet(session, keyed)


def _require_keyed(keyed: rows.KeyedTwice) -> None:
    if not keyed.row.is_keyed:
        raise ValidationFailed({"sheet": _SHOWN_AFTER})
