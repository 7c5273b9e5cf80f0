"""Changing a draft part by part; codes, numbers and the crosswalk follow by themselves. Pure."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias, TypeVar

from cdd_desktop.checklists.editing.crosswalks import kept_in_step
from cdd_desktop.checklists.editing.records import with_checks
from cdd_desktop.checklists.instruments import (
    Condition,
    Consistency,
    Crosswalk,
    Households,
    Indicator,
    Instrument,
    Level,
    Link,
    Parameter,
    Round,
    TextCheck,
    Topic,
)
from cdd_desktop.errors import NotFound
from cdd_desktop.places.records import PlaceKind

_T = TypeVar("_T")
_NUMBERED = re.compile(r"^(\D*)(\d+)$")
_GONE = "ไม่พบส่วนนี้ในร่างแล้ว อาจถูกลบจากหน้าต่างอื่น กรุณาเปิดร่างใหม่"


@dataclass(frozen=True, slots=True, kw_only=True)
class PutHead:
    """What is said of the instrument as a whole."""

    title: str
    short_title: str
    owner: str
    source: str
    in_force_from: int
    subjects: tuple[PlaceKind, ...]
    rounds: tuple[Round, ...]
    default_round: Round
    main_count: int
    levels_note: str
    households: Households | None
    judges_office: bool
    judges_plan: bool
    is_keyed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PutTopic:
    """A ด้าน; `code` "" adds one at the end."""

    code: str
    name: str
    short_name: str
    check: TextCheck


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveTopic:
    """A ด้าน so many places down (or up, where it is less than nothing)."""

    code: str
    by: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveTopic:
    """A ด้าน with all its indicators."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddIndicator:
    """A new indicator at the end of a ด้าน; its code and number are made."""

    topic: str
    indicator: Indicator


