"""When, how and by how many was voted, and in which meeting."""

import dataclasses
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QWidget

from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.telling import show_problems
from cdd_desktop.gui.thai_date_edit import ThaiDateEdit
from cdd_desktop.plans.votes.records import VoteSheet
from cdd_desktop.thai.digits import whole_number
from cdd_desktop.thai.text import clean_line

_DAY_WIDTH, _COUNT_WIDTH, _METHOD_WIDTH = 142, 56, 150
_LETTERS = 10  # of a meeting: the list that opens shows it whole


class SheetHead(QWidget):
    """The inputs above the points; what is wrong with them stands below."""

    held_on_edit: ThaiDateEdit
    held_on_problem: QLabel
    voters_edit: QLineEdit
    voters_problem: QLabel
    method_edit: QLineEdit
    method_problem: QLabel
    meeting_combo: QComboBox

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "votes_head", ThaiDateEdit)
        self.held_on_edit.tell_in(self.held_on_problem)
        self.held_on_edit.setMinimumWidth(_DAY_WIDTH)
        self.voters_edit.setFixedWidth(_COUNT_WIDTH)
        self.method_edit.setMinimumWidth(_METHOD_WIDTH)
        self.meeting_combo.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.meeting_combo.setMinimumContentsLength(_LETTERS)
        self.show_problems({})

    def load(self, sheet: VoteSheet, meetings: Sequence[tuple[UUID, str]], today: date) -> None:
        """Show a sheet's head; `meetings` are those to choose from, with their words."""
        self.held_on_edit.set_today(today)
        self.held_on_edit.set_day(sheet.held_on)
        self.voters_edit.setText("" if sheet.voters is None else str(sheet.voters))
        self.method_edit.setText(sheet.method)
        self.method_edit.setCursorPosition(0)
        self.meeting_combo.clear()
        self.meeting_combo.addItem("ยังไม่ระบุ", None)
        for uuid, label in meetings:
            self.meeting_combo.addItem(label, uuid)
        self.meeting_combo.setCurrentIndex(max(self.meeting_combo.findData(sheet.meeting), 0))
        self.show_problems({})

    def typed_into(self, sheet: VoteSheet) -> VoteSheet:
        """The sheet with what is typed; what cannot be read leaves what it had."""
        return dataclasses.replace(
            sheet,
            held_on=self.held_on_edit.day or sheet.held_on,
            voters=whole_number(self.voters_edit.text()),
            method=clean_line(self.method_edit.text()),
            meeting=self.meeting_combo.currentData(),
        )

    def is_legible(self) -> bool:
        """Whether it can be read; says what cannot."""
        problems = {}
        if self.held_on_edit.problem:
            problems["held_on"] = self.held_on_edit.problem
        elif self.held_on_edit.day is None:
            problems["held_on"] = "ยังไม่ได้กรอกวันที่ลงคะแนน กรุณากรอกวันที่"
        if self.voters_edit.text().strip() and whole_number(self.voters_edit.text()) is None:
            problems["voters"] = "จำนวนผู้ลงคะแนนต้องเป็นตัวเลข กรุณาแก้ไข หรือเว้นว่าง"
        self.show_problems(problems)
        return not problems

    def show_problems(self, problems: Mapping[str, str]) -> str:
        """Mark the fields; gives what belongs to none of them."""
        fields: dict[str, tuple[QWidget, QLabel]] = {
            "held_on": (self.held_on_edit, self.held_on_problem),
            "voters": (self.voters_edit, self.voters_problem),
            "method": (self.method_edit, self.method_problem),
        }
        return show_problems(fields, problems)
