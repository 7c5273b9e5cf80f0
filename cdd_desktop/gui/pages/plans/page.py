"""แผนตำบล: the plans of an area in a tree, and beside it what is looked at of them."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QTabBar, QWidget
from typing_extensions import override

from cdd_desktop.gui.context import PLACES_CHANGED, Changed, Context
from cdd_desktop.gui.elided_label import ElidedLabel
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.icons import icon
from cdd_desktop.gui.pages.plans.chain.actions import plan_actions, project_actions
from cdd_desktop.gui.pages.plans.plan.actions import PlanActions
from cdd_desktop.gui.pages.plans.plan.tree import PlanTree, TreeRows, tree_rows
from cdd_desktop.gui.pages.plans.project_actions import ProjectActions
from cdd_desktop.gui.pages.plans.projects_view import ProjectsView
from cdd_desktop.gui.pages.plans.view import View as PlansView
from cdd_desktop.gui.pages.plans.views import VIEWS
from cdd_desktop.gui.pages.strip_page import StripPage
from cdd_desktop.gui.pages.view import View
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.plans.records import PlanLine, Project

_TOLD = {Changed.PLANS, Changed.MEETINGS, Changed.LISTS, *PLACES_CHANGED}
_CHOSEN_KEY = "plans/chosen"
_FOLDED_KEY = "plans/tree_folded"
_FOLD_KEYS = "Shift+F7"
_TREE_WIDTH, _NARROW_TREE = 256, 236


class PlansPage(StripPage):
    """One plan is in hand, of the area and year at the top; views show what belongs to it.

    Keys: Ctrl+1 … a view, Ctrl+PgUp Ctrl+PgDn the one beside · F7 the tree of plans, Shift+F7 folds
    it; then the plan in hand is named over the view · F9 and Shift+F9 the menus. Those of the menus
    stand with `PlanActions`, those of projects with `ProjectsView`.
    """

    plan_chosen = Signal(object)  # PlanLine or None
    project_chosen = Signal(object)  # Project or None: the one the cursor is on

    title_label: QLabel
    held_widget: QWidget
    open_button: QPushButton
    held_label: ElidedLabel
    plan_button: QPushButton
    project_button: QPushButton
    body_layout: QHBoxLayout
    plan_tree: PlanTree

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        load_form(self, "plans_page", ElidedLabel, PlanTree, QTabBar)
        self._plan: PlanLine | None = None
        self._wanted: UUID | None = _uuid(context.state.text(_CHOSEN_KEY))
        self._asked = 0
        self.furnish_strip(VIEWS)
        QShortcut(QKeySequence("F7"), self).activated.connect(self._enter_tree)
        QShortcut(QKeySequence(_FOLD_KEYS), self).activated.connect(self._turn_tree)
        self._is_folded = context.state.text(_FOLDED_KEY) == "1"
        self.open_button.setIcon(icon("panel-left"))
        self.open_button.setToolTip(tooltip("แสดงรายการแผน", _FOLD_KEYS))
        self.open_button.setAccessibleName("แสดงรายการแผน")
        self.open_button.clicked.connect(self._turn_tree)
        self.plan_tree.fold_button.setToolTip(tooltip("ซ่อนรายการแผน ให้ตารางกว้างขึ้น", _FOLD_KEYS))
        self.plan_tree.fold_button.clicked.connect(self._turn_tree)
        for button, keys_text in ((self.plan_button, "F9"), (self.project_button, "Shift+F9")):
            opening = QShortcut(QKeySequence(keys_text), self)
            opening.activated.connect(button.showMenu)
        self.plan_tree.plan_chosen.connect(self._take_choice)
        self.plan_tree.every_period_check.toggled.connect(lambda _: self._show_tree())
        context.place_changed.connect(self._follow_place)
        context.happened.connect(self._follow)
        self._rows: TreeRows | None = None
        self.plans = PlanActions(self, context)
        self.projects = ProjectActions(self)
        self.plans.add(plan_actions(self))
        self.projects.add(project_actions(self))
        self.tell("")
        self.show_view(VIEWS[0].key)

    # what views and menus ask

    @property
    def chosen_plan(self) -> PlanLine | None:
        """The plan in hand."""
        return self._plan

    def chosen_projects(self) -> tuple[Project, ...]:
        """The projects marked in the grid, in its order; the one of the cursor where none are."""
        grid = self.projects_view
        return () if grid is None else grid.chosen_projects()

    @property
    def projects_view(self) -> ProjectsView | None:
        """The grid, once it was shown."""
        view = self.views.get("projects")
        return view if isinstance(view, ProjectsView) else None

    def show_plan(self, uuid: UUID) -> None:
        """Take a plan in hand, of whatever period."""
        self._wanted = uuid
        self._read_tree()

    def show_project(self, plan: UUID, project: UUID) -> None:
        """Go to a project in the grid of its plan."""
        self.show_plan(plan)
        self.show_view("projects", (plan, project))

    @override
    def wrote(self, said: str = "", changed: Changed = Changed.PLANS) -> None:
        super().wrote(said, changed)

    # what a page with a strip says of itself

    @override
    def make_view(self, key: str) -> View:
        view = next(entry for entry in VIEWS if entry.key == key).make(self.context, self)
        if isinstance(view, PlansView):
            view.show_plan(self._plan)
        return view

    @override
    def view_brought(self) -> None:
        self._show_fold()

    @override
    def read_own(self) -> None:
        self._read_tree()

    # what the shell asks

    @override
    def show_target(self, target: object) -> None:
        """A plan's identity, or a view's key; behind either may stand what is shown in it."""
        match target:
            case (UUID() as plan, UUID() as project):
                self.show_project(plan, project)
                return
            case (str() as key, shown):
                self.show_view(key, shown)
                return
        text = str(target)
        if self.has_view(text):
            self.show_view(text)
        elif (uuid := _uuid(text)) is not None:
            self.show_plan(uuid)

    @override
    def set_compact(self, compact: bool) -> None:
        self.title_label.setVisible(not compact)  # the tabs need its room; the side tells the page
        self.plan_tree.setFixedWidth(_NARROW_TREE if compact else _TREE_WIDTH)
        super().set_compact(compact)

    # the tree

    def _read_tree(self) -> None:
        self._asked += 1
        asked, services, area = self._asked, self.context.services, self.context.area_code
        self.query(lambda: (asked, tree_rows(services, area)), self._take_tree)

    def _take_tree(self, read: tuple[int, TreeRows]) -> None:
        asked, rows = read
        if asked != self._asked:
            return  # asked again since
        self._rows = rows
        self._show_tree()

    def _show_tree(self) -> None:
        if self._rows is None:
            return
        held = self._wanted or (self._plan.uuid if self._plan else None)
        self._wanted = None
        self._choose_plan(self.plan_tree.show_rows(self._rows, self.context.year, held))

    def _take_choice(self, plan: PlanLine) -> None:
        self.tell("")
        self._choose_plan(plan)

    def _choose_plan(self, plan: PlanLine | None) -> None:
        if plan == self._plan:
            return
        is_other = (plan and plan.uuid) != (self._plan and self._plan.uuid)
        if is_other and not self.view.leave():
            self.plan_tree.choose(self._plan.uuid if self._plan else None)
            return
        self._plan = plan
        if plan is not None:
            self.context.state.keep(_CHOSEN_KEY, str(plan.uuid))
        for view in self.views.values():
            if isinstance(view, PlansView):
                view.show_plan(plan)
        self.plan_chosen.emit(plan)
        self._show_fold()

    def _enter_tree(self) -> None:
        if self._is_folded:
            self._turn_tree()
        self.plan_tree.tree_view.setFocus()

    def _turn_tree(self) -> None:
        """Fold the tree away, or bring it back; kept for the next time."""
        self._is_folded = not self._is_folded
        self.context.state.keep(_FOLDED_KEY, "1" if self._is_folded else "")
        stood_there = self.plan_tree.isAncestorOf(self.focusWidget() or self)
        self._show_fold()
        if stood_there:
            self.view.setFocus()

    def _show_fold(self) -> None:
        has_plans = next(entry.has_plans for entry in VIEWS if entry.key == self.in_front)
        is_folded = has_plans and self._is_folded
        self.plan_tree.setVisible(has_plans and not is_folded)
        self.held_widget.setVisible(is_folded)
        plan = self._plan
        names = {} if self._rows is None else self._rows.names
        told = "ยังไม่ได้เลือกแผน กด F7" if plan is None else plan.title
        where = "" if plan is None else names.get(plan.code, "")
        self.held_label.show_text(f"{told} · {where}" if where else told)

    # what others did

    def _follow(self, changed: Changed, initiator: object) -> None:
        if self.isVisible() and initiator is not self and changed in _TOLD:
            self.tell("")  # what was told may have been taken back
            self.refresh()

    def _follow_place(self) -> None:
        if self.isVisible():
            self.refresh()


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
