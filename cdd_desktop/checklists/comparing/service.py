"""Comparing over years through crosswalks, between rounds, and with the areas around."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement

from cdd_desktop.checklists.area_names import area_name
from cdd_desktop.checklists.area_sheets import counted, taken, within
from cdd_desktop.checklists.comparing.comparable import Comparison, compared
from cdd_desktop.checklists.comparing.records import (
    ComparedArea,
    Moment,
    Movement,
    NearVillage,
    RegisteredVillage,
    Trend,
    year_part,
)
from cdd_desktop.checklists.comparing.rows import (
    answer_groups,
    begun_versions,
    known_versions,
    moved_villages,
    near_villages,
    results_of,
)
from cdd_desktop.checklists.copies import copies_of
from cdd_desktop.checklists.instruments import Instrument, Relation, Round
from cdd_desktop.checklists.measured.records import FiguresOfArea, figures_of
from cdd_desktop.checklists.measured.service import MeasuredFigures
from cdd_desktop.checklists.records import IndicatorSummary
from cdd_desktop.checklists.service import ChecklistService
from cdd_desktop.checklists.summaries import next_level_down, require_within
from cdd_desktop.checklists.tables import AssessmentRow
from cdd_desktop.checklists.target_lists.base import base_within
from cdd_desktop.checklists.target_lists.service import TargetListService
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import TAMBON_CODE_LENGTH, AreaLevel, code_order
from cdd_desktop.places.service import villages
from cdd_desktop.places.tables import VillageRow
from cdd_desktop.storage.store import Store

GVH = "gvh-6x22"
MOST_YEARS = 8  # more do not fit the width of a sheet
NEAR = 2  # answers from the next level
_AROUND = (6, 4, 2)  # digits of the codes of areas around a village


class ComparingService:
    """What changed over the years, what is near changing, and what is unlike its surroundings."""

    def __init__(self, store: Store, checklists: ChecklistService, areas: Areas) -> None:
        self._store = store
        self._checklists = checklists
        self._areas = areas
        self._measured = MeasuredFigures(store, checklists)
        self._lists = TargetListService(store, checklists, areas)

    def trend(
        self,
        area_code: str,
        instrument_id: str,
        year: int,
        round_: Round,
        *,
        by: AreaLevel | None = None,
        as_of: date | None = None,
        most_years: int = MOST_YEARS,
    ) -> Trend:
        """Answers of the newest years up to `year` that have any, in the words of `year`'s version.

        `by` None: parts are of the next level down. `as_of`: whose villages are counted in all
        years; None today's. Raises `ValidationFailed` for an instrument without indicators.
        """
        newest = self._asked(instrument_id, year)
        level = by or next_level_down(area_code)
        require_within(level, area_code)
        inside = (
            *self._inside(area_code, instrument_id, year, round_, as_of),
            AssessmentRow.fiscal_year <= year,
        )
        with self._store.reading() as session:
            begun = begun_versions(session, inside)
            years = sorted({one for one, _ in begun})[-most_years:]
            begun = [(one, copy) for one, copy in begun if one in years]
            copies = copies_of(session, instrument_id)
            used = [copies[copy] for copy in dict.fromkeys(copy for _, copy in begun)]
            comparison = compared(newest, used, known_versions(session, newest))
            codes = {
                id_: comparison.codes[one.content_hash]
                for id_, one in copies.items()
                if one.content_hash in comparison.codes
            }
            chosen = (*inside, AssessmentRow.fiscal_year.in_(years))
            groups = list(answer_groups(session, instrument_id, chosen, codes, level))
        versions = {
            one: tuple(dict.fromkeys(copies[copy].version for of, copy in begun if of == one))
            for one in years
        }
        reached = {copies[copy].content_hash for _, copy in begun} & comparison.codes.keys()
        told = {one for one, copy in begun if copies[copy].content_hash in reached}
        parts = {group.part.partition("/")[2] for group in groups} - {""}
        return Trend(
            years=tuple(one for one in years if one in told),
            comparison=comparison,
            versions=versions,
            parts=tuple(sorted(parts)),
            figures=figures_of(groups, newest.indicators),
        )

    def of_year(
        self,
        area_code: str,
        newest: Instrument,
        year: int,
        round_: Round,
        *,
        as_of: date | None = None,
    ) -> tuple[tuple[IndicatorSummary, ...], Comparison]:
        """Another fiscal year's answers by the indicators of a version, as
        `AnswerFigures.by_indicator` tells those of its own; what the year's versions asked
        otherwise, or did not ask, is left blank."""
        chosen = (
            *self._inside(area_code, newest.id, year, round_, as_of),
            AssessmentRow.fiscal_year == year,
        )
        with self._store.reading() as session:
            copies = copies_of(session, newest.id)
            used = [copies[copy] for _, copy in begun_versions(session, chosen)]
            comparison = compared(newest, used, known_versions(session, newest))
            codes = {
                id_: comparison.codes[one.content_hash]
                for id_, one in copies.items()
                if one.content_hash in comparison.codes
            }
            groups = list(answer_groups(session, newest.id, chosen, codes, None))
        figures = figures_of(groups, newest.indicators)
        same = {line.indicator.code for line in comparison.of(Relation.SAME)}
        summaries = []
        for one in newest.indicators:
            told = figures.of_part(year_part(year), one.code if one.code in same else "")
            summaries.append(
                IndicatorSummary(
                    code=one.code,
                    villages=told.villages + told.absent,
                    passed=told.passed,
                    failed=told.failed,
                    households=int(told.value),
                    of=int(told.of),
                )
            )
        return tuple(summaries), comparison

    def movement(
        self,
        area_code: str,
        instrument_id: str,
        before: Moment,
        after: Moment,
        *,
        as_of: date | None = None,
    ) -> Movement:
        """The villages that count in `after`'s year with their levels at both moments."""
        instrument = self._levelled(instrument_id, after.fiscal_year)
        kinds = self._checklists.target_kinds(instrument_id, after.fiscal_year)
        inside = (
            *within(area_code, kinds, as_of),
            base_within(area_code, instrument_id, after.fiscal_year),
        )
        with self._store.reading() as session:
            lines = moved_villages(session, instrument_id, inside, before, after)
        own = [level.title for level in instrument.levels]
        others = {
            title
            for village in lines
            for title in (village.before, village.after)
            if title and title not in own
        }
        return Movement(
            instrument=instrument,
            before=before,
            after=after,
            levels=(*sorted(others), *own),
            villages=lines,
        )

    def near_level(
        self,
        area_code: str,
        instrument_id: str,
        year: int,
        round_: Round,
        *,
        most: int = NEAR,
        as_of: date | None = None,
    ) -> tuple[NearVillage, ...]:
        """Villages with a finished sheet at most so many answers from the next level: the nearest
        first, else in official order. Raises `ValidationFailed` for an instrument without levels.
        """
        self._levelled(instrument_id, year)
        chosen = (
            *self._inside(area_code, instrument_id, year, round_, as_of),
            AssessmentRow.fiscal_year == year,
        )
        with self._store.reading() as session:
            found = list(near_villages(session, instrument_id, chosen, most))
        return tuple(sorted(found, key=lambda one: one.to_next))

    def register(
        self, area_code: str, instrument_id: str, year: int, *, as_of: date | None = None
    ) -> tuple[RegisteredVillage, ...]:
        """The villages of all lists of targets up to a fiscal year, by code and year.

        A level before is that of the round ก่อน, and where there is none that of the year before.
        Villages that do not stand on the day (None: today) are left out.
        """
        years = [one for one in self._lists.years(instrument_id) if one <= year]
        lines = [
            (of, line)
            for of in years
            for line in self._lists.listed(instrument_id, of, area_code, as_of=as_of)
            if line.stands
        ]
        ids = {line.target.village_id for _, line in lines}
        with self._store.reading() as session:
            looked = {*years, *(one - 1 for one in years)}
            levels = results_of(session, instrument_id, ids, looked)
            gvh = results_of(session, GVH, ids, looked)
            names = {
                row.id: (row.moo, row.name)
                for row in session.execute(villages(as_of).where(VillageRow.id.in_(ids)))
            }
        found = []
        for of, line in lines:
            id_ = line.target.village_id
            last_year = levels.get((id_, of - 1, Round.AFTER), "")
            moo, name = names[id_]
            found.append(
                RegisteredVillage(
                    village_id=id_,
                    code=line.code,
                    moo=moo,
                    name=name,
                    fiscal_year=of,
                    role=line.target.role,
                    satang=line.target.satang,
                    developer=line.target.developer,
                    before=levels.get((id_, of, Round.BEFORE), last_year),
                    after=levels.get((id_, of, Round.AFTER), ""),
                    gvh_before=gvh.get((id_, of, Round.BEFORE), ""),
                    gvh_after=gvh.get((id_, of, Round.AFTER), ""),
                )
            )
        return tuple(sorted(found, key=lambda one: (*code_order(one.code), one.fiscal_year)))

    def against_average(
        self,
        area_code: str,
        instrument_id: str,
        year: int,
        round_: Round,
        *,
        as_of: date | None = None,
    ) -> ComparedArea:
        """An area's or a village's answers beside those of the areas around it, and of its parts:
        villages in a tambon. Raises `ValidationFailed` for an instrument without indicators."""
        instrument = self._asked(instrument_id, year)
        wider = tuple(area_code[:digits] for digits in _AROUND if digits < len(area_code))
        figures = {
            code: self._measured.of_area(code, instrument_id, year, round_, as_of=as_of)
            for code in (area_code, *wider)
        }
        parts: tuple[tuple[str, str], ...] = ()
        of_parts = FiguresOfArea({})
        if len(area_code) <= TAMBON_CODE_LENGTH:
            is_tambon = len(area_code) == TAMBON_CODE_LENGTH
            by = None if is_tambon else next_level_down(area_code)
            of_parts = self._measured.of_area(
                area_code, instrument_id, year, round_, by=by, by_village=is_tambon, as_of=as_of
            )
            progress = self._checklists.progress(
                area_code, instrument_id, year, round_, as_of=as_of
            )
            if is_tambon:
                parts = tuple((one.code, one.label) for one in progress)
            else:
                digits = len(area_code) + 2
                codes = dict.fromkeys(one.code[:digits] for one in progress)
                parts = tuple((code, area_name(self._areas, code)) for code in codes)
        return ComparedArea(
            area_code=area_code,
            instrument=instrument,
            figures=figures,
            wider=wider,
            parts=parts,
            of_parts=of_parts,
        )

    def _asked(self, instrument_id: str, year: int) -> Instrument:
        instrument = self._checklists.instrument(instrument_id, year)
        if not instrument.indicators:
            told = (
                f"แบบประเมิน {instrument.short_title} ยังไม่มีตัวชี้วัด จึงเปรียบเทียบไม่ได้ "
                "กรุณานำเข้าตัวชี้วัดก่อน หรือเลือกแบบประเมินอื่น"
            )
            raise ValidationFailed({"instrument": told})
        return instrument

    def _levelled(self, instrument_id: str, year: int) -> Instrument:
        instrument = self._checklists.instrument(instrument_id, year)
        if not instrument.levels:
            told = (
                f"แบบประเมิน {instrument.short_title} ไม่มีระดับ จึงเปรียบเทียบระดับไม่ได้ "
                "กรุณาเลือกแบบประเมินอื่น หรือใช้รายงานจัดอันดับตัวชี้วัดที่ไม่ผ่าน"
            )
            raise ValidationFailed({"instrument": told})
        return instrument

    def _inside(
        self,
        area_code: str,
        instrument_id: str,
        year: int,
        round_: Round,
        as_of: date | None,
    ) -> Sequence[ColumnElement[bool]]:
        kinds = self._checklists.target_kinds(instrument_id, year)
        return (
            *within(area_code, kinds, as_of),
            *taken(instrument_id, round_),
            counted(area_code, instrument_id),
        )
