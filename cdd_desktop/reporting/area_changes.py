"""How often the sheets behind a table were written to since it left the office."""

from collections.abc import Iterable

from sqlalchemy import Integer, cast, func, select, union_all
from sqlalchemy.orm import Session

from cdd_desktop.checklists.records import Round
from cdd_desktop.checklists.tables import AnswerRow, AssessmentRow
from cdd_desktop.places.tables import VillageNameRow, named_within
from cdd_desktop.storage.tables import ChangeRow


def sheets_written(
    session: Session,
    area_code: str,
    instrument: str,
    years: Iterable[int],
    round_: Round | None,
    operation: int,
) -> dict[int, set[int]]:
    """By operation after `operation`: the ids of the area's sheets that it wrote to.

    A sheet that was removed since is not among them: nothing of it is there to be found by.
    """
    chosen = [
        named_within(area_code),  # "" is the whole office
        AssessmentRow.instrument == instrument,
        AssessmentRow.fiscal_year.in_(list(years)),
    ]
    if round_ is not None:
        chosen.append(AssessmentRow.round == round_.value)
    sheets = (
        select(AssessmentRow.id)
        .join(VillageNameRow, VillageNameRow.village_id == AssessmentRow.village_id)
        .where(*chosen)
        .distinct()
        .cte("sheets")
    )
    ids = select(sheets.c.id)
    whole = func.instr(ChangeRow.record + "/", "/") - 1
    of_sheet = cast(func.substr(ChangeRow.record, 1, whole), Integer)
    written = union_all(
        select(AssessmentRow.born_in.label("operation"), AssessmentRow.id.label("sheet")).where(
            AssessmentRow.id.in_(ids), AssessmentRow.born_in > operation
        ),
        select(AnswerRow.born_in, AnswerRow.assessment_id).where(
            AnswerRow.assessment_id.in_(ids), AnswerRow.born_in > operation
        ),
        select(ChangeRow.operation_id, of_sheet).where(
            ChangeRow.operation_id > operation,
            ChangeRow.table_name.in_([AssessmentRow.__tablename__, AnswerRow.__tablename__]),
            of_sheet.in_(ids),
        ),
    ).subquery()
    found: dict[int, set[int]] = {}
    for by, sheet in session.execute(select(written.c.operation, written.c.sheet)):
        found.setdefault(by, set()).add(sheet)
    return found
