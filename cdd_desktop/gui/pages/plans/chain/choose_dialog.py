"""Which projects of the plans below go up into the plan in hand, as they are or as one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from typing_extensions import override

from cdd_desktop.gui.context import Context
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.pages.plans.chain.merge_dialog import MergeDialog
from cdd_desktop.gui.pages.plans.chain.step_dialog import StepDialog
from cdd_desktop.gui.pages.plans.chain.ticks import TickColumn, TickModel, TickTable
from cdd_desktop.gui.pages.plans.chain.words import (
    ChainWords,
    asked_text,
    outside_words,
    read_words,
)
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.plans.chain.combining import outside
from cdd_desktop.plans.chain.differences import not_chosen
from cdd_desktop.plans.needs.near_duplicates import Proposed, near_pairs
from cdd_desktop.plans.records import Plan, Project, total
from cdd_desktop.thai.searching import finder, folded

if TYPE_CHECKING:
    from cdd_desktop.bootstrap import Services

_HINT = (
    "เว้นวรรคเพื่อเลือกหรือไม่เลือก · Ctrl+A เลือกทั้งหมดที่เห็น · โครงการในแผนระดับล่างไม่เปลี่ยน "
    "และแก้ภายหลังได้โดยไม่กระทบแผนนี้"
)
_NONE_LEFT = (
    "ไม่มีโครงการของแผนระดับล่างที่ยังไม่ได้เลือก ถ้าแผนหมู่บ้านยังไม่มีในโปรแกรม ให้สร้างแผนหมู่บ้านในเมนู แผน ก่อน"
)
_ALIKE_SHOWN = 2
_COMBO_LETTERS = 13
_COMPARED_MOST = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseRead:
    """What may be chosen. `alike`: by project, one that is in the plan already and is near it."""

    plan: Plan
    projects: tuple[Project, ...]
    words: ChainWords
    alike: Mapping[UUID, str]


def read_choice(services: "Services", plan: UUID) -> ChooseRead:
    """Read what may go up into a plan; on the worker thread."""
    web = services.chain.web(plan)
    words = read_words(services, web.plan, web.plans_below)
    waiting = not_chosen(web, words.statuses.counts)
    alike = _alike(web.here, waiting)
    return ChooseRead(plan=web.plan, projects=waiting, words=words, alike=alike)


class ChooseDialog(StepDialog):
    """`saved` are the projects that were made above. Keys: as `ticks`, Alt+↓ the lists."""

    title_label: QLabel
    hint_label: QLabel
    filter_edit: QLineEdit
    place_combo: QComboBox
    dimension_combo: QComboBox
    all_button: QPushButton
    project_table: TickTable
    projects_problem: QLabel
    empty_label: QLabel
    alike_label: QLabel
    outside_check: QCheckBox
    outside_problem: QLabel
    count_label: QLabel
    merge_button: QPushButton

    called = "โครงการที่เลือกไว้"

    def __init__(self, parent: QWidget, context: Context, plan: UUID) -> None:
        super().__init__(parent, context)
        load_form(self, "plan_choose_dialog", TickTable)
        self._plan = plan
        self._read: ChooseRead | None = None
        self._sought: dict[UUID, str] = {}  # what each is found by
        self.setWindowTitle("เลือกโครงการขึ้นแผน")
        self.title_label.setText("เลือกโครงการขึ้นแผน")
        self.hint_label.setText(wrapped(_HINT))
        self.projects = TickModel[Project](
            (
                TickColumn(heading="โครงการ", show=lambda project: project.name),
                TickColumn(heading="แผนของ", show=self._place, width=170),
                TickColumn(heading="ด้าน", show=self._dimension, width=120),
                TickColumn(heading="ปีที่ขอ", show=_years, width=104),
                TickColumn(
                    heading="งบที่ขอ (บาท)",
                    show=lambda project: asked_text(project.requested),
                    width=118,
                    is_right=True,
                ),
            ),
            lambda project: project.uuid,
            self,
        )
        self.project_table.set_up(self.projects)
        for combo in (self.place_combo, self.dimension_combo):
            combo.setMinimumContentsLength(_COMBO_LETTERS)
        self._connect()
        self.watch()
        services = context.services
        self.read(lambda: read_choice(services, plan), self._take)
        self.project_table.setFocus()

    @property
    def chosen(self) -> tuple[Project, ...]:
        """What is ticked, in the order of the plans below."""
        every = self._read.projects if self._read else ()
        return tuple(project for project in every if project.uuid in self.projects.ticked)

    @override
    def inputs(self) -> object:
        return frozenset(self.projects.ticked)

    @override
    def fields(self) -> Mapping[str, tuple[QWidget, QLabel]]:
        return {
            "projects": (self.project_table, self.projects_problem),
            "outside": (self.outside_check, self.outside_problem),
        }

    @override
    def work(self) -> Callable[[], object]:
        chain, plan = self.context.services.chain, self._plan
        chosen = [project.uuid for project in self.chosen]
        leave = self.outside_check.isChecked()
        return lambda: chain.choose(chosen, plan, leave_outside=leave)

    @override
    def enable(self) -> None:
        super().enable()
        free = self._read is not None and not self.is_busy
        self.merge_button.setEnabled(free and len(self.projects.ticked) > 1)
        self.project_table.setEnabled(free)
        self.empty_label.setVisible(self._read is not None and not self._read.projects)

    @override
    def clear(self) -> None:
        """Also say how much is chosen."""
        super().clear()
        chosen = self.chosen
        self._show_sum(chosen)
        self._show_outside(chosen)
        self._show_alike(chosen)
        self.enable()

    def merge(self) -> None:
        """Go on with what is ticked as one project."""
        if self._read is None or self.is_busy:
            return
        dialog = MergeDialog(
            self, self.context, self._read.plan, self.chosen, words=self._read.words
        )
        dialog.accepted.connect(lambda: self._take_merged(dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take_merged(self, dialog: MergeDialog) -> None:
        self.saved = (dialog.saved,)
        self.accept()

    def _connect(self) -> None:
        self.filter_edit.textChanged.connect(self._filter)
        self.place_combo.currentIndexChanged.connect(self._filter)
        self.dimension_combo.currentIndexChanged.connect(self._filter)
        self.all_button.clicked.connect(self.projects.tick_all)
        self.all_button.setToolTip(tooltip("เลือกทุกโครงการที่เห็นในตาราง", "Ctrl+A"))
        self.merge_button.clicked.connect(self.merge)
        self.merge_button.setToolTip(tooltip("รวมโครงการที่เลือกเป็นโครงการเดียวในแผนนี้"))
        self.outside_check.toggled.connect(self.clear)
        self.projects.ticks_changed.connect(self.clear)

    def _take(self, read: ChooseRead) -> None:
        self._read = read
        self._sought = {
            project.uuid: folded(f"{project.name} {read.words.place(project)}")
            for project in read.projects
        }
        self.title_label.setText(wrapped(f"เลือกโครงการขึ้น {read.plan.title}"))
        self.empty_label.setText(wrapped(_NONE_LEFT))
        self.place_combo.addItem("ทุกแผนระดับล่าง", None)
        for plan in dict.fromkeys(one.plan for one in read.projects if one.plan is not None):
            self.place_combo.addItem(read.words.places[plan], plan)
        self.dimension_combo.addItem("ทุกด้าน", None)
        for key in dict.fromkeys(project.dimension for project in read.projects):
            label = read.words.dimensions.label(key, read.words.year) or "ไม่ระบุด้าน"
            self.dimension_combo.addItem(label, key)
        self._filter()
        self.clear()
        self.project_table.setFocus()

    def _filter(self) -> None:
        if self._read is None:
            return
        plan, dimension = self.place_combo.currentData(), self.dimension_combo.currentData()
        is_found = finder(self.filter_edit.text())
        self.projects.show(
            [
                project
                for project in self._read.projects
                if plan in (None, project.plan)
                and dimension in (None, project.dimension)
                and is_found(self._sought[project.uuid])
            ]
        )
        self.project_table.stand_first()

    def _place(self, project: Project) -> str:
        return self._read.words.place(project) if self._read else ""

    def _dimension(self, project: Project) -> str:
        return self._read.words.dimension(project) if self._read else ""

    def _show_sum(self, chosen: tuple[Project, ...]) -> None:
        if self._read is None:
            self.count_label.setText("กำลังอ่านโครงการของแผนระดับล่าง…")
            return
        asked = total(project.requested for project in chosen)
        self.count_label.setText(
            wrapped(
                f"เลือกแล้ว {len(chosen):,} จาก {len(self._read.projects):,} โครงการ "
                f"งบที่ขอรวม {asked_text(asked)} บาท"
            )
        )

    def _show_outside(self, chosen: tuple[Project, ...]) -> None:
        years = self._read.plan.years if self._read else range(0)
        told = outside_words(line for one in chosen for line in outside(one.money, years))
        self.outside_check.setText(told)
        self.outside_check.setVisible(bool(told))

    def _show_alike(self, chosen: tuple[Project, ...]) -> None:
        alike = self._read.alike if self._read else {}
        near = [(one.name, alike[one.uuid]) for one in chosen if one.uuid in alike]
        told = " · ".join(f"“{name}” คล้ายกับ {other}" for name, other in near[:_ALIKE_SHOWN])
        more = len(near) - _ALIKE_SHOWN
        told += f" และอีก {more:,} โครงการ" if more > 0 else ""
        self.alike_label.setText(wrapped(f"อาจซ้ำกับที่อยู่ในแผนแล้ว: {told}") if near else "")
        self.alike_label.setVisible(bool(near))


def _alike(here: Sequence[Project], waiting: Sequence[Project]) -> dict[UUID, str]:
    """By project that waits, one of the plan that may be the same. Of a whole district nothing is
    told: every name is compared with every other."""
    if len(here) + len(waiting) > _COMPARED_MOST:
        return {}
    names = {one.uuid: one.name for one in here}
    pairs = near_pairs(
        Proposed(key=one.uuid, area="", name=one.name, villages=frozenset(one.villages))
        for one in (*here, *waiting)
    )
    alike: dict[UUID, str] = {}
    for pair in pairs:
        if (pair.first in names) != (pair.second in names):
            is_first = pair.first in names
            above, below = (pair.first, pair.second) if is_first else (pair.second, pair.first)
            alike.setdefault(below, f"{names[above]} ({' '.join(pair.why)})")
    return alike


def _years(project: Project) -> str:
    years = sorted({line.year for line in project.money if line.requested is not None})
    if not years:
        return ""
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
