"""The sheet's head: when, where, by whom, before how many. Saved with a button."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from typing_extensions import override

from cdd_desktop.checklists.records import SheetHead
from cdd_desktop.errors import CddError, ValidationFailed
from cdd_desktop.gui.dialogs import Dialogs, Leaving
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.looks import set_look
from cdd_desktop.gui.thai_date_edit import ThaiDateEdit
from cdd_desktop.gui.thai_text import wrapped
from cdd_desktop.thai.digits import is_ascii_digits, to_arabic


@dataclass(frozen=True, slots=True)
class _Inputs:
    """What stands in the fields, to tell whether it differs from what was loaded."""

    day: str
    place: str
    assessors: str
    people: str
    households: str


class HeadDialog(QDialog):
    """`save` keeps a head and raises `CddError`; problems are shown beside their fields."""

    title_label: QLabel
    date_edit: ThaiDateEdit
    place_edit: QLineEdit
    assessors_edit: QPlainTextEdit
    people_edit: QLineEdit
    households_label: QLabel
    households_edit: QLineEdit
    date_problem: QLabel
    place_problem: QLabel
    assessors_problem: QLabel
    people_problem: QLabel
    households_problem: QLabel
    problem_label: QLabel
    save_button: QPushButton
    cancel_button: QPushButton

    def __init__(
        self,
        parent: QWidget,
        *,
        title: str,
        head: SheetHead,
        households: Decimal | None,
        today: date,
        dialogs: Dialogs,
        save: Callable[[SheetHead], None],
    ) -> None:
        super().__init__(parent)
        load_form(self, "head_dialog", ThaiDateEdit)
        self.title_label.setText(title)
        self.date_edit.set_today(today)
        self._dialogs = dialogs
        self._save_head = save
        self._head = head
        for widget in (self.households_label, self.households_edit):
            widget.setVisible(households is not None)
        self.households_edit.setText("" if households is None else f"{households:f}")
        self.assessors_edit.setTabChangesFocus(True)
        self._load(head)
        self._loaded = self._inputs()
        self.save_button.clicked.connect(self._save)
        self.cancel_button.clicked.connect(self.reject)
        for edit in (self.date_edit, self.place_edit, self.people_edit, self.households_edit):
            edit.textChanged.connect(lambda _: self._refresh())
        self.assessors_edit.textChanged.connect(self._refresh)
        self._refresh()
        self.date_edit.setFocus()

    def is_dirty(self) -> bool:
        """Whether the fields differ from what was loaded."""
        return self._inputs() != self._loaded

    def draft(self) -> SheetHead:
        """The head as typed; raises `ValidationFailed` for what cannot be read."""
        problems = {}
        if self.date_edit.problem:
            problems["assessed_on"] = self.date_edit.problem
        people = _number(self.people_edit.text(), "คน")
        if people and not is_ascii_digits(people):
            problems["people_present"] = "จำนวนผู้เข้าร่วมต้องเป็นตัวเลข เช่น 45 กรุณาพิมพ์ใหม่"
        households = _number(self.households_edit.text(), "ครัวเรือน")
        is_asked = self.households_edit.text() != self._loaded.households
        if is_asked and not is_ascii_digits(households):
            problems["target_households"] = "จำนวนครัวเรือนเป้าหมายต้องเป็นตัวเลข เช่น 30 กรุณาพิมพ์ใหม่"
        if problems:
            raise ValidationFailed(problems)
        names = self.assessors_edit.toPlainText().splitlines()
        return SheetHead(
            assessed_on=self.date_edit.day,
            place=self.place_edit.text(),
            assessors=tuple(name.strip() for name in names if name.strip()),
            people_present=int(people) if people else None,
            target_households=int(households) if is_asked else self._head.target_households,
            version=self._head.version,
        )

    def _load(self, head: SheetHead) -> None:
        self.date_edit.set_day(head.assessed_on)
        self.place_edit.setText(head.place)
        self.assessors_edit.setPlainText("\n".join(head.assessors))
        self.people_edit.setText("" if head.people_present is None else str(head.people_present))

    def _inputs(self) -> _Inputs:
        return _Inputs(
            self.date_edit.text(),
            self.place_edit.text(),
            self.assessors_edit.toPlainText(),
            self.people_edit.text(),
            self.households_edit.text(),
        )

    def _refresh(self) -> None:
        self.save_button.setEnabled(self.is_dirty())
        self._mark({})

    def _mark(self, problems: dict[str, str], message: str = "") -> None:
        fields: dict[str, tuple[QWidget, QLabel]] = {
            "assessed_on": (self.date_edit, self.date_problem),
            "place": (self.place_edit, self.place_problem),
            "assessors": (self.assessors_edit, self.assessors_problem),
            "people_present": (self.people_edit, self.people_problem),
            "target_households": (self.households_edit, self.households_problem),
        }
        for name, (edit, label) in fields.items():
            text = problems.get(name, "")
            set_look(edit, wrong="true" if text else "false")
            label.setText(wrapped(text))
            label.setVisible(bool(text))
        self.problem_label.setText(wrapped(message))
        self.problem_label.setVisible(bool(message))
        first = next((edit for name, (edit, _) in fields.items() if name in problems), None)
        if first is not None:
            first.setFocus()

    def _save(self) -> bool:
        try:
            self._save_head(self.draft())
        except ValidationFailed as failed:
            known = {"assessed_on", "place", "assessors", "people_present", "target_households"}
            others = [text for name, text in failed.problems.items() if name not in known]
            self._mark(failed.problems, " ".join(others))
            return False
        except CddError as problem:
            self._mark({}, str(problem))
            return False
        self.accept()
        return True

    @override
    def reject(self) -> None:
        if self._may_go():
            super().reject()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self.result() == QDialog.DialogCode.Accepted or self._may_go():
            event.accept()
        else:
            event.ignore()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter saves from any field; Enter alone does not, for names are typed in lines."""
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if self.save_button.isEnabled():
                self._save()
        elif not is_enter:
            super().keyPressEvent(event)

    def _may_go(self) -> bool:
        """Ask about unsaved inputs; saving closes the dialog itself."""
        if not self.is_dirty():
            return True
        answer = self._dialogs.ask_leaving("หัวแบบประเมิน")
        if answer is Leaving.SAVE:
            self._save()
        return answer is Leaving.DISCARD


def _number(text: str, unit: str) -> str:
    return to_arabic(text).replace(",", "").strip().removesuffix(unit).strip()
