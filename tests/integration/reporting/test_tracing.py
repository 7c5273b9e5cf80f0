"""From the code on paper back to the record."""

from collections.abc import Callable
from pathlib import Path

import pytest
from windows import register_villages

from cdd_desktop.bootstrap import Services, services_of
from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.checklists.records import AnswerState, Round, SheetKey
from cdd_desktop.documents.sheet_code import display
from cdd_desktop.places.tables import VillageNameRow
from cdd_desktop.reporting.options import FileFormat, ReportOptions
from cdd_desktop.reporting.tracing import TracedSheet
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.store import Store

CODE = "93010101"
YEAR = 2570


@pytest.fixture
def services(store: Store) -> Services:
    services_of(store).office.create("สำนักงานทดสอบ", ["93"])
    register_villages(store, {CODE: "ดอนหลา"})
    return services_of(store)


@pytest.fixture
def key(services: Services) -> SheetKey:
    """A sheet with one answer."""
    village = services.villages.by_code(CODE)
    made = SheetKey(village_id=village.id, instrument=MOI_23, fiscal_year=YEAR, round=Round.BEFORE)
    services.checklists.answer(made, "1.1", AnswerState.PASSED)
    return made


@pytest.fixture
def issue(services: Services, tmp_path: Path) -> Callable[..., str]:
    """Let a report leave the office; gives the code of its first sheet."""

    def made(report: str, area_code: str, round_: Round = Round.BEFORE) -> str:
        options = ReportOptions(report=report, area_code=area_code, fiscal_year=YEAR, round=round_)
        document = services.reports.document(options, FileFormat.PDF)
        services.reports.record(report, document)
        return document.sheets[0].code

    return made


def traced(services: Services, code: str) -> TracedSheet:
    found = services.tracer.trace(code)
    assert found is not None
    return found


def test_a_filled_form_leads_back_to_its_sheet(
    services: Services, key: SheetKey, issue: Callable[..., str]
) -> None:
    found = traced(services, display(issue("checklist-filled", CODE)).lower())
    assert found.sheet == key
    assert found.area_code == CODE
    assert found.is_current is True


def test_an_answer_given_since_is_noticed(
    services: Services, key: SheetKey, issue: Callable[..., str]
) -> None:
    code = issue("checklist-filled", CODE)
    services.checklists.answer(key, "1.2", AnswerState.FAILED)
    assert traced(services, code).is_current is False
    services.checklists.answer(key, "1.2", None)
    assert traced(services, code).is_current is True


@pytest.mark.parametrize("begun", [False, True])
def test_a_blank_form_leads_to_the_village(
    services: Services, issue: Callable[..., str], request: pytest.FixtureRequest, begun: bool
) -> None:
    if begun:
        request.getfixturevalue("key")
    found = traced(services, issue("checklist-blank", CODE))
    assert found.sheet is not None
    assert found.sheet.round is Round.BEFORE
    assert (found.fiscal_year, found.area_code, found.is_current) == (YEAR, CODE, True)


def test_a_table_leads_to_its_area_and_year(
    services: Services, key: SheetKey, issue: Callable[..., str]
) -> None:
    found = traced(services, issue("checklist-villages", "9301"))
    assert (found.area_code, found.fiscal_year) == ("9301", YEAR)
    assert found.sheet is None
    assert found.is_current is None


def test_paper_of_a_village_that_is_no_longer_says_so(
    services: Services, key: SheetKey, issue: Callable[..., str], store: Store
) -> None:
    code = issue("checklist-filled", CODE)
    with store.writing(Intent(action="test.close", summary="ทดสอบ")) as work:
        row = work.session.query(VillageNameRow).filter_by(code=CODE).one()
        row.valid_to = store.now().date()
    found = traced(services, code)
    assert found.area_code == ""
    assert not found.is_current


def test_a_code_that_was_never_issued_is_not_found(services: Services) -> None:
    assert services.tracer.trace("0000-0000") is None
