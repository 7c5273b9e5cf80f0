"""An office that writes letters."""

import pytest

from cdd_desktop.bootstrap import Services, services_of
from cdd_desktop.storage.store import Store


@pytest.fixture
def services(store: Store) -> Services:
    """An office of one province without a village."""
    services_of(store).office.create("สำนักงานพัฒนาชุมชนจังหวัดพัทลุง", ["93"])
    return services_of(store)
