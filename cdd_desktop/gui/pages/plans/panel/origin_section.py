"""ที่มา: who asked for a project, why, and what it hangs together with."""

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QFrame, QHeaderView, QLabel, QTableView
from typing_extensions import override

from cdd_desktop.errors import NotFound
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.list_table import fit_rows, show_as_list
from cdd_desktop.gui.pages.plans.panel.around import Around
from cdd_desktop.gui.pages.plans.panel.field_section import FieldSection
from cdd_desktop.gui.pages.plans.panel.fields import (
    Field,
    combo_field,
    date_field,
    lines_field,
    reading_origin,
    writing_origin,
)
from cdd_desktop.gui.pages.plans.panel.inputs import EntryCombo, GrowingText
from cdd_desktop.gui.pages.plans.panel.link_model import (
    FROM_WORDS,
    TO_WORDS,
    LinkColumn,
    LinkLine,
    LinkModel,
)
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_date_edit import ThaiDateEdit
from cdd_desktop.gui.thai_text import wrapped
from cdd_desktop.gui.whole_text import WholeTextDelegate
from cdd_desktop.lookups.records import ListName
from cdd_desktop.plans.records import Origin, Project
from cdd_desktop.thai.calendar import short_thai_date

if TYPE_CHECKING:
    from cdd_desktop.bootstrap import Services
    from cdd_desktop.gui.pages.plans.panel.project_panel import ProjectPanel
    from cdd_desktop.plans.chain.linking import LinkedProject

_ROW_HEIGHT, _TABLE_HEIGHT = 28, 196
_HOW_WIDTH, _AMOUNT_WIDTH = 90, 124
_NO_LINKS = "ยังไม่เกี่ยวโยงกับโครงการอื่น ใช้เมนู โครงการ เพื่อเลือกขึ้นแผน รวม หรือแยก"
_BANK = "บัญชีปัญหา/ความต้องการ"


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginRead:
    """What is read for the section; `indicator` and `outcome` in words, empty for none."""

    links: tuple[LinkLine, ...]
    meetings: tuple[tuple[str, str], ...]
    indicator: str
    outcome: str
    is_passed: bool
    times_asked: int


