"""Fields of a project: an input, what it shows of a project, and how what it says is written."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias
from uuid import UUID

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QWidget

from cdd_desktop.errors import ValidationFailed
from cdd_desktop.gui.pages.plans.panel.inputs import EntryCombo, GrowingText
from cdd_desktop.gui.thai_date_edit import ThaiDateEdit
from cdd_desktop.plans.records import Project
from cdd_desktop.thai.calendar import NotADate, parse_thai_date
from cdd_desktop.thai.digits import format_number

if TYPE_CHECKING:  # brings SQLAlchemy, which may load only after the first paint
    from cdd_desktop.plans.projects import ProjectService

    Write: TypeAlias = Callable[[ProjectService, UUID, str], Project]

_YES = "yes"


@dataclass(slots=True, kw_only=True, eq=False)
class Field:
    """One input of the project in hand; what it says is compared and kept as text.

    `of` is what a project has, as the input shows it; `write` stores what was typed and raises
    `CddError`; `left` is emitted when the keyboard goes on. `shown` is what the input was given
    last: anything else was typed.
    """

    name: str
    called: str
    widget: QWidget
    problem: QLabel
    typed: Callable[[], str]
    put: Callable[[str], None]
    left: SignalInstance
    of: Callable[[Project], str]
    write: "Write"
    shown: str = ""

    @property
    def is_edited(self) -> bool:
        """Whether something was typed since it was given."""
        return self.typed() != self.shown


def writing(name: str, value_of: Callable[[str], Any] = str) -> "Write":
    """Writes one field of a project; `value_of` reads what was typed."""

    def write(projects: "ProjectService", uuid: UUID, text: str) -> Project:
        return projects.change(uuid, **{name: value_of(text)})

    return write


def writing_origin(name: str, value_of: Callable[[str], Any] = str) -> "Write":
    """Writes one field of a project's origin, and leaves the others as they are stored."""

    def write(projects: "ProjectService", uuid: UUID, text: str) -> Project:
        return projects.change_origin(uuid, **{name: value_of(text)})

    return write


def reading(name: str) -> Callable[[Project], str]:
    """What a project's field of words has."""
    return lambda project: str(getattr(project, name))


def reading_origin(name: str) -> Callable[[Project], str]:
    """What a field of words of a project's origin has."""
    return lambda project: str(getattr(project.origin, name))


def line_field(
    name: str,
    called: str,
    edit: QLineEdit,
    problem: QLabel,
    *,
    of: Callable[[Project], str] | None = None,
    write: "Write | None" = None,
) -> Field:
    """Words on one line."""

    def put(text: str) -> None:
        edit.setText(text)
        edit.setCursorPosition(0)

    return Field(
        name=name,
        called=called,
        widget=edit,
        problem=problem,
        typed=edit.text,
        put=put,
        left=edit.editingFinished,
        of=of or reading(name),
        write=write or writing(name),
    )


def lines_field(
    name: str,
    called: str,
    edit: GrowingText,
    problem: QLabel,
    *,
    of: Callable[[Project], str] | None = None,
    write: "Write | None" = None,
) -> Field:
    """Words on as many lines as they need."""
    return Field(
        name=name,
        called=called,
        widget=edit,
        problem=problem,
        typed=edit.toPlainText,
        put=edit.setPlainText,
        left=edit.left,
        of=of or reading(name),
        write=write or writing(name),
    )


def combo_field(
    name: str,
    called: str,
    combo: EntryCombo,
    problem: QLabel,
    *,
    of: Callable[[Project], str] | None = None,
    write: "Write | None" = None,
) -> Field:
    """A key of a list."""
    return Field(
        name=name,
        called=called,
        widget=combo,
        problem=problem,
        typed=lambda: combo.key,
        put=combo.choose,
        left=combo.left,
        of=of or reading(name),
        write=write or writing(name),
    )


def check_field(name: str, called: str, check: QCheckBox, problem: QLabel) -> Field:
    """Yes or no."""
    return Field(
        name=name,
        called=called,
        widget=check,
        problem=problem,
        typed=lambda: _YES if check.isChecked() else "",
        put=lambda text: check.setChecked(bool(text)),
        left=check.clicked,
        of=lambda project: _YES if getattr(project, name) else "",
        write=writing(name, bool),
    )


def date_field(
    name: str,
    called: str,
    edit: ThaiDateEdit,
    problem: QLabel,
    *,
    of: Callable[[Project], str],
    write: Callable[[Callable[[str], Any]], "Write"],
    today: Callable[[], date],
) -> Field:
    """A day. `write` is given what reads a day; what is no day is refused in the field's words."""

    def day_of(text: str) -> date | None:
        try:
            return parse_thai_date(text, today=today()) if text.strip() else None
        except NotADate as problem_told:
            raise ValidationFailed({name: str(problem_told)}) from problem_told

    return Field(
        name=name,
        called=called,
        widget=edit,
        problem=problem,
        typed=edit.text,
        put=edit.setText,
        left=edit.editingFinished,
        of=of,
        write=write(day_of),
    )


def shown_number(number: Decimal | None) -> str:
    """A quantity as it is shown: commas, and only the decimals that it has."""
    if number is None:
        return ""
    exponent = number.normalize().as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    return format_number(number, places)
