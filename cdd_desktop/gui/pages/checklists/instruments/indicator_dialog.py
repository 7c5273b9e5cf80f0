"""The dialog of an indicator: what its kind of answer has no use for is out of sight."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QLabel, QWidget
from typing_extensions import override

from cdd_desktop.checklists.editing import cell_words as words
from cdd_desktop.checklists.editing.blanks import UNCHECKED
from cdd_desktop.checklists.instruments import AnswerKind, Indicator, Passing, Scale, Wanted
from cdd_desktop.checklists.levels.readings import passing_reading
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.checklists.instruments.part_dialog import PartDialog
from cdd_desktop.gui.thai_text import wrapped

_MARKED = {AnswerKind.NUMBER, AnswerKind.SCORE, AnswerKind.VOTES}
_SCALED = {AnswerKind.SCORE, AnswerKind.VOTES}


class IndicatorDialog(PartDialog):
    """An indicator: what its kind has no use for is out of sight."""

    reading_label: QLabel

    form = "instrument_indicator_dialog"
    lines = (
        "unit",
        "weight",
        "at_least",
        "at_most",
        "lowest",
        "highest",
        "evidence_hint",
        "source",
    )
    texts = ("text", "criteria", "options", "words", "skips")
    choices = ("kind", "evidence", "status")
    ticks = ("may_be_absent",)

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        indicator: Indicator | None,
        act: Callable[[Indicator], object],
    ) -> None:
        title = "เพิ่มตัวชี้วัด" if indicator is None else f"แก้ไขข้อ {indicator.code}"
        super().__init__(parent, context, title, act)
        was = indicator or Indicator(
            code="", number=0, text="", criteria="", evidence_hint="", check=UNCHECKED
        )
        self._was = was
        self.offer("kind", ((kind.label, kind) for kind in AnswerKind))
        self.offer("evidence", ((wanted.label, wanted) for wanted in Wanted))
        self.offer_checks()
        passing, scale = was.passing or Passing(), was.scale
        self.begin(
            {
                "text": was.text,
                "criteria": was.criteria,
                "kind": was.kind,
                "unit": was.unit,
                "weight": words.number_text(was.weight),
                "options": words.lines_text([words.option_text(one) for one in was.options]),
                "at_least": words.number_text(passing.at_least),
                "at_most": words.number_text(passing.at_most),
                "lowest": "" if scale is None else scale.lowest,
                "highest": "" if scale is None else scale.highest,
                "words": "" if scale is None else words.lines_text(scale.words),
                "skips": words.lines_text([words.skip_text(one) for one in was.skips]),
                "evidence": was.evidence,
                "evidence_hint": was.evidence_hint,
                "may_be_absent": was.may_be_absent,
                "status": was.check.status,
                "source": was.check.source,
            }
        )

    @override
    def touched(self) -> None:
        kind = AnswerKind(self.chosen("kind"))
        self.show_part("unit", visible=kind in {AnswerKind.NUMBER, AnswerKind.COUNT})
        self.show_part("options", visible=kind is AnswerKind.CHOICE)
        for name in ("at_least", "at_most"):
            self.show_part(name, visible=kind in _MARKED)
        for name in ("lowest", "highest", "words"):
            self.show_part(name, visible=kind in _SCALED)
        told = passing_reading(self.typed())
        self.reading_label.setText(wrapped(told))
        super().touched()  # makes room for what is in sight by now

    @override
    def typed(self) -> Indicator:
        kind = AnswerKind(self.chosen("kind"))
        passing, scale = None, None
        if kind in _MARKED:
            at_least = self.read("at_least", words.read_number, None)
            at_most = self.read("at_most", words.read_number, None)
            if at_least is not None or at_most is not None:
                passing = Passing(at_least=at_least, at_most=at_most)
        if kind in _SCALED:
            lowest = self.read("lowest", words.read_whole, None)
            highest = self.read("highest", words.read_whole, None)
            if lowest is None or highest is None:
                self.problem("lowest", "กรุณาใส่คะแนนต่ำสุดและสูงสุด เช่น 1 และ 5")
            else:
                said = tuple(words.lines_of(self.said("words")))
                scale = Scale(lowest=lowest, highest=highest, words=said)
        options = ()
        if kind is AnswerKind.CHOICE:
            options = self.read("options", _options, ())
        weight = self.read("weight", words.read_number, None)
        return replace(
            self._was,
            text=self.needed("text", "กรุณาใส่ข้อความของตัวชี้วัด"),
            criteria=self.said("criteria"),
            kind=kind,
            unit=self.said("unit") if kind in {AnswerKind.NUMBER, AnswerKind.COUNT} else "",
            options=options,
            passing=passing,
            scale=scale,
            may_be_absent=self.ticked("may_be_absent"),
            skips=self.read("skips", _skips, ()),
            evidence=Wanted(self.chosen("evidence")),
            evidence_hint=self.said("evidence_hint"),
            weight=Decimal(1) if weight is None else weight,
            check=self.check(),
        )


def _options(text: str) -> tuple[Any, ...]:
    return tuple(words.read_option(line) for line in words.lines_of(text))


def _skips(text: str) -> tuple[Any, ...]:
    return tuple(words.read_skip(line) for line in words.lines_of(text))
