"""Radar and stacked bars as Word's own charts: vectors that a superior can still recolour.

python-docx knows no charts, so the chart part (ECMA-376, DrawingML charts) is written here. It
carries its values with it and no workbook: Word shows it, and offers no "edit data".
"""

from collections.abc import Sequence
from decimal import Decimal
from itertools import count
from xml.sax.saxutils import escape

from docx.document import Document as WordFile
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Emu, Mm
from docx.text.paragraph import Paragraph as WordParagraph

from cdd_desktop.documents.cells import NO_SHARE, printable
from cdd_desktop.documents.charts import AmountBars, Radar, RankedBars, StackedBars, StackedColumns
from cdd_desktop.documents.faces import OFFICE_FACE
from cdd_desktop.thai.digits import Digits

_CHARTS = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_INLINE = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"

_LABEL = 1200  # hundredths of a point
_ACCENT, _MUTED, _HAIR = "0B5E45", "4B5866", "9AA7B4"
_INK = "1C2733"
_LEVELS = ("C9D1DA", "9CCBB4", "3F9C74", "0B5E45")
_LEVEL_INKS = ("1C2733", "1C2733", "FFFFFF", "FFFFFF")
_RADAR_MM = 70.0
_BAR_MM, _BARS_LEAST_MM, _BARS_MOST_MM = 9.0, 30.0, 140.0  # so that it fits a page that lies
_LEGEND_MM = 14.0
_COLUMNS_MM = 85.0
_ROOM = Decimal("1.15")  # of the longest bar, for what stands at its end
_AXES = '<c:axId val="1"/><c:axId val="2"/>'


def add_radar(
    book: WordFile, line: WordParagraph, radar: Radar, digits: Digits, width_mm: float
) -> None:
    """A polygon for each series on shares of 0 to 1; the first is drawn firm, dashed ones thin."""
    axes = [digits.in_text(printable(axis)) for axis in radar.axes]
    series = "".join(
        _series(
            number,
            digits.in_text(printable(one.label)),
            axes,
            one.values,
            _outline(dashed=one.dashed),
        )
        for number, one in enumerate(radar.series)
    )
    plot = (
        f'<c:radarChart><c:radarStyle val="marker"/><c:varyColors val="0"/>{series}{_AXES}'
        "</c:radarChart>"
        f"{_category_axis()}{_value_axis(top='1', is_shown=True)}"
    )
    _insert(book, line, _chart(plot), width_mm, _RADAR_MM)


def add_bars(
    book: WordFile, line: WordParagraph, bars: StackedBars, digits: Digits, width_mm: float
) -> None:
    """Bars of equal length, the first on top, with their counts in them."""
    labels = [digits.in_text(printable(bar.label)) for bar in bars.bars]
    thai = digits is Digits.THAI
    series = "".join(
        _series(
            number,
            digits.in_text(printable(segment.label)),
            labels,
            [bar.counts[number] for bar in bars.bars],
            _fill(segment.shade),
            _labels(_LEVEL_INKS[segment.shade], thai=thai),
        )
        for number, segment in enumerate(bars.segments)
    )
    plot = (
        '<c:barChart><c:barDir val="bar"/><c:grouping val="percentStacked"/>'
        f'<c:varyColors val="0"/>{series}<c:gapWidth val="40"/><c:overlap val="100"/>{_AXES}'
        "</c:barChart>"
        f"{_category_axis(is_reversed=True)}{_value_axis(top='1', is_shown=False)}"
    )
    height = _LEGEND_MM + _BAR_MM * len(bars.bars)
    _insert(book, line, _chart(plot), width_mm, min(_BARS_MOST_MM, max(_BARS_LEAST_MM, height)))


def add_columns(
    book: WordFile, line: WordParagraph, chart: StackedColumns, digits: Digits, width_mm: float
) -> None:
    """Upright bars of equal height, with their counts in them."""
    labels = [digits.in_text(printable(column.label)) for column in chart.columns]
    thai = digits is Digits.THAI
    series = "".join(
        _series(
            number,
            digits.in_text(printable(segment.label)),
            labels,
            [column.counts[number] for column in chart.columns],
            _fill(segment.shade),
            _labels(_LEVEL_INKS[segment.shade], thai=thai),
        )
        for number, segment in enumerate(chart.segments)
    )
    plot = (
        '<c:barChart><c:barDir val="col"/><c:grouping val="percentStacked"/>'
        f'<c:varyColors val="0"/>{series}<c:gapWidth val="60"/><c:overlap val="100"/>{_AXES}'
        "</c:barChart>"
        f"{_category_axis(place='b')}{_value_axis(top='1', is_shown=False, place='l')}"
    )
    _insert(book, line, _chart(plot), width_mm, _COLUMNS_MM)


