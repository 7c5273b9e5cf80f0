"""Whatever the program itself did, taken back and done again, a check finds nothing wrong."""

import random
from datetime import date

import pytest

from cdd_desktop.bootstrap import Services
from cdd_desktop.checklists.instruments import MOI_23, Round
from cdd_desktop.checklists.records import AnswerState, SheetKey
from cdd_desktop.errors import CddError
from cdd_desktop.health import look_over
from cdd_desktop.places.change_records import ChangeKind, VillageChange
from cdd_desktop.places.changes import VillageChanges
from cdd_desktop.progress import Silent


@pytest.mark.parametrize("seed", range(4))
def test_after_any_work_the_history_leads_to_what_is_there(office: Services, seed: int) -> None:
    dice = random.Random(seed)
    changes = VillageChanges(office.store, office.areas)
    village = office.villages.by_code("93010102")
    key = SheetKey(village_id=village.id, instrument=MOI_23, fiscal_year=2569, round=Round.AFTER)
    codes = [each.code for each in office.checklists.instrument(MOI_23).indicators][:4]
    done = 0
    for step in range(40):
        try:
            match dice.randrange(5):
                case 0 | 1:
                    state = dice.choice((AnswerState.PASSED, AnswerState.FAILED, None))
                    office.checklists.answer(key, dice.choice(codes), state)
                case 2:
                    change = VillageChange(
                        kind=ChangeKind.RENAME,
                        village_id=village.id,
                        on=dice.choice((None, date(2026, 1 + step % 9, 1))),
                        name=f"ใหม่{step}",
                    )
                    changes.apply(change)
                case 3:
                    office.history.undo_last()
                case _:
                    taken_back = office.history.next_redo()
                    if taken_back is not None:
                        office.history.undo(taken_back.id)
        except CddError:
            continue  # refused with a reason: nothing was changed
        done += 1
    assert done > 15
    assert look_over(Silent(), office.health.plan()).faults == ()
