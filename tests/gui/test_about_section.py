"""เกี่ยวกับโปรแกรม: version, folders, what of others comes with it; and the ways to it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path, PureWindowsPath
from types import SimpleNamespace
from unittest.mock import Mock

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from cdd_desktop import __version__, about
from cdd_desktop.components import Component
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.settings import about as about_section
from cdd_desktop.gui.pages.settings.about import MANUAL, AboutSection
from cdd_desktop.gui.pages.settings.about_models import ComponentColumn, ComponentModel, matching
from cdd_desktop.thai.linebreak import ZWSP

KNOWN = (
    Component(name="Expat", licence="MIT", note="not in Qt"),
    Component(name="Qt", version="6.11.3", licence="LGPL-3.0-only", texts=("licences/NSIS.txt",)),
    Component(name="HarfBuzz", licence="MIT", part_of="Qt"),
    Component(name="SQLite", version="3.45", licence="สาธารณสมบัติ"),
)


@pytest.fixture
def opened() -> list[Path]:
    return []


@pytest.fixture
def section(
    qtbot: QtBot, context: Context, opened: list[Path], monkeypatch: pytest.MonkeyPatch
) -> Iterator[AboutSection]:
    """Tests of `components` read the real list; here it is short."""

    def open_path(path: Path) -> bool:
        opened.append(path)
        return True

    monkeypatch.setattr(about_section, "components", lambda _qt: KNOWN)
    made = AboutSection(context, open_path=open_path)
    qtbot.addWidget(made)
    made.resize(920, 600)
    made.show()
    qtbot.waitUntil(lambda: bool(made.licence_text.toPlainText()))
    yield made
    made.close()


def shown(text: str) -> str:
    return text.replace(ZWSP, "")


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def names(section: AboutSection) -> list[str]:
    model = section.component_table.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_version_build_and_what_it_runs_on_are_told(section: AboutSection) -> None:
    assert __version__ in section.version_label.text()
    assert "จากซอร์ส" in shown(section.version_label.text())
    assert "ชุดติดตั้ง" in shown(section.remarks_label.text())
    assert "Qt 6." in section.surroundings_label.text()
    assert "จังหวัดจะส่งตัวติดตั้งให้" in shown(section.renewal_label.text())
    assert "LGPL" in section.notice_label.text()


def test_a_packed_copy_tells_when_it_was_made(
    qtbot: QtBot, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed = about.Program(
        version="1.2.3",
        build="3f2a91c4",
        made_on=date(2026, 11, 23),
        is_packed=True,
        is_signed=True,
    )
    monkeypatch.setattr(about, "program", lambda: packed)
    made = AboutSection(context)
    qtbot.addWidget(made)
    told = shown(made.version_label.text())
    assert "รุ่น 1.2.3 · รุ่นสร้าง 3f2a91c4 · ทำเมื่อ 23 พฤศจิกายน 2569" in told
    assert made.remarks_label.isHidden()
    assert "1.2.3 (3f2a91c4) ทำเมื่อ 23 พฤศจิกายน 2569" in made.report()


def test_folders_open_and_their_paths_are_copied(
    section: AboutSection, context: Context, opened: list[Path]
) -> None:
    data = context.services.store.path.parent
    section.data_open_button.click()
    assert opened == [data]
    section.data_copy_button.click()
    assert clipboard() == str(data)
    section.logs_open_button.click()  # no log is written in a test
    assert opened == [data]
    assert "ยังไม่มีโฟลเดอร์นี้" in shown(section.told_label.text())


def test_the_report_of_a_problem_names_no_folder_and_no_user(
    section: AboutSection, context: Context
) -> None:
    section.report_button.click()
    told = clipboard()
    assert __version__ in told
    assert "อัตราขยาย 100%" in told
    assert "คัดลอกแล้ว" in shown(section.told_label.text())
    assert str(context.services.store.path.parent) not in told
    assert Path.home().name not in told
    assert ZWSP not in told


def test_a_folder_on_a_share_that_is_gone_is_reported_without_its_names(
    section: AboutSection, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    share = PureWindowsPath(r"\\SERVER\สมชาย")
    stat = Mock(side_effect=FileNotFoundError)
    gone = SimpleNamespace(drive=share.drive, parent=share, stat=stat)
    monkeypatch.setattr(context.services.store, "path", gone)
    told = section.report()
    assert "โฟลเดอร์ที่เลือกเอง ฐานข้อมูล อ่านขนาดไม่ได้" in told
    assert "สมชาย" not in told


def test_the_filter_finds_names_licences_and_owners(section: AboutSection) -> None:
    section.filter_edit.setText("qt")
    assert names(section) == ["Qt", "Expat", "HarfBuzz"]  # what is so named comes first
    section.filter_edit.setText("harf mit")
    assert names(section) == ["HarfBuzz"]
    section.filter_edit.setText("ไม่มีสิ่งนี้")
    assert names(section) == []
    assert "ไม่พบ" in shown(section.count_label.text())
    assert section.licence_text.toPlainText() == ""
    assert matching(KNOWN, "สาธารณสมบัติ") == [KNOWN[3]]


def test_the_licence_of_the_chosen_one_is_shown(qtbot: QtBot, section: AboutSection) -> None:
    section.component_table.selectRow(1)
    qtbot.waitUntil(lambda: section.licence_text.toPlainText().startswith("Qt"))
    assert "This notice may not be removed" in section.licence_text.toPlainText()
    section.component_table.selectRow(3)
    qtbot.waitUntil(lambda: "SQLite" in section.licence_text.toPlainText())
    assert "ไม่ได้แนบข้อความ" in shown(section.licence_text.toPlainText())


def test_a_licence_file_that_is_gone_is_told(
    qtbot: QtBot, section: AboutSection, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> str:
        raise FileNotFoundError

    monkeypatch.setattr(about_section, "text_of", fail)
    section.component_table.selectRow(1)
    qtbot.waitUntil(lambda: "ติดตั้งโปรแกรมใหม่" in shown(section.licence_text.toPlainText()))


def test_the_manual_of_installing_is_asked_for(
    qtbot: QtBot, section: AboutSection, context: Context
) -> None:
    with qtbot.waitSignal(context.manual_asked) as asked:
        section.manual_button.click()
    assert tuple(asked.args) == MANUAL


def test_components_are_a_sound_model(qtmodeltester: ModelTester) -> None:
    model = ComponentModel()
    model.show(KNOWN)
    qtmodeltester.check(model)
    assert model.index(1, ComponentColumn.LICENCE).data() == "LGPL-3.0-only"