def add_ranking(
    book: WordFile, line: WordParagraph, chart: RankedBars, digits: Digits, width_mm: float
) -> None:
    """Bars from the left, the first on top, each with its share or amount; labels say where there
    is none."""
    number, top = "0.00%", Decimal(1)
    values: Sequence[float | Decimal | None] = chart.values
    if isinstance(chart, AmountBars):
        number, top = f"#,##0.{'0' * chart.places}".rstrip("."), chart.whole
        values = [None if share is None else chart.amount(share) for share in chart.values]
    names = [
        label if value is not None else f"{label} ({NO_SHARE})"
        for label, value in zip(chart.labels, chart.values, strict=True)
    ]
    series = _series(
        0,
        digits.in_text(printable(chart.title)),
        [digits.in_text(printable(name)) for name in names],
        values,
        _fill(2),
        _labels(
            _INK,
            thai=digits is Digits.THAI,
            number=number,
            place="outEnd",
            without=[place for place, value in enumerate(chart.values) if value is None],
        ),
        skipped=None,
    )
    plot = (
        '<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/>'
        f'<c:varyColors val="0"/>{series}<c:gapWidth val="40"/>{_AXES}</c:barChart>'
        f"{_category_axis(is_reversed=True)}{_value_axis(top=str(top * _ROOM), is_shown=False)}"
    )
    height = max(_BARS_LEAST_MM, _BAR_MM * len(names))
    _insert(book, line, _chart(plot, has_legend=False), width_mm, min(_BARS_MOST_MM, height))


def _insert(
    book: WordFile, line: WordParagraph, chart: str, width_mm: float, height_mm: float
) -> None:
    """Put the chart where `line` stands."""
    package = book.part.package
    taken = {part.partname for part in package.iter_parts()}
    number = next(n for n in count(1) if f"/word/charts/chart{n}.xml" not in taken)
    name = PackURI(f"/word/charts/chart{number}.xml")
    part = Part(name, _CONTENT_TYPE, chart.encode(), package)
    id_ = book.part.relate_to(part, f"{_RELATIONS}/chart")
    size = f'cx="{Emu(Mm(width_mm))}" cy="{Emu(Mm(height_mm))}"'
    drawing = (
        f'<w:drawing xmlns:w="{_WORDS}"><wp:inline xmlns:wp="{_INLINE}" distT="0" distB="0" '
        f'distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr id="{book.part.next_id}" name="แผนภูมิ {number}"/>'
        f'<a:graphic xmlns:a="{_DRAWING}"><a:graphicData uri="{_CHARTS}">'
        f'<c:chart xmlns:c="{_CHARTS}" xmlns:r="{_RELATIONS}" r:id="{id_}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
    line.add_run()._r.append(parse_xml(drawing))


def _chart(plot: str, *, has_legend: bool = True) -> str:
    legend = '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>'
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<c:chartSpace xmlns:c="{_CHARTS}" xmlns:a="{_DRAWING}"><c:roundedCorners val="0"/>'
        f'<c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>{plot}</c:plotArea>'
        f"{legend if has_legend else ''}"
        '<c:plotVisOnly val="1"/></c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>'
        f"{_text(_LABEL)}</c:chartSpace>"
    )


def _text(size: int, ink: str = _INK) -> str:
    face = escape(OFFICE_FACE, {'"': "&quot;"})
    return (
        f'<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="{size}" b="0"><a:solidFill>'
        f'<a:srgbClr val="{ink}"/></a:solidFill><a:latin typeface="{face}"/>'
        f'<a:cs typeface="{face}"/></a:defRPr></a:pPr><a:endParaRPr lang="th-TH"/></a:p></c:txPr>'
    )


