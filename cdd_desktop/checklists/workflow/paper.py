"""Papers of the way to the announcement: what an amphoe sends, the annex of an announcement, and
whose level is another than last year's."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from cdd_desktop.checklists.area_names import area_name
from cdd_desktop.checklists.form import Paper, footnote, signature_block
from cdd_desktop.checklists.reports import Scope, document_of
from cdd_desktop.checklists.workflow.records import Announcement, Sending, StageLine, Way
from cdd_desktop.documents.model import (
    Align,
    CellValue,
    Column,
    ColumnKind,
    Document,
    Heading,
    Paragraph,
    Row,
    RowKind,
    Sheet,
    Table,
    Title,
)
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import TAMBON_CODE_LENGTH
from cdd_desktop.thai.calendar import short_thai_date, thai_date

SENDING_TITLE = "บัญชีนำส่งผลการประเมินของอำเภอ"
ANNOUNCED_TITLE = "บัญชีแนบท้ายประกาศผลการประเมิน"
CHANGES_TITLE = "หมู่บ้านที่ระดับเปลี่ยนจากปีก่อน"
_AMPHOE_LENGTH = 4
_NO_LETTER = "ยังไม่มีหนังสือนำส่ง"


@dataclass(frozen=True, slots=True, kw_only=True)
class WayFacts:
    """What the papers tell: villages in official order, letters and announcements of the round."""

    way: Way
    lines: Sequence[StageLine]
    sendings: Sequence[Sending] = ()
    announcements: Sequence[Announcement] = ()


def sending_document(facts: WayFacts, scope: Scope, areas: Areas, paper: Paper) -> Document:
    """The sheets that went on with a letter, under their amphoe and its letter."""
    sent = [line for line in facts.lines if line.sheet and is_sent(line, facts.way)]
    letters = {sending.amphoe_code: sending for sending in facts.sendings}

    def head(amphoe: str) -> str:
        return f"อำเภอ{area_name(areas, amphoe)} {told_letter(letters.get(amphoe))}"

    table = Table(
        columns=(
            *_PLACE,
            Column(heading="ระดับที่เสนอ", weight=3),
            Column(heading="ระดับปีก่อน", weight=3),
            Column(heading="ขั้น", weight=2.2),
            Column(heading="วันที่", weight=1.4),
        ),
        rows=tuple(
            _under(
                sent,
                head,
                lambda line: (
                    line.proposed or line.level or "-",
                    line.before or "-",
                    facts.way.at(line.stage).name,
                    "-" if line.since is None else short_thai_date(line.since),
                ),
                areas,
            )
        ),
        name="บัญชีนำส่ง",
        empty_text="ยังไม่มีแบบประเมินที่ส่งถึงจังหวัด กรุณาเสนอแบบประเมินในมุมมอง “รับรองผล” ก่อน",
    )
    counted = [line for line in facts.lines if line.in_base]
    on_list = sum(line.in_base for line in sent)
    told = f"ส่งแล้ว {on_list:,} หมู่บ้าน จาก {len(counted):,} หมู่บ้าน"
    if len(sent) > on_list:
        told += f" และนอกบัญชีหมู่บ้านเป้าหมายอีก {len(sent) - on_list:,} หมู่บ้าน"
    return _document(SENDING_TITLE, scope, areas, paper, (table, Paragraph(text=told, bold=True)))


def announced_document(facts: WayFacts, scope: Scope, areas: Areas, paper: Paper) -> Document:
    """The villages with the level that was announced, whatever their sheets give since."""
    announced = [line for line in facts.lines if line.announced is not None]
    table = Table(
        columns=(*_PLACE, Column(heading="ระดับที่ประกาศ", weight=4)),
        rows=tuple(
            _under(
                announced,
                lambda amphoe: f"อำเภอ{area_name(areas, amphoe)}",
                lambda line: (line.announced or "-",),
                areas,
            )
        ),
        name="บัญชีแนบท้าย",
        empty_text="ยังไม่ได้ประกาศผลของรอบนี้ กรุณาประกาศในมุมมอง “รับรองผล” ก่อน",
    )
    told = tuple(f"{one.number} ลงวันที่ {thai_date(one.announced_on)}" for one in facts.announcements)
    total = " · ".join((f"รวม {len(announced):,} หมู่บ้าน", *_by_level(announced, scope)))
    return _document(
        ANNOUNCED_TITLE, scope, areas, paper, (table, Paragraph(text=total, bold=True)), told
    )


def changes_document(facts: WayFacts, scope: Scope, areas: Areas, paper: Paper) -> Document:
    """Villages whose level rose or fell since the year before, those that fell first."""
    known = [line for line in facts.lines if line.level and line.before]
    fell = [line for line in known if line.change < 0]
    rose = [line for line in known if line.change > 0]
    other = [
        line
        for line in known
        if not line.change and line.before_rank is None and line.level != line.before
    ]
    blocks: list[Heading | Table | Paragraph] = []
    for word, lines in (("ลดลง", fell), ("เพิ่มขึ้น", rose), ("เทียบลำดับไม่ได้", other)):
        if word == "เทียบลำดับไม่ได้" and not lines:
            continue
        blocks.append(Heading(text=f"ระดับ{word} ({len(lines):,} หมู่บ้าน)"))
        blocks.append(_changes(word, lines, facts.way, areas))
    same = len(known) - len(fell) - len(rose) - len(other)
    unknown = len(facts.lines) - len(known)
    told = (
        f"เทียบกับปี {scope.fiscal_year - 1}: ระดับคงเดิม {same:,} หมู่บ้าน "
        f"ไม่มีระดับของปีใดปีหนึ่ง {unknown:,} หมู่บ้าน ระดับของปีก่อนคือระดับที่ประกาศ ถ้าไม่ได้ประกาศคือผลตามคำตอบ"
    )
    blocks.append(Paragraph(text=told, small=True))
    return _document(CHANGES_TITLE, scope, areas, paper, tuple(blocks))


def _by_level(announced: Sequence[StageLine], scope: Scope) -> Iterator[str]:
    """How many have each level, in the instrument's order, then those of older versions: their sum
    is the total."""
    counts = Counter(line.announced or "ไม่มีระดับ" for line in announced)
    for title in dict.fromkeys((*(level.title for level in scope.instrument.levels), *counts)):
        if counts[title]:
            yield f"{title} {counts[title]:,} หมู่บ้าน"


def is_sent(line: StageLine, way: Way) -> bool:
    """Whether the sheet went on with its amphoe's letter."""
    lettered = next((step.key for step in way.active if step.needs_letter), way.last.key)
    return way.rank(line.stage) >= way.rank(lettered)


