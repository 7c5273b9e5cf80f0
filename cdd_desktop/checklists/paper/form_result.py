"""The end of a form: what the answers come to, or lines to write it on."""

from cdd_desktop.checklists.form_table import DASH, plain_number
from cdd_desktop.checklists.grading import topic_shares
from cdd_desktop.checklists.instruments import AnswerKind, Instrument
from cdd_desktop.checklists.paper.marks import (
    SCORED,
    is_scored,
    marks_of,
    share_of_scale,
)
from cdd_desktop.checklists.paper.words import (
    level_key,
    no_levels,
    not_passed,
    tells_only_passes,
    tells_passes,
    why_no_level,
)
from cdd_desktop.checklists.records import Answer, AnySheet, Origin
from cdd_desktop.documents.charts import Radar, RadarSeries
from cdd_desktop.documents.model import (
    Align,
    Beside,
    Block,
    CellValue,
    Column,
    ColumnKind,
    Field,
    FieldLine,
    Heading,
    Paragraph,
    Row,
    RowKind,
    Table,
)

_HEADING = Heading(text="ผลการประเมิน")
_FEWEST_AXES = 3


def blank_result(instrument: Instrument) -> tuple[Block, ...]:
    """Lines for what was counted, and how it is to be read."""
    blocks: list[Block] = [_HEADING, _open_counts(instrument)]
    if scales := _scale_words(instrument):
        blocks.append(Paragraph(text=scales, small=True))
    if instrument.households is not None:
        told = (
            f"ครัวเรือนเป้าหมาย {instrument.households.count} ครัวเรือน "
            "ถ้าหมู่บ้านนี้มีจำนวนอื่น ให้เขียนจำนวนจริงในช่องเป้าหมาย"
        )
        blocks.append(Paragraph(text=told, small=True))
    if instrument.levels:
        told = f"เกณฑ์ระดับ: {' · '.join(level_key(instrument))}"
        blocks.append(Paragraph(text=told, small=True))
    else:
        blocks.append(Paragraph(text=no_levels(instrument), small=True))
    return tuple(blocks)


def filled_result(sheet: AnySheet) -> tuple[Block, ...]:
    """The counts, the level, the way up, and a picture where ด้าน can be compared."""
    instrument, grade = sheet.instrument, sheet.grade
    left: list[Block] = [*_counted(sheet)]
    if not instrument.levels:
        left.append(Paragraph(text=no_levels(instrument), bold=True))
    elif grade.level is None:
        left.append(Paragraph(text=why_no_level(grade), bold=True))
    else:
        left.append(Paragraph(text=grade.level.title, bold=True))
        if grade.level_basis:
            left.append(Paragraph(text=f"ระดับ{grade.level_basis}", small=True))
    if grade.next_level is not None and tells_passes(instrument):
        left.append(Paragraph(text=f"อีก {grade.to_next} ข้อถึง{grade.next_level.title}"))
    carried = sum(answer.origin is Origin.CARRIED for answer in sheet.answers.values())
    if carried:
        told = f"ยืนยันผลตามปีก่อน {carried} ข้อ จาก {grade.answered} ข้อ"
        left.append(Paragraph(text=told, small=True))
    if sheet.revision.main:
        left.append(Paragraph(text="* ตัวชี้วัดหลัก", small=True))
    if scales := _scale_words(instrument):
        left.append(Paragraph(text=scales, small=True))
    left += [Paragraph(text=told, small=True) for told in level_key(instrument)]
    radar = _radar(sheet)
    if radar is None:
        return (_HEADING, *left, *_topic_marks(sheet))
    left += _topic_marks(sheet)
    return (_HEADING, Beside(left=tuple(left), right=(radar,), left_share=0.5))


def _open_counts(instrument: Instrument) -> FieldLine:
    """What whoever fills the form adds up by hand."""
    labels = []
    kinds = {one.kind for one in instrument.indicators}
    if not instrument.levels:
        labels.append("ตอบแล้ว (ข้อ)")
    if tells_passes(instrument):
        labels += ["ผ่าน (ข้อ)", "ไม่ผ่าน (ข้อ)"]
    if AnswerKind.VOTES in kinds:
        labels.append("คะแนนเฉลี่ยรวม")
    if not kinds:
        labels.append("คะแนนหรือผลรวม")
    if kinds & {AnswerKind.SCORE, AnswerKind.CHOICE}:
        labels.append("คะแนนรวม")
    fields = [Field(label=label, value=None, weight=2) for label in labels]
    if instrument.levels:
        fields.append(Field(label="ระดับ", value=None, weight=4))
    return FieldLine(fields=tuple(fields))


def _scale_words(instrument: Instrument) -> str:
    """`คะแนน: 1 = ไม่จริงเลย, 5 = จริงที่สุด`; nothing where no scale says what its scores mean."""
    told: dict[str, None] = {}
    for indicator in instrument.indicators:
        scale = indicator.scale
        if scale is not None and scale.words:
            scores = range(scale.lowest, scale.highest + 1)
            pairs = zip(scores, scale.words, strict=False)
            told[" · ".join(f"{score} = {word}" for score, word in pairs if word)] = None
    return f"คะแนน: {' / '.join(told)}" if told else ""


