"""The self-test's window: what nobody would see ends the step, in words."""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from cdd_desktop import paths
from cdd_desktop.errors import CddError
from cdd_desktop.gui import self_test
from cdd_desktop.gui.self_test import WindowTrial


@pytest.fixture
def trial(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[WindowTrial]:
    """Over the tests' application, begun; three forms stand for all."""
    some = paths.forms()[:3]
    monkeypatch.setattr(self_test, "make_application", lambda _: qapp)
    monkeypatch.setattr(self_test, "prepare_environment", lambda _: None)
    monkeypatch.setattr(paths, "forms", lambda: some)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    made = WindowTrial(date(2026, 2, 1))
    made.start()
    yield made
    made.stop()


def test_a_new_folder_shows_the_first_steps(trial: WindowTrial, tmp_path: Path) -> None:
    trial.see_first_steps(tmp_path / "ใหม่ ๆ")
    assert (tmp_path / "ใหม่ ๆ" / "office.db").exists()


def test_a_problem_that_the_window_shows_ends_the_step(trial: WindowTrial, tmp_path: Path) -> None:
    (tmp_path / "office.db").write_bytes(b"rubbish" * 1000)
    with pytest.raises(CddError, match=r"หน้าต่างแจ้งปัญหา: .*office\.db"):
        trial.open(tmp_path)


def test_a_bug_behind_the_window_is_not_lost(trial: WindowTrial) -> None:
    sys.excepthook(ZeroDivisionError, ZeroDivisionError(), None)
    with pytest.raises(ZeroDivisionError):
        trial.close()


@pytest.mark.qt_log_ignore("^Designer: An error")
def test_a_damaged_form_is_named(
    trial: WindowTrial, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = tmp_path / "เสีย.ui"
    form.write_bytes(bytes(100))
    monkeypatch.setattr(paths, "forms", lambda: (form,))
    with pytest.raises(CddError, match=r"แบบหน้าจอ เสีย\.ui"):
        trial.start()
