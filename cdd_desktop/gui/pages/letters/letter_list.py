"""The letters at the left of the page: those of the year looked at, or of every year."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QListView, QWidget

from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.line_view import show_lines
from cdd_desktop.gui.looks import set_look
from cdd_desktop.gui.pages.letters.list_model import LetterListModel
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.letters.records import LetterLine


class LetterList(QFrame):
    """`letter_chosen` carries a letter's identity when somebody chooses another one."""

    every_year_check: QCheckBox
    nothing_label: QLabel
    letter_view: QListView

    letter_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "letter_list")
        set_look(self, card="true")
        self._lines: tuple[LetterLine, ...] = ()
        self._year = 0
        self._model = LetterListModel(self)
        self.letter_view.setModel(self._model)
        show_lines(self.letter_view)
        self.letter_view.selectionModel().currentChanged.connect(lambda new, _: self._tell(new))
        self.every_year_check.toggled.connect(lambda _: self._fill(self.chosen))
        self.every_year_check.setToolTip(tooltip("รวมหนังสือของปีก่อน เพื่อคัดลอกเป็นฉบับใหม่"))
        self.setFocusProxy(self.letter_view)

    @property
    def has_letters(self) -> bool:
        """Whether there is a letter of any year."""
        return bool(self._lines)

    @property
    def chosen(self) -> UUID | None:
        """The letter chosen."""
        line = self.letter_view.currentIndex().data(LetterListModel.RECORD_ROLE)
        return line.uuid if isinstance(line, LetterLine) else None

    def show_lines(self, lines: Sequence[LetterLine], year: int, chosen: UUID | None) -> None:
        """Show the letters; choosing one by that tells nothing."""
        self._lines, self._year = tuple(lines), year
        self._fill(chosen)

    def choose(self, uuid: UUID | None) -> None:
        """Mark a letter that is shown already; tells nothing."""
        self._fill(uuid)

    def _fill(self, chosen: UUID | None) -> None:
        every = self.every_year_check.isChecked()
        rows = [line for line in self._lines if every or line.fiscal_year == self._year]
        selection = self.letter_view.selectionModel()
        selection.blockSignals(True)
        self._model.show(rows)
        for row, line in enumerate(rows):
            if line.uuid == chosen:
                self.letter_view.setCurrentIndex(self._model.index(row, 0))
        selection.blockSignals(False)
        self.nothing_label.setText(wrapped(f"ยังไม่มีหนังสือของปีงบประมาณ {self._year}"))
        self.nothing_label.setVisible(not rows)
        self.letter_view.setVisible(bool(rows))

    def _tell(self, index: QModelIndex) -> None:
        line = index.data(LetterListModel.RECORD_ROLE)
        if isinstance(line, LetterLine):
            self.letter_chosen.emit(line.uuid)
