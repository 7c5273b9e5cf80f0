"""The view of instruments: a version made, changed part by part, taken in, published."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot
from windows import FakeDialogs

from cdd_desktop.checklists.instruments import CDD_6X2, Relation
from cdd_desktop.gui.context import Changed, Context
from cdd_desktop.gui.pages.checklists.instruments.dialogs import (
    BeginDialog,
    HeadDialog,
    LinkDialog,
    TopicDialog,
)
from cdd_desktop.gui.pages.checklists.instruments.indicator_dialog import IndicatorDialog
from cdd_desktop.gui.pages.checklists.instruments.level_dialog import LevelDialog
from cdd_desktop.gui.pages.checklists.instruments.view import InstrumentsView
from cdd_desktop.gui.pages.checklists.instruments.words import Part

WITHIN = 15_000


@dataclass
class Page:
    """Takes what the view tells of its writing."""

    said: list[tuple[str, Changed]] = field(default_factory=list)

    def wrote(self, said: str, changed: Changed) -> None:
        """Remember it."""
        self.said.append((said, changed))


@pytest.fixture
def view(qtbot: QtBot, context: Context) -> InstrumentsView:
    made = InstrumentsView(context, Page())  # type: ignore[arg-type]
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

    for kind in (BeginDialog, HeadDialog, LevelDialog, LinkDialog, TopicDialog, IndicatorDialog):
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
        for model in (view.editions, view.outline, view.levels, view.links, view.faults)
    ]
    take(view, CDD_6X2, "2549")
    assert len(testers) == 5


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
