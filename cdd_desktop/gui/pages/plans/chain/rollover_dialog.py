"""What is left of a plan goes on in a later one: years, projects, sums, in one step."""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from typing_extensions import override

from cdd_desktop.errors import ValidationFailed
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.pages.plans.chain.step_dialog import StepDialog
from cdd_desktop.gui.pages.plans.chain.ticks import TickColumn, TickModel, TickTable
from cdd_desktop.gui.pages.plans.chain.words import asked_text
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.lookups.records import ListName, Lookup
from cdd_desktop.plans.records import Plan, PlanLine, total
from cdd_desktop.plans.rollover.offers import RolloverOffer, Why
from cdd_desktop.thai.digits import whole_number
from cdd_desktop.thai.money import format_baht
from cdd_desktop.thai.searching import finder, folded

if TYPE_CHECKING:
    from cdd_desktop.bootstrap import Services

SETTLED_MS = 300  # after the last key in a year
_HINT = (
    "โครงการที่ยังไม่แล้วเสร็จ ยังไม่ได้งบประมาณ หรือทำต่อเนื่อง ยกไปเป็นร่างในแผนใหม่ เงินที่ยังไม่ได้รับย้ายปีตามช่วงใหม่ "
    "แผนเดิมคงอยู่ครบ · เว้นวรรคเพื่อเลือกหรือไม่เลือก"
)
_NOTHING = "ไม่มีโครงการที่ต้องยกไป ทุกโครงการแล้วเสร็จ ยกเลิก หรืออยู่ในโครงการอื่นแล้ว"


@dataclass(frozen=True, slots=True, kw_only=True)
class RolloverRead:
    """The plan that is left, those of the same place that it may go on in, and the cycles."""

    plan: Plan
    others: tuple[PlanLine, ...]
    cycles: Lookup


def read_rollover(services: "Services", uuid: UUID) -> RolloverRead:
    """Read it; on the worker thread."""
    return RolloverRead(
        plan=services.plans.get(uuid),
        others=services.rollover.later_plans(uuid),
        cycles=services.lookups.get(ListName.CYCLE),
    )


