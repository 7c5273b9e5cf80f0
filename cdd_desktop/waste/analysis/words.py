"""How the months, estimates and sources of an analysis are told on screen and paper."""

from collections.abc import Sequence
from datetime import date

from cdd_desktop.thai.digits import format_number
from cdd_desktop.thai.months import month_name
from cdd_desktop.waste.analysis.records import Reading
from cdd_desktop.waste.bins.estimate import LABEL
from cdd_desktop.waste.parameters.records import sources_of


def span_words(months: Sequence[date]) -> str:
    """เดือนตุลาคม 2568, or from one month to another."""
    if len(months) == 1:
        return f"เดือน{month_name(months[0])}"
    return f"{month_name(months[0])} – {month_name(months[-1])}"


def estimate_words(reading: Reading) -> str:
    """What all people throw away by the rate, labelled as an estimate, with its source."""
    estimate = reading.estimate
    if estimate is None:
        return ""
    kilograms = format_number(round(estimate.grams, -3) // 1_000)
    unknown = f" ไม่รวม {estimate.unknown:,} หมู่บ้านที่ไม่ทราบจำนวนคน" if estimate.unknown else ""
    sources = " · ".join(sources_of(estimate.used))
    return (
        f"{LABEL}ขยะที่เกิดขึ้นทั้งหมด {kilograms} กก. จาก {estimate.people:,} คน{unknown} "
        f"แยกจากที่ชั่งจริงและไม่นำมารวมกัน ที่มา: {sources}"
    )
