"""หนังสือราชการ: write letters from templates, see them at once, save and print them."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QStackedWidget, QWidget
from typing_extensions import override

from cdd_desktop.errors import CddError, ValidationFailed
from cdd_desktop.gui.context import Changed, Context
from cdd_desktop.gui.dialogs import Leaving
from cdd_desktop.gui.elided_label import ElidedLabel
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.pages.history_subject import Subject
from cdd_desktop.gui.pages.letters.errands import Errands
from cdd_desktop.gui.pages.letters.letter_form import LetterForm
from cdd_desktop.gui.pages.letters.letter_list import LetterList
from cdd_desktop.gui.pages.letters.opened import Opened, opened
from cdd_desktop.gui.pages.letters.outgoing import Outgoing
from cdd_desktop.gui.pages.letters.page_menus import furnish
from cdd_desktop.gui.pages.letters.parts import show_parts, show_state
from cdd_desktop.gui.pages.letters.past import letter_subject
from cdd_desktop.gui.pages.page import Page
from cdd_desktop.gui.pages.reports.preview import PreviewPane
from cdd_desktop.gui.printing.printers import AskPrinter, ask_printer
from cdd_desktop.gui.telling import tell
from cdd_desktop.letters.drawing import LetterFormat
from cdd_desktop.letters.records import Letter, LetterKind, LetterLine, LetterState

SETTLED_MS = 500
_TOLD = {Changed.LETTERS, Changed.ANYTHING}
_LIST_WIDTH, _NARROW_LIST = 280, 220


class LettersPage(Page):
    """A letter is saved by a button; leaving one with unsaved inputs asks.

    Keys: Ctrl+N new · Ctrl+D duplicate · Ctrl+S save · Ctrl+P print · Ctrl+Shift+S save as Word ·
    Ctrl+G put a field in · F6 preview where there is no room beside.
    """

    title_label: QLabel
    hint_label: ElidedLabel
    preview_button: QPushButton
    print_button: QPushButton
    file_button: QPushButton
    new_button: QPushButton
    content_stack: QStackedWidget
    work_widget: QWidget
    empty_widget: QWidget
    letter_list: LetterList
    form_card: QFrame
    kind_label: ElidedLabel
    state_label: QLabel
    letter_form: LetterForm
    told_label: QLabel
    save_button: QPushButton
    state_button: QPushButton
    more_button: QPushButton
    preview_pane: PreviewPane

    def __init__(self, context: Context, *, ask: AskPrinter = ask_printer) -> None:
        super().__init__(context)
        load_form(self, "letters_page", ElidedLabel, LetterForm, LetterList, PreviewPane)
        self._folder = TemporaryDirectory(prefix="cdd-desktop-", ignore_cleanup_errors=True)
        self.destroyed.connect(self._folder.cleanup)
        self._letters = context.services.letters
        self._letter: Letter | None = None
        self._wanted: UUID | None = None  # the letter to be chosen once the list is there
        self._asked = 0
        self._said = ""  # once the letter is shown anew
        self._is_compact = False
        self._timer = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self.outgoing = Outgoing(context, self, Path(self._folder.name), ask=ask)
        self.errands = Errands(self)
        furnish(self)
        self._connect()
        self.hint_label.show_text("เขียนจากแบบ ตัวเลขเติมจากข้อมูล ได้ทั้ง PDF และ Word")
        self.letter_form.set_today(context.today)
        self.setFocusProxy(self.letter_list)
        show_parts(self)

    # what the shell asks

    @property
    def letter(self) -> Letter | None:
        """The letter in hand, as it was read."""
        return self._letter

    @property
    @override
    def is_busy(self) -> bool:
        return (
            self.awaits_answers
            or self._timer.isActive()
            or self.outgoing.is_busy
            or self.preview_pane.is_drawing
        )

    @property
    @override
    def unfinished(self) -> str:
        return self.outgoing.unfinished

    @override
    def abandon(self) -> None:
        self.outgoing.cancel()

    @override
    def refresh(self) -> None:
        self._read_list()

    @override
    def show_target(self, target: object) -> None:
        """A letter's identity, or a kind to begin a new one of."""
        text = str(target)
        if text in set(LetterKind):
            self.begin(LetterKind(text))
        else:
            self._wanted = UUID(text)
            self._read_list()

    @override
    def set_compact(self, compact: bool) -> None:
        self._is_compact = compact
        self.letter_list.setFixedWidth(_NARROW_LIST if compact else _LIST_WIDTH)
        self.preview_button.setVisible(compact)
        self._share_room()

    @override
    def history_subject(self) -> Subject | None:
        letter = self._letter
        return None if letter is None or not letter.version else letter_subject(letter)

    @override
    def leave(self) -> bool:
        if not self.letter_form.is_dirty:
            return True
        answer = self.context.dialogs.ask_leaving("หนังสือฉบับนี้")
        if answer is Leaving.STAY:
            return False
        if answer is Leaving.DISCARD:
            self.close_letter()
            return True
        return self._save_now()

    @override
    def stages(self) -> Iterator[tuple[str, QWidget | None]]:
        for kind in LetterKind:
            self.begin(kind)
            yield kind.value, None
            if self._is_compact and kind is LetterKind.MEMO:
                self.preview_button.click()
                yield "memo-preview", None
                self.preview_button.click()
        self.close_letter()
        menu = self.new_button.menu()
        menu.popup(self.new_button.mapToGlobal(self.new_button.rect().bottomLeft()))
        yield "new", menu
        menu.close()

    # letters

    def begin(self, kind: LetterKind) -> None:
        """Begin a letter of the area and year at the top; nothing is saved yet."""
        if self.leave():
            area, year = self.context.area_code, self.context.year
            self._read(lambda: self._letters.begin(kind, area, year))

    def duplicate(self) -> None:
        """Begin one with the texts of the letter in hand, for the year at the top."""
        letter, year = self._letter, self.context.year
        if letter is not None and letter.version and self.leave():
            self._read(lambda: self._letters.duplicate(letter.uuid, year))

    def save(self) -> None:
        """Keep the letter in hand."""
        if self._has_day():
            self._write(self._letters.save, "บันทึกแล้ว")

    def change_state(self) -> None:
        """Let a draft be ออกแล้ว, or an issued letter a draft again."""
        if self._letter is None or not self._has_day():
            return
        if self._letter.state is LetterState.ISSUED:
            self._write(self._letters.reopen, "กลับเป็นร่างแล้ว แก้ไขได้")
        else:
            told = "บันทึกว่าออกแล้ว ข้อความและตัวเลขคงตามวันนี้"
            self._write(self._letters.issue, told)

    def close_letter(self) -> None:
        """Have no letter in hand; what was not saved is gone."""
        self._letter = None
        self.letter_form.forget()
        self._timer.stop()
        show_parts(self)
        self.context.record_changed.emit()

    def _read_list(self) -> None:
        self._asked += 1
        asked = self._asked
        self.query(lambda: (asked, self._letters.all()), self._show_list)

    def _show_list(self, read: tuple[int, tuple[LetterLine, ...]]) -> None:
        asked, lines = read
        if asked != self._asked:
            return  # asked again since
        letter = self._letter
        chosen = self._wanted or (letter.uuid if letter else None)
        self._wanted = None
        self.letter_list.show_lines(lines, self.context.year, chosen)
        if any(line.uuid == chosen for line in lines):
            if chosen is not None and not self.letter_form.is_dirty:
                self._open(chosen)
        elif letter is not None and letter.version:
            self.close_letter()  # taken back, or removed elsewhere
        show_parts(self)

    def _open(self, uuid: UUID) -> None:
        self._read(lambda: self._letters.get(uuid))

    def _read(self, get: Callable[[], Letter]) -> None:
        """Have a letter and what its form needs, and show it."""
        services = self.context.services
        self.query(lambda: opened(services, get()), self._show)

    def _show(self, read: Opened) -> None:
        self._letter = read.letter
        self.letter_form.load(read)
        tell(self.told_label, self._said)
        self._said = ""
        show_parts(self)
        self._preview_now()
        self.context.record_changed.emit()

    # writing

    def _has_day(self) -> bool:
        if problem := self.letter_form.date_problem:
            self.letter_form.mark({"dated": problem})
            return False
        return self._letter is not None

    def _write(self, work: Callable[[Letter], Letter], said: str) -> None:
        draft = self.letter_form.draft()
        take = partial(self._take, written=draft, said=said)
        self.query(lambda: work(draft), take, writes=True)

    def _take(self, letter: Letter, *, written: Letter, said: str) -> None:
        """It is kept: show it as it stands."""
        self._letter = letter
        self._said = said
        self.letter_form.settle(letter, written)
        self.context.saved.emit()
        self.context.happened.emit(Changed.LETTERS, self)
        self._read_list()

    def _save_now(self) -> bool:
        """The page is about to be left: waits for the file, and stays where it is refused."""
        if not self._has_day():
            return False
        try:
            self._letters.save(self.letter_form.draft())
        except CddError as problem:
            self.refuse(problem)
            return False
        self.context.saved.emit()
        self.context.happened.emit(Changed.LETTERS, self)
        self.close_letter()
        return True

    def take_removed(self, _: None) -> None:
        """The letter in hand was removed."""
        self.close_letter()
        self.context.saved.emit()
        self.context.happened.emit(Changed.LETTERS, self)
        self._read_list()

    # paper

    def _preview_now(self) -> None:
        self._timer.stop()
        if self._letter is None:
            return
        self.preview_pane.show_busy("กำลังจัดหน้า…")
        self.outgoing.preview(self.letter_form.draft())

    def _refuse_preview(self, problem: CddError) -> None:
        self.preview_pane.show_message(str(problem))

    def save_file(self, file_format: LetterFormat) -> None:
        """Ask for a name and write the letter there, kept or not."""
        if self._letter is not None:
            self.outgoing.save(self.letter_form.draft(), file_format)

    def _print(self) -> None:
        if self._letter is not None:
            self.outgoing.print(self.letter_form.draft())

    # inside

    @override
    def refuse(self, problem: CddError) -> None:
        if isinstance(problem, ValidationFailed):
            others = self.letter_form.mark(problem.problems)
            tell(self.told_label, others or "ยังไม่ได้บันทึก กรุณาแก้ช่องที่แจ้งไว้", tone="failed")
        elif self._letter is None:
            self.context.dialogs.tell(str(problem))
        else:
            tell(self.told_label, str(problem), tone="failed")

    def say(self, text: str) -> None:
        """Tell under the form what became of a wish."""
        tell(self.told_label, text)

    def _edit(self) -> None:
        show_state(self)
        tell(self.told_label, "")
        self._timer.start()

    def _choose(self, uuid: UUID) -> None:
        if self._letter is not None and uuid == self._letter.uuid:
            return
        if self.leave():
            self._open(uuid)
        else:
            self.letter_list.choose(self._letter.uuid if self._letter else None)

    def _share_room(self) -> None:
        over = self._is_compact and self.preview_button.isChecked()
        self.form_card.setVisible(not over)
        self.preview_pane.setVisible(over or not self._is_compact)

    def _follow(self, changed: Changed, initiator: object) -> None:
        if self.isVisible() and initiator is not self and changed in _TOLD:
            self.refresh()

    def _connect(self) -> None:
        self.save_button.clicked.connect(self.save)
        self.state_button.clicked.connect(self.change_state)
        self.print_button.clicked.connect(self._print)
        self.preview_button.toggled.connect(lambda _: self._share_room())
        self.letter_list.letter_chosen.connect(self._choose)
        self.letter_form.edited.connect(self._edit)
        self.letter_form.photo_list.add_requested.connect(self.errands.add_photo)
        self._timer.timeout.connect(self._preview_now)
        self.outgoing.previewed.connect(self.preview_pane.show_pdf)
        self.outgoing.preview_refused.connect(self._refuse_preview)
        self.outgoing.ended.connect(self.preview_pane.show_idle)
        self.outgoing.told.connect(self.say)
        self.outgoing.saved.connect(lambda path: self.say(f"บันทึกไฟล์แล้ว: {path}"))
        self.preview_pane.cancel_requested.connect(self.outgoing.cancel)
        self.context.place_changed.connect(self._follow_place)
        self.context.happened.connect(self._follow)

    def _follow_place(self) -> None:
        if self.isVisible():
            self._read_list()
