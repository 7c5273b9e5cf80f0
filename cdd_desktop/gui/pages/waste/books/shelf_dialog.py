"""The goods as counted at the end of a day; what is missing leaves the books."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from typing_extensions import override

from cdd_desktop.errors import CddError, ValidationFailed
from cdd_desktop.gui.form_dialog import FormDialog
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.pages.waste.books.lines import (
    LinesTable,
    NumbersModel,
    ShelfLine,
    number_words,
    quantity_field,
    shelf_lines,
    text_field,
)
from cdd_desktop.gui.pages.waste.books.marking import mark_lines
from cdd_desktop.gui.pages.waste.books.moving_dialog import NO_DAY
from cdd_desktop.gui.pages.waste.books.reading import Books
from cdd_desktop.gui.pages.waste.books.words import baht
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_date_edit import ThaiDateEdit
from cdd_desktop.gui.thai_text import wrapped
from cdd_desktop.waste.bank.records import Counted, Entry
from cdd_desktop.waste.bank.sheets import StockLine

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.waste.books.view import BooksView

_HINT = "พิมพ์จำนวนที่นับหรือชั่งได้ Enter ลงแถวถัดไป ของหมดให้พิมพ์ 0 แถวที่เว้นว่างคือไม่ได้นับและไม่ปรับ"
_NO_LINES = "ยังไม่ได้กรอกจำนวนที่นับได้ กรุณากรอกอย่างน้อยหนึ่งแถว"
_FIELDS = (
    text_field("name", "วัสดุและเกรด"),
    text_field("unit", "หน่วย", 60),
    quantity_field("held", "ในบัญชี", 110, is_fixed=True),
    quantity_field("counted", "นับได้", 110),
    number_words("more_words", "ขาดหรือเกิน", 110),
)


class ShelfDialog(FormDialog):
    """`saved` is the entry once it was accepted."""

    on_edit: ThaiDateEdit
    on_problem: QLabel
    text_edit: QLineEdit
    text_problem: QLabel
    hint_label: QLabel
    line_table: LinesTable
    line_problem: QLabel
    total_label: QLabel

    called = "จำนวนวัสดุที่นับได้"

    def __init__(self, view: "BooksView", books: Books) -> None:
        super().__init__(view, view.context.dialogs)
        load_form(self, "waste_books_shelf_dialog", LinesTable, ThaiDateEdit)
        self._view = view
        self._books = books
        self._read_on = books.today
        self.saved: Entry | None = None
        self.setWindowTitle("นับวัสดุในคลัง")
        self.hint_label.setText(wrapped(_HINT))
        self.on_edit.set_today(books.today)
        self.on_edit.set_day(books.today)
        self.on_edit.tell_in(self.on_problem)
        self.lines: NumbersModel[ShelfLine] = NumbersModel(_FIELDS, self)
        self.line_table.set_lines(self.lines)
        self.lines.edited.connect(self._show_total)
        self.lines.edited.connect(self.clear)
        self.lines.refused.connect(lambda text: tell(self.line_problem, text, tone="failed"))
        self._show_stock(books.stock)
        self.on_edit.day_changed.connect(self._read_stock)
        for line in (self.on_edit, self.text_edit):
            line.textChanged.connect(lambda _: self.clear())
        self.watch()
        self.line_table.setFocus()

    @override
    def inputs(self) -> object:
        return self.text_edit.text(), [line.counted for line in self.lines.rows]

    @override
    def fields(self) -> Mapping[str, tuple[QWidget, QLabel]]:
        return {
            "on": (self.on_edit, self.on_problem),
            "text": (self.text_edit, self.text_problem),
            "lines": (self.line_table, self.line_problem),
        }

    @property
    def rows_counted(self) -> tuple[int, ...]:
        """Which lines were counted."""
        rows = enumerate(self.lines.rows)
        return tuple(row for row, line in rows if line.counted is not None)

    @override
    def write(self) -> None:
        problems: dict[str, str] = {}
        day = self.on_edit.day
        if day is None:
            problems["on"] = self.on_edit.problem or NO_DAY
        if not self.rows_counted:
            problems["lines"] = _NO_LINES
        if problems or day is None:
            raise ValidationFailed(problems)
        self.saved = self._view.context.services.books.shrinkage(
            self._books.bank.uuid,
            day,
            [
                Counted(
                    material=self.lines.rows[row].material,
                    grade=self.lines.rows[row].grade,
                    quantity=self.lines.rows[row].counted or 0,
                )
                for row in self.rows_counted
            ],
            self.text_edit.text(),
        )

    @override
    def clear(self) -> None:
        super().clear()
        self.lines.mark({})

    @override
    def refuse(self, problem: CddError) -> None:
        if isinstance(problem, ValidationFailed):
            problem = mark_lines(
                self.line_table, self.lines, problem, self.rows_counted, quantity="counted"
            )
        super().refuse(problem)

    def _show_stock(self, stock: Sequence[StockLine]) -> None:
        typed = {(line.material, line.grade): line.counted for line in self.lines.rows}
        lines = [
            replace(line, counted=typed.get((line.material, line.grade)))
            for line in shelf_lines(self._books, stock)
        ]
        self.lines.show(lines)
        if lines:
            self.line_table.choose(0, self.lines.column_of("counted"))
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

    def _show_total(self) -> None:
        lines = [self.lines.rows[row] for row in self.rows_counted]
        lost = -sum(line.cost_moved or 0 for line in lines)
        word = "ต้นทุนที่หายไป" if lost >= 0 else "ต้นทุนที่เพิ่มขึ้น"
        self.total_label.setText(
            wrapped(f"นับแล้ว {len(lines):,} รายการ · {word} {baht(abs(lost))} บาท")
        )
