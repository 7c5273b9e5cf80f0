"""The view of instruments: a version made, changed part by part, taken in, published."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot
from windows import FakeDialogs

from cdd_desktop.checklists.instruments import CDD_6X2, CheckStatus, Instrument, Metric, Relation
from cdd_desktop.gui.context import Changed, Context
from cdd_desktop.gui.pages.checklists.instruments.amount_dialogs import (
    DoubtDialog,
    ParameterDialog,
)
from cdd_desktop.gui.pages.checklists.instruments.condition_dialog import ConditionDialog
from cdd_desktop.gui.pages.checklists.instruments.dialogs import (
    BeginDialog,
    ConfirmDialog,
    HeadDialog,
    LinkDialog,
    TopicDialog,
)
from cdd_desktop.gui.pages.checklists.instruments.indicator_dialog import IndicatorDialog
from cdd_desktop.gui.pages.checklists.instruments.level_dialog import LevelDialog
from cdd_desktop.gui.pages.checklists.instruments.view import InstrumentsView
from cdd_desktop.gui.pages.checklists.instruments.words import RECORDS, Part
from cdd_desktop.plans import checklist_facts as of_plans
from cdd_desktop.waste import checklist_facts as of_waste

WITHIN = 60_000


@dataclass
class Page:
    """Takes what the view tells of its writing."""

    instrument: Instrument
    said: list[tuple[str, Changed]] = field(default_factory=list)

    def wrote(self, said: str, changed: Changed) -> None:
        """Remember it."""
        self.said.append((said, changed))


@pytest.fixture
def view(qtbot: QtBot, context: Context) -> InstrumentsView:
    page = Page(context.services.checklists.instrument(CDD_6X2))
    made = InstrumentsView(context, page)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.resize(1150, 600)
    made.show()
    made.refresh()
    settle(qtbot, made)
    return made


def settle(qtbot: QtBot, view: InstrumentsView) -> None:
    qtbot.waitUntil(lambda: not view.is_busy, timeout=WITHIN)


def answer(monkeypatch: pytest.MonkeyPatch, fill: Callable[[Any], None]) -> list[QDialog]:
    """Dialogs are filled and saved instead of shown; gives those that were."""
    seen: list[QDialog] = []

    def run(dialog: Any) -> QDialog.DialogCode:
        seen.append(dialog)
        fill(dialog)
        dialog.save()
        assert dialog.result() == QDialog.DialogCode.Accepted, dialog.told_label.text()
        return QDialog.DialogCode.Accepted

    for kind in (
        BeginDialog,
        ConfirmDialog,
        DoubtDialog,
        HeadDialog,
        IndicatorDialog,
        LevelDialog,
        LinkDialog,
        ParameterDialog,
        TopicDialog,
    ):
        monkeypatch.setattr(kind, "exec", run)
    return seen


def take(view: InstrumentsView, instrument_id: str, version: str) -> None:
    rows = [(one.id, one.version) for one in view.editions.rows]
    row = rows.index((instrument_id, version))
    view.edition_table.setCurrentIndex(view.editions.index(row, 0))


def choose(view: InstrumentsView, part: Part, row: int) -> None:
    view.part_tabs.setCurrentIndex(part)
    table, model = view._tables[part]
    table.setCurrentIndex(model.index(row, 0))


def test_a_version_is_made_changed_and_published_with_its_crosswalk_in_step(
    qtbot: QtBot,
    view: InstrumentsView,
    context: Context,
    dialogs: FakeDialogs,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    take(view, CDD_6X2, "2549")
    assert not view.edit_button.isVisible()  # what comes with the program does not change
    answer(monkeypatch, lambda dialog: dialog.version_edit.setText("2571"))
    view.begin_button.click()
    settle(qtbot, view)
    assert view.edition is not None
    assert view.edition.version == "2571"
    choose(view, Part.OUTLINE, 1)
    answer(monkeypatch, lambda dialog: dialog.text_edit.setPlainText("ครัวเรือนทำสวนครัวทุกหลัง"))
    view.edit_button.click()
    settle(qtbot, view)
    choose(view, Part.LINKS, 0)
    line = view.links.rows[0]
    assert line.link.relation is Relation.ADAPTED
    choose(view, Part.OUTLINE, 2)
    view.remove_button.click()
    settle(qtbot, view)
    assert "1.2" in dialogs.asked[-1]
    assert [one.link.relation for one in view.links.rows].count(Relation.DROPPED) == 1
    assert view.part_tabs.tabText(Part.FAULTS) == "ต้องแก้"
    view.publish_button.click()
    settle(qtbot, view)
    assert context.services.checklists.instrument(CDD_6X2, 2571).version == "2571"
    assert view.publish_button.text() == "กลับเป็นร่าง"
    assert all(changed is Changed.INSTRUMENTS for _, changed in view.page.said)
    context.services.history.undo(context.services.history.recent(1)[0].id)
    view.refresh()
    settle(qtbot, view)
    assert view.edition is not None
    assert view.edition.is_draft


def test_a_level_is_read_back_in_plain_thai_and_a_wrong_line_is_told_at_its_field(
    qtbot: QtBot, context: Context, view: InstrumentsView
) -> None:
    made = context.services.checklists.instrument(CDD_6X2)
    taken: list[object] = []
    dialog = LevelDialog(view, context, made, None, taken.append)
    qtbot.addWidget(dialog)
    dialog.name_edit.setText("ดีเด่น")
    dialog.conditions_edit.setPlainText("จำนวนข้อที่ผ่าน; ตั้งแต่ 10")
    assert "อย่างน้อย 10 ข้อ" in dialog.reading_label.text().replace("\u200b", "")
    dialog.conditions_edit.setPlainText("มากกว่าสิบ")
    dialog.save()
    assert "ไม่ใช่เงื่อนไขของระดับ" in dialog.conditions_problem.text().replace("\u200b", "")
    assert taken == []


def test_only_what_a_kind_of_answer_uses_is_asked(
    qtbot: QtBot, context: Context, view: InstrumentsView
) -> None:
    taken: list[Any] = []
    dialog = IndicatorDialog(view, context, None, taken.append)
    qtbot.addWidget(dialog)
    dialog.text_edit.setPlainText("มีแผน")
    assert dialog.options_part.isHidden()
    dialog.kind_combo.setCurrentText("เลือกหนึ่งข้อ")
    assert not dialog.options_part.isHidden()
    dialog.options_edit.setPlainText("ก | มีครบ | 2 | ผ่าน\nข | ไม่มี | 0")
    dialog.save()
    assert [one.code for one in taken[0].options] == ["ก", "ข"]


def test_a_file_comes_in_as_a_draft_and_the_same_again_changes_nothing(
    qtbot: QtBot, view: InstrumentsView, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    take(view, CDD_6X2, "2549")
    dialogs.path = tmp_path / "หก ด้าน.yaml"
    view.export_button.click()
    settle(qtbot, view)
    text = dialogs.path.read_text(encoding="utf-8")
    dialogs.path.write_text(text.replace('"2549"', '"2570"', 1), encoding="utf-8")
    view.import_button.click()
    settle(qtbot, view)
    assert view.edition is not None
    assert (view.edition.version, view.edition.is_draft) == ("2570", True)
    # it was not linked to the version before: that is told, and proposed
    assert view.part_tabs.tabText(Part.FAULTS) == "ต้องแก้ (1)"
    view.part_tabs.setCurrentIndex(Part.LINKS)
    view.add_button.click()
    settle(qtbot, view)
    assert view.part_tabs.tabText(Part.FAULTS) == "ต้องแก้"
    told = len(view.page.said)
    view.import_button.click()  # over the draft, which is another by now
    settle(qtbot, view)
    assert len(view.page.said) == told + 1
    view.import_button.click()
    settle(qtbot, view)
    assert len(view.page.said) == told + 1


def test_the_tables_are_well_formed(view: InstrumentsView) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    testers = [
        QAbstractItemModelTester(model, mode)
        for model in (view.editions, *(model for _, model in view._tables.values()))
    ]
    take(view, CDD_6X2, "2549")
    assert len(testers) == 1 + len(Part)


def test_a_new_instrument_wants_a_name_and_tells_so_at_its_field(
    qtbot: QtBot, context: Context, view: InstrumentsView
) -> None:
    def act(typed: tuple[str, str, int]) -> None:
        title, version, year = typed
        context.services.instruments.begin("", None, version, year, title=title)

    dialog = BeginDialog(view, context, "แบบประเมินใหม่", act, wants_title=True)
    qtbot.addWidget(dialog)
    dialog.save()
    assert "ชื่อแบบประเมิน" in dialog.full_title_problem.text().replace("\u200b", "")
    dialog.full_title_edit.setText("แบบตรวจศูนย์เรียนรู้")
    dialog.save()
    found = context.services.instruments.editions()[-1]
    assert (found.title, found.is_draft, found.faults) == ("แบบตรวจศูนย์เรียนรู้", True, ())


def draft_of(qtbot: QtBot, view: InstrumentsView, instrument_id: str) -> Instrument:
    """A draft from the shipped version, in hand."""
    instruments = view.context.services.instruments
    shipped = next(one for one in instruments.editions() if one.id == instrument_id)
    view.wanted = instruments.begin(instrument_id, shipped.content_hash, "2571", 2571).uuid
    view.refresh()
    settle(qtbot, view)
    assert view.edition is not None
    assert view.edition.instrument is not None
    return view.edition.instrument


def press(qtbot: QtBot, view: InstrumentsView, key: Qt.Key, keys: str = "") -> None:
    """A key on what has the keyboard; `keys` are those held down."""
    held = Qt.KeyboardModifier.NoModifier
    if "C" in keys:
        held |= Qt.KeyboardModifier.ControlModifier
    if "A" in keys:
        held |= Qt.KeyboardModifier.AltModifier
    QTest.keyClick(QApplication.focusWidget() or view, key, held)
    settle(qtbot, view)


def walked(start: QWidget, key: Qt.Key = Qt.Key.Key_Tab) -> list[str]:
    """Names of the widgets that Tab (or Backtab) comes by, from one until it comes again."""
    start.setFocus()
    names = [start.objectName()]
    while True:
        QTest.keyClick(QApplication.focusWidget(), key)
        now = QApplication.focusWidget()
        if now is None or now.objectName() in names:
            return names
        names.append(now.objectName())


def test_every_part_of_a_draft_is_reached_and_changed_by_keys_alone(
    qtbot: QtBot, view: InstrumentsView, dialogs: FakeDialogs, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft_of(qtbot, view, "moi-4x23")
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow, timeout=WITHIN)
    order = walked(view.edition_table)
    wanted = ["edition_table", "part_tabs", "add_button", "outline_table"]
    assert [name for name in order if name in wanted] == wanted
    above = walked(view.edition_table, Qt.Key.Key_Backtab)
    assert above[1:4] == ["discard_button", "publish_button", "confirm_button"]
    assert above[4:8] == ["export_button", "import_button", "blank_button", "begin_button"]
    view.edition_table.setFocus()
    press(qtbot, view, Qt.Key.Key_Tab, "C")
    assert view.part is Part.LEVELS
    press(qtbot, view, Qt.Key.Key_Down, "A")  # the lowest above the next: both are told of
    assert view.level_table.currentIndex().row() == 1
    assert "ต้องแก้" in view.levels.rows[0].told
    press(qtbot, view, Qt.Key.Key_Tab, "C")
    seen = answer(
        monkeypatch,
        lambda dialog: (
            dialog.label_edit.setText("เส้นรายได้"),
            dialog.value_edit.setText("๓๘,๐๐๐"),
            dialog.from_year_edit.setText("2560"),
        ),
    )
    press(qtbot, view, Qt.Key.Key_Insert)
    assert [(one.key, one.value) for one in view.parameters.rows] == [("value-1", 38_000)]
    answer(
        monkeypatch,
        lambda dialog: (dialog.value_edit.setText("4"), dialog.from_year_edit.setText("2571")),
    )
    press(qtbot, view, Qt.Key.Key_Insert)  # the same amount of another year
    assert [(one.key, one.from_year) for one in view.parameters.rows] == [
        ("value-1", 2560),
        ("value-1", 2571),
    ]
    press(qtbot, view, Qt.Key.Key_Delete, "C")
    assert len(view.parameters.rows) == 1
    press(qtbot, view, Qt.Key.Key_Tab, "C")
    answer(monkeypatch, lambda dialog: dialog.text_edit.setPlainText("กรุณาถามซ้ำ"))
    press(qtbot, view, Qt.Key.Key_Return)
    assert (view.part, view.doubts.rows[0].text) == (Part.DOUBTS, "กรุณาถามซ้ำ")
    view.go_to(Part.FAULTS, 0)
    press(qtbot, view, Qt.Key.Key_Return)
    assert (view.part, view.level_table.hasFocus()) == (Part.LEVELS, True)
    answer(
        monkeypatch,
        lambda dialog: (
            dialog.scope_combo.setCurrentIndex(dialog.scope_combo.count() - 1),
            dialog.source_edit.setText("คู่มือ 2570"),
        ),
    )
    press(qtbot, view, Qt.Key.Key_M, "C")
    assert view.edition is not None
    assert view.edition.instrument is not None
    assert view.edition.instrument.is_verified
    context = view.context
    context.services.history.undo(context.services.history.recent(1)[0].id)
    assert not context.services.instruments.named("moi-4x23", "2571").instrument.is_verified
    assert len(seen) == 1
    assert dialogs.asked


def test_a_condition_is_chosen_read_back_and_refused_where_it_can_never_hold(
    qtbot: QtBot, context: Context, view: InstrumentsView
) -> None:
    made = context.services.checklists.instrument("moi-4x23")
    taken: list[Any] = []
    dialog = ConditionDialog(view, context, made, None, taken.append)
    qtbot.addWidget(dialog)
    for row, metric in enumerate(Metric):
        dialog.metric_combo.setCurrentIndex(row)
        assert dialog.chosen("metric") == metric
        assert dialog.scores_part.isHidden() is (metric is not Metric.SCORED)
    dialog.metric_combo.setCurrentIndex(0)
    dialog.at_least_edit.setText("5")
    dialog.at_most_edit.setText("3")
    dialog.save()
    assert "ไม่มีทางเป็นจริง" in dialog.at_least_problem.text().replace("\u200b", "")
    dialog.at_most_edit.clear()
    dialog._entries.item(0).setCheckState(Qt.CheckState.Checked)
    dialog.each_topic_check.setChecked(True)
    assert "ในแต่ละด้าน" in dialog.reading_label.text().replace("\u200b", "")
    dialog.save()
    assert (taken[0].topics, taken[0].each_topic, taken[0].at_least) == (("1",), True, 5)
    level = LevelDialog(view, context, made, made.levels[2], taken.append)
    qtbot.addWidget(level)
    level.min_passed_edit.setText("19")
    assert "ต้องเริ่มที่ 17" in level.fault_label.text().replace("\u200b", "")
    inner = level.condition_dialog(None, -1)
    inner.at_least_edit.setText("24")  # of 23
    inner.save()
    assert level.text("conditions").toPlainText() == "จำนวนข้อที่ผ่าน; ตั้งแต่ 24"
    assert level.min_passed_part.isHidden()
    assert level.fault_label.text()


def test_a_doubt_takes_only_answers_that_can_be_given(
    qtbot: QtBot, context: Context, view: InstrumentsView
) -> None:
    made = context.services.checklists.instrument("moi-4x23")
    taken: list[Any] = []
    dialog = DoubtDialog(view, context, made, None, taken.append)
    qtbot.addWidget(dialog)
    dialog.text_edit.setPlainText("กรุณาถามซ้ำ")
    dialog.answers_edit.setPlainText("9.9 = ผ่าน")
    dialog.save()
    assert "ไม่มีข้อ “9.9”" in dialog.answers_problem.text().replace("\u200b", "")
    dialog.answers_edit.setPlainText("1.1 = -")
    dialog.save()
    assert "ตอบ “-” ไม่ได้" in dialog.answers_problem.text().replace("\u200b", "")
    dialog.answers_edit.clear()
    dialog.indicator_combo.setCurrentIndex(1)
    dialog.pick_button.click()
    dialog.record_combo.setCurrentIndex(dialog.record_combo.findData(of_plans.NO_PLAN))
    dialog.save()
    assert taken[0].answers == (("1.2", "passed"),)
    assert taken[0].record == of_plans.NO_PLAN
    facts = {of_plans.NO_PLAN, of_plans.DRAFT_ONLY, of_waste.NO_GROUP, of_waste.NO_BINS}
    assert set(RECORDS) == {"", *facts}


def test_an_instrument_without_indicators_leads_to_a_file_that_is_filled_and_taken_in(
    qtbot: QtBot,
    view: InstrumentsView,
    dialogs: FakeDialogs,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    assert view.empty_card.isHidden()
    take(view, "gvh-6x22", view.context.services.checklists.instrument("gvh-6x22").version)
    assert view.empty_card.isVisible()
    answer(monkeypatch, lambda dialog: dialog.version_edit.setText("2571"))
    dialogs.path = tmp_path / "ความสุข.yaml"
    view.blank_file_button.click()
    settle(qtbot, view)
    assert view.edition is not None
    assert (view.edition.version, view.edition.is_draft) == ("2571", True)
    text = dialogs.path.read_text(encoding="utf-8")
    check = "check: {status: รอตรวจ, source: คู่มือ}"
    asked = f'indicators:\n      - {{code: "1.1", number: 1, text: มีสุข, {check}}}'
    text = text.replace("indicators: []", asked, 1).replace("indicators: 0", "indicators: 1", 1)
    dialogs.path.write_text(text, encoding="utf-8")
    view.fill_button.click()
    settle(qtbot, view)
    assert view.empty_card.isHidden()
    assert [one.indicator.text for one in view.outline.rows if one.indicator] == ["มีสุข"]
    view.part_tabs.setCurrentIndex(Part.LINKS)
    view.add_button.click()  # what the crosswalk lacks is put into it
    settle(qtbot, view)
    assert [one.link.relation for one in view.links.rows] == [Relation.NEW]


def test_many_texts_of_a_version_in_use_are_confirmed_at_once(
    qtbot: QtBot, view: InstrumentsView, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(view, "moi-4x23", context.services.checklists.instrument("moi-4x23").version)
    seen = answer(
        monkeypatch,
        lambda dialog: (
            dialog.scope_combo.setCurrentIndex(1),
            dialog.source_edit.setText("คู่มือ"),
            dialog.by_edit.setText("สมใจ"),
        ),
    )
    view.confirm_button.click()
    settle(qtbot, view)
    assert len(seen) == 1
    found = context.services.checklists.instrument("moi-4x23")
    assert found.is_verified
    assert found.indicators[0].check.status is CheckStatus.VERIFIED
