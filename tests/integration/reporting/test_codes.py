"""Sheet codes follow the content, are never shared, and are recorded once."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from cdd_desktop.documents.model import Document, Paragraph, Sheet
from cdd_desktop.documents.sheet_code import code_from, is_sheet_code
from cdd_desktop.reporting import codes
from cdd_desktop.reporting.codes import find_issued, marks_of, record_issue, with_codes
from cdd_desktop.reporting.tables import IssuedSheetRow
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.store import Store

PRINTING = Intent(action="test.issue", summary="ทดสอบ")


def document(*texts: str) -> Document:
    return Document(
        title="ทดสอบ",
        sheets=tuple(
            Sheet(name=text, subject=f"area:{n}", blocks=(Paragraph(text=text),))
            for n, text in enumerate(texts)
        ),
    )


def coded(store: Store, made: Document, report: str = "r") -> Document:
    with store.reading() as session:
        return with_codes(session, report, made)


def issue(store: Store, made: Document, report: str = "r") -> None:
    with store.writing(PRINTING) as work:
        record_issue(work, report, marks_of(made), store.now())


def issued(store: Store) -> int:
    with store.reading() as session:
        return session.scalar(select(func.count()).select_from(IssuedSheetRow)) or 0


def test_every_sheet_gets_a_valid_code_of_its_own(store: Store) -> None:
    made = coded(store, document("ก", "ข", "ค"))
    found = [sheet.code for sheet in made.sheets]
    assert all(is_sheet_code(code) for code in found)
    assert len(set(found)) == 3


def test_an_unchanged_sheet_keeps_its_code_and_a_changed_one_does_not(store: Store) -> None:
    first = coded(store, document("ก"))
    issue(store, first)
    assert coded(store, document("ก")) == first
    assert coded(store, document("ข")).sheets[0].code != first.sheets[0].code


def test_the_same_content_of_another_report_is_another_sheet(store: Store) -> None:
    made = document("ก")
    assert coded(store, made, "a").sheets[0].code != coded(store, made, "b").sheets[0].code


def test_a_code_taken_by_another_sheet_is_never_given_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crowded(_digest: bytes, attempt: int) -> str:
        return code_from(b"always the same", attempt)

    monkeypatch.setattr(codes, "code_from", crowded)
    first = coded(store, document("ก"))
    issue(store, first)
    others = coded(store, document("ข", "ค"))
    found = [sheet.code for sheet in (*first.sheets, *others.sheets)]
    assert len(set(found)) == 3


def test_issuing_twice_records_once(store: Store) -> None:
    made = coded(store, document("ก", "ข"))
    issue(store, made)
    issue(store, made)
    assert issued(store) == 2


def test_a_recorded_code_leads_back_to_what_it_showed(store: Store) -> None:
    made = coded(store, document("ก"))
    issue(store, made, "checklist-summary")
    with store.reading() as session:
        found = find_issued(session, made.sheets[0].code)
        assert find_issued(session, "00000000") is None
    assert found is not None
    assert (found.report, found.subject) == ("checklist-summary", "area:0")
    assert found.fingerprint == made.sheets[0].fingerprint
    assert found.issued_at == store.now()


def test_the_code_itself_is_not_part_of_the_fingerprint() -> None:
    (sheet,) = document("ก").sheets
    assert replace(sheet, code="00000000").fingerprint == sheet.fingerprint


def test_more_sheets_than_one_query_takes(store: Store) -> None:
    made = coded(store, document(*(f"แผ่น {n}" for n in range(1200))))
    issue(store, made)
    assert issued(store) == 1200
    assert coded(store, document(*(f"แผ่น {n}" for n in range(1200)))) == made
