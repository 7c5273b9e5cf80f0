"""What a bank that already runs begins its books with; what is left over is its capital."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from typing_extensions import override

from cdd_desktop.errors import CddError, ValidationFailed
from cdd_desktop.gui.form_dialog import FormDialog
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.pages.waste.books.lines import (
    BroughtLine,
    LinesTable,
    NumbersModel,
    SavingsLine,
    brought_lines,
    money_field,
    quantity_field,
    savings_lines,
    text_field,
    typed_money,
)
from cdd_desktop.gui.pages.waste.books.marking import mark_lines
from cdd_desktop.gui.pages.waste.books.moving_dialog import NO_DAY
from cdd_desktop.gui.pages.waste.books.reading import Books
from cdd_desktop.gui.pages.waste.books.words import baht
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_date_edit import ThaiDateEdit
from cdd_desktop.gui.thai_text import wrapped
from cdd_desktop.thai.calendar import short_thai_date
from cdd_desktop.waste.bank.records import Brought, Entry

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.waste.books.view import BooksView

_HINT = (
    "กรอกยอดที่มีอยู่จริงก่อนเริ่มทำบัญชีในโปรแกรม ช่องที่ไม่มีเว้นว่าง ส่วนต่างเป็นทุนของธนาคาร "
    "วัสดุและสมาชิกที่ไม่มีในตาราง เพิ่มก่อนในมุมมองสมาชิกและราคา"
)
_NO_QUANTITY = "ยังไม่ได้กรอกจำนวน กรุณากรอกจำนวนที่มีอยู่ หรือล้างช่องต้นทุน (Del)"
_NO_COST = "ยังไม่ได้กรอกต้นทุน กรุณากรอกเงินที่จ่ายซื้อวัสดุนี้ทั้งหมด ถ้าได้มาเปล่าให้กรอก 0"
_TOO_EARLY = "เข้าเป็นสมาชิกเมื่อ {} หลังวันยอดยกมา กรุณาแก้วันที่เข้าในมุมมองสมาชิกและราคา"
_STOCK_FIELDS = (
    text_field("name", "วัสดุและเกรด"),
    text_field("unit", "หน่วย", 54),
    quantity_field("quantity", "จำนวน", 90),
    money_field("cost", "ต้นทุนรวม", 100),
)
_SAVINGS_FIELDS = (
    text_field("code", "รหัส", 60),
    text_field("name", "ชื่อบัญชี"),
    money_field("amount", "เงินฝาก", 110),
)


class OpeningDialog(FormDialog):
    """`saved` is the entry once it was accepted."""

    hint_label: QLabel
    on_edit: ThaiDateEdit
    on_problem: QLabel
    cash_edit: QLineEdit
    cash_problem: QLabel
    deposit_edit: QLineEdit
    deposit_problem: QLabel
    receivable_edit: QLineEdit
    receivable_problem: QLabel
    welfare_edit: QLineEdit
    welfare_problem: QLabel
    stock_table: LinesTable
    savings_table: LinesTable
    line_problem: QLabel
    total_label: QLabel

    called = "ยอดยกมานี้"

    def __init__(self, view: "BooksView", books: Books) -> None:
        super().__init__(view, view.context.dialogs)
        load_form(self, "waste_books_opening_dialog", LinesTable, ThaiDateEdit)
        self._service = view.context.services.books
        self._bank = books.bank
        self.saved: Entry | None = None
        self.setWindowTitle("ยอดยกมา")
        self.hint_label.setText(wrapped(_HINT))
        self.on_edit.set_today(books.today)
        self.on_edit.set_day(books.bank.books_from or books.today.replace(day=1))
        self.on_edit.tell_in(self.on_problem)
        self.stock: NumbersModel[BroughtLine] = NumbersModel(_STOCK_FIELDS, self)
        self.savings: NumbersModel[SavingsLine] = NumbersModel(_SAVINGS_FIELDS, self)
        self.stock_table.set_lines(self.stock)
        self.savings_table.set_lines(self.savings)
        self.stock.show(brought_lines(books))
        self.savings.show(savings_lines(books))
        self.stock_table.choose(0, self.stock.column_of("quantity"))
        self.savings_table.choose(0, self.savings.column_of("amount"))
        self._money = {
            "cash": self.cash_edit,
            "deposit": self.deposit_edit,
            "receivable": self.receivable_edit,
            "welfare": self.welfare_edit,
        }
        for model in (self.stock, self.savings):
            model.edited.connect(self._show_total)
            model.edited.connect(self.clear)
            model.refused.connect(lambda text: tell(self.line_problem, text, tone="failed"))
        for edit in self._money.values():
            edit.textChanged.connect(lambda _: self._show_total())
        for line in (self.on_edit, *self._money.values()):
            line.textChanged.connect(lambda _: self.clear())
        self._show_total()
        self.watch()
        self.cash_edit.setFocus()

    @override
    def inputs(self) -> object:
        texts = [edit.text() for edit in self._money.values()]
        return texts, self.stock.rows, self.savings.rows

    @override
    def fields(self) -> Mapping[str, tuple[QWidget, QLabel]]:
        return {
            "on": (self.on_edit, self.on_problem),
            "cash": (self.cash_edit, self.cash_problem),
            "deposit": (self.deposit_edit, self.deposit_problem),
            "receivable": (self.receivable_edit, self.receivable_problem),
            "welfare": (self.welfare_edit, self.welfare_problem),
            "lines": (self.stock_table, self.line_problem),
        }

    @property
    def rows_brought(self) -> tuple[int, ...]:
        """Which goods there are."""
        return tuple(
            row
            for row, line in enumerate(self.stock.rows)
            if line.quantity is not None or line.cost is not None
        )

    @override
    def write(self) -> None:
        problems: dict[str, str] = {}
        day = self.on_edit.day
        if day is None:
            problems["on"] = self.on_edit.problem or NO_DAY
        money: dict[str, int] = {}
        for name, edit in self._money.items():
            try:
                money[name] = typed_money(edit.text()) or 0
            except CddError as problem:
                problems[name] = str(problem)
        brought = []
        for place, row in enumerate(self.rows_brought):
            line = self.stock.rows[row]
            if not line.quantity:
                problems[f"{place}:quantity"] = _NO_QUANTITY
            elif line.cost is None:
                problems[f"{place}:cost"] = _NO_COST
            else:
                brought.append(
                    Brought(
                        material=line.material,
                        grade=line.grade,
                        quantity=line.quantity,
                        cost=line.cost,
                    )
                )
        for saved in self.savings.rows:
            if saved.amount and day is not None and (saved.joined_on or day) > day:
                joined = short_thai_date(saved.joined_on or day)
                problems[f"savings:{saved.member}"] = _TOO_EARLY.format(joined)
        if problems or day is None:
            raise ValidationFailed(problems)
        self.saved = self._service.open_books(
            self._bank.uuid,
            day,
            cash=money["cash"],
            deposit=money["deposit"],
            receivable=money["receivable"],
            welfare=money["welfare"],
            savings={line.member: line.amount for line in self.savings.rows if line.amount},
            stock=brought,
        )

    @override
    def clear(self) -> None:
        super().clear()
        self.stock.mark({})
        self.savings.mark({})

    @override
    def refuse(self, problem: CddError) -> None:
        if isinstance(problem, ValidationFailed):
            marked = mark_lines(self.stock_table, self.stock, problem, self.rows_brought)
            problem = ValidationFailed(self._marked_members(marked.problems))
        super().refuse(problem)

    def _marked_members(self, problems: Mapping[str, str]) -> dict[str, str]:
        """Mark the members that a refusal speaks of; the same problems, with theirs as lines."""
        rows = {str(line.member): row for row, line in enumerate(self.savings.rows)}
        marked: dict[tuple[int, str], str] = {}
        told: dict[str, str] = {}
        for key, text in problems.items():
            row = rows.get(key.removeprefix("savings:"))
            if row is None:
                told[key] = f"{told[key]} {text}" if key in told else text
                continue
            marked[row, "amount"] = text
            line = f"{self.savings.rows[row].name}: {text}"
            told["lines"] = f"{told['lines']} {line}" if "lines" in told else line
        self.savings.mark(marked)
        return told

    def _show_total(self) -> None:
        sums: dict[str, int] = {}
        for name, edit in self._money.items():
            try:
                sums[name] = typed_money(edit.text()) or 0
            except CddError:
                sums[name] = 0
        goods = sum(line.cost or 0 for line in self.stock.rows)
        saved = sum(line.amount or 0 for line in self.savings.rows)
        owned = sums["cash"] + sums["deposit"] + sums["receivable"] + goods
        capital = owned - saved - sums["welfare"]
        told = (
            f"มีทั้งหมด {baht(owned)} · วัสดุ {baht(goods)} · เงินฝากของสมาชิก {baht(saved)} · "
            f"ทุนของธนาคาร {baht(capital)} บาท"
        )
        self.total_label.setText(wrapped(told))
