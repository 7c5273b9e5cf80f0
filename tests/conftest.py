"""What every test may use: an office's file of its own, and a clock that stands still."""

import os
import sys

# before anything imports Qt: a test run must not depend on a display
os.environ["QT_QPA_PLATFORM"] = "offscreen"

import gc
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine

from cdd_desktop.storage import engine
from cdd_desktop.storage.store import Store

MEMORY = Path("/dev/shm")  # noqa: S108 - Linux has it; pytest makes a folder of its own there
MEMORY_LEFT = 4 << 30  # bytes; a run holds far less at a time, as each test's folder goes with it


def _memory_holds_files() -> bool:
    """Room enough, and programs may be started from there: some tests install ours."""
    return (
        sys.platform == "linux"
        and MEMORY.is_dir()
        and shutil.disk_usage(MEMORY).free > MEMORY_LEFT
        and not os.statvfs(MEMORY).f_flag & os.ST_NOEXEC
    )


# Every commit waits for the disk, thousands of times in a run. Without a power cut, which no
# test can make, files in memory behave alike. A place that was asked for stands.
if _memory_holds_files():
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


def pytest_collection_finish() -> None:
    """What is loaded by now stays: looking through it for rubbish again and again took a tenth of
    the run. What tests leave is looked through less often, and all of it still."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)


class FixedClock:
    """A clock that shows `moment` until a test sets another."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment


@pytest.fixture
def clock() -> FixedClock:
    """Sunday 22 November 2569, ten in the morning in Thailand."""
    return FixedClock(datetime(2026, 11, 22, 3, tzinfo=UTC))


@pytest.fixture(scope="session", autouse=True)
def _statements_become_sql_once() -> Iterator[None]:
    """All engines share what SQLAlchemy makes of a statement, which it else keeps by engine:
    each test has a file of its own, and made all SQL anew. Children and programs that are
    started do without."""
    first = create_engine("sqlite://", query_cache_size=4000)
    first.connect().close()  # a dialect knows its database from the first connection on
    first.dispose()

    def alike(url: str) -> Engine:
        made = create_engine(url)
        made.dialect = first.dialect  # is part of what a statement's SQL is found by
        made._compiled_cache = first._compiled_cache
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "create_engine", alike)
        yield


@pytest.fixture(scope="session")
def database_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an empty file of the newest revision, made once: migrating is slow."""
    folder = tmp_path_factory.mktemp("template")
    Store.open(folder).close()
    return folder


@pytest.fixture
def data_folder(database_template: Path, tmp_path: Path) -> Path:
    """A copy of the template that belongs to one test."""
    return Path(shutil.copytree(database_template, tmp_path / "data"))


@pytest.fixture
def store(data_folder: Path, clock: FixedClock) -> Iterator[Store]:
    """The office's file, open, with nothing in it."""
    with Store.open(data_folder, clock=clock) as opened:
        yield opened
