"""The views of the page of assessments, in the order of its strip; imported when first shown."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.view import View

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.checklists.page import ChecklistsPage

ENTRY = "entry"


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewEntry:
    """How a view stands in the strip. `has_choice`: whether it is of the instrument and the round
    chosen beside the strip. `short`: its title where the window is narrow."""

    key: str
    title: str
    make: "Callable[[Context, ChecklistsPage], View]"
    has_choice: bool = True
    short: str = ""


def _entry(context: Context, page: "ChecklistsPage") -> View:
    from cdd_desktop.gui.pages.checklists.entry.view import EntryView  # noqa: PLC0415 - when shown

    return EntryView(context, page)


def _targets(context: Context, page: "ChecklistsPage") -> View:
    from cdd_desktop.gui.pages.checklists.targets.view import (  # noqa: PLC0415 - when shown
        TargetsView,
    )

    return TargetsView(context, page)


def _approval(context: Context, page: "ChecklistsPage") -> View:
    from cdd_desktop.gui.pages.checklists.approval.view import (  # noqa: PLC0415 - when shown
        ApprovalView,
    )

    return ApprovalView(context, page)


def _verify(context: Context, page: "ChecklistsPage") -> View:
    from cdd_desktop.gui.pages.checklists.verify.view import (  # noqa: PLC0415 - when shown
        VerifyView,
    )

    return VerifyView(context, page)


def _analysis(context: Context, page: "ChecklistsPage") -> View:
    from cdd_desktop.gui.pages.checklists.analysis.view import (  # noqa: PLC0415 - when shown
        AnalysisView,
    )

    return AnalysisView(context, page)


def _instruments(context: Context, page: "ChecklistsPage") -> View:
    from cdd_desktop.gui.pages.checklists.instruments.view import (  # noqa: PLC0415 - when shown
        InstrumentsView,
    )

    return InstrumentsView(context, page)


VIEWS = (
    ViewEntry(key=ENTRY, title="กรอกแบบ", make=_entry),
    ViewEntry(key="targets", title="เป้าหมาย", make=_targets),
    ViewEntry(key="approval", title="รับรองผล", make=_approval),
    ViewEntry(key="verify", title="สอบทาน", make=_verify),
    ViewEntry(key="analysis", title="วิเคราะห์", make=_analysis),
    ViewEntry(
        key="instruments",
        title="แบบประเมิน",
        make=_instruments,
        has_choice=False,
        short="แบบ",
    ),
)
