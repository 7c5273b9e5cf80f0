"""An entry of the books is wrong: it stays, and one that undoes it is written, with the reason."""

from collections.abc import Mapping

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from typing_extensions import override

from cdd_desktop.errors import ValidationFailed
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.form_dialog import FormDialog
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.thai_date_edit import ThaiDateEdit
from cdd_desktop.gui.thai_text import wrapped
from cdd_desktop.waste.bank.records import Entry

_NO_REASON = "ยังไม่ได้กรอกเหตุผล กรุณากรอกว่ากลับรายการเพราะอะไร เช่น ชั่งผิด"


class ReverseDialog(FormDialog):
    """`written` is the reversing entry once it was accepted."""

    title_label: QLabel
    subject_label: QLabel
    reason_edit: QLineEdit
    reason_problem: QLabel
    on_edit: ThaiDateEdit
    on_problem: QLabel

    called = "เหตุผลที่กลับรายการ"

    def __init__(
        self, parent: QWidget, context: Context, entry: Entry, title: str, subject: str
    ) -> None:
        super().__init__(parent, context.dialogs)
        load_form(self, "waste_reverse_dialog", ThaiDateEdit)
        self._context = context
        self._entry = entry
        self.written: Entry | None = None
        self.setWindowTitle("กลับรายการ")
        self.title_label.setText(wrapped(f"กลับรายการ {title}"))
        self.subject_label.setText(
            wrapped(f"{subject} รายการเดิมยังอยู่ในบัญชี และมีรายการกลับยอดเพิ่มอีกรายการหนึ่ง")
        )
        self.save_button.setText("กลับรายการ")
        self.on_edit.set_today(context.today)
        self.on_edit.set_day(max(context.today, entry.on))
        self.on_edit.tell_in(self.on_problem)
        self.reason_edit.textChanged.connect(lambda _: self.clear())
        self.on_edit.textChanged.connect(lambda _: self.clear())
        self.watch()
        self.reason_edit.setFocus()

    @override
    def inputs(self) -> tuple[str, str]:
        return self.reason_edit.text(), self.on_edit.text()

    @override
    def fields(self) -> Mapping[str, tuple[QWidget, QLabel]]:
        return {
            "text": (self.reason_edit, self.reason_problem),
            "on": (self.on_edit, self.on_problem),
        }

    @override
    def write(self) -> None:
        day, reason = self.on_edit.day, self.reason_edit.text().strip()
        problems = {} if reason else {"text": _NO_REASON}
        if day is None:
            problems["on"] = self.on_edit.problem or "ยังไม่ได้กรอกวันที่ กรุณากรอกวันที่กลับรายการ"
        if problems or day is None:
            raise ValidationFailed(problems)
        self.written = self._context.services.books.reverse(self._entry.uuid, day, reason)
