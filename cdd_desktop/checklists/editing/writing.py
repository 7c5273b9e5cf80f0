"""An instrument as the YAML it can be read from again. Pure.

What is as it would be without being said is left out, so that an officer reads only what matters.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import yaml

from cdd_desktop.checklists.instruments import (
    AnswerKind,
    Condition,
    Consistency,
    Crosswalk,
    Indicator,
    Instrument,
    Level,
    Link,
    Option,
    Parameter,
    Passing,
    Scale,
    Skip,
    TextCheck,
    Topic,
    Wanted,
)

_HEAD = """\
# แบบประเมิน {title} รุ่น {version}
# status: รอตรวจ = ยังไม่ได้เทียบกับเอกสารทางการ, ตรวจแล้ว = มีแหล่งอ้างอิงที่อ่านแล้ว
"""
_WIDTH = 10_000  # a text stays on its line
_Map = dict[str, Any]


class _Flow(dict[str, Any]):
    """A mapping that stands on one line."""


class _FlowList(list[Any]):
    """A list that stands on one line."""


class _Dumper(yaml.SafeDumper):
    """Writes lists indented under their key, as the shipped files are."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        """A text that stands twice is written twice."""
        return True


def _flow(dumper: _Dumper, data: _Flow) -> yaml.Node:
    return dumper.represent_mapping("tag:yaml.org,2002:map", data, flow_style=True)


def _flow_list(dumper: _Dumper, data: _FlowList) -> yaml.Node:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=True)


_Dumper.add_representer(_Flow, _flow)
_Dumper.add_representer(_FlowList, _flow_list)


def written(instrument: Instrument) -> str:
    """The YAML of an instrument: reading it gives the same, but for its text and hash."""
    head = _HEAD.format(title=_one_line(instrument.short_title), version=instrument.version)
    return head + yaml.dump(
        _whole(instrument),
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=_WIDTH,
        default_flow_style=False,
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _whole(instrument: Instrument) -> _Map:
    told: _Map = {
        "id": instrument.id,
        "version": instrument.version,
        "title": instrument.title,
        "short_title": instrument.short_title,
        "owner": instrument.owner,
        "source": instrument.source,
        "in_force_from": instrument.in_force_from,
        "subjects": _FlowList(kind.value for kind in instrument.subjects),
        "rounds": _FlowList(one.value for one in instrument.rounds),
        "default_round": instrument.default_round.value,
        "main_count": instrument.main_count,
        "counts": _Flow(topics=len(instrument.topics), indicators=len(instrument.indicators)),
    }
    for name in ("judges_office", "judges_plan"):
        if getattr(instrument, name):
            told[name] = True
    if not instrument.is_keyed:
        told["is_keyed"] = False
    if instrument.households is not None:
        told["households"] = {
            "count": instrument.households.count,
            "check": _check(instrument.households.check),
        }
    told["levels"] = [_level(instrument.levels, place) for place in range(len(instrument.levels))]
    if instrument.levels_note:
        told["levels_note"] = instrument.levels_note
    if instrument.parameters:
        told["parameters"] = [_parameter(one) for one in instrument.parameters]
    told["topics"] = [_topic(topic) for topic in instrument.topics]
    if instrument.consistency:
        told["consistency"] = [_consistency(one) for one in instrument.consistency]
    if instrument.crosswalk is not None:
        told["crosswalk"] = _crosswalk(instrument.crosswalk)
    return told


def _check(check: TextCheck) -> _Flow:
    return _Flow(status=check.status.value, source=check.source)


def _topic(topic: Topic) -> _Map:
    return {
        "code": topic.code,
        "name": topic.name,
        "short_name": topic.short_name,
        "check": _check(topic.check),
        "indicators": [_indicator(one) for one in topic.indicators],
    }


def _indicator(one: Indicator) -> _Map:
    told: _Map = {"code": one.code, "number": one.number, "text": one.text}
    if one.kind is not AnswerKind.PASS_FAIL:
        told["kind"] = one.kind.value
    if one.unit:
        told["unit"] = one.unit
    for name in ("criteria", "evidence_hint"):
        if text := getattr(one, name):
            told[name] = text
    if one.options:
        told["options"] = [_option(option) for option in one.options]
    if one.passing is not None:
        told["passing"] = _passing(one.passing)
    if one.scale is not None:
        told["scale"] = _scale(one.scale)
    if one.may_be_absent:
        told["may_be_absent"] = True
    if one.skips:
        told["skips"] = [_skip(skip) for skip in one.skips]
    if one.evidence is not Wanted.OPTIONAL:
        told["evidence"] = one.evidence.value
    if one.weight != 1:
        told["weight"] = _number(one.weight)
    told["check"] = _check(one.check)
    return told


def _option(option: Option) -> _Flow:
    told = _Flow(code=option.code, text=option.text, points=_number(option.points))
    if option.passes is not None:
        told["passes"] = option.passes
    return told


def _passing(passing: Passing) -> _Flow:
    return _Flow(_bounds(passing.at_least, passing.at_most))


def _scale(scale: Scale) -> _Flow:
    told = _Flow(lowest=scale.lowest, highest=scale.highest)
    if scale.words:
        told["words"] = list(scale.words)
    return told


def _skip(skip: Skip) -> _Flow:
    return _Flow(indicator=skip.indicator, answers=list(skip.answers))


def _level(levels: Sequence[Level], place: int) -> _Map:
    level = levels[place]
    told: _Map = {"code": level.code, "name": level.name}
    by_count = not any(one.conditions for one in levels)
    if by_count:
        told |= {"min_passed": level.min_passed, "max_passed": level.max_passed}
    if level.conditions:
        told["conditions"] = [_condition(one) for one in level.conditions]
    if level.needs_main:
        told["needs_main"] = True
    if not by_count or level.is_attained != (level.min_passed > 0):
        told["is_attained"] = level.is_attained
    told |= {"shade": level.shade, "check": _check(level.check)}
    return told


def _condition(one: Condition) -> _Flow:
    told = _Flow(metric=one.metric.value, **_bounds(one.at_least, one.at_most))
    for name in ("topics", "indicators", "scores"):
        if values := getattr(one, name):
            told[name] = list(values)
    if one.each_topic:
        told["each_topic"] = True
    return told


def _bounds(at_least: Decimal | None, at_most: Decimal | None) -> Mapping[str, Any]:
    ends = {"at_least": at_least, "at_most": at_most}
    return {name: _number(end) for name, end in ends.items() if end is not None}


def _parameter(one: Parameter) -> _Map:
    return {
        "key": one.key,
        "label": one.label,
        "unit": one.unit,
        "from_year": one.from_year,
        "value": _number(one.value),
        "check": _check(one.check),
    }


def _consistency(one: Consistency) -> _Map:
    told: _Map = {
        "key": one.key,
        "answers": [_Flow(indicator=code, answer=answer) for code, answer in one.answers],
        "text": one.text,
    }
    if one.record:
        told["record"] = one.record
    return told


def _crosswalk(crosswalk: Crosswalk) -> _Map:
    return {"version": crosswalk.version, "links": [_link(link) for link in crosswalk.links]}


def _link(link: Link) -> _Flow:
    told = _Flow(before=link.before, now=link.now, relation=link.relation.value)
    if link.note:
        told["note"] = link.note
    return told


def _number(value: Decimal) -> int | str:
    """A whole number as such; others as their digits, so that nothing is lost on the way."""
    return int(value) if value == value.to_integral_value() else format(value.normalize(), "f")
