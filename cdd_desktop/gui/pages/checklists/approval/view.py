"""รับรองผล: villages by step, moved together after the exceptions were looked at."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHeaderView,
    QLabel,
    QMenu,
    QPushButton,
    QTableView,
    QWidget,
)
from typing_extensions import override

from cdd_desktop.checklists.workflow.records import (
    LogLine,
    RoundOf,
    StageLine,
)
from cdd_desktop.gui.context import Changed, Context
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.list_table import show_as_list
from cdd_desktop.gui.pages.checklists.approval.model import ApprovalModel, Column, step_words
from cdd_desktop.gui.pages.checklists.approval.move_dialog import Deed
from cdd_desktop.gui.pages.checklists.approval.moves import UNDO, SheetMoves
from cdd_desktop.gui.pages.checklists.approval.reading import (
    NOT_BEGUN,
    ApprovalRead,
    Shown,
    read_round,
    shown_lines,
)
from cdd_desktop.gui.pages.checklists.approval.sendings_dialog import SendingsDialog, letter_lines
from cdd_desktop.gui.pages.checklists.approval.steps_dialog import StepsDialog
from cdd_desktop.gui.pages.checklists.view import ChecklistView
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.letters.records import LetterKind
from cdd_desktop.places.records import TAMBON_CODE_LENGTH
from cdd_desktop.thai.calendar import short_thai_date

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.checklists.page import ChecklistsPage

_ROW_HEIGHT = 30
_LOG_LINES = 3
_PLACE_WIDTH, _NARROW_PLACE = 160, 150
_AMPHOE_LENGTH = 4
_NOTHING = "ไม่มีหมู่บ้านตามที่เลือก เลือก “ทุกขั้น” และ “ทุกสถานะ” หรือเลือกพื้นที่อื่นด้านบน"


class ApprovalView(ChecklistView):
    """Keys: F9 send on · Shift+F9 return · Ctrl+Shift+A announce · Ctrl+U unlock · Enter opens the
    sheet. Shift and Ctrl+A mark several."""

    step_combo: QComboBox
    shown_combo: QComboBox
    count_label: QLabel
    forward_button: QPushButton
    back_button: QPushButton
    announce_button: QPushButton
    more_button: QPushButton
    table_card: QFrame
    sheet_table: QTableView
    nothing_label: QLabel
    log_label: QLabel

    def __init__(self, context: Context, page: "ChecklistsPage") -> None:
        super().__init__(context, page)
        load_form(self, "checklist_approval")
        self._asked = 0
        self._log_asked = 0
        self.read: ApprovalRead | None = None  # as it was read last
        self.moves = SheetMoves(self, context)
        self._model = ApprovalModel(self._where, self)
        show_as_list(self.sheet_table, self._model, row_height=_ROW_HEIGHT)
        self.sheet_table.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        for column, width in (
            (Column.PLACE, _PLACE_WIDTH),
            (Column.ANSWERED, 92),
            (Column.LEVEL, 124),
            (Column.CHANGE, 156),
            (Column.STEP, 200),
            (Column.SINCE, 116),
            (Column.ANNOUNCED, 124),
        ):
            self.sheet_table.setColumnWidth(column, width)
        head = self.sheet_table.horizontalHeader()
        head.setSectionResizeMode(Column.VILLAGE, QHeaderView.ResizeMode.Stretch)
        for shown in Shown:
            self.shown_combo.addItem(shown.label, shown)
        self._connect()
        self.setFocusProxy(self.sheet_table)
        self._show()

    # what the page asks

    @override
    def refresh(self) -> None:
        self._asked += 1
        number, services = self._asked, self.context.services
        area, round_ = self.page.area_code, self.round_of
        self.query(lambda: (number, read_round(services, area, round_)), self._take)

    @override
    def show_target(self, target: object) -> None:
        """A step's key, or a `Shown`: those sheets alone; from the home page."""
        if isinstance(target, Shown):
            self.step_combo.setCurrentIndex(0)
            self.shown_combo.setCurrentIndex(self.shown_combo.findData(target))
        else:
            self.step_combo.setCurrentIndex(max(self.step_combo.findData(str(target)), 0))
        self._show()

    @override
    def set_compact(self, compact: bool) -> None:
        self.sheet_table.setColumnHidden(Column.SINCE, compact)
        self.sheet_table.setColumnWidth(Column.PLACE, _NARROW_PLACE if compact else _PLACE_WIDTH)

    @override
    def stages(self) -> Iterator[tuple[str, QWidget | None]]:
        self._show()
        self.sheet_table.selectAll()
        for name, deed in (
            ("forward", Deed.FORWARD),
            ("return", Deed.BACK),
            ("announce", Deed.ANNOUNCE),
        ):
            dialog = self.moves.dialog(deed, self.moves.movable(deed))
            if dialog is not None:
                dialog.show()
                yield name, dialog
                dialog.done(0)
        if self.read is not None:
            steps = StepsDialog(self, self.context, self.read.way.steps)
            steps.show()
            yield "steps", steps
            steps.done(0)

    @property
    def round_of(self) -> RoundOf:
        """The round looked at."""
        return RoundOf(
            instrument=self.page.instrument.id,
            fiscal_year=self.context.year,
            round=self.page.round,
        )

    @property
    def chosen(self) -> list[StageLine]:
        """The marked villages, in the order of the table."""
        rows = sorted(index.row() for index in self.sheet_table.selectionModel().selectedRows())
        return [self._model.rows[row] for row in rows]

    # what is done

    def open_sheet(self) -> None:
        """Show the sheet of the line in hand."""
        lines = self.chosen
        if lines:
            self.page.show_view("entry", lines[0].village_id)

    def edit_letters(self) -> None:
        """The letters of the round, amphoe by amphoe."""
        read = self.read
        if read is None:
            return
        names: dict[str, str] = {}
        sent: dict[str, tuple[int, int]] = {}
        for line in read.lines:
            code = line.code[:_AMPHOE_LENGTH]
            found = self.context.areas.find(code)
            names[code] = code if found is None else found.name
            done, total = sent.get(code, (0, 0))
            lettered = next((step for step in read.way.active if step.needs_letter), None)
            is_sent = (
                line.sheet is not None
                and lettered is not None
                and read.way.rank(line.stage) >= read.way.rank(lettered.key)
            )
            sent[code] = (done + is_sent, total + 1)
        amphoe = [(code, name, "{:,} จาก {:,}".format(*sent[code])) for code, name in names.items()]
        lines = letter_lines(amphoe, read.sendings)
        dialog = SendingsDialog(self, self.context, self.round_of, lines, read.sendings)
        dialog.accepted.connect(partial(self._wrote, "บันทึกหนังสือนำส่งแล้ว"))
        dialog.open()

    def edit_steps(self) -> None:
        """The office's own steps."""
        if self.read is not None:
            dialog = StepsDialog(self, self.context, self.read.way.steps)
            dialog.accepted.connect(partial(self._wrote, "บันทึกขั้นตอนแล้ว"))
            dialog.open()

    def _wrote(self, said: str) -> None:
        self.page.wrote(f"{said} {UNDO}", Changed.STAGES)
        self.refresh()

    # what is shown

    def _take(self, read: tuple[int, ApprovalRead]) -> None:
        number, found = read
        if number != self._asked:
            return
        self.read = found
        held = self.step_combo.currentData() or ""
        counts = found.counts()
        self.step_combo.blockSignals(True)
        self.step_combo.clear()
        self.step_combo.addItem(f"ทุกขั้น ({len(found.lines):,})", "")
        if counts[NOT_BEGUN]:
            self.step_combo.addItem(f"ยังไม่เริ่ม ({counts[NOT_BEGUN]:,})", NOT_BEGUN)
        for step in found.way.steps:
            if step.is_active or counts[step.key]:
                self.step_combo.addItem(f"{step.name} ({counts[step.key]:,})", step.key)
        self.step_combo.setCurrentIndex(max(self.step_combo.findData(held), 0))
        self.step_combo.blockSignals(False)
        self._show()

    def _show(self) -> None:
        read = self.read
        held = {line.village_id for line in self.chosen}
        step = str(self.step_combo.currentData() or "")
        shown = Shown(self.shown_combo.currentData() or Shown.ALL)
        lines = [] if read is None else shown_lines(read.lines, step, shown)
        if read is not None:
            self._model.show_round(lines, read.way)
        selection = self.sheet_table.selectionModel()
        flags = selection.SelectionFlag.Select | selection.SelectionFlag.Rows
        again = [row for row, line in enumerate(lines) if line.village_id in held]
        if lines:
            self.sheet_table.setCurrentIndex(self._model.index(again[0] if again else 0, 0))
        for row in again:
            selection.select(self._model.index(row, 0), flags)
        is_tambon = len(self.page.area_code) >= TAMBON_CODE_LENGTH
        self.sheet_table.setColumnHidden(Column.PLACE, is_tambon)
        self.nothing_label.setText(wrapped(_NOTHING))
        self.nothing_label.setVisible(read is not None and not lines)
        self.sheet_table.setVisible(bool(lines) or read is None)
        self._show_state()

    def _show_state(self) -> None:
        chosen, total = len(self.chosen), len(self._model.rows)
        self.count_label.setText(f"เลือก {chosen:,} จาก {total:,} หมู่บ้าน")
        for button, deed in (
            (self.forward_button, Deed.FORWARD),
            (self.back_button, Deed.BACK),
            (self.announce_button, Deed.ANNOUNCE),
        ):
            button.setEnabled(bool(self.moves.movable(deed)))
        self._unlock_action.setEnabled(bool(self.moves.movable(Deed.UNLOCK)))
        self._read_log()

    def _read_log(self) -> None:
        self._log_asked += 1
        lines = self.chosen
        sheet = lines[0].sheet if len(lines) == 1 else None
        if sheet is None:
            self.log_label.setText("")
            self.log_label.setVisible(False)
            return
        number, workflow, line = self._log_asked, self.context.services.workflow, lines[0]
        self.query(lambda: (number, line, workflow.log(sheet)), self._show_log)

    def _show_log(self, read: tuple[int, StageLine, Sequence[LogLine]]) -> None:
        number, line, log = read
        if number != self._log_asked or self.read is None:
            return
        told = [f"{line.label}: {step_words(line, self.read.way)}"]
        for one in log[:_LOG_LINES]:
            parts = [short_thai_date(one.on), f"{one.kind.label} {one.from_step} → {one.to_step}"]
            parts += [part for part in (one.level, one.who, one.reason) if part]
            told.append(" · ".join(parts))
        if not log:
            told[0] += " ยังไม่เคยเสนอ"
        if len(log) > _LOG_LINES:
            told.append(f"และก่อนหน้านั้นอีก {len(log) - _LOG_LINES} รายการ")
        self.log_label.setText("\n".join(wrapped(text) for text in told))
        self.log_label.setVisible(True)

    def _where(self, code: str) -> str:
        """Tambon and amphoe of a village, without their words."""
        areas = self.context.areas
        found = [areas.find(code[:length]) for length in (TAMBON_CODE_LENGTH, _AMPHOE_LENGTH)]
        names = [area.name for area in found if area is not None]
        narrow = len(self.page.area_code) >= _AMPHOE_LENGTH
        return names[0] if narrow and names else " ".join(names)

    # keys and buttons

    def _connect(self) -> None:
        for combo in (self.step_combo, self.shown_combo):
            combo.currentIndexChanged.connect(lambda _: self._show())
        for button, words, keys, deed in (
            (self.forward_button, "เสนอหมู่บ้านที่เลือกไปขั้นต่อไป โดยดูข้อยกเว้นก่อน", "F9", Deed.FORWARD),
            (self.back_button, "ส่งคืนแก้ไขพร้อมเหตุผล", "Shift+F9", Deed.BACK),
            (
                self.announce_button,
                "ประกาศระดับของหมู่บ้านที่เลือก แล้วล็อกคำตอบ",
                "Ctrl+Shift+A",
                Deed.ANNOUNCE,
            ),
        ):
            button.setToolTip(tooltip(words, keys))
            button.clicked.connect(lambda _=False, deed=deed: self.moves.start(deed))
            on_keys(self, keys, partial(self.moves.start, deed))
        menu = QMenu(self.more_button)
        self._unlock_action = self._action(
            menu, "ปลดล็อกที่ประกาศแล้ว…", "Ctrl+U", partial(self.moves.start, Deed.UNLOCK)
        )
        self._action(menu, "เปิดแบบประเมินของหมู่บ้าน", "Enter", self.open_sheet)
        menu.addSeparator()
        self._action(menu, "หนังสือนำส่งรายอำเภอ…", "Ctrl+Shift+L", self.edit_letters)
        self._action(menu, "ทำหนังสือนำส่ง", "", partial(self._write_letter, LetterKind.COVER))
        self._action(menu, "ทำประกาศ", "", partial(self._write_letter, LetterKind.ANNOUNCEMENT))
        menu.addSeparator()
        for name, title in (
            ("checklist-sending", "พิมพ์บัญชีนำส่ง"),
            ("checklist-announced", "พิมพ์บัญชีแนบท้ายประกาศ"),
            ("checklist-level-changes", "พิมพ์รายชื่อที่ระดับเปลี่ยนจากปีก่อน"),
        ):
            self._action(menu, title, "", partial(self._print, name))
        menu.addSeparator()
        self._action(menu, "ตั้งค่าขั้นตอน…", "Ctrl+Shift+S", self.edit_steps)
        self.more_button.setMenu(menu)
        self.more_button.setToolTip(tooltip("ปลดล็อก หนังสือนำส่ง พิมพ์ และตั้งค่าขั้นตอน"))
        self.sheet_table.activated.connect(lambda _: self.open_sheet())
        for keys in ("Return", "Enter"):
            on_keys(self.sheet_table, keys, self.open_sheet)
        for keys, act in (
            ("Ctrl+U", partial(self.moves.start, Deed.UNLOCK)),
            ("Ctrl+Shift+L", self.edit_letters),
            ("Ctrl+Shift+S", self.edit_steps),
        ):
            on_keys(self, keys, act)
        self.sheet_table.selectionModel().selectionChanged.connect(lambda *_: self._show_state())

    def _action(self, menu: QMenu, text: str, keys: str, act: object) -> QAction:
        action = menu.addAction(f"{text}\t{keys}" if keys else text)
        action.triggered.connect(lambda _=False: act())  # type: ignore[operator]
        return action

    def _write_letter(self, kind: LetterKind) -> None:
        self.context.page_requested.emit("letters", kind.value)

    def _print(self, report: str) -> None:
        self.context.page_requested.emit("reports", report)
