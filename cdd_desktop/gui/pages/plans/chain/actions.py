"""What leads a project up the chain and a plan into the next: entries of the two menus."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QWidget

from cdd_desktop.plans.records import Level, Plan, Project

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.plans.chain.step_dialog import StepDialog
    from cdd_desktop.gui.pages.plans.chain.words import ChainWords
    from cdd_desktop.gui.pages.plans.page import PlansPage

_TWO = 2


def plan_actions(page: "PlansPage") -> list[QAction]:
    """For the plan in hand."""
    return [
        _action(page, "เลือกโครงการจากแผนระดับล่าง…", "Ctrl+Shift+U", partial(choose, page)),
        _action(page, "ยกไปแผนใหม่…", "Ctrl+Shift+R", partial(carry, page)),
    ]


def project_actions(page: "PlansPage") -> list[QAction]:
    """For the projects marked in the grid."""
    return [
        _action(page, "รวมโครงการที่เลือก…", "Ctrl+Shift+J", partial(merge, page)),
        _action(page, "แยกเป็นหลายโครงการ…", "Ctrl+Shift+K", partial(split, page)),
    ]


def choose(page: "PlansPage") -> None:
    """Choose projects of plans below into the plan in hand."""
    from cdd_desktop.gui.pages.plans.chain.choose_dialog import ChooseDialog  # noqa: PLC0415

    plan = page.chosen_plan
    if plan is None:
        page.tell("ยังไม่ได้เลือกแผน กรุณาเลือกแผนตำบลหรือแผนอำเภอทางซ้าย (F7)", "failed")
    elif plan.level is Level.VILLAGE:
        page.tell("แผนพัฒนาหมู่บ้านไม่มีแผนระดับล่าง กรุณาเลือกแผนตำบลหรือแผนอำเภอทางซ้าย (F7)", "failed")
    else:
        _open(page, ChooseDialog(page, page.context, plan.uuid), "เลือกขึ้นแผนแล้ว เลิกทำได้ด้วย Ctrl+Z")


def carry(page: "PlansPage") -> None:
    """Carry what is left of the plan in hand into a later one."""
    from cdd_desktop.gui.pages.plans.chain.rollover_dialog import RolloverDialog  # noqa: PLC0415

    plan = page.chosen_plan
    if plan is None:
        page.tell("ยังไม่ได้เลือกแผน กรุณาเลือกแผนที่จะยกไปทางซ้าย (F7)", "failed")
        return
    dialog = RolloverDialog(page, page.context, plan.uuid)

    def show() -> None:
        if isinstance(dialog.saved, Plan):
            page.show_plan(dialog.saved.uuid)

    _open(page, dialog, "ยกไปแผนใหม่แล้ว เลิกทำได้ด้วย Ctrl+Z", show)


def merge(page: "PlansPage") -> None:
    """Put the projects marked in the grid together as one."""
    from cdd_desktop.gui.pages.plans.chain.merge_dialog import MergeDialog  # noqa: PLC0415
    from cdd_desktop.gui.pages.plans.chain.words import read_words  # noqa: PLC0415

    projects, plan = page.chosen_projects(), page.chosen_plan
    if plan is None or len(projects) < _TWO:
        page.tell("การรวมต้องมีตั้งแต่ 2 โครงการ กรุณาทำเครื่องหมายหลายแถวในตาราง (Shift+↓)", "failed")
        return
    services, uuid = page.context.services, plan.uuid

    def show(answer: "tuple[Plan, ChainWords]") -> None:
        whole, words = answer
        dialog = MergeDialog(page, page.context, whole, projects, words=words)
        _open(page, dialog, "รวมโครงการแล้ว เลิกทำได้ด้วย Ctrl+Z", partial(_go_to, page, dialog))

    page.query(lambda: (read := services.plans.get(uuid), read_words(services, read)), show)


def split(page: "PlansPage") -> None:
    """Let the project of the cursor go on as several."""
    from cdd_desktop.gui.pages.plans.chain.split_dialog import SplitDialog  # noqa: PLC0415
    from cdd_desktop.gui.pages.plans.chain.words import read_words  # noqa: PLC0415

    projects, plan = page.chosen_projects(), page.chosen_plan
    if plan is None or len(projects) != 1:
        page.tell("กรุณาเลือกโครงการที่จะแยกในตารางหนึ่งโครงการ", "failed")
        return
    services, uuid, (whole,) = page.context.services, plan.uuid, projects

    def show(answer: "tuple[Plan, ChainWords]") -> None:
        read, words = answer
        dialog = SplitDialog(page, page.context, read, whole, words=words)
        _open(page, dialog, "แยกโครงการแล้ว เลิกทำได้ด้วย Ctrl+Z", partial(_go_to, page, dialog))

    page.query(lambda: (read := services.plans.get(uuid), read_words(services, read)), show)


def open_stage(page: "PlansPage") -> "Iterator[tuple[str, QWidget | None]]":
    """The dialogs as pictures show them: choosing, and carrying on."""
    for name, begin in (("choose", choose), ("carry", carry)):
        begin(page)
        dialog = next((each for each in page.findChildren(QDialog) if each.isVisible()), None)
        if dialog is not None:
            yield name, dialog
            dialog.close()
            dialog.deleteLater()


def _open(
    page: "PlansPage", dialog: "StepDialog", told: str, done: Callable[[], object] | None = None
) -> None:
    """Show it; when it wrote, tell the page, which reads again what it shows."""

    def take() -> None:
        page.wrote(told)
        page.view.refresh()
        if done is not None:
            done()

    dialog.accepted.connect(take)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _go_to(page: "PlansPage", dialog: "StepDialog") -> None:
    """Stand on what was made."""
    made = dialog.saved
    first = made[0] if isinstance(made, tuple) and made else made
    if isinstance(first, Project) and first.plan is not None:
        page.show_project(first.plan, first.uuid)


def _action(page: "PlansPage", words: str, keys: str, act: Callable[[], None]) -> QAction:
    """Its keys hold wherever the keyboard is in the page."""
    action = QAction(words, page)
    action.setShortcut(QKeySequence(keys))
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.triggered.connect(lambda _=False: act())
    page.addAction(action)
    return action
