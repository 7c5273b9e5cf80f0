"""Ctrl+V: cells of a spreadsheet into the month grid, the right ones kept in one operation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from cdd_desktop.errors import CddError, ValidationFailed
from cdd_desktop.gui.pages.waste.months.columns import Column, Kind
from cdd_desktop.gui.pages.waste.months.grid import MonthGrid
from cdd_desktop.gui.pages.waste.months.reading import Row
from cdd_desktop.gui.pages.waste.months.words import is_from_elsewhere
from cdd_desktop.gui.pages.waste.view import WasteView
from cdd_desktop.gui.typed_grid.cells import Refused, cells_of
from cdd_desktop.thai.months import last_day, month_name
from cdd_desktop.waste.months.records import Basis, Figure, MonthRecord
from cdd_desktop.waste.units import Unit

if TYPE_CHECKING:
    from collections.abc import Callable

    from cdd_desktop.gui.pages.waste.months.reasons import Reasons
    from cdd_desktop.waste.months.service import MonthService

ROWS_MAX = 2_000
_NOTHING = "ไม่มีตารางในคลิปบอร์ด กรุณาคัดลอกช่องใน Excel ก่อน แล้ววางอีกครั้ง"
_ELSEWHERE = "ช่องนี้วางไม่ได้ เพราะเป็นชื่อ หรือมาจากทะเบียนหรือบัญชี กรุณาแก้ในมุมมองของข้อมูลนั้น"
_BINS = "จำนวนถังวางพร้อมช่องอื่นไม่ได้ กรุณาพิมพ์ในช่อง หรือวางในมุมมอง ถังขยะเปียก"
Cell = tuple[Unit, str]


@dataclass(frozen=True, slots=True)
class Pasted:
    """A cell that something is laid over."""

    row: Row
    column: Column
    text: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a paste: the records as they stand now, and the cells not kept."""

    records: tuple[MonthRecord, ...]
    kept: int
    refused: Mapping[Cell, Refused]


def laid_over(grid: MonthGrid, cells: Sequence[Sequence[str]]) -> tuple[list[Pasted], int]:
    """The cells under what is pasted from the cursor on, and how many fell beside the grid.

    Blank cells are left as they are: a blank never erases.
    """
    model, here = grid.month, grid.currentIndex()
    first = max(here.row(), 0), max(here.column(), grid.first_typed)
    laid, beside = [], 0
    for number, line in enumerate(cells):
        row = model.row_at(first[0] + number)
        for place, text in enumerate(line):
            if not text.strip():
                continue
            at = first[1] + place
            if row is None or at >= len(model.columns):
                beside += 1
            else:
                laid.append(Pasted(row, model.columns[at], text.strip()))
    return laid, beside


def keep_pasted(
    months: "MonthService",
    month: date,
    area_code: str,
    laid: Sequence[Pasted],
    basis: Basis,
    reason: str,
) -> Outcome:
    """Write what can be read and stands to reason, in one operation; on the worker thread."""
    refused: dict[Cell, Refused] = {}
    amounts: dict[Unit, dict[str, tuple[Figure, str]]] = {}
    for one in laid:
        cell = (one.row.unit, one.column.key)
        if one.column.kind is Kind.BINS or is_from_elsewhere(one.row, one.column):
            told = _BINS if one.column.kind is Kind.BINS else _ELSEWHERE
            refused[cell] = Refused(one.text, told)
            continue
        try:
            amount, typed = months.parse_typed(*cell, one.text, last_day(month))
        except CddError as problem:
            refused[cell] = Refused(one.text, str(problem))
            continue
        if amount is not None:
            stream = one.column.stream or one.column.key
            figure = Figure(
                item=one.column.key, stream=stream, basis=basis, amount=amount, typed=typed
            )
            amounts.setdefault(one.row.unit, {})[one.column.key] = (figure, one.text)
    for _ in range(2):  # what is refused as it is kept is left out, once
        records = [
            _with_figures(months.get(unit, month), basis, [figure for figure, _ in own.values()])
            for unit, own in amounts.items()
            if own
        ]
        kept = sum(len(own) for own in amounts.values())
        if not records:
            break
        summary = f"วางบันทึกขยะ {month_name(month)} จาก Excel {kept:,} ช่อง"
        try:
            saved = months.save_many(records, summary=summary, reason=reason)
        except ValidationFailed as problem:
            _leave_out(problem, records, amounts, refused, basis)
        else:
            return Outcome(saved, kept, refused)
    return Outcome((), 0, refused)