class OriginSection(FieldSection):
    """Keys: Enter on a line opens that project."""

    title = "ที่มา"

    kind_combo: EntryCombo
    kind_problem: QLabel
    text_edit: GrowingText
    text_problem: QLabel
    raised_edit: ThaiDateEdit
    raised_problem: QLabel
    meeting_combo: EntryCombo
    meeting_problem: QLabel
    indicator_card: QFrame
    indicator_label: QLabel
    outcome_label: QLabel
    asked_label: QLabel
    link_table: QTableView
    links_hint: QLabel
    difference_label: QLabel
    difference_edit: GrowingText
    difference_problem: QLabel

    def __init__(self, context: Context, panel: "ProjectPanel") -> None:
        super().__init__(context, panel)
        load_form(self, "project_origin", EntryCombo, GrowingText, ThaiDateEdit)
        self._around: Around | None = None
        self.raised_edit.set_today(context.today)
        self.links = LinkModel(self)
        table = self.link_table
        show_as_list(table, self.links, row_height=_ROW_HEIGHT)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(LinkColumn.NAME, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(LinkColumn.HOW, _HOW_WIDTH)
        header.resizeSection(LinkColumn.REQUESTED, _AMOUNT_WIDTH)
        fit_rows(table)
        table.setItemDelegate(WholeTextDelegate(table))
        table.setFixedHeight(_TABLE_HEIGHT)
        table.doubleClicked.connect(lambda _: self.open_link())
        for keys in ("Return", "Enter"):
            on_keys(table, keys, self.open_link)
        self.watch(self._fields())
        self._show_read(None)
        self.setFocusProxy(self.kind_combo)

    @override
    def show_project(self, project: Project | None, around: Around | None) -> None:
        if around is not None and around is not self._around:
            self._around = around
            self.kind_combo.offer(around.lists[ListName.PROJECT_ORIGIN], around.year)
        self.committing.load(project)
        is_open = project is not None and around is not None and not around.is_closed
        for widget in self.inputs:
            widget.setEnabled(is_open)

    @override
    def read(self, project: Project, around: Around) -> OriginRead:
        services = self.context.services
        below = services.chain.below(project.uuid)
        above = services.chain.above(project.uuid)
        outcome = services.needs.outcome_of_indicator(project)
        return OriginRead(
            links=(
                *(_line(FROM_WORDS[linked.link.kind], linked) for linked in below),
                *(_line(TO_WORDS[linked.link.kind], linked) for linked in above),
            ),
            meetings=tuple(
                (str(line.uuid), line.label)
                for line in services.meetings.meetings(around.area_code)
            ),
            indicator=_indicator(services, project.origin),
            outcome=outcome.label if outcome is not None else "",
            is_passed=outcome is not None and outcome.is_passed,
            times_asked=services.needs.times_asked(project.uuid),
        )

    @override
    def take(self, read: object) -> None:
        if isinstance(read, OriginRead):
            self._show_read(read)

    def open_link(self) -> None:
        """Go to the project of the line in hand."""
        row = self.link_table.currentIndex().row()
        if 0 <= row < len(self.links.rows):
            line = self.links.rows[row]
            self.panel.open_project(line.plan, line.project)

    def _show_read(self, read: OriginRead | None) -> None:
        self.links.show(read.links if read else ())
        has_links = bool(read and read.links)
        self.link_table.setVisible(has_links)
        tell(self.links_hint, "" if has_links else _NO_LINKS, tone="muted")
        for widget in (self.difference_label, self.difference_edit):
            widget.setVisible(has_links)
        if read is not None:
            self.meeting_combo.offer_pairs(read.meetings, lambda _: "การประชุมนอกพื้นที่นี้")
        self.indicator_card.setVisible(bool(read and read.indicator))
        if read is not None and read.indicator:
            self.indicator_label.setText(wrapped(read.indicator))
            told = f"รอบถัดมา: {read.outcome}" if read.outcome else "ยังไม่มีผลประเมินรอบถัดไป"
            tone = "passed" if read.is_passed else "failed" if read.outcome else "muted"
            tell(self.outcome_label, told, tone=tone)
        asked = f"ขอมาแล้ว {read.times_asked:,} ครั้ง" if read and read.times_asked else ""
        tell(self.asked_label, asked, tone="muted")

    def _fields(self) -> list[Field]:
        return [
            combo_field(
                "origin",
                "ที่มา",
                self.kind_combo,
                self.kind_problem,
                of=reading_origin("kind"),
                write=writing_origin("kind"),
            ),
            lines_field(
                "origin_text",
                "รายละเอียดของที่มา",
                self.text_edit,
                self.text_problem,
                of=reading_origin("text"),
                write=writing_origin("text"),
            ),
            date_field(
                "raised_on",
                "วันที่เสนอ",
                self.raised_edit,
                self.raised_problem,
                of=_raised,
                write=lambda day_of: writing_origin("raised_on", day_of),
                today=lambda: self.context.today,
            ),
            combo_field(
                "origin_meeting",
                "การประชุมที่เสนอ",
                self.meeting_combo,
                self.meeting_problem,
                of=lambda project: str(project.origin.meeting or ""),
                write=writing_origin("meeting", lambda key: UUID(key) if key else None),
            ),
            lines_field(
                "difference_note",
                "เหตุที่ยอดต่างกัน",
                self.difference_edit,
                self.difference_problem,
            ),
        ]


def _raised(project: Project) -> str:
    day = project.origin.raised_on
    return "" if day is None else short_thai_date(day)


def _line(how: str, linked: "LinkedProject") -> LinkLine:
    plan = linked.plan
    return LinkLine(
        how=how,
        project=linked.project.uuid,
        name=linked.project.name,
        plan=plan.uuid if plan is not None else None,
        plan_title=plan.title if plan is not None else _BANK,
        requested=linked.project.requested,
    )


def _indicator(services: "Services", origin: Origin) -> str:
    """The indicator that failed, in words; empty where the project came from none."""
    if not origin.indicator:
        return ""
    parts = ["ตัวชี้วัดที่ไม่ผ่าน"]
    if origin.year is not None:
        parts.append(f"ปี {origin.year}")
    if origin.village_id is not None:
        with suppress(NotFound):  # the village is gone: the rest still tells
            parts.append(services.villages.last_known(origin.village_id).label)
    parts.append(f"ข้อ {origin.indicator}")
    with suppress(NotFound):  # so is the instrument: its code still tells
        indicators = services.checklists.instrument(origin.instrument, origin.year)
        parts.append(indicators.indicator(origin.indicator).text)
    return " ".join(parts)
