"""What the office does with a village's target households."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import select

from cdd_desktop.checklists.instruments import CDD_6X2, Instrument, Round
from cdd_desktop.checklists.records import SheetKey
from cdd_desktop.checklists.service import ChecklistService
from cdd_desktop.checklists.target_households.records import (
    MOST,
    Counted,
    Given,
    HouseholdResult,
    TargetHousehold,
    counted,
    given_problem,
    of_households,
)
from cdd_desktop.checklists.target_households.rows import (
    line_rows,
    lists_of,
    new_uuid,
    put_result,
    result_of,
    result_rows,
    rows_of,
)
from cdd_desktop.checklists.target_households.tables import TargetHouseholdRow
from cdd_desktop.errors import NotFound, ValidationFailed
from cdd_desktop.households.records import Household, house_order
from cdd_desktop.households.rows import read_households
from cdd_desktop.households.service import HouseholdsRejected, keep
from cdd_desktop.households.tables import HouseholdRow
from cdd_desktop.storage.history import Intent, Work
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.calendar import day_in_thailand

_NO_LIST = "ปี {} ของหมู่บ้านนี้ยังไม่มีครัวเรือนเป้าหมาย กรุณาเลือกปีอื่น หรือเลือกจากทะเบียนครัวเรือน"


class TargetHouseholdService:
    """The households that 6 ด้าน 12 ตัวชี้วัด is asked of, by village and fiscal year (Buddhist)."""

    def __init__(self, store: Store, checklists: ChecklistService) -> None:
        self._store = store
        self._checklists = checklists

    def instrument(self, year: int) -> Instrument:
        """The version whose household indicators are asked in a year."""
        return self._checklists.instrument(CDD_6X2, year)

    def of_village(self, village_id: int, year: int) -> tuple[TargetHousehold, ...]:
        """A village's target households in their order, with what is told of each round."""
        return self.of_villages([village_id], year).get(village_id, ())

    def of_villages(
        self, village_ids: Iterable[int], year: int
    ) -> dict[int, tuple[TargetHousehold, ...]]:
        """The same of many villages; those without any are absent."""
        with self._store.reading() as session:
            return lists_of(session, village_ids, year)

    def candidates(self, village_id: int, year: int) -> tuple[Household, ...]:
        """Households of the register that stand and are not on the list, by house number."""
        today = day_in_thailand(self._store.now())
        with self._store.reading() as session:
            listed = select(TargetHouseholdRow.household_id).where(
                TargetHouseholdRow.fiscal_year == year
            )
            condition = (HouseholdRow.village_id == village_id) & HouseholdRow.id.not_in(listed)
            found = read_households(session, condition)
        standing = (one for one in found if one.closed_on is None or one.closed_on > today)
        return tuple(sorted(standing, key=house_order))

    def choose(self, village_id: int, year: int, households: Sequence[UUID]) -> int:
        """Put households of the register at the end of the list, in this order; gives how many are
        new on it. Raises `ValidationFailed` for one that is of another village or closed, or for
        too many."""
        intent = _intent("choose", f"เลือกครัวเรือนเป้าหมายปี {year}: {len(households):,} ครัวเรือน")
        today = day_in_thailand(self._store.now())
        with self._store.writing(intent) as work:
            condition = (
                HouseholdRow.uuid.in_(households)
                & (HouseholdRow.village_id == village_id)
                & (HouseholdRow.closed_on.is_(None) | (HouseholdRow.closed_on > today))
            )
            found = select(HouseholdRow.uuid, HouseholdRow.id).where(condition)
            ids = {row.uuid: row.id for row in work.session.execute(found)}
            if len(ids) < len(set(households)):
                told = "บางครัวเรือนไม่อยู่ในทะเบียนของหมู่บ้านนี้แล้ว กรุณาเปิดรายการใหม่แล้วเลือกอีกครั้ง"
                raise ValidationFailed({"household": told})
            return _append(work, village_id, year, [ids[uuid] for uuid in households])

    def add(self, year: int, household: Household) -> TargetHousehold:
        """Put a household into the register and on its village's list, as one operation.

        Raises `ValidationFailed` by field of the household.
        """
        intent = _intent("add", f"เพิ่มครัวเรือนเป้าหมายปี {year}: {household.label}")
        with self._store.writing(intent) as work:
            try:
                ids = keep(work, (household,), day_in_thailand(self._store.now()))
            except HouseholdsRejected as rejected:
                raise ValidationFailed(rejected.by_household[household.uuid]) from rejected
            _append(work, household.village_id, year, [ids[household.uuid]])
            lines = lists_of(work.session, [household.village_id], year)[household.village_id]
            return next(one for one in lines if one.household.uuid == household.uuid)

    def copy_from(self, village_id: int, year: int, from_year: int) -> int:
        """Put another year's households that still stand on this year's list; their results do not
        come along. Raises `NotFound` without a list of `from_year`."""
        today = day_in_thailand(self._store.now())
        intent = _intent("copy_from", f"ครัวเรือนเป้าหมายปี {year} ตามปี {from_year}")
        with self._store.writing(intent) as work:
            before = rows_of(work.session, village_id, from_year)
            if not before:
                raise NotFound(_NO_LIST.format(from_year))
            still = set(
                work.session.scalars(
                    select(HouseholdRow.id).where(
                        HouseholdRow.id.in_([row.household_id for row in before]),
                        HouseholdRow.closed_on.is_(None) | (HouseholdRow.closed_on > today),
                    )
                )
            )
            wanted = [row.household_id for row in before if row.household_id in still]
            return _append(work, village_id, year, wanted)

    def remove(self, uuids: Iterable[UUID]) -> int:
        """Take households off their list with what was told of them; they stay in the register, and
        those behind move up. Raises `NotFound`."""
        wanted = tuple(dict.fromkeys(uuids))
        intent = _intent("remove", f"เอาครัวเรือนเป้าหมายออก {len(wanted):,} ครัวเรือน")
        with self._store.writing(intent) as work:
            gone = line_rows(work.session, wanted)
            for row in result_rows(work.session, [line.id for line in gone.values()]).values():
                work.session.delete(row)
            work.session.flush()
            lists = {(line.village_id, line.fiscal_year) for line in gone.values()}
            for line in gone.values():
                work.session.delete(line)
            work.session.flush()
            for village_id, year in lists:
                _number(rows_of(work.session, village_id, year))
        return len(wanted)

    def move(self, uuid: UUID, by: int) -> None:
        """Let a household change places with others: -1 one line up. Raises `NotFound`."""
        with self._store.writing(_intent("move", "เรียงครัวเรือนเป้าหมาย")) as work:
            line = line_rows(work.session, [uuid])[uuid]
            rows = rows_of(work.session, line.village_id, line.fiscal_year)
            at = rows.index(line)
            rows.insert(max(min(at + by, len(rows) - 1), 0), rows.pop(at))
            _number(rows)

    def give(self, given: Sequence[Given]) -> None:
        """Keep what was told of households, many in one operation; of each what was told last.

        Raises `NotFound`, or `ValidationFailed` by `household:round:key`.
        """
        intent = _intent("give", f"ผลของครัวเรือนเป้าหมาย {len(given):,} รายการ")
        with self._store.writing(intent) as work:
            lines = line_rows(work.session, {one.household for one in given})
            years = {line.fiscal_year for line in lines.values()}
            codes = {
                year: [one.code for one in of_households(self.instrument(year))] for year in years
            }
            problems = {
                f"{one.household}:{one.round.value}:{one.key}": problem
                for one in given
                if (problem := given_problem(one, codes[lines[one.household].fiscal_year]))
            }
            if problems:
                raise ValidationFailed(problems)
            rows = result_rows(work.session, [line.id for line in lines.values()])
            told: dict[tuple[UUID, Round], HouseholdResult] = {}
            for one in given:
                at = one.household, one.round
                row = rows.get((lines[one.household].id, one.round))
                if at not in told:
                    told[at] = HouseholdResult() if row is None else result_of(row)
                told[at] = _with(told[at], one)
            for (household, round_), result in told.items():
                line = lines[household]
                row = rows.get((line.id, round_))
                put_result(work, line, round_, CDD_6X2, row, result)

    def counted(self, village_id: int, year: int, round_: Round) -> tuple[Counted, ...]:
        """What the households come to in each indicator, beside the village's sheet."""
        key = SheetKey(village_id=village_id, instrument=CDD_6X2, fiscal_year=year, round=round_)
        sheet = self._checklists.sheet(key)
        households = self.of_village(village_id, year)
        return counted(self.instrument(year), households, round_, sheet.answers)


