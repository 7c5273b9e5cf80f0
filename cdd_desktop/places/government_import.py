"""Taking in which villages belong to which local government (อปท.): village and name, row by row.

Villages are known by code, or by อำเภอ, ตำบล and หมู่ที่. A local government that is not in the
register yet is entered, if the row tells its kind. A blank never takes a village out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from cdd_desktop.documents.headings import Chosen
from cdd_desktop.documents.reading import ReadRow, ReadTable
from cdd_desktop.errors import ImportRejected, RowProblem, ValidationFailed
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.assigning import assign_in, held_by, misfit
from cdd_desktop.places.government_file import government_columns
from cdd_desktop.places.government_records import (
    Government,
    GovernmentDraft,
    GovernmentKind,
    kind_named,
    read_full_name,
)
from cdd_desktop.places.government_rules import cleaned, draft_problems
from cdd_desktop.places.governments import bear_many, governments_in
from cdd_desktop.places.matches import PlaceMatches
from cdd_desktop.places.matching import Doubt, PlaceMatcher, PlaceWords
from cdd_desktop.places.records import Village
from cdd_desktop.places.service import office_in, village_from, villages
from cdd_desktop.places.stretches import stretch_on
from cdd_desktop.places.typed_village_code import typed_village_code
from cdd_desktop.progress import Progress, Silent
from cdd_desktop.storage.history import Intent, Work
from cdd_desktop.storage.operations import last_operation
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.calendar import day_in_thailand, thai_date
from cdd_desktop.thai.text import clean_line

_STEPS = 3
_AMPHOE = 4

_NewKey = tuple[str, str, str]  # kind, name, amphoe


@dataclass(frozen=True, slots=True, kw_only=True)
class GovernmentImportReport:
    """What an import did, or would do. `rows` is how many the file had; each is in one count.

    `blank_rows`: the numbers of those that name no local government. `added`: local governments
    entered, as lists show them. `doubts` are answered by `PlaceMatches.remember`. `operation` is
    the one to undo it by.
    """

    rows: int
    assigned: int
    unchanged: int
    blank_rows: tuple[int, ...]
    added: tuple[str, ...]
    refused: tuple[RowProblem, ...]
    notes: tuple[str, ...]
    doubts: tuple[Doubt, ...] = ()
    operation: int | None = None

    @property
    def blank(self) -> int:
        """How many rows name none."""
        return len(self.blank_rows)


@dataclass(slots=True, kw_only=True)
class _Plan:
    wanted: dict[int, Government | _NewKey] = field(default_factory=dict)
    new: dict[_NewKey, GovernmentDraft] = field(default_factory=dict)
    assigned: int = 0
    unchanged: int = 0
    blank: list[int] = field(default_factory=list)
    refused: list[RowProblem] = field(default_factory=list)
    doubts: dict[str, Doubt] = field(default_factory=dict)


class _Refused(Exception):
    def __init__(self, column: str, text: str, *, doubt: Doubt | None = None) -> None:
        self.column = column
        self.doubt = doubt
        super().__init__(text)


class GovernmentImporter:
    """Imports which village belongs to which local government."""

    def __init__(self, store: Store, areas: Areas) -> None:
        self._store = store
        self._areas = areas
        self._matches = PlaceMatches(store)

    def check(
        self,
        table: ReadTable,
        *,
        on: date | None = None,
        replace: bool = False,
        chosen: Chosen | None = None,
        progress: Progress | None = None,
    ) -> GovernmentImportReport:
        """What `take` with `good_rows` would do now; writes nothing."""
        progress = progress or Silent()
        progress.report(1, _STEPS, "กำลังตรวจข้อมูล")
        reader = self._reader(table, on, chosen, replace=replace)
        with self._store.reading() as session:
            return _report(table, reader.plan(session, progress))

    def take(
        self,
        table: ReadTable,
        source: str,
        *,
        on: date | None = None,
        good_rows: bool = False,
        replace: bool = False,
        chosen: Chosen | None = None,
        progress: Progress | None = None,
    ) -> GovernmentImportReport:
        """Write a sheet that was read, in one operation; `source` is the file's name.

        Belongings hold from `on`, or for all of the present time. One bad row refuses the file,
        unless `good_rows`; `replace` lets the file win over what is stored; `chosen` puts columns
        right. Raises `ImportRejected` or `ValidationFailed` (`on`); then nothing was written.
        """
        progress = progress or Silent()
        progress.report(1, _STEPS, "กำลังตรวจข้อมูล")
        reader = self._reader(table, on, chosen, replace=replace)
        # compared before the lock is taken, so that keyed answers need not wait for it
        with self._store.reading() as session:
            last = last_operation(session)
            plan = reader.plan(session, progress)
        intent = Intent(
            action="governments.import", summary=f"นำเข้าหมู่บ้านตาม อปท. จาก {source}", source=source
        )
        operation = None
        with self._store.writing(intent) as work:
            if last_operation(work.session) != last:
                plan = reader.plan(work.session, progress)
            if plan.refused and not good_rows:
                raise ImportRejected(
                    f"ยังไม่ได้นำเข้า “{source}” เพราะต้องแก้ {len(plan.refused):,} จาก "
                    f"{len(table.rows):,} แถว กรุณาแก้ตามรายการแล้วนำเข้าใหม่ "
                    "หรือเลือกนำเข้าเฉพาะแถวที่ถูกต้อง (--good-rows)",
                    tuple(plan.refused),
                )
            progress.report(2, _STEPS, "กำลังบันทึก")
            if plan.assigned:
                _write(work, plan, on, progress)
                operation = work.operation_id
        progress.report(_STEPS, _STEPS, "เสร็จแล้ว")
        return _report(table, plan, operation)

    def _reader(
        self, table: ReadTable, on: date | None, chosen: Chosen | None, *, replace: bool
    ) -> "_Reader":
        today = day_in_thailand(self._store.now())
        if on is not None and on > today:
            raise ValidationFailed({"on": f"วันที่ {thai_date(on)} ยังมาไม่ถึง กรุณาเลือกวันนี้หรือวันก่อนหน้า"})
        columns = government_columns(table, chosen)
        return _Reader(table, columns, self._areas, self._matches.matcher(), on=on, replace=replace)


class _Reader:
    """Compares one file with the register, inside a transaction."""

    def __init__(
        self,
        table: ReadTable,
        columns: Mapping[str, int],
        areas: Areas,
        matcher: PlaceMatcher,
        *,
        on: date | None,
        replace: bool,
    ) -> None:
        self._table = table
        self._columns = columns
        self._areas = areas
        self._matcher = matcher
        self._on = on
        self._replace = replace

    def plan(self, session: Session, progress: Progress) -> _Plan:
        """Which villages would go where, and which rows cannot be taken."""
        plan = _Plan()
        by_code = {row.code: village_from(row) for row in session.execute(villages(self._on))}
        present = governments_in(session, ended=True)
        known = {one.id: one for one in present}
        provinces = office_in(session).provinces
        first: dict[int, tuple[int, Government | _NewKey]] = {}  # what was told of a village first
        rows = []
        for row in self._table.rows:
            progress.check_cancelled()
            try:
                written = self._cell(row, "government")
                if not written:
                    plan.blank.append(row.number)
                    continue
                village = self._village(row, by_code)
                owner = self._owner(row, written, village, present)
                if not isinstance(owner, Government):
                    self._note_new(plan, owner, provinces)
                rows.append((row, village, owner))
            except _Refused as problem:
                plan.refused.append(self._problem(row, problem))
                if problem.doubt is not None:
                    plan.doubts[problem.doubt.words.key] = problem.doubt
        held = held_by(session, {village.id for _, village, _ in rows})
        for row, village, owner in rows:
            try:
                number, told = first.setdefault(village.id, (row.number, owner))
                if told != owner:
                    raise _Refused("government", f"ไม่ตรงกับแถว {number} กรุณาเหลือแถวที่ถูกต้อง")
                if village.id in plan.wanted:
                    plan.unchanged += 1
                    continue
                stretch = stretch_on(held[village.id], self._on)
                if isinstance(owner, Government):
                    if stretch.holder == owner.id:
                        plan.unchanged += 1
                        continue
                    for text in misfit(owner, stretch, self._on).values():
                        raise _Refused("government", text)
                if stretch.holder is not None and not self._replace:
                    raise _Refused(
                        "government",
                        f"{village.label} สังกัด {known[stretch.holder].label} อยู่แล้ว ถ้าในไฟล์ถูกต้อง "
                        "กรุณานำเข้าใหม่โดยเลือกแทนที่ข้อมูลเดิม (--replace)",
                    )
                plan.wanted[village.id] = owner
                plan.assigned += 1
            except _Refused as problem:
                plan.refused.append(self._problem(row, problem))
        used = set(plan.wanted.values())
        plan.new = {key: draft for key, draft in plan.new.items() if key in used}
        plan.refused.sort(key=lambda problem: problem.row)
        return plan

    def _cell(self, row: ReadRow, column: str) -> str:
        place = self._columns.get(column)
        return "" if place is None else clean_line(row.cells[place])

    def _problem(self, row: ReadRow, problem: _Refused) -> RowProblem:
        place = self._columns.get(problem.column)
        title = "" if place is None else self._table.header[place]
        return RowProblem(row.number, str(problem), title)

    def _village(self, row: ReadRow, by_code: Mapping[str, Village]) -> Village:
        typed = typed_village_code(self._cell(row, "code"))
        if typed.code:
            found = by_code.get(typed.code)
            if found is None:
                told = f"ไม่มีหมู่บ้านรหัส {typed.code} ในทะเบียน กรุณาตรวจรหัส หรือนำเข้าทะเบียนหมู่บ้านก่อน"
                raise _Refused("code", typed.lost or told)
            return found
        words = PlaceWords(
            amphoe=self._cell(row, "amphoe"),
            tambon=self._cell(row, "tambon"),
            moo=self._cell(row, "moo"),
            name=self._cell(row, "name"),
        )
        match = self._matcher.match(words)
        if isinstance(match, Doubt):
            raise _Refused("moo", match.question, doubt=match)
        if isinstance(match, str):
            raise _Refused("moo", match)
        return match

    def _owner(
        self, row: ReadRow, written: str, village: Village, present: tuple[Government, ...]
    ) -> Government | _NewKey:
        """The local government meant: one of the village's amphoe, or else a new one there."""
        kind, name = read_full_name(written)
        if kind is None:
            kind, _ = read_full_name(self._cell(row, "kind") + name)
        amphoe = village.tambon_code[:_AMPHOE]
        named = [one for one in present if one.name == name and kind in (None, one.kind)]
        here = [one for one in named if one.area_code == amphoe] or [
            one for one in named if one.kind.provincial
        ]
        standing = [one for one in here if one.until is None] or here
        if len(standing) == 1:
            return standing[0]
        if kind is None:
            raise _Refused(
                "government",
                f"ไม่รู้ว่า “{written}” เป็น อปท. ประเภทใด กรุณาเขียนเต็ม เช่น อบต.{name} "
                f"หรือเทศบาลตำบล{name}",
            )
        if named and not here:
            other = self._areas.find(named[0].area_code)
            raise _Refused(
                "government",
                f"{named[0].label} อยู่{other.full_name if other else 'อำเภออื่น'} "
                f"ไม่ใช่อำเภอของ{village.title} กรุณากำหนดที่หน้าหมู่บ้าน หรือเพิ่ม อปท. ของอำเภอนี้ก่อน",
            )
        return (kind.key, name, _home(kind, amphoe))

    def _note_new(self, plan: _Plan, key: _NewKey, provinces: tuple[str, ...]) -> None:
        """Note a new local government, or refuse the row for what is wrong with it."""
        if key in plan.new:
            return
        kind, name, area = key
        draft = cleaned(GovernmentDraft(kind=kind_named(kind), name=name, area_code=area))
        problems = draft_problems(draft, self._areas, provinces)
        if not draft.kind.has_villages:
            problems["name"] = f"{draft.label} ดูแลทั้งจังหวัด หมู่บ้านสังกัดไม่ได้ กรุณาใส่ อบต. หรือเทศบาล"
        for text in problems.values():
            raise _Refused("government", text)
        plan.new[key] = draft


def _write(work: Work, plan: _Plan, on: date | None, progress: Progress) -> None:
    born = dict(zip(plan.new, bear_many(work, list(plan.new.values()), None), strict=True))
    wanted = {
        id_: owner.id if isinstance(owner, Government) else born[owner]
        for id_, owner in plan.wanted.items()
    }
    assign_in(work, wanted, on, progress)


def _home(kind: GovernmentKind, amphoe: str) -> str:
    return amphoe[: kind.area_length]


def _report(table: ReadTable, plan: _Plan, operation: int | None = None) -> GovernmentImportReport:
    added = tuple(draft.label for draft in plan.new.values())
    notes = list(table.notes)
    if added:
        notes.append(f"เพิ่ม อปท. ที่ยังไม่มีในทะเบียน {len(added):,} แห่ง: {', '.join(added)}")
    return GovernmentImportReport(
        rows=len(table.rows),
        assigned=plan.assigned,
        unchanged=plan.unchanged,
        blank_rows=tuple(plan.blank),
        added=added,
        refused=tuple(plan.refused),
        notes=tuple(notes),
        doubts=tuple(plan.doubts.values()),
        operation=operation,
    )
