"""The office's rule over sheets of two versions: it holds for the questions it names, wherever they
went."""

from dataclasses import replace
from datetime import date

import pytest

from cdd_desktop.checklists.editing.changes import AddIndicator, RemoveIndicator
from cdd_desktop.checklists.editing.service import InstrumentService
from cdd_desktop.checklists.grading import AnswerState, MainRule
from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.checklists.library import shipped_instruments
from cdd_desktop.checklists.records import SheetKey
from cdd_desktop.checklists.service import ChecklistService
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.storage.store import Store

SHIPPED = next(one for one in shipped_instruments() if one.id == MOI_23)
RULE = MainRule.LEVEL_ONE_ONLY
IN_BOTH = frozenset({"1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "2.1", "2.2", "2.3", "2.4"})


def test_main_indicators_are_those_of_the_question_in_every_version(
    checklists: ChecklistService, key: SheetKey, store: Store
) -> None:
    checklists.answer(key, "1.1", AnswerState.PASSED)
    instruments = InstrumentService(store)
    draft = instruments.begin(MOI_23, SHIPPED.content_hash, "2569", key.fiscal_year)
    draft = instruments.edit(draft.uuid, RemoveIndicator(code="1.1"), draft.row_version)
    asked = replace(SHIPPED.indicator("1.1"), text="ครัวเรือนมีถังเก็บน้ำ")
    draft = instruments.edit(
        draft.uuid, AddIndicator(topic="1", indicator=asked), draft.row_version
    )
    instruments.publish(draft.uuid, date(2026, 11, 22))

    checklists.apply_main(MOI_23, IN_BOTH, RULE, [key.fiscal_year])
    assert checklists.main_rule(MOI_23).main == IN_BOTH
    of_old = checklists.sheet(key).revision
    assert of_old.main == {"1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "2.1", "2.2", "2.3", "2.4"}
    with pytest.raises(ValidationFailed, match=r"1\.7 ของฉบับ 2569 ถามไม่เหมือนกับฉบับ 2552"):
        checklists.preview_main(MOI_23, IN_BOTH - {"2.4"} | {"1.7"}, RULE, [key.fiscal_year])
