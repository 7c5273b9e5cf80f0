"""A dialog opens as tall as its lines are: none stands upon another, at the least size too."""

from collections.abc import Iterator

import pytest
from entry_pages import made_entry
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from cdd_desktop.bootstrap import Services
from cdd_desktop.checklists.instruments import CDD_6X2, MOI_23
from cdd_desktop.checklists.target_lists.records import TargetVillage
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.checklists.page import ChecklistsPage
from cdd_desktop.gui.pages.checklists.targets.dialogs import VillageDialog
from cdd_desktop.gui.pages.checklists.verify.sample_dialog import SampleDialog
from cdd_desktop.gui.pages.places.change_dialog import ChangeDialog
from cdd_desktop.gui.pages.places.fact_dialog import FactDialog
from cdd_desktop.gui.pages.places.government_dialog import GovernmentDialog, Wish
from cdd_desktop.places.change_records import ChangeKind


@pytest.fixture(
    params=[
        "add อปท.",
        *(f"village: {kind.value}" for kind in ChangeKind),
        "fact",
        "target",
        "sample",
        "head",
    ]
)
def dialog(
    request: pytest.FixtureRequest, qtbot: QtBot, context: Context, services: Services
) -> Iterator[QDialog]:
    context.state.keep("checklists/instrument", CDD_6X2)  # its head asks for households too
    window = QWidget()
    qtbot.addWidget(window)
    village = services.villages.by_code("93010101")
    made: QDialog
    match str(request.param).split(": "):
        case ["add อปท."]:
            made = GovernmentDialog(window, context, Wish.ADD)
        case ["village", kind]:
            of = None if ChangeKind(kind) is ChangeKind.ADD else village
            made = ChangeDialog(window, context, ChangeKind(kind), of)
        case ["fact"]:
            made = FactDialog(window, context, village)
        case ["target"]:
            services.target_lists.put_villages(MOI_23, 2570, [TargetVillage(village_id=village.id)])
            told = services.target_lists.of_year(MOI_23, 2570)
            assert told is not None
            (listed,) = services.target_lists.listed(MOI_23, 2570)
            made = VillageDialog(window, context, told, listed)
        case ["sample"]:
            held = ChecklistsPage(context)
            qtbot.addWidget(held)
            made = SampleDialog(window, context, held)
        case _:
            page = made_entry(context)
            qtbot.addWidget(page.page)
            page.refresh()
            head = page.head_dialog()
            assert head is not None
            made = head
    made.show()
    yield made
    made.hide()
    made.deleteLater()


def boxes(dialog: QDialog) -> list[tuple[str, QRect]]:
    """Where the labels and the named fields stand."""
    shown = [
        child
        for child in dialog.findChildren(QWidget)
        if child.isVisible()
        and (isinstance(child, QLabel) or child.objectName().endswith(("_edit", "_combo")))
        and child.parentWidget() is dialog
    ]
    return [
        (child.objectName(), QRect(child.mapTo(dialog, QPoint(0, 0)), child.size()))
        for child in shown
    ]


@pytest.mark.parametrize("is_least", [False, True], ids=["as it opens", "at its least"])
def test_no_line_stands_upon_another(dialog: QDialog, is_least: bool) -> None:
    if is_least:
        dialog.resize(0, 0)
    found = boxes(dialog)
    assert len(found) > 3
    for number, (name, box) in enumerate(found):
        assert dialog.rect().contains(box), name
        for other, its_box in found[number + 1 :]:
            assert not box.intersects(its_box), (name, other)
