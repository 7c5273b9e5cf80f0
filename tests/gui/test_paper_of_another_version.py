"""A code typed from a form of another version: the dialog leads from line to line."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.checklists.library import parse_instrument, shipped_instruments
from cdd_desktop.checklists.records import Round, SheetKey
from cdd_desktop.checklists.service import ChecklistService
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.trace_dialog import TraceDialog
from cdd_desktop.reporting.options import FileFormat, ReportOptions
from cdd_desktop.thai.linebreak import ZWSP

CODE, YEAR = "93010301", 2569
FIRST, SECOND = "มีความสามัคคีและความร่วมมือของคนในหมู่บ้าน", "มีข้อปฏิบัติของหมู่บ้าน"


def test_lines_are_told_and_the_sheet_is_begun_as_printed(
    qtbot: QtBot, context: Context, no_child: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    services = context.services
    options = ReportOptions(report="checklist-blank", area_code=CODE, fiscal_year=YEAR)
    document = services.reports.document(options, FileFormat.PDF)
    services.reports.record("checklist-blank", document, options)
    old = next(one for one in shipped_instruments() if one.id == MOI_23)
    text = old.text.replace(FIRST, "@").replace(SECOND, FIRST).replace("@", SECOND)
    newer = parse_instrument(text.replace('version: "2552"', 'version: "2570"'), "newer.yaml")
    monkeypatch.setattr(ChecklistService, "instrument", lambda *_, **__: newer)

    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = TraceDialog(parent, context)
    dialog.show()
    dialog.ask(document.sheets[0].code)
    qtbot.waitUntil(lambda: not dialog.is_busy, timeout=60_000)
    assert "คนละฉบับ" in dialog.verdict_label.text().replace(ZWSP, "")
    told = dialog.twin_text.toPlainText().replace(ZWSP, "").splitlines()
    assert told[0].startswith("กระดาษพิมพ์จากฉบับ 2552 แต่แบบบนจอเป็นฉบับ 2570")
    assert "ข้อ 1.1 บนกระดาษ → ข้อ 1.2 บนจอ" in told

    assert dialog.paper_button.isVisible()
    with qtbot.waitSignal(context.page_requested) as asked:
        dialog.paper_button.click()
    village = services.villages.by_code(CODE).id
    key = SheetKey(village_id=village, instrument=MOI_23, fiscal_year=YEAR, round=Round.AFTER)
    assert asked.args == ["checklists", key]
    assert services.checklists.sheet(key).instrument.content_hash == old.content_hash
    qtbot.waitUntil(lambda: not dialog.is_busy, timeout=60_000)
    assert not dialog.twin_text.isVisible()
    assert not dialog.paper_button.isVisible()
    dialog.close()
