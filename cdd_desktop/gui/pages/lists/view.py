"""รายการคำ: the lists of a page that the office words itself."""

import dataclasses
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QStringListModel
from PySide6.QtWidgets import QFrame, QLabel, QListView, QPushButton, QWidget
from typing_extensions import override

from cdd_desktop.errors import CddError, ValidationFailed
from cdd_desktop.gui.context import Changed, Context
from cdd_desktop.gui.dialogs import Leaving
from cdd_desktop.gui.edit_table import EditField, EditModel, EditTable
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.line_view import show_lines
from cdd_desktop.gui.pages.lists.entry_edits import (
    checked,
    new_entry,
    reworded,
    year_text,
)
from cdd_desktop.gui.pages.view import View
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.lookups.records import Confidence, Entry, ListName, Lookup

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.strip_page import StripPage

_NAMES_WIDTH = 232
_PICTURED = {ListName.PROJECT_STATUS, ListName.AGENDA, ListName.WASTE_ITEM}


class ListsView(View):
    """A list is saved whole by a button; leaving one with unsaved words asks.

    Keys: those of `EditTable` · Space retires an entry or offers it again · Ctrl+W words it anew
    from the year at the top · Ctrl+S saves.
    """

    names_card: QFrame
    name_view: QListView
    list_label: QLabel
    state_label: QLabel
    save_button: QPushButton
    restore_button: QPushButton
    entry_table: EditTable
    problem_label: QLabel
    add_button: QPushButton
    reword_button: QPushButton
    retire_button: QPushButton
    check_button: QPushButton

    def __init__(self, context: Context, page: "StripPage", names: Sequence[ListName]) -> None:
        super().__init__(context, page)
        load_form(self, "lists_view", EditTable)
        self._lookups = context.services.lookups
        self._lookup: Lookup | None = None
        self._lists = tuple(names)
        self._name = self._lists[0]
        self._names = QStringListModel([name.label for name in names], self)
        self._entries: EditModel[Entry] = EditModel(
            (
                EditField(name="label", heading="คำ"),
                EditField(
                    name="from_year", heading="ใช้ตั้งแต่ปี", width=100, show=year_text, is_fixed=True
                ),
                EditField(
                    name="is_offered",
                    heading="การใช้",
                    width=100,
                    show=lambda is_offered: "ใช้อยู่" if is_offered else "เลิกใช้แล้ว",
                    is_fixed=True,
                ),
                EditField(
                    name="confidence",
                    heading="ที่มา",
                    width=170,
                    show=lambda confidence: Confidence(confidence).mark,
                    is_fixed=True,
                ),
            ),
            self,
        )
        self.names_card.setFixedWidth(_NAMES_WIDTH)
        self.name_view.setModel(self._names)
        show_lines(self.name_view)
        self.entry_table.set_up(self._entries, lambda _: new_entry(), self._may_go)
        self.name_view.setCurrentIndex(self._names.index(0))
        self.setFocusProxy(self.name_view)
        self._connect()

    @property
    def is_dirty(self) -> bool:
        """Whether the entries differ from what was loaded."""
        return self._lookup is not None and tuple(self._entries.rows) != self._lookup.entries

    @override
    def refresh(self) -> None:
        if not self.is_dirty:
            self._read()

    @override
    def leave(self) -> bool:
        self.entry_table.commit_typed()
        if not self.is_dirty:
            return True
        answer = self.context.dialogs.ask_leaving(f"รายการ{self._name.label}")
        if answer is Leaving.STAY:
            return False
        if answer is Leaving.SAVE:
            try:
                self._take(self._lookups.save(self._name, self._entries.rows))
            except CddError as problem:
                self.refuse(problem)
                return False
            self.page.wrote(f"บันทึกรายการ{self._name.label}แล้ว", Changed.LISTS)
            return True
        if self._lookup is not None:
            self._take(self._lookup)
        return True

    @override
    def stages(self) -> Iterator[tuple[str, QWidget | None]]:
        for row, name in enumerate(self._lists):
            if name in _PICTURED:
                self.name_view.setCurrentIndex(self._names.index(row))
                yield name.value, None
        self.name_view.setCurrentIndex(self._names.index(0))

    def save(self) -> None:
        """Let the list be as it is typed."""
        self.entry_table.commit_typed()
        if not self.is_dirty:
            return
        name, entries = self._name, tuple(self._entries.rows)

        def take(lookup: Lookup) -> None:
            if name is self._name:
                self._take(lookup)
            self.page.wrote(f"บันทึกรายการ{name.label}แล้ว", Changed.LISTS)

        self.query(lambda: self._lookups.save(name, entries), take, writes=True)

    def restore(self) -> None:
        """Go back to the list that came with the program, once confirmed."""
        name = self._name
        question = f"กลับไปใช้รายการ{name.label}ที่มากับโปรแกรมหรือไม่"
        detail = "คำที่สำนักงานเพิ่มไว้จะหายไปจากรายการ ข้อมูลเดิมไม่หาย เลิกทำได้ด้วย Ctrl+Z"
        if not self.context.dialogs.confirm(question, action="กลับไปใช้รายการเดิม", detail=detail):
            return

        def take(lookup: Lookup) -> None:
            self._take(lookup)
            self.page.wrote(f"กลับไปใช้รายการ{name.label}เดิมแล้ว", Changed.LISTS)

        self.query(lambda: self._lookups.restore(name), take, writes=True)

    def reword(self) -> None:
        """Begin a new wording of the entry, from the year at the top."""
        row = self.entry_table.row
        if row < 0:
            return
        entries, at = reworded(self._entries.rows, row, self.context.year)
        if at == row:
            told = f"คำนี้เริ่มใช้ปี {year_text(entries[row].from_year)} แล้ว แก้ที่คำได้เลย (F2)"
            tell(self.problem_label, told, tone="muted")
        else:
            self._entries.become(entries)
        self.entry_table.choose(at, 0)
        self.entry_table.edit(self.entry_table.currentIndex())

    def retire(self) -> None:
        """Offer the entry no more, or again; records keep it either way."""
        row = self.entry_table.row
        if row >= 0:
            entry = self._entries.rows[row]
            self._entries.put(row, dataclasses.replace(entry, is_offered=not entry.is_offered))
            self._show_state()

    def _may_go(self, row: int) -> bool:
        """Whether no record can hold an entry: it was never saved."""
        held = () if self._lookup is None else self._lookup.entries
        return self._entries.rows[row].key not in {entry.key for entry in held}

    def _keep(self) -> None:
        told = "คำนี้อาจมีข้อมูลใช้อยู่ จึงไม่ลบ กรุณากด Space เพื่อเลิกใช้แทน"
        tell(self.problem_label, told, tone="failed")

    def confirm(self) -> None:
        """The entry was checked: it is the office's own word now."""
        row = self.entry_table.row
        if row >= 0 and self._entries.rows[row].confidence is not Confidence.OWN:
            self._entries.put(row, checked(self._entries.rows[row]))
            self._show_state()

    @override
    def refuse(self, problem: CddError) -> None:
        if isinstance(problem, ValidationFailed):
            rows = {
                (row, "label"): problem.problems[entry.key]
                for row, entry in enumerate(self._entries.rows)
                if entry.key in problem.problems
            }
            self._entries.mark(rows)
            for row, _ in list(rows)[:1]:
                self.entry_table.choose(row, 0)
        tell(self.problem_label, str(problem), tone="failed")

    def _read(self) -> None:
        name = self._name
        self.query(lambda: self._lookups.get(name), self._take_read)

    def _take_read(self, lookup: Lookup) -> None:
        if lookup.name is self._name:  # else another was chosen since
            self._take(lookup)

    def _take(self, lookup: Lookup) -> None:
        row = max(self.entry_table.row, 0)
        self._lookup = lookup
        self._entries.show(lookup.entries)
        if lookup.entries:
            self.entry_table.choose(min(row, len(lookup.entries) - 1), 0)
        tell(self.problem_label, "")
        self._show_state()

    def _show_state(self) -> None:
        lookup = self._lookup
        if lookup is None:
            return
        self.list_label.setText(self._name.label)
        waiting = sum(entry.confidence.is_to_be_checked for entry in self._entries.rows)
        whose = "แก้โดยสำนักงาน" if lookup.is_own else "ตามที่มากับโปรแกรม"
        told = ["ยังไม่ได้บันทึก" if self.is_dirty else whose]
        if waiting:
            told.append(f"รอตรวจ {waiting} คำ")
        self.state_label.setText(" · ".join(told))
        self.save_button.setEnabled(self.is_dirty)
        self.restore_button.setEnabled(lookup.is_own)
        row = self.entry_table.row
        entry = self._entries.rows[row] if 0 <= row < len(self._entries.rows) else None
        for button in (self.reword_button, self.retire_button, self.check_button):
            button.setEnabled(entry is not None)
        self.retire_button.setText("เลิกใช้" if entry is None or entry.is_offered else "ใช้ต่อ")

    def _choose(self, index: QModelIndex) -> None:
        name = self._lists[index.row()]
        if name is self._name:
            return
        if not self.leave():
            held = self._lists.index(self._name)
            self.name_view.setCurrentIndex(self._names.index(held))
            return
        self._name = name
        self._read()

    def _edit(self) -> None:
        """Words that were typed over are the office's own."""
        held = {} if self._lookup is None else {e.uuid or e.key: e for e in self._lookup.entries}
        for row, entry in enumerate(self._entries.rows):
            before = held.get(entry.uuid or entry.key)
            is_shipped = entry.confidence is not Confidence.OWN
            if before is not None and is_shipped and before.label != entry.label:
                self._entries.put(row, checked(entry))
                return  # told again
        tell(self.problem_label, "")
        self._show_state()

    def _connect(self) -> None:
        self.name_view.selectionModel().currentChanged.connect(lambda new, _: self._choose(new))
        self._entries.edited.connect(self._edit)
        self._entries.refused.connect(lambda text: tell(self.problem_label, text, tone="failed"))
        self.entry_table.row_chosen.connect(lambda _: self._show_state())
        self.entry_table.space_pressed.connect(lambda _: self.retire())
        self.entry_table.kept.connect(lambda _: self._keep())
        for button, keys, words, act in (
            (self.save_button, "Ctrl+S", "บันทึกรายการนี้", self.save),
            (
                self.reword_button,
                "Ctrl+W",
                "ใช้คำใหม่ตั้งแต่ปีที่เลือกด้านบน ปีก่อนหน้าใช้คำเดิม",
                self.reword,
            ),
        ):
            button.clicked.connect(act)
            button.setToolTip(tooltip(words, keys))
            on_keys(self, keys, act)
        for button, words, keys, act in (
            (self.add_button, "เพิ่มคำใหม่", "Ins", self.entry_table.add_row),
            (self.retire_button, "เลิกเสนอคำนี้ในรายการใหม่ ข้อมูลเดิมยังใช้คำนี้", "Space", self.retire),
            (self.check_button, "ตรวจกับแบบของจังหวัดแล้ว เอาเครื่องหมายรอตรวจออก", "", self.confirm),
            (self.restore_button, "ทิ้งคำที่แก้ไว้ กลับไปใช้รายการที่มากับโปรแกรม", "", self.restore),
        ):
            button.clicked.connect(act)
            button.setToolTip(tooltip(words, keys))
