"""What the dialogs of an instrument's parts share: fields by their kind, read with problems."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar, TypeVar

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from cdd_desktop.checklists.editing.cell_words import read_whole
from cdd_desktop.checklists.instruments import CheckStatus, TextCheck
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.form_dialog import FormDialog
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.pages.plans.panel.inputs import GrowingText

_T = TypeVar("_T")


class PartDialog(FormDialog):
    """Field `x` is typed in `x_edit`, chosen in `x_combo` or ticked in `x_check`; its problem is
    told in `x_problem`. `act` is given what was typed, as the use case wants it."""

    title_label: QLabel

    form: ClassVar[str]
    lines: ClassVar[tuple[str, ...]] = ()
    texts: ClassVar[tuple[str, ...]] = ()
    choices: ClassVar[tuple[str, ...]] = ()
    ticks: ClassVar[tuple[str, ...]] = ()
    called = "ส่วนของแบบประเมิน"

    def __init__(
        self, parent: QWidget, context: Context, title: str, act: Callable[[Any], object]
    ) -> None:
        super().__init__(parent, context.dialogs)
        load_form(self, self.form, GrowingText)
        for part in self.findChildren(QWidget):
            if part.objectName().endswith("_part"):  # a problem beside it pulls nothing apart
                column = part.layout()
                if isinstance(column, QVBoxLayout):
                    column.addStretch(1)
        self._act = act
        self._found: dict[str, str] = {}
        self.setWindowTitle(title)
        self.title_label.setText(title)

    def typed(self) -> object:
        """What is to be done, from the fields; what cannot be read is noted by `read`."""
        raise NotImplementedError

    @override
    def write(self) -> None:
        self._found = {}
        wanted = self.typed()
        if self._found:
            raise ValidationFailed(self._found)
        self._act(wanted)

    def begin(self, values: Mapping[str, object]) -> None:
        """Show values by field; what differs afterwards is typed."""
        for name, value in values.items():
            if name in self.ticks:
                self.tick(name).setChecked(bool(value))
            elif name in self.choices:
                self.combo(name).setCurrentIndex(max(0, self.combo(name).findData(value)))
            elif name in self.texts:
                self.text(name).setPlainText(str(value))
            else:
                self._line(name).setText(str(value))
                self._line(name).setCursorPosition(0)
        for name in self.lines:
            self._line(name).textChanged.connect(lambda *_: self.touched())
        for name in self.texts:
            self.text(name).textChanged.connect(self.touched)
        for name in self.choices:
            self.combo(name).currentIndexChanged.connect(lambda *_: self.touched())
        for name in self.ticks:
            self.tick(name).toggled.connect(lambda *_: self.touched())
        self.touched()
        self.watch()

    def touched(self) -> None:
        """Something was typed."""
        self.clear()

    def offer(self, name: str, entries: Iterable[tuple[str, object]]) -> None:
        """What a field can be chosen from; before `begin`."""
        for text, data in entries:
            self.combo(name).addItem(text, data)

    def offer_checks(self) -> None:
        """The states of a text."""
        self.offer("status", ((status.value, status) for status in CheckStatus))

    # fields

    def said(self, name: str) -> str:
        """What is typed, without blanks around it."""
        if name in self.texts:
            return self.text(name).toPlainText().strip()
        return self._line(name).text().strip()

    def needed(self, name: str, told: str) -> str:
        """What is typed; a problem where nothing is."""
        if not self.said(name):
            self._found[name] = told
        return self.said(name)

    def read(self, name: str, reader: Callable[[str], _T], otherwise: _T) -> _T:
        """What is typed, read; a problem where that is refused."""
        try:
            return reader(self.said(name))
        except ValueError as problem:
            self._found[name] = str(problem)
            return otherwise

    def whole(self, name: str) -> int:
        """A whole number; 0 where nothing is typed."""
        nothing: int | None = None
        return self.read(name, read_whole, nothing) or 0

    def problem(self, name: str, told: str) -> None:
        """Note what is wrong with a field."""
        self._found[name] = told

    def chosen(self, name: str) -> Any:
        """What is chosen."""
        return self.combo(name).currentData()

    def ticked(self, name: str) -> bool:
        """Whether it is ticked."""
        return self.tick(name).isChecked()

    def check(self) -> TextCheck:
        """How far the text can be trusted, as chosen."""
        source = self.needed("source", "กรุณาบอกแหล่งที่มา หรือเขียนว่า สำนักงานจัดทำ")
        return TextCheck(status=CheckStatus(self.chosen("status")), source=source)

    def show_part(self, name: str, *, visible: bool) -> None:
        """Show a field with its label, or not."""
        part: QWidget = getattr(self, f"{name}_part")
        part.setVisible(visible)

    def combo(self, name: str) -> QComboBox:
        """A choice."""
        combo: QComboBox = getattr(self, f"{name}_combo")
        return combo

    def tick(self, name: str) -> QCheckBox:
        """A tick."""
        tick: QCheckBox = getattr(self, f"{name}_check")
        return tick

    @override
    def inputs(self) -> object:
        return (
            [self._line(name).text() for name in self.lines],
            [self.text(name).toPlainText() for name in self.texts],
            [self.combo(name).currentIndex() for name in self.choices],
            [self.ticked(name) for name in self.ticks],
        )

    @override
    def fields(self) -> Mapping[str, tuple[QWidget, QLabel]]:
        parts: dict[str, QWidget] = {name: self._line(name) for name in self.lines}
        parts |= {name: self.text(name) for name in self.texts}
        parts |= {name: self.combo(name) for name in self.choices}
        parts |= {name: self.tick(name) for name in self.ticks}
        return {name: (part, getattr(self, f"{name}_problem")) for name, part in parts.items()}

    def _line(self, name: str) -> QLineEdit:
        edit: QLineEdit = getattr(self, f"{name}_edit")
        return edit

    def text(self, name: str) -> QPlainTextEdit:
        """A text of several lines."""
        edit: QPlainTextEdit = getattr(self, f"{name}_edit")
        return edit
