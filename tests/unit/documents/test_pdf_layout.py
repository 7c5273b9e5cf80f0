from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from cdd_desktop.documents.model import (
    Align,
    Block,
    Column,
    ColumnKind,
    Heading,
    Paragraph,
    Row,
    RowKind,
    Signature,
    Signatures,
    Table,
    Title,
)
from cdd_desktop.documents.pdf.blocks import flow
from cdd_desktop.documents.pdf.fonts import Weight
from cdd_desktop.documents.pdf.layout import Piece, Placed, paginate
from cdd_desktop.documents.pdf.paper import LETTER
from cdd_desktop.documents.pdf.shaping import width
from cdd_desktop.documents.pdf.text import Typesetter
from cdd_desktop.thai.digits import Digits

WIDTH, HEIGHT = 450.0, 700.0
SETTER = Typesetter(Digits.THAI, ())
COLUMNS = (
    Column(heading="ตัวชี้วัด", weight=3, align=Align.LEFT),
    Column(heading="ร้อยละ", kind=ColumnKind.PERCENT),
)
SIGNED = Signatures(
    people=(Signature(role="ผู้รายงาน", dated=True), Signature(role="ผู้รับรอง", name="นายปั่น ฝ้าย"))
)
TEXTS = st.sampled_from(["มีข้อปฏิบัติของหมู่บ้าน", "กองทุน " * 12, "น้ำ " * 120])


def body(text: str = "มีข้อปฏิบัติของหมู่บ้าน") -> Row:
    return Row(values=(text, Decimal("95.65")))


def table(*rows: Row) -> Table:
    return Table(columns=COLUMNS, rows=rows)


def pages_of(*blocks: Block) -> tuple[list[Piece], list[list[Placed]]]:
    pieces = list(flow(blocks, SETTER, WIDTH, HEIGHT))
    return pieces, list(paginate(pieces, HEIGHT))


def own(page: list[Placed], pieces: list[Piece]) -> list[Piece]:
    """What stands on the page without a repeated heading."""
    return [one.piece for one in page if any(one.piece is piece for piece in pieces)]


@given(st.lists(TEXTS, min_size=1, max_size=120))
@settings(max_examples=60, deadline=None)
def test_no_row_is_lost_split_or_outside_its_page(texts: list[str]) -> None:
    pieces, pages = pages_of(Title(text="ชื่อเรื่อง"), table(*map(body, texts)), SIGNED)
    placed = [piece for page in pages for piece in own(page, pieces)]
    assert len(placed) == len(pieces)
    assert all(one is other for one, other in zip(placed, pieces, strict=True))
    for page in pages:
        assert page[-1].offset + page[-1].piece.height <= HEIGHT + 0.01
        ends = [one.offset + one.piece.height for one in page]
        assert all(
            after.offset >= end - 0.01 for after, end in zip(page[1:], ends[:-1], strict=True)
        )


def test_a_signature_block_never_stands_alone_whatever_the_number_of_rows() -> None:
    for count in range(1, 121):
        pieces, pages = pages_of(table(*(body() for _ in range(count))), SIGNED)
        last = own(pages[-1], pieces)
        assert last[-1] is pieces[-1]
        assert len(last) - 1 >= 2, count


@given(st.integers(1, 60), st.sampled_from([body("น้ำ " * 200), body()]))
@settings(max_examples=40, deadline=None)
def test_a_signature_block_takes_tall_rows_and_lines_of_text_along_too(
    count: int, row: Row
) -> None:
    note = Paragraph(text="หมายเหตุ " * 10)
    pieces, pages = pages_of(table(*(row for _ in range(count))), note, SIGNED)
    assert len(own(pages[-1], pieces)) >= 3


def test_every_page_of_a_table_begins_with_its_heading() -> None:
    pieces, pages = pages_of(Title(text="ชื่อเรื่อง"), table(*(body() for _ in range(100))))
    assert len(pages) > 3
    heading = pieces[2].running_head
    assert heading is not None
    for page in pages[1:]:
        assert page[0].piece is heading
        assert page[0].offset == 0


def test_a_group_row_stays_with_the_next_and_a_total_with_the_one_before() -> None:
    for count in range(1, 60):
        rows = [body() for _ in range(count)]
        rows += [Row(values=("อำเภอ",), kind=RowKind.GROUP), body()]
        rows += [Row(values=("รวม", Decimal(1)), kind=RowKind.TOTAL)]
        pieces, pages = pages_of(table(*rows))
        group, row, total = pieces[-3:]
        where = [number for number, page in enumerate(pages) for _ in own(page, pieces)]
        assert where[-3] == where[-2] == where[-1], count
        assert group.with_next
        assert row.with_next
        assert not total.with_next


def test_a_heading_stays_with_what_follows() -> None:
    for count in range(1, 60):
        pieces, pages = pages_of(
            table(*(body() for _ in range(count))), Heading(text="สรุป"), table(body())
        )
        where = {id(p): n for n, page in enumerate(pages) for p in own(page, pieces)}
        heading, head, row = pieces[-3:]
        assert where[id(heading)] == where[id(head)] == where[id(row)]


def test_a_row_taller_than_a_page_is_continued_and_ends() -> None:
    long = body("ข้อความยาวมาก" * 600)
    pieces, pages = pages_of(table(body(), long, body()), SIGNED)
    assert len(pieces) > 5
    assert len(pages) > 2
    assert all(page[-1].offset + page[-1].piece.height <= HEIGHT for page in pages)


def test_an_empty_sheet_is_one_page() -> None:
    assert list(paginate([], HEIGHT)) == [[]]


def test_a_year_stays_with_the_words_before_it() -> None:
    setter = Typesetter(Digits.ARABIC, ())
    told = "แผนพัฒนาตำบล (พ.ศ. 2569–2571)"
    room = width(Weight.REGULAR, told, 11) - 5
    assert setter.wrap(told, Weight.REGULAR, 11, room) == ("แผนพัฒนาตำบล", "(พ.ศ. 2569–2571)")


def test_a_heading_of_a_letter_is_never_left_alone_at_the_foot_of_a_page() -> None:
    for count in range(20, 50):
        people = (Paragraph(text="นายปั่น ฝ้าย"),) * count
        blocks = (*people, Paragraph(text="ผู้เข้าร่วมประชุม", bold=True), *people[:3])
        pieces = list(flow(blocks, SETTER, WIDTH, HEIGHT, LETTER))
        head = pieces[count]
        for page in paginate(pieces, HEIGHT):
            assert page[-1].piece is not head
