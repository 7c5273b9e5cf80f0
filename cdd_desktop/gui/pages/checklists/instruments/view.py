"""แบบประเมิน: instruments and their versions; drafts are edited part by part and published."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QLabel,
    QPushButton,
    QSplitter,
    QTabBar,
    QTableView,
    QWidget,
)
from typing_extensions import override

from cdd_desktop.checklists.editing.changes import Change
from cdd_desktop.checklists.editing.records import Edition
from cdd_desktop.checklists.instruments import Instrument
from cdd_desktop.gui.context import Changed, Context
from cdd_desktop.gui.elided_label import ElidedLabel
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.pages.checklists.instruments.models import (
    EDITION_COLUMNS,
    FAULT_COLUMNS,
    LEVEL_COLUMNS,
    LINK_COLUMNS,
    OUTLINE_COLUMNS,
    EditionColumn,
    LevelLine,
    LinkLine,
    OutlineColumn,
    OutlineLine,
    OutlineModel,
    levels_of,
    links_of,
    outline_of,
)
from cdd_desktop.gui.pages.checklists.instruments.part_editing import PartEditing
from cdd_desktop.gui.pages.checklists.instruments.version_actions import VersionActions
from cdd_desktop.gui.pages.checklists.instruments.words import (
    EMPTY,
    FROZEN,
    TITLES,
    Part,
    checks,
)
from cdd_desktop.gui.pages.checklists.view import ChecklistView
from cdd_desktop.gui.pages.waste.community.models import RECORD_ROLE, LineModel, lay_out
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.thai_text import tooltip, wrapped

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.checklists.page import ChecklistsPage

_LIST_WIDTH = 440


class InstrumentsView(ChecklistView):
    """All instruments, whatever is chosen beside the strip.

    Keys: Ctrl+N new version · Ctrl+Shift+N new instrument · Ctrl+O take in · Ctrl+E send out ·
    Ctrl+B publish · Ctrl+M confirm texts · Ctrl+Tab next part · Insert add · Enter edit ·
    Alt+Up Alt+Down move · Ctrl+Del remove · Ctrl+G what is said of the whole.
    """

    begin_button: QPushButton
    blank_button: QPushButton
    import_button: QPushButton
    export_button: QPushButton
    confirm_button: QPushButton
    publish_button: QPushButton
    discard_button: QPushButton
    splitter: QSplitter
    edition_table: QTableView
    edition_label: ElidedLabel
    part_tabs: QTabBar
    head_button: QPushButton
    topic_button: QPushButton
    add_button: QPushButton
    edit_button: QPushButton
    up_button: QPushButton
    down_button: QPushButton
    remove_button: QPushButton
    outline_table: QTableView
    level_table: QTableView
    link_table: QTableView
    fault_table: QTableView
    nothing_label: QLabel
    state_label: QLabel

    def __init__(self, context: Context, page: "ChecklistsPage") -> None:
        super().__init__(context, page)
        load_form(self, "checklist_instruments", ElidedLabel, QTabBar)
        self._asked = 0
        self.wanted: UUID | str | None = None
        self.editions: LineModel[Edition] = LineModel(EDITION_COLUMNS, self)
        self.outline = OutlineModel(OUTLINE_COLUMNS, self)
        self.levels: LineModel[LevelLine] = LineModel(LEVEL_COLUMNS, self)
        self.links: LineModel[LinkLine] = LineModel(LINK_COLUMNS, self)
        self.faults: LineModel[str] = LineModel(FAULT_COLUMNS, self)
        self._tables: dict[Part, tuple[QTableView, LineModel[Any]]] = {
            Part.OUTLINE: (self.outline_table, self.outline),
            Part.LEVELS: (self.level_table, self.levels),
            Part.LINKS: (self.link_table, self.links),
            Part.FAULTS: (self.fault_table, self.faults),
        }
        self._editing = PartEditing(self)
        self.versions = VersionActions(self)
        self._arrange()
        self._connect()
        self._show_edition()

    # what the page asks

    @override
    def refresh(self) -> None:
        self._asked += 1
        asked, instruments = self._asked, self.context.services.instruments
        self.query(lambda: (asked, instruments.editions()), self._take)

    @override
    def show_target(self, target: object) -> None:
        """A version by its identity or the hash of its text."""
        if isinstance(target, UUID | str):
            self.wanted = target
            self.refresh()

    @override
    def set_compact(self, compact: bool) -> None:
        self.edition_table.setColumnHidden(EditionColumn.YEAR, compact)
        self.outline_table.setColumnHidden(OutlineColumn.KIND, compact)

    @override
    def stages(self) -> Iterator[tuple[str, QWidget | None]]:
        for part in Part:
            self.part_tabs.setCurrentIndex(part)
            yield part.name.lower(), None
        self.part_tabs.setCurrentIndex(Part.OUTLINE)
        for name, dialog in self._editing.stages():
            dialog.show()
            yield name, dialog
            dialog.close()
            dialog.deleteLater()

    # what is in hand

    @property
    def part(self) -> Part:
        """The part in front."""
        return Part(max(0, self.part_tabs.currentIndex()))

    @property
    def edition(self) -> Edition | None:
        """The version in hand."""
        found = self.edition_table.currentIndex().data(RECORD_ROLE)
        return found if isinstance(found, Edition) else None

    @property
    def line(self) -> object:
        """The line in hand of the part in front."""
        return self._tables[self.part][0].currentIndex().data(RECORD_ROLE)

    def before(self, edition: Edition) -> Instrument | None:
        """The version that its crosswalk leads to; without one, the last that holds before."""
        made = edition.instrument
        if made is None:
            return None
        others = [
            one.instrument
            for one in self.editions.rows
            if one.id == edition.id and not one.is_draft and one.instrument is not None
        ]
        if made.crosswalk is not None:
            wanted = made.crosswalk.version
            return next((one for one in others if one.version == wanted), None)
        older = [
            one
            for one in others
            if one.in_force_from <= made.in_force_from and one.version != made.version
        ]
        return max(older, key=lambda one: one.in_force_from, default=None)

    @property
    def chosen_parts(self) -> list[str]:
        """The texts in hand, as they are confirmed by."""
        table, model = self._tables[self.part]
        rows = sorted({index.row() for index in table.selectionModel().selectedRows()})
        lines = [model.rows[row] for row in rows]
        return [
            one.part if isinstance(one, OutlineLine) else f"level:{one.level.code}"
            for one in lines
            if isinstance(one, OutlineLine | LevelLine)
        ]

    # what is done

    def change(self, change: Change) -> None:
        """Change the draft in hand, as a dialog asks: raises what `edit` raises."""
        edition = self.edition
        if edition is not None and edition.uuid is not None:
            self.context.services.instruments.edit(edition.uuid, change, edition.row_version)

    def change_at_once(self, change: Change, said: str) -> None:
        """Change the draft in hand without a dialog."""
        edition, instruments = self.edition, self.context.services.instruments
        if edition is not None and edition.uuid is not None:
            uuid, version = edition.uuid, edition.row_version
            self.write(lambda: instruments.edit(uuid, change, version), said)

    def open(self, dialog: QDialog, said: str) -> None:
        """Run a dialog; what it saved is told to everybody."""
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.wrote(said)
        dialog.deleteLater()
        self._tables[self.part][0].setFocus()

    # inside

    def write(self, act: Callable[[], object], said: str) -> None:
        """Write off the window's thread, and tell everybody."""
        self.query(act, lambda _: self.wrote(said), writes=True)

    def wrote(self, said: str) -> None:
        """Something was written: tell everybody, and read again."""
        self.page.wrote(f"{said} เลิกทำได้ด้วย Ctrl+Z", Changed.INSTRUMENTS)
        self.refresh()

    def _take(self, read: tuple[int, tuple[Edition, ...]]) -> None:
        asked, editions = read
        if asked != self._asked:
            return
        held = self.edition_table.currentIndex()
        kept = self.wanted or _key(self.edition)
        self.wanted = None
        self.editions.show(editions)
        rows = [row for row, one in enumerate(editions) if kept in {one.uuid, one.content_hash}]
        row = rows[0] if rows else min(max(held.row(), 0), len(editions) - 1)
        self.edition_table.setCurrentIndex(self.editions.index(row, 0))
        self._show_edition()

    def _show_edition(self) -> None:
        edition = self.edition
        made = None if edition is None else edition.instrument
        shown: dict[Part, list[Any]] = {part: [] for part in Part}
        if edition is not None:
            shown[Part.FAULTS] = list(edition.faults)
        if edition is not None and made is not None:
            shown[Part.OUTLINE] = list(outline_of(made))
            shown[Part.LEVELS] = list(levels_of(made))
            shown[Part.LINKS] = list(links_of(made, self.before(edition)))
        for part, (table, model) in self._tables.items():
            row = max(table.currentIndex().row(), 0)
            model.show(shown[part])
            table.setCurrentIndex(model.index(min(row, len(shown[part]) - 1), 0))
        faults = len(shown[Part.FAULTS])
        title = f"{TITLES[Part.FAULTS]} ({faults:,})" if faults else TITLES[Part.FAULTS]
        self.part_tabs.setTabText(Part.FAULTS, title)
        if edition is not None:
            told = f"{edition.title} รุ่น {edition.version}"
            self.edition_label.show_text(f"{told} ({edition.state})")
            self.state_label.setText(wrapped(self._state(edition)))
        self._show_part()

    def _state(self, edition: Edition) -> str:
        told = [edition.origin.value, checks(edition)]
        if edition.instrument is not None and edition.instrument.levels_note:
            told.append(edition.instrument.levels_note)
        if not edition.is_draft:
            told.append(FROZEN.format(state=edition.state))
        return " · ".join(told)

    def _show_part(self) -> None:
        part, edition = self.part, self.edition
        for one, (table, model) in self._tables.items():
            table.setVisible(one is part and bool(model.rows))
        _, model = self._tables[part]
        self.nothing_label.setVisible(edition is not None and not model.rows)
        self.nothing_label.setText(wrapped(EMPTY[part]))
        is_draft = edition is not None and edition.is_draft
        can_edit = is_draft and edition is not None and edition.instrument is not None
        self.head_button.setVisible(can_edit and part is not Part.FAULTS)
        self.topic_button.setVisible(can_edit and part is Part.OUTLINE)
        self.add_button.setVisible(can_edit and part is not Part.FAULTS)
        self.add_button.setEnabled(part is not Part.LINKS or not model.rows)
        self.edit_button.setVisible(can_edit and part is not Part.FAULTS)
        moves = can_edit and part in {Part.OUTLINE, Part.LEVELS}
        for button in (self.up_button, self.down_button, self.remove_button):
            button.setVisible(moves)
            button.setEnabled(bool(model.rows))
        self.edit_button.setEnabled(bool(model.rows))
        self.confirm_button.setEnabled(not is_draft)
        self.begin_button.setEnabled(edition is not None and edition.instrument is not None)
        is_open = edition is not None and edition.uuid is not None and not edition.is_used
        self.publish_button.setVisible(is_open)
        self.publish_button.setText("ประกาศใช้" if is_draft else "กลับเป็นร่าง")
        self.discard_button.setVisible(is_draft)

    def _arrange(self) -> None:
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([_LIST_WIDTH, 2 * _LIST_WIDTH])
        for part in Part:
            self.part_tabs.addTab(TITLES[part])
            self.part_tabs.setTabToolTip(part, tooltip(TITLES[part], "Ctrl+Tab"))
        self.part_tabs.setExpanding(False)
        self.part_tabs.setDrawBase(False)
        self.part_tabs.setUsesScrollButtons(False)
        lay_out(self.edition_table, self.editions)
        for part, (table, model) in self._tables.items():
            lay_out(table, model, is_long=part in {Part.LEVELS, Part.FAULTS})
        for table in (self.outline_table, self.level_table):
            table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setFocusProxy(self.edition_table)

    def _connect(self) -> None:
        self.part_tabs.currentChanged.connect(lambda _: self._show_part())
        self.edition_table.selectionModel().currentRowChanged.connect(
            lambda *_: self._show_edition()
        )
        editing, versions = self._editing, self.versions
        for button, words, keys, act in (
            (self.begin_button, "ทำร่างรุ่นใหม่จากรุ่นที่เลือก มีตัวเทียบให้ครบทุกข้อ", "Ctrl+N", versions.begin),
            (
                self.blank_button,
                "แบบประเมินของสำนักงานเอง",
                "Ctrl+Shift+N",
                versions.begin_blank,
            ),
            (
                self.import_button,
                "รับจาก Excel หรือ YAML เป็นร่าง",
                "Ctrl+O",
                versions.take_file,
            ),
            (self.export_button, "เขียนรุ่นที่เลือกเป็น Excel หรือ YAML", "Ctrl+E", versions.send_file),
            (self.confirm_button, "บันทึกว่าตรวจข้อความที่เลือกกับเอกสารแล้ว", "Ctrl+M", versions.confirm),
            (self.publish_button, "ให้แบบใหม่เริ่มด้วยร่างนี้", "Ctrl+B", versions.publish),
            (self.discard_button, "ลบร่างที่เลือก", "Ctrl+Shift+Del", versions.discard),
            (self.head_button, "ชื่อ ปีที่เริ่มใช้ รอบ และอื่น ๆ", "Ctrl+G", editing.edit_head),
            (self.topic_button, "เพิ่มด้านต่อท้าย", "Ctrl+Ins", editing.add_topic),
            (self.add_button, "เพิ่มรายการของส่วนนี้", "Ins", editing.add),
            (self.edit_button, "แก้ไขรายการที่เลือก", "Enter", editing.edit),
            (self.up_button, "ย้ายขึ้น", "Alt+Up", lambda: editing.move(-1)),
            (self.down_button, "ย้ายลง", "Alt+Down", lambda: editing.move(1)),
            (self.remove_button, "ลบรายการที่เลือก", "Ctrl+Del", editing.remove),
        ):
            button.setToolTip(tooltip(words, keys))
            button.clicked.connect(lambda _=False, act=act: act())
            if keys != "Enter":
                on_keys(self, keys, button.click)
        on_keys(self, "Ctrl+Tab", lambda: self._step(1))
        on_keys(self, "Ctrl+Shift+Tab", lambda: self._step(-1))
        for part in (Part.OUTLINE, Part.LEVELS, Part.LINKS):
            table, _ = self._tables[part]
            table.doubleClicked.connect(self._edit)
            for keys in ("Return", "Enter"):
                on_keys(table, keys, self._edit)

    def _edit(self) -> None:
        edition = self.edition
        if edition is not None and edition.is_draft:
            self.edit_button.click()
        elif edition is not None:
            self.told.emit(FROZEN.format(state=edition.state), "failed")

    def _step(self, step: int) -> None:
        self.part_tabs.setCurrentIndex((self.part + step) % len(Part))
        self._tables[self.part][0].setFocus()


def _key(edition: Edition | None) -> UUID | str | None:
    return None if edition is None else edition.uuid or edition.content_hash
