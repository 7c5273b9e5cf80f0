"""Moving sheets together: what is to be looked at stands before the button."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, IntEnum
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableView,
    QWidget,
)
from typing_extensions import override

from cdd_desktop.checklists.workflow.records import (
    ANNOUNCED,
    RETURNED_WORD,
    TEXT_MAX,
    Exceptional,
    Exceptions,
    Step,
)
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.gui import theme
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.form_dialog import FormDialog
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.list_table import show_as_list
from cdd_desktop.gui.snapshot_model import Index, SnapshotModel
from cdd_desktop.gui.thai_date_edit import ThaiDateEdit
from cdd_desktop.gui.thai_text import tooltip, wrapped

_ROW_HEIGHT = 30
_NOTHING = "ไม่มีรายการที่ควรดูก่อน"


class Deed(Enum):
    """What is done with the sheets."""

    FORWARD = "เสนอต่อ"
    BACK = RETURNED_WORD
    ANNOUNCE = "ประกาศผล"
    UNLOCK = "ปลดล็อก"

    @property
    def has_exceptions(self) -> bool:
        """Whether there is something to look at before."""
        return self in (Deed.FORWARD, Deed.ANNOUNCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What was asked for; `number` of a letter or an announcement, "" where none is told."""

    sheets: tuple[UUID, ...]
    to: str
    on: date
    reason: str
    number: str
    letter_date: date


class _Column(IntEnum):
    WHY = 0
    VILLAGE = 1
    TEXT = 2