def _with_figures(record: MonthRecord, basis: Basis, figures: Sequence[Figure]) -> MonthRecord:
    items = {figure.item for figure in figures}
    others = [f for f in record.figures if not (f.basis is basis and f.item in items)]
    return replace(record, figures=(*others, *figures))


def _leave_out(
    problem: ValidationFailed,
    records: Sequence[MonthRecord],
    amounts: dict[Unit, dict[str, tuple[Figure, str]]],
    refused: dict[Cell, Refused],
    basis: Basis,
) -> None:
    """Take the cells that are wrong out of the amounts; all of a unit where no cell is named."""
    for record in records:
        own = amounts[record.unit]
        prefix = f"{record.uuid}/"
        told = {
            k.removeprefix(prefix): v for k, v in problem.problems.items() if k.startswith(prefix)
        }
        for key in list(own):
            wrong = told.get(f"{key}:{int(basis)}") or told.get("unit")
            if wrong:
                refused[record.unit, key] = Refused(own.pop(key)[1], wrong)


class Pasting:
    """Takes what is pasted into the grid."""

    def __init__(
        self, view: WasteView, grid: MonthGrid, reasons: "Reasons", written: "Callable[[], None]"
    ) -> None:
        self._view = view
        self._grid = grid
        self._reasons = reasons
        self._written = written
        grid.paste_wanted.connect(self.paste)

    def paste(self, text: str) -> None:
        """One cell is typed into the cell of the cursor; more are kept at once."""
        cells = cells_of(text)
        model, here = self._grid.month, self._grid.currentIndex()
        if not cells or not model.rows:
            self._view.told.emit(_NOTHING, "failed")
            return
        if len(cells) > ROWS_MAX:
            told = f"วางได้ครั้งละไม่เกิน {ROWS_MAX:,} แถว กรุณาแบ่งวาง หรือนำเข้าจากไฟล์ Excel"
            self._view.told.emit(told, "failed")
            return
        if len(cells) == 1 and len(cells[0]) == 1 and here.isValid():
            if model.flags(here) & Qt.ItemFlag.ItemIsEditable:
                model.setData(here, cells[0][0])
            else:
                self._view.told.emit(_ELSEWHERE, "failed")
            return
        laid, beside = laid_over(self._grid, cells)
        if any(model.is_closed(one.row) for one in laid):
            self._reasons.ask(partial(self._keep, laid, beside), lambda: None)
        else:
            self._keep(laid, beside, "")

    def _keep(self, laid: Sequence[Pasted], beside: int, reason: str) -> None:
        page, basis = self._view.page, self._grid.month.basis
        months, month, area = self._view.context.services.months, page.month, page.area_code
        self._view.query(
            lambda: keep_pasted(months, month, area, laid, basis, reason),
            partial(self._take, beside),
            writes=True,
        )

    def _take(self, beside: int, outcome: Outcome) -> None:
        model = self._grid.month
        for record in outcome.records:
            model.settle(record.unit, "", record)
        for (unit, key), refused in outcome.refused.items():
            model.refuse_cell(unit, key, refused)
        told = [f"วาง {outcome.kept:,} ช่องแล้ว เลิกทำได้ด้วย Ctrl+Z"] if outcome.kept else []
        if outcome.refused:
            told.append(f"ไม่เก็บ {len(outcome.refused):,} ช่อง ดูเหตุผลที่ช่องกรอบแดง")
        if beside:
            told.append(f"อีก {beside:,} ช่องเลยขอบตาราง จึงไม่วาง")
        if outcome.kept:
            page = self._view.page
            page.wrote()
            self._written()
        tone = "failed" if outcome.refused or beside else "passed"
        self._view.told.emit(" · ".join(told) or _NOTHING, tone)
