"""Letters from their template to the paper, kept, issued, duplicated and taken back."""

import dataclasses
import io
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import select

from cdd_desktop.bootstrap import Services
from cdd_desktop.documents.model import (
    Document,
    LabelLine,
    LetterHead,
    Paragraph,
    PictureGrid,
    Signatures,
    Table,
    Title,
)
from cdd_desktop.documents.pdf.render import render_pdf
from cdd_desktop.documents.word.render import render_word
from cdd_desktop.errors import ImportRejected, NotFound, StaleRecord, ValidationFailed
from cdd_desktop.health import look_over
from cdd_desktop.letters.fields import UnknownField
from cdd_desktop.letters.keeping import LetterDamaged
from cdd_desktop.letters.records import Letter, LetterKind, LetterState
from cdd_desktop.letters.tables import LetterPictureRow, LetterRow
from cdd_desktop.progress import Silent
from cdd_desktop.storage.history import Intent

YEAR = 2569


def memo(services: Services) -> Letter:
    return services.letters.begin(LetterKind.MEMO, "93", YEAR)


def texts(document: Document) -> list[str]:
    return [
        block.text
        for sheet in document.sheets
        for block in sheet.blocks
        if isinstance(block, Paragraph)
    ]


def image(folder: Path, name: str = "ภาพ.png") -> Path:
    path = folder / name
    Image.new("RGB", (90, 60), "teal").save(path)
    return path


def test_a_new_memo_is_worded_from_the_office_and_its_data(services: Services) -> None:
    letter = memo(services)
    assert letter.subject.endswith("ปีงบประมาณ พ.ศ. 2569")
    assert letter.recipient == "ผู้ว่าราชการจังหวัดพัทลุง"
    assert letter.blank("ส่วนราชการ") == "สำนักงานพัฒนาชุมชนจังหวัดพัทลุง"
    assert (letter.number, letter.dated, letter.version) == ("", None, 0)
    with pytest.raises(NotFound):
        services.letters.get(letter.uuid)


def test_number_and_date_are_never_made_up(services: Services) -> None:
    (sheet,) = services.letters.document(memo(services)).sheets
    head, *rest = sheet.blocks
    assert head == LetterHead(heading="บันทึกข้อความ", emblem=None, is_memo=True)
    lines = [block for block in rest if isinstance(block, LabelLine)]
    assert [(one.label, one.value) for one in lines[1].fields] == [("ที่", None), ("วันที่", None)]


def test_the_memo_carries_the_table_of_its_field(services: Services) -> None:
    (sheet,) = services.letters.document(memo(services)).sheets
    (table,) = (block for block in sheet.blocks if isinstance(block, Table))
    assert [column.heading for column in table.columns][:3] == ["อำเภอ", "เป้าหมาย", "ประเมินแล้ว"]
    assert isinstance(sheet.blocks[-1], Signatures)


def test_a_saved_letter_comes_back_and_its_history_can_be_undone(services: Services) -> None:
    letters = services.letters
    saved = letters.save(dataclasses.replace(memo(services), number=" พท 0019/๑ "))
    assert saved.number == "พท 0019/๑"
    assert letters.get(saved.uuid) == saved
    changed = letters.save(dataclasses.replace(saved, dated=date(2026, 11, 22)))
    services.history.undo(services.history.recent(1)[0].id)
    assert letters.get(saved.uuid).dated is None
    with pytest.raises(StaleRecord):
        letters.save(dataclasses.replace(saved, subject="อื่น", version=0))
    assert changed.dated == date(2026, 11, 22)


def test_a_field_that_does_not_exist_is_refused_with_its_place(services: Services) -> None:
    letter = dataclasses.replace(memo(services), body="ปี {ปีงบ}")
    with pytest.raises(UnknownField, match="“ข้อความ” บรรทัดที่ 1: ไม่มีช่องชื่อ"):
        services.letters.save(letter)
    with pytest.raises(UnknownField):
        services.letters.document(letter)


def test_an_area_of_another_office_is_refused(services: Services) -> None:
    letter = dataclasses.replace(memo(services), area_code="10")
    with pytest.raises(ValidationFailed) as refused:
        services.letters.save(letter)
    assert set(refused.value.problems) == {"area_code"}


def test_issuing_needs_number_and_date_and_keeps_what_the_data_said(services: Services) -> None:
    letters = services.letters
    draft = letters.save(memo(services))
    with pytest.raises(ValidationFailed) as refused:
        letters.issue(draft)
    assert set(refused.value.problems) == {"number", "dated"}
    issued = letters.issue(dataclasses.replace(draft, number="1", dated=date(2026, 11, 22)))
    assert issued.state is LetterState.ISSUED
    before = letters.document(issued)
    services.office.rename("สำนักงานชื่อใหม่")
    assert letters.document(letters.get(issued.uuid)) == before
    reopened = letters.reopen(issued)
    assert (reopened.state, reopened.frozen) == (LetterState.DRAFT, None)
    assert any("สำนักงานชื่อใหม่" in text for text in texts(letters.document(reopened)))


