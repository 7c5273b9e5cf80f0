"""Another data folder is chosen in the window, found again, and missed when its stick is away."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from windows import FakeDialogs, nothing_left, put_on_the_look

from cdd_desktop import paths
from cdd_desktop.bootstrap import open_folder
from cdd_desktop.cli.main import main
from cdd_desktop.gui import app
from cdd_desktop.gui.app import Sitting
from cdd_desktop.gui.start import Start
from cdd_desktop.gui.trouble import Trouble
from cdd_desktop.gui.window_state import WindowState
from cdd_desktop.gui.wizard.wizard import Wizard
from cdd_desktop.thai.linebreak import strip_breaks

WAIT_MS = 60_000


@pytest.fixture(autouse=True)
def _tidy(qapp: QApplication) -> Iterator[None]:
    put_on_the_look(qapp)
    with nothing_left(qapp):
        yield


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the user's settings are; the usual data folder is beside it."""
    monkeypatch.setattr(
        "platformdirs.user_config_dir", lambda *_, **__: str(tmp_path / "user" / "config")
    )
    monkeypatch.setattr(
        "platformdirs.user_data_dir", lambda *_, **__: str(tmp_path / "user" / "CDD Desktop")
    )
    return tmp_path / "user" / "config"


@pytest.fixture
def dialogs() -> FakeDialogs:
    return FakeDialogs()


@pytest.fixture
def sitting(qtbot: QtBot, tmp_path: Path, dialogs: FakeDialogs) -> Iterator[Sitting]:
    made = Sitting(
        WindowState(tmp_path / "state"),
        dialogs_over=lambda _: dialogs,
        today=lambda: date(2026, 11, 22),
    )
    yield made
    made.window.close()
    made.desk.leave()
    made.window.deleteLater()


def trouble_in(sitting: Sitting, qtbot: QtBot, folder: Path) -> Trouble:
    """Begin with a folder that cannot be opened."""
    sitting.begin(Start(folder=folder))
    page: list[Trouble] = []

    def there() -> bool:
        shown = sitting.window.page_stack.currentWidget()
        if isinstance(shown, Trouble):
            page.append(shown)
        return bool(page)

    qtbot.waitUntil(there, timeout=WAIT_MS)
    return page[0]


def opened(sitting: Sitting, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: sitting.window.context is not None, timeout=WAIT_MS)


def test_a_refused_folder_is_changed_in_the_window_and_the_next_start_finds_it(
    sitting: Sitting, qtbot: QtBot, tmp_path: Path, dialogs: FakeDialogs
) -> None:
    with open_folder(tmp_path / "งาน") as services:
        services.office.create("สพจ.พัทลุง", ["93"])
    page = trouble_in(sitting, qtbot, tmp_path / "OneDrive" / "งาน")
    dialogs.path = tmp_path / "งาน"
    dialogs.confirms = False
    page.other_button.click()
    assert "พบข้อมูลสำนักงาน" in dialogs.asked[-1]
    assert paths.chosen_data_dir() is None
    dialogs.confirms = True
    page.other_button.click()
    opened(sitting, qtbot)
    assert "สพจ.พัทลุง" in sitting.window.person_label.text()
    assert paths.data_dir() == tmp_path / "งาน"


def test_a_folder_with_other_files_gets_one_of_its_own_inside(
    sitting: Sitting, qtbot: QtBot, tmp_path: Path, dialogs: FakeDialogs
) -> None:
    documents = tmp_path / "เอกสาร"
    documents.mkdir()
    (documents / "รายงาน.docx").write_bytes(b"x")
    page = trouble_in(sitting, qtbot, tmp_path / "OneDrive")
    dialogs.path = documents
    page.other_button.click()
    qtbot.waitUntil(
        lambda: isinstance(sitting.window.page_stack.currentWidget(), Wizard), timeout=WAIT_MS
    )
    assert paths.data_dir() == documents / "CDD Desktop"
    assert sorted(path.name for path in documents.iterdir()) == ["CDD Desktop", "รายงาน.docx"]


def test_a_folder_that_may_hold_no_database_is_not_taken(
    sitting: Sitting, qtbot: QtBot, tmp_path: Path, dialogs: FakeDialogs
) -> None:
    page = trouble_in(sitting, qtbot, tmp_path / "OneDrive")
    dialogs.path = tmp_path / "OneDrive" / "อื่น"
    page.other_button.click()
    assert "OneDrive" in dialogs.told[-1]
    assert sitting.window.page_stack.currentWidget() is page
    assert paths.chosen_data_dir() is None


def test_a_pulled_stick_is_told_and_no_empty_office_takes_its_place(
    sitting: Sitting, qtbot: QtBot, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    paths.choose_data_dir(stick)
    assert app.folder_of_its_own(stick) == paths.default_data_dir()
    page = trouble_in(sitting, qtbot, stick)
    assert "ไม่พบโฟลเดอร์ข้อมูล" in strip_breaks(page.problem_label.text())
    assert not stick.exists()
    with open_folder(stick) as services:  # it is back
        services.office.create("สพจ.พัทลุง", ["93"])
    page.again_button.click()
    opened(sitting, qtbot)


def test_the_usual_folder_is_one_click_away(sitting: Sitting, qtbot: QtBot, tmp_path: Path) -> None:
    with open_folder(paths.default_data_dir()) as services:
        services.office.create("สพจ.พัทลุง", ["93"])
    paths.choose_data_dir(tmp_path / "stick")
    page = trouble_in(sitting, qtbot, tmp_path / "stick")
    page.usual_button.click()
    opened(sitting, qtbot)
    assert paths.chosen_data_dir() is None


def test_a_command_without_a_folder_uses_the_chosen_one_and_one_that_is_named_wins(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths.choose_data_dir(tmp_path / "stick")
    create = ["office", "create", "--province", "93", "--name"]
    assert main([*create, "สพจ.หนึ่ง"]) == 1
    assert "กรุณาต่อแฟลชไดรฟ์" in capsys.readouterr().err
    assert not (tmp_path / "stick").exists()
    (tmp_path / "stick").mkdir()
    assert main([*create, "สพจ.หนึ่ง"]) == 0
    assert (tmp_path / "stick" / "office.db").exists()
    assert main(["--data-dir", str(tmp_path / "named"), *create, "สพจ.สอง"]) == 0
    assert (tmp_path / "named" / "office.db").exists()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"data_folder": 3}', b"\xff\xfe"])
def test_a_damaged_settings_file_means_the_usual_folder(own_settings: Path, content: bytes) -> None:
    own_settings.mkdir(parents=True)
    (own_settings / "start.json").write_bytes(content)
    assert paths.data_dir() == paths.default_data_dir()
