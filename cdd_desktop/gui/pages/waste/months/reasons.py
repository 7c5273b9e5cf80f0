"""Why a closed month is changed: asked once, until another month or area is looked at."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from typing_extensions import override

from cdd_desktop.errors import ValidationFailed
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.form_dialog import FormDialog
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.thai_text import wrapped
from cdd_desktop.thai.text import clean_line
from cdd_desktop.waste.months.records import NOTE_MAX

_ASKED = "เดือนนี้ปิดแล้ว บอกเหตุผลที่แก้ รายงานจะแสดงว่าแก้ไขหลังปิดเดือน เหตุผลนี้ใช้กับทุกช่องที่แก้จนกว่าจะเปลี่ยนเดือน"


class ReasonDialog(FormDialog):
    """One line. `reason` is set once it is accepted."""

    title_label: QLabel
    told_text_label: QLabel
    reason_edit: QLineEdit
    reason_problem: QLabel

    called = "เหตุผลนี้"

    def __init__(
        self, parent: QWidget, context: Context, title: str, asked: str, action: str
    ) -> None:
        super().__init__(parent, context.dialogs)
        load_form(self, "waste_reason_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.title_label.setText(wrapped(title))
        self.told_text_label.setText(wrapped(asked))
        self.save_button.setText(action)
        self.reason_edit.setMaxLength(NOTE_MAX)
        self.reason_edit.textChanged.connect(lambda _: self.clear())
        self.watch()
        self.reason_edit.setFocus()

    @property
    def reason(self) -> str:
        """As typed."""
        return clean_line(self.reason_edit.text())

    @override
    def inputs(self) -> object:
        return self.reason_edit.text()

    @override
    def fields(self) -> Mapping[str, tuple[QWidget, QLabel]]:
        return {"reason": (self.reason_edit, self.reason_problem)}

    @override
    def write(self) -> None:
        if not self.reason:
            raise ValidationFailed({"reason": "ยังไม่ได้บอกเหตุผล กรุณาพิมพ์สั้น ๆ เช่น ชั่งใหม่"})

    @override
    def reject(self) -> None:
        """Nothing is lost that was not just typed."""
        self._loaded = self.inputs()
        super().reject()


class Reasons:
    """The reason in hand."""

    def __init__(self, parent: QWidget, context: Context) -> None:
        self._parent = parent
        self._context = context
        self._reason = ""

    def forget(self) -> None:
        """Another month is looked at."""
        self._reason = ""

    def ask(self, then: Callable[[str], None], otherwise: Callable[[], None]) -> None:
        """Go on with the reason in hand, else with the one that is asked for now."""
        if self._reason:
            then(self._reason)
            return
        dialog = ReasonDialog(
            self._parent, self._context, "แก้ไขหลังปิดเดือน", _ASKED, "แก้ไขเดือนที่ปิดแล้ว"
        )

        def keep() -> None:
            self._reason = dialog.reason
            then(self._reason)

        dialog.accepted.connect(keep)
        dialog.rejected.connect(otherwise)
        dialog.open()
