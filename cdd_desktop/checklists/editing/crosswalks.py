"""How a version continues the one before: made, kept in step, checked, compared. Pure.

Numbers and codes move between versions, so nothing is ever joined by them alone.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from cdd_desktop.checklists.instruments import Crosswalk, Indicator, Instrument, Link, Relation

_BOTH = frozenset({Relation.SAME, Relation.ADAPTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """An indicator of one version beside what became of it; `changes` says what is other."""

    before: Indicator | None
    now: Indicator | None
    relation: Relation
    note: str
    changes: tuple[str, ...]


def fresh_crosswalk(before: Instrument) -> Crosswalk:
    """The crosswalk of a copy: everything is as it was."""
    return Crosswalk(
        version=before.version,
        links=tuple(
            Link(before=one.code, now=one.code, relation=Relation.SAME) for one in before.indicators
        ),
    )


def likely_crosswalk(before: Instrument, now: Instrument) -> Crosswalk:
    """A proposal for two versions nobody linked yet: the same words are the same indicator.

    Whatever has no like is told as dropped and as new; the officer corrects that.
    """
    left = {plain_words(one.text): one for one in before.indicators}
    links = []
    for one in now.indicators:
        found = left.pop(plain_words(one.text), None)
        if found is None:
            links.append(Link(before="", now=one.code, relation=Relation.NEW))
        else:
            links.append(Link(before=found.code, now=one.code, relation=_relation(found, one)))
    dropped = {one.code for one in left.values()}
    links += [
        Link(before=one.code, now="", relation=Relation.DROPPED)
        for one in before.indicators
        if one.code in dropped
    ]
    return Crosswalk(version=before.version, links=tuple(links))


def completed(walk: Crosswalk | None, before: Instrument, now: Instrument) -> Crosswalk:
    """The officer's lines as they are, and what is likely for whatever is not in them yet."""
    likely = likely_crosswalk(before, now)
    if walk is None:
        return likely
    links = list(walk.links)
    befores, nows = {one.before for one in links}, {one.now for one in links}
    for link in likely.links:
        is_old, is_now = link.before not in befores, link.now not in nows
        if is_old and is_now:
            links.append(link)
        elif is_now and link.now:
            links.append(Link(before="", now=link.now, relation=Relation.NEW))
        elif is_old and link.before:
            links.append(Link(before=link.before, now="", relation=Relation.DROPPED))
    return replace(walk, links=in_order(links, before, now))


def differences(before: Indicator, now: Indicator) -> tuple[str, ...]:
    """What is asked otherwise than before, as words; empty where it is the same question."""
    told = {
        "ข้อความ": plain_words(before.text) == plain_words(now.text),
        "เกณฑ์": plain_words(before.criteria) == plain_words(now.criteria),
        "วิธีตอบ": before.kind is now.kind,
        "หน่วย": before.unit == now.unit,
        "ตัวเลือก": before.options == now.options,
        "ช่วงที่ผ่าน": before.passing == now.passing,
        "คะแนน": before.scale == now.scale,
        "การตอบ “-”": before.may_be_absent == now.may_be_absent,
    }
    return tuple(word for word, is_same in told.items() if not is_same)


def compared(before: Instrument, now: Instrument) -> tuple[Pair, ...]:
    """Both versions side by side, in the order of the newer one, what was dropped last.

    By the newer one's crosswalk; where that leads elsewhere, by equal words.
    """
    crosswalk = now.crosswalk
    if crosswalk is None or crosswalk.version != before.version:
        crosswalk = likely_crosswalk(before, now)
    olds = {one.code: one for one in before.indicators}
    news = {one.code: one for one in now.indicators}
    return tuple(
        Pair(
            before=olds.get(link.before),
            now=news.get(link.now),
            relation=link.relation,
            note=link.note,
            changes=differences(olds[link.before], news[link.now])
            if link.before in olds and link.now in news
            else (),
        )
        for link in in_order(crosswalk.links, before, now)
    )


def in_order(links: Iterable[Link], before: Instrument | None, now: Instrument) -> tuple[Link, ...]:
    """As the newer version asks, then what was dropped as the older one asked."""
    places = {one.code: place for place, one in enumerate(now.indicators)}
    last = len(places)
    olds = {} if before is None else {one.code: p for p, one in enumerate(before.indicators)}
    return tuple(
        sorted(links, key=lambda link: (places.get(link.now, last), olds.get(link.before, 0)))
    )


def kept_in_step(
    was: Instrument,
    now: Instrument,
    codes: Mapping[str, str],
    before: Instrument | None,
) -> Crosswalk | None:
    """The crosswalk after a change of a draft from `was` to `now`.

    `codes`: what the indicators that stayed are called now, by what they were called. What came is
    new, what went is dropped; what is asked otherwise than in `before` is no more the same. What
    the change did not touch stays as the officer set it.
    """
    if was.crosswalk is None:
        return None
    news = {one.code: one for one in now.indicators}
    olds = {} if before is None else {one.code: one for one in before.indicators}
    links = []
    for link in was.crosswalk.links:
        if not link.now:
            links.append(link)
        elif link.now in codes:
            code = codes[link.now]
            is_touched = differences(was.indicator(link.now), news[code])
            moved = replace(link, now=code)
            links.append(_again(moved, olds, news) if is_touched else moved)
        elif link.before:
            links.append(replace(link, now="", relation=Relation.DROPPED))
    linked = {link.now for link in links}
    links += [
        Link(before="", now=code, relation=Relation.NEW) for code in news if code not in linked
    ]
    return Crosswalk(version=was.crosswalk.version, links=in_order(links, before, now))


