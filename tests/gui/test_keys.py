"""A speed key is found by its place on the keyboard, whatever layout gives it a letter."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from cdd_desktop.gui.keys import Command, ScanCodes, command_of

NONE = Qt.KeyboardModifier.NoModifier
KEYPAD = Qt.KeyboardModifier.KeypadModifier
# command: set-1 scan code, Windows VK, Qt key and text under English, then under Thai Kedmanee
PLACES = [
    (Command.PASSED, 2, 0x31, (Qt.Key.Key_1, "1"), (0x0E45, "ๅ")),
    (Command.FAILED, 11, 0x30, (Qt.Key.Key_0, "0"), (0x0E08, "จ")),
    (Command.LAST_YEAR, 57, 0x20, (Qt.Key.Key_Space, " "), (Qt.Key.Key_Space, " ")),
    (Command.CLEAR, 52, 0xBE, (Qt.Key.Key_Period, "."), (0x0E43, "ใ")),
    (Command.NOTE, 53, 0xBF, (Qt.Key.Key_Slash, "/"), (0x0E1D, "ฝ")),
]
THAI_KEYSYM = 0xDE5


def struck(
    key: int,
    text: str,
    *,
    scan: int = 0,
    virtual: int = 0,
    held: Qt.KeyboardModifier = NONE,
) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, held, scan, virtual, 0, text)


@pytest.mark.parametrize(("command", "scan", "virtual", "english", "thai"), PLACES)
@pytest.mark.parametrize("numbering", list(ScanCodes))
def test_the_same_key_gives_the_same_command_under_both_layouts(
    command: Command,
    scan: int,
    virtual: int,
    english: tuple[int, str],
    thai: tuple[int, str],
    numbering: ScanCodes,
) -> None:
    for key, text in (english, thai):
        event = struck(key, text, scan=scan + numbering.value, virtual=virtual)
        assert command_of(event, numbering) is command


@pytest.mark.parametrize(("command", "scan", "virtual", "english", "thai"), PLACES)
def test_windows_virtual_key_counts_where_no_scan_code_comes(
    command: Command,
    scan: int,
    virtual: int,
    english: tuple[int, str],
    thai: tuple[int, str],
) -> None:
    assert command_of(struck(*thai, virtual=virtual), ScanCodes.WINDOWS) is command


def test_a_thai_keysym_of_x11_is_not_taken_for_a_windows_key() -> None:
    assert command_of(struck(0x0E45, "ๅ", virtual=THAI_KEYSYM), ScanCodes.X11) is None


@pytest.mark.parametrize(
    ("key", "command"),
    [
        (Qt.Key.Key_1, Command.PASSED),
        (Qt.Key.Key_0, Command.FAILED),
        (Qt.Key.Key_Period, Command.CLEAR),
        (Qt.Key.Key_Comma, Command.CLEAR),
        (Qt.Key.Key_Slash, Command.NOTE),
    ],
)
def test_the_numpad_works_too(key: Qt.Key, command: Command) -> None:
    assert command_of(struck(key, "", scan=0x4F, held=KEYPAD), ScanCodes.WINDOWS) is command


@pytest.mark.parametrize("key", [Qt.Key.Key_End, Qt.Key.Key_Insert, Qt.Key.Key_Delete])
def test_the_numpad_without_num_lock_moves_and_never_answers(key: Qt.Key) -> None:
    assert command_of(struck(key, "", scan=0x4F, held=KEYPAD), ScanCodes.WINDOWS) is None


@pytest.mark.parametrize("text", ["1", "๑", "0", "๐", ".", "/"])
def test_text_from_another_key_is_no_command(text: str) -> None:
    some_other_key = 30
    assert command_of(struck(ord(text), text, scan=some_other_key), ScanCodes.WINDOWS) is None


def test_the_key_that_writes_a_thai_one_is_not_the_one_key() -> None:
    # Kedmanee writes ๑ with Shift held on the key 2
    event = struck(0x0E51, "๑", scan=3, held=Qt.KeyboardModifier.ShiftModifier)
    assert command_of(event, ScanCodes.WINDOWS) is None


def test_windows_nine_is_not_x11_one() -> None:
    nine_on_windows_one_on_x11 = 10
    event = struck(Qt.Key.Key_9, "9", scan=nine_on_windows_one_on_x11)
    assert command_of(event, ScanCodes.WINDOWS) is None
    assert command_of(event, ScanCodes.X11) is Command.PASSED


@pytest.mark.parametrize(
    "held",
    [
        Qt.KeyboardModifier.ControlModifier,
        Qt.KeyboardModifier.AltModifier,
        Qt.KeyboardModifier.ShiftModifier,
    ],
)
def test_a_key_held_with_another_means_something_else(held: Qt.KeyboardModifier) -> None:
    assert command_of(struck(Qt.Key.Key_1, "1", scan=2, held=held), ScanCodes.WINDOWS) is None


def test_qt_name_counts_where_the_platform_tells_nothing_else() -> None:
    assert command_of(struck(Qt.Key.Key_1, "1")) is Command.PASSED
