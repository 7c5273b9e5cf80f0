"""Taking in a year's target villages from a sheet or from codes that somebody pasted."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from cdd_desktop.checklists.service import ChecklistService
from cdd_desktop.checklists.target_lists.list_file import (
    TARGET_TITLES,
    NotTold,
    ToldOfTarget,
    told_of_target,
)
from cdd_desktop.checklists.target_lists.records import TargetVillage, village_problems
from cdd_desktop.checklists.target_lists.service import TargetListService
from cdd_desktop.checklists.targets import refusal
from cdd_desktop.documents.headings import Chosen, find_columns
from cdd_desktop.documents.reading import ReadRow, ReadTable
from cdd_desktop.errors import ImportRejected, RowProblem
from cdd_desktop.places.matches import PlaceMatches
from cdd_desktop.places.matching import Doubt, PlaceMatcher, PlaceWords
from cdd_desktop.places.old_codes import CodeHolders
from cdd_desktop.places.records import Village
from cdd_desktop.places.typed_village_code import typed_village_code
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.calendar import fiscal_year_span
from cdd_desktop.thai.text import clean_line


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetFile:
    """What a sheet says, or what was done with it. Each of `rows` rows is in one count.

    `new` villages come on the list, `changed` lines become other; `doubts` are answered by
    `PlaceMatches.remember`.
    """

    rows: int
    new: int
    changed: int
    unchanged: int
    refused: tuple[RowProblem, ...]
    notes: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()


class _Refused(Exception):
    def __init__(self, column: str, text: str, doubt: Doubt | None = None) -> None:
        self.column = column
        self.doubt = doubt
        super().__init__(text)


class TargetImporter:
    """Puts the villages of a sheet on a year's list."""

    def __init__(
        self, store: Store, checklists: ChecklistService, lists: TargetListService
    ) -> None:
        self._matches = PlaceMatches(store)
        self._checklists = checklists
        self._lists = lists

    def check(
        self, table: ReadTable, instrument_id: str, year: int, chosen: Chosen | None = None
    ) -> TargetFile:
        """What `take` with `good_rows` would do now; writes nothing. Raises `ImportRejected`."""
        return self._read(table, instrument_id, year, chosen)[0]

    def take(
        self,
        table: ReadTable,
        source: str,
        instrument_id: str,
        year: int,
        *,
        good_rows: bool = False,
        chosen: Chosen | None = None,
    ) -> TargetFile:
        """Put the villages on the list in one operation; a blank cell leaves what is there.

        One bad row refuses the file, unless `good_rows`. The same sheet again changes nothing.
        Raises `ImportRejected`, or what `TargetListService.put_villages` raises; then nothing was
        written.
        """
        told, wanted = self._read(table, instrument_id, year, chosen)
        if told.refused and not good_rows:
            raise ImportRejected(
                f"ยังไม่ได้นำเข้า “{source}” เพราะต้องแก้ {len(told.refused):,} จาก {told.rows:,} แถว "
                "กรุณาแก้ตามรายการแล้วนำเข้าใหม่ หรือเลือกนำเข้าเฉพาะแถวที่ถูกต้อง (--good-rows)",
                told.refused,
            )
        if wanted:
            self._lists.put_villages(instrument_id, year, wanted, source=source)
        return told

    def _read(
        self, table: ReadTable, instrument_id: str, year: int, chosen: Chosen | None
    ) -> tuple[TargetFile, list[TargetVillage]]:
        columns = find_columns(table, TARGET_TITLES, {}, chosen)
        if "code" not in columns and not {"tambon", "moo"} <= columns.keys():
            raise ImportRejected("ไฟล์ไม่มีคอลัมน์รหัสหมู่บ้าน หรือคอลัมน์อำเภอ ตำบล และหมู่ที่ กรุณาเพิ่มแล้วนำเข้าใหม่")
        told = self._lists.of_year(instrument_id, year)
        there = {} if told is None else {one.village_id: one for one in told.villages}
        reader = _Reader(columns, self._matches, table, year)
        newest = self._checklists.instrument(instrument_id, year)
        kinds = self._checklists.target_kinds(instrument_id, year)
        first: dict[int, int] = {}
        wanted: list[TargetVillage] = []
        refused: list[RowProblem] = []
        doubts: dict[str, Doubt] = {}
        new = changed = 0
        for row in table.rows:
            try:
                village = reader.village(row)
                if reason := refusal(newest, village, kinds):
                    raise _Refused("code", reason)
                if village.id in first:
                    raise _Refused("code", f"ซ้ำกับแถว {first[village.id]} กรุณาเหลือไว้เพียงแถวเดียว")
                one = _merged(there.get(village.id), village.id, told_of_target(row, columns))
                for reason in village_problems(one).values():
                    raise _Refused("note", reason)
            except (_Refused, NotTold) as problem:
                refused.append(reader.problem(row, problem.column, str(problem)))
                if isinstance(problem, _Refused) and problem.doubt is not None:
                    doubts[problem.doubt.words.key] = problem.doubt
                continue
            first[village.id] = row.number
            if one != there.get(village.id):
                wanted.append(one)
                new += village.id not in there
                changed += village.id in there
        report = TargetFile(
            rows=len(table.rows),
            new=new,
            changed=changed,
            unchanged=len(first) - new - changed,
            refused=tuple(refused),
            notes=table.notes,
            doubts=tuple(doubts.values()),
        )
        return report, wanted


