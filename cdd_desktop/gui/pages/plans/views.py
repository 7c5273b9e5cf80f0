"""The views of the page of plans, in the order of its strip. One is imported when first shown."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.view import View
from cdd_desktop.lookups.records import ListName

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.plans.page import PlansPage


PLAN_LISTS = (
    ListName.DIMENSION,
    ListName.PROJECT_KIND,
    ListName.MONEY_SOURCE,
    ListName.PROJECT_ORIGIN,
    ListName.PROJECT_STATUS,
    ListName.OUTCOME,
    ListName.CYCLE,
    ListName.AGENCY,
    ListName.CHAPTER,
    ListName.COMMITTEE,
    ListName.RESOLUTION,
    ListName.AGENDA,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewEntry:
    """How a view stands in the strip. `has_plans`: whether the tree of plans stands beside it."""

    key: str
    title: str
    make: "Callable[[Context, PlansPage], View]"
    has_plans: bool = True


def _projects(context: Context, page: "PlansPage") -> View:
    from cdd_desktop.gui.pages.plans.projects_view import ProjectsView  # noqa: PLC0415 - when shown

    return ProjectsView(context, page)


def _needs(context: Context, page: "PlansPage") -> View:
    from cdd_desktop.gui.pages.plans.needs.view import NeedsView  # noqa: PLC0415 - when shown

    return NeedsView(context, page)


def _coordination(context: Context, page: "PlansPage") -> View:
    from cdd_desktop.gui.pages.plans.coordination.view import (  # noqa: PLC0415 - when shown
        CoordinationView,
    )

    return CoordinationView(context, page)


def _votes(context: Context, page: "PlansPage") -> View:
    from cdd_desktop.gui.pages.plans.votes.view import VotesView  # noqa: PLC0415 - when shown

    return VotesView(context, page)


def _meetings(context: Context, page: "PlansPage") -> View:
    from cdd_desktop.gui.pages.plans.meetings.view import MeetingsView  # noqa: PLC0415 - when shown

    return MeetingsView(context, page)


def _chain(context: Context, page: "PlansPage") -> View:
    from cdd_desktop.gui.pages.plans.chain.view import ChainView  # noqa: PLC0415 - when shown

    return ChainView(context, page)


def _money(context: Context, page: "PlansPage") -> View:
    from cdd_desktop.gui.pages.plans.money_view import MoneyView  # noqa: PLC0415 - when shown

    return MoneyView(context, page)


def _lists(context: Context, page: "PlansPage") -> View:
    from cdd_desktop.gui.pages.lists.view import ListsView  # noqa: PLC0415 - when shown

    return ListsView(context, page, PLAN_LISTS)


VIEWS = (
    ViewEntry(key="projects", title="โครงการ", make=_projects),
    ViewEntry(key="needs", title="ความต้องการ", make=_needs),
    ViewEntry(key="coordination", title="ประสานแผน", make=_coordination, has_plans=False),
    ViewEntry(key="votes", title="ลงคะแนน", make=_votes),
    ViewEntry(key="meetings", title="ประชุม", make=_meetings, has_plans=False),
    ViewEntry(key="chain", title="แผนระดับล่าง", make=_chain),
    ViewEntry(key="money", title="สรุปเงิน", make=_money),
    ViewEntry(key="lists", title="รายการคำ", make=_lists, has_plans=False),
)
