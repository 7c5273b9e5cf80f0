"""The page of one indicator: what is asked, what was decided, and fields for what is typed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from cdd_desktop.checklists.instruments import AnswerKind, Indicator
from cdd_desktop.forums.records import Forum, ForumItem
from cdd_desktop.gui.forum import words
from cdd_desktop.gui.forum.fields import FieldRow
from cdd_desktop.gui.forum.fitting import letters
from cdd_desktop.gui.forum.question import Question
from cdd_desktop.gui.forum.state_band import StateBand
from cdd_desktop.gui.looks import set_look
from cdd_desktop.gui.pages.checklists.entry.meaning import is_typed, offered, typed_again
from cdd_desktop.thai.digits import is_ascii_digits, to_arabic

_COUNTED = 24.0
_HANDS = ("เห็นด้วย (มือ)", "ไม่เห็นด้วย (มือ)", "ข้อคัดค้าน")
_NOTE = 2


class AskingPage(QWidget):
    """Only shows and takes what is typed; the window says what it means."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._unit = 1.0
        self._stored: tuple[str, ...] = ()
        self.question = Question(self)
        self.band = StateBand(self)
        self.answer_row = FieldRow(self)
        self.hands_row = FieldRow(self)
        self.hands_row.furnish(_HANDS, wide=_NOTE)
        self._counted = QLabel(self)
        self._counted.setTextFormat(Qt.TextFormat.PlainText)
        set_look(self._counted, forum="accent")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.question, 1)
        for widget in (self.answer_row, self._counted, self.band, self.hands_row):
            layout.addWidget(widget)
        self._layout = layout

    def show_indicator(self, forum: Forum, indicator: Indicator) -> None:
        """Show it as it stands in the file."""
        answer = forum.sheet.answers.get(indicator.code)
        is_voted = indicator.kind is AnswerKind.VOTES
        self._typing = is_typed(indicator)
        text = f"{indicator.code}  {indicator.text}"
        self.question.show_parts(text, indicator.criteria, words.options_told(indicator))
        mark, told = words.state_of(indicator, answer)
        self.band.show_state(mark, told, words.last_year(forum.sheet, indicator))
        if self._typing:
            if is_voted:
                texts = ("",) * len(words.vote_names(indicator))
                if answer is not None and answer.votes:
                    texts = tuple(map(str, answer.votes))
                self.answer_row.furnish(words.vote_names(indicator), texts=texts)
            else:
                texts = (typed_again(indicator, answer),)
                self.answer_row.furnish((offered(indicator) or "จำนวนครัวเรือนที่ผ่าน",), texts=texts)
            self._stored = texts
        self.answer_row.setVisible(self._typing)
        self._counted.setVisible(is_voted)
        if is_voted:
            self.count_typed(indicator)
        item = forum.item(indicator.code)
        self.hands_row.setVisible(not is_voted)
        for field, kept in zip(
            self.hands_row.fields, (item.agreed, item.objected, item.note), strict=True
        ):
            field.setText("" if kept is None else str(kept))
        self.scale_to(self._unit)

    def count_typed(self, indicator: Indicator) -> int:
        """How many hands are typed; of scores, sum and mean are shown."""
        if indicator.kind is AnswerKind.VOTES:
            hands = [_number(text) or 0 for text in self.answer_row.texts]
            self._counted.setText(words.counted(indicator, hands))
        else:
            hands = [_number(text) or 0 for text in self.hands_row.texts[:_NOTE]]
        return sum(hands)

    def typed_item(self, code: str) -> ForumItem | None:
        """What is typed of an indicator's hands and objections; None where a field for hands holds
        something else."""
        agreed, objected, note = self.hands_row.texts
        if any(text and _number(text) is None for text in (agreed, objected)):
            return None
        return ForumItem(
            indicator=code, agreed=_number(agreed), objected=_number(objected), note=note
        )

    @property
    def awaits_typing(self) -> bool:
        """Whether the answer is typed into fields."""
        return self._typing

    @property
    def has_hands(self) -> bool:
        """Whether hands for and against are asked for."""
        return not self.hands_row.isHidden()

    @property
    def is_half_typed(self) -> bool:
        """Whether fields of the answer hold what is not taken yet."""
        return self._typing and self.answer_row.texts != self._stored

    def scroll_by(self, pages: float) -> None:
        """Read on in a text that does not fit."""
        self.question.scroll_by(pages)

    def scale_to(self, unit: float) -> None:
        """Letters and room for a window's size."""
        self._unit = unit
        self._counted.setFont(letters(_COUNTED * unit, bold=True))
        self.answer_row.scale_to(unit)
        self.hands_row.scale_to(unit)
        self.band.updateGeometry()
        self._layout.setSpacing(round(10 * unit))


def _number(text: str) -> int | None:
    plain = to_arabic(text).replace(",", "")
    return int(plain) if is_ascii_digits(plain) else None
