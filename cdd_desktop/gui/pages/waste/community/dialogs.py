"""The dialogs of a rule, a group, an event, and of money into or out of a fund."""

import dataclasses
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from typing_extensions import override

from cdd_desktop.errors import ValidationFailed
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.plans.panel.inputs import EntryCombo, GrowingText
from cdd_desktop.gui.pages.waste.community.reading import Offered
from cdd_desktop.gui.pages.waste.community.record_dialog import PlacedDialog, RecordDialog
from cdd_desktop.gui.pages.waste.community.words import Part
from cdd_desktop.gui.thai_date_edit import ThaiDateEdit
from cdd_desktop.gui.thai_text import wrapped
from cdd_desktop.meetings.records import MeetingLine
from cdd_desktop.places.records import PlaceRef
from cdd_desktop.thai.calendar import buddhist_year, short_thai_date
from cdd_desktop.thai.money import format_baht
from cdd_desktop.waste.community.records import (
    Event,
    EventLine,
    Flow,
    FundLine,
    Group,
    GroupLine,
    Rule,
    RuleLine,
)


class RuleDialog(PlacedDialog):
    """The meeting that adopted it is one of the place chosen; its day is then told by it."""

    section_edit: QLineEdit
    section_problem: QLabel
    number_edit: QLineEdit
    number_problem: QLabel
    fine_edit: QLineEdit
    fine_problem: QLabel
    text_edit: GrowingText
    text_problem: QLabel
    instead_edit: QLineEdit
    instead_problem: QLabel
    meeting_combo: EntryCombo
    meeting_problem: QLabel
    adopted_on_edit: ThaiDateEdit
    adopted_on_problem: QLabel
    effective_from_edit: ThaiDateEdit
    effective_from_problem: QLabel
    repealed_on_edit: ThaiDateEdit
    repealed_on_problem: QLabel

    called = "กติกาข้อนี้"
    form = "waste_rule_dialog"
    lines = ("section", "number", "instead")
    texts = ("text",)
    days = ("adopted_on", "effective_from", "repealed_on")
    money = ("fine",)
    choices = ("meeting",)
    _LEAST_LINES: ClassVar[int] = 3

    def __init__(self, parent: QWidget, context: Context, rule: Rule, offered: Offered) -> None:
        super().__init__(parent, context, "แก้ไขกติกา" if rule.version else "เพิ่มกติกา")
        self._rule = rule
        self._meetings = {str(line.uuid): line for line in offered.meetings}
        self.saved: Rule | None = None
        self.text_edit.set_least_lines(self._LEAST_LINES)
        self.offer_places(offered.spots, rule.place)
        self._offer_meetings()
        self.meeting_combo.choose("" if rule.meeting is None else str(rule.meeting))
        self.fill(rule)
        self._show_day()
        self.place_combo.editTextChanged.connect(lambda _: self._offer_meetings())
        self.meeting_combo.currentIndexChanged.connect(lambda _: self._show_day())
        self._loaded = self.inputs()
        (self.text_edit if rule.version else self.section_edit).setFocus()

    @override
    def write(self) -> None:
        meeting = self._meetings.get(self.meeting_combo.key)
        self.saved = self._context.services.community.save_rule(
            dataclasses.replace(
                self._rule, **self.typed(), meeting=None if meeting is None else meeting.uuid
            )
        )

    def _offer_meetings(self) -> None:
        place = self.place_combo.place
        pairs = [(key, _told(line)) for key, line in self._meetings.items() if line.place == place]
        kept = self.meeting_combo.key
        self.meeting_combo.offer_pairs(
            pairs, lambda key: _told(self._meetings[key]) if key in self._meetings else ""
        )
        if kept not in dict(pairs):
            self.meeting_combo.setCurrentIndex(0)  # it is of another place

    def _show_day(self) -> None:
        meeting = self._meetings.get(self.meeting_combo.key)
        self.adopted_on_edit.setEnabled(meeting is None)
        if meeting is not None:
            self.adopted_on_edit.set_day(meeting.held_on)


class GroupDialog(PlacedDialog):
    """Its money stands in the fund below the list."""

    kind_combo: EntryCombo
    kind_problem: QLabel
    name_edit: QLineEdit
    name_problem: QLabel
    founded_on_edit: ThaiDateEdit
    founded_on_problem: QLabel
    ended_on_edit: ThaiDateEdit
    ended_on_problem: QLabel
    members_edit: QLineEdit
    members_problem: QLabel
    chair_edit: QLineEdit
    chair_problem: QLabel
    phone_edit: QLineEdit
    phone_problem: QLabel
    note_edit: GrowingText
    note_problem: QLabel

    called = "กลุ่มนี้"
    form = "waste_group_dialog"
    lines = ("name", "chair", "phone")
    texts = ("note",)
    days = ("founded_on", "ended_on")
    counts = ("members",)
    choices = ("kind",)

    def __init__(self, parent: QWidget, context: Context, group: Group, offered: Offered) -> None:
        super().__init__(parent, context, "แก้ไขกลุ่มหรือกองทุน" if group.version else "เพิ่มกลุ่มหรือกองทุน")
        self._group = group
        self.saved: Group | None = None
        self.offer_places(offered.spots, group.place)
        self.kind_combo.offer(offered.groups, context.year)
        self.kind_combo.choose(group.kind)
        self.fill(group)
        (self.name_edit if group.version else self.kind_combo).setFocus()

    @override
    def write(self) -> None:
        self.saved = self._context.services.community.save_group(
            dataclasses.replace(self._group, **self.typed(), kind=self.kind_combo.key)
        )


