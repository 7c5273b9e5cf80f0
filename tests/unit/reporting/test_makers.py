"""Every report of the catalogue can be made, and nothing is made that nobody can choose."""

from cdd_desktop.reporting.catalogue import REPORTS
from cdd_desktop.reporting.makers.table import MAKERS


def test_each_report_of_the_catalogue_has_its_maker_and_no_maker_is_left_over() -> None:
    names = [report.name for report in REPORTS]
    assert sorted(names) == sorted(MAKERS)
    assert len(set(names)) == len(names)
