"""Materials of the bank in hand and the board of prices, typed down the column for a new day."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QWidget,
)

from cdd_desktop.errors import CddError, ValidationFailed
from cdd_desktop.gui.dialogs import Leaving
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.list_table import show_as_list
from cdd_desktop.gui.pages.reports.waste_report import WasteReport
from cdd_desktop.gui.pages.waste.prices.board import BoardLine, board_of, kept_typing, new_prices
from cdd_desktop.gui.pages.waste.prices.dialog import MaterialDialog
from cdd_desktop.gui.pages.waste.prices.model import (
    RECORD_ROLE,
    BoardModel,
    BoardTable,
    PastColumn,
    PastPricesModel,
)
from cdd_desktop.gui.pages.waste.register.reading import Register
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_date_edit import ThaiDateEdit
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.thai.calendar import short_thai_date
from cdd_desktop.waste.bank.records import Material, Price
from cdd_desktop.waste.bank.rounding import rounding_rule

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.waste.register.view import RegisterView

_PAST_ROW_HEIGHT = 26
_EMPTY = "ธนาคารนี้ยังไม่มีวัสดุ กด “เริ่มจากรายการมาตรฐาน” แล้วแก้ได้ หรือกด Ins เพื่อเพิ่มวัสดุเอง"
_NO_DAY = "ยังไม่ได้กรอกวันที่เริ่มใช้ราคา กรุณากรอกวันที่ด้านบน"
_HELD = "ราคาที่บันทึกแล้วไม่ลบจากตารางนี้ ถ้ากรอกผิด เลือกราคานั้นในประวัติด้านขวา แล้วกด Del"


class PricesPart(QWidget):
    """Keys: typing or F2 a new price, Enter down · Ins a material, Ctrl+G another grade of it ·
    Ctrl+Enter puts the material right · Ctrl+S saves · Ctrl+P the board on paper."""

    from_label: QLabel
    from_edit: ThaiDateEdit
    retired_check: QCheckBox
    save_button: QPushButton
    add_button: QPushButton
    grade_button: QPushButton
    edit_button: QPushButton
    print_button: QPushButton
    board_table: BoardTable
    nothing_widget: QWidget
    nothing_label: QLabel
    start_button: QPushButton
    problem_label: QLabel
    rule_label: QLabel
    past_card: QFrame
    past_label: QLabel
    past_table: QTableView

    def __init__(self, view: "RegisterView") -> None:
        super().__init__()
        load_form(self, "waste_prices", BoardTable, ThaiDateEdit)
        self._view = view
        self._register: Register | None = None
        self.board = BoardModel(self)
        self.past = PastPricesModel(self)
        self.board_table.set_up(
            self.board, self._new_grade, lambda row: self.board.rows[row].is_new
        )
        show_as_list(self.past_table, self.past, row_height=_PAST_ROW_HEIGHT)
        heads = self.past_table.horizontalHeader()
        heads.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        heads.setSectionResizeMode(PastColumn.GRADE, QHeaderView.ResizeMode.Stretch)
        self.from_edit.set_today(view.context.today)
        self.from_edit.set_day(view.context.today)
        self.setFocusProxy(self.board_table)
        self._connect()
        tell(self.problem_label, "")

    @property
    def is_dirty(self) -> bool:
        """Whether prices are typed that are not saved."""
        return any(line.is_typed for line in self.board.rows)

    @property
    def chosen(self) -> Material | None:
        """The material that the cursor is on."""
        row = self.board_table.row
        return self.board.rows[row].material if 0 <= row < len(self.board.rows) else None

    def show_register(self, register: Register) -> None:
        """Show the board of a bank; prices that are typed for it stay."""
        if self._register is not None and self._register.bank.uuid != register.bank.uuid:
            self.board.show(())
        self._register = register
        self._show()

    def set_compact(self, compact: bool) -> None:
        """The history makes room where the window is narrow."""
        self.past_card.setVisible(not compact)

    def leave(self) -> bool:
        """Ask about prices that are typed; False to stay."""
        self.board_table.commit_typed()
        if not self.is_dirty:
            return True
        answer = self._view.context.dialogs.ask_leaving("ราคาใหม่ที่กรอกไว้")
        if answer is Leaving.STAY:
            return False
        if answer is Leaving.SAVE:
            return self.save()
        self.board.show(())
        self._show()
        return True

    def stages(self) -> Iterator[tuple[str, QWidget | None]]:
        """As `Page.stages`."""
        register = self._register
        if register is not None and register.materials:
            dialog = MaterialDialog(self, self._view.context, register.materials[0], register.items)
            dialog.show()
            yield "material", dialog
            dialog.close()
            dialog.deleteLater()

    # what is done

    def save(self) -> bool:
        """Let the prices typed hold from the day above; whether they do."""
        self.board_table.commit_typed()
        register, day = self._register, self.from_edit.day
        if register is None or not self.is_dirty:
            return True
        if day is None:
            tell(self.problem_label, self.from_edit.problem or _NO_DAY, tone="failed")
            self.from_edit.setFocus()
            return False
        rows: list[int] = []
        try:
            wanted = new_prices(self.board.rows, day)
            rows = list(wanted)
            self._view.context.services.banks.set_prices(register.bank.uuid, tuple(wanted.values()))
        except CddError as problem:
            self._refuse(problem, rows)
            return False
        self.board.show(())
        self._wrote(f"บันทึกราคา {len(wanted):,} รายการ ใช้ตั้งแต่ {short_thai_date(day)}")
        return True

    def add(self) -> None:
        """Buy another material."""
        register = self._register
        if register is not None:
            banks, bank = self._view.context.services.banks, register.bank
            self._view.query(lambda: banks.begin_material(bank.uuid), self._open)

    def edit(self) -> None:
        """Put the material chosen right, or buy it no more."""
        if self.chosen is not None:
            self._open(self.chosen)

    def start(self) -> None:
        """Begin with what the office's list has."""
        register = self._register
        if register is None:
            return
        banks, bank = self._view.context.services.banks, register.bank

        def told(materials: tuple[Material, ...]) -> None:
            self._wrote(f"เพิ่มวัสดุ {len(materials):,} รายการแล้ว กรอกราคารับซื้อได้เลย")
            self.board_table.setFocus()

        self._view.query(lambda: banks.start_materials(bank.uuid), told, writes=True)

    def print(self) -> None:
        """The board of the day, in the page of reports."""
        register = self._register
        if register is not None:
            day = self.from_edit.day or register.today
            bank = str(register.bank.uuid)
            wanted = WasteReport(report="waste-bank-prices", bank=bank, day=day)
            self._view.context.page_requested.emit("reports", wanted)

    def remove_price(self) -> None:
        """Take the price chosen in the history back, once that is agreed to."""
        price = self.past_table.currentIndex().siblingAtColumn(0).data(RECORD_ROLE)
        if not isinstance(price, Price):
            return
        question = f"ลบราคาที่เริ่มใช้ {short_thai_date(price.from_day)} หรือไม่"
        detail = "รายการที่รับซื้อไปแล้วยังใช้ราคาเดิม เลิกทำได้ด้วย Ctrl+Z"
        if not self._view.context.dialogs.confirm(question, action="ลบราคา", detail=detail):
            return
        banks = self._view.context.services.banks
        self._view.query(
            lambda: banks.remove_price(price), lambda _: self._wrote("ลบราคาแล้ว"), writes=True
        )

    # inside

    def _open(self, material: Material) -> None:
        register = self._register
        if register is None:
            return
        dialog = MaterialDialog(self, self._view.context, material, register.items)
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.saved is not None:
            self._wrote(f"บันทึกวัสดุ {dialog.saved.code} {dialog.saved.name} แล้ว")
        dialog.deleteLater()
        self.board_table.setFocus()

    def _new_grade(self, row: int) -> BoardLine:
        return BoardLine(material=self.board.rows[max(row, 0)].material, is_new=True)

    def _may_go(self, row: int) -> bool:
        return self.board.rows[row].is_new

    def _add_grade(self) -> None:
        if self.chosen is not None:
            self.board_table.add_row()

    def _wrote(self, said: str) -> None:
        tell(self.problem_label, "")
        self._view.page.wrote(said)
        self._view.refresh()

    def _refuse(self, problem: CddError, rows: list[int]) -> None:
        """Mark the cells; the service counts only the lines it was given, `rows` are theirs."""
        tell(self.problem_label, str(problem), tone="failed")
        if not isinstance(problem, ValidationFailed):
            return
        marks: dict[tuple[int, str], str] = {}
        for key, text in problem.problems.items():
            place, _, field = key.partition(":")
            if place.isdigit():
                row = rows[int(place)] if rows else int(place)
                name = {"buy": "new_buy", "sale": "new_sale"}.get(field, field)
                marks[row, name] = text
        self.board.mark(marks)
        for row, _ in list(marks)[:1]:
            self.board_table.choose(row)

    def _show(self) -> None:
        register = self._register
        if register is None:
            return
        row, column = self.board_table.row, self.board_table.currentIndex().column()
        day = self.from_edit.day or register.today
        shown = [
            one for one in register.materials if one.is_offered or self.retired_check.isChecked()
        ]
        lines = kept_typing(board_of(shown, register.prices, day), self.board.rows)
        self.board.show(lines)
        if lines:
            typed = self.board.column_of("new_buy")
            at = column if column >= 0 else typed
            self.board_table.choose(min(max(row, 0), len(lines) - 1), at)
        self.board_table.setVisible(bool(lines))
        self.nothing_widget.setVisible(not lines)
        self.nothing_label.setText(wrapped(_EMPTY))
        self.start_button.setVisible(not register.materials)
        self.rule_label.setText(wrapped(rounding_rule(register.bank.rounding)))
        self._show_state()
        self._show_past()

    def _show_state(self) -> None:
        self.save_button.setEnabled(self.is_dirty)
        has_any = bool(self.board.rows)
        for button in (self.grade_button, self.edit_button, self.print_button):
            button.setEnabled(has_any)

    def _show_past(self) -> None:
        register, material = self._register, self.chosen
        if register is None or material is None:
            self.past.show(())
            self.past_label.setText("")
            return
        self.past_label.setText(f"ประวัติราคา {material.name}")
        self.past.show([one for one in register.prices if one.material == material.uuid])

    def _connect(self) -> None:
        self.board.edited.connect(self._show_state)
        self.board.edited.connect(lambda: tell(self.problem_label, ""))
        self.board.refused.connect(lambda text: tell(self.problem_label, text, tone="failed"))
        self.board_table.row_chosen.connect(lambda _: self._show_past())
        self.board_table.kept.connect(lambda _: tell(self.problem_label, _HELD, tone="failed"))
        self.from_edit.editingFinished.connect(self._show)
        self.retired_check.toggled.connect(lambda _: self._show())
        for button, words, keys, act in (
            (self.save_button, "บันทึกราคาที่กรอก ใช้ตั้งแต่วันที่ด้านซ้าย", "Ctrl+S", self.save),
            (self.add_button, "เพิ่มวัสดุที่ธนาคารรับซื้อ", "Ins", self.add),
            (self.grade_button, "เพิ่มอีกเกรดหนึ่งของวัสดุที่เลือก", "Ctrl+G", self._add_grade),
            (
                self.edit_button,
                "แก้รหัส ชื่อ หน่วย หรือเลิกรับซื้อวัสดุที่เลือก",
                "Ctrl+Enter",
                self.edit,
            ),
            (self.print_button, "พิมพ์กระดานราคาของวันที่ด้านซ้าย", "Ctrl+P", self.print),
        ):
            button.clicked.connect(act)
            button.setToolTip(tooltip(words, keys))
            on_keys(self, keys, act)
        on_keys(self, "Ctrl+Return", self.edit)
        on_keys(self.past_table, "Del", self.remove_price)
        self.past_table.setToolTip(tooltip("ลบราคาที่กรอกผิด", "Del"))
        self.start_button.clicked.connect(self.start)
        self.start_button.setToolTip(tooltip("เพิ่มวัสดุจากรายการคำ วัสดุที่ธนาคารรับซื้อ แก้และเพิ่มภายหลังได้"))
