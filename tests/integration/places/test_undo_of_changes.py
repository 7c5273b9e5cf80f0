"""Changes of villages are taken back whole, unless a code has another owner since."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from cdd_desktop.bootstrap import Services, services_of
from cdd_desktop.errors import ImportRejected, NotFound
from cdd_desktop.places.change_records import ChangeKind, VillageChange
from cdd_desktop.places.changes import VillageChanges
from cdd_desktop.places.importing import VillageImporter
from cdd_desktop.places.service import OfficeService
from cdd_desktop.storage.conflicts import UndoRefused
from cdd_desktop.storage.store import Store

DAY = date(2026, 10, 1)
A, B = "90110201", "90110202"


@pytest.fixture
def services(
    store: Store, office: OfficeService, importer: VillageImporter, csv_of: Callable[..., Path]
) -> Services:
    importer.run(csv_of("code,name", f"{A},ท่ายาง", f"{B},ป่าขาด"))
    return services_of(store)


@pytest.fixture
def changes(services: Services) -> VillageChanges:
    return VillageChanges(services.store, services.areas)


def undo(services: Services, back: int = 0) -> None:
    """Take the last operation back, or the one so many before it."""
    services.history.undo(services.history.recent(back + 1)[back].id)


@pytest.mark.parametrize("kind", list(ChangeKind))
def test_every_change_is_taken_back_whole(
    services: Services, changes: VillageChanges, kind: ChangeKind
) -> None:
    first, second = services.villages.by_code(A), services.villages.by_code(B)
    code = "90110105" if kind is ChangeKind.MOVE else "90110207"
    changes.apply(
        VillageChange(
            kind=kind, village_id=first.id, code=code, name="ใหม่", into_id=second.id, on=DAY
        )
    )
    undo(services)
    assert services.villages.in_area("90") == (first, second)
    assert changes.events(first.id) == ()
    assert len(changes.names(first.id)) == 1


def test_a_closed_village_does_not_come_back_under_a_code_that_another_has(
    services: Services, changes: VillageChanges
) -> None:
    closed = services.villages.by_code(A).id
    changes.apply(VillageChange(kind=ChangeKind.CLOSE, village_id=closed, on=DAY))
    added = changes.apply(VillageChange(kind=ChangeKind.ADD, code=A, name="ใหม่", on=DAY))
    with pytest.raises(UndoRefused, match=f"รหัส {A} เป็นของหมู่บ้านอื่นแล้ว"):
        undo(services, back=1)
    assert services.villages.by_code(A).id == added
    undo(services)
    undo(services, back=2)
    assert services.villages.by_code(A).id == closed


def test_an_old_list_does_not_bring_a_merged_village_back(
    services: Services,
    changes: VillageChanges,
    importer: VillageImporter,
    csv_of: Callable[..., Path],
) -> None:
    first, second = services.villages.by_code(A).id, services.villages.by_code(B).id
    changes.apply(VillageChange(kind=ChangeKind.MERGE, village_id=first, into_id=second, on=DAY))
    old = csv_of("code,name", f"{A},ท่ายาง", f"{B},ป่าขาด", name="old.csv")
    with pytest.raises(ImportRejected) as rejected:
        importer.run(old)
    (problem,) = rejected.value.problems
    assert "เลิกใช้ตั้งแต่วันที่ 1 ตุลาคม 2569" in problem.text
    with pytest.raises(NotFound):
        services.villages.by_code(A)
