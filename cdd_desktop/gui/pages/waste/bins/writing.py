"""What is typed into the register on its way to the office's file: one cell, one operation."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from cdd_desktop.errors import CddError, ValidationFailed
from cdd_desktop.gui.pages.waste.bins.columns import Column, changed, field_of
from cdd_desktop.gui.pages.waste.bins.grid import RegisterGrid
from cdd_desktop.gui.pages.waste.bins.register_model import draft
from cdd_desktop.gui.pages.waste.view import WasteView
from cdd_desktop.gui.typed_grid.cells import Refused, cells_of
from cdd_desktop.households.service import HouseholdsRejected
from cdd_desktop.waste.bins.records import HouseholdBin
from cdd_desktop.waste.bins.service import BinService

ROWS_MAX = 2_000
_NOTHING = "ไม่มีตารางในคลิปบอร์ด กรุณาคัดลอกช่องใน Excel ก่อน แล้ววางอีกครั้ง"
_NO_VILLAGE = "ยังไม่ได้เลือกหมู่บ้าน กรุณาเลือกหมู่บ้านทางซ้ายก่อน"


@dataclass(frozen=True, slots=True)
class Pasted:
    """What became of a paste."""

    kept: int
    refused: tuple[tuple[UUID, Column, Refused], ...]
    beside: tuple[str, ...]  # new rows that are not kept, and why


class RegisterWriting:
    """Takes what the grid tells, writes it, and lets the model show what became of it.

    `written` is called after whatever was kept.
    """

    def __init__(self, view: WasteView, grid: RegisterGrid, written: Callable[[], None]) -> None:
        self._view = view
        self._grid = grid
        self._written = written
        grid.register.typed.connect(self.write)
        grid.paste_wanted.connect(self.paste)

    def write(self, pair: HouseholdBin, column: Column, text: str) -> None:
        """Write a cell, or show at the cell why it is not written."""
        self._grid.register.wait_for(pair.household.uuid, column, text)
        bins, today = self._view.context.services.bins, self._view.context.today

        def work() -> HouseholdBin | CddError:
            try:
                now = bins.pair(pair.household.uuid) or pair
                after = changed(now, column, text, today)
                return bins.save(after.household, after.known)
            except CddError as problem:
                return problem

        self._view.query(work, partial(self._take, pair, column, text), writes=True)

    def _take(
        self, pair: HouseholdBin, column: Column, text: str, outcome: HouseholdBin | CddError
    ) -> None:
        register = self._grid.register
        if isinstance(outcome, CddError):
            uuid = pair.household.uuid
            register.refuse_cell(uuid, column, Refused(text, problem_of(outcome, column)))
            return
        register.settle(column, outcome)
        self._view.page.wrote()
        self._written()

    def paste(self, text: str) -> None:
        """One cell is typed into the cell of the cursor; more are kept at once, row by row."""
        cells, here = cells_of(text), self._grid.currentIndex()
        register = self._grid.register
        if register.village is None:
            self._view.told.emit(_NO_VILLAGE, "failed")
        elif not cells:
            self._view.told.emit(_NOTHING, "failed")
        elif len(cells) > ROWS_MAX:
            told = f"วางได้ครั้งละไม่เกิน {ROWS_MAX:,} แถว กรุณาแบ่งวาง"
            self._view.told.emit(told, "failed")
        elif len(cells) == 1 and len(cells[0]) == 1 and here.isValid():
            register.setData(here, cells[0][0])
        else:
            first = max(here.row(), 0), max(here.column(), 0)
            under = [register.pair_at(first[0] + number) for number in range(len(cells))]
            pairs = [
                draft(register.village) if pair is None or not pair.household.version else pair
                for pair in under
            ]
            bins, today = self._view.context.services.bins, self._view.context.today
            self._view.query(
                lambda: keep_pasted(bins, pairs, cells, first[1], today),
                self._take_pasted,
                writes=True,
            )

    def _take_pasted(self, pasted: Pasted) -> None:
        for uuid, column, refused in pasted.refused:
            self._grid.register.refuse_cell(uuid, column, refused)
        told = [f"วาง {pasted.kept:,} ครัวเรือนแล้ว เลิกทำได้ด้วย Ctrl+Z"] if pasted.kept else []
        if pasted.refused:
            told.append(f"ไม่เก็บ {len(pasted.refused):,} ช่อง ดูเหตุผลที่ช่องกรอบแดง")
        told += pasted.beside
        if pasted.kept:
            self._view.page.wrote()
            self._view.refresh()
        is_whole = not pasted.refused and not pasted.beside
        self._view.told.emit(" · ".join(told) or _NOTHING, "passed" if is_whole else "failed")


def problem_of(problem: CddError, column: Column) -> str:
    """What is wrong with a cell, of all that a row was refused for."""
    if not isinstance(problem, ValidationFailed):
        return str(problem)
    return problem.problems.get(field_of(column)) or " ".join(problem.problems.values())


def keep_pasted(
    bins: BinService,
    pairs: Sequence[HouseholdBin],
    cells: Sequence[Sequence[str]],
    first: int,
    today: date,
) -> Pasted:
    """Lay cells over rows and keep the rows that are right, in one operation; a blank never erases.

    For the worker thread.
    """
    refused: list[tuple[UUID, Column, Refused]] = []
    beside: list[str] = []
    wanted: dict[UUID, HouseholdBin] = {}
    lines = {pair.household.uuid: number for number, pair in enumerate(pairs, 1)}
    known = {pair.household.uuid for pair in pairs if pair.household.version}

    def refuse(uuid: UUID, column: Column, typed: str, told: str) -> None:
        if uuid in known:
            refused.append((uuid, column, Refused(typed, told)))
        else:
            beside.append(f"แถวที่ {lines[uuid]}: {told}")

    for given, line in zip(pairs, cells, strict=True):
        uuid = given.household.uuid
        pair = (bins.pair(uuid) if uuid in known else None) or given
        is_right = True
        for column, text in zip(list(Column)[first:], line, strict=False):
            if not text.strip():
                continue
            try:
                pair = changed(pair, column, text.strip(), today)
            except CddError as problem:
                is_right = False
                refuse(uuid, column, text, str(problem))
        if is_right and pair != given:
            wanted[uuid] = pair
    numbers = {uuid: pair.household.house_no for uuid, pair in wanted.items()}
    kept = _keep_right(
        bins, wanted, lambda uuid, told: refuse(uuid, Column.HOUSE_NO, numbers.get(uuid, ""), told)
    )
    return Pasted(kept=kept, refused=tuple(refused), beside=tuple(beside))


def _keep_right(
    bins: BinService, wanted: dict[UUID, HouseholdBin], refuse: Callable[[UUID, str], None]
) -> int:
    """Save what is right; rows that the service refuses are left out, once."""
    for _ in range(2):
        if not wanted:
            return 0
        summary = f"วางทะเบียนถังขยะเปียกจาก Excel {len(wanted):,} ครัวเรือน"
        try:
            return len(bins.save_many(tuple(wanted.values()), summary=summary))
        except HouseholdsRejected as rejected:
            for uuid, problems in rejected.by_household.items():
                if wanted.pop(uuid, None) is not None:
                    refuse(uuid, " ".join(problems.values()))
    return 0
