"""สอบทาน: the samples of an area, the second keying of a sheet, and what the paper says."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QTableView,
)
from typing_extensions import override

from cdd_desktop.checklists.area_names import area_name
from cdd_desktop.checklists.verifying.records import (
    BlindSheet,
    Findings,
    SampledSheet,
    Verification,
)
from cdd_desktop.gui.context import Changed, Context
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.line_model import LineModel, lay_out
from cdd_desktop.gui.pages.checklists.verify.models import (
    DIFFERENCE_COLUMNS,
    SHEET_COLUMNS,
    Difference,
    SheetModel,
)
from cdd_desktop.gui.pages.checklists.verify.sample_dialog import SampleDialog
from cdd_desktop.gui.pages.checklists.verify.second_grid import SecondGrid
from cdd_desktop.gui.pages.checklists.verify.second_model import how_typed
from cdd_desktop.gui.pages.checklists.verify.settling_table import SettlingTable
from cdd_desktop.gui.pages.checklists.verify.words import (
    ALIKE,
    CLOSED,
    NO_PASTE,
    NOTHING,
    SETTLE,
    estimate_words,
    sample_words,
)
from cdd_desktop.gui.pages.checklists.verify.writing import SecondWriting
from cdd_desktop.gui.pages.checklists.view import ChecklistView
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.places.records import TAMBON_CODE_LENGTH

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.checklists.page import ChecklistsPage

_EMPTY, _KEYING, _DIFFERENCES = 0, 1, 2
Read = tuple[int, Sequence[Verification], Findings | None]


class VerifyView(ChecklistView):
    """Keys: Ins chooses a sample · Enter on a sheet keys it · F9 the second keying is finished ·
    1 2 3 settle a difference · Ctrl+Del removes the sample · Ctrl+P prints.
    """

    sample_combo: QComboBox
    new_button: QPushButton
    close_button: QPushButton
    remove_button: QPushButton
    print_button: QPushButton
    sheet_card: QFrame
    sheet_table: QTableView
    nothing_label: QLabel
    work_card: QFrame
    work_label: QLabel
    how_label: QLabel
    work_stack: QStackedWidget
    second_grid: SecondGrid
    difference_table: SettlingTable
    value_line: QFrame
    value_label: QLabel
    value_edit: QLineEdit
    value_button: QPushButton
    finish_button: QPushButton
    estimate_label: QLabel

    def __init__(self, context: Context, page: "ChecklistsPage") -> None:
        super().__init__(context, page)
        load_form(self, "checklist_verify", SecondGrid, SettlingTable)
        self._asked = 0
        self._wanted: UUID | None = None  # the sample to show, once read
        self._sheet_wanted: UUID | None = None
        self._is_showing = False
        self.samples: tuple[Verification, ...] = ()
        self.findings: Findings | None = None
        self.sheets = SheetModel(SHEET_COLUMNS, self)
        self.differences: LineModel[Difference] = LineModel(DIFFERENCE_COLUMNS, self)
        lay_out(self.sheet_table, self.sheets)
        lay_out(self.difference_table, self.differences)
        SecondWriting(context, self.second_grid).kept.connect(self.sheets.tell_keyed)
        self._connect()
        self._show()

    def _connect(self) -> None:
        self.sample_combo.activated.connect(lambda _: self._choose_sample())
        self.sheet_table.selectionModel().currentRowChanged.connect(lambda *_: self._show_sheet())
        self.sheet_table.doubleClicked.connect(lambda _: self.enter_sheet())
        self.second_grid.moved.connect(self._show_how)
        self.second_grid.paste_wanted.connect(lambda _: self.told.emit(NO_PASTE, "muted"))
        for button, words, keys, act in (
            (self.new_button, "เลือกแบบที่กรอกครบแล้วให้ผู้อื่นกรอกซ้ำ", "Ins", self.choose),
            (self.close_button, "ปิดเมื่อกรอกซ้ำและตัดสินครบทุกข้อ", "", self.close_sample),
            (self.remove_button, "ลบการสอบทานที่ยังไม่มีผล", "Ctrl+Del", self.remove),
            (self.print_button, "พิมพ์ผลการสอบทาน", "Ctrl+P", self.print_result),
            (self.finish_button, "จบการกรอกซ้ำของแบบนี้ แล้วแสดงข้อที่ต่างกัน", "F9", self.finish),
            (self.value_button, "บันทึกค่าที่อยู่บนกระดาษ", "Enter", self._settle_typed),
        ):
            button.setToolTip(tooltip(words, keys))
            button.clicked.connect(lambda _=False, act=act: act())
        for keys, act in (
            ("Ins", self.choose),
            ("F9", self.finish),
            ("Ctrl+Del", self.remove),
            ("Ctrl+P", self.print_result),
        ):
            on_keys(self, keys, act)
        for keys in ("Return", "Enter"):
            on_keys(self.sheet_table, keys, self.enter_sheet)
        self.difference_table.struck.connect(self._settle_by_key)
        for keys in ("Return", "Enter"):
            on_keys(self.difference_table, keys, self.value_edit.setFocus)
        self.value_edit.returnPressed.connect(self._settle_typed)
        on_keys(self.value_edit, "Esc", self.difference_table.setFocus)
        self.difference_table.selectionModel().currentRowChanged.connect(
            lambda *_: self._show_how()
        )

    # what is in hand

    @property
    def sample(self) -> Verification | None:
        """The sample in hand."""
        return None if self.findings is None else self.findings.verification

    @property
    def sheet(self) -> SampledSheet | None:
        """The sheet in hand."""
        at = self.sheet_table.currentIndex().row()
        return self.sheets.rows[at] if 0 <= at < len(self.sheets.rows) else None

    @property
    def difference(self) -> Difference | None:
        """The difference in hand."""
        at = self.difference_table.currentIndex().row()
        rows = self.differences.rows
        return rows[at] if 0 <= at < len(rows) else None

    # reading

    @override
    def refresh(self) -> None:
        self._asked += 1
        number, wanted = self._asked, self._wanted
        service = self.context.services.verification
        of = (self.page.area_code, self.page.instrument.id, self.context.year, self.page.round)

        def read() -> Read:
            samples = service.about(*of)
            chosen = next((each for each in samples if each.uuid == wanted), None)
            chosen = chosen or next(iter(samples), None)
            return number, samples, None if chosen is None else service.findings(chosen.uuid)

        self.query(read, self._take)

    def _take(self, read: Read) -> None:
        number, samples, findings = read
        if number != self._asked:
            return
        self.samples, self.findings = tuple(samples), findings
        self._wanted = None if findings is None else findings.verification.uuid
        self._show()

    def _show(self) -> None:
        self._is_showing = True
        held = self._sheet_wanted or (None if self.sheet is None else self.sheet.uuid)
        self._sheet_wanted = None
        self.sample_combo.clear()
        for each in self.samples:
            self.sample_combo.addItem(sample_words(each, self.context.services.areas), each.uuid)
        self.sample_combo.setVisible(bool(self.samples))
        sample = self.sample
        sheets = () if sample is None else sample.sheets
        if sample is not None:
            uuids = [each.uuid for each in self.samples]
            self.sample_combo.setCurrentIndex(uuids.index(sample.uuid))
        self.sheets.show(sheets)
        self.nothing_label.setText(wrapped(NOTHING))
        self.nothing_label.setVisible(not sheets)
        is_first = bool(sheets) and self.sheet_table.isHidden()
        self.sheet_table.setVisible(bool(sheets))
        self.setFocusProxy(self.sheet_table if sheets else self.new_button)
        if is_first and self.window().focusWidget() is self.new_button:
            self.sheet_table.setFocus()  # Enter there begins the first sheet
        if sheets:
            marks = [sheet.uuid for sheet in sheets]
            at = marks.index(held) if held in marks else 0
            self.sheet_table.setCurrentIndex(self.sheets.index(at, 0))
        is_open = sample is not None and sample.closed_on is None
        self.close_button.setEnabled(is_open)
        self.remove_button.setEnabled(is_open and not any(sheet.is_keyed for sheet in sheets))
        self.print_button.setEnabled(any(sheet.is_keyed for sheet in sheets))
        self.estimate_label.setText(wrapped(estimate_words(self.findings)))
        self._is_showing = False
        self._show_sheet()

    def _show_sheet(self) -> None:
        if self._is_showing:
            return
        sheet = self.sheet
        keyed = self.second_grid.second.sheet
        if keyed is not None and (sheet is None or keyed.uuid != sheet.uuid or sheet.is_keyed):
            self.second_grid.second.show(None)
        self.differences.show(())
        self.work_card.setVisible(sheet is not None)
        if sheet is None:
            self._show_part(_EMPTY)
            return
        # in an amphoe two villages may have the same number and name
        tambon = area_name(self.context.services.areas, sheet.code[:TAMBON_CODE_LENGTH])
        self.work_label.setText(f"{sheet.label} ตำบล{tambon}")
        if not sheet.is_keyed:
            self._show_part(_KEYING)
            service, uuid = self.context.services.verification, sheet.uuid
            self.query(lambda: service.blind(uuid), self._take_blind)
            return
        self._show_part(_DIFFERENCES)
        self._show_differences(sheet)

    def _take_blind(self, blind: BlindSheet) -> None:
        if self.sheet is not None and blind.uuid == self.sheet.uuid:
            is_new = self.second_grid.second.sheet is None
            self.second_grid.second.show(blind)
            if is_new:
                self.second_grid.begin()
            self._show_how()

    def _show_differences(self, sheet: SampledSheet) -> None:
        findings = self.findings
        if findings is None:
            return
        compared = next(each for each in findings.sheets if each.sheet.uuid == sheet.uuid)
        lines = [
            Difference(indicator=compared.instrument.indicator(answer.code), answer=answer)
            for answer in compared.differences
        ]
        self.differences.show(lines)
        if lines:
            waiting = [at for at, line in enumerate(lines) if line.answer.is_unresolved]
            self.difference_table.setCurrentIndex(
                self.differences.index(waiting[0] if waiting else 0, 0)
            )
        self._show_how()

    def _show_part(self, part: int) -> None:
        self.work_stack.setCurrentIndex(part)
        self.finish_button.setVisible(part == _KEYING)
        self.value_line.setVisible(part == _DIFFERENCES)
        self._show_how()

    def _show_how(self) -> None:
        part, sample = self.work_stack.currentIndex(), self.sample
        is_open = sample is not None and sample.closed_on is None
        text = ""
        if part == _KEYING:
            indicator = self.second_grid.second.indicator_at(self.second_grid.currentIndex().row())
            text = "" if indicator is None else f"{how_typed(indicator)} · F9 เมื่อครบ"
        elif part == _DIFFERENCES and not self.differences.rows:
            text = ALIKE
        elif part == _DIFFERENCES:
            text = SETTLE if is_open else CLOSED
        can_settle = is_open and self.difference is not None
        self.value_edit.setEnabled(can_settle)
        self.value_button.setEnabled(can_settle)
        self.how_label.setText(wrapped(text))

    # what is done

    def choose(self) -> None:
        """Choose a sample and begin it."""
        dialog = SampleDialog(self, self.context, self.page)

        def begin() -> None:
            if dialog.begun is not None:
                self._wanted = dialog.begun.uuid
                self._wrote(f"เริ่มสอบทาน {len(dialog.begun.sheets):,} แบบ เลิกทำได้ด้วย Ctrl+Z")

        dialog.accepted.connect(begin)
        dialog.open()

    def enter_sheet(self) -> None:
        """Go from the list into the sheet."""
        if self.work_stack.currentIndex() == _KEYING:
            self.second_grid.setFocus()
        elif self.differences.rows:
            self.difference_table.setFocus()

    def finish(self) -> None:
        """The second keying of the sheet in hand is whole: tell what differs."""
        sheet = self.sheet
        if sheet is None or sheet.is_keyed:
            return
        self.second_grid.finish()
        question = f"จบการกรอกซ้ำของ {sheet.label} แล้วแสดงข้อที่ต่างกันหรือไม่ จบแล้วกรอกซ้ำใหม่ไม่ได้"
        if not self.context.dialogs.confirm(question, action="จบการกรอกซ้ำ"):
            return
        service, uuid = self.context.services.verification, sheet.uuid
        self.query(
            lambda: service.finish(uuid),
            lambda compared: self._wrote(
                f"{compared.sheet.label} ต่างกัน {compared.sheet.differences} ข้อ"
            ),
            writes=True,
        )

    def close_sample(self) -> None:
        """End the sample in hand."""
        if self.sample is not None:
            service, uuid = self.context.services.verification, self.sample.uuid
            self.query(
                lambda: service.close(uuid),
                lambda _: self._wrote("ปิดการสอบทานแล้ว เลิกทำได้ด้วย Ctrl+Z"),
                writes=True,
            )

    def remove(self) -> None:
        """Take the sample in hand away."""
        sample = self.sample
        if sample is None or not self.remove_button.isEnabled():
            return
        if self.context.dialogs.confirm("ลบการสอบทานนี้หรือไม่", action="ลบ"):
            service, uuid = self.context.services.verification, sample.uuid
            self.query(
                lambda: service.remove(uuid),
                lambda _: self._wrote("ลบการสอบทานแล้ว เลิกทำได้ด้วย Ctrl+Z"),
                writes=True,
            )

    def print_result(self) -> None:
        """Show the report of the result."""
        self.context.page_requested.emit("reports", "checklist-errors")

    def _settle_by_key(self, digit: str) -> None:
        line = self.difference
        if line is None:
            return
        if digit == "3":
            self.value_edit.setFocus()
        else:
            self._settle(line, line.answer.first if digit == "1" else line.answer.second)

    def _settle_typed(self) -> None:
        line = self.difference
        if line is not None:
            self._settle(line, self.value_edit.text())

    def _settle(self, line: Difference, text: str) -> None:
        sheet, sample = self.sheet, self.sample
        if sheet is None or sample is None or sample.closed_on is not None:
            return
        service, uuid, code = self.context.services.verification, sheet.uuid, line.indicator.code
        self.query(
            lambda: service.resolve(uuid, code, text), lambda _: self._settled(code), writes=True
        )

    def _settled(self, code: str) -> None:
        self.value_edit.clear()
        self.difference_table.setFocus()
        self._wrote(f"บันทึกข้อ {code} ตามกระดาษแล้ว เลิกทำได้ด้วย Ctrl+Z")

    def _wrote(self, said: str) -> None:
        self._sheet_wanted = None if self.sheet is None else self.sheet.uuid
        self.page.wrote(said, Changed.ANSWERS)
        self.refresh()

    def _choose_sample(self) -> None:
        self._wanted = self.sample_combo.currentData()
        self.refresh()

    @override
    def leave(self) -> bool:
        self.second_grid.finish()
        return True

    @override
    def show_target(self, target: object) -> None:
        """A sample's identity."""
        if isinstance(target, UUID):
            self._wanted = target
            self.refresh()
