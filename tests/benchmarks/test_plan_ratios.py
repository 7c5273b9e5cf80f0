"""A district's plans: sums beside hand-written SQL, the grid of projects beside a plain table.

Run by hand: `python -m pytest -m slow tests/benchmarks/test_plan_ratios.py
-o faulthandler_timeout=0`. No time is asserted; what is asserted is that both sides tell the same.
"""

import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import cycle

import pytest
from district import AMPHOE, District, make_district
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QApplication, QTableView
from pytestqt.qtbot import QtBot
from ratio_table import tell
from typing_extensions import override
from windows import put_on_the_look

from cdd_desktop.bootstrap import Services, open_office
from cdd_desktop.gui.pages.plans.grid.rows import Filter, read_grid
from cdd_desktop.gui.pages.plans.grid.view import ProjectGrid
from cdd_desktop.plans.records import Level

pytestmark = pytest.mark.slow

SUMS_SQL = """
    SELECT plan.id, count(DISTINCT project.id), sum(requested)
    FROM plan LEFT JOIN project ON project.plan_id = plan.id
         AND project.status NOT IN ('cancelled', 'merged', 'split', 'duplicate')
    LEFT JOIN project_money ON project_id = project.id
    GROUP BY plan.id
"""
STEPS = 60


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> District:
    return make_district(tmp_path_factory.mktemp("district"))


@pytest.fixture
def services(district: District) -> Iterator[Services]:
    with open_office(district.folder) as opened:
        yield opened


def median_ms(work: Callable[[], object], times: int) -> float:
    took = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        took.append((time.perf_counter() - start) * 1000)
    return statistics.median(took)


def test_the_tree_of_plans_beside_hand_written_sql(services: Services) -> None:
    with closing(sqlite3.connect(services.store.path)) as connection:
        by_hand = connection.execute(SUMS_SQL).fetchall()
        sql_ms = median_ms(lambda: connection.execute(SUMS_SQL).fetchall(), 10)
    lines = services.plans.plans_in(AMPHOE)
    assert sorted((line.count, line.requested) for line in lines) == sorted(
        (count, asked or 0) for _, count, asked in by_hand
    )
    ours_ms = median_ms(lambda: services.plans.plans_in(AMPHOE), 10)
    tell("plans of a district", f"{ours_ms:.1f} ms", f"hand SQL {sql_ms:.1f} ms", ours_ms / sql_ms)


class PlainModel(QAbstractTableModel):
    """The same texts, ready made: the least that a table can do."""

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        super().__init__()
        self._texts = texts

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._texts)

    @override
    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._texts[0])

    @override
    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts[index.row()][index.column()]
        return None


def test_a_step_through_6000_projects_beside_a_plain_table(
    qapp: QApplication, qtbot: QtBot, services: Services
) -> None:
    put_on_the_look(qapp)
    every = services.plans.plans_in(AMPHOE)
    plan = next(line for line in every if line.level is Level.AMPHOE)
    of_plan = read_grid(services, plan)
    rows = [row for line in every for row in read_grid(services, line).rows][:6_000]
    grid = ProjectGrid()
    qtbot.addWidget(grid)
    grid.resize(1100, 560)
    grid.show()
    grid.show_read(replace(of_plan, rows=tuple(rows)))
    model = grid.projects
    assert model.rowCount() == 6_000

    def text(row: int, column: int) -> str:
        return str(model.index(row, column).data() or "")

    texts = [[text(r, c) for c in range(model.columnCount())] for r in range(6_000)]
    plain = QTableView()
    qtbot.addWidget(plain)
    plain.setModel(PlainModel(texts))
    plain.resize(1100, 560)
    plain.show()

    def scrolled(table: QTableView) -> Callable[[], None]:
        bar = table.verticalScrollBar()
        places = cycle(range(0, bar.maximum(), max(bar.maximum() // STEPS, 1)))

        def step() -> None:
            bar.setValue(next(places))
            table.viewport().grab()

        return step

    plain_ms = median_ms(scrolled(plain), STEPS)
    ours_ms = median_ms(scrolled(grid), STEPS)
    tell(
        "a step down 6,000 projects",
        f"{ours_ms:.1f} ms",
        f"plain table {plain_ms:.1f} ms",
        ours_ms / plain_ms,
    )
    words = cycle(("ถนน", "ประปา", "กองทุน", ""))

    def sift() -> None:
        model.show_filtered(Filter(text=next(words)))
        grid.viewport().grab()

    wanted = cycle(("ถนน", "ประปา", "กองทุน", ""))

    def sift_plain() -> None:
        word = next(wanted)
        plain.setModel(PlainModel([row for row in texts if any(word in cell for cell in row)]))
        plain.viewport().grab()

    sift_plain_ms = median_ms(sift_plain, 20)
    sift_ms = median_ms(sift, 20)
    model.show_filtered(Filter(text="ถนน"))
    assert model.rowCount() == sum(any("ถนน" in cell for cell in row) for row in texts)
    tell(
        "a filter of 6,000 projects",
        f"{sift_ms:.1f} ms",
        f"plain table {sift_plain_ms:.1f} ms",
        sift_ms / sift_plain_ms,
    )
