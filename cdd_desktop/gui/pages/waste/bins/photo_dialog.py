"""The photos of a household's bin: one at a time, added from files."""

from collections.abc import Callable, Sequence

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QDialog, QLabel, QPushButton
from typing_extensions import override

from cdd_desktop.errors import CddError
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.pages.waste.view import WasteView
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.thai.calendar import short_thai_date
from cdd_desktop.waste.bins.records import BinPhoto, HouseholdBin

_NONE = "ยังไม่มีภาพของถังนี้ กด Ins เพื่อเพิ่มภาพจากไฟล์"


class PhotoDialog(QDialog):
    """Ins adds, Ctrl+Del removes, arrows turn; `has_written` tells whether anything was kept."""

    title_label: QLabel
    picture_label: QLabel
    place_label: QLabel
    told_label: QLabel
    earlier_button: QPushButton
    later_button: QPushButton
    add_button: QPushButton
    remove_button: QPushButton
    close_button: QPushButton

    def __init__(self, view: WasteView, pair: HouseholdBin) -> None:
        super().__init__(view)
        load_form(self, "waste_photo_dialog")
        self._view = view
        self._bins = view.context.services.bins
        self._household = pair.household.uuid
        self._photos: Sequence[BinPhoto] = ()
        self._at = 0
        self._pixmap = QPixmap()
        self.has_written = False
        title = f"ภาพถังขยะเปียก {pair.household.label}"
        self.setWindowTitle(title)
        self.title_label.setText(title)
        for button, words, keys, act in (
            (self.earlier_button, "ภาพก่อน", "Left", lambda: self._turn(-1)),
            (self.later_button, "ภาพถัดไป", "Right", lambda: self._turn(1)),
            (self.add_button, "เพิ่มภาพจากไฟล์ JPG หรือ PNG", "Ins", self.add),
            (self.remove_button, "ลบภาพนี้ เลิกทำได้ด้วย Ctrl+Z", "Ctrl+Del", self.remove),
        ):
            button.setToolTip(tooltip(words, keys))
            button.clicked.connect(act)
            on_keys(self, keys, button.click)
        self.close_button.clicked.connect(self.accept)
        tell(self.told_label, "")
        self._read()

    def add(self) -> None:
        """Choose a file and keep it."""
        context = self._view.context
        path = context.dialogs.ask_open("เพิ่มภาพถังขยะเปียก", "ภาพ (*.jpg *.jpeg *.png)")
        if path is None:
            return
        self._at = len(self._photos)
        today = context.today
        self._write(
            lambda: self._bins.add_photo(self._household, path, taken_on=today), "เพิ่มภาพแล้ว"
        )

    def remove(self) -> None:
        """Take the photo in sight out."""
        if self._photos:
            photo = self._photos[self._at].uuid
            self._write(lambda: self._bins.remove_photo(photo), "ลบภาพแล้ว")

    def _write(self, act: Callable[[], object], said: str) -> None:
        """Off the window's thread: to make a photo small takes a while."""

        def work() -> CddError | None:
            try:
                act()
            except CddError as problem:
                return problem
            return None

        def take(problem: CddError | None) -> None:
            if not shiboken6.isValid(self):  # closed meanwhile: told on the page
                if problem is None:
                    self._view.page.wrote(said)
                    self._view.refresh()
                else:
                    self._view.told.emit(str(problem), "failed")
                return
            if problem is not None:
                tell(self.told_label, str(problem), tone="failed")
                return
            self.has_written = True
            tell(self.told_label, said)
            self._read()

        tell(self.told_label, "กำลังบันทึก", tone="muted")
        self._view.query(work, take, writes=True)

    def _turn(self, step: int) -> None:
        self._at += step
        self._show()

    def _read(self) -> None:
        self._photos = self._bins.photos(self._household)
        self._show()

    def _show(self) -> None:
        last = len(self._photos) - 1
        self._at = max(min(self._at, last), 0)
        self.earlier_button.setEnabled(self._at > 0)
        self.later_button.setEnabled(self._at < last)
        self.remove_button.setEnabled(bool(self._photos))
        self._pixmap = QPixmap()
        if not self._photos:
            self.place_label.setText("")
            self.picture_label.setText(wrapped(_NONE))
            return
        photo = self._photos[self._at]
        day = "" if photo.taken_on is None else f" · {short_thai_date(photo.taken_on)}"
        self.place_label.setText(f"ภาพที่ {self._at + 1} จาก {last + 1}{day}")
        try:
            self._pixmap.loadFromData(self._bins.picture(photo.uuid))
        except CddError as problem:
            self.picture_label.setText(wrapped(str(problem)))
            return
        self._fit()

    def _fit(self) -> None:
        if self._pixmap.isNull():
            return
        self.picture_label.setPixmap(
            self._pixmap.scaled(
                self.picture_label.size(),
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        )

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
