"""A village whose people sit together, and a small version of GVH with items to raise hands for."""

from datetime import date

from cdd_desktop.bootstrap import Services
from cdd_desktop.checklists.editing.changes import AddIndicator
from cdd_desktop.checklists.instruments import (
    MOI_23,
    AnswerKind,
    CheckStatus,
    Indicator,
    Round,
    Scale,
    TextCheck,
)
from cdd_desktop.checklists.records import SheetKey
from cdd_desktop.forums.records import ForumStart

GVH = "gvh-6x22"
DAY = date(2026, 11, 20)
START = ForumStart(
    held_on=DAY,
    venue="ศาลาประชาคม",
    begins="9.30",
    taker_name="นางสาวกานดา ใจดี",
    taker_position="พัฒนากร",
    people_present=45,
)


def sheet_key(services: Services, code: str, instrument: str = MOI_23) -> SheetKey:
    """The village's sheet of fiscal year 2570, round หลัง."""
    return SheetKey(
        village_id=services.villages.by_code(code).id,
        instrument=instrument,
        fiscal_year=2570,
        round=Round.AFTER,
    )


def publish_hands(services: Services) -> None:
    """A version of GVH in force from 2570 with two items in its first component."""
    shipped = services.checklists.instrument(GVH, 2570)
    edition = services.instruments.begin(GVH, shipped.content_hash, "2570", 2570)
    for text in ("คนในหมู่บ้านมีสุขภาพดี", "คนในหมู่บ้านพึ่งพากัน"):
        item = Indicator(
            code="",
            number=0,
            text=text,
            criteria="",
            evidence_hint="",
            check=TextCheck(status=CheckStatus.PENDING, source="ทดสอบ"),
            kind=AnswerKind.VOTES,
            scale=Scale(lowest=1, highest=5),
        )
        change = AddIndicator(topic="1", indicator=item)
        edition = services.instruments.edit(edition.uuid, change, edition.row_version)
    services.instruments.publish(edition.uuid, DAY)
