"""Answers, remarks and heads on their way from the page into the office's file."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from cdd_desktop.checklists.records import Answer, AnswerState, AnySheet, RoundKey, SheetHead
from cdd_desktop.checklists.told_text import shown
from cdd_desktop.errors import CddError
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.checklists.entry.answer_model import Remark
from cdd_desktop.gui.pages.checklists.entry.given import Given, GivenAnswer, GivenHead
from cdd_desktop.gui.pages.checklists.entry.judged import desk_of


class Keying(QObject):
    """Each is written at once, or shown as กำลังบันทึก until the write before it is through."""

    taken = Signal(object)  # the AnySheet as it is in the file now
    refused = Signal(object, str)  # RoundKey of what was not written, and why
    waits = Signal(object)  # RoundKey of what is given and not in the file yet

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._given = Given()

    def seen(self, stored: AnySheet) -> AnySheet:
        """The sheet with what waits laid over it."""
        return self._given.over(stored)

    def waiting(self, key: RoundKey) -> frozenset[str]:
        """The indicators whose lines are not in the file as they are shown."""
        return self._given.codes(key)

    def head_waits(self, key: RoundKey) -> bool:
        """Whether the head is not in the file as it was typed."""
        return self._given.has_head(key)

    def answer(self, sheet: AnySheet, village: str, code: str, answer: Answer | None) -> bool:
        """Give an answer, None taking it back; False when it was refused at once.

        `sheet` is the sheet as it is seen, `village` its label. Evidence and note stay.
        """
        desk = desk_of(self._context.services, key := sheet.key)
        before = sheet.answers.get(code)
        if answer is not None and before is not None:
            answer = replace(answer, evidence=before.evidence, note=before.note)

        def work() -> AnySheet:
            if answer is None:
                return desk.answer(code, None)
            return desk.answer(
                code,
                answer.state if answer.value is None else AnswerState.MEASURED,
                value=answer.value,
                denominator=answer.denominator,
                choice=answer.choice,
                votes=answer.votes,
                origin=answer.origin,
            )

        told = "ลบคำตอบ" if answer is None else shown(sheet.instrument.indicator(code), answer)
        about = f"{_sheet_words(key, village)} ข้อ {code}: {told}"
        return self._put(work, GivenAnswer(key=key, code=code, answer=answer), about)

    def carry_forward(
        self, sheet: AnySheet, village: str, done: Callable[[AnySheet], None]
    ) -> bool:
        """Take over what last year answered and this year is still blank.

        `done` is given the sheet as it is then. False: it waits for its turn, or was refused.
        """
        desk = desk_of(self._context.services, key := sheet.key)

        def take(stored: AnySheet) -> None:
            self.taken.emit(stored)
            self._context.saved.emit()
            done(stored)

        def refuse(problem: CddError) -> None:
            self.refused.emit(key, str(problem))

        return self._context.saving.put(
            desk.carry_forward,
            about=f"{_sheet_words(key, village)} ยกคำตอบจากปี {key.fiscal_year - 1}",
            taken=take,
            refused=refuse,
        )

    def annotate(self, sheet: AnySheet, village: str, code: str, remark: Remark, text: str) -> bool:
        """Give the evidence or the note of an answer; False when it was refused at once."""
        desk = desk_of(self._context.services, key := sheet.key)
        before = sheet.answers.get(code)
        note, evidence = (text, None) if remark is Remark.NOTE else (None, text)
        after = before
        if before is not None:
            after = (
                replace(before, note=text) if note is not None else replace(before, evidence=text)
            )
        about = f"{_sheet_words(key, village)} ข้อ {code} {remark.value}: {text}"
        return self._put(
            lambda: desk.annotate(code, evidence=evidence, note=note),
            GivenAnswer(key=key, code=code, answer=after),
            about,
        )

    def save_head(self, key: RoundKey, village: str, head: SheetHead) -> None:
        """Give a head. Raises `CddError` when it is refused at once: the dialog shows it."""
        desk = desk_of(self._context.services, key)
        problems: list[CddError] = []
        about = f"{_sheet_words(key, village)} หัวแบบประเมิน: {_head_words(head)}"
        self._put(
            lambda: desk.save_head(head),
            GivenHead(key=key, head=head),
            about,
            problems.append,
        )
        if problems:
            raise problems[0]

    def _put(
        self,
        work: Callable[[], AnySheet],
        given: GivenAnswer | GivenHead,
        about: str,
        refused_now: Callable[[CddError], None] | None = None,
    ) -> bool:
        """False when it was refused at once."""
        is_queued = False
        was_refused = False

        def take(sheet: AnySheet) -> None:
            if is_queued:
                self._given.settle(given)
            self.taken.emit(sheet)
            self._context.saved.emit()

        def refuse(problem: CddError) -> None:
            nonlocal was_refused
            was_refused = True
            if is_queued:
                self._given.settle(given)
            elif refused_now is not None:
                refused_now(problem)
                return
            self.refused.emit(given.key, str(problem))
            self._context.save_failed.emit(str(problem))

        if not self._context.saving.put(work, about=about, taken=take, refused=refuse):
            is_queued = True
            self._given.add(given)
            self.waits.emit(given.key)
        return not was_refused


def _sheet_words(key: RoundKey, village: str) -> str:
    return f"{village} ปี {key.fiscal_year} รอบ{key.round.label}"


def _head_words(head: SheetHead) -> str:
    people = "" if head.people_present is None else f"{head.people_present:,} คน"
    return " · ".join(filter(None, (head.place, *head.assessors, people)))
