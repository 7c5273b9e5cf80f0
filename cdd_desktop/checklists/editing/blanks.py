"""The draft that is begun with nothing. Pure."""

from cdd_desktop.checklists.instruments import (
    CheckStatus,
    Instrument,
    Round,
    TextCheck,
    Topic,
)
from cdd_desktop.places.records import PlaceKind

UNCHECKED = TextCheck(status=CheckStatus.PENDING, source="สำนักงานจัดทำ ยังไม่ได้เทียบกับเอกสาร")


def blank_instrument(
    instrument_id: str, version: str, title: str, in_force_from: int
) -> Instrument:
    """A draft with one ด้าน to begin in, judged once after the year's work, without levels."""
    return Instrument(
        id=instrument_id,
        version=version,
        title=title,
        short_title=title,
        owner="สำนักงานพัฒนาชุมชนจังหวัด",
        source="สำนักงานจัดทำ",
        in_force_from=in_force_from,
        subjects=(PlaceKind.VILLAGE,),
        rounds=(Round.AFTER,),
        default_round=Round.AFTER,
        topics=(
            Topic(code="1", name="ด้านที่ 1", short_name="ด้านที่ 1", indicators=(), check=UNCHECKED),
        ),
        levels=(),
        main_count=0,
        content_hash="",
        text="",
        levels_note="ยังไม่ได้กำหนดระดับ",
    )
