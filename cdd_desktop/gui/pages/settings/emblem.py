"""ตราครุฑ: the image at the head of the office's letters."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QPushButton
from typing_extensions import override

from cdd_desktop.errors import CddError
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.pages.settings.section import Section
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_text import tooltip

_SHOWN = 140
_IMAGES = "ภาพ (*.png *.jpg *.jpeg)"
_NONE = "ยังไม่มีตรา หนังสือจะพิมพ์โดยเว้นที่หัวกระดาษไว้ กรุณาเลือกไฟล์ภาพ"


class EmblemSection(Section):
    """Saved as soon as an image is chosen."""

    picture_label: QLabel
    told_label: QLabel
    choose_button: QPushButton
    remove_button: QPushButton

    title = "ตราครุฑ"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        load_form(self, "settings_emblem")
        self.choose_button.setToolTip(tooltip("เลือกไฟล์ PNG หรือ JPEG ไม่เกิน 20 เมกะไบต์"))
        self.remove_button.setToolTip(tooltip("พิมพ์หนังสือโดยไม่มีตรา"))
        self.choose_button.clicked.connect(self._choose)
        self.remove_button.clicked.connect(self._remove)
        self.setFocusProxy(self.choose_button)

    @override
    def load(self) -> None:
        try:
            emblem = self.context.services.letters.emblem()
        except CddError as damaged:
            self.picture_label.hide()
            self.remove_button.setEnabled(True)
            tell(self.told_label, str(damaged), tone="failed")
            return
        pixmap = QPixmap()
        if emblem is not None:
            pixmap.loadFromData(emblem.image)
            pixmap = pixmap.scaled(
                _SHOWN,
                _SHOWN,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        self.picture_label.setPixmap(pixmap)
        self.picture_label.setVisible(emblem is not None)
        self.remove_button.setEnabled(emblem is not None)
        tell(self.told_label, "" if emblem else _NONE, tone="muted")

    def _choose(self) -> None:
        path = self.context.dialogs.ask_open("เลือกภาพตราครุฑ", _IMAGES)
        if path is None:
            return
        try:
            self.context.services.letters.keep_emblem(path)
            self.load()
        except CddError as problem:
            tell(self.told_label, str(problem), tone="failed")
            return
        tell(self.told_label, "บันทึกตราแล้ว หนังสือฉบับใหม่และร่างใช้ตรานี้")
        self.context.saved.emit()

    def _remove(self) -> None:
        try:
            self.context.services.letters.drop_emblem()
            self.load()
        except CddError as problem:
            tell(self.told_label, str(problem), tone="failed")
            return
        self.context.saved.emit()
