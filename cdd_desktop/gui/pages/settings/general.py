"""ทั่วไป: digits of documents, the look of the screen, and where the data is."""

from pathlib import Path

from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QRadioButton
from typing_extensions import override

from cdd_desktop.errors import CddError
from cdd_desktop.gui import theme
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.opening import OpenPath, open_with_system
from cdd_desktop.gui.pages.settings.section import Section
from cdd_desktop.gui.telling import tell
from cdd_desktop.reporting.options import DIGITS
from cdd_desktop.thai.digits import Digits


class GeneralSection(Section):
    """The digits are the office's and saved by the button; the look is this computer's and
    taken at once."""

    thai_radio: QRadioButton
    arabic_radio: QRadioButton
    mixed_radio: QRadioButton
    save_button: QPushButton
    told_label: QLabel
    light_radio: QRadioButton
    dark_radio: QRadioButton
    folder_edit: QLineEdit
    folder_button: QPushButton

    title = "ทั่วไป"

    def __init__(self, context: Context, *, open_path: OpenPath = open_with_system) -> None:
        super().__init__(context)
        load_form(self, "settings_general")
        self._open_path = open_path
        self._loaded = Digits.THAI
        self._digits = {
            Digits.THAI: self.thai_radio,
            Digits.ARABIC: self.arabic_radio,
            Digits.MIXED: self.mixed_radio,
        }
        self._looks = {
            theme.ThemeName.LIGHT: self.light_radio,
            theme.ThemeName.DARK: self.dark_radio,
        }
        tell(self.told_label, "")
        for radio in self._digits.values():
            radio.toggled.connect(self._refresh)
        for name, radio in self._looks.items():
            radio.clicked.connect(lambda _=False, name=name: self._take_look(name))
        self.save_button.clicked.connect(self.save)
        self.folder_button.clicked.connect(self._open_folder)
        self.setFocusProxy(self.thai_radio)

    @property
    @override
    def is_dirty(self) -> bool:
        return self._chosen() is not self._loaded

    @override
    def load(self) -> None:
        self._loaded = self.context.services.settings.get(DIGITS)
        self._digits[self._loaded].setChecked(True)
        self._looks[theme.current().name].setChecked(True)
        self.folder_edit.setText(str(self._folder()))
        tell(self.told_label, "")
        self._refresh()

    @override
    def save(self) -> bool:
        chosen = self._chosen()
        try:
            self.context.services.settings.put(DIGITS, chosen)
        except CddError as problem:
            tell(self.told_label, str(problem), tone="failed")
            return False
        self._loaded = chosen
        self._refresh()
        tell(self.told_label, "บันทึกแล้ว")
        self.context.saved.emit()
        return True

    def _chosen(self) -> Digits:
        checked = (digits for digits, radio in self._digits.items() if radio.isChecked())
        return next(checked, self._loaded)

    def _refresh(self) -> None:
        tell(self.told_label, "")
        self.save_button.setEnabled(self.is_dirty)
        self.edited.emit()

    def _take_look(self, name: theme.ThemeName) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication) and name is not theme.current().name:
            theme.apply(app, name)
        self.context.state.keep(theme.STATE_KEY, name.value)

    def _folder(self) -> Path:
        return self.context.services.store.path.parent

    def _open_folder(self) -> None:
        if not self._open_path(self._folder()):
            self.context.dialogs.tell(f"เครื่องนี้เปิดโฟลเดอร์ให้ไม่ได้ กรุณาเปิด {self._folder()} ด้วยตนเอง")
