"""แบบประเมิน: what is assessed of the villages of an area, in views beside each other."""

from PySide6.QtWidgets import QComboBox, QTabBar
from typing_extensions import override

from cdd_desktop.checklists.instruments import Instrument, Round
from cdd_desktop.checklists.records import RoundKey
from cdd_desktop.gui.context import PLACES_CHANGED, Changed, Context
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.pages.checklists.entry.words import only_entry
from cdd_desktop.gui.pages.checklists.sheet_choice import SheetChoice
from cdd_desktop.gui.pages.checklists.view import ChecklistView
from cdd_desktop.gui.pages.checklists.views import ENTRY, VIEWS
from cdd_desktop.gui.pages.strip_page import StripEntry, StripPage
from cdd_desktop.gui.pages.view import View
from cdd_desktop.gui.picker_button import PickerButton

_TOLD = {
    Changed.ANSWERS,
    Changed.RULES,
    Changed.TARGETS,
    Changed.INSTRUMENTS,
    Changed.STAGES,
    *PLACES_CHANGED,
}
_OF_OFFICES = {ENTRY, "instruments"}  # views that have something of an instrument of offices
_NEW_CHOICE = {Changed.INSTRUMENTS, Changed.ANYTHING}


class ChecklistsPage(StripPage):
    """One instrument and one round are chosen for all views, of the year and area at the top.

    Keys: Ctrl+1 … a view, Ctrl+PgUp Ctrl+PgDn the one beside · Ctrl+I instrument, Ctrl+R round.
    """

    instrument_combo: QComboBox
    round_button: PickerButton

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        load_form(self, "checklists_page", PickerButton, QTabBar)
        self.choice = SheetChoice(context, self.instrument_combo, self.round_button, self)
        self.furnish_strip(VIEWS)
        self.choice.changed.connect(self._take_choice)
        context.place_changed.connect(self._follow_place)
        context.happened.connect(self._follow)
        self.tell("")
        self.show_view(ENTRY)

    # what views ask

    @property
    def instrument(self) -> Instrument:
        """The instrument in hand."""
        return self.choice.instrument

    @property
    def round(self) -> Round:
        """The round in hand."""
        return self.choice.round

    @property
    def area_code(self) -> str:
        """The area at the top."""
        return self.context.area_code

    @override
    def wrote(self, said: str = "", changed: Changed = Changed.ANSWERS) -> None:
        super().wrote(said, changed)

    # what a page with a strip says of itself

    @override
    def make_view(self, key: str) -> View:
        return next(entry for entry in VIEWS if entry.key == key).make(self.context, self)

    @override
    def tab_title(self, entry: StripEntry) -> str:
        short = next(one.short for one in VIEWS if one.key == entry.key)
        return short if self.is_tight and short else entry.title

    @override
    def view_brought(self) -> None:
        self._offer_choice()

    @override
    def tell(self, text: str, tone: str = "passed") -> None:
        """Also, where there is nothing to be told, that the view in front knows villages alone."""
        is_of_villages = self.in_front and self.in_front not in _OF_OFFICES
        if not text and is_of_villages and self.instrument.judges_office:
            text, tone = only_entry(self.instrument), "waits"
        super().tell(text, tone)

    # what the shell asks

    @override
    def show_target(self, target: object) -> None:
        """The id of a village or the key of a sheet of the year looked at, for entry; else a
        view's key, behind it what is shown there."""
        match target:
            case int() | RoundKey():
                self.show_view(ENTRY, target)
            case (str() as key, shown):
                self.show_view(key, shown)
            case str() as key if self.has_view(key):
                self.show_view(key)

    # the choice, and what others did

    def _offer_choice(self) -> None:
        has_choice = next(entry.has_choice for entry in VIEWS if entry.key == self.in_front)
        self.choice.offer(has_choice)

    def _take_choice(self) -> None:
        self.tell("")
        self._tell_choice()
        self._turn_view()

    def _tell_choice(self) -> None:
        for view in self.views.values():
            if isinstance(view, ChecklistView):
                view.show_choice(self.instrument, self.round)

    def _follow_place(self) -> None:
        held = self.instrument.content_hash
        self.choice.read_again()  # another year may have another version
        if self.instrument.content_hash != held:
            self._tell_choice()
        if self.isVisible():
            self._turn_view()

    def _turn_view(self) -> None:
        if isinstance(self.view, ChecklistView):
            self.view.turn()
        else:
            self.view.refresh()

    def _follow(self, changed: Changed, initiator: object) -> None:
        if changed in _NEW_CHOICE and initiator is not self:
            self.choice.read_again()
        if not self.isVisible() or initiator is self or changed not in _TOLD:
            return
        self.tell("")  # what was told may have been taken back
        if isinstance(self.view, ChecklistView):
            self.view.follow(changed)
        else:
            self.view.refresh()
