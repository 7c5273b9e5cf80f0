"""ถังขยะเปียก in the window: the register typed as from paper, totals, and areas together."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
import shiboken6
from PIL import Image
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot
from windows import FakeDialogs, type_text

from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.waste.bins.columns import Column
from cdd_desktop.gui.pages.waste.bins.coverage import VillageColumn
from cdd_desktop.gui.pages.waste.bins.dialogs import CountDialog, InspectDialog, MoveDialog
from cdd_desktop.gui.pages.waste.bins.photo_dialog import PhotoDialog
from cdd_desktop.gui.pages.waste.bins.reading import read_totals
from cdd_desktop.gui.pages.waste.bins.view import BinsView
from cdd_desktop.gui.pages.waste.page import WastePage
from cdd_desktop.households.records import Household
from cdd_desktop.waste.bins.records import Bin, BinCount, HouseholdBin
from cdd_desktop.waste.months.records import Basis
from cdd_desktop.waste.units import Unit

OCTOBER = date(2026, 10, 1)
FIRST = Unit(village_id=1)


@pytest.fixture
def view(qtbot: QtBot, context: Context, stands_first: Callable[[str], None]) -> BinsView:
    """Of a tambon with four places; two households with a bin stand in the first."""
    context.services.bins.save_many([_pair("1"), _pair("2")], summary="สำรวจ")
    stands_first("bins")
    page = WastePage(context)
    qtbot.addWidget(page)
    page.resize(1100, 620)
    page.show()
    page.refresh()
    view = page.view
    assert isinstance(view, BinsView)
    _settle(qtbot, view)
    return view


def _pair(house_no: str) -> HouseholdBin:
    house = Household(uuid=uuid4(), village_id=1, house_no=house_no, people=4)
    bin_ = Bin(household=house.uuid, has_space=True, installed_on=date(2026, 9, 20))
    return HouseholdBin(household=house, bin=bin_)


def _settle(qtbot: QtBot, view: BinsView) -> None:
    qtbot.waitUntil(lambda: not view.page.is_busy)


def _said(view: BinsView) -> str:
    return view.page.told_label.text().replace("\u200b", "")


def test_households_are_typed_row_after_row_with_tab_and_enter(
    qtbot: QtBot, view: BinsView
) -> None:
    grid = view.register_grid
    QAbstractItemModelTester(grid.register)
    QAbstractItemModelTester(view.villages)
    view.begin()
    for typed, key in (("๑๒/๓", "Tab"), ("มาลี", "Tab"), ("5", "Return")):
        qtbot.keyClick(grid, Qt.Key.Key_F2)
        editor = grid.indexWidget(grid.currentIndex())
        type_text(editor, typed)
        qtbot.keyClick(editor, getattr(Qt.Key, f"Key_{key}"))
        _settle(qtbot, view)
    new = grid.register.rows[-1].household
    assert (new.house_no, new.head, new.people) == ("12/3", "มาลี", 5)
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (3, Column.HOUSE_NO)
    stored = view.context.services.bins.register(1)
    assert [one.household.house_no for one in stored] == ["1", "2", "12/3"]
    assert view.villages.rows[0].count.households == 3
    assert view.how_label.text().replace("\u200b", "").startswith("3 ครัวเรือน")


def test_villages_of_one_tambon_are_not_told_its_name_in_every_line(
    qtbot: QtBot, view: BinsView
) -> None:
    shown = []
    for area in ("93", "930101"):
        view.context.look_at(area_code=area)
        view.refresh()
        _settle(qtbot, view)
        shown.append(not view.village_table.isColumnHidden(VillageColumn.TAMBON))
    assert shown == [True, False]


def test_space_turns_facts_over_and_what_is_wrong_stays_in_its_cell(
    qtbot: QtBot, view: BinsView, dialogs: FakeDialogs
) -> None:
    grid, register = view.register_grid, view.register_grid.register
    grid.go_to(0, Column.PROPER)
    told = []
    for _ in range(3):
        qtbot.keyClick(grid, Qt.Key.Key_Space)
        _settle(qtbot, view)
        told.append(register.rows[0].known.is_proper)
    assert told == [True, False, None]
    grid.go_to(0, Column.INSPECTED)
    register.setData(grid.currentIndex(), "1/9/69")
    _settle(qtbot, view)
    refused = grid.currentIndex().data(register.REFUSED_ROLE)
    assert refused.typed == "1/9/69"
    assert "อยู่ก่อนวันที่ติดตั้ง" in refused.problem
    assert view.unfinished
    dialogs.confirms = False
    view.village_table.selectRow(1)
    assert view.village is view.villages.rows[0], "asked, and stayed"
    qtbot.keyClick(grid, Qt.Key.Key_Escape)
    assert not view.unfinished
    qtbot.keyClick(grid, Qt.Key.Key_Space)
    _settle(qtbot, view)
    assert register.rows[0].known.inspected_on == view.context.today
    register.setData(register.index(0, Column.PEOPLE), "สี่")
    _settle(qtbot, view)
    assert "ไม่ใช่จำนวนคน" in register.index(0, Column.PEOPLE).data(register.REFUSED_ROLE).problem


def test_a_block_of_excel_is_laid_over_rows_and_the_good_ones_are_kept(
    qtbot: QtBot, view: BinsView
) -> None:
    view.begin()
    block = "7\tสมชาย ใจดี\t3\tมี\t1/10/69\n8\tมาลี\tมาก\tมี\n1\t\t2\n9\tบุญ\t\tไม่มี"
    view.writing.paste(block)
    _settle(qtbot, view)
    stored = {one.household.house_no: one for one in view.context.services.bins.register(1)}
    assert stored.keys() == {"1", "2", "7", "9"}
    assert stored["7"].known.installed_on == date(2026, 10, 1)
    assert stored["9"].known.has_space is False
    assert "วาง 2 ครัวเรือนแล้ว" in _said(view)
    assert "แถวที่ 2: “มาก” ไม่ใช่จำนวนคน" in _said(view)
    assert "แถวที่ 3: มีบ้านเลขที่ 1" in _said(view)
    view.context.services.history.undo(view.context.services.history.recent(1)[0].id)
    assert len(view.context.services.bins.register(1)) == 2


def test_all_marked_households_are_inspected_at_once(qtbot: QtBot, view: BinsView) -> None:
    grid = view.register_grid
    corners = grid.register.index(0, 0), grid.register.index(1, 0)
    grid.selectionModel().select(QItemSelection(*corners), QItemSelectionModel.SelectionFlag.Select)
    dialog = InspectDialog(view, view.context, grid.marked)
    qtbot.addWidget(dialog)
    dialog.inspector_edit.setText("อถล. มาลี")
    dialog.on_edit.set_day(date(2026, 9, 1))
    dialog.save()
    assert "อยู่ก่อนวันที่ติดตั้ง" in dialog.on_problem.text().replace("\u200b", "")
    dialog.on_edit.set_day(date(2026, 11, 1))
    dialog.save()
    seen = [one.known for one in view.context.services.bins.register(1)]
    assert {(one.is_proper, one.is_regular, one.inspector) for one in seen} == {
        (True, True, "อถล. มาลี")
    }


def test_totals_are_typed_with_a_warning_and_after_closing_with_a_reason(
    qtbot: QtBot, view: BinsView
) -> None:
    services, second = view.context.services, Unit(village_id=2)

    def opened() -> CountDialog:
        totals = read_totals(services, second, "ม.2 บ้านน้ำเลือด", OCTOBER)
        dialog = CountDialog(view, view.context, totals)
        qtbot.addWidget(dialog)
        return dialog

    dialog = opened()
    dialog.households_edit.setText("100")
    dialog.installed_edit.setText("120")
    assert "120 มากกว่าครัวเรือนทั้งหมด 100" in dialog.installed_problem.text().replace("\u200b", "")
    dialog.proper_edit.setText("130")
    dialog.save()
    assert dialog.proper_problem.text()
    dialog.proper_edit.setText("90")
    dialog.reckon_check.setChecked(True)
    dialog.save()
    kept = services.bins.typed(second, OCTOBER)
    assert kept is not None
    assert (kept.installed, kept.people_by_rate, kept.people_installed) == (120, 120, 405)
    services.months.close("9301", OCTOBER)
    dialog = opened()
    dialog.installed_edit.setText("99")
    dialog.save()
    assert dialog.reason_problem.text()
    dialog.reason_edit.setText("นับซ้ำ")
    dialog.save()
    assert services.bins.counted("93", OCTOBER)[second].installed == 99


def test_an_area_shows_both_shares_and_the_estimate_with_its_sources(
    qtbot: QtBot, view: BinsView
) -> None:
    services = view.context.services
    count = BinCount(basis=Basis.AGGREGATE, households=10, installed=8, both=4)
    services.bins.save_typed(Unit(village_id=2), OCTOBER, count)
    view.part_tabs.setCurrentIndex(1)
    _settle(qtbot, view)
    part = view.coverage_part
    QAbstractItemModelTester(part.coverage)
    total = part.coverage.rows[-1]
    assert (total.bins.count.installed, total.bins.count.target) == (10, 12)
    assert total.name.startswith("รวม ")
    told = part.estimate_label.text().replace("\u200b", "")
    assert told.startswith("ค่าประมาณ")
    assert "ไม่ทราบจำนวนคน 8 ครัวเรือน" in told
    assert "0.252" in told
    assert "คาร์บอนเครดิต" not in told
    part.by_combo.setCurrentIndex(1)
    _settle(qtbot, view)
    assert len(part.coverage.rows) == 5


def test_photos_are_added_from_files_shown_and_taken_out(
    qtbot: QtBot, view: BinsView, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    pair = view.register_grid.register.rows[0]
    dialog = PhotoDialog(view, pair)
    qtbot.addWidget(dialog)
    dialogs.path = tmp_path / "ถัง.jpg"
    dialogs.path.write_text("no picture")
    dialog.add()
    _settle(qtbot, view)
    assert "อ่านภาพ" in dialog.told_label.text().replace("\u200b", "")
    Image.new("RGB", (900, 600), "green").save(dialogs.path)
    dialog.add()
    _settle(qtbot, view)
    assert (dialog.place_label.text(), dialog.has_written) == ("ภาพที่ 1 จาก 1 · 22 พ.ย. 2569", True)
    assert not dialog.picture_label.pixmap().isNull()
    dialog.remove()
    _settle(qtbot, view)
    assert view.context.services.bins.photos(pair.household.uuid) == ()
    assert "กด Ins" in dialog.picture_label.text().replace("\u200b", "")


def test_a_photo_refused_after_its_dialog_was_closed_is_told_on_the_page(
    qtbot: QtBot, view: BinsView, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    dialog = PhotoDialog(view, view.register_grid.register.rows[0])
    dialogs.path = tmp_path / "ถัง.jpg"
    dialogs.path.write_text("no picture")
    with qtbot.waitSignal(view.told) as said:
        dialog.add()
        shiboken6.delete(dialog)
    assert "อ่านภาพ" in said.args[0]


def test_a_register_is_told_to_be_whole_and_a_household_moves_or_goes(
    qtbot: QtBot, view: BinsView, dialogs: FakeDialogs
) -> None:
    services = view.context.services
    view.whole_button.click()
    _settle(qtbot, view)
    assert services.bins.whole_from(1) == OCTOBER
    assert view.whole_button.text() == "ครบแล้ว"
    subject = view.history_subject()
    assert subject is not None
    told = [words for one in subject.records for words, _ in one.changes(services.history)]
    assert told == ["บันทึกครัวเรือนครั้งแรก", "บันทึกถังครั้งแรก"]
    pair = view.register_grid.register.rows[0]
    dialog = MoveDialog(view, view.context, pair, view.villages.rows)
    qtbot.addWidget(dialog)
    dialog.village_combo.setCurrentIndex(0)
    dialog.save()
    assert [one.household.uuid for one in services.bins.register(2)] == [pair.household.uuid]
    view.refresh()
    _settle(qtbot, view)
    view.remove_button.click()
    _settle(qtbot, view)
    assert services.bins.register(1) == ()
    assert len(dialogs.asked) == 2