class EventDialog(PlacedDialog):
    """What is planned may be written down before it is held."""

    kind_combo: EntryCombo
    kind_problem: QLabel
    name_edit: QLineEdit
    name_problem: QLabel
    held_on_edit: ThaiDateEdit
    held_on_problem: QLabel
    until_edit: ThaiDateEdit
    until_problem: QLabel
    agency_edit: QLineEdit
    agency_problem: QLabel
    planned_edit: QLineEdit
    planned_problem: QLabel
    attended_edit: QLineEdit
    attended_problem: QLabel
    spent_edit: QLineEdit
    spent_problem: QLabel
    result_edit: GrowingText
    result_problem: QLabel

    called = "กิจกรรมนี้"
    form = "waste_event_dialog"
    lines = ("name", "agency")
    texts = ("result",)
    days = ("held_on", "until")
    money = ("spent",)
    counts = ("planned", "attended")
    choices = ("kind",)

    def __init__(self, parent: QWidget, context: Context, event: Event, offered: Offered) -> None:
        super().__init__(parent, context, "แก้ไขกิจกรรม" if event.version else "เพิ่มกิจกรรม")
        self._event = event
        self.saved: Event | None = None
        self.offer_places(offered.spots, event.place)
        self.kind_combo.offer(offered.events, context.year)
        self.kind_combo.choose(event.kind)
        self.fill(event)
        (self.name_edit if event.version else self.kind_combo).setFocus()

    @override
    def write(self) -> None:
        self.saved = self._context.services.community.save_event(
            dataclasses.replace(self._event, **self.typed(), kind=self.kind_combo.key)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Money:
    """What is typed of an entry."""

    on: date
    amount: int | None
    text: str


class MoneyDialog(RecordDialog):
    """Money into or out of a fund; with `reversed_line` the entry that takes that one back."""

    balance_label: QLabel
    on_edit: ThaiDateEdit
    on_problem: QLabel
    amount_edit: QLineEdit
    amount_problem: QLabel
    text_edit: QLineEdit
    text_problem: QLabel

    called = "รายการเงินนี้"
    form = "waste_money_dialog"
    lines = ("text",)
    days = ("on",)
    money = ("amount",)

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        group: GroupLine,
        flow: Flow,
        reversed_line: FundLine | None = None,
    ) -> None:
        title = {Flow.IN: "รับเงินเข้ากองทุน", Flow.OUT: "จ่ายเงินจากกองทุน"}[flow]
        super().__init__(parent, context, "กลับรายการ" if reversed_line else title)
        self._group, self._flow, self._reversed = group, flow, reversed_line
        told = f"{group.group.name} · คงเหลือ {format_baht(group.balance or 0, places=2)} บาท"
        amount = None
        if reversed_line is not None:
            entry = reversed_line.entry
            amount = entry.amount
            day = short_thai_date(entry.on)
            told += f" · กลับรายการ “{entry.text}” วันที่ {day}: รายการเดิมยังแสดงอยู่ และมีรายการกลับต่อท้าย"
        self.balance_label.setText(wrapped(told))
        self.fill(_Money(on=context.today, amount=amount, text=""))
        self.amount_edit.setEnabled(reversed_line is None)
        hint = "เช่น ลงจำนวนเงินผิด" if reversed_line else "เช่น เงินขายขยะรีไซเคิล"
        self.text_edit.setPlaceholderText(hint)
        (self.text_edit if reversed_line else self.amount_edit).setFocus()

    @override
    def write(self) -> None:
        typed, community = self.typed(), self._context.services.community
        if typed["on"] is None:
            raise ValidationFailed({"on": "ยังไม่ได้กรอกวันที่ กรุณากรอก"})
        group, on, text = self._group.group.uuid, typed["on"], typed["text"]
        if self._reversed is not None:
            community.reverse(group, self._reversed.entry.uuid, on, text)
        elif self._flow is Flow.IN:
            community.put_in(group, on, typed["amount"] or 0, text)
        else:
            community.take_out(group, on, typed["amount"] or 0, text)


def _told(line: MeetingLine) -> str:
    times = f"ครั้งที่ {line.number}/{buddhist_year(line.held_on)}"
    return f"{short_thai_date(line.held_on)} {line.title} {times}"


def dialog_of(
    parent: QWidget,
    context: Context,
    offered: Offered,
    part: Part,
    line: RuleLine | GroupLine | EventLine | None,
    beside: RuleLine | GroupLine | EventLine | None,
) -> RuleDialog | GroupDialog | EventDialog:
    """The dialog of a line, or of a new one of a part, not yet open.

    A new one is begun where `beside` is, else in the largest place that is offered.
    """
    match line:
        case RuleLine():
            return RuleDialog(parent, context, line.rule, offered)
        case GroupLine():
            return GroupDialog(parent, context, line.group, offered)
        case EventLine():
            return EventDialog(parent, context, line.event, offered)
    place = offered.spots[0].place if offered.spots else PlaceRef()
    match beside:
        case RuleLine():
            place = beside.rule.place
        case GroupLine():
            place = beside.group.place
        case EventLine():
            place = beside.event.place
    community = context.services.community
    match part:
        case Part.RULES:
            return RuleDialog(parent, context, community.begin_rule(place), offered)
        case Part.GROUPS:
            return GroupDialog(parent, context, community.begin_group(place), offered)
    return EventDialog(parent, context, community.begin_event(place), offered)
