"""The window around the pages: navigation, year and area, saved state and running work."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QLabel,
    QMainWindow,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from cdd_desktop.errors import CddError
from cdd_desktop.gui import icons
from cdd_desktop.gui.area_popup import AreaPopup
from cdd_desktop.gui.closing import Closing
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.elided_label import ElidedLabel
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.help_drawer import Help
from cdd_desktop.gui.history_corner import HistoryCorner
from cdd_desktop.gui.known_names import KnownNames
from cdd_desktop.gui.looks import set_look
from cdd_desktop.gui.opening_words import OpeningWords
from cdd_desktop.gui.pages.page import Page
from cdd_desktop.gui.pages.registry import FIRST, PAGES, PageEntry
from cdd_desktop.gui.palette import PalettePopup, SearchButton
from cdd_desktop.gui.palette_offers import OPENING_KEYS, Offers
from cdd_desktop.gui.picker_button import PickerButton
from cdd_desktop.gui.printing.corner import PrintCorner
from cdd_desktop.gui.saved_line import SavedLine
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.gui.window_state import WindowState
from cdd_desktop.gui.work_bar import WorkBar
from cdd_desktop.gui.year_menu import YearMenu

COMPACT_BELOW = 1200
NAV_WIDTH = 188
FOLDED_NAV_WIDTH = 53
_NAV_HEIGHT = 34
_GEOMETRY_KEY = "window/geometry"
_PAGE_KEY = "window/page"


class MainWindow(QMainWindow):
    """The smallest useful space is 1093x614 logical pixels: 1366x768 at 125 %.

    Under 1200 px the navigation folds to icons (the word is in the tooltip) and pages turn their
    right panel into a drawer (F6). Tables scroll, a page never does.

    Keys: Alt+Home, Alt+1 … pages · Ctrl+L area · Ctrl+Shift+Y year · F5 read again · F6 drawer ·
    Ctrl+Z undo · Ctrl+Y redo · F4 history · F8 print queue.
    Ctrl+K palette · F1 help. Pages add their own. `attach` comes after the first paint.
    """

    central_widget: QWidget
    top_bar: QFrame
    program_label: QLabel
    demo_chip: QLabel
    year_button: PickerButton
    area_button: PickerButton
    search_button: SearchButton
    person_label: ElidedLabel
    nav_bar: QFrame
    page_stack: QStackedWidget
    bottom_bar: QFrame
    saved_label: ElidedLabel
    backup_label: ElidedLabel
    task_label: QLabel
    task_bar: QProgressBar
    cancel_button: QPushButton
    leave_demo_button: QPushButton
    history_button: QPushButton
    undo_button: QPushButton
    print_queue_button: QPushButton
    nav_top_layout: QVBoxLayout
    nav_bottom_layout: QVBoxLayout

    def __init__(self, state: WindowState) -> None:
        super().__init__()
        load_form(self, "shell", PickerButton, ElidedLabel, SearchButton)
        self._state = state
        self._context: Context | None = None
        self._pages: dict[str, Page] = {}
        self._shown_key = ""
        self._wanted_key = ""  # asked for by its keys while the office was still opening
        self._area_popup: AreaPopup | None = None
        self._palette: PalettePopup | None = None
        self.saved_line = SavedLine(self.saved_label)
        self.closing: Closing | None = None  # holds the window open while answers wait
        self.prints: PrintCorner | None = None
        self.past: HistoryCorner | None = None  # undo and history, once an office is open
        self._nav_buttons: dict[str, QToolButton] = {}
        self._nav_group = QButtonGroup(self)
        for entry in PAGES:
            self._add_nav_button(entry)
        self.help = Help(self, self.page_stack, self.nav_bottom_layout)
        self.year_menu = YearMenu(self)
        self.year_button.setToolTip(tooltip("เลือกปีงบประมาณ", "Ctrl+Shift+Y"))
        self.area_button.setToolTip(tooltip("เลือกพื้นที่จากชื่อหรือรหัส", "Ctrl+L"))
        self.year_button.clicked.connect(self._open_years)
        self.area_button.clicked.connect(self._open_areas)
        self.search_button.clicked.connect(self.open_palette)
        icons.put_on(self.leave_demo_button, "house")
        for keys, act in (
            (OPENING_KEYS, self.open_palette),
            ("Ctrl+L", self._open_areas),
            ("Ctrl+Shift+Y", self._open_years),
            ("F5", self._refresh_page),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        self._opening_words = OpeningWords(self.page_stack)
        self._work_bar = WorkBar(self.task_label, self.task_bar, self.cancel_button)
        self._show_opening()
        self.restoreGeometry(state.data(_GEOMETRY_KEY))

    def attach(self, context: Context, *, is_demo: bool) -> None:
        """Come to life over an open office, with the page of last time."""
        self._clear_middle()
        self._context = context
        context.setParent(self)
        self._area_popup = AreaPopup(context.areas, self)
        self._area_popup.chosen.connect(lambda code: context.look_at(area_code=code))
        self._palette = PalettePopup(Offers(context, self), self)
        context.place_changed.connect(self._show_place)
        self.saved_line.follow(context)
        self.closing = Closing(self, context.saving)
        context.page_requested.connect(self.open_page)
        context.manual_asked.connect(self.help.open_manual)
        context.office_changed.connect(self._show_office)
        self._work_bar.follow(context.tasks)
        self.past = HistoryCorner(
            self,
            context,
            self.page_stack,
            undo_button=self.undo_button,
            history_button=self.history_button,
        )
        self.past.told.connect(self.saved_line.show)
        self.prints = PrintCorner(self, context, self.print_queue_button)
        self.known_names = KnownNames(context, self)
        self.demo_chip.setVisible(is_demo)
        fields = (self.year_button, self.area_button, self.search_button)
        for widget in (*fields, *self._nav_buttons.values()):
            widget.setEnabled(True)
        self._show_office()
        self._show_place()
        known = self._wanted_key or self._state.text(_PAGE_KEY)
        self.open_page(known if known in self._nav_buttons else FIRST)

    @property
    def context(self) -> Context | None:
        """What the pages share; None until an office is open."""
        return self._context

    @property
    def shown_key(self) -> str:
        """The key of the page in front; empty until an office is open."""
        return self._shown_key

    @property
    def page(self) -> Page | None:
        """The page in front."""
        return self._pages.get(self._shown_key)

    def open_page(self, key: str, target: object = None) -> None:
        """Bring a page to the front; the one in front may refuse, for its unsaved inputs."""
        context = self._context
        if context is None:
            self._wanted_key = key
            return
        if key != self._shown_key and self.page is not None and not self.page.leave():
            self._nav_buttons[self._shown_key].setChecked(True)
            return
        if key not in self._pages:
            entry = next(entry for entry in PAGES if entry.key == key)
            self._pages[key] = entry.make(context)
            self.page_stack.addWidget(self._pages[key])
        page = self._pages[key]
        self._shown_key = key
        self._nav_buttons[key].setChecked(True)
        self.help.show_page(key)
        page.set_compact(self._is_compact())
        self.page_stack.setCurrentWidget(page)
        page.refresh()
        if target is not None:
            page.show_target(target)
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        self._state.keep(_PAGE_KEY, key)

    def show_alone(self, widget: QWidget, said: str) -> None:
        """Fill the middle with something that is no page: what comes before an office is open.

        `said` stands at the bottom meanwhile.
        """
        self._opening_words.hide()
        self.saved_line.show(said)
        self.page_stack.addWidget(widget)
        self.page_stack.setCurrentWidget(widget)
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_opening(self, words: str) -> None:
        """What opening does by now."""
        self._clear_middle()
        self._opening_words.show_words(words)
        self.saved_line.show(f"{words}…")

    def _clear_middle(self) -> None:
        self._opening_words.hide()
        while (alone := self.page_stack.currentWidget()) is not None:
            self.page_stack.removeWidget(alone)
            alone.deleteLater()

    def come_forward(self) -> None:
        """Stand in front and say so: the program was started a second time."""
        self.setWindowState(
            (self.windowState() & ~Qt.WindowState.WindowMinimized) | Qt.WindowState.WindowActive
        )
        self.raise_()
        self.activateWindow()
        self.saved_line.show("โปรแกรมเปิดอยู่แล้ว ใช้หน้าต่างนี้ต่อได้เลย")

    @property
    def page_is_busy(self) -> bool:
        """Whether the page in front waits for something it began."""
        return self.page is not None and self.page.is_busy

    def open_area_popup(self) -> QWidget | None:
        """Open the area popup and give it, as the pictures of the screens need it."""
        self._open_areas()
        return self._area_popup

    def open_palette(self) -> PalettePopup | None:
        """Open the palette and give it; None until an office is open."""
        if self._palette is not None:
            self._palette.open_under(self.search_button)
        return self._palette

    def _add_nav_button(self, entry: PageEntry) -> None:
        button = QToolButton(self.nav_bar)
        button.setProperty("kind", "nav")
        button.setText(f"  {entry.title}")  # Qt leaves no room between icon and word
        button.setAccessibleName(entry.title)
        icons.put_on(button, entry.icon)
        button.setIconSize(QSize(icons.SIZE, icons.SIZE))
        button.setCheckable(True)
        button.setEnabled(False)
        button.setToolTip(tooltip(entry.title, entry.shortcut))
        button.setFixedHeight(_NAV_HEIGHT)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.clicked.connect(lambda: self.open_page(entry.key))
        shortcut = QShortcut(QKeySequence(entry.shortcut), self)
        shortcut.activated.connect(lambda: self.open_page(entry.key))
        self._nav_group.addButton(button)
        self._nav_buttons[entry.key] = button
        layout = self.nav_bottom_layout if entry.at_bottom else self.nav_top_layout
        layout.addWidget(button)

    def _show_opening(self) -> None:
        self.demo_chip.hide()
        self.leave_demo_button.hide()
        self.undo_button.hide()
        self.history_button.hide()
        self.print_queue_button.hide()
        for widget in (self.year_button, self.area_button, self.search_button):
            widget.setEnabled(False)
        self.year_button.show_choice("ปีงบประมาณ", "–")
        self.area_button.show_choice("พื้นที่", "–")
        self.show_opening("กำลังเปิดข้อมูล")

    def _is_compact(self) -> bool:
        return self.width() < COMPACT_BELOW

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        compact = self._is_compact()
        self.nav_bar.setFixedWidth(FOLDED_NAV_WIDTH if compact else NAV_WIDTH)
        style = (
            Qt.ToolButtonStyle.ToolButtonIconOnly
            if compact
            else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        )
        for button in self._nav_buttons.values():
            button.setToolButtonStyle(style)
        self.help.fold(compact)
        if self.page is not None:
            self.page.set_compact(compact)

    def _show_place(self) -> None:
        if self._context is None:
            return
        self.year_button.show_choice("ปีงบประมาณ", str(self._context.year))
        path = self._context.areas.path(self._context.area_code)
        first = path[0].full_name if len(path) == 1 else path[0].name
        words = " › ".join((first, *(step.name for step in path[1:])))
        self.area_button.show_choice("พื้นที่", words)

    def _show_office(self) -> None:
        if self._context is None:
            return
        services = self._context.services
        try:
            office = services.office.get()
            person = services.people.me()
        except CddError as problem:
            self._context.dialogs.tell(str(problem))
            return
        names = [person.name, person.position] if person else []
        self.person_label.show_text(" · ".join([*names, office.name]))

    def _open_years(self) -> None:
        if self._context is not None and self.year_button.isEnabled():
            self.year_menu.open_under(self.year_button, self._context)

    def _open_areas(self) -> None:
        if self._context is not None and self._area_popup is not None:
            self._area_popup.open_for(
                self._context.area_code, self._context.provinces, self.area_button
            )

    def _refresh_page(self) -> None:
        if self.page is not None:
            self.page.refresh()

    def show_backup(self, words: str) -> None:
        """When the newest backup was made."""
        set_look(self.backup_label, tone="muted")
        self.backup_label.show_text(f"· {words}")

    def show_backup_failed(self, message: str) -> None:
        """Why there is no newer backup, or no second copy of it; until the next one."""
        set_look(self.backup_label, tone="failed")
        self.backup_label.show_text(f"■ {message}")

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            icons.renew(self)

    def _may_cut_off(self) -> bool:
        """Ask about what a page, in front or not, has not finished."""
        unfinished = [words for page in self._pages.values() if (words := page.unfinished)]
        unfinished += [self.prints.unfinished] if self.prints and self.prints.unfinished else []
        if self._context is None or not unfinished:
            return True
        return self._context.dialogs.confirm(
            f"{' '.join(unfinished)}ยังไม่เสร็จ ต้องการปิดโปรแกรมหรือไม่",
            action="ยกเลิกแล้วปิด",
            otherwise="รอ",
            detail="คำตอบที่บันทึกแล้วอยู่ครบ งานพิมพ์ที่ค้างอยู่พิมพ์ต่อได้เมื่อเปิดโปรแกรมใหม่ "
            "ถ้าเลือกรอ ให้ปิดโปรแกรมอีกครั้งเมื่อเสร็จแล้ว",
        )

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        page, closing = self.page, self.closing
        if closing is None or not closing.is_wanted:
            if not self._may_cut_off() or (page is not None and not page.leave()):
                event.ignore()
                return
            for begun in self._pages.values():
                begun.abandon()
        if closing is not None and not closing.may_go():
            event.ignore()
            return
        for corner in (self.past, self.prints):
            if corner is not None:
                corner.stop()
        self.past = self.prints = None
        self._state.keep(_GEOMETRY_KEY, self.saveGeometry())
        self._state.flush()
        event.accept()
