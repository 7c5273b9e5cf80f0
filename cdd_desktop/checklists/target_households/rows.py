"""Target households between values and rows, inside an open transaction."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from uuid6 import uuid7

from cdd_desktop.checklists.instruments import Round
from cdd_desktop.checklists.target_households.records import HouseholdResult, TargetHousehold
from cdd_desktop.checklists.target_households.tables import HouseholdResultRow, TargetHouseholdRow
from cdd_desktop.errors import NotFound
from cdd_desktop.households.rows import household_from
from cdd_desktop.households.tables import HouseholdRow
from cdd_desktop.storage.history import Work
from cdd_desktop.storage.rows import chunks

GONE = "ไม่พบครัวเรือนเป้าหมายนี้แล้ว อาจถูกเอาออกไปก่อนหน้า กรุณาเปิดรายการใหม่"


def new_uuid() -> UUID:
    """An identity, made where the record is born."""
    return UUID(int=uuid7().int)


def rows_of(session: Session, village_id: int, year: int) -> list[TargetHouseholdRow]:
    """The lines of a village's list, in their order."""
    wanted = select(TargetHouseholdRow).where(
        TargetHouseholdRow.village_id == village_id, TargetHouseholdRow.fiscal_year == year
    )
    return list(session.scalars(wanted.order_by(TargetHouseholdRow.place, TargetHouseholdRow.id)))


def result_rows(
    session: Session, ids: Iterable[int]
) -> dict[tuple[int, Round], HouseholdResultRow]:
    """What is told of the lines, by the line's id and the round."""
    found = {}
    for some in chunks(ids):
        wanted = select(HouseholdResultRow).where(HouseholdResultRow.target_household_id.in_(some))
        for row in session.scalars(wanted):
            found[row.target_household_id, Round(row.round)] = row
    return found


def lists_of(
    session: Session, villages: Iterable[int], year: int
) -> dict[int, tuple[TargetHousehold, ...]]:
    """The lists of villages in a fiscal year with their households and results; villages without
    one are absent."""
    found: dict[int, list[TargetHousehold]] = {}
    for some in chunks(dict.fromkeys(villages)):
        rows = session.execute(
            select(TargetHouseholdRow, HouseholdRow)
            .join(HouseholdRow, HouseholdRow.id == TargetHouseholdRow.household_id)
            .where(
                TargetHouseholdRow.village_id.in_(some),
                TargetHouseholdRow.fiscal_year == year,
            )
            .order_by(TargetHouseholdRow.place, TargetHouseholdRow.id)
        ).all()
        results: dict[int, dict[Round, HouseholdResult]] = {}
        for (line, round_), told in result_rows(session, [row.id for row, _ in rows]).items():
            results.setdefault(line, {})[round_] = result_of(told)
        for row, household in rows:
            found.setdefault(row.village_id, []).append(
                TargetHousehold(
                    uuid=row.uuid,
                    fiscal_year=row.fiscal_year,
                    household=household_from(household),
                    place=row.place,
                    note=row.note,
                    results=results.get(row.id, {}),
                )
            )
    return {village: tuple(lines) for village, lines in found.items()}


def result_of(row: HouseholdResultRow) -> HouseholdResult:
    """What a row tells."""
    return HouseholdResult(
        passed=frozenset(row.passed.split()),
        failed=frozenset(row.failed.split()),
        income=row.income,
        spending=row.spending,
        saving=row.saving,
    )


def put_result(
    work: Work,
    line: TargetHouseholdRow,
    round_: Round,
    instrument_id: str,
    row: HouseholdResultRow | None,
    told: HouseholdResult,
) -> None:
    """Let this be what is told of a line in a round; nothing told has no row."""
    if told.is_blank:
        if row is not None:
            work.session.delete(row)
        return
    columns = {
        "passed": " ".join(sorted(told.passed)),
        "failed": " ".join(sorted(told.failed)),
        "income": told.income,
        "spending": told.spending,
        "saving": told.saving,
    }
    if row is None:
        work.add(
            HouseholdResultRow(
                uuid=new_uuid(),
                target_household_id=line.id,
                round=round_.value,
                instrument=instrument_id,
                **columns,
            )
        )
        return
    for name, value in columns.items():
        if getattr(row, name) != value:
            setattr(row, name, value)


def line_rows(session: Session, uuids: Iterable[UUID]) -> dict[UUID, TargetHouseholdRow]:
    """Lines by identity. Raises `NotFound` where one is gone."""
    wanted = set(uuids)
    found = {
        row.uuid: row
        for some in chunks(wanted)
        for row in session.scalars(
            select(TargetHouseholdRow).where(TargetHouseholdRow.uuid.in_(some))
        )
    }
    if len(found) < len(wanted):
        raise NotFound(GONE)
    return found