def test_a_duplicate_has_the_texts_and_none_of_what_was_its_own(services: Services) -> None:
    letters = services.letters
    saved = letters.save(
        dataclasses.replace(
            memo(services),
            number="7",
            dated=date(2026, 1, 5),
            body="ข้อความของเรา",
            signer_name="นาย ก",
        )
    )
    copy = letters.duplicate(saved.uuid, 2570)
    assert copy.uuid != saved.uuid
    assert (copy.number, copy.dated, copy.fiscal_year, copy.version) == ("", None, 2570, 0)
    assert (copy.body, copy.signer_name) == ("ข้อความของเรา", "นาย ก")
    assert "2570" in copy.subject


def test_the_office_keeps_its_own_wording_until_it_goes_back(services: Services) -> None:
    letters = services.letters
    letters.keep_wording(dataclasses.replace(memo(services), body="แบบของเรา {จังหวัด}"))
    other_year = letters.begin(LetterKind.MEMO, "93", 2571)
    assert other_year.body == "แบบของเรา {จังหวัด}"
    assert other_year.subject.endswith("2571")
    assert letters.template(LetterKind.MEMO).to_be_checked == ()
    letters.drop_wording(LetterKind.MEMO)
    assert memo(services).body != "แบบของเรา {จังหวัด}"


def test_a_removed_letter_comes_back_with_its_photos(services: Services, tmp_path: Path) -> None:
    letters = services.letters
    sheet = letters.begin(LetterKind.PHOTOS, "93", YEAR)
    photos = tuple(letters.photo(image(tmp_path), f"ภาพ {number}") for number in range(4))
    saved = letters.save(dataclasses.replace(sheet, photos=photos))
    letters.remove(saved.uuid)
    assert letters.all() == ()
    services.history.undo(services.history.recent(1)[0].id)
    assert letters.get(saved.uuid).photos == photos


def test_photos_are_kept_in_their_order_with_their_captions(
    services: Services, tmp_path: Path
) -> None:
    letters = services.letters
    sheet = letters.begin(LetterKind.PHOTOS, "93", YEAR)
    first, second = (letters.photo(image(tmp_path), text) for text in ("ก", "ข"))
    saved = letters.save(dataclasses.replace(sheet, photos=(first, second)))
    with pytest.raises(ValidationFailed, match="มีภาพ 2 ภาพ"):
        letters.issue(saved)
    renamed = dataclasses.replace(first, caption="ค")
    letters.save(dataclasses.replace(saved, photos=(second, renamed)))
    again = letters.get(saved.uuid)
    assert [photo.caption for photo in again.photos] == ["ข", "ค"]
    (grid,) = (
        block
        for block in letters.document(again).sheets[0].blocks
        if isinstance(block, PictureGrid)
    )
    assert [picture.caption for picture in grid.pictures] == ["ข", "ค"]


def test_an_image_that_is_none_is_refused_and_the_emblem_stays(
    services: Services, tmp_path: Path
) -> None:
    letters = services.letters
    kept = letters.keep_emblem(image(tmp_path))
    wrong = tmp_path / "ครุฑ.png"
    wrong.write_text("not an image", encoding="utf-8")
    with pytest.raises(ImportRejected, match=r"ครุฑ\.png"):
        letters.keep_emblem(wrong)
    assert letters.emblem() == kept
    (sheet,) = letters.document(memo(services)).sheets
    head = sheet.blocks[0]
    assert isinstance(head, LetterHead)
    assert head.emblem is not None
    letters.drop_emblem()
    assert letters.emblem() is None


def test_meetings_of_a_name_are_numbered_by_calendar_year(services: Services) -> None:
    letters = services.letters
    minutes = letters.begin(LetterKind.MINUTES, "93", YEAR)
    held = tuple((n, "2/2569" if n == "ครั้งที่" else text) for n, text in minutes.blanks)
    letters.save(dataclasses.replace(minutes, blanks=held))
    following = letters.begin(LetterKind.MINUTES, "93", YEAR)
    assert following.blank("ครั้งที่") == ""
    assert letters.next_meeting(following, 2569) == "3/2569"
    assert letters.next_meeting(following, 2570) == "1/2570"


def test_a_sign_in_sheet_has_a_page_for_each_day(services: Services) -> None:
    letters = services.letters
    sheet = letters.begin(LetterKind.SIGN_IN, "93", YEAR)
    given = {"วันจัดกิจกรรม": "วันที่ 1\nวันที่ 2", "รายชื่อ": "นาย ก | ผู้ใหญ่บ้าน", "แถวว่าง": "๒"}
    filled = dataclasses.replace(
        sheet, blanks=tuple((name, given.get(name, text)) for name, text in sheet.blanks)
    )
    document = letters.document(filled)
    assert [page.name for page in document.sheets] == ["ใบลงทะเบียน วันที่ 1", "ใบลงทะเบียน วันที่ 2"]
    table = document.sheets[0].blocks[1]
    assert isinstance(table, Table)
    assert [row.values[:3] for row in table.rows] == [
        (1, "นาย ก", "ผู้ใหญ่บ้าน"),
        (2, None, None),
        (3, None, None),
    ]
    wrong = dataclasses.replace(filled, blanks=(("แถวว่าง", "มาก"),))
    with pytest.raises(ValidationFailed, match="จำนวนเต็ม"):
        letters.document(wrong)


