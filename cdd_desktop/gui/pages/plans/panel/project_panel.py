"""The project in hand: a head with its status, and a section in front."""

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QLabel,
    QMenu,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QToolButton,
)
from typing_extensions import override

from cdd_desktop.gui import icons
from cdd_desktop.gui.context import PLACES_CHANGED, Changed, Context
from cdd_desktop.gui.dialogs import Leaving
from cdd_desktop.gui.elided_label import ElidedLabel
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.looks import set_look
from cdd_desktop.gui.pages.history_subject import Subject
from cdd_desktop.gui.pages.plans.panel.around import Around, around
from cdd_desktop.gui.pages.plans.panel.coordination_section import CoordinationSection
from cdd_desktop.gui.pages.plans.panel.details_section import DetailsSection
from cdd_desktop.gui.pages.plans.panel.money_section import MoneySection
from cdd_desktop.gui.pages.plans.panel.origin_section import OriginSection
from cdd_desktop.gui.pages.plans.panel.past import project_subject
from cdd_desktop.gui.pages.plans.panel.past_section import PastSection
from cdd_desktop.gui.pages.plans.panel.resolutions_section import ResolutionsSection
from cdd_desktop.gui.pages.plans.panel.section import Section
from cdd_desktop.gui.pages.plans.panel.status_dialog import StatusDialog
from cdd_desktop.gui.pages.plans.view import View
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.lookups.records import Entry
from cdd_desktop.plans.records import Project

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.plans.page import PlansPage

SETTLED_MS = 80
STATUS_KEYS = "Ctrl+Shift+M"
_NOTHING = "เลือกโครงการในตาราง เพื่อดูและแก้ทุกอย่างของโครงการนั้น"
_BANK = "บัญชีปัญหา/ความต้องการ ยังไม่อยู่ในแผน"
_CLOSED = "แผนนี้สิ้นสุดแล้ว แก้ไขไม่ได้ ถ้าต้องแก้ เลือก เปิดแผนอีกครั้ง ในเมนู แผน"
_TOLD = {Changed.PLANS, Changed.MEETINGS, Changed.LISTS, *PLACES_CHANGED}
_ADOPTED = "แผนประกาศใช้แล้ว แก้ผลการดำเนินงานได้เลย ส่วนรายการที่วางแผนไว้ กรุณาเปิดการเปลี่ยนแปลงแผนก่อน"
_NOT_SAVED = "บางช่องของโครงการที่กรอกไม่ถูกต้อง"


