"""What another page asks the page of reports for."""

from dataclasses import dataclass

from cdd_desktop.plans.records import PlanLine


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReport:
    """A report, by its stable name, about one plan within the area at the top."""

    report: str
    plan: PlanLine
