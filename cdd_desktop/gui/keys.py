"""Speed keys are places on the keyboard, not letters.

Under the Thai Kedmanee layout the keys 1 0 . / say ๅ จ ใ ฝ, so a command is found by the key that
was struck: on the numpad by its name, elsewhere by scan code, or by virtual key where a remote
desktop or an on-screen keyboard sends no scan code.
"""

from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

from cdd_desktop.thai.digits import is_ascii_digits, to_arabic


class Command(Enum):
    """What a single key does where an answer is awaited; the value is the key's cap."""

    PASSED = "1"
    FAILED = "0"
    LAST_YEAR = "Space"
    CLEAR = "."
    NOTE = "/"
    ABSENT = "-"


class ScanCodes(Enum):
    """How a window system numbers keys; the value is what it adds to set 1's numbers.

    X11 and Wayland report evdev's codes from 8 on, and evdev's agree with set 1 for these keys.
    """

    WINDOWS = 0
    X11 = 8


# scan codes of set 1, as Windows reports them
_PLACES = {
    0x02: Command.PASSED,
    0x0B: Command.FAILED,
    0x39: Command.LAST_YEAR,
    0x34: Command.CLEAR,
    0x35: Command.NOTE,
    0x0C: Command.ABSENT,
}
# Windows' VK codes, the same under every layout for these keys
_VIRTUAL_KEYS = {
    0x31: Command.PASSED,
    0x30: Command.FAILED,
    0x20: Command.LAST_YEAR,
    0xBE: Command.CLEAR,
    0xBF: Command.NOTE,
    0xBD: Command.ABSENT,
}
_NUMPAD: dict[int, Command] = {
    Qt.Key.Key_1: Command.PASSED,
    Qt.Key.Key_0: Command.FAILED,
    Qt.Key.Key_Period: Command.CLEAR,
    Qt.Key.Key_Comma: Command.CLEAR,  # the numpad's point where a layout writes a comma
    Qt.Key.Key_Slash: Command.NOTE,
    Qt.Key.Key_Minus: Command.ABSENT,
}
_NAMES: dict[int, Command] = {
    **_NUMPAD,
    Qt.Key.Key_Space: Command.LAST_YEAR,
}
_DIGITS = dict(zip((*range(0x02, 0x0B), 0x0B), "1234567890", strict=True))  # by scan code
_ASCII = 0x80
_OTHER_MEANING = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.ShiftModifier
    | Qt.KeyboardModifier.MetaModifier
)


def scan_codes_here() -> ScanCodes:
    """The numbering of the window system that the program runs on."""
    on_windows = QGuiApplication.platformName() in {"windows", "direct2d"}
    return ScanCodes.WINDOWS if on_windows else ScanCodes.X11


def command_of(event: QKeyEvent, numbering: ScanCodes | None = None) -> Command | None:
    """The command of the key that was struck, None for other keys or with a modifier held."""
    if event.modifiers() & _OTHER_MEANING:
        return None
    if event.modifiers() & Qt.KeyboardModifier.KeypadModifier:
        # with Num Lock off the same keys are called End, Ins and so on: they move the cursor
        return _NUMPAD.get(event.key())
    numbering = numbering or scan_codes_here()
    if event.nativeScanCode():
        return _PLACES.get(event.nativeScanCode() - numbering.value)
    if event.nativeVirtualKey() and numbering is ScanCodes.WINDOWS:
        return _VIRTUAL_KEYS.get(event.nativeVirtualKey())
    return _NAMES.get(event.key())


def digit_of(event: QKeyEvent, numbering: ScanCodes | None = None) -> str:
    """The Arabic digit that was struck, empty for other keys.

    A key that writes a digit, Arabic or Thai, is that digit; else the digit row counts by its
    places, for under the Thai layout it writes letters.
    """
    if event.modifiers() & ~(
        Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
    ):
        return ""
    text = to_arabic(event.text())
    if len(text) == 1 and is_ascii_digits(text):
        return text
    if event.modifiers():
        return ""
    numbering = numbering or scan_codes_here()
    if event.nativeScanCode():
        return _DIGITS.get(event.nativeScanCode() - numbering.value, "")
    # Windows' VK codes of the digit row are the digits' own
    struck = event.nativeVirtualKey() if numbering is ScanCodes.WINDOWS else 0
    return chr(struck) if struck < _ASCII and is_ascii_digits(chr(struck)) else ""
