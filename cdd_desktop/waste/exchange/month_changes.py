"""The rows of a sheet of a month beside what is told of it."""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cdd_desktop.errors import CddError
from cdd_desktop.lookups.records import Entry
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.matching import Doubt, PlaceMatcher
from cdd_desktop.progress import Progress
from cdd_desktop.thai.calendar import fiscal_year, short_thai_date
from cdd_desktop.thai.digits import to_arabic
from cdd_desktop.thai.months import last_day, month_name
from cdd_desktop.thai.searching import folded
from cdd_desktop.waste.amounts import format_amount, parse_amount
from cdd_desktop.waste.bins.records import BinCount
from cdd_desktop.waste.bins.rows import count_from
from cdd_desktop.waste.bins.rules import FIELD_LABELS, count_problems
from cdd_desktop.waste.bins.tables import BinCountRow
from cdd_desktop.waste.exchange.month_columns import BIN_KEY, ITEM_KEY
from cdd_desktop.waste.exchange.month_file import MonthRow
from cdd_desktop.waste.exchange.outcomes import Outcome, Rows
from cdd_desktop.waste.months.calibrations import parse_typed_in
from cdd_desktop.waste.months.closing import closings_in
from cdd_desktop.waste.months.keeping import blank
from cdd_desktop.waste.months.records import Basis, Closing, Figure, MonthRecord
from cdd_desktop.waste.months.rows import read_area
from cdd_desktop.waste.months.rules import MonthClosed, Words, proper, record_problems
from cdd_desktop.waste.months.tables import WasteRecordRow
from cdd_desktop.waste.months.typed import split_typed
from cdd_desktop.waste.months.unit_lines import UnitLine
from cdd_desktop.waste.months.unit_reading import unit_lines_in
from cdd_desktop.waste.units import Scope, Unit

EVERY = 200  # rows between two words of how far it is
_FACTS = {"reporter": "ผู้รายงาน", "reported_on": "วันที่รายงาน", "note": "หมายเหตุ"}
_FEW = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a unit's rows come to. `bins` None: nothing is told of them."""

    rows: tuple[int, ...]
    line: UnitLine
    before: MonthRecord
    after: MonthRecord
    bins_before: BinCount | None
    bins: BinCount | None


