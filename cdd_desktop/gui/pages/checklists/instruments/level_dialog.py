"""The dialog of a level: its rule is read back and judged while it is typed."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from typing_extensions import override

from cdd_desktop.checklists.definition_levels import unclear_in
from cdd_desktop.checklists.editing import cell_words as words
from cdd_desktop.checklists.editing.blanks import UNCHECKED
from cdd_desktop.checklists.instruments import Condition, Instrument, Level
from cdd_desktop.checklists.levels.feasible import faults
from cdd_desktop.checklists.levels.readings import reading
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.checklists.instruments.condition_dialog import ConditionDialog
from cdd_desktop.gui.pages.checklists.instruments.part_dialog import PartDialog
from cdd_desktop.gui.pages.checklists.instruments.words import spoken
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.thai_text import tooltip, wrapped

_SHADES = ("อ่อนที่สุด", "อ่อน", "กลาง", "เข้มที่สุด")
_COUNTED = ("min_passed", "max_passed", "needs_main")


class LevelDialog(PartDialog):
    """A level, new where none is given; by a count of indicators or by conditions.

    Keys: Ctrl+Ins adds a condition · F2 changes the one at the cursor.
    """

    condition_button: QPushButton
    change_button: QPushButton
    is_attained_label: QLabel
    reading_label: QLabel
    fault_label: QLabel

    form = "instrument_level_dialog"
    lines = ("code", "name", "min_passed", "max_passed", "source")
    texts = ("conditions",)
    choices = ("shade", "status")
    ticks = ("needs_main", "is_attained")

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        instrument: Instrument,
        level: Level | None,
        act: Callable[[Level], object],
    ) -> None:
        title = "เพิ่มระดับ" if level is None else f"แก้ไข{level.title}"
        super().__init__(parent, context, title, act)
        self._context = context
        self._instrument = instrument
        self._level = level
        others = [one for one in instrument.levels if one is not level]
        self._others_have_conditions = any(one.conditions for one in others)
        was = level or _next_level(instrument)
        self.offer("shade", ((text, shade) for shade, text in enumerate(_SHADES)))
        self.offer_checks()
        for button, told, keys, act_on in (
            (self.condition_button, "เพิ่มเงื่อนไขโดยเลือกจากรายการ", "Ctrl+Ins", self.add_condition),
            (self.change_button, "แก้เงื่อนไขของบรรทัดที่เคอร์เซอร์อยู่", "F2", self.change_condition),
        ):
            button.setToolTip(tooltip(told, keys))
            button.clicked.connect(lambda _=False, act_on=act_on: act_on())
            on_keys(self, keys, button.click)
        self.begin(
            {
                "code": was.code,
                "name": was.name,
                "min_passed": was.min_passed,
                "max_passed": was.max_passed,
                "needs_main": was.needs_main,
                "is_attained": was.is_attained,
                "conditions": words.lines_text([words.condition_text(c) for c in was.conditions]),
                "shade": was.shade,
                "status": was.check.status,
                "source": was.check.source,
            }
        )

    @override
    def touched(self) -> None:
        level = self.typed()
        for name in _COUNTED:
            self.show_part(name, visible=not self._goes_by_conditions)
        self.is_attained_label.setVisible(not self._goes_by_conditions)
        self.change_button.setEnabled(bool(self.said("conditions")))
        made = self._with(level)
        self.reading_label.setText(wrapped(f"ได้ระดับนี้เมื่อ: {reading(made, level)}"))
        told = next(_faults(made, level), "")
        self.fault_label.setText(wrapped(f"ต้องแก้: {spoken(told)}" if told else ""))
        self.fault_label.setVisible(bool(told))
        super().touched()

    @override
    def typed(self) -> Level:
        by_count = not self._goes_by_conditions
        return Level(
            code=self.whole("code"),
            name=self.needed("name", "กรุณาใส่ชื่อระดับ"),
            min_passed=self.whole("min_passed") if by_count else 0,
            max_passed=self.whole("max_passed") if by_count else 0,
            needs_main=by_count and self.ticked("needs_main"),
            shade=int(self.chosen("shade")),
            check=self.check(),
            conditions=self.read("conditions", _conditions, ()),
            is_attained=self.ticked("is_attained"),
        )

    def condition_dialog(self, condition: Condition | None, line: int) -> ConditionDialog:
        """For a condition that comes to stand on a line, or is added after all where that is -1."""

        def put(typed: Condition) -> None:
            lines = self._lines
            told = words.condition_text(typed)
            if line < 0:
                lines = [*(one for one in lines if one.strip()), told]
            else:
                lines[line] = told
            self.text("conditions").setPlainText(words.lines_text(lines))

        return ConditionDialog(self, self._context, self._instrument, condition, put)

    def add_condition(self) -> None:
        """One more, chosen in a dialog."""
        self._run(self.condition_dialog(None, -1))

    def change_condition(self) -> None:
        """That of the line where the cursor is; one that cannot be read begins anew."""
        line = self.text("conditions").textCursor().blockNumber()
        try:
            condition = words.read_condition(self._lines[line])
        except ValueError:
            condition = None
        self._run(self.condition_dialog(condition, line))

    # inside

    def _run(self, dialog: ConditionDialog) -> None:
        dialog.exec()
        dialog.deleteLater()
        self.text("conditions").setFocus()

    @property
    def _lines(self) -> list[str]:
        return self.text("conditions").toPlainText().split("\n")

    @property
    def _goes_by_conditions(self) -> bool:
        return self._others_have_conditions or bool(self.said("conditions"))

    def _with(self, level: Level) -> Instrument:
        """The instrument with this level in its place."""
        levels = [level if one is self._level else one for one in self._instrument.levels]
        if self._level is None:
            levels.append(level)
        return replace(self._instrument, levels=tuple(levels))


def _conditions(text: str) -> tuple[Condition, ...]:
    return tuple(words.read_condition(line) for line in words.lines_of(text))


def _faults(made: Instrument, level: Level) -> Iterator[str]:
    """What is wrong with a level's rule; whether it can be given is asked of clear rules alone."""
    if not made.indicators:
        yield "กำหนดระดับไม่ได้ เพราะยังไม่มีตัวชี้วัด กรุณาเพิ่มตัวชี้วัดก่อน"
        return
    unclear = {
        one.code: [told for condition in one.conditions for told in unclear_in(made, condition)]
        for one in made.levels
    }
    yield from unclear[level.code]
    if made.has_conditions and not level.conditions and level is not made.levels[0]:
        yield "ระดับนี้ต้องมีเงื่อนไข เว้นได้เฉพาะระดับแรกซึ่งต่ำที่สุด"
        return
    if not made.has_conditions:
        gaps = list(_gaps(made, level))
        yield from gaps
        if gaps:
            return
    if not any(unclear.values()):
        yield from (told for code, told in faults(made) if code == level.code)


