"""A start after a power cut: the file is looked at in the background, and only then."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from windows import FakeDialogs

from cdd_desktop.bootstrap import Services, services_of
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.cut_off import CutOffLook
from cdd_desktop.gui.tasks import TaskRunner
from cdd_desktop.progress import Silent
from cdd_desktop.storage.file_checks import is_sound
from cdd_desktop.storage.store import Store

LONG_MS = 30_000


def cut_off(services: Services, folder: Path) -> Path:
    """A copy of the office as a power cut leaves it: a file with its log beside it."""
    folder.mkdir()
    services.office.rename("สำนักงานพัทลุง")  # stands in the log alone
    for name in ("office.db", "office.db-wal"):
        shutil.copyfile(services.store.path.with_name(name), folder / name)
    return folder


def test_an_orderly_end_is_told_from_a_cut(services: Services, tmp_path: Path) -> None:
    folder = cut_off(services, tmp_path / "cut")
    with Store.open(folder) as store:
        assert store.was_cut_off
        assert services_of(store).villages.by_code("93010101").name == "ดอนหลา"
    with Store.open(folder) as store:
        assert not store.was_cut_off


def test_a_sound_file_says_nothing(
    qtbot: QtBot, context: Context, tasks: TaskRunner, dialogs: FakeDialogs
) -> None:
    context.services.store.was_cut_off = True
    CutOffLook(context, context.services.store, context)
    qtbot.waitUntil(lambda: not tasks.is_busy, timeout=LONG_MS)
    assert dialogs.told == []


def test_a_damaged_file_is_told_and_leads_to_the_check(
    qtbot: QtBot, context: Context, dialogs: FakeDialogs, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = context.services.store
    broken = store.path.with_name("broken.db")
    broken.write_bytes(b"x" * 9_000)
    monkeypatch.setattr(store, "path", broken)
    store.was_cut_off = True
    with qtbot.waitSignal(context.page_requested, timeout=LONG_MS) as asked:
        CutOffLook(context, store, context)
    assert asked.args == ["settings", "ตรวจสุขภาพข้อมูล"]
    assert "กู้คืน" in dialogs.told[0]


def test_after_an_orderly_end_nothing_is_looked_at(
    context: Context, tasks: TaskRunner, make_context: Callable[[Services], Context]
) -> None:
    CutOffLook(context, context.services.store, context)
    assert not tasks.is_busy


def test_garbage_inside_the_file_fails_the_quick_look(services: Services, tmp_path: Path) -> None:
    folder = cut_off(services, tmp_path / "cut")
    Store.open(folder).close()
    path = folder / "office.db"
    assert is_sound(Silent(), path)
    content = bytearray(path.read_bytes())
    for page in range(4096, len(content) - 4096, 8192):
        content[page : page + 4096] = b"\xff" * 4096
    path.write_bytes(content)
    assert not is_sound(Silent(), path)
