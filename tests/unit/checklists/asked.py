"""Small instruments of every kind of answer and rule, put together in the tests themselves."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from cdd_desktop.checklists.instruments import (
    AnswerKind,
    CheckStatus,
    Condition,
    Indicator,
    Instrument,
    Level,
    Metric,
    Option,
    Passing,
    Round,
    Scale,
    TextCheck,
    Topic,
)
from cdd_desktop.places.records import PlaceKind

CHECK = TextCheck(status=CheckStatus.PENDING, source="ทดสอบ")
OPTIONS = (
    Option(code="a", text="ไม่มี", points=Decimal(0), passes=False),
    Option(code="b", text="มี", points=Decimal(2), passes=True),
    Option(code="c", text="มีและใช้", points=Decimal(3), passes=True),
    Option(code="d", text="ไม่แน่ใจ", points=Decimal(1)),
)
_DEFAULTS: dict[AnswerKind, dict[str, Any]] = {
    AnswerKind.CHOICE: {"options": OPTIONS},
    AnswerKind.NUMBER: {"unit": "บาท", "passing": Passing(at_least=Decimal(38_000))},
    AnswerKind.COUNT: {"unit": "คน"},
    AnswerKind.SCORE: {"scale": Scale(lowest=1, highest=3)},
    AnswerKind.VOTES: {"scale": Scale(lowest=1, highest=5)},
}


def indicator(code: str, number: int = 1, kind: str = "pass_fail", **more: Any) -> Indicator:
    """An indicator of a kind with what that kind needs."""
    return Indicator(
        code=code,
        number=number,
        text=f"ข้อ {code}",
        criteria="",
        evidence_hint="",
        check=CHECK,
        kind=AnswerKind(kind),
        **{**_DEFAULTS.get(AnswerKind(kind), {}), **more},
    )


def level(code: int, *conditions: Condition, name: str = "") -> Level:
    """A level by conditions."""
    return Level(
        code=code,
        name=name or f"ที่ {code}",
        min_passed=0,
        max_passed=0,
        needs_main=False,
        shade=min(code, 3),
        check=CHECK,
        conditions=conditions,
    )


def counted_level(code: int, least: int, most: int) -> Level:
    """A level by the count of passed indicators."""
    return Level(
        code=code,
        name=f"ที่ {code}",
        min_passed=least,
        max_passed=most,
        needs_main=False,
        shade=min(code, 3),
        check=CHECK,
    )


def condition(metric: str, least: Any = None, most: Any = None, **more: Any) -> Condition:
    """A condition with its bounds."""
    return Condition(
        metric=Metric(metric),
        at_least=None if least is None else Decimal(str(least)),
        at_most=None if most is None else Decimal(str(most)),
        **more,
    )


def instrument(topics: Sequence[Sequence[Indicator]], levels: Sequence[Level] = ()) -> Instrument:
    """An instrument of so many ด้าน, whose indicators are numbered through."""
    return Instrument(
        id="small",
        version="1",
        title="แบบทดสอบ",
        short_title="แบบทดสอบ",
        owner="ทดสอบ",
        source="ทดสอบ",
        in_force_from=2560,
        subjects=(PlaceKind.VILLAGE,),
        rounds=(Round.BEFORE, Round.AFTER),
        default_round=Round.AFTER,
        topics=tuple(
            Topic(
                code=str(at),
                name=f"ด้านที่ {at}",
                short_name=f"ด้าน {at}",
                indicators=tuple(asked),
                check=CHECK,
            )
            for at, asked in enumerate(topics, 1)
        ),
        levels=tuple(levels),
        main_count=0,
        content_hash="",
        text="",
    )
