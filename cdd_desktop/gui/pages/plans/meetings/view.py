"""ประชุม: committees and their meetings, from agenda to minutes."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHeaderView,
    QLabel,
    QListView,
    QPushButton,
    QStackedWidget,
    QTableView,
    QWidget,
)
from typing_extensions import override

from cdd_desktop.errors import CddError, ValidationFailed
from cdd_desktop.gui.context import Changed, Context
from cdd_desktop.gui.dialogs import Leaving
from cdd_desktop.gui.elided_label import ElidedLabel
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.line_view import show_lines
from cdd_desktop.gui.list_table import show_as_list
from cdd_desktop.gui.pages.history_subject import Subject
from cdd_desktop.gui.pages.plans.meetings.errands import Errands
from cdd_desktop.gui.pages.plans.meetings.line_models import (
    RECORD_ROLE,
    FollowColumn,
    FollowUpModel,
    MeetingListModel,
)
from cdd_desktop.gui.pages.plans.meetings.meeting_form import MeetingForm
from cdd_desktop.gui.pages.plans.meetings.opened import Listed, OpenedMeeting, listed, opened
from cdd_desktop.gui.pages.plans.meetings.papers import Papers
from cdd_desktop.gui.pages.plans.meetings.past import meeting_subject
from cdd_desktop.gui.pages.plans.meetings.view_keys import furnish
from cdd_desktop.gui.pages.plans.view import View
from cdd_desktop.gui.printing.printers import AskPrinter, ask_printer
from cdd_desktop.gui.thai_text import wrapped
from cdd_desktop.meetings.records import FollowUpLine, Meeting, MeetingLine

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.plans.page import PlansPage

_LIST_WIDTH, _NARROW_LIST = 270, 236
_ROW_HEIGHT = 30
_WIDTHS = {FollowColumn.STATE: 130, FollowColumn.DUE: 110, FollowColumn.OWNER: 150}


class MeetingsView(View):
    """A meeting is saved by a button; leaving one with unsaved inputs asks.

    Keys: Ctrl+N new · Ctrl+S save · Ctrl+Tab its parts · Ctrl+P print · Ctrl+Shift+S Word ·
    Ctrl+Shift+P PDF · Ctrl+M committees · Ctrl+J follow-ups.
    """

    new_button: QPushButton
    committee_button: QPushButton
    follow_button: QPushButton
    nothing_label: QLabel
    list_card: QFrame
    meeting_view: QListView
    content_stack: QStackedWidget
    empty_widget: QWidget
    form_card: QFrame
    meeting_label: ElidedLabel
    state_label: QLabel
    save_button: QPushButton
    more_button: QPushButton
    meeting_form: MeetingForm
    follow_card: QFrame
    follow_count_label: QLabel
    follow_nothing_label: QLabel
    done_check: QCheckBox
    done_button: QPushButton
    go_button: QPushButton
    follow_table: QTableView

    def __init__(
        self, context: Context, page: "PlansPage", *, ask: AskPrinter = ask_printer
    ) -> None:
        super().__init__(context, page)
        load_form(self, "meetings_view", ElidedLabel, MeetingForm)
        self._meetings = context.services.meetings
        self._meeting: Meeting | None = None
        self._wanted: UUID | None = None
        self._asked = 0
        self.listed = Listed(meetings=(), committees=(), follow_ups=())
        self._lines = MeetingListModel(self)
        self._follow_ups = FollowUpModel(lambda: self.context.today, self)
        self.papers = Papers(self, ask)
        self.errands = Errands(self)
        self.meeting_view.setModel(self._lines)
        show_lines(self.meeting_view)
        show_as_list(self.follow_table, self._follow_ups, row_height=_ROW_HEIGHT)
        for column, width in _WIDTHS.items():
            self.follow_table.setColumnWidth(column, width)
        for column in (FollowColumn.TASK, FollowColumn.WHERE):
            self.follow_table.horizontalHeader().setSectionResizeMode(
                column, QHeaderView.ResizeMode.Stretch
            )
        self.meeting_form.set_today(lambda: self.context.today)
        self.setFocusProxy(self.meeting_view)
        furnish(self)
        self._connect()
        self._show_parts()

    # what the page asks

    @property
    def meeting(self) -> Meeting | None:
        """The meeting in hand, as it was read."""
        return self._meeting

    @property
    def follow_up(self) -> FollowUpLine | None:
        """The follow-up the cursor is on."""
        line = self.follow_table.currentIndex().data(RECORD_ROLE)
        return line if isinstance(line, FollowUpLine) else None

    @property
    @override
    def is_busy(self) -> bool:
        return self.awaits_answers or self.papers.is_busy

    @property
    @override
    def unfinished(self) -> str:
        return self.papers.outgoing.unfinished

    @override
    def abandon(self) -> None:
        self.papers.outgoing.cancel()

    @override
    def refresh(self) -> None:
        self._read_list()

    @override
    def show_target(self, target: object) -> None:
        """A meeting's identity."""
        self._wanted = UUID(str(target))
        self._read_list()

    @override
    def set_compact(self, compact: bool) -> None:
        self.list_card.setFixedWidth(_NARROW_LIST if compact else _LIST_WIDTH)

    @override
    def history_subject(self) -> Subject | None:
        meeting = self._meeting
        return None if meeting is None or not meeting.version else meeting_subject(meeting)

    @override
    def leave(self) -> bool:
        self.meeting_form.commit_typed()
        if not self.meeting_form.is_dirty:
            return True
        answer = self.context.dialogs.ask_leaving("การประชุมครั้งนี้")
        if answer is Leaving.STAY:
            return False
        if answer is Leaving.DISCARD:
            self.close_meeting()
            return True
        return self._save_now()

    @override
    def stages(self) -> Iterator[tuple[str, QWidget | None]]:
        tabs = self.meeting_form.part_tabs
        for number in range(tabs.count()) if self._meeting else ():
            tabs.setCurrentIndex(number)
            yield f"part-{number + 1}", None
        tabs.setCurrentIndex(0)
        self.follow_button.setChecked(True)
        yield "follow-ups", None
        self.follow_button.setChecked(False)

    # meetings

    def begin(self, get: Callable[[], Meeting]) -> None:
        """Take a meeting in hand that is not saved yet."""
        if self.leave():
            self.follow_button.setChecked(False)
            services = self.context.services
            self.query(lambda: opened(services, get()), self._show_begun)

    def save(self) -> None:
        """Keep the meeting in hand."""
        self.meeting_form.commit_typed()
        if not self._has_day():
            return
        draft = self.meeting_form.draft()

        def take(meeting: Meeting) -> None:
            self._meeting = meeting
            self.meeting_form.settle(meeting, draft)
            self.wrote("บันทึกการประชุมแล้ว")

        self.query(lambda: self._meetings.save(draft), take, writes=True)

    def close_meeting(self) -> None:
        """Have no meeting in hand; what was not saved is gone."""
        self._meeting = None
        self.meeting_form.forget()
        self._show_parts()
        self.context.record_changed.emit()

    def wrote(self, said: str) -> None:
        """Something of meetings was written: tell everybody, and read again."""
        self.page.wrote(said, Changed.MEETINGS)
        self._read_list()

    def show_state(self) -> None:
        """Say whether there is something to be saved."""
        meeting = self._meeting
        if meeting is None:
            return
        is_dirty = self.meeting_form.is_dirty
        is_new = not meeting.version
        self.state_label.setText(
            "ใหม่ ยังไม่ได้บันทึก" if is_new else "ยังไม่ได้บันทึก" if is_dirty else "บันทึกแล้ว"
        )
        self.save_button.setEnabled(is_dirty or is_new)

    def _read_list(self) -> None:
        self._asked += 1
        asked, services, area = self._asked, self.context.services, self.context.area_code
        with_done = self.done_check.isChecked()
        self.query(
            lambda: (asked, listed(services, area, with_done=with_done)),
            self._show_list,
        )

    def _show_list(self, read: tuple[int, Listed]) -> None:
        asked, found = read
        if asked != self._asked:
            return  # asked again since
        self.listed = found
        lines = self.listed.meetings
        held = self._wanted or (self._meeting.uuid if self._meeting else None)
        self._wanted = None
        self._fill(held)
        self.errands.offer_committees()
        self._show_follow_ups()
        meeting = self._meeting
        if any(line.uuid == held for line in lines):
            if held is not None and not self.meeting_form.is_dirty:
                self._open(held)
        elif meeting is not None and meeting.version and not self.meeting_form.is_dirty:
            self.close_meeting()  # taken back, removed elsewhere, or of another area
        elif meeting is None and lines:
            self._open(lines[0].uuid)
            self._fill(lines[0].uuid)
        self._show_parts()

    def _fill(self, chosen: UUID | None) -> None:
        lines = self.listed.meetings
        selection = self.meeting_view.selectionModel()
        selection.blockSignals(True)
        self._lines.show(lines)
        if chosen is None:
            self.meeting_view.setCurrentIndex(QModelIndex())
        for row, line in enumerate(lines):
            if line.uuid == chosen:
                self.meeting_view.setCurrentIndex(self._lines.index(row, 0))
        selection.blockSignals(False)
        self.nothing_label.setText(wrapped("ยังไม่มีการประชุมของพื้นที่นี้ กด ประชุมใหม่ (Ctrl+N)"))
        self.nothing_label.setVisible(not lines)

    def _open(self, uuid: UUID) -> None:
        self._read(lambda: self._meetings.get(uuid))

    def _read(self, get: Callable[[], Meeting]) -> None:
        services = self.context.services
        self.query(lambda: opened(services, get()), self._show)

    def _show(self, read: OpenedMeeting) -> None:
        self._meeting = read.meeting
        self.meeting_form.load(read)
        self._show_parts()
        self.papers.preview()
        self.context.record_changed.emit()

    def _show_begun(self, read: OpenedMeeting) -> None:
        """No line of the list is this meeting's yet; the keyboard goes where it is written."""
        self._show(read)
        self._fill(None)
        self.meeting_form.enter()

    def _show_follow_ups(self) -> None:
        lines = self.listed.follow_ups
        held = self.follow_up
        self._follow_ups.show(lines)
        rows = [row for row, line in enumerate(lines) if held and line.follow_up == held.follow_up]
        if lines:
            self.follow_table.selectRow(rows[0] if rows else 0)
        late = sum(line.follow_up.is_overdue(self.context.today) for line in lines)
        waiting = sum(line.follow_up.done_on is None for line in lines)
        self.follow_button.setText(f"งานตามมติ {waiting}" if waiting else "งานตามมติ")
        self.follow_count_label.setText(f"รอติดตาม {waiting} เรื่อง เลยกำหนด {late} เรื่อง")
        self.follow_nothing_label.setText(
            wrapped("ไม่มีเรื่องที่รอติดตาม เรื่องใหม่เพิ่มได้ที่ ระเบียบวาระและมติ ของการประชุม")
        )
        self.follow_nothing_label.setVisible(not lines)
        for button in (self.done_button, self.go_button):
            button.setEnabled(bool(lines))

    def _show_parts(self) -> None:
        meeting = self._meeting
        if self.follow_button.isChecked():
            shown: QWidget = self.follow_card
        else:
            shown = self.empty_widget if meeting is None else self.form_card
        self.content_stack.setCurrentWidget(shown)
        if meeting is not None:
            self.meeting_label.show_text(f"{meeting.title} ครั้งที่ {meeting.times}")
        self.show_state()

    # writing

    def _has_day(self) -> bool:
        if self._meeting is None:
            return False
        if problem := self.meeting_form.date_problem:
            self.meeting_form.mark({"held_on": problem})
            return False
        return True

    def _save_now(self) -> bool:
        """The view is about to be left: waits for the file, and stays where it is refused."""
        if not self._has_day():
            return False
        try:
            self._meetings.save(self.meeting_form.draft())
        except CddError as problem:
            self.refuse(problem)
            return False
        self.close_meeting()
        self.page.wrote("บันทึกการประชุมแล้ว", Changed.MEETINGS)
        return True

    # inside

    @override
    def refuse(self, problem: CddError) -> None:
        if isinstance(problem, ValidationFailed) and self._meeting is not None:
            others = self.meeting_form.mark(problem.problems)
            self.told.emit(others or "ยังไม่ได้บันทึก กรุณาแก้ช่องที่แจ้งไว้", "failed")
        else:
            self.told.emit(str(problem), "failed")

    def _choose(self, index: QModelIndex) -> None:
        line = index.data(RECORD_ROLE)
        if not isinstance(line, MeetingLine):
            return
        self.follow_button.setChecked(False)
        if self._meeting is not None and line.uuid == self._meeting.uuid:
            return
        if self.leave():
            self._open(line.uuid)
        else:
            self._fill(self._meeting.uuid if self._meeting else None)

    def _connect(self) -> None:
        form = self.meeting_form
        self.meeting_view.selectionModel().currentChanged.connect(lambda new, _: self._choose(new))
        self.save_button.clicked.connect(self.save)
        form.edited.connect(self.show_state)
        self.follow_button.toggled.connect(lambda _: self._show_parts())
        self.done_check.toggled.connect(lambda _: self._read_list())
