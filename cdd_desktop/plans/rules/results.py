"""What came of projects by quarter of a fiscal year: values, rules and rows."""

import dataclasses
from collections import defaultdict
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from cdd_desktop.errors import ValidationFailed
from cdd_desktop.plans.records import TEXT_MAX, Result
from cdd_desktop.plans.rows.keeping import change_fields
from cdd_desktop.plans.rules.permits import require_not_closed
from cdd_desktop.plans.rules.values import quantity_problem
from cdd_desktop.plans.tables import PlanRow, ProjectResultRow, ProjectRow
from cdd_desktop.storage.history import Work
from cdd_desktop.thai.calendar import is_fiscal_year
from cdd_desktop.thai.money import AMOUNT_MAX
from cdd_desktop.thai.text import clean_text

_QUARTERS = 4


def read_results(
    session: Session, condition: ColumnElement[bool]
) -> dict[UUID, tuple[Result, ...]]:
    """The results of the projects that meet a condition on `ProjectRow`, in order of time."""
    found: defaultdict[UUID, list[Result]] = defaultdict(list)
    for row in session.execute(
        select(
            ProjectRow.uuid,
            ProjectResultRow.year,
            ProjectResultRow.quarter,
            ProjectResultRow.told,
            ProjectResultRow.quantity,
            ProjectResultRow.spent,
        )
        .join(ProjectRow, ProjectRow.id == ProjectResultRow.project_id)
        .where(condition)
        .order_by(ProjectResultRow.project_id, ProjectResultRow.year, ProjectResultRow.quarter)
    ):
        found[row.uuid].append(
            Result(
                year=row.year,
                quarter=row.quarter,
                told=row.told,
                quantity=row.quantity,
                spent=row.spent,
            )
        )
    return {uuid: tuple(results) for uuid, results in found.items()}


def write_result(work: Work, project: ProjectRow, result: Result) -> None:
    """Keep a quarter's result in place of the one that was; one that says nothing goes.

    Raises `ValidationFailed` by field.
    """
    session = work.session
    result = dataclasses.replace(result, told=clean_text(result.told))
    if project.plan_id is None:
        raise ValidationFailed({"year": "ข้อเสนอที่ยังไม่อยู่ในแผนยังไม่มีผลการดำเนินงาน กรุณาดึงเข้าแผนก่อน"})
    plan = session.get_one(PlanRow, project.plan_id)
    if problems := result_problems(result, plan.start_year):
        raise ValidationFailed(problems)
    require_not_closed(plan)
    columns = {"told": result.told, "quantity": result.quantity, "spent": result.spent}
    row = session.get(ProjectResultRow, (project.id, result.year, result.quarter))
    if not result.told and result.quantity is None and result.spent is None:
        if row is not None:
            session.delete(row)
    elif row is None:
        work.add(
            ProjectResultRow(
                project_id=project.id, year=result.year, quarter=result.quarter, **columns
            )
        )
    else:
        change_fields(row, columns)
    session.flush()


def result_problems(result: Result, start_year: int) -> dict[str, str]:
    """What is wrong with a result of a plan that begins in `start_year`, by field. It may be
    told of a year after the plan's last: work and payments run late."""
    problems = {}
    if not is_fiscal_year(result.year) or result.year < start_year:
        problems["year"] = f"ปีของผลต้องเป็น พ.ศ. ตั้งแต่ปีแรกของแผน ({start_year}) กรุณาแก้ปี"
    if not 1 <= result.quarter <= _QUARTERS:
        problems["quarter"] = "ไตรมาสต้องเป็น 1 ถึง 4 กรุณาเลือกไตรมาส"
    if len(result.told) > TEXT_MAX:
        problems["told"] = f"ข้อความยาวเกิน {TEXT_MAX:,} ตัวอักษร กรุณาย่อให้สั้นลง"
    if told := quantity_problem(result.quantity):
        problems["quantity"] = f"จำนวนที่ทำได้{told}"
    if result.spent is not None and not 0 <= result.spent <= AMOUNT_MAX:
        problems["spent"] = "เงินที่ใช้จ่ายต้องเป็นตั้งแต่ 0 ขึ้นไป หรือเว้นว่างถ้ายังไม่ทราบ กรุณาแก้ตัวเลข"
    return problems
