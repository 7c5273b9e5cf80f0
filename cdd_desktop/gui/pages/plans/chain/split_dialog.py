"""One project as several: what the parts are called and ask for, to the satang."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from typing_extensions import override

from cdd_desktop.errors import CddError, ValidationFailed
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.pages.plans.chain.split_model import SplitModel, SplitTable
from cdd_desktop.gui.pages.plans.chain.step_dialog import StepDialog
from cdd_desktop.gui.pages.plans.chain.words import ChainWords
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.plans.records import Plan, Project
from cdd_desktop.thai.money import format_baht

_HINT = (
    "พิมพ์ชื่อและเงินของแต่ละส่วน เงินรวมทุกส่วนต้องเท่ากับโครงการเดิม Ctrl+= ใส่ยอดที่เหลือในช่องนี้ · "
    "โครงการเดิมจะเป็น “แยกเป็นหลายโครงการ” และไม่นับยอด"
)


class SplitDialog(StepDialog):
    """`saved` are the parts. Keys: as `SplitTable`."""

    title_label: QLabel
    hint_label: QLabel
    part_table: SplitTable
    parts_problem: QLabel
    add_button: QPushButton
    remove_button: QPushButton
    rest_label: QLabel
    note_edit: QLineEdit
    note_problem: QLabel

    called = "การแยกโครงการ"

    def __init__(
        self, parent: QWidget, context: Context, plan: Plan, whole: Project, *, words: ChainWords
    ) -> None:
        super().__init__(parent, context)
        load_form(self, "plan_split_dialog", SplitTable)
        self._whole = whole
        self.setWindowTitle("แยกโครงการ")
        self.title_label.setText(wrapped(f"แยก “{whole.name}” ใน {plan.title}"))
        self.hint_label.setText(wrapped(_HINT))
        self.parts = SplitModel(whole, words, self)
        self.part_table.set_up(self.parts)
        self.parts.edited.connect(self.clear)
        self.parts.refused.connect(lambda text: tell(self.told_label, text, tone="failed"))
        self.part_table.more_wanted.connect(self.add_part)
        self.part_table.removal_wanted.connect(self.remove_part)
        self.add_button.clicked.connect(self.add_part)
        self.add_button.setToolTip(tooltip("เพิ่มอีกหนึ่งส่วน", "Ins"))
        self.remove_button.clicked.connect(self.remove_part)
        self.remove_button.setToolTip(tooltip("เอาส่วนที่เลือกอยู่ออก", "Del"))
        self.note_edit.textChanged.connect(self.clear)
        self.watch()
        self._stand(1)

    def add_part(self) -> None:
        """Another part."""
        self._stand(self.parts.add())

    def remove_part(self) -> None:
        """Take the part in hand out."""
        row = self.part_table.currentIndex().row()
        self.parts.remove(row)
        self._stand(max(1, min(row, len(self.parts.rows))))

    @override
    def inputs(self) -> object:
        return self.parts.rows, self.note_edit.text()

    @override
    def fields(self) -> Mapping[str, tuple[QWidget, QLabel]]:
        return {
            "parts": (self.part_table, self.parts_problem),
            "note": (self.note_edit, self.note_problem),
        }

    @override
    def clear(self) -> None:
        """Also say what is left."""
        super().clear()
        self.parts.mark({})
        left = sum(abs(amount) for amount in self.parts.left.values())
        told = f"ยังต่างจากเดิม {format_baht(left, places=2)} บาท"
        self.rest_label.setText(wrapped(told if left else "ยอดรวมเท่ากับโครงการเดิมแล้ว"))

    @override
    def refuse(self, problem: CddError) -> None:
        if isinstance(problem, ValidationFailed):
            told = self.parts.mark(problem.problems)
            cells = {"name", "money"}
            others = {
                name: text
                for name, text in problem.problems.items()
                if name.partition(":")[0] not in cells
            }
            super().refuse(ValidationFailed({**others, "parts": told} if told else others))
            return
        super().refuse(problem)

    @override
    def work(self) -> Callable[[], object]:
        chain, uuid = self.context.services.chain, self._whole.uuid
        parts, note = self.parts.parts, self.note_edit.text()
        return lambda: chain.split(uuid, parts, note)

    def _stand(self, row: int) -> None:
        self.part_table.setCurrentIndex(self.parts.index(row, 0))
        self.part_table.setFocus()
