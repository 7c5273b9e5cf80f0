"""What became other in projects below since they went up, beside the ones above."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from cdd_desktop.plans.chain.below_records import ChangeBelow, MoneyKey, Move, money_key
from cdd_desktop.plans.chain.differences import Difference
from cdd_desktop.plans.records import KNOWN_BY, LinkKind, Money, Project, added
from cdd_desktop.plans.statuses import Statuses
from cdd_desktop.plans.tables import (
    PlanRow,
    ProjectLinkRow,
    ProjectMoneyRow,
    ProjectRow,
    ProjectVillageRow,
)
from cdd_desktop.storage.columns import Base
from cdd_desktop.storage.history import REMOVED
from cdd_desktop.storage.since import Compared, since
from cdd_desktop.storage.tables import ChangeRow


@dataclass(slots=True)
class _Then:
    """A project below when it went up: its columns, money and villages."""

    columns: Compared
    touched: Mapping[str, int]
    money: dict[MoneyKey, Money] = field(default_factory=dict)
    villages: set[int] = field(default_factory=set)


def changes_below(
    session: Session, plan: PlanRow, bundles: Iterable[Difference], statuses: Statuses
) -> tuple[ChangeBelow, ...]:
    """By link into the plan, what became other below and is not in the plan yet.

    A text is told while the one above differs from it and was not written since; money while the
    sums of all that hangs together differ in its year and source.
    """
    home = {project.uuid: each for each in bundles for project in (*each.here, *each.below)}
    lower, upper = aliased(ProjectRow), aliased(ProjectRow)
    links = session.execute(
        select(lower.id, lower.uuid, upper.id, upper.uuid, ProjectLinkRow.born_in)
        .select_from(ProjectLinkRow)
        .join(lower, lower.id == ProjectLinkRow.from_id)
        .join(upper, upper.id == ProjectLinkRow.to_id)
        .where(upper.plan_id == plan.id, ProjectLinkRow.kind == LinkKind.UP.value)
        .order_by(ProjectLinkRow.born_in, lower.id)
    ).all()
    by_operation: defaultdict[int, list[tuple[int, UUID, int, UUID]]] = defaultdict(list)
    for lower_id, lower_uuid, upper_id, upper_uuid, born_in in links:
        if lower_uuid in home:
            by_operation[born_in].append((lower_id, lower_uuid, upper_id, upper_uuid))
    if not by_operation:
        return ()
    told = []
    gone = _removed_since(session, min(by_operation))
    for operation, some in by_operation.items():
        before = _before(session, {each[0] for each in some}, operation, gone)
        written = _written(session, {each[2] for each in some}, operation)
        for lower_id, lower_uuid, upper_id, upper_uuid in some:
            bundle = home[lower_uuid]
            below = {project.uuid: project for project in bundle.below}[lower_uuid]
            here = {project.uuid: project for project in bundle.here}[upper_uuid]
            moves = _moves(before[lower_id], written[upper_id], below, here, bundle, statuses)
            if moves:
                told.append(ChangeBelow(lower=below, upper=here, moves=moves))
    return tuple(told)


def taken(
    lower: Project, upper: Project, bundle: Difference, fields: Iterable[str], statuses: Statuses
) -> dict[str, Any]:
    """What fields of the one above become when it takes these over from the one below.

    Money and villages become those of all below that it hangs together with.
    """
    counted = statuses.counted(bundle.below)
    values: dict[str, Any] = {}
    money = {(line.year, line.source): line for line in upper.money}
    sums = {(m.year, m.source): m for m in added(m for each in counted for m in each.money)}
    for name in fields:
        key = money_key(name)
        if key is not None:
            money.pop(key, None)
            if key in sums:
                money[key] = sums[key]
            values["money"] = tuple(money[each] for each in sorted(money))
        elif name == "villages":
            values[name] = tuple(sorted({village for each in counted for village in each.villages}))
        elif name in KNOWN_BY:
            values[name] = getattr(lower, name)
    return values


def _moves(
    before: _Then,
    written: Mapping[str, int],
    lower: Project,
    upper: Project,
    bundle: Difference,
    statuses: Statuses,
) -> tuple[Move, ...]:
    then = before.columns.then or {}
    moves = []
    for name in KNOWN_BY:
        now, was = getattr(lower, name), _value(name, then.get(name))
        is_newer = before.touched.get(name, 0) > written.get(name, 0)
        if was != now and is_newer and getattr(upper, name) != now:
            moves.append(Move(field=name, old=was, new=now))
    villages = tuple(sorted(before.villages))
    all_villages = {v for each in statuses.counted(bundle.below) for v in each.villages}
    if villages != lower.villages and set(upper.villages) != all_villages:
        moves.append(Move(field="villages", old=villages, new=lower.villages))
    moves += _money_moves(before.money, lower, bundle, statuses)
    was_status = str(then.get("status", lower.status))
    if statuses.counts(was_status) != statuses.counts(lower.status):
        moves.append(Move(field="status", old=was_status, new=lower.status))
    return tuple(moves)


def _money_moves(
    before: Mapping[MoneyKey, Money], lower: Project, bundle: Difference, statuses: Statuses
) -> list[Move]:
    now = {(line.year, line.source): line for line in lower.money}
    below = _sums(statuses.counted(bundle.below))
    here = _sums(statuses.counted(bundle.here))
    return [
        Move(field=f"money:{key[0]}:{key[1]}", old=before.get(key), new=now.get(key))
        for key in sorted(before.keys() | now.keys())
        if before.get(key) != now.get(key) and below.get(key) != here.get(key)
    ]


def _sums(projects: Iterable[Project]) -> dict[MoneyKey, Money]:
    lines = added(line for project in projects for line in project.money)
    return {(line.year, line.source): line for line in lines}


def _value(name: str, stored: Any) -> Any:
    """A column of the history's JSON as the record has it."""
    return Decimal(stored) if name == "quantity" and stored is not None else stored


