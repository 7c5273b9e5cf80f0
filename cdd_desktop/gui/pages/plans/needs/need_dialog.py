"""A need that somebody told, written by hand."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QWidget
from typing_extensions import override

from cdd_desktop.errors import ValidationFailed
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.form_dialog import FormDialog
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.pages.plans.panel.inputs import EntryCombo
from cdd_desktop.gui.thai_date_edit import ThaiDateEdit
from cdd_desktop.lookups.records import ListName, Lookup
from cdd_desktop.places.records import Village
from cdd_desktop.plans.records import Money, Project
from cdd_desktop.thai.money import NotMoney, parse_baht

if TYPE_CHECKING:  # brings SQLAlchemy, which may load only after the first paint
    from cdd_desktop.bootstrap import Services


@dataclass(frozen=True, slots=True, kw_only=True)
class NewNeed:
    """A proposal that is begun, and what its dialog offers; `villages` with their tambon's name."""

    project: Project
    villages: Sequence[tuple[Village, str]]
    kinds: Lookup
    dimensions: Lookup


def begin_need(services: "Services", area_code: str) -> NewNeed:
    """Begin a proposal of an area; on the worker thread."""
    found = services.villages.in_area(area_code)
    names = {
        code: area.full_name if (area := services.areas.find(code)) else ""
        for code in {village.tambon_code for village in found}
    }
    return NewNeed(
        project=services.projects.begin(None, area_code),
        villages=[(village, names[village.tambon_code]) for village in found],
        kinds=services.lookups.get(ListName.PROJECT_KIND),
        dimensions=services.lookups.get(ListName.DIMENSION),
    )


class NeedDialog(FormDialog):
    """`kept` is the proposal once it was saved. Estimated money is of the year looked at."""

    title_label: QLabel
    name_edit: QLineEdit
    name_problem: QLabel
    village_combo: QComboBox
    village_problem: QLabel
    reason_edit: QLineEdit
    reason_problem: QLabel
    kind_combo: EntryCombo
    kind_problem: QLabel
    dimension_combo: EntryCombo
    dimension_problem: QLabel
    raised_on_edit: ThaiDateEdit
    raised_on_problem: QLabel
    money_edit: QLineEdit
    money_problem: QLabel

    called = "ข้อเสนอนี้"

    def __init__(self, parent: QWidget, context: Context, new: NewNeed) -> None:
        super().__init__(parent, context.dialogs)
        load_form(self, "need_dialog", EntryCombo, ThaiDateEdit)
        self._context = context
        self._new = new
        self.kept: Project | None = None
        self.setWindowTitle("เพิ่มข้อเสนอ")
        self.title_label.setText("ปัญหา/ความต้องการที่มีผู้เสนอ")
        area = context.areas.find(new.project.area_code)
        self.village_combo.addItem(area.full_name if area else "ทั้งพื้นที่")
        one_tambon = len({name for _, name in new.villages}) == 1
        for village, tambon in new.villages:
            self.village_combo.addItem(village.label if one_tambon else f"{village.label} {tambon}")
        self.kind_combo.offer(new.kinds, context.year)
        self.dimension_combo.offer(new.dimensions, context.year)
        self.raised_on_edit.set_today(context.today)
        self.raised_on_edit.tell_in(self.raised_on_problem)
        self.raised_on_edit.set_day(context.today)
        self.money_edit.setToolTip(f"ลงเป็นงบที่ขอของปี {context.year} แก้ได้ภายหลัง")
        for line in self._lines():
            line.textChanged.connect(self.clear)
        self.watch()
        self.name_edit.setFocus()

    @override
    def inputs(self) -> tuple[object, ...]:
        return (
            *(line.text() for line in self._lines()),
            self.village_combo.currentIndex(),
            self.kind_combo.key,
            self.dimension_combo.key,
        )

    @override
    def fields(self) -> Mapping[str, tuple[QWidget, QLabel]]:
        return {
            "name": (self.name_edit, self.name_problem),
            "villages": (self.village_combo, self.village_problem),
            "reason": (self.reason_edit, self.reason_problem),
            "kind": (self.kind_combo, self.kind_problem),
            "dimension": (self.dimension_combo, self.dimension_problem),
            "raised_on": (self.raised_on_edit, self.raised_on_problem),
            "money": (self.money_edit, self.money_problem),
        }

    @override
    def write(self) -> None:
        problems = {}
        if self.raised_on_edit.problem:
            problems["raised_on"] = self.raised_on_edit.problem
        money = None
        try:
            money = parse_baht(self.money_edit.text())
        except NotMoney as problem:
            problems["money"] = str(problem)
        if problems:
            raise ValidationFailed(problems)
        begun, row = self._new.project, self.village_combo.currentIndex()
        village = self._new.villages[row - 1][0] if row > 0 else None
        origin = dataclasses.replace(
            begun.origin,
            raised_on=self.raised_on_edit.day,
            village_id=village.id if village else None,
        )
        project = dataclasses.replace(
            begun,
            name=self.name_edit.text(),
            area_code=village.tambon_code if village else begun.area_code,
            reason=self.reason_edit.text(),
            kind=self.kind_combo.key,
            dimension=self.dimension_combo.key,
            villages=(village.id,) if village else (),
            money=()
            if money is None
            else (Money(year=self._context.year, source="", requested=money),),
            origin=origin,
        )
        self.kept = self._context.services.needs.propose(project)

    def _lines(self) -> tuple[QLineEdit, ...]:
        return (self.name_edit, self.reason_edit, self.raised_on_edit, self.money_edit)
