"""Files behind answers, and doubts that somebody looked at."""

import zlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy.orm import Session

from cdd_desktop.checklists.editing.changes import PutIndicator, PutLevels
from cdd_desktop.checklists.editing.service import InstrumentService
from cdd_desktop.checklists.evidence.files import kept_name
from cdd_desktop.checklists.evidence.records import FileKind
from cdd_desktop.checklists.evidence.service import EvidenceService
from cdd_desktop.checklists.grading import AnswerState
from cdd_desktop.checklists.instruments import Skip
from cdd_desktop.checklists.library import shipped_instruments
from cdd_desktop.checklists.records import SheetKey
from cdd_desktop.checklists.service import ChecklistService
from cdd_desktop.errors import ImportRejected, NotFound, ValidationFailed
from cdd_desktop.storage.operations import HistoryService
from cdd_desktop.storage.store import Store

PASSED, FAILED = AnswerState.PASSED, AnswerState.FAILED
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
PACKED = (
    b"%PDF-1.5\n1 0 obj<</Type/ObjStm/Filter/FlateDecode>>stream\n"
    + zlib.compress(b"2 0 <</S/Launch/F(cmd.exe)>>")
    + b"\nendstream endobj\n%%EOF\n"
)


def no_plan(_: Session, villages: tuple[int, ...], year: int) -> Mapping[int, frozenset[str]]:
    return {village: frozenset({"plan:none"}) for village in villages}


@pytest.fixture
def evidence(store: Store, checklists: ChecklistService) -> EvidenceService:
    return EvidenceService(store, checklists, (no_plan,))


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    path = tmp_path / "บันทึก การประชุม.pdf"
    path.write_bytes(PDF)
    return path


@pytest.fixture
def answered(checklists: ChecklistService, key: SheetKey) -> SheetKey:
    checklists.answer(key, "1.1", PASSED)
    return key


def test_a_pdf_is_kept_as_it_is_and_opened_from_a_copy(
    evidence: EvidenceService, answered: SheetKey, pdf: Path, tmp_path: Path
) -> None:
    (kept,) = evidence.attach(answered, "1.1", pdf).of("1.1")
    assert (kept.name, kept.kind, kept.size) == ("บันทึก การประชุม.pdf", FileKind.PDF, len(PDF))
    copy = evidence.open_copy(kept.uuid, tmp_path)
    assert copy.read_bytes() == PDF
    copy.write_bytes(b"changed")
    assert evidence.content(kept.uuid) == PDF


