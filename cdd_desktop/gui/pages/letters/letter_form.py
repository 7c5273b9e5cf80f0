"""The inputs of one letter: loading is not editing."""

import dataclasses
from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.pages.letters.blank_edits import LINES_HEIGHT, BlankEdits
from cdd_desktop.gui.pages.letters.opened import Opened
from cdd_desktop.gui.pages.letters.photo_list import PhotoList
from cdd_desktop.gui.telling import show_problems
from cdd_desktop.gui.thai_date_edit import ThaiDateEdit
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.letters.records import Letter, LetterState
from cdd_desktop.letters.templates import Template
from cdd_desktop.people.records import Signatory

_BODY_HEIGHT = 190
_LEAST_WIDTH = 320
FIELD_KEYS = "Ctrl+G"


class LetterForm(QWidget):
    """`edited` when an input was changed; `draft` is the letter as the inputs have it."""

    form_area: QScrollArea
    form_place: QWidget
    about_label: QLabel
    subject_edit: QLineEdit
    subject_problem: QLabel
    number_label: QLabel
    number_edit: QLineEdit
    number_problem: QLabel
    dated_label: QLabel
    dated_edit: ThaiDateEdit
    dated_problem: QLabel
    recipient_label: QLabel
    recipient_edit: QLineEdit
    recipient_problem: QLabel
    attachments_label: QLabel
    attachments_edit: QPlainTextEdit
    attachments_problem: QLabel
    blanks_layout: QVBoxLayout
    field_button: QPushButton
    body_edit: QPlainTextEdit
    body_problem: QLabel
    body_hint: QLabel
    closing_label: QLabel
    closing_edit: QLineEdit
    closing_problem: QLabel
    photo_list: PhotoList
    photos_problem: QLabel
    signer_label: QLabel
    signer_combo: QComboBox
    signer_name_edit: QLineEdit
    signer_name_problem: QLabel
    signer_position_edit: QPlainTextEdit
    wording_label: QLabel

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "letter_form", PhotoList, ThaiDateEdit)
        self._loaded: Letter | None = None
        self._shown: Letter | None = None
        self._is_loading = False
        self._signatories: tuple[Signatory, ...] = ()
        self._blanks = BlankEdits(self.blanks_layout, self._tell)
        self.fields_menu = QMenu(self)
        self.field_button.setMenu(self.fields_menu)
        self.field_button.setToolTip(tooltip("แทรกช่องที่เติมจากข้อมูลในข้อความ", FIELD_KEYS))
        self.attachments_edit.setFixedHeight(LINES_HEIGHT)
        self.signer_position_edit.setFixedHeight(LINES_HEIGHT)
        self.signer_combo.setSizeAdjustPolicy(  # a long position makes the form no wider
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.body_edit.setMinimumHeight(_BODY_HEIGHT)
        for edit in (
            self.subject_edit,
            self.number_edit,
            self.recipient_edit,
            self.closing_edit,
            self.signer_name_edit,
            self.dated_edit,
            self.attachments_edit,
            self.body_edit,
            self.signer_position_edit,
        ):
            edit.textChanged.connect(self._tell)
        self.photo_list.edited.connect(self._tell)
        self.signer_combo.activated.connect(self._take_signer)
        self.setFocusProxy(self.subject_edit)
        # the card under it shows
        self.form_area.setStyleSheet("#form_area, #form_place { background: transparent; }")
        self.form_area.viewport().setAutoFillBackground(False)

    @property
    def is_dirty(self) -> bool:
        """Whether the inputs differ from what was loaded."""
        return self._shown is not None and _typed(self.draft()) != self._shown

    def set_today(self, today: date) -> None:
        """See `ThaiDateEdit.set_today`."""
        self.dated_edit.set_today(today)

    def load(self, read: Opened) -> None:
        """Show a letter; an issued one cannot be typed in."""
        letter, template = read.letter, read.template
        self._is_loading = True
        self._loaded = letter
        kind, is_fixed = letter.kind, letter.state is LetterState.ISSUED
        self.about_label.setText(wrapped(read.about))
        self._show_what_it_has(letter)
        for edit, text in (
            (self.subject_edit, letter.subject),
            (self.number_edit, letter.number),
            (self.recipient_edit, letter.recipient),
            (self.closing_edit, letter.closing),
            (self.signer_name_edit, letter.signer_name),
        ):
            edit.setText(text)
            edit.setReadOnly(is_fixed)
            edit.setCursorPosition(0)
        self.dated_edit.set_day(letter.dated)
        self.dated_edit.setEnabled(not is_fixed)
        for area, text in (
            (self.attachments_edit, "\n".join(letter.attachments)),
            (self.body_edit, letter.body),
            (self.signer_position_edit, letter.signer_position),
        ):
            area.setPlainText(text)
            area.setReadOnly(is_fixed)
        self._blanks.build(template.blanks)
        self._blanks.load(dict(letter.blanks), is_fixed=is_fixed)
        self.photo_list.load(letter.photos, is_fixed=is_fixed)
        self.photo_list.setVisible(kind.has_photos)
        self._offer_fields(read.fields)
        self.field_button.setEnabled(not is_fixed)
        self._offer_signers(read.signatories)
        self.signer_combo.setEnabled(not is_fixed)
        self._show_wordings(template)
        self.mark({})
        self._shown = _typed(self.draft())
        self._is_loading = False
        self.form_area.verticalScrollBar().setValue(0)

    def forget(self) -> None:
        """Have nothing loaded: what was typed is no edit of anything any more."""
        self._loaded = self._shown = None

    def settle(self, letter: Letter, written: Letter) -> None:
        """What was `written` is kept as `letter`; what was typed meanwhile is an edit of it."""
        self._loaded = letter
        self._shown = _typed(written)

    def draft(self) -> Letter:
        """The letter with what was typed; one must be loaded."""
        if self._loaded is None:
            raise RuntimeError("no letter was loaded")
        return dataclasses.replace(
            self._loaded,
            subject=self.subject_edit.text(),
            number=self.number_edit.text(),
            dated=self.dated_edit.day,
            recipient=self.recipient_edit.text(),
            attachments=tuple(
                line for line in self.attachments_edit.toPlainText().split("\n") if line.strip()
            ),
            blanks=self._blanks.values(),
            body=self.body_edit.toPlainText(),
            closing=self.closing_edit.text(),
            photos=self.photo_list.photos,
            signer_name=self.signer_name_edit.text(),
            signer_position=self.signer_position_edit.toPlainText(),
        )

    def mark(self, problems: Mapping[str, str]) -> str:
        """Tell problems beside their inputs; gives those that belong to none."""
        fields: dict[str, tuple[QWidget, QLabel]] = {
            "subject": (self.subject_edit, self.subject_problem),
            "number": (self.number_edit, self.number_problem),
            "dated": (self.dated_edit, self.dated_problem),
            "recipient": (self.recipient_edit, self.recipient_problem),
            "attachments": (self.attachments_edit, self.attachments_problem),
            "body": (self.body_edit, self.body_problem),
            "closing": (self.closing_edit, self.closing_problem),
            "photos": (self.photo_list.photo_view, self.photos_problem),
            "signer_name": (self.signer_name_edit, self.signer_name_problem),
            **self._blanks.fields,
        }
        return show_problems(fields, problems)

    @property
    def date_problem(self) -> str:
        """Why what was typed is no day."""
        return self.dated_edit.problem

    def open_fields(self) -> None:
        """Offer the fields to be put in at the cursor."""
        if self.field_button.isEnabled():
            self.field_button.showMenu()

    def offer_meeting(self, number: str) -> None:
        """Put in the number of the next meeting that somebody asked for."""
        if isinstance(edit := self._blanks.edit("ครั้งที่"), QLineEdit):
            edit.setText(number)
            edit.setFocus()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST_WIDTH, _BODY_HEIGHT)

    def _show_what_it_has(self, letter: Letter) -> None:
        kind = letter.kind
        for widgets, is_there in (
            ((self.number_label, self.number_edit), kind.has_number),
            ((self.dated_label, self.dated_edit), kind.has_date),
            (
                (
                    self.recipient_label,
                    self.recipient_edit,
                    self.attachments_label,
                    self.attachments_edit,
                ),
                kind.has_recipient,
            ),
            ((self.closing_label, self.closing_edit), kind.has_closing),
            (
                (
                    self.signer_label,
                    self.signer_combo,
                    self.signer_name_edit,
                    self.signer_position_edit,
                ),
                kind.has_signer,
            ),
        ):
            for widget in widgets:
                widget.setVisible(is_there)

    def _offer_fields(self, fields: Sequence[str]) -> None:
        self.fields_menu.clear()
        for name in fields:
            action = self.fields_menu.addAction(f"{{{name}}}")
            action.triggered.connect(lambda _=False, name=name: self._insert(name))

    def _insert(self, name: str) -> None:
        self.body_edit.insertPlainText(f"{{{name}}}")
        self.body_edit.setFocus()

    def _offer_signers(self, signatories: Sequence[Signatory]) -> None:
        self._signatories = tuple(signatories)
        self.signer_combo.clear()
        none = "เลือกจากทะเบียนผู้ลงนาม" if signatories else "ยังไม่มีทะเบียนผู้ลงนาม (เพิ่มในหน้าตั้งค่า)"
        self.signer_combo.addItem(none)
        for one in signatories:
            self.signer_combo.addItem(f"{one.name} · {' '.join(one.position_lines)}")

    def _take_signer(self, row: int) -> None:
        if row > 0:
            one = self._signatories[row - 1]
            self.signer_name_edit.setText(one.name)
            self.signer_position_edit.setPlainText("\n".join(one.position_lines))

    def _show_wordings(self, template: Template) -> None:
        doubtful = template.to_be_checked
        told = " · ".join(f"“{one.words}” {one.source}" for one in doubtful)
        self.wording_label.setText(wrapped(f"รอตรวจ: {told}" if doubtful else ""))
        self.wording_label.setVisible(bool(doubtful))

    def _tell(self) -> None:
        if not self._is_loading:
            self.edited.emit()


def _typed(letter: Letter) -> Letter:
    """The letter without what nobody types."""
    return dataclasses.replace(letter, version=0, state=LetterState.DRAFT, frozen=None)
