"""Which plan a sheet judges: a choice in its head, only where the instrument judges plans."""

from uuid import UUID

from PySide6.QtWidgets import QComboBox, QLabel

from cdd_desktop.checklists.records import AnySheet, SheetKey
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.telling import tell
from cdd_desktop.places.records import TAMBON_CODE_LENGTH
from cdd_desktop.plans.judged import REMOVED, judgeable

_NONE = "ยังไม่เลือก"
_NO_PLANS = "หมู่บ้านและตำบลนี้ยังไม่มีแผน กรุณาสร้างแผนในหน้าแผนตำบลก่อน แล้วกลับมาเลือก"
_GONE = f"{REMOVED} กรุณาเลือกแผนใหม่"
_OFFERED = "แผนของหมู่บ้านที่ใช้ในปีนี้ กดบันทึกเพื่อใช้แผนนี้"


class PlanField:
    """The village's own plans, then those of its tambon; that in force is offered to a sheet that
    names none yet, and kept only when the head is saved."""

    def __init__(
        self, context: Context, sheet: AnySheet, label: QLabel, combo: QComboBox, note: QLabel
    ) -> None:
        self._combo = combo
        self._stored = sheet.head.plan
        is_asked = sheet.instrument.judges_plan and isinstance(sheet.key, SheetKey)
        for widget in (label, combo):
            widget.setVisible(is_asked)
        self._plans: list[UUID | None] = [self._stored]
        told = self._fill(context, sheet) if is_asked else ""
        tell(note, told, tone="failed" if told == _GONE else "muted")
        combo.currentIndexChanged.connect(note.hide)  # it is about what was shown first

    @property
    def chosen(self) -> UUID | None:
        """The plan that is shown as chosen."""
        return self._plans[max(self._combo.currentIndex(), 0)]

    @property
    def is_offered(self) -> bool:
        """Whether what is chosen is not in the file."""
        return self.chosen != self._stored

    def _fill(self, context: Context, sheet: AnySheet) -> str:
        """Offer the plans; what to say under them."""
        assert isinstance(sheet.key, SheetKey)  # noqa: S101 - offices judge no plans
        services, stored = context.services, self._stored
        code = services.villages.by_id(sheet.key.village_id).code
        heads = services.plans.heads(code[:TAMBON_CODE_LENGTH])  # its villages' plans too
        known = None if stored is None else services.plans.head(stored)
        found = judgeable(heads, code, sheet.key.fiscal_year, known)
        self._plans = [None, *(head.uuid for head in found.plans)]
        words = [_NONE, *(head.told for head in found.plans)]
        is_gone = stored is not None and known is None
        if is_gone:
            self._plans.append(stored)
            words.append(REMOVED)
        self._combo.addItems(words)
        wanted = stored or found.in_force
        self._combo.setCurrentIndex(self._plans.index(wanted))
        self._combo.setEnabled(len(words) > 1)
        if is_gone:
            return _GONE
        if not found.plans:
            return _NO_PLANS
        return _OFFERED if wanted != stored else ""
