"""An office of one province with villages, whose committees meet."""

import pytest
from windows import register_villages

from cdd_desktop.bootstrap import Services, services_of
from cdd_desktop.storage.store import Store


@pytest.fixture
def services(store: Store) -> Services:
    """Three villages in two tambon."""
    services_of(store).office.create("สำนักงานพัฒนาชุมชนจังหวัดพัทลุง", ["93"])
    register_villages(store, {"93010101": "ดอนหลา", "93010102": "น้ำเลือด", "93010301": "ท่าแค"})
    return services_of(store)
