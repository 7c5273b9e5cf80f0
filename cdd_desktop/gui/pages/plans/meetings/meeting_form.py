"""The inputs of one meeting: loading is not editing."""

import dataclasses
from collections.abc import Callable, Mapping
from datetime import date
from uuid import uuid4

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QWidget,
)

from cdd_desktop.gui.edit_table import EditField, EditModel, EditTable
from cdd_desktop.gui.elided_label import ElidedLabel
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.pages.plans.meetings.items_editor import ItemsEditor
from cdd_desktop.gui.pages.plans.meetings.opened import OpenedMeeting
from cdd_desktop.gui.pages.reports.preview import PreviewPane
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.telling import show_problems, tell
from cdd_desktop.gui.thai_date_edit import ThaiDateEdit
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.meetings.papers import MeetingPaper
from cdd_desktop.meetings.records import Attendance, Meeting, Part
from cdd_desktop.thai.calendar import buddhist_year
from cdd_desktop.thai.digits import whole_number

CALL_KEYS = "Ctrl+R"
_TEXTS = (
    "title",
    "venue",
    "begins",
    "ends",
    "taker_name",
    "taker_position",
    "checker_name",
    "checker_position",
)


class MeetingForm(QWidget):
    """`edited` when an input was changed; `draft` is the meeting as the inputs have it."""

    part_tabs: QTabWidget
    head_tab: QWidget
    head_area: QScrollArea
    head_place: QWidget
    items_tab: QWidget
    people_tab: QWidget
    paper_tab: QWidget
    title_edit: QLineEdit
    title_problem: QLabel
    number_edit: QLineEdit
    number_problem: QLabel
    year_label: QLabel
    next_button: QPushButton
    held_edit: ThaiDateEdit
    held_problem: QLabel
    begins_edit: QLineEdit
    begins_problem: QLabel
    ends_edit: QLineEdit
    ends_problem: QLabel
    venue_edit: QLineEdit
    venue_problem: QLabel
    taker_name_edit: QLineEdit
    taker_name_problem: QLabel
    taker_position_edit: QLineEdit
    taker_position_problem: QLabel
    checker_name_edit: QLineEdit
    checker_name_problem: QLabel
    checker_position_edit: QLineEdit
    checker_position_problem: QLabel
    items_editor: ItemsEditor
    people_label: ElidedLabel
    people_problem: QLabel
    call_button: QPushButton
    add_person_button: QPushButton
    people_table: EditTable
    paper_combo: QComboBox
    print_button: QPushButton
    word_button: QPushButton
    pdf_button: QPushButton
    preview_pane: PreviewPane

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(
            self, "meeting_form", EditTable, ElidedLabel, ItemsEditor, PreviewPane, ThaiDateEdit
        )
        self._loaded: Meeting | None = None
        self._shown: Meeting | None = None
        self._is_loading = False
        self._people: EditModel[Attendance] = EditModel(
            (
                EditField(
                    name="part",
                    heading="กลุ่ม",
                    width=128,
                    choices=tuple((part, part.label) for part in Part),
                ),
                EditField(name="name", heading="ชื่อ–สกุล", width=190),
                EditField(name="position", heading="ตำแหน่ง/หน่วยงาน"),
                EditField(name="stands_in_for", heading="มาแทน", width=150),
                EditField(name="reason", heading="เหตุที่ไม่มา", width=130),
            ),
            self,
        )
        self.people_table.set_up(
            self._people, lambda _: Attendance(uuid=uuid4(), part=Part.PRESENT)
        )
        for paper in MeetingPaper:
            self.paper_combo.addItem(paper.label, paper)
        self.setFocusProxy(self.title_edit)
        # the card under it shows
        self.head_area.setStyleSheet("#head_area, #head_place { background: transparent; }")
        self.head_area.viewport().setAutoFillBackground(False)
        self._connect()

    @property
    def is_dirty(self) -> bool:
        """Whether the inputs differ from what was loaded."""
        return self._shown is not None and self.draft() != self._shown

    @property
    def date_problem(self) -> str:
        """Why what was typed is no day; a meeting needs one."""
        if self.held_edit.problem:
            return self.held_edit.problem
        return "" if self.held_edit.day else "ยังไม่ได้กรอกวันประชุม กรุณากรอกวัน"

    def set_today(self, today: Callable[[], date]) -> None:
        """See `ThaiDateEdit.set_today`."""
        self.held_edit.set_today(today())
        self.items_editor.set_today(today)

    def load(self, read: OpenedMeeting) -> None:
        """Show a meeting."""
        meeting = read.meeting
        self._is_loading = True
        self._loaded = meeting
        for name in _TEXTS:
            edit = getattr(self, f"{name}_edit")
            edit.setText(getattr(meeting, name))
            edit.setCursorPosition(0)
        self.number_edit.setText(str(meeting.number))
        self.held_edit.set_day(meeting.held_on)
        self.items_editor.load(meeting.items, read.kinds, read.linked)
        self._people.show(meeting.attendance)
        self.call_button.setVisible(meeting.committee is not None)
        self.mark({})
        self._is_loading = False
        self._shown = self.draft()
        self._count()

    def forget(self) -> None:
        """Have nothing loaded: what was typed is no edit of anything any more."""
        self._loaded = self._shown = None

    def enter(self) -> None:
        """Begin at the first input."""
        self.part_tabs.setCurrentWidget(self.head_tab)
        self.title_edit.setFocus()

    def turn(self, step: int) -> None:
        """Go to the part beside, and into it."""
        tabs = self.part_tabs
        tabs.setCurrentIndex((tabs.currentIndex() + step) % tabs.count())
        first: dict[QWidget, QWidget] = {
            self.head_tab: self.title_edit,
            self.items_tab: self.items_editor.item_table,
            self.people_tab: self.people_table,
            self.paper_tab: self.paper_combo,
        }
        first[tabs.currentWidget()].setFocus()

    def settle(self, meeting: Meeting, written: Meeting) -> None:
        """What was `written` is kept as `meeting`; what was typed meanwhile is an edit of it."""
        is_same = self.draft() == written
        self.items_editor.settle(meeting.items)
        self._loaded = meeting
        self._shown = self.draft() if is_same else meeting

    def commit_typed(self) -> None:
        """Take what stands in an open cell: what is saved is what is seen."""
        self.items_editor.commit_typed()
        self.people_table.commit_typed()

    def draft(self) -> Meeting:
        """The meeting with what was typed; one must be loaded. A number that is none is 0."""
        if self._loaded is None:
            raise RuntimeError("no meeting was loaded")
        return dataclasses.replace(
            self._loaded,
            number=whole_number(self.number_edit.text()) or 0,
            held_on=self.held_edit.day or self._loaded.held_on,
            items=self.items_editor.items,
            attendance=tuple(self._people.rows),
            **{name: getattr(self, f"{name}_edit").text() for name in _TEXTS},
        )

    def mark(self, problems: Mapping[str, str]) -> str:
        """Tell problems beside their inputs; gives those that belong to none."""
        keyed = {key: text for key, text in problems.items() if ":" in key}
        fields: dict[str, tuple[QWidget, QLabel]] = {
            name: (getattr(self, f"{name}_edit"), getattr(self, f"{name}_problem"))
            for name in (*_TEXTS, "number")
        }
        fields["held_on"] = (self.held_edit, self.held_problem)
        others = show_problems(fields, {k: v for k, v in problems.items() if k not in keyed})
        self.items_editor.mark(keyed)
        people = {
            (int(row), field): text
            for key, text in keyed.items()
            if key.startswith("person:")
            for _, row, field in [key.split(":")]
        }
        self._people.mark(people)
        tell(self.people_problem, next(iter(people.values()), ""), tone="failed")
        if problems.keys() & fields.keys():
            self.part_tabs.setCurrentWidget(self.head_tab)
        elif people:
            self.part_tabs.setCurrentWidget(self.people_tab)
            self.people_table.choose(next(iter(people))[0], 1)
        elif keyed:
            self.part_tabs.setCurrentWidget(self.items_tab)
        return others

    def take_number(self, number: int) -> None:
        """Put in the number that comes next."""
        self.number_edit.setText(str(number))

    def take_people(self, people: tuple[Attendance, ...]) -> None:
        """Have these people; that is an edit."""
        if people != tuple(self._people.rows):
            self._people.become(people)
            self.people_table.choose(0, 1)
            self.people_table.setFocus()

    def _toggle(self, row: int) -> None:
        """Space: came, did not come. Who sits in is left to the column of groups."""
        person = self._people.rows[row]
        part = {Part.PRESENT: Part.ABSENT, Part.ABSENT: Part.PRESENT}.get(person.part)
        if part is not None:
            self._people.put(row, dataclasses.replace(person, part=part))

    def _count(self) -> None:
        counts = dict.fromkeys(Part, 0)
        for person in self._people.rows:
            counts[person.part] += 1
        members = counts[Part.PRESENT] + counts[Part.ABSENT]
        self.people_label.show_text(
            f"มาประชุม {counts[Part.PRESENT]} จาก {members} คน · เข้าร่วม {counts[Part.JOINED]} คน"
            " · Space มา/ไม่มา · Ins เพิ่ม · Del ลบ · Alt+↑ Alt+↓ เลื่อน"
        )

    def _edit(self) -> None:
        if self._is_loading:
            return
        day = self.held_edit.day
        self.year_label.setText(f"/{buddhist_year(day)}" if day else "")
        self._count()
        self.edited.emit()

    def _connect(self) -> None:
        for name in _TEXTS:
            getattr(self, f"{name}_edit").textChanged.connect(self._edit)
        self.number_edit.textChanged.connect(self._edit)
        self.held_edit.textChanged.connect(self._edit)
        self.held_edit.textChanged.connect(self._tell_year)
        self.items_editor.edited.connect(self._edit)
        self._people.edited.connect(self._edit)
        self._people.refused.connect(lambda text: tell(self.people_problem, text, tone="failed"))
        self.people_table.space_pressed.connect(self._toggle)
        self.add_person_button.clicked.connect(self.people_table.add_row)
        self.add_person_button.setToolTip(tooltip("เพิ่มชื่อในรายการ", "Ins"))
        self.call_button.setToolTip(
            tooltip("เพิ่มกรรมการที่อยู่ในวาระวันประชุมเป็นผู้มาประชุม ตำแหน่งที่ยังไม่มีชื่อจะไม่ดึง", CALL_KEYS)
        )
        self.next_button.setToolTip(tooltip("ใส่เลขครั้งถัดไปของปีปฏิทินนี้"))
        self.number_edit.setFixedWidth(56)
        on_keys(self.people_tab, CALL_KEYS, self.call_button.click)

    def _tell_year(self) -> None:
        day = self.held_edit.day
        self.year_label.setText(f"/{buddhist_year(day)}" if day else "")
