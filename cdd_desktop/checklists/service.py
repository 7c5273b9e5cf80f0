"""What the office does with checklists: answer, see the level, follow progress, mark หลัก."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from cdd_desktop.checklists import rules
from cdd_desktop.checklists.copies import copies_of, copy_id_of, ensure_copy, newest_revision
from cdd_desktop.checklists.editing.in_force import instrument_in, instruments_in
from cdd_desktop.checklists.grading import UNMARKED, AnswerState, MainRule, RuleRevision
from cdd_desktop.checklists.instruments import Instrument, Round, TextCheck
from cdd_desktop.checklists.keeping import (
    proper_head,
    proper_remarks,
    put_carried,
    put_head,
    put_remarks,
    put_told,
)
from cdd_desktop.checklists.library import shipped_instruments
from cdd_desktop.checklists.records import (
    Answer,
    AreaSummary,
    Origin,
    RegradePreview,
    Sheet,
    SheetHead,
    SheetKey,
    VillageProgress,
)
from cdd_desktop.checklists.sheets import (
    begin,
    find_row,
    read_sheet,
    regrade,
    sheets_in_area,
)
from cdd_desktop.checklists.summaries import (
    level_basis,
    next_level_down,
    require_within,
    summarise,
    village_progress,
    years_with_sheets,
)
from cdd_desktop.checklists.targets import (
    INCLUDE_COMMUNITIES,
    require_target,
    target_kinds,
    year_problem,
)
from cdd_desktop.checklists.threshold_checks import put_checks, still_said
from cdd_desktop.checklists.told_text import spoken
from cdd_desktop.checklists.workflow.locks import require_open
from cdd_desktop.errors import NotFound, ValidationFailed
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import AreaLevel, PlaceKind, Village
from cdd_desktop.places.service import VillageService
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.settings import Settings
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.calendar import day_in_thailand, fiscal_year


class ChecklistService:
    """Sheets, their answers and levels, of every instrument.

    `shipped` come with the program, in force or not; sheets are begun with those or the office's.
    """

    def __init__(
        self,
        store: Store,
        villages: VillageService,
        areas: Areas,
        *,
        shipped: Sequence[Instrument] | None = None,
    ) -> None:
        self._store = store
        self._villages = villages
        self._areas = areas
        self._settings = Settings(store)
        self.shipped = {
            instrument.id: instrument
            for instrument in (shipped_instruments() if shipped is None else shipped)
        }

    def instruments(self, year: int | None = None) -> tuple[Instrument, ...]:
        """The version of every instrument that new sheets of a fiscal year are begun with: shipped,
        the office's own, then those only the file has. None is the year that runs."""
        with self._store.reading() as session:
            return instruments_in(session, self.shipped, year or self._this_year)

    def instrument(self, instrument_id: str, year: int | None = None) -> Instrument:
        """The version that new sheets of a fiscal year are begun with (None: the year that runs);
        before the first one, that first one. Raises `NotFound`."""
        with self._store.reading() as session:
            found = instrument_in(session, self.shipped, instrument_id, year or self._this_year)
        if found is None:
            raise NotFound(f"ไม่มีแบบประเมินรหัส {instrument_id} กรุณาเลือกแบบประเมินจากรายการ")
        return found

    @property
    def _this_year(self) -> int:
        return fiscal_year(self._today)

    def target_kinds(self, instrument_id: str, year: int | None = None) -> tuple[PlaceKind, ...]:
        """The kinds of places that the office judges by this instrument in a fiscal year."""
        return target_kinds(
            self.instrument(instrument_id, year),
            include_communities=self._settings.get(INCLUDE_COMMUNITIES),
        )

    def sheet(self, key: SheetKey) -> Sheet:
        """The sheet as it stands; one that was not begun comes empty. Raises `NotFound`."""
        newest = self.instrument(key.instrument, key.fiscal_year)
        with self._store.reading() as session:
            return read_sheet(session, key, newest)

    def answer(
        self,
        key: SheetKey,
        code: str,
        state: AnswerState | None,
        *,
        value: Decimal | None = None,
        denominator: Decimal | None = None,
        choice: str = "",
        votes: tuple[int, ...] = (),
        origin: Origin = Origin.ASKED,
    ) -> Sheet:
        """Give one indicator's answer; None takes it back to ยังไม่ประเมิน.

        ผ่าน, ไม่ผ่าน and “-” are said by `state`; all else is said MEASURED: a number or score by
        `value`, a count by `value` and `denominator` (None, of target households: of as many as the
        sheet's other counts, else as the instrument says), an option by its code `choice`, hands
        from the lowest score up by `votes`; points and sums follow. Evidence and note stay when
        an answer changes, and go when it is taken back. Raises `NotFound`, `SheetLocked`, or
        `ValidationFailed` for a key that this instrument is not meant for or an answer the
        indicator cannot have.
        """
        newest, village = self.writable(key)
        said = None
        if state is not None:
            said = Answer(state=state, value=value, denominator=denominator, choice=choice)
            said = replace(said, votes=votes, origin=origin)
        told = spoken(newest, code, said)
        intent = Intent(
            action="checklists.answer",
            summary=f"{village.label} ปี {key.fiscal_year} รอบ{key.round.label} ข้อ {code}: {told}",
        )
        with self._store.writing(intent) as work:
            row = find_row(work.session, key)
            if row is None and said is not None:
                newest.indicator(code)
                row = begin(work, key, newest)
            if row is not None:
                require_open(work.session, [row])
                copy = copies_of(work.session, key.instrument)[row.instrument_copy_id]
                put_told(work, row, copy, code, said)
                regrade(work.session, row)
            return read_sheet(work.session, key, newest)

    def carry_forward(self, key: SheetKey) -> Sheet:
        """Answer what is asked and still blank as it was answered last year, marked as carried.

        Raises `ValidationFailed` where there is nothing to take over, or `SheetLocked`.
        """
        newest, village = self.writable(key)
        year = key.fiscal_year
        intent = Intent(
            action="checklists.carry_forward",
            summary=f"{village.label} ปี {year} รอบ{key.round.label}: ยกคำตอบจากปี {year - 1}",
        )
        with self._store.writing(intent) as work:
            put_carried(work, key, newest)
            return read_sheet(work.session, key, newest)

    def annotate(
        self, key: SheetKey, code: str, *, evidence: str | None = None, note: str | None = None
    ) -> Sheet:
        """Write evidence or a note beside an answer; None leaves it as it is.

        Raises `ValidationFailed` where there is no answer yet, or `SheetLocked`.
        """
        newest, village = self.writable(key)
        texts = proper_remarks(evidence, note)
        intent = Intent(
            action="checklists.annotate",
            summary=f"{village.label} ปี {key.fiscal_year} รอบ{key.round.label} ข้อ {code}: "
            "หลักฐาน/หมายเหตุ",
        )
        with self._store.writing(intent) as work:
            put_remarks(work, key, code, texts)
            return read_sheet(work.session, key, newest)

    def save_head(self, key: SheetKey, head: SheetHead) -> Sheet:
        """Keep who judged, where and when.

        Raises `StaleRecord` when the head was saved elsewhere since `head` was read, `SheetLocked`
        and `ValidationFailed`.
        """
        newest, village = self.writable(key)
        head = proper_head(head, key.fiscal_year, self._today)
        intent = Intent(
            action="checklists.save_head",
            summary=f"{village.label} ปี {key.fiscal_year} รอบ{key.round.label}: หัวแบบประเมิน",
        )
        with self._store.writing(intent) as work:
            put_head(work, key, head, newest)
            return read_sheet(work.session, key, newest)

    def save_heads(self, heads: Mapping[SheetKey, SheetHead]) -> None:
        """Keep the heads of many sheets in one operation: all or none.

        Raises what `save_head` raises, of the first that cannot be kept.
        """
        proper = [
            (key, proper_head(head, key.fiscal_year, self._today), self.writable(key)[0])
            for key, head in heads.items()
        ]
        intent = Intent(
            action="checklists.save_heads", summary=f"หัวแบบประเมิน {len(proper):,} หมู่บ้าน"
        )
        with self._store.writing(intent) as work:
            for key, head, newest in proper:
                put_head(work, key, head, newest)

    def progress(
        self,
        area_code: str,
        instrument_id: str,
        year: int,
        round_: Round,
        *,
        as_of: date | None = None,
        everyone: bool = False,
    ) -> tuple[VillageProgress, ...]:
        """The target villages of an area, or the one of a village's code, in official order.

        `everyone`: those too that the year's list of targets leaves out. `as_of` here and below:
        areas and villages as they stood on that day; None is today.
        """
        newest = self.instrument(instrument_id, year)
        kinds = self.target_kinds(instrument_id, year)
        with self._store.reading() as session:
            return village_progress(
                session, area_code, kinds, newest, year, round_, as_of, everyone=everyone
            )

    def summary(
        self,
        area_code: str,
        instrument_id: str,
        year: int,
        round_: Round,
        by: AreaLevel | None = None,
        *,
        as_of: date | None = None,
    ) -> tuple[AreaSummary, ...]:
        """Targets and levels by area in official order, the total last.

        `area_code` "" is the whole office. `by` None breaks an area down by the next level.
        Areas without target villages are left out. Raises `ValidationFailed` where `by` is wider
        than the area.
        """
        newest = self.instrument(instrument_id, year)
        kinds = self.target_kinds(instrument_id, year)
        level = by or next_level_down(area_code)
        require_within(level, area_code)
        with self._store.reading() as session:
            return summarise(
                session, area_code, kinds, newest, year, round_, level, self._areas, as_of=as_of
            )

    def level_basis(
        self,
        area_code: str,
        instrument_id: str,
        year: int,
        round_: Round,
        *,
        as_of: date | None = None,
    ) -> str:
        """The caution that a report of these levels carries; empty when หลัก were looked at."""
        newest = self.instrument(instrument_id, year)
        kinds = self.target_kinds(instrument_id, year)
        if not newest.main_count:
            return ""
        with self._store.reading() as session:
            return level_basis(session, area_code, kinds, instrument_id, year, round_, as_of)

    def filled(
        self,
        area_code: str,
        instrument_id: str,
        year: int,
        round_: Round,
        *,
        as_of: date | None = None,
    ) -> tuple[Sheet, ...]:
        """The begun sheets of the area's target villages in official order, for printing."""
        kinds = self.target_kinds(instrument_id, year)
        with self._store.reading() as session:
            return sheets_in_area(session, area_code, kinds, instrument_id, year, round_, as_of)

    def years(self, instrument_id: str) -> tuple[int, ...]:
        """Fiscal years that have sheets, the oldest first."""
        with self._store.reading() as session:
            return years_with_sheets(session, instrument_id)

    def main_rule(self, instrument_id: str) -> RuleRevision:
        """The rule of sheets begun from now on: หลัก, and thresholds. Raises `NotFound`."""
        newest = self.instrument(instrument_id)
        with self._store.reading() as session:
            copy_id = copy_id_of(session, newest)
            return UNMARKED if copy_id is None else newest_revision(session, copy_id)

    def preview_main(
        self, instrument_id: str, main: frozenset[str], rule: MainRule, years: Collection[int]
    ) -> RegradePreview:
        """What marking these ตัวชี้วัดหลัก would change; raises `ValidationFailed`."""
        newest = self.instrument(instrument_id)
        rules.check_main(newest, main, rule)
        wanted = replace(self.main_rule(instrument_id), main=main, rule=rule)
        with self._store.reading() as session:
            return rules.preview(session, newest, wanted, years)

    def apply_main(
        self, instrument_id: str, main: frozenset[str], rule: MainRule, years: Collection[int]
    ) -> RegradePreview:
        """Mark ตัวชี้วัดหลัก for new sheets and grade those of `years` by them.

        Sheets of other years keep the revision that graded them. Raises `ValidationFailed`.
        """
        newest = self.instrument(instrument_id)
        rules.check_main(newest, main, rule)
        intent = Intent(
            action="checklists.apply_main",
            summary=f"กำหนดตัวชี้วัดหลักของ {newest.short_title} {_told_years(years)}",
        )
        with self._store.writing(intent) as work:
            before = newest_revision(work.session, ensure_copy(work, newest))
            wanted = replace(before, main=main, rule=rule)
            return rules.apply(work, newest, wanted, years)

    def apply_thresholds(
        self,
        instrument_id: str,
        thresholds: Mapping[str, Decimal],
        years: Collection[int],
        *,
        checks: Mapping[str, TextCheck] | None = None,
    ) -> RegradePreview:
        """Set the percent of households from which each counted indicator is passed.

        For new sheets and those of `years`; indicators left out have no threshold from then on.
        `checks`: where the percents are from; None leaves what is known of those that stay.
        Raises `ValidationFailed`.
        """
        newest = self.instrument(instrument_id)
        rules.check_thresholds(newest, thresholds)
        intent = Intent(
            action="checklists.apply_thresholds",
            summary=f"กำหนดเกณฑ์ผ่านของ {newest.short_title} {_told_years(years)}",
        )
        with self._store.writing(intent) as work:
            before = newest_revision(work.session, ensure_copy(work, newest))
            if checks is None:
                checks = still_said(work.session, instrument_id, before.thresholds, thresholds)
            put_checks(work, instrument_id, checks)
            wanted = replace(before, thresholds=dict(thresholds))
            return rules.apply(work, newest, wanted, years)

    def writable(self, key: SheetKey) -> tuple[Instrument, Village]:
        """The instrument and village of a key that may be written to.

        Raises `NotFound`, or `ValidationFailed` for a key that the instrument is not meant for.
        """
        newest = self.instrument(key.instrument, key.fiscal_year)
        village = self._villages.by_id(key.village_id)
        told = year_problem(newest, key.fiscal_year, self._today)
        if told:
            raise ValidationFailed({"fiscal_year": told})
        if key.round not in newest.rounds:
            told = f"แบบประเมิน {newest.short_title} ไม่มีรอบ{key.round.label} กรุณาเลือกรอบอื่น"
            raise ValidationFailed({"round": told})
        communities = self._settings.get(INCLUDE_COMMUNITIES)
        require_target(newest, village, target_kinds(newest, include_communities=communities))
        return newest, village

    @property
    def _today(self) -> date:
        return day_in_thailand(self._store.now())


def _told_years(years: Collection[int]) -> str:
    return f"ปี {', '.join(str(year) for year in sorted(years)) or 'ต่อไป'}"
