"""Rules, groups and events between values and rows, with their places in words."""

from collections.abc import Collection, Sequence
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from cdd_desktop.errors import NotFound, StaleRecord
from cdd_desktop.meetings.keeping import change
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import (
    TAMBON_CODE_LENGTH,
    PlaceKind,
    PlaceRef,
    place_label,
)
from cdd_desktop.places.tables import VillageNameRow, VillageRow, named_within
from cdd_desktop.storage.history import Work
from cdd_desktop.storage.rows import chunks
from cdd_desktop.waste.community.records import Event, Flow, FundEntry, Group, Rule
from cdd_desktop.waste.community.tables import (
    WasteEventRow,
    WasteFundEntryRow,
    WasteGroupRow,
    WasteRuleRow,
)

PlacedRow: TypeAlias = WasteRuleRow | WasteGroupRow | WasteEventRow
PlacedTable: TypeAlias = type[WasteRuleRow] | type[WasteGroupRow] | type[WasteEventRow]
STALE = "รายการนี้ถูกแก้ไขหรือลบไปแล้วจากหน้าต่างอื่น กรุณาเปิดรายการใหม่แล้วแก้อีกครั้ง"
_GONE = "ไม่พบรายการนี้แล้ว อาจถูกลบไปก่อนหน้า กรุณาเปิดรายการใหม่"


def within(table: PlacedTable, area_code: str) -> ColumnElement[bool]:
    """Whether a row's place lies in an area (or is a village), under any code it ever had."""
    inside = select(VillageNameRow.village_id).where(named_within(area_code))
    return or_(table.area_code.startswith(area_code), table.village_id.in_(inside))


def found(session: Session, table: PlacedTable, uuid: UUID) -> Any:
    """The row of a rule, group or event. Raises `NotFound`."""
    row = session.scalars(select(table).where(table.uuid == uuid)).one_or_none()
    if row is None:
        raise NotFound(_GONE)
    return row


def write(work: Work, table: PlacedTable, uuid: UUID, version: int, columns: dict[str, Any]) -> Any:
    """Bear or change a row. Raises `StaleRecord` where it is not of that version."""
    row: Any = work.session.scalars(select(table).where(table.uuid == uuid)).one_or_none()
    if (0 if row is None else row.version) != version:
        raise StaleRecord(STALE)
    if row is None:
        row = table(uuid=uuid, **columns)
        work.add(row)
    else:
        change(row, columns)
    work.session.flush()
    return row


class PlaceNames:
    """The places of some rows, as they are called and coded today (or were last)."""

    def __init__(self, session: Session, areas: Areas, rows: Collection[PlacedRow]) -> None:
        self._areas = areas
        self._villages: dict[int, tuple[str, str]] = {}
        for some in chunks({row.village_id for row in rows if row.village_id is not None}):
            named = (
                select(
                    VillageRow.id,
                    VillageRow.kind,
                    VillageNameRow.code,
                    VillageNameRow.moo,
                    VillageNameRow.name,
                )
                .join(VillageNameRow, VillageNameRow.village_id == VillageRow.id)
                .where(VillageRow.id.in_(some))
                .order_by(VillageNameRow.valid_to.is_(None), VillageNameRow.valid_to)
            )
            for id_, kind, code, moo, name in session.execute(named):
                self._villages[id_] = (code, place_label(PlaceKind(kind), moo, name))

    def code(self, row: PlacedRow) -> str:
        """The code of its area or village."""
        if row.village_id is None:
            return row.area_code or ""
        return self._villages.get(row.village_id, ("", ""))[0]

    def place(self, row: PlacedRow) -> str:
        """`ม.4 บ้านป่าขาด ตำบลลำปำ`, `ตำบลลำปำ`."""
        if row.village_id is None:
            return self._area(row.area_code or "")
        code, label = self._villages.get(row.village_id, ("", ""))
        return f"{label} {self._area(code[:TAMBON_CODE_LENGTH])}".strip()

    def _area(self, code: str) -> str:
        area = self._areas.find(code)
        return "" if area is None else area.full_name


def place_of(row: PlacedRow) -> PlaceRef:
    """Whose it is."""
    return PlaceRef(village_id=row.village_id, area_code=row.area_code or "")


def rule_of(row: WasteRuleRow, meetings: dict[int, UUID]) -> Rule:
    """The rule of a row; `meetings` by the id of their rows."""
    return Rule(
        uuid=row.uuid,
        place=place_of(row),
        section=row.section,
        number=row.number,
        text=row.text,
        fine=row.fine,
        instead=row.instead,
        meeting=None if row.meeting_id is None else meetings[row.meeting_id],
        adopted_on=row.adopted_on,
        effective_from=row.effective_from,
        repealed_on=row.repealed_on,
        version=row.version,
    )


def group_of(row: WasteGroupRow) -> Group:
    """The group of a row."""
    return Group(
        uuid=row.uuid,
        place=place_of(row),
        kind=row.kind,
        name=row.name,
        founded_on=row.founded_on,
        ended_on=row.ended_on,
        members=row.members,
        chair=row.chair,
        phone=row.phone,
        note=row.note,
        version=row.version,
    )


def entry_rows(session: Session, group_id: int) -> Sequence[WasteFundEntryRow]:
    """The entries of a group's fund by day, those of one day as they were written."""
    return session.scalars(
        select(WasteFundEntryRow)
        .where(WasteFundEntryRow.group_id == group_id)
        .order_by(WasteFundEntryRow.on_date, WasteFundEntryRow.id)
    ).all()


def entries_of(rows: Sequence[WasteFundEntryRow], group: UUID) -> tuple[FundEntry, ...]:
    """The entries of a whole fund, in the rows' order."""
    uuids = {row.id: row.uuid for row in rows}
    return tuple(
        FundEntry(
            uuid=row.uuid,
            group=group,
            on=row.on_date,
            flow=Flow(row.flow),
            amount=row.amount,
            text=row.text,
            reverses=None if row.reverses_id is None else uuids[row.reverses_id],
        )
        for row in rows
    )


def event_of(row: WasteEventRow) -> Event:
    """The event of a row."""
    return Event(
        uuid=row.uuid,
        place=place_of(row),
        kind=row.kind,
        name=row.name,
        held_on=row.held_on,
        until=row.until,
        agency=row.agency,
        planned=row.planned,
        attended=row.attended,
        spent=row.spent,
        result=row.result,
        version=row.version,
    )
