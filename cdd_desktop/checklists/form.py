"""One village's form on paper: its head, the indicators by ด้าน, the result, who signs."""

from collections.abc import Mapping
from dataclasses import dataclass

from cdd_desktop.checklists.area_names import area_names
from cdd_desktop.checklists.form_table import indicator_table
from cdd_desktop.checklists.grading import Grade, topic_shares
from cdd_desktop.checklists.instruments import Instrument, Level, Round
from cdd_desktop.checklists.records import Answer, Origin
from cdd_desktop.checklists.records import Sheet as ChecklistSheet
from cdd_desktop.documents.charts import Radar, RadarSeries
from cdd_desktop.documents.model import (
    Beside,
    Block,
    Field,
    FieldLine,
    Heading,
    Paragraph,
    Sheet,
    Signature,
    Signatures,
    Title,
)
from cdd_desktop.people.records import Role, Signatory
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import Village
from cdd_desktop.thai.calendar import thai_date
from cdd_desktop.thai.digits import Digits

Signers = tuple[tuple[Role, Signatory | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """How a document is to look, and who signs a report of many villages.

    `place_names` are never torn at a line end; `stamp` marks every page.
    """

    digits: Digits
    stamp: str = ""
    place_names: tuple[str, ...] = ()
    signers: Signers = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VillageForm:
    """A form to be printed. `sheet` is None where nothing was begun, `village` where the form is
    for any village; `signers` None signs nobody's name but leaves the line. `last_year` are
    answers to print on a blank form, None for a form without them."""

    village: Village | None
    instrument: Instrument
    fiscal_year: int
    round: Round
    sheet: ChecklistSheet | None = None
    signers: Signers = ()
    last_year: Mapping[str, Answer] | None = None

    @property
    def subject(self) -> str:
        """What it shows, in the register of issued sheets."""
        if self.sheet is not None and self.sheet.uuid is not None:
            return f"assessment:{self.sheet.uuid}"
        whose = "any" if self.village is None else self.village.code
        return f"blank:{whose}/{self.instrument.id}/{self.fiscal_year}/{self.round.value}"


def form_sheet(form: VillageForm, areas: Areas, *, is_blank: bool) -> Sheet:
    """The form as a sheet of paper; a blank one shows no answers even where there are some."""
    sheet = None if is_blank else form.sheet
    instrument = form.instrument if sheet is None else sheet.instrument
    answers = {} if sheet is None else sheet.answers
    main = frozenset[str]() if sheet is None else sheet.revision.main
    year = f"ปีงบประมาณ {form.fiscal_year} รอบ{form.round.label}"
    result = _blank_result(instrument) if sheet is None else _result(sheet)
    return Sheet(
        name=form.village.label if form.village else "แบบประเมินเปล่า",
        subject=f"{form.subject}/blank" if is_blank and form.sheet else form.subject,
        blocks=(
            Title(text=instrument.title, lines=(year,)),
            *_place_lines(form.village, areas),
            *_head_lines(sheet),
            indicator_table(
                instrument,
                answers,
                main,
                year_before=form.fiscal_year - 1,
                before=form.last_year if is_blank else None,
            ),
            *result,
            *signature_block(form.signers),
        ),
        footnote=footnote(instrument),
    )


def signature_block(signers: Signers) -> tuple[Signatures, ...]:
    """Who signs; a role nobody was found for gets a line to write on."""
    if not signers:
        return ()
    return (Signatures(people=tuple(_signature(role, signer) for role, signer in signers)),)


def footnote(instrument: Instrument) -> str:
    """The instrument and its version, and that its texts still have to be checked."""
    told = f"{instrument.short_title} ฉบับ {instrument.version}"
    return told if instrument.is_verified else f"{told} · ข้อความรอตรวจกับฉบับทางการ"


def _signature(role: Role, signer: Signatory | None) -> Signature:
    if signer is None:
        return Signature(role=role.label)
    return Signature(role=role.label, name=signer.name, position_lines=signer.position_lines)


def _place_lines(village: Village | None, areas: Areas) -> tuple[FieldLine, ...]:
    name = moo = province = amphoe = tambon = code = None
    if village is not None:
        name, code = village.title, village.code
        moo = "–" if village.moo is None else str(village.moo)
        province, amphoe, tambon = area_names(areas, village)
    return (
        FieldLine(
            fields=(
                Field(label="หมู่บ้าน", value=name, weight=4),
                Field(label="หมู่ที่", value=moo, weight=2),
                Field(label="รหัสหมู่บ้าน", value=code, weight=3),
            )
        ),
        FieldLine(
            fields=(
                Field(label="ตำบล", value=tambon, weight=3),
                Field(label="อำเภอ", value=amphoe, weight=3),
                Field(label="จังหวัด", value=province, weight=3),
            )
        ),
    )


def _head_lines(sheet: ChecklistSheet | None) -> tuple[FieldLine, ...]:
    """What was not written down prints a line to write on."""
    on = place = people = None
    assessors = ""
    if sheet is not None:
        head = sheet.head
        on = None if head.assessed_on is None else thai_date(head.assessed_on)
        place = head.place or None
        people = None if head.people_present is None else f"{head.people_present:,} คน"
        assessors = ", ".join(head.assessors)
    return (
        FieldLine(
            fields=(
                Field(label="วันที่ประเมิน", value=on, weight=4),
                Field(label="จำนวนผู้เข้าร่วม", value=people, weight=3),
            )
        ),
        FieldLine(fields=(Field(label="สถานที่", value=place),)),
        FieldLine(fields=(Field(label="คณะผู้ประเมิน", value=assessors or None),)),
    )


def _blank_result(instrument: Instrument) -> tuple[Block, ...]:
    if not instrument.levels:
        return (
            Heading(text="ผลการประเมิน"),
            FieldLine(
                fields=(
                    Field(label="ตอบแล้ว (ข้อ)", value=None, weight=2),
                    Field(label="ผ่าน (ข้อ)", value=None, weight=2),
                    Field(label="ไม่ผ่าน (ข้อ)", value=None, weight=2),
                )
            ),
            *_household_note(instrument),
            Paragraph(text=no_levels(instrument), small=True),
        )
    return (
        Heading(text="ผลการประเมิน"),
        FieldLine(
            fields=(
                Field(label="ผ่าน (ข้อ)", value=None, weight=2),
                Field(label="ไม่ผ่าน (ข้อ)", value=None, weight=2),
                Field(label="ระดับ", value=None, weight=4),
            )
        ),
        Paragraph(text=f"เกณฑ์ระดับ: {' · '.join(_level_key(instrument))}", small=True),
    )


def no_levels(instrument: Instrument) -> str:
    """Why reports of an instrument without levels tell none."""
    return f"ไม่สรุประดับ: {instrument.levels_note}"


def _household_note(instrument: Instrument) -> tuple[Paragraph, ...]:
    if instrument.households is None:
        return ()
    told = (
        f"ครัวเรือนเป้าหมาย {instrument.households.count} ครัวเรือน "
        "ถ้าหมู่บ้านนี้มีจำนวนอื่น ให้เขียนจำนวนจริงในช่องเป้าหมาย"
    )
    return (Paragraph(text=told, small=True),)


def _result(sheet: ChecklistSheet) -> tuple[Block, ...]:
    grade = sheet.grade
    left: list[Block] = [
        Paragraph(text=f"ผ่าน {grade.passed} ข้อ จากทั้งหมด {grade.total} ข้อ"),
        Paragraph(text=_others(grade)),
    ]
    if not sheet.instrument.levels:
        left.append(Paragraph(text=no_levels(sheet.instrument), bold=True))
    elif grade.level is None:
        left.append(Paragraph(text="ยังไม่มีระดับ (ยังประเมินไม่ครบ)", bold=True))
    else:
        left.append(Paragraph(text=grade.level.title, bold=True))
        if grade.level_basis:
            left.append(Paragraph(text=f"ระดับ{grade.level_basis}", small=True))
    if grade.next_level is not None:
        left.append(Paragraph(text=f"อีก {grade.to_next} ข้อถึง{grade.next_level.title}"))
    carried = sum(answer.origin is Origin.CARRIED for answer in sheet.answers.values())
    if carried:
        left.append(
            Paragraph(text=f"ยืนยันผลตามปีก่อน {carried} ข้อ จาก {grade.answered} ข้อ", small=True)
        )
    if sheet.revision.main:
        left.append(Paragraph(text="* ตัวชี้วัดหลัก", small=True))
    left += [Paragraph(text=told, small=True) for told in _level_key(sheet.instrument)]
    if sheet.instrument.counts_households:
        # shares of passed indicators would say nothing about counts that nobody judged
        return (Heading(text="ผลการประเมิน"), *left)
    return (
        Heading(text="ผลการประเมิน"),
        Beside(left=tuple(left), right=(_radar(sheet),), left_share=0.5),
    )


def _others(grade: Grade) -> str:
    told = f"ไม่ผ่าน {grade.failed} ข้อ"
    if not grade.is_complete:
        told += f" ยังไม่ประเมิน {grade.total - grade.answered} ข้อ"
    if grade.measured:
        told += f" นับครัวเรือนไว้โดยยังไม่กำหนดเกณฑ์ผ่าน {grade.measured} ข้อ"
    return told


def _level_key(instrument: Instrument) -> list[str]:
    return [f"{level.name} {_range(level)} ข้อ" for level in instrument.levels]


def _range(level: Level) -> str:
    if level.min_passed == level.max_passed:
        return str(level.min_passed)
    return f"{level.min_passed}–{level.max_passed}"


def _radar(sheet: ChecklistSheet) -> Radar:
    """The share passed of each ด้าน; last year's, where there is one, as a dashed line."""
    year = sheet.key.fiscal_year
    drawn = [(f"ปี {year}", sheet.answers, False)]
    if sheet.last_year:
        drawn.append((f"ปี {year - 1}", sheet.last_year, True))
    return Radar(
        axes=tuple(topic.short_name for topic in sheet.instrument.topics),
        series=tuple(
            RadarSeries(
                label=label,
                values=topic_shares(
                    sheet.instrument, {code: answer.state for code, answer in answers.items()}
                ),
                dashed=dashed,
            )
            for label, answers, dashed in drawn
        ),
    )
