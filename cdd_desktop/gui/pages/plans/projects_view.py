"""โครงการ: the projects of the plan in hand, in a grid or as bars over its years."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QPoint
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from cdd_desktop.errors import CddError
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.drawer import Drawer
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.pages.history_subject import Subject
from cdd_desktop.gui.pages.plans.grid.cell_writing import CellWriting
from cdd_desktop.gui.pages.plans.grid.columns import Kind
from cdd_desktop.gui.pages.plans.grid.filters import FILTER_KEYS, TIMELINE_KEYS, GridFilters
from cdd_desktop.gui.pages.plans.grid.ordering import Ordering
from cdd_desktop.gui.pages.plans.grid.pasting import Pasting
from cdd_desktop.gui.pages.plans.grid.rows import Filter, GridRead, read_grid
from cdd_desktop.gui.pages.plans.grid.timeline import LEGEND, Timeline
from cdd_desktop.gui.pages.plans.grid.totals import Totals
from cdd_desktop.gui.pages.plans.grid.view import ProjectGrid
from cdd_desktop.gui.pages.plans.panel.project_panel import ProjectPanel
from cdd_desktop.gui.pages.plans.view import View
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.thai_text import wrapped
from cdd_desktop.plans.records import PlanLine, PlanState, Project

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.plans.page import PlansPage

PANEL_KEYS = "F6"
_SOME_NAMES = 5
_BESIDE = 1300  # pixels of width
_NO_PROJECT = "ยังไม่มีโครงการในแผนนี้ กด Ins เพื่อพิมพ์โครงการแรก หรือคัดลอกตารางจาก Excel แล้วกด Ctrl+V"
_NO_MATCH = "ไม่มีโครงการที่ตรงกับตัวกรอง กด Ctrl+F แล้ว Esc เพื่อแสดงทั้งหมด"


class ProjectsView(View):
    """Cells are kept as they are left; nothing needs to be saved.

    Keys: Ins new · Enter F2 type · Del blank a cell · Ctrl+Del remove · Alt+↑ Alt+↓ order ·
    Ctrl+C Ctrl+V · Ctrl+F filter · Ctrl+T years · Ctrl+P the book · F6 panel, Ctrl+→ into it.
    """

    body_layout: QHBoxLayout
    stack: QStackedWidget
    work_widget: QWidget
    empty_widget: QWidget
    empty_title_label: QLabel
    empty_text_label: QLabel
    new_plan_button: QPushButton
    filters: GridFilters
    grid_card: QFrame
    grid_layout: QVBoxLayout
    grid: ProjectGrid
    timeline: Timeline
    nothing_label: QLabel
    state_label: QLabel

    def __init__(self, context: Context, page: "PlansPage") -> None:
        super().__init__(context, page)
        load_form(self, "plans_projects", GridFilters, ProjectGrid, Timeline)
        self._plan: PlanLine | None = None
        self._asked = 0
        self._is_read = False  # whether the grid shows what the plan has
        self._wanted: tuple[UUID | None, UUID] | None = None  # a plan's, and a project's
        self.timeline.watch(self.grid.projects)
        self.timeline.hide()
        self.totals = Totals(self.grid, self)
        self.grid_layout.addWidget(self.totals)
        self.panel = ProjectPanel(context, page)
        self.body_layout.addWidget(self.panel)
        self._drawer = Drawer(self, self.body_layout, self.panel)
        self.cells = CellWriting(self, page, self.grid.projects)
        self.ordering = Ordering(self, page, self.grid)
        self.pasting = Pasting(self, page, self.grid)
        self._connect()
        self.setFocusProxy(self.grid)
        self._show_state()

    # what the page asks

    @override
    def refresh(self) -> None:
        self._asked += 1
        asked, plan, services = self._asked, self._plan, self.context.services
        if plan is None:
            self._take((asked, None))
            return
        self.query(lambda: (asked, read_grid(services, plan)), self._take)

    @override
    def show_plan(self, plan: PlanLine | None) -> None:
        held, self._plan = self._plan, plan
        if _drawn(held) != _drawn(plan):
            if held is None or plan is None or held.uuid != plan.uuid:
                self._is_read = False
                self.grid.show_read(None)
                self.totals.count_anew()
            self.refresh()
        self._show_state()

    @override
    def show_target(self, target: object) -> None:
        """A project's identity, or that of its plan and its own."""
        match target:
            case UUID():
                self._wanted = (None, target)
            case (UUID() as plan, UUID() as project):
                self._wanted = (plan, project)
            case _:
                return
        self.refresh()

    @override
    def set_compact(self, compact: bool) -> None:
        self._fold()

    @property
    @override
    def is_busy(self) -> bool:
        return self.awaits_answers or self.filters.is_settling or self.panel.is_busy

    @override
    def leave(self) -> bool:
        self.grid.finish()
        return self._may_drop_refused() and self.panel.leave()

    def _may_drop_refused(self) -> bool:
        model = self.grid.projects
        if not model.refused:
            return True
        if self.context.dialogs.confirm(
            f"มี {len(model.refused):,} ช่องที่ยังไม่ได้เก็บ เพราะค่าที่พิมพ์ไม่ถูกต้อง ต้องการทิ้งค่าเหล่านั้นหรือไม่",
            action="ทิ้งค่าที่พิมพ์",
            otherwise="กลับไปแก้",
        ):
            model.forget_all_refused()
            return True
        (uuid, key), *_ = model.refused
        columns = [column.key for column in model.columns]
        if model.row_of(uuid) >= 0 and key in columns:
            self.grid.go_to(model.row_of(uuid), columns.index(key))
        self.grid.setFocus()
        return False

    @override
    def history_subject(self) -> Subject | None:
        return self.panel.history_subject()

    @override
    def stages(self) -> Iterator[tuple[str, QWidget | None]]:
        is_drawer = self._drawer.is_drawer
        if self.grid.projects.rowCount():
            self.filters.timeline_button.click()
            yield "timeline", None
            self.filters.timeline_button.click()
            if is_drawer:
                self.toggle_panel()
            for index in range(self.panel.section_tabs.count()):
                self.panel.show_section(index)
                yield f"panel-{index + 1}", None
            self.panel.show_section(0)
            if is_drawer:
                self.toggle_panel()

    def chosen_projects(self) -> tuple[Project, ...]:
        """The projects marked, in the order of the grid."""
        return self.grid.chosen_projects()

    # what is done with projects

    def add(self) -> None:
        """Begin a new row; its name is typed first. Without a plan, begin a plan."""
        plan, service = self._plan, self.context.services.projects
        if plan is None:
            self.page.plans.begin()
            return
        if self.filters.timeline_button.isChecked():
            self.filters.timeline_button.click()
        if not self.grid.projects.filter.is_empty:
            self.filters.clear()
        self.query(lambda: service.begin(plan.uuid), self._begin_row)

    def _begin_row(self, draft: Project) -> None:
        self.grid.show()
        self.nothing_label.hide()
        self.grid.begin_row(draft)

    def remove(self) -> None:
        """Remove the marked projects, once confirmed."""
        if self.grid.current_project is not None and not self.grid.current_project.version:
            self.grid.projects.drop_row()
            return
        projects = self.grid.chosen_projects()
        if not projects:
            return
        named = " ".join(f"“{project.name}”" for project in projects[:_SOME_NAMES])
        more = len(projects) - _SOME_NAMES
        detail = f"{named} และอีก {more:,} โครงการ" if more > 0 else named
        question = f"ต้องการลบ {len(projects):,} โครงการหรือไม่"
        if not self.context.dialogs.confirm(question, action="ลบ", detail=detail):
            return
        uuids = [project.uuid for project in projects]
        service = self.context.services.projects
        told = f"ลบ {len(uuids):,} โครงการแล้ว เลิกทำได้ด้วย Ctrl+Z"
        self.query(lambda: service.remove(uuids), partial(self._wrote, told), writes=True)

    def _wrote(self, told: str, _: object) -> None:
        self.page.wrote(told)
        self.refresh()

    @override
    def refuse(self, problem: CddError) -> None:
        self.ordering.refuse()
        super().refuse(problem)

    # panel and timeline

    def toggle_panel(self) -> None:
        """Open or close the panel of the project."""
        if self._drawer.is_drawer:
            self._drawer.toggle(self.rect())
        else:
            self.panel.setVisible(self.panel.isHidden())
        if self.panel.isVisible():
            self.panel.setFocus()
        else:
            self.grid.setFocus()

    def enter_panel(self) -> None:
        """Go into the panel, which is opened first."""
        if self.panel.isHidden():
            self.toggle_panel()
        self.panel.setFocus()

    def _leave_panel(self) -> None:
        if self._drawer.is_drawer:
            self.panel.hide()
        self.grid.setFocus()

    def _open_row(self, row: int) -> None:
        self.filters.timeline_button.setChecked(False)
        self.grid.go_to(row, self.grid.projects.column_of(Kind.NAME))
        self.grid.setFocus()

    def _show_timeline(self, is_on: bool) -> None:
        if is_on:
            self.timeline.go_to(max(self.grid.currentIndex().row(), 0))
        self._show_state()
        (self.timeline if is_on else self.grid).setFocus()

    # inside

    def _take(self, read: tuple[int, GridRead | None]) -> None:
        asked, grid_read = read
        if asked != self._asked or (grid_read and grid_read.plan.uuid) != (
            self._plan and self._plan.uuid
        ):
            return  # asked again since
        self._is_read = grid_read is not None
        if grid_read is not None:
            self.filters.offer(grid_read.words)
        wanted = self._wanted
        is_here = (
            grid_read is not None
            and wanted is not None
            and wanted[0] in {None, grid_read.plan.uuid}
        )
        if is_here and not self.filters.filter.is_empty:
            self.filters.clear()
        self.grid.show_read(grid_read)
        self.totals.count_anew()
        if is_here and wanted is not None:
            self._wanted = None
            row = self.grid.projects.row_of(wanted[1])
            if row >= 0:
                self._open_row(row)
        self._show_state()

    def _filter(self, wanted: Filter) -> None:
        if wanted != self.grid.projects.filter:
            self.grid.keep_place(partial(self.grid.projects.show_filtered, wanted))
        self._show_state()

    def _show_money(self, _: str) -> None:
        self.grid.projects.show_money(self.filters.which)

    def _show_state(self) -> None:
        """The grid, the bars, or what is to be done first."""
        model, plan = self.grid.projects, self._plan
        first = self.new_plan_button if plan is None else self.grid
        held = self.window().focusWidget()  # also while a dialog is about to close
        stood_here = held in {self.new_plan_button, self.grid}
        self.stack.setCurrentWidget(self.empty_widget if plan is None else self.work_widget)
        self.setFocusProxy(first)
        if stood_here and held is not first:
            first.setFocus()
        if plan is None:
            self.panel.hide()
            area = self.context.areas.label(self.context.area_code)
            self.empty_title_label.setText("ยังไม่มีแผนของพื้นที่นี้")
            self.empty_text_label.setText(
                wrapped(f"{area} ยังไม่มีแผนที่เลือกไว้ กด สร้างแผน หรือเลือกแผนจากรายการทางซ้าย (F7)")
            )
            return
        is_empty = self._is_read and not model.rowCount()
        self.nothing_label.setText(wrapped(_NO_MATCH if model.all_rows else _NO_PROJECT))
        self.nothing_label.setVisible(is_empty)
        is_timeline = self.filters.timeline_button.isChecked()
        self.timeline.setVisible(is_timeline and not is_empty)
        self.grid.setVisible(not is_timeline and not (is_empty and bool(model.all_rows)))
        self.totals.setVisible(not is_timeline)
        self.totals.count()
        told = ""
        opened = self.page.plans.revisions.opened
        if plan.state is PlanState.ADOPTED and opened is not None:
            told = f"กำลังแก้ในฉบับ{opened.label} เมื่อแก้ครบ เลือก ปิดฉบับที่เปิดอยู่ ในเมนู แผน (F9)"
        elif plan.state is PlanState.ADOPTED:
            told = "แผนนี้ประกาศใช้แล้ว แก้ส่วนที่วางแผนได้เมื่อเปิดฉบับเพิ่มเติม เปลี่ยนแปลง หรือแก้ไข ในเมนู แผน (F9)"
        elif plan.state is PlanState.CLOSED:
            told = "แผนนี้สิ้นสุดแล้ว แก้ไขไม่ได้ ถ้าต้องแก้ เลือก เปิดแผนอีกครั้ง ในเมนู แผน"
        if is_timeline:
            told = LEGEND
        self.state_label.setText(wrapped(told))
        self.state_label.setVisible(bool(told))

    def _show_project(self, project: Project | None) -> None:
        kept = project if project is not None and project.version else None
        self.panel.show_project(kept)
        self.page.project_chosen.emit(kept)
        self.context.record_changed.emit()

    def _take_project(self, project: Project) -> None:
        """The panel changed it."""
        self.grid.projects.settle(project.uuid, "", project)

    def _pop_menu(self, where: QPoint) -> None:
        self.page.project_button.menu().popup(where)

    def _connect(self) -> None:
        grid, filters = self.grid, self.filters
        filters.changed.connect(self._filter)
        filters.money_chosen.connect(self._show_money)
        filters.left.connect(grid.setFocus)
        filters.timeline_button.toggled.connect(self._show_timeline)
        self.timeline.opened.connect(self._open_row)
        grid.row_wanted.connect(self.add)
        grid.removal_wanted.connect(self.remove)
        grid.panel_wanted.connect(self.enter_panel)
        grid.project_changed.connect(self._show_project)
        grid.menu_wanted.connect(self._pop_menu)
        grid.projects.dataChanged.connect(lambda *_: self.totals.count_anew())
        self.panel.project_changed.connect(self._take_project)
        self.page.plans.revisions.changed.connect(self._show_state)
        self.new_plan_button.clicked.connect(lambda _: self.page.plans.begin())
        on_keys(self.empty_widget, "Ins", self.page.plans.begin)
        on_keys(self, "Ctrl+P", self.page.plans.print)
        on_keys(self, FILTER_KEYS, filters.text_edit.setFocus)
        on_keys(self, TIMELINE_KEYS, filters.timeline_button.click)
        on_keys(self, PANEL_KEYS, self.toggle_panel)
        self.panel.keyboard_returned.connect(self._leave_panel)
        self.panel.closed.connect(self._leave_panel)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()
        self._drawer.place(self.rect())

    def _fold(self) -> None:
        """The grid needs the room: the panel stands beside it only where that is left."""
        is_narrow = self.width() < _BESIDE
        if is_narrow != self._drawer.is_drawer:
            self._drawer.fold(is_narrow)
            self.panel.set_drawer(is_narrow)


def _drawn(plan: PlanLine | None) -> object:
    """What of a plan the grid is drawn by; sums and counts are not."""
    if plan is None:
        return None
    return plan.uuid, plan.start_year, plan.end_year, plan.code
