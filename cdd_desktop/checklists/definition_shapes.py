"""The shape of a definition: which parts it has, and of what sort each is."""

import re
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from cdd_desktop.checklists.definition_lines import Faults, Lines, Path, line_of
from cdd_desktop.checklists.instruments import (
    AnswerKind,
    CheckStatus,
    Metric,
    Relation,
    Round,
    Wanted,
)
from cdd_desktop.places.records import PlaceKind

_MAX_SHADE = 3
_DIGITS = re.compile(r"-?\d{1,12}(?:\.\d{1,4})?")


def _number(value: Any) -> Decimal:
    """A number as it is written, or digits in quotes; up to twelve digits and four decimals."""
    is_number = isinstance(value, (int, str, Decimal)) and not isinstance(value, bool)
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    if not is_number or not _DIGITS.fullmatch(text):
        raise PydanticCustomError("number_type", "no number")
    return Decimal(text)


_Text = Annotated[str, Field(strict=True, min_length=1)]
_Optional = Annotated[str, Field(strict=True)]
_Count = Annotated[int, Field(strict=True, ge=0)]
_Whole = Annotated[int, Field(strict=True)]
_Flag = Annotated[bool, Field(strict=True)]
_Number = Annotated[Decimal, BeforeValidator(_number)]

_WRONG = {
    "string_type": "ต้องเป็นข้อความ ถ้าเป็นตัวเลขให้ใส่ในเครื่องหมายคำพูด",
    "string_too_short": "ต้องไม่เว้นว่าง",
    "int_type": "ต้องเป็นจำนวนเต็ม",
    "int_from_float": "ต้องเป็นจำนวนเต็ม",
    "number_type": "ต้องเป็นตัวเลข ทศนิยมไม่เกินสี่ตำแหน่ง",
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
    "metric": tuple(Metric),
    "relation": tuple(Relation),
    "evidence": tuple(Wanted),
}


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class CheckShape(_Shape):
    status: CheckStatus
    source: _Text


class OptionShape(_Shape):
    code: _Text
    text: _Text
    points: _Number = Decimal()
    passes: _Flag | None = None


class PassingShape(_Shape):
    at_least: _Number | None = None
    at_most: _Number | None = None


class ScaleShape(_Shape):
    lowest: _Whole
    highest: _Whole
    words: list[_Text] = []


class SkipShape(_Shape):
    indicator: _Text
    answers: Annotated[list[_Text], Field(min_length=1)]


class IndicatorShape(_Shape):
    code: _Text
    number: _Count
    text: _Text
    criteria: _Optional = ""
    evidence_hint: _Optional = ""
    check: CheckShape
    kind: AnswerKind = AnswerKind.PASS_FAIL
    unit: _Optional = ""
    options: list[OptionShape] = []
    passing: PassingShape | None = None
    scale: ScaleShape | None = None
    may_be_absent: _Flag = False
    skips: list[SkipShape] = []
    evidence: Wanted = Wanted.OPTIONAL
    weight: _Number = Decimal(1)


class TopicShape(_Shape):
    code: _Text
    name: _Text
    short_name: _Text
    check: CheckShape
    indicators: list[IndicatorShape] = []


class ConditionShape(_Shape):
    metric: Metric
    at_least: _Number | None = None
    at_most: _Number | None = None
    topics: list[_Text] = []
    indicators: list[_Text] = []
    scores: list[_Whole] = []
    each_topic: _Flag = False


class LevelShape(_Shape):
    code: _Count
    name: _Text
    min_passed: _Count | None = None
    max_passed: _Count | None = None
    needs_main: _Flag = False
    shade: Annotated[int, Field(strict=True, ge=0, le=_MAX_SHADE)]
    check: CheckShape
    conditions: list[ConditionShape] = []
    is_attained: _Flag | None = None


class HouseholdsShape(_Shape):
    count: Annotated[int, Field(strict=True, ge=1)]
    check: CheckShape


class CountsShape(_Shape):
    topics: _Count
    indicators: _Count


class LinkShape(_Shape):
    before: _Optional = ""
    now: _Optional = ""
    relation: Relation
    note: _Optional = ""


class CrosswalkShape(_Shape):
    version: _Text
    links: list[LinkShape]


class ParameterShape(_Shape):
    key: _Text
    label: _Text
    unit: _Optional = ""
    from_year: _Count
    value: _Number
    check: CheckShape


class SaidShape(_Shape):
    indicator: _Text
    answer: _Text


class ConsistencyShape(_Shape):
    key: _Text
    answers: Annotated[list[SaidShape], Field(min_length=1)]
    text: _Text
    record: _Optional = ""


class DefinitionShape(_Shape):
    id: _Text
    version: _Text
    title: _Text
    short_title: _Text
    owner: _Text
    source: _Text
    in_force_from: _Count
    subjects: list[PlaceKind]
    rounds: Annotated[list[Round], Field(min_length=1)]
    default_round: Round
    main_count: _Count
    counts: CountsShape
    households: HouseholdsShape | None = None
    judges_office: _Flag = False
    judges_plan: _Flag = False
    is_keyed: _Flag = True
    levels: list[LevelShape]
    levels_note: _Optional = ""
    topics: Annotated[list[TopicShape], Field(min_length=1)]
    crosswalk: CrosswalkShape | None = None
    parameters: list[ParameterShape] = []
    consistency: list[ConsistencyShape] = []


def shape_faults(error: ValidationError, lines: Lines) -> Faults:
    """What pydantic found, in Thai and by line."""
    faults = []
    for problem in error.errors():
        path: Path = problem["loc"]
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
        faults.append((line_of(path, lines), fault))
    return sorted(faults)
