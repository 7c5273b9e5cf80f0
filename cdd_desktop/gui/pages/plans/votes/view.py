"""ลงคะแนน: points counted in a meeting, the places they give, and ranks that follow them."""

import dataclasses
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QFrame,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
)
from typing_extensions import override

from cdd_desktop.errors import CddError, ValidationFailed
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.dialogs import Leaving
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.list_table import show_as_list
from cdd_desktop.gui.pages.plans.view import View
from cdd_desktop.gui.pages.plans.votes.points_model import Column, PointsModel, lines_of
from cdd_desktop.gui.pages.plans.votes.sheet_head import SheetHead
from cdd_desktop.gui.pages.plans.votes.votes_read import VotesRead, read_votes
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.plans.records import PlanLine, PlanState, Project
from cdd_desktop.plans.votes.records import Placed, VoteSheet, tally
from cdd_desktop.thai.calendar import short_thai_date

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.plans.page import PlansPage

_ROW_HEIGHT = 30
_WIDTHS = {Column.PLACE: 96, Column.DIMENSION: 140, Column.RANK: 84, Column.POINTS: 96}
_NO_PLAN = "ยังไม่ได้เลือกแผน กด F7 แล้วเลือกแผนที่จะลงคะแนน"
_NO_PROJECTS = "แผนนี้ยังไม่มีโครงการ เพิ่มโครงการในมุมมองโครงการ (Ctrl+1) ก่อนลงคะแนน"


