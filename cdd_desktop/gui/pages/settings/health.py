"""ตรวจสุขภาพข้อมูล: looking the office's data over, and repairing what can be repaired."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHeaderView, QLabel, QProgressBar, QPushButton, QTableView
from typing_extensions import override

from cdd_desktop.errors import CddError
from cdd_desktop.gui.context import Changed, Context
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.list_table import show_as_list
from cdd_desktop.gui.pages.settings.health_models import (
    ChangeColumn,
    ChangeModel,
    FindingColumn,
    FindingModel,
)
from cdd_desktop.gui.pages.settings.section import Section
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.standing import Standing
from cdd_desktop.gui.tasks import Task
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.gui.undoing import UNDO_KEYS
from cdd_desktop.health import look_over
from cdd_desktop.storage.backups import BackupInfo, carry_out
from cdd_desktop.storage.health import Finding, HealthReport
from cdd_desktop.storage.manifest import Reason
from cdd_desktop.storage.repairing import Repaired
from cdd_desktop.thai.calendar import thai_moment

CHECK_KEYS = "Ctrl+T"
LAST_KEY = "health/last"  # what the last check came to, as it is shown
_ROW_HEIGHT = 30
_PLACES = 5  # named under the table; the file of a repair names all
_TITLE = "ตรวจสุขภาพข้อมูล"
_DAMAGED = "ไฟล์เสียหายหรืออ่านได้ไม่ครบ จึงยังไม่ได้ตรวจข้อมูลข้างใน กรุณาซ่อมหรือกู้คืนก่อน แล้วตรวจใหม่"


class HealthSection(Section):
    """The check runs in a child process, the repair on the worker thread after a backup.

    Keys: Ctrl+T check · Esc stop · Enter in the list repair the one chosen.
    """

    check_button: QPushButton
    cancel_button: QPushButton
    step_label: QLabel
    check_bar: QProgressBar
    repaired_label: QLabel
    told_label: QLabel
    empty_label: QLabel
    finding_table: QTableView
    remedy_label: QLabel
    where_label: QLabel
    change_table: QTableView
    repair_button: QPushButton
    repair_all_button: QPushButton
    restore_button: QPushButton

    title = _TITLE

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        load_form(self, "settings_health")
        self._report: HealthReport | None = None
        self._task: Task | None = None
        self._findings = FindingModel(self)
        self._changes = ChangeModel(self)
        _arrange(self.finding_table, self._findings, FindingColumn.WHAT)
        _arrange(self.change_table, self._changes, ChangeColumn.WHERE)
        self.finding_table.selectionModel().currentChanged.connect(self._show_finding)
        self.check_button.clicked.connect(self.check)
        self.cancel_button.clicked.connect(self._cancel)
        self.repair_button.clicked.connect(self._repair_chosen)
        self.repair_all_button.clicked.connect(self._repair_all)
        self.restore_button.clicked.connect(self._go_to_backups)
        self.check_button.setToolTip(tooltip("ตรวจข้อมูลทั้งหมดเดี๋ยวนี้", CHECK_KEYS))
        self.cancel_button.setToolTip(tooltip("หยุดตรวจ", "Esc"))
        self.repair_button.setToolTip(tooltip("ซ่อมเรื่องที่เลือกตามที่แสดง", "Enter"))
        self.repair_all_button.setToolTip(tooltip("ซ่อมทุกเรื่องที่ซ่อมได้"))
        self.restore_button.setToolTip(tooltip("เปิดหัวข้อสำรองข้อมูล"))
        QShortcut(QKeySequence(CHECK_KEYS), self).activated.connect(self.check_button.click)
        on_keys(self, "Esc", self.cancel_button.click)
        for key in ("Return", "Enter"):
            on_keys(self.finding_table, key, self.repair_button.click)
        for label in (self.told_label, self.repaired_label):
            tell(label, "")
        self._standing = Standing(self, self.cancel_button)
        self._refresh()

    @override
    def load(self) -> None:
        """What the last check came to; it is not run again by itself."""
        if self._report is None and self._task is None:
            known = self.context.state.text(LAST_KEY)
            text = f"{known} กดตรวจเดี๋ยวนี้เพื่อตรวจใหม่" if known else "ยังไม่เคยตรวจในเครื่องนี้"
            tell(self.told_label, text, tone="muted")
        self._refresh()

    def check(self) -> None:
        """Look everything over; what was found before goes."""
        if self._task is not None:
            return
        tell(self.repaired_label, "")
        self._check()

    def _check(self) -> None:
        self._report = None
        tell(self.told_label, "")
        plan = self.context.services.health.plan()
        task = self._follow(self.context.tasks.compute(look_over, plan, title=_TITLE))
        task.progressed.connect(self._show_progress)
        task.succeeded.connect(self._show)
        task.cancelled.connect(
            lambda: tell(
                self.told_label, "หยุดตรวจแล้ว ข้อมูลคงเดิม กดตรวจเดี๋ยวนี้เพื่อตรวจใหม่", tone="muted"
            )
        )

    def _show_progress(self, done: int, total: int, text: str) -> None:
        self.check_bar.setRange(0, total)
        self.check_bar.setValue(done)
        self.step_label.setText(text)

    def _show(self, report: HealthReport) -> None:
        self._report = report
        moment = thai_moment(report.at)
        if report.faults:
            told = f"ตรวจเมื่อ {moment} พบ {len(report.faults):,} เรื่อง"
        else:
            told = f"ไม่พบความผิดปกติ ตรวจเมื่อ {moment}"
        self.context.state.keep(LAST_KEY, told)
        self._findings.show(report.findings)
        if not report.is_whole:
            tell(self.told_label, _DAMAGED, tone="failed")
        elif report.faults:
            tell(self.told_label, told, tone="failed")
        if report.findings:
            self.finding_table.selectionModel().setCurrentIndex(
                self._findings.index(0, FindingColumn.ROOM),
                QItemSelectionModel.SelectionFlag.ClearAndSelect
                | QItemSelectionModel.SelectionFlag.Rows,
            )
        self._refresh()

    def _show_finding(self) -> None:
        finding = self._chosen()
        self._changes.show(finding.changes if finding else ())
        if finding is not None:
            self.remedy_label.setText(wrapped(_remedy(finding)))
            more = finding.count - _PLACES
            rest = f" และอีก {more:,} {finding.unit}" if more > 0 else ""
            self.where_label.setText(wrapped(" · ".join(finding.where[:_PLACES]) + rest))
        self._refresh()

    def _chosen(self) -> Finding | None:
        index = self.finding_table.currentIndex()
        rows = self._findings.rows
        return rows[index.row()] if index.isValid() and index.row() < len(rows) else None

    def _repair_chosen(self) -> None:
        finding = self._chosen()
        if finding is not None and finding.repair is not None:
            self._repair((finding,))

    def _repair_all(self) -> None:
        if self._report is not None:
            self._repair(self._report.repairable)

    def _repair(self, findings: Sequence[Finding]) -> None:
        """Ask, back up, change what was shown, look again."""
        changes = sum(len(finding.changes) for finding in findings)
        if self._task is not None or not self.context.dialogs.confirm(
            f"ซ่อม {len(findings):,} เรื่อง {changes:,} รายการ ตามที่แสดงหรือไม่",
            action="ซ่อม",
            detail="โปรแกรมสำรองข้อมูลให้ก่อนซ่อม",
        ):
            return
        tell(self.repaired_label, "")
        plan = self.context.services.backups.plan(Reason.REPAIR)
        self.step_label.setText("กำลังสำรองข้อมูลก่อนซ่อม")
        self.check_bar.setRange(0, 0)
        backing = self._follow(self.context.tasks.compute(carry_out, plan, title="สำรองก่อนซ่อม"))
        backing.succeeded.connect(lambda made: self._carry_out(findings, made))

    def _carry_out(self, findings: Sequence[Finding], made: BackupInfo) -> None:
        repairing = self.context.services.health.repairing
        self.step_label.setText("กำลังซ่อม")
        task = self._follow(self.context.tasks.query(lambda _: repairing.repair(findings)))
        task.succeeded.connect(lambda done: self._show_repaired(done, made))

    def _show_repaired(self, done: Repaired, made: BackupInfo) -> None:
        parts = [f"ซ่อมแล้ว {done.changes:,} รายการ"]
        if done.is_undoable:
            parts.append(f"เลิกทำการแก้ค่าได้ด้วย {UNDO_KEYS}")
        if done.kept_in is not None:
            parts.append(f"รายการที่ลบออกเก็บไว้ที่ {done.kept_in}")
        moment = thai_moment(made.manifest.made_at)
        parts.append(f"ข้อมูลก่อนซ่อมอยู่ในหัวข้อสำรองข้อมูล ชุด {moment}")
        tell(self.repaired_label, " · ".join(parts))
        self.context.saved.emit()
        self.context.happened.emit(Changed.ANYTHING, self)
        self._check()

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _go_to_backups(self) -> None:
        self.context.page_requested.emit("settings", "สำรองข้อมูล")

    def _follow(self, task: Task) -> Task:
        self._task = task
        self._refresh()
        task.refused.connect(self._show_refused)
        task.finished.connect(lambda: self._settle(task))
        return task

    def _show_refused(self, problem: CddError) -> None:
        tell(self.told_label, str(problem), tone="failed")

    def _settle(self, task: Task) -> None:
        if self._task is task:  # the next step of a repair may have begun
            self._task = None
        self._refresh()

    def _refresh(self) -> None:
        self._standing.look()
        report = self._report
        is_busy = self._task is not None
        self.check_button.setEnabled(not is_busy)
        for widget in (self.cancel_button, self.check_bar, self.step_label):
            widget.setVisible(is_busy)
        has_findings = report is not None and bool(report.findings)
        chosen = self._chosen() if has_findings else None
        self._show_state(report, is_busy=is_busy)
        for shown in (self.finding_table, self.remedy_label, self.where_label):
            shown.setVisible(has_findings)
        can_repair = chosen is not None and chosen.repair is not None
        self.change_table.setVisible(can_repair)
        self.repair_button.setVisible(can_repair)
        self.repair_button.setEnabled(not is_busy)
        repairable = len(report.repairable) if report is not None else 0
        self.repair_all_button.setVisible(repairable > 1)
        self.repair_all_button.setEnabled(not is_busy)
        self.restore_button.setVisible(report is not None and not report.is_whole)
        following = self.finding_table if has_findings else self.check_button
        self._standing.keep(is_busy=is_busy, reached=report, following=following)

    def _show_state(self, report: HealthReport | None, *, is_busy: bool) -> None:
        """What stands in the place of the list, or above mere advice."""
        if report is None:
            waits = "กำลังตรวจ ผลจะแสดงที่นี่" if is_busy else "กดตรวจเดี๋ยวนี้ ผลจะแสดงที่นี่"
            tell(self.empty_label, waits, tone="muted")
        elif report.faults:
            tell(self.empty_label, "")
        else:
            tell(self.empty_label, f"● ไม่พบความผิดปกติ ตรวจเมื่อ {thai_moment(report.at)}")


def _remedy(finding: Finding) -> str:
    return f"เมื่อซ่อม: {finding.remedy}" if finding.repair is not None else finding.remedy


def _arrange(table: QTableView, model: FindingModel | ChangeModel, wide: int) -> None:
    show_as_list(table, model, row_height=_ROW_HEIGHT)
    header = table.horizontalHeader()
    header.setResizeContentsPrecision(50)  # of 50,000 changes only those in sight are measured
    for column in range(model.columnCount()):
        mode = QHeaderView.ResizeMode.ResizeToContents
        header.setSectionResizeMode(
            column, QHeaderView.ResizeMode.Stretch if column == wide else mode
        )
