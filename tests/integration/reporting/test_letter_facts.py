"""What letters say from the office's data agrees with its reports."""

from windows import register_villages

from cdd_desktop.bootstrap import services_of
from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.checklists.records import AnswerState, Round, SheetKey
from cdd_desktop.documents.model import Table
from cdd_desktop.reporting.letter_facts import LetterFacts
from cdd_desktop.reporting.options import FileFormat, ReportOptions
from cdd_desktop.storage.store import Store

YEAR = 2569


def test_a_share_is_rounded_as_in_the_summary_that_goes_with_the_letter(store: Store) -> None:
    services = services_of(store)
    services.office.create("สำนักงานทดสอบ", ["93"])
    register_villages(store, {f"930101{moo:02}": f"บ้าน{moo}" for moo in range(1, 33)})
    village = services.villages.by_code("93010101")
    key = SheetKey(village_id=village.id, instrument=MOI_23, fiscal_year=YEAR, round=Round.AFTER)
    for indicator in services.checklists.instrument(MOI_23).indicators:
        services.checklists.answer(key, indicator.code, AnswerState.PASSED)
    facts = LetterFacts(services.office, services.areas, services.checklists)("93", YEAR)
    summary = services.reports.document(
        ReportOptions(report="checklist-summary", area_code="93", fiscal_year=YEAR), FileFormat.PDF
    )
    (table,) = (block for block in summary.sheets[0].blocks if isinstance(block, Table))
    printed = table.rows[-1].values[4]  # ประเมินแล้ว ร้อยละ of all
    assert facts.texts["ร้อยละที่ประเมินแล้ว"] == str(printed) == "3.13"  # 1 of 32 is 3.125