def _series(
    number: int,
    label: str,
    names: Sequence[str],
    values: Sequence[float | Decimal | None],
    look: str,
    labels: str = "",
    *,
    skipped: float | None = 0,
) -> str:
    """What is `skipped` gets no label: a zero in a stack would be written over its neighbour."""
    points = "".join(
        f'<c:pt idx="{place}"><c:v>{escape(name)}</c:v></c:pt>' for place, name in enumerate(names)
    )
    amounts = "".join(
        f'<c:pt idx="{place}"><c:v>{value}</c:v></c:pt>'
        for place, value in enumerate(values)
        if value is not None and (not labels or value != skipped)
    )
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>'
        f'<c:tx><c:strRef><c:f>{_reference(number)}</c:f><c:strCache><c:ptCount val="1"/>'
        f'<c:pt idx="0"><c:v>{escape(label)}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
        f"{look}{labels}"
        f'<c:cat><c:strLit><c:ptCount val="{len(names)}"/>{points}</c:strLit></c:cat>'
        f'<c:val><c:numLit><c:formatCode>General</c:formatCode><c:ptCount val="{len(values)}"/>'
        f"{amounts}</c:numLit></c:val></c:ser>"
    )


def _reference(number: int) -> str:
    """A series' name has to point somewhere; its cached value is what is shown."""
    return f"Sheet1!$A${number + 1}"


def _outline(*, dashed: bool) -> str:
    colour, thickness = (_MUTED, 12_700) if dashed else (_ACCENT, 22_225)
    dash = '<a:prstDash val="dash"/>' if dashed else ""
    marker = (
        '<c:marker><c:symbol val="none"/></c:marker>'
        if dashed
        else '<c:marker><c:symbol val="square"/><c:size val="4"/><c:spPr><a:solidFill>'
        f'<a:srgbClr val="{_ACCENT}"/></a:solidFill></c:spPr></c:marker>'
    )
    return (
        f'<c:spPr><a:ln w="{thickness}"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
        f"{dash}</a:ln></c:spPr>{marker}"
    )


def _fill(shade: int) -> str:
    return (
        f'<c:spPr><a:solidFill><a:srgbClr val="{_LEVELS[shade]}"/></a:solidFill>'
        f'<a:ln w="6350"><a:solidFill><a:srgbClr val="{_MUTED}"/></a:solidFill></a:ln></c:spPr>'
        '<c:invertIfNegative val="0"/>'
    )


def _labels(
    ink: str, *, thai: bool, number: str = "#,##0", place: str = "ctr", without: Sequence[int] = ()
) -> str:
    """Numbers in or behind the bars, but for those `without`; `[$-D00041E]` shows Thai digits."""
    silent = "".join(f'<c:dLbl><c:idx val="{bar}"/><c:delete val="1"/></c:dLbl>' for bar in without)
    code = f"[$-D00041E]{number}" if thai else number
    return (
        f'<c:dLbls>{silent}<c:numFmt formatCode="{code}" sourceLinked="0"/>'
        "<c:spPr><a:noFill/></c:spPr>"
        f"{_text(_LABEL, ink)}"
        f'<c:dLblPos val="{place}"/><c:showLegendKey val="0"/><c:showVal val="1"/>'
        '<c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/>'
        '<c:showBubbleSize val="0"/></c:dLbls>'
    )


def _category_axis(*, is_reversed: bool = False, place: str = "l") -> str:
    direction = "maxMin" if is_reversed else "minMax"
    return (
        f'<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="{direction}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{place}"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>{_hair()}{_text(_LABEL)}'
        '<c:crossAx val="2"/><c:tickLblSkip val="1"/></c:catAx>'
    )


def _value_axis(*, top: str, is_shown: bool, place: str = "b") -> str:
    grid = f"<c:majorGridlines>{_hair()}</c:majorGridlines>" if is_shown else ""
    return (
        '<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{top}"/><c:min val="0"/></c:scaling><c:delete val="{int(not is_shown)}"/>'
        f'<c:axPos val="{place}"/>{grid}<c:numFmt formatCode="0%" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="none"/>'
        f'{_hair()}<c:crossAx val="1"/><c:majorUnit val="{Decimal(top) / 4}"/></c:valAx>'
    )


def _hair() -> str:
    return (
        f'<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="{_HAIR}"/></a:solidFill></a:ln>'
        "</c:spPr>"
    )