class _Reader:
    """Finds the villages of a sheet's rows, by code or by words."""

    def __init__(
        self, columns: Mapping[str, int], matches: PlaceMatches, table: ReadTable, year: int
    ) -> None:
        self._columns = columns
        self._table = table
        self._days = fiscal_year_span(year)
        self._matcher: PlaceMatcher | None = matches.matcher() if "tambon" in columns else None
        typed = (typed_village_code(self._cell(row, "code")).code for row in table.rows)
        self._holders: CodeHolders = matches.code_holders({code for code in typed if code})

    def village(self, row: ReadRow) -> Village:
        """The village that a row means; raises `_Refused`."""
        typed = typed_village_code(self._cell(row, "code"))
        if typed.lost:
            raise _Refused("code", typed.lost)
        if typed.code:
            found = self._holders.village_by_code(typed.code, *self._days)
            if isinstance(found, str):
                raise _Refused("code", found)
            return found
        if self._matcher is None:
            raise _Refused("code", "ไม่มีรหัสหมู่บ้าน กรุณากรอกรหัส 8 หลัก หรือลบแถวนี้ออก")
        words = PlaceWords(
            amphoe=self._cell(row, "amphoe"),
            tambon=self._cell(row, "tambon"),
            moo=self._cell(row, "moo"),
            name=self._cell(row, "name"),
        )
        match = self._matcher.match(words)
        if isinstance(match, Doubt):
            raise _Refused("moo", match.question, match)
        if isinstance(match, str):
            raise _Refused("moo", match)
        return match

    def problem(self, row: ReadRow, column: str, text: str) -> RowProblem:
        """Why a row is not taken."""
        place = self._columns.get(column)
        return RowProblem(row.number, text, "" if place is None else self._table.header[place])

    def _cell(self, row: ReadRow, column: str) -> str:
        place = self._columns.get(column)
        return "" if place is None else clean_line(row.cells[place])


def _merged(there: TargetVillage | None, village_id: int, told: ToldOfTarget) -> TargetVillage:
    one = there or TargetVillage(village_id=village_id)
    return replace(
        one,
        role=one.role if told.role is None else told.role,
        satang=one.satang if told.satang is None else told.satang,
        developer=one.developer if told.developer is None else told.developer,
        note=one.note if told.note is None else told.note,
    )
