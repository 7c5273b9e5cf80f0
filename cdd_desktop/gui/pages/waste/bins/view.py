"""ถังขยะเปียก: villages with their share, the register of the one in hand, and areas together."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QLabel,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QTableView,
    QWidget,
)
from typing_extensions import override

from cdd_desktop.gui.context import Context
from cdd_desktop.gui.elided_label import ElidedLabel
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.line_model import RECORD_ROLE, LineModel, lay_out
from cdd_desktop.gui.pages.history_subject import Subject
from cdd_desktop.gui.pages.waste.bins.coverage import (
    VillageColumn,
    tambon_of,
    total_words,
    village_columns,
)
from cdd_desktop.gui.pages.waste.bins.coverage_part import CoveragePart
from cdd_desktop.gui.pages.waste.bins.dialogs import CountDialog, InspectDialog
from cdd_desktop.gui.pages.waste.bins.errands import NO_VILLAGE, BinErrands
from cdd_desktop.gui.pages.waste.bins.grid import RegisterGrid
from cdd_desktop.gui.pages.waste.bins.past import household_subject
from cdd_desktop.gui.pages.waste.bins.reading import (
    CoverageRead,
    VillageRead,
    read_coverage,
    read_totals,
    read_village,
    read_villages,
)
from cdd_desktop.gui.pages.waste.bins.words import NO_VILLAGES, how_words
from cdd_desktop.gui.pages.waste.bins.writing import RegisterWriting
from cdd_desktop.gui.pages.waste.view import WasteView
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.places.records import TAMBON_CODE_LENGTH
from cdd_desktop.waste.bins.rolled import RolledBins
from cdd_desktop.waste.units import Scope, Unit

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.waste.page import WastePage

_REGISTER, _COVERAGE = 0, 1


class BinsView(WasteView):
    """Of the area at the top and the month in hand.

    Keys: Ctrl+Tab the other part · Ins a new household · Ctrl+I inspect the marked · F7 totals ·
    F9 photos · Ctrl+Del remove · F6 move · Ctrl+G the register is whole · Ctrl+H closed ones too ·
    Ctrl+O take a file in · Ctrl+Shift+O the workbook to fill in.
    """

    part_tabs: QTabBar
    part_stack: QStackedWidget
    village_card: QFrame
    village_table: QTableView
    nothing_label: QLabel
    total_label: QLabel
    village_label: ElidedLabel
    whole_button: QPushButton
    closed_check: QCheckBox
    count_button: QPushButton
    inspect_button: QPushButton
    photo_button: QPushButton
    move_button: QPushButton
    remove_button: QPushButton
    file_button: QPushButton
    print_button: QPushButton
    register_grid: RegisterGrid
    how_label: QLabel
    coverage_part: CoveragePart

    def __init__(self, context: Context, page: "WastePage") -> None:
        super().__init__(context, page)
        load_form(self, "waste_bins_view", RegisterGrid, ElidedLabel, QTabBar, CoveragePart)
        self._asked = 0
        self._village: RolledBins | None = None
        self.register_read: VillageRead | None = None  # the register in hand
        self._wanted: Unit | None = None
        self._is_showing = False
        self.villages: LineModel[RolledBins] = LineModel(
            village_columns(context.services.areas), self
        )
        lay_out(self.village_table, self.villages)
        self.register_grid.set_today(lambda: context.today)
        self.writing = RegisterWriting(self, self.register_grid, self._after_cell)
        self.errands = BinErrands(self)
        self._arrange()
        self._connect()
        self._show_part(_REGISTER)
        self._show_village(None)

    def _arrange(self) -> None:
        for at, title in enumerate(("ทะเบียนครัวเรือน", "ความครอบคลุมและค่าประมาณ")):
            self.part_tabs.addTab(title)
            self.part_tabs.setTabToolTip(at, tooltip(title, "Ctrl+Tab"))
        self.part_tabs.setExpanding(False)
        self.part_tabs.setDrawBase(False)
        self.nothing_label.setText(wrapped(NO_VILLAGES))
        self.setFocusProxy(self.village_table)

    def _connect(self) -> None:
        self.part_tabs.currentChanged.connect(self._show_part)
        self.village_table.selectionModel().currentRowChanged.connect(lambda *_: self._choose())
        for keys in ("Return", "Enter"):
            on_keys(self.village_table, keys, self._enter_register)
        self.village_table.doubleClicked.connect(lambda _: self._enter_register())
        self.closed_check.toggled.connect(lambda _: self._read_register())
        self.closed_check.setToolTip(tooltip("แสดงครัวเรือนที่ไม่นับแล้วด้วย", "Ctrl+H"))
        self.coverage_part.by_chosen.connect(self._read_coverage)
        for button, words, keys, act in (
            (
                self.whole_button,
                "บอกว่าทะเบียนของหมู่บ้านนี้ครบแล้วหรือยัง",
                "Ctrl+G",
                self.errands.mark_whole,
            ),
            (
                self.count_button,
                "กรอกยอดรวมของหมู่บ้านที่ไม่มีทะเบียนครัวเรือน",
                "F7",
                self.errands.open_count,
            ),
            (self.inspect_button, "บันทึกผลตรวจของทุกแถวที่เลือก", "Ctrl+I", self.errands.inspect),
            (self.photo_button, "ภาพของถังที่เลือก", "F9", self.errands.open_photos),
            (self.move_button, "ย้ายครัวเรือนที่เลือกไปหมู่บ้านอื่น", "F6", self.errands.move_household),
            (self.remove_button, "ลบครัวเรือนที่กรอกผิด", "Ctrl+Del", self.errands.remove),
            (self.print_button, "พิมพ์ทะเบียน หรือสรุปความครอบคลุม", "Ctrl+P", self.print),
        ):
            button.setToolTip(tooltip(words, keys))
            button.clicked.connect(act)
            on_keys(self, keys, button.click)
        self.register_grid.moved.connect(self.context.record_changed.emit)
        on_keys(self, "Ins", self.begin)
        on_keys(self, "Ctrl+H", self.closed_check.click)
        on_keys(self, "Ctrl+Tab", self._turn)

    # what the page asks

    @override
    def refresh(self) -> None:
        self._read_villages()
        if self.part_tabs.currentIndex() == _COVERAGE:
            self._read_coverage()

    @override
    def show_month(self, month: date) -> None:
        if self.isVisible():
            self.refresh()

    @override
    def show_target(self, target: object) -> None:
        """A unit: its village comes in hand."""
        if isinstance(target, Unit):
            self.part_tabs.setCurrentIndex(_REGISTER)
            self._wanted = target
            self.refresh()

    @override
    def set_compact(self, compact: bool) -> None:
        self._show_tambon()
        self.coverage_part.set_compact(compact)

    @override
    def history_subject(self) -> Subject | None:
        pair = self.register_grid.current_pair
        return None if pair is None else household_subject(pair)

    @property
    @override
    def is_busy(self) -> bool:
        return super().is_busy or self.register_grid.register.is_pending

    @property
    @override
    def unfinished(self) -> str:
        count = len(self.register_grid.register.refused)
        return f"ช่องของทะเบียนถังขยะเปียกที่ยังไม่ได้บันทึก {count:,} ช่อง" if count else ""

    @override
    def abandon(self) -> None:
        self.register_grid.register.forget_all_refused()

    @override
    def stages(self) -> Iterator[tuple[str, QWidget | None]]:
        yield "register", None
        line = self._village
        if line is not None and line.unit is not None:
            services = self.context.services
            totals = read_totals(services, line.unit, line.name, self.page.month)
            for name, dialog in (
                ("totals", CountDialog(self, self.context, totals)),
                ("inspect", InspectDialog(self, self.context, self.register_grid.register.rows)),
            ):
                dialog.show()
                yield name, dialog
                dialog.close()
                dialog.deleteLater()
        self.part_tabs.setCurrentIndex(_COVERAGE)
        yield "coverage", None
        self.part_tabs.setCurrentIndex(_REGISTER)

    # what is done

    @property
    def village(self) -> RolledBins | None:
        """The village in hand."""
        return self._village

    def begin(self) -> None:
        """Type another household."""
        if self.village_id is None:
            self.told.emit(NO_VILLAGE, "failed")
            return
        self.register_grid.go_to_new()
        self.register_grid.setFocus()

    def print(self) -> None:
        """The household list, or the summary of the area, in the page of reports."""
        report = {_REGISTER: "waste-bin-list"}.get(self.part_tabs.currentIndex(), "waste-bins")
        self.context.page_requested.emit("reports", report)

    def wrote(self, said: str) -> None:
        """Something was kept beside the cells: tell it and read again."""
        self.page.wrote(said)
        self.refresh()

    # inside: reading

    def _read_villages(self) -> None:
        self._asked += 1
        asked, services = self._asked, self.context.services
        area, month = self.page.area_code, self.page.month
        self.query(
            lambda: read_villages(services, area, month), partial(self._take_villages, asked)
        )

    def _take_villages(self, asked: int, lines: tuple[RolledBins, ...]) -> None:
        if asked != self._asked:
            return
        held = self._wanted or (self._village.unit if self._village else None)
        self._wanted = None
        self._show_tambon()
        self._show_lines(lines, held)
        self.village_table.setVisible(bool(lines))
        self.nothing_label.setVisible(not lines)
        tell(self.total_label, total_words(lines) if lines else "", tone="muted")
        self._choose()

    def _show_lines(self, lines: Sequence[RolledBins], unit: Unit | None) -> None:
        """Show the villages with one of them in hand, the first where it is not there."""
        self._is_showing = True
        self.villages.show(lines)
        row = next((at for at, line in enumerate(lines) if line.unit == unit), 0)
        self.village_table.setCurrentIndex(self.villages.index(row, 0))
        self._is_showing = False

    def _show_tambon(self) -> None:
        """Only where there is room, and the villages may be of several."""
        is_one = len(self.page.area_code) >= TAMBON_CODE_LENGTH
        hidden = is_one or self.page.is_compact
        self.village_table.setColumnHidden(VillageColumn.TAMBON, hidden)

    def _choose(self) -> None:
        if self._is_showing:
            return
        line = self.village_table.currentIndex().data(RECORD_ROLE)
        held = self._village
        is_other = held is not None and isinstance(line, RolledBins) and line.unit != held.unit
        if is_other and self.register_grid.register.refused and not self._may_drop():
            self._show_lines(self.villages.rows, None if held is None else held.unit)
            return
        self._village = line if isinstance(line, RolledBins) else None
        self._read_register()

    def _may_drop(self) -> bool:
        """Whether what was refused may be left behind with its village."""
        count = len(self.register_grid.register.refused)
        return self.context.dialogs.confirm(
            f"มี {count:,} ช่องที่ยังไม่ได้บันทึก ไปหมู่บ้านอื่นหรือไม่",
            action="ไปโดยไม่เก็บ",
            detail="ช่องกรอบแดงจะคืนเป็นค่าเดิม ถ้าต้องการแก้ให้ถูกก่อน กรุณาอยู่ที่หมู่บ้านนี้",
        )

    def _read_register(self) -> None:
        village = self.village_id
        if village is None:
            self._show_village(None)
            return
        services, is_closed = self.context.services, self.closed_check.isChecked()
        self.query(lambda: read_village(services, village, closed=is_closed), self._take_register)

    def _take_register(self, read: VillageRead) -> None:
        if read.village == self.village_id:
            self._show_village(read)

    def _show_village(self, read: VillageRead | None) -> None:
        grid, line = self.register_grid, self._village
        self.register_read = read
        here = grid.currentIndex()
        held = grid.current_pair
        is_same = read is not None and grid.register.village == read.village
        grid.register.show(*((None, ()) if read is None else (read.village, read.pairs)))
        if read is not None:
            uuid = held.household.uuid if held is not None and is_same else None
            grid.go_to_household(uuid, max(here.column(), 0) if is_same else 0)
        grid.setVisible(read is not None)
        self.closed_check.setEnabled(read is not None)
        for button in (
            self.whole_button,
            self.inspect_button,
            self.photo_button,
            self.move_button,
            self.remove_button,
        ):
            button.setEnabled(read is not None)
        self.count_button.setEnabled(line is not None and line.unit is not None)
        is_whole = read is not None and read.whole_from is not None
        self.whole_button.setText("ครบแล้ว" if is_whole else "ยังไม่ครบ")
        told = "" if line is None else line.name
        tambon = "" if line is None else tambon_of(self.context.services.areas, line)
        if tambon and self.page.is_compact:  # else its column tells it
            told += f" ต.{tambon}"
        self._tell_how()
        self.village_label.show_text(told)

    def _tell_how(self) -> None:
        """Of the register as it stands in the grid, what was just typed too."""
        read = self.register_read
        count = None if read is None else len(self.register_grid.register.rows)
        told = how_words(count, None if read is None else read.whole_from)
        self.how_label.setText("" if self._village is None else wrapped(told))

    @property
    def village_id(self) -> int | None:
        """The village whose register is in hand; None where there is none."""
        unit = None if self._village is None else self._village.unit
        return unit.village_id if unit is not None and unit.scope is Scope.VILLAGE else None

    def _read_coverage(self) -> None:
        services, area, month = self.context.services, self.page.area_code, self.page.month
        by = self.coverage_part.offer(area)

        def take(read: CoverageRead) -> None:
            if (area, month, by) == (self.page.area_code, self.page.month, self.coverage_part.by):
                self.coverage_part.show_read(read)

        self.query(lambda: read_coverage(services, area, month, by), take)

    # inside: writing

    def _after_cell(self) -> None:
        """The village's own line; the others stay as they are."""
        self._tell_how()
        line = self._village
        if line is None or line.unit is None:
            return
        services, code, month = self.context.services, line.code, self.page.month
        self.query(lambda: read_villages(services, code, month), self._take_line)

    def _take_line(self, lines: tuple[RolledBins, ...]) -> None:
        fresh = {line.unit: line for line in lines}
        rows = tuple(fresh.get(line.unit, line) for line in self.villages.rows)
        self._show_lines(rows, line.unit if (line := self._village) else None)
        if self._village is not None:
            self._village = fresh.get(self._village.unit, self._village)
        tell(self.total_label, total_words(rows), tone="muted")

    # inside: parts

    def _show_part(self, part: int) -> None:
        self.part_tabs.updateGeometry()  # the tab in front is wider than the others
        self.part_stack.setCurrentIndex(part)
        if part == _COVERAGE:
            self._read_coverage()

    def _turn(self) -> None:
        self.part_tabs.setCurrentIndex(1 - self.part_tabs.currentIndex())

    def _enter_register(self) -> None:
        if self.register_grid.isVisible():
            self.register_grid.setFocus()
