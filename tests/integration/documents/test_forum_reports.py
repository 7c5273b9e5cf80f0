"""What is printed of a เวทีประชาคม: minutes in form 11, the hands, the result to be signed."""

from dataclasses import replace

import pytest
from extreme_office import LONELY, LONG, YEAR

from cdd_desktop.bootstrap import Services
from cdd_desktop.documents.model import Document, Paragraph, Signatures, Table
from cdd_desktop.errors import NotFound
from cdd_desktop.reporting.options import FileFormat, ReportOptions

MINUTES = ReportOptions(report="forum-minutes", area_code=LONG, fiscal_year=YEAR)
PDF = FileFormat.PDF


def paragraphs(document: Document) -> str:
    return "\n".join(
        block.text
        for sheet in document.sheets
        for block in sheet.blocks
        if isinstance(block, Paragraph)
    )


def hands(document: Document) -> dict[object, tuple[object, ...]]:
    """The rows of the table of hands, by indicator."""
    table = next(
        block
        for sheet in document.sheets
        for block in sheet.blocks
        if isinstance(block, Table) and block.name == "มติรายข้อ"
    )
    return {row.values[0]: row.values[2:] for row in table.rows if len(row.values) > 1}


def test_minutes_tell_each_indicator_the_hands_and_the_objections(office: Services) -> None:
    made = office.reports.document(MINUTES, PDF)
    told = paragraphs(made)
    assert "เริ่มประชุมเวลา  09.00 น." in told
    assert "เลิกประชุมเวลา  12.30 น." in told
    assert "เห็นด้วย 88 คน ไม่เห็นด้วย 32 คน ข้อคัดค้าน: ครัวเรือนที่อยู่ปลายน้ำ" in told
    assert "มติที่ประชุม  ที่ประชุมร่วมกันประเมินแล้ว" in told
    rows = hands(made)
    assert set(rows) == {"1.1", "1.2"}  # no hands were counted for the others
    assert rows["1.1"] == (120, 0, "")
    assert "ประชาชน จำนวน 121 คน" in str(made)


def test_the_result_is_the_filled_form_with_the_hands_above_the_signatures(
    office: Services,
) -> None:
    made = office.reports.document(replace(MINUTES, report="forum-result"), PDF)
    (sheet,) = made.sheets
    assert isinstance(sheet.blocks[-1], Signatures)
    assert hands(made)["1.2"][:2] == (88, 32)
    filled = replace(MINUTES, report="checklist-filled", area_code=f"{LONG}12")
    (form,) = office.reports.document(filled, PDF).sheets
    assert set(form.blocks) <= set(sheet.blocks)


def test_the_sheet_to_sign_has_a_line_for_everybody_who_came(office: Services) -> None:
    (line,) = office.forums.lines(LONG)
    asked = replace(MINUTES, report="meeting-signin", meeting=str(line.meeting.uuid))
    (sheet,) = office.reports.document(asked, PDF).sheets
    (table,) = (block for block in sheet.blocks if isinstance(block, Table))
    assert len(table.rows) == 131


def test_a_meeting_is_named_and_what_is_no_forum_is_refused(office: Services) -> None:
    (line,) = office.forums.lines(LONG)
    own = office.reports.document(MINUTES, PDF)
    named = replace(MINUTES, meeting=str(line.meeting.uuid), fiscal_year=YEAR - 1)
    assert office.reports.document(named, PDF) == own
    with pytest.raises(NotFound, match="กรุณาเลือกจาก"):
        office.reports.document(replace(MINUTES, meeting="9/2569"), PDF)
    with pytest.raises(NotFound, match="F11"):
        office.reports.document(replace(MINUTES, area_code=LONELY), PDF)
