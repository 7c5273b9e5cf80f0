"""Several projects as one: what it is called, and what comes together."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QCheckBox, QHeaderView, QLabel, QLineEdit, QTableView, QWidget
from typing_extensions import override

from cdd_desktop.gui.context import Context
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.list_table import only_read, show_as_list
from cdd_desktop.gui.pages.plans.chain.step_dialog import StepDialog
from cdd_desktop.gui.pages.plans.chain.words import ChainWords, asked_text, outside_words
from cdd_desktop.gui.snapshot_model import AT_RIGHT, Index, SnapshotModel
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.plans.chain.combining import outside
from cdd_desktop.plans.records import Money, Plan, Project, added

_HINT = "เงินรวมตามปีและแหล่ง หมู่บ้านรวมทุกโครงการ ข้อความที่ต่างกันต่อกันไว้ แก้ได้ภายหลัง"
_ROW_HEIGHT = 28
_NAME_WIDTH, _MONEY_WIDTH = 230, 116
_COLUMNS_BESIDE_NAME = 4
MoneyKey = tuple[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    name: str
    money: Mapping[MoneyKey, int | None]


class MergedModel(SnapshotModel[_Line]):
    """Projects with their money by year and source, and under them what they come to."""

    def __init__(
        self, projects: Sequence[Project], words: ChainWords, parent: QObject | None = None
    ) -> None:
        whole = added(line for project in projects for line in project.money)
        self._keys = [(line.year, line.source) for line in whole]
        headings = {0: "โครงการ"} | {
            column: f"{year} {words.source(source)}"
            for column, (year, source) in enumerate(self._keys, 1)
        }
        super().__init__(headings, parent, right=range(1, len(headings)))
        self.show(
            [
                *(_Line(name=project.name, money=_asked(project.money)) for project in projects),
                _Line(name="รวม", money=_asked(whole)),
            ]
        )

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self._rows[index.row()]
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column():
            return AT_RIGHT
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        if index.column():
            return asked_text(line.money.get(self._keys[index.column() - 1]))
        return line.name if role == Qt.ItemDataRole.DisplayRole else tooltip(line.name)


class MergeDialog(StepDialog):
    """`saved` is the project that was made."""

    title_label: QLabel
    hint_label: QLabel
    name_edit: QLineEdit
    name_problem: QLabel
    from_label: QLabel
    project_table: QTableView
    projects_problem: QLabel
    villages_label: QLabel
    outside_check: QCheckBox
    outside_problem: QLabel

    called = "การรวมโครงการ"

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        plan: Plan,
        projects: Sequence[Project],
        *,
        words: ChainWords,
    ) -> None:
        super().__init__(parent, context)
        load_form(self, "plan_merge_dialog")
        self._plan, self._projects = plan, tuple(projects)
        self.setWindowTitle("รวมโครงการ")
        self.title_label.setText(wrapped(f"รวม {len(projects):,} โครงการใน {plan.title}"))
        own = any(project.plan == plan.uuid for project in projects)
        after = " โครงการเดิมในแผนนี้จะเป็น “รวมกับโครงการอื่น” และไม่นับยอด" if own else ""
        self.hint_label.setText(wrapped(f"{_HINT}{after}"))
        self.name_edit.setText(projects[0].name)
        self.name_edit.selectAll()
        table, model = self.project_table, MergedModel(projects, words, self)
        show_as_list(table, model, row_height=_ROW_HEIGHT)
        only_read(table)
        heads = table.horizontalHeader()
        heads.setDefaultSectionSize(_MONEY_WIDTH)
        heads.setMinimumSectionSize(_MONEY_WIDTH)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        is_narrow = model.columnCount() > _COLUMNS_BESIDE_NAME
        mode = QHeaderView.ResizeMode
        heads.setSectionResizeMode(0, mode.Interactive if is_narrow else mode.Stretch)
        heads.resizeSection(0, _NAME_WIDTH)
        villages = sorted({village for project in projects for village in project.villages})
        self.villages_label.setText(
            wrapped(f"หมู่บ้าน: {words.village_names(villages) or 'ยังไม่ได้ระบุ'}")
        )
        told = outside_words(line for p in projects for line in outside(p.money, plan.years))
        self.outside_check.setText(told)
        self.outside_check.setVisible(bool(told))
        self.name_edit.textChanged.connect(self.clear)
        self.outside_check.toggled.connect(self.clear)
        self.watch()
        self.name_edit.setFocus()

    @override
    def inputs(self) -> object:
        return self.name_edit.text(), self.outside_check.isChecked()

    @override
    def fields(self) -> Mapping[str, tuple[QWidget, QLabel]]:
        return {
            "name": (self.name_edit, self.name_problem),
            "projects": (self.project_table, self.projects_problem),
            "outside": (self.outside_check, self.outside_problem),
        }

    @override
    def work(self) -> Callable[[], object]:
        chain, plan = self.context.services.chain, self._plan.uuid
        uuids = [project.uuid for project in self._projects]
        name, leave = self.name_edit.text(), self.outside_check.isChecked()
        return lambda: chain.merge(uuids, plan, name, leave_outside=leave)


def _asked(money: Sequence[Money]) -> dict[MoneyKey, int | None]:
    return {(line.year, line.source): line.requested for line in money}
