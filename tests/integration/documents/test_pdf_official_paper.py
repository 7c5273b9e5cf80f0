"""Letters, packs, photos and contents on paper, as readers of a PDF see them."""

import io
import re
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace

import pypdfium2
import pytest
from PIL import Image, ImageDraw

from cdd_desktop.documents.model import (
    Align,
    Block,
    Contents,
    ContentsLine,
    Document,
    Field,
    LabelLine,
    LetterHead,
    PageBreak,
    PaperKind,
    Paragraph,
    Picture,
    PictureGrid,
    Sheet,
    Signature,
    Signatures,
    Title,
)
from cdd_desktop.documents.numbering import Numbering
from cdd_desktop.documents.pdf.render import render_pdf, sheet_pages
from cdd_desktop.documents.pictures import load_picture
from cdd_desktop.documents.qr import SQUARES, qr_runs
from cdd_desktop.thai.digits import Digits

MM = 72 / 25.4
CODE = "K4F29QTM"
LONG = "ผลการประเมินหมู่บ้านเศรษฐกิจพอเพียงตามตัวชี้วัดของกระทรวงมหาดไทย " * 3
SIGNED = Signatures(
    people=(
        Signature(
            role="ขอแสดงความนับถือ",
            name="นางสาวสมศรี ปั่นฝ้าย",
            position_lines=("พัฒนาการจังหวัด",),
            dotted=False,
        ),
    )
)


def picture(colour: str = "teal", caption: str = "", size: tuple[int, int] = (120, 90)) -> Picture:
    out = io.BytesIO()
    drawn = Image.new("RGB", size, colour)
    ImageDraw.Draw(drawn).line((0, 0, *size), "black", 3)
    drawn.save(out, "PNG")
    return load_picture(out.getvalue(), 75, 56, caption)


def sheet(*blocks: Block, paper: PaperKind = PaperKind.LETTER, name: str = "แผ่น") -> Sheet:
    return Sheet(name=name, subject=name, blocks=blocks, paper=paper, code=CODE)


def memo(*blocks: Block) -> Sheet:
    head = LetterHead(heading="บันทึกข้อความ", emblem=picture(), is_memo=True)
    agency = LabelLine(fields=(Field(label="ส่วนราชการ", value="สำนักงานพัฒนาชุมชน โทร. 0 7431"),))
    number = (Field(label="ที่", value="สข 0019/12"), Field(label="วันที่", value=None))
    return sheet(head, agency, LabelLine(fields=number), *blocks, SIGNED)


def written(
    *sheets: Sheet,
    runs_on: bool = False,
    digits: Digits = Digits.THAI,
    numbering: Numbering | None = None,
) -> bytes:
    out = io.BytesIO()
    document = Document(title="ก", sheets=sheets, runs_on=runs_on, digits=digits)
    render_pdf(replace(document, numbering=numbering), out)
    return out.getvalue()


def bookmarks(content: bytes) -> list[tuple[int, str, int]]:
    """Depth, name and page, from 0, of each."""
    with closing(pypdfium2.PdfDocument(content)) as pdf:
        return [(one.level, one.get_title(), one.get_dest().get_index()) for one in pdf.get_toc()]


def texts(content: bytes) -> list[str]:
    with closing(pypdfium2.PdfDocument(content)) as pdf:
        told = []
        for page in pdf:
            text = page.get_textpage()
            told.append(text.get_text_range())
            text.close()
            page.close()
        return told


def lines(content: bytes, page: int = 0) -> list[str]:
    return [line.strip() for line in texts(content)[page].splitlines() if line.strip()]


def drawn(content: bytes, page: int = 0, scale: float = 4) -> Image.Image:
    with closing(pypdfium2.PdfDocument(content)) as pdf:
        shown = pdf[page]
        image = shown.render(scale=scale).to_pil().convert("L")
        shown.close()
        return image


def baseline_of(content: bytes, words: str) -> tuple[float, float]:
    """Left end of the words and their height on the first page, in points."""
    with closing(pypdfium2.PdfDocument(content)) as pdf:
        page = pdf[0]
        text = page.get_textpage()
        found = text.search(words).get_next()
        assert found is not None, words
        left, bottom, _, _ = text.get_charbox(found[0])
        text.close()
        page.close()
        return left, bottom


def test_a_memo_reads_from_its_head_to_its_signature() -> None:
    assert lines(written(memo(Paragraph(text="เรียน ผู้ว่าราชการจังหวัด")))) == [
        "บันทึกข้อความ",
        "ส่วนราชการ สำนักงานพัฒนาชุมชน โทร. ๐ ๗๔๓๑",
        "ที่ สข ๐๐๑๙/๑๒ วันที่",
        "เรียน ผู้ว่าราชการจังหวัด",
        "ขอแสดงความนับถือ",
        "(นางสาวสมศรี ปั่นฝ้าย)",
        "พัฒนาการจังหวัด",
        "รหัสเอกสาร K4F2-9QTM",
    ]