class _ExceptionModel(SnapshotModel[Exceptional]):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            {_Column.WHY: "เหตุที่ควรดู", _Column.VILLAGE: "หมู่บ้าน", _Column.TEXT: "รายละเอียด"}, parent
        )

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self._rows[index.row()]
        text = (line.why.label, line.label, line.text)[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                stop = "✕ " if line.why.forbids and index.column() == _Column.WHY else ""
                return stop + text
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip(text)
            case Qt.ItemDataRole.ForegroundRole if line.why.forbids:
                return theme.current().colour("failed")
        return None


class MoveDialog(FormDialog):
    """Tells what is wished for; who opened it does it and shows what became of it.

    `numbers` are those of announcements or letters there are already, `letter_date` is the day of
    that letter. `is_one_amphoe`: a letter can
    be told with a step that needs one; sheets of several amphoe have theirs told before.
    """

    wished = Signal(object)  # a `Wish`
    step_chosen = Signal(str)

    title_label: QLabel
    hint_label: QLabel
    exception_table: QTableView
    note_label: QLabel
    clean_check: QCheckBox
    field_layout: QGridLayout
    to_label: QLabel
    to_combo: QComboBox
    on_label: QLabel
    on_edit: ThaiDateEdit
    on_problem: QLabel
    number_label: QLabel
    number_edit: QComboBox
    number_problem: QLabel
    letter_date_label: QLabel
    letter_date_edit: ThaiDateEdit
    letter_date_problem: QLabel
    reason_label: QLabel
    reason_edit: QLineEdit
    reason_problem: QLabel

    called = "รายการนี้"

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        deed: Deed,
        sheets: Sequence[UUID],
        steps: Sequence[Step],
        *,
        numbers: Sequence[str] = (),
        is_one_amphoe: bool = True,
        letter_date: date | None = None,
    ) -> None:
        super().__init__(parent, context.dialogs)
        load_form(self, "checklist_move", ThaiDateEdit)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._deed = deed
        self._sheets = tuple(sheets)
        self._steps = tuple(steps)
        self._is_one_amphoe = is_one_amphoe
        self._found: Exceptions | None = None
        title = f"{deed.value} {len(sheets):,} หมู่บ้าน"
        self.setWindowTitle(title)
        self.title_label.setText(title)
        self._model = _ExceptionModel(self)
        show_as_list(self.exception_table, self._model, row_height=_ROW_HEIGHT)
        self.exception_table.setColumnWidth(_Column.WHY, 190)
        self.exception_table.setColumnWidth(_Column.VILLAGE, 240)
        head = self.exception_table.horizontalHeader()
        head.setSectionResizeMode(_Column.TEXT, QHeaderView.ResizeMode.Stretch)
        for step in steps:
            self.to_combo.addItem(step.name, step.key)
        for edit, problem in (
            (self.on_edit, self.on_problem),
            (self.letter_date_edit, self.letter_date_problem),
        ):
            edit.set_today(context.today)
            edit.tell_in(problem)
            edit.set_day(context.today)
        self.letter_date_edit.set_day(letter_date or context.today)
        self.number_edit.addItems(list(numbers))
        self.number_edit.setEditText(numbers[-1] if numbers and deed is Deed.FORWARD else "")
        self.reason_edit.setMaxLength(TEXT_MAX)
        self._furnish()
        self.watch()
        self.to_combo.currentIndexChanged.connect(lambda _: self._choose_step())
        self.clean_check.toggled.connect(lambda _: self._show_state())
        self.reason_edit.textChanged.connect(lambda _: self.clear())
        self.number_edit.editTextChanged.connect(lambda _: self.clear())
        self._choose_step()
        self._stand_in_what_is_missing()

    @property
    def step(self) -> Step | None:
        """Where the sheets are to go; None where nobody chooses."""
        return next((each for each in self._steps if each.key == self.to_combo.currentData()), None)

    @property
    def chosen(self) -> tuple[UUID, ...]:
        """The sheets that are moved: without those that cannot, and those that are left out."""
        if self._found is None:
            return () if self._deed.has_exceptions else self._sheets
        left = set(self._found.forbidden)
        if self.clean_check.isChecked():
            left |= {line.sheet for line in self._found.lines}
        return tuple(sheet for sheet in self._sheets if sheet not in left)

    def show_exceptions(self, found: Exceptions) -> None:
        """What is to be looked at before."""
        self._found = found
        self._model.show(found.lines)
        self.exception_table.setVisible(bool(found.lines))
        self.clean_check.setVisible(any(not line.why.forbids for line in found.lines))
        self.note_label.setText(wrapped(" · ".join(found.notes)))
        self.note_label.setVisible(bool(found.notes))
        told = (
            f"ควรดูก่อน {len({line.sheet for line in found.lines}):,} หมู่บ้าน ที่มี ✕ ย้ายไม่ได้และจะถูกเว้นไว้"
        )
        self.hint_label.setText(wrapped(told if found.lines else _NOTHING))
        self._show_state()

    @override
    def inputs(self) -> object:
        return self.reason_edit.text(), self.number_edit.currentText()

    @override
    def fields(self) -> Mapping[str, tuple[QWidget, QLabel]]:
        return {
            "on": (self.on_edit, self.on_problem),
            "announced_on": (self.on_edit, self.on_problem),
            "letter_number": (self.number_edit, self.number_problem),
            "number": (self.number_edit, self.number_problem),
            "letter_date": (self.letter_date_edit, self.letter_date_problem),
            "reason": (self.reason_edit, self.reason_problem),
        }

    @override
    def save(self) -> None:
        """Ask for it; the dialog stays until it is done."""
        on, letter_date = self.on_edit.day, self.letter_date_edit.day
        problems = {
            name: edit.problem or "กรุณากรอกวันที่"
            for name, edit, day in (
                ("on", self.on_edit, on),
                ("letter_date", self.letter_date_edit, letter_date),
            )
            if day is None and edit.isVisible()
        }
        if problems or on is None or not self.chosen:
            self.refuse(ValidationFailed(problems))
            return
        step = self.step
        asks_number = self.number_edit.isVisible()
        self.wished.emit(
            Wish(
                sheets=self.chosen,
                to=ANNOUNCED if step is None else step.key,
                on=on,
                reason=self.reason_edit.text(),
                number=self.number_edit.currentText() if asks_number else "",
                letter_date=letter_date or on,
            )
        )

    @override
    def reject(self) -> None:
        """Nothing is lost that was not just typed."""
        self._loaded = self.inputs()
        super().reject()

    def _furnish(self) -> None:
        _show(self._deed in (Deed.FORWARD, Deed.BACK), self.to_label, self.to_combo)
        _show(self._deed is not Deed.ANNOUNCE, self.reason_label, self.reason_edit)
        if self._deed is Deed.FORWARD:
            self.reason_label.setText("หมายเหตุ")
        if self._deed is Deed.ANNOUNCE:
            self.number_label.setText("ประกาศ")
            for part, row, column in (  # no step is chosen, so there is room beside the day
                (self.number_label, 0, 0),
                (self.number_edit, 0, 1),
                (self.number_problem, 1, 1),
            ):
                self.field_layout.addWidget(part, row, column)
        if self._deed.has_exceptions:
            self.hint_label.setText("กำลังดูรายการ…")
            return
        _show(False, self.exception_table, self.clean_check, self.note_label)
        told = {
            Deed.BACK: "เหตุผลจะแสดงให้ผู้แก้เห็น และเก็บไว้ในประวัติ",
            Deed.UNLOCK: "แก้คำตอบได้อีกครั้ง ระดับที่ประกาศไว้คงเดิมจนกว่าจะประกาศใหม่",
        }[self._deed]
        self.hint_label.setText(wrapped(told))
        self.setMinimumHeight(0)

    def _stand_in_what_is_missing(self) -> None:
        """The first to be typed is the one thing that cannot be proposed; else the exceptions."""
        if not self.reason_edit.isHidden() and self._deed is not Deed.FORWARD:
            self.reason_edit.setFocus()
        elif not self.number_edit.isHidden() and not self.number_edit.currentText():
            self.number_edit.setFocus()

    def _choose_step(self) -> None:
        step = self.step
        asks_letter = (
            self._deed is Deed.FORWARD
            and step is not None
            and step.needs_letter
            and self._is_one_amphoe
        )
        is_announcing = self._deed is Deed.ANNOUNCE
        _show(asks_letter or is_announcing, self.number_label, self.number_edit)
        _show(asks_letter, self.letter_date_label, self.letter_date_edit)
        _show(not asks_letter and not is_announcing, self.reason_label, self.reason_edit)
        self._found = None
        self._show_state()
        self.step_chosen.emit(ANNOUNCED if step is None else step.key)

    def _show_state(self) -> None:
        count = len(self.chosen)
        left = len(self._sheets) - count
        rest = f" (เว้น {left:,})" if left and self._found is not None else ""
        self.save_button.setText(f"{self._deed.value} {count:,} หมู่บ้าน{rest}")
        self.save_button.setEnabled(count > 0)


def _show(is_shown: bool, *parts: QWidget) -> None:
    for part in parts:
        part.setVisible(is_shown)
