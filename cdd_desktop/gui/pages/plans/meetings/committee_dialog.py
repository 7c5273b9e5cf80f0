"""A committee and its seats: who sits, in what office, from when to when, by which order."""

import dataclasses
from collections.abc import Mapping
from datetime import date
from uuid import uuid4

from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from typing_extensions import override

from cdd_desktop.errors import CddError
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.edit_table import EditField, EditModel, EditTable, day_field
from cdd_desktop.gui.form_dialog import FormDialog
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.lookups.records import Confidence
from cdd_desktop.meetings.records import Committee, Seat

_MARKS = {Confidence.RECALLED: "รอตรวจ", Confidence.DISPUTED: "รอตรวจ"}


class CommitteeDialog(FormDialog):
    """Saves or removes the committee itself; nothing about seats is fixed."""

    title_label: QLabel
    place_label: QLabel
    name_edit: QLineEdit
    name_problem: QLabel
    check_label: QLabel
    add_button: QPushButton
    seat_table: EditTable
    seats_problem: QLabel
    remove_button: QPushButton

    called = "คณะกรรมการนี้"

    def __init__(self, parent: QWidget, context: Context, committee: Committee, where: str) -> None:
        super().__init__(parent, context.dialogs)
        load_form(self, "committee_dialog", EditTable)
        self._context = context
        self._committee = committee
        title = "แก้ไขคณะกรรมการ" if committee.version else "ตั้งคณะกรรมการ"
        self.setWindowTitle(title)
        self.title_label.setText(title)
        self.place_label.setText(where)
        self._seats: EditModel[Seat] = EditModel(
            (
                EditField(name="role", heading="หน้าที่ในคณะ", width=168),
                EditField(name="name", heading="ชื่อ–สกุล", width=170),
                EditField(name="position", heading="ตำแหน่ง"),
                day_field("term_from", "เริ่มวาระ", self._today, 104),
                day_field("term_to", "สิ้นสุดวาระ", self._today, 104),
                EditField(name="order_no", heading="คำสั่งแต่งตั้ง", width=110),
                EditField(
                    name="confidence",
                    heading="",
                    width=84,
                    show=lambda mark: _MARKS.get(mark, ""),
                    is_fixed=True,
                ),
            ),
            self,
        )
        self.seat_table.set_up(self._seats, lambda _: Seat(uuid=uuid4()))
        self.name_edit.setText(committee.name)
        self._seats.show(committee.seats)
        self._tell_marks()
        self.remove_button.setVisible(bool(committee.version))
        self.remove_button.clicked.connect(self._remove)
        self.add_button.clicked.connect(self.seat_table.add_row)
        self.add_button.setToolTip(tooltip("เพิ่มตำแหน่ง", "Ins"))
        self.watch()
        self.name_edit.textChanged.connect(self.clear)
        self._seats.edited.connect(self._edit)
        self._seats.refused.connect(lambda text: tell(self.seats_problem, text, tone="failed"))
        if committee.seats:
            self.seat_table.choose(0, 1)
        (self.seat_table if committee.name else self.name_edit).setFocus()

    @override
    def inputs(self) -> object:
        return self.name_edit.text(), tuple(self._seats.rows)

    @override
    def fields(self) -> Mapping[str, tuple[QWidget, QLabel]]:
        return {"name": (self.name_edit, self.name_problem)}

    @override
    def write(self) -> None:
        self._context.services.meetings.save_committee(
            dataclasses.replace(
                self._committee, name=self.name_edit.text(), seats=tuple(self._seats.rows)
            )
        )

    @override
    def _mark(self, problems: Mapping[str, str], told: str) -> None:
        seats = {
            (int(row), field): text
            for key, text in problems.items()
            if key.startswith("seat:")
            for _, row, field in [key.split(":")]
        }
        self._seats.mark(seats)
        tell(self.seats_problem, next(iter(seats.values()), ""), tone="failed")
        super()._mark({k: v for k, v in problems.items() if not k.startswith("seat:")}, told)

    def _today(self) -> date:
        return self._context.today

    def _edit(self) -> None:
        """A seat that the office typed in is its own words."""
        before = {seat.uuid: seat for seat in self._committee.seats}
        for row, seat in enumerate(self._seats.rows):
            held = before.get(seat.uuid)
            said = (seat.role, seat.position)
            if (
                held
                and seat.confidence is not Confidence.OWN
                and said != (held.role, held.position)
            ):
                self._seats.put(row, dataclasses.replace(seat, confidence=Confidence.OWN))
                return  # told again
        self._tell_marks()
        self.clear()

    def _tell_marks(self) -> None:
        count = sum(seat.confidence.is_to_be_checked for seat in self._seats.rows)
        told = f"รอตรวจ {count} ตำแหน่ง: เสนอจากแนวปฏิบัติ กรุณาตรวจกับคำสั่งแต่งตั้ง" if count else ""
        self.check_label.setText(wrapped(told))

    def _remove(self) -> None:
        question = f"ลบ “{self._committee.name}” หรือไม่"
        if not self._dialogs.confirm(question, action="ลบ", detail="เลิกทำได้ด้วย Ctrl+Z"):
            return
        try:
            self._context.services.meetings.remove_committee(self._committee.uuid)
        except CddError as problem:
            self.refuse(problem)
        else:
            self.accept()
