"""ความต้องการ: what waits for a plan; new proposals, what is asked twice, pulling into a plan."""

from collections.abc import Iterator
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QSortFilterProxyModel, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QWidget,
)
from typing_extensions import override

from cdd_desktop.gui.context import Context
from cdd_desktop.gui.elided_label import ElidedLabel
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.list_table import show_as_list
from cdd_desktop.gui.pages.plans.needs.alike_dialog import NeedsAlikeDialog
from cdd_desktop.gui.pages.plans.needs.need_dialog import NeedDialog, NewNeed, begin_need
from cdd_desktop.gui.pages.plans.needs.need_filters import FILTER_KEYS, NeedFilters
from cdd_desktop.gui.pages.plans.needs.need_model import (
    RECORD_ROLE,
    SORT_ROLE,
    Column,
    FollowedColumn,
    FollowedModel,
    NeedModel,
    total_requested,
)
from cdd_desktop.gui.pages.plans.needs.needs_read import NeedsRead, read_needs, shown_of
from cdd_desktop.gui.pages.plans.view import View
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.plans.needs.records import Followed, Need, Pair, Pulled
from cdd_desktop.plans.records import PlanLine, PlanState
from cdd_desktop.thai.money import format_baht

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.plans.page import PlansPage

_ROW_HEIGHT = 30
_WIDTHS = {Column.PLACE: 150, Column.AGE: 102, Column.ASKED: 86, Column.STATUS: 130}
_MONEY_WIDTH = 104
_FOLLOWED_WIDTHS = {
    FollowedColumn.PLACE: 150,
    FollowedColumn.STATUS: 130,
    FollowedColumn.FAILED: 130,
    FollowedColumn.NEXT: 150,
}
_EMPTY = (
    "ยังไม่มีความต้องการที่รอบรรจุแผนในพื้นที่นี้ กด Ctrl+N เพื่อเพิ่มข้อเสนอ "
    "หรือกด Ctrl+Enter ที่ข้อที่ไม่ผ่านในหน้าแบบประเมิน"
)
_NONE_SHOWN = "ไม่มีรายการตามตัวกรอง กด Esc ในช่องค้นหาเพื่อล้างตัวกรอง"
_NONE_FOLLOWED = "ยังไม่มีโครงการที่มาจากตัวชี้วัดที่ไม่ผ่านในพื้นที่นี้"


