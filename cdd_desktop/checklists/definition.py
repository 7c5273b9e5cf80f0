"""Reading an instrument's YAML: its shape, its sense, and the line of every fault."""

from collections.abc import Iterator
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from cdd_desktop.checklists.instruments import (
    AnswerKind,
    CheckStatus,
    Households,
    Indicator,
    Instrument,
    InstrumentRejected,
    Level,
    Round,
    TextCheck,
    Topic,
    content_hash,
)
from cdd_desktop.places.records import PlaceKind
from cdd_desktop.thai.calendar import is_fiscal_year

_Path = tuple[str | int, ...]
_Faults = list[tuple[int, str]]  # line from 1, Thai sentence
_Text = Annotated[str, Field(strict=True, min_length=1)]
_Optional = Annotated[str, Field(strict=True)]
_Count = Annotated[int, Field(strict=True, ge=0)]
_MAX_SHADE = 3
_MAX_DEPTH = 12

_WRONG = {
    "string_type": "ต้องเป็นข้อความ ถ้าเป็นตัวเลขให้ใส่ในเครื่องหมายคำพูด",
    "string_too_short": "ต้องไม่เว้นว่าง",
    "int_type": "ต้องเป็นจำนวนเต็ม",
    "int_from_float": "ต้องเป็นจำนวนเต็ม",
    "bool_type": "ต้องเป็น true หรือ false",
    "list_type": "ต้องเป็นรายการ",
    "tuple_type": "ต้องเป็นรายการ",
    "too_short": "ต้องมีอย่างน้อยหนึ่งรายการ",
    "model_type": "ต้องเป็นกลุ่มของหัวข้อและค่า",
    "greater_than_equal": "ต้องไม่น้อยกว่า {ge}",
    "less_than_equal": "ต้องไม่เกิน {le}",
    "enum": "ใช้ได้เฉพาะค่าที่กำหนดไว้ ({allowed})",
}
_ALLOWED = {
    "kind": tuple(AnswerKind),
    "status": tuple(CheckStatus),
    "rounds": tuple(Round),
    "default_round": tuple(Round),
    "subjects": tuple(PlaceKind),
}


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Check(_Shape):
    status: CheckStatus
    source: _Text


class _Indicator(_Shape):
    code: _Text
    number: _Count
    text: _Text
    criteria: _Optional = ""
    evidence_hint: _Optional = ""
    check: _Check
    kind: AnswerKind = AnswerKind.PASS_FAIL


class _Topic(_Shape):
    code: _Text
    name: _Text
    short_name: _Text
    check: _Check
    indicators: Annotated[list[_Indicator], Field(min_length=1)]


class _Level(_Shape):
    code: _Count
    name: _Text
    min_passed: _Count
    max_passed: _Count
    needs_main: Annotated[bool, Field(strict=True)] = False
    shade: Annotated[int, Field(strict=True, ge=0, le=_MAX_SHADE)]
    check: _Check


class _Households(_Shape):
    count: Annotated[int, Field(strict=True, ge=1)]
    check: _Check


class _Counts(_Shape):
    topics: _Count
    indicators: _Count


class _Definition(_Shape):
    id: _Text
    version: _Text
    title: _Text
    short_title: _Text
    owner: _Text
    source: _Text
    in_force_from: _Count
    subjects: Annotated[list[PlaceKind], Field(min_length=1)]
    rounds: Annotated[list[Round], Field(min_length=1)]
    default_round: Round
    main_count: _Count
    counts: _Counts
    households: _Households | None = None
    levels: list[_Level]
    levels_note: _Optional = ""
    topics: Annotated[list[_Topic], Field(min_length=1)]


