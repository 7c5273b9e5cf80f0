"""What the dialogs of rules, groups and events share: a place, and fields read by their kind."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

from cdd_desktop.errors import ValidationFailed
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.form_dialog import FormDialog
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.pages.plans.meetings.opened import Spot
from cdd_desktop.gui.pages.plans.panel.inputs import EntryCombo, GrowingText
from cdd_desktop.gui.pages.waste.community.place_combo import PlaceCombo
from cdd_desktop.gui.thai_date_edit import ThaiDateEdit
from cdd_desktop.places.records import PlaceRef
from cdd_desktop.thai.digits import to_arabic
from cdd_desktop.thai.money import NotMoney, format_baht, parse_baht

_DIGITS_MOST = 9
_NO_PLACE = "ยังไม่ได้เลือกพื้นที่ กรุณาพิมพ์บางส่วนของชื่อแล้วเลือกจากรายการ"


class RecordDialog(FormDialog):
    """A subclass names its fields by how they are typed; field `x` is typed in `x_edit` (a choice
    in `x_combo`), its problem told in `x_problem`."""

    title_label: QLabel

    form: ClassVar[str]
    lines: ClassVar[tuple[str, ...]] = ()
    texts: ClassVar[tuple[str, ...]] = ()
    days: ClassVar[tuple[str, ...]] = ()
    money: ClassVar[tuple[str, ...]] = ()
    counts: ClassVar[tuple[str, ...]] = ()
    choices: ClassVar[tuple[str, ...]] = ()

    def __init__(self, parent: QWidget, context: Context, title: str) -> None:
        super().__init__(parent, context.dialogs)
        load_form(self, self.form, PlaceCombo, EntryCombo, GrowingText, ThaiDateEdit)
        self._context = context
        self.setWindowTitle(title)
        self.title_label.setText(title)

    def fill(self, record: Any) -> None:
        """Show a record, whole; what differs afterwards is typed."""
        for name in self.lines:
            self._edit(name).setText(getattr(record, name))
        for name in self.texts:
            self._edit(name).setPlainText(getattr(record, name))
        for name in self.money:
            self._edit(name).setText(format_baht(getattr(record, name)))
        for name in self.counts:
            value = getattr(record, name)
            self._edit(name).setText("" if value is None else str(value))
        for name in self.days:
            edit = self._edit(name)
            edit.set_today(self._context.today)
            edit.tell_in(getattr(self, f"{name}_problem"))
            edit.set_day(getattr(record, name))
        for name in (*self.lines, *self.texts, *self.money, *self.counts, *self.days):
            self._edit(name).textChanged.connect(lambda *_: self.clear())
        for name in self.choices:
            combo: QComboBox = getattr(self, f"{name}_combo")
            combo.currentIndexChanged.connect(lambda _: self.clear())
        self.watch()

    def typed(self) -> dict[str, Any]:
        """The values by field. Raises `ValidationFailed` for what cannot be read."""
        values: dict[str, Any] = {name: self._edit(name).text() for name in self.lines}
        values |= {name: self._edit(name).toPlainText() for name in self.texts}
        problems = {}
        for name in self.days:
            edit = self._edit(name)
            values[name] = edit.day
            if edit.problem:
                problems[name] = edit.problem
        for name in self.money:
            try:
                values[name] = parse_baht(self._edit(name).text())
            except NotMoney as problem:
                problems[name] = str(problem)
        for name in self.counts:
            text = to_arabic(self._edit(name).text()).replace(",", "").strip()
            if text and not (text.isascii() and text.isdigit() and len(text) <= _DIGITS_MOST):
                problems[name] = "กรุณากรอกเป็นตัวเลขจำนวนเต็ม หรือเว้นว่างถ้าไม่ทราบ"
            else:
                values[name] = int(text) if text else None
        if problems:
            raise ValidationFailed(problems)
        return values

    @override
    def inputs(self) -> object:
        edits = (*self.lines, *self.days, *self.money, *self.counts)
        return (
            [self._edit(name).text() for name in edits],
            [self._edit(name).toPlainText() for name in self.texts],
            [getattr(self, f"{name}_combo").currentText() for name in self.choices],
        )

    @override
    def fields(self) -> Mapping[str, tuple[QWidget, QLabel]]:
        edits = (*self.lines, *self.texts, *self.days, *self.money, *self.counts)
        parts = {name: self._edit(name) for name in edits}
        parts |= {name: getattr(self, f"{name}_combo") for name in self.choices}
        return {name: (part, getattr(self, f"{name}_problem")) for name, part in parts.items()}

    def _edit(self, name: str) -> Any:
        edit: QLineEdit | QPlainTextEdit = getattr(self, f"{name}_edit")
        return edit


class PlacedDialog(RecordDialog):
    """The dialog of a record that belongs to a place."""

    place_combo: PlaceCombo
    place_problem: QLabel

    def offer_places(self, spots: Sequence[Spot], chosen: PlaceRef) -> None:
        """Offer places; before `fill`."""
        self.place_combo.offer(spots, chosen)
        self.place_combo.editTextChanged.connect(lambda _: self.clear())

    @override
    def typed(self) -> dict[str, Any]:
        try:
            values, problems = super().typed(), {}
        except ValidationFailed as unreadable:
            values, problems = {}, unreadable.problems
        values["place"] = self.place_combo.place
        if values["place"] is None:
            problems["place"] = _NO_PLACE
        if problems:
            raise ValidationFailed(problems)
        return values

    @override
    def inputs(self) -> object:
        return super().inputs(), self.place_combo.currentText()

    @override
    def fields(self) -> Mapping[str, tuple[QWidget, QLabel]]:
        return {"place": (self.place_combo, self.place_problem), **super().fields()}
