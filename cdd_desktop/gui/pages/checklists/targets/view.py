"""เป้าหมาย: which villages the year at the top judges, and by when their sheets are due."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QLabel,
    QMenu,
    QPushButton,
    QTableView,
    QWidget,
)
from typing_extensions import override

from cdd_desktop.checklists.target_lists.imports import TargetFile, TargetImporter
from cdd_desktop.checklists.target_lists.list_file import TARGET_TITLES
from cdd_desktop.checklists.target_lists.records import TargetList
from cdd_desktop.documents.headings import table_under
from cdd_desktop.documents.reading import ReadTable, read_grid
from cdd_desktop.gui.context import Changed, Context
from cdd_desktop.gui.elided_label import ElidedLabel
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.list_table import show_as_list
from cdd_desktop.gui.pages.checklists.targets.dialogs import (
    DueDialog,
    ListDialog,
    PasteDialog,
    VillageDialog,
)
from cdd_desktop.gui.pages.checklists.targets.models import (
    DUE_WIDTHS,
    LIST_WIDTHS,
    RECORD_ROLE,
    DueColumn,
    DueLine,
    DueModel,
    ListColumn,
    ListLine,
    ListModel,
    due_line,
    list_line,
)
from cdd_desktop.gui.pages.checklists.targets.wording import (
    told_counts,
    told_empty,
    told_refused,
    told_state,
)
from cdd_desktop.gui.pages.checklists.view import ChecklistView
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.thai_text import tooltip, wrapped

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.checklists.page import ChecklistsPage

_ROW_HEIGHT = 30
_KINDS = "ตาราง (*.xlsx *.xls *.ods *.csv)"
_Read = tuple[int, TargetList, bool, tuple[ListLine, ...], tuple[DueLine, ...]]


class TargetsView(ChecklistView):
    """The list is of the year and area at the top; due days are of the round in hand too.

    Keys: Ctrl+N the area at the top · Ctrl+Shift+V codes · Ctrl+O a file · Ctrl+D the year before ·
    Enter edit · Del take off · Ctrl+B what is counted · Ctrl+T a due day.
    """

    list_state_label: ElidedLabel
    village_table: QTableView
    no_list_label: QLabel
    add_button: QPushButton
    edit_button: QPushButton
    remove_button: QPushButton
    list_button: QPushButton
    due_state_label: ElidedLabel
    due_table: QTableView
    no_due_label: QLabel
    add_due_button: QPushButton
    edit_due_button: QPushButton
    remove_due_button: QPushButton

    def __init__(self, context: Context, page: "ChecklistsPage") -> None:
        super().__init__(context, page)
        load_form(self, "checklist_targets", ElidedLabel)
        self._asked = 0
        self._told: TargetList | None = None
        self._is_kept = False
        self.villages = ListModel(self)
        self.due_days = DueModel(self)
        for table, model, widths, last in (
            (self.village_table, self.villages, LIST_WIDTHS, ListColumn.NOTE),
            (self.due_table, self.due_days, DUE_WIDTHS, DueColumn.OWED_BY),
        ):
            show_as_list(table, model, row_height=_ROW_HEIGHT)
            heads = table.horizontalHeader()
            for column, width in widths.items():
                heads.resizeSection(column, width)
            heads.setSectionResizeMode(last, QHeaderView.ResizeMode.Stretch)
            table.selectionModel().selectionChanged.connect(self._show_chosen)
            model.modelReset.connect(self._show_chosen)
        self.village_table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._connect()
        self.setFocusProxy(self.village_table)
        self._show_chosen()

    @override
    def refresh(self) -> None:
        self._asked += 1
        asked, services, context = self._asked, self.context.services, self.context
        instrument, round_ = self.page.instrument, self.page.round
        area, year, today = context.area_code, context.year, context.today

        def read() -> _Read:
            lists = services.target_lists
            told = lists.of_year(instrument.id, year)
            progress = services.checklists.progress(
                area, instrument.id, year, round_, everyone=True
            )
            of_village = {line.village_id: line for line in progress}
            way = lists.way()
            return (
                asked,
                told or lists.begin(instrument.id, year),
                told is not None,
                tuple(
                    list_line(one, of_village.get(one.target.village_id), services.areas)
                    for one in lists.listed(instrument.id, year, area)
                ),
                tuple(
                    due_line(due, way, services.areas, (due.due_on - today).days)
                    for due in lists.due_days(instrument.id, year, round_, area)
                ),
            )

        self.query(read, self._take)

    @override
    def stages(self) -> Iterator[tuple[str, QWidget | None]]:
        dialogs: list[tuple[str, QDialog]] = [("due", self.due_dialog()), ("paste", self.paste())]
        if self._told is not None and self.villages.rows:
            listed = self.villages.rows[0].listed
            dialogs.append(("village", VillageDialog(self, self.context, self._told, listed)))
            dialogs.append(("list", ListDialog(self, self.context, self._told)))
        for name, dialog in dialogs:
            dialog.show()
            yield name, dialog
            dialog.close()
            dialog.deleteLater()

    # what is done with villages

    def add_area(self) -> None:
        """Put every village of the area at the top on the list, after a question."""
        area = self.context.areas.get(self.context.area_code)
        if self.context.dialogs.confirm(
            f"เพิ่มทุกหมู่บ้านใน{area.full_name}เป็นหมู่บ้านเป้าหมายปี {self.context.year} หรือไม่",
            action="เพิ่ม",
            detail="หมู่บ้านที่อยู่ในรายชื่อแล้วคงเดิม เลิกทำได้ด้วย Ctrl+Z",
        ):
            self._write(
                partial(
                    self.context.services.target_lists.add_area,
                    self.page.instrument.id,
                    self.context.year,
                    area.code,
                ),
                lambda count: f"เพิ่มหมู่บ้านเป้าหมายแล้ว {count:,} หมู่บ้าน",
            )

    def paste(self) -> PasteDialog:
        """The dialog for codes."""
        return PasteDialog(self, self.context, self.page.instrument.id, self.context.year)

    def copy_from_before(self) -> None:
        """Take over the list of the newest year before the one at the top that has one."""
        lists = self.context.services.target_lists
        instrument, year = self.page.instrument.id, self.context.year

        def ask(years: tuple[int, ...]) -> None:
            before = next((one for one in years if one < year), None)
            if before is None:
                self.told.emit(f"ยังไม่มีรายชื่อของปีก่อนปี {year} กรุณาเพิ่มหมู่บ้านจากพื้นที่ รหัส หรือไฟล์", "failed")
            elif self.context.dialogs.confirm(
                f"คัดลอกหมู่บ้านเป้าหมายจากปี {before} มาปี {year} หรือไม่",
                action="คัดลอก",
                detail="บทบาท บ้านพี่ และพัฒนากรตามมาด้วย งบประมาณไม่ตามมา เลิกทำได้ด้วย Ctrl+Z",
            ):
                self._write(
                    partial(lists.copy_from, instrument, year, before),
                    lambda count: f"คัดลอกจากปี {before} แล้ว {count:,} หมู่บ้าน",
                )

        self.query(partial(lists.years, instrument), ask)

    def import_file(self) -> None:
        """Read a sheet, say what it would change, and take its good rows."""
        path = self.context.dialogs.ask_open("นำเข้าหมู่บ้านเป้าหมาย", _KINDS)
        if path is None:
            return
        importer, instrument, year = self._importer(), self.page.instrument.id, self.context.year

        def read() -> tuple[ReadTable, TargetFile]:
            table = table_under(read_grid(path), TARGET_TITLES)
            return table, importer.check(table, instrument, year)

        self.query(read, partial(self._offer_file, path))

    def _offer_file(self, path: Path, read: tuple[ReadTable, TargetFile]) -> None:
        table, told = read
        refused, counted = told_refused(told), told_counts(told)
        if not told.new and not told.changed:
            self.context.dialogs.tell(f"“{path.name}” ไม่มีอะไรเปลี่ยน {counted}", detail=refused)
        elif self.context.dialogs.confirm(
            f"นำเข้า “{path.name}” หรือไม่ {counted}",
            action="นำเข้าเฉพาะแถวที่ถูกต้อง" if refused else "นำเข้า",
            detail=refused or "เลิกทำได้ด้วย Ctrl+Z",
        ):
            self._write(
                partial(
                    self._importer().take,
                    table,
                    path.name,
                    self.page.instrument.id,
                    self.context.year,
                    good_rows=True,
                ),
                lambda done: f"นำเข้าแล้ว เพิ่ม {done.new:,} หมู่บ้าน แก้ {done.changed:,}",
            )

    def _importer(self) -> TargetImporter:
        services = self.context.services
        return TargetImporter(services.store, services.checklists, services.target_lists)

    def _paste(self) -> None:
        self._ask(self.paste(), "เพิ่มหมู่บ้านเป้าหมายแล้ว")

    def _edit(self) -> None:
        lines = self._chosen
        if len(lines) == 1 and self._told is not None and lines[0].listed.stands:
            dialog = VillageDialog(self, self.context, self._told, lines[0].listed)
            self._ask(dialog, "บันทึกหมู่บ้านเป้าหมายแล้ว")

    def _remove(self) -> None:
        lines = self._chosen
        if not lines:
            return
        named = lines[0].listed.label if len(lines) == 1 else f"{len(lines):,} หมู่บ้าน"
        if self.context.dialogs.confirm(
            f"เอา {named} ออกจากรายชื่อเป้าหมายปี {self.context.year} หรือไม่",
            action="เอาออก",
            detail="แบบประเมินที่กรอกไว้คงอยู่ แต่ไม่ถูกนับในปีนี้ เลิกทำได้ด้วย Ctrl+Z",
        ):
            self._write(
                partial(
                    self.context.services.target_lists.remove_villages,
                    self.page.instrument.id,
                    self.context.year,
                    [line.listed.target.village_id for line in lines],
                ),
                lambda count: f"เอาออกจากรายชื่อแล้ว {count:,} หมู่บ้าน",
            )

    def _edit_list(self) -> None:
        if self._told is not None:
            self._ask(ListDialog(self, self.context, self._told), "บันทึกฐานการนับแล้ว")

    # what is done with due days

    def due_dialog(self, line: DueLine | None = None) -> DueDialog:
        """The dialog over a due day, or over a new one."""
        due = (
            self.context.services.target_lists.begin_due_day(
                self.page.instrument.id, self.context.year, self.page.round
            )
            if line is None
            else line.due
        )
        return DueDialog(self, self.context, due)

    def _add_due(self) -> None:
        self._ask(self.due_dialog(), "บันทึกวันครบกำหนดแล้ว")

    def _edit_due(self) -> None:
        if self._due is not None:
            self._ask(self.due_dialog(self._due), "บันทึกวันครบกำหนดแล้ว")

    def _remove_due(self) -> None:
        line = self._due
        if line is not None and self.context.dialogs.confirm(
            f"เอาวันครบกำหนดของขั้น{line.step} ({line.area}) ออกหรือไม่",
            action="เอาออก",
            detail="เลิกทำได้ด้วย Ctrl+Z",
        ):
            remove = partial(self.context.services.target_lists.remove_due_day, line.due.uuid)
            self._write(remove, lambda _: "เอาวันครบกำหนดออกแล้ว")

    def _ask(self, dialog: QDialog, said: str) -> None:
        is_saved = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if is_saved:
            self._wrote(said)

    def _write(self, work: Callable[[], object], told: Callable[..., str]) -> None:
        self.query(work, lambda done: self._wrote(told(done)), writes=True)

    def _wrote(self, said: str) -> None:
        self.page.wrote(said, Changed.TARGETS)
        self.refresh()

    # showing

    def _take(self, read: _Read) -> None:
        asked, told, is_kept, villages, due_days = read
        if asked != self._asked:
            return
        rows = self.village_table.currentIndex().row(), self.due_table.currentIndex().row()
        self._told, self._is_kept = told, is_kept
        self.villages.show(villages)
        self.due_days.show(due_days)
        for table, row in zip((self.village_table, self.due_table), rows, strict=True):
            model = table.model()
            if model.rowCount():
                table.selectRow(min(max(row, 0), model.rowCount() - 1))
        gone = sum(not line.listed.stands for line in villages)
        self.list_state_label.show_text(told_state(told, len(villages), gone, is_kept=is_kept))
        self.due_state_label.show_text(f"รอบ{self.page.round.label} ปีงบประมาณ {told.fiscal_year}")
        self.village_table.setVisible(bool(villages))
        self.no_list_label.setVisible(not villages)
        self.no_list_label.setText(
            wrapped(told_empty(told, self.context.areas.get(self.context.area_code)))
        )
        self.due_table.setVisible(bool(due_days))
        self.no_due_label.setVisible(not due_days)
        self.no_due_label.setText(
            wrapped(
                "ยังไม่มีวันครบกำหนด กด Ctrl+T เพื่อกำหนดว่าแบบประเมินต้องถึงขั้นใดภายในวันใด "
                "แล้วหน้าแรกจะบอกหมู่บ้านที่ค้างส่ง"
            )
        )
        self._show_chosen()

    @property
    def _chosen(self) -> tuple[ListLine, ...]:
        rows = sorted(index.row() for index in self.village_table.selectionModel().selectedRows())
        return tuple(self.villages.rows[row] for row in rows)

    @property
    def _due(self) -> DueLine | None:
        line: DueLine | None = self.due_table.currentIndex().data(RECORD_ROLE)
        return line

    def _show_chosen(self) -> None:
        lines, due = self._chosen, self._due
        self.edit_button.setEnabled(len(lines) == 1 and lines[0].listed.stands)
        self.remove_button.setEnabled(bool(lines))
        self.list_button.setEnabled(self._is_kept)
        self.edit_due_button.setEnabled(due is not None)
        self.remove_due_button.setEnabled(due is not None)

    def _connect(self) -> None:
        for table, edit, remove in (
            (self.village_table, self._edit, self._remove),
            (self.due_table, self._edit_due, self._remove_due),
        ):
            table.doubleClicked.connect(lambda _, edit=edit: edit())
            for keys in ("Return", "Enter", "F2"):
                on_keys(table, keys, edit)
            on_keys(table, "Del", remove)
        menu = QMenu(self.add_button)
        for words, keys, act in (
            ("ทุกหมู่บ้านของพื้นที่ที่เลือกอยู่…", "Ctrl+N", self.add_area),
            ("วางรหัสหมู่บ้าน…", "Ctrl+Shift+V", self._paste),
            ("นำเข้าจากไฟล์…", "Ctrl+O", self.import_file),
            ("คัดลอกจากปีก่อน…", "Ctrl+D", self.copy_from_before),
        ):
            action = QAction(f"{words}\t{keys}", menu)
            action.triggered.connect(lambda _=False, act=act: act())
            menu.addAction(action)
            on_keys(self, keys, act)
        self.add_button.setMenu(menu)
        self.add_button.setToolTip(tooltip("เพิ่มหมู่บ้านเป้าหมาย", "Ctrl+N"))
        for button, words, keys, act in (
            (self.edit_button, "แก้บทบาท บ้านพี่ งบประมาณ และพัฒนากร", "Enter", self._edit),
            (self.remove_button, "เอาหมู่บ้านที่เลือกออกจากรายชื่อ", "Del", self._remove),
            (self.list_button, "นับทุกหมู่บ้านหรือเฉพาะในรายชื่อ และที่คำสั่ง", "Ctrl+B", self._edit_list),
            (self.add_due_button, "เพิ่มวันครบกำหนดของรอบนี้", "Ctrl+T", self._add_due),
            (self.edit_due_button, "แก้วันครบกำหนดที่เลือก", "Enter", self._edit_due),
            (self.remove_due_button, "เอาวันครบกำหนดที่เลือกออก", "Del", self._remove_due),
        ):
            button.clicked.connect(lambda _=False, act=act: act())
            button.setToolTip(tooltip(words, keys))
            if keys.startswith("Ctrl"):
                on_keys(self, keys, act)
