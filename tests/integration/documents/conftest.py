"""The office that strains paper, made once for every report of every kind."""

from collections.abc import Iterator

import pytest
from extreme_office import extreme_office

from cdd_desktop.bootstrap import Services


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """Read only: making it takes seconds."""
    with extreme_office(tmp_path_factory.mktemp("extreme")) as services:
        yield services
