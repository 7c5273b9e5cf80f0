"""The pages that exist, in the order of the navigation. A page is imported when first shown."""

from collections.abc import Callable
from dataclasses import dataclass

from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class PageEntry:
    """How a page stands in the navigation. `make` imports and builds it."""

    key: str
    title: str
    icon: str
    shortcut: str
    make: Callable[[Context], Page]
    at_bottom: bool = False


def _home(context: Context) -> Page:
    from cdd_desktop.gui.pages.home.page import HomePage  # noqa: PLC0415 - when shown

    return HomePage(context)


def _checklists(context: Context) -> Page:
    from cdd_desktop.gui.pages.checklists.page import ChecklistsPage  # noqa: PLC0415 - when shown

    return ChecklistsPage(context)


def _letters(context: Context) -> Page:
    from cdd_desktop.gui.pages.letters.page import LettersPage  # noqa: PLC0415 - when shown

    return LettersPage(context)


def _maps(context: Context) -> Page:
    from cdd_desktop.gui.pages.maps.page import MapsPage  # noqa: PLC0415 - when shown

    return MapsPage(context)


def _packs(context: Context) -> Page:
    from cdd_desktop.gui.pages.packs.page import PacksPage  # noqa: PLC0415 - when shown

    return PacksPage(context)


def _places(context: Context) -> Page:
    from cdd_desktop.gui.pages.places.page import PlacesPage  # noqa: PLC0415 - when shown

    return PlacesPage(context)


def _plans(context: Context) -> Page:
    from cdd_desktop.gui.pages.plans.page import PlansPage  # noqa: PLC0415 - when shown

    return PlansPage(context)


def _waste(context: Context) -> Page:
    from cdd_desktop.gui.pages.waste.page import WastePage  # noqa: PLC0415 - when shown

    return WastePage(context)


def _reports(context: Context) -> Page:
    from cdd_desktop.gui.pages.reports.page import ReportsPage  # noqa: PLC0415 - when shown

    return ReportsPage(context)


def _exchange(context: Context) -> Page:
    from cdd_desktop.gui.pages.exchange.page import ExchangePage  # noqa: PLC0415 - when shown

    return ExchangePage(context)


def _settings(context: Context) -> Page:
    from cdd_desktop.gui.pages.settings.page import SettingsPage  # noqa: PLC0415 - when shown

    return SettingsPage(context)


SETTINGS = (  # titles of the sections of its page, which is imported when first shown
    "สำนักงานและผู้ใช้งาน",
    "ผู้ลงนาม",
    "ตราครุฑ",
    "แบบประเมิน",
    "ตัวชี้วัดหลัก",
    "เกณฑ์ผ่านครัวเรือน",
    "ทั่วไป",
    "สำรองข้อมูล",
    "ตรวจสุขภาพข้อมูล",
    "เกี่ยวกับโปรแกรม",
)
FIRST = "checklists"  # the page of the very first time; later the one of last time
PAGES = (
    PageEntry(
        key="home",
        title="หน้าแรก",
        icon="layout-dashboard",
        shortcut="Alt+Home",
        make=_home,
    ),
    PageEntry(
        key="checklists",
        title="แบบประเมิน",
        icon="list-checks",
        shortcut="Alt+1",
        make=_checklists,
    ),
    PageEntry(
        key="reports",
        title="รายงาน",
        icon="printer",
        shortcut="Alt+2",
        make=_reports,
    ),
    PageEntry(
        key="places",
        title="หมู่บ้าน",
        icon="house",
        shortcut="Alt+3",
        make=_places,
    ),
    PageEntry(
        key="letters",
        title="หนังสือราชการ",
        icon="file-text",
        shortcut="Alt+4",
        make=_letters,
    ),
    PageEntry(
        key="packs",
        title="เอกสารประชุม",
        icon="clipboard-list",
        shortcut="Alt+5",
        make=_packs,
    ),
    PageEntry(
        key="maps",
        title="แผนที่",
        icon="map",
        shortcut="Alt+6",
        make=_maps,
    ),
    PageEntry(
        key="plans",
        title="แผนตำบล",
        icon="chart-gantt",
        shortcut="Alt+7",
        make=_plans,
    ),
    PageEntry(
        key="waste",
        title="ขยะชุมชน",
        icon="recycle",
        shortcut="Alt+8",
        make=_waste,
    ),
    PageEntry(
        key="exchange",
        title="รับ–ส่งข้อมูล",
        icon="arrow-left-right",
        shortcut="Alt+9",
        make=_exchange,
    ),
    PageEntry(
        key="settings",
        title="ตั้งค่า",
        icon="settings",
        shortcut="Alt+0",
        make=_settings,
        at_bottom=True,
    ),
)
