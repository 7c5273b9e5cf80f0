"""เกี่ยวกับโปรแกรม: version and build, where things are, what of others comes with it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, qVersion
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableView,
)
from typing_extensions import override

from cdd_desktop import about, paths
from cdd_desktop.components import Component, components, qt_notice, text_of
from cdd_desktop.gui import theme
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.list_table import show_as_list
from cdd_desktop.gui.logs import FOLDER_NAME
from cdd_desktop.gui.opening import OpenPath, open_with_system
from cdd_desktop.gui.pages.settings.about_models import ComponentColumn, ComponentModel, matching
from cdd_desktop.gui.pages.settings.backup_table import size_in_words
from cdd_desktop.gui.pages.settings.section import Section
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.tasks import Task
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.thai.calendar import thai_date

FILTER_KEYS = "Ctrl+F"
MANUAL = ("install", "ติดตั้งและย้ายเครื่อง")
_ROW_HEIGHT = 28
_VERSION_WIDTH = 76
_LETTER_AND_COLON = 2
_READING = "กำลังอ่านรายการ"


class AboutSection(Section):
    """Reads the list of components when it is first shown, off the window's thread.

    Keys: Ctrl+F the filter, Tab from it into the list.
    """

    name_label: QLabel
    version_label: QLabel
    surroundings_label: QLabel
    remarks_label: QLabel
    renewal_label: QLabel
    report_button: QPushButton
    manual_button: QPushButton
    told_label: QLabel
    data_edit: QLineEdit
    data_open_button: QPushButton
    data_copy_button: QPushButton
    backups_edit: QLineEdit
    backups_open_button: QPushButton
    backups_copy_button: QPushButton
    logs_edit: QLineEdit
    logs_open_button: QPushButton
    logs_copy_button: QPushButton
    notice_label: QLabel
    filter_edit: QLineEdit
    count_label: QLabel
    component_table: QTableView
    licence_text: QPlainTextEdit

    title = "เกี่ยวกับโปรแกรม"

    def __init__(self, context: Context, *, open_path: OpenPath = open_with_system) -> None:
        super().__init__(context)
        load_form(self, "settings_about")
        self._open_path = open_path
        self._known: tuple[Component, ...] = ()
        self._reading: Task | None = None
        self._model = ComponentModel(self)
        self._arrange_table()
        self._tell_program()
        data = context.services.store.path.parent
        for what, folder, edit, open_button, copy_button in (
            ("ข้อมูล", data, self.data_edit, self.data_open_button, self.data_copy_button),
            (
                "ไฟล์สำรอง",
                context.services.backups.folder,
                self.backups_edit,
                self.backups_open_button,
                self.backups_copy_button,
            ),
            (
                "บันทึกการทำงาน",
                data / FOLDER_NAME,
                self.logs_edit,
                self.logs_open_button,
                self.logs_copy_button,
            ),
        ):
            edit.setText(str(folder))
            edit.setCursorPosition(0)
            edit.setToolTip(tooltip(str(folder)))
            open_button.setToolTip(tooltip(f"เปิดโฟลเดอร์ของ{what}"))
            copy_button.setToolTip(tooltip(f"คัดลอกที่อยู่ของ{what}"))
            open_button.clicked.connect(partial(self._open_folder, folder))
            copy_button.clicked.connect(partial(self._copy, str(folder), f"คัดลอกที่อยู่ของ{what}แล้ว"))
        self.report_button.setToolTip(tooltip("รุ่นของโปรแกรมและเครื่อง ไม่มีข้อมูลของสำนักงานและชื่อบุคคล"))
        self.report_button.clicked.connect(self._copy_report)
        self.manual_button.setToolTip(tooltip("เปิดคู่มือข้างหน้าต่าง"))
        self.manual_button.clicked.connect(lambda: context.manual_asked.emit(*MANUAL))
        self.filter_edit.textChanged.connect(self._filter)
        self.filter_edit.setToolTip(tooltip("ค้นหาส่วนประกอบ", FILTER_KEYS))
        on_keys(self, FILTER_KEYS, self.filter_edit.setFocus)
        tell(self.count_label, _READING, tone="muted")
        tell(self.told_label, "")
        self.setFocusProxy(self.report_button)

    @property
    def is_reading(self) -> bool:
        """Whether the list of components is on its way."""
        return self._reading is not None and not self._reading.is_over

    @override
    def load(self) -> None:
        """Nothing here is anyone's to change."""

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._reading is None:
            self._reading = self.context.tasks.query(lambda _: components(qVersion()))
            self._reading.succeeded.connect(self._show)

    def report(self) -> str:
        """What whoever looks after the program asks for: no names, and no folder that has one."""
        known = about.program()
        made = f" ทำเมื่อ {thai_date(known.made_on)}" if known.made_on else ""
        path = self.context.services.store.path
        usual = path.parent == paths.default_data_dir()
        drive = path.drive if len(path.drive) == _LETTER_AND_COLON else ""  # else names of a server
        place = "โฟลเดอร์ตามปกติ" if usual else f"โฟลเดอร์ที่เลือกเอง {drive}".strip()
        try:
            size = size_in_words(path.stat().st_size)
        except OSError:  # its stick was pulled out
            size = "อ่านขนาดไม่ได้"
        screen = self.screen()
        pixels = screen.size() * screen.devicePixelRatio()
        look = "มืด" if theme.current().name is theme.ThemeName.DARK else "สว่าง"
        return "\n".join(
            (
                f"{about.PROGRAM} {known.line}{made}",
                *(f"{name} {value}" for name, value in about.surroundings(qVersion())),
                f"จอ {pixels.width()}x{pixels.height()} อัตราขยาย "
                f"{screen.devicePixelRatio():.0%} แบบ{look}",
                f"ข้อมูล {place} ฐานข้อมูล {size}",
            )
        )

    def _tell_program(self) -> None:
        known = about.program()
        made = f" · ทำเมื่อ {thai_date(known.made_on)}" if known.made_on else ""
        build = f"รุ่นสร้าง {known.build}" if known.made_on else known.build
        around = " · ".join(f"{name} {value}" for name, value in about.surroundings(qVersion()))
        self.name_label.setText(about.PROGRAM)
        self.version_label.setText(
            wrapped(f"รุ่น {known.version} · {build}{made} · สัญญาอนุญาต {about.LICENCE}")
        )
        self.surroundings_label.setText(wrapped(around))
        tell(self.remarks_label, " ".join(known.remarks), tone="waits")
        self.renewal_label.setText(wrapped(about.HOW_IT_RENEWS))
        self.notice_label.setText(wrapped(qt_notice(qVersion())))

    def _arrange_table(self) -> None:
        show_as_list(self.component_table, self._model, row_height=_ROW_HEIGHT)
        header = self.component_table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(ComponentColumn.VERSION, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(ComponentColumn.VERSION, _VERSION_WIDTH)
        self.component_table.selectionModel().currentChanged.connect(self._show_text)

    def _show(self, known: tuple[Component, ...]) -> None:
        self._known = known
        self._filter()

    def _filter(self) -> None:
        if not self._known:
            return
        found = matching(self._known, self.filter_edit.text())
        self._model.show(found)
        told = f"{len(found):,} จาก {len(self._known):,} รายการ"
        none = "ไม่พบส่วนประกอบที่ค้นหา กรุณาพิมพ์ชื่อให้สั้นลง"
        tell(self.count_label, told if found else none, tone="muted")
        if found:
            self.component_table.selectionModel().setCurrentIndex(
                self._model.index(0, ComponentColumn.NAME),
                QItemSelectionModel.SelectionFlag.ClearAndSelect
                | QItemSelectionModel.SelectionFlag.Rows,
            )
        else:
            self.licence_text.clear()

    def _show_text(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            task = self.context.tasks.query(lambda _: (chosen, _text(chosen)))
            task.succeeded.connect(self._take_text)

    def _take_text(self, read: tuple[Component, str]) -> None:
        component, text = read
        if component is self._chosen():
            self.licence_text.setPlainText(text)

    def _chosen(self) -> Component | None:
        index = self.component_table.currentIndex()
        return self._model.rows[index.row()] if index.isValid() else None

    def _open_folder(self, folder: Path) -> None:
        if not folder.is_dir():
            tell(self.told_label, "ยังไม่มีโฟลเดอร์นี้ โปรแกรมจะสร้างเมื่อมีไฟล์แรก", tone="muted")
        elif not self._open_path(folder):
            self.context.dialogs.tell(f"เครื่องนี้เปิดโฟลเดอร์ให้ไม่ได้ กรุณาเปิด {folder} ด้วยตนเอง")

    def _copy_report(self) -> None:
        self._copy(self.report(), "คัดลอกแล้ว วางในข้อความถึงผู้ดูแลโปรแกรมได้เลย")

    def _copy(self, text: str, told: str) -> None:
        QGuiApplication.clipboard().setText(text)
        tell(self.told_label, told)


def _text(component: Component) -> str:
    """Its licence to read; many files, which on a slow disk take their time."""
    try:
        text = text_of(component, qVersion())
    except OSError:
        return wrapped("อ่านไฟล์สัญญาอนุญาตของส่วนนี้ไม่ได้ กรุณาติดตั้งโปรแกรมใหม่จากตัวติดตั้งล่าสุด")
    ours, gap, theirs = text.partition("\n\n")  # theirs is English, and long
    return wrapped(ours) + gap + theirs