def test_a_photo_is_made_small_and_loses_where_it_was_taken(
    evidence: EvidenceService, answered: SheetKey, tmp_path: Path
) -> None:
    path = tmp_path / "ภาพ.jpg"
    exif = Image.Exif()
    exif[0x010F] = "a camera"
    Image.effect_noise((3000, 2000), 40).save(path, exif=exif)
    (kept,) = evidence.attach(answered, "1.1", path).of("1.1")
    content = evidence.content(kept.uuid)
    assert b"a camera" not in content
    (picture,) = evidence.images_of(answered, "1.1", 100, 100)
    assert max(picture.pixels) <= 800
    assert len(content) < path.stat().st_size


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("ภาพ.jpg", b"MZ\x90\x00 a program", "ไม่ใช่ภาพ JPG, PNG หรือไฟล์ PDF"),
        ("แผน.pdf", b"%PDF-1.4 cut off", "ไม่ครบ"),
        ("หน้าเว็บ.pdf", b"<html>" + PDF, "ไม่ใช่ภาพ JPG, PNG หรือไฟล์ PDF"),
        ("คำสั่ง.pdf", PDF.replace(b"<<>>", b"<</S/J#61vaScript>>", 1), "ทำงานเอง"),
        ("ซ่อน.pdf", PACKED, "ทำงานเอง"),
        ("ใหญ่.pdf", PDF + b"x" * 5_000_001, "ใหญ่เกิน 5 เมกะไบต์"),
        ("ภาพ.png", b"\x89PNG\r\n\x1a\n cut off", "อ่านภาพ"),
    ],
)
def test_what_a_file_is_its_content_says_and_nothing_is_kept_of_another(
    evidence: EvidenceService,
    answered: SheetKey,
    tmp_path: Path,
    name: str,
    content: bytes,
    reason: str,
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(ImportRejected, match=reason):
        evidence.attach(answered, "1.1", path)
    assert evidence.of(answered).attachments == ()


@pytest.mark.parametrize(
    ("stem", "kept"),
    [("../../ลับ", "ลับ.pdf"), ("รูป\u202egpj", "รูปgpj.pdf"), ("...", "หลักฐาน.pdf")],
)
def test_a_name_leads_nowhere_and_reads_as_it_is(stem: str, kept: str) -> None:
    assert kept_name(stem, FileKind.PDF) == kept


def test_the_same_file_twice_or_before_any_answer_is_refused(
    evidence: EvidenceService, checklists: ChecklistService, key: SheetKey, pdf: Path
) -> None:
    with pytest.raises(ValidationFailed, match="ยังไม่มีคำตอบ"):
        evidence.attach(key, "1.1", pdf)
    checklists.answer(key, "1.1", PASSED)
    evidence.attach(key, "1.1", pdf)
    with pytest.raises(ValidationFailed, match="ไว้แล้ว"):
        evidence.attach(key, "1.1", pdf)
    assert evidence.attach(key, "1.2", pdf).counts == {"1.1": 1, "1.2": 1}


def test_attaching_and_taking_out_are_undone(
    evidence: EvidenceService, answered: SheetKey, pdf: Path, store: Store
) -> None:
    (kept,) = evidence.attach(answered, "1.1", pdf).attachments
    evidence.remove(kept.uuid)
    with pytest.raises(NotFound):
        evidence.content(kept.uuid)
    history = HistoryService(store)
    history.undo_last()
    assert evidence.content(kept.uuid) == PDF
    history.undo_last()
    assert evidence.of(answered).attachments == ()


def test_a_doubt_between_an_answer_and_another_room_is_let_stand_with_a_reason(
    evidence: EvidenceService, checklists: ChecklistService, key: SheetKey, store: Store
) -> None:
    assert evidence.doubts(key) == ()
    checklists.answer(key, "3.2", PASSED)
    (doubt,) = evidence.doubts(key)
    assert "ยังไม่มีแผนของหมู่บ้าน" in doubt.told
    with pytest.raises(ValidationFailed):
        evidence.confirm(key, doubt.key, " ")
    evidence.confirm(key, doubt.key, "แผนอยู่ที่ อบต.")
    assert [one.is_open for one in evidence.doubts(key)] == [False]
    HistoryService(store).undo_last()
    assert [one.is_open for one in evidence.doubts(key)] == [True]


def test_a_doubt_between_two_answers_opens_again_when_another_one_takes_its_place(
    evidence: EvidenceService, checklists: ChecklistService, key: SheetKey, store: Store
) -> None:
    checklists.answer(key, "2.3", FAILED)
    checklists.answer(key, "2.5", PASSED)
    (doubt,) = evidence.doubts(key)
    assert doubt.codes == ("2.3", "2.5")
    checklists.answer(key, "2.3", PASSED)
    assert evidence.doubts(key) == ()
    with pytest.raises(NotFound):
        evidence.confirm(key, doubt.key, "ถามแล้ว")


def test_the_open_doubts_of_many_sheets_are_counted_at_once(
    evidence: EvidenceService, checklists: ChecklistService, key: SheetKey, store: Store
) -> None:
    checklists.answer(key, "2.3", FAILED)
    checklists.answer(key, "2.5", PASSED)
    checklists.answer(key, "3.2", PASSED)
    with store.reading() as session:
        assert list(evidence.open_doubts(session, [1, 2]).values()) == [2]
    evidence.confirm(key, "plan-none", "แผนอยู่ที่ อบต.")
    with store.reading() as session:
        assert list(evidence.open_doubts(session, [1, 2]).values()) == [1]


def test_an_answer_that_is_not_asked_any_more_raises_no_doubt_of_many(
    store: Store, checklists: ChecklistService, key: SheetKey
) -> None:
    """The first question passed leaves the second out, whose doubt then counts nowhere."""
    instruments = InstrumentService(store)
    shipped = next(one for one in shipped_instruments() if one.id == key.instrument)
    draft = instruments.begin(shipped.id, shipped.content_hash, "2569", key.fiscal_year)
    asked = replace(shipped.indicator("3.2"), skips=(Skip(indicator="1.1", answers=("passed",)),))
    change = PutIndicator(indicator=asked)
    draft = instruments.edit(draft.uuid, change, draft.row_version)
    *lower, high, top = shipped.levels  # 23 can not be passed any more
    levels = (*lower, replace(high, max_passed=21), replace(top, min_passed=22))
    draft = instruments.edit(draft.uuid, PutLevels(levels=levels), draft.row_version)
    instruments.publish(draft.uuid, date(2026, 11, 22))
    evidence = EvidenceService(store, checklists, (no_plan,))
    checklists.answer(key, "3.2", PASSED)
    for told, count in ((FAILED, [1]), (PASSED, [])):
        checklists.answer(key, "1.1", told)
        with store.reading() as session:
            assert list(evidence.open_doubts(session, [1]).values()) == count
        assert len(evidence.doubts(key)) == len(count)
