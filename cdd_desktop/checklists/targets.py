"""Which villages an instrument is meant for: the base of progress, percentages and refusals."""

from typing import Any

from cdd_desktop.checklists.instruments import Instrument
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.places.records import PlaceKind, Village
from cdd_desktop.storage.settings import Setting


def _yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("neither true nor false")
    return value


INCLUDE_COMMUNITIES = Setting(
    key="checklists.include_communities",
    label="ประเมินชุมชนในเขตเทศบาลด้วย",
    default=False,
    read=_yes_or_no,
)


def target_kinds(instrument: Instrument, *, include_communities: bool) -> tuple[PlaceKind, ...]:
    """The kinds of places that are judged; the office may add municipal communities."""
    kinds = dict.fromkeys(instrument.subjects)
    if include_communities:
        kinds[PlaceKind.COMMUNITY] = None
    return tuple(kinds)


def refusal(instrument: Instrument, village: Village, kinds: tuple[PlaceKind, ...]) -> str:
    """Why this place is not judged by the instrument; empty when it is."""
    if village.kind in kinds:
        return ""
    if village.kind is PlaceKind.COMMUNITY:
        return (
            f"{village.label} เป็นชุมชน แบบประเมิน {instrument.short_title} ใช้กับหมู่บ้าน "
            f"ถ้าต้องการประเมินชุมชนด้วย ให้เปิด “{INCLUDE_COMMUNITIES.label}” ในหน้าตั้งค่า"
        )
    return f"แบบประเมิน {instrument.short_title} ใช้กับหมู่บ้านไม่ได้ กรุณาเลือกแบบประเมินอื่น"


def require_target(instrument: Instrument, village: Village, kinds: tuple[PlaceKind, ...]) -> None:
    """Raise `ValidationFailed` for a place that the instrument does not judge."""
    reason = refusal(instrument, village, kinds)
    if reason:
        raise ValidationFailed({"village": reason})
