"""The bins of households, and the counts of places that tell totals only."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP
from pathlib import Path
from uuid import UUID

from cdd_desktop.documents.pictures import load_picture
from cdd_desktop.errors import NotFound, ValidationFailed
from cdd_desktop.households.records import Household
from cdd_desktop.households.rows import (
    find_household,
    household_from,
    households_by_uuid,
)
from cdd_desktop.households.service import HouseholdsRejected, keep
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.tables import VillageRow
from cdd_desktop.storage.history import Intent, Work
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.calendar import day_in_thailand, thai_date
from cdd_desktop.thai.months import days_in, last_day, month_name, month_of
from cdd_desktop.thai.text import clean_line
from cdd_desktop.waste.bins.counts import counted, roll_up
from cdd_desktop.waste.bins.records import COUNTED, Bin, BinCount, BinPhoto, HouseholdBin
from cdd_desktop.waste.bins.rolled import RolledBins, RolledSaving, saving_of
from cdd_desktop.waste.bins.rows import (
    add_photo,
    count_columns,
    count_from,
    count_rows,
    image_of,
    insert_counts,
    pairs_by_uuid,
    photo_row,
    photos_of,
    register_of,
    remove_household,
    write_bins,
)
from cdd_desktop.waste.bins.rules import bin_problems, count_problems, proper_bin
from cdd_desktop.waste.bins.tables import BinCountRow, BinRegisterRow
from cdd_desktop.waste.months.closing import require_open
from cdd_desktop.waste.months.corrections import Difference, add_correction
from cdd_desktop.waste.months.records import Basis
from cdd_desktop.waste.months.rolled import By
from cdd_desktop.waste.months.rows import find_row, record_row
from cdd_desktop.waste.months.rules import require_month
from cdd_desktop.waste.months.unit_reading import unit_line_of
from cdd_desktop.waste.parameters.records import Rate
from cdd_desktop.waste.parameters.service import ParameterService
from cdd_desktop.waste.units import Unit

CAPTION_MAX = 200
_PHOTO_MM = (160.0, 120.0)
_NAMED = 5  # households named in a message
_NO_VILLAGE = "ไม่พบหมู่บ้านนี้ในทะเบียนแล้ว กรุณาเลือกหมู่บ้านใหม่"


class BinService:
    """Wet-waste bins by household, by place and month, and the estimate made of them."""

    def __init__(self, store: Store, areas: Areas, parameters: ParameterService) -> None:
        self._store = store
        self._areas = areas
        self._parameters = parameters

    # the register

    def register(self, village_id: int, *, closed: bool = False) -> tuple[HouseholdBin, ...]:
        """The households of a village with their bins, by house number; with `closed` also those
        no longer counted."""
        today = self._today()
        with self._store.reading() as session:
            found = register_of(session, village_id)
        return tuple(
            one
            for one in found
            if closed or one.household.closed_on is None or one.household.closed_on > today
        )

    def pair(self, household: UUID) -> HouseholdBin | None:
        """A household with its bin; None where there is none."""
        with self._store.reading() as session:
            return pairs_by_uuid(session, (household,)).get(household)

    def whole_from(self, village_id: int) -> date | None:
        """From which month on the register of a village is whole; None: it is not."""
        with self._store.reading() as session:
            row = session.get(BinRegisterRow, village_id)
            return None if row is None else row.whole_from

    def save(self, household: Household, bin_: Bin) -> HouseholdBin:
        """Keep a household and its bin together.

        Raises `ValidationFailed` by field, `StaleRecord`, `NotFound`.
        """
        try:
            pair = HouseholdBin(household=household, bin=bin_)
            return self.save_many((pair,), summary=f"บันทึกถังขยะเปียก {household.label}")[0]
        except HouseholdsRejected as rejected:
            raise ValidationFailed(rejected.by_household[household.uuid]) from rejected

    def save_many(
        self, pairs: Sequence[HouseholdBin], *, summary: str, source: str = ""
    ) -> tuple[HouseholdBin, ...]:
        """Keep all or none, as one operation. Raises `HouseholdsRejected`, `StaleRecord`."""
        intent = Intent(action="bins.save", summary=summary, source=source)
        today = self._today()
        with self._store.writing(intent) as work:
            bins = {pair.household.uuid: proper_bin(pair.known) for pair in pairs}
            problems = {
                uuid: told for uuid, one in bins.items() if (told := bin_problems(one, today))
            }
            try:
                ids = keep(work, [pair.household for pair in pairs], today)
            except HouseholdsRejected as rejected:
                for uuid, told in rejected.by_household.items():
                    problems[uuid] = problems.get(uuid, {}) | told
                raise HouseholdsRejected(problems) from rejected
            if problems:
                raise HouseholdsRejected(problems)
            write_bins(work, {ids[uuid]: one for uuid, one in bins.items()})
            found = pairs_by_uuid(work.session, bins)
            return tuple(found[pair.household.uuid] for pair in pairs)

    def inspect(
        self,
        households: Collection[UUID],
        *,
        proper: bool | None,
        regular: bool | None,
        on: date,
        inspector: str = "",
    ) -> tuple[HouseholdBin, ...]:
        """Keep what an inspection found in all of these; None leaves a fact as it was.

        Raises `ValidationFailed` by field: `on`, or `households` where some have no bin.
        """
        intent = Intent(action="bins.inspect", summary=f"ตรวจถังขยะเปียก {len(households):,} ครัวเรือน")
        with self._store.writing(intent) as work:
            pairs = pairs_by_uuid(work.session, households)
            without = [
                pair.household.label
                for pair in pairs.values()
                if pair.known.installed_on is None or pair.known.removed_on is not None
            ]
            if without:
                named = ", ".join(without[:_NAMED])
                more = f" และอีก {len(without) - _NAMED:,} ครัวเรือน" if len(without) > _NAMED else ""
                told = f"ยังไม่มีถังที่ {named}{more} กรุณากรอกวันที่ติดตั้งก่อน หรือเลือกเฉพาะครัวเรือนที่มีถัง"
                raise ValidationFailed({"households": told})
            seen = {
                uuid: replace(
                    pair.known,
                    is_proper=pair.known.is_proper if proper is None else proper,
                    is_regular=pair.known.is_regular if regular is None else regular,
                    inspected_on=on,
                    inspector=clean_line(inspector) or pair.known.inspector,
                )
                for uuid, pair in pairs.items()
            }
            for one in seen.values():
                problems = bin_problems(one, self._today())
                if problems:
                    label = pairs[one.household].household.label
                    raise ValidationFailed({"on": f"{label}: {next(iter(problems.values()))}"})
            rows = households_by_uuid(work.session, seen)
            write_bins(work, {rows[uuid].id: one for uuid, one in seen.items()})
            found = pairs_by_uuid(work.session, households)
            return tuple(found[uuid] for uuid in households if uuid in found)

    def remove(self, household: UUID) -> None:
        """Take a household that was entered by mistake out of the register, with its bin and
        photos. Raises `NotFound`, `ValidationFailed` where a bank's member is this household."""
        with self._store.reading() as session:
            label = household_from(find_household(session, household)).label
        intent = Intent(action="bins.remove", summary=f"ลบ{label} ออกจากทะเบียน")
        with self._store.writing(intent) as work:
            remove_household(work, household)

    def mark_whole(self, village_id: int, from_month: date | None) -> None:
        """From a month on the register of a village is whole, so that its bins are counted from
        it; None: it is not. Raises `NotFound`, and `MonthRefused` for a month to come."""
        told = "ยังไม่ครบ" if from_month is None else f"ครบตั้งแต่ {month_name(from_month)}"
        intent = Intent(action="bins.mark_whole", summary=f"ทะเบียนถังขยะเปียก{told}")
        with self._store.writing(intent) as work:
            if from_month is not None:
                require_month(from_month, self._today())
            if work.session.get(VillageRow, village_id) is None:
                raise NotFound(_NO_VILLAGE)
            row = work.session.get(BinRegisterRow, village_id)
            if from_month is None and row is not None:
                work.session.delete(row)
            elif from_month is not None and row is None:
                work.add(BinRegisterRow(village_id=village_id, whole_from=from_month))
            elif from_month is not None and row is not None and row.whole_from != from_month:
                row.whole_from = from_month

    # totals

    def typed(self, unit: Unit, month: date) -> BinCount | None:
        """What was typed of a unit, or kept of it when its month was closed."""
        with self._store.reading() as session:
            record = find_row(session, unit, month)
            rows = [] if record is None else count_rows(session, record.id)
            return count_from(rows[0]) if rows else None

    def save_typed(
        self,
        unit: Unit,
        month: date,
        count: BinCount | None,
        *,
        reckon_people: bool = False,
        reason: str = "",
    ) -> BinCount | None:
        """Let this be what a unit tells of a month in total; None: nothing.

        Person-days are the people times all days of the month. With `reckon_people` the people of
        households with a bin are reckoned by the rate of people to a household; the count says so,
        and is reckoned again with each change until its `people_by_rate` is 0. Else households
        whose people are not told stay out of the estimate, and are told.

        A closed month changes with a reason only, and the change is kept as a correction; without
        one raises `MonthClosed`. Raises `ValidationFailed` by field.
        """
        told = f"บันทึกยอดรวมถังขยะเปียก {month_name(month)}"
        with self._store.writing(Intent(action="bins.save_typed", summary=told)) as work:
            return self.keep_typed(
                work, unit, month, count, reckon_people=reckon_people, reason=reason
            )

    def keep_typed(
        self,
        work: Work,
        unit: Unit,
        month: date,
        count: BinCount | None,
        *,
        reckon_people: bool = False,
        reason: str = "",
    ) -> BinCount | None:
        """`save_typed` as part of a larger operation."""
        session, today = work.session, self._today()
        require_month(month, today)
        line = unit_line_of(session, unit, month)
        if line is None:
            told = f"หน่วยนี้ไม่มีอยู่ในเดือน {month_name(month)} กรุณาเลือกหน่วยหรือเดือนใหม่"
            raise ValidationFailed({"unit": told})
        reason = clean_line(reason)
        closing = require_open(session, unit, month, reason)
        if count is not None:
            count = self._whole(count, month, line.place_code, reckon_people=reckon_people)
            problems = count_problems(count)
            if count.basis is Basis.HOUSEHOLD and closing is None:
                told = "ยอดจากทะเบียนครัวเรือนนับจากทะเบียนเอง กรุณาเลือกยอดรวมหรือประมาณการ"
                problems["basis"] = told
            if problems:
                raise ValidationFailed(problems)
        record = find_row(session, unit, month)
        if record is None and count is None:
            return None
        record = record or record_row(work, unit, month)
        held = count_rows(session, record.id)
        before = count_from(held[0]) if held else None
        if before == count:
            return count
        for row in held:
            session.delete(row)
        session.flush()
        if count is not None:
            work.add(BinCountRow(record_id=record.id, **count_columns(count)))
        if closing is not None:
            for one in _differences(before, count):
                add_correction(work, record.id, one, reason, today)
        return count

    def _whole(
        self, count: BinCount, month: date, area_code: str, *, reckon_people: bool
    ) -> BinCount:
        """A typed count with what follows from it."""
        if count.basis is Basis.HOUSEHOLD:
            return replace(count, sum_of_targets=None)
        by_rate = None
        if (reckon_people or count.people_by_rate) and count.installed is not None:
            day = last_day(month)
            rate = self._parameters.parameters().value(Rate.PEOPLE_PER_HOUSEHOLD, day, area_code)
            if rate is None:
                told = "ยังไม่มีค่าเฉลี่ยจำนวนคนต่อครัวเรือน กรุณากรอกในหัวข้ออัตราและเป้าหมายก่อน"
                raise ValidationFailed({"people_installed": told})

            def people(households: int | None) -> int | None:
                return (
                    None
                    if households is None
                    else int((households * rate).to_integral_value(ROUND_HALF_UP))
                )

            by_rate = count.installed
            count = replace(
                count, people_installed=people(count.installed), people_both=people(count.both)
            )
        days = days_in(month)
        people_told, both_told = count.people_installed, count.people_both
        return replace(
            count,
            person_days=None if people_told is None else people_told * days,
            person_days_both=None if both_told is None else both_told * days,
            people_unknown=count.installed if people_told is None else 0,
            people_by_rate=by_rate or 0,
            is_whole=True,
            sum_of_targets=None,
        )

    def counted(self, area_code: str, month: date) -> dict[Unit, BinCount]:
        """The count of every unit of an area that has one; see `counting` for what counts."""
        with self._store.reading() as session:
            return counted(session, area_code, month)

    def roll_up(
        self, area_code: str, months: Sequence[date], by: By, *, by_month: bool = False
    ) -> tuple[RolledBins, ...]:
        """What each line counts, in official order."""
        with self._store.reading() as session:
            return roll_up(session, self._areas, area_code, months, by, by_month=by_month)

    def saving(self, area_code: str, months: Sequence[date], by: By) -> tuple[RolledSaving, ...]:
        """The estimate of each line over the months, each month at its own rates."""
        parameters = self._parameters.parameters()
        lines: defaultdict[object, list[RolledBins]] = defaultdict(list)
        for line in self.roll_up(area_code, months, by, by_month=True):
            lines[line.unit or (line.code, line.name)].append(line)
        return tuple(saving_of(of_one, parameters) for of_one in lines.values())

    def freeze(self, work: Work, amphoe_code: str, month: date) -> None:
        """Keep what the registers of an amphoe count in a month that is being closed."""
        found = counted(work.session, amphoe_code, month_of(month))
        registers = {u: c for u, c in found.items() if c.basis is Basis.HOUSEHOLD}
        insert_counts(work, month_of(month), registers)

    # photos

    def photos(self, household: UUID) -> tuple[BinPhoto, ...]:
        """The photos of a household's bin."""
        with self._store.reading() as session:
            return photos_of(session, household)

    def add_photo(
        self,
        household: UUID,
        source: Path | bytes,
        *,
        caption: str = "",
        taken_on: date | None = None,
    ) -> BinPhoto:
        """Keep a photo, upright, small and without where it was taken.

        Raises `ImportRejected` for what is no picture, `ValidationFailed` by field, `NotFound`.
        """
        caption = clean_line(caption)
        problems = {}
        if len(caption) > CAPTION_MAX:
            problems["caption"] = f"คำบรรยายยาวเกิน {CAPTION_MAX} ตัวอักษร กรุณาย่อให้สั้นลง"
        if taken_on is not None and taken_on > self._today():
            problems["taken_on"] = f"วันที่ {thai_date(taken_on)} ยังมาไม่ถึง กรุณาตรวจวันที่"
        if problems:
            raise ValidationFailed(problems)
        picture = load_picture(source, *_PHOTO_MM)
        with self._store.writing(
            Intent(action="bins.add_photo", summary="เพิ่มภาพถังขยะเปียก")
        ) as work:
            return add_photo(work, household, picture, caption, taken_on)

    def remove_photo(self, photo: UUID) -> None:
        """Take a photo out; raises `NotFound`."""
        with self._store.writing(
            Intent(action="bins.remove_photo", summary="ลบภาพถังขยะเปียก")
        ) as work:
            work.session.delete(photo_row(work.session, photo))

    def picture(self, photo: UUID) -> bytes:
        """The image of a photo (PNG or JPEG); raises `NotFound`, also for a damaged one."""
        with self._store.reading() as session:
            return image_of(photo_row(session, photo))

    def _today(self) -> date:
        return day_in_thailand(self._store.now())


def _differences(before: BinCount | None, after: BinCount | None) -> list[Difference]:
    """The fields of a closed month's count that became other."""
    basis = (after or before or BinCount(basis=Basis.AGGREGATE)).basis
    found = []
    for name in COUNTED:
        was = None if before is None else getattr(before, name)
        now = None if after is None else getattr(after, name)
        if was != now:
            found.append(Difference(part="bins", key=name, basis=basis, before=was, after=now))
    return found
