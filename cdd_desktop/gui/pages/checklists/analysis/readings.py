"""What the view of analysis can show, read from the office's file."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from cdd_desktop.bootstrap import Services
from cdd_desktop.checklists.area_names import area_name
from cdd_desktop.checklists.comparing.average_paper import joint, of_part
from cdd_desktop.checklists.comparing.movement_paper import axes, told
from cdd_desktop.checklists.comparing.near_paper import wanted_told
from cdd_desktop.checklists.comparing.records import (
    NO_LEVEL,
    Moment,
    MovedVillage,
    Trend,
    difference,
)
from cdd_desktop.checklists.comparing.standings import standing
from cdd_desktop.checklists.comparing.trend_paper import (
    joint_of,
    left_out_told,
    same_of_topics,
    versions_told,
)
from cdd_desktop.checklists.instruments import Relation, Round
from cdd_desktop.gui.pages.checklists.analysis.model import Line, Shown, Village
from cdd_desktop.places.records import TAMBON_CODE_LENGTH
from cdd_desktop.thai.money import format_baht
from cdd_desktop.thai.person_names import masked_name

_NO_ANSWERS = "ยังไม่มีคำตอบของพื้นที่และปีนี้ กรุณากรอกแบบประเมิน หรือเลือกปีหรือพื้นที่อื่นด้านบน"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Whose analysis: the area, instrument, year and round at the top."""

    area_code: str
    instrument: str
    year: int
    round: Round

    @property
    def of_sheets(self) -> tuple[str, str, int, Round]:
        """As services take it."""
        return self.area_code, self.instrument, self.year, self.round


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One thing to look at: its name in the chooser, what reads it, the report that prints it."""

    key: str
    title: str
    report: str
    read: Callable[[Services, Asked], Shown]


def _trend(services: Services, asked: Asked) -> Shown:
    told_trend = services.comparing.trend(*asked.of_sheets)
    said = (
        versions_told(told_trend),
        told_trend.comparison.told if told_trend.years else "",
        left_out_told(told_trend),
    )
    years = told_trend.years
    return Shown(
        headings=("ข้อ", "ตัวชี้วัด", *(f"ปี {year}" for year in years), "เพิ่มขึ้น", "เทียบกันได้หรือไม่"),
        lines=tuple(_trend_lines(told_trend)) if years else (),
        right=frozenset(range(2, 3 + len(years))),
        wide=1,
        said=" · ".join(filter(None, said)),
        empty=_NO_ANSWERS,
    )


def _trend_lines(trend: Trend) -> Iterator[Line]:
    lines = {line.indicator.code: line for line in trend.comparison.lines}
    joints = {code: indicators for code, _, indicators in same_of_topics(trend)}
    for topic in trend.comparison.newest.topics:
        same = joints.get(topic.code, ())
        values = [joint_of(trend, year, same) if same else None for year in trend.years]
        yield Line(texts=("", topic.name, *_with_rise(values), ""), is_head=True)
        for one in topic.indicators:
            line = lines[one.code]
            is_new = line.relation is Relation.NEW
            values = [
                None if is_new else standing(one, trend.of(year, one.code)) for year in trend.years
            ]
            yield Line(
                texts=(
                    one.code,
                    one.text,
                    *_with_rise(values),
                    line.reason or line.relation.label,
                ),
                is_faint=line.relation is not Relation.SAME,
            )


def _weakest(services: Services, asked: Asked) -> Shown:
    trend = services.comparing.trend(*asked.of_sheets, most_years=2)
    if asked.year not in trend.years:
        return Shown(headings=("ข้อ", "ตัวชี้วัด"), lines=(), empty=_NO_ANSWERS)
    before = trend.years[0] if len(trend.years) > 1 else None
    ranked = []
    for line in trend.comparison.lines:
        one = line.indicator
        now = standing(one, trend.of(asked.year, one.code))
        earlier = None
        if before is not None and line.relation is Relation.SAME:
            earlier = standing(one, trend.of(before, one.code))
        ranked.append((now, earlier, line))
    ranked.sort(key=lambda each: (each[0] is None, each[0] or Decimal()))
    return Shown(
        headings=(
            *("อันดับ", "ข้อ", "ตัวชี้วัด", f"ปี {asked.year}"),
            f"ปี {before}" if before else "ปีก่อน",
            *("เพิ่มขึ้น", "เทียบกันได้หรือไม่"),
        ),
        lines=tuple(
            Line(
                texts=(
                    "" if now is None else str(place),
                    line.indicator.code,
                    line.indicator.text,
                    *_told(now, earlier, difference(now, earlier)),
                    line.reason or line.relation.label,
                )
            )
            for place, (now, earlier, line) in enumerate(ranked, 1)
        ),
        right=frozenset({0, 3, 4, 5}),
        wide=2,
        said="เรียงจากข้อที่ผ่านน้อยที่สุดในพื้นที่นี้ (ร้อยละ หรือคะแนนเฉลี่ย)",
    )


def _movement(services: Services, asked: Asked) -> Shown:
    after = Moment(fiscal_year=asked.year, round=asked.round)
    instrument = services.checklists.instrument(asked.instrument, asked.year)
    before = Moment(fiscal_year=asked.year - 1, round=asked.round)
    movement = services.comparing.movement(asked.area_code, asked.instrument, before, after)
    if not movement.known and asked.round is Round.AFTER and Round.BEFORE in instrument.rounds:
        of_year = Moment(fiscal_year=asked.year, round=Round.BEFORE)
        movement = services.comparing.movement(asked.area_code, asked.instrument, of_year, after)
    down, across = axes(movement)
    lines = []
    for level in down:
        cells = [movement.cell(level, other) for other in across]
        lines.append(
            Line(
                texts=(
                    level or NO_LEVEL,
                    *(str(len(villages)) if villages else "–" for villages in cells),
                    str(sum(map(len, cells))),
                ),
                behind={
                    place: [_moved(services, one) for one in villages]
                    for place, villages in enumerate(cells, 1)
                },
            )
        )
    sums = [sum(one.after == level for one in movement.villages) for level in across]
    total = (*map(str, sums), str(len(movement.villages)))
    lines.append(Line(texts=("รวม", *total), is_head=True))
    return Shown(
        headings=(
            f"{movement.before.label} → {movement.after.label}",
            *(level or NO_LEVEL for level in across),
            "รวม",
        ),
        lines=tuple(lines) if movement.villages else (),
        right=frozenset(range(1, len(across) + 2)),
        said=f"{told(movement)} · เลือกช่องในตารางเพื่อดูรายชื่อหมู่บ้าน",
        empty=_NO_ANSWERS,
        behind_headings=("อำเภอ", "ตำบล", "หมู่บ้าน", "จากระดับ", "เป็นระดับ"),
    )


def _moved(services: Services, one: MovedVillage) -> Village:
    return Village(
        id=one.village_id,
        texts=(
            *_where(services, one.code),
            one.label,
            one.before or NO_LEVEL,
            one.after or NO_LEVEL,
        ),
    )


def _near(services: Services, asked: Asked) -> Shown:
    found = services.comparing.near_level(*asked.of_sheets)
    return Shown(
        headings=("ตำบล", "หมู่บ้าน", "ระดับ", "ระดับถัดไป", "ขาดอีก", "ข้อที่ถ้าผ่านจะนับได้"),
        lines=tuple(
            Line(
                texts=(
                    _where(services, one.code)[1],
                    one.label,
                    one.level.title,
                    one.next_level.title,
                    f"{one.to_next} ข้อ",
                    wanted_told(one),
                ),
                village=one.village_id,
            )
            for one in found
        ),
        right=frozenset({4}),
        wide=5,
        said=f"{len(found):,} หมู่บ้านตอบครบแล้ว และขาดเพียงหนึ่งหรือสองข้อ · Enter ไปที่แบบประเมิน",
        empty="ไม่มีหมู่บ้านที่ตอบครบแล้วและขาดเพียงหนึ่งหรือสองข้อ กรุณาเลือกพื้นที่หรือปีอื่นด้านบน",
    )


def _average(services: Services, asked: Asked) -> Shown:
    found = services.comparing.against_average(*asked.of_sheets)
    topics = [topic for topic in found.instrument.topics if topic.indicators]
    ids = _ids(services, asked)
    own = [joint(found, found.area_code, topic.indicators) for topic in topics]
    lines = [
        Line(texts=(_called(services, asked.area_code), *_told(*own)), is_head=True),
        *(
            Line(
                texts=(
                    _called(services, code),
                    *_told(*(joint(found, code, topic.indicators) for topic in topics)),
                ),
                is_faint=True,
            )
            for code in found.wider
        ),
    ]
    for code, name in found.parts:
        values = [of_part(found, code, topic.indicators) for topic in topics]
        marks = (_beside(value, average) for value, average in zip(values, own, strict=True))
        lines.append(Line(texts=(name, *marks), village=ids.get(code)))
    return Shown(
        headings=("พื้นที่", *(topic.short_name for topic in topics)),
        lines=tuple(lines),
        right=frozenset(range(1, len(topics) + 1)),
        said="ร้อยละที่ผ่านหรือคะแนนเฉลี่ยรายด้าน ในวงเล็บคือต่างจากค่าเฉลี่ยของพื้นที่ที่เลือก "
        "รายตัวชี้วัดอยู่ในรายงาน (Ctrl+P)",
        empty=_NO_ANSWERS,
    )


def _beside(value: Decimal | None, average: Decimal | None) -> str:
    gap = difference(value, average)
    return _text(value) if gap is None else f"{value} ({gap:+})"


def _ids(services: Services, asked: Asked) -> Mapping[str, int]:
    if len(asked.area_code) < TAMBON_CODE_LENGTH:
        return {}
    return {one.code: one.village_id for one in services.checklists.progress(*asked.of_sheets)}


def _register(services: Services, asked: Asked) -> Shown:
    found = services.comparing.register(asked.area_code, asked.instrument, asked.year)
    return Shown(
        headings=(
            *("ตำบล", "หมู่บ้าน", "ปี", "เป็น", "งบประมาณ", "ระดับก่อน", "ระดับหลัง"),
            *("GVH ก่อน", "GVH หลัง", "พัฒนากร"),
        ),
        lines=tuple(
            Line(
                texts=(
                    _where(services, one.code)[1],
                    one.name if one.moo is None else f"ม.{one.moo} {one.name}",
                    str(one.fiscal_year),
                    one.role.label,
                    "" if one.satang is None else format_baht(one.satang),
                    *(
                        told or "–"
                        for told in (one.before, one.after, one.gvh_before, one.gvh_after)
                    ),
                    masked_name(one.developer),
                ),
                village=one.village_id,
            )
            for one in found
        ),
        right=frozenset({4}),
        wide=1,
        said=f"หมู่บ้านเป้าหมายทุกปีถึงปี {asked.year} รวม {len(found):,} รายการ · Enter ไปที่แบบประเมิน",
        empty="ยังไม่มีหมู่บ้านเป้าหมายในพื้นที่นี้ กรุณาเพิ่มในมุมมองเป้าหมายก่อน",
    )


READINGS = (
    Reading(key="near", title="ใกล้เลื่อนระดับ", report="checklist-near-level", read=_near),
    Reading(key="movement", title="การเลื่อนระดับ", report="checklist-movement", read=_movement),
    Reading(key="weakest", title="ข้อที่ผ่านน้อย", report="indicator-ranking", read=_weakest),
    Reading(key="trend", title="แนวโน้มหลายปี", report="checklist-trend-versions", read=_trend),
    Reading(key="average", title="เทียบค่าเฉลี่ย", report="checklist-against-average", read=_average),
    Reading(key="register", title="ทะเบียนหมู่บ้าน", report="checklist-register", read=_register),
)


def _where(services: Services, code: str) -> tuple[str, str]:
    areas = services.areas
    return area_name(areas, code[:4]), area_name(areas, code[:TAMBON_CODE_LENGTH])


def _called(services: Services, code: str) -> str:
    area = services.areas.find(code)
    return f"รหัส {code}" if area is None else area.full_name


def _with_rise(values: list[Decimal | None]) -> tuple[str, ...]:
    rise = difference(values[-1], values[-2]) if len(values) > 1 else None
    return _told(*values, rise)


def _told(*values: Decimal | None) -> tuple[str, ...]:
    return tuple(map(_text, values))


def _text(value: Decimal | None) -> str:
    return "–" if value is None else f"{value:,}"
