"""The list of reports: headings, favourites, search, all by keyboard."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from windows import type_text

from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.reports.report_gallery import ReportGallery
from cdd_desktop.gui.pages.reports.report_model import FAVOURITES, ReportListModel, sections
from cdd_desktop.reporting.catalogue import REPORTS, Group

FIRST = REPORTS[0].name


@pytest.fixture
def gallery(qtbot: QtBot, context: Context) -> Iterator[ReportGallery]:
    made = ReportGallery()
    qtbot.addWidget(made)
    made.remember_in(context.state)
    made.resize(322, 500)
    made.report_list.arrange(as_cards=False)
    made.show()
    yield made
    made.close()


def shown(gallery: ReportGallery) -> list[str]:
    return [report.name for report in gallery.report_list.shown]


def plain(text: str) -> str:
    return text.replace("\u200b", "")


def test_every_report_stands_under_the_heading_of_its_group() -> None:
    under = sections(REPORTS, frozenset())
    assert sorted(each.name for _, there in under for each in there) == sorted(
        report.name for report in REPORTS
    )
    for heading, there in under:
        assert {report.group for report in there} == {Group(heading)}


def test_favourites_stand_first_and_nowhere_else() -> None:
    under = sections(REPORTS, {"checklist-summary"})
    heading, there = under[0]
    assert (heading, [report.name for report in there]) == (FAVOURITES, ["checklist-summary"])
    names = [report.name for _, reports in under for report in reports]
    assert names.count("checklist-summary") == 1


def test_a_star_is_remembered_on_this_computer(gallery: ReportGallery, context: Context) -> None:
    gallery.turn_star("checklist-villages")
    assert shown(gallery)[0] == "checklist-villages"
    again = ReportGallery()
    again.remember_in(context.state)
    assert again.favourites == {"checklist-villages"}
    gallery.turn_star("checklist-villages")
    assert gallery.favourites == frozenset()
    again.deleteLater()


def test_a_click_on_the_star_makes_a_favourite_and_chooses_nothing(
    qtbot: QtBot, gallery: ReportGallery
) -> None:
    view = gallery.report_list
    model = view.model()
    row = next(
        row for row in range(model.rowCount()) if model.index(row, 0).data() == REPORTS[2].title
    )
    rect = view.visualRect(model.index(row, 0))
    qtbot.mouseClick(
        view.viewport(),
        Qt.MouseButton.LeftButton,
        pos=QPoint(rect.right() - 12, rect.center().y()),
    )
    assert gallery.favourites == {REPORTS[2].name}
    assert gallery.report.name == FIRST


def test_the_search_finds_what_is_typed_without_tone_marks(gallery: ReportGallery) -> None:
    gallery.search_edit.setText("บัญชี อปท")
    assert shown(gallery) == ["government-villages"]
    gallery.search_edit.setText("แบบประเมินเปลา")
    assert shown(gallery) == ["checklist-blank"]
    gallery.search_edit.setText("checklist-filled")
    assert shown(gallery) == ["checklist-filled"]


def test_searching_alone_chooses_no_other_report(qtbot: QtBot, gallery: ReportGallery) -> None:
    with qtbot.assertNotEmitted(gallery.report_chosen):
        gallery.search_edit.setText("บัญชี อปท")
        gallery.search_edit.setText("")
    assert gallery.report.name == FIRST


def test_enter_chooses_the_first_found_and_the_keyboard_goes_on_in_the_list(
    qtbot: QtBot, gallery: ReportGallery
) -> None:
    gallery.open_search()
    type_text(gallery.search_edit, "บัญชี อปท")
    with qtbot.waitSignal(gallery.report_chosen):
        qtbot.keyClick(gallery.search_edit, Qt.Key.Key_Return)
    assert gallery.report.name == "government-villages"
    qtbot.waitUntil(gallery.report_list.hasFocus)


def test_letters_typed_in_the_list_are_searched_for(gallery: ReportGallery) -> None:
    gallery.report_list.setFocus()
    type_text(gallery.report_list, "อ")
    assert gallery.search_edit.text() == "อ"


def test_nothing_found_says_how_to_see_all_again(qtbot: QtBot, gallery: ReportGallery) -> None:
    gallery.search_edit.setText("ไม่มีแน่นอน")
    assert gallery.nothing_label.isVisible()
    assert "“ไม่มีแน่นอน”" in plain(gallery.nothing_label.text())
    assert "Esc" in gallery.nothing_label.text()
    qtbot.keyClick(gallery.search_edit, Qt.Key.Key_Escape)
    assert len(shown(gallery)) == len(REPORTS)
    assert gallery.nothing_label.isHidden()


def test_a_page_pasted_into_the_search_is_told_short(gallery: ReportGallery) -> None:
    gallery.search_edit.setText("ข้อความที่คัดลอกมาผิดที่ " * 200)
    assert len(gallery.nothing_label.text().replace("\u200b", "")) < 150


def test_arrow_keys_pass_over_the_headings(qtbot: QtBot, gallery: ReportGallery) -> None:
    visited = [gallery.report.name]
    for _ in range(len(REPORTS) - 1):
        qtbot.keyClick(gallery.report_list, Qt.Key.Key_Down)
        visited.append(gallery.report.name)
    assert visited == shown(gallery)


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    model = ReportListModel()
    model.show(sections(REPORTS, {FIRST}), {FIRST})
    qtmodeltester.check(model)
    assert model.row_of("no-such-report") == -1


def test_the_search_stays_where_it_is_while_fewer_reports_are_found(gallery: ReportGallery) -> None:
    def at_top() -> bool:
        view = gallery.report_list
        return gallery.search_edit.y() == 0 and view.y() < 2 * gallery.search_edit.height()

    assert at_top()
    gallery.listed.connect(lambda: gallery.report_list.arrange(as_cards=False))
    gallery.search_edit.setText("อันดับตัวชี้วัด")
    assert shown(gallery) == ["indicator-ranking"]
    gallery.resize(322, 501)  # lays out anew
    assert at_top()
    gallery.search_edit.setText("ไม่มีรายงานนี้")
    gallery.resize(322, 502)
    assert gallery.search_edit.y() == 0
