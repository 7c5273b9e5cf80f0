"""สำรองข้อมูล: the copies there are, making one now, the second folder, bringing one back."""

from pathlib import Path

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QWidget,
)
from typing_extensions import override

from cdd_desktop.errors import CddError, ValidationFailed
from cdd_desktop.gui.context import Changed, Context
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.list_table import show_as_list
from cdd_desktop.gui.opening import OpenPath, open_with_system
from cdd_desktop.gui.pages.settings.backup_table import BackupColumn, BackupTableModel
from cdd_desktop.gui.pages.settings.restore_dialog import RestoreDialog
from cdd_desktop.gui.pages.settings.section import Section
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.tasks import Task
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.gui.waiting_words import told_to_wait
from cdd_desktop.progress import Progress
from cdd_desktop.storage.backup_names import SUFFIX
from cdd_desktop.storage.backup_shelf import Shelf, ShelvedBackup, look_at_shelf
from cdd_desktop.storage.backups import BackupInfo, BackupPlan, carry_out
from cdd_desktop.storage.manifest import Reason
from cdd_desktop.thai.calendar import short_thai_date, thai_moment

KINDS = f"ไฟล์สำรอง (*{SUFFIX})"
_ROW_HEIGHT = 28
_EMPTY = "ยังไม่มีไฟล์สำรอง กดสำรองเดี๋ยวนี้เพื่อเก็บข้อมูลชุดแรก "
_NO_COPIES = "ยังไม่ได้เลือก มีไฟล์สำรองเฉพาะในเครื่องนี้"