def parse_definition(text: str, name: str) -> Instrument:
    """The instrument that `text` defines; raises `InstrumentRejected` with every fault."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    faults: _Faults = []
    data, lines = _read(text, faults)
    if faults:
        raise _rejected(name, faults)
    try:
        definition = _Definition.model_validate(data)
    except ValidationError as error:
        raise _rejected(name, _shape_faults(error, lines)) from error
    faults = sorted(_sense_faults(definition, lines))
    if faults:
        raise _rejected(name, faults)
    return _instrument(definition, text)


def _rejected(name: str, faults: _Faults) -> InstrumentRejected:
    return InstrumentRejected([f"{name} บรรทัด {line}: {fault}" for line, fault in faults])


def _read(text: str, faults: _Faults) -> tuple[Any, dict[_Path, int]]:
    """The plain data, and the line on which each part of it stands."""
    lines: dict[_Path, int] = {}
    try:
        # the safe loader makes plain values only; it is driven by hand to see the lines
        loader = yaml.SafeLoader(text)
        try:
            node = loader.get_single_node()
            if node is None:
                faults.append((1, "ไฟล์ว่างเปล่า ต้องมีนิยามแบบประเมิน"))
                return None, lines
            _note_lines(node, (), lines, faults, set())
            return (None if faults else loader.construct_document(node)), lines
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        faults.append(
            (mark.line + 1 if mark else 1, "เขียนไม่ถูกรูปแบบ YAML ตรวจย่อหน้าและเครื่องหมายของบรรทัดนี้")
        )
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, int(error.position)) + 1
        faults.append((line, "มีอักขระที่ใช้ไม่ได้ กรุณาลบแล้วพิมพ์ใหม่"))
    except RecursionError:
        faults.append((1, "ซ้อนกันลึกเกินไป กรุณาตรวจวงเล็บและย่อหน้า"))
    except ValueError:
        # 2026-13-45 looks like a date to YAML and is none
        faults.append((1, "มีค่าที่ดูเหมือนวันที่แต่ไม่มีในปฏิทิน ให้ใส่ค่านั้นในเครื่องหมายคำพูด"))
    return None, lines


def _note_lines(
    node: yaml.Node, path: _Path, lines: dict[_Path, int], faults: _Faults, seen: set[int]
) -> None:
    """Note the line of every part. Aliases are refused: a few can unfold to billions of parts."""
    line = node.start_mark.line + 1
    if id(node) in seen or len(path) > _MAX_DEPTH:
        faults.append((line, "ใช้ & และ * อ้างถึงส่วนอื่นไม่ได้ ให้เขียนซ้ำ"))
        return
    seen.add(id(node))
    lines.setdefault(path, line)
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            _note_lines(item, (*path, index), lines, faults, seen)
    elif isinstance(node, yaml.MappingNode):
        keys = set()
        for key, value in node.value:
            text = str(key.value)
            key_line = key.start_mark.line + 1
            if text in keys:
                faults.append((key_line, f"มี “{text}” ซ้ำ ให้เหลือหนึ่งแห่ง"))
                continue
            keys.add(text)
            lines[(*path, text)] = key_line
            _note_lines(value, (*path, text), lines, faults, seen)


def _shape_faults(error: ValidationError, lines: dict[_Path, int]) -> _Faults:
    faults = []
    for problem in error.errors():
        path: _Path = problem["loc"]
        name = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
        match problem["type"]:
            case "missing":
                fault = f"ขาด “{name}” กรุณาเพิ่ม"
            case "extra_forbidden":
                fault = f"ไม่รู้จัก “{name}” กรุณาลบ หรือแก้ตัวสะกด"
            case kind:
                allowed = ", ".join(_ALLOWED.get(name, ()))
                context = {"allowed": allowed, **problem.get("ctx", {})}
                told = _WRONG.get(kind, "ค่าไม่ถูกต้อง").format_map(context)
                fault = f"“{name}” {told}" if name else told
        faults.append((_line_of(path, lines), fault))
    return sorted(faults)


def _line_of(path: _Path, lines: dict[_Path, int]) -> int:
    """The line of the part, or of what it is missing from."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def _sense_faults(definition: _Definition, lines: dict[_Path, int]) -> Iterator[tuple[int, str]]:
    if not is_fiscal_year(definition.in_force_from):
        yield lines[("in_force_from",)], "“in_force_from” ต้องเป็นปีงบประมาณ พ.ศ. เช่น 2552"
    if definition.default_round not in definition.rounds:
        yield lines[("default_round",)], "“default_round” ต้องเป็นรอบหนึ่งใน “rounds”"
    for name in ("rounds", "subjects"):
        values = getattr(definition, name)
        if len(set(values)) < len(values):
            yield lines[(name,)], f"“{name}” มีค่าซ้ำ"
    yield from _topic_faults(definition, lines)
    yield from _indicator_faults(definition, lines)
    yield from _level_faults(definition, lines)


def _topic_faults(definition: _Definition, lines: dict[_Path, int]) -> Iterator[tuple[int, str]]:
    codes = [topic.code for topic in definition.topics]
    if len(codes) != definition.counts.topics:
        found = f"แต่พบ {len(codes)} ด้าน ({', '.join(codes)})"
        yield lines[("topics",)], f"แจ้งไว้ว่ามี {definition.counts.topics} ด้าน {found} กรุณาเพิ่มด้านที่ขาด"
    for index, code in enumerate(codes):
        line = lines[("topics", index, "code")]
        if code in codes[:index]:
            yield line, f"รหัสด้าน “{code}” ซ้ำ"
        elif code.isdecimal() and code != str(index + 1):
            yield line, f"ด้านลำดับที่ {index + 1} ต้องมีรหัส “{index + 1}” แต่พบ “{code}” อาจมีด้านที่ขาดไป"


