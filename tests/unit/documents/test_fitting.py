"""Columns that fit stay as they are; many turn the page and are never narrower than readable."""

from decimal import Decimal
from io import BytesIO

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdd_desktop.documents.fitting import lay, lay_money, most_that_fit
from cdd_desktop.documents.model import (
    Column,
    ColumnKind,
    Document,
    Orientation,
    Row,
    RowKind,
    Sheet,
    Table,
)
from cdd_desktop.documents.pdf.render import render_pdf
from cdd_desktop.thai.digits import Digits

KINDS = st.builds(
    Column,
    heading=st.just("ก"),
    kind=st.sampled_from([kind for kind in ColumnKind if kind is not ColumnKind.TEXT]),
    weight=st.floats(0.3, 20),
)


def test_few_columns_stay_upright_with_their_own_widths() -> None:
    columns = (Column(heading="ที่", kind=ColumnKind.INTEGER), Column(heading="ชื่อ", weight=3))
    assert lay(columns) == (columns, Orientation.PORTRAIT)


def test_more_than_an_upright_page_holds_turn_it() -> None:
    columns = (Column(heading="ร้อยละ", kind=ColumnKind.PERCENT),) * 15
    assert lay(columns)[1] is Orientation.LANDSCAPE
    assert most_that_fit(columns) == 15
    assert most_that_fit(columns * 2) == 21


@given(st.lists(KINDS, min_size=1, max_size=25))
def test_columns_that_fit_keep_a_readable_share_and_the_table_its_width(
    columns: list[Column],
) -> None:
    laid, lies = lay(columns)
    assert len(laid) == len(columns)
    space = 160 if lies is Orientation.PORTRAIT else 257
    total = sum(column.weight for column in laid)
    assert abs(total - sum(column.weight for column in columns)) < 0.01 * len(columns)
    if most_that_fit(columns) == len(columns):
        least = 9.0  # no kind of number is narrower
        assert all(space * column.weight / total >= least - 0.1 for column in laid)


def amounts(*told: str) -> list[Row]:
    return [Row(values=("โครงการ", *map(Decimal, told)))]


def of_money(count: int, weight: float = 1.0) -> list[Column]:
    return [
        Column(heading="โครงการ", weight=weight),
        *(Column(heading="ปี", kind=ColumnKind.MONEY) for _ in range(count)),
    ]


def test_money_has_the_room_of_its_longest_amount_and_words_have_the_rest() -> None:
    short, long = (
        lay_money(of_money(2, 20), amounts("5", amount))[1:] for amount in ("5", "1234567.89")
    )
    assert short[0].weight == short[1].weight
    assert long[1].weight > long[0].weight
    assert sum(column.weight for column in lay_money(of_money(2), amounts("5", "5"))) == (
        pytest.approx(257, abs=0.1)
    )


def test_a_few_columns_of_money_are_shared_by_weight() -> None:
    table = [Column(heading="ด้าน", weight=3), *of_money(2)[1:], Column(heading="หมายเหตุ")]
    rows = [Row(values=("ก", Decimal(5), Decimal(400_000), ""))]
    widths = [column.weight for column in lay_money(table, rows)]
    assert widths == pytest.approx([257 / 2, *(257 / 6,) * 3], abs=0.1)


def test_a_heading_of_a_long_word_is_left_whole_where_other_words_can_spare_the_room() -> None:
    def width(heading: str, weight: float) -> float:
        words = [Column(heading="ที่", weight=0.7), Column(heading="พื้นที่", weight=weight)]
        kinds = [Column(heading=heading, kind=ColumnKind.MONEY) for _ in range(7)]
        rows = [Row(values=("1", "ตำบล", *(Decimal(5),) * 7))]
        return lay_money([*words, *kinds], rows)[2].weight

    assert width("เครื่องใช้ไฟฟ้า", 4) > width("แก้ว", 4)
    assert width("เครื่องใช้ไฟฟ้า", 8) == width("แก้ว", 8)  # names of places need theirs


def test_where_words_are_crowded_both_are_reckoned_smaller_before_amounts_alone() -> None:
    told = ("234567890.12",) * 5
    easy, crowded, full = (
        lay_money(of_money(5, weight), amounts(*told))[1].weight for weight in (2, 13, 20)
    )
    assert easy > crowded > full


@pytest.mark.parametrize("digits", Digits)
@pytest.mark.parametrize("texts", [1, 3, 5])
def test_amounts_of_hundreds_of_millions_with_satang_over_five_years_can_be_read(
    texts: int, digits: Digits
) -> None:
    columns = [*of_money(5), *(Column(heading="ข้อความ", weight=2.5) for _ in range(texts))]
    told = ("4775310", "255400003.50", "4042591", "200400005.25", "9226544.50")
    rows = [Row(values=("รวม", *map(Decimal, told), *("คำ",) * texts), kind=RowKind.TOTAL)]
    rows.append(Row(values=("ถนน", *(Decimal(5),) * 5, *("คำ",) * texts)))
    table = Table(columns=lay_money(columns, rows), rows=tuple(rows))
    sheet = Sheet(name="ก", subject="ก", blocks=(table,), orientation=Orientation.LANDSCAPE)
    out = BytesIO()
    render_pdf(Document(title="ก", sheets=(sheet,), digits=digits), out)
    with pypdfium2.PdfDocument(out) as opened:
        page = opened[0].get_textpage()
        sizes = {
            round(pypdfium2.raw.FPDFText_GetFontSize(page, at), 1)
            for at, character in enumerate(page.get_text_range())
            if character in ",."
        }
    assert len(sizes) == 1
    assert min(sizes) >= 9.0
    assert (max(sizes) < 10.0) == (texts == 5)  # words are narrow then too, in either digits
