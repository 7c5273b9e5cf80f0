"""Fields of a project: an input, what it shows of a project, and how what it says is written."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, TypeAlias
from uuid import UUID

from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QWidget

from cdd_desktop.errors import ValidationFailed
from cdd_desktop.gui.pages.plans.panel.inputs import EntryCombo, GrowingText
from cdd_desktop.gui.thai_date_edit import ThaiDateEdit
from cdd_desktop.plans.records import Project
from cdd_desktop.thai.calendar import parse_thai_date, short_thai_date
from cdd_desktop.thai.digits import to_arabic

if TYPE_CHECKING:  # brings SQLAlchemy, which may load only after the first paint
    from cdd_desktop.plans.projects import ProjectService

    Write: TypeAlias = Callable[[ProjectService, UUID, str], Project]

_YES = "yes"


@dataclass(slots=True, kw_only=True, eq=False)
class Field:
    """One input of the project in hand; what it says is compared and kept as text.

    `of` is what a project has, as the input shows it; `write` stores what was typed and raises
    `CddError`. `shown` is what the input was given last: anything else was typed.
    """

    name: str
    called: str
    widget: QWidget
    problem: QLabel
    typed: Callable[[], str]
    put: Callable[[str], None]
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


def text_field(
    name: str, called: str, edit: QLineEdit | GrowingText, problem: QLabel, write: "Write"
) -> Field:
    """A field of words; those of a project's own field of that name, unless `of` is set anew."""
    is_line = isinstance(edit, QLineEdit)
    return Field(
        name=name,
        called=called,
        widget=edit,
        problem=problem,
        typed=edit.text if isinstance(edit, QLineEdit) else edit.toPlainText,
        put=(lambda text: _put_line(edit, text)) if is_line else _put_text(edit),
        of=lambda project: str(getattr(project, name)),
        write=write,
    )


def combo_field(
    name: str, called: str, combo: EntryCombo, problem: QLabel, write: "Write"
) -> Field:
    """A field whose value is a key of a list."""
    return Field(
        name=name,
        called=called,
        widget=combo,
        problem=problem,
        typed=lambda: combo.key,
        put=combo.choose,
        of=lambda project: str(getattr(project, name)),
        write=write,
    )
