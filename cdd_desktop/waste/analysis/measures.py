"""The measures, each in one place: what it is called, and how it is reckoned."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from cdd_desktop.errors import NotFound
from cdd_desktop.thai.digits import format_number
from cdd_desktop.waste.analysis.records import Better, Told
from cdd_desktop.waste.parameters.records import PERCENT

HAZARDOUS = "hazardous"
ALL_WEIGHED = ("organic", "recyclable", "general")  # who told these weighed everything
NOT_TOLD = "–"
_HUNDRED = Fraction(100)
_THOUSANDTH = Fraction(1, 1_000)
_OF_WHOLE = (
    "คิดจากหน่วยที่ชั่งครบ คือบอกปริมาณที่เกิดขึ้นทั้งหมด หรือชั่งทั้งอินทรีย์ รีไซเคิล และทั่วไปในเดือนนั้น ไม่รวมค่าประมาณการ"
)
_OF_HANDLED = f"{_OF_WHOLE} และบอกวิธีจัดการพร้อมน้ำหนักที่นำไปใช้ประโยชน์"

Parts = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A figure of a place that can be set beside others.

    `parts` are what is counted and out of what; the figure is their quotient times `factor`, and
    there is none where `parts` is None. `counted` and `base` name them. `how` says under tables
    and charts how it is reckoned. `is_rate`: sizes of places do not matter to it, so that the
    target of an area holds for the areas in it too.
    """

    key: str
    label: str
    unit: str
    how: str
    counted: str
    base: str
    parts: Callable[[Told], Parts | None]
    factor: Fraction = _HUNDRED
    places: int = 2
    better: Better = Better.MORE
    is_rate: bool = True

    @property
    def title(self) -> str:
        """With its unit, above columns and charts."""
        return f"{self.label} ({self.unit})"

    @property
    def is_share(self) -> bool:
        """Whether it is a part of a hundred, which a map can shade."""
        return self.unit == PERCENT

    def of(self, told: Told) -> Fraction | None:
        """What it comes to; None where that was not told."""
        parts = self.parts(told)
        if parts is None or not parts[1]:
            return None
        return Fraction(*parts) * self.factor

    def exact(self, value: Fraction | None) -> Decimal | None:
        """As workbooks and paper have it, not yet rounded."""
        return None if value is None else Decimal(value.numerator) / Decimal(value.denominator)

    def shown(self, value: Fraction | None, *, signed: bool = False) -> str:
        """As tables show it; a dash where it was not told."""
        exact = self.exact(value)
        if exact is None:
            return NOT_TOLD
        text = format_number(exact, self.places)
        return f"+{text}" if signed and exact > 0 and text.strip("0.") else text


def _reported(told: Told) -> Parts | None:
    return told.reported, told.units


def _generation(told: Told) -> Parts | None:
    return told.weighed.of_people, told.weighed.person_days


def _stream(stream: str) -> Callable[[Told], Parts | None]:
    def parts(told: Told) -> Parts | None:
        return told.weighed.streams.get(stream, 0), sum(told.weighed.streams.values())

    return parts


def _diverted(told: Told) -> Parts | None:
    return told.weighed.diverted, told.weighed.handled


def _recycled(told: Told) -> Parts | None:
    return told.weighed.recycled, told.weighed.handled


def _bins(told: Told) -> Parts | None:
    if told.bins is None or told.bins.installed is None or told.bins.target is None:
        return None
    return told.bins.installed, told.bins.target


def _bins_used(told: Told) -> Parts | None:
    if told.bins is None or told.bins.both is None or told.bins.target is None:
        return None
    return told.bins.both, told.bins.target


def _used_of_made(told: Told) -> Parts | None:
    if told.bins is None or told.bins.both is None or told.bins.installed is None:
        return None
    return told.bins.both, told.bins.installed


def _item(item: str) -> Callable[[Told], Parts | None]:
    def parts(told: Told) -> Parts | None:
        amount = told.items.get(item)
        return None if amount is None else (amount, 1)

    return parts


def _hazardous(told: Told) -> Parts | None:
    grams = told.streams.get(HAZARDOUS)
    return None if grams is None else (grams, 1)


def _share_of(key: str, stream: str, label: str) -> Measure:
    return Measure(
        key=key,
        label=f"สัดส่วน{label}",
        unit=PERCENT,
        how=f"น้ำหนัก{label} ÷ น้ำหนักขยะทุกประเภทที่ชั่ง × 100 {_OF_WHOLE}",
        counted=f"{label} (กรัม)",
        base="ทุกประเภท (กรัม)",
        parts=_stream(stream),
        better=Better.NEITHER,
    )


