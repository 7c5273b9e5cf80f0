"""What is typed into the month grid on its way to the office's file: one cell, one operation."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from cdd_desktop.errors import CddError, ValidationFailed
from cdd_desktop.gui.pages.waste.months.columns import BINS, Column, Kind
from cdd_desktop.gui.pages.waste.months.model import MonthModel
from cdd_desktop.gui.pages.waste.months.reading import Row, shown_figure
from cdd_desktop.gui.pages.waste.view import WasteView
from cdd_desktop.gui.typed_grid.cells import Refused
from cdd_desktop.thai.months import last_day
from cdd_desktop.waste.amounts import THOUSAND, NotAnAmount, parse_amount
from cdd_desktop.waste.bins.records import COUNTED, BinCount
from cdd_desktop.waste.months.records import Basis, MonthRecord
from cdd_desktop.waste.months.unit_lines import UnitLine

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.waste.months.reasons import Reasons

_NO_REASON = "เดือนนี้ปิดแล้ว ยังไม่ได้บอกเหตุผลที่แก้ กด Enter แล้วบอกเหตุผล หรือกด Esc เพื่อคืนค่าเดิม"
_NOT_WHOLE = "จำนวนถังต้องเป็นจำนวนเต็ม กรุณากรอก เช่น 25"


class CellWriting:
    """Takes what the grid's model tells, writes it, and lets the model show what became of it.

    `written` is called after each cell that was kept.
    """

    def __init__(
        self,
        view: WasteView,
        model: MonthModel,
        reasons: "Reasons",
        written: Callable[[UnitLine], None],
    ) -> None:
        self._view = view
        self._model = model
        self._reasons = reasons
        self._written = written
        model.typed.connect(self.write)

    def write(self, row: Row, column: Column, text: str) -> None:
        """Write a cell, or show at the cell why it is not written."""
        if not self._model.is_closed(row):
            self._write(row, column, text, "")
            return
        self._reasons.ask(
            partial(self._write, row, column, text),
            partial(self._model.refuse_cell, row.unit, column.key, Refused(text, _NO_REASON)),
        )

    def _write(self, row: Row, column: Column, text: str, reason: str) -> None:
        self._model.wait_for(row.unit, column.key, text)
        if column.kind is Kind.BINS:
            self._write_bins(row, column, text, reason)
            return
        months, month = self._view.context.services.months, self._view.page.month
        basis = self._basis(row, column, text)

        def work() -> MonthRecord:
            amount, typed = months.parse_typed(row.unit, column.key, text, last_day(month))
            return months.change(
                row.unit, month, column.key, basis, amount, typed=typed, reason=reason
            )

        self._view.query(
            partial(_outcome, work), partial(self._take, row, column, text, basis), writes=True
        )

    def _basis(self, row: Row, column: Column, text: str) -> Basis:
        """That which is chosen; what is blanked is the figure that the cell shows."""
        chosen = self._model.basis
        shown = shown_figure(row.record, column)
        if text.strip() or shown is None or row.record is None:
            return chosen
        return chosen if row.record.figure(column.key, chosen) else shown[0].basis

    def _take(
        self, row: Row, column: Column, text: str, basis: Basis, outcome: MonthRecord | CddError
    ) -> None:
        if isinstance(outcome, CddError):
            self._model.refuse_cell(
                row.unit, column.key, Refused(text, problem_of(outcome, column.key, basis))
            )
            return
        self._model.settle(row.unit, column.key, outcome)
        self._view.page.wrote()
        shown = shown_figure(outcome, column)
        if text.strip() and shown is not None and shown[0].basis is not basis:
            told = (
                f"เก็บเป็นฐาน{basis.label}แล้ว แต่ยังนับฐาน{shown[0].basis.label} "
                "เพราะเป็นตัวเลขที่ดีกว่า ดูทั้งสองค่าได้ที่คำอธิบายของช่อง"
            )
            self._view.told.emit(told, "muted")
        self._written(row.line)

    # bins

    def _write_bins(self, row: Row, column: Column, text: str, reason: str) -> None:
        bins, month = self._view.context.services.bins, self._view.page.month

        def work() -> BinCount | None:
            amount = parse_amount(text)
            if amount is not None and amount % THOUSAND:
                raise NotAnAmount(_NOT_WHOLE)
            held = bins.typed(row.unit, month) or BinCount(basis=Basis.AGGREGATE)
            installed = None if amount is None else amount // THOUSAND
            told = replace(held, installed=installed)
            is_blank = all(getattr(told, name) is None for name in COUNTED)
            bins.save_typed(row.unit, month, None if is_blank else told, reason=reason)
            return bins.counted(self._view.page.area_code, month).get(row.unit)

        self._view.query(
            partial(_outcome, work), partial(self._take_bins, row, column, text), writes=True
        )

    def _take_bins(
        self, row: Row, column: Column, text: str, outcome: BinCount | CddError | None
    ) -> None:
        if isinstance(outcome, CddError):
            told = problem_of(outcome, "installed", None)
            self._model.refuse_cell(row.unit, column.key, Refused(text, told))
            return
        self._model.settle_bins(row.unit, BINS, outcome)
        self._view.page.wrote()
        self._written(row.line)


def problem_of(problem: CddError, key: str, basis: Basis | None) -> str:
    """What is wrong with a cell, of all that a record was refused for."""
    if not isinstance(problem, ValidationFailed):
        return str(problem)
    wanted = key if basis is None else f"{key}:{int(basis)}"
    return problem.problems.get(wanted) or " ".join(problem.problems.values())


def _outcome(
    work: Callable[[], MonthRecord | BinCount | None],
) -> MonthRecord | BinCount | CddError | None:
    """What was refused comes back as a value: the cell it belongs to is known only to the taker."""
    try:
        return work()
    except CddError as problem:
        return problem
