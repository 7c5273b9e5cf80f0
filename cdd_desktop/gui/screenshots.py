"""Pictures of every screen, as a computer of a given size, scaling and theme shows them."""

import os
import shutil
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import (
    QEventLoop,
    QMessageLogContext,
    QPoint,
    QRect,
    QSize,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.errors import CddError, ValidationFailed
from cdd_desktop.gui import theme
from cdd_desktop.gui.app import make_application
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.desk import Desk, today_in_thailand
from cdd_desktop.gui.dialogs import Leaving
from cdd_desktop.gui.pages.registry import FIRST, PAGES
from cdd_desktop.gui.shell import MainWindow
from cdd_desktop.gui.window_state import WindowState
from cdd_desktop.gui.wizard.pictures import wizard_stages
from cdd_desktop.gui.wizard.wizard import Wizard

_SETTLE_MS = 60
_MADE_WITHIN_MS = 20_000
_LEAST = 400


def parse_size(text: str) -> tuple[int, int]:
    """`1366x768` in pixels; raises `ValidationFailed`."""
    width, _, height = text.lower().partition("x")
    parts = (width.strip(), height.strip())
    if not all(part.isascii() and part.isdigit() and int(part) >= _LEAST for part in parts):
        told = f"ขนาดหน้าจอ “{text}” ไม่ถูกต้อง กรุณาใส่แบบ 1366x768"
        raise ValidationFailed({"size": told})
    return int(parts[0]), int(parts[1])


def prepare_environment(scale: float) -> None:
    """What Qt must find before its application is made: no display needed, and the scaling."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = str(scale)
    os.environ["QT_SCALE_FACTOR_ROUNDING_POLICY"] = "PassThrough"
    qInstallMessageHandler(_pass_on)


def _pass_on(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """Qt's messages but those that only say that there is no display."""
    if not message.startswith("This plugin does not support"):
        sys.stderr.write(f"{message}\n")


def take(
    data_dir: Path,
    out: Path,
    *,
    size: str,
    scale: float,
    theme_name: str,
    today: Callable[[], date] = today_in_thailand,
) -> list[Path]:
    """Write a PNG of every page, drawer, popup and dialog; gives the files.

    `size` is that of the physical screen: the window gets size/scale logical pixels. The office
    must be there and its data folder not in use. `prepare_environment` comes before, in a process
    that has no application yet. Raises `CddError`.
    """
    width, height = parse_size(size)
    logical = QSize(int(width / scale), int(height / scale))
    out.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = make_application(["cdd-desktop"])
    theme.apply(app, theme.ThemeName(theme_name))
    suffix = f"{size}-{round(scale * 100)}-{theme_name}"
    state_folder = out / f".state-{suffix}"
    try:
        camera = _Camera(out, suffix, logical)
        files = camera.take_all(data_dir, WindowState(state_folder), today)
        return [*files, *camera.take_first_steps(WindowState(state_folder), today)]
    finally:
        shutil.rmtree(state_folder, ignore_errors=True)


class _Refusing:
    """Dialogs nobody is there to answer: a problem stops the pictures with its sentence."""

    def confirm(
        self, question: str, *, action: str, detail: str = "", otherwise: str = "ยกเลิก"
    ) -> bool:
        return False

    def ask_leaving(self, what: str) -> Leaving:
        return Leaving.DISCARD

    def tell(self, message: str, *, detail: str = "") -> None:
        raise CddError(message)

    def ask_open(self, title: str, kinds: str) -> Path | None:
        return None

    def ask_files(self, title: str, kinds: str) -> tuple[Path, ...]:
        return ()

    def ask_save(self, title: str, name: str, kinds: str) -> Path | None:
        return None

    def ask_folder(self, title: str) -> Path | None:
        return None


class _Camera:
    """Goes through the window page by page."""

    def __init__(self, out: Path, suffix: str, logical: QSize) -> None:
        self._out = out
        self._suffix = suffix
        self._logical = logical
        self._files: list[Path] = []

    def take_all(self, data_dir: Path, state: WindowState, today: Callable[[], date]) -> list[Path]:
        window = MainWindow(state)
        window.resize(self._logical)
        desk = Desk(window, state, data_dir, _Refusing(), today=today)
        window.show()
        try:
            failures: list[str] = []
            desk.failed.connect(failures.append)
            desk.open()
            if failures:
                raise CddError(failures[0])
            context = window.context
            if context is None:
                return []  # a folder without an office has only its first steps to show
            targets = {"checklists": _choose_place(context)}
            self._settle(window)
            for number, entry in enumerate(PAGES):  # as their keys: Alt+1 is 1
                window.open_page(entry.key, targets.get(entry.key))
                self._settle(window)
                self._shoot(window, f"{number}-{entry.key}")
                if window.page is not None:
                    for name, over in window.page.stages():
                        self._settle(window)
                        self._shoot(window, f"{number}-{entry.key}-{name}", over)
            window.open_page(FIRST)
            over = window.open_area_popup()
            self._settle(window)
            self._shoot(window, "area-popup", over)
            if over is not None:
                over.close()
            if window.past is not None:
                window.past.toggle()
                self._settle(window)
                self._shoot(window, "history")
                window.past.toggle()
            self._shoot_helps(window)
            return self._files
        finally:
            desk.close()
            window.close()
            window.deleteLater()

    def take_first_steps(self, state: WindowState, today: Callable[[], date]) -> list[Path]:
        """The wizard, in a new folder of its own that is gone afterwards."""
        before = len(self._files)
        window = MainWindow(state)
        window.resize(self._logical)
        with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            desk = Desk(window, state, Path(folder), _Refusing(), today=today)
            window.show()
            try:
                desk.open()
                wizard = window.page_stack.currentWidget()
                if isinstance(wizard, Wizard):
                    for number, name in enumerate(wizard_stages(wizard, Path(folder)), 1):
                        self._settle(window, lambda: wizard.is_busy)
                        self._shoot(window, f"first-steps-{number}-{name}")
            finally:
                desk.close()
                window.close()
                window.deleteLater()
        return self._files[before:]

    def _shoot_helps(self, window: MainWindow) -> None:
        """What helps on every page: the palette, empty and asked, and the manual."""
        palette = window.open_palette()
        if palette is not None:
            self._settle(window)
            self._shoot(window, "palette", palette)
            palette.edit.setText("บ้าน")
            palette.settle()
            self._settle(window)
            self._shoot(window, "palette-found", palette)
            palette.close()
        window.help.drawer.toggle()
        self._settle(window)
        self._shoot(window, "help")
        window.help.drawer.toggle()

    def _shoot(self, window: MainWindow, name: str, over: QWidget | None = None) -> None:
        picture = window.grab()
        if over is not None:
            _lay_over(picture, window, over)
        file = self._out / f"{name}-{self._suffix}.png"
        if not picture.save(str(file)):
            raise CddError(f"เขียนภาพ {file} ไม่ได้ กรุณาตรวจสิทธิ์และที่ว่างของดิสก์")
        self._files.append(file)

    def _settle(self, window: MainWindow, is_busy: Callable[[], bool] = lambda: False) -> None:
        """Let layouts and running work come to rest: an outcome just told is not laid out yet."""
        context = window.context
        was_quiet = False
        for _ in range(_MADE_WITHIN_MS // _SETTLE_MS):
            loop = QEventLoop()
            QTimer.singleShot(_SETTLE_MS, loop.quit)
            loop.exec()
            waits = context is not None and (context.tasks.is_busy or window.page_is_busy)
            is_quiet = not (waits or is_busy())
            if is_quiet and was_quiet:
                return
            was_quiet = is_quiet


def _choose_place(context: Context) -> int | None:
    """Look at a tambon where somebody is in the middle of a sheet; gives the village's id."""
    services = context.services
    instrument = services.checklists.instrument(MOI_23)
    for year in range(context.this_year, context.this_year - 3, -1):
        for village in services.checklists.progress(
            context.area_code, instrument.id, year, instrument.default_round
        ):
            if 0 < village.answered < village.total:
                context.look_at(year=year, area_code=village.code[:-2])
                return village.village_id
    return None


def _lay_over(picture: QPixmap, window: MainWindow, over: QWidget) -> None:
    """Popups and dialogs are windows of their own: painted where they stand, over a veil."""
    painter = QPainter(picture)
    is_dialog = isinstance(over, QDialog)
    if is_dialog:
        painter.fillRect(QRect(QPoint(0, 0), window.size()), QColor(0, 0, 0, 90))
    corner = over.mapToGlobal(QPoint(0, 0)) - window.mapToGlobal(QPoint(0, 0))
    if is_dialog:
        middle = window.rect().center() - over.rect().center()
        corner = QPoint(middle.x(), middle.y())
    painter.drawPixmap(corner, over.grab())
    painter.end()
