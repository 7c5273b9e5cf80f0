"""Small instruments of every kind of answer, made without a file."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from cdd_desktop.checklists.grading import UNMARKED, AnswerState, grade
from cdd_desktop.checklists.instruments import (
    AnswerKind,
    CheckStatus,
    Indicator,
    Instrument,
    Option,
    Passing,
    Round,
    Scale,
    Skip,
    TextCheck,
    Topic,
)
from cdd_desktop.checklists.levels.numbers import said_by
from cdd_desktop.checklists.records import Answer, Sheet, SheetHead, SheetKey
from cdd_desktop.places.records import PlaceKind

UID = UUID("01890a5d-ac96-774b-bcce-b302099a8057")
CHECK = TextCheck(status=CheckStatus.PENDING, source="ทดสอบ")
ONE_TO_FIVE = Scale(lowest=1, highest=5, words=("น้อยที่สุด", "น้อย", "ปานกลาง", "มาก", "มากที่สุด"))


def indicator(code: str, number: int, kind: AnswerKind = AnswerKind.PASS_FAIL) -> Indicator:
    """One with the least that its kind needs."""
    made = Indicator(
        code=code,
        number=number,
        text=f"ตัวชี้วัดที่ {number} ของแบบทดสอบ",
        criteria="",
        evidence_hint="",
        check=CHECK,
        kind=kind,
    )
    match kind:
        case AnswerKind.CHOICE:
            options = (
                Option(code="ก", text="มีครบ", points=Decimal(2)),
                Option(code="ข", text="ไม่มี", points=Decimal(0)),
            )
            return replace(made, options=options)
        case AnswerKind.NUMBER:
            return replace(made, unit="บาท", passing=Passing(at_least=Decimal(38000)))
        case AnswerKind.COUNT:
            return replace(made, unit="คน", may_be_absent=True)
        case AnswerKind.SCORE:
            return replace(made, scale=Scale(lowest=1, highest=3))
        case AnswerKind.VOTES:
            return replace(made, scale=ONE_TO_FIVE)
        case _:
            return made


def topic(code: str, *indicators: Indicator) -> Topic:
    """A ด้าน of these."""
    name = f"ด้านที่ {code}"
    return Topic(code=code, name=name, short_name=name, indicators=indicators, check=CHECK)


def instrument(*topics: Topic, **changes: object) -> Instrument:
    """One of these ด้าน, without levels."""
    made = Instrument(
        id="every",
        version="2569",
        title="แบบทดสอบคำตอบทุกชนิด",
        short_title="แบบทดสอบ",
        owner="กรมทดสอบ",
        source="ทดสอบ",
        in_force_from=2549,
        subjects=(PlaceKind.VILLAGE,),
        rounds=(Round.BEFORE, Round.AFTER),
        default_round=Round.AFTER,
        topics=topics,
        levels=(),
        main_count=0,
        content_hash="3f9a1c2e" + "0" * 56,
        text="",
        levels_note="ไม่พบเกณฑ์",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def every_kind() -> Instrument:
    """An indicator of each kind in one ด้าน, skipping included, and a ด้าน without any."""
    kinds = [kind for kind in AnswerKind if kind is not AnswerKind.HOUSEHOLDS]
    asked = [indicator(f"1.{n}", n, kind) for n, kind in enumerate(kinds, 1)]
    asked[1] = replace(asked[1], skips=(Skip(indicator="1.1", answers=("failed",)),))
    return instrument(topic("1", *asked), topic("2"))


ANSWERS = {
    "1.1": Answer(state=AnswerState.PASSED, note="ดีมาก"),
    "1.2": Answer(state=AnswerState.MEASURED, value=Decimal(2), choice="ก"),
    "1.3": Answer(state=AnswerState.PASSED, value=Decimal("42000.50")),
    "1.4": Answer(state=AnswerState.MEASURED, value=Decimal(25), denominator=Decimal(28)),
    "1.5": Answer(state=AnswerState.MEASURED, value=Decimal(3)),
    "1.6": Answer(
        state=AnswerState.MEASURED,
        value=Decimal(41),
        denominator=Decimal(12),
        votes=(0, 1, 6, 4, 1),
    ),
}


def sheet_of(of: Instrument, answers: dict[str, Answer]) -> Sheet:
    """A sheet of fiscal year 2569 as it is read from a file."""
    return Sheet(
        key=SheetKey(village_id=1, instrument=of.id, fiscal_year=2569, round=Round.AFTER),
        uuid=UID,
        instrument=of,
        revision=UNMARKED,
        head=SheetHead(),
        answers=answers,
        last_year={},
        grade=grade(of, UNMARKED, *said_by(of, answers)),
    )
