"""A section of fields that are committed as they are left."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from cdd_desktop.gui.pages.plans.panel.committing import Committing
from cdd_desktop.gui.pages.plans.panel.fields import Field
from cdd_desktop.gui.pages.plans.panel.section import Section


class FieldSection(Section):
    """It loads its form, then calls `watch` with its fields."""

    def watch(self, fields: Sequence[Field]) -> None:
        """These are the fields of a project here."""
        self.committing = Committing(self.context, fields, self)
        self.committing.taken.connect(self.project_changed)
        self.committing.held.connect(self.panel.show_state)
        self.inputs: tuple[QWidget, ...] = tuple(field.widget for field in fields)

    @override
    def commit(self) -> None:
        self.committing.commit()

    @property
    @override
    def waits(self) -> bool:
        return self.committing.waits

    @property
    @override
    def refused(self) -> tuple[UUID, ...]:
        return self.committing.refused

    @override
    def forget(self) -> None:
        self.committing.forget()

    @override
    def go_to_refused(self) -> bool:
        return self.committing.go_to_refused()
