"""One village's form on paper: its head, the indicators by ด้าน, the result, who signs."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from cdd_desktop.checklists.area_names import area_names
from cdd_desktop.checklists.instruments import Instrument, Round
from cdd_desktop.checklists.office_sheets.records import JudgedOffice, OfficeKey
from cdd_desktop.checklists.paper.form_result import blank_result, filled_result
from cdd_desktop.checklists.paper.form_rows import ADAPTED_MARK, indicator_tables, orientation_of
from cdd_desktop.checklists.paper.words import version_told
from cdd_desktop.checklists.records import Answer, AnySheet, Earlier
from cdd_desktop.documents.model import (
    Field,
    FieldLine,
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

_UNCHECKED = "ข้อความรอตรวจกับฉบับทางการ"
CONTENT_LENGTH = 16  # of the content hash that a blank form's subject ends with
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
    for any village or of the `office` that is judged; `signers` None signs nobody's name but leaves
    the line. `last_year` are answers to print on a blank form, None for a form without them, and
    `adapted` those to questions that were another then. `plan` names the plan that is judged."""

    village: Village | None
    instrument: Instrument
    fiscal_year: int
    round: Round
    sheet: AnySheet | None = None
    office: JudgedOffice | None = None
    signers: Signers = ()
    last_year: Mapping[str, Answer] | None = None
    adapted: Mapping[str, Earlier] = field(default_factory=dict)
    plan: str = ""

    @property
    def subject(self) -> str:
        """What it shows, in the register of issued sheets."""
        if self.sheet is not None and self.sheet.uuid is not None:
            kind = "office-sheet" if isinstance(self.sheet.key, OfficeKey) else "assessment"
            return f"{kind}:{self.sheet.uuid}"
        kind, whose = "blank", "any" if self.village is None else self.village.code
        if self.office is not None:
            kind, whose = "blank-office", self.office.code
        told = f"{kind}:{whose}/{self.instrument.id}/{self.fiscal_year}/{self.round.value}"
        return f"{told}/{self.instrument.content_hash[:CONTENT_LENGTH]}"


def form_sheet(form: VillageForm, areas: Areas, *, is_blank: bool) -> Sheet:
    """The form as a sheet of paper; a blank one shows no answers even where there are some."""
    sheet = None if is_blank else form.sheet
    instrument = form.instrument if sheet is None else sheet.instrument
    answers = {} if sheet is None else sheet.answers
    main = frozenset[str]() if sheet is None else sheet.revision.main
    year = f"ปีงบประมาณ {form.fiscal_year}"
    if len(instrument.rounds) > 1:
        year += f" รอบ{form.round.label}"
    result = blank_result(instrument) if sheet is None else filled_result(sheet)
    return Sheet(
        name=_name(form),
        subject=f"{form.subject}/blank" if is_blank and form.sheet else form.subject,
        blocks=(
            Title(text=instrument.title, lines=(year,)),
            *(
                _office_lines(form.office)
                if instrument.judges_office
                else _place_lines(form.village, areas)
            ),
            *(_plan_lines(None if is_blank else form.plan) if instrument.judges_plan else ()),
            *_head_lines(sheet),
            *indicator_tables(
                instrument,
                answers,
                main,
                year_before=form.fiscal_year - 1,
                before=form.last_year if is_blank else None,
                adapted=form.adapted,
                skipped=frozenset() if sheet is None else sheet.grade.skipped,
            ),
            *(_adapted_note(form) if is_blank else ()),
            *result,
            *signature_block(form.signers),
        ),
        orientation=orientation_of(instrument, has_before=is_blank and form.last_year is not None),
        footnote=form_footnote(instrument),
    )


def _adapted_note(form: VillageForm) -> tuple[Paragraph, ...]:
    if not form.adapted:
        return ()
    told = (
        f"{ADAPTED_MARK} คือคำตอบปี {form.fiscal_year - 1} ของข้อที่ถามไม่เหมือนปีนี้ "
        "ดูประกอบได้แต่ใช้แทนไม่ได้ กรุณาถามใหม่ตามข้อความปีนี้"
    )
    return (Paragraph(text=told, small=True),)


def signature_block(signers: Signers) -> tuple[Signatures, ...]:
    """Who signs; a role nobody was found for gets a line to write on."""
    if not signers:
        return ()
    return (Signatures(people=tuple(_signature(role, signer) for role, signer in signers)),)


def footnote(instrument: Instrument) -> str:
    """The instrument and its version, and that its texts still have to be checked."""
    told = f"{instrument.short_title} ฉบับ {instrument.version}"
    return told if instrument.is_verified else f"{told} · {_UNCHECKED}"


def form_footnote(instrument: Instrument) -> str:
    """The same with the code of the very texts, by which screen and paper can be compared."""
    told = version_told(instrument)
    return told if instrument.is_verified else f"{told} · {_UNCHECKED}"


def _signature(role: Role, signer: Signatory | None) -> Signature:
    if signer is None:
        return Signature(role=role.label)
    return Signature(role=role.label, name=signer.name, position_lines=signer.position_lines)


def _name(form: VillageForm) -> str:
    if form.village is not None:
        return form.village.label
    return "แบบประเมินเปล่า" if form.office is None else form.office.name


def _office_lines(office: JudgedOffice | None) -> tuple[FieldLine, ...]:
    name = None if office is None else office.name
    return (FieldLine(fields=(Field(label="หน่วยงานที่ประเมิน", value=name),)),)


def _plan_lines(plan: str | None) -> tuple[FieldLine, ...]:
    return (FieldLine(fields=(Field(label="แผนที่ประเมิน (ชื่อและปี)", value=plan or None),)),)


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


def _head_lines(sheet: AnySheet | None) -> tuple[FieldLine, ...]:
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
