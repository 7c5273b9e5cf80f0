"""The agenda of a meeting: its items at the left, what was said and resolved at the right."""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QListView, QPlainTextEdit, QPushButton, QWidget
from typing_extensions import override

from cdd_desktop.gui.edit_table import ROW_HEIGHT, EditField, EditModel, EditTable, day_field
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.lookups.records import Entry
from cdd_desktop.meetings.records import FollowUp, Item, renumbered

if TYPE_CHECKING:  # brings SQLAlchemy
    from cdd_desktop.plans.resolutions import ResolvedProject

LINK_KEYS = "Ctrl+G"
_LIST_HEIGHT = 46  # pixels: what a small window leaves of each part


class ItemsEditor(QWidget):
    """`edited` when something was typed. Linked projects are shown only; linking is the view's.

    Keys: those of `EditTable` · Alt+→ Alt+← lets an item stand under the one before, or not.
    """

    item_table: EditTable
    items_problem: QLabel
    body_edit: QPlainTextEdit
    resolution_edit: QPlainTextEdit
    link_button: QPushButton
    unlink_button: QPushButton
    project_view: QListView
    add_follow_button: QPushButton
    follow_table: EditTable

    edited = Signal()
    link_requested = Signal()
    unlink_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "meeting_items", EditTable)
        self._today: Callable[[], date] = date.today
        self._linked: Mapping[UUID, Sequence[ResolvedProject]] = {}
        self._row = -1
        self._is_loading = False
        self._items: EditModel[Item] = EditModel(
            (
                EditField(name="number", heading="ข้อ", width=48, is_fixed=True),
                EditField(name="heading", heading="เรื่อง"),
                EditField(name="resolution_kind", heading="มติ", width=104, choices=(("", ""),)),
            ),
            self,
        )
        self._follow_ups: EditModel[FollowUp] = EditModel(
            (
                EditField(name="task", heading="เรื่อง"),
                EditField(name="owner", heading="ผู้รับผิดชอบ", width=84),
                day_field("due_on", "กำหนด", self._day, 110),
                day_field("done_on", "เสร็จเมื่อ", self._day, 110),
            ),
            self,
        )
        self._projects = QStringListModel(self)
        self.item_table.set_up(self._items, self._new_item)
        self.follow_table.set_up(self._follow_ups, lambda _: FollowUp(uuid=uuid4()))
        self.project_view.setModel(self._projects)
        self.project_view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setFocusProxy(self.item_table)
        self.project_view.setMinimumHeight(_LIST_HEIGHT)
        self.follow_table.setMinimumHeight(_LIST_HEIGHT + ROW_HEIGHT)
        for edit in (self.body_edit, self.resolution_edit):
            edit.setMinimumHeight(_LIST_HEIGHT)
        self._furnish()

    @property
    def items(self) -> tuple[Item, ...]:
        """The items as they are typed."""
        return tuple(self._items.rows)

    @property
    def item(self) -> Item | None:
        """The one the cursor is on."""
        return self._items.rows[self._row] if 0 <= self._row < len(self._items.rows) else None

    @property
    def chosen_project(self) -> "ResolvedProject | None":
        """The project chosen in the list of those linked."""
        linked, row = self._linked_here(), self.project_view.currentIndex().row()
        return linked[row] if 0 <= row < len(linked) else None

    def set_today(self, today: Callable[[], date]) -> None:
        """The day that days typed in short are near."""
        self._today = today

    def load(
        self,
        items: Sequence[Item],
        kinds: Sequence[Entry],
        linked: "Mapping[UUID, Sequence[ResolvedProject]]",
    ) -> None:
        """Show the items of a meeting; the one the cursor was on stays chosen."""
        held = self.item.uuid if self.item else None
        self._is_loading = True
        self._linked = linked
        self._items.choose_from(
            "resolution_kind", (("", ""), *((kind.key, kind.label) for kind in kinds))
        )
        self._items.show(items)
        rows = [row for row, item in enumerate(items) if item.uuid == held]
        self._is_loading = False
        if items:
            self.item_table.choose(rows[0] if rows else 0, 1)
        self._show_item(rows[0] if rows else 0 if items else -1)

    def settle(self, kept: Sequence[Item]) -> None:
        """The items were kept: follow-ups have the versions they have in the file now."""
        versions = {one.uuid: one.version for item in kept for one in item.follow_ups}

        def current(ones: Sequence[FollowUp]) -> tuple[FollowUp, ...]:
            return tuple(
                dataclasses.replace(one, version=versions.get(one.uuid, one.version))
                for one in ones
            )

        rows = [
            dataclasses.replace(item, follow_ups=current(item.follow_ups))
            for item in self._items.rows
        ]
        if rows != list(self._items.rows):
            at, self._is_loading = self.item_table.currentIndex(), True
            self._items.show(rows)
            self.item_table.choose(at.row(), at.column())
            self._follow_ups.show(current(self._follow_ups.rows))
            self._is_loading = False

    def commit_typed(self) -> None:
        """Take what stands in an open cell."""
        self.item_table.commit_typed()
        self.follow_table.commit_typed()

    def show_linked(self, linked: "Mapping[UUID, Sequence[ResolvedProject]]") -> None:
        """Show other links; nothing else changes."""
        self._linked = linked
        self._show_projects()

    def mark(self, problems: Mapping[str, str]) -> None:
        """Tell what is wrong at its item; keys as `meeting_problems`."""
        found: dict[tuple[int, str], str] = {}
        for key, text in problems.items():
            part, _, rest = key.partition(":")
            if part in {"item", "follow"}:
                row, _, field = rest.partition(":")
                shown = field if part == "item" and field == "heading" else "heading"
                found[int(row), shown] = text
        self._items.mark(found)
        told = ""
        for (at, _), text in list(found.items())[:1]:
            self.item_table.choose(at, 1)
            told = f"แถวที่ {at + 1}: {text}"
        tell(self.items_problem, told, tone="failed")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if is_alt and event.key() in {Qt.Key.Key_Right, Qt.Key.Key_Left}:
            self._shift(is_under=event.key() == Qt.Key.Key_Right)
        else:
            super().keyPressEvent(event)

    def _day(self) -> date:
        return self._today()

    def _new_item(self, after: int) -> Item:
        before = self._items.rows[after] if 0 <= after < len(self._items.rows) else None
        return Item(uuid=uuid4(), number="0.0" if before is not None and before.is_under else "")

    def _shift(self, *, is_under: bool) -> None:
        item, row = self.item, self._row
        if item is not None and item.is_under != is_under:
            self._items.put(row, dataclasses.replace(item, number="0.0" if is_under else ""))

    def _edit(self) -> None:
        """Rows were added, moved or typed in: they are counted anew."""
        if self._is_loading:
            return
        counted = renumbered(self._items.rows)
        if counted != tuple(self._items.rows):
            row, column = self.item_table.row, self.item_table.currentIndex().column()
            self._is_loading = True
            self._items.show(counted)
            self._is_loading = False
            if row >= 0:
                self.item_table.choose(row, column)
        self.edited.emit()

    def _choose(self, row: int) -> None:
        if not self._is_loading:
            self._show_item(row)

    def _show_item(self, row: int) -> None:
        self._row = row
        item = self.item
        was, self._is_loading = self._is_loading, True
        self.body_edit.setPlainText(item.body if item else "")
        self.resolution_edit.setPlainText(item.resolution if item else "")
        self._follow_ups.show(item.follow_ups if item else ())
        for part in (self.body_edit, self.resolution_edit, self.follow_table):
            part.setEnabled(item is not None)
        for button in (self.link_button, self.add_follow_button):
            button.setEnabled(item is not None)
        self._show_projects()
        self._is_loading = was

    def _show_projects(self) -> None:
        linked = self._linked_here()
        self._projects.setStringList([f"{one.line}  ({one.plan_name})" for one in linked])
        self.unlink_button.setEnabled(bool(linked))

    def _linked_here(self) -> "Sequence[ResolvedProject]":
        return () if self.item is None else self._linked.get(self.item.uuid, ())

    def _take_detail(self) -> None:
        """What was typed at the right belongs to the item."""
        item = self.item
        if self._is_loading or item is None:
            return
        told = dataclasses.replace(
            item,
            body=self.body_edit.toPlainText(),
            resolution=self.resolution_edit.toPlainText(),
            follow_ups=tuple(self._follow_ups.rows),
        )
        if told != item:
            self._items.put(self._row, told)

    def _furnish(self) -> None:
        self._items.edited.connect(self._edit)
        self.item_table.row_chosen.connect(self._choose)
        self._follow_ups.edited.connect(self._take_detail)
        for model in (self._items, self._follow_ups):
            model.refused.connect(lambda text: tell(self.items_problem, text, tone="failed"))
        for edit in (self.body_edit, self.resolution_edit):
            edit.setTabChangesFocus(True)
            edit.textChanged.connect(self._take_detail)
        self.add_follow_button.clicked.connect(self.follow_table.add_row)
        self.link_button.clicked.connect(self.link_requested)
        self.unlink_button.clicked.connect(self.unlink_requested)
        self.link_button.setToolTip(tooltip("เลือกโครงการที่มตินี้กล่าวถึง", LINK_KEYS))
        self.unlink_button.setToolTip(tooltip("ไม่เกี่ยวกับโครงการที่เลือกแล้ว", "Del"))
        self.add_follow_button.setToolTip(tooltip("เพิ่มเรื่องที่มอบหมายให้ติดตาม", "Ins"))
        on_keys(self, LINK_KEYS, self.link_requested.emit)
        on_keys(self.project_view, "Del", self.unlink_requested.emit)
