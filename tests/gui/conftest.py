"""Pages and dialogs one at a time, with real services and dialogs that answer as told."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from windows import FakeDialogs, nothing_left, put_on_the_look


@pytest.fixture(scope="session", autouse=True)
def _look(qapp: QApplication) -> None:
    put_on_the_look(qapp)


@pytest.fixture(autouse=True)
def _tidy(qapp: QApplication) -> Iterator[None]:
    with nothing_left(qapp):
        yield


@pytest.fixture
def dialogs() -> FakeDialogs:
    return FakeDialogs()