def _indicator_faults(
    definition: _Definition, lines: dict[_Path, int]
) -> Iterator[tuple[int, str]]:
    seen: set[str] = set()
    expected = 0
    for t, topic in enumerate(definition.topics):
        for i, indicator in enumerate(topic.indicators):
            expected += 1
            path = ("topics", t, "indicators", i)
            if indicator.code in seen:
                yield lines[(*path, "code")], f"รหัสตัวชี้วัด “{indicator.code}” ซ้ำ"
            seen.add(indicator.code)
            if not indicator.code.startswith(f"{topic.code}."):
                fault = (
                    f"ตัวชี้วัด “{indicator.code}” อยู่ใต้ด้าน “{topic.code}” รหัสต้องขึ้นต้นด้วย “{topic.code}.”"
                )
                yield lines[(*path, "code")], fault
            if indicator.number != expected:
                fault = f"ลำดับของตัวชี้วัด “{indicator.code}” ต้องเป็น {expected} แต่พบ {indicator.number}"
                yield lines[(*path, "number")], fault
    if expected != definition.counts.indicators:
        fault = f"แจ้งไว้ว่ามี {definition.counts.indicators} ตัวชี้วัด แต่พบ {expected} ตัวชี้วัด"
        yield lines[("counts", "indicators")], fault
    counted = [
        indicator.code
        for topic in definition.topics
        for indicator in topic.indicators
        if indicator.kind is AnswerKind.HOUSEHOLDS
    ]
    if counted and definition.households is None:
        fault = f"ตัวชี้วัด {', '.join(counted)} ตอบเป็นจำนวนครัวเรือน กรุณาเพิ่ม “households”"
        yield lines[("topics",)], fault
    if definition.households is not None and not counted:
        yield lines[("households",)], "ไม่มีตัวชี้วัดที่ตอบเป็นจำนวนครัวเรือน กรุณาลบ “households”"
    if definition.main_count > expected:
        yield lines[("main_count",)], f"“main_count” ต้องไม่เกินจำนวนตัวชี้วัด {expected}"


def _level_faults(definition: _Definition, lines: dict[_Path, int]) -> Iterator[tuple[int, str]]:
    if not definition.levels:
        if not definition.levels_note:
            yield lines[("levels",)], "ไม่มีระดับ กรุณาบอกเหตุผลใน “levels_note”"
        if definition.main_count:
            yield lines[("main_count",)], "“main_count” ต้องเป็น 0 เพราะไม่มีระดับ"
        return
    total = definition.counts.indicators  # where some are missing, that is told once
    expected = 0
    codes: list[int] = []
    for index, level in enumerate(definition.levels):
        line = lines[("levels", index)]
        if codes and level.code <= codes[-1]:
            yield line, f"รหัสระดับ “{level.name}” ต้องมากกว่าระดับก่อนหน้า"
        codes.append(level.code)
        if level.max_passed < level.min_passed:
            yield line, f"ช่วงของระดับ “{level.name}” กลับหัว ({level.min_passed}-{level.max_passed})"
        elif level.min_passed < expected:
            yield line, f"ช่วงของระดับ “{level.name}” ซ้อนกับระดับก่อนหน้า ต้องเริ่มที่ {expected}"
        elif level.min_passed > expected:
            yield line, f"ช่วงก่อนระดับ “{level.name}” ขาดไป ต้องเริ่มที่ {expected}"
        if level.needs_main and (index == 0 or not definition.main_count):
            yield line, f"ระดับ “{level.name}” บังคับตัวชี้วัดหลักไม่ได้ ต้องมีระดับที่ต่ำกว่าและ “main_count”"
        expected = level.max_passed + 1
    if expected != total + 1:
        yield (
            lines[("levels",)],
            f"ระดับสุดท้ายต้องจบที่ {total} ซึ่งเป็นจำนวนตัวชี้วัดทั้งหมด แต่จบที่ {expected - 1}",
        )


def _instrument(definition: _Definition, text: str) -> Instrument:
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
        levels=tuple(
            Level(
                **{
                    **dict(level),
                    "check": _check(level.check),
                    "is_attained": level.min_passed > 0,
                }
            )
            for level in definition.levels
        ),
        main_count=definition.main_count,
        content_hash=content_hash(text),
        text=text,
        levels_note=definition.levels_note,
        households=_households(definition.households),
    )


def _topic(topic: _Topic) -> Topic:
    return Topic(
        code=topic.code,
        name=topic.name,
        short_name=topic.short_name,
        check=_check(topic.check),
        indicators=tuple(
            Indicator(**{**dict(indicator), "check": _check(indicator.check)})
            for indicator in topic.indicators
        ),
    )


def _households(households: _Households | None) -> Households | None:
    if households is None:
        return None
    return Households(count=households.count, check=_check(households.check))


def _check(check: _Check) -> TextCheck:
    return TextCheck(status=check.status, source=check.source)
