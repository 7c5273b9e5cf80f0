"""What every page is given: services, the year and area at the top, a way to the user."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cdd_desktop.gui.dialogs import Dialogs
from cdd_desktop.gui.saving import Saving
from cdd_desktop.gui.tasks import TaskRunner
from cdd_desktop.gui.window_state import WindowState
from cdd_desktop.thai.calendar import fiscal_year, is_fiscal_year

if TYPE_CHECKING:  # the services bring SQLAlchemy, which may load only after the first paint
    from cdd_desktop.bootstrap import Services
    from cdd_desktop.gui.printing.queue import PrintQueue
    from cdd_desktop.places.areas import Areas

_AREA_KEY = "place/area"
_YEAR_KEY = "place/year"
_WAIT_MS = 300  # of a page that saves by a button, for another write: its inputs stay


class Changed(StrEnum):
    """What was changed, as far as pages show it: whoever shows it reads it again."""

    ANSWERS = "answers"
    TARGETS = "targets"  # the villages that a year judges, and what is due by when
    INSTRUMENTS = "instruments"  # another edition, or its words were confirmed
    STAGES = "stages"  # how far sheets are on their way to the province
    VILLAGES = "villages"
    GOVERNMENTS = "governments"
    RULES = "rules"  # of levels, or what an indicator passes at
    SIGNATORIES = "signatories"
    SETTINGS = "settings"
    LETTERS = "letters"
    PACKS = "packs"
    BOUNDARIES = "boundaries"  # of maps
    PLANS = "plans"  # their projects too
    MEETINGS = "meetings"
    WASTE = "waste"  # months, bins, banks, rates, groups
    LISTS = "lists"  # of words that the office edits
    BACKUPS = "backups"  # there is one more
    ANYTHING = "anything"  # taken back, done again, repaired


PLACES_CHANGED = {Changed.VILLAGES, Changed.GOVERNMENTS, Changed.ANYTHING}


class Context(QObject):
    """One per running window. Pages read it and listen to it; the shell changes year and area.

    Year and area are remembered on this computer. `area_code` is a province, amphoe or tambon of
    the office.
    """

    place_changed = Signal()  # the year or the area
    happened = Signal(object, object)  # a `Changed`, and who did it: a page skips its own
    record_changed = Signal()  # the page in front has another record in hand
    saved = Signal()  # something was committed just now: the status bar shows the time
    save_failed = Signal(str)  # the status bar says so until the next save
    page_requested = Signal(str, object)  # key of a page, and what it should show
    print_queue_asked = Signal()  # show what is on its way to paper
    manual_asked = Signal(str, str)  # name of a manual that is no page's, and its title
    trace_asked = Signal(str)  # the code of a sheet: tell what became of its record since
    take_back_asked = Signal(object)  # an operation that a page's history offers to take back
    office_changed = Signal()  # name, provinces or person
    restore_asked = Signal(object)  # the path of a backup to bring back; the window starts anew

    def __init__(
        self,
        *,
        services: "Services",
        dialogs: Dialogs,
        tasks: TaskRunner,
        state: WindowState,
        provinces: tuple[str, ...],
        today: Callable[[], date],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.services = services
        self.dialogs = dialogs
        self.tasks = tasks
        self.state = state
        self.provinces = provinces
        self._today = today
        self.saving = Saving(services.store, tasks, self)
        services.store.wait_at_most(_WAIT_MS)
        self._year = _remembered_year(state, self.today)
        self._area_code = _remembered_area(state, provinces, self.areas)

    @cached_property
    def print_queue(self) -> "PrintQueue":
        """What is on its way to paper, from every page."""
        from cdd_desktop.gui.printing.desk import open_queue  # noqa: PLC0415 - after the first paint

        return open_queue(
            self.services,
            self.tasks,
            saved=self.saved.emit,
            failed=self.save_failed.emit,
            parent=self,
        )

    @property
    def areas(self) -> "Areas":
        """The ladder of provinces, amphoe and tambon."""
        return self.services.areas

    @property
    def today(self) -> date:
        """The office's day; the window may stay open over midnight."""
        return self._today()

    @property
    def this_year(self) -> int:
        """The fiscal year that today falls in, Buddhist."""
        return fiscal_year(self.today)

    @property
    def year(self) -> int:
        """The fiscal year looked at, Buddhist."""
        return self._year

    @property
    def area_code(self) -> str:
        """The area looked at: 2, 4 or 6 digits."""
        return self._area_code

    def look_at(self, *, year: int | None = None, area_code: str | None = None) -> None:
        """Choose another year or area; told once, and only when something changes."""
        before = (self._year, self._area_code)
        self._year = self._year if year is None else year
        self._area_code = self._area_code if area_code is None else area_code
        if (self._year, self._area_code) == before:
            return
        self.state.keep(_YEAR_KEY, str(self._year))
        self.state.keep(_AREA_KEY, self._area_code)
        self.place_changed.emit()


def _remembered_year(state: WindowState, today: date) -> int:
    text = state.text(_YEAR_KEY)
    if text.isascii() and text.isdigit() and is_fiscal_year(int(text)):
        return int(text)
    return fiscal_year(today)


def _remembered_area(state: WindowState, provinces: tuple[str, ...], areas: "Areas") -> str:
    """The area of last time if it is still the office's, else its first province."""
    code = state.text(_AREA_KEY)
    if code[:2] in provinces and areas.find(code):
        return code
    return provinces[0]
