"""Which indicators of a version may be compared with the years of older ones, and why others not.

Codes and numbers move between versions: only the crosswalks say what is the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cdd_desktop.checklists.instruments import Indicator, Instrument, Relation
from cdd_desktop.checklists.paper_twin import carried_over


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedIndicator:
    """An indicator of the newest version. SAME: it may be compared; ADAPTED: shown apart, with
    `reason`; NEW: some year did not ask it, as `reason` says."""

    indicator: Indicator
    relation: Relation
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How the versions of some years lead to one of them.

    `codes`: of each version, by its content hash, what its codes are in the newest one. Of
    `unreached` versions no crosswalk leads there: their sheets are left out. `dropped`: what older
    versions asked and the newest one does not, with the version.
    """

    newest: Instrument
    lines: tuple[ComparedIndicator, ...]
    codes: Mapping[str, Mapping[str, str]]
    unreached: tuple[Instrument, ...]
    dropped: tuple[tuple[str, Indicator], ...]

    def of(self, relation: Relation) -> tuple[ComparedIndicator, ...]:
        """The indicators that continue so, in the instrument's order."""
        return tuple(line for line in self.lines if line.relation is relation)

    @property
    def is_whole(self) -> bool:
        """Whether everything may be compared: then there is nothing to say."""
        same = len(self.of(Relation.SAME)) == len(self.lines)
        return same and not self.unreached and not self.dropped

    @property
    def told(self) -> str:
        """`เทียบได้ 20 จาก 23 ตัวชี้วัด ปรับถ้อยคำหรือเกณฑ์ 2 ข้อ …`."""
        counts = {relation: len(self.of(relation)) for relation in Relation}
        parts = [f"เทียบได้ {counts[Relation.SAME]:,} จาก {len(self.lines):,} ตัวชี้วัด"]
        if counts[Relation.ADAPTED]:
            parts.append(f"ปรับถ้อยคำหรือเกณฑ์ {counts[Relation.ADAPTED]:,} ข้อ (แสดงแยก ไม่นำไปรวม)")
        if counts[Relation.NEW]:
            parts.append(f"เทียบไม่ได้ {counts[Relation.NEW]:,} ข้อ")
        if self.dropped:
            parts.append(f"ตัดออกจากฉบับเดิม {len(self.dropped):,} ข้อ")
        return " ".join(parts)


def compared(
    newest: Instrument, used: Sequence[Instrument], known: Iterable[Instrument]
) -> Comparison:
    """Compare the versions that some years' sheets were begun with (`used`) with `newest`.

    `known`: the versions through whose crosswalks the way may lead.
    """
    known = tuple(known)
    codes: dict[str, dict[str, str]] = {newest.content_hash: _own(newest)}
    ways: list[tuple[Instrument, Mapping[str, tuple[str, Relation]]]] = []
    unreached: list[Instrument] = []
    dropped: dict[tuple[str, str], tuple[str, Indicator]] = {}
    for version in used:
        if version.content_hash == newest.content_hash:
            continue
        way = carried_over(version, newest, known)
        if way is None:
            unreached.append(version)
            continue
        ways.append((version, {now: (before, how) for before, (now, how) in way.items()}))
        codes[version.content_hash] = {before: now for before, (now, _) in way.items()}
        for one in version.indicators:
            if one.code not in way:
                dropped[version.version, one.code] = (version.version, one)
    return Comparison(
        newest=newest,
        lines=tuple(_line(one, newest, ways) for one in newest.indicators),
        codes=codes,
        unreached=tuple(unreached),
        dropped=tuple(dropped.values()),
    )


def _own(instrument: Instrument) -> dict[str, str]:
    return {one.code: one.code for one in instrument.indicators}


def _line(
    indicator: Indicator,
    newest: Instrument,
    ways: Sequence[tuple[Instrument, Mapping[str, tuple[str, Relation]]]],
) -> ComparedIndicator:
    missing = [version.version for version, way in ways if indicator.code not in way]
    if missing:
        told = f"ไม่มีในฉบับ {', '.join(dict.fromkeys(missing))}"
        return ComparedIndicator(indicator=indicator, relation=Relation.NEW, reason=told)
    adapted = [
        (version.version, way[indicator.code][0])
        for version, way in ways
        if way[indicator.code][1] is not Relation.SAME
    ]
    if not adapted:
        return ComparedIndicator(indicator=indicator, relation=Relation.SAME)
    was = ", ".join(dict.fromkeys(f"ข้อ {code} ของฉบับ {version}" for version, code in adapted))
    note = _note(newest, indicator.code)
    told = f"ปรับจาก{was}" + (f" {note}" if note else "")
    return ComparedIndicator(indicator=indicator, relation=Relation.ADAPTED, reason=told)


def _note(newest: Instrument, code: str) -> str:
    links = () if newest.crosswalk is None else newest.crosswalk.links
    return next((link.note for link in links if link.now == code), "")
