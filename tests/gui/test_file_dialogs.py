"""Where the file dialogs begin."""

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from cdd_desktop.gui.dialogs import RealDialogs


def test_a_file_is_first_offered_in_documents_then_where_the_last_one_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The current folder is the program's own: what is saved there is lost with an uninstall."""
    documents, stick = tmp_path / "เอกสาร", tmp_path / "แฟลชไดรฟ์"
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _place: str(documents))
    offered: list[str] = []

    def choose(_window: QWidget, _title: str, start: str, _kinds: str) -> tuple[str, str]:
        offered.append(start)
        return str(stick / "สำรอง.cddbackup"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    window = QWidget()
    try:
        dialogs = RealDialogs(window)
        for _ in range(2):
            dialogs.ask_save("บันทึก", "สำรอง.cddbackup", "ไฟล์สำรอง (*.cddbackup)")
    finally:
        window.deleteLater()
    assert offered == [str(documents / "สำรอง.cddbackup"), str(stick / "สำรอง.cddbackup")]
