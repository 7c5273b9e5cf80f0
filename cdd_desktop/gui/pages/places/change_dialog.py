"""One change of a village: what is new, from which day, and what it would do."""

from collections.abc import Mapping

from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QLineEdit, QWidget
from typing_extensions import override

from cdd_desktop.errors import CddError, ValidationFailed
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.form_dialog import FormDialog
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.looks import set_look
from cdd_desktop.gui.telling import make_room
from cdd_desktop.gui.thai_date_edit import ThaiDateEdit
from cdd_desktop.gui.thai_text import wrapped
from cdd_desktop.places.change_records import ChangeKind, VillageChange
from cdd_desktop.places.changes import VillageChanges
from cdd_desktop.places.records import Village, code_order
from cdd_desktop.thai.digits import is_ascii_digits, to_arabic

_AMPHOE = 4  # digits of an amphoe's code
_TAMBON = 6
_LONGEST_NUMBER = 3  # digits of a place's number within its tambon
_FIELDS = ("code", "name", "into", "government", "on", "note")
_DAY_WORDS = "วันที่มีผล"
_FREE_DAY_WORDS = "วันที่มีผล (เว้นว่าง = แก้ให้ถูกทุกช่วงเวลา)"
_BIRTH_WORDS = "วันที่ตั้ง (เว้นว่าง = มีมาแต่เดิม)"

# what is told once it is saved
DONE = {
    ChangeKind.ADD: "เพิ่มหมู่บ้านแล้ว",
    ChangeKind.RENAME: "เปลี่ยนชื่อแล้ว",
    ChangeKind.RENUMBER: "เปลี่ยนหมู่ที่แล้ว",
    ChangeKind.MOVE: "ย้ายตำบลแล้ว",
    ChangeKind.SPLIT: "แยกหมู่บ้านแล้ว",
    ChangeKind.MERGE: "รวมหมู่บ้านแล้ว",
    ChangeKind.CLOSE: "ยุบเลิกหมู่บ้านแล้ว",
}


