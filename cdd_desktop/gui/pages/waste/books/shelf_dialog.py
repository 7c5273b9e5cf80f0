"""The goods as counted at the end of a day; what is missing leaves the books."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QWidget
from typing_extensions import override

from cdd_desktop.errors import CddError, ValidationFailed
from cdd_desktop.gui.pages.waste.books.lines import (
    ShelfLine,
    number_words,
    quantity_field,
    shelf_lines,
    text_field,
)
from cdd_desktop.gui.pages.waste.books.marking import mark_lines
from cdd_desktop.gui.pages.waste.books.moving_dialog import NO_DAY
from cdd_desktop.gui.pages.waste.books.reading import Books
from cdd_desktop.gui.pages.waste.books.stock_dialog import StockDialog
from cdd_desktop.gui.pages.waste.books.words import baht
from cdd_desktop.gui.thai_text import wrapped
from cdd_desktop.waste.bank.records import Counted
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


class ShelfDialog(StockDialog[ShelfLine]):
    """`saved` is the shrinkage once it was accepted."""

    FIRST = "counted"

    called = "จำนวนวัสดุที่นับได้"

    def __init__(self, view: "BooksView", books: Books) -> None:
        form = "waste_books_shelf_dialog"
        super().__init__(view, books, form, _FIELDS, title="นับวัสดุในคลัง", hint=_HINT)
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
    def refuse(self, problem: CddError) -> None:
        if isinstance(problem, ValidationFailed):
            problem = mark_lines(
                self.line_table, self.lines, problem, self.rows_counted, quantity="counted"
            )
        super().refuse(problem)

    @override
    def _lines_of(self, stock: Sequence[StockLine]) -> list[ShelfLine]:
        typed = {(line.material, line.grade): line.counted for line in self.lines.rows}
        return [
            replace(line, counted=typed.get((line.material, line.grade)))
            for line in shelf_lines(self._books, stock)
        ]

    @override
    def _show_total(self) -> None:
        lines = [self.lines.rows[row] for row in self.rows_counted]
        lost = -sum(line.cost_moved or 0 for line in lines)
        word = "ต้นทุนที่หายไป" if lost >= 0 else "ต้นทุนที่เพิ่มขึ้น"
        self.total_label.setText(
            wrapped(f"นับแล้ว {len(lines):,} รายการ · {word} {baht(abs(lost))} บาท")
        )
