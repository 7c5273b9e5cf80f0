"""An office with three places in a tambon, and an empty plan of the tambon."""

import pytest

from cdd_desktop.bootstrap import Services, services_of
from cdd_desktop.places.records import kind_of, moo_of, place_uuid
from cdd_desktop.places.tables import VillageNameRow, VillageRow
from cdd_desktop.plans.records import Level, Plan
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.collation import name_key

TAMBON = "930101"
VILLAGES = {"93010101": "ดอนหลา", "93010102": "น้ำเลือด", "93010151": "หัวถนน"}


@pytest.fixture
def services(store: Store) -> Services:
    """An office of Phatthalung with `VILLAGES` in its register."""
    services_of(store).office.create("สำนักงานพัฒนาชุมชนจังหวัดพัทลุง", ["93"])
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
    return services_of(store)


@pytest.fixture
def plan(services: Services) -> Plan:
    """A draft of the tambon for 2566 to 2570."""
    return services.plans.save(services.plans.begin(Level.TAMBON, TAMBON, 2566, 2570, "five-year"))
