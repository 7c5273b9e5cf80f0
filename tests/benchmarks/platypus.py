"""The same documents by ReportLab's Platypus: what a careful engineer would write with it.

Same texts, sizes, paddings, line breaks, page breaks, footers, codes and pages x of y. Platypus is
given every help that keeps it Platypus: lines are broken by our cached typesetter, texts of one
line are plain strings in their cells, form lines and check boxes are small flowables, and Thai is
set in our font of whole letters, so that shaping costs it as little as it costs us.
`own_shaping` sets paragraphs by ReportLab's own HarfBuzz shaping instead; what it writes looks
right but cannot be searched.
"""

from collections.abc import Sequence
from functools import lru_cache
from math import cos, pi, sin
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.sax.saxutils import escape

from reportlab.graphics.shapes import Drawing, Group, Line, Polygon, Rect, String
from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    LongTable,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from cdd_desktop import paths
from cdd_desktop.documents import charts, model
from cdd_desktop.documents.cells import cell_align, cell_text
from cdd_desktop.documents.model import Align, Check, RowKind
from cdd_desktop.documents.pdf.embedding import EmbeddedFont
from cdd_desktop.documents.pdf.fonts import Weight, font_file
from cdd_desktop.documents.pdf.paper import (
    ACCENT,
    BASELINE,
    BODY,
    CELL_BOTTOM,
    CELL_SIDE,
    CELL_TOP,
    CHECK,
    FOOTER,
    GROUP_FILL,
    HAIR,
    HEAD_FILL,
    HEADING,
    INK,
    LEADING,
    MUTED,
    RULE,
    SMALL,
    TABLE,
    TITLE,
    TOTAL_FILL,
    Page,
)
from cdd_desktop.documents.pdf.shaping import shape, width
from cdd_desktop.documents.pdf.text import Typesetter
from cdd_desktop.documents.sheet_code import display

_FILLS = {RowKind.GROUP: GROUP_FILL, RowKind.TOTAL: TOTAL_FILL}
_ALIGNS = {Align.LEFT: "LEFT", Align.CENTER: "CENTER", Align.RIGHT: "RIGHT"}
_NUMBERS = {Align.LEFT: 0, Align.CENTER: 1, Align.RIGHT: 2}
_ANCHORS = {Align.LEFT: "start", Align.CENTER: "middle", Align.RIGHT: "end"}
_LONG = 200  # rows from which Platypus recommends its LongTable


class LetterFont:
    """Our font of whole letters, as ReportLab asks a font: it draws right and reads back."""

    _dynamicFont = True  # noqa: N815  ReportLab's names
    _multiByte = False  # noqa: N815
    shapable = False

    def __init__(self, weight: Weight) -> None:
        self.fontName = f"letters-{weight.value}"
        file = font_file(weight)
        self.face = SimpleNamespace(name=self.fontName, ascent=file.ascent, descent=file.descent)
        self._weight = weight
        self.begin()

    def begin(self) -> None:
        """Number the letters of another file."""
        self.embedded = EmbeddedFont(self._weight, f"L{list(Weight).index(self._weight) + 1}")
        self._codes = lru_cache(20_000)(self._code)

    def _code(self, text: str) -> bytes:
        return bytes.fromhex(self.embedded.written(shape(self._weight, text))[1 : -len("> Tj")])

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:  # noqa: N802
        return width(self._weight, text, size)

    def splitString(self, text: str, document: object) -> list[tuple[int, bytes]]:  # noqa: N802
        return [(0, self._codes(text))] if text else []

    def getSubsetInternalName(self, subset: int, document: Any) -> str:  # noqa: N802
        if self not in document.delayedFonts:
            document.delayedFonts.append(self)
        return f"/{self.embedded.label}"

    def addObjects(self, document: Any) -> None:  # noqa: N802
        self.embedded.addObjects(document)


_LETTERS = {weight: LetterFont(weight) for weight in Weight}


def _register(font: Any) -> str:
    """Make a font known to ReportLab, as a family of itself; gives its name."""
    name = str(font.fontName)
    pdfmetrics.registerFont(font)
    pdfmetrics.registerFontFamily(name, normal=name)
    return name


for _font in _LETTERS.values():
    _register(_font)


def render_by_platypus(document: model.Document, out: Path, *, own_shaping: bool = False) -> int:
    """Write the document; gives the number of pages."""
    return _Maker(document, own_shaping=own_shaping).write(out)


