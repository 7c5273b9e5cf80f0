"""The window as an office uses it, without a display and without anybody: for the self-test.

What nobody would see is caught: a bug in a slot, a message that is shown, a wait without end.
Every method raises `CddError`, or the bug itself.
"""

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QEventLoop,
    QFile,
    QObject,
    QSize,
    Qt,
    QTimer,
    qVersion,
)
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtUiTools import QUiLoader
from PySide6.QtWidgets import QApplication, QWidget

from cdd_desktop import paths
from cdd_desktop.errors import CddError
from cdd_desktop.gui import theme
from cdd_desktop.gui.app import Sitting, make_application
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.dialogs import Leaving
from cdd_desktop.gui.keys import scan_codes_here
from cdd_desktop.gui.logs import start_logging, stop_logging
from cdd_desktop.gui.pages.checklists.entry.view import EntryView
from cdd_desktop.gui.pages.checklists.page import ChecklistsPage
from cdd_desktop.gui.pages.registry import PAGES
from cdd_desktop.gui.pages.reports.page import ReportsPage
from cdd_desktop.gui.screenshots import prepare_environment
from cdd_desktop.gui.shell import MainWindow
from cdd_desktop.gui.start import Start
from cdd_desktop.gui.window_state import WindowState
from cdd_desktop.gui.wizard.wizard import Wizard

_WITHIN_S = 240  # of a single wait: twenty times what it takes on a slow PC
_LOOK_EVERY_MS = 10
_SIZE = QSize(1366, 728)
_DARK = 128
_REMEDY = "กรุณาติดตั้งโปรแกรมใหม่ ถ้ายังไม่ผ่าน กรุณาส่งข้อความนี้ให้ผู้ดูแลโปรแกรม"
# the Thai layout's keys where 1 and 0 stand: code of set 1, what Qt calls it, what it writes
_KEYS = {"1": (0x02, 0x0E45, "ๅ"), "0": (0x0B, 0x0E08, "จ")}


