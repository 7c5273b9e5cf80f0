"""กรอกแบบ: key a village's sheet from paper without the mouse, and see its level at once."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QWidget
from typing_extensions import override

from cdd_desktop.checklists.evidence.records import SheetEvidence
from cdd_desktop.checklists.levels.cliff import deciding
from cdd_desktop.checklists.records import AnySheet, RoundKey, SheetKey, VillageProgress
from cdd_desktop.errors import CddError
from cdd_desktop.gui.context import Changed, Context
from cdd_desktop.gui.drawer import Drawer
from cdd_desktop.gui.elided_label import ElidedLabel
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.forum.starting import ForumStarting
from cdd_desktop.gui.looks import set_look
from cdd_desktop.gui.pages.checklists.entry import words
from cdd_desktop.gui.pages.checklists.entry.answer_menu import CARRY_KEYS
from cdd_desktop.gui.pages.checklists.entry.answer_model import Beside
from cdd_desktop.gui.pages.checklists.entry.answer_table import AnswerTable
from cdd_desktop.gui.pages.checklists.entry.answering import Answering
from cdd_desktop.gui.pages.checklists.entry.attaching import Attaching
from cdd_desktop.gui.pages.checklists.entry.beside import BesideSheet
from cdd_desktop.gui.pages.checklists.entry.doubting import Doubting, DoubtStrip
from cdd_desktop.gui.pages.checklists.entry.going import Going
from cdd_desktop.gui.pages.checklists.entry.head_dialog import HeadDialog
from cdd_desktop.gui.pages.checklists.entry.judged import (
    desk_of,
    full_name,
    kept_line,
    key_of,
    line_of,
    lines_of,
    who,
)
from cdd_desktop.gui.pages.checklists.entry.keying import Keying
from cdd_desktop.gui.pages.checklists.entry.level_panel import LevelPanel
from cdd_desktop.gui.pages.checklists.entry.past import changed_indicator, sheet_subject
from cdd_desktop.gui.pages.checklists.entry.pictures import popup_stages
from cdd_desktop.gui.pages.checklists.entry.proposing import Proposing
from cdd_desktop.gui.pages.checklists.entry.title_line import TitleLine
from cdd_desktop.gui.pages.checklists.entry.typed_elsewhere import HELD, SET_ASIDE, take_all
from cdd_desktop.gui.pages.checklists.entry.village_list import VillageList
from cdd_desktop.gui.pages.checklists.view import ChecklistView
from cdd_desktop.gui.pages.history_subject import Subject
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.thai_text import tooltip, wrapped

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.checklists.page import ChecklistsPage


class EntryView(ChecklistView):
    """Every answer is committed by its key, or waits as กำลังบันทึก while something else writes.

    What is shown, graded and counted is the sheet as it will stand: `Keying` lays over what is
    stored what is on its way.

    Keys in the table: 1 0 Space . / F2, arrows, Enter, PgDn, PgUp, Ctrl+Enter propose. In the view:
    Ctrl+G indicator or a code from paper, Ctrl+H head, Ctrl+D last year's answers, Ctrl+J files,
    F9 doubt, Ctrl+P print, F6 drawer (narrow window), F7 list, F11 forum.
    """

    title_label: ElidedLabel
    state_chip: QLabel
    stage_chip: QLabel
    instrument_label: ElidedLabel
    forum_button: QPushButton
    head_button: QPushButton
    panel_button: QPushButton
    print_button: QPushButton
    content_stack: QStackedWidget
    work_widget: QWidget
    empty_widget: QWidget
    empty_title_label: QLabel
    empty_text_label: QLabel
    list_title_label: QLabel
    done_label: QLabel
    village_list: VillageList
    answer_table: AnswerTable
    doubt_strip: DoubtStrip
    notice_label: QLabel
    level_panel: LevelPanel
    work_layout: QHBoxLayout

    def __init__(self, context: Context, page: "ChecklistsPage") -> None:
        super().__init__(context, page)
        own = (ElidedLabel, VillageList, AnswerTable, DoubtStrip, LevelPanel)
        load_form(self, "checklist_entry", *own)
        self._stored: AnySheet | None = None
        self._sheet: AnySheet | None = None
        self._keying = Keying(context, self)
        self._title = TitleLine(
            title=self.title_label,
            chip=self.state_chip,
            stage=self.stage_chip,
            instrument=self.instrument_label,
            head=self.head_button,
            panel=self.panel_button,
            printing=self.print_button,
        )
        self._drawer = Drawer(self, self.work_layout, self.level_panel)
        self._choice = page.choice
        self.beside = BesideSheet(self)
        self._answering = Answering(self, self._keying)
        self.proposing = Proposing(self)
        self.doubting = Doubting(self)
        self.going = Going(self)
        self.attaching = Attaching(self)
        self.forum = ForumStarting(self)
        self._connect()
        self.village_list.setToolTip(tooltip("รายชื่อหมู่บ้าน", "F7"))
        self.setFocusProxy(self.answer_table)

    @override
    def refresh(self) -> None:
        context, choice = self.context, self._choice
        try:
            progress, base = lines_of(context, choice.instrument, choice.round)
        except CddError as problem:
            self._say_empty("อ่านรายชื่อหมู่บ้านไม่ได้", str(problem))
            return
        self.list_title_label.setText(who(choice.instrument))
        if choice.instrument.judges_office:
            self.village_list.villages.show(progress)
        else:
            self.village_list.show_area(progress, context.area_code, context.areas, base)
        if not progress:
            self._say_empty(*words.no_villages(self.context, choice.instrument))
            return
        self.content_stack.setCurrentWidget(self.work_widget)
        known = {village.village_id for village in progress}
        kept = kept_line(self._sheet, choice.instrument, choice.remembered_village())
        first = (*self.village_list.villages.counted, *progress)[0].village_id
        self.load(kept if kept in known else first)

    @override
    def show_target(self, target: object) -> None:
        """`target` is the id of a village, or the key of a sheet of the year looked at."""
        if self.village_list.villages.index_of(wanted := self._choice.line_of(target)).isValid():
            self.load(wanted)
        else:
            self.notice(words.NOT_JUDGED, "failed")

    @override
    def turn(self) -> None:
        """What is being typed is taken before."""
        if self.answer_table.finish() or not self.answer_table.is_writing:
            self.refresh()

    @override
    def follow(self, changed: Changed) -> None:
        before = self._sheet
        self.refresh()
        # what was taken back is keyed again as a rule
        if changed is Changed.ANYTHING and (code := changed_indicator(before, self._sheet)):
            self.go_to(code)
            self._hint()

    @override
    def set_compact(self, compact: bool) -> None:
        """The right panel becomes a drawer over the table."""
        self.panel_button.setVisible(compact)
        self.instrument_label.setVisible(not compact)
        self.level_panel.set_drawer(compact)
        self._drawer.fold(compact)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._drawer.place(self.content_stack.geometry())

    @override
    def stages(self) -> Iterator[tuple[str, QWidget | None]]:
        if self._drawer.is_drawer:
            self.toggle_panel()
            yield "drawer", None
            self.toggle_panel()
        yield from popup_stages(self.going.open, self.head_dialog)

    @override
    def refuse(self, problem: CddError) -> None:
        self.notice(str(problem), "failed")

    @override
    def leave(self) -> bool:
        """What is being typed is taken; what cannot be is shown where it stands."""
        is_taken = take_all(self.context, self.answer_table, self.show_target)
        if not is_taken:
            self.notice(HELD, "failed")
        return is_taken

    @override
    def history_subject(self) -> Subject | None:
        return sheet_subject(self._sheet, self.village_label) if self._sheet else None

    def why_closed(self) -> str:
        """Why no answer is taken on the sheet in hand; empty where answers are."""
        sheet = self._sheet
        if sheet is None or not sheet.instrument.indicators:
            return words.no_texts(self._choice.instrument)
        if not sheet.instrument.is_keyed:
            return words.not_keyed(sheet)
        known = self.beside.of(sheet.key)
        if known is not None and known.line is not None and known.line.is_locked:
            return words.locked(known.step)
        return ""

    def files_changed(self, key: SheetKey, evidence: SheetEvidence) -> None:
        """Files or confirmed doubts of a sheet were changed here."""
        self.beside.take_evidence(key, evidence)
        self.context.saved.emit()
        self.context.happened.emit(Changed.ANSWERS, self.page)

    def toggle_panel(self) -> None:
        """Open or close the drawer."""
        self._drawer.toggle(self.content_stack.geometry())

    def head_dialog(self) -> HeadDialog | None:
        """The dialog of the sheet's head, not yet open; None without a sheet."""
        sheet = self._sheet
        if sheet is None:
            return None
        return HeadDialog(self, self.context, sheet, self.village_label, self._keying)

    @property
    def sheet(self) -> AnySheet | None:
        """The sheet shown, with what is on its way into the file."""
        return self._sheet

    def _open_head(self) -> None:
        if self._sheet is not None and self._keying.head_waits(self._sheet.key):
            self.notice("หัวแบบประเมินกำลังบันทึก แก้ได้อีกครั้งเมื่อบันทึกเสร็จ", "failed")
            return
        dialog = self.head_dialog()
        if dialog is not None:
            dialog.exec()
            dialog.deleteLater()
            self.answer_table.setFocus()

    def _take(self, stored: AnySheet) -> None:
        """It is in the file: shown here if it is the sheet looked at, and told to the others."""
        self._count(self._keying.seen(stored))
        if self._sheet is not None and self._sheet.key == stored.key:
            self._show(stored)
        self.context.happened.emit(Changed.ANSWERS, self.page)

    def _refuse(self, key: RoundKey, why: str) -> None:
        """It is not in the file: the line goes back to what is."""
        self._wait(key)
        if self._sheet is not None and self._sheet.key == key:
            self.notice(why, "failed")

    def _wait(self, key: RoundKey) -> None:
        """What is on its way has changed."""
        if self._stored is not None and self._stored.key == key:
            self._show(self._stored)

    def _step_village(self, step: int) -> None:
        if self._sheet is None:
            return
        village = self.village_list.villages.beside(line_of(self._sheet.key), step)
        if village is not None:
            self.load(village.village_id)
        else:
            self.notice(words.no_village_further(self._sheet, step))

    def load(self, village_id: int) -> None:
        """Show the sheet of a line, with the cursor where keying goes on."""
        choice = self._choice
        key = key_of(choice.instrument, choice.round, self.context.year, village_id)
        is_same = self._sheet is not None and self._sheet.key == key
        is_held = not is_same and not self.answer_table.finish()
        if is_held and self.answer_table.is_writing:
            return
        try:
            sheet = desk_of(self.context.services, key).sheet()
        except CddError as problem:
            self.notice(str(problem), "failed")
            return
        if isinstance(key, SheetKey):
            choice.remember_village(village_id)
        self.village_list.select(village_id)
        self._show(sheet)
        self.beside.look(sheet)
        if not is_same:
            self.answer_table.go_to_first_unanswered()
            if is_held:
                self.notice(SET_ASIDE, "failed")
            elif told := self.why_closed():
                self.notice(told)
            elif not self.village_list.villages.counts(village_id):
                self.notice(words.not_counted(sheet))
            elif not sheet.answers:
                self.notice(words.first_words(sheet))
            else:
                self._hint()  # what was said of the sheet before goes

    def _show(self, stored: AnySheet) -> None:
        self._stored = stored
        self._sheet = sheet = self._keying.seen(stored)
        self._count(sheet)
        waits = self._keying.head_waits(sheet.key)
        known = self.beside.of(sheet.key)
        self._title.show_sheet(sheet, self.village_label, head_waits=waits)
        self._title.show_beside(sheet, known, self.beside.plan_told(sheet))
        decides = deciding(sheet.instrument, sheet.revision, sheet.answers)
        self.answer_table.is_locked = bool(self.why_closed())
        self.answer_table.show_sheet(
            sheet,
            Beside(
                pending=self._keying.waiting(sheet.key),
                deciding={code: level.title for code, level in decides.items()},
                attached=known.evidence.counts if known is not None else {},
            ),
        )
        self.level_panel.show_sheet(sheet, decides)
        self.doubt_strip.show_doubts(self.beside.doubts(sheet))
        self.context.record_changed.emit()

    def _show_again(self) -> None:
        if self._stored is not None:
            self._show(self._stored)

    def _count(self, sheet: AnySheet) -> None:
        """Bring the sheet's line in the list up to date."""
        key = sheet.key
        shown = (self._choice.instrument.id, self.context.year, self._choice.round)
        if (key.instrument, key.fiscal_year, key.round) == shown:
            self.village_list.villages.show_grade(line_of(key), sheet.grade)
        self.done_label.setText(self.village_list.villages.done_words)

    def _village(self) -> VillageProgress | None:
        """The line of the list that is open."""
        sheet = self._sheet
        return self.village_list.villages.village(line_of(sheet.key)) if sheet else None

    @property
    def village_label(self) -> str:
        """What is open, a village as lists show it."""
        line, sheet = self._village(), self._sheet
        return full_name(line, sheet.key) if line is not None and sheet is not None else ""

    def notice(self, text: str, tone: str = "muted") -> None:
        """Say something under the table until the cursor moves."""
        set_look(self.notice_label, tone=tone)
        self.notice_label.setText(wrapped(text))

    def _hint(self) -> None:
        """What proves the indicator under the cursor, and whether it is wanted."""
        line = self.answer_table.current_line()
        if line is not None:
            self.notice(*words.evidence_asked(line))

    def _say_empty(self, title: str, text: str) -> None:
        self.answer_table.typed.set_aside()
        self._stored = self._sheet = None
        self._title.show_none(self._choice.instrument)
        self.empty_title_label.setText(wrapped(title))
        self.empty_text_label.setText(wrapped(text))
        self.content_stack.setCurrentWidget(self.empty_widget)

    def _print(self) -> None:
        village = self._village()
        if village is not None:
            self.context.page_requested.emit("reports", f"checklist-filled:{village.code}")

    def go_to(self, code: str) -> None:
        """Put the cursor on an indicator, ready for its answer."""
        self.answer_table.go_to(code)
        self.answer_table.setFocus()

    def _connect(self) -> None:
        self.village_list.village_chosen.connect(self.load)
        self.village_list.entered_village.connect(self.answer_table.setFocus)
        table = self.answer_table
        table.village_step.connect(self._step_village)
        table.line_changed.connect(self._hint)
        table.left.connect(self.village_list.setFocus)
        self._keying.taken.connect(self._take)
        self._keying.refused.connect(self._refuse)
        self._keying.waits.connect(self._wait)
        self.beside.changed.connect(self._show_again)
        self.level_panel.indicator_requested.connect(self.go_to)
        self.doubt_strip.place_asked.connect(self.go_to)
        self.head_button.clicked.connect(self._open_head)
        self.panel_button.clicked.connect(self.toggle_panel)
        self.print_button.clicked.connect(self._print)
        for keys, act in (
            ("Ctrl+H", self._open_head),
            (CARRY_KEYS, self._answering.carry_forward),
            ("Ctrl+P", self._print),
            ("F6", self.toggle_panel),
            ("F7", self.village_list.setFocus),
        ):
            on_keys(self, keys, act)
