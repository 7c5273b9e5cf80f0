"""What the palette offers for what was typed: places, plans, reports, commands, years, papers."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QAbstractButton, QComboBox, QWidget

from cdd_desktop.documents.sheet_code import as_scanned, display, is_sheet_code, normalise
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.registry import SETTINGS
from cdd_desktop.gui.tasks import Task
from cdd_desktop.gui.trace_dialog import open_record, sheet_words
from cdd_desktop.places.records import TAMBON_CODE_LENGTH, Area, Village
from cdd_desktop.plans.records import PlanLine
from cdd_desktop.progress import Progress
from cdd_desktop.reporting.catalogue import REPORTS, Report
from cdd_desktop.thai.calendar import day_in_thailand, short_thai_date
from cdd_desktop.thai.digits import is_ascii_digits, to_arabic
from cdd_desktop.thai.linebreak import ZWSP
from cdd_desktop.thai.text import clean_line

if TYPE_CHECKING:  # they bring SQLAlchemy, which may load only after the first paint
    from cdd_desktop.plans.resolutions import ResolvedProject
    from cdd_desktop.reporting.tracing import TracedSheet

OPENING_KEYS = "Ctrl+K"
_MOST = 40
_MOST_AREAS = 8
_MOST_PLANS = 8
_MOST_PROJECTS = 15
_MOST_RECENT = 8
_YEARS_BACK = 6
_RECENT_KEY = "palette/recent"
_TOLD_KEYS = re.compile(r"^(?P<words>.+) \((?P<keys>[^()]+)\)$")
_WORD_BEFORE = re.compile("^(?:บ้าน|ชุมชน|จังหวัด|อำเภอ|ตำบล|จ\\.|อ\\.|ต\\.)(?=.)")
_LOOKS_LIKE_CODE = re.compile(r"(?=.*[A-Z])(?=.*[0-9])[0-9A-Z]{8}")


class Kind(Enum):
    """What an offer is; its word and its icon."""

    SHEET = ("เอกสาร", "file-text")
    AREA = ("พื้นที่", "map")
    VILLAGE = ("หมู่บ้าน", "map-pin")
    PLAN = ("แผน", "chart-gantt")
    PROJECT = ("โครงการ", "clipboard-list")
    REPORT = ("รายงาน", "printer")
    COMMAND = ("คำสั่ง", "command")
    YEAR = ("ปีงบประมาณ", "calendar-days")

    @property
    def word(self) -> str:
        """The word at the end of its line."""
        return str(self.value[0])

    @property
    def icon(self) -> str:
        """The icon before it."""
        return str(self.value[1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One line. `key` finds it again among the recent ones; `keys` is the shortcut of a command."""

    key: str
    kind: Kind
    title: str
    detail: str = ""
    keys: str = ""
    act: Callable[[], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What of the office's file was found for `text`. `plans` are all, for where a project is."""

    text: str
    villages: "tuple[Village, ...]"
    plans: tuple[PlanLine, ...]
    projects: "tuple[ResolvedProject, ...]"


class Offers:
    """Reads the office's file for every answer, so that a change is found at once.

    Over 79,000 villages looking through them takes up to 60 ms: `seek` does so beside the window.
    """

    def __init__(self, context: Context, window: QWidget) -> None:
        self._context = context
        self._window = window

    def seek(self, text: str) -> Task:
        """Look the office's file through for what was typed; succeeds with a `Sought`."""

        def look(progress: Progress) -> Sought:
            progress.check_cancelled()  # more may have been typed while this waited its turn
            return self._look(text)

        return self._context.tasks.query(look)

    def _look(self, text: str) -> Sought:
        services = self._context.services
        return Sought(
            text=text,
            villages=services.search.find(text, limit=_MOST),
            plans=services.plans.plans_in(""),
            projects=services.resolutions.search("", text)[:_MOST_PROJECTS],
        )

    def find(self, text: str, sought: Sought | None = None) -> tuple[tuple[Offer, ...], str]:
        """Offers for what was typed, those that begin with it first, and a word about it.

        Nothing typed: what was chosen lately, then every command. `sought` is what `seek` found;
        without it that is looked up here. Raises `CddError`.
        """
        wanted = to_arabic(clean_line(text))
        if not wanted:
            return self._at_first(), ""
        scanned = as_scanned(text)
        sheet, told = self._sheet(wanted if scanned == text else scanned)
        found = sought or self._look(wanted)
        offers = (
            *self._areas(wanted),
            *map(self._village, found.villages),
            *self._plans(wanted, found.plans),
            *self._projects(found),
            *_named(wanted, (self._report(report) for report in REPORTS)),
            *_named(wanted, self._commands()),
            *_named(wanted, self._settings()),
            *self._years(wanted),
        )
        ranked = sorted(offers, key=lambda offer: not _begins(offer, wanted))
        return (*sheet, *ranked)[:_MOST], told

    def remember(self, offer: Offer) -> None:
        """Put it first the next time nothing is typed."""
        kept = [offer.key, *(key for key in self._recent() if key != offer.key)]
        self._context.state.keep(_RECENT_KEY, "\n".join(kept[:_MOST_RECENT]))

    def _recent(self) -> list[str]:
        return [key for key in self._context.state.text(_RECENT_KEY).split("\n") if key]

    def _at_first(self) -> tuple[Offer, ...]:
        recent = self._recent()
        commands = self._commands()
        known = {offer.key: offer for offer in (*commands, *self._years(""))}
        known |= {offer.key: offer for offer in map(self._report, REPORTS)}
        known |= {offer.key: offer for offer in self._settings()}
        codes = [key.partition(":")[2] for key in recent if key.startswith("village:")]
        for village in self._context.services.villages.by_codes(codes).values():
            known[f"village:{village.code}"] = self._village(village)
        for key in recent:
            kind, _, rest = key.partition(":")
            area = self._context.areas.find(rest) if kind == "area" else None
            if area is not None:
                known[key] = self._area(area)
            elif kind == "sheet":
                known |= {offer.key: offer for offer in self._sheet(rest)[0]}
        chosen = [known[key] for key in recent if key in known]
        return (*chosen, *(offer for offer in commands if offer not in chosen))

    def _areas(self, wanted: str) -> list[Offer]:
        context = self._context
        found = context.areas.search(wanted, context.provinces)
        return [self._area(area) for area in found[:_MOST_AREAS]]

    def _area(self, area: Area) -> Offer:
        context = self._context
        above = " ".join(step.full_name for step in reversed(context.areas.path(area.code)[:-1]))
        return Offer(
            key=f"area:{area.code}",
            kind=Kind.AREA,
            title=area.full_name,
            detail=f"{above} · {area.code}".removeprefix(" · "),
            act=lambda: context.look_at(area_code=area.code),
        )

    def _village(self, village: Village) -> Offer:
        areas = self._context.areas
        known = areas.find(village.tambon_code) is not None
        where = areas.label(village.tambon_code) if known else f"ตำบลรหัส {village.tambon_code}"
        return Offer(
            key=f"village:{village.code}",
            kind=Kind.VILLAGE,
            title=village.label,
            detail=f"{where} · {village.code}",
            act=lambda: self._open_village(village.tambon_code, village.id),
        )

    def _open_village(self, tambon_code: str, target: object) -> None:
        context = self._context
        if not tambon_code.startswith(context.area_code):
            context.look_at(area_code=tambon_code)
        context.page_requested.emit("checklists", target)

    def _plans(self, wanted: str, plans: Iterable[PlanLine]) -> Sequence[Offer]:
        return _named(wanted, map(self._plan, plans))[:_MOST_PLANS]

    def _plan(self, plan: PlanLine) -> Offer:
        return Offer(
            key=f"plan:{plan.uuid}",
            kind=Kind.PLAN,
            title=f"{plan.title} {self._place_of(plan)}",
            detail=f"{plan.state.label} · {plan.count:,} โครงการ",
            act=lambda: self._open_plan(plan, str(plan.uuid)),
        )

    def _place_of(self, plan: PlanLine) -> str:
        context = self._context
        known = context.areas.find(plan.code[:TAMBON_CODE_LENGTH])
        where = plan.code if known is None else known.full_name
        if plan.place.village_id is None:
            return where
        village = context.services.villages.by_codes([plan.code]).get(plan.code)
        return where if village is None else f"{village.label} {where}"

    def _projects(self, found: Sought) -> list[Offer]:
        plans = {plan.uuid: plan for plan in found.plans}
        return [
            Offer(
                key=f"project:{project.uuid}",
                kind=Kind.PROJECT,
                title=project.name,
                detail=project.plan_name,
                act=partial(self._open_project, project, plans.get(project.plan or project.uuid)),
            )
            for project in found.projects
        ]

    def _open_project(self, project: "ResolvedProject", plan: PlanLine | None) -> None:
        """In the grid of its plan; one that waits for a plan, among the needs."""
        if plan is None:
            self._context.page_requested.emit("plans", ("needs", project.uuid))
        else:
            self._open_plan(plan, (plan.uuid, project.uuid))

    def _open_plan(self, plan: PlanLine, target: object) -> None:
        context = self._context
        if not plan.code.startswith(context.area_code):
            context.look_at(area_code=plan.code[:TAMBON_CODE_LENGTH])
        context.page_requested.emit("plans", target)

    def _report(self, report: Report) -> Offer:
        return Offer(
            key=f"report:{report.name}",
            kind=Kind.REPORT,
            title=report.title,
            detail=report.purpose,
            act=lambda: self._context.page_requested.emit("reports", report.name),
        )

    def _years(self, wanted: str) -> list[Offer]:
        context = self._context
        number = wanted.removeprefix("ปีงบประมาณ").removeprefix("ปี").strip()
        if number and not is_ascii_digits(number):
            return []
        years = range(context.this_year + 1, context.this_year - _YEARS_BACK, -1)
        return [
            Offer(
                key=f"year:{year}",
                kind=Kind.YEAR,
                title=f"ปีงบประมาณ {year}",
                detail="ปีนี้" if year == context.this_year else "",
                act=lambda year=year: context.look_at(year=year),  # type: ignore[misc]
            )
            for year in years
            if number in {"", str(year), str(year)[2:]}
        ]

    def _settings(self) -> list[Offer]:
        """Sections of the settings, which only their page shows."""
        return [
            Offer(
                key=f"settings:{title}",
                kind=Kind.COMMAND,
                title=f"ตั้งค่า: {title}",
                act=partial(self._context.page_requested.emit, "settings", title),
            )
            for title in SETTINGS
        ]

    def _commands(self) -> list[Offer]:
        """What can be done in the window now: each widget whose tooltip tells a shortcut."""
        shortcuts = {shortcut.key() for shortcut in self._window.findChildren(QShortcut)}
        there = {shortcut.toString() for shortcut in shortcuts}
        offers = {}
        for widget in self._window.findChildren(QWidget):
            told = _TOLD_KEYS.match(widget.toolTip().replace(ZWSP, ""))
            if told is None or told["keys"] not in there or told["keys"] == OPENING_KEYS:
                continue
            goes_to_page = isinstance(widget, QAbstractButton) and widget.isCheckable()
            if widget.isEnabled() and widget.isVisibleTo(self._window):
                offers[told["keys"]] = Offer(
                    key=f"command:{told['words']}",
                    kind=Kind.COMMAND,
                    title=f"ไปหน้า{told['words']}" if goes_to_page else told["words"],
                    keys=told["keys"],
                    act=_doing(widget),
                )
        return list(offers.values())

    def _sheet(self, wanted: str) -> tuple[list[Offer], str]:
        """The paper with this code, or why there is none."""
        code = normalise(wanted)
        if not is_sheet_code(wanted):
            slip = _LOOKS_LIKE_CODE.fullmatch(code) is not None
            return [], "รหัสเอกสารนี้พิมพ์ไม่ครบหรือผิดบางตัว กรุณาดูบนเอกสารอีกครั้ง" if slip else ""
        traced = self._context.services.tracer.trace(code)
        if traced is not None:
            offer = self._traced(traced)
            return [offer], f"{offer.title} {offer.detail}"
        # one village code in 32 also passes for a sheet code
        missing = "ไม่พบรหัสนี้ในทะเบียนเอกสาร กรุณาตรวจรหัสบนเอกสาร หรือดูว่าเป็นเอกสารของสำนักงานอื่น"
        return [], "" if is_ascii_digits(code) else missing

    def _traced(self, traced: "TracedSheet") -> Offer:
        issued = traced.issued
        day = short_thai_date(day_in_thailand(issued.issued_at))
        said = [f"ออกเมื่อ {day}"]
        if traced.is_lost:
            said.insert(0, "ข้อมูลของเอกสารนี้ไม่มีอยู่แล้ว")
        elif traced.is_current is not None:
            said.insert(0, "ตรงกับข้อมูลปัจจุบัน" if traced.is_current else "ข้อมูลเปลี่ยนไปแล้ว")
        return Offer(
            key=f"sheet:{issued.code}",
            kind=Kind.SHEET,
            title=f"{display(issued.code)} {sheet_words(self._context, traced)}".strip(),
            detail=" · ".join(said),
            act=lambda: self._open_traced(traced),
        )

    def _open_traced(self, traced: "TracedSheet") -> None:
        """The record, and beside it what is other than on the paper."""
        open_record(self._context, traced)
        self._context.trace_asked.emit(traced.issued.code)


def _doing(widget: QWidget) -> Callable[[], None]:
    """What its shortcut leads to: a button is pressed, a list opened, anything else typed in."""
    if isinstance(widget, QAbstractButton):
        return widget.click
    return widget.showPopup if isinstance(widget, QComboBox) else widget.setFocus


def _named(wanted: str, offers: Iterable[Offer]) -> Sequence[Offer]:
    """Offers whose title holds every word, or whose shortcut was typed."""
    words = wanted.casefold().split()
    return [
        offer
        for offer in offers
        if offer.keys.casefold() == wanted.casefold()
        or all(word in offer.title.casefold() for word in words)
    ]


def _begins(offer: Offer, wanted: str) -> bool:
    """Whether its name, with or without บ้าน or อำเภอ, or its code begins with what was typed."""
    name = offer.title
    if offer.kind is Kind.VILLAGE:
        name = name.split(" ", 1)[-1] if name.startswith("ม.") else name
    stem = _WORD_BEFORE.sub("", wanted)
    code = offer.key.partition(":")[2]
    names = (name, offer.title, _WORD_BEFORE.sub("", name))
    return code.startswith(wanted) or any(known.startswith((wanted, stem)) for known in names)
