"""What the view of approvals reads of a round, and which of it is shown."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from cdd_desktop.checklists.workflow.records import (
    ANNOUNCED,
    Announcement,
    RoundOf,
    Sending,
    StageLine,
    Way,
)

if TYPE_CHECKING:
    from cdd_desktop.bootstrap import Services

NOT_BEGUN = "-"  # as a step to choose: villages without a sheet


class Shown(StrEnum):
    """Which sheets of a step are looked at."""

    ALL = "all"
    READY = "ready"
    CHANGED = "changed"
    RETURNED = "returned"
    INCOMPLETE = "incomplete"
    DIFFERS = "differs"

    @property
    def label(self) -> str:
        """What is chosen from."""
        return {
            "all": "ทุกสถานะ",
            "ready": "ตอบครบ พร้อมเสนอ",
            "changed": "ระดับเปลี่ยนจากปีก่อน",
            "returned": "ส่งคืนแก้ไข",
            "incomplete": "ยังตอบไม่ครบ",
            "differs": "ต่างจากที่เสนอหรือประกาศ",
        }[self.value]

    def passes(self, line: StageLine) -> bool:
        """Whether a village is looked at."""
        match self:
            case Shown.READY:
                return line.is_complete and line.stage != ANNOUNCED
            case Shown.CHANGED:
                return line.change != 0
            case Shown.RETURNED:
                return line.is_returned
            case Shown.INCOMPLETE:
                return not line.is_complete
            case Shown.DIFFERS:
                return differs(line)
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalRead:
    """A round as it stands."""

    way: Way
    lines: tuple[StageLine, ...]
    sendings: tuple[Sending, ...]
    announcements: tuple[Announcement, ...]

    def counts(self) -> Counter[str]:
        """Villages by step; those without a sheet under `NOT_BEGUN`."""
        return Counter(line.stage if line.sheet else NOT_BEGUN for line in self.lines)


def read_round(services: "Services", area_code: str, round_: RoundOf) -> ApprovalRead:
    """Read it; on the worker thread."""
    workflow = services.workflow
    return ApprovalRead(
        way=workflow.way(),
        lines=workflow.lines(area_code, round_),
        sendings=workflow.sendings(round_, area_code),
        announcements=workflow.announcements(round_),
    )


def differs(line: StageLine) -> bool:
    """Whether the answers give another level now than was proposed or announced."""
    said = line.proposed if line.announced is None else line.announced
    return line.since is not None and said != line.level


def shown_lines(lines: Sequence[StageLine], step: str, shown: Shown) -> list[StageLine]:
    """Those at a step ("" all, `NOT_BEGUN` without a sheet) that are looked at."""
    return [
        line
        for line in lines
        if step in ("", line.stage if line.sheet else NOT_BEGUN) and shown.passes(line)
    ]
