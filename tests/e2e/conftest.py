"""Whole windows are opened and closed again and again."""

import pytest
from windows import SPARE_CHILDREN


@pytest.fixture(autouse=True)
def _children_are_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    SPARE_CHILDREN.put_in(monkeypatch)
