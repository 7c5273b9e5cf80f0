"""ตั้งค่า: what the office decides once."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLabel, QListView, QScrollArea, QStackedWidget, QWidget
from typing_extensions import override

from cdd_desktop.errors import CddError
from cdd_desktop.gui.context import Changed, Context
from cdd_desktop.gui.dialogs import Leaving
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.opening import OpenPath, open_with_system
from cdd_desktop.gui.pages.history_subject import Subject
from cdd_desktop.gui.pages.page import Page
from cdd_desktop.gui.pages.settings.about import AboutSection
from cdd_desktop.gui.pages.settings.backups import BackupsSection
from cdd_desktop.gui.pages.settings.checklists import ChecklistsSection
from cdd_desktop.gui.pages.settings.emblem import EmblemSection
from cdd_desktop.gui.pages.settings.general import GeneralSection
from cdd_desktop.gui.pages.settings.health import HealthSection
from cdd_desktop.gui.pages.settings.main_indicators import MainIndicatorsSection
from cdd_desktop.gui.pages.settings.office import OfficeSection
from cdd_desktop.gui.pages.settings.section import Section
from cdd_desktop.gui.pages.settings.signatories import SignatoriesSection
from cdd_desktop.gui.pages.settings.thresholds import ThresholdsSection

_SECTION_KEY = "settings/section"


class SectionListModel(QAbstractListModel):
    """Titles of the sections; one with unsaved inputs says so."""

    def __init__(self, sections: Sequence[Section], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sections = tuple(sections)
        for row, section in enumerate(self._sections):
            section.edited.connect(lambda row=row: self._tell(row))

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._sections)

    @override
    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if not index.isValid():
            return None
        section = self._sections[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{section.title} •" if section.is_dirty else section.title
        if role == Qt.ItemDataRole.ToolTipRole and section.is_dirty:
            return f"{section.title}: ยังไม่ได้บันทึก"
        return None

    def _tell(self, row: int) -> None:
        index = self.index(row)
        self.dataChanged.emit(index, index, [Qt.ItemDataRole.DisplayRole])


class SettingsPage(Page):
    """Sections keep their inputs while others are looked at; leaving the page asks about them.

    Keys: ↑ ↓ in the list choose a section · Ctrl+S saves the section shown.
    """

    title_label: QLabel
    section_list: QListView
    section_stack: QStackedWidget

    def __init__(self, context: Context, *, open_path: OpenPath = open_with_system) -> None:
        super().__init__(context)
        load_form(self, "settings_page")
        self.office = OfficeSection(context)
        self.signatories = SignatoriesSection(context)
        self.emblem = EmblemSection(context)
        self.checklists = ChecklistsSection(context)
        self.main_indicators = MainIndicatorsSection(context)
        self.thresholds = ThresholdsSection(context)
        self.general = GeneralSection(context, open_path=open_path)
        self.backups = BackupsSection(context, open_path=open_path)
        self.health = HealthSection(context)
        self.about = AboutSection(context, open_path=open_path)
        self._sections: tuple[Section, ...] = (
            self.office,
            self.signatories,
            self.emblem,
            self.checklists,
            self.main_indicators,
            self.thresholds,
            self.general,
            self.backups,
            self.health,
            self.about,
        )
        for section in self._sections:
            self.section_stack.addWidget(_scrolled(section))
        self._model = SectionListModel(self._sections, self)
        self.section_list.setModel(self._model)
        self.section_list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.section_list.selectionModel().currentChanged.connect(self._show_section)
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self._save_shown)
        self.setFocusProxy(self.section_list)
        context.happened.connect(self._follow_change)
        titles = [section.title for section in self._sections]
        known = context.state.text(_SECTION_KEY)
        self.show_section(known if known in titles else titles[0])

    @property
    def section(self) -> Section:
        """The section shown."""
        return self._sections[self.section_list.currentIndex().row()]

    def show_section(self, title: str) -> None:
        """Show the section with this title."""
        row = [section.title for section in self._sections].index(title)
        self.section_list.setCurrentIndex(self._model.index(row))

    @override
    def refresh(self) -> None:
        """Read again what has no unsaved inputs."""
        for section in self._sections:
            if not section.is_dirty and not self._load(section):
                return

    @override
    def show_target(self, target: object) -> None:
        """A section's title; or the path of a backup, to look at before it is brought back."""
        if isinstance(target, Path):
            self.show_section(self.backups.title)
            self.backups.offer(target)
        else:
            self.show_section(str(target))

    @property
    @override
    def is_busy(self) -> bool:
        return self.about.is_reading

    @override
    def history_subject(self) -> Subject | None:
        return self.section.history_subject()

    @override
    def stages(self) -> Iterator[tuple[str, QWidget | None]]:
        for name, section in (
            ("signatories", self.signatories),
            ("emblem", self.emblem),
            ("checklists", self.checklists),
            ("main-indicators", self.main_indicators),
            ("thresholds", self.thresholds),
            ("general", self.general),
            ("backups", self.backups),
            ("health", self.health),
            ("about", self.about),
        ):
            self.show_section(section.title)
            yield name, None
        over = self.backups.preview_for_picture()
        if over is not None:
            yield "restore", over
            over.deleteLater()
        self.show_section(self.signatories.title)
        dialog = self.signatories.dialog_for_chosen()
        yield "signatory", dialog
        dialog.deleteLater()

    @override
    def leave(self) -> bool:
        dirty = [section for section in self._sections if section.is_dirty]
        if not dirty:
            return True
        names = " ".join(section.title for section in dirty)
        answer = self.context.dialogs.ask_leaving(f"การตั้งค่า “{names}” ")
        if answer is Leaving.STAY:
            return False
        for section in dirty:
            done = section.save() if answer is Leaving.SAVE else self._load(section)
            if not done:
                self.show_section(section.title)
                return False
        return True

    def _load(self, section: Section) -> bool:
        try:
            section.load()
        except CddError as problem:
            self.context.dialogs.tell(str(problem))
            return False
        return True

    def _show_section(self) -> None:
        self.section_stack.setCurrentIndex(self.section_list.currentIndex().row())
        self.context.state.keep(_SECTION_KEY, self.section.title)
        self.context.record_changed.emit()

    def _follow_change(self, changed: Changed, _: object) -> None:
        if changed is Changed.ANYTHING and self.isVisible():
            self.refresh()

    def _save_shown(self) -> None:
        if self.section.is_dirty:
            self.section.save()


def _scrolled(section: Section) -> QScrollArea:
    """A section in a frame of its own that scrolls where the window is too low."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes to the first field
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(section)
    return area
