"""The dialogs of totals, of inspecting many bins at once, and of moving a household."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from typing_extensions import override

from cdd_desktop.errors import ValidationFailed
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.waste.bins.coverage import tambon_of
from cdd_desktop.gui.pages.waste.community.record_dialog import RecordDialog
from cdd_desktop.gui.thai_date_edit import ThaiDateEdit
from cdd_desktop.gui.thai_text import wrapped
from cdd_desktop.thai.months import month_name
from cdd_desktop.waste.bins.records import BinCount, HouseholdBin
from cdd_desktop.waste.bins.rolled import RolledBins
from cdd_desktop.waste.bins.rules import count_doubt
from cdd_desktop.waste.months.records import Basis
from cdd_desktop.waste.units import Unit

_BY_REGISTER = "ทะเบียนครัวเรือนของหมู่บ้านนี้ครบแล้ว เดือนนี้จึงนับจากทะเบียน ยอดรวมที่กรอกจะเก็บไว้แต่ไม่นับ"
_CHOICES = (("ไม่เปลี่ยน", None), ("ใช่", True), ("ไม่ใช่", False))


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """What is to be typed: a unit's totals of a month, as they stand.

    `is_closed`: the month is, so that a reason is asked for. `households`: those of the village's
    register of facts, offered where nothing was typed.
    """

    unit: Unit
    name: str
    month: date
    count: BinCount | None
    is_closed: bool = False
    is_whole: bool = False
    households: int | None = None


class CountDialog(RecordDialog):
    """ยอดรวมอย่างเดียว: what a place tells that has no household register."""

    told_of_label: QLabel
    households_edit: QLineEdit
    households_problem: QLabel
    without_space_edit: QLineEdit
    without_space_problem: QLabel
    installed_edit: QLineEdit
    installed_problem: QLabel
    added_edit: QLineEdit
    added_problem: QLabel
    proper_edit: QLineEdit
    proper_problem: QLabel
    regular_edit: QLineEdit
    regular_problem: QLabel
    both_edit: QLineEdit
    both_problem: QLabel
    people_installed_edit: QLineEdit
    people_installed_problem: QLabel
    people_both_edit: QLineEdit
    people_both_problem: QLabel
    reckon_check: QCheckBox
    estimate_check: QCheckBox
    reason_label: QLabel
    reason_edit: QLineEdit
    reason_problem: QLabel
    clear_button: QPushButton

    called = "ยอดรวมนี้"
    form = "waste_bin_count_dialog"
    counts = (
        "households",
        "without_space",
        "installed",
        "added",
        "proper",
        "regular",
        "both",
        "people_installed",
        "people_both",
    )

    def __init__(self, parent: QWidget, context: Context, totals: Totals) -> None:
        super().__init__(parent, context, f"ยอดรวมถังขยะเปียก {totals.name}")
        self._totals = totals
        held = totals.count
        offered = BinCount(basis=Basis.AGGREGATE, households=totals.households)
        self._count = offered if held is None else held
        is_frozen = self._count.basis is Basis.HOUSEHOLD
        words = [f"เดือน {month_name(totals.month)} ตัวเลขเมื่อสิ้นเดือน"]
        if totals.is_whole and not totals.is_closed:
            words.append(_BY_REGISTER)
        if totals.is_closed:
            words.append("เดือนนี้ปิดแล้ว การแก้ไขจะแสดงในรายงานพร้อมเหตุผล")
        self.told_of_label.setText(wrapped(" · ".join(words)))
        self.reckon_check.setChecked(bool(self._count.people_by_rate))
        self.estimate_check.setChecked(self._count.basis is Basis.ESTIMATE)
        self.estimate_check.setVisible(not is_frozen)
        self.reckon_check.setVisible(not is_frozen)
        self.clear_button.setVisible(held is not None and not is_frozen)
        for part in (self.reason_label, self.reason_edit):
            part.setVisible(totals.is_closed)
        self.fill(self._count)
        self.reason_edit.textChanged.connect(lambda *_: self.clear())
        self.reckon_check.toggled.connect(self._show_people)
        self.estimate_check.toggled.connect(lambda _: self.clear())
        self.clear_button.clicked.connect(self._wipe)
        self._show_people(self.reckon_check.isChecked())
        self._loaded = self.inputs()
        (self.households_edit if self._count.households is None else self.installed_edit).setFocus()

    @override
    def clear(self) -> None:
        """What is unlikely stands beside the bins as a warning, though it may be kept."""
        super().clear()
        try:
            doubt = count_doubt(replace(self._count, **RecordDialog.typed(self)))
        except ValidationFailed:
            doubt = ""
        self.installed_problem.setText(wrapped(doubt))
        self.installed_problem.setVisible(bool(doubt))

    @override
    def write(self) -> None:
        typed = self.typed()
        basis = self._count.basis
        if basis is not Basis.HOUSEHOLD:
            is_estimate = self.estimate_check.isChecked()
            basis = Basis.ESTIMATE if is_estimate else Basis.AGGREGATE
        is_reckoned = self.reckon_check.isChecked()
        count = replace(self._count, **typed, basis=basis, people_by_rate=0)
        if is_reckoned:
            count = replace(count, people_installed=None, people_both=None)
        self._keep(count, reckon=is_reckoned)

    @override
    def inputs(self) -> object:
        return (
            super().inputs(),
            self.reason_edit.text(),
            self.reckon_check.isChecked(),
            self.estimate_check.isChecked(),
        )

    @override
    def fields(self) -> Mapping[str, tuple[QWidget, QLabel]]:
        return {**super().fields(), "reason": (self.reason_edit, self.reason_problem)}

    def _keep(self, count: BinCount | None, *, reckon: bool = False) -> None:
        reason = self.reason_edit.text().strip()
        if self._totals.is_closed and not reason:
            told = "เดือนนี้ปิดแล้ว ยังไม่ได้บอกเหตุผลที่แก้ กรุณากรอกเหตุผล"
            raise ValidationFailed({"reason": told})
        self._context.services.bins.save_typed(
            self._totals.unit, self._totals.month, count, reckon_people=reckon, reason=reason
        )

    def _show_people(self, is_reckoned: bool) -> None:
        for edit in (self.people_installed_edit, self.people_both_edit):
            edit.setEnabled(not is_reckoned)
        self.clear()

    def _wipe(self) -> None:
        try:
            self._keep(None)
        except ValidationFailed as problem:
            self.refuse(problem)
        else:
            self.accept()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    on: date
    inspector: str


class InspectDialog(RecordDialog):
    """What one round of inspection found in all marked bins."""

    told_of_label: QLabel
    proper_combo: QComboBox
    regular_combo: QComboBox
    on_edit: ThaiDateEdit
    on_problem: QLabel
    inspector_edit: QLineEdit
    inspector_problem: QLabel

    called = "ผลการตรวจนี้"
    form = "waste_inspect_dialog"
    lines = ("inspector",)
    days = ("on",)

    def __init__(self, parent: QWidget, context: Context, pairs: Sequence[HouseholdBin]) -> None:
        super().__init__(parent, context, f"ตรวจถังขยะเปียก {len(pairs):,} ครัวเรือน")
        self._pairs = pairs
        named = ", ".join(pair.household.label for pair in pairs[:8])
        more = f" และอีก {len(pairs) - 8:,}" if len(pairs) > 8 else ""  # noqa: PLR2004 - as named
        self.told_of_label.setText(wrapped(f"{named}{more}"))
        for combo in (self.proper_combo, self.regular_combo):
            for word, fact in _CHOICES:
                combo.addItem(word, fact)
            combo.setCurrentIndex(1)
        last = next((p.known.inspector for p in pairs if p.known.inspector), "")
        self.fill(_Seen(on=context.today, inspector=last))
        self.proper_combo.setFocus()

    @override
    def write(self) -> None:
        typed = self.typed()
        if typed["on"] is None:
            raise ValidationFailed({"on": "ยังไม่ได้กรอกวันที่ตรวจ กรุณากรอก"})
        self._context.services.bins.inspect(
            [pair.household.uuid for pair in self._pairs],
            proper=self.proper_combo.currentData(),
            regular=self.regular_combo.currentData(),
            on=typed["on"],
            inspector=typed["inspector"],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Move:
    on: date


class MoveDialog(RecordDialog):
    """Another village for a household; its bin goes along."""

    told_of_label: QLabel
    village_combo: QComboBox
    village_problem: QLabel
    on_edit: ThaiDateEdit
    on_problem: QLabel

    called = "การย้ายนี้"
    form = "waste_move_dialog"
    days = ("on",)

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        pair: HouseholdBin,
        villages: Sequence[RolledBins],
    ) -> None:
        super().__init__(parent, context, f"ย้าย{pair.household.label} ไปหมู่บ้านอื่น")
        self._pair = pair
        self.told_of_label.setText(
            wrapped("ถังและภาพย้ายไปด้วย เดือนที่ปิดแล้วไม่เปลี่ยน เดือนที่ยังไม่ปิดนับในหมู่บ้านใหม่")
        )
        for line in villages:
            village = None if line.unit is None else line.unit.village_id
            if village is not None and village != pair.household.village_id:
                tambon = tambon_of(context.services.areas, line)
                name = f"{line.name} ต.{tambon}" if tambon else line.name
                self.village_combo.addItem(name, village)
        self.fill(_Move(on=context.today))
        self.village_combo.setFocus()

    @override
    def write(self) -> None:
        typed: dict[str, Any] = self.typed()
        village = self.village_combo.currentData()
        if not isinstance(village, int):
            told = "ไม่มีหมู่บ้านอื่นในพื้นที่นี้ กรุณาเลือกอำเภอหรือจังหวัดที่แถบบนก่อน"
            raise ValidationFailed({"village": told})
        if typed["on"] is None:
            raise ValidationFailed({"on": "ยังไม่ได้กรอกวันที่ย้าย กรุณากรอก"})
        try:
            self._context.services.households.move(self._pair.household.uuid, village, typed["on"])
        except ValidationFailed as problem:
            named = {("on" if key == "on" else "village"): t for key, t in problem.problems.items()}
            raise ValidationFailed(named) from problem

    @override
    def fields(self) -> Mapping[str, tuple[QWidget, QLabel]]:
        return {**super().fields(), "village": (self.village_combo, self.village_problem)}

    @override
    def inputs(self) -> object:
        return super().inputs(), self.village_combo.currentText()
