"""แบบประเมิน: instruments and their versions; drafts are edited part by part and published."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
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
from cdd_desktop.checklists.instruments import Consistency, Instrument, Parameter, Round
from cdd_desktop.gui.context import Changed, Context
from cdd_desktop.gui.elided_label import ElidedLabel
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.line_model import RECORD_ROLE, LineModel, lay_out
from cdd_desktop.gui.pages.checklists.instruments.buttons import connect_buttons
from cdd_desktop.gui.pages.checklists.instruments.fault_places import place_of
from cdd_desktop.gui.pages.checklists.instruments.models import (
    DOUBT_COLUMNS,
    EDITION_COLUMNS,
    FAULT_COLUMNS,
    LEVEL_COLUMNS,
    LINK_COLUMNS,
    OUTLINE_COLUMNS,
    PARAMETER_COLUMNS,
    EditionColumn,
    LevelLine,
    LinkColumn,
    LinkLine,
    OutlineColumn,
    OutlineModel,
    levels_of,
    links_of,
    outline_of,
    part_of,
)
from cdd_desktop.gui.pages.checklists.instruments.part_editing import PartEditing
from cdd_desktop.gui.pages.checklists.instruments.version_actions import VersionActions
from cdd_desktop.gui.pages.checklists.instruments.words import (
    EMPTY,
    EMPTY_FROZEN,
    FROZEN,
    NO_INDICATORS,
    TITLES,
    Part,
    checks,
)
from cdd_desktop.gui.pages.checklists.view import ChecklistView
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.thai_text import tooltip, wrapped

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.checklists.page import ChecklistsPage

_LIST_WIDTH, _LIST_WIDTH_COMPACT = 440, 400
_LONG = {Part.LEVELS, Part.DOUBTS, Part.FAULTS}  # two lines a row


class InstrumentsView(ChecklistView):
    """All instruments, whatever is chosen beside the strip.

    Keys: Ctrl+N new version · Ctrl+Shift+N new instrument · Ctrl+O take in · Ctrl+E send out ·
    Ctrl+B publish · Ctrl+M confirm texts · Ctrl+Tab next part · Insert add · Enter edit ·
    Alt+Up Alt+Down move · Ctrl+Del remove · Ctrl+G what is said of the whole. Enter on a fault goes
    to what is wrong; an instrument without indicators leads to taking them in from a file.
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
    parameter_table: QTableView
    doubt_table: QTableView
    link_table: QTableView
    fault_table: QTableView
    empty_card: QFrame
    empty_label: QLabel
    blank_file_button: QPushButton
    fill_button: QPushButton
    nothing_label: QLabel
    state_label: QLabel

    def __init__(self, context: Context, page: "ChecklistsPage") -> None:
        super().__init__(context, page)
        load_form(self, "checklist_instruments", ElidedLabel, QTabBar)
        self._asked = 0
        self.wanted: UUID | str | None = page.instrument.content_hash
        self.editions: LineModel[Edition] = LineModel(EDITION_COLUMNS, self)
        self.outline = OutlineModel(OUTLINE_COLUMNS, self)
        self.levels: LineModel[LevelLine] = LineModel(LEVEL_COLUMNS, self)
        self.parameters: LineModel[Parameter] = LineModel(PARAMETER_COLUMNS, self)
        self.doubts: LineModel[Consistency] = LineModel(DOUBT_COLUMNS, self)
        self.links: LineModel[LinkLine] = LineModel(LINK_COLUMNS, self)
        self.faults: LineModel[str] = LineModel(FAULT_COLUMNS, self)
        self._tables: dict[Part, tuple[QTableView, LineModel[Any]]] = {
            Part.OUTLINE: (self.outline_table, self.outline),
            Part.LEVELS: (self.level_table, self.levels),
            Part.PARAMETERS: (self.parameter_table, self.parameters),
            Part.DOUBTS: (self.doubt_table, self.doubts),
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
    def show_choice(self, instrument: Instrument, round_: Round) -> None:
        """It comes to the front with what was looked at beside the strip."""
        if not self.isVisible():
            self.wanted = instrument.content_hash

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
        self.link_table.setColumnHidden(LinkColumn.NOTE, compact)  # told over the relation too
        width = _LIST_WIDTH_COMPACT if compact else _LIST_WIDTH
        self.splitter.setSizes([width, 2 * _LIST_WIDTH])

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
        return [part for part in map(part_of, lines) if part]

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
            shown[Part.LEVELS] = list(levels_of(made, edition.faults))
            shown[Part.PARAMETERS] = list(made.parameters)
            shown[Part.DOUBTS] = list(made.consistency)
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
        is_draft = edition is not None and edition.is_draft
        self.nothing_label.setText(wrapped((EMPTY if is_draft else EMPTY_FROZEN)[part]))
        made = None if edition is None else edition.instrument
        can_edit = is_draft and made is not None
        self.empty_card.setVisible(
            part is Part.OUTLINE and made is not None and not made.indicators
        )
        self.head_button.setVisible(can_edit and part is not Part.FAULTS)
        self.topic_button.setVisible(can_edit and part is Part.OUTLINE)
        self.add_button.setVisible(can_edit and part is not Part.FAULTS)
        self.edit_button.setVisible(can_edit and part is not Part.FAULTS)
        moves = can_edit and part in {Part.OUTLINE, Part.LEVELS}
        removes = can_edit and part not in {Part.LINKS, Part.FAULTS}
        for button in (self.up_button, self.down_button, self.remove_button):
            button.setVisible(removes if button is self.remove_button else moves)
            button.setEnabled(bool(model.rows))
        self.edit_button.setEnabled(bool(model.rows))
        self.confirm_button.setEnabled(made is not None)
        self.begin_button.setEnabled(edition is not None and edition.instrument is not None)
        is_open = edition is not None and edition.uuid is not None and not edition.is_used
        self.publish_button.setVisible(is_open)
        self.publish_button.setText("ประกาศใช้" if is_draft else "กลับเป็นร่าง")
        self.discard_button.setVisible(is_draft)

    def _arrange(self) -> None:
        self.empty_label.setText(wrapped(NO_INDICATORS))
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
            lay_out(table, model, is_long=part in _LONG)
        for table in (self.outline_table, self.level_table, self.parameter_table):
            table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setFocusProxy(self.edition_table)

    def _connect(self) -> None:
        self.part_tabs.currentChanged.connect(lambda _: self._show_part())
        self.edition_table.selectionModel().currentRowChanged.connect(
            lambda *_: self._show_edition()
        )
        connect_buttons(self, self._editing, self.versions)
        on_keys(self, "Ctrl+Tab", lambda: self._step(1))
        on_keys(self, "Ctrl+Shift+Tab", lambda: self._step(-1))
        for part in Part:
            table, _ = self._tables[part]
            table.doubleClicked.connect(self._edit)
            for keys in ("Return", "Enter"):
                on_keys(table, keys, self._edit)

    def go_to(self, part: Part, row: int) -> None:
        """Put the keyboard on a line of a part."""
        self.part_tabs.setCurrentIndex(part)
        table, model = self._tables[part]
        table.setCurrentIndex(model.index(max(0, min(row, len(model.rows) - 1)), 0))
        table.setFocus()

    def follow_line(self, by: int) -> None:
        """The line in hand goes so many rows down."""
        self.go_to(self.part, self._tables[self.part][0].currentIndex().row() + by)

    def _edit(self) -> None:
        edition, line = self.edition, self.line
        if self.part is Part.FAULTS:
            made = None if edition is None else edition.instrument
            if made is not None and isinstance(line, str):
                self.go_to(*place_of(line, made))
        elif edition is not None and edition.is_draft:
            self.edit_button.click()
        elif edition is not None:
            self.told.emit(FROZEN.format(state=edition.state), "failed")

    def _step(self, step: int) -> None:
        self.part_tabs.setCurrentIndex((self.part + step) % len(Part))
        self._tables[self.part][0].setFocus()


def _key(edition: Edition | None) -> UUID | str | None:
    return None if edition is None else edition.uuid or edition.content_hash