class ProjectPanel(View):
    """What is typed is stored as each field is left, so that nothing needs to be saved.

    Keys: Ctrl+Shift+1 … 6 a section · Ctrl+Shift+M status · Esc back to the grid.
    """

    project_changed = Signal(object)  # a Project as it is stored now: whoever lists it shows it
    keyboard_returned = Signal()  # Esc: the grid takes it
    closed = Signal()

    panel_frame: QFrame
    name_label: ElidedLabel
    close_button: QToolButton
    plan_label: ElidedLabel
    status_button: QPushButton
    note_label: QLabel
    section_tabs: QTabBar
    section_stack: QStackedWidget
    told_label: QLabel

    def __init__(self, context: Context, page: "PlansPage") -> None:
        super().__init__(context, page)
        load_form(self, "project_panel", ElidedLabel, QTabBar)
        self._project: Project | None = None
        self._around: Around | None = None
        self._is_old = False  # what is known around: read it again with what is next
        self._is_telling = False
        self._asked = 0
        self.details = DetailsSection(context, self)
        self.origin = OriginSection(context, self)
        self.money = MoneySection(context, self)
        self.coordination = CoordinationSection(context, self)
        self.resolutions = ResolutionsSection(context, self)
        self.past = PastSection(context, self)
        self.sections: tuple[Section, ...] = (
            self.details,
            self.origin,
            self.money,
            self.coordination,
            self.resolutions,
            self.past,
        )
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLED_MS)
        self._timer.timeout.connect(self._read)
        self.status_menu = QMenu(self)
        self.status_button.setMenu(self.status_menu)
        self.status_button.setToolTip(tooltip("เปลี่ยนสถานะ", STATUS_KEYS))
        self._furnish()
        context.happened.connect(self._follow)
        self.show_project(None)

    # what the view around it asks

    @property
    def project(self) -> Project | None:
        """The project in hand."""
        return self._project

    @property
    def section(self) -> Section:
        """The section in front."""
        return self.sections[self.section_stack.currentIndex()]

    def show_project(self, project: Project | None) -> None:
        """Take a project in hand; what was typed in the one before is stored first.

        The same one again is a newer state of it.
        """
        is_same = project is not None and self._in_hand(project.uuid)
        if not is_same:
            self.commit()
            self.tell("")
        self._project = project
        self._show_head()
        self.section_stack.setEnabled(project is not None)
        if not is_same or not self._fits(project):
            self._asked += 1  # what is on its way is of another
        if project is None:
            self._timer.stop()
            self.section.show_project(None, None)
            return
        if self.isVisible():
            if self._fits(project):
                self.section.show_project(project, self._around)
            self._timer.start()

    def show_section(self, index: int) -> None:
        """Bring a section to the front, with the keyboard in it."""
        self.section_tabs.setCurrentIndex(index)
        self.section.setFocus()

    def commit(self) -> None:
        """Store what is typed in the section in front; in the others it was as they were left."""
        self.section.commit()

    def set_drawer(self, is_drawer: bool) -> None:
        """Look like a sheet of its own while it lies over the grid."""
        set_look(self.panel_frame, card="drawer" if is_drawer else "true")
        self.close_button.setVisible(is_drawer)

    @override
    def refresh(self) -> None:
        self._is_old = True
        project = self._project
        if project is None:
            return
        projects = self.context.services.projects

        def take(found: tuple[Project, ...]) -> None:
            if self._in_hand(project.uuid):
                self.show_project(found[0] if found else None)

        self.query(lambda: projects.get_many([project.uuid]), take)

    @property
    @override
    def is_busy(self) -> bool:
        waits = any(section.waits for section in self.sections)
        return self.awaits_answers or self._timer.isActive() or waits

    @override
    def leave(self) -> bool:
        self.commit()
        refused = [uuid for section in self.sections for uuid in section.refused]
        if not refused:
            return True
        if self.context.dialogs.ask_leaving(_NOT_SAVED) is Leaving.DISCARD:
            for section in self.sections:
                section.forget()
            self._show_again()
            return True
        self._go_to(refused[0])
        return False

    @override
    def history_subject(self) -> Subject | None:
        if self._project is None:
            return None
        return project_subject(self._project, self._around if self._fits(self._project) else None)

    # what sections ask

    def tell(self, text: str, tone: str = "passed") -> None:
        """One sentence at the foot of the panel."""
        tell(self.told_label, text, tone=tone)

    def show_state(self) -> None:
        """Something typed waits for its turn, or was refused."""
        if any(section.waits for section in self.sections):
            self.tell("กำลังบันทึก…", "muted")
        elif any(section.refused for section in self.sections):
            self.tell("มีช่องที่ยังไม่ได้บันทึก กรุณาแก้ตามที่บอกไว้ใต้ช่องนั้น", "failed")
        else:
            self.tell("")

    def open_project(self, plan: UUID | None, project: UUID) -> None:
        """Go to another project, in the grid of its plan."""
        if plan is not None:
            self.page.show_project(plan, project)
        else:
            self.tell("โครงการนั้นอยู่ในบัญชีปัญหา/ความต้องการ กรุณาเปิดมุมมองความต้องการ", "muted")

    def take_written(self, said: str) -> None:
        """Something of the project was written beside its own fields: read it again."""
        self._tell_written()
        self.tell(said)
        self.refresh()

    def status_dialog(self, to: Entry) -> StatusDialog | None:
        """The dialog of a move, not yet open; None without a project."""
        return StatusDialog(self, self.context, self._project, to) if self._project else None

    # inside

    def _take_changed(self, project: Project) -> None:
        """A field is stored."""
        if self._in_hand(project.uuid):
            self._project = project
            self._show_head()
            self.section.show_project(project, self._around)
        self.show_state()
        self.project_changed.emit(project)
        self._tell_written()
        if self.isVisible():
            self._timer.start()

    def _change_status(self, to: Entry) -> None:
        self.commit()
        dialog = self.status_dialog(to)
        if dialog is None:
            return
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.moved is not None:
            self._take_changed(dialog.moved)
            self.tell(f"เปลี่ยนสถานะเป็น “{to.label}” แล้ว")
        dialog.deleteLater()
        self.section.setFocus()

    def _read(self) -> None:
        project, section = self._project, self.section
        if project is None:
            return
        self._asked += 1
        asked, services, year = self._asked, self.context.services, self.context.this_year
        known = self._around if self._fits(project) and not self._is_old else None
        self._is_old = False

        def read() -> tuple[int, Around, object]:
            found = known or around(services, project, year)
            return asked, found, section.read(project, found)

        self.query(read, self._take)

    def _take(self, read: tuple[int, Around, object]) -> None:
        asked, found, of_section = read
        if asked != self._asked or self._project is None:
            return
        self._around = found
        self._show_head()
        self.section.show_project(self._project, found)
        self.section.take(of_section)

    def _tell_written(self) -> None:
        self._is_telling = True
        self.page.wrote()
        self._is_telling = False

    def _follow(self, changed: Changed, _initiator: object) -> None:
        """Something else was written, by another view or page."""
        if changed in _TOLD and not self._is_telling:
            self._is_old = True
            if self.isVisible() and self._project is not None:
                self._timer.start()

    def _turn(self, index: int) -> None:
        self.commit()
        self.section_stack.setCurrentIndex(index)
        self._show_again()

    def _show_again(self) -> None:
        fits = self._project is not None and self._fits(self._project)
        self.section.show_project(self._project if fits else None, self._around if fits else None)
        self._read()

    def _in_hand(self, uuid: UUID) -> bool:
        return self._project is not None and self._project.uuid == uuid

    def _fits(self, project: Project | None) -> bool:
        """Whether what is known around the project before holds for this one."""
        known = self._around
        if known is None or project is None:
            return False
        if known.plan is None:
            return project.plan is None and project.area_code == known.area_code
        return project.plan == known.plan.uuid

    def _show_head(self) -> None:
        project = self._project
        known = self._around if self._fits(project) else None
        self.status_button.setVisible(known is not None)
        self.name_label.show_text("")
        tell(self.note_label, "")
        if project is None:
            self.plan_label.show_text("")
            self.tell(_NOTHING, "muted")
            return
        self.name_label.show_text(project.name)
        if known is None:
            self.plan_label.show_text("")
            return
        self.plan_label.show_text(known.plan.title if known.plan else _BANK)
        if known.is_closed:
            tell(self.note_label, _CLOSED, tone="waits")
        elif known.needs_revision:
            tell(self.note_label, _ADOPTED, tone="waits")
        self.status_button.setText(known.statuses.label(project.status))
        self.status_button.setEnabled(not known.is_closed)
        self.status_menu.clear()
        for entry in known.statuses.moves(project.status):
            action = self.status_menu.addAction(f"{entry.label}…")
            action.triggered.connect(partial(self._change_status, entry))
        if self.status_menu.isEmpty():
            self.status_menu.addAction(known.statuses.refused_move(project.status, "")).setEnabled(
                False
            )

    def _go_to(self, refused: UUID) -> None:
        """Show a project of which something could not be stored, with the keyboard there."""
        if self._in_hand(refused):
            for index, section in enumerate(self.sections):
                if refused in section.refused:
                    self.section_tabs.setCurrentIndex(index)
                    section.go_to_refused()
            return
        projects = self.context.services.projects

        def take(found: tuple[Project, ...]) -> None:
            for project in found:
                self.open_project(project.plan, project.uuid)

        self.query(lambda: projects.get_many([refused]), take)

    def _furnish(self) -> None:
        for number, section in enumerate(self.sections, 1):
            keys = f"Ctrl+Shift+{number}"
            tab = self.section_tabs.addTab(section.title)
            self.section_tabs.setTabToolTip(tab, tooltip(section.title, keys))
            self.section_stack.addWidget(section)
            turn = QShortcut(QKeySequence(keys), self)
            turn.activated.connect(partial(self.show_section, number - 1))
            section.project_changed.connect(self._take_changed)
            section.written.connect(self.take_written)
            section.told.connect(self.tell)
        self.section_tabs.setStyleSheet("QTabBar::tab { padding: 6px 7px; }")  # six in the width
        self.section_tabs.setExpanding(False)
        self.section_tabs.setDrawBase(False)
        self.section_tabs.setUsesScrollButtons(True)
        self.section_tabs.currentChanged.connect(self._turn)
        icons.put_on(self.close_button, "x")
        self.close_button.setToolTip(tooltip("ปิดแผงโครงการ", "F6"))
        self.close_button.clicked.connect(self.closed)
        QShortcut(QKeySequence(STATUS_KEYS), self).activated.connect(self.status_button.click)
        on_keys(self, "Esc", self._give_back)
        self.setFocusProxy(self.section_stack)

    def _give_back(self) -> None:
        self.commit()
        self.keyboard_returned.emit()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._project is not None:
            self._timer.start()