class RolloverDialog(StepDialog):
    """`saved` is the plan it goes on in. Keys: as `ticks`."""

    title_label: QLabel
    hint_label: QLabel
    into_combo: QComboBox
    start_edit: QLineEdit
    start_problem: QLabel
    end_edit: QLineEdit
    end_problem: QLabel
    cycle_combo: QComboBox
    name_edit: QLineEdit
    plan_problem: QLabel
    filter_edit: QLineEdit
    why_combo: QComboBox
    all_button: QPushButton
    project_table: TickTable
    projects_problem: QLabel
    empty_label: QLabel
    outside_check: QCheckBox
    outside_problem: QLabel
    count_label: QLabel

    called = "การยกโครงการไปแผนใหม่"

    def __init__(self, parent: QWidget, context: Context, plan: UUID) -> None:
        super().__init__(parent, context)
        load_form(self, "plan_rollover_dialog", TickTable)
        self._read: RolloverRead | None = None
        self._offers: tuple[RolloverOffer, ...] | None = None
        self._sought: dict[UUID, str] = {}  # what each is found by
        self.setWindowTitle("ยกไปแผนใหม่")
        self.title_label.setText("ยกโครงการไปแผนใหม่")
        self.hint_label.setText(wrapped(_HINT))
        self.offers = TickModel[RolloverOffer](
            (
                TickColumn(heading="โครงการ", show=lambda offer: offer.project.name),
                TickColumn(
                    heading="เหตุที่ยกไป",
                    show=lambda offer: ", ".join(why.label for why in offer.why),
                    width=190,
                ),
                TickColumn(
                    heading="ขอแล้ว (ครั้ง)",
                    show=lambda offer: f"{offer.times_asked:,}",
                    width=92,
                    is_right=True,
                ),
                TickColumn(
                    heading="ขอในแผนใหม่ (บาท)",
                    show=lambda offer: asked_text(offer.asked),
                    width=138,
                    is_right=True,
                ),
                TickColumn(
                    heading="นอกช่วง (บาท)",
                    show=lambda offer: format_baht(offer.lost),
                    width=112,
                    is_right=True,
                ),
            ),
            lambda offer: offer.project.uuid,
            self,
        )
        self.project_table.set_up(self.offers)
        self._settle_years = QTimer(self)
        self._settle_years.setSingleShot(True)
        self._settle_years.setInterval(SETTLED_MS)
        self._settle_years.timeout.connect(self._read_offers)
        self._connect()
        self.watch()
        services = context.services
        self.read(lambda: read_rollover(services, plan), self._take)

    @property
    @override
    def is_busy(self) -> bool:
        return super().is_busy or self._settle_years.isActive()

    @property
    def chosen(self) -> tuple[RolloverOffer, ...]:
        """What is ticked."""
        every = self._offers or ()
        return tuple(offer for offer in every if offer.project.uuid in self.offers.ticked)

    @override
    def inputs(self) -> object:
        return self.start_edit.text(), self.end_edit.text(), frozenset(self.offers.ticked)

    @override
    def fields(self) -> Mapping[str, tuple[QWidget, QLabel]]:
        return {
            "start_year": (self.start_edit, self.start_problem),
            "end_year": (self.end_edit, self.end_problem),
            "plan": (self.into_combo, self.plan_problem),
            "projects": (self.project_table, self.projects_problem),
            "outside": (self.outside_check, self.outside_problem),
        }

    @override
    def work(self) -> Callable[[], object]:
        years = self._typed_years()
        if self._read is None or years is None:
            raise ValidationFailed({"start_year": "ปีของแผนใหม่ไม่ถูกต้อง กรุณากรอกเป็น พ.ศ. เช่น 2571"})
        services, old = self.context.services, self._read.plan
        into = self.into_combo.currentData()
        cycle, name = self.cycle_combo.currentData() or "", self.name_edit.text()
        chosen = [offer.project.uuid for offer in self.chosen]
        leave = self.outside_check.isChecked()

        def carry() -> Plan:
            if into is None:
                begun = services.plans.begin(old.level, old.place, *years, cycle)
                plan = dataclasses.replace(begun, name=name)
            else:
                plan = services.plans.get(into)
            return services.rollover.carry(old.uuid, plan, chosen, leave_outside=leave)

        return carry

    @override
    def enable(self) -> None:
        super().enable()
        is_new = self.into_combo.currentData() is None
        for widget in (self.start_edit, self.end_edit, self.cycle_combo, self.name_edit):
            widget.setEnabled(is_new and self._read is not None)
        self.save_button.setText("สร้างแผนใหม่" if is_new else "ยกไป")
        self.save_button.setEnabled(not self.is_busy and bool(self._offers))
        self.empty_label.setVisible(self._offers == ())

    @override
    def clear(self) -> None:
        """Also say how much is chosen."""
        super().clear()
        chosen = self.chosen
        lost = total(offer.lost for offer in chosen)
        self.outside_check.setVisible(bool(lost))
        self.outside_check.setText(f"ไม่ยกเงินที่อยู่นอกช่วงของแผนใหม่ {format_baht(lost)} บาท")
        if self._offers is None:
            self.count_label.setText("กำลังอ่านโครงการของแผนเดิม…")
        else:
            asked = asked_text(total(offer.asked for offer in chosen))
            told = f"ยกไป {len(chosen):,} จาก {len(self._offers):,} โครงการ งบที่ขอรวม {asked} บาท"
            self.count_label.setText(wrapped(told))
        self.enable()

    def _connect(self) -> None:
        self.into_combo.currentIndexChanged.connect(self._choose_plan)
        self.start_edit.textEdited.connect(lambda _: self._settle_years.start())
        self.end_edit.textEdited.connect(lambda _: self._settle_years.start())
        self.filter_edit.textChanged.connect(self._filter)
        self.why_combo.addItem("ทุกเหตุ", None)
        for why in Why:
            self.why_combo.addItem(why.label, why.value)
        self.why_combo.currentIndexChanged.connect(self._filter)
        self.all_button.clicked.connect(self.offers.tick_all)
        self.all_button.setToolTip(tooltip("เลือกทุกโครงการที่เห็นในตาราง", "Ctrl+A"))
        self.outside_check.toggled.connect(self.clear)
        self.offers.ticks_changed.connect(self.clear)
        self.empty_label.setText(wrapped(_NOTHING))

    def _take(self, read: RolloverRead) -> None:
        self._read = read
        plan = read.plan
        self.title_label.setText(wrapped(f"ยกโครงการจาก {plan.title}"))
        start = plan.end_year + 1
        self.start_edit.setText(str(start))
        self.end_edit.setText(str(start + len(plan.years) - 1))
        self.cycle_combo.addItem("ไม่ระบุ", "")
        for entry in read.cycles.offered(start):
            self.cycle_combo.addItem(entry.label, entry.key)
        self.cycle_combo.setCurrentIndex(max(self.cycle_combo.findData(plan.cycle), 0))
        self.into_combo.blockSignals(True)
        self.into_combo.addItem("แผนใหม่", None)
        for line in read.others:
            self.into_combo.addItem(line.title, line.uuid)
        self.into_combo.blockSignals(False)
        self._read_offers()

    def _choose_plan(self) -> None:
        into = self.into_combo.currentData()
        line = next((one for one in self._read.others if one.uuid == into), None)  # type: ignore[union-attr]
        if line is not None:
            self.start_edit.setText(str(line.start_year))
            self.end_edit.setText(str(line.end_year))
        self._read_offers()

    def _read_offers(self) -> None:
        years = self._typed_years()
        if self._read is None or years is None:
            self.clear()
            return
        services, uuid = self.context.services, self._read.plan.uuid
        self.read(lambda: services.rollover.offers(uuid, *years), partial(self._take_offers, years))

    def _take_offers(self, years: tuple[int, int], offers: tuple[RolloverOffer, ...]) -> None:
        if years != self._typed_years():
            return  # typed on since
        is_first = self._offers is None
        self._offers = offers
        self._sought = {each.project.uuid: folded(each.project.name) for each in offers}
        self._filter()
        if is_first:
            self.offers.tick(offers, on=True)
            self._loaded = self.inputs()
            self.project_table.setFocus()
        self.clear()

    def _filter(self) -> None:
        why = self.why_combo.currentData()
        is_found = finder(self.filter_edit.text())
        self.offers.show(
            [
                offer
                for offer in self._offers or ()
                if (why is None or why in {each.value for each in offer.why})
                and is_found(self._sought[offer.project.uuid])
            ]
        )
        self.project_table.stand_first()

    def _typed_years(self) -> tuple[int, int] | None:
        """As far as they can be read; the rules say what is wrong with them."""
        start, end = (whole_number(edit.text()) for edit in (self.start_edit, self.end_edit))
        return None if start is None or end is None or end < start else (start, end)