def told_letter(sending: Sending | None) -> str:
    """`ที่ สข 0119/1 ลงวันที่ 3 ธ.ค. 2568 (รับ 5 ธ.ค. 2568)`."""
    if sending is None:
        return _NO_LETTER
    told = f"ที่ {sending.letter_number} ลงวันที่ {short_thai_date(sending.letter_date)}"
    if sending.received_on is not None:
        told += f" (จังหวัดรับ {short_thai_date(sending.received_on)})"
    return told


_PLACE = (
    Column(heading="ที่", kind=ColumnKind.INTEGER, weight=0.7, align=Align.CENTER),
    Column(heading="ตำบล", weight=2),
    Column(heading="หมู่บ้าน", weight=3),
)


def _changes(word: str, lines: Sequence[StageLine], way: Way, areas: Areas) -> Table:
    return Table(
        columns=(
            *_PLACE,
            Column(heading="ปีก่อน", weight=3),
            Column(heading="ปีนี้", weight=3),
            Column(heading="ขั้น", weight=2.2),
        ),
        rows=tuple(
            _under(
                lines,
                lambda amphoe: f"อำเภอ{area_name(areas, amphoe)}",
                lambda line: (line.before, line.level, way.at(line.stage).name),
                areas,
            )
        ),
        name=word,
        empty_text=f"ไม่มีหมู่บ้านที่ระดับ{word}",
    )


def _under(
    lines: Sequence[StageLine],
    head: Callable[[str], str],
    cells: Callable[[StageLine], tuple[CellValue, ...]],
    areas: Areas,
) -> Iterator[Row]:
    """Villages counted through, under their amphoe."""
    amphoe = ""
    for number, line in enumerate(lines, 1):
        if line.code[:_AMPHOE_LENGTH] != amphoe:
            amphoe = line.code[:_AMPHOE_LENGTH]
            yield Row(values=(head(amphoe),), kind=RowKind.GROUP)
        tambon = area_name(areas, line.code[:TAMBON_CODE_LENGTH])
        yield Row(values=(number, tambon, line.label, *cells(line)))


def _document(
    title: str,
    scope: Scope,
    areas: Areas,
    paper: Paper,
    blocks: tuple[Heading | Table | Paragraph, ...],
    told: tuple[str, ...] = (),
) -> Document:
    head = scope.title(title, areas)
    sheet = Sheet(
        name=title,
        subject=scope.subject,
        blocks=(
            Title(text=head.text, lines=(*head.lines, *told)),
            *blocks,
            *signature_block(paper.signers),
        ),
        footnote=footnote(scope.instrument),
    )
    return document_of(title, [sheet], paper)
