"""เวทีประชาคม on the screen: a whole meeting by keys, hands counted, power cuts, what is refused."""

from collections.abc import Callable, Iterator

import pytest
import shiboken6
from entry_pages import entry_in
from forum_offices import GVH, START, publish_hands, sheet_key
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from windows import Keyboard

from cdd_desktop.bootstrap import Services
from cdd_desktop.checklists.records import AnswerState
from cdd_desktop.forums.records import LAST_PAGE, Forum
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.forum.window import ForumWindow
from cdd_desktop.gui.pages.checklists.page import ChecklistsPage

VILLAGE = "93010101"
ENTER = Qt.Key.Key_Return


def strike(qapp: QApplication, *keys: str | Qt.Key) -> None:
    """Each key goes to whatever has the keyboard; digits by their places, as a keyboard does."""
    for key in keys:
        has_keyboard = qapp.focusWidget()
        assert has_keyboard is not None
        if isinstance(key, Qt.Key):
            QTest.keyClick(has_keyboard, key)
        elif len(key) == 1 and key in "01./-":
            Keyboard.THAI.press(has_keyboard, key)
        else:
            QTest.keyClicks(has_keyboard, key)


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    """What the window of a meeting stands over."""
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def opened(
    qtbot: QtBot, context: Context, host: QWidget
) -> Iterator[Callable[[Forum], ForumWindow]]:
    """Opens windows of meetings, and takes them away in the end."""
    made: list[ForumWindow] = []

    def open_(forum: Forum) -> ForumWindow:
        window = ForumWindow(context, forum, host)
        window.resize(1024, 768)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        made.append(window)
        return window

    yield open_
    for window in made:
        if shiboken6.isValid(window):
            window.hide()


def begun(services: Services, instrument: str = "moi-4x23") -> Forum:
    return services.forums.begin(sheet_key(services, VILLAGE, instrument), START)


def test_a_whole_meeting_is_run_by_keys_alone(
    qtbot: QtBot, qapp: QApplication, context: Context, services: Services
) -> None:
    page = ChecklistsPage(context)
    qtbot.addWidget(page)
    page.refresh()
    page.resize(1200, 700)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    view = entry_in(page)
    view.answer_table.setFocus()
    dialog = view.forum.dialog(view.sheet.key)  # F11 opens it; its loop would hold the test
    dialog.venue_edit.setText("ศาลาหมู่บ้าน")
    dialog.begins_edit.setText("9:30")
    dialog.people_edit.setText("๔๕")
    dialog.save()
    assert dialog.forum is not None
    strike(qapp, Qt.Key.Key_F11)  # it goes on with the one that is open
    window = view.forum.window
    assert window is not None
    qtbot.waitUntil(window.isActiveWindow)
    assert window.isFullScreen()
    strike(qapp, "1", "40", ENTER, "3", ENTER)
    QTest.keyClick(qapp.focusWidget(), ENTER)  # objections in words are left blank
    assert window.code == "1.2"
    strike(qapp, Qt.Key.Key_F1, Qt.Key.Key_F1)
    strike(qapp, "0", Qt.Key.Key_Backspace, "1")  # out of the empty field, and the other way
    strike(qapp, ENTER)
    for _ in range(21):
        strike(qapp, "1", ENTER)
    assert window.code == LAST_PAGE
    strike(qapp, ENTER)  # into the fields
    window.results.fields.fields[0].clear()
    strike(qapp, "11", ".", "45", ENTER, ENTER)
    forum = services.forums.lines()[0]
    assert forum.is_closed
    assert forum.people_present == 45
    meeting = services.meetings.get(forum.meeting.uuid)
    assert (meeting.begins, meeting.ends, meeting.venue) == ("09.30", "11.45", "ศาลาหมู่บ้าน")
    sheet = services.checklists.sheet(forum.key)
    assert {answer.state for answer in sheet.answers.values()} == {AnswerState.PASSED}
    assert sheet.grade.is_complete
    with qtbot.waitSignal(context.page_requested) as asked:
        strike(qapp, ENTER)  # on the card that says it is closed: to the minutes
    assert asked.args == ["reports", f"forum-minutes:{meeting.uuid}"]
    assert view.forum.window is None


def test_hands_for_each_score_are_typed_one_after_the_other(
    qapp: QApplication, services: Services, opened: Callable[[Forum], ForumWindow]
) -> None:
    publish_hands(services)
    window = opened(begun(services, GVH))
    strike(qapp, "0", ENTER, "2", ENTER, "12", ENTER, ENTER)
    assert "เฉลี่ย 2.86" in window.page._counted.text()
    strike(qapp, "40")
    assert "54 มือ มากกว่า" in window.told.replace("\u200b", "")
    strike(qapp, ENTER)
    kept = services.checklists.sheet(window.forum.line.key).answers["1.1"]
    assert kept.votes == (0, 2, 12, 0, 40)
    assert window.code == "1.1"  # the mean is looked at until Enter
    strike(qapp, ENTER, "5")
    assert window.code == "1.2"
    QTest.keyClick(qapp.focusWidget(), Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert "ไม่ครบ" in window.told.replace("\u200b", "")
    assert window.code == "1.2"


def test_leaving_asks_keeps_the_hands_and_goes_on_there(
    qtbot: QtBot,
    qapp: QApplication,
    services: Services,
    opened: Callable[[Forum], ForumWindow],
) -> None:
    window = opened(begun(services))
    strike(qapp, "1", ENTER, "0", "12")
    strike(qapp, Qt.Key.Key_Escape, Qt.Key.Key_Escape)  # stays
    strike(qapp, ENTER, "3", Qt.Key.Key_Escape)
    with qtbot.waitSignal(window.left):
        strike(qapp, ENTER)
    found = services.forums.get(services.forums.lines()[0].uuid)
    assert found.line.at_indicator == "1.2"
    assert (found.item("1.2").agreed, found.item("1.2").objected) == (12, 3)
    again = opened(found)
    assert again.code == "1.2"
    assert again.page.hands_row.texts == ("12", "3", "")


@pytest.mark.parametrize("size", [(1024, 768), (1366, 768), (1920, 1080)])
def test_no_indicator_is_cut_on_any_projector(
    size: tuple[int, int], services: Services, context: Context, host: QWidget
) -> None:
    window = ForumWindow(context, begun(services), host)
    window.resize(*size)
    window.ensurePolished()
    window.show()
    for indicator in window.forum.sheet.instrument.indicators:
        window._go_to(indicator.code)
        assert not window.page.question.has_more, indicator.code
    window.hide()
