"""วิเคราะห์ in the window: one reading, every measure of it; copied, opened, printed."""

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from cdd_desktop.bootstrap import Services
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.waste.analysis.models import LineColumn
from cdd_desktop.gui.pages.waste.analysis.view import AnalysisView
from cdd_desktop.gui.pages.waste.page import WastePage
from cdd_desktop.waste.months.records import Basis, Figure, MonthRecord
from cdd_desktop.waste.units import Unit

OCTOBER = date(2026, 10, 1)


@pytest.fixture
def view(
    qtbot: QtBot, services: Services, context: Context, stands_first: Callable[[str], None]
) -> AnalysisView:
    """Of the amphoe; the first village told its hazardous waste of October."""
    first = services.villages.in_area("930101")[0]
    lamps = Figure(item="hazardous-lamp", stream="hazardous", basis=Basis.AGGREGATE, amount=2_500)
    services.months.save(
        MonthRecord(uuid=uuid4(), unit=Unit(village_id=first.id), month=OCTOBER, figures=(lamps,))
    )
    context.look_at(area_code="9301")
    stands_first("analysis")
    page = WastePage(context)
    qtbot.addWidget(page)
    page.show()
    page.choose_month(OCTOBER)
    page.refresh()
    view = page.view
    assert isinstance(view, AnalysisView)
    _settle(qtbot, view)
    return view


def _settle(qtbot: QtBot, view: AnalysisView) -> None:
    qtbot.waitUntil(lambda: not view.page.is_busy)


def _column(view: AnalysisView, column: LineColumn) -> list[str]:
    return [str(view.lines.index(row, column).data()) for row in range(view.lines.rowCount())]


def test_a_measure_is_chosen_copied_and_ranked_without_reading_again(
    qtbot: QtBot, view: AnalysisView
) -> None:
    for model in (view.lines, view.standings, view.stopped):
        QAbstractItemModelTester(model)
    assert _column(view, LineColumn.NOW) == ["–", "–", "–"]  # nobody told of bins
    view.choose_measure("hazardous")
    assert not view.awaits_answers
    assert _column(view, LineColumn.NOW) == ["2.5", "–", "2.5"]
    assert _column(view, LineColumn.NAME)[-1] == "รวม"
    assert [one.rank for one in view.standings.rows] == [1, None]
    view.line_table.setFocus()
    for at in (1, 2, 3, 0):
        qtbot.keyClick(view.line_table, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
        assert view.side_stack.currentIndex() == at
    view.copy()
    copied = QGuiApplication.clipboard().text().split("\n")
    assert copied[0].startswith("ขยะอันตรายที่รวบรวมได้ (กก.)")
    assert copied[-1].split("\t")[:2] == ["รวม", "2.5"]


def test_a_chart_is_copied_as_a_picture(qtbot: QtBot, view: AnalysisView, no_child: None) -> None:
    view.choose_measure("hazardous")
    view.copy_picture()
    _settle(qtbot, view)
    assert QGuiApplication.clipboard().image().width() > 500


def test_an_area_is_gone_down_into_and_up_from(
    qtbot: QtBot, view: AnalysisView, context: Context
) -> None:
    view.line_table.setCurrentIndex(view.lines.index(0, 0))
    view.open_area()
    _settle(qtbot, view)
    assert context.area_code == "930101"
    view.open_area()  # a village has nothing below
    assert context.area_code == "930101"
    view.choose_measure("reporting")
    assert _column(view, LineColumn.NOW)[0] == "100.00"
    view.wider_button.click()
    assert context.area_code == "9301"
    asked: list[tuple[str, object]] = []
    context.page_requested.connect(lambda key, target: asked.append((key, target)))
    view.print_button.click()
    view.span_combo.setCurrentIndex(1)  # paper tells of the year so far, and not of a month
    view.print_button.click()
    ((page, report),) = asked
    assert (page, getattr(report, "month", None)) == ("reports", OCTOBER)
    _settle(qtbot, view)
