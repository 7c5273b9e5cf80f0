"""กรอกแบบ: key a village's sheet from paper without the mouse, and see its level at once."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QWidget,
)
from typing_extensions import override

from cdd_desktop.checklists.records import Answer, Sheet, SheetKey, VillageProgress
from cdd_desktop.errors import CddError, ValidationFailed
from cdd_desktop.gui.context import Changed, Context
from cdd_desktop.gui.drawer import Drawer
from cdd_desktop.gui.elided_label import ElidedLabel
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.keys import Command
from cdd_desktop.gui.looks import set_look
from cdd_desktop.gui.pages.checklists.entry import words
from cdd_desktop.gui.pages.checklists.entry.answer_model import PENDING, Remark
from cdd_desktop.gui.pages.checklists.entry.answer_table import AnswerTable
from cdd_desktop.gui.pages.checklists.entry.goto_popup import GoToPopup
from cdd_desktop.gui.pages.checklists.entry.head_dialog import HeadDialog
from cdd_desktop.gui.pages.checklists.entry.keying import Keying
from cdd_desktop.gui.pages.checklists.entry.level_panel import LevelPanel
from cdd_desktop.gui.pages.checklists.entry.meaning import meant
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
    Ctrl+G indicator, Ctrl+H head, Ctrl+P print, F6 drawer (narrow window), F7 list.
    """

    title_label: ElidedLabel
    state_chip: QLabel
    instrument_label: ElidedLabel
    head_button: QPushButton
    panel_button: QPushButton
    print_button: QPushButton
    content_stack: QStackedWidget
    work_widget: QWidget
    empty_widget: QWidget
    empty_title_label: QLabel
    empty_text_label: QLabel
    done_label: QLabel
    village_list: VillageList
    answer_table: AnswerTable
    notice_label: QLabel
    level_panel: LevelPanel
    work_layout: QHBoxLayout

    def __init__(self, context: Context, page: "ChecklistsPage") -> None:
        super().__init__(context, page)
        load_form(self, "checklist_entry", ElidedLabel, VillageList, AnswerTable, LevelPanel)
        self._stored: Sheet | None = None
        self._sheet: Sheet | None = None
        self._keying = Keying(context, self)
        self._title = TitleLine(
            title=self.title_label,
            chip=self.state_chip,
            instrument=self.instrument_label,
            head=self.head_button,
            panel=self.panel_button,
            printing=self.print_button,
        )
        self._drawer = Drawer(self, self.work_layout, self.level_panel)
        self._goto = GoToPopup(self)
        self._choice = page.choice
        self.proposing = Proposing(self)
        self._connect()
        self.village_list.setToolTip(tooltip("รายชื่อหมู่บ้าน", "F7"))
        self.setFocusProxy(self.answer_table)

    @override
    def refresh(self) -> None:
        context, choice = self.context, self._choice
        try:
            progress = context.services.checklists.progress(
                context.area_code, choice.instrument.id, context.year, choice.round
            )
        except CddError as problem:
            self._say_empty("อ่านรายชื่อหมู่บ้านไม่ได้", str(problem))
            return
        self.village_list.show_area(progress, context.area_code, context.areas)
        if not progress:
            self._say_empty(*words.no_villages(self.context))
            return
        self.content_stack.setCurrentWidget(self.work_widget)
        known = {village.village_id for village in progress}
        kept = self._sheet.key.village_id if self._sheet else self._choice.remembered_village()
        self._load(kept if kept in known else progress[0].village_id)

    @override
    def show_target(self, target: object) -> None:
        """`target` is the id of a village, or the `SheetKey` of a sheet of the year looked at."""
        if self.village_list.villages.index_of(wanted := self._choice.village_of(target)).isValid():
            self._load(wanted)
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
            self._go_to(code)
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
        yield from popup_stages(self.open_goto, self.head_dialog)

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

    def toggle_panel(self) -> None:
        """Open or close the drawer."""
        self._drawer.toggle(self.content_stack.geometry())

    def open_goto(self) -> QWidget:
        """Ask for an indicator's number."""
        if self._sheet is not None:
            corner = self.answer_table.mapToGlobal(QPoint(60, 44))
            self._goto.open_at(self._sheet.instrument, corner)
        return self._goto

    def head_dialog(self) -> HeadDialog | None:
        """The dialog of the sheet's head, not yet open; None without a sheet."""
        sheet = self._sheet
        if sheet is None:
            return None
        return HeadDialog(self, self.context, sheet, self.village_label, self._keying)

    @property
    def sheet(self) -> Sheet | None:
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

    def _strike(self, code: str, command: Command) -> None:
        """Answer an indicator by a key, and move on."""
        sheet = self._sheet
        if sheet is None:
            return
        try:
            answer = meant(command, sheet, code)
        except ValidationFailed as problem:
            self.notice(str(problem), "failed")
        else:
            self._give(code, answer, moves_on=True)

    def _give(self, code: str, answer: Answer | None, moves_on: bool) -> None:
        sheet, label = self._sheet, self.village_label
        if sheet is not None and self._keying.answer(sheet, label, code, answer) and moves_on:
            self._move_on()

    def _move_on(self) -> None:
        sheet = self._sheet
        went_on = self.answer_table.go_on()
        if sheet is None:
            return
        left = sheet.grade.total - sheet.grade.answered
        if left == 0:
            self.notice(words.all_done(sheet), "passed")
        elif not went_on:
            self.notice(words.some_left(sheet), "failed")

    def _remark(self, code: str, remark: Remark, text: str) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        if self._keying.annotate(sheet, self.village_label, code, remark, text):
            if code in self._keying.waiting(sheet.key):
                self.notice(f"{PENDING}{remark.value}ข้อ {code}")
            else:
                self.notice(f"เก็บ{remark.value}ข้อ {code} แล้ว", "passed")
            self.answer_table.setFocus()
        else:
            self.answer_table.refuse_remark(code, remark, text)

    def _refuse_remark(self, code: str) -> None:
        if self._sheet is not None:
            self.notice(words.not_answered(self._sheet, code), "failed")

    def _take(self, stored: Sheet) -> None:
        """It is in the file: shown here if it is the sheet looked at, and told to the others."""
        self._count(self._keying.seen(stored))
        if self._sheet is not None and self._sheet.key == stored.key:
            self._show(stored)
        self.context.happened.emit(Changed.ANSWERS, self.page)

    def _refuse(self, key: SheetKey, why: str) -> None:
        """It is not in the file: the line goes back to what is."""
        self._wait(key)
        if self._sheet is not None and self._sheet.key == key:
            self.notice(why, "failed")

    def _wait(self, key: SheetKey) -> None:
        """What is on its way has changed."""
        if self._stored is not None and self._stored.key == key:
            self._show(self._stored)

    def _step_village(self, step: int) -> None:
        if self._sheet is None:
            return
        village = self.village_list.villages.beside(self._sheet.key.village_id, step)
        if village is not None:
            self._load(village.village_id)
        else:
            self.notice(words.no_village_further(step))

    def _load(self, village_id: int) -> None:
        """Show a village's sheet, with the cursor where keying goes on."""
        key = SheetKey(
            village_id=village_id,
            instrument=self._choice.instrument.id,
            fiscal_year=self.context.year,
            round=self._choice.round,
        )
        is_same = self._sheet is not None and self._sheet.key == key
        is_held = not is_same and not self.answer_table.finish()
        if is_held and self.answer_table.is_writing:
            return
        try:
            sheet = self.context.services.checklists.sheet(key)
        except CddError as problem:
            self.notice(str(problem), "failed")
            return
        self._choice.remember_village(village_id)
        self.village_list.select(village_id)
        self._show(sheet)
        if not is_same:
            self.answer_table.go_to_first_unanswered()
            if is_held:
                self.notice(SET_ASIDE, "failed")
            elif not sheet.answers:
                self.notice(words.first_words(sheet))

    def _show(self, stored: Sheet) -> None:
        self._stored = stored
        self._sheet = sheet = self._keying.seen(stored)
        self._count(sheet)
        waits = self._keying.head_waits(sheet.key)
        self._title.show_sheet(sheet, self.village_label, head_waits=waits)
        self.answer_table.show_sheet(sheet, self._keying.waiting(sheet.key))
        self.level_panel.show_sheet(sheet)
        self.context.record_changed.emit()

    def _count(self, sheet: Sheet) -> None:
        """Bring the sheet's line in the list up to date."""
        key = sheet.key
        shown = (self._choice.instrument.id, self.context.year, self._choice.round)
        if (key.instrument, key.fiscal_year, key.round) == shown:
            self.village_list.villages.show_grade(key.village_id, sheet.grade)
        self.done_label.setText(self.village_list.villages.done_words)

    def _village(self) -> VillageProgress | None:
        """The line of the list that is open."""
        sheet = self._sheet
        return self.village_list.villages.village(sheet.key.village_id) if sheet else None

    @property
    def village_label(self) -> str:
        """The village that is open, as lists show it."""
        village = self._village()
        return village.label if village is not None else ""

    def notice(self, text: str, tone: str = "muted") -> None:
        """Say something under the table until the cursor moves."""
        set_look(self.notice_label, tone=tone)
        self.notice_label.setText(wrapped(text))

    def _hint(self) -> None:
        """What proves the indicator under the cursor."""
        line = self.answer_table.current_line()
        hint = line.indicator.evidence_hint if line is not None else ""
        self.notice(f"หลักฐานที่ควรมี: {hint}" if hint else "")

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

    def _go_to(self, code: str) -> None:
        self.answer_table.go_to(code)
        self.answer_table.setFocus()

    def _connect(self) -> None:
        self.village_list.village_chosen.connect(self._load)
        self.village_list.entered_village.connect(self.answer_table.setFocus)
        table = self.answer_table
        table.struck.connect(self._strike)
        table.counted.connect(self._give)
        table.remark_given.connect(self._remark)
        table.remark_refused.connect(self._refuse_remark)
        table.village_step.connect(self._step_village)
        table.line_changed.connect(self._hint)
        table.left.connect(self.village_list.setFocus)
        self._keying.taken.connect(self._take)
        self._keying.refused.connect(self._refuse)
        self._keying.waits.connect(self._wait)
        self.level_panel.indicator_requested.connect(self._go_to)
        self._goto.found.connect(self._go_to)
        self.head_button.clicked.connect(self._open_head)
        self.panel_button.clicked.connect(self.toggle_panel)
        self.print_button.clicked.connect(self._print)
        for keys, act in (
            ("Ctrl+G", self.open_goto),
            ("Ctrl+H", self._open_head),
            ("Ctrl+P", self._print),
            ("F6", self.toggle_panel),
            ("F7", self.village_list.setFocus),
        ):
            on_keys(self, keys, act)