@dataclass(frozen=True, slots=True, kw_only=True)
class PutIndicator:
    """An indicator in place of the one with its code."""

    indicator: Indicator


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveIndicator:
    """An indicator one place up (-1) or down (1), over the edge of its ด้าน into the next one."""

    code: str
    by: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveIndicator:
    """An indicator, with what other parts say of it."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PutLevels:
    """All levels, from the lowest (worst) up."""

    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PutParameters:
    """All dated amounts."""

    parameters: tuple[Parameter, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PutConsistency:
    """All doubts between answers."""

    consistency: tuple[Consistency, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PutCrosswalk:
    """The whole crosswalk, as the officer sets it; None: there is no version before."""

    version: str | None
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PutChecks:
    """How far texts can be trusted, many at once; `parts` as `records.parts_of` names them."""

    parts: tuple[str, ...]
    check: TextCheck


Change: TypeAlias = (
    PutHead
    | PutChecks
    | PutTopic
    | MoveTopic
    | RemoveTopic
    | AddIndicator
    | PutIndicator
    | MoveIndicator
    | RemoveIndicator
    | PutLevels
    | PutParameters
    | PutConsistency
    | PutCrosswalk
)


def changed(was: Instrument, change: Change, before: Instrument | None) -> Instrument:
    """The draft after a change; `before` is the version its crosswalk leads to.

    Raises `NotFound` for a part that is not there.
    """
    match change:
        case PutHead():
            return replace(was, **{name: getattr(change, name) for name in PutHead.__slots__})
        case PutChecks():
            return with_checks(was, dict.fromkeys(change.parts, change.check))
        case PutLevels():
            return replace(was, levels=change.levels)
        case PutParameters():
            return replace(was, parameters=change.parameters)
        case PutConsistency():
            return replace(was, consistency=change.consistency)
        case PutCrosswalk():
            walk = None
            if change.version is not None:
                walk = Crosswalk(version=change.version, links=change.links)
            return replace(was, crosswalk=walk)
        case _:
            return _woven(was, _topics(was.topics, change), before)


def _topics(topics: Sequence[Topic], change: Change) -> list[Topic]:
    """The ด้าน after a change; parts still bear their old codes, new ones none."""
    match change:
        case PutTopic(code="", name=name, short_name=short, check=check):
            added = Topic(code="", name=name, short_name=short, indicators=(), check=check)
            return [*topics, added]
        case PutTopic(code=code, name=name, short_name=short, check=check):
            return _each(
                topics, code, lambda one: replace(one, name=name, short_name=short, check=check)
            )
        case MoveTopic(code=code, by=by):
            return _moved(topics, _place_of(topics, code), by)
        case RemoveTopic(code=code):
            _place_of(topics, code)
            return [one for one in topics if one.code != code]
        case AddIndicator(topic=code, indicator=indicator):
            new = replace(indicator, code="")
            return _each(topics, code, lambda one: replace(one, indicators=(*one.indicators, new)))
        case PutIndicator(indicator=indicator):
            home, place = _home_of(topics, indicator.code)
            return _with(topics, home, _put(topics[home].indicators, place, indicator))
        case RemoveIndicator(code=code):
            home, _ = _home_of(topics, code)
            left = [one for one in topics[home].indicators if one.code != code]
            return _with(topics, home, left)
        case MoveIndicator(code=code, by=by):
            return _over_edges(topics, code, by)
        case _:
            raise TypeError(change)


def _over_edges(topics: Sequence[Topic], code: str, by: int) -> list[Topic]:
    home, place = _home_of(topics, code)
    inside = list(topics[home].indicators)
    if 0 <= place + by < len(inside):
        return _with(topics, home, _moved(inside, place, by))
    target = home + (1 if by > 0 else -1)
    if not 0 <= target < len(topics):
        return list(topics)
    one = inside.pop(place)
    there = list(topics[target].indicators)
    there.insert(0 if by > 0 else len(there), one)
    return _with(_with(topics, home, inside), target, there)


def _woven(was: Instrument, topics: Sequence[Topic], before: Instrument | None) -> Instrument:
    """The draft with these ด้าน: codes and numbers anew, and all that names them in step."""
    coded = list(_coded(was, topics))
    number = 0
    codes: dict[str, str] = {}
    of_topics: dict[str, str] = {}
    numbered = []
    for old, new in zip(topics, coded, strict=True):
        if old.code:
            of_topics[old.code] = new.code
        inside = []
        for asked, named in zip(old.indicators, new.indicators, strict=True):
            number += 1
            if asked.code:
                codes[asked.code] = named.code
            inside.append(replace(named, number=number))
        numbered.append(replace(new, indicators=tuple(inside)))
    now = replace(
        was,
        topics=tuple(
            replace(topic, indicators=tuple(_renamed(one, codes) for one in topic.indicators))
            for topic in numbered
        ),
        levels=tuple(
            replace(
                level,
                conditions=tuple(
                    said for one in level.conditions if (said := _condition(one, of_topics, codes))
                ),
            )
            for level in was.levels
        ),
        consistency=tuple(
            replace(one, answers=tuple((codes[code], answer) for code, answer in one.answers))
            for one in was.consistency
            if all(code in codes for code, _ in one.answers)
        ),
    )
    return replace(now, crosswalk=kept_in_step(was, now, codes, before))


def _renamed(indicator: Indicator, codes: Mapping[str, str]) -> Indicator:
    """With the new names of what it is skipped by."""
    skips = tuple(
        replace(skip, indicator=codes[skip.indicator])
        for skip in indicator.skips
        if skip.indicator in codes
    )
    return replace(indicator, skips=skips)


def _condition(
    one: Condition, topics: Mapping[str, str], codes: Mapping[str, str]
) -> Condition | None:
    """A condition with the new names; None where all it looked at went, lest it look at all."""
    said = replace(
        one,
        topics=tuple(topics[code] for code in one.topics if code in topics),
        indicators=tuple(codes[code] for code in one.indicators if code in codes),
    )
    was_bound = one.topics or one.indicators
    return said if said.topics or said.indicators or not was_bound else None


def _coded(was: Instrument, topics: Sequence[Topic]) -> Iterator[Topic]:
    """Each ด้าน and indicator with its code: in sequence where the draft's were, else as they were
    with the next free one for what is new."""
    prefix = _prefix([topic.code for topic in was.topics])
    runs = all(
        one.code == f"{topic.code}.{place}"
        for topic in was.topics
        for place, one in enumerate(topic.indicators, 1)
    )
    taken = {topic.code for topic in topics}
    for place, topic in enumerate(topics, 1):
        code = topic.code
        if prefix is not None:
            code = f"{prefix}{place}"
        elif not code:
            code = _free(taken, "")
            taken.add(code)
        yield replace(topic, code=code, indicators=tuple(_inside(topic, code, runs=runs)))


def _inside(topic: Topic, code: str, *, runs: bool) -> Iterator[Indicator]:
    kept = {
        f"{code}.{one.code.rpartition('.')[2]}" for one in topic.indicators if one.code and not runs
    }
    given: set[str] = set()
    for place, one in enumerate(topic.indicators, 1):
        named = f"{code}.{place}" if runs else f"{code}.{one.code.rpartition('.')[2]}"
        if not runs and (not one.code or named in given):
            named = _free(kept | given, f"{code}.")
        given.add(named)
        yield replace(one, code=named)


def _prefix(codes: Sequence[str]) -> str | None:
    """What stands before the numbers of codes that run 1, 2, 3 …; None where they do not."""
    matches = [_NUMBERED.match(code) for code in codes]
    found = [match.groups() for match in matches if match]
    if len(found) < len(codes) or len({prefix for prefix, _ in found}) > 1:
        return None
    if [number for _, number in found] != [str(n) for n in range(1, len(found) + 1)]:
        return None
    return found[0][0] if found else ""


def _free(taken: set[str], prefix: str) -> str:
    number = 1
    while f"{prefix}{number}" in taken:
        number += 1
    return f"{prefix}{number}"


def _moved(things: Sequence[_T], place: int, by: int) -> list[_T]:
    there = list(things)
    one = there.pop(place)
    there.insert(min(max(place + by, 0), len(there)), one)
    return there


def _put(inside: Sequence[Indicator], place: int, one: Indicator) -> list[Indicator]:
    return [*inside[:place], one, *inside[place + 1 :]]


def _with(topics: Sequence[Topic], home: int, inside: Sequence[Indicator]) -> list[Topic]:
    changed_one = replace(topics[home], indicators=tuple(inside))
    return [*topics[:home], changed_one, *topics[home + 1 :]]


def _each(topics: Sequence[Topic], code: str, done: Callable[[Topic], Topic]) -> list[Topic]:
    place = _place_of(topics, code)
    return [*topics[:place], done(topics[place]), *topics[place + 1 :]]


def _place_of(topics: Sequence[Topic], code: str) -> int:
    for place, topic in enumerate(topics):
        if topic.code == code:
            return place
    raise NotFound(_GONE)


def _home_of(topics: Sequence[Topic], code: str) -> tuple[int, int]:
    for home, topic in enumerate(topics):
        for place, one in enumerate(topic.indicators):
            if one.code == code:
                return home, place
    raise NotFound(_GONE)
