"""What is printed of a verification: errors per 1,000 answers, and what the paper decided."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from cdd_desktop.checklists.form import Paper, footnote, signature_block
from cdd_desktop.checklists.reports import Scope, document_of
from cdd_desktop.checklists.verifying.estimate import Estimate
from cdd_desktop.checklists.verifying.records import ComparedSheet, Findings, Why
from cdd_desktop.checklists.verifying.typed import in_words
from cdd_desktop.documents.model import (
    Align,
    Block,
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
)
from cdd_desktop.places.areas import Areas
from cdd_desktop.thai.calendar import thai_date

TITLE = "รายงานการสอบทานความถูกต้องของการกรอกแบบประเมิน"
_MOST_INDICATORS = 10
_TENTH = Decimal("0.1")
_PER = 1_000
_NOT_LOOKED_UP = "ยังไม่ได้ตัดสิน"
_NOTHING = (
    "ยังไม่มีแบบประเมินที่กรอกซ้ำเสร็จในพื้นที่ ปี และรอบนี้ "
    "กรุณาเลือกตัวอย่างและกรอกซ้ำในหน้าแบบประเมิน มุมมอง “สอบทาน” ก่อน"
)
_METHOD = (
    "ค่าประมาณใช้เฉพาะแบบที่สุ่ม ช่วงความเชื่อมั่นร้อยละ 95 คิดแบบแม่นตรงของคลอปเปอร์และเพียร์สัน (ค.ศ. 1934) "
    "โดยปรับจำนวนคำตอบตามวิธีของคอร์นและกราวบาร์ด (ค.ศ. 1998) เพราะคำตอบในแบบเดียวกันมักผิดพร้อมกัน"
)
_AT_LEAST = "คำตอบที่กรอกผิดเหมือนกันทั้งสองครั้งพบไม่ได้ด้วยวิธีนี้ นอกจากมีผู้ตรวจกับกระดาษ จำนวนที่ผิดจริงจึงอาจมากกว่านี้"


def errors_document(
    found: Sequence[Findings], scope: Scope, areas: Areas, paper: Paper
) -> Document:
    """A sheet for each verification; where there is none, one that says how to come to one."""
    sheets = [_sheet(each, scope, areas, paper) for each in found]
    if not sheets:
        blocks = (scope.title(TITLE, areas), Paragraph(text=_NOTHING))
        sheets = [Sheet(name=TITLE, subject=scope.subject, blocks=blocks)]
    return document_of(TITLE, sheets, paper)


def told_estimate(estimate: Estimate) -> str:
    """`ผิดประมาณ 4.3 คำตอบในทุก 1,000 คำตอบ (ช่วงความเชื่อมั่นร้อยละ 95: 1.2 ถึง 11.0)`."""
    return (
        f"ผิดประมาณ {_tenths(estimate.per_thousand)} คำตอบในทุก {_PER:,} คำตอบ "
        f"(ช่วงความเชื่อมั่นร้อยละ 95: {_tenths(estimate.low)} ถึง {_tenths(estimate.high)})"
    )


def _tenths(number: float) -> str:
    return f"{Decimal(number).quantize(_TENTH):,f}"


def _sheet(found: Findings, scope: Scope, areas: Areas, paper: Paper) -> Sheet:
    verification = found.verification
    own = replace(scope, area_code=verification.area_code, instrument=found.instrument)
    closed = verification.closed_on
    when = "ยังไม่ปิดการสอบทาน" if closed is None else f"ปิดเมื่อ {thai_date(closed)}"
    blocks: list[Block] = [
        own.title(TITLE, areas),
        Paragraph(
            text=f"เลือก {len(verification.sheets):,} แบบ "
            f"จากแบบที่กรอกครบ {verification.of_sheets:,} แบบ "
            f"เมื่อ {thai_date(verification.chosen_on)} (เลขสุ่ม {verification.seed}) "
            f"ผู้กรอกซ้ำ {verification.keyed_by} {when}"
        ),
        _by_reason(found),
        *_of_all(found),
        *(Paragraph(text=note, small=True) for note in _notes(found)),
        Heading(text="ตัวชี้วัดที่กรอกผิดมากที่สุด"),
        _by_indicator(found),
        Heading(text="ข้อที่ต่างกัน และคำตอบตามกระดาษ"),
        _differences(found),
        *signature_block(paper.signers),
    ]
    return Sheet(
        name=TITLE,
        subject=f"verification:{verification.uuid}",
        blocks=tuple(blocks),
        footnote=footnote(found.instrument),
    )


def _by_reason(found: Findings) -> Table:
    rows = []
    for why in Why:
        chosen = sum(sheet.why is why for sheet in found.verification.sheets)
        if chosen:
            of = [each for each in found.sheets if each.sheet.why is why]
            rows.append(Row(values=(why.label, chosen, *_figures(of))))
    total = ("รวม", len(found.verification.sheets), *_figures(found.sheets))
    return Table(
        columns=(
            Column(heading="เหตุผลที่เลือก", weight=4),
            Column(heading="เลือก (แบบ)", kind=ColumnKind.INTEGER, weight=1.2),
            Column(heading="กรอกซ้ำแล้ว (แบบ)", kind=ColumnKind.INTEGER, weight=1.4),
            Column(heading="คำตอบที่เทียบ", kind=ColumnKind.INTEGER, weight=1.4),
            Column(heading="ต่างกัน", kind=ColumnKind.INTEGER, weight=1.1),
            Column(heading="ครั้งแรกผิด", kind=ColumnKind.INTEGER, weight=1.2),
            Column(heading="ผิดต่อ 1,000 คำตอบ", kind=ColumnKind.MONEY, weight=1.5),
        ),
        rows=(*rows, Row(values=total, kind=RowKind.TOTAL)),
        name="สรุป",
    )


def _figures(sheets: Sequence[ComparedSheet]) -> tuple[CellValue, ...]:
    answers = sum(len(each.answers) for each in sheets)
    different = sum(answer.is_difference for each in sheets for answer in each.answers)
    errors = sum(each.errors for each in sheets)
    rate = (Decimal(errors) * _PER / answers).quantize(_TENTH) if answers else None
    return len(sheets), answers, different, errors, rate


def _of_all(found: Findings) -> list[Block]:
    if found.of_all is None:
        told = "ยังประมาณความถูกต้องของทุกแบบในพื้นที่ไม่ได้ เพราะยังไม่มีแบบที่สุ่มและกรอกซ้ำเสร็จ"
        return [Paragraph(text=told)]
    part = found.of_all
    return [
        Heading(text="ค่าประมาณของทุกแบบที่กรอกครบในพื้นที่"),
        Paragraph(text=f"การกรอกครั้งแรก{told_estimate(part)}", bold=True),
        Paragraph(
            text=f"จากแบบที่สุ่ม {part.sheets:,} แบบ {part.answers:,} คำตอบ พบที่ผิด {part.errors:,} คำตอบ"
        ),
    ]


def _notes(found: Findings) -> list[str]:
    notes = []
    if found.of_all is not None:
        effect = found.of_all.design_effect
        if effect is None:
            notes.append(f"{_METHOD} ครั้งนี้ตัวอย่างบอกการกระจุกตัวไม่ได้ จึงคิดว่าแต่ละคำตอบเป็นอิสระต่อกัน")
        else:
            notes.append(f"{_METHOD} ผลของการสุ่มทั้งแบบ (ตัวคูณความแปรปรวน) {effect:.2f}")
    purposive = any(sheet.why is not Why.RANDOM for sheet in found.verification.sheets)
    if purposive:
        notes.append("แบบที่เลือกด้วยเหตุผลอื่นไม่เป็นตัวแทนของทุกแบบ จึงแสดงแยกและไม่ใช้ประมาณ")
    unresolved = found.verification.unresolved
    if unresolved:
        notes.append(f"ข้อที่ยังไม่ได้ตัดสินจากกระดาษ {unresolved:,} ข้อ นับว่าครั้งแรกผิดไว้ก่อน")
    own = sum(sheet.is_own for sheet in found.verification.sheets)
    if own:
        notes.append(f"มี {own:,} แบบที่คนเดียวกันกรอกทั้งสองครั้ง จึงไม่ใช่การสอบทานโดยผู้อื่น")
    if found.verification.note:
        notes.append(found.verification.note)
    return [*notes, _AT_LEAST]


def _by_indicator(found: Findings) -> Table:
    compared = Counter(question for each in found.sheets for question, _ in each.questions)
    rows = [
        Row(values=(*question, errors, compared[question]))
        for question, errors in list(found.errors_of.items())[:_MOST_INDICATORS]
    ]
    return Table(
        columns=(
            Column(heading="ข้อ", weight=0.8, align=Align.CENTER),
            Column(heading="ตัวชี้วัด", weight=6),
            Column(heading="ครั้งแรกผิด", kind=ColumnKind.INTEGER, weight=1.2),
            Column(heading="เทียบแล้ว", kind=ColumnKind.INTEGER, weight=1.2),
        ),
        rows=tuple(rows),
        name="รายตัวชี้วัด",
        empty_text="ไม่พบคำตอบที่กรอกผิด",
    )


def _differences(found: Findings) -> Table:
    rows = []
    for each in found.sheets:
        for answer in each.differences:
            indicator = each.instrument.indicator(answer.code)
            final = _NOT_LOOKED_UP
            if answer.final is not None:
                final = in_words(indicator, answer.final)
            rows.append(
                Row(
                    values=(
                        each.sheet.label,
                        each.sheet.code,
                        answer.code,
                        in_words(indicator, answer.first),
                        in_words(indicator, answer.second),
                        final,
                    )
                )
            )
    return Table(
        columns=(
            Column(heading="หมู่บ้าน", weight=2.4),
            Column(heading="รหัส", weight=1.3),
            Column(heading="ข้อ", weight=0.8, align=Align.CENTER),
            Column(heading="ครั้งแรก", weight=1.8),
            Column(heading="ครั้งที่สอง", weight=1.8),
            Column(heading="ตามกระดาษ", weight=1.8),
        ),
        rows=tuple(rows),
        name="ข้อที่ต่างกัน",
        empty_text="ทั้งสองครั้งตรงกันทุกข้อ",
    )
