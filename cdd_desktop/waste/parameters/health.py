"""Whether rates and targets can be read, and whether no rate has two worths at once."""

from collections.abc import Iterator

from sqlalchemy import func, select

from cdd_desktop.lookups.records import Confidence
from cdd_desktop.storage.health import Check, Finding, Look, Room, TableWords, finding
from cdd_desktop.waste.parameters.library import shipped
from cdd_desktop.waste.parameters.records import Rate
from cdd_desktop.waste.parameters.tables import WasteParameterRow

_TITLE = "อัตราและเป้าหมายของขยะชุมชน"
_RATES = ", ".join(f"'{rate.value}'" for rate in Rate)
_CONFIDENCES = ", ".join(f"'{one.value}'" for one in Confidence)
_NO_NUMBER = "(value GLOB '*[^0-9.]*' OR value GLOB '*.*.*' OR value IN ('', '.'))"
_STRANGE = f"rate NOT IN ({_RATES}) OR confidence NOT IN ({_CONFIDENCES}) OR {_NO_NUMBER}"


def _twins(look: Look) -> Iterator[Finding]:
    """Rates of one area and day that were told twice: which holds would be chance."""
    labels = {one.rate.value: one.label for one in shipped().entries}
    rows = look.session.execute(
        select(WasteParameterRow.rate, WasteParameterRow.area_code)
        .group_by(WasteParameterRow.rate, WasteParameterRow.area_code, WasteParameterRow.from_day)
        .having(func.count() > 1)
        .order_by(WasteParameterRow.rate)
    )
    yield from finding(
        [f"{labels.get(row.rate, row.rate)} {row.area_code}".strip() for row in rows],
        room=_TITLE,
        what="อัตราเดียวกันมีสองค่าในพื้นที่และวันเดียวกัน",
        unit="อัตรา",
        remedy="กรุณาเปิดหน้าขยะชุมชน มุมมองอัตราและเป้าหมาย แล้วเอาค่าหนึ่งออก",
    )


ROOM = Room(
    title=_TITLE,
    tables={
        "waste_parameter": TableWords(
            label="อัตราของสำนักงาน",
            columns={
                "rate": "อัตรา",
                "area_code": "รหัสพื้นที่",
                "from_day": "ใช้ตั้งแต่",
                "value": "ค่า",
                "source": "ที่มา",
            },
            illegible=_STRANGE,
            is_removable=True,
        ),
        "waste_target": TableWords(
            label="เป้าหมายของขยะชุมชน",
            columns={
                "area_code": "รหัสพื้นที่",
                "fiscal_year": "ปีงบประมาณ",
                "measure": "ตัววัด",
                "value": "เป้าหมาย",
                "source": "ที่มา",
            },
            illegible=_NO_NUMBER,
            is_removable=True,
        ),
    },
    checks=(Check(title="ตรวจอัตราที่มีสองค่า", look=_twins),),
)
