"""What stands in the cells of an instrument's workbook, both ways: parts as plain Thai. Pure.

Reading raises `ValueError` with a Thai sentence that says what can be written there.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation

from cdd_desktop.checklists.instruments import Condition, Metric, Option, Skip
from cdd_desktop.thai.digits import to_arabic

YES = "ใช่"
_NO = ("", "ไม่", "ไม่ใช่")
_PASSED, _FAILED, _ABSENT = "ผ่าน", "ไม่ผ่าน", "-"
ANSWERS = {"passed": _PASSED, "failed": _FAILED, "absent": _ABSENT}
_SAID = {word: answer for answer, word in ANSWERS.items()}
METRICS = {
    Metric.PASSED: "จำนวนข้อที่ผ่าน",
    Metric.FAILED: "จำนวนข้อที่ไม่ผ่าน",
    Metric.SCORED: "จำนวนข้อที่ได้คะแนน",
    Metric.PERCENT: "ร้อยละที่ผ่าน",
    Metric.POINTS: "คะแนนรวม",
    Metric.MEAN: "ค่าเฉลี่ย",
}
_METRICS = {word: metric for metric, word in METRICS.items()}
_AT_LEAST, _AT_MOST, _TOPICS, _INDICATORS, _EACH = "ตั้งแต่", "ไม่เกิน", "ด้าน", "ข้อ", "แต่ละด้าน"
_OPTION_PARTS = 3  # code, text, points; what it settles may follow


def number_text(value: Decimal | None) -> str:
    """A number without needless zeros; "" for none."""
    if value is None:
        return ""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def read_number(text: str) -> Decimal | None:
    """A number of a cell; None where it is empty."""
    text = to_arabic(text.strip()).replace(",", "")
    if not text:
        return None
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite():
        raise ValueError(f"“{text}” ไม่ใช่ตัวเลข กรุณาใส่ตัวเลข หรือเว้นว่าง")
    return value


def read_whole(text: str) -> int | None:
    """A whole number of a cell; None where it is empty."""
    value = read_number(text)
    if value is None:
        return None
    if value != value.to_integral_value():
        raise ValueError(f"“{text}” ไม่ใช่จำนวนเต็ม กรุณาใส่จำนวนเต็ม")
    return int(value)


def yes_text(value: bool) -> str:
    """ใช่, or nothing."""
    return YES if value else ""


def read_yes(text: str) -> bool:
    """Whether a cell says ใช่."""
    text = text.strip()
    if text == YES:
        return True
    if text in _NO:
        return False
    raise ValueError(f"“{text}” ใช้ไม่ได้ กรุณาใส่ {YES} หรือเว้นว่าง")


def lines_text(lines: Sequence[str]) -> str:
    """A line each."""
    return "\n".join(lines)


def lines_of(text: str) -> list[str]:
    """The lines of a cell that hold anything."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def option_text(option: Option) -> str:
    """`ก | มีครบ | 2 | ผ่าน`."""
    told = [option.code, option.text, number_text(option.points)]
    if option.passes is not None:
        told.append(_PASSED if option.passes else _FAILED)
    return " | ".join(told)


def read_option(line: str) -> Option:
    """An option as `option_text` writes it."""
    parts = [part.strip() for part in line.split("|")]
    settled = parts[_OPTION_PARTS:]
    passes: bool | None = None
    if settled in ([_PASSED], [_FAILED]):
        passes = settled == [_PASSED]
    elif settled not in ([], [""]):
        parts = []
    if len(parts) < _OPTION_PARTS or not parts[0] or not parts[1]:
        raise ValueError(f"“{line}” ไม่ใช่ตัวเลือก กรุณาเขียนบรรทัดละข้อ เช่น ก | มีครบ | 2 | ผ่าน")
    points = read_number(parts[2])
    return Option(code=parts[0], text=parts[1], points=points or Decimal(0), passes=passes)


def answer_text(answer: str) -> str:
    """`ผ่าน` for `passed`; codes of options as they are."""
    return ANSWERS.get(answer, answer)


