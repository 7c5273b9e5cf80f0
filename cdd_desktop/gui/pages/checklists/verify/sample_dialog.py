"""Choosing a sample to be keyed again: how many, which, and who keys them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QWidget
from typing_extensions import override

from cdd_desktop.checklists.verifying.records import Verification, Why
from cdd_desktop.errors import CddError, ValidationFailed
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.form_dialog import FormDialog
from cdd_desktop.gui.forms import load_form
from cdd_desktop.progress import Progress
from cdd_desktop.thai.digits import is_ascii_digits, to_arabic

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.checklists.page import ChecklistsPage

_USUAL = 20


class SampleDialog(FormDialog):
    """`begun` is the sample once it is accepted."""

    title_label: QLabel
    about_label: QLabel
    size_edit: QLineEdit
    size_problem: QLabel
    near_check: QCheckBox
    outlier_check: QCheckBox
    new_check: QCheckBox
    random_check: QCheckBox
    wanted_problem: QLabel
    seed_edit: QLineEdit
    seed_problem: QLabel
    keyed_by_edit: QLineEdit
    keyed_by_problem: QLabel
    note_edit: QLineEdit
    note_problem: QLabel

    called = "การเลือกตัวอย่างนี้"

    def __init__(self, parent: QWidget, context: Context, page: "ChecklistsPage") -> None:
        super().__init__(parent, context.dialogs)
        load_form(self, "verify_sample_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("เลือกตัวอย่างที่จะกรอกซ้ำ")
        self._context = context
        self._of = (page.area_code, page.instrument.id, context.year, page.round)
        self.begun: Verification | None = None
        area = context.services.areas.label(page.area_code)
        self.about_label.setText(
            f"{page.instrument.short_title} ปี {context.year} รอบ{page.round.label} {area}"
        )
        self._checks = {
            Why.NEAR_LEVEL: self.near_check,
            Why.OUTLIER: self.outlier_check,
            Why.NEW_CLERK: self.new_check,
            Why.RANDOM: self.random_check,
        }
        for why, check in self._checks.items():
            check.setText(why.label)
            check.setChecked(True)
            check.toggled.connect(lambda _: self.clear())
        self.size_edit.setText(str(_USUAL))
        for edit in (self.size_edit, self.seed_edit, self.keyed_by_edit, self.note_edit):
            edit.textChanged.connect(lambda _: self.clear())
        self.watch()
        self.keyed_by_edit.setFocus()

    @override
    def inputs(self) -> object:
        edits = (self.size_edit, self.seed_edit, self.keyed_by_edit, self.note_edit)
        return [edit.text() for edit in edits], [
            check.isChecked() for check in self._checks.values()
        ]

    @override
    def fields(self) -> Mapping[str, tuple[QWidget, QLabel]]:
        return {
            "keyed_by": (self.keyed_by_edit, self.keyed_by_problem),
            "size": (self.size_edit, self.size_problem),
            "wanted": (self.near_check, self.wanted_problem),
            "seed": (self.seed_edit, self.seed_problem),
            "note": (self.note_edit, self.note_problem),
        }

    @override
    def save(self) -> None:
        """Choose and begin off the window's thread: a province is 1,500 sheets to be read."""
        try:
            size = _number(self.size_edit.text(), "size")
            seed = _number(self.seed_edit.text(), "seed") if self.seed_edit.text().strip() else None
        except ValidationFailed as problem:
            self.refuse(problem)
            return
        wanted = [why for why, check in self._checks.items() if check.isChecked()]
        keyed_by, note = self.keyed_by_edit.text(), self.note_edit.text()
        service = self._context.services.verification
        self.save_button.setEnabled(False)

        def work(_: Progress) -> Verification:
            proposal = service.propose(*self._of, size=size, seed=seed, wanted=wanted)
            return service.start(proposal, keyed_by, note=note)

        task = self._context.tasks.write(work)
        task.succeeded.connect(self._begin)
        task.refused.connect(self._refuse)

    def _begin(self, begun: Verification) -> None:
        self.begun = begun
        self.accept()

    def _refuse(self, problem: CddError) -> None:
        self.save_button.setEnabled(True)
        self.refuse(problem)


def _number(text: str, field: str) -> int:
    plain = to_arabic(text).strip()
    if not is_ascii_digits(plain):
        raise ValidationFailed({field: "กรุณากรอกเป็นจำนวนเต็ม เช่น 10"})
    return int(plain)
