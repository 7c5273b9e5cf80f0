"""Reports by instruments that give no levels: counts by indicator, and who has answered all."""

from collections.abc import Mapping, Sequence

from cdd_desktop.checklists.area_fields import (
    NO_AREA_EXTRAS,
    AreaExtras,
    AreaField,
    usual_keys,
)
from cdd_desktop.checklists.form import Paper, footnote, signature_block
from cdd_desktop.checklists.form_table import DASH, percent
from cdd_desktop.checklists.instruments import AnswerKind, Indicator
from cdd_desktop.checklists.paper.words import no_levels, report_title
from cdd_desktop.checklists.records import (
    AreaSummary,
    CarriedShare,
    IndicatorSummary,
    VillageProgress,
)
from cdd_desktop.checklists.reports import (
    Scope,
    carried_note,
    document_of,
    summary_rows,
    village_rows,
)
from cdd_desktop.checklists.village_fields import VillageField, usual_list_keys
from cdd_desktop.checklists.village_lines import NO_EXTRAS, VillageExtras
from cdd_desktop.documents.fitting import lay
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
    Sheet,
    Table,
)
from cdd_desktop.documents.table_fields import by_key, columns_of
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import AreaLevel, Village

_HOUSEHOLDS = "ครัวเรือน"
_VILLAGES = "หมู่บ้าน"


def summary_document(
    summary: Sequence[AreaSummary],
    indicators: Sequence[IndicatorSummary],
    carried: CarriedShare,
    scope: Scope,
    by: AreaLevel,
    areas: Areas,
    paper: Paper,
    *,
    columns: Sequence[AreaField] = (),
    extras: AreaExtras = NO_AREA_EXTRAS,
    figures: Sequence[Block] | None = None,
) -> Document:
    """Progress by area, the total last in `summary`, then what the answers come to.

    `columns`: those wanted of the areas instead of the usual ones. `figures`: what answers that are
    more than passes come to, told instead of `indicators`.
    """
    title = report_title(scope.instrument, "สรุปผลการประเมิน", "รายตัวชี้วัด")
    told = (_indicator_table(indicators, scope),) if figures is None else figures
    fields = columns or by_key(scope.area_fields(by), usual_keys(scope.instrument, ()))
    laid, lies = lay(columns_of(fields))
    progress = Table(
        columns=laid,
        rows=summary_rows(summary, scope.area_code, fields, areas, extras),
        name="ความก้าวหน้า",
    )
    sheet = Sheet(
        name=title,
        subject=scope.subject,
        blocks=(
            scope.title(title, areas),
            progress,
            Heading(text="ผลรายตัวชี้วัด"),
            *told,
            Paragraph(text=no_levels(scope.instrument), small=True),
            Paragraph(
                text="หมายเหตุ ประเมินแล้ว คือ ตอบครบทุกตัวชี้วัด ผลรายตัวชี้วัดนับทุกคำตอบ รวมหมู่บ้านที่ยังตอบไม่ครบ",
                small=True,
            ),
            *scope.left_out_notes(),
            *carried_note(carried),
            *signature_block(paper.signers),
        ),
        orientation=lies,
        footnote=footnote(scope.instrument),
    )
    return document_of(title, [sheet], paper)


def villages_document(
    progress: Sequence[VillageProgress],
    villages: Mapping[str, Village],
    scope: Scope,
    areas: Areas,
    paper: Paper,
    *,
    columns: Sequence[VillageField] = (),
    extras: VillageExtras = NO_EXTRAS,
) -> Document:
    """Villages that answered everything, then the others; `villages` by code.

    `columns`: those wanted instead of the usual ones.
    """
    title = report_title(scope.instrument, "บัญชีรายชื่อ", "จำแนกตามความก้าวหน้า")
    groups = (
        ("ประเมินครบทุกตัวชี้วัดแล้ว", [line for line in progress if line.is_complete]),
        (
            "ประเมินยังไม่ครบทุกตัวชี้วัด",
            [line for line in progress if line.answered and not line.is_complete],
        ),
        ("ยังไม่เริ่มประเมิน", [line for line in progress if not line.answered]),
    )
    fields = columns or by_key(scope.village_fields(), usual_list_keys(scope.instrument))
    rows = village_rows(groups, villages, areas, fields, extras)
    laid, lies = lay(columns_of(fields))
    sheet = Sheet(
        name=title,
        subject=scope.subject,
        blocks=(
            scope.title(title, areas),
            Table(columns=laid, rows=rows, name="รายชื่อหมู่บ้าน"),
            Paragraph(text=f"รวม {len(progress):,} หมู่บ้าน", bold=True),
            Paragraph(text=no_levels(scope.instrument), small=True),
            *signature_block(paper.signers),
        ),
        orientation=lies,
        footnote=footnote(scope.instrument),
    )
    return document_of(title, [sheet], paper)


def _indicator_table(indicators: Sequence[IndicatorSummary], scope: Scope) -> Table:
    texts = {indicator.code: indicator for indicator in scope.instrument.indicators}
    return Table(
        columns=(
            Column(heading="ข้อ", weight=0.9, align=Align.CENTER),
            Column(heading="ตัวชี้วัด", weight=5.2),
            Column(heading="ที่ตอบ", kind=ColumnKind.INTEGER, weight=1.1, group=_VILLAGES),
            Column(heading="ผ่าน", kind=ColumnKind.INTEGER, weight=1.1, group=_VILLAGES),
            Column(heading="ไม่ผ่าน", kind=ColumnKind.INTEGER, weight=1.1, group=_VILLAGES),
            Column(heading="ที่ผ่าน", kind=ColumnKind.INTEGER, weight=1.3, group=_HOUSEHOLDS),
            Column(heading="เป้าหมาย", kind=ColumnKind.INTEGER, weight=1.3, group=_HOUSEHOLDS),
            Column(heading="ร้อยละ", kind=ColumnKind.PERCENT, weight=1.2, group=_HOUSEHOLDS),
        ),
        rows=tuple(_indicator_row(texts[each.code], each) for each in indicators),
        name="รายตัวชี้วัด",
    )


def _indicator_row(indicator: Indicator, told: IndicatorSummary) -> Row:
    """Villages passed and failed are known where somebody said so or a threshold does."""
    is_count = indicator.kind is AnswerKind.HOUSEHOLDS
    is_judged = told.passed + told.failed > 0
    passed: list[CellValue] = [told.passed, told.failed]
    households: list[CellValue] = [told.households, told.of, percent(told.households, told.of)]
    return Row(
        values=(
            indicator.code,
            indicator.text,
            told.villages,
            *(passed if is_judged or not is_count else [DASH, DASH]),
            *(households if is_count else [DASH, DASH, DASH]),
        )
    )
