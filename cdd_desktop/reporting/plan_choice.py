"""Which plans, and which meeting, a report asked for is about."""

from collections.abc import Iterable, Sequence

from cdd_desktop.checklists.area_names import area_label
from cdd_desktop.errors import NotFound
from cdd_desktop.meetings.records import MeetingLine
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import TAMBON_CODE_LENGTH
from cdd_desktop.plans.records import Level, PlanHead, PlanLine
from cdd_desktop.reporting.options import ReportOptions
from cdd_desktop.reporting.plan_sources import PlanSources
from cdd_desktop.thai.calendar import buddhist_year, fiscal_year
from cdd_desktop.thai.digits import to_arabic
from cdd_desktop.thai.text import clean_line

_NAMED = 8  # plans or meetings in a refusal
NEWEST_PLAN = ("", "ตามปีงบประมาณ")
_DOWN = (Level.AMPHOE, Level.NEEDS, Level.TAMBON, Level.VILLAGE)


def plans_chosen(plans: PlanSources, areas: Areas, options: ReportOptions) -> tuple[PlanLine, ...]:
    """The plan that is named; else the newest of that very area that covers the year; else those
    of the nearest level below that do, one of each place, in official order.

    Raises `NotFound` naming the plans there are.
    """
    lines = plans.plans.plans_in(options.area_code)
    where = _where(plans, areas, options.area_code)
    if not lines:
        raise NotFound(f"ยังไม่มีแผนใน{where} กรุณาสร้างแผนในหน้าแผนตำบลก่อน")
    if options.plan:
        found = _named(lines, options)
        told = f"ไม่พบแผน “{options.plan}” ใน{where}"
    else:
        covering = [
            line for line in lines if line.start_year <= options.fiscal_year <= line.end_year
        ]
        found = _nearest(covering, options.area_code)
        told = f"ไม่มีแผนที่ครอบคลุมปี {options.fiscal_year} ใน{where}"
    if not found:
        raise NotFound(f"{told} กรุณาเลือกจาก: {_told(areas, lines)}")
    return found


def plan_choices(lines: Sequence[PlanHead], area_code: str) -> tuple[tuple[str, str], ...]:
    """What `ReportOptions.plan` may be for an area, with words: its own plans, else the periods
    of those within it, the newest first."""
    own = [line for line in lines if line.code == area_code]
    newest = sorted(own or lines, key=lambda line: (-line.start_year, -line.end_year))
    if own:
        return tuple(
            (str(line.uuid), f"{line.name or line.level.label} {_period(line)}") for line in newest
        )
    return tuple(dict.fromkeys((_period(line), f"ทุกแผนปี {_period(line)}") for line in newest))


def meeting_chosen(plans: PlanSources, areas: Areas, options: ReportOptions) -> MeetingLine:
    """The meeting that is named, by its identity or as 3/2569; else the newest of the fiscal year,
    of the area itself before those within it. Raises `NotFound` naming those there are."""
    lines = plans.meetings.meetings(options.area_code)
    where = _where(plans, areas, options.area_code)
    if not lines:
        raise NotFound(f"ยังไม่มีการประชุมใน{where} กรุณาบันทึกการประชุมในหน้าแผนตำบลก่อน")
    told = to_arabic(clean_line(options.meeting))
    for own in (True, False):
        for line in lines:
            if own and line.code != options.area_code:
                continue
            if told in names_of(line) or (
                not told and fiscal_year(line.held_on) == options.fiscal_year
            ):
                return line
    known = ", ".join(f"“{line.label}”" for line in lines[:_NAMED])
    what = f"“{options.meeting}”" if told else f"ในปีงบประมาณ {options.fiscal_year}"
    raise NotFound(f"ไม่พบการประชุม {what} ใน{where} กรุณาเลือกจาก: {known}")


def _where(plans: PlanSources, areas: Areas, code: str) -> str:
    """An area in words; a village by its own name, for its tambon may well have what it lacks."""
    where = area_label(areas, code[:TAMBON_CODE_LENGTH])
    if len(code) <= TAMBON_CODE_LENGTH:
        return where
    return f"{plans.villages.last_known(code).label} {where}"


def names_of(line: MeetingLine) -> frozenset[str]:
    """All by which a meeting can be asked for."""
    number = f"{line.number}/{buddhist_year(line.held_on)}"
    return frozenset({str(line.uuid), number, f"{line.title} {number}", line.label})


def _named(lines: Sequence[PlanLine], options: ReportOptions) -> tuple[PlanLine, ...]:
    """By identity, else by name or period: of the very area, else of the nearest level below."""
    told = _plain(options.plan)
    for line in lines:
        if told == str(line.uuid):
            return (line,)
    return _nearest((line for line in lines if told in _called(line)), options.area_code)


def _called(line: PlanLine) -> frozenset[str]:
    period = _period(line)
    name = line.name or line.level.label
    return frozenset({_plain(name), period, f"{_plain(name)} {period}"})


def _period(line: PlanLine | PlanHead) -> str:
    one = line.start_year == line.end_year
    return str(line.start_year) if one else f"{line.start_year}-{line.end_year}"


def _plain(text: str) -> str:
    return to_arabic(clean_line(text)).replace("–", "-").replace("พ.ศ. ", "")


def _nearest(lines: Iterable[PlanLine], area_code: str) -> tuple[PlanLine, ...]:
    some = tuple(lines)
    own = [line for line in some if line.code == area_code]
    if own:
        return (_newest(own),)
    for level in _DOWN:
        places: dict[str, list[PlanLine]] = {}
        for line in some:
            if line.level is level:
                places.setdefault(line.code, []).append(line)
        if places:
            return tuple(_newest(held) for held in places.values())
    return ()


def _newest(lines: Sequence[PlanLine]) -> PlanLine:
    """The one that begins last; of two at once the longer, a plan before a plan of needs."""
    return min(lines, key=lambda line: (-line.start_year, -line.end_year, _DOWN.index(line.level)))


def _told(areas: Areas, lines: Sequence[PlanLine]) -> str:
    told = dict.fromkeys(
        f"“{line.name or line.level.label} {_period(line)}” "
        f"({area_label(areas, line.code[:6]).split()[0]})"
        for line in lines
    )
    rest = len(told) - _NAMED
    more = f" และอีก {rest:,} แผน" if rest > 0 else ""
    return ", ".join(list(told)[:_NAMED]) + more