def _gaps(made: Instrument, level: Level) -> Iterator[str]:
    """Where the counts of a level do not go on from those of the level below it."""
    place = next(at for at, one in enumerate(made.levels) if one is level)
    first = made.levels[place - 1].max_passed + 1 if place else 0
    total = len(made.indicators)
    if level.min_passed != first:
        yield f"ต้องเริ่มที่ {first} ข้อ ต่อจากระดับที่ต่ำกว่า"
    if level.max_passed < level.min_passed:
        yield "ผ่านไม่เกิน ต้องไม่น้อยกว่า ผ่านตั้งแต่"
    elif place == len(made.levels) - 1 and level.max_passed != total:
        yield f"ระดับสูงสุดต้องจบที่ {total} ข้อ ซึ่งเป็นจำนวนตัวชี้วัดทั้งหมด"


def _next_level(instrument: Instrument) -> Level:
    """The level above the best one."""
    best = instrument.levels[-1] if instrument.levels else None
    first = 0 if best is None else best.max_passed + 1
    return Level(
        code=0 if best is None else best.code + 1,
        name="",
        min_passed=first,
        max_passed=max(first, len(instrument.indicators)),
        needs_main=False,
        shade=min(len(instrument.levels), len(_SHADES) - 1),
        check=UNCHECKED,
        is_attained=best is not None,
    )
