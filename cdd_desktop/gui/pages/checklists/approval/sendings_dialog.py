"""The letters of a round, amphoe by amphoe: their numbers, and when they came."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from typing_extensions import override

from cdd_desktop.checklists.workflow.records import RoundOf, Sending
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.edit_table import EditField, EditModel, EditTable, day_field
from cdd_desktop.gui.form_dialog import FormDialog
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_text import wrapped

_HINT = "F2 แก้ อำเภอละหนึ่งฉบับต่อรอบ กรอกวันที่จังหวัดรับเมื่อหนังสือมาถึง"


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterLine:
    """An amphoe with its letter as it is typed; `sent` counts the sheets that went with it."""

    amphoe_code: str
    amphoe: str
    sent: str
    number: str = ""
    dated: date | None = None
    received: date | None = None
    note: str = ""


def letter_lines(
    amphoe: Sequence[tuple[str, str, str]], sendings: Sequence[Sending]
) -> tuple[LetterLine, ...]:
    """A line for each amphoe: its code, its name and what is said of its sheets."""
    known = {sending.amphoe_code: sending for sending in sendings}
    return tuple(
        LetterLine(
            amphoe_code=code,
            amphoe=name,
            sent=sent,
            number=known[code].letter_number if code in known else "",
            dated=known[code].letter_date if code in known else None,
            received=known[code].received_on if code in known else None,
            note=known[code].note if code in known else "",
        )
        for code, name, sent in amphoe
    )


class LetterTable(EditTable):
    """There is a row for each amphoe, no more and no fewer."""

    @override
    def add_row(self) -> None:
        """Nothing is added."""


class SendingsDialog(FormDialog):
    """Keeps what was changed, in one operation."""

    title_label: QLabel
    hint_label: QLabel
    letter_table: LetterTable

    called = "หนังสือนำส่ง"

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        round_: RoundOf,
        lines: Sequence[LetterLine],
        sendings: Sequence[Sending],
    ) -> None:
        super().__init__(parent, context.dialogs)
        load_form(self, "checklist_letters", LetterTable)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context, self._round = context, round_
        self._known = {sending.amphoe_code: sending for sending in sendings}
        self._before = {line.amphoe_code: line for line in lines}
        self.setWindowTitle(self.title_label.text())
        self.hint_label.setText(wrapped(_HINT))
        self._model: EditModel[LetterLine] = EditModel(
            (
                EditField(name="amphoe", heading="อำเภอ", width=150, is_fixed=True),
                EditField(name="sent", heading="ส่งแล้ว", width=110, is_fixed=True),
                EditField(name="number", heading="ที่หนังสือ", width=150),
                day_field("dated", "ลงวันที่", lambda: context.today),
                day_field("received", "จังหวัดรับเมื่อ", lambda: context.today),
                EditField(name="note", heading="หมายเหตุ"),
            ),
            self,
        )
        self._model.show(lines)
        self.letter_table.set_up(self._model, lambda _: None, lambda _: False)
        self._model.edited.connect(self.clear)
        self._model.refused.connect(lambda text: tell(self.told_label, text, tone="failed"))
        self.watch()
        if lines:
            self.letter_table.choose(0, self._model.column_of("number"))
        self.letter_table.setFocus()

    @override
    def inputs(self) -> object:
        return tuple(self._model.rows)

    @override
    def fields(self) -> Mapping[str, tuple[QWidget, QLabel]]:
        return {}

    @override
    def write(self) -> None:
        self.letter_table.commit_typed()
        changed = [line for line in self._model.rows if line != self._before[line.amphoe_code]]
        undated = next((line for line in changed if line.dated is None), None)
        if undated is not None:
            told = f"อำเภอ{undated.amphoe} ยังไม่ได้กรอกวันที่ของหนังสือ กรุณากรอกช่อง “ลงวันที่”"
            raise ValidationFailed({"letter_date": told})
        self._context.services.workflow.save_sendings([self._sending(line) for line in changed])

    def _sending(self, line: LetterLine) -> Sending:
        known = self._known.get(line.amphoe_code)
        return Sending(
            uuid=uuid4() if known is None else known.uuid,
            version=0 if known is None else known.version,
            round=self._round,
            amphoe_code=line.amphoe_code,
            letter_number=line.number,
            letter_date=line.dated or self._context.today,
            received_on=line.received,
            note=line.note,
        )
