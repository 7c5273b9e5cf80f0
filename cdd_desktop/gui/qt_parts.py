"""The parts of Qt that the program uses, loaded one by one: the one that is gone is named."""

import sys
from importlib import import_module
from pathlib import Path

from cdd_desktop.errors import CddError

# a test holds it to the code
QT_PARTS = (
    *("QtCore", "QtGui", "QtNetwork", "QtPdf", "QtPdfWidgets", "QtPrintSupport", "QtSvg"),
    *("QtUiTools", "QtWidgets"),
)
_PLUGINS = ("platforms/qwindows.dll", "platforms/qoffscreen.dll")


def check_parts() -> None:
    """Load each part, and what draws windows on Windows; raises ImportError, `CddError`."""
    for part in QT_PARTS:
        import_module(f"PySide6.{part}")
    if sys.platform == "win32":
        from PySide6.QtCore import QLibraryInfo, QPluginLoader  # noqa: PLC0415 - may be gone

        folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
        for name in _PLUGINS:
            if not QPluginLoader(str(folder / name)).load():
                raise CddError(f"เปิดส่วนวาดหน้าต่าง {name} ไม่ได้ ไฟล์หายหรือเสีย กรุณาติดตั้งโปรแกรมใหม่")
