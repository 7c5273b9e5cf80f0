"""Charts and maps on paper: all words are there, whatever the numbers; grey tells shades apart."""

import io
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from itertools import pairwise

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cdd_desktop.documents.charts import (
    Bar,
    BarSegment,
    Map,
    Radar,
    RadarGrid,
    RadarSeries,
    RankedBars,
    Region,
    StackedColumns,
)
from cdd_desktop.documents.model import (
    Block,
    Document,
    Field,
    Heading,
    LabelLine,
    LetterHead,
    Orientation,
    Sheet,
)
from cdd_desktop.documents.pdf.blocks import flow
from cdd_desktop.documents.pdf.layout import paginate
from cdd_desktop.documents.pdf.paper import LEVELS
from cdd_desktop.documents.pdf.render import render_pdf
from cdd_desktop.documents.pdf.text import Typesetter
from cdd_desktop.thai.digits import Digits

WIDTH, HEIGHT = 450.0, 714.0
LEVEL_NAMES = ("ต่ำกว่าระดับ 1", "พออยู่ พอกิน", "อยู่ดี กินดี", "มั่งมี ศรีสุข")
SEGMENTS = tuple(BarSegment(label=label, shade=n) for n, label in enumerate(LEVEL_NAMES))
INDICATOR = "มีการใช้เทคโนโลยีที่เหมาะสม/สอดคล้องกับศักยภาพของหมู่บ้าน/ชุมชน"
AXES = ("จิตใจและสังคม", "เศรษฐกิจ", "การเรียนรู้", "ทรัพยากรธรรมชาติและสิ่งแวดล้อม")


def texts(*blocks: Block, digits: Digits = Digits.ARABIC, landscape: bool = False) -> list[str]:
    lies = Orientation.LANDSCAPE if landscape else Orientation.PORTRAIT
    sheet = Sheet(name="ก", subject="ก", blocks=blocks, orientation=lies)
    out = io.BytesIO()
    render_pdf(Document(title="ก", sheets=(sheet,), digits=digits), out)
    with closing(pypdfium2.PdfDocument(out.getvalue())) as pdf:
        told = []
        for page in pdf:
            text = page.get_textpage()
            told.append(text.get_text_range())
            text.close()
            page.close()
        return told


def squeezed(told: Sequence[str]) -> str:
    return "".join("".join(told).split())


def ranking(
    values: Sequence[float | None], mark: float | None = None, label: str = INDICATOR
) -> RankedBars:
    return RankedBars(
        title="ตัวชี้วัดที่ไม่ผ่าน",
        labels=tuple(f"{n} {label}" for n in range(len(values))),
        values=tuple(values),
        mark=mark,
        mark_label="เฉลี่ยจังหวัด",
    )


def square(x: float, y: float, side: float, *, label: str = "", shade: int | None = 0) -> Region:
    ring = ((x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y))
    return Region(label=label, rings=(ring,), shade=shade)


def map_of(*regions: Region) -> Map:
    return Map(title="แผนที่ระดับ", regions=regions, legend=SEGMENTS, source="ที่มา: แฟ้มของสำนักงาน")


def test_a_ranking_gives_each_bar_its_share_as_tables_do() -> None:
    told = squeezed(texts(ranking((1.0, 0.01875, 0.0, None), mark=0.456)))
    assert "ตัวชี้วัดที่ไม่ผ่านเฉลี่ยจังหวัด45.60%" in told
    for value in ("100.00%", "1.88%", "0.00%", "ไม่มีข้อมูล"):
        assert value in told
    assert told.count("".join(INDICATOR.split())) == 4


def test_a_ranking_in_thai_digits_has_no_others() -> None:
    told = squeezed(texts(ranking((0.5,), mark=0.25, label="ข้อ"), digits=Digits.THAI))
    assert "๕๐.๐๐%" in told
    assert not set(told) & set("0123456789")


def test_a_long_ranking_goes_on_with_the_mark_named_again() -> None:
    pages = texts(ranking([0.5] * 90, mark=0.3))
    assert len(pages) > 2
    assert all("เฉลี่ยจังหวัด" in page for page in pages)


