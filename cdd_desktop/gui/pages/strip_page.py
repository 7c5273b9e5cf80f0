"""A page whose work is spread over views: a strip names them, one of them stands in front."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Protocol

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QSizePolicy, QStackedWidget, QTabBar, QWidget
from typing_extensions import override

from cdd_desktop.errors import CddError
from cdd_desktop.gui.context import Changed, Context
from cdd_desktop.gui.looks import set_look
from cdd_desktop.gui.pages.history_subject import Subject
from cdd_desktop.gui.pages.page import Page
from cdd_desktop.gui.pages.view import View
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_text import tooltip

_TEN = 10


class StripEntry(Protocol):
    """How a view stands in the strip."""

    @property
    def key(self) -> str:
        """Its name in the program."""

    @property
    def title(self) -> str:
        """Its name on the strip."""


class StripPage(Page):
    """Keys: Ctrl+1 … a view, Ctrl+PgUp Ctrl+PgDn the one beside.

    A page of this kind loads its form, then calls `furnish_strip`; what it follows is its own.
    """

    view_tabs: QTabBar
    view_stack: QStackedWidget
    told_label: QLabel

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.views: dict[str, View] = {}  # those that were made
        self._entries: tuple[StripEntry, ...] = ()
        self._in_front = ""
        self.is_compact = False  # whether the window is narrower than 1200 px

    # what a page of this kind says of itself

    def make_view(self, key: str) -> View:
        """The view of an entry, made when it is first shown."""
        raise NotImplementedError

    def tab_title(self, entry: StripEntry) -> str:
        """What a tab says; a narrow window may ask for less."""
        return entry.title

    def view_brought(self) -> None:
        """Another view came to the front."""

    def read_own(self) -> None:
        """Read again what the page itself shows beside its views."""

    # what views and menus ask

    @property
    def view(self) -> View:
        """The view in front."""
        return self.views[self._in_front]

    @property
    def in_front(self) -> str:
        """The key of the view in front; empty before the first."""
        return self._in_front

    def show_view(self, key: str, target: object = None) -> None:
        """Bring a view to the front, and let it show `target` if there is one."""
        index = self._keys().index(key)
        self.view_tabs.setCurrentIndex(index)
        self._bring(index)
        if target is not None and self._in_front == key:
            self.view.show_target(target)

    def has_view(self, key: str) -> bool:
        """Whether there is a view of this key."""
        return key in self._keys()

    def wrote(self, said: str = "", changed: Changed = Changed.ANYTHING) -> None:
        """Something was written: say it, tell every page, and read again what the page shows.

        The view that wrote reads its own things again itself; the others do when they come.
        """
        self.context.saved.emit()
        self.context.happened.emit(changed, self)
        if said:
            self.tell(said)
        self.read_own()

    def tell(self, text: str, tone: str = "passed") -> None:
        """One sentence at the foot of the page."""
        tell(self.told_label, text, tone=tone)

    # what the shell asks

    @property
    @override
    def is_busy(self) -> bool:
        return self.awaits_answers or any(view.is_busy for view in self.views.values())

    @property
    @override
    def unfinished(self) -> str:
        return next((view.unfinished for view in self.views.values() if view.unfinished), "")

    @override
    def abandon(self) -> None:
        for view in self.views.values():
            view.abandon()

    @override
    def refresh(self) -> None:
        self.read_own()
        self.view.refresh()

    @override
    def set_compact(self, compact: bool) -> None:
        self.is_compact = compact
        self.fit_tabs()
        for view in self.views.values():
            view.set_compact(compact)

    @override
    def history_subject(self) -> Subject | None:
        return self.view.history_subject()

    @override
    def leave(self) -> bool:
        return self.view.leave()

    @override
    def stages(self) -> Iterator[tuple[str, QWidget | None]]:
        for entry in self._entries:
            self.show_view(entry.key)
            yield entry.key, None
            for name, over in self.view.stages():
                yield f"{entry.key}-{name}", over
        self.show_view(self._entries[0].key)

    @override
    def refuse(self, problem: CddError) -> None:
        self.tell(str(problem), "failed")

    # the strip

    def furnish_strip(self, entries: Sequence[StripEntry]) -> None:
        """Name the views on the strip, with their keys."""
        self._entries = tuple(entries)
        for number, entry in enumerate(entries, 1):
            tab = self.view_tabs.addTab(entry.title)
            keys_of_view = f"Ctrl+{number % _TEN}"  # the tenth has the key beside the ninth's
            self.view_tabs.setTabToolTip(tab, tooltip(entry.title, keys_of_view))
            keys = QShortcut(QKeySequence(keys_of_view), self)
            keys.activated.connect(partial(self._enter_view, entry.key))
        for keys_text, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            turn = QShortcut(QKeySequence(keys_text), self)
            turn.activated.connect(partial(self._turn, step))
        self.view_tabs.setExpanding(False)
        self.view_tabs.setDrawBase(False)
        # the tab in front is wider than the others: the strip has whatever the buttons leave
        self.view_tabs.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.view_tabs.currentChanged.connect(self._choose_view)

    @property
    def is_tight(self) -> bool:
        """Whether the strip has little room for its names."""
        return self.is_compact

    def fit_tabs(self) -> None:
        """Let the strip make do with the room it has."""
        set_look(self.view_tabs, tight="true" if self.is_tight else "false")
        for tab, entry in enumerate(self._entries):
            self.view_tabs.setTabText(tab, self.tab_title(entry))

    def _keys(self) -> list[str]:
        return [entry.key for entry in self._entries]

    def _enter_view(self, key: str) -> None:
        """By its key: also from beside it back into the view that stands in front."""
        self.show_view(key)
        self.view.setFocus()

    def _turn(self, step: int) -> None:
        self.view_tabs.setCurrentIndex((self.view_tabs.currentIndex() + step) % len(self._entries))

    def _choose_view(self, index: int) -> None:
        if self.view_stack.count():
            self._bring(index)

    def _bring(self, index: int) -> None:
        key = self._entries[index].key
        before = self._in_front
        if key == before:
            return
        if before and not self.view.leave():
            self.view_tabs.setCurrentIndex(self._keys().index(before))
            return
        view = self.views.get(key)
        if view is None:
            view = self.make_view(key)
            self.views[key] = view
            self.view_stack.addWidget(view)
            view.told.connect(self.tell)
            view.set_compact(self.is_compact)
        self._in_front = key
        self.view_brought()
        self.view_stack.setCurrentWidget(view)
        self.setFocusProxy(view)
        self.tell("")
        if self.isVisible():
            view.refresh()
            view.setFocus()
        self.context.record_changed.emit()