def read_answer(text: str) -> str:
    """`passed` for `ผ่าน`."""
    return _SAID.get(text.strip(), text.strip())


def skip_text(skip: Skip) -> str:
    """`1.1 = ไม่ผ่าน, -`."""
    return f"{skip.indicator} = {', '.join(map(answer_text, skip.answers))}"


def read_skip(line: str) -> Skip:
    """A skip rule as `skip_text` writes it."""
    code, sign, answers = line.partition("=")
    said = tuple(read_answer(one) for one in answers.split(",") if one.strip())
    if not sign or not code.strip() or not said:
        raise ValueError(f"“{line}” ไม่ใช่เงื่อนไขข้าม กรุณาเขียนเช่น 1.1 = ไม่ผ่าน")
    return Skip(indicator=to_arabic(code.strip()), answers=said)


def pair_text(pair: tuple[str, str]) -> str:
    """`3.2 = ผ่าน`."""
    return f"{pair[0]} = {answer_text(pair[1])}"


def read_pair(line: str) -> tuple[str, str]:
    """An indicator and an answer as `pair_text` writes them."""
    skip = read_skip(line)
    return skip.indicator, skip.answers[0]


def condition_text(condition: Condition) -> str:
    """`จำนวนข้อที่ผ่าน; ตั้งแต่ 10; ด้าน 1, 2`."""
    return "; ".join(_condition_parts(condition))


def _condition_parts(condition: Condition) -> Iterator[str]:
    scores = " ".join(map(str, condition.scores))
    yield f"{METRICS[condition.metric]} {scores}".strip()
    if condition.at_least is not None:
        yield f"{_AT_LEAST} {number_text(condition.at_least)}"
    if condition.at_most is not None:
        yield f"{_AT_MOST} {number_text(condition.at_most)}"
    if condition.topics:
        yield f"{_TOPICS} {', '.join(condition.topics)}"
    if condition.indicators:
        yield f"{_INDICATORS} {', '.join(condition.indicators)}"
    if condition.each_topic:
        yield _EACH


def read_condition(line: str) -> Condition:
    """A condition as `condition_text` writes it."""
    first, *rest = [part.strip() for part in line.split(";")]
    word, metric = _metric(first, line)
    scores = tuple(read_whole(one) or 0 for one in first.removeprefix(word).split())
    ends: dict[str, Decimal | None] = {}
    scope: dict[str, tuple[str, ...]] = {}
    each = False
    for part in filter(None, rest):
        if part == _EACH:
            each = True
        elif part.startswith(_AT_LEAST):
            ends["at_least"] = read_number(part.removeprefix(_AT_LEAST))
        elif part.startswith(_AT_MOST):
            ends["at_most"] = read_number(part.removeprefix(_AT_MOST))
        elif part.startswith(_TOPICS):
            scope["topics"] = _codes(part.removeprefix(_TOPICS))
        elif part.startswith(_INDICATORS):
            scope["indicators"] = _codes(part.removeprefix(_INDICATORS))
        else:
            raise ValueError(_not_a_condition(line))
    return Condition(
        metric=metric,
        at_least=ends.get("at_least"),
        at_most=ends.get("at_most"),
        topics=scope.get("topics", ()),
        indicators=scope.get("indicators", ()),
        scores=scores,
        each_topic=each,
    )


def _metric(first: str, line: str) -> tuple[str, Metric]:
    for word, metric in _METRICS.items():
        if first == word or first.startswith(f"{word} "):
            return word, metric
    raise ValueError(_not_a_condition(line))


def _codes(text: str) -> tuple[str, ...]:
    return tuple(to_arabic(one.strip()) for one in text.split(",") if one.strip())


def _not_a_condition(line: str) -> str:
    return (
        f"“{line}” ไม่ใช่เงื่อนไขของระดับ กรุณาเขียนเช่น {METRICS[Metric.PASSED]}; {_AT_LEAST} 10; "
        f"{_TOPICS} 1, 2 โดยเริ่มด้วย {' / '.join(_METRICS)}"
    )
