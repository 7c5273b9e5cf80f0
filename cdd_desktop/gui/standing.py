"""Where the keyboard stands on a page whose buttons come and go with the work."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget


class Standing:
    """Bracket what shows, hides and disables widgets with `look` and `keep`.

    While work runs, the focus of whoever lost it is on `stop_button`; after it, where it was, or
    on what is to be done next if the work led to something new.
    """

    def __init__(self, page: QWidget, stop_button: QPushButton) -> None:
        self._page = page
        self._stop_button = stop_button
        stop_button.setAutoDefault(False)  # a second Enter, struck in haste, stops nothing
        self._before: QWidget | None = None
        self._is_here = False
        self._left: QWidget | None = None  # what had the focus when the work began
        self._done: object = None

    def look(self) -> None:
        """Take note of who has the focus: Qt gives that of a disabled button to its neighbour."""
        self._before = QApplication.focusWidget()
        self._is_here = self._page.isVisible() and (
            self._before is None or self._page.isAncestorOf(self._before)
        )

    def keep(self, *, is_busy: bool, reached: object, following: QWidget) -> None:
        """Stand on the right widget; `reached` tells one outcome of work from another."""
        self._page.setFocusProxy(self._stop_button if is_busy else following)
        is_new = not is_busy and reached != self._done
        if not is_busy:
            self._done = reached
        if not self._is_here:
            return
        if is_busy:
            if self._before is not self._stop_button:
                self._left = self._before
            if not self._can_stand(self._before):
                self._stop_button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif is_new:
            following.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self._can_stand(self._before) or self._before is self._stop_button:
            there = self._left if self._can_stand(self._left) else following
            if there is not None:
                there.setFocus(Qt.FocusReason.OtherFocusReason)

    def _can_stand(self, widget: QWidget | None) -> bool:
        return widget is not None and widget.isVisibleTo(self._page) and widget.isEnabled()
