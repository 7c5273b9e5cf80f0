"""A meeting with what its form needs beside it, and the lists at the left."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from cdd_desktop.lookups.records import Entry, ListName
from cdd_desktop.meetings.records import Committee, FollowUpLine, Meeting, MeetingLine
from cdd_desktop.places.records import AreaLevel, PlaceRef
from cdd_desktop.thai.calendar import fiscal_year

if TYPE_CHECKING:  # brings SQLAlchemy, which may load only after the first paint
    from cdd_desktop.bootstrap import Services
    from cdd_desktop.plans.resolutions import ResolvedProject


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedMeeting:
    """`kinds` of resolutions as worded that year; `linked` projects by their item."""

    meeting: Meeting
    kinds: tuple[Entry, ...]
    linked: "Mapping[UUID, tuple[ResolvedProject, ...]]"


def opened(services: "Services", meeting: Meeting) -> OpenedMeeting:
    """Read what the form needs; on the worker thread."""
    kinds = services.lookups.get(ListName.RESOLUTION)
    year = fiscal_year(meeting.held_on)
    used = {item.resolution_kind for item in meeting.items}
    return OpenedMeeting(
        meeting=meeting,
        kinds=tuple(one for one in kinds.at(year) if one.is_offered or one.key in used),
        linked=services.resolutions.of_meeting(meeting.uuid),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What the view shows of an area."""

    meetings: tuple[MeetingLine, ...]
    committees: tuple[Committee, ...]
    follow_ups: tuple[FollowUpLine, ...]


def listed(services: "Services", area_code: str, *, with_done: bool) -> Listed:
    """Read it; on the worker thread."""
    return Listed(
        meetings=services.meetings.meetings(area_code),
        committees=services.meetings.committees(area_code),
        follow_ups=services.meetings.follow_ups(area_code, open_only=not with_done),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place that a committee or ประชาคม may be of. `level` as the list of committees has it."""

    place: PlaceRef
    level: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Kinds of committees, and the places of an area, the large before the small."""

    kinds: tuple[Entry, ...]
    spots: tuple[Spot, ...]


def offer(services: "Services", area_code: str, year: int) -> Offer:
    """Read it; on the worker thread."""
    spots = []
    waiting = [area_code]
    while waiting:
        area = services.areas.find(code := waiting.pop(0))
        if area is not None:
            spots.append(
                Spot(
                    place=PlaceRef(area_code=code),
                    level=area.level.value,
                    name=services.areas.label(code),
                )
            )
            waiting.extend(child.code for child in services.areas.children(code))
    for village in services.villages.in_area(area_code):
        tambon = services.areas.find(village.tambon_code)
        spots.append(
            Spot(
                place=PlaceRef(village_id=village.id),
                level="village",
                name=f"{village.label} {tambon.full_name if tambon else ''}".strip(),
            )
        )
    return Offer(
        kinds=services.lookups.get(ListName.COMMITTEE).offered(year),
        spots=tuple(spot for spot in spots if spot.level != AreaLevel.PROVINCE),
    )