@given(
    st.lists(st.one_of(st.none(), st.floats(0, 1)), max_size=12),
    st.one_of(st.none(), st.floats(0, 1)),
)
@settings(max_examples=40, deadline=None)
def test_no_shares_make_a_ranking_fail(values: list[float | None], mark: float | None) -> None:
    told = squeezed(texts(ranking(values, mark, "ข้อ")))
    assert told.count("%") == sum(value is not None for value in values) + (
        mark is not None and bool(values)
    )


def test_columns_tell_their_counts_totals_and_labels() -> None:
    columns = tuple(Bar(label=f"ปี {2560 + n}", counts=(n, 30, 0, 40)) for n in range(5))
    told = squeezed(texts(StackedColumns(title="ระดับรายปี", segments=SEGMENTS, columns=columns)))
    assert "รวม74" in told
    assert all(f"ปี{2560 + n}" in told for n in range(5))
    assert all("".join(label.split()) in told for label in LEVEL_NAMES)


@pytest.mark.parametrize("count", [0, 1, 12, 60])
def test_any_number_of_columns_is_drawn_in_rows_that_fit(count: int) -> None:
    columns = tuple(Bar(label=f"อำเภอที่{n}", counts=(0, 0, n, 1_234)) for n in range(count))
    chart = StackedColumns(title="ระดับ", segments=SEGMENTS, columns=columns)
    told = squeezed(texts(chart))
    assert all(f"อำเภอที่{n}" in told for n in range(count))
    pieces = list(flow((chart,), Typesetter(Digits.THAI, ()), WIDTH, HEIGHT))
    assert all(piece.height < HEIGHT / 2 for piece in pieces)


def test_columns_without_anything_are_empty_frames() -> None:
    nothing = StackedColumns(
        title="", segments=SEGMENTS, columns=(Bar(label="ปี 2570", counts=(0, 0, 0, 0)),)
    )
    assert "รวม0" in squeezed(texts(nothing))


def grid(count: int, axes: tuple[str, ...] = AXES) -> RadarGrid:
    series = (
        RadarSeries(label="ปี 2569", values=(0.5,) * len(axes)),
        RadarSeries(label="ปี 2568", values=(1.0,) * len(axes), dashed=True),
    )
    return RadarGrid(
        titles=tuple(f"อำเภอคลองหอยโข่ง {n}" for n in range(count)),
        radars=tuple(Radar(axes=axes, series=series) for _ in range(count)),
    )


@pytest.mark.parametrize("landscape", [False, True])
def test_small_radars_stand_under_their_titles_and_the_key_on_each_page(landscape: bool) -> None:
    pages = texts(grid(40), landscape=landscape)
    assert len(pages) > 1
    told = squeezed(pages)
    assert all(f"อำเภอคลองหอยโข่ง{n}" in told for n in range(40))
    for page in pages:
        assert f"1={AXES[0]}" in squeezed([page])
        assert "ปี2568" in squeezed([page])


def test_the_key_tells_all_series_though_the_first_radar_lacks_one() -> None:
    radars = grid(2)
    first, second = radars.radars
    lacking = replace(first, series=first.series[:1])
    assert "ปี2568" in squeezed(texts(replace(radars, radars=(lacking, second))))


def test_no_small_radars_are_nothing() -> None:
    assert list(flow((grid(0),), Typesetter(Digits.THAI, ()), WIDTH, HEIGHT)) == []


def test_a_map_has_its_names_legend_and_source() -> None:
    told = texts(
        map_of(
            square(100.0, 7.0, 0.5, label="หาดใหญ่", shade=3),
            square(100.5, 7.0, 0.5, label="สะเดา", shade=None),
        )
    )[0]
    for words in ("แผนที่ระดับ", "หาดใหญ่", "สะเดา", "ไม่มีข้อมูล", "ที่มา: แฟ้มของสำนักงาน"):
        assert words in told


def test_names_without_room_are_numbered_under_the_map() -> None:
    small = [square(100 + n * 0.05, 7.5, 0.045, label=f"ตำบลคลองหอยโข่ง {n}") for n in range(10)]
    told = squeezed(texts(map_of(square(100.0, 7.0, 0.5, label="หาดใหญ่"), *small)))
    assert "1ตำบลคลองหอยโข่ง02ตำบลคลองหอยโข่ง13" in told


