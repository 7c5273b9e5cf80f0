"""What ตรวจสุขภาพข้อมูล finds wrong, for tests that end with an office whose data must be sound."""

from cdd_desktop.health import Health, look_over
from cdd_desktop.progress import Silent
from cdd_desktop.storage.store import Store

_NO_OFFICE = "ตรวจยอดรวมไม่ได้"  # villages and sheets need no office in a small test


def wrong_in(store: Store) -> tuple[str, ...]:
    """The titles of what is wrong; advice is not."""
    report = look_over(Silent(), Health(store).plan())
    return tuple(found.title for found in report.faults if found.what != _NO_OFFICE)
