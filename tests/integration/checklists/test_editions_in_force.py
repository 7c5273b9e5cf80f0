"""Which version of an instrument sheets of a year are begun with."""

from datetime import date
from uuid import uuid4

import pytest

from cdd_desktop.checklists.editing.tables import InstrumentEditionRow, TextConfirmationRow
from cdd_desktop.checklists.grading import AnswerState
from cdd_desktop.checklists.instruments import MOI_23, CheckStatus
from cdd_desktop.checklists.library import parse_instrument, shipped_instruments
from cdd_desktop.checklists.records import SheetKey
from cdd_desktop.checklists.service import ChecklistService
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.store import Store

SHIPPED = next(one for one in shipped_instruments() if one.id == MOI_23)


def _write(store: Store, text: str, *, is_draft: bool = False) -> str:
    instrument = parse_instrument(text, "ทดสอบ")
    with store.writing(Intent(action="test.edition", summary="รุ่นใหม่")) as work:
        work.add(
            InstrumentEditionRow(
                uuid=uuid4(),
                instrument=instrument.id,
                edition=instrument.version,
                text=text,
                content_hash=instrument.content_hash,
                is_draft=is_draft,
                published_on=None if is_draft else date(2026, 10, 1),
            )
        )
    return instrument.content_hash


def _newer(version: str, year: int, instrument_id: str = MOI_23) -> str:
    return (
        SHIPPED.text.replace('version: "2552"', f'version: "{version}"')
        .replace("in_force_from: 2552", f"in_force_from: {year}")
        .replace(f"id: {MOI_23}", f"id: {instrument_id}")
    )


def test_a_years_sheets_are_begun_with_the_version_that_holds_in_it(
    store: Store, checklists: ChecklistService, key: SheetKey
) -> None:
    newest = _write(store, _newer("2569", 2569))
    _write(store, _newer("2570", 2570), is_draft=True)
    assert checklists.instrument(MOI_23, 2568) == SHIPPED
    assert checklists.instrument(MOI_23, 2569).content_hash == newest
    assert checklists.instrument(MOI_23, 2571).content_hash == newest  # a draft holds nowhere
    assert checklists.sheet(key).instrument.version == "2569"
    answered = checklists.answer(key, "1.1", AnswerState.PASSED)
    assert answered.instrument.version == "2569"


def test_a_sheet_keeps_the_version_it_was_begun_with(
    store: Store, checklists: ChecklistService, key: SheetKey
) -> None:
    checklists.answer(key, "1.1", AnswerState.PASSED)
    _write(store, _newer("2569", 2569))
    again = checklists.answer(key, "1.2", AnswerState.FAILED)
    assert again.instrument == SHIPPED


def test_an_instrument_of_the_offices_own_stands_behind_the_shipped_ones(
    store: Store, checklists: ChecklistService
) -> None:
    _write(store, _newer("1", 2570, "own-1"))
    assert [one.id for one in checklists.instruments()][-1] == "own-1"
    # before its first year it tells which that is
    assert checklists.instrument("own-1", 2560).in_force_from == 2570


@pytest.mark.parametrize("part", ["indicator:1.1", "topic:1", "level:2"])
def test_a_confirmed_text_is_told_as_such_on_sheets_begun_before_and_after(
    store: Store, checklists: ChecklistService, key: SheetKey, part: str
) -> None:
    checklists.answer(key, "1.1", AnswerState.PASSED)
    with store.writing(Intent(action="test.confirm", summary="ตรวจแล้ว")) as work:
        work.add(
            TextConfirmationRow(
                uuid=uuid4(),
                instrument=MOI_23,
                edition=SHIPPED.version,
                part=part,
                status=CheckStatus.VERIFIED.value,
                source="หนังสือกรมการพัฒนาชุมชน",
                confirmed_by="นางสาวสมใจ",
                confirmed_on=date(2026, 1, 5),
            )
        )
    for instrument in (checklists.instrument(MOI_23), checklists.sheet(key).instrument):
        parts = {
            **{f"indicator:{one.code}": one.check for one in instrument.indicators},
            **{f"topic:{one.code}": one.check for one in instrument.topics},
            **{f"level:{one.code}": one.check for one in instrument.levels},
        }
        told = parts[part]
        assert told.source == "หนังสือกรมการพัฒนาชุมชน"
        assert told.status is CheckStatus.VERIFIED
        assert instrument.content_hash == SHIPPED.content_hash
