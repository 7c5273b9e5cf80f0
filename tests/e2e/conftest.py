"""Whole windows are opened and closed again and again."""

import pytest
from typed_offices import TypedOffices
from windows import SPARE_CHILDREN


@pytest.fixture(autouse=True)
def _children_are_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    SPARE_CHILDREN.put_in(monkeypatch)


@pytest.fixture(scope="session")
def offices(tmp_path_factory: pytest.TempPathFactory) -> TypedOffices:
    return TypedOffices(tmp_path_factory)
