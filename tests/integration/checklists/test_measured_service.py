"""Answers of every kind in the file, added up over an area."""

from decimal import Decimal

import pytest

from cdd_desktop.checklists.instruments import Round
from cdd_desktop.checklists.library import parse_instrument
from cdd_desktop.checklists.measured.records import FiguresOfArea
from cdd_desktop.checklists.measured.service import MeasuredFigures
from cdd_desktop.checklists.records import AnswerState, SheetKey
from cdd_desktop.checklists.service import ChecklistService
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import AreaLevel
from cdd_desktop.places.service import VillageService
from cdd_desktop.storage.store import Store

PASSED, FAILED = AnswerState.PASSED, AnswerState.FAILED
MEASURED, ABSENT = AnswerState.MEASURED, AnswerState.ABSENT
CHECK = "check: {status: รอตรวจ, source: ทดสอบ}"
TEXT = f"""\
id: mixed
version: "2560"
title: แบบทดสอบหลายชนิด
short_title: แบบทดสอบ
owner: กรมทดสอบ
source: ทดสอบ
in_force_from: 2549
subjects: [village]
rounds: [before, after]
default_round: after
main_count: 0
counts: {{topics: 1, indicators: 4}}
levels: []
levels_note: ไม่พบเกณฑ์
topics:
  - code: "1"
    name: ด้านเดียว
    short_name: เดียว
    {CHECK}
    indicators:
      - {{code: "1.1", number: 1, text: มีกลุ่ม, {CHECK}}}
      - code: "1.2"
        number: 2
        text: เด็กได้กินนมแม่
        kind: count
        unit: คน
        may_be_absent: true
        {CHECK}
      - code: "1.3"
        number: 3
        text: ถนน
        kind: score
        scale: {{lowest: 1, highest: 3}}
        {CHECK}
      - code: "1.4"
        number: 4
        text: ความสุข
        kind: votes
        scale: {{lowest: 1, highest: 5}}
        skips: [{{indicator: "1.1", answers: [failed]}}]
        {CHECK}
"""


@pytest.fixture
def checklists(store: Store, villages: VillageService) -> ChecklistService:
    shipped = [parse_instrument(TEXT, "mixed.yaml")]
    return ChecklistService(store, villages, Areas(), shipped=shipped)


def of_area(
    store: Store, checklists: ChecklistService, *, by: AreaLevel | None = None, year: int = 2569
) -> FiguresOfArea:
    return MeasuredFigures(store, checklists).of_area("93", "mixed", year, Round.AFTER, by=by)


def test_figures_are_of_the_parts_and_leave_out_what_was_skipped(
    store: Store, checklists: ChecklistService, villages: VillageService
) -> None:
    def key(code: str) -> SheetKey:
        village = villages.by_code(code).id
        return SheetKey(village_id=village, instrument="mixed", fiscal_year=2569, round=Round.AFTER)

    first, second, other = key("93010101"), key("93010301"), key("93020101")
    checklists.answer(first, "1.2", MEASURED, value=Decimal(7), denominator=Decimal(9))
    checklists.answer(second, "1.2", MEASURED, value=Decimal(1), denominator=Decimal(1))
    checklists.answer(other, "1.2", ABSENT)
    checklists.answer(first, "1.3", MEASURED, value=Decimal(1))
    checklists.answer(other, "1.3", MEASURED, value=Decimal(3))
    checklists.answer(first, "1.4", MEASURED, votes=(0, 0, 1, 0, 1))
    checklists.answer(second, "1.4", MEASURED, votes=(5, 0, 0, 0, 0))
    checklists.answer(first, "1.1", PASSED)
    checklists.answer(second, "1.1", FAILED)  # its hands are not counted any more

    told = of_area(store, checklists, by=AreaLevel.AMPHOE)
    counts = told.of_part("9301", "1.2")
    assert (counts.villages, counts.value, counts.of) == (2, 8, 10)
    assert told.of_part("9302", "1.2").absent == 1
    assert (told.of_all("1.3").scored(1), told.of_all("1.3").scored(3)) == (1, 1)
    assert told.of_all("1.4").votes == (0, 0, 1, 0, 1)
    assert told.of_all("1.4").mean == Decimal("4.00")
    assert (told.of_all("1.1").passed, told.of_all("1.1").failed) == (1, 1)

    whole = of_area(store, checklists)
    assert whole.of_all("1.2") == told.of_all("1.2")
    by_village = MeasuredFigures(store, checklists).of_area(
        "9301", "mixed", 2569, Round.AFTER, by_village=True
    )
    assert by_village.of_part("93010101", "1.2").of == 9
    assert not of_area(store, checklists, year=2568).has_answers