def test_all_of_a_map_stays_together_on_one_page() -> None:
    block = map_of(square(100.0, 6.0, 3.0, label="สงขลา"))
    setter = Typesetter(Digits.THAI, ())
    for count in range(40):
        headings = [Heading(text="หัวข้อ")] * count
        pages = list(paginate(flow((*headings, block), setter, WIDTH, HEIGHT), HEIGHT))
        assert len(pages[-1]) >= 3 + 1, count
        assert all(page[-1].offset + page[-1].piece.height <= HEIGHT for page in pages)


@pytest.mark.parametrize(
    "regions",
    [
        (),
        (Region(label="ว่าง", rings=(), shade=0),),
        (Region(label="จุด", rings=(((100.0, 7.0),) * 4,), shade=0),),
        (Region(label="เส้น", rings=(((100.0, 7.0), (101.0, 7.0), (100.0, 7.0)),), shade=0),),
    ],
)
def test_a_map_without_borders_says_so(regions: tuple[Region, ...]) -> None:
    assert "ไม่มีแนวเขตพื้นที่ให้แสดง" in texts(map_of(*regions))[0]


def test_corners_that_nobody_sees_are_left_out_of_the_file() -> None:
    def size(corners: int) -> int:
        step = 0.5 / corners
        edge = [(100 + n * step, 7.0) for n in range(corners)]
        ring = (*edge, (100.5, 7.0), (100.5, 7.5), (100.0, 7.5))
        out = io.BytesIO()
        block = map_of(Region(label="", rings=(ring,), shade=1))
        sheet = Sheet(name="ก", subject="ก", blocks=(block,))
        render_pdf(Document(title="ก", sheets=(sheet,)), out)
        return len(out.getvalue())

    assert size(200_000) < 1.3 * size(2_000)


def test_the_middle_latitude_keeps_a_square_kilometre_square() -> None:
    """At 60 degrees a degree of longitude is half as long as one of latitude."""
    setter = Typesetter(Digits.THAI, ())
    tall = list(flow((map_of(square(10.0, 59.75, 0.5)),), setter, WIDTH, 2_000))
    level = list(flow((map_of(square(10.0, -0.25, 0.5)),), setter, WIDTH, 2_000))
    # the map itself is the piece after the title; both are as wide as the page lets them be
    assert tall[1].height == pytest.approx(2 * level[1].height, rel=0.01)


def test_shades_differ_in_grey() -> None:
    greys = [
        0.3 * int(shade[1:3], 16) + 0.59 * int(shade[3:5], 16) + 0.11 * int(shade[5:7], 16)
        for shade in LEVELS
    ]
    steps = [lighter - darker for lighter, darker in pairwise(greys)]
    assert all(step >= 20 for step in steps)


def test_the_longest_words_stay_between_the_margins() -> None:
    long = "บ้านทุ่งศรีเมืองปาดังเบซาร์คลองหอยโข่ง" * 6
    segments = tuple(BarSegment(label=long, shade=n) for n in range(4))
    columns = tuple(Bar(label=long, counts=(10**9, 1, 0, 3)) for _ in range(9))
    series = (RadarSeries(label=long, values=(1.0,) * 8),)
    radar = Radar(axes=(long,) * 8, series=series)
    blocks = (
        RankedBars(title=long, labels=(long, "ก"), values=(1.0, 0.99), mark=1.0, mark_label=long),
        StackedColumns(title=long, segments=segments, columns=columns),
        RadarGrid(titles=(long, "ก"), radars=(radar, radar)),
        LetterHead(heading=long, emblem=None, is_memo=True),
        LabelLine(fields=(Field(label=long, value=long), Field(label="ที่", value=long))),
    )
    out = io.BytesIO()
    sheet = Sheet(name="ก", subject="ก", blocks=blocks)
    render_pdf(Document(title="ก", sheets=(sheet,)), out)
    with closing(pypdfium2.PdfDocument(out.getvalue())) as pdf:
        for page in pdf:
            grey = page.render(scale=1).to_pil().convert("L")
            page.close()
            dark = grey.point(lambda value: 255 if value < 230 else 0).getbbox()
            assert dark is not None
            assert dark[0] >= 83
            assert dark[2] <= 541
