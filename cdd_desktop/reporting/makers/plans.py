"""Reports of plans: the book, lists of projects, sheets, what agencies are asked, results."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from cdd_desktop.checklists.area_names import area_label
from cdd_desktop.checklists.form import Paper, signature_block
from cdd_desktop.checklists.reports import document_of
from cdd_desktop.documents.fitting import lay
from cdd_desktop.documents.model import Block, Document, Orientation, Sheet, Title
from cdd_desktop.documents.table_fields import columns_of
from cdd_desktop.errors import NotFound
from cdd_desktop.places.records import TAMBON_CODE_LENGTH
from cdd_desktop.plans.paper import agency_table, changes_table, results_table
from cdd_desktop.plans.paper.agency_table import agency_blocks, by_agency
from cdd_desktop.plans.paper.changes_table import changes_blocks
from cdd_desktop.plans.paper.money_table import money_blocks
from cdd_desktop.plans.paper.printed import PrintedPlan
from cdd_desktop.plans.paper.project_sheet import ProjectFacts, project_sheet_blocks
from cdd_desktop.plans.paper.project_table import (
    flat_table,
    many_plans_blocks,
    project_blocks,
    project_fields,
    years_of,
)
from cdd_desktop.plans.paper.results_table import done_in, results_blocks
from cdd_desktop.plans.records import Coordination
from cdd_desktop.reporting.column_reading import chosen_columns
from cdd_desktop.reporting.options import FileFormat, ReportOptions
from cdd_desktop.reporting.plan_reading import meeting_called, plans_of_year, read_plans
from cdd_desktop.reporting.sources import TABLE_ROLES, Asked, Sources

LIST_TITLE = "บัญชีโครงการ"
SHEET_TITLE = "รายละเอียดโครงการ"
_NO_PROJECTS = "ยังไม่มีโครงการในแผนนี้ กรุณาเพิ่มโครงการในหน้าแผนตำบลก่อน"


def projects(sources: Sources, asked: Asked) -> Document:
    """The projects of a plan by dimension, or of all plans of the area by place."""
    plans = read_plans(sources, asked.options)
    columns = chosen_columns(sources, asked, project_fields(years_of(plans)))
    is_flat = asked.file_format is FileFormat.XLSX
    if is_flat:
        blocks: tuple[Block, ...] = (flat_table(plans, columns),)
    elif len(plans) == 1:
        blocks = project_blocks(plans[0], columns)
    else:
        blocks = many_plans_blocks(plans, columns)
    if len(plans) == 1 and is_flat:
        blocks += money_blocks(plans[0])
    lies = lay(columns_of(columns))[1] if columns else Orientation.LANDSCAPE
    paper = _paper(sources, asked.options)
    return _table_report(sources, asked.options, LIST_TITLE, plans, blocks, paper, lies)


def project(sources: Sources, asked: Asked) -> Document:
    """A sheet for each project; as a workbook, a row for each."""
    options = asked.options
    plans = read_plans(sources, options)
    if asked.file_format is FileFormat.XLSX:
        return projects(sources, asked)
    sent = _sent(sources, plans)
    every = [(plan, one) for plan in plans for one in plan.projects][: asked.at_most]
    if not every:
        raise NotFound(_NO_PROJECTS)
    origins = sources.of_plans.chain.origins([one.uuid for _, one in every])
    sheets = []
    for plan, one in every:
        facts = ProjectFacts(
            plan=plan,
            project=one,
            sent=tuple(sent.get(one.uuid, ())),
            came_from=tuple(before.name for before in origins.get(one.uuid, ())),
        )
        lines = (plan.plan.title, plan.where)
        sheets.append(
            Sheet(
                name=one.name,
                subject=f"project:{one.uuid}",
                blocks=(Title(text=SHEET_TITLE, lines=lines), *project_sheet_blocks(facts)),
            )
        )
    return document_of(SHEET_TITLE, sheets, _paper(sources, options))


def agencies(sources: Sources, asked: Asked) -> Document:
    """A sheet for each agency that something is asked of."""
    options = asked.options
    plans = read_plans(sources, options)
    groups = by_agency(plans, _sent(sources, plans))
    if not groups:
        raise NotFound(
            "ไม่มีโครงการที่ขอรับการสนับสนุน ทำร่วม หรือส่งประสานแผน "
            "กรุณาเลือกลักษณะการดำเนินงานของโครงการ หรือบันทึกการประสานแผนก่อน"
        )
    paper = _paper(sources, options)
    sheets = []
    for name, asked_of in groups.items():
        called = name or agency_table.NO_AGENCY
        held = {one.plan.plan.uuid: one.plan for one in asked_of}
        sheets.append(
            Sheet(
                name=called,
                subject=f"{_subject(options, plans)}/agency",
                blocks=(
                    Title(
                        text=f"{agency_table.TITLE} {called}",
                        lines=_lines(sources, options, tuple(held.values())),
                    ),
                    *agency_blocks(asked_of),
                    *signature_block(paper.signers),
                ),
                orientation=Orientation.LANDSCAPE,
            )
        )
    return document_of(agency_table.TITLE, sheets, paper)


def results(sources: Sources, asked: Asked) -> Document:
    """What became of the projects in the year, or in a quarter of it.

    Raises `NotFound` for a year that no plan asked for covers and nothing is told of.
    """
    options = asked.options
    plans = read_plans(sources, options)
    told = {
        uuid: some
        for plan in plans
        for uuid, some in sources.of_plans.projects.results_of(plan.plan.uuid).items()
    }
    effects = {one.uuid: sources.of_plans.effect_of(one) for plan in plans for one in plan.projects}
    done = done_in(plans, told, effects, options.fiscal_year, options.quarter)
    if not done and not any(options.fiscal_year in plan.plan.years for plan in plans):
        raise NotFound(
            f"{plans[0].plan.title} ไม่ครอบคลุมปี {options.fiscal_year} และไม่มีผลในปีนั้น "
            "กรุณาเลือกปีงบประมาณในช่วงของแผน หรือเลือกแผนอื่น"
        )
    blocks = results_blocks(done, options.fiscal_year, options.quarter)
    when = f"ปีงบประมาณ {options.fiscal_year}"
    if options.quarter is not None:
        when = f"ไตรมาสที่ {options.quarter} {when}"
    return _table_report(
        sources,
        options,
        results_table.TITLE,
        plans,
        blocks,
        _paper(sources, options),
        Orientation.LANDSCAPE,
        when,
    )


def changes(sources: Sources, asked: Asked) -> Document:
    """A sheet for each revision of the plans: the old beside the new.

    Of an area whose own plan has none: those of all plans within it that cover the year.
    Raises `NotFound` where there are none either.
    """
    options = asked.options
    sheets = list(_change_sheets(sources, read_plans(sources, options)))
    if not sheets and not options.plan and len(options.area_code) <= TAMBON_CODE_LENGTH:
        sheets = list(_change_sheets(sources, plans_of_year(sources, options)))
    if not sheets:
        raise NotFound(
            "แผนนี้ยังไม่มีฉบับเพิ่มเติม เปลี่ยนแปลง หรือแก้ไข กรุณาเปิดฉบับใหม่ในเมนู แผน ของหน้าแผนตำบลก่อน"
        )
    return document_of(changes_table.TITLE, sheets, _paper(sources, options))


def _change_sheets(sources: Sources, plans: Sequence[PrintedPlan]) -> Iterator[Sheet]:
    of_plans = sources.of_plans
    for plan in plans:
        for revision in of_plans.plans.revisions(plan.plan.uuid):
            line = None if revision.meeting is None else of_plans.meetings.line(revision.meeting)
            told = changes_blocks(
                of_plans.plans.revision_changes(revision.uuid),
                "" if line is None else meeting_called(line),
            )
            yield Sheet(
                name=f"{plan.place} {revision.label}",
                subject=f"plan:{plan.plan.uuid}/revision/{revision.uuid}",
                blocks=(
                    Title(
                        text=f"{plan.plan.name or plan.plan.level.label} ฉบับ{revision.label}",
                        lines=(plan.plan.title, plan.where),
                    ),
                    *told,
                ),
                orientation=Orientation.LANDSCAPE,
            )


def _table_report(
    sources: Sources,
    options: ReportOptions,
    title: str,
    plans: Sequence[PrintedPlan],
    blocks: Sequence[Block],
    paper: Paper,
    lies: Orientation,
    when: str = "",
) -> Document:
    lines = _lines(sources, options, plans)
    sheet = Sheet(
        name=title,
        subject=f"{_subject(options, plans)}/{options.report}",
        blocks=(
            Title(text=title, lines=(*lines, when) if when else lines),
            *blocks,
            *signature_block(paper.signers),
        ),
        orientation=lies,
    )
    return document_of(title, [sheet], paper)


def _lines(
    sources: Sources, options: ReportOptions, plans: Sequence[PrintedPlan]
) -> tuple[str, ...]:
    """Under the title: the plan and its place, or the area and how many plans."""
    if len(plans) == 1:
        return (plans[0].plan.title, plans[0].where)
    where = area_label(sources.areas, options.area_code[:TAMBON_CODE_LENGTH])
    return (where, f"รวม {len(plans):,} แผน ที่ครอบคลุมปี {options.fiscal_year}")


def _subject(options: ReportOptions, plans: Sequence[PrintedPlan]) -> str:
    if len(plans) == 1:
        return f"plan:{plans[0].plan.uuid}"
    return f"plans:{options.area_code}/{options.fiscal_year}"


def _sent(sources: Sources, plans: Sequence[PrintedPlan]) -> dict[UUID, tuple[Coordination, ...]]:
    return sources.of_plans.coordination.of_plans([plan.plan.uuid for plan in plans])


def _paper(sources: Sources, options: ReportOptions) -> Paper:
    there = sources.villages.in_area(options.area_code)
    return sources.paper(options, there, TABLE_ROLES)
