"""What the first page tells, read from the services of the rooms; nothing of Qt.

Each room tells its own: no room knows that it stands beside the others here.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from cdd_desktop.checklists.area_names import area_name
from cdd_desktop.checklists.instruments import Instrument, Level, Round
from cdd_desktop.checklists.records import SheetKey
from cdd_desktop.checklists.target_lists.due_paper import due_title
from cdd_desktop.checklists.target_lists.progress import AreaProgress
from cdd_desktop.checklists.workflow.records import RoundOf
from cdd_desktop.places.records import TAMBON_CODE_LENGTH, Village
from cdd_desktop.plans.records import Level as PlanLevel
from cdd_desktop.plans.records import PlanLine, PlanState
from cdd_desktop.thai.calendar import in_thailand, short_thai_date
from cdd_desktop.thai.months import fiscal_months, last_month, month_of, short_month_name
from cdd_desktop.waste.months.rolled import By

if TYPE_CHECKING:
    from cdd_desktop.bootstrap import Services

_YEARS = 4
_SOON = 14  # days before a due day that it is told of
_OPEN_SHEETS = 6
_NO_BACKUP = timedelta(days=3)
_BY = {2: By.AMPHOE, 4: By.TAMBON, TAMBON_CODE_LENGTH: By.VILLAGE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """So many of so many; nothing of nothing where the work is not asked of the place."""

    done: int
    of: int


_NOTHING = Share(done=0, of=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkLine:
    """A part of the area, a village, or (`is_total`) the area itself.

    `plans`: tambon, or of a village the village itself, with an adopted plan that holds in the
    year; `waste`: villages that told of the month.
    """

    sheets: AreaProgress
    plans: Share
    waste: Share
    is_total: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class YearLevels:
    """How many villages stand at each level in a fiscal year (Buddhist)."""

    year: int
    levels: tuple[int, ...]  # as the instrument's levels, worst first


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """What wants to be seen to, and the page and its target where that is done."""

    text: str
    is_urgent: bool
    page: str
    target: object = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSheet:
    """A sheet that was begun and is not whole; the one keyed last comes first."""

    key: SheetKey
    label: str
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeFacts:
    """All that the page shows. `lines` begin with the total, which stays in sight so."""

    lines: tuple[WorkLine, ...]
    levels: tuple[Level, ...]
    years: tuple[YearLevels, ...]
    alerts: tuple[Alert, ...]
    open_sheets: tuple[OpenSheet, ...]
    month: str  # whose waste is told
    of_list: bool  # whether the year has a list of target villages


def read_home(
    services: "Services",
    area_code: str,
    instrument: Instrument,
    year: int,
    round_: Round,
    today: date,
) -> HomeFacts:
    """Read the page for an area of 2 to 6 digits and a fiscal year (Buddhist)."""
    of_sheets = (area_code, instrument.id, year, round_)
    by_village = len(area_code) == TAMBON_CODE_LENGTH
    sheets = services.target_lists.progress(*of_sheets, by_village=by_village)
    month = _month(year, today)
    waste = _waste(services, area_code, month)
    plans = services.plans.plans_in(area_code)
    told = _adopted(plans, year, PlanLevel.VILLAGE if by_village else PlanLevel.TAMBON)
    villages = services.villages.in_area(area_code)
    asked = _asked(villages, by_village=by_village)

    def line(part: AreaProgress, waste_of: Share, *, is_total: bool = False) -> WorkLine:
        inside = [code for code in asked if code.startswith(part.code)]
        shown = Share(done=sum(code in told for code in inside), of=len(inside))
        return WorkLine(sheets=part, plans=shown, waste=waste_of, is_total=is_total)

    return HomeFacts(
        lines=(
            line(sheets[-1], _total(waste.values()), is_total=True),
            *(
                line(part, waste.get(part.code, _NOTHING))
                for part in _parts(services, area_code, villages, sheets[:-1])
            ),
        ),
        levels=instrument.levels,
        years=_years(services, area_code, instrument, year, round_),
        alerts=_alerts(services, area_code, instrument, year, round_, today, sheets[-1].late),
        open_sheets=_open_sheets(services, area_code, instrument, year, round_),
        month=short_month_name(month),
        of_list=services.target_lists.base_ids(instrument.id, year) is not None,
    )


def _month(year: int, today: date) -> date:
    """The month being told of these days: the last whole one of the year."""
    months = fiscal_months(year)
    return max(min(last_month(month_of(today)), months[-1]), months[0])


def _waste(services: "Services", area_code: str, month: date) -> dict[str, Share]:
    rolled = services.month_counts.roll_up(area_code, [month], _BY[len(area_code)])
    return {
        line.code: Share(done=line.reported, of=line.units) for line in rolled if not line.is_whole
    }


def _total(shares: Collection[Share]) -> Share:
    return Share(done=sum(one.done for one in shares), of=sum(one.of for one in shares))


def _adopted(plans: Sequence[PlanLine], year: int, level: PlanLevel) -> set[str]:
    """The codes of the places that have an adopted plan of the level for the year."""
    return {
        plan.code
        for plan in plans
        if plan.level is level
        and plan.state is not PlanState.DRAFT
        and plan.start_year <= year <= plan.end_year
    }


def _parts(
    services: "Services",
    area_code: str,
    villages: Sequence[Village],
    sheets: Sequence[AreaProgress],
) -> tuple[AreaProgress, ...]:
    """Every part of the area that has villages, also one without a target village."""
    by_code = {part.code: part for part in sheets}
    length = len(area_code) + 2
    named = (
        {village.code: village.label for village in villages}
        if length > TAMBON_CODE_LENGTH
        else {
            code: area_name(services.areas, code)
            for code in dict.fromkeys(village.code[:length] for village in villages)
        }
    )
    return tuple(
        by_code.get(code)
        or AreaProgress(code=code, name=name, expected=0, begun=0, complete=0, late=0)
        for code, name in named.items()
    )


def _asked(villages: Sequence[Village], *, by_village: bool) -> tuple[str, ...]:
    """The codes of the places that are to have a plan: villages, or tambon that have any."""
    codes = [village.code for village in villages]
    if by_village:
        return tuple(codes)
    return tuple(dict.fromkeys(code[:TAMBON_CODE_LENGTH] for code in codes))


def _years(
    services: "Services", area_code: str, instrument: Instrument, year: int, round_: Round
) -> tuple[YearLevels, ...]:
    if not instrument.levels:
        return ()
    years = [one for one in services.checklists.years(instrument.id) if one <= year][-_YEARS:]
    found = []
    for one in years:
        total = services.checklists.summary(area_code, instrument.id, one, round_)[-1]
        counts = tuple(total.levels.get(level.code, 0) for level in instrument.levels)
        if sum(counts):
            found.append(YearLevels(year=one, levels=counts))
    return tuple(found)


def _alerts(
    services: "Services",
    area_code: str,
    instrument: Instrument,
    year: int,
    round_: Round,
    today: date,
    late: int,
) -> tuple[Alert, ...]:
    found = []
    lists = services.target_lists
    if late:
        found.append(
            Alert(
                text=f"ค้างส่ง {late:,} หมู่บ้าน เปิดดูรายชื่อเพื่อติดตาม",
                is_urgent=True,
                page="reports",
                target="checklist-due",
            )
        )
    way = lists.way()
    for due in lists.due_days(instrument.id, year, round_, area_code):
        left = (due.due_on - today).days
        if 0 <= left <= _SOON:
            step, area = due_title(due, way, services.areas)
            when = "วันนี้" if left == 0 else f"อีก {left:,} วัน"
            found.append(
                Alert(
                    text=f"{step} {area} ครบกำหนด {short_thai_date(due.due_on)} ({when})",
                    is_urgent=False,
                    page="checklists",
                    target="targets",
                )
            )
    of_round = RoundOf(instrument=instrument.id, fiscal_year=year, round=round_)
    returned = sum(line.is_returned for line in services.workflow.lines(area_code, of_round))
    if returned:
        found.append(
            Alert(
                text=f"ส่งคืนแก้ไข {returned:,} หมู่บ้าน แก้แล้วเสนอใหม่",
                is_urgent=True,
                page="checklists",
                target="approval",
            )
        )
    return (*found, *_of_backups(services))


def _of_backups(services: "Services") -> tuple[Alert, ...]:
    """Work that no backup of the last days holds, or a second folder that did not get its copy."""
    newest = next(iter(services.backups.all()), None)
    made = None if newest is None else newest.manifest.made_at
    if services.backups.needs_backup() and (
        made is None or services.store.now() - made > _NO_BACKUP
    ):
        last = "ยังไม่เคยสำรองข้อมูล"
        if made is not None:
            last = f"มีงานใหม่หลังสำรอง {short_thai_date(in_thailand(made).date())}"
        return (
            Alert(
                text=f"{last} กรุณาสำรองในหน้าตั้งค่า",
                is_urgent=True,
                page="settings",
                target="สำรองข้อมูล",
            ),
        )
    return ()


def _open_sheets(
    services: "Services", area_code: str, instrument: Instrument, year: int, round_: Round
) -> tuple[OpenSheet, ...]:
    return tuple(
        OpenSheet(
            key=SheetKey(
                village_id=line.village_id,
                instrument=instrument.id,
                fiscal_year=year,
                round=round_,
            ),
            label=line.label,
            told=f"{line.answered:,}/{line.total:,} ข้อ",
        )
        for line in services.target_lists.left_open(
            area_code, instrument.id, year, round_, at_most=_OPEN_SHEETS
        )
    )