class ChangeDialog(FormDialog):
    """Makes the change itself; problems are shown beside their fields."""

    title_label: QLabel
    subject_label: QLabel
    code_label: QLabel
    code_edit: QLineEdit
    code_problem: QLabel
    name_label: QLabel
    name_edit: QLineEdit
    name_problem: QLabel
    into_label: QLabel
    into_combo: QComboBox
    into_problem: QLabel
    owner_label: QLabel
    owner_combo: QComboBox
    owner_problem: QLabel
    on_label: QLabel
    on_edit: ThaiDateEdit
    on_problem: QLabel
    note_edit: QLineEdit
    note_problem: QLabel
    preview_card: QFrame
    preview_label: QLabel

    called = "การเปลี่ยนแปลงนี้"

    def __init__(
        self, parent: QWidget, context: Context, kind: ChangeKind, village: Village | None
    ) -> None:
        super().__init__(parent, context.dialogs)
        load_form(self, "change_dialog", ThaiDateEdit)
        self._context = context
        self._changes = VillageChanges(context.services.store, context.areas)
        self._kind = kind
        self._village = village
        self._prefix = ""
        self.saved_id: int | None = None
        self.setWindowTitle(kind.label)
        self.title_label.setText(kind.label)
        self.on_edit.set_today(context.today)
        self.on_edit.tell_in(self.on_problem)
        self._arrange()
        for edit in (self.code_edit, self.name_edit, self.on_edit, self.note_edit):
            edit.textChanged.connect(self.clear)
        self.into_combo.currentIndexChanged.connect(self.clear)
        self.owner_combo.currentIndexChanged.connect(self.clear)
        self.watch()

    def draft(self) -> VillageChange:
        """The change as it stands in the fields; a day that cannot be read is None."""
        return VillageChange(
            kind=self._kind,
            on=self.on_edit.day,
            village_id=self._village.id if self._village else None,
            code=self._code(),
            name=self.name_edit.text(),
            into_id=self.into_combo.currentData(),
            government_id=self.owner_combo.currentData(),
            note=self.note_edit.text(),
        )

    def _arrange(self) -> None:
        """Show the fields that this kind of change takes, filled with what is likely."""
        kind, village = self._kind, self._village
        place = "" if village is None else f"{village.label} รหัส {village.code} "
        home = self._context.area_code if village is None else village.tambon_code
        area = self._context.areas.find(home)
        self.subject_label.setText(
            wrapped(f"{place}{self._context.areas.label(home) if area else ''}".strip())
        )
        shown: dict[QWidget, bool] = {
            self.code_label: kind.takes_code,
            self.code_edit: kind.takes_code,
            self.name_label: kind.takes_name,
            self.name_edit: kind.takes_name,
            self.into_label: kind is ChangeKind.MERGE,
            self.into_combo: kind is ChangeKind.MERGE,
            self.owner_label: kind is ChangeKind.SPLIT,
            self.owner_combo: kind is ChangeKind.SPLIT,
        }
        for widget, is_shown in shown.items():
            widget.setVisible(is_shown)
        takes_moo = kind is not ChangeKind.MOVE and len(home) == _TAMBON
        self._prefix = home if takes_moo else ""
        self.code_label.setText("หมู่ที่ (ชุมชนใช้ 50 ขึ้นไป) หรือรหัส 8 หลัก" if takes_moo else "รหัส 8 หลัก")
        self.code_edit.setPlaceholderText(
            f"เช่น 12 หรือ {home}12" if takes_moo else "รหัสตำบล 6 หลักตามด้วยหมู่ที่ 2 หลัก"
        )
        if village is not None and kind is ChangeKind.RENAME:
            self.name_edit.setText(village.name)
        words = _BIRTH_WORDS if kind is ChangeKind.ADD else _FREE_DAY_WORDS
        self.on_label.setText(_DAY_WORDS if kind.needs_day else words)
        if kind is ChangeKind.MERGE and village is not None:
            self._offer_neighbours(village)
        if kind is ChangeKind.SPLIT and village is not None:
            self._offer_owners(village)
        first: QWidget = self.on_edit
        if kind.takes_code:
            first = self.code_edit
        elif kind.takes_name:
            first = self.name_edit
        elif kind is ChangeKind.MERGE:
            first = self.into_combo
        first.setFocus()

    def _offer_owners(self, village: Village) -> None:
        """The local governments of the amphoe, that of the village which is split chosen."""
        services = self._context.services
        self.owner_combo.addItem("ยังไม่มี อปท.", None)
        for one in services.governments.governments(area_code=village.code[:_AMPHOE]):
            if one.kind.has_villages:
                self.owner_combo.addItem(one.label, one.id)
        own = services.memberships.government_of(village.id)
        known = -1 if own is None else self.owner_combo.findData(own.id)
        self.owner_combo.setCurrentIndex(max(known, 0))

    def _offer_neighbours(self, village: Village) -> None:
        """The places of the amphoe, those of the same tambon first."""
        areas = self._context.areas
        found = self._context.services.villages.in_area(village.code[:_AMPHOE])
        self.into_combo.addItem("เลือกหมู่บ้าน", None)
        for place in sorted(
            found, key=lambda one: (one.tambon_code != village.tambon_code, code_order(one.code))
        ):
            if place.id != village.id:
                tambon = areas.find(place.tambon_code)
                where = tambon.full_name if tambon else place.code[:_TAMBON]
                self.into_combo.addItem(f"{place.label} {where} ({place.code})", place.id)

    def _code(self) -> str:
        """The code typed; a moo alone is one of the tambon at hand."""
        typed = to_arabic(self.code_edit.text()).strip()
        is_moo = is_ascii_digits(typed) and len(typed) <= _LONGEST_NUMBER
        return f"{self._prefix}{typed.zfill(2)}" if is_moo and self._prefix else typed

    @override
    def inputs(self) -> tuple[VillageChange, str]:
        """What tells whether something was typed; an unreadable day counts as it is typed."""
        return self.draft(), self.on_edit.text()

    @override
    def clear(self) -> None:
        """Also say what the change would do."""
        super().clear()
        try:
            self._require_day()
            told, tone = self._changes.preview(self.draft()), ""
        except ValidationFailed as failed:
            # one step at a time: what is still empty is no mistake yet
            first = next((field for field in _FIELDS if field in failed.problems), None)
            told, tone = failed.problems[first] if first else str(failed), "muted"
        except CddError as problem:
            told, tone = str(problem), "failed"
        set_look(self.preview_label, tone=tone)
        self.preview_label.setText(wrapped(told))
        make_room(self)

    def _require_day(self) -> None:
        if self.on_edit.problem:
            raise ValidationFailed({"on": self.on_edit.problem})

    @override
    def write(self) -> None:
        self._require_day()
        self.saved_id = self._changes.apply(self.draft())

    @override
    def fields(self) -> Mapping[str, tuple[QWidget, QLabel]]:
        return {
            "code": (self.code_edit, self.code_problem),
            "name": (self.name_edit, self.name_problem),
            "into": (self.into_combo, self.into_problem),
            "government": (self.owner_combo, self.owner_problem),
            "on": (self.on_edit, self.on_problem),
            "note": (self.note_edit, self.note_problem),
        }