class NeedsView(View):
    """Of the area at the top; the plan chosen in the tree is where needs are pulled to.

    Keys: Ctrl+F search · Ctrl+N new · Ctrl+Enter pull into the plan · Ctrl+D asked twice ·
    Enter the project in its plan.
    """

    filters: NeedFilters
    new_button: QPushButton
    pull_button: QPushButton
    target_label: ElidedLabel
    alike_button: QPushButton
    open_button: QPushButton
    list_card: QFrame
    need_table: QTableView
    followed_table: QTableView
    nothing_label: QLabel
    state_label: QLabel

    def __init__(self, context: Context, page: "PlansPage") -> None:
        super().__init__(context, page)
        load_form(self, "needs_view", ElidedLabel, NeedFilters)
        self._read: NeedsRead | None = None
        self._asked = 0
        self._plan: PlanLine | None = None
        self._wanted: UUID | None = None
        self.needs = NeedModel(lambda: self.context.today, self)
        self.followed = FollowedModel(self)
        self._sorted = QSortFilterProxyModel(self)
        self._sorted.setSourceModel(self.needs)
        self._sorted.setSortRole(SORT_ROLE)
        self._arrange()
        self._connect()
        self.setFocusProxy(self.need_table)
        self._show()

    # what the page asks

    @property
    @override
    def is_busy(self) -> bool:
        return self.awaits_answers or self.filters.is_settling

    @override
    def refresh(self) -> None:
        self._asked += 1
        asked, services, area = self._asked, self.context.services, self.context.area_code
        self.query(lambda: (asked, read_needs(services, area)), self._take)

    @override
    def show_plan(self, plan: PlanLine | None) -> None:
        self._plan = plan
        self._show_target()

    @override
    def show_target(self, target: object) -> None:
        """A project's identity."""
        if isinstance(target, UUID):
            self._wanted = target
            self.refresh()

    @override
    def set_compact(self, compact: bool) -> None:
        self.need_table.setColumnHidden(Column.STATUS, compact)
        self.followed_table.setColumnHidden(FollowedColumn.STATUS, compact)

    @override
    def stages(self) -> Iterator[tuple[str, QWidget | None]]:
        services, area = self.context.services, self.context.area_code
        dialog = self.need_dialog(begin_need(services, area))
        dialog.show()
        yield "new", dialog
        dialog.close()
        dialog.deleteLater()
        pairs = services.needs.near_duplicates(area)
        if pairs:
            alike = self.alike_dialog(pairs)
            alike.show()
            yield "alike", alike
            alike.close()
            alike.deleteLater()

    # what is done

    @property
    def chosen(self) -> tuple[Need, ...]:
        """The needs that are marked, in the order shown."""
        rows = sorted(index.row() for index in self.need_table.selectionModel().selectedRows())
        found = (self._sorted.index(row, 0).data(RECORD_ROLE) for row in rows)
        return tuple(need for need in found if isinstance(need, Need))

    def need_dialog(self, new: NewNeed) -> NeedDialog:
        """The dialog of a new proposal, not yet open."""
        return NeedDialog(self, self.context, new)

    def alike_dialog(self, pairs: tuple[Pair, ...]) -> NeedsAlikeDialog:
        """The dialog of what may be asked twice, not yet open."""
        merge = self.context.services.needs.merge_duplicates
        return NeedsAlikeDialog(self, pairs, self.context.today, merge)

    def begin(self) -> None:
        """Write down what somebody proposes."""
        services, area = self.context.services, self.context.area_code
        self.query(lambda: begin_need(services, area), self._open_new)

    def pull(self) -> None:
        """Take the chosen needs into the plan that is chosen in the tree."""
        plan, needs = self._plan, self.chosen
        if plan is None:
            self.told.emit("ยังไม่ได้เลือกแผน กด F7 แล้วเลือกแผนที่จะดึงเข้า", "failed")
            return
        if not needs:
            self.told.emit("ยังไม่ได้เลือกรายการ เลือกในตารางก่อน (Shift+↑↓ เลือกหลายรายการ)", "failed")
            return
        services, uuids = self.context.services, [need.project.uuid for need in needs]
        self.query(lambda: services.needs.pull(uuids, plan.uuid), self._pulled, writes=True)

    def compare(self) -> None:
        """Look for what may be asked twice."""
        services, area = self.context.services, self.context.area_code
        self.query(lambda: services.needs.near_duplicates(area), self._open_alike)

    def go_to_project(self) -> None:
        """Show the project of the line in hand in its plan."""
        table = self.followed_table if self.filters.shows_followed else self.need_table
        row = table.currentIndex().siblingAtColumn(0).data(RECORD_ROLE)
        if not isinstance(row, Need | Followed):
            return
        if row.project.plan is None:
            self.told.emit("รายการนี้ยังไม่อยู่ในแผน กด Ctrl+Enter เพื่อดึงเข้าแผนก่อน", "failed")
            return
        self.page.show_project(row.project.plan, row.project.uuid)

    # inside

    def _open_new(self, new: NewNeed) -> None:
        dialog = self.need_dialog(new)
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.kept is not None:
            self.page.wrote(f"เก็บข้อเสนอ “{dialog.kept.name}” แล้ว")
            self.refresh()
        dialog.deleteLater()
        self.need_table.setFocus()

    def _open_alike(self, pairs: tuple[Pair, ...]) -> None:
        if not pairs:
            self.told.emit("ไม่พบรายการที่คล้ายกันในตำบลเดียวกัน", "passed")
            return
        dialog = self.alike_dialog(pairs)
        dialog.exec()
        if dialog.merged:
            self.page.wrote(f"รวมรายการซ้ำ {dialog.merged} รายการแล้ว เลิกทำได้ด้วย Ctrl+Z")
            self.refresh()
        dialog.deleteLater()
        self.need_table.setFocus()

    def _pulled(self, pulled: Pulled) -> None:
        said = f"ดึงเข้าแผนแล้ว {len(pulled.projects)} รายการ เลิกทำได้ด้วย Ctrl+Z"
        if pulled.moved and self._plan is not None:
            said += f" · งบของปีนอกช่วงแผน {len(pulled.moved)} รายการ ย้ายไปปี {self._plan.start_year}"
        self.page.wrote(said)
        self.refresh()

    def _take(self, read: tuple[int, NeedsRead]) -> None:
        asked, found = read
        if asked != self._asked:
            return  # asked again since
        self._read = found
        self._show()

    def _show(self) -> None:
        read = self._read
        follows = self.filters.shows_followed
        self.need_table.setVisible(not follows)
        self.followed_table.setVisible(follows)
        for button in (self.new_button, self.pull_button, self.alike_button):
            button.setVisible(not follows)
        self.target_label.setVisible(not follows)
        if read is None:
            self.nothing_label.setVisible(False)
            return
        self.filters.offer(read, self.context.year)
        if follows:
            self._show_followed(read)
        else:
            self._show_needs(read)
        self._show_target()

    def _show_needs(self, read: NeedsRead) -> None:
        kept = {need.project.uuid for need in self.chosen}
        if self._wanted is not None:
            kept, self._wanted = {self._wanted}, None
        shown = shown_of(read, self.filters.filter)
        self.needs.show(shown)
        rows = [
            row
            for row in range(self._sorted.rowCount())
            if self._sorted.index(row, 0).data(RECORD_ROLE).project.uuid in kept
        ]
        self.need_table.setCurrentIndex(self._sorted.index(rows[0] if rows else 0, 0))
        self._tell_nothing(_NONE_SHOWN if read.needs else _EMPTY, is_empty=not shown)
        self.need_table.setVisible(bool(shown))
        count = f"{len(shown):,} รายการ"
        if len(shown) != len(read.needs):
            count += f" จาก {len(read.needs):,}"
        self.state_label.setText(
            wrapped(f"{count} · งบที่ขอรวม {format_baht(total_requested(shown))} บาท")
        )

    def _show_followed(self, read: NeedsRead) -> None:
        self.followed.show(read.followed)
        self.followed_table.setCurrentIndex(self.followed.index(0, 0))
        self._tell_nothing(_NONE_FOLLOWED, is_empty=not read.followed)
        self.followed_table.setVisible(bool(read.followed))
        passed = sum(1 for row in read.followed if row.outcome and row.outcome.is_passed)
        done = sum(1 for row in read.followed if row.is_done)
        self.state_label.setText(
            wrapped(f"{len(read.followed):,} โครงการ · แล้วเสร็จ {done:,} · ผ่านในรอบถัดไป {passed:,}")
        )

    def _tell_nothing(self, text: str, *, is_empty: bool) -> None:
        self.nothing_label.setText(wrapped(text))
        self.nothing_label.setVisible(is_empty)

    def _show_target(self) -> None:
        plan = self._plan
        is_open = plan is not None and plan.state is not PlanState.CLOSED
        self.pull_button.setEnabled(is_open and bool(self.needs.rows))
        if plan is None:
            self.target_label.show_text("เลือกแผนที่จะดึงเข้าทางซ้าย (F7)")
            return
        closed = "" if is_open else " สิ้นสุดแล้ว"
        self.target_label.show_text(f"→ {plan.title}{closed}")

    def _arrange(self) -> None:
        show_as_list(self.need_table, self._sorted, row_height=_ROW_HEIGHT)
        self.need_table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        header = self.need_table.horizontalHeader()
        for column, width in _WIDTHS.items():
            self.need_table.setColumnWidth(column, width)
        self.need_table.setColumnWidth(Column.MONEY, _MONEY_WIDTH)
        header.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(60)
        self.need_table.setSortingEnabled(True)
        self.need_table.sortByColumn(Column.AGE, Qt.SortOrder.DescendingOrder)
        show_as_list(self.followed_table, self.followed, row_height=_ROW_HEIGHT)
        for followed, width in _FOLLOWED_WIDTHS.items():
            self.followed_table.setColumnWidth(followed, width)
        self.followed_table.horizontalHeader().setSectionResizeMode(
            FollowedColumn.NAME, QHeaderView.ResizeMode.Stretch
        )

    def _connect(self) -> None:
        self.filters.changed.connect(self._show)
        for button, words, keys, act in (
            (self.new_button, "เพิ่มข้อเสนอที่มีผู้เสนอ", "Ctrl+N", self.begin),
            (self.pull_button, "ดึงรายการที่เลือกเข้าแผน", "Ctrl+Enter", self.pull),
            (self.alike_button, "หารายการที่อาจเป็นเรื่องเดียวกัน", "Ctrl+D", self.compare),
            (self.open_button, "เปิดโครงการในแผนของมัน", "Enter", self.go_to_project),
        ):
            button.setToolTip(tooltip(words, keys))
            button.clicked.connect(act)
        on_keys(self, "Ctrl+N", self.begin)
        on_keys(self, "Ctrl+D", self.compare)
        on_keys(self, FILTER_KEYS, self.filters.text_edit.setFocus)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            on_keys(self, keys, self.pull)
        for table in (self.need_table, self.followed_table):
            table.doubleClicked.connect(self.go_to_project)
            for keys in ("Return", "Enter"):
                on_keys(table, keys, self.go_to_project)
        on_keys(self.filters.text_edit, "Esc", self._leave_filter)
        for keys in ("Return", "Down"):
            on_keys(self.filters.text_edit, keys, self.need_table.setFocus)

    def _leave_filter(self) -> None:
        self.filters.clear()
        self.need_table.setFocus()