def _removed_since(session: Session, operation: int) -> dict[str, set[str]]:
    """Records of money and villages that were removed, or put back, since."""
    tables = (ProjectMoneyRow.__tablename__, ProjectVillageRow.__tablename__)
    gone: dict[str, set[str]] = {table: set() for table in tables}
    rows = session.execute(
        select(ChangeRow.table_name, ChangeRow.record).where(
            ChangeRow.operation_id > operation,
            ChangeRow.table_name.in_(tables),
            ChangeRow.field == REMOVED,
        )
    )
    for table, record in rows:
        gone[table].add(record)
    return gone


def _before(
    session: Session, ids: set[int], operation: int, gone: Mapping[str, set[str]]
) -> dict[int, _Then]:
    columns = since(session, _table(ProjectRow), [str(each) for each in ids], operation)
    found = {
        each: _Then(columns=columns[str(each)], touched=columns[str(each)].touched) for each in ids
    }
    money = _table(ProjectMoneyRow)
    lines = {
        f"{row.project_id}/{row.year}/{row.source}"
        for row in session.execute(
            select(ProjectMoneyRow.project_id, ProjectMoneyRow.year, ProjectMoneyRow.source).where(
                ProjectMoneyRow.project_id.in_(ids)
            )
        )
    }
    for compared in since(session, money, _of(ids, lines, gone[money.name]), operation).values():
        if (line := compared.then) is not None:
            found[line["project_id"]].money[line["year"], line["source"]] = Money(
                year=line["year"],
                source=line["source"],
                requested=line["requested"],
                approved=line["approved"],
                spent=line["spent"],
            )
    served = _table(ProjectVillageRow)
    pairs = {
        f"{row.project_id}/{row.village_id}"
        for row in session.execute(
            select(ProjectVillageRow.project_id, ProjectVillageRow.village_id).where(
                ProjectVillageRow.project_id.in_(ids)
            )
        )
    }
    for compared in since(session, served, _of(ids, pairs, gone[served.name]), operation).values():
        if (pair := compared.then) is not None:
            found[pair["project_id"]].villages.add(pair["village_id"])
    return found


def _written(session: Session, ids: set[int], operation: int) -> dict[int, Mapping[str, int]]:
    """By project above, the last operation that wrote each of its fields since."""
    compared = since(session, _table(ProjectRow), [str(each) for each in ids], operation)
    return {each: compared[str(each)].touched for each in ids}


def _of(ids: set[int], present: set[str], gone: set[str]) -> list[str]:
    return sorted(present | {record for record in gone if int(record.split("/")[0]) in ids})


def _table(rows: type[Base]) -> Any:
    return rows.metadata.tables[rows.__tablename__]