class MonthReading:
    """Compares rows with what is told of their month."""

    def __init__(
        self,
        session: Session,
        month: date,
        rows: Rows,
        words: Words,
        matcher: PlaceMatcher,
        areas: Areas,
        area_code: str,
    ) -> None:
        self._session = session
        self._month = month
        self._rows = rows
        self._words = words
        self._matcher = matcher
        self._areas = areas
        year = fiscal_year(last_day(month))
        self._items: dict[str, Entry] = {e.key: e for e in words.items.at(year)}
        lines = [line for scope in Scope for line in unit_lines_in(session, "", month, scope)]
        self._lines = {line.unit: line for line in lines}
        self._by_code = {line.code: line for line in lines if line.unit.scope is Scope.VILLAGE}
        self._by_name: dict[tuple[Scope, str], list[UnitLine]] = {}
        for line in lines:
            if line.unit.scope is not Scope.VILLAGE:
                key = (line.unit.scope, folded(line.name))
                self._by_name.setdefault(key, []).append(line)
        inside = (
            unit_lines_in(session, area_code, month),
            *(
                unit_lines_in(session, area_code, month, scope)
                for scope in (Scope.WHOLE, Scope.EXTRA)
            ),
        )
        self._inside = {line.unit for some in inside for line in some}
        self._held = {one.unit: one for one in read_area(session, "", [month], None)}
        self._bins = typed_bins(session, month)
        self._closed = {one.area_code: one for one in closings_in(session, "", [month])}

    def changes(
        self, told: Sequence[MonthRow], reason: str, today: date, progress: Progress
    ) -> tuple[Change, ...]:
        """What is to be written; all else is said in the rows."""
        by_unit: dict[Unit, list[MonthRow]] = {}
        for done, row in enumerate(told):
            if done % EVERY == 0:
                progress.report(done, len(told), "กำลังตรวจข้อมูล")
                progress.check_cancelled()
            line = self._line(row)
            if line is not None:
                by_unit.setdefault(line.unit, []).append(row)
        wanted = []
        for unit, of_unit in by_unit.items():
            self._refuse_twins(of_unit)
            change = self._change(self._lines[unit], of_unit, today)
            if change is None:
                continue
            is_same = (change.after, change.bins) == (change.before, change.bins_before)
            closing = self._closed.get(change.line.amphoe_code)
            if is_same:
                self._rows.settle(change.rows, Outcome.SAME)
            elif closing is not None and not reason.strip():
                self._refuse_closed(change, closing)
            else:
                is_new = not change.before.version and change.bins_before is None
                outcome = Outcome.NEW if is_new else Outcome.CHANGED
                said = "" if is_new else " · ".join(self._differences(change))
                self._rows.settle(change.rows, outcome, said)
                wanted.append(change)
        return tuple(wanted)

    def _refuse_closed(self, change: Change, closing: Closing) -> None:
        told = f"{MonthClosed(closing, change.line.label)} (ให้เหตุผลครั้งเดียวได้ทั้งไฟล์)"
        for row in change.rows:
            self._rows.refuse(row, told)
            self._rows.closed.add(row)

    def _line(self, row: MonthRow) -> UnitLine | None:
        """The unit that a row names; a row that names none is refused."""
        line: UnitLine | None = None
        if row.government and not (row.code or row.village.moo or row.village.tambon):
            found = self._by_name.get((row.scope, folded(row.government)), [])
            amphoe = folded(row.village.amphoe)
            if len(found) > 1 and amphoe:
                found = [one for one in found if folded(self._amphoe_of(one)) == amphoe]
            if len(found) == 1:
                line = found[0]
            else:
                why = "มีมากกว่าหนึ่งแห่ง กรุณากรอกอำเภอ" if found else "ไม่มีในทะเบียน กรุณาตรวจชื่อ"
                self._rows.refuse(row.number, f"อปท. “{row.government}” {why}", "government")
        else:
            line = self._village(row)
        if line is not None and line.unit not in self._inside:
            told = f"{line.label} อยู่นอกพื้นที่ที่เลือก กรุณาเลือกพื้นที่ให้กว้างขึ้น แล้วนำเข้าใหม่"
            self._rows.refuse(row.number, told, "code")
            return None
        return line

    def _amphoe_of(self, line: UnitLine) -> str:
        area = self._areas.find(line.amphoe_code)
        return "" if area is None else area.name

    def _village(self, row: MonthRow) -> UnitLine | None:
        code = to_arabic(row.code)
        line = self._by_code.get(code)
        if line is not None:
            return line
        if not code:
            found = self._matcher.match(row.village)
            if isinstance(found, str | Doubt):
                asked = "ด้วยการกรอกรหัสหมู่บ้าน 8 หลักในแถวนี้"
                told = found if isinstance(found, str) else f"{found.question}{asked}"
                self._rows.refuse(row.number, told, "moo")
                return None
            line = self._lines.get(Unit(village_id=found.id))
            code = found.label if line is None else code
        if line is None:
            told = (
                f"ไม่มีหมู่บ้าน {code} ในทะเบียน ณ วันสิ้นเดือน {month_name(self._month)} "
                "ถ้ารหัสถูก หมู่บ้านอาจยุบหรือยังไม่ตั้งในเดือนนั้น กรุณาตรวจรหัสหรือเดือน"
            )
            self._rows.refuse(row.number, told, "code")
        return line

    def _refuse_twins(self, rows: Sequence[MonthRow]) -> None:
        for row in rows:
            twins = [one.number for one in rows if one.basis is row.basis and one is not row]
            if twins:
                told = (
                    f"เป็นหน่วยเดียวกับแถว {', '.join(map(str, twins[:_FEW]))} "
                    f"ฐาน{row.basis.label}เหมือนกัน กรุณารวมให้เหลือแถวเดียว"
                )
                self._rows.refuse(row.number, told, "code")
        said: dict[str, tuple[int, object]] = {}
        for row in rows:
            told_once = {f"{BIN_KEY}{field}": value for field, value in row.bins.items()}
            for key, value in {**row.facts, **told_once}.items():
                first, held = said.setdefault(key, (row.number, value))
                if held != value:
                    told = f"ไม่ตรงกับแถว {first} ซึ่งเป็นหน่วยเดียวกัน กรุณาแก้ให้ตรงกัน หรือกรอกแถวเดียว"
                    self._rows.refuse(row.number, told, key)

    def _change(self, line: UnitLine, rows: Sequence[MonthRow], today: date) -> Change | None:
        """What the good rows of a unit come to; None where none is left."""
        good = [row for row in rows if not self._rows.is_refused(row.number)]
        parsed = {row.number: self._figures(line, row) for row in good}
        good = [row for row in good if not self._rows.is_refused(row.number)]
        before = self._held.get(line.unit) or blank(line.unit, self._month)
        bins_before = self._bins.get(line.unit)
        while good:
            after = proper(_told(before, good, parsed), self._words, before)
            if _content(after) == _content(before):
                after = before
            bins = _told_bins(bins_before, good)
            if not self._refuse_problems(good, after, before, bins, bins_before, today):
                return Change(
                    rows=tuple(row.number for row in good),
                    line=line,
                    before=before,
                    after=after,
                    bins_before=bins_before,
                    bins=bins,
                )
            good = [row for row in good if not self._rows.is_refused(row.number)]
        return None

    def _figures(self, line: UnitLine, row: MonthRow) -> dict[str, tuple[int | None, str]]:
        """Amounts by item, with what was typed where it was of a measure; None is taken out."""
        found: dict[str, tuple[int | None, str]] = {}
        for item, text in row.items.items():
            try:
                if split_typed(text)[1]:
                    day = last_day(self._month)
                    found[item] = parse_typed_in(self._session, line.unit, item, text, day)
                else:
                    found[item] = (parse_amount(text), "")
            except CddError as problem:
                self._rows.refuse(row.number, str(problem), f"{ITEM_KEY}{item}")
        return found

    def _refuse_problems(
        self,
        rows: Sequence[MonthRow],
        after: MonthRecord,
        before: MonthRecord,
        bins: BinCount | None,
        bins_before: BinCount | None,
        today: date,
    ) -> bool:
        """Tell what is wrong at the rows that say it; whether anything is."""
        problems = {} if after is before else record_problems(after, self._words, before, today)
        for field, told in problems.items():
            item, _, basis = field.partition(":")
            said = [row for row in rows if str(int(row.basis)) == basis and item in row.items]
            for row in said or rows:
                self._rows.refuse(row.number, told, f"{ITEM_KEY}{item}" if basis else field)
        if bins is not None and bins != bins_before:
            for field, told in count_problems(bins).items():
                for row in [row for row in rows if row.bins]:
                    self._rows.refuse(row.number, told, f"{BIN_KEY}{field}")
        return any(self._rows.is_refused(row.number) for row in rows)

    def _differences(self, change: Change) -> Iterator[str]:
        """`กระดาษ: 12 → 15`."""
        held = {(f.item, f.basis): f for f in change.before.figures}
        now = {(f.item, f.basis): f for f in change.after.figures}
        for key in dict.fromkeys((*held, *now)):
            old, new = held.get(key), now.get(key)
            if old != new:
                entry = self._items.get(key[0])
                label = key[0] if entry is None else entry.label
                yield f"{label}: {_amount(old)} → {_amount(new)}"
        for field, label in _FACTS.items():
            was, is_now = getattr(change.before, field), getattr(change.after, field)
            if was != is_now:
                yield f"{label}: {_shown(was)} → {_shown(is_now)}"
        for field, label in FIELD_LABELS.items():
            was = None if change.bins_before is None else getattr(change.bins_before, field)
            is_now = None if change.bins is None else getattr(change.bins, field)
            if was != is_now and not field.startswith("person_days"):
                yield f"{label}: {_shown(was)} → {_shown(is_now)}"


