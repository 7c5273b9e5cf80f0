"""Pages and dialogs one at a time, with real services and dialogs that answer as told."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from windows import (
    SPARE_CHILDREN,
    FakeDialogs,
    nothing_left,
    put_on_the_look,
    register_villages,
)

from cdd_desktop.bootstrap import Services, services_of
from cdd_desktop.errors import NotFound
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.plans import page as plans_page
from cdd_desktop.gui.pages.reports import preview
from cdd_desktop.gui.pages.waste import page as waste_page
from cdd_desktop.gui.tasks import Task, TaskRunner
from cdd_desktop.gui.window_state import WindowState
from cdd_desktop.storage.store import Store

# three villages and a community in one tambon, one village in the next tambon of the amphoe
VILLAGES = {
    "93010101": "ดอนหลา",
    "93010102": "น้ำเลือด",
    "93010103": "ควนเปี๊ยะ",
    "93010151": "หัวถนน",
    "93010301": "ท่าแค",
}
TAMBON = "930101"
EMPTY_TAMBON = "930104"
MADE_AT = datetime(2026, 11, 22, 3, tzinfo=UTC)  # as the fixture `clock`


@pytest.fixture(scope="session", autouse=True)
def _look(qapp: QApplication) -> None:
    put_on_the_look(qapp)


@pytest.fixture(autouse=True)
def _tidy(qapp: QApplication) -> Iterator[None]:
    with nothing_left(qapp):
        yield


@pytest.fixture(autouse=True)
def _children_are_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where starting and ending a child is what is tested, a file has its own of this name."""
    SPARE_CHILDREN.put_in(monkeypatch)


@pytest.fixture(autouse=True)
def _drawn_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who takes a picture of a preview waits until its pages are drawn; no test here does."""
    monkeypatch.setattr(preview, "DRAWN_WITHIN_MS", 0)


@pytest.fixture
def dialogs() -> FakeDialogs:
    return FakeDialogs()


@pytest.fixture
def office_store(store: Store) -> Store:
    """An office of one province; without a village unless `services` brought them."""
    office = services_of(store).office
    try:
        office.get()
    except NotFound:
        office.create("สำนักงานทดสอบ", ["93"])
    return store


@pytest.fixture(scope="session")
def office_with_villages(
    database_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[sqlite3.Connection]:
    """The file of an office with `VILLAGES`, made once: by the services it takes long."""
    folder = shutil.copytree(database_template, tmp_path_factory.mktemp("office") / "data")
    with Store.open(folder, clock=lambda: MADE_AT) as store:
        services_of(store).office.create("สำนักงานทดสอบ", ["93"])
        register_villages(store, VILLAGES)
        path = store.path
    with closing(sqlite3.connect(path)) as made:
        yield made


@pytest.fixture
def services(store: Store, office_with_villages: sqlite3.Connection) -> Services:
    """The office with `VILLAGES`."""
    with closing(sqlite3.connect(store.path)) as own:
        office_with_villages.backup(own)
    return services_of(store)


@pytest.fixture
def tasks() -> Iterator[TaskRunner]:
    runner = TaskRunner()
    yield runner
    runner.shutdown()


@pytest.fixture
def no_child(tasks: TaskRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a child process would do is done on the worker thread: it takes two seconds to start
    one, and what the window makes of the answer is the same. A page that uses this has one test
    with the real child."""

    def compute(
        worker: Callable[..., object], *arguments: object, title: str = "", **_: bool
    ) -> Task:
        return tasks.query(lambda progress: worker(progress, *arguments), title=title)

    monkeypatch.setattr(tasks, "compute", compute)


@pytest.fixture
def stands_first(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Lets a view of the pages of plans and of waste, by its key, stand before their grid, which
    is dear to make and then only made when a test goes there."""

    def put(key: str) -> None:
        plans = sorted(plans_page.VIEWS, key=lambda entry: entry.key != key)
        monkeypatch.setattr(plans_page, "VIEWS", tuple(plans))
        waste = sorted(waste_page.VIEWS, key=lambda entry: entry.key != key)
        monkeypatch.setattr(waste_page, "VIEWS", tuple(waste))

    return put


@pytest.fixture
def make_context(
    dialogs: FakeDialogs, tasks: TaskRunner, tmp_path: Path
) -> Callable[[Services], Context]:
    """Contexts over one window state; the day is 22 November 2569, fiscal year 2570."""

    def make(services: Services) -> Context:
        return Context(
            services=services,
            dialogs=dialogs,
            tasks=tasks,
            state=WindowState(tmp_path),
            provinces=services.office.get().provinces,
            today=lambda: date(2026, 11, 22),
        )

    return make


@pytest.fixture
def context(services: Services, make_context: Callable[[Services], Context]) -> Context:
    made = make_context(services)
    made.look_at(area_code=TAMBON)
    return made