def test_the_emblem_of_a_memo_stands_15_mm_from_the_edge_and_is_15_mm_tall() -> None:
    image = drawn(written(memo()), scale=1)
    left = image.crop((int(30 * MM), 0, int(45 * MM), int(60 * MM)))
    dark = left.point(lambda value: 255 if value < 200 else 0).crop((0, 0, left.width, 90))
    box = dark.getbbox()
    assert box is not None
    assert box[1] == pytest.approx(15 * MM, abs=2)
    assert box[3] - box[1] == pytest.approx(15 * MM, abs=2)


def test_a_letters_paragraph_begins_25_mm_in_and_goes_on_at_the_margin() -> None:
    text = "ตามที่ " + " ".join(f"ข้อ {n} มีผู้เข้าร่วม" for n in range(20))
    content = written(sheet(Paragraph(text=text, indent_mm=25)))
    first, second = lines(content)[:2]
    assert baseline_of(content, first[:6])[0] == pytest.approx(55 * MM, abs=1)
    assert baseline_of(content, second)[0] == pytest.approx(30 * MM, abs=1)


def test_lines_of_a_letter_are_21_points_apart() -> None:
    content = written(sheet(Paragraph(text="กขค งจ\nกขค งจ ฉช")))
    high, low = (baseline_of(content, words)[1] for words in ("กขค งจ", "กขค งจ ฉช"))
    assert high - low == pytest.approx(21, abs=0.1)


def test_a_centred_paragraph_is_not_moved_in() -> None:
    indented, plain = (
        written(sheet(Paragraph(text="ประกาศ", align=Align.CENTER, indent_mm=mm))) for mm in (25, 0)
    )
    assert baseline_of(indented, "ประกาศ") == baseline_of(plain, "ประกาศ")


def test_a_letters_pages_are_numbered_above_from_the_second() -> None:
    content = written(memo(*(Paragraph(text=LONG, indent_mm=25) for _ in range(20))))
    pages = texts(content)
    assert len(pages) > 2
    assert "- ๑ -" not in pages[0]
    assert ["- ๒ -" in page for page in pages] == [False, True, *[False] * (len(pages) - 2)]
    assert all("หน้า" not in page and "K4F2-9QTM" in page for page in pages)


def test_a_signature_of_a_letter_never_stands_alone() -> None:
    for count in range(1, 30):
        blocks = [Paragraph(text=f"ข้อ {n} {LONG}", indent_mm=25) for n in range(count)]
        last = lines(written(sheet(*blocks, SIGNED)), -1)
        signed = last.index("ขอแสดงความนับถือ")
        before = [line for line in last[:signed] if not re.fullmatch("- .* -", line)]
        assert len(before) >= 2, count


def test_very_long_heads_and_labels_lose_nothing() -> None:
    head = LetterHead(heading="ประกาศ" + LONG, emblem=None, is_memo=False)
    subject = LabelLine(fields=(Field(label="เรื่อง", value=LONG * 4),))
    content = written(sheet(head, subject))
    squeezed = "".join("".join(texts(content)).split())
    assert "".join((LONG * 4).split()) in squeezed
    assert squeezed.startswith("ประกาศ" + "".join(LONG.split()))


def test_what_follows_a_break_begins_a_page_and_a_last_break_makes_none() -> None:
    blocks = (Title(text="หนึ่ง"), PageBreak(), PageBreak(), Title(text="สอง"), PageBreak())
    pages = texts(written(sheet(PageBreak(), *blocks)))
    assert [("หนึ่ง" in page, "สอง" in page) for page in pages] == [(True, False), (False, True)]


def test_numbers_run_on_through_a_pack_of_sheets_of_all_kinds() -> None:
    many = sheet(*(Paragraph(text=LONG) for _ in range(30)), paper=PaperKind.FORM, name="ตาราง")
    pack = (many, memo(), many)
    pages = texts(written(*pack, runs_on=True, digits=Digits.ARABIC))
    count = len(pages)
    numbers = [re.findall(r"หน้า (\d+) จาก (\d+)", page) for page in pages]
    assert numbers == [[(str(n), str(count))] for n in range(1, count + 1)]
    document = Document(title="ก", sheets=pack)
    assert sum(sheet_pages(document)) == count
    assert sheet_pages(document)[1] == 1


def test_contents_name_the_pages_and_come_with_dots() -> None:
    entries = tuple(
        ContentsLine(title=f"เรื่องที่ {n} {LONG if n % 5 == 0 else ''}".strip(), page=n, depth=n % 2)
        for n in range(1, 80)
    )
    content = written(sheet(Contents(lines=entries)), digits=Digits.ARABIC)
    told = "".join("".join(texts(content)).split())
    places = [told.index("".join(f"{one.title}{one.page}".split())) for one in entries]
    assert places == sorted(places)
    assert len(texts(content)) > 1
    assert lines(content)[:2] == ["สารบัญ", "หน้า"]


