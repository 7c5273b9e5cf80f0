"""Groups about waste and the money of their funds."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session
from uuid6 import uuid7

from cdd_desktop.errors import CddError, ValidationFailed
from cdd_desktop.lookups.records import ListName
from cdd_desktop.lookups.service import lookup_in
from cdd_desktop.meetings.keeping import place_columns
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import PlaceRef
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.calendar import day_in_thailand, fiscal_year
from cdd_desktop.thai.money import format_baht
from cdd_desktop.waste.community.records import (
    Flow,
    FundEntry,
    FundLine,
    Group,
    GroupLine,
)
from cdd_desktop.waste.community.rows import (
    PlaceNames,
    entries_of,
    entry_rows,
    found,
    group_of,
    within,
    write,
)
from cdd_desktop.waste.community.tables import WasteFundEntryRow, WasteGroupRow
from cdd_desktop.waste.community.values import (
    entry_problems,
    group_problems,
    proper_entry,
    proper_group,
    shortage,
)

_TOLD_MAX = 80
_KEPT_MONEY = "รายการเงินของกองทุนลบหรือเลิกทำไม่ได้ กรุณาเลือกรายการนั้นแล้วกด “กลับรายการ” แทน"
KEPT_FUNDS = {f"community.{action}": _KEPT_MONEY for action in ("put_in", "take_out", "reverse")}


class HasMoney(CddError):
    """A group cannot go while its fund has entries."""


class FundService:
    """Groups and their funds; `CommunityService` adds rules and events."""

    def __init__(self, store: Store, areas: Areas, covers: Callable[[str], bool]) -> None:
        self._store = store
        self._areas = areas
        self._covers = covers

    # groups

    def groups(self, area_code: str, on: date | None = None) -> tuple[GroupLine, ...]:
        """Those of an area or a village, by place and name; `on`: only those there were that day
        (one without a day of founding was always there)."""
        with self._store.reading() as session:
            wanted = select(WasteGroupRow).where(within(WasteGroupRow, area_code))
            rows = session.scalars(wanted.order_by(WasteGroupRow.id)).all()
            names = PlaceNames(session, self._areas, rows)
            kinds = lookup_in(session, ListName.WASTE_GROUP)
            balances = _balances(session)
            year = fiscal_year(self._today)
            lines = [
                GroupLine(
                    group=group_of(row),
                    code=names.code(row),
                    place=names.place(row),
                    kind=kinds.label(row.kind, year),
                    balance=balances.get(row.id),
                )
                for row in rows
            ]
        inside = [
            line
            for line in lines
            if line.code.startswith(area_code) and (on is None or _stands(line.group, on))
        ]
        return tuple(sorted(inside, key=lambda line: (line.code, line.group.name)))

    def group(self, uuid: UUID) -> Group:
        """A group. Raises `NotFound`."""
        with self._store.reading() as session:
            return group_of(found(session, WasteGroupRow, uuid))

    def begin_group(self, place: PlaceRef) -> Group:
        """A new group of a place; nothing is saved."""
        return Group(uuid=new_uuid(), place=place, kind="")

    def save_group(self, group: Group) -> Group:
        """Keep a group. Raises `ValidationFailed` (keys are fields), `StaleRecord`."""
        group = proper_group(group)
        with self._store.writing(_intent("save_group", "บันทึกกลุ่ม", group.name)) as work:
            kinds = lookup_in(work.session, ListName.WASTE_GROUP)
            problems = group_problems(group, kinds, self._today)
            if problems := problems | self._place_problems(group.place):
                raise ValidationFailed(problems)
            columns = {
                **place_columns(group.place),
                "kind": group.kind,
                "name": group.name,
                "founded_on": group.founded_on,
                "ended_on": group.ended_on,
                "members": group.members,
                "chair": group.chair,
                "phone": group.phone,
                "note": group.note,
            }
            return group_of(write(work, WasteGroupRow, group.uuid, group.version, columns))

    def remove_group(self, uuid: UUID) -> None:
        """Take a group away. Raises `HasMoney` while its fund has entries."""
        name = self.group(uuid).name
        with self._store.writing(_intent("remove_group", "ลบกลุ่ม", name)) as work:
            row = found(work.session, WasteGroupRow, uuid)
            if entry_rows(work.session, row.id):
                raise HasMoney(
                    f"“{row.name}” มีรายการเงินของกองทุนที่บันทึกไว้ จึงลบไม่ได้ "
                    "กรุณากรอกวันสิ้นสุดของกลุ่มแทน รายการเงินจะยังดูได้"
                )
            work.session.delete(row)

    # money

    def fund_entries(self, group: UUID) -> tuple[FundLine, ...]:
        """The entries of a fund by day, with the balance after each."""
        with self._store.reading() as session:
            entries = _entries(session, group)
        taken_back = {entry.reverses for entry in entries}
        lines, balance = [], 0
        for entry in entries:
            balance += entry.change
            lines.append(
                FundLine(entry=entry, balance=balance, is_reversed=entry.uuid in taken_back)
            )
        return tuple(lines)

    def fund_balance(self, group: UUID, on: date | None = None) -> int:
        """What the fund has at the end of a day (None: in all), in satang."""
        with self._store.reading() as session:
            entries = _entries(session, group)
        return sum(entry.change for entry in entries if on is None or entry.on <= on)

    def put_in(self, group: UUID, on: date, amount: int, text: str) -> FundEntry:
        """Money into the fund, in satang. Raises `ValidationFailed` (on, amount, text)."""
        entry = FundEntry(
            uuid=new_uuid(), group=group, on=on, flow=Flow.IN, amount=amount, text=text
        )
        return self._post("put_in", "รับเงินเข้ากองทุน", entry)

    def take_out(self, group: UUID, on: date, amount: int, text: str) -> FundEntry:
        """Money out of the fund, in satang; never more than it has on that day or any later one.

        Raises `ValidationFailed` (on, amount, text).
        """
        entry = FundEntry(
            uuid=new_uuid(), group=group, on=on, flow=Flow.OUT, amount=amount, text=text
        )
        return self._post("take_out", "จ่ายเงินจากกองทุน", entry)

    def reverse(self, group: UUID, entry: UUID, on: date, reason: str) -> FundEntry:
        """Take an entry back by another one. Raises `ValidationFailed` (on, text, entry)."""
        lines = {line.entry.uuid: line for line in self.fund_entries(group)}
        line = lines.get(entry)
        if line is None or not line.may_be_reversed:
            raise ValidationFailed(
                {"entry": "รายการนี้กลับรายการแล้ว หรือเป็นรายการกลับเอง กรุณาเลือกรายการอื่น"}
            )
        if on < line.entry.on:
            raise ValidationFailed({"on": "กลับรายการก่อนวันของรายการเดิมไม่ได้ กรุณาแก้วันที่"})
        reversal = FundEntry(
            uuid=new_uuid(),
            group=group,
            on=on,
            flow=line.entry.flow.other,
            amount=line.entry.amount,
            text=reason,
            reverses=entry,
        )
        return self._post("reverse", "กลับรายการกองทุน", reversal)

    # inside

    def _post(self, action: str, done: str, entry: FundEntry) -> FundEntry:
        entry = proper_entry(entry)
        told = f"{format_baht(entry.amount)} บาท {entry.text}"
        with self._store.writing(_intent(action, done, told)) as work:
            row = found(work.session, WasteGroupRow, entry.group)
            rows = entry_rows(work.session, row.id)
            problems = entry_problems(entry, group_of(row), self._today)
            others = entries_of(rows, entry.group)
            if not problems and (lack := shortage(others, entry)):
                problems["amount"] = lack
            if any(other.reverses == entry.reverses for other in others if entry.reverses):
                problems["entry"] = "รายการนี้กลับรายการแล้ว กรุณาเปิดรายการใหม่"
            if problems:
                raise ValidationFailed(problems)
            work.add(
                WasteFundEntryRow(
                    uuid=entry.uuid,
                    group_id=row.id,
                    on_date=entry.on,
                    flow=entry.flow.value,
                    amount=entry.amount,
                    text=entry.text,
                    reverses_id=next((r.id for r in rows if r.uuid == entry.reverses), None),
                )
            )
        return entry

    @property
    def _today(self) -> date:
        return day_in_thailand(self._store.now())

    def _place_problems(self, place: PlaceRef) -> dict[str, str]:
        if place.village_id is None and not self._covers(place.area_code):
            return {"place": "พื้นที่นี้ไม่อยู่ในจังหวัดของสำนักงาน กรุณาเลือกพื้นที่ใหม่"}
        return {}


def new_uuid() -> UUID:
    """The identity of something that is born here."""
    return UUID(int=uuid7().int)


def _intent(action: str, done: str, what: str) -> Intent:
    return Intent(action=f"community.{action}", summary=f"{done} {what[:_TOLD_MAX]}")


def _stands(group: Group, on: date) -> bool:
    has_begun = group.founded_on is None or group.founded_on <= on
    return has_begun and (group.ended_on is None or on <= group.ended_on)


def _entries(session: Session, group: UUID) -> tuple[FundEntry, ...]:
    return entries_of(entry_rows(session, found(session, WasteGroupRow, group).id), group)


def _balances(session: Session) -> dict[int, int]:
    """What funds have, by the id of the group's row; of those that have entries."""
    change = case(
        (WasteFundEntryRow.flow == Flow.IN.value, WasteFundEntryRow.amount),
        else_=-WasteFundEntryRow.amount,
    )
    rows = session.execute(
        select(WasteFundEntryRow.group_id, func.sum(change).label("balance")).group_by(
            WasteFundEntryRow.group_id
        )
    )
    return {row.group_id: row.balance for row in rows}
