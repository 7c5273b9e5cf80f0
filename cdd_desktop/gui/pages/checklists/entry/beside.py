"""What is known of the sheet in hand beside its answers: files, doubts, how far it has gone."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cdd_desktop.checklists.evidence.doubts import doubts
from cdd_desktop.checklists.evidence.records import Doubt, SheetEvidence
from cdd_desktop.checklists.records import AnySheet, RoundKey, SheetKey
from cdd_desktop.gui.pages.view import View
from cdd_desktop.plans.judged import told_plan

if TYPE_CHECKING:  # brings SQLAlchemy, which may load only after the first paint
    from cdd_desktop.checklists.workflow.records import StageLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """As it was read. `line` is None of a sheet that was not begun; `step` is the name of the step
    it stands at, "" at the first."""

    key: RoundKey
    evidence: SheetEvidence
    line: "StageLine | None" = None
    step: str = ""


class BesideSheet(QObject):
    """Read off the window's thread: a sheet is shown and keyed before it comes."""

    changed = Signal()

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self._view = view
        self._known: Known | None = None

    def look(self, sheet: AnySheet) -> None:
        """Read what is known of a sheet; until then nothing of another one is shown."""
        if self._known is not None and self._known.key != sheet.key:
            self._known = None
        services, key, uuid = self._view.context.services, sheet.key, sheet.uuid

        def read() -> Known:
            if not isinstance(key, SheetKey):  # an office's sheet has answers alone
                return Known(key=key, evidence=SheetEvidence())
            evidence = services.evidence.of(key)
            if uuid is None:
                return Known(key=key, evidence=evidence)
            line = services.workflow.line(uuid)
            way = services.workflow.way()
            step = way.at(line.stage)
            name = "" if step == way.first else step.name
            return Known(key=key, evidence=evidence, line=line, step=name)

        self._view.query(read, self._take)

    def take_evidence(self, key: RoundKey, evidence: SheetEvidence) -> None:
        """It was changed here."""
        known = self.of(key)
        if known is not None:
            self._take(replace(known, evidence=evidence))

    def of(self, key: RoundKey) -> Known | None:
        """What is known of a sheet; None while it is being read."""
        known = self._known
        return known if known is not None and known.key == key else None

    def doubts(self, sheet: AnySheet) -> tuple[Doubt, ...]:
        """The open doubts about a sheet as it is shown."""
        known = self.of(sheet.key)
        if known is None:
            return ()
        raised = doubts(
            sheet.instrument,
            sheet.answers,
            known.evidence.records,
            known.evidence.confirmed,
            sheet.grade.skipped,
        )
        return tuple(doubt for doubt in raised if doubt.is_open)

    def plan_told(self, sheet: AnySheet) -> str:
        """Which plan is judged, as it is now; "" of a sheet that judges none.

        Read at once, by its key: the plan may be renamed or removed at any time.
        """
        if not sheet.instrument.judges_plan:
            return ""
        plan = sheet.head.plan
        if plan is None:
            return "ยังไม่เลือกแผน (Ctrl+H)"
        return told_plan(self._view.context.services.plans.head(plan))

    def _take(self, known: Known) -> None:
        self._known = known
        self.changed.emit()
