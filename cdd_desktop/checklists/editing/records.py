"""Versions of instruments as the office sees them: shipped, kept, its own drafts, published ones.

Pure: what is stored stands in `rows` and `service`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from uuid import UUID

from cdd_desktop.checklists.instruments import (
    CheckStatus,
    Indicator,
    Instrument,
    Level,
    Parameter,
    TextCheck,
    Topic,
)

HOUSEHOLDS_PART = "households"


class EditionOrigin(Enum):
    """Where a version is from."""

    SHIPPED = "มากับโปรแกรม"
    OWN = "สำนักงานจัดทำ"
    KEPT = "เก็บไว้กับผลที่ประเมินแล้ว"  # of an older program; sheets still stand on it


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One version of an instrument.

    `instrument` is None where its text cannot be read at all; `faults` are what keeps a draft from
    being published, as sentences. `uuid` and `row_version` (0) are only of the office's own.
    `is_used`: some sheet stands on it, so it never changes again.
    """

    uuid: UUID | None
    id: str
    version: str
    title: str
    text: str
    content_hash: str
    origin: EditionOrigin
    instrument: Instrument | None
    is_draft: bool = False
    is_used: bool = False
    published_on: date | None = None
    faults: tuple[str, ...] = ()
    row_version: int = 0

    @property
    def state(self) -> str:
        """The word on screen."""
        if self.is_draft:
            return "ร่าง"
        return "ใช้งานแล้ว" if self.is_used else "ประกาศใช้แล้ว"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of a version in a file; not `is_new` where it was there already."""

    edition: Edition
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishPreview:
    """What publishing a draft would mean.

    `begun_before`: sheets of its years that stand on another version already, and stay on it.
    """

    edition: Edition
    faults: tuple[str, ...]
    begun_before: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """Somebody compared a text of a version with its official document, or took that back.

    `part`: `topic:1`, `indicator:1.1`, `level:2`, `parameter:income:2560`, `households`.
    """

    part: str
    status: CheckStatus
    source: str
    by: str
    on: date

    @property
    def check(self) -> TextCheck:
        """What the instrument says of the text."""
        return TextCheck(status=self.status, source=self.source)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPart:
    """A text of an instrument that is checked against a document."""

    part: str
    label: str
    text: str
    check: TextCheck


def parts_of(instrument: Instrument) -> tuple[TextPart, ...]:
    """Every text that carries ตรวจแล้ว/รอตรวจ, in the order of the instrument."""
    return tuple(_parts(instrument))


def _parts(instrument: Instrument) -> Iterable[TextPart]:
    if instrument.households is not None:
        yield TextPart(
            part=HOUSEHOLDS_PART,
            label="ครัวเรือนเป้าหมาย",
            text=f"{instrument.households.count:,} ครัวเรือน",
            check=instrument.households.check,
        )
    for topic in instrument.topics:
        yield TextPart(
            part=f"topic:{topic.code}",
            label=f"ด้านที่ {topic.code}",
            text=topic.name,
            check=topic.check,
        )
        for indicator in topic.indicators:
            yield TextPart(
                part=f"indicator:{indicator.code}",
                label=f"ข้อ {indicator.code}",
                text=indicator.text,
                check=indicator.check,
            )
    for level in instrument.levels:
        yield TextPart(
            part=f"level:{level.code}", label="ระดับ", text=level.title, check=level.check
        )
    for parameter in instrument.parameters:
        yield TextPart(
            part=f"parameter:{parameter.key}:{parameter.from_year}",
            label=f"{parameter.label} ตั้งแต่ปี {parameter.from_year}",
            text=f"{parameter.value:,f} {parameter.unit}",
            check=parameter.check,
        )


def laid_over(instrument: Instrument, confirmations: Iterable[Confirmation]) -> Instrument:
    """The instrument with what was confirmed; its text and its hash stay those of its YAML."""
    return with_checks(instrument, {one.part: one.check for one in confirmations})


def with_checks(instrument: Instrument, checks: Mapping[str, TextCheck]) -> Instrument:
    """The instrument with these checks of its parts."""
    if not checks:
        return instrument
    households = instrument.households
    if households is not None and HOUSEHOLDS_PART in checks:
        households = replace(households, check=checks[HOUSEHOLDS_PART])
    return replace(
        instrument,
        topics=tuple(_topic(topic, checks) for topic in instrument.topics),
        levels=tuple(_level(level, checks) for level in instrument.levels),
        parameters=tuple(_parameter(one, checks) for one in instrument.parameters),
        households=households,
    )


def _topic(topic: Topic, checks: Mapping[str, TextCheck]) -> Topic:
    return replace(
        topic,
        check=checks.get(f"topic:{topic.code}", topic.check),
        indicators=tuple(_indicator(one, checks) for one in topic.indicators),
    )


def _indicator(indicator: Indicator, checks: Mapping[str, TextCheck]) -> Indicator:
    check = checks.get(f"indicator:{indicator.code}")
    return indicator if check is None else replace(indicator, check=check)


def _level(level: Level, checks: Mapping[str, TextCheck]) -> Level:
    check = checks.get(f"level:{level.code}")
    return level if check is None else replace(level, check=check)


def _parameter(parameter: Parameter, checks: Mapping[str, TextCheck]) -> Parameter:
    check = checks.get(f"parameter:{parameter.key}:{parameter.from_year}")
    return parameter if check is None else replace(parameter, check=check)


def in_force(versions: Iterable[Instrument], year: int) -> Instrument | None:
    """The newest of an instrument's versions that holds in a Buddhist fiscal year.

    Of two that hold from the same year the later told wins.
    """
    chosen: Instrument | None = None
    for one in versions:
        if one.in_force_from <= year and (
            chosen is None or one.in_force_from >= chosen.in_force_from
        ):
            chosen = one
    return chosen


def level_titles(instrument: Instrument) -> tuple[tuple[int, str], ...]:
    """What totals of levels go by: versions that differ here cannot be counted together."""
    return tuple((level.code, level.title) for level in instrument.levels)
