"""The views of the page of waste, in the order of its strip. One is imported when first shown."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.view import View
from cdd_desktop.lookups.records import ListName

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.waste.page import WastePage

WASTE_LISTS = (
    ListName.WASTE_ITEM,
    ListName.WASTE_STREAM,
    ListName.WASTE_FATE,
    ListName.WASTE_MEASURE,
    ListName.BANK_MATERIAL,
    ListName.WASTE_GROUP,
    ListName.WASTE_EVENT,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewEntry:
    """How a view stands in the strip. `has_month`: whether it shows the month in hand. `short`: its
    title where the window is narrow."""

    key: str
    title: str
    make: "Callable[[Context, WastePage], View]"
    has_month: bool = True
    short: str = ""


def _months(context: Context, page: "WastePage") -> View:
    from cdd_desktop.gui.pages.waste.months.view import MonthsView  # noqa: PLC0415 - when shown

    return MonthsView(context, page)


def _till(context: Context, page: "WastePage") -> View:
    from cdd_desktop.gui.pages.waste.till.view import TillView  # noqa: PLC0415 - when shown

    return TillView(context, page)


def _bank(context: Context, page: "WastePage") -> View:
    from cdd_desktop.gui.pages.waste.register.view import (  # noqa: PLC0415 - when shown
        RegisterView,
    )

    return RegisterView(context, page)


def _books(context: Context, page: "WastePage") -> View:
    from cdd_desktop.gui.pages.waste.books.view import BooksView  # noqa: PLC0415 - when shown

    return BooksView(context, page)


def _bins(context: Context, page: "WastePage") -> View:
    from cdd_desktop.gui.pages.waste.bins.view import BinsView  # noqa: PLC0415 - when shown

    return BinsView(context, page)


def _community(context: Context, page: "WastePage") -> View:
    from cdd_desktop.gui.pages.waste.community.view import (  # noqa: PLC0415 - when shown
        CommunityView,
    )

    return CommunityView(context, page)


def _analysis(context: Context, page: "WastePage") -> View:
    from cdd_desktop.gui.pages.waste.analysis.view import (  # noqa: PLC0415 - when shown
        AnalysisView,
    )

    return AnalysisView(context, page)


def _review(context: Context, page: "WastePage") -> View:
    from cdd_desktop.gui.pages.waste.review.view import ReviewView  # noqa: PLC0415 - when shown

    return ReviewView(context, page)


def _rates(context: Context, page: "WastePage") -> View:
    from cdd_desktop.gui.pages.waste.rates.view import RatesView  # noqa: PLC0415 - when shown

    return RatesView(context, page)


def _lists(context: Context, page: "WastePage") -> View:
    from cdd_desktop.gui.pages.lists.view import ListsView  # noqa: PLC0415 - when shown

    return ListsView(context, page, WASTE_LISTS)


VIEWS = (
    ViewEntry(key="months", title="บันทึกรายเดือน", make=_months, short="รายเดือน"),
    ViewEntry(key="bins", title="ถังขยะเปียก", make=_bins),
    ViewEntry(key="till", title="รับซื้อ", make=_till, has_month=False),
    ViewEntry(key="bank", title="สมาชิกและราคา", make=_bank, has_month=False, short="สมาชิก/ราคา"),
    ViewEntry(key="books", title="บัญชีธนาคาร", make=_books, has_month=False, short="บัญชี"),
    ViewEntry(
        key="community", title="กติกาและกลุ่ม", make=_community, has_month=False, short="กติกา/กลุ่ม"
    ),
    ViewEntry(key="analysis", title="วิเคราะห์", make=_analysis),
    ViewEntry(key="review", title="ทบทวน", make=_review, has_month=False),
    ViewEntry(key="rates", title="อัตราและเป้าหมาย", make=_rates, has_month=False, short="อัตรา"),
    ViewEntry(key="lists", title="รายการคำ", make=_lists, has_month=False),
)
