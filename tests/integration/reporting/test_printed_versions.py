"""A form that left the office is read by the version it was printed in, whatever came since."""

from collections.abc import Callable

import pytest
from windows import register_villages

from cdd_desktop.bootstrap import Services, services_of
from cdd_desktop.checklists.instruments import MOI_23, Instrument
from cdd_desktop.checklists.library import parse_instrument, shipped_instruments
from cdd_desktop.checklists.records import Round, SheetKey
from cdd_desktop.checklists.service import ChecklistService
from cdd_desktop.errors import NotFound, ValidationFailed
from cdd_desktop.reporting.options import FileFormat, ReportOptions
from cdd_desktop.storage.store import Store

CODE, YEAR = "93010101", 2570


@pytest.fixture
def services(store: Store) -> Services:
    services_of(store).office.create("สำนักงานทดสอบ", ["93"])
    register_villages(store, {CODE: "ดอนหลา"})
    return services_of(store)


@pytest.fixture
def key(services: Services) -> SheetKey:
    village = services.villages.by_code(CODE)
    return SheetKey(village_id=village.id, instrument=MOI_23, fiscal_year=YEAR, round=Round.AFTER)


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> Callable[[], Instrument]:
    """Let the program come with a version whose first two indicators changed places."""

    def come() -> Instrument:
        text = next(one for one in shipped_instruments() if one.id == MOI_23).text
        first, second = "มีความสามัคคีและความร่วมมือของคนในหมู่บ้าน", "มีข้อปฏิบัติของหมู่บ้าน"
        text = text.replace(first, "@").replace(second, first).replace("@", second)
        made = parse_instrument(text, "newer.yaml")
        known = ChecklistService.instrument
        monkeypatch.setattr(
            ChecklistService,
            "instrument",
            lambda self, id_, year=None: made if id_ == MOI_23 else known(self, id_, year),
        )
        return made

    return come


def issue(services: Services) -> str:
    options = ReportOptions(report="checklist-blank", area_code=CODE, fiscal_year=YEAR)
    document = services.reports.document(options, FileFormat.PDF)
    services.reports.record("checklist-blank", document, options)
    return document.sheets[0].code


def test_a_paper_of_the_version_on_screen_needs_no_word(services: Services, key: SheetKey) -> None:
    found = services.tracer.look_back(issue(services))
    assert found is not None
    assert found.twin is not None
    assert found.twin.is_same
    assert found.sheet.is_current
    for nobodys in ("0" * 16, ""):
        with pytest.raises(NotFound, match="ไม่พบแบบประเมินฉบับ"):
            services.printed.begin(key, nobodys)


def test_a_paper_of_an_older_version_is_told_line_by_line(
    services: Services, newer: Callable[[], Instrument]
) -> None:
    code = issue(services)
    newer()
    found = services.tracer.look_back(code)
    assert found is not None
    assert found.twin is not None
    assert found.sheet.is_current  # the same paper can still be made
    moved = [line.told for line in found.twin.lines if line.has_moved]
    assert moved == ["ข้อ 1.1 บนกระดาษ → ข้อ 1.2 บนจอ", "ข้อ 1.2 บนกระดาษ → ข้อ 1.1 บนจอ"]
    assert found.twin.can_open_paper


def test_a_sheet_can_be_begun_in_the_papers_version_and_that_undone(
    services: Services, key: SheetKey, newer: Callable[[], Instrument]
) -> None:
    code = issue(services)
    now = newer()
    trace = services.tracer.look_back(code)
    assert trace is not None
    assert trace.twin is not None
    old = trace.twin.paper
    begun = services.printed.begin(key, old.content_hash)
    assert begun.instrument.content_hash == old.content_hash != now.content_hash
    assert services.checklists.sheet(key).instrument.content_hash == old.content_hash
    again = services.tracer.look_back(code)
    assert again is not None
    assert again.twin is not None
    assert again.twin.is_same
    # its own paper is printed in the version in which it was begun
    (sheet,) = services.reports.document(
        ReportOptions(report="checklist-blank", area_code=CODE, fiscal_year=YEAR), FileFormat.PDF
    ).sheets
    assert sheet.code == code
    with pytest.raises(ValidationFailed, match="เริ่มกรอกไปแล้ว"):
        services.printed.begin(key, old.content_hash)
    services.history.undo(services.history.recent(limit=1)[0].id)
    assert services.checklists.sheet(key).uuid is None