def _intent(action: str, summary: str) -> Intent:
    return Intent(action=f"target_households.{action}", summary=summary)


def _append(work: Work, village_id: int, year: int, ids: Sequence[int]) -> int:
    rows = rows_of(work.session, village_id, year)
    listed = {row.household_id for row in rows}
    new = [id_ for id_ in dict.fromkeys(ids) if id_ not in listed]
    if len(rows) + len(new) > MOST:
        told = f"ครัวเรือนเป้าหมายของหมู่บ้านหนึ่งได้ไม่เกิน {MOST} ครัวเรือน กรุณาเลือกให้น้อยลง"
        raise ValidationFailed({"household": told})
    elsewhere = work.session.scalars(
        select(HouseholdRow.house_no)
        .join(TargetHouseholdRow, TargetHouseholdRow.household_id == HouseholdRow.id)
        .where(TargetHouseholdRow.fiscal_year == year, HouseholdRow.id.in_(new))
    ).first()
    if elsewhere is not None:
        told = f"บ้านเลขที่ {elsewhere} เป็นครัวเรือนเป้าหมายของหมู่บ้านอื่นในปี {year} แล้ว กรุณาเอาออกจากที่นั่นก่อน"
        raise ValidationFailed({"household": told})
    for place, id_ in enumerate(new, len(rows) + 1):
        work.add(
            TargetHouseholdRow(
                uuid=new_uuid(),
                village_id=village_id,
                fiscal_year=year,
                household_id=id_,
                place=place,
                note="",
            )
        )
    work.session.flush()
    return len(new)


def _number(rows: Sequence[TargetHouseholdRow]) -> None:
    for place, row in enumerate(rows, 1):
        if row.place != place:
            row.place = place


def _with(told: HouseholdResult, one: Given) -> HouseholdResult:
    match one.key:
        case "income":
            return replace(told, income=one.value)
        case "spending":
            return replace(told, spending=one.value)
        case "saving":
            return replace(told, saving=one.value)
    own = frozenset({one.key})
    return replace(
        told,
        passed=told.passed - own | (own if one.value is True else frozenset()),
        failed=told.failed - own | (own if one.value is False else frozenset()),
    )
