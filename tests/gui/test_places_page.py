"""The page of villages: long lists, filter and order, facts, and changes through their dialogs."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from time import perf_counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from windows import FakeDialogs, register_villages, type_text

from cdd_desktop.bootstrap import Services, services_of
from cdd_desktop.gui.context import Changed, Context
from cdd_desktop.gui.pages.places.change_dialog import ChangeDialog
from cdd_desktop.gui.pages.places.fact_dialog import FactDialog
from cdd_desktop.gui.pages.places.page import PlacesPage
from cdd_desktop.gui.pages.places.register_model import Column, RegisterModel
from cdd_desktop.places.change_records import ChangeKind
from cdd_desktop.places.records import VillageFact, moo_of, place_uuid
from cdd_desktop.places.register import RegisterLine, VillageRegister
from cdd_desktop.places.tables import VillageFactRow, VillageNameRow, VillageRow
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.collation import name_key
from cdd_desktop.thai.linebreak import ZWSP

AREA = "93"
DAY = "1 ต.ค. 2569"
BEFORE = date(2026, 9, 30)


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> PlacesPage:
    made = PlacesPage(context)
    qtbot.addWidget(made)
    made.resize(1150, 700)
    made.show()
    made.refresh()
    return made


@pytest.fixture
def change(page: PlacesPage) -> Iterator[Callable[[ChangeKind, str], ChangeDialog]]:
    """Choose a village and open a dialog over it, shown but not waited for."""
    opened: list[QWidget] = []

    def ask(kind: ChangeKind, code: str = "") -> ChangeDialog:
        if code:
            page.show_target(page.context.services.villages.by_code(code).id)
        dialog = page.change_dialog(kind)
        assert dialog is not None
        dialog.show()
        opened.append(dialog)
        return dialog

    yield ask
    for dialog in opened:
        dialog.hide()
        dialog.deleteLater()


def model_of(page: PlacesPage) -> RegisterModel:
    model = page.village_table.model()
    assert isinstance(model, RegisterModel)
    return model


def column(page: PlacesPage, which: Column) -> list[str]:
    model = model_of(page)
    return [model.index(row, which).data() for row in range(model.rowCount())]


def said(text: str) -> str:
    return text.replace(ZWSP, "")


def test_the_model_keeps_qts_rules(page: PlacesPage, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(page.village_table.model())


def test_the_area_at_the_top_is_obeyed(page: PlacesPage, context: Context) -> None:
    assert column(page, Column.CODE) == ["93010101", "93010102", "93010103", "93010151"]
    assert page.count_label.text() == "4 แห่ง"
    context.look_at(area_code="9301")
    assert len(column(page, Column.CODE)) == 5
    context.look_at(area_code="930104")
    assert page.content_stack.currentWidget() is page.empty_widget
    assert "Ins" in said(page.empty_text_label.text())


def test_typing_filters_once_the_hand_rests(page: PlacesPage, qtbot: QtBot) -> None:
    type_text(page.filter_edit, "เปี๊ยะ")
    assert len(column(page, Column.CODE)) == 4
    qtbot.waitUntil(lambda: column(page, Column.CODE) == ["93010103"])
    type_text(page.filter_edit, "ไม่มี")
    qtbot.waitUntil(page.nothing_label.isVisible)
    assert "Ctrl+L" in said(page.nothing_label.text())
    assert not page.village_panel.change_button.isEnabled()


def test_a_heading_orders_the_list_and_the_cursor_stays_on_its_village(
    page: PlacesPage, services: Services
) -> None:
    chosen = services.villages.by_code("93010102").id
    page.show_target(chosen)
    page.village_table.sortByColumn(Column.NAME, Qt.SortOrder.DescendingOrder)
    assert column(page, Column.NAME) == ["ชุมชนหัวถนน", "บ้านน้ำเลือด", "บ้านดอนหลา", "บ้านควนเปี๊ยะ"]
    row = page.village_table.currentIndex().row()
    assert model_of(page).id_at(row) == chosen


def test_the_panel_tells_figures_and_names(page: PlacesPage, services: Services) -> None:
    number = services.villages.by_code("93010101").id
    fact = VillageFact(on=BEFORE, households=1234, headman="นายจำลอง มีสุข", source="จปฐ.")
    services.villages.save_fact(number, fact)
    page.refresh()
    page.show_target(number)
    panel = page.village_panel
    assert said(panel.name_label.text()) == "ม.1 บ้านดอนหลา"
    assert panel.households_label.text() == "1,234 ครัวเรือน"
    assert said(panel.source_label.text()) == "จปฐ. ณ 30 ก.ย. 2569"
    assert "แต่เดิม" in said(panel.past_label.text())


def test_a_rename_is_previewed_and_made(
    page: PlacesPage, services: Services, change: Callable[..., ChangeDialog]
) -> None:
    dialog = change(ChangeKind.RENAME, "93010101")
    dialog.name_edit.setText("ดอนใหม่")
    dialog.on_edit.setText(DAY)
    assert "ม.1 บ้านดอนหลา (93010101) จะชื่อ “ดอนใหม่”" in said(dialog.preview_label.text())
    dialog.save_button.click()
    assert services.villages.by_code("93010101").name == "ดอนใหม่"
    assert services.villages.by_code("93010101", as_of=BEFORE).name == "ดอนหลา"


def test_a_moo_alone_is_one_of_the_tambon(
    services: Services, change: Callable[..., ChangeDialog]
) -> None:
    dialog = change(ChangeKind.SPLIT, "93010101")
    dialog.code_edit.setText("๔")
    dialog.name_edit.setText("ดอนใต้")
    dialog.on_edit.setText(DAY)
    dialog.save_button.click()
    assert dialog.saved_id == services.villages.by_code("93010104").id


def test_a_merge_offers_the_amphoe_and_keeps_the_old_code_readable(
    page: PlacesPage, services: Services, change: Callable[..., ChangeDialog]
) -> None:
    dialog = change(ChangeKind.MERGE, "93010102")
    offered = [dialog.into_combo.itemText(row) for row in range(dialog.into_combo.count())]
    assert offered[1].startswith("ม.1 บ้านดอนหลา")
    assert "ท่าแค" in offered[-1]
    dialog.into_combo.setCurrentIndex(1)
    dialog.on_edit.setText(DAY)
    dialog.save_button.click()
    page.refresh()
    assert "93010102" not in column(page, Column.CODE)
    page.ended_check.setChecked(True)
    assert "93010102" in column(page, Column.CODE)
    page.show_target(dialog.saved_id)
    assert "พ้นจากทะเบียนวันที่ 1 ต.ค. 2569" in said(page.village_panel.ended_label.text())
    assert "รวมเข้ากับ ม.1 บ้านดอนหลา" in said(page.village_panel.past_label.text())
    assert not page.village_panel.change_button.isEnabled()
    assert page.change_dialog(ChangeKind.RENAME) is None
    assert services.villages.by_code("93010102", as_of=BEFORE).id == dialog.saved_id


def test_a_refused_change_marks_its_fields_and_writes_nothing(
    change: Callable[..., ChangeDialog],
) -> None:
    dialog = change(ChangeKind.RENUMBER, "93010101")
    dialog.code_edit.setText("2")
    dialog.on_edit.setText("31/2/69")
    dialog.save_button.click()
    assert dialog.on_edit.property("wrong") == "true"
    assert dialog.isVisible()
    dialog.on_edit.setText(DAY)
    dialog.save_button.click()
    assert dialog.code_edit.property("wrong") == "true"
    assert "เป็นของบ้านน้ำเลือด" in said(dialog.code_problem.text())
    assert dialog.saved_id is None


def test_closing_a_dialog_with_something_typed_asks_first(
    dialogs: FakeDialogs, change: Callable[..., ChangeDialog]
) -> None:
    dialog = change(ChangeKind.ADD)
    dialog.reject()
    assert dialogs.asked == []
    again = change(ChangeKind.ADD)
    again.name_edit.setText("ใหม่")
    again.reject()
    assert dialogs.asked == ["การเปลี่ยนแปลงนี้"]


@pytest.fixture
def facts(page: PlacesPage) -> Iterator[FactDialog]:
    dialog = page.fact_dialog()
    assert dialog is not None
    dialog.show()
    yield dialog
    dialog.hide()
    dialog.deleteLater()


def test_figures_are_entered_for_a_day_and_a_blank_erases_nothing(
    page: PlacesPage, services: Services, facts: FactDialog
) -> None:
    number = services.villages.by_code("93010101").id
    today = page.context.today
    services.villages.save_fact(number, VillageFact(on=today, households=10, people=40))
    facts.households_edit.setText("๑,๒๐๐")
    facts.save_button.click()
    fact = services.villages.fact_on(number, today)
    assert fact is not None
    assert (fact.households, fact.people) == (1200, 40)


@pytest.mark.parametrize(
    ("field", "text"), [("households", "สิบ"), ("people", "1.5"), ("on", "31/2/69"), ("on", "")]
)
def test_a_wrong_figure_is_marked(
    facts: FactDialog, services: Services, field: str, text: str
) -> None:
    facts.headman_edit.setText("นายจำลอง มีสุข")
    edit = getattr(facts, f"{field}_edit")
    edit.setText(text)
    facts.save_button.click()
    assert edit.property("wrong") == "true"
    assert "กรุณา" in said(getattr(facts, f"{field}_problem").text())
    assert services.villages.facts(services.villages.by_code("93010101").id) == ()


def test_nothing_entered_is_told(facts: FactDialog) -> None:
    facts.save_button.click()
    assert "กรุณากรอกอย่างน้อยหนึ่งช่อง" in said(facts.households_problem.text())


def test_places_alike_lead_to_the_first_of_them(
    page: PlacesPage, office_store: Store, services: Services
) -> None:
    page.alike_button.click()
    assert "ไม่พบ" in said(page.told_label.text())
    register_villages(office_store, {"93010104": "ดอนหลา"})
    page.refresh()
    dialog = page.alike_dialog()
    assert dialog is not None
    assert dialog.pair_table.model().index(0, 3).data() == "100%"
    assert dialog.chosen_id == services.villages.by_code("93010101").id
    dialog.deleteLater()


def test_a_change_made_elsewhere_is_shown(
    page: PlacesPage, office_store: Store, context: Context
) -> None:
    for number, kind in enumerate((Changed.VILLAGES, Changed.ANYTHING), 5):
        register_villages(office_store, {f"930101{number:02}": "ใหม่"})
        context.happened.emit(kind, None)
        assert f"930101{number:02}" in column(page, Column.CODE)


def test_a_narrow_window_folds_the_panel_away(page: PlacesPage) -> None:
    page.set_compact(True)
    assert not page.village_panel.isVisible()
    page.toggle_panel()
    assert page.village_panel.isVisible()


class TestTheWholeCountry:
    """Invented villages in every tambon of Thailand, all in one list."""

    @pytest.fixture
    def page_of(
        self, qtbot: QtBot, office_store: Store, make_context: Callable[[Services], Context]
    ) -> Callable[[int], PlacesPage]:
        """An office with so many places, and its page, shown and empty."""

        def make(wanted: int) -> PlacesPage:
            register_many(office_store, wanted)
            context = make_context(services_of(office_store))
            made = PlacesPage(context)
            qtbot.addWidget(made)
            made.resize(1150, 700)
            made.show()
            return made

        return make

    @pytest.mark.parametrize("wanted", [5_000, pytest.param(79_000, marks=pytest.mark.slow)])
    def test_opening_and_filtering_read_only_what_is_in_sight(
        self,
        page_of: Callable[[int], PlacesPage],
        qtbot: QtBot,
        monkeypatch: pytest.MonkeyPatch,
        wanted: int,
        record_property: Callable[[str, object], None],
    ) -> None:
        page = page_of(wanted)
        read: list[int] = []
        lines = VillageRegister.lines

        def counted(register: VillageRegister, ids: Sequence[int]) -> Sequence[RegisterLine]:
            read.append(len(ids))
            return lines(register, ids)

        monkeypatch.setattr(VillageRegister, "lines", counted)

        def shown(text: str) -> float:
            """Milliseconds from the end of typing to the painted list."""
            page.filter_edit.setText(text)
            begun = perf_counter()
            page.refresh()
            page.village_table.viewport().repaint()
            return (perf_counter() - begun) * 1000

        def by_hand() -> float:
            """Milliseconds to read every name of the register, as a list of widgets would."""
            begun = perf_counter()
            assert len(page.context.services.villages.in_area(AREA)) == wanted
            return (perf_counter() - begun) * 1000

        opened = shown("")
        assert model_of(page).rowCount() == wanted
        keys = [shown(text) for text in ("ห", "หน", "หนอง", "หนองบัว", "หนองบัว2", "ม.7", "9")]
        whole = min(by_hand() for _ in range(3))
        typical = sorted(keys)[len(keys) // 2]
        told = f"{wanted:,}: open {opened:.0f} ms, a key {typical:.0f} ms, all read {whole:.0f} ms"
        record_property("figures", told)
        assert max(read) <= 256
        assert len(read) <= 3 * (len(keys) + 1)

    def test_the_last_row_of_a_long_list_is_there_at_once(
        self, page_of: Callable[[int], PlacesPage]
    ) -> None:
        page = page_of(3_000)
        page.refresh()
        model = model_of(page)
        last = model.index(model.rowCount() - 1, Column.CODE)
        page.village_table.scrollToBottom()
        assert last.data() == max(
            village.code for village in page.context.services.villages.in_area(AREA)
        )


def register_many(store: Store, wanted: int) -> None:
    """Invented villages of the one province, spread over as many invented tambon as it takes."""
    names = ("ป่าขาด", "ท่ายาง", "ควนเปี๊ยะ", "หนองบัว", "ดอนหลา", "เกาะเสือ", "คลองใหญ่")
    codes = [f"{AREA}{number // 40:04}{number % 40 + 1:02}" for number in range(wanted)]
    with store.writing(Intent(action="test.villages", summary="ทะเบียน")) as work:
        work.insert_many(
            VillageRow, [{"uuid": place_uuid(code), "kind": "village"} for code in codes]
        )
        ids = {
            uuid: number
            for number, uuid in work.session.execute(select(VillageRow.id, VillageRow.uuid))
        }
        work.insert_many(
            VillageNameRow,
            [
                {
                    "village_id": ids[place_uuid(code)],
                    "valid_from": None,
                    "valid_to": None,
                    "code": code,
                    "tambon_code": code[:6],
                    "moo": moo_of(code),
                    "name": f"{names[number % 7]}{number % 90}",
                    "name_key": name_key(f"{names[number % 7]}{number % 90}"),
                }
                for number, code in enumerate(codes)
            ],
        )
        work.insert_many(
            VillageFactRow,
            [
                {
                    "village_id": ids[place_uuid(code)],
                    "on_date": BEFORE,
                    "households": 50 + number % 300,
                    "people": 150 + number % 900,
                    "headman": "",
                    "source": "",
                }
                for number, code in enumerate(codes)
            ],
        )