def test_a_part_without_data_is_told_in_the_contents_in_the_place_of_its_page() -> None:
    entries = (ContentsLine(title="สรุป", page=3), ContentsLine(title="แผนที่", page=None))
    content = written(sheet(Contents(lines=entries)), digits=Digits.ARABIC)
    assert lines(content)[2:4] == ["สรุป 3", "แผนที่ ไม่มีข้อมูล"]


def test_sheets_out_of_a_longer_run_keep_its_numbers_and_stand_under_their_chapters() -> None:
    two = sheet(Title(text="ก"), PageBreak(), Title(text="ข"), paper=PaperKind.FORM, name="บ้านก")
    one = sheet(Title(text="ค"), paper=PaperKind.FORM, name="บ้านข")
    numbering = Numbering(total=12, firsts=(0, 7, 9), chapters=("บ้านข", "แบบประเมิน", ""))
    content = written(one, two, one, numbering=numbering, digits=Digits.ARABIC)
    numbers = [re.findall(r"หน้า (\d+) จาก (\d+)", page) for page in texts(content)]
    assert numbers == [[], [("7", "12")], [("8", "12")], [("9", "12")]]
    assert bookmarks(content) == [
        (0, "บ้านข", 0),
        (0, "แบบประเมิน", 1),
        (1, "บ้านก", 1),
        (1, "บ้านข", 3),
    ]


def test_photos_stand_in_pairs_with_their_captions() -> None:
    photos = tuple(picture(colour, f"ภาพที่ {n}") for n, colour in enumerate(("red", "blue", "teal")))
    content = written(sheet(PictureGrid(pictures=photos)))
    assert lines(content)[:2] == ["ภาพที่ ๐ ภาพที่ ๑", "ภาพที่ ๒"]
    assert content.count(b"/Subtype /Image") == 3


def test_captions_of_a_pair_stand_on_one_line() -> None:
    pair = (picture("red", "นอน", (120, 60)), picture("red", "ตั้ง", (60, 120)))
    content = written(sheet(PictureGrid(pictures=pair)))
    assert baseline_of(content, "นอน")[1] == pytest.approx(baseline_of(content, "ตั้ง")[1], abs=0.1)


def test_six_photos_take_no_more_than_two_pages_and_none_gives_none() -> None:
    tall = (replace(picture("red", f"ภาพที่ {n}", (60, 120)), height_mm=200.0) for n in range(6))
    photos = tuple(tall)
    assert len(texts(written(sheet(PictureGrid(pictures=photos))))) == 2
    assert len(texts(written(sheet(PictureGrid(pictures=()))))) == 1


def test_an_emblem_on_many_letters_stands_in_the_file_once() -> None:
    content = written(*(memo(Paragraph(text=f"ฉบับ {n}")) for n in range(5)))
    assert content.count(b"/Subtype /Image") == 1
    shown = [drawn(content, page, 1).crop((85, 42, 128, 86)).tobytes() for page in range(5)]
    assert len(set(shown)) == 1
    assert min(shown[0]) < 200


def test_a_picture_is_never_larger_than_its_page() -> None:
    huge = replace(picture(), width_mm=900.0, height_mm=900.0)
    content = written(sheet(Paragraph(text="ก"), huge))
    image = drawn(content, 0, 1)
    dark = image.point(lambda value: 255 if value < 160 else 0).getbbox()
    assert dark is not None
    assert dark[0] > 80
    assert dark[2] <= 540


@pytest.mark.parametrize("page", [0, 1])
def test_the_qr_on_each_page_shows_the_sheets_code(page: int) -> None:
    content = written(sheet(Title(text="ก"), PageBreak(), Title(text="ข"), paper=PaperKind.FORM))
    scale = 8
    image = drawn(content, page, scale)
    side = 25.2 / SQUARES * scale
    left, top = (210 * MM - 20 * MM - 25.2) * scale, (297 * MM - 20 * MM + 12 - 1) * scale
    seen = [
        [
            int(image.getpixel((int(left + (x + 0.5) * side), int(top + (y + 0.5) * side))) < 128)  # type: ignore[operator]
            for x in range(SQUARES)
        ]
        for y in range(SQUARES)
    ]
    assert seen == matrix(qr_runs(CODE))
    around = image.crop((int(left) - 32, int(top) - 32, int(left + 21 * side) + 60, image.height))
    white = around.crop((0, 0, 28, around.height))
    assert white.getextrema() == (255, 255)


def matrix(runs: Sequence[tuple[int, int, int]]) -> list[list[int]]:
    made = [[0] * SQUARES for _ in range(SQUARES)]
    for column, row, long in runs:
        made[row][column : column + long] = [1] * long
    return made


def test_a_qr_on_every_sheet_is_a_few_hundred_bytes() -> None:
    def size(count: int, code: str) -> int:
        blank = sheet(Title(text="ก"), paper=PaperKind.FORM)
        return len(
            written(*(replace(blank, code=f"{code}{n:02}" if code else "") for n in range(count)))
        )

    with_code = size(30, "K4F29Q") - size(10, "K4F29Q")
    without = size(30, "") - size(10, "")
    assert (with_code - without) / 20 < 900