class WindowTrial:
    """One window after another over folders of its own; the application is made once."""

    def __init__(self, day: date) -> None:
        """`day`: today, as the window believes."""
        self._day = day
        self._told: list[str] = []
        self._bugs: list[BaseException] = []
        self._app: QApplication | None = None
        self._sitting: Sitting | None = None

    def start(self) -> None:
        """Make the application, with fonts, looks and every form."""
        prepare_environment(1.0)
        sys.excepthook = self._catch
        try:
            self._app = make_application(["cdd-desktop"])
        except RuntimeError as error:  # of a font file
            raise CddError(f"ฟอนต์ของหน้าจอใช้ไม่ได้ {_REMEDY}") from error
        for name in theme.ThemeName:
            theme.apply(self._app, name)
        theme.apply(self._app, theme.ThemeName.LIGHT)
        for path in paths.forms():
            _made(path).deleteLater()
        self._app.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def see_first_steps(self, folder: Path) -> None:
        """A new folder begins with the first steps."""
        window = self._open(folder)
        self._wait(
            lambda: isinstance(window.page_stack.currentWidget(), Wizard), "เปิดขั้นตอนเริ่มใช้งาน"
        )
        self.close()

    def open(self, folder: Path) -> None:
        """Open the office of the folder, logging into it."""
        start_logging(folder)
        window = self._open(folder)
        self._wait(lambda: window.context is not None, "เปิดข้อมูลสำนักงาน")

    def look_at(self, *, year: int, area_code: str) -> None:
        """Choose the year and the area at the top."""
        self._context.look_at(year=year, area_code=area_code)

    def key(self, village: int, answers: str) -> str:
        """Key a sheet in the Thai layout, `1` passed and `0` not; gives the level that is shown."""
        window = self._window
        window.open_page("checklists", village)
        entry = self._entry
        self._wait(lambda: QApplication.focusWidget() is entry.answer_table, "เปิดแบบประเมินให้กรอก")
        for cap in answers:
            _strike(QApplication.focusWidget() or entry, cap)
        self._wait(lambda: not self._context.saving.waiting, "บันทึกคำตอบ")
        words = window.saved_label.text()
        _expect(words.startswith("● บันทึกแล้ว"), f"หน้าต่างไม่แจ้งว่าบันทึกแล้ว แต่แจ้งว่า “{words}”")
        _expect(self._answered == len(answers), "คำตอบบนหน้าจอไม่ครบตามที่กด")
        level = entry.level_panel.level_label.text()
        _expect(level, "หน้าต่างไม่แสดงระดับ")
        return level

    def undo(self) -> None:
        """Press เลิกทำ once; the sheet in front loses one answer."""
        before = self._answered
        self._wait(self._window.undo_button.isEnabled, "เสนอให้เลิกทำ")
        self._window.undo_button.click()
        self._wait(lambda: self._answered == before - 1, "เลิกทำคำตอบสุดท้าย")

    def preview(self, report: str, village_code: str) -> int:
        """See a village's report before it is printed; gives how many pages."""
        self._window.open_page("reports", f"{report}:{village_code}")
        page = self._window.page
        if not isinstance(page, ReportsPage):
            raise CddError(f"เปิดหน้ารายงานไม่ได้ {_REMEDY}")
        self._wait(lambda: not page.is_busy, "ทำตัวอย่างก่อนพิมพ์")
        pane = page.preview_pane
        _expect(pane.page_count, f"ตัวอย่างก่อนพิมพ์ไม่มีหน้า {pane.message}")
        picture = pane.view.viewport().grab().toImage()
        grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
        has_ink = min(bytes(grey.constBits())) < _DARK
        _expect(has_ink, "ตัวอย่างก่อนพิมพ์เป็นหน้าขาว")
        return pane.page_count

    def see_every_page(self) -> int:
        """Open each page once, the manual, the search and the history; gives how many pages."""
        window = self._window
        for entry in PAGES:
            window.open_page(entry.key)
            self._wait(self._is_quiet, f"เปิดหน้า{entry.title}")
        for toggle in (window.help.drawer.toggle, window.past.toggle if window.past else None):
            for _ in range(2):
                if toggle is not None:
                    toggle()
                    self._wait(self._is_quiet, "เปิดคู่มือและประวัติ")
        palette = window.open_palette()
        if palette is not None:
            palette.edit.setText("บ้าน")
            palette.settle()
            self._wait(self._is_quiet, "ค้นหา")
            palette.close()
        return len(PAGES)

    def close(self) -> None:
        """Close the window as its user does: what no backup holds is backed up."""
        sitting, app = self._sitting, self._app
        if sitting is not None and app is not None:
            self._sitting = None
            sitting.window.close()
            _expect(not sitting.window.isVisible(), "ปิดหน้าต่างไม่ได้")
            sitting.desk.leave()
            sitting.window.deleteLater()
            app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self._require_quiet_end()

    def stop(self) -> None:
        """Let everything go, after a failure too."""
        try:
            self.close()
        finally:
            sys.excepthook = sys.__excepthook__
            stop_logging()

    # what the others use

    @property
    def _window(self) -> MainWindow:
        if self._sitting is None:
            raise CddError(f"ยังไม่มีหน้าต่าง {_REMEDY}")
        return self._sitting.window

    @property
    def _context(self) -> Context:
        context = self._window.context
        if context is None:
            raise CddError(f"หน้าต่างยังไม่ได้เปิดข้อมูล {_REMEDY}")
        return context

    @property
    def _entry(self) -> EntryView:
        page = self._window.page
        if not isinstance(page, ChecklistsPage) or not isinstance(page.view, EntryView):
            raise CddError(f"เปิดหน้ากรอกแบบไม่ได้ {_REMEDY}")
        return page.view

    @property
    def _answered(self) -> int:
        sheet = self._entry.sheet
        return 0 if sheet is None else len(sheet.answers)

    def _is_quiet(self) -> bool:
        return not (self._context.tasks.is_busy or self._window.page_is_busy)

    def _open(self, folder: Path) -> MainWindow:
        folder.mkdir(parents=True, exist_ok=True)
        nobody = _Nobody(self._told)
        sitting = Sitting(
            WindowState(folder), dialogs_over=lambda _: nobody, today=lambda: self._day
        )
        self._sitting = sitting
        sitting.begin(Start(folder=folder))
        sitting.desk.failed.connect(self._told.append)
        sitting.window.resize(_SIZE)
        return sitting.window

    def _catch(
        self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        self._bugs.append(error)

    def _require_quiet_end(self) -> None:
        if self._bugs:
            raise self._bugs.pop(0)
        if self._told:
            raise CddError(f"หน้าต่างแจ้งปัญหา: {self._told.pop(0)}")

    def _wait(self, holds: Callable[[], object], what: str) -> None:
        """Let the window live until `holds`, and one more turn of it."""
        looking, loop = QObject(), QEventLoop()
        timer = QTimer(looking, interval=_LOOK_EVERY_MS)
        patience = QTimer(looking, singleShot=True, interval=_WITHIN_S * 1000)
        seen: list[bool] = []

        def look() -> None:
            if self._bugs or self._told or (holds() and seen):
                loop.quit()
            elif holds():
                seen.append(True)

        timer.timeout.connect(look)
        patience.timeout.connect(loop.quit)
        timer.start()
        patience.start()
        loop.exec()
        timer.stop()
        is_late = not patience.isActive()
        patience.stop()
        self._require_quiet_end()
        if is_late:
            raise CddError(f"{what}ไม่เสร็จใน {_WITHIN_S} วินาที กรุณาปิดโปรแกรมอื่นแล้วตรวจใหม่ {_REMEDY}")


class _Nobody:
    """Dialogs that nobody is there to answer: what is told is kept."""

    def __init__(self, told: list[str]) -> None:
        self._told = told

    def confirm(
        self, question: str, *, action: str, detail: str = "", otherwise: str = "ยกเลิก"
    ) -> bool:
        self._told.append(question)
        return False

    def ask_leaving(self, what: str) -> Leaving:
        self._told.append(what)
        return Leaving.DISCARD

    def tell(self, message: str, *, detail: str = "") -> None:
        self._told.append(message)

    def ask_open(self, title: str, kinds: str) -> Path | None:
        return None

    def ask_files(self, title: str, kinds: str) -> tuple[Path, ...]:
        return ()

    def ask_save(self, title: str, name: str, kinds: str) -> Path | None:
        return None

    def ask_folder(self, title: str) -> Path | None:
        return None


class _PlainLoader(QUiLoader):
    """Builds a form by itself: a widget of ours stands as a plain one."""

    def createWidget(  # noqa: N802 - Qt's name
        self, class_name: str, parent: QWidget | None = None, name: str = ""
    ) -> QWidget:
        known = class_name if class_name in self.availableWidgets() else "QWidget"
        return super().createWidget(known, parent, name)


def _made(form: Path) -> QWidget:
    file = QFile(str(form))
    try:
        return _PlainLoader().load(file)
    except RuntimeError as error:
        raise CddError(f"แบบหน้าจอ {form.name} เสีย {_REMEDY}") from error
    finally:
        file.close()


def qt_version() -> str:
    """Of the Qt that is loaded."""
    return qVersion()


def _strike(widget: QWidget, cap: str) -> None:
    scan, key, text = _KEYS[cap]
    code = scan + scan_codes_here().value
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, code, ord(text), 0, text)
        QCoreApplication.sendEvent(widget, event)


def _expect(holds: object, fault: str) -> None:
    if not holds:
        raise CddError(f"{fault} {_REMEDY}")
