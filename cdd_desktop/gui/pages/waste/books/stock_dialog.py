"""What dialogs over a bank's goods share: a day, the goods at its end, numbers typed at them."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Generic

import shiboken6
from PySide6.QtWidgets import QLabel, QLineEdit
from typing_extensions import override

from cdd_desktop.gui.edit_table import EditField, T
from cdd_desktop.gui.form_dialog import FormDialog
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.pages.waste.books.lines import LinesTable, NumbersModel
from cdd_desktop.gui.pages.waste.books.reading import Books
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_date_edit import ThaiDateEdit
from cdd_desktop.gui.thai_text import wrapped
from cdd_desktop.waste.bank.records import Entry
from cdd_desktop.waste.bank.sheets import StockLine

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.waste.books.view import BooksView


class StockDialog(FormDialog, Generic[T]):
    """A dialog says what its lines are (`_lines_of`), where typing begins (`FIRST`) and what they
    come to (`_show_total`). `saved` is the entry once it was accepted.
    """

    FIRST: str

    on_edit: ThaiDateEdit
    on_problem: QLabel
    text_edit: QLineEdit
    text_problem: QLabel
    hint_label: QLabel
    line_table: LinesTable
    line_problem: QLabel
    total_label: QLabel

    def __init__(
        self,
        view: "BooksView",
        books: Books,
        form: str,
        fields: Sequence[EditField],
        *,
        title: str,
        hint: str,
    ) -> None:
        super().__init__(view, view.context.dialogs)
        load_form(self, form, LinesTable, ThaiDateEdit)
        self._view = view
        self._books = books
        self._read_on = books.today
        self.saved: Entry | None = None
        self.setWindowTitle(title)
        self.hint_label.setText(wrapped(hint))
        self.on_edit.set_today(books.today)
        self.on_edit.set_day(books.today)
        self.on_edit.tell_in(self.on_problem)
        self.lines: NumbersModel[T] = NumbersModel(fields, self)
        self.line_table.set_lines(self.lines)
        self.lines.edited.connect(self._show_total)
        self.lines.edited.connect(self.clear)
        self.lines.refused.connect(lambda text: tell(self.line_problem, text, tone="failed"))
        self._show_stock(books.stock)
        self.on_edit.day_changed.connect(self._read_stock)
        for line in (self.on_edit, self.text_edit):
            line.textChanged.connect(lambda _: self.clear())

    @override
    def clear(self) -> None:
        super().clear()
        self.lines.mark({})

    def _lines_of(self, stock: Sequence[StockLine]) -> list[T]:
        """The goods as lines, with what was typed at them already."""
        raise NotImplementedError

    def _show_total(self) -> None:
        """Tell what the typed numbers come to."""
        raise NotImplementedError

    def _show_stock(self, stock: Sequence[StockLine]) -> None:
        lines = self._lines_of(stock)
        self.lines.show(lines)
        if lines:
            self.line_table.choose(0, self.lines.column_of(self.FIRST))
        self._show_total()

    def _read_stock(self) -> None:
        """Another day is typed: what the books had at its end."""
        day = self.on_edit.day
        if day is None or day == self._read_on:
            return
        self._read_on = day
        books, bank = self._view.context.services.books, self._books.bank.uuid

        def take(read: tuple[date, Sequence[StockLine]]) -> None:
            if shiboken6.isValid(self) and read[0] == self._read_on:
                self._show_stock(read[1])

        self._view.query(lambda: (day, books.stock(bank, day)), take)
