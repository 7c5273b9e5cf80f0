"""แผนระดับล่าง: what the plan in hand asks for beside what it came from, and what moved there."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import (
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QWidget,
)
from typing_extensions import override

from cdd_desktop.errors import CddError, ValidationFailed
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.list_table import show_as_list
from cdd_desktop.gui.pages.plans.chain.actions import choose, open_stage
from cdd_desktop.gui.pages.plans.chain.models import (
    BundleColumn,
    BundleModel,
    ChangeColumn,
    ChangeModel,
)
from cdd_desktop.gui.pages.plans.chain.words import ChainWords, read_words
from cdd_desktop.gui.pages.plans.view import View
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.plans.chain.below_records import ChangeBelow
from cdd_desktop.plans.chain.differences import Difference, Standing, Sums, differences, sums
from cdd_desktop.plans.records import Level, PlanLine
from cdd_desktop.thai.money import format_baht

if TYPE_CHECKING:
    from cdd_desktop.bootstrap import Services
    from cdd_desktop.gui.pages.plans.page import PlansPage

_ROW_HEIGHT = 28
_NO_PLAN = "ยังไม่ได้เลือกแผน เลือกแผนตำบลหรือแผนอำเภอจากรายการทางซ้าย (F7)"
_VILLAGE = "แผนพัฒนาหมู่บ้านเป็นแผนแรกของสาย จึงไม่มีแผนระดับล่าง เลือกแผนตำบลหรือแผนอำเภอทางซ้าย (F7)"
_NOTHING = "ยังไม่มีโครงการจากแผนระดับล่าง กด เลือกโครงการขึ้นแผน (Ins) เพื่อเลือกจากแผนหมู่บ้านหรือตำบล"
_NO_MATCH = "ไม่มีรายการในกลุ่มที่เลือกแสดง"
_NO_CHANGES = "แผนระดับล่างไม่มีการแก้ไขหลังจากเลือกขึ้นแผนนี้"
_TAKE_HINT = "การแก้ไขข้างล่างไม่เขียนทับแผนนี้ เลือกแถวแล้วกด Enter ถ้าต้องการรับมาใส่ในแผนนี้"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainRead:
    """What is shown of a plan."""

    plan: UUID
    bundles: tuple[Difference, ...]
    sums: Sums
    changes: tuple[ChangeBelow, ...]
    words: ChainWords


def read_chain(services: "Services", plan: UUID) -> ChainRead:
    """Read it; on the worker thread."""
    web = services.chain.web(plan)
    words = read_words(services, web.plan, web.plans_below)
    return ChainRead(
        plan=plan,
        bundles=differences(web, words.statuses.counts),
        sums=sums(web, words.statuses.counts),
        changes=services.chain.changes_below(plan),
        words=words,
    )


class ChainView(View):
    """Keys: Ins choose projects · Enter on a sum its reason · Enter on a change takes it over."""

    sums_label: QLabel
    choose_button: QPushButton
    bundle_title_label: QLabel
    standing_combo: QComboBox
    bundle_table: QTableView
    empty_label: QLabel
    years_label: QLabel
    note_label: QLabel
    note_edit: QLineEdit
    note_button: QPushButton
    note_problem: QLabel
    changes_label: QLabel
    change_table: QTableView
    no_changes_label: QLabel
    take_hint_label: QLabel
    take_button: QPushButton

    def __init__(self, context: Context, page: "PlansPage") -> None:
        super().__init__(context, page)
        load_form(self, "plan_chain")
        self._plan: PlanLine | None = None
        self._read: ChainRead | None = None
        self._asked = 0
        self._noted: Difference | None = None  # the line that the reason being typed is of
        self.bundles = BundleModel(self)
        self.changes = ChangeModel(self)
        self._arrange()
        self._connect()
        self.take_hint_label.setText(wrapped(_TAKE_HINT))
        self.setFocusProxy(self.bundle_table)
        self._show_read(None)

    # what the page asks

    @override
    def refresh(self) -> None:
        self._asked += 1
        asked, plan, services = self._asked, self._plan, self.context.services
        if plan is None or plan.level is Level.VILLAGE:
            self._show_read(None)
            return
        self.query(lambda: (asked, read_chain(services, plan.uuid)), self._take)

    @override
    def show_plan(self, plan: PlanLine | None) -> None:
        is_other = plan != self._plan
        self._plan = plan
        if is_other:
            if self._read is not None and (plan is None or plan.uuid != self._read.plan):
                self._show_read(None)
            if self.isVisible():
                self.refresh()

    @override
    def leave(self) -> bool:
        self.explain()
        return True

    @override
    def refuse(self, problem: CddError) -> None:
        if isinstance(problem, ValidationFailed) and "difference_note" in problem.problems:
            tell(self.note_problem, problem.problems["difference_note"], tone="failed")
            return
        super().refuse(problem)

    @override
    def stages(self) -> Iterator[tuple[str, QWidget | None]]:
        yield from open_stage(self.page)

    # what is done here

    def choose(self) -> None:
        """Choose projects of the plans below."""
        choose(self.page)

    def explain(self) -> None:
        """Keep why the sums of the line in hand differ, if that was typed."""
        bundle, note = self._noted, self.note_edit.text().strip()
        if bundle is None or bundle.teller is None or note == bundle.note:
            return
        chain, uuid = self.context.services.chain, bundle.teller.uuid
        self.query(
            lambda: chain.explain(uuid, note),
            lambda _: self._wrote("บันทึกเหตุที่ยอดต่างแล้ว"),
            writes=True,
        )

    def take_change(self) -> None:
        """Take over into this plan what the line in hand says became other below."""
        row = self.change_table.currentIndex().row()
        if not 0 <= row < len(self.changes.rows):
            return
        line = self.changes.rows[row]
        if not line.move.is_takeable:
            self.told.emit(
                "สถานะของโครงการข้างล่างรับมาไม่ได้ กรุณาเปลี่ยนสถานะหรือเงินของโครงการในแผนนี้เอง", "failed"
            )
            return
        chain = self.context.services.chain
        lower, upper, name = line.change.lower.uuid, line.change.upper.uuid, line.move.field
        self.query(
            lambda: chain.take_change(lower, upper, [name]),
            lambda _: self._wrote("รับการแก้ไขจากแผนระดับล่างแล้ว เลิกทำได้ด้วย Ctrl+Z"),
            writes=True,
        )

    # inside

    @property
    def _bundle(self) -> Difference | None:
        row = self.bundle_table.currentIndex().row()
        return self.bundles.rows[row] if 0 <= row < len(self.bundles.rows) else None

    def _arrange(self) -> None:
        show_as_list(self.bundle_table, self.bundles, row_height=_ROW_HEIGHT)
        heads = self.bundle_table.horizontalHeader()
        for column in (BundleColumn.HERE, BundleColumn.BELOW):
            heads.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        for column, width in (
            (BundleColumn.ASKED_BELOW, 118),
            (BundleColumn.ASKED_HERE, 118),
            (BundleColumn.DIFFERENCE, 114),
            (BundleColumn.STANDING, 112),
        ):
            heads.resizeSection(column, width)
        show_as_list(self.change_table, self.changes, row_height=_ROW_HEIGHT)
        heads = self.change_table.horizontalHeader()
        for change_column in (ChangeColumn.HERE, ChangeColumn.OLD, ChangeColumn.NEW):
            heads.setSectionResizeMode(change_column, QHeaderView.ResizeMode.Stretch)
        heads.resizeSection(ChangeColumn.PLACE, 130)
        heads.resizeSection(ChangeColumn.FIELD, 150)
        self.standing_combo.addItem("ทั้งหมด", "")
        for standing in (Standing.OPEN, Standing.EXPLAINED, Standing.EQUAL):
            self.standing_combo.addItem(standing.label, standing.value)

    def _connect(self) -> None:
        self.choose_button.clicked.connect(self.choose)
        self.choose_button.setToolTip(tooltip("เลือกโครงการของแผนระดับล่างขึ้นแผนนี้", "Ins"))
        self.standing_combo.currentIndexChanged.connect(self._choose_standing)
        self.bundle_table.selectionModel().currentRowChanged.connect(self._turn)
        self.note_button.clicked.connect(self.explain)
        self.note_button.setToolTip(tooltip("บันทึกเหตุที่ยอดต่าง", "Enter"))
        self.note_edit.returnPressed.connect(self.explain)
        self.take_button.clicked.connect(self.take_change)
        self.take_button.setToolTip(tooltip("รับการแก้ไขของแถวที่เลือกมาใส่ในแผนนี้", "Enter"))
        self.change_table.doubleClicked.connect(self.take_change)
        on_keys(self, "Ins", self.choose)
        for keys in ("Return", "Enter"):
            on_keys(self.bundle_table, keys, self.note_edit.setFocus)
            on_keys(self.change_table, keys, self.take_change)

    def _take(self, answer: tuple[int, ChainRead]) -> None:
        asked, read = answer
        if asked == self._asked and self._plan is not None and self._plan.uuid == read.plan:
            self._show_read(read)

    def _show_read(self, read: ChainRead | None) -> None:
        held, self._noted = self._bundle, None  # what is typed is held here
        keep = {one.uuid for one in held.here} if held is not None else set()
        typed = self.note_edit.text()
        is_typed = held is not None and typed.strip() != held.note
        self._read = read
        is_open = self._plan is not None and self._plan.level is not Level.VILLAGE
        self.choose_button.setEnabled(is_open)
        self.sums_label.setText(wrapped("" if read is None else _sums(read.sums)))
        changes = () if read is None else read.changes
        if read is not None:
            self.changes.show_changes(changes, read.words)
        else:
            self.changes.show([])
        count = len(self.changes.rows)
        self.changes_label.setText(
            f"ข้างล่างแก้หลังเลือก {count:,} รายการ" if count else "ข้างล่างแก้หลังเลือก"
        )
        self.change_table.setVisible(bool(count))
        self.take_button.setVisible(bool(count))
        self.take_hint_label.setVisible(bool(count))
        self.no_changes_label.setText(wrapped(_NO_CHANGES))
        self.no_changes_label.setVisible(not count and read is not None)
        self.changes_label.setVisible(read is not None)
        if count:
            self.change_table.setCurrentIndex(self.changes.index(0, 0))
        self._filter(keep)
        if is_typed and self._bundle is not None and keep & {p.uuid for p in self._bundle.here}:
            self.note_edit.setText(typed)  # somebody is in the middle of it

    def _choose_standing(self) -> None:
        self.explain()
        self._noted = None
        self._filter(frozenset())

    def _filter(self, keep: Collection[UUID]) -> None:
        wanted = self.standing_combo.currentData()
        every = () if self._read is None else self._read.bundles
        order = (Standing.OPEN, Standing.EXPLAINED, Standing.EQUAL)
        rows = sorted(
            (one for one in every if wanted in ("", one.standing.value)),
            key=lambda one: order.index(one.standing),
        )
        self.bundles.show(rows)
        told = _NO_MATCH if every else _NOTHING
        if self._plan is None:
            told = _NO_PLAN
        elif self._plan.level is Level.VILLAGE:
            told = _VILLAGE
        self.empty_label.setText(wrapped(told))
        is_read = self._read is not None or self._plan is None
        is_village = self._plan is not None and self._plan.level is Level.VILLAGE
        self.empty_label.setVisible(not rows and (is_read or is_village))
        self.bundle_table.setVisible(bool(rows))
        if rows:
            at = next((n for n, row in enumerate(rows) if any(p.uuid in keep for p in row.here)), 0)
            self.bundle_table.setCurrentIndex(self.bundles.index(at, 0))
        self._show_bundle()

    def _turn(self) -> None:
        """Another line is in hand: the reason typed for the one before is kept."""
        self.explain()
        self._show_bundle()

    def _show_bundle(self) -> None:
        self._noted = bundle = self._bundle
        tell(self.note_problem, "")
        told = "" if bundle is None else _years(bundle)
        self.years_label.setText(wrapped(told))
        self.years_label.setVisible(bool(told))
        differs = bundle is not None and bundle.standing is not Standing.EQUAL
        for widget in (self.note_label, self.note_edit, self.note_button):
            widget.setVisible(differs)
        self.note_edit.setText(bundle.note if bundle is not None else "")
        self.note_edit.setEnabled(bundle is not None and bool(bundle.here))

    def _wrote(self, told: str) -> None:
        self.page.wrote(told)
        self.refresh()


def _sums(sums: Sums) -> str:
    return (
        f"แผนระดับล่างขอ {format_baht(sums.below)} บาท = เลือกแล้ว {format_baht(sums.chosen)} + "
        f"ยังไม่ได้เลือก {format_baht(sums.not_chosen)}\n"
        f"แผนนี้ขอ {format_baht(sums.here)} บาท = มาจากข้างล่าง {format_baht(sums.from_below)} + "
        f"ของแผนนี้เอง {format_baht(sums.own)}"
    )


def _years(bundle: Difference) -> str:
    differing = [year for year in bundle.years if year.difference]
    if not differing:
        return f"{len(bundle.below):,} โครงการข้างล่าง {len(bundle.here):,} โครงการในแผนนี้ ยอดตรงกันทุกปี"
    return "ต่างกัน: " + " · ".join(
        f"ปี {year.year} ข้างล่าง {format_baht(year.below or 0)} แผนนี้ {format_baht(year.here or 0)} "
        f"({'+' if year.difference > 0 else ''}{format_baht(year.difference)})"
        for year in differing
    )
