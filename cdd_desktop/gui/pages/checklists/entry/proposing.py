"""A failed indicator becomes a proposal of its village: Ctrl+Enter shows it, Enter keeps it."""

import dataclasses
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget

from cdd_desktop.checklists.records import AnswerState, AnySheet, RoundKey, SheetKey
from cdd_desktop.gui.context import Changed
from cdd_desktop.gui.keys import Command
from cdd_desktop.gui.looks import set_look
from cdd_desktop.gui.pages.checklists.entry.words import only_villages
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.thai_text import wrapped

if TYPE_CHECKING:  # brings SQLAlchemy, which may load only after the first paint
    from cdd_desktop.gui.pages.checklists.entry.view import EntryView
    from cdd_desktop.plans.needs.records import Proposal
    from cdd_desktop.plans.records import Project

PROPOSE_KEYS = "Ctrl+Return"
_WIDTH = 520
_NAMED = 2


class ProposalStrip(QFrame):
    """The proposal as it would be kept; only its name is typed here. Esc closes it."""

    kept = Signal(object)  # Project

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setProperty("popup", "true")
        self._proposal: Proposal | None = None
        self._title = _line(self, "strong")
        self.name_edit = QLineEdit(self)
        self.name_edit.setAccessibleName("ชื่อข้อเสนอโครงการ")
        self._reason = _line(self, "muted")
        self._known = _line(self, "failed")
        self._hint = _line(self, "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(6)
        for part in (self._title, self.name_edit, self._reason, self._known, self._hint):
            layout.addWidget(part)
        self.name_edit.returnPressed.connect(self._keep)
        self.setFixedWidth(_WIDTH)

    def open_at(self, proposal: "Proposal", village: str, corner: QPoint) -> None:
        """Open with its top left at a point of the screen."""
        self._proposal = proposal
        self._title.setText(wrapped(f"เสนอโครงการแก้ไข · {village}"))
        self.name_edit.setText(proposal.project.name)
        self.name_edit.setCursorPosition(0)
        self._reason.setText(wrapped(proposal.project.reason))
        named = ", ".join(proposal.known[:_NAMED])
        self._known.setText(wrapped(f"มีข้อเสนอของข้อนี้แล้ว: {named}") if named else "")
        self._known.setVisible(bool(named))
        self.say(f"Enter เก็บไว้ใน{proposal.home} · Esc ปิด")
        self.adjustSize()
        self.move(corner)
        self.show()
        self.name_edit.setFocus(Qt.FocusReason.PopupFocusReason)

    def say(self, text: str, *, tone: str = "muted") -> None:
        """One sentence at the foot."""
        set_look(self._hint, tone=tone)
        self._hint.setText(wrapped(text))
        self.adjustSize()

    def _keep(self) -> None:
        if self._proposal is None:
            return
        name = self.name_edit.text().strip()
        if not name:
            self.say("ยังไม่ได้กรอกชื่อโครงการ กรุณากรอกชื่อ แล้วกด Enter", tone="failed")
            return
        project, self._proposal = self._proposal.project, None
        self.close()
        self.kept.emit(dataclasses.replace(project, name=name))


class Proposing(QObject):
    """Proposals from the view's table."""

    def __init__(self, page: "EntryView") -> None:
        super().__init__(page)
        self._page = page
        self.strip = ProposalStrip(page)
        self._failed_last: tuple[RoundKey, str] | None = None
        self.strip.kept.connect(self._keep)
        page.answer_table.struck.connect(self._follow)
        page.answer_table.proposal_requested.connect(self.open)
        for keys in (PROPOSE_KEYS, "Ctrl+Enter"):
            on_keys(page.answer_table, keys, self.open)

    def open(self) -> None:
        """Show what would be proposed for the indicator under the cursor; for the one that the last
        key failed where the cursor went on from it."""
        page, sheet = self._page, self._page.sheet
        if sheet is None:
            return
        line = page.answer_table.current_line()
        here = line.indicator.code if line is not None else ""
        code = here if _has_failed(sheet, here) else ""
        if not code and self._failed_last is not None:
            key, last = self._failed_last
            code = last if key == sheet.key and _has_failed(sheet, last) else ""
        if not code:
            told = f"ข้อ {here} ไม่ใช่ข้อที่ไม่ผ่าน เลื่อนไปข้อที่ไม่ผ่านก่อน แล้วกด Ctrl+Enter"
            page.notice(told, "failed")
            return
        self._ask(sheet, code)

    def _follow(self, code: str, command: Command) -> None:
        sheet = self._page.sheet
        failed = sheet is not None and command is Command.FAILED
        self._failed_last = (sheet.key, code) if sheet is not None and failed else None

    def _ask(self, sheet: AnySheet, code: str) -> None:
        page, answer = self._page, sheet.answers[code]
        key, evidence = sheet.key, answer.evidence or answer.note
        if not isinstance(key, SheetKey):
            page.notice(only_villages("ข้อเสนอโครงการ"), "failed")
            return
        if answer.value is not None:
            evidence = " · ".join(filter(None, (answer.label, evidence)))
        needs = page.context.services.needs
        page.query(
            lambda: needs.begin_from_indicator(
                key.instrument, code, key.fiscal_year, key.village_id, evidence
            ),
            self._show,
        )

    def _show(self, proposal: "Proposal") -> None:
        page, sheet = self._page, self._page.sheet
        key = None if sheet is None else sheet.key
        if not isinstance(key, SheetKey) or key.village_id != proposal.project.origin.village_id:
            return  # another village is looked at by now
        corner = page.answer_table.mapToGlobal(QPoint(60, 44))
        self.strip.open_at(proposal, page.village_label, corner)

    def _keep(self, project: "Project") -> None:
        needs = self._page.context.services.needs
        self._page.query(lambda: needs.propose(project), self._take, writes=True)

    def _take(self, project: "Project") -> None:
        page = self._page
        page.notice(f"เก็บข้อเสนอ “{project.name}” แล้ว ดูได้ที่หน้าแผนตำบล กด Alt+7", "passed")
        page.context.saved.emit()
        page.context.happened.emit(Changed.PLANS, page.page)


def _has_failed(sheet: AnySheet, code: str) -> bool:
    answer = sheet.answers.get(code)
    return answer is not None and answer.state is AnswerState.FAILED


def _line(parent: QWidget, tone: str) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    set_look(label, tone=tone)
    return label
