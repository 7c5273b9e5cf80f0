"""The register of target and model villages, as the office sends it (office practice, report 2)."""

from collections.abc import Mapping, Sequence

from cdd_desktop.checklists.area_names import area_name
from cdd_desktop.checklists.comparing.records import RegisteredVillage
from cdd_desktop.checklists.form import Paper, footnote
from cdd_desktop.checklists.reports import Scope, document_of
from cdd_desktop.documents.model import (
    Align,
    Column,
    ColumnKind,
    Document,
    Orientation,
    Paragraph,
    Row,
    RowKind,
    Sheet,
    Table,
)
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import TAMBON_CODE_LENGTH
from cdd_desktop.thai.money import as_baht
from cdd_desktop.thai.person_names import masked_name

TITLE = "ทะเบียนหมู่บ้านเป้าหมายและหมู่บ้านต้นแบบ"
NO_LIST = "ยังไม่มีหมู่บ้านเป้าหมายในพื้นที่นี้ กรุณาเพิ่มในมุมมองเป้าหมายก่อน"


def register_document(
    villages: Sequence[RegisteredVillage],
    chiefs: Mapping[str, str],
    scope: Scope,
    areas: Areas,
    paper: Paper,
    *,
    with_names: bool,
) -> Document:
    """A line for each village and year. `chiefs`: who signs as ผู้ใหญ่บ้าน, by the village's code;
    names are masked without `with_names`, and without any known there is no column."""
    chief = (Column(heading="ผู้ใหญ่บ้าน", weight=2.2),) if chiefs else ()
    rows = [
        Row(
            values=(
                number,
                area_name(areas, one.code[:4]),
                area_name(areas, one.code[:TAMBON_CODE_LENGTH]),
                "" if one.moo is None else str(one.moo),
                one.name,
                str(one.fiscal_year),
                one.role.label,
                as_baht(one.satang),
                one.before or "–",
                one.after or "–",
                one.gvh_before or "–",
                one.gvh_after or "–",
                *((_name(chiefs.get(one.code, ""), with_names=with_names),) if chiefs else ()),
                _name(one.developer, with_names=with_names),
            )
        )
        for number, one in enumerate(villages, 1)
    ]
    told = [one.satang for one in villages if one.satang is not None]
    money = as_baht(sum(told)) if told else None
    blank = ("",) * (4 + len(chief) + 1)
    count = f"รวม {len(villages):,} รายการ"
    rows.append(Row(values=("", "", "", "", count, "", "", money, *blank), kind=RowKind.TOTAL))
    table = Table(
        columns=(
            Column(heading="ที่", weight=0.7, align=Align.CENTER),
            Column(heading="อำเภอ", weight=1.6),
            Column(heading="ตำบล", weight=1.6),
            Column(heading="หมู่ที่", weight=0.8, align=Align.CENTER),
            Column(heading="บ้าน", weight=2),
            Column(heading="ปี", weight=0.9, align=Align.CENTER),
            Column(heading="เป็น", weight=1.1),
            Column(heading="งบประมาณ (บาท)", kind=ColumnKind.MONEY, weight=1.6),
            Column(heading="ก่อน", weight=1.9, group="ระดับ"),
            Column(heading="หลัง", weight=1.9, group="ระดับ"),
            Column(heading="ก่อน", weight=1.5, group="GVH"),
            Column(heading="หลัง", weight=1.5, group="GVH"),
            *chief,
            Column(heading="พัฒนากร", weight=2.8),
        ),
        rows=tuple(rows),
        name="ทะเบียน",
    )
    empty = () if villages else (Paragraph(text=NO_LIST, bold=True),)
    sheet = Sheet(
        name=TITLE,
        subject=scope.subject,
        blocks=(
            scope.title(TITLE, areas),
            *empty,
            table,
            Paragraph(text=f"หมายเหตุ {_note(scope, with_names=with_names)}", small=True),
        ),
        orientation=Orientation.LANDSCAPE,
        footnote=footnote(scope.instrument),
    )
    return document_of(TITLE, [sheet], paper)


def _name(name: str, *, with_names: bool) -> str:
    return name if with_names else masked_name(name)


def _note(scope: Scope, *, with_names: bool) -> str:
    told = f"รายชื่อหมู่บ้านเป้าหมายทุกปีถึงปี {scope.fiscal_year} ระดับตามแบบประเมินที่ตอบครบ "
    told += "ก่อน คือรอบก่อนของปีนั้น ถ้าไม่มี คือระดับของปีก่อนหน้า"
    return told if with_names else f"{told} ชื่อบุคคลพิมพ์ย่อ (ข้อมูลส่วนบุคคล)"