def test_minutes_use_the_fixed_words_of_form_11(services: Services) -> None:
    said = texts(services.letters.document(services.letters.begin(LetterKind.MINUTES, "93", YEAR)))
    wanted = ["ผู้มาประชุม", "ผู้ไม่มาประชุม", "เริ่มประชุมเวลา", "เลิกประชุมเวลา"]
    assert [word for word in wanted if not any(text.startswith(word) for text in said)] == []
    assert not any("เปิดประชุมเวลา" in text for text in said)


def test_an_announcement_has_its_annex_on_a_sheet_of_its_own(services: Services) -> None:
    letters = services.letters
    document = letters.document(letters.begin(LetterKind.ANNOUNCEMENT, "93", YEAR))
    _, annex = document.sheets
    title, table = annex.blocks[:2]
    assert isinstance(title, Title)
    assert title.text == "บัญชีแนบท้ายประกาศจังหวัดพัทลุง"
    assert isinstance(table, Table)


@pytest.mark.parametrize("kind", list(LetterKind))
def test_every_kind_is_drawn_as_pdf_and_as_word(
    services: Services, tmp_path: Path, kind: LetterKind
) -> None:
    document = services.letters.document(services.letters.begin(kind, "93", YEAR))
    drawn = io.BytesIO()
    assert render_pdf(document, drawn) >= 1
    assert render_word(document, tmp_path / "หนังสือ.docx") >= 1


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("blanks", ""),
        ("blanks", "null"),
        ("blanks", "[]"),
        ("blanks", '{"ครั้งที่": 5}'),
        ("blanks", "[" * 100_000),
        ("frozen", ""),
        ("frozen", "{}"),
        ("frozen", '{"texts": 5, "tables": {}}'),
        ("frozen", '{"texts": {"ปีงบประมาณ": 5}, "tables": {}}'),
        ("frozen", '{"texts": {}, "tables": {"ตาราง": {}}}'),
        ("kind", "ของรุ่นหน้า"),
    ],
)
def test_a_damaged_letter_is_named_and_found_by_the_health_check_and_the_others_open(
    services: Services, column: str, text: str
) -> None:
    whole = services.letters.save(memo(services))
    broken = services.letters.save(dataclasses.replace(memo(services), subject="เรื่องที่เสีย"))
    with services.store.writing(Intent(action="test", summary="ทำให้เสียหาย")) as work:
        wanted = select(LetterRow).where(LetterRow.uuid == broken.uuid)
        setattr(work.session.scalars(wanted).one(), column, text)

    assert whole.uuid in {line.uuid for line in services.letters.all()}
    assert services.letters.get(whole.uuid) == whole
    with pytest.raises(LetterDamaged, match=r"เอกสาร “เรื่องที่เสีย” เปิดอ่านไม่ได้ กรุณาตรวจสุขภาพข้อมูล"):
        services.letters.get(broken.uuid)
    found = look_over(Silent(), services.health.plan()).findings
    assert ("เปิดอ่านไม่ได้", ("เรื่องที่เสีย",)) in [(each.what, each.where) for each in found]


def test_a_damaged_picture_is_told_where_it_stands_and_a_new_emblem_takes_its_place(
    services: Services, tmp_path: Path
) -> None:
    photo = services.letters.photo(image(tmp_path))
    letter = services.letters.begin(LetterKind.PHOTOS, "93", YEAR)
    kept = services.letters.save(dataclasses.replace(letter, photos=(photo,)))
    services.letters.keep_emblem(image(tmp_path))
    with services.store.writing(Intent(action="test", summary="ทำให้เสียหาย")) as work:
        on_letter, emblem = work.session.scalars(select(LetterPictureRow)).all()
        on_letter.image = f"AAAA{on_letter.image[4:]}"
        emblem.image = "ไม่ใช่ภาพ"

    with pytest.raises(LetterDamaged, match="ภาพที่ 1 ของเอกสารเสียหาย กรุณาตรวจสุขภาพข้อมูล"):
        services.letters.get(kept.uuid)
    with pytest.raises(LetterDamaged, match="ภาพตราครุฑที่เก็บไว้เสียหาย กรุณาเลือกภาพใหม่ในหน้าตั้งค่า"):
        services.letters.document(memo(services))
    found = look_over(Silent(), services.health.plan()).findings
    (told,) = (each for each in found if each.what == "ภาพที่เก็บไว้เสียหาย")
    assert told.where == (f"ภาพที่ 1 ของ {kept.subject}", "ตราครุฑ")
    services.letters.keep_emblem(image(tmp_path))
    assert services.letters.document(memo(services)).sheets
