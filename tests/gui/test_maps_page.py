"""The map in the window: shown, zoomed, chosen by keyboard, opened; its boundaries loaded."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QHelpEvent, QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot
from windows import FakeDialogs

from cdd_desktop.bootstrap import Services
from cdd_desktop.checklists.instruments import MOI_23, Round
from cdd_desktop.checklists.records import AnswerState, SheetKey
from cdd_desktop.demo.outlines import outlines
from cdd_desktop.gui import theme
from cdd_desktop.gui.context import Changed, Context
from cdd_desktop.gui.pages.maps.boundary_dialog import BoundaryDialog
from cdd_desktop.gui.pages.maps.map_view import MapView
from cdd_desktop.gui.pages.maps.page import MapsPage
from cdd_desktop.gui.pages.maps.shades import label_colour, shade_brush
from cdd_desktop.gui.pages.maps.spot import roomiest
from cdd_desktop.gui.pages.reports.options_card import OptionsCard
from cdd_desktop.places.records import AreaLevel
from cdd_desktop.reporting.catalogue import report_named
from cdd_desktop.reporting.measures import map_level

WITHIN = 60_000
SOURCE = "กรมการปกครอง พ.ศ. 2566"


def write(path: Path, *codes: str) -> Path:
    features = [
        {
            "type": "Feature",
            "properties": {"code_of_area": code},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        for code, ring in outlines([(code, ()) for code in codes]).items()
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


@pytest.fixture
def amphoe_file(services: Services, tmp_path: Path) -> Path:
    """All amphoe of the office but the last, one of another province, one that there is not."""
    codes = [area.code for area in services.areas.children("93")][:-1]
    return write(tmp_path / "อำเภอ.geojson", *codes, "9001", "9399")


@pytest.fixture
def page(qtbot: QtBot, context: Context, no_child: None) -> Iterator[MapsPage]:
    context.look_at(area_code="93", year=2569)
    page = MapsPage(context)
    qtbot.addWidget(page)
    page.resize(1150, 690)
    page.set_compact(compact=False)
    page.show()
    page.refresh()
    settle(qtbot, page)
    yield page
    QToolTip.hideText()


@pytest.fixture
def mapped(qtbot: QtBot, page: MapsPage, services: Services, amphoe_file: Path) -> MapsPage:
    services.boundaries.load(amphoe_file, SOURCE)
    refreshed(qtbot, page)
    return page


def settle(qtbot: QtBot, page: MapsPage) -> None:
    qtbot.waitUntil(lambda: not page.is_busy, timeout=WITHIN)


def refreshed(qtbot: QtBot, page: MapsPage) -> None:
    page.refresh()
    settle(qtbot, page)


def press(view: MapView, key: Qt.Key, *, shift: bool = False, text: str = "") -> None:
    held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(view, QKeyEvent(QEvent.Type.KeyPress, key, held, text))


def dialog_of(qtbot: QtBot, page: MapsPage, path: Path) -> BoundaryDialog:
    with qtbot.waitSignal(page.loading.asked, timeout=WITHIN) as asked:
        page.loading.look(path)
    (dialog,) = asked.args
    settle(qtbot, page)
    return dialog


def test_without_boundaries_the_page_says_how_to_get_them(page: MapsPage) -> None:
    assert page.content_stack.currentWidget() is page.empty_widget
    assert "โหลดแนวเขต" in page.empty_text_label.text().replace("\u200b", "")
    assert not page.other_level_button.isVisible()
    assert not page.remove_button.isEnabled()
    assert not page.print_button.isEnabled()


def test_the_map_shows_numbers_source_and_what_lacks_a_boundary(
    qtbot: QtBot, mapped: MapsPage, services: Services
) -> None:
    village = services.villages.by_code("93010101").id
    key = SheetKey(village_id=village, instrument=MOI_23, fiscal_year=2569, round=Round.AFTER)
    instrument = services.checklists.instrument(MOI_23)
    for indicator in instrument.indicators:
        services.checklists.answer(key, indicator.code, AnswerState.PASSED)
    refreshed(qtbot, mapped)
    assert mapped.content_stack.currentWidget() is mapped.work_widget
    mapped.map_view.choose("9301")
    told = "ร้อยละ 25.00 (ประเมินครบ 1 จากเป้าหมาย 4 หมู่บ้าน)"
    assert told in mapped.map_view.accessibleName()
    mapped.map_view.choose("9302")
    assert "ไม่มีข้อมูล" in mapped.map_view.accessibleName()
    assert SOURCE in mapped.source_label.text().replace("\u200b", "")


def test_a_measure_is_chosen_and_remembered(
    qtbot: QtBot, mapped: MapsPage, context: Context
) -> None:
    mapped.measure_button.choose("indicator:1.1")
    settle(qtbot, mapped)
    again = MapsPage(context)
    qtbot.addWidget(again)
    refreshed(qtbot, again)
    assert again.measure_button.choice == "indicator:1.1"


def test_a_level_without_boundaries_offers_the_other(qtbot: QtBot, mapped: MapsPage) -> None:
    mapped.level_button.choose(AreaLevel.TAMBON)
    settle(qtbot, mapped)
    assert mapped.content_stack.currentWidget() is mapped.empty_widget
    mapped.other_level_button.click()
    settle(qtbot, mapped)
    assert mapped.content_stack.currentWidget() is mapped.work_widget
    assert mapped.level_button.choice == AreaLevel.AMPHOE


def test_arrows_choose_the_area_beside_and_enter_opens_its_villages(
    qtbot: QtBot, mapped: MapsPage, context: Context
) -> None:
    view = mapped.map_view
    press(view, Qt.Key.Key_Home)
    assert view.chosen_code == "9301"
    press(view, Qt.Key.Key_Right)
    assert view.chosen_code == "9302"
    press(view, Qt.Key.Key_Left)
    press(view, Qt.Key.Key_Left)
    assert view.chosen_code == "9301"
    press(view, Qt.Key.Key_Down)
    below = view.chosen_code
    assert below not in {"9301", "9302"}
    press(view, Qt.Key.Key_Up)
    assert view.chosen_code == "9301"
    press(view, Qt.Key.Key_End)
    last = view.chosen_code
    with qtbot.waitSignal(context.page_requested) as asked:
        press(view, Qt.Key.Key_Return)
    assert asked.args == ["places", None]
    assert context.area_code == last
    settle(qtbot, mapped)


def test_every_area_is_reached_with_the_arrows(mapped: MapsPage) -> None:
    view = mapped.map_view
    press(view, Qt.Key.Key_Home)
    seen, waiting = {view.chosen_code}, [view.chosen_code]
    while waiting:
        code = waiting.pop()
        for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            view.choose(code)
            press(view, key)
            if view.chosen_code not in seen:
                seen.add(view.chosen_code)
                waiting.append(view.chosen_code)
    assert len(seen) == 10


def test_a_click_opens_the_area_and_a_drag_only_moves(
    qtbot: QtBot, mapped: MapsPage, context: Context
) -> None:
    view = mapped.map_view
    view.magnify(3)
    place = view.place_of("9305")
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseMove(view, place + QPoint(80, 40))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=place + QPoint(80, 40))
    assert context.area_code == "93"
    moved = view.place_of("9305")
    assert (moved - place).manhattanLength() > 50
    view.fit()
    with qtbot.waitSignal(context.page_requested):
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.place_of("9305"))
    assert context.area_code == "9305"
    settle(qtbot, mapped)


def test_wheel_and_keys_magnify_within_limits(mapped: MapsPage) -> None:
    view = mapped.map_view
    under = QPointF(view.place_of("9304"))
    turn = QWheelEvent(
        under,
        view.mapToGlobal(under),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, turn)
    assert view.zoom == pytest.approx(1.25)
    assert (view.place_of("9304") - under.toPoint()).manhattanLength() <= 2
    press(view, Qt.Key.Key_Plus, text="+")
    assert view.zoom > 1.5
    before = view.place_of("9304")
    press(view, Qt.Key.Key_Left, shift=True)
    assert view.place_of("9304").x() > before.x()
    for _ in range(40):
        press(view, Qt.Key.Key_Plus, text="+")
    assert view.zoom == 24
    press(view, Qt.Key.Key_0, text="0")
    assert view.zoom == 1
    press(view, Qt.Key.Key_Minus, text="-")
    assert view.zoom == 1


def test_the_mouse_over_an_area_tells_its_numbers(mapped: MapsPage) -> None:
    view = mapped.map_view
    place = view.place_of("9303")
    QTest.mouseMove(view, place)
    asked = QHelpEvent(QEvent.Type.ToolTip, place, view.mapToGlobal(place))
    QApplication.sendEvent(view, asked)
    assert "อำเภอเขาชัยสน" in QToolTip.text().replace("\u200b", "")


def test_a_wider_area_is_one_key_away(qtbot: QtBot, mapped: MapsPage, context: Context) -> None:
    context.look_at(area_code="9301")
    settle(qtbot, mapped)
    assert mapped.content_stack.currentWidget() is mapped.empty_widget
    assert mapped.wider_button.isVisible()
    mapped.wider_button.click()
    settle(qtbot, mapped)
    assert context.area_code == "93"
    assert mapped.content_stack.currentWidget() is mapped.work_widget


def test_a_file_is_looked_at_listed_copied_loaded_and_taken_back(
    qtbot: QtBot, page: MapsPage, services: Services, context: Context, amphoe_file: Path
) -> None:
    dialog = dialog_of(qtbot, page, amphoe_file)
    told = dialog.summary_label.text().replace("\u200b", "")
    assert "จับคู่ได้ 10 อำเภอ" in told
    assert "จังหวัดอื่น 1" in told
    dialog.copy_button.click()
    copied = QGuiApplication.clipboard().text()
    assert "9399" in copied
    assert "ยังไม่มีแนวเขต" in copied
    assert "\u200b" not in copied
    dialog.source_edit.clear()
    dialog.save_button.click()
    assert dialog.source_problem.text()
    assert services.boundaries.sets() == ()
    dialog.source_edit.setText(SOURCE)
    with qtbot.waitSignals([context.saved, page.loading.done], timeout=WITHIN):
        dialog.save_button.click()
    settle(qtbot, page)
    assert page.content_stack.currentWidget() is page.work_widget
    assert "โหลดแนวเขตแล้ว 10 อำเภอ" in page.told_label.text().replace("\u200b", "")
    services.history.undo_last()
    context.happened.emit(Changed.ANYTHING, None)
    settle(qtbot, page)
    assert page.content_stack.currentWidget() is page.empty_widget


def test_a_dialog_that_is_left_loads_nothing(
    qtbot: QtBot, page: MapsPage, services: Services, amphoe_file: Path
) -> None:
    dialog = dialog_of(qtbot, page, amphoe_file)
    dialog.cancel_button.click()
    settle(qtbot, page)
    assert services.boundaries.sets() == ()


def test_a_bad_file_is_told_beside_the_button(
    qtbot: QtBot, page: MapsPage, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    dialogs.path = tmp_path / "เสีย.geojson"
    dialogs.path.write_text('{"type": "FeatureCollection", "features": [')
    page.first_load_button.click()
    settle(qtbot, page)
    told = page.empty_told_label.text().replace("\u200b", "")
    assert "เสีย.geojson" in told
    assert "กรุณา" in told
    assert page.first_load_button.isEnabled()


def test_boundaries_are_removed_when_it_is_confirmed(
    qtbot: QtBot, mapped: MapsPage, dialogs: FakeDialogs, services: Services
) -> None:
    dialogs.confirms = False
    mapped.remove_button.click()
    settle(qtbot, mapped)
    assert services.boundaries.sets() != ()
    dialogs.confirms = True
    mapped.remove_button.click()
    settle(qtbot, mapped)
    assert services.boundaries.sets() == ()
    assert mapped.content_stack.currentWidget() is mapped.empty_widget


def test_the_map_becomes_a_report(qtbot: QtBot, mapped: MapsPage, context: Context) -> None:
    mapped.measure_button.choose("level:2")
    settle(qtbot, mapped)
    with qtbot.waitSignal(context.page_requested) as asked:
        mapped.print_button.click()
    assert asked.args == ["reports", "area-map"]
    card = OptionsCard()
    qtbot.addWidget(card)
    card.load(context, report_named("area-map"))
    assert card.options().measure == "level:2"
    assert map_level(card.options()) is AreaLevel.AMPHOE


def test_answers_given_elsewhere_are_shown(
    qtbot: QtBot, mapped: MapsPage, services: Services, context: Context
) -> None:
    mapped.measure_button.choose("indicator:1.1")
    settle(qtbot, mapped)
    village = services.villages.by_code("93010101").id
    key = SheetKey(village_id=village, instrument=MOI_23, fiscal_year=2569, round=Round.AFTER)
    services.checklists.answer(key, "1.1", AnswerState.PASSED)
    context.happened.emit(Changed.ANSWERS, None)
    settle(qtbot, mapped)
    mapped.map_view.choose("9301")
    assert "ร้อยละ 100.00" in mapped.map_view.accessibleName()


@pytest.mark.parametrize("name", list(theme.ThemeName))
@pytest.mark.parametrize("shade", [0, 1, 2, 3])
def test_names_can_be_read_on_every_class(
    qapp: QApplication, name: theme.ThemeName, shade: int
) -> None:
    theme.apply(qapp, name)
    try:
        ground, ink = shade_brush(shade).color(), label_colour(shade)
    finally:
        theme.apply(qapp, theme.ThemeName.LIGHT)
    low, high = sorted((luminance(ground), luminance(ink)))
    assert (high + 0.05) / (low + 0.05) >= 4.5


def luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_name_stands_inside_its_area_with_room_around() -> None:
    crescent = ((0, 0), (4, 0), (4, 1), (1, 1), (1, 4), (4, 4), (4, 5), (0, 5), (0, 0))
    (x, y), room = roomiest((crescent,))
    assert 0 < x < 4
    assert y < 1 or y > 4 or x < 1
    assert room > 0.4


def test_removing_what_another_copy_removed_claims_nothing_to_take_back(
    qtbot: QtBot, mapped: MapsPage, services: Services
) -> None:
    services.boundaries.remove(AreaLevel.AMPHOE)
    mapped.remove_button.click()
    settle(qtbot, mapped)
    words = mapped.empty_told_label.text().replace("\u200b", "")
    assert "จากหน้าต่างอื่น" in words
    assert "Ctrl+Z" not in words
    assert mapped.content_stack.currentWidget() is mapped.empty_widget
