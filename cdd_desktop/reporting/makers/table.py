"""Which maker makes which report of the catalogue."""

from collections.abc import Callable, Mapping

from cdd_desktop.documents.model import Document
from cdd_desktop.reporting.makers import (
    area_map,
    completeness,
    forms,
    governments,
    indicators,
    levels,
    meetings,
    place_reports,
    plan_books,
    plans,
    radars,
    trends,
    waste_analysis,
    waste_bank,
    waste_bins,
    waste_forms,
    waste_rules,
)
from cdd_desktop.reporting.sources import Asked, Sources

Maker = Callable[[Sources, Asked], Document]

MAKERS: Mapping[str, Maker] = {
    "area-map": area_map.area_map,
    "checklist-blank": forms.blank,
    "area-radar": radars.by_area,
    "checklist-completeness": completeness.completeness,
    "checklist-filled": forms.filled,
    "checklist-summary": levels.summary,
    "checklist-villages": levels.villages,
    "government-villages": governments.villages,
    "indicator-ranking": indicators.ranking,
    "levels-by-year": trends.levels,
    "meeting-agenda": meetings.paper,
    "meeting-minutes": meetings.paper,
    "meeting-signin": meetings.paper,
    "plan-agency": plans.agencies,
    "plan-book": plan_books.book,
    "plan-changes": plans.changes,
    "plan-project": plans.project,
    "plan-projects": plans.projects,
    "plan-results": plans.results,
    "waste-bin-list": waste_bins.check_list,
    "waste-bins": waste_bins.summary,
    "waste-form": waste_forms.form,
    "waste-bank-balance": waste_bank.balance,
    "waste-bank-day": waste_bank.day,
    "waste-bank-passbook": waste_bank.passbook,
    "waste-bank-prices": waste_bank.prices,
    "waste-bank-receipt": waste_bank.receipt,
    "waste-bank-statement": waste_bank.statement,
    "waste-bank-year": waste_bank.year,
    "waste-rules": waste_rules.rules,
    "waste-analysis": waste_analysis.analysis,
    "waste-ranking": waste_analysis.ranking,
    "village-report": place_reports.village,
    "tambon-report": place_reports.tambon,
}
