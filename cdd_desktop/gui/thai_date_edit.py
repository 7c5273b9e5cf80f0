"""A field for a day, typed as offices write it or picked from a calendar of Buddhist years.

QDateEdit can do neither: Qt has no Buddhist calendar and turns Thai digits into nought.
"""

from datetime import date

from PySide6.QtCore import QDate, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QLabel,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from cdd_desktop.gui import icons, theme
from cdd_desktop.gui.looks import set_look
from cdd_desktop.gui.telling import make_room, tell
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.thai.calendar import (
    MONTHS,
    NotADate,
    buddhist_year,
    parse_thai_date,
    short_thai_date,
)

_CALENDAR_WIDTH = 440  # Thai day names are not abbreviated by Qt
_ARROWS = {"qt_calendar_prevmonth": "chevron-left", "qt_calendar_nextmonth": "chevron-right"}


class BuddhistCalendar(QCalendarWidget):
    """Qt's month, headed in Thai; its own year field counts Gregorian years and stays shut."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setMinimumWidth(_CALENDAR_WIDTH)
        self.setFirstDayOfWeek(Qt.DayOfWeek.Sunday)
        plain = QTextCharFormat()
        plain.setForeground(theme.current().colour("ink"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(day, plain)  # Qt's red says nothing here
        year_button = self.findChild(QToolButton, "qt_calendar_yearbutton")
        month_button = self.findChild(QToolButton, "qt_calendar_monthbutton")
        if year_button is None or month_button is None:
            raise RuntimeError("Qt's calendar has changed its parts")
        for name, picture in _ARROWS.items():
            arrow = self.findChild(QToolButton, name)
            if arrow is not None:
                arrow.setIcon(icons.icon(picture, role="ink"))
        self._year_button = year_button
        self._month_button = month_button
        year_button.installEventFilter(self)
        self.currentPageChanged.connect(self._head)
        self._head()

    def _head(self) -> None:
        shown = date(self.yearShown(), self.monthShown(), 1)
        self._month_button.setText(MONTHS[shown.month - 1])
        self._year_button.setText(f"พ.ศ. {buddhist_year(shown)}")

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        clicks = {
            QEvent.Type.MouseButtonPress,
            QEvent.Type.MouseButtonRelease,
            QEvent.Type.MouseButtonDblClick,
        }
        if watched is self._year_button and event.type() in clicks:
            return True
        return super().eventFilter(watched, event)


class ThaiDateEdit(QLineEdit):
    """`22/8/62`, `22 ส.ค. 2562` and `๒๒ สิงหาคม ๒๕๖๒` are the same day. ↓ opens the calendar.

    What cannot be read is no date: `day` is None, `problem` says why, the text stays to be mended.
    """

    day_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = date(2000, 1, 1)
        self._popup: QFrame | None = None
        self._told_in: QLabel | None = None
        self.setPlaceholderText("เช่น 22 ส.ค. 2569 หรือ 22/8/69")
        action = QAction(icons.icon("calendar"), "เปิดปฏิทิน", self)
        action.setToolTip(tooltip("เปิดปฏิทิน", "↓"))
        action.triggered.connect(self.open_calendar)
        self.addAction(action, QLineEdit.ActionPosition.TrailingPosition)
        self.textChanged.connect(lambda _: self._retell())
        self.editingFinished.connect(self._tidy)

    def set_today(self, today: date) -> None:
        """The day that a date without a year is near, and the calendar opens at."""
        self._today = today

    def tell_in(self, label: QLabel) -> None:
        """Say in `label` why what was typed is no day, as soon as the typing is over.

        Whoever follows `textChanged` clears it.
        """
        self._told_in = label

    def set_day(self, day: date | None) -> None:
        """Show a day, or nothing."""
        self.setText("" if day is None else short_thai_date(day))

    @property
    def day(self) -> date | None:
        """The day typed; None while empty or unreadable."""
        try:
            return parse_thai_date(self.text(), today=self._today)
        except NotADate:
            return None

    @property
    def problem(self) -> str:
        """Why the text is no day; empty when it is one, or when there is no text."""
        if not self.text().strip():
            return ""
        try:
            parse_thai_date(self.text(), today=self._today)
        except NotADate as problem:
            return str(problem)
        return ""

    def open_calendar(self) -> None:
        """Open the month of the day typed, or of today."""
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setProperty("popup", "true")
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = BuddhistCalendar(popup)
        day = self.day or self._today
        calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        calendar.activated.connect(self._pick)
        calendar.clicked.connect(self._pick)
        layout = QVBoxLayout(popup)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.addWidget(calendar)
        popup.move(self.mapToGlobal(self.rect().bottomLeft()))
        self._popup = popup
        popup.destroyed.connect(self._forget)
        popup.show()
        calendar.setFocus(Qt.FocusReason.PopupFocusReason)

    def _forget(self) -> None:
        self._popup = None

    def _pick(self, chosen: QDate) -> None:
        self.set_day(date(chosen.year(), chosen.month(), chosen.day()))
        if self._popup is not None:
            self._popup.close()

    def _tidy(self) -> None:
        """Show what was understood."""
        if (day := self.day) is not None:
            self.set_day(day)
        problem = self.problem
        set_look(self, wrong="true" if problem else "false")
        if problem and self._told_in is not None:
            tell(self._told_in, problem, tone="failed")
            make_room(self.window())

    def _retell(self) -> None:
        if not self.problem:
            set_look(self, wrong="false")
        self.day_changed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.open_calendar()
            return
        super().keyPressEvent(event)
