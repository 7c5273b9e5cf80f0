"""What the office does with a year's target villages and due days, and how far the sheets are."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from sqlalchemy import select

from cdd_desktop.checklists.area_names import area_name
from cdd_desktop.checklists.instruments import Round
from cdd_desktop.checklists.records import VillageProgress
from cdd_desktop.checklists.summaries import (
    CODE_LENGTHS,
    TOTAL_NAME,
    next_level_down,
    require_within,
    village_progress,
)
from cdd_desktop.checklists.target_lists.due_days import DueDays
from cdd_desktop.checklists.target_lists.keeping import (
    STALE,
    change,
    intended,
    new_list,
    new_uuid,
    proper_village,
    put_lines,
    require_villages,
    standing_among,
)
from cdd_desktop.checklists.target_lists.progress import (
    AreaProgress,
    LateVillage,
    late_villages,
    progress_of_parts,
)
from cdd_desktop.checklists.target_lists.records import (
    ListedVillage,
    TargetList,
    TargetVillage,
    UnlistedVillage,
    list_problems,
    village_problems,
    year_problems,
)
from cdd_desktop.checklists.target_lists.rows import (
    due_days_in,
    last_keyed,
    list_of,
    list_row,
    target_of,
    village_rows,
)
from cdd_desktop.checklists.target_lists.tables import TargetListRow, TargetVillageRow
from cdd_desktop.checklists.workflow.rows import last_announced
from cdd_desktop.checklists.workflow.steps import STEPS
from cdd_desktop.errors import NotFound, StaleRecord, ValidationFailed
from cdd_desktop.places.records import AreaLevel, code_order
from cdd_desktop.places.service import villages
from cdd_desktop.places.tables import VillageRow, named_within
from cdd_desktop.places.words import village_labels
from cdd_desktop.storage.settings import setting_in
from cdd_desktop.thai.calendar import day_in_thailand
from cdd_desktop.thai.text import clean_line, clean_text

_NO_LIST = "ปี {} ยังไม่มีรายชื่อหมู่บ้านเป้าหมาย กรุณาเพิ่มหมู่บ้านก่อน"


class TargetListService(DueDays):
    """Which villages a year judges, what is due from whom by when, and who is late.

    What is due stands in `DueDays`.
    """

    # the list

    def of_year(self, instrument_id: str, year: int) -> TargetList | None:
        """The list of a fiscal year (Buddhist) as it stands; None: all villages are judged."""
        with self._store.reading() as session:
            row = list_row(session, instrument_id, year)
            return None if row is None else list_of(row, village_rows(session, row.id).values())

    def base_ids(self, instrument_id: str, year: int) -> frozenset[int] | None:
        """The villages that figures of the year are of; None: all villages that are judged."""
        on_the_list = (
            select(TargetVillageRow.village_id)
            .join(TargetListRow, TargetListRow.id == TargetVillageRow.list_id)
            .where(
                TargetListRow.instrument == instrument_id,
                TargetListRow.fiscal_year == year,
                TargetListRow.all_villages.is_(False),
            )
        )
        with self._store.reading() as session:
            return frozenset(session.scalars(on_the_list)) or None

    def begin(self, instrument_id: str, year: int) -> TargetList:
        """A new list for a form to fill in; nothing is saved."""
        return TargetList(
            uuid=new_uuid(), instrument=instrument_id, fiscal_year=year, all_villages=True
        )

    def years(self, instrument_id: str) -> tuple[int, ...]:
        """Fiscal years that have a list, the newest first."""
        wanted = (
            select(TargetListRow.fiscal_year)
            .where(TargetListRow.instrument == instrument_id)
            .order_by(TargetListRow.fiscal_year.desc())
        )
        with self._store.reading() as session:
            return tuple(session.scalars(wanted))

    def listed(
        self, instrument_id: str, year: int, area_code: str = "", *, as_of: date | None = None
    ) -> tuple[ListedVillage, ...]:
        """The lines of a year's list in an area, in official order; those of villages that do not
        stand on the day (None: today) last, wherever they were."""
        with self._store.reading() as session:
            row = list_row(session, instrument_id, year)
            if row is None:
                return ()
            lines = village_rows(session, row.id)
            standing = standing_among(session, lines, area_code, as_of)
            gone = lines.keys() - standing_among(session, lines, "", as_of).keys()
            mentors = {line.mentor_id for line in lines.values() if line.mentor_id is not None}
            labels = village_labels(session, gone | mentors)
            return tuple(
                ListedVillage(
                    target=target_of(lines[id_]),
                    code=standing[id_].code if id_ in standing else "",
                    label=standing[id_].label if id_ in standing else labels.get(id_, ""),
                    mentor=labels.get(lines[id_].mentor_id or 0, ""),
                    stands=id_ in standing,
                )
                for id_ in (
                    *sorted(standing, key=lambda id_: code_order(standing[id_].code)),
                    *sorted(gone),
                )
            )

    def save_list(self, told: TargetList) -> TargetList:
        """Keep the head of a list, new (version 0) or changed; its villages stay as they are.

        Raises `ValidationFailed` by field (`letter`, `note`, `fiscal_year`, `all_villages`) or
        `StaleRecord`.
        """
        told = replace(told, letter=clean_line(told.letter), note=clean_text(told.note))
        newest = self._checklists.instrument(told.instrument, told.fiscal_year)
        if problems := list_problems(told):
            raise ValidationFailed(problems)
        intent = intended("save_list", f"รายชื่อเป้าหมายปี {told.fiscal_year} {newest.short_title}")
        with self._store.writing(intent) as work:
            row = list_row(work.session, told.instrument, told.fiscal_year)
            if (0 if row is None else row.version) != told.version:
                raise StaleRecord(STALE)
            lines = {} if row is None else village_rows(work.session, row.id)
            if not told.all_villages and not lines:
                raise ValidationFailed(
                    {"all_villages": "ยังไม่มีหมู่บ้านในรายชื่อ กรุณาเพิ่มหมู่บ้านก่อนเลือกนับเฉพาะรายชื่อ"}
                )
            columns = {
                "all_villages": told.all_villages,
                "letter": told.letter,
                "note": told.note,
            }
            if row is None:
                row = new_list(work, told.instrument, told.fiscal_year, told.uuid, columns)
            else:
                change(row, columns)
                work.session.flush()
            return list_of(row, lines.values())

    def remove_list(self, instrument_id: str, year: int) -> None:
        """Take a year's list away with all its lines: every village counts again. Raises
        `NotFound`."""
        intent = intended("remove_list", f"ลบรายชื่อหมู่บ้านเป้าหมายปี {year}")
        with self._store.writing(intent) as work:
            row = list_row(work.session, instrument_id, year)
            if row is None:
                raise NotFound(_NO_LIST.format(year))
            for line in village_rows(work.session, row.id).values():
                work.session.delete(line)
            work.session.flush()
            work.session.delete(row)

    # its villages

    def put_villages(
        self,
        instrument_id: str,
        year: int,
        wanted: Sequence[TargetVillage],
        *,
        source: str = "",
        only_new: bool = False,
    ) -> int:
        """Put villages on a year's list or change their lines, many in one operation.

        `only_new`: lines that are there already stay as they are. A year without a list has one
        from then on, and counts its villages alone. Gives how many lines are new or other. Raises
        `ValidationFailed` by field (`village`, or those of `village_problems`), `StaleRecord` for
        a line read before somebody changed it.
        """
        newest = self._checklists.instrument(instrument_id, year)
        kinds = self._checklists.target_kinds(instrument_id, year)
        told = [proper_village(one) for one in wanted]
        problems = year_problems(year)
        for one in told:
            problems |= village_problems(one)
        if problems:
            raise ValidationFailed(problems)
        intent = intended(
            "put_villages", f"รายชื่อเป้าหมายปี {year}: {len(told):,} หมู่บ้าน", source=source
        )
        with self._store.writing(intent) as work:
            require_villages(work.session, newest, kinds, told)
            row = list_row(work.session, instrument_id, year)
            if row is None and told:
                row = new_list(
                    work,
                    instrument_id,
                    year,
                    new_uuid(),
                    {"all_villages": False, "letter": "", "note": ""},
                )
            return 0 if row is None else put_lines(work, row.id, told, only_new=only_new)

    def add_area(self, instrument_id: str, year: int, area_code: str) -> int:
        """Put every village of an area that stands today and is not listed yet on the list.

        Gives how many were put. Raises what `put_villages` raises.
        """
        kinds = self._checklists.target_kinds(instrument_id, year)
        inside = villages().where(
            named_within(area_code), VillageRow.kind.in_([kind.value for kind in kinds])
        )
        with self._store.reading() as session:
            row = list_row(session, instrument_id, year)
            listed = {} if row is None else village_rows(session, row.id)
            ids = [one.id for one in session.execute(inside) if one.id not in listed]
        wanted = [TargetVillage(village_id=id_) for id_ in ids]
        return self.put_villages(instrument_id, year, wanted, source=area_code, only_new=True)

    def remove_villages(self, instrument_id: str, year: int, village_ids: Iterable[int]) -> int:
        """Take villages off a year's list, many in one operation; gives how many were on it."""
        ids = set(village_ids)
        intent = intended("remove_villages", f"เอา {len(ids):,} หมู่บ้านออกจากรายชื่อเป้าหมายปี {year}")
        with self._store.writing(intent) as work:
            row = list_row(work.session, instrument_id, year)
            lines = {} if row is None else village_rows(work.session, row.id)
            gone = [line for id_, line in lines.items() if id_ in ids]
            for line in gone:
                work.session.delete(line)
            return len(gone)

    def copy_from(self, instrument_id: str, year: int, from_year: int) -> int:
        """Put the villages of another year's list on this year's, those that stand today.

        Role, บ้านพี่ and developer come along; the budget does not, which is of its own year. Those
        listed already stay as they are. Gives how many were put. Raises `NotFound` without a list
        of `from_year`, or what `put_villages` raises.
        """
        kinds = self._checklists.target_kinds(instrument_id, year)
        with self._store.reading() as session:
            before = list_row(session, instrument_id, from_year)
            if before is None:
                raise NotFound(_NO_LIST.format(from_year))
            lines = village_rows(session, before.id)
            row = list_row(session, instrument_id, year)
            listed = {} if row is None else village_rows(session, row.id)
            standing = standing_among(session, lines, "", None)
            wanted = [
                replace(target_of(line), satang=None, version=0)
                for id_, line in lines.items()
                if id_ not in listed and id_ in standing and standing[id_].kind in kinds
            ]
        return self.put_villages(
            instrument_id, year, wanted, source=f"ปี {from_year}", only_new=True
        )

    # how far it is

    def progress(
        self,
        area_code: str,
        instrument_id: str,
        year: int,
        round_: Round,
        by: AreaLevel | None = None,
        *,
        on: date | None = None,
        by_village: bool = False,
    ) -> tuple[AreaProgress, ...]:
        """Expected, begun, complete and late by part of an area, the total last.

        Only target villages that stand on the day `on` (None: today); what is late is late on
        that day, while sheets are as they stand now. `by` None breaks an area down by the next
        level, `by_village` into its villages. Raises `ValidationFailed` where `by` is wider than
        the area.
        """
        level = by or next_level_down(area_code)
        require_within(level, area_code)
        lines, late = self._read(area_code, instrument_id, year, round_, on)
        return progress_of_parts(
            lines,
            late,
            None if by_village else CODE_LENGTHS[level],
            partial(area_name, self._areas),
            (area_code, TOTAL_NAME),
        )

    def late_villages(
        self,
        area_code: str,
        instrument_id: str,
        year: int,
        round_: Round,
        *,
        on: date | None = None,
    ) -> tuple[LateVillage, ...]:
        """The target villages that missed a due day, as `progress` counts them."""
        return self._read(area_code, instrument_id, year, round_, on)[1]

    def unlisted(
        self,
        area_code: str,
        instrument_id: str,
        year: int,
        round_: Round,
        *,
        on: date | None = None,
    ) -> tuple[UnlistedVillage, ...]:
        """The villages of an area that the year's list leaves out, in official order, each with
        the level announced last, of this year or before. Nothing where all are counted."""
        base = self.base_ids(instrument_id, year)
        if base is None:
            return ()
        newest = self._checklists.instrument(instrument_id, year)
        kinds = self._checklists.target_kinds(instrument_id, year)
        with self._store.reading() as session:
            lines = village_progress(
                session, area_code, kinds, newest, year, round_, on, everyone=True
            )
            others = [line for line in lines if line.village_id not in base]
            ids = [line.village_id for line in others]
            announced = last_announced(session, ids, instrument_id, year)
        found = ((line, announced.get(line.village_id)) for line in others)
        return tuple(
            UnlistedVillage(
                code=line.code,
                label=line.label,
                level="" if told is None else told.title,
                fiscal_year=None if told is None else told.fiscal_year,
            )
            for line, told in found
        )

    def left_open(
        self, area_code: str, instrument_id: str, year: int, round_: Round, *, at_most: int
    ) -> tuple[VillageProgress, ...]:
        """Target villages whose sheets were begun and are not whole; the one keyed last first."""
        newest = self._checklists.instrument(instrument_id, year)
        kinds = self._checklists.target_kinds(instrument_id, year)
        with self._store.reading() as session:
            lines = village_progress(session, area_code, kinds, newest, year, round_, None)
            unfinished = {
                line.village_id: line for line in lines if line.answered and not line.is_complete
            }
            order = last_keyed(session, unfinished, instrument_id, year, round_)
        return tuple(unfinished[id_] for id_ in order[:at_most])

    def _read(
        self, area_code: str, instrument_id: str, year: int, round_: Round, on: date | None
    ) -> tuple[tuple[VillageProgress, ...], tuple[LateVillage, ...]]:
        newest = self._checklists.instrument(instrument_id, year)
        kinds = self._checklists.target_kinds(instrument_id, year)
        today = day_in_thailand(self._store.now())
        with self._store.reading() as session:
            lines = village_progress(session, area_code, kinds, newest, year, round_, on)
            due_days = due_days_in(session, [instrument_id], year, round_)
            way = setting_in(session, STEPS)
        return lines, late_villages(lines, due_days, way, on or today)