class _SheetCanvas(Canvas):
    """Holds the pages of a sheet until their number is known: page x of y."""

    def __init__(self, *args: Any, maker: "_Maker", **options: Any) -> None:
        super().__init__(*args, **options)
        self._maker = maker
        self._held: list[dict[str, Any]] = []
        self._sheet: model.Sheet | None = None

    def showPage(self) -> None:  # noqa: N802
        self._held.append(dict(self.__dict__))
        self._startPage()

    def begin_sheet(self, sheet: model.Sheet) -> None:
        self._let_go()
        self._sheet = sheet
        key = str(self._pageNumber)
        self.bookmarkPage(key)
        self.addOutlineEntry(sheet.name, key)

    def save(self) -> None:
        self._let_go()
        self._doc.SaveToFile(self._filename, self)

    def _let_go(self) -> None:
        pages, now = list(self._held), dict(self.__dict__)
        self._held.clear()
        for number, page in enumerate(pages, 1):
            self.__dict__.update(page)
            self._maker.draw_footer(self, self._sheet, number, len(pages))
            Canvas.showPage(self)
        # the file's own counts go on; the page under way is taken up where it was left
        self.__dict__.update({name: now[name] for name in now if name != "_sheet"})


class _SheetMark(Flowable):
    """Draws nothing: here a sheet begins."""

    width = height = 0

    def __init__(self, sheet: model.Sheet) -> None:
        super().__init__()
        self._sheet = sheet

    def draw(self) -> None:
        self.canv.begin_sheet(self._sheet)


class _Box(Flowable):
    """A check box."""

    width = height = CHECK

    def __init__(self, *, ticked: bool) -> None:
        super().__init__()
        self._ticked = ticked

    def draw(self) -> None:
        canvas = self.canv
        canvas.setStrokeColor(HexColor(INK))
        canvas.setLineWidth(0.8)
        canvas.rect(0, 0, CHECK, CHECK)
        if self._ticked:
            canvas.setStrokeColor(HexColor(ACCENT))
            canvas.setLineWidth(1.8)
            path = canvas.beginPath()
            path.moveTo(0.18 * CHECK, 0.5 * CHECK)
            path.lineTo(0.42 * CHECK, 0.22 * CHECK)
            path.lineTo(0.84 * CHECK, 0.8 * CHECK)
            canvas.drawPath(path)


class _Dotted(Flowable):
    """Texts on one line and dots to write on."""

    def __init__(
        self,
        texts: Sequence[tuple[float, str]],
        dots: Sequence[tuple[float, float]],
        size: tuple[float, float],
        font: str,
    ) -> None:
        super().__init__()
        self.width, self.height = size
        self._texts = texts
        self._dots = dots
        self._font = font

    def draw(self) -> None:
        canvas = self.canv
        baseline = self.height - BASELINE * BODY - 2
        canvas.setLineCap(1)
        canvas.setDash([0, 2.4])
        canvas.setLineWidth(0.8)
        canvas.setStrokeColor(HexColor(RULE))
        for start, end in self._dots:
            canvas.line(start, baseline - 3, end, baseline - 3)
        canvas.setFillColor(HexColor(INK))
        canvas.setFont(self._font, BODY)
        for x, text in self._texts:
            canvas.drawString(x, baseline, text)


