"""The menu โครงการ: what may be done with the projects marked in the grid."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu

from cdd_desktop.gui.pages.plans.grid.filters import FILTER_KEYS, TIMELINE_KEYS
from cdd_desktop.gui.thai_text import tooltip

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.plans.page import PlansPage
    from cdd_desktop.gui.pages.plans.projects_view import ProjectsView


class ProjectActions(QObject):
    """Its keys are those of the grid."""

    def __init__(self, page: "PlansPage") -> None:
        super().__init__(page)
        self._page = page
        self.menu = QMenu(page)
        self.menu.setToolTipsVisible(True)
        page.project_button.setMenu(self.menu)
        page.project_button.setToolTip(tooltip("เพิ่ม คัดลอก วาง จัดลำดับ ลบโครงการ", "Shift+F9"))
        self._grid_actions = [
            self._action(words, act)
            for words, act in (
                ("เพิ่มโครงการ\tIns", lambda view: view.add()),
                ("เปิดแผงของโครงการ\tF6", lambda view: view.enter_panel()),
                ("คัดลอกช่องที่เลือก\tCtrl+C", _copy),
                ("วางจาก Excel\tCtrl+V", _paste),
                ("เลื่อนลำดับขึ้น\tAlt+↑", lambda view: view.ordering.move(-1)),
                ("เลื่อนลำดับลง\tAlt+↓", lambda view: view.ordering.move(1)),
                (f"ค้นหาและกรอง\t{FILTER_KEYS}", lambda view: view.filters.setFocus()),
                (
                    f"เส้นเวลาของโครงการ\t{TIMELINE_KEYS}",
                    lambda view: view.filters.timeline_button.click(),
                ),
                ("ลบโครงการที่เลือก\tCtrl+Del", lambda view: view.remove()),
            )
        ]
        self.menu.addSeparator()
        self.menu.aboutToShow.connect(self._show_state)

    def add(self, actions: list[QAction]) -> None:
        """Hang further actions below."""
        self.menu.addActions(actions)

    def _action(self, words: str, act: "Callable[[ProjectsView], object]") -> QAction:
        action = self.menu.addAction(words)
        action.triggered.connect(lambda _=False: self._do(act))
        return action

    def _do(self, act: "Callable[[ProjectsView], object]") -> None:
        self._page.show_view("projects")
        view = self._page.projects_view
        if view is not None:
            act(view)

    def _show_state(self) -> None:
        has_plan = self._page.chosen_plan is not None
        for action in self._grid_actions:
            action.setEnabled(has_plan)


def _copy(view: "ProjectsView") -> None:
    QGuiApplication.clipboard().setText(view.grid.copied())


def _paste(view: "ProjectsView") -> None:
    view.pasting.paste(QGuiApplication.clipboard().text())
