"""An office with a few villages, and the services that judge them."""

import pytest

from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.checklists.records import Round, SheetKey
from cdd_desktop.checklists.service import ChecklistService
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import kind_of, moo_of, place_uuid
from cdd_desktop.places.service import VillageService
from cdd_desktop.places.tables import VillageNameRow, VillageRow
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.collation import name_key

# two amphoe of Phatthalung and one of Songkhla; 930101 has a community too
VILLAGES = {
    "93010101": "ดอนหลา",
    "93010102": "น้ำเลือด",
    "93010151": "หัวถนน",
    "93010301": "ท่าแค",
    "93020101": "กงหรา",
    "90010101": "บ่อยาง",
}


@pytest.fixture
def villages(store: Store) -> VillageService:
    """The register with `VILLAGES` in it."""
    with store.writing(Intent(action="test.villages", summary="ทะเบียน")) as work:
        for code, name in VILLAGES.items():
            row = VillageRow(uuid=place_uuid(code), kind=kind_of(code).value)
            work.add(row)
            work.session.flush()
            work.add(
                VillageNameRow(
                    village_id=row.id,
                    code=code,
                    tambon_code=code[:6],
                    moo=moo_of(code),
                    name=name,
                    name_key=name_key(name),
                )
            )
    return VillageService(store, Areas())


@pytest.fixture
def checklists(store: Store, villages: VillageService) -> ChecklistService:
    """The service under test."""
    return ChecklistService(store, villages, Areas())


@pytest.fixture
def key(villages: VillageService) -> SheetKey:
    """This year's sheet of the first village."""
    return SheetKey(
        village_id=villages.by_code("93010101").id,
        instrument=MOI_23,
        fiscal_year=2569,
        round=Round.AFTER,
    )