class _Maker:
    def __init__(self, document: model.Document, *, own_shaping: bool) -> None:
        self._document = document
        self._setter = Typesetter(document.digits, document.place_names)
        self._own = own_shaping
        self._faces = {weight: font.fontName for weight, font in _LETTERS.items()}
        if own_shaping:
            for weight in Weight:
                file = paths.resource("fonts", f"{weight.value}.ttf")
                own = TTFont(f"own-{weight.value}", file, shapable=True)
                self._faces[weight] = _register(own)
        else:
            for font in _LETTERS.values():
                font.begin()
        self._style = lru_cache(64)(self._make_style)

    def write(self, out: Path) -> int:
        template = BaseDocTemplate(
            str(out),
            title=self._document.title,
            pageCompression=1,
            initialFontName=self._faces[Weight.REGULAR],
        )
        template.addPageTemplates([self._page(each) for each in model.Orientation])
        story: list[Flowable] = []
        for sheet in self._document.sheets:
            story += [_SheetMark(sheet), *self._flowables(sheet), PageBreak()]
        template.pageTemplates.sort(key=lambda each: each.id != self._first_orientation())
        template.build(story, canvasmaker=lambda *a, **k: _SheetCanvas(*a, **{**k, "maker": self}))
        return int(template.page)

    def _first_orientation(self) -> str:
        return self._document.sheets[0].orientation.value

    def _page(self, orientation: model.Orientation) -> PageTemplate:
        page = Page(orientation)
        sides = {f"{side}Padding": 0 for side in ("left", "right", "top", "bottom")}
        frame = Frame(page.left, page.bottom, page.text_width, page.text_height, **sides)
        size = (page.width, page.height)
        return PageTemplate(id=orientation.value, frames=[frame], pagesize=size)

    def draw_footer(self, canvas: Canvas, sheet: model.Sheet, number: int, count: int) -> None:
        page = Page(sheet.orientation)
        top = page.bottom - 12
        label = self._setter.text(f"หน้า {number} จาก {count}")
        if sheet.code:
            label = f"รหัสเอกสาร {display(sheet.code)} · {label}"
        canvas.setStrokeColor(HexColor(HAIR))
        canvas.setLineWidth(0.5)
        canvas.line(page.left, top + 1, page.right, top + 1)
        canvas.setFillColor(HexColor(MUTED))
        canvas.setFont(self._faces[Weight.REGULAR], FOOTER)
        baseline = top - BASELINE * FOOTER
        canvas.drawRightString(page.right, baseline, label)
        room = page.text_width - width(Weight.REGULAR, label, FOOTER) - 16
        note = self._setter.text(sheet.footnote)
        for line in self._setter.wrap(note, Weight.REGULAR, FOOTER, room)[:2]:
            canvas.drawString(page.left, baseline, line)
            baseline -= FOOTER * LEADING

    def _flowables(self, sheet: model.Sheet) -> list[Flowable]:
        space = Page(sheet.orientation).text_width
        made: list[Flowable] = []
        for block in sheet.blocks:
            made += self._block(block, space)
        return made

    def _block(self, block: model.Block, space: float) -> list[Flowable]:
        match block:
            case model.Title():
                lines = [self._paragraph(block.text, Weight.BOLD, TITLE, space, Align.CENTER)]
                lines += [
                    self._paragraph(line, Weight.REGULAR, BODY, space, Align.CENTER)
                    for line in block.lines
                ]
                return [*lines, Spacer(0, 4)]
            case model.Heading():
                heading = self._paragraph(block.text, Weight.BOLD, HEADING, space, keep=True)
                return [Spacer(0, 12), heading]
            case model.Paragraph():
                weight = Weight.BOLD if block.bold else Weight.REGULAR
                size = SMALL if block.small else BODY
                text = self._paragraph(block.text, weight, size, space, block.align)
                return [Spacer(0, 6), text]
            case model.FieldLine():
                return [Spacer(0, 2), self._field_line(block, space)]
            case model.Table():
                return [Spacer(0, 8), self._table(block, space)]
            case charts.Radar():
                return [self._radar(block, space)]
            case model.Beside():
                return [Spacer(0, 6), self._beside(block, space)]
            case model.Signatures():
                return [KeepTogether([Spacer(0, 26), self._signatures(block, space)])]
        raise AssertionError(block)

    def _make_style(self, weight: Weight, size: float, align: Align, keep: bool) -> ParagraphStyle:
        return ParagraphStyle(
            f"{weight}{size}{align}{keep}",
            fontName=self._faces[weight],
            fontSize=size,
            leading=size * LEADING,
            alignment=_NUMBERS[align],
            textColor=HexColor(INK),
            keepWithNext=keep,
            shaping=int(self._own),
            splitLongWords=0,
        )

    def _paragraph(
        self,
        text: str,
        weight: Weight,
        size: float,
        space: float,
        align: Align = Align.LEFT,
        *,
        keep: bool = False,
    ) -> Paragraph:
        return self._set(self._setter.text(text), weight, size, space, align, keep=keep)

    def _set(
        self,
        text: str,
        weight: Weight,
        size: float,
        space: float,
        align: Align,
        *,
        keep: bool = False,
    ) -> Paragraph:
        lines = self._setter.wrap(text, weight, size, space)
        style = self._style(weight, size, align, keep)
        return Paragraph("<br/>".join(escape(line) for line in lines), style)

    def _field_line(self, block: model.FieldLine, space: float) -> Flowable:
        total = sum(field.weight for field in block.fields)
        room = space - 8 * (len(block.fields) - 1)
        texts, dots = [], []
        x = 0.0
        for field in block.fields:
            share = room * field.weight / total
            label, value = self._setter.text(field.label), self._setter.text(field.value or "")
            start = width(Weight.REGULAR, label, BODY) + 4
            texts += [(x, label), (x + start + 4, value)]
            dots.append((x + start, x + share))
            x += share + 8
        size = (space, BODY * LEADING + 4)
        return _Dotted(texts, dots, size, self._faces[Weight.REGULAR])

    def _beside(self, block: model.Beside, space: float) -> Table:
        left = (space - 16) * block.left_share
        right = space - 16 - left
        cells = [
            [part for each in block.left for part in self._block(each, left)],
            [part for each in block.right for part in self._block(each, right)],
        ]
        none = [(f"{side}PADDING", (0, 0), (-1, -1), 0) for side in _SIDES]
        top = ("VALIGN", (0, 0), (-1, -1), "TOP")
        return Table([cells], colWidths=[left + 16, right], style=[*none, top])

    def _signatures(self, block: model.Signatures, space: float) -> Table:
        share = space / max(2, len(block.people))
        cells = [self._signature(person, share - 20) for person in block.people]
        return Table([cells], colWidths=[share] * len(cells))

    def _signature(self, person: model.Signature, space: float) -> list[Flowable]:
        height = BODY * LEADING
        role = self._setter.text(person.role)
        end = space - width(Weight.REGULAR, role, BODY)
        font = self._faces[Weight.REGULAR]
        signed = "(ลงชื่อ)"
        start = width(Weight.REGULAR, signed, BODY) + 2
        lines: list[Flowable] = [
            _Dotted([(0, signed), (end, role)], [(start, end - 2)], (space, height), font)
        ]
        if person.name:
            named = f"({person.name})"
            lines.append(self._paragraph(named, Weight.REGULAR, BODY, space, Align.CENTER))
        else:
            at = (space * 0.1, space * 0.9)
            texts = [(at[0], "("), (at[1], ")")]
            lines.append(_Dotted(texts, [(at[0] + 6, at[1] - 2)], (space, height), font))
        for line in person.position_lines:
            lines.append(self._paragraph(line, Weight.REGULAR, BODY, space, Align.CENTER))
        return lines

    # --- tables ------------------------------------------------------------------------------

    def _table(self, table: model.Table, space: float) -> Table:
        total = sum(column.weight for column in table.columns)
        widths = [space * column.weight / total for column in table.columns]
        head, style = self._head(table.columns, widths)
        cells = list(head)
        for row in table.rows:
            at = len(cells)
            if row.kind is RowKind.GROUP:
                text = self._setter.table_text(str(row.values[0]))
                room = space - 2 * CELL_SIDE
                bold = self._set(text, Weight.BOLD, TABLE, room, Align.LEFT)
                cells.append([bold, *[""] * (len(widths) - 1)])
                style += [("SPAN", (0, at), (-1, at)), ("NOSPLIT", (0, at), (0, at + 1))]
            else:
                cells.append(self._row(row, table.columns, widths))
            if fill := _FILLS.get(row.kind):
                style.append(("BACKGROUND", (0, at), (-1, at), HexColor(fill)))
        for place, column in enumerate(table.columns):
            style.append(("ALIGN", (place, len(head)), (place, -1), _ALIGNS[cell_align(column)]))
        made = LongTable if len(table.rows) >= _LONG else Table
        return made(cells, colWidths=widths, repeatRows=len(head), style=style)

    def _head(
        self, columns: Sequence[model.Column], widths: Sequence[float]
    ) -> tuple[list[list[object]], list[tuple[Any, ...]]]:
        """One or two rows of headings, and the style of the whole table."""
        style: list[tuple[Any, ...]] = [
            ("GRID", (0, 0), (-1, -1), 0.5, HexColor(RULE)),
            ("FONT", (0, 0), (-1, -1), self._faces[Weight.REGULAR], TABLE, TABLE * LEADING),
            ("TEXTCOLOR", (0, 0), (-1, -1), HexColor(INK)),
            ("LEFTPADDING", (0, 0), (-1, -1), CELL_SIDE),
            ("RIGHTPADDING", (0, 0), (-1, -1), CELL_SIDE),
            ("TOPPADDING", (0, 0), (-1, -1), CELL_TOP),
            ("BOTTOMPADDING", (0, 0), (-1, -1), CELL_BOTTOM),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ]
        texts = [self._setter.table_text(column.heading) for column in columns]
        size = min(
            TABLE,
            *(
                TABLE * (wide - 2 * CELL_SIDE) / self._setter.longest_word(text, Weight.BOLD, TABLE)
                for text, wide in zip(texts, widths, strict=True)
            ),
        )
        own: list[object] = [
            self._set(text, Weight.BOLD, size, wide - 2 * CELL_SIDE, Align.CENTER)
            for text, wide in zip(texts, widths, strict=True)
        ]
        two = any(column.group for column in columns)
        last = 1 if two else 0
        style.append(("BACKGROUND", (0, 0), (-1, last), HexColor(HEAD_FILL)))
        if not two:
            return [own], style
        upper: list[object] = [""] * len(columns)
        for place, column in enumerate(columns):
            if not column.group:
                upper[place], own[place] = own[place], ""
                style.append(("SPAN", (place, 0), (place, 1)))
            elif place == 0 or columns[place - 1].group != column.group:
                end = place
                while end + 1 < len(columns) and columns[end + 1].group == column.group:
                    end += 1
                text = self._setter.table_text(column.group)
                room = sum(widths[place : end + 1]) - 2 * CELL_SIDE
                upper[place] = self._set(text, Weight.BOLD, size, room, Align.CENTER)
                style.append(("SPAN", (place, 0), (end, 0)))
        return [upper, own], style

    def _row(
        self, row: model.Row, columns: Sequence[model.Column], widths: Sequence[float]
    ) -> list[object]:
        cells: list[object] = []
        for column, value, wide in zip(columns, row.values, widths, strict=True):
            if isinstance(value, Check):
                cells.append(_Box(ticked=value is Check.TICKED))
                continue
            text = self._setter.table_text(cell_text(column.kind, value))
            is_short = column.kind is not model.ColumnKind.TEXT or not text
            if is_short and not self._own and row.kind is RowKind.BODY:
                cells.append(text)
                continue
            weight = Weight.REGULAR if row.kind is RowKind.BODY else Weight.BOLD
            room = wide - 2 * CELL_SIDE
            cells.append(self._set(text, weight, TABLE, room, cell_align(column)) if text else "")
        return cells

    # --- the radar ---------------------------------------------------------------------------

    def _radar(self, radar: charts.Radar, space: float) -> Drawing:
        line = SMALL * LEADING
        radius = 60.0
        drawing = Drawing(space, 2 * (radius + line + 7) + line * len(radar.series))
        middle = (space / 2, drawing.height - radius - line - 7)
        count = len(radar.axes)
        ways = [(sin(2 * pi * n / count), cos(2 * pi * n / count)) for n in range(count)]

        def around(shares: Sequence[float]) -> list[float]:
            return [
                place
                for (x, y), share in zip(ways, shares, strict=True)
                for place in (middle[0] + x * share * radius, middle[1] + y * share * radius)
            ]

        hair, accent, muted = HexColor(HAIR), HexColor(ACCENT), HexColor(MUTED)
        for ring in (0.25, 0.5, 0.75, 1.0):
            drawing.add(
                Polygon(around([ring] * count), strokeColor=hair, strokeWidth=0.5, fillColor=None)
            )
        for x, y in ways:
            end = (middle[0] + x * radius, middle[1] + y * radius)
            drawing.add(Line(*middle, *end, strokeColor=hair, strokeWidth=0.5))
        for series in radar.series:
            look: dict[str, Any] = {"strokeColor": accent, "strokeWidth": 1.6}
            if series.dashed:
                look = {"strokeColor": muted, "strokeWidth": 1.1, "strokeDashArray": [3, 2.25]}
            points = around(series.values)
            drawing.add(Polygon(points, fillColor=None, **look))
            if not series.dashed:
                marks = Group()
                for x, y in zip(points[::2], points[1::2], strict=True):
                    marks.add(Rect(x - 1.6, y - 1.6, 3.2, 3.2, fillColor=accent, strokeColor=None))
                drawing.add(marks)
        font = self._faces[Weight.REGULAR]
        letters: dict[str, Any] = {"fontName": font, "fontSize": SMALL, "fillColor": HexColor(INK)}
        for axis, (x, y) in zip(radar.axes, ways, strict=True):
            side = Align.CENTER if abs(x) <= 0.2 else Align.LEFT if x > 0 else Align.RIGHT
            at = (middle[0] + x * (radius + 7), middle[1] + y * (radius + 12) - 4)
            text = self._setter.text(axis)
            drawing.add(String(*at, text, textAnchor=_ANCHORS[side], **letters))
        for number, series in enumerate(radar.series, 1):
            baseline = line * (len(radar.series) - number) + 4
            start = space / 2 - 30
            drawing.add(Line(start, baseline + 3, start + 20, baseline + 3, strokeColor=accent))
            text = self._setter.text(series.label)
            drawing.add(String(start + 26, baseline, text, **letters))
        return drawing


_SIDES = ("LEFT", "RIGHT", "TOP", "BOTTOM")
