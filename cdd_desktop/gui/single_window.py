"""One window for each user and data folder: a second start brings the first one's to the front,
and gives it the backup that was double-clicked.

The lock on the office's file stays what keeps two programs apart; this only spares the user the
search for the window that has it.
"""

import ctypes
import hashlib
import logging
import sys
from pathlib import Path

from PySide6.QtCore import QDir, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from cdd_desktop.storage.backup_names import SUFFIX

_log = logging.getLogger(__name__)
_CONNECT_WITHIN_MS = 300
_ANSWER_WITHIN_MS = 2000
_HERE = b"here"
_END = b"\n"  # of what the other start wants; a path cannot hold one here
_LONGEST = 3 * 32_767 + 1  # a path of Windows in UTF-8
_ANY_PROCESS = -1  # ASFW_ANY


class SingleWindow(QObject):
    """`asked_for` is emitted when another start wants this one's window; it carries the path of the
    backup that it was given, or None.

    Only the user's own processes reach the socket, and even they say nothing but a backup's path:
    whatever else is said is as good as nothing.
    """

    asked_for = Signal(object)

    def __init__(self, data_dir: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.name = _name(data_dir)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    def hand_over(self, backup: Path | None = None) -> bool:
        """Ask a running window to come forward, and to show a backup; False when none answers.

        One that hangs does not answer: the caller goes on, and is told by the file's lock.
        """
        socket = QLocalSocket()
        socket.connectToServer(self.name)
        if not socket.waitForConnected(_CONNECT_WITHIN_MS):
            return False
        _let_others_come_forward()
        answered = socket.waitForReadyRead(_ANSWER_WITHIN_MS)
        if answered:
            wanted = "" if backup is None else str(backup.absolute())
            socket.write(wanted.encode(errors="surrogatepass") + _END)
            socket.flush()
            socket.waitForDisconnected(_ANSWER_WITHIN_MS)  # it was read by then
        socket.abort()
        return answered

    def listen(self) -> None:
        """Answer later starts from now on; without it the program works as well."""
        if not self._server.listen(self.name):
            # what a crash left behind on Linux; on Windows the name dies with its process
            QLocalServer.removeServer(self.name)
            if not self._server.listen(self.name):
                _log.warning("not listening: %s", self._server.errorString())

    def close(self) -> None:
        """Answer no more."""
        self._server.close()

    def _answer(self) -> None:
        socket = self._server.nextPendingConnection()
        socket.disconnected.connect(socket.deleteLater)
        socket.readyRead.connect(lambda: self._hear(socket))
        socket.write(_HERE)
        socket.flush()

    def _hear(self, socket: QLocalSocket) -> None:
        """Wait for the end of what it wants, but not for ever more of it."""
        said = bytes(socket.peek(_LONGEST + 1).data())
        if not said.endswith(_END) and len(said) <= _LONGEST:
            return
        socket.readyRead.disconnect()
        socket.disconnectFromServer()
        self.asked_for.emit(_backup_in(said.removesuffix(_END)))


def _backup_in(said: bytes) -> Path | None:
    """The backup that another start was given; None where it was given none, or something else."""
    try:
        path = Path(said.decode())
    except UnicodeDecodeError:
        return None
    is_one = path.is_absolute() and path.suffix.casefold() == SUFFIX and min(str(path)) >= " "
    return path if is_one and len(said) < _LONGEST else None


def _name(data_dir: Path) -> str:
    """The same for each start of a user over a folder; names of pipes are short and ASCII."""
    whose = f"{QDir.homePath()}\n{data_dir.resolve()}"
    return f"cdd-desktop-{hashlib.sha256(whose.encode(errors='surrogatepass')).hexdigest()[:20]}"


def _let_others_come_forward() -> None:
    """Windows lets only the process that the user started last raise a window: pass that on."""
    if sys.platform == "win32":
        ctypes.windll.user32.AllowSetForegroundWindow(_ANY_PROCESS)
