"""The office's own steps: names, who looks at them, letters and from where answers are locked."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from typing_extensions import override

from cdd_desktop.checklists.workflow.records import ANNOUNCED, Holder, Step
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.edit_table import EditField, EditModel, EditTable
from cdd_desktop.gui.form_dialog import FormDialog
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_text import tooltip, wrapped

_YES = ((False, "–"), (True, "✓ ใช่"))
_HINT = (
    "F2 แก้ · Ins เพิ่ม · Del ลบ · Alt+↑ Alt+↓ ย้าย การประกาศอยู่ท้ายสุดเสมอ แบบที่ถึงขั้นซึ่งล็อกแล้วแก้คำตอบไม่ได้"
)


class StepsDialog(FormDialog):
    """Keeps the steps as one choice of the office."""

    title_label: QLabel
    hint_label: QLabel
    step_table: EditTable
    add_button: QPushButton
    remove_button: QPushButton

    called = "ขั้นตอน"

    def __init__(self, parent: QWidget, context: Context, steps: Sequence[Step]) -> None:
        super().__init__(parent, context.dialogs)
        load_form(self, "checklist_steps", EditTable)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self.setWindowTitle(self.title_label.text())
        self.hint_label.setText(wrapped(_HINT))
        self._model: EditModel[Step] = EditModel(
            (
                EditField(name="name", heading="ขั้น"),
                EditField(
                    name="holder",
                    heading="ผู้ดูแล",
                    width=100,
                    choices=tuple((holder, holder.label) for holder in Holder),
                ),
                EditField(name="needs_letter", heading="ต้องมีหนังสือ", width=120, choices=_YES),
                EditField(name="locks", heading="ล็อกตั้งแต่ขั้นนี้", width=140, choices=_YES),
                EditField(name="is_active", heading="ใช้", width=80, choices=_YES),
            ),
            self,
        )
        self._model.show(steps)
        self.step_table.set_up(
            self._model, self._made, lambda row: self._model.rows[row].key != ANNOUNCED
        )
        self.step_table.kept.connect(
            lambda _: tell(self.told_label, "การประกาศลบไม่ได้", tone="failed")
        )
        self._model.edited.connect(self.clear)
        self._model.refused.connect(lambda text: tell(self.told_label, text, tone="failed"))
        for button, keys, act in (
            (self.add_button, "Ins", self.step_table.add_row),
            (self.remove_button, "Del", self.step_table.remove_row),
        ):
            button.setToolTip(tooltip(button.text(), keys))
            button.clicked.connect(lambda _=False, act=act: act())
        self.watch()
        self.step_table.choose(0, 0)
        self.step_table.setFocus()

    @override
    def inputs(self) -> object:
        return tuple(self._model.rows)

    @override
    def fields(self) -> Mapping[str, tuple[QWidget, QLabel]]:
        return {}  # what is wrong with steps stands above the buttons

    @override
    def write(self) -> None:
        self.step_table.commit_typed()
        rows = sorted(self._model.rows, key=lambda step: step.key == ANNOUNCED)
        self._context.services.workflow.save_steps(rows)

    def _made(self, _after: int) -> Step:
        taken = {step.key for step in self._model.rows}
        key = next(f"step{n}" for n in range(1, len(taken) + 2) if f"step{n}" not in taken)
        return Step(key=key, name="", holder=Holder.PROVINCE)
