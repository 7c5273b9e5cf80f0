"""What the local measures (ถุง ตะกร้า ถัง) of a unit weigh, by what is in them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from typing_extensions import override

from cdd_desktop.errors import ValidationFailed
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.edit_table import EditField, EditModel, EditTable, day_field
from cdd_desktop.gui.form_dialog import FormDialog
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.lookups.records import ListName
from cdd_desktop.thai.calendar import fiscal_year
from cdd_desktop.waste.amounts import NotAnAmount, format_amount, parse_amount
from cdd_desktop.waste.months.records import Calibration
from cdd_desktop.waste.months.rows import new_uuid
from cdd_desktop.waste.months.unit_lines import UnitLine

if TYPE_CHECKING:
    from datetime import date

    from cdd_desktop.bootstrap import Services

_WEIGHT = "กก."
_ANYTHING = "ทุกชนิด"
Choices = tuple[tuple[Any, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrationRead:
    """The calibrations of a unit, and what may be chosen."""

    line: UnitLine
    calibrations: tuple[Calibration, ...]
    measures: Choices
    items: Choices


def read_calibrations(services: "Services", line: UnitLine, month: "date") -> CalibrationRead:
    """Read them; on the worker thread."""
    year = fiscal_year(month)
    calibrations = services.months.calibrations(line.unit)
    measures = {e.key: e.label for e in services.lookups.get(ListName.WASTE_MEASURE).offered(year)}
    items = {
        e.key: e.label
        for e in services.lookups.get(ListName.WASTE_ITEM).offered(year)
        if e.traits.get("unit") == _WEIGHT
    }
    for one in calibrations:  # what the lists offer no more is still told
        measures.setdefault(one.measure, one.measure)
        if one.item:
            items.setdefault(one.item, one.item)
    return CalibrationRead(
        line=line,
        calibrations=calibrations,
        measures=tuple(measures.items()),
        items=(("", _ANYTHING), *items.items()),
    )


class CalibrationDialog(FormDialog):
    """Figures that were typed before keep their weight."""

    title_label: QLabel
    calibration_table: EditTable
    cells_problem: QLabel
    add_button: QPushButton

    called = "การชั่งเทียบ"

    def __init__(self, parent: QWidget, context: Context, read: CalibrationRead) -> None:
        super().__init__(parent, context.dialogs)
        load_form(self, "waste_calibration_dialog", EditTable)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._months = context.services.months
        self._read = read
        title = f"ชั่งเทียบหน่วยตวง {read.line.label}"
        self.setWindowTitle(title)
        self.title_label.setText(wrapped(title))
        self._rows: EditModel[Calibration] = EditModel(
            (
                EditField(name="measure", heading="หน่วยตวง", width=120, choices=read.measures),
                EditField(name="item", heading="ใส่อะไร", choices=read.items),
                EditField(
                    name="grams",
                    heading="หนัก (กก.)",
                    width=100,
                    show=lambda grams: format_amount(grams or None),
                    read=_grams,
                ),
                day_field("measured_on", "ชั่งเมื่อ", lambda: context.today, 116),
                EditField(name="measured_by", heading="ผู้ชั่ง", width=150),
            ),
            self,
        )
        measure = str(read.measures[0][0]) if read.measures else ""

        def begin(_: int) -> Calibration:
            return Calibration(
                uuid=new_uuid(),
                unit=read.line.unit,
                measure=measure,
                item="",
                grams=0,
                measured_on=context.today,
            )

        self.calibration_table.set_up(self._rows, begin)
        self._rows.show(read.calibrations)
        self.add_button.setToolTip(tooltip("เพิ่มการชั่งเทียบ", "Ins"))
        self.add_button.clicked.connect(self.calibration_table.add_row)
        self.watch()
        self._rows.edited.connect(self.clear)
        self._rows.refused.connect(lambda text: tell(self.cells_problem, text, tone="failed"))
        if read.calibrations:
            self.calibration_table.choose(0, 2)
        (self.calibration_table if read.calibrations else self.add_button).setFocus()

    @override
    def inputs(self) -> object:
        return tuple(self._rows.rows)

    @override
    def fields(self) -> Mapping[str, tuple[QWidget, QLabel]]:
        return {}

    @override
    def write(self) -> None:
        self.calibration_table.commit_typed()
        held = {one.uuid: one for one in self._read.calibrations}
        kept: set[UUID] = set()
        for at, row in enumerate(self._rows.rows):
            kept.add(row.uuid)
            if held.get(row.uuid) == row:
                continue
            try:
                saved = self._months.save_calibration(row)
            except ValidationFailed as problem:
                told = {f"row:{at}:{name}": text for name, text in problem.problems.items()}
                raise ValidationFailed(told) from problem
            self._take(at, saved)
        for one in self._read.calibrations:
            if one.uuid not in kept:
                self._months.remove_calibration(one.uuid)

    def _take(self, at: int, saved: Calibration) -> None:
        """It is kept, whatever becomes of the rows below."""
        self._rows.put(at, saved)
        others = [one for one in self._read.calibrations if one.uuid != saved.uuid]
        self._read = replace(self._read, calibrations=(*others, saved))

    @override
    def _mark(self, problems: Mapping[str, str], told: str) -> None:
        cells = {
            (int(row), name): text
            for key, text in problems.items()
            if key.startswith("row:")
            for _, row, name in [key.split(":")]
        }
        self._rows.mark(cells)
        tell(self.cells_problem, next(iter(cells.values()), ""), tone="failed")
        super()._mark({k: v for k, v in problems.items() if not k.startswith("row:")}, told)


def _grams(text: str) -> int:
    amount = parse_amount(text)
    if not amount:
        raise NotAnAmount("กรุณากรอกน้ำหนักเป็นกิโลกรัม เช่น 4.5")
    return amount