def _told(
    before: MonthRecord,
    rows: Sequence[MonthRow],
    parsed: Mapping[int, Mapping[str, tuple[int | None, str]]],
) -> MonthRecord:
    figures = {(f.item, f.basis): f for f in before.figures}
    facts: dict[str, Any] = {}
    for row in rows:
        facts |= row.facts
        for item, (amount, typed) in parsed[row.number].items():
            held = figures.get((item, row.basis))
            if amount is None:
                figures.pop((item, row.basis), None)
            elif held is None or held.amount != amount or (typed and typed != held.typed):
                figures[item, row.basis] = Figure(
                    item=item, stream=item, basis=row.basis, amount=amount, typed=typed
                )
    return dataclasses.replace(before, figures=tuple(figures.values()), **facts)


def _told_bins(before: BinCount | None, rows: Sequence[MonthRow]) -> BinCount | None:
    told: dict[str, Any] = {field: value for row in rows for field, value in row.bins.items()}
    if not told:
        return before
    is_estimate = all(row.basis is Basis.ESTIMATE for row in rows if row.bins)
    basis = Basis.ESTIMATE if is_estimate else Basis.AGGREGATE
    held = before or BinCount(basis=basis)
    if all(getattr(held, field) == value for field, value in told.items()):
        return before
    return dataclasses.replace(held, **told)


def _content(record: MonthRecord) -> tuple[object, ...]:
    return (record.reported_on, record.reporter, record.note, frozenset(record.figures))


def typed_bins(session: Session, month: date) -> dict[Unit, BinCount]:
    """What was typed of bins in a month, or kept of them when it was closed."""
    wanted = (
        select(WasteRecordRow, BinCountRow)
        .join(BinCountRow, BinCountRow.record_id == WasteRecordRow.id)
        .where(WasteRecordRow.month == month)
    )
    return {
        Unit(
            village_id=record.village_id,
            government_id=record.government_id,
            scope=Scope(record.scope),
        ): count_from(count)
        for record, count in session.execute(wanted)
    }


def _amount(figure: Figure | None) -> str:
    if figure is None:
        return "ว่าง"
    typed = f" ({figure.typed})" if figure.typed else ""
    return f"{format_amount(figure.amount)}{typed}"


def _shown(value: object) -> str:
    if isinstance(value, date):
        return short_thai_date(value)
    if isinstance(value, int):
        return f"{value:,}"
    return "ว่าง" if value in (None, "") else str(value)
