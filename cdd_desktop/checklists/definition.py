"""Reading an instrument's YAML: its shape, its sense, and the line of every fault."""

from pydantic import ValidationError

from cdd_desktop.checklists.definition_lines import Faults, read_lines
from cdd_desktop.checklists.definition_sense import sense_faults
from cdd_desktop.checklists.definition_shapes import (
    CheckShape,
    ConditionShape,
    CrosswalkShape,
    DefinitionShape,
    IndicatorShape,
    LevelShape,
    TopicShape,
    shape_faults,
)
from cdd_desktop.checklists.instruments import (
    Condition,
    Consistency,
    Crosswalk,
    Households,
    Indicator,
    Instrument,
    InstrumentRejected,
    Level,
    Link,
    Option,
    Parameter,
    Passing,
    Scale,
    Skip,
    TextCheck,
    Topic,
    content_hash,
)
from cdd_desktop.checklists.library import Reading


def parse_definition(text: str, name: str, *, is_ours: bool = False) -> Instrument:
    """The instrument that `text` defines; raises `InstrumentRejected` with every fault.

    `is_ours`: the text came with the program.
    """
    found = read_definition(text, name, is_ours=is_ours)
    if found.instrument is None or found.faults:
        raise InstrumentRejected(found.faults)
    return found.instrument


def read_definition(text: str, name: str, *, is_ours: bool = False) -> Reading:
    """What `text` defines and what is wrong with it; `name` is the file's name in the faults."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    faults: Faults = []
    data, lines = read_lines(text, faults, is_ours=is_ours)
    if faults:
        return Reading(instrument=None, faults=_told(name, faults))
    try:
        definition = DefinitionShape.model_validate(data)
    except ValidationError as error:
        return Reading(instrument=None, faults=_told(name, shape_faults(error, lines)))
    instrument = _instrument(definition, text)
    faults = sorted(set(sense_faults(definition, instrument, lines)))
    return Reading(instrument=instrument, faults=_told(name, faults))


def _told(name: str, faults: Faults) -> tuple[str, ...]:
    return tuple(f"{name} บรรทัด {line}: {fault}" for line, fault in faults)


def _instrument(definition: DefinitionShape, text: str) -> Instrument:
    households = definition.households
    return Instrument(
        id=definition.id,
        version=definition.version,
        title=definition.title,
        short_title=definition.short_title,
        owner=definition.owner,
        source=definition.source,
        in_force_from=definition.in_force_from,
        subjects=tuple(definition.subjects),
        rounds=tuple(definition.rounds),
        default_round=definition.default_round,
        topics=tuple(_topic(topic) for topic in definition.topics),
        levels=tuple(_level(level, at) for at, level in enumerate(definition.levels)),
        main_count=definition.main_count,
        content_hash=content_hash(text),
        text=text,
        levels_note=definition.levels_note,
        households=None
        if households is None
        else Households(count=households.count, check=_check(households.check)),
        judges_office=definition.judges_office,
        judges_plan=definition.judges_plan,
        is_keyed=definition.is_keyed,
        crosswalk=_crosswalk(definition.crosswalk),
        parameters=tuple(
            Parameter(**{**dict(each), "check": _check(each.check)})
            for each in definition.parameters
        ),
        consistency=tuple(
            Consistency(
                key=each.key,
                answers=tuple((said.indicator, said.answer) for said in each.answers),
                text=each.text,
                record=each.record,
            )
            for each in definition.consistency
        ),
    )


def _topic(topic: TopicShape) -> Topic:
    return Topic(
        code=topic.code,
        name=topic.name,
        short_name=topic.short_name,
        check=_check(topic.check),
        indicators=tuple(_indicator(indicator) for indicator in topic.indicators),
    )


def _indicator(indicator: IndicatorShape) -> Indicator:
    passing, scale = indicator.passing, indicator.scale
    return Indicator(
        **{
            **dict(indicator),
            "check": _check(indicator.check),
            "options": tuple(Option(**dict(option)) for option in indicator.options),
            "passing": passing and Passing(**dict(passing)),
            "scale": scale
            and Scale(lowest=scale.lowest, highest=scale.highest, words=tuple(scale.words)),
            "skips": tuple(
                Skip(indicator=skip.indicator, answers=tuple(skip.answers))
                for skip in indicator.skips
            ),
        }
    )


def _level(level: LevelShape, place: int) -> Level:
    """Unless it is said, the first level is none that is reached where levels go by conditions;
    where they go by counts, the one that needs no pass."""
    is_attained = level.is_attained
    if is_attained is None:
        is_attained = place > 0 if level.conditions else bool(level.min_passed)
    return Level(
        code=level.code,
        name=level.name,
        min_passed=level.min_passed or 0,
        max_passed=level.max_passed or 0,
        needs_main=level.needs_main,
        shade=level.shade,
        check=_check(level.check),
        conditions=tuple(_condition(condition) for condition in level.conditions),
        is_attained=is_attained,
    )


def _condition(condition: ConditionShape) -> Condition:
    return Condition(
        metric=condition.metric,
        at_least=condition.at_least,
        at_most=condition.at_most,
        topics=tuple(condition.topics),
        indicators=tuple(condition.indicators),
        scores=tuple(condition.scores),
        each_topic=condition.each_topic,
    )


def _crosswalk(crosswalk: CrosswalkShape | None) -> Crosswalk | None:
    if crosswalk is None:
        return None
    return Crosswalk(
        version=crosswalk.version,
        links=tuple(Link(**dict(link)) for link in crosswalk.links),
    )


def _check(check: CheckShape) -> TextCheck:
    return TextCheck(status=check.status, source=check.source)
