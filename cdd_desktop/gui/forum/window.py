"""The forum's window: a meeting run through on a projector by keys alone."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from cdd_desktop.checklists.instruments import AnswerKind, Indicator
from cdd_desktop.checklists.records import Answer
from cdd_desktop.errors import CddError, ValidationFailed
from cdd_desktop.forums.order import Step, backward, onward, standing
from cdd_desktop.forums.records import LAST_PAGE, Forum, too_many_hands
from cdd_desktop.gui.context import Changed, Context
from cdd_desktop.gui.forum import words
from cdd_desktop.gui.forum.frame import ForumFrame
from cdd_desktop.gui.keys import Command, command_of, digit_of
from cdd_desktop.gui.pages.checklists.entry.meaning import (
    chosen,
    is_chosen,
    meant,
    typed,
)
from cdd_desktop.thai.calendar import in_thailand
from cdd_desktop.thai.digits import is_ascii_digits, to_arabic

if TYPE_CHECKING:  # brings SQLAlchemy, which may load only after the first paint
    from cdd_desktop.forums.service import ForumService

_LINE = 0.35  # of a page, that an arrow scrolls
_PAGE = 0.9
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_SCROLLS: dict[int, float] = {
    Qt.Key.Key_Up: -_LINE,
    Qt.Key.Key_Down: _LINE,
    Qt.Key.Key_PageUp: -_PAGE,
    Qt.Key.Key_PageDown: _PAGE,
}
_SAID = (Command.PASSED, Command.FAILED)


class ForumWindow(ForumFrame):
    """Each answer is in the file before the next key; leaving keeps where the meeting stands.

    Keys: see `words.KEYS`.
    """

    left = Signal()  # it is gone; what was written was told

    def __init__(self, context: Context, forum: Forum, parent: QWidget) -> None:
        super().__init__(parent, words.whose(forum))
        self.setWindowTitle(f"เวทีประชาคม {forum.line.label}")
        self.context = context
        self.forum = forum
        self.code = standing(forum.sheet, forum.line.at_indicator)
        self._waits = False
        self._has_written = False
        self._may_close = False
        self._enter: Callable[[], None] | None = None  # what Enter does on the card in front
        self._typed_in: QWidget | None = None
        self.goto.found.connect(self._go_to)
        page, results = self.page, self.results
        page.answer_row.finished.connect(self._take_typed)
        page.hands_row.taken.connect(self._hand_taken)
        page.hands_row.finished.connect(self._take_hands)
        for row in (page.answer_row, page.hands_row):
            row.left_back.connect(self.setFocus)
            row.edited.connect(self._count_live)
        results.closing_asked.connect(self._close_forum)
        results.left_back.connect(self.setFocus)
        self.show_at(Step(to=self.code))

    @property
    def _service(self) -> "ForumService":
        return self.context.services.forums

    @property
    def indicator(self) -> Indicator | None:
        """What is asked; None on the last page."""
        if self.code == LAST_PAGE:
            return None
        return self.forum.sheet.instrument.indicator(self.code)

    # what is shown

    def show_at(self, step: Step) -> None:
        """Show an indicator, or the last page, ready for what is wanted there."""
        self.code = step.to
        indicator = self.indicator
        self.say(words.passed_over(step.passed_over))
        if indicator is None:
            self._show_results()
            return
        self.stack.setCurrentWidget(self.page)
        self.show_place(*words.place_of(self.forum.sheet, indicator))
        self.page.show_indicator(self.forum, indicator)
        self.hint(words.asking_hint(indicator))
        if self.page.awaits_typing and self.code not in self.forum.sheet.answers:
            self.page.answer_row.begin()
        else:
            self.setFocus()

    def _show_results(self) -> None:
        self.show_place("สรุปผลการประเมินในเวทีประชาคม", "")
        self.results.show_forum(self.forum, self._hour())
        self.stack.setCurrentWidget(self.results)
        self.hint(words.CLOSING_HINT)
        self.setFocus()

    def _hour(self) -> str:
        """The hour that is offered for the end: now, on the day of the meeting itself."""
        now = in_thailand(self.context.services.store.now())
        is_today = now.date() == self.forum.line.meeting.held_on
        return f"{now.hour:02}.{now.minute:02}" if is_today else ""

    # keys

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self.card.isVisible():
            self._card_key(event)
        elif key == Qt.Key.Key_F1:
            self._open_card(*words.KEYS, None)
        elif key == Qt.Key.Key_Escape:
            self._open_card(*words.leaving(self.page.is_half_typed), self._leave)
        elif key in _SCROLLS:
            front = self.results if self.code == LAST_PAGE else self.page
            front.scroll_by(_SCROLLS[key])
        elif self._waits:
            self.say(words.PENDING, "warning")
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._go_far(key)
        elif key in _ENTER:
            self._enter_key()
        elif key == Qt.Key.Key_Backspace:
            self._go_back()
        elif (indicator := self.indicator) is not None:
            self._answer_key(indicator, event)

    def _card_key(self, event: QKeyEvent) -> None:
        """Only Enter and Esc mean something (F1 too on the card of keys)."""
        if event.key() in _ENTER and self._enter is not None:
            act = self._enter
            self.card.hide()
            act()
        elif event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_F1}:
            self.card.hide()
            if self.forum.line.is_closed:
                self._leave()
            elif self._typed_in is not None:
                self._typed_in.setFocus()

    def _open_card(
        self, title: str, lines: tuple[str, ...], act: Callable[[], None] | None
    ) -> None:
        focus = self.focusWidget()
        self._typed_in = focus if focus is not self else None
        self._enter = act
        self.card.open_with(title, lines)
        self.setFocus()

    def _go_far(self, key: int) -> None:
        if key == Qt.Key.Key_G:
            if self._set_hands_aside():
                corner = self.mapToGlobal(self.rect().center())
                self.goto.open_at(self.forum.sheet.instrument, corner)
        elif key == Qt.Key.Key_End and self._set_hands_aside():
            self.show_at(Step(to=LAST_PAGE))

    def _go_to(self, code: str) -> None:
        to = standing(self.forum.sheet, code)
        if to == code:
            self.show_at(Step(to=code))
        else:
            self.show_at(Step(to=to, passed_over=(code,)))

    def _enter_key(self) -> None:
        if self.code == LAST_PAGE:
            self.results.fields.begin()
        else:
            self.show_at(onward(self.forum.sheet, self.code))

    def _go_back(self) -> None:
        step = backward(self.forum.sheet, self.code)
        if step is None:
            self.say(words.NO_BACK, "warning")
        else:
            self.show_at(step)

    def _answer_key(self, indicator: Indicator, event: QKeyEvent) -> None:
        command, digit = command_of(event), digit_of(event)
        try:
            if command is Command.NOTE:
                self._begin_hands()
            elif command is Command.CLEAR:
                self._decide(indicator, None)
            elif command is Command.ABSENT:
                self._decide(indicator, meant(command, self.forum.sheet, self.code))
            elif indicator.kind is AnswerKind.PASS_FAIL:
                if command in _SAID:
                    self._decide(indicator, meant(command, self.forum.sheet, self.code))
            elif digit and is_chosen(indicator):
                self._decide(indicator, chosen(self.forum.sheet, self.code, digit))
            elif digit:
                self.page.answer_row.begin()
                self.page.answer_row.fields[0].setText(digit)
        except ValidationFailed as problem:
            self.say(str(problem), "failed")

    # answers

    def _take_typed(self) -> None:
        """Enter in the last field of an answer that is typed."""
        indicator = self.indicator
        if indicator is None:
            return
        texts = self.page.answer_row.texts
        if indicator.kind is AnswerKind.VOTES:
            text = " ".join(each or "0" for each in texts)
        else:
            text = texts[0]
        try:
            answer = typed(self.forum.sheet, self.code, text)
        except ValidationFailed as problem:
            self.say(str(problem), "failed")
            self.page.answer_row.begin()
        else:
            self._decide(indicator, answer)

    def _decide(self, indicator: Indicator, answer: Answer | None) -> None:
        """Write an answer; then hands are asked for, or its mean is looked at until Enter."""
        uuid, code, service = self.forum.uuid, indicator.code, self._service

        def taken(forum: Forum) -> None:
            self._take(forum)
            self.page.show_indicator(forum, indicator)
            self._warn_of_votes(indicator)
            if answer is None or indicator.kind is AnswerKind.VOTES:
                self.setFocus()
                self.hint(words.asking_hint(indicator))
            else:
                self._begin_hands()

        about = f"{self.forum.line.label} เวทีประชาคม ข้อ {code}"
        self._write(lambda: service.decide(uuid, code, answer), about, taken)

    def _warn_of_votes(self, indicator: Indicator) -> None:
        answer = self.forum.sheet.answers.get(indicator.code)
        if answer is not None and answer.votes:
            told = too_many_hands(sum(answer.votes), self.forum.line.people_present)
            self.say(told, "warning")
        else:
            self.say("")

    # hands for and against

    def _begin_hands(self) -> None:
        indicator = self.indicator
        if indicator is None or indicator.kind is AnswerKind.VOTES:
            return
        self.hint(words.hands_hint())
        self.page.hands_row.begin()

    def _hand_taken(self, place: int) -> None:
        """Nobody counted, or nobody is against it: the fields after that are not gone through."""
        agreed, objected, note = self.page.hands_row.texts
        is_blank = place == 0 and not (agreed or objected or note)
        is_agreed = place == 1 and objected in {"", "0"} and not note
        if is_blank or is_agreed:
            self._take_hands()

    def _take_hands(self) -> None:
        """Keep what was typed, and go on to the next indicator."""
        self._keep_hands(lambda: self.show_at(onward(self.forum.sheet, self.code)))

    def _keep_hands(self, then: Callable[[], None]) -> bool:
        """False where what was typed cannot be kept."""
        if self.code == LAST_PAGE or not self.page.has_hands:
            then()
            return True
        item = self.page.typed_item(self.code)
        if item is None:
            self.say(words.NOT_HANDS, "failed")
            self.page.hands_row.begin()
            return False
        if item == self.forum.item(self.code):
            then()
            return True
        warning = too_many_hands(item.hands, self.forum.line.people_present)
        uuid, service = self.forum.uuid, self._service

        def taken(forum: Forum) -> None:
            self._take(forum)
            then()
            if warning:
                self.say(f"ข้อ {item.indicator} {warning}", "warning")

        about = f"{self.forum.line.label} เวทีประชาคม ข้อ {self.code} จำนวนมือ"
        return self._write(lambda: service.note(uuid, item), about, taken)

    def _set_hands_aside(self) -> bool:
        """Before another indicator is shown: hands are kept; a count of scores that was begun
        must be finished first."""
        indicator = self.indicator
        if indicator is not None and self.page.is_half_typed:
            self.say(words.HANDS_UNFINISHED, "failed")
            return False
        return self._keep_hands(lambda: None)

    def _count_live(self) -> None:
        """Sum and mean while hands are typed; more hands than people is told at once."""
        indicator = self.indicator
        if indicator is None:
            return
        hands = self.page.count_typed(indicator)
        self.say(too_many_hands(hands, self.forum.line.people_present), "warning")

    # writing

    def _write(self, work: Callable[[], Forum], about: str, taken: Callable[[Forum], None]) -> bool:
        """False where it was refused at once; until it is in, no key means anything."""
        was_refused = False

        def refused(problem: CddError) -> None:
            nonlocal was_refused
            was_refused = True
            self._waits = False
            self.say(str(problem), "failed")
            self.context.save_failed.emit(str(problem))

        self._waits = True
        if not self.context.saving.put(work, about=about, taken=taken, refused=refused):
            self.say(words.PENDING, "warning")
        return not was_refused

    def _take(self, forum: Forum) -> None:
        self._waits = False
        self._has_written = True
        self.forum = forum
        self.say("")
        self.context.saved.emit()

    # the end

    def _close_forum(self, ends: str, people: str) -> None:
        plain = to_arabic(people).replace(",", "")
        if plain and not is_ascii_digits(plain):
            self.say(words.NOT_PEOPLE, "failed")
            self.results.fields.begin(1)
            return
        uuid, service = self.forum.uuid, self._service
        present = int(plain) if plain else None

        def taken(forum: Forum) -> None:
            self._take(forum)
            self._open_card(*words.CLOSED, self._print)

        self._write(
            lambda: service.close(uuid, ends=ends, people_present=present),
            f"ปิดเวทีประชาคม {self.forum.line.label}",
            taken,
        )

    def _print(self) -> None:
        meeting = self.forum.line.meeting.uuid
        self._leave()
        self.context.page_requested.emit("reports", f"forum-minutes:{meeting}")

    def _leave(self) -> None:
        """Keep where the meeting stands, tell the others what was written, and go."""
        if not self.forum.line.is_closed:
            if not self._keep_hands(lambda: None):
                return
            uuid, code, service = self.forum.uuid, self.code, self._service
            if self.forum.line.at_indicator != code:
                self.context.saving.put(
                    lambda: service.stand_at(uuid, code),
                    about=f"เวทีประชาคม {self.forum.line.label} หยุดที่ข้อ {code}",
                    taken=lambda _: self.context.saved.emit(),
                    refused=lambda problem: self.context.save_failed.emit(str(problem)),
                )
        self._may_close = True
        self.close()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """Alt+F4 asks as Esc does; once it is closed nothing can be lost."""
        if not self._may_close and not self.forum.line.is_closed:
            event.ignore()
            self._open_card(*words.leaving(self.page.is_half_typed), self._leave)
            return
        super().closeEvent(event)
        if self._has_written:
            self.context.happened.emit(Changed.ANSWERS, self)
            self.context.happened.emit(Changed.MEETINGS, self)
        self.left.emit()
