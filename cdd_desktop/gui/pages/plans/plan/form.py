"""A plan: whose, which years, what it feeds; its problems and the texts of its book."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from types import MappingProxyType
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QTabWidget,
    QWidget,
)
from typing_extensions import override

from cdd_desktop.gui.context import Context
from cdd_desktop.gui.form_dialog import FormDialog
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.snapshot_model import Index
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.lookups.records import ListName, Lookup
from cdd_desktop.plans.records import Level, Plan, PlanLine, Problem
from cdd_desktop.thai.digits import is_ascii_digits, to_arabic

if TYPE_CHECKING:
    from cdd_desktop.bootstrap import Services

_NO_YEAR = 0  # what a year that cannot be read stands for: the rules refuse it by its field
_ROW_HEIGHT = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRead:
    """A plan, and what its form offers."""

    plan: Plan
    places: Mapping[Level, tuple[tuple[str, str], ...]]  # code and words
    parents: tuple[PlanLine, ...]
    cycles: Lookup
    dimensions: Lookup
    chapters: Lookup


def read_plan(services: "Services", plan: Plan, area_code: str) -> PlanRead:
    """Read what the form of a plan offers in an area; on the worker thread."""
    areas = services.areas
    here = areas.get(area_code)
    amphoes = [areas.get(area_code[:4])] if len(here.code) > 2 else list(areas.children(here.code))  # noqa: PLR2004
    tambons = (
        [here]
        if len(here.code) > 4  # noqa: PLR2004
        else [tambon for amphoe in amphoes for tambon in areas.children(amphoe.code)]
    )
    by_amphoe = tuple((area.code, area.full_name) for area in amphoes)
    villages = tuple(
        (village.code, f"{village.label} {_area_name(services, village.tambon_code)}")
        for village in services.villages.in_area(area_code)
    )
    lookups = services.lookups
    return PlanRead(
        plan=plan,
        places={
            Level.AMPHOE: by_amphoe,
            Level.NEEDS: by_amphoe,
            Level.TAMBON: tuple((area.code, area.full_name) for area in tambons),
            Level.VILLAGE: villages,
        },
        parents=services.plans.possible_parents(plan.uuid) if plan.version else (),
        cycles=lookups.get(ListName.CYCLE),
        dimensions=lookups.get(ListName.DIMENSION),
        chapters=lookups.get(ListName.CHAPTER),
    )


def _area_name(services: "Services", code: str) -> str:
    area = services.areas.find(code)
    return area.full_name if area is not None else code


class _Column(IntEnum):
    PROBLEM = 0
    CAUSE = 1
    APPROACH = 2


_HEADINGS = {_Column.PROBLEM: "ปัญหา", _Column.CAUSE: "สาเหตุ", _Column.APPROACH: "แนวทาง"}
_FIELDS = {_Column.PROBLEM: "problem", _Column.CAUSE: "cause", _Column.APPROACH: "approach"}


class ProblemModel(QAbstractTableModel):
    """Rows of ปัญหา – สาเหตุ – แนวทาง, typed in place."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Problem] = []

    def show(self, rows: Sequence[Problem]) -> None:
        """Show these."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    @property
    def rows(self) -> tuple[Problem, ...]:
        """As typed; rows in which nothing was typed are left out."""
        return tuple(row for row in self._rows if row.problem or row.cause or row.approach)

    def add(self, uuid: UUID) -> int:
        """Another row, at the end; gives its place."""
        at = len(self._rows)
        self.beginInsertRows(QModelIndex(), at, at)
        self._rows.append(Problem(uuid=uuid, problem=""))
        self.endInsertRows()
        return at

    def take(self, at: int) -> None:
        """Take a row away."""
        if 0 <= at < len(self._rows):
            self.beginRemoveRows(QModelIndex(), at, at)
            del self._rows[at]
            self.endRemoveRows()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(_HEADINGS)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        text = getattr(self._rows[index.row()], _FIELDS[_Column(index.column())])
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return text
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(text) if text else None
        return None

    @override
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid() or role != Qt.ItemDataRole.EditRole:
            return False
        row, text = self._rows[index.row()], str(value).strip()
        match _Column(index.column()):
            case _Column.PROBLEM:
                row = dataclasses.replace(row, problem=text)
            case _Column.CAUSE:
                row = dataclasses.replace(row, cause=text)
            case _Column.APPROACH:
                row = dataclasses.replace(row, approach=text)
        self._rows[index.row()] = row
        self.dataChanged.emit(index, index)
        return True

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole or section not in set(_Column):
            return None
        return _HEADINGS[_Column(section)] if orientation is Qt.Orientation.Horizontal else None


class PlanDialog(FormDialog):
    """Saves the plan itself; `saved` is what it became."""

    title_label: QLabel
    tabs: QTabWidget
    level_combo: QComboBox
    level_problem: QLabel
    place_combo: QComboBox
    place_problem: QLabel
    name_edit: QLineEdit
    name_problem: QLabel
    start_edit: QLineEdit
    start_problem: QLabel
    end_edit: QLineEdit
    end_problem: QLabel
    cycle_combo: QComboBox
    cycle_problem: QLabel
    parent_combo: QComboBox
    parent_problem: QLabel
    problem_table: QTableView
    add_button: QPushButton
    remove_button: QPushButton
    problems_problem: QLabel
    chapter_combo: QComboBox
    chapter_edit: QPlainTextEdit
    chapters_problem: QLabel

    called = "แผนนี้"

    def __init__(self, parent: QWidget, context: Context, read: PlanRead) -> None:
        super().__init__(parent, context.dialogs)
        load_form(self, "plan_dialog")
        self._plans = context.services.plans
        self._read = read
        self._plan = read.plan
        self._chapters = dict(read.plan.chapters)
        self._chapter = ""
        self.saved: Plan | None = None
        title = "แก้ไขแผน" if read.plan.version else "สร้างแผน"
        self.setWindowTitle(title)
        self.title_label.setText(title)
        self.problems = ProblemModel(self)
        self.problem_table.setModel(self.problems)
        self.problem_table.setTabKeyNavigation(False)
        heads = self.problem_table.horizontalHeader()
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.problem_table.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        self.problem_table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._fill()
        self._connect()
        self.watch()
        (self.name_edit if read.plan.version else self.level_combo).setFocus()

    def draft(self) -> Plan:
        """The plan as it stands in the fields; the rules refuse a year that cannot be read."""
        level = Level(self.level_combo.currentData())
        code = str(self.place_combo.currentData() or "")
        plan = self._plan
        if (level, code) != (plan.level, plan.code):
            begun = self._plans.begin(level, code, 0, 0) if code else plan
            plan = dataclasses.replace(plan, level=level, place=begun.place, code=begun.code)
        return dataclasses.replace(
            plan,
            name=self.name_edit.text(),
            start_year=_year(self.start_edit.text()),
            end_year=_year(self.end_edit.text()),
            cycle=str(self.cycle_combo.currentData() or ""),
            parent=self.parent_combo.currentData(),
            problems=self.problems.rows,
            chapters=MappingProxyType({k: v for k, v in self._typed_chapters().items() if v}),
        )

    @override
    def inputs(self) -> object:
        return (
            self.level_combo.currentData(),
            self.place_combo.currentData(),
            self.name_edit.text(),
            self.start_edit.text(),
            self.end_edit.text(),
            self.cycle_combo.currentData(),
            self.parent_combo.currentData(),
            self.problems.rows,
            {key: text for key, text in self._typed_chapters().items() if text},
        )

    @override
    def fields(self) -> Mapping[str, tuple[QWidget, QLabel]]:
        return {
            "level": (self.level_combo, self.level_problem),
            "place": (self.place_combo, self.place_problem),
            "name": (self.name_edit, self.name_problem),
            "start_year": (self.start_edit, self.start_problem),
            "end_year": (self.end_edit, self.end_problem),
            "cycle": (self.cycle_combo, self.cycle_problem),
            "parent": (self.parent_combo, self.parent_problem),
            "problems": (self.problem_table, self.problems_problem),
            "chapters": (self.chapter_edit, self.chapters_problem),
        }

    @override
    def write(self) -> None:
        self.saved = self._plans.save(self.draft())

    def _typed_chapters(self) -> dict[str, str]:
        return {**self._chapters, self._chapter: self.chapter_edit.toPlainText()}

    def _fill(self) -> None:
        plan, read = self._plan, self._read
        for level in Level:
            if read.places[level] or level is plan.level:
                self.level_combo.addItem(level.label, level.value)
        self.level_combo.setCurrentIndex(self.level_combo.findData(plan.level.value))
        self._offer_places()
        is_new = not plan.version
        self.level_combo.setEnabled(is_new)
        self.place_combo.setEnabled(is_new)
        self.name_edit.setText(plan.name)
        self.name_edit.setPlaceholderText(f"เว้นว่างได้ จะใช้คำว่า {plan.level.label}")
        self.start_edit.setText(str(plan.start_year))
        self.end_edit.setText(str(plan.end_year))
        self.cycle_combo.addItem("ไม่ระบุ", "")
        for entry in read.cycles.at(plan.start_year):
            self.cycle_combo.addItem(entry.label, entry.key)
        self.cycle_combo.setCurrentIndex(max(self.cycle_combo.findData(plan.cycle), 0))
        self.parent_combo.addItem("ยังไม่เลือก", None)
        for line in read.parents:
            self.parent_combo.addItem(line.title, line.uuid)
        self.parent_combo.setCurrentIndex(
            next((at for at, line in enumerate(read.parents, 1) if line.uuid == plan.parent), 0)
        )
        self.parent_combo.setEnabled(bool(read.parents))
        self.parent_problem.setText("")
        self.problems.show(plan.problems)
        for entry in read.chapters.offered(plan.start_year):
            self.chapter_combo.addItem(entry.label, entry.key)
        self._show_chapter()

    def _offer_places(self) -> None:
        level = Level(self.level_combo.currentData())
        self.place_combo.clear()
        for code, words in self._read.places[level]:
            self.place_combo.addItem(words, code)
        self.place_combo.setCurrentIndex(max(self.place_combo.findData(self._plan.code), 0))

    def _show_chapter(self) -> None:
        if self._chapter:
            self._chapters[self._chapter] = self.chapter_edit.toPlainText()
        self._chapter = str(self.chapter_combo.currentData() or "")
        self.chapter_edit.setPlainText(self._chapters.get(self._chapter, ""))

    def _add_problem(self) -> None:
        from uuid6 import uuid7  # noqa: PLC0415 - only here

        at = self.problems.add(UUID(int=uuid7().int))
        index = self.problems.index(at, _Column.PROBLEM)
        self.problem_table.setCurrentIndex(index)
        self.problem_table.edit(index)

    def _remove_problem(self) -> None:
        self.problems.take(self.problem_table.currentIndex().row())
        self.clear()

    def _connect(self) -> None:
        for combo in (self.place_combo, self.cycle_combo, self.parent_combo):
            combo.currentIndexChanged.connect(lambda _: self.clear())
        self.level_combo.currentIndexChanged.connect(lambda _: self._offer_places())
        self.chapter_combo.currentIndexChanged.connect(lambda _: self._show_chapter())
        for edit in (self.name_edit, self.start_edit, self.end_edit):
            edit.textChanged.connect(lambda _: self.clear())
        self.problems.dataChanged.connect(lambda *_: self.clear())
        self.add_button.clicked.connect(self._add_problem)
        self.remove_button.clicked.connect(self._remove_problem)
        self.add_button.setToolTip(tooltip("เพิ่มแถวปัญหา", "Ins"))
        self.remove_button.setToolTip(tooltip("ลบแถวที่เลือก", "Ctrl+Del"))
        on_keys(self.problem_table, "Ins", self._add_problem)
        on_keys(self.problem_table, "Ctrl+Del", self._remove_problem)
        self.tabs.setTabText(0, "แผน")
        self.tabs.setTabText(1, "ปัญหา สาเหตุ แนวทาง")
        self.tabs.setTabText(2, "ข้อความของเล่มแผน")
        if not self._plan.version:
            self.parent_combo.setToolTip(wrapped("เลือกได้หลังบันทึกแผนแล้ว เปิดแก้ไขแผนด้วย F2"))


def _year(text: str) -> int:
    typed = to_arabic(text).strip()
    return int(typed) if is_ascii_digits(typed) and len(typed) <= 4 else _NO_YEAR  # noqa: PLR2004