class BackupsSection(Section):
    """Everything is done at once, so the section is never dirty; all of it off the GUI thread.

    Keys: Ctrl+B back up now · Enter restore the one chosen.
    """

    make_button: QPushButton
    save_button: QPushButton
    folder_button: QPushButton
    told_label: QLabel
    empty_label: QLabel
    backup_table: QTableView
    restore_button: QPushButton
    restore_file_button: QPushButton
    copies_edit: QLineEdit
    choose_button: QPushButton
    forget_button: QPushButton
    copies_frame: QFrame
    copies_problem: QLabel
    copies_told: QLabel

    title = "สำรองข้อมูล"

    def __init__(self, context: Context, *, open_path: OpenPath = open_with_system) -> None:
        super().__init__(context)
        load_form(self, "settings_backups")
        self._open_path = open_path
        self._making: Task | None = None
        self._model = BackupTableModel(self)
        self._arrange_table()
        self.empty_label.setText(wrapped(_EMPTY))
        self.empty_label.hide()
        self.copies_frame.hide()
        for label in (self.told_label, self.copies_told):
            tell(label, "")
        self.make_button.setToolTip(tooltip("สำรองข้อมูลเดี๋ยวนี้", "Ctrl+B"))
        self.restore_button.setToolTip(tooltip("ดูว่าในไฟล์มีอะไรก่อน แล้วจึงกู้คืน", "Enter"))
        self.make_button.clicked.connect(self._make)
        self.save_button.clicked.connect(self._save)
        self.folder_button.clicked.connect(self._open_folder)
        self.restore_button.clicked.connect(self._restore_chosen)
        self.restore_file_button.clicked.connect(self._restore_file)
        self.choose_button.clicked.connect(self._choose_copies)
        self.forget_button.clicked.connect(lambda: self._keep_copies_in(None))
        QShortcut(QKeySequence("Ctrl+B"), self).activated.connect(self.make_button.click)
        for key in ("Return", "Enter"):
            on_keys(self.backup_table, key, self.restore_button.click)
        self.setFocusProxy(self.backup_table)
        self._refresh()

    @override
    def load(self) -> None:
        """Look at both folders in the background: a share may take its time."""
        backups = self.context.services.backups

        def look(_: Progress) -> Shelf:
            return look_at_shelf(backups.folder, backups.copies_folder)

        task = self.context.tasks.query(look)
        task.succeeded.connect(self._show)
        task.refused.connect(lambda problem: tell(self.told_label, str(problem), tone="failed"))

    def preview(self, path: Path) -> RestoreDialog:
        """The dialog over a backup, not shown yet."""
        is_demo = self.context.services.office.get().is_demo
        dialog = RestoreDialog(self, self.context, path, is_demo=is_demo)
        dialog.accepted.connect(lambda: self._restore(dialog))
        return dialog

    def offer(self, backup: Path) -> None:
        """Show what a backup holds, before anything is brought back."""
        if self._may_restore():
            self.preview(backup).open()

    def preview_for_picture(self) -> QWidget | None:
        """The dialog over the newest backup; None where there is none."""
        sound = [one for one in self._model.rows if one.manifest is not None]
        return self.preview(sound[0].path) if sound else None

    def _arrange_table(self) -> None:
        table = self.backup_table
        show_as_list(table, self._model, row_height=_ROW_HEIGHT)
        table.doubleClicked.connect(self._restore_chosen)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(BackupColumn.CHECK, QHeaderView.ResizeMode.Stretch)
        table.selectionModel().currentChanged.connect(self._refresh)

    def _show(self, shelf: Shelf) -> None:
        self._model.show(shelf.backups)
        is_empty = not shelf.backups
        self.empty_label.setVisible(is_empty)
        self.backup_table.setVisible(not is_empty)
        if not is_empty:
            self.backup_table.setCurrentIndex(self._model.index(0, BackupColumn.MADE))
        self.copies_edit.setText(_NO_COPIES if shelf.copies is None else str(shelf.copies))
        self.forget_button.setEnabled(shelf.copies is not None)
        self.copies_problem.setText(wrapped(shelf.problem))
        self.copies_frame.setVisible(bool(shelf.problem))
        self._refresh()

    def _chosen(self) -> ShelvedBackup | None:
        index: QModelIndex = self.backup_table.currentIndex()
        if not index.isValid():
            return None
        chosen: ShelvedBackup = index.data(BackupTableModel.RECORD_ROLE)
        return chosen

    def _refresh(self) -> None:
        chosen = self._chosen()
        self.restore_button.setEnabled(chosen is not None and chosen.manifest is not None)
        for button in (self.make_button, self.save_button):
            button.setEnabled(self._making is None)

    def _make(self) -> None:
        backups = self.context.services.backups
        self._begin(self.context.tasks.query(lambda _: backups.plan(Reason.BY_HAND)))

    def _save(self) -> None:
        office = self.context.services.office.get()
        name = f"{office.name} {short_thai_date(self.context.today)}{SUFFIX}"
        path = self.context.dialogs.ask_save("บันทึกไฟล์สำรอง", name, KINDS)
        if path is None:
            return
        out = path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)
        # the dialog asked about replacing, but only under the name that was typed
        may_replace = out == path
        backups = self.context.services.backups
        self._begin(
            self.context.tasks.query(lambda _: backups.plan_into(out, overwrite=may_replace))
        )

    def _begin(self, planning: Task) -> None:
        self._making = planning
        tell(self.told_label, "กำลังสำรองข้อมูล", tone="muted")
        self._refresh()
        planning.succeeded.connect(self._carry_out)
        planning.refused.connect(self._fail)
        planning.finished.connect(lambda: self._end(planning))

    def _carry_out(self, plan: BackupPlan) -> None:
        task = self.context.tasks.compute(carry_out, plan, title="กำลังสำรองข้อมูล")
        self._making = task
        task.succeeded.connect(self._tell_made)
        task.refused.connect(self._fail)
        task.cancelled.connect(lambda: tell(self.told_label, "ยกเลิกการสำรองแล้ว", tone="muted"))
        task.finished.connect(lambda: self._end(task))

    def _end(self, task: Task) -> None:
        if task is self._making:
            self._making = None
            self.load()
        self._refresh()

    def _tell_made(self, made: BackupInfo) -> None:
        where = f"ที่ {made.path}" if made.path.parent != self._folder() else "ในเครื่องนี้"
        tell(self.told_label, f"สำรองแล้ว{where} และอ่านกลับมาตรวจแล้วสมบูรณ์")
        self.context.happened.emit(Changed.BACKUPS, self)
        if made.notes:
            tell(self.told_label, " ".join(made.notes), tone="failed")

    def _fail(self, problem: CddError) -> None:
        tell(self.told_label, str(problem), tone="failed")

    def _folder(self) -> Path:
        return self.context.services.backups.folder

    def _open_folder(self) -> None:
        folder = self._folder()
        if not folder.is_dir():
            tell(self.told_label, "ยังไม่มีไฟล์สำรอง กรุณากดสำรองเดี๋ยวนี้ก่อน", tone="failed")
        elif not self._open_path(folder):
            self.context.dialogs.tell(f"เครื่องนี้เปิดโฟลเดอร์ให้ไม่ได้ กรุณาเปิด {folder} ด้วยตนเอง")

    def _choose_copies(self) -> None:
        folder = self.context.dialogs.ask_folder("เลือกโฟลเดอร์เก็บไฟล์สำรองชุดที่สอง")
        if folder is not None:
            self._keep_copies_in(folder)

    def _keep_copies_in(self, folder: Path | None) -> None:
        backups = self.context.services.backups
        done = "เลิกใช้ชุดที่สองแล้ว ไฟล์เดิมยังอยู่ที่เดิม"
        if folder is not None:
            done = "เขียนทดสอบได้แล้ว การสำรองตั้งแต่ครั้งนี้จะเก็บไว้ที่นั่นด้วย"
        tell(self.copies_told, "กำลังตรวจโฟลเดอร์", tone="muted")
        task = self.context.tasks.query(lambda _: backups.keep_copies_in(folder))
        task.succeeded.connect(lambda _: self._take_copies(done))
        task.refused.connect(self._refuse_copies)

    def _take_copies(self, done: str) -> None:
        tell(self.copies_told, done)
        self.context.saved.emit()
        self.load()

    def _refuse_copies(self, problem: CddError) -> None:
        told = problem.problems["folder"] if isinstance(problem, ValidationFailed) else str(problem)
        tell(self.copies_told, told, tone="failed")

    def _may_restore(self) -> bool:
        """Told at once, and again by the desk: work may begin while the backup is looked at."""
        if told := told_to_wait(self.context.tasks):
            tell(self.told_label, told, tone="failed")
        return not told

    def _restore_chosen(self) -> None:
        chosen = self._chosen()
        if chosen is not None and chosen.manifest is not None:
            self.offer(chosen.path)

    def _restore_file(self) -> None:
        if not self._may_restore():
            return
        path = self.context.dialogs.ask_open("เลือกไฟล์สำรองที่จะกู้คืน", KINDS)
        if path is not None:
            self.preview(path).open()

    def _restore(self, dialog: RestoreDialog) -> None:
        seen = dialog.preview.seen
        if seen is None:
            return
        made = thai_moment(seen.manifest.made_at)
        if self.context.dialogs.confirm(
            f"นำข้อมูลเมื่อ {made} กลับมาแทนข้อมูลขณะนี้หรือไม่",
            action="กู้คืน",
            detail="โปรแกรมสำรองข้อมูลขณะนี้ไว้ก่อนเสมอ แล้วเปิดหน้าต่างใหม่เอง ถ้าเปลี่ยนใจ กู้คืนจากชุดนั้นได้",
        ):
            self.context.restore_asked.emit(dialog.path)
