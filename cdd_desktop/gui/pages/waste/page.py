"""ขยะชุมชน: what an area tells of its waste, month by month, in views beside each other."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QLabel, QTabBar, QToolButton, QWidget
from typing_extensions import override

from cdd_desktop.errors import CddError
from cdd_desktop.gui.context import PLACES_CHANGED, Changed, Context
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.icons import put_on
from cdd_desktop.gui.pages.strip_page import StripEntry, StripPage
from cdd_desktop.gui.pages.view import View
from cdd_desktop.gui.pages.waste.month_menu import MonthMenu
from cdd_desktop.gui.pages.waste.view import WasteView
from cdd_desktop.gui.pages.waste.views import VIEWS
from cdd_desktop.gui.picker_button import PickerButton
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.thai.calendar import fiscal_year
from cdd_desktop.thai.months import (
    fiscal_months,
    last_month,
    month_name,
    month_of,
    next_month,
    parse_month,
    short_month_name,
)

_TOLD = {Changed.WASTE, Changed.LISTS, *PLACES_CHANGED}
_MONTH_KEY = "waste/month"
_WIDE = 1300  # pixels: in less the strip cannot hold the whole names of its views
_EARLIER_KEYS, _LATER_KEYS, _MONTH_KEYS = "Ctrl+Alt+Left", "Ctrl+Alt+Right", "Ctrl+M"


class WastePage(StripPage):
    """One month is in hand, of the fiscal year at the top; stepping over its end turns the year.

    Keys: Ctrl+1 … a view, Ctrl+PgUp Ctrl+PgDn the one beside · Ctrl+Alt+← Ctrl+Alt+→ a month back
    and on, Ctrl+M the months of the year.
    """

    month_chosen = Signal(object)  # the date of its first day

    title_label: QLabel
    month_widget: QWidget
    earlier_button: QToolButton
    month_button: PickerButton
    later_button: QToolButton

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        load_form(self, "waste_page", PickerButton, QTabBar)
        self._menu = MonthMenu(self)
        self._month = self._in_year(_kept(context.state.text(_MONTH_KEY)) or self._newest())
        self.furnish_strip(VIEWS)
        for button, picture, words, keys, act in (
            (self.earlier_button, "chevron-left", "เดือนก่อน", _EARLIER_KEYS, self._earlier),
            (self.later_button, "chevron-right", "เดือนถัดไป", _LATER_KEYS, self._later),
        ):
            put_on(button, picture)
            button.setToolTip(tooltip(words, keys))
            button.setAccessibleName(words)
            button.clicked.connect(act)
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        self.month_button.setToolTip(tooltip("เลือกเดือนของปีงบประมาณ", _MONTH_KEYS))
        self.month_button.clicked.connect(self._offer_months)
        QShortcut(QKeySequence(_MONTH_KEYS), self).activated.connect(self._offer_months)
        self._menu.month_chosen.connect(self.choose_month)
        context.place_changed.connect(self._follow_place)
        context.happened.connect(self._follow)
        self.tell("")
        self._show_month()
        self.show_view(VIEWS[0].key)

    # what views ask

    @property
    def month(self) -> date:
        """The month in hand."""
        return self._month

    @property
    def area_code(self) -> str:
        """The area at the top."""
        return self.context.area_code

    def choose_month(self, month: date) -> bool:
        """Take a month in hand; False where the view in front stays with its own."""
        if month == self._month:
            return True
        if self.in_front and not self.view.leave():
            return False
        self._take_month(month)
        year = fiscal_year(month)
        if year != self.context.year:
            self.context.look_at(year=year)  # told again: whoever shows a year reads it
        return True

    @override
    def wrote(self, said: str = "", changed: Changed = Changed.WASTE) -> None:
        super().wrote(said, changed)

    # what a page with a strip says of itself

    @override
    def make_view(self, key: str) -> View:
        view = next(entry for entry in VIEWS if entry.key == key).make(self.context, self)
        if isinstance(view, WasteView):
            view.show_month(self._month)
        return view

    @override
    def tab_title(self, entry: StripEntry) -> str:
        short = next(one.short for one in VIEWS if one.key == entry.key)
        return short if self.is_tight and short else entry.title

    @property
    @override
    def is_tight(self) -> bool:
        return self.width() < _WIDE

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_tabs()

    @override
    def view_brought(self) -> None:
        has_month = next(entry.has_month for entry in VIEWS if entry.key == self.in_front)
        self.month_widget.setVisible(has_month)

    # what the shell asks

    @override
    def show_target(self, target: object) -> None:
        """A view's key; behind it may stand what is shown in it, and before that a month."""
        match target:
            case (str() as key, date() as month, shown):
                if self.choose_month(month_of(month)):
                    self.show_view(key, shown)
            case (str() as key, shown):
                self.show_view(key, shown)
            case str() as key if self.has_view(key):
                self.show_view(key)

    @override
    def set_compact(self, compact: bool) -> None:
        self.title_label.setVisible(not compact)  # the tabs need its room; the side tells the page
        super().set_compact(compact)
        self._show_month()

    # the month

    def _newest(self) -> date:
        """What is being reported these days: the month before today."""
        return last_month(month_of(self.context.today))

    def _in_year(self, month: date) -> date:
        """The month, or its like in the year at the top; never one that has not begun."""
        year = self.context.year
        if fiscal_year(month) != year:
            month = next(one for one in fiscal_months(year) if one.month == month.month)
        begun = month_of(self.context.today)
        first = fiscal_months(year)[0]
        return max(min(month, begun), first)

    def _take_month(self, month: date) -> None:
        self._month = month
        self.context.state.keep(_MONTH_KEY, f"{month.year}-{month.month:02}")
        self._show_month()
        for view in self.views.values():
            if isinstance(view, WasteView):
                view.show_month(month)
        self.month_chosen.emit(month)

    def _show_month(self) -> None:
        told = short_month_name(self._month) if self.is_compact else month_name(self._month)
        self.month_button.show_choice("เดือน", told)
        self.later_button.setEnabled(self._month < month_of(self.context.today))

    def _earlier(self) -> None:
        if not self.month_widget.isHidden():
            self.choose_month(last_month(self._month))

    def _later(self) -> None:
        if not self.month_widget.isHidden() and self.later_button.isEnabled():
            self.choose_month(next_month(self._month))

    def _offer_months(self) -> None:
        if not self.month_widget.isHidden():
            months = fiscal_months(self.context.year)
            self._menu.open_under(
                self.month_button, months, self._month, month_of(self.context.today)
            )

    # what others did

    def _follow(self, changed: Changed, initiator: object) -> None:
        if self.isVisible() and initiator is not self and changed in _TOLD:
            self.tell("")  # what was told may have been taken back
            self.refresh()

    def _follow_place(self) -> None:
        month = self._in_year(self._month)
        if month != self._month:
            self._take_month(month)
        if self.isVisible():
            self.refresh()


def _kept(text: str) -> date | None:
    try:
        return parse_month(text)
    except CddError:
        return None
