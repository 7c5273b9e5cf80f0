"""Choosing target households from the register, and adding one that is not in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QAbstractItemView, QLabel, QLineEdit, QListView, QWidget
from typing_extensions import override
from uuid6 import uuid7

from cdd_desktop.errors import ValidationFailed
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.form_dialog import FormDialog
from cdd_desktop.gui.forms import load_form
from cdd_desktop.households.records import Household
from cdd_desktop.thai.digits import to_arabic


@dataclass(frozen=True, slots=True, kw_only=True)
class OfVillage:
    """Whose list: the village with its label, and the fiscal year (Buddhist)."""

    id: int
    label: str
    year: int


class ChooseDialog(FormDialog):
    """Puts the marked households of the register at the end of the list."""

    title_label: QLabel
    household_list: QListView
    household_problem: QLabel

    called = "ครัวเรือนที่เลือกไว้"

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        village: OfVillage,
        offered: Sequence[Household],
    ) -> None:
        super().__init__(parent, context.dialogs)
        load_form(self, "target_households_choose")
        self._service = context.services.target_households
        self._village, self._offered = village, tuple(offered)
        self.chosen = 0
        self.setWindowTitle("เลือกครัวเรือนเป้าหมาย")
        self.title_label.setText(f"ครัวเรือนในทะเบียนของ {village.label} ปี {village.year}")
        self.household_list.setModel(QStringListModel([_named(one) for one in offered], self))
        self.household_list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.household_list.setSelectionMode(QAbstractItemView.SelectionMode.MultiSelection)
        self.household_list.selectionModel().selectionChanged.connect(lambda *_: self.clear())
        self.watch()
        self.household_list.setFocus()

    @override
    def inputs(self) -> tuple[int, ...]:
        marked = self.household_list.selectionModel().selectedIndexes()
        return tuple(sorted(index.row() for index in marked))

    @override
    def fields(self) -> Mapping[str, tuple[QWidget, QLabel]]:
        return {"household": (self.household_list, self.household_problem)}

    @override
    def write(self) -> None:
        wanted = [self._offered[row].uuid for row in self.inputs()]
        if not wanted:
            told = "ยังไม่ได้เลือกครัวเรือน กรุณากดเว้นวรรคหรือคลิกที่ครัวเรือนที่ต้องการ"
            raise ValidationFailed({"household": told})
        self.chosen = self._service.choose(self._village.id, self._village.year, wanted)


class NewDialog(FormDialog):
    """Puts a household into the register and on the list."""

    title_label: QLabel
    house_edit: QLineEdit
    house_problem: QLabel
    head_edit: QLineEdit
    head_problem: QLabel
    people_edit: QLineEdit
    people_problem: QLabel

    called = "ครัวเรือนใหม่"

    def __init__(self, parent: QWidget, context: Context, village: OfVillage) -> None:
        super().__init__(parent, context.dialogs)
        load_form(self, "target_household_new")
        self._service = context.services.target_households
        self._village = village
        self.setWindowTitle("เพิ่มครัวเรือนเป้าหมาย")
        self.title_label.setText(f"เพิ่มครัวเรือนใน {village.label} ปี {village.year}")
        for edit in (self.house_edit, self.head_edit, self.people_edit):
            edit.textEdited.connect(lambda _: self.clear())
        self.watch()
        self.house_edit.setFocus()

    @override
    def inputs(self) -> tuple[str, str, str]:
        return self.house_edit.text(), self.head_edit.text(), self.people_edit.text()

    @override
    def fields(self) -> Mapping[str, tuple[QWidget, QLabel]]:
        return {
            "house_no": (self.house_edit, self.house_problem),
            "head": (self.head_edit, self.head_problem),
            "people": (self.people_edit, self.people_problem),
        }

    @override
    def write(self) -> None:
        house_no, head, people = self.inputs()
        typed = to_arabic(people.strip())
        if typed and not (typed.isascii() and typed.isdigit()):
            told = f"“{people}” ไม่ใช่จำนวนคน กรุณากรอกเป็นตัวเลข หรือเว้นว่างถ้าไม่ทราบ"
            raise ValidationFailed({"people": told})
        self._service.add(
            self._village.year,
            Household(
                uuid=UUID(int=uuid7().int),
                village_id=self._village.id,
                house_no=house_no,
                head=head,
                people=int(typed) if typed else None,
            ),
        )


def _named(one: Household) -> str:
    people = "" if one.people is None else f" ({one.people} คน)"
    return " ".join(filter(None, (one.label, one.head if one.house_no else ""))) + people