MEASURES = (
    Measure(
        key="bins",
        label="ครัวเรือนที่มีถังขยะเปียก",
        unit=PERCENT,
        how="ครัวเรือนที่จัดทำถังขยะเปียกแล้ว ÷ ครัวเรือนเป้าหมาย (ครัวเรือนที่มีพื้นที่) × 100 นับเมื่อสิ้นเดือน",
        counted="จัดทำแล้ว",
        base="เป้าหมาย",
        parts=_bins,
    ),
    Measure(
        key="bins-used",
        label="ครัวเรือนที่ใช้ถังถูกวิธีและประจำ",
        unit=PERCENT,
        how="ครัวเรือนที่ใช้ถังขยะเปียกถูกวิธีและเป็นประจำ ÷ ครัวเรือนเป้าหมาย (ครัวเรือนที่มีพื้นที่) × 100 นับเมื่อสิ้นเดือน",
        counted="ถูกวิธีและประจำ",
        base="เป้าหมาย",
        parts=_bins_used,
    ),
    Measure(
        key="bins-used-of-made",
        label="ถังที่ใช้ถูกวิธีและประจำ",
        unit=PERCENT,
        how="ครัวเรือนที่ใช้ถังขยะเปียกถูกวิธีและเป็นประจำ ÷ ครัวเรือนที่จัดทำถังแล้ว × 100 นับเมื่อสิ้นเดือน",
        counted="ถูกวิธีและประจำ",
        base="จัดทำแล้ว",
        parts=_used_of_made,
    ),
    Measure(
        key="reporting",
        label="หมู่บ้านที่รายงาน",
        unit=PERCENT,
        how="หมู่บ้านที่รายงาน ÷ หมู่บ้านทั้งหมด × 100 นับหมู่บ้านละหนึ่งครั้งต่อเดือน",
        counted="รายงานแล้ว",
        base="ต้องรายงาน",
        parts=_reported,
    ),
    Measure(
        key="generation",
        label="ขยะที่เกิดขึ้นต่อคนต่อวัน",
        unit="กก./คน/วัน",
        how=f"น้ำหนักขยะที่ชั่งได้ ÷ (จำนวนคน × จำนวนวันของเดือน) {_OF_WHOLE}",
        counted="ขยะที่ชั่งได้ (กรัม)",
        base="คน × วัน",
        parts=_generation,
        factor=_THOUSANDTH,
        places=3,
        better=Better.LESS,
    ),
    _share_of("share-organic", "organic", "ขยะอินทรีย์"),
    _share_of("share-recyclable", "recyclable", "ขยะรีไซเคิล"),
    _share_of("share-general", "general", "ขยะทั่วไป"),
    _share_of("share-hazardous", HAZARDOUS, "ขยะอันตราย"),
    Measure(
        key="diversion",
        label="อัตราการนำขยะไปใช้ประโยชน์",
        unit=PERCENT,
        how=f"น้ำหนักที่ใช้ซ้ำ ทำปุ๋ย เลี้ยงสัตว์ และขาย ÷ น้ำหนักขยะที่เกิดขึ้น × 100 {_OF_HANDLED}",
        counted="ใช้ประโยชน์ (กรัม)",
        base="เกิดขึ้น (กรัม)",
        parts=_diverted,
    ),
    Measure(
        key="recycling",
        label="อัตราการรีไซเคิล",
        unit=PERCENT,
        how=f"น้ำหนักที่ขายเพื่อรีไซเคิล ÷ น้ำหนักขยะที่เกิดขึ้น × 100 {_OF_HANDLED}",
        counted="รีไซเคิล (กรัม)",
        base="เกิดขึ้น (กรัม)",
        parts=_recycled,
    ),
    Measure(
        key="bank-weight",
        label="น้ำหนักที่ธนาคารขยะรับซื้อ",
        unit="กก.",
        how="รวมน้ำหนักที่ธนาคารขยะรับซื้อ จากสมุดบัญชีของธนาคารถ้ามี ไม่เช่นนั้นจากที่รายงาน",
        counted="รับซื้อ (กรัม)",
        base="",
        parts=_item("bank-weight"),
        factor=_THOUSANDTH,
        places=1,
        is_rate=False,
    ),
    Measure(
        key="bank-value",
        label="มูลค่าที่ธนาคารขยะรับซื้อ",
        unit="บาท",
        how="รวมเงินที่ธนาคารขยะรับซื้อ จากสมุดบัญชีของธนาคารถ้ามี ไม่เช่นนั้นจากที่รายงาน",
        counted="มูลค่า",
        base="",
        parts=_item("bank-value"),
        factor=_THOUSANDTH,
        is_rate=False,
    ),
    Measure(
        key="hazardous",
        label="ขยะอันตรายที่รวบรวมได้",
        unit="กก.",
        how="รวมน้ำหนักขยะอันตรายทุกชนิดที่รายงาน",
        counted="รวบรวมได้ (กรัม)",
        base="",
        parts=_hazardous,
        factor=_THOUSANDTH,
        places=1,
        is_rate=False,
    ),
)
_BY_KEY = {one.key: one for one in MEASURES}


def measure_named(key: str) -> Measure:
    """The measure of a key, the first for ""; raises `NotFound`."""
    if not key:
        return MEASURES[0]
    found = _BY_KEY.get(key)
    if found is None:
        raise NotFound(f"ไม่มีตัววัด “{key}” กรุณาเลือกจาก: {', '.join(_BY_KEY)}")
    return found
