"""The indicator that is asked, in the largest letters it fits in; what does not fit scrolls."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from cdd_desktop.gui.forum.fitting import height_of, letters, unit
from cdd_desktop.gui.looks import set_look
from cdd_desktop.gui.thai_text import wrapped

_MOST, _LEAST = 76.0, 28.0  # of the indicator's text, on the smallest projector
_BESIDE = 0.66  # how large criteria and options are beside it
_BESIDE_LEAST = 22.0
_GAP = 10
_STEP = 2.0


class Question(QScrollArea):
    """Scrolled by `scroll_by`; has no focus of its own, for keys belong to the window."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        inside = QWidget(self)
        self._layout = QVBoxLayout(inside)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._text = self._label(inside)
        self._criteria = self._label(inside)
        self._options = self._label(inside)
        set_look(self._criteria, forum="muted")
        for label in (self._text, self._criteria, self._options):
            self._layout.addWidget(label)
        self._layout.addStretch(1)
        self.setWidget(inside)
        self._parts = ("", "", "")

    def show_parts(self, text: str, criteria: str, options: str) -> None:
        """Show an indicator from its beginning."""
        self._parts = (wrapped(text), wrapped(criteria), wrapped(options))
        labels = (self._text, self._criteria, self._options)
        for label, part in zip(labels, self._parts, strict=True):
            label.setText(part)
            label.setVisible(bool(part))
        self._fit()
        self.verticalScrollBar().setValue(0)

    def scroll_by(self, pages: float) -> None:
        """Move up (negative) or down by so many heights of what is seen."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + round(pages * self.viewport().height()))

    @property
    def has_more(self) -> bool:
        """Whether not all of it is seen at once."""
        return self._needed(self._text.font().pixelSize()) > self.viewport().height() + 1

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The largest letters with which all parts are seen, else the least ones."""
        scale = unit(self.window().size())
        least, pixels = _LEAST * scale, _MOST * scale
        while pixels > least and self._needed(pixels) > self.height():
            pixels = max(least, pixels - _STEP)
        self._text.setFont(letters(pixels, bold=True))
        beside = letters(self._beside(pixels))
        self._criteria.setFont(beside)
        self._options.setFont(beside)
        self._layout.setSpacing(round(_GAP * scale))

    def _needed(self, pixels: float) -> float:
        scale = unit(self.window().size())
        # room is kept for the scroll bar, so that its coming does not break the lines anew
        width = self.width() - self.verticalScrollBar().sizeHint().width() - 2
        text, *beside = self._parts
        high = height_of(text, letters(pixels, bold=True), width)
        small = letters(self._beside(pixels))
        for part in filter(None, beside):
            high += _GAP * scale + height_of(part, small, width)
        return high

    def _beside(self, pixels: float) -> float:
        return max(_BESIDE_LEAST * unit(self.window().size()), pixels * _BESIDE)

    def _label(self, parent: QWidget) -> QLabel:
        label = QLabel(parent)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label