def relinked(walk: Crosswalk, wanted: Link) -> Crosswalk:
    """The crosswalk with one line set: for what the newer version asks, or (`now` "") what was
    dropped. Whatever else was linked to the same indicators stands alone afterwards."""
    links: list[Link] = []
    for link in walk.links:
        if wanted.now and link.now == wanted.now:
            if link.before and link.before != wanted.before:
                links.append(Link(before=link.before, now="", relation=Relation.DROPPED))
        elif wanted.before and link.before == wanted.before:
            if link.now:
                links.append(Link(before="", now=link.now, relation=Relation.NEW))
        else:
            links.append(link)
    return replace(walk, links=(*links, wanted))


def crosswalk_faults(now: Instrument, earlier: Sequence[Instrument]) -> tuple[str, ...]:
    """What keeps a version from being published; `earlier` are the other versions of it."""
    return tuple(_faults(now, {one.version: one for one in earlier}))


def _faults(now: Instrument, earlier: Mapping[str, Instrument]) -> Iterator[str]:
    crosswalk = now.crosswalk
    if crosswalk is None:
        if earlier:
            named = ", ".join(earlier)
            yield (
                f"ยังไม่มีตัวเทียบกับรุ่นก่อน (มีรุ่น {named}) กรุณาเทียบตัวชี้วัดกับรุ่นก่อนให้ครบ มิฉะนั้นเทียบผลข้ามปีไม่ได้"
            )
        return
    before = earlier.get(crosswalk.version)
    if before is None:
        yield (f"ตัวเทียบอ้างถึงรุ่น {crosswalk.version} ซึ่งไม่มีในโปรแกรม กรุณานำเข้ารุ่นนั้นก่อน หรือเทียบกับรุ่นที่มีอยู่")
        return
    if before.in_force_from > now.in_force_from:
        yield (
            f"ตัวเทียบอ้างถึงรุ่น {before.version} ซึ่งใช้ตั้งแต่ปี {before.in_force_from} หลังรุ่นนี้ "
            "กรุณาแก้ปีที่เริ่มใช้ หรือเทียบกับรุ่นที่เก่ากว่า"
        )
    yield from _sides(
        [link.before for link in crosswalk.links if link.before], before, "รุ่นก่อน", "ตัดออก"
    )
    yield from _sides([link.now for link in crosswalk.links if link.now], now, "รุ่นนี้", "เพิ่มใหม่")
    olds = {one.code: one for one in before.indicators}
    news = {one.code: one for one in now.indicators}
    for link in crosswalk.links:
        yield from _link_faults(link, olds, news)


def _sides(codes: list[str], instrument: Instrument, side: str, otherwise: str) -> Iterator[str]:
    """Every indicator of one side stands in the table once."""
    counted = Counter(codes)
    known = [one.code for one in instrument.indicators]
    for code in counted.keys() - set(known):
        yield f"ตัวเทียบอ้างถึงข้อ {code} ซึ่งไม่มีใน{side} ({instrument.version}) กรุณาแก้หรือลบบรรทัดนั้น"
    for code in known:
        if counted[code] > 1:
            yield f"ข้อ {code} ของ{side}อยู่ในตัวเทียบ {counted[code]} บรรทัด กรุณาเหลือบรรทัดเดียว"
        elif not counted[code]:
            yield f"ข้อ {code} ของ{side}ยังไม่อยู่ในตัวเทียบ กรุณาเลือกข้อที่ตรงกัน หรือบอกว่า{otherwise}"


def _link_faults(
    link: Link, olds: Mapping[str, Indicator], news: Mapping[str, Indicator]
) -> Iterator[str]:
    named = f"ข้อ {link.before or '–'} → {link.now or '–'}"
    if not link.before and not link.now:
        yield "ตัวเทียบมีบรรทัดที่ไม่ได้ระบุข้อใดเลย กรุณาลบบรรทัดนั้น"
    elif link.relation in _BOTH and not (link.before and link.now):
        yield f"{named} บอกว่า “{link.relation.label}” ต้องมีข้อทั้งสองรุ่น กรุณาเลือกให้ครบ"
    elif link.relation is Relation.NEW and link.before:
        yield f"{named} บอกว่า “{link.relation.label}” แต่มีข้อของรุ่นก่อน กรุณาแก้ความสัมพันธ์"
    elif link.relation is Relation.DROPPED and link.now:
        yield f"{named} บอกว่า “{link.relation.label}” แต่มีข้อของรุ่นนี้ กรุณาแก้ความสัมพันธ์"
    elif link.relation is Relation.SAME and link.before in olds and link.now in news:
        before, now = olds[link.before], news[link.now]
        if before.kind is not now.kind:
            yield (
                f"{named} บอกว่า “{link.relation.label}” แต่วิธีตอบต่างกัน "
                f"({before.kind.label} เป็น {now.kind.label}) "
                f"กรุณาเปลี่ยนเป็น “{Relation.ADAPTED.label}”"
            )


def _again(link: Link, olds: Mapping[str, Indicator], news: Mapping[str, Indicator]) -> Link:
    """A link whose indicator was just changed. A note is the officer's word: it stays."""
    if link.relation not in _BOTH or link.note or link.before not in olds:
        return link
    return replace(link, relation=_relation(olds[link.before], news[link.now]))


def _relation(before: Indicator, now: Indicator) -> Relation:
    return Relation.ADAPTED if differences(before, now) else Relation.SAME


def plain_words(text: str) -> str:
    """A text as it is compared: blanks and line ends apart."""
    return " ".join(text.split())