def _counted(sheet: AnySheet) -> list[Block]:
    instrument, grade = sheet.instrument, sheet.grade
    if tells_passes(instrument):
        told = [
            f"ผ่าน {grade.passed} ข้อ จากทั้งหมด {grade.total} ข้อ",
            not_passed(instrument, grade),
        ]
    else:
        told = [f"ตอบแล้ว {grade.answered} ข้อ จากทั้งหมด {grade.total} ข้อ"]
    told += _marks_told(sheet)
    return [Paragraph(text=one) for one in told]


def _marks_told(sheet: AnySheet) -> list[str]:
    """The sum or the mean of all marks, and how many indicators have each score."""
    instrument = sheet.instrument
    marks = marks_of(instrument.indicators, _asked(sheet))
    if not marks.marked:
        return []
    kinds = {one.kind for one in instrument.indicators}
    told = []
    if AnswerKind.VOTES in kinds:
        scored = marks_of(
            [one for one in instrument.indicators if one.kind in SCORED], _asked(sheet)
        )
        raised = f"(ยกมือรวม {marks.hands:,} ครั้ง)"
        told.append(f"คะแนนเฉลี่ยรวม {scored.mean} จาก {scored.marked} ข้อ {raised}")
    if kinds & {AnswerKind.SCORE, AnswerKind.CHOICE}:
        told.append(f"คะแนนรวม {plain_number(marks.total)} คะแนน จาก {marks.marked} ข้อที่มีคะแนน")
    if marks.scores:
        each = (f"ได้ {score} คะแนน {count} ข้อ" for score, count in sorted(marks.scores.items()))
        told.append(" · ".join(each))
    return told


def _topic_marks(sheet: AnySheet) -> tuple[Table, ...]:
    """The marks by ด้าน; nothing where none are given."""
    instrument = sheet.instrument
    if not any(one.kind in SCORED for one in instrument.indicators):
        return ()
    rows = []
    for topic in instrument.topics:
        marks = marks_of(topic.indicators, _asked(sheet))
        values: tuple[CellValue, ...] = (
            topic.short_name,
            marks.marked,
            plain_number(marks.total) if marks.marked and not marks.hands else DASH,
            marks.mean,
        )
        rows.append(Row(values=values))
    whole = marks_of(instrument.indicators, _asked(sheet))
    total = plain_number(whole.total) if whole.marked and not whole.hands else DASH
    rows.append(Row(values=("รวม", whole.marked, total, whole.mean), kind=RowKind.TOTAL))
    center = Align.CENTER
    return (
        Table(
            columns=(
                Column(heading="ด้าน", weight=3),
                Column(heading="ข้อที่มีคะแนน", kind=ColumnKind.INTEGER, weight=1.2, align=center),
                Column(heading="คะแนนรวม", weight=1.2, align=center),
                Column(heading="คะแนนเฉลี่ย", kind=ColumnKind.PERCENT, weight=1.2, align=center),
            ),
            rows=tuple(rows),
            name="คะแนนรายด้าน",
        ),
    )


def _asked(sheet: AnySheet) -> dict[str, Answer]:
    """The answers without those that earlier ones leave out."""
    left_out = sheet.grade.skipped
    return {code: one for code, one in sheet.answers.items() if code not in left_out}


def _radar(sheet: AnySheet) -> Radar | None:
    """The share passed of each ด้าน, or where the mean of its scores lies on the scale; last
    year's, where there is one, as a dashed line. None where ด้าน cannot be compared."""
    instrument = sheet.instrument
    has_all = all(topic.indicators for topic in instrument.topics)
    if len(instrument.topics) < _FEWEST_AXES or not has_all:
        return None
    if not tells_only_passes(instrument) and not is_scored(instrument):
        return None  # counts of households and people that nobody judged have no share passed
    year = sheet.key.fiscal_year
    drawn = [(f"ปี {year}", _asked(sheet), False)]
    if sheet.last_year:
        only = "" if sheet.last_asked is None else " (เฉพาะข้อที่ถามเหมือนปีนี้)"
        drawn.append((f"ปี {year - 1}{only}", sheet.last_year, True))
    series = []
    for label, answers, dashed in drawn:
        if is_scored(instrument):
            values = tuple(
                share_of_scale(instrument, marks_of(topic.indicators, answers).mean)
                for topic in instrument.topics
            )
        else:
            states = {code: answer.state for code, answer in answers.items()}
            values = topic_shares(instrument, states, sheet.last_asked if dashed else None)
        series.append(RadarSeries(label=label, values=values, dashed=dashed))
    axes = tuple(topic.short_name for topic in instrument.topics)
    return Radar(axes=axes, series=tuple(series))
