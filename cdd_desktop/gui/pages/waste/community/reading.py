"""What the view shows of an area, and what its dialogs offer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cdd_desktop.gui.pages.plans.meetings.opened import Spot, offer
from cdd_desktop.lookups.records import ListName, Lookup
from cdd_desktop.meetings.records import MeetingLine
from cdd_desktop.waste.community.records import EventLine, GroupLine, RuleLine

if TYPE_CHECKING:  # brings SQLAlchemy, which may load only after the first paint
    from cdd_desktop.bootstrap import Services


@dataclass(frozen=True, slots=True, kw_only=True)
class CommunityRead:
    """The rules and groups of an area, repealed and ended ones too; the events of a year."""

    rules: Sequence[RuleLine]
    groups: Sequence[GroupLine]
    events: Sequence[EventLine]


def read_community(services: "Services", area_code: str, year: int) -> CommunityRead:
    """Read it; on the worker thread."""
    return CommunityRead(
        rules=services.community.rules(area_code),
        groups=services.community.groups(area_code),
        events=services.community.events(area_code, year),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """What a dialog offers: places of the area, the large before the small, their meetings with
    the newest first, and kinds."""

    spots: Sequence[Spot]
    meetings: Sequence[MeetingLine]
    groups: Lookup
    events: Lookup


def read_offered(services: "Services", area_code: str, year: int) -> Offered:
    """Read it; on the worker thread."""
    return Offered(
        spots=offer(services, area_code, year).spots,
        meetings=services.meetings.meetings(area_code),
        groups=services.lookups.get(ListName.WASTE_GROUP),
        events=services.lookups.get(ListName.WASTE_EVENT),
    )