class VotesView(View):
    """Points are kept by a button; leaving a sheet with points that are not kept asks.

    Keys: typing fills the cell, Enter goes on · Ctrl+N new sheet · Ctrl+S keep · Alt+↑↓ put
    those that tie in the meeting's order · Ctrl+Enter let the ranks follow.
    """

    sheet_combo: QComboBox
    new_button: QPushButton
    remove_button: QPushButton
    dimension_check: QCheckBox
    save_button: QPushButton
    apply_button: QPushButton
    head: SheetHead
    list_card: QFrame
    points_table: QTableView
    nothing_label: QLabel
    total_label: QLabel
    state_label: QLabel

    def __init__(self, context: Context, page: "PlansPage") -> None:
        super().__init__(context, page)
        load_form(self, "votes_view", SheetHead)
        self._plan: PlanLine | None = None
        self._read: VotesRead | None = None
        self._asked = 0
        self._sheet: VoteSheet | None = None  # as stored, or as begun
        self._points: dict[UUID, int] = {}
        self._order: list[UUID] = []  # of the projects, as those that tie stand
        self._wanted: UUID | None = None
        self.points = PointsModel(self)
        self._arrange()
        self._connect()
        self.setFocusProxy(self.points_table)
        self._show_parts()

    # what the page asks

    @override
    def refresh(self) -> None:
        plan = self._plan
        self._asked += 1
        if plan is None:
            self._read = None
            self._show_parts()
            return
        asked, services = self._asked, self.context.services
        self.query(lambda: (asked, read_votes(services, plan)), self._take)

    @override
    def show_plan(self, plan: PlanLine | None) -> None:
        is_other = (plan and plan.uuid) != (self._plan and self._plan.uuid)
        self._plan = plan
        if is_other:
            self._sheet = self._read = None
            if self.isVisible():
                self.refresh()
            else:
                self._show_parts()

    @override
    def leave(self) -> bool:
        if not self.is_dirty:
            return True
        answer = self.context.dialogs.ask_leaving("คะแนนในใบนี้")
        if answer is Leaving.STAY:
            return False
        if answer is Leaving.DISCARD:
            self._sheet = None
            self._show_sheets()
            return True
        if not self.head.is_legible():
            return False
        try:
            self._keep(self.context.services.ranking.save(self._draft()))
        except CddError as problem:
            self.refuse(problem)
            return False
        return True

    @override
    def refuse(self, problem: CddError) -> None:
        if isinstance(problem, ValidationFailed):
            others = self.head.show_problems(problem.problems)
            if others:
                self.told.emit(others, "failed")
        else:
            self.told.emit(str(problem), "failed")

    # what is done

    @property
    def is_dirty(self) -> bool:
        """Whether what is typed differs from what is kept."""
        sheet = self._sheet
        if sheet is None:
            return False
        if not sheet.version:
            return bool(self._points)
        return self._draft() != dataclasses.replace(sheet, points=dict(sheet.points))

    @property
    def placed(self) -> tuple[Placed, ...]:
        """The places as counted so far."""
        if self._sheet is None:
            return ()
        return tally(dataclasses.replace(self._sheet, points=self._points), self._order)

    def begin(self) -> None:
        """A new sheet of the plan in hand."""
        plan = self._plan
        if plan is None or not self.leave():
            return
        self._show_sheet(self.context.services.ranking.begin(plan.uuid, self.context.today))
        self.points_table.setFocus()

    def save(self) -> None:
        """Keep the points that were counted."""
        if self._sheet is None or not self.head.is_legible():
            return
        ranking, draft = self.context.services.ranking, self._draft()
        self.query(lambda: ranking.save(draft), self._take_kept, writes=True)

    def apply(self) -> None:
        """Keep the points, and let the ranks of the plan follow them."""
        if self._sheet is None or not self.head.is_legible():
            return
        ranking, draft = self.context.services.ranking, self._draft()
        by_dimension = self.dimension_check.isChecked()
        order = [one.project for one in self.placed]
        self.query(
            lambda: ranking.save_and_apply(draft, order, by_dimension=by_dimension),
            self._take_applied,
            writes=True,
        )

    def remove(self) -> None:
        """Remove the sheet in hand, once confirmed."""
        sheet = self._sheet
        if sheet is None or not sheet.version:
            self._sheet = None
            self._show_sheets()
            return
        question = f"ลบใบลงคะแนนวันที่ {short_thai_date(sheet.held_on)} หรือไม่"
        detail = "ลำดับของโครงการในแผนคงเดิม เลิกทำได้ด้วย Ctrl+Z"
        if self.context.dialogs.confirm(question, action="ลบ", detail=detail):
            ranking = self.context.services.ranking
            self.query(lambda: ranking.remove(sheet.uuid), self._take_removed, writes=True)

    def step(self, step: int) -> None:
        """Move the project in hand among those that have the same points."""
        row = self.points_table.currentIndex().row()
        places = {one.project: one for one in self.placed}
        if not 0 <= row < len(self.points.rows):
            return
        mine = places.get(self.points.rows[row].project.uuid)
        tied = [one.project for one in places.values() if mine and one.place == mine.place]
        if mine is None or len(tied) == 1:
            self.told.emit("สลับได้เฉพาะโครงการที่คะแนนเท่ากัน (แสดงคำว่า ร่วม)", "failed")
            return
        at = tied.index(mine.project)
        if not 0 <= at + step < len(tied):
            return
        one, other = (self._order.index(tied[place]) for place in (at, at + step))
        self._order[one], self._order[other] = self._order[other], self._order[one]
        self._count()
        spoken = [p.project for p in self.placed if p.project in tied].index(mine.project) + 1
        self.told.emit(f"อยู่ที่ {mine.place - 1 + spoken} ตามมติที่ประชุม", "passed")

    # inside

    def _draft(self) -> VoteSheet:
        sheet = self._sheet
        if sheet is None:
            raise RuntimeError("no sheet in hand")
        return dataclasses.replace(self.head.typed_into(sheet), points=dict(self._points))

    def _keep(self, sheet: VoteSheet) -> None:
        self._sheet, self._wanted = sheet, sheet.uuid
        self.page.wrote("บันทึกคะแนนแล้ว")

    def _take_kept(self, sheet: VoteSheet) -> None:
        self._keep(sheet)
        self.refresh()

    def _take_applied(self, sheet: VoteSheet) -> None:
        self._sheet, self._wanted = sheet, sheet.uuid
        self.page.wrote("จัดลำดับตามคะแนนแล้ว เลิกทำได้ด้วย Ctrl+Z")
        self.refresh()

    def _take_removed(self, _: None) -> None:
        self._sheet = None
        self.page.wrote("ลบใบลงคะแนนแล้ว")
        self.refresh()

    def _take(self, read: tuple[int, VotesRead]) -> None:
        asked, found = read
        if asked != self._asked:
            return  # asked again since
        is_typed = self.is_dirty
        self._read = found
        self.points.dimension_label = lambda key: found.dimensions.label(key, self.context.year)
        if not is_typed:
            self._show_sheets()

    def _show_sheets(self) -> None:
        """Offer the plan's sheets; the one in hand stays, else the newest is shown."""
        read = self._read
        if read is None:
            self._show_parts()
            return
        held = self._wanted or (self._sheet.uuid if self._sheet else None)
        self._wanted = None
        chosen = next((one for one in read.sheets if one.uuid == held), None)
        chosen = chosen or (read.sheets[0] if read.sheets else None)
        if chosen is None and self._plan is not None:
            chosen = self.context.services.ranking.begin(self._plan.uuid, self.context.today)
        if chosen is not None:
            self._show_sheet(chosen)

    def _show_sheet(self, sheet: VoteSheet) -> None:
        read = self._read
        if read is None:
            return
        self._sheet, self._points = sheet, dict(sheet.points)
        self._order = [project.uuid for project in read.projects]
        combo = self.sheet_combo
        combo.blockSignals(True)
        combo.clear()
        for one in read.sheets:
            voters = f" · {one.voters:,} คน" if one.voters is not None else ""
            combo.addItem(f"{short_thai_date(one.held_on)}{voters}", one.uuid)
        if not sheet.version:
            combo.addItem("ใบใหม่", sheet.uuid)
        combo.setCurrentIndex(combo.findData(sheet.uuid))
        combo.blockSignals(False)
        self.head.load(sheet, read.meetings, self.context.today)
        row = max(self.points_table.currentIndex().row(), 0)
        self.points.show(lines_of(read.projects, self._points, self.placed))
        self.points_table.setCurrentIndex(
            self.points.index(min(row, len(read.projects) - 1), Column.POINTS)
        )
        self._count()
        self._show_parts()

    def _type(self, project: UUID, points: int | None) -> None:
        if points is None:
            self._points.pop(project, None)
        else:
            self._points[project] = points
        self._count()

    def _count(self) -> None:
        """The running total, and the places that the points give now."""
        projects: tuple[Project, ...] = self._read.projects if self._read else ()
        placed = self.placed
        if projects:
            self.points.put(lines_of(projects, self._points, placed))
        shared = sum(1 for one in placed if one.is_shared)
        counted = f"ลงแล้ว {len(placed):,} จาก {len(projects):,} โครงการ"
        told = f"รวม {sum(self._points.values()):,} คะแนน · {counted}"
        self.total_label.setText(f"{told} · คะแนนเท่ากัน {shared:,} โครงการ" if shared else told)
        self.state_label.setText(
            wrapped("คะแนนเท่ากัน: กด Alt+↑ Alt+↓ เรียงตามมติที่ประชุมก่อนจัดลำดับ") if shared else ""
        )

    def _show_parts(self) -> None:
        read, plan = self._read, self._plan
        has_projects = read is not None and bool(read.projects)
        is_open = plan is not None and plan.state is not PlanState.CLOSED and has_projects
        self.points.is_open = is_open
        for part in (self.new_button, self.save_button, self.apply_button, self.remove_button):
            part.setEnabled(is_open)
        shown = (self.head, self.points_table, self.total_label, self.state_label)
        for below in shown:
            below.setVisible(has_projects)
        nothing = (
            _NO_PLAN if plan is None else ("" if read is None or has_projects else _NO_PROJECTS)
        )
        tell(self.nothing_label, nothing, tone="muted")

    def _choose(self, _: int) -> None:
        read, uuid = self._read, self.sheet_combo.currentData()
        if read is None or (self._sheet is not None and uuid == self._sheet.uuid):
            return
        if not self.leave():
            held = self._sheet.uuid if self._sheet else None
            self.sheet_combo.setCurrentIndex(self.sheet_combo.findData(held))
            return
        chosen = next((one for one in read.sheets if one.uuid == uuid), None)
        if chosen is not None:
            self._show_sheet(chosen)

    def _arrange(self) -> None:
        self.sheet_combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        table = self.points_table
        show_as_list(table, self.points, row_height=_ROW_HEIGHT)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        table.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        for column, width in _WIDTHS.items():
            table.setColumnWidth(column, width)
        table.horizontalHeader().setSectionResizeMode(
            Column.PROJECT, QHeaderView.ResizeMode.Stretch
        )

    def _connect(self) -> None:
        self.points.typed.connect(self._type)
        self.points.refused.connect(lambda text: self.told.emit(text, "failed"))
        self.sheet_combo.activated.connect(self._choose)
        self.dimension_check.setToolTip(tooltip("ลำดับภายในด้านเรียงตามคะแนนชุดเดียวกัน"))
        for button, words, keys, act in (
            (self.new_button, "เริ่มใบลงคะแนนใหม่ของแผนนี้", "Ctrl+N", self.begin),
            (self.remove_button, "ลบใบลงคะแนนนี้", "Ctrl+Del", self.remove),
            (self.save_button, "เก็บคะแนนโดยยังไม่จัดลำดับ", "Ctrl+S", self.save),
            (self.apply_button, "เก็บคะแนน แล้วจัดลำดับโครงการของแผน", "Ctrl+Enter", self.apply),
        ):
            button.setToolTip(tooltip(words, keys))
            button.clicked.connect(act)
        for keys, act in (
            ("Ctrl+N", self.begin),
            ("Ctrl+Del", self.remove),
            ("Ctrl+S", self.save),
            ("Ctrl+Return", self.apply),
            ("Ctrl+Enter", self.apply),
        ):
            on_keys(self, keys, act)
        on_keys(self.points_table, "Alt+Up", lambda: self.step(-1))
        on_keys(self.points_table, "Alt+Down", lambda: self.step(1))
        for keys in ("Return", "Enter"):
            on_keys(self.points_table, keys, self._go_on)

    def _go_on(self) -> None:
        """Enter in the table takes what is typed and goes to the next project's points."""
        row = min(self.points_table.currentIndex().row() + 1, len(self.points.rows) - 1)
        self.points_table.setFocus()  # an open editor gives what it holds
        self.points_table.setCurrentIndex(self.points.index(row, Column.POINTS))
