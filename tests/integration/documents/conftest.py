"""The office that strains paper, made once for every report of every kind."""

from collections.abc import Callable, Iterator
from functools import cache

import pytest
from extreme_office import extreme_office

from cdd_desktop.bootstrap import Services
from cdd_desktop.documents.model import Document
from cdd_desktop.reporting.options import FileFormat, ReportOptions


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """Read only: making it takes seconds."""
    with extreme_office(tmp_path_factory.mktemp("extreme")) as services:
        yield services


@pytest.fixture(scope="module")
def document_of(office: Services) -> Callable[[ReportOptions, FileFormat], Document]:
    """Each document read from the file once for all tests of a module."""
    return cache(office.reports.document)
