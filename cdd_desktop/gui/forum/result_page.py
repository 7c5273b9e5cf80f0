"""The last page: what came out by ด้าน, the level, what was objected to, and the closing."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from cdd_desktop.forums.order import left
from cdd_desktop.forums.outcome import level_told, objections, topic_lines
from cdd_desktop.forums.records import Forum
from cdd_desktop.gui.forum import words
from cdd_desktop.gui.forum.fields import FieldRow
from cdd_desktop.gui.forum.fitting import letters
from cdd_desktop.gui.forum.state_band import StateBand
from cdd_desktop.gui.looks import set_look
from cdd_desktop.gui.marks import Mark
from cdd_desktop.gui.thai_text import wrapped

_LINE, _SMALL = 26.0, 22.0
_FIELDS = ("เลิกประชุมเวลา (น.) เช่น 11.45", "จำนวนผู้เข้าร่วม (คน)")


class ResultPage(QWidget):
    """Enter in the last field asks to close."""

    closing_asked = Signal(str, str)  # the hour and the people, as they are typed
    left_back = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._unit = 1.0
        self.band = StateBand(self)
        self._scroll = QScrollArea(self)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidgetResizable(True)
        self._inside = QWidget(self._scroll)
        self._scroll.setWidget(self._inside)
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._topics = QGridLayout()
        self._column.addLayout(self._topics)
        self._left = self._line("failed")
        self._objected = self._line("warning")
        self._column.addStretch(1)
        self._lines: list[QLabel] = []
        self.fields = FieldRow(self)
        self.fields.furnish(_FIELDS)
        self.fields.finished.connect(self._ask_closing)
        self.fields.left_back.connect(self.left_back.emit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self.band, self._scroll, self.fields):
            layout.addWidget(widget, 1 if widget is self._scroll else 0)

    def show_forum(self, forum: Forum, ends: str) -> None:
        """`ends`: the hour that is offered for the end."""
        sheet = forum.sheet
        mark = Mark.PARTIAL if sheet.grade.is_complete else Mark.NONE
        answered = f"ตอบแล้ว {sheet.grade.answered} จาก {sheet.grade.total} ข้อ"
        self.band.show_state(mark, level_told(sheet), answered if sheet.grade.is_complete else "")
        for old in self._lines:
            old.setParent(None)
            old.deleteLater()
        self._lines = []
        for row, line in enumerate(topic_lines(sheet)):
            for column, text in enumerate((line.name, line.told)):
                label = QLabel(wrapped(text), self._inside)
                label.setTextFormat(Qt.TextFormat.PlainText)
                label.setWordWrap(True)
                self._topics.addWidget(label, row, column)
                self._lines.append(label)
        self._topics.setColumnStretch(0, 3)
        self._topics.setColumnStretch(1, 2)
        self._say(self._left, words.left_told(left(sheet)))
        objected = "\n".join(objections(forum))
        self._say(self._objected, f"ข้อคัดค้าน\n{objected}" if objected else "")
        people = forum.line.people_present
        for field, text in zip(
            self.fields.fields, (ends, "" if people is None else str(people)), strict=True
        ):
            if not field.text():
                field.setText(text)
        self.scale_to(self._unit)
        self._scroll.verticalScrollBar().setValue(0)

    def scroll_by(self, pages: float) -> None:
        """Move up (negative) or down by so many heights of what is seen."""
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.value() + round(pages * self._scroll.viewport().height()))

    def scale_to(self, unit: float) -> None:
        """Letters for a window's size."""
        self._unit = unit
        for place, label in enumerate(self._lines):
            label.setFont(letters(_LINE * unit, bold=place % 2 == 1))
        self._left.setFont(letters(_SMALL * unit))
        self._objected.setFont(letters(_SMALL * unit))
        self._topics.setVerticalSpacing(round(6 * unit))
        self._topics.setHorizontalSpacing(round(18 * unit))
        self._column.setSpacing(round(14 * unit))
        self.fields.scale_to(unit)
        self.band.updateGeometry()

    def _ask_closing(self) -> None:
        ends, people = self.fields.texts
        self.closing_asked.emit(ends, people)

    def _say(self, label: QLabel, text: str) -> None:
        label.setText(wrapped(text))
        label.setVisible(bool(text))

    def _line(self, look: str) -> QLabel:
        label = QLabel(self._inside)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        set_look(label, forum=look)
        self._column.addWidget(label)
        return label
