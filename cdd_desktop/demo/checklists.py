"""The demo's way from the village to the announcement, its target villages, and what two more
instruments say of the first tambon.

Everything goes in through the services; a step that was done before an interruption is not done
again.
"""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from random import Random
from uuid import uuid5

from cdd_desktop.bootstrap import Services
from cdd_desktop.checklists.answer_file import AnswerFile, AnswerRowRead
from cdd_desktop.checklists.importing import AnswerImporter
from cdd_desktop.checklists.instruments import MOI_23, AnswerKind, Indicator, Round
from cdd_desktop.checklists.records import AnswerState
from cdd_desktop.checklists.target_lists.records import Role, TargetVillage
from cdd_desktop.checklists.workflow.records import Announcement, RoundOf, Sending, StageLine
from cdd_desktop.demo.names import person_name
from cdd_desktop.documents.reading import ReadTable
from cdd_desktop.places.records import place_uuid
from cdd_desktop.thai.calendar import day_in_thailand, fiscal_year, fiscal_year_span

_SEED = 2569
_ASKED_TOO = ("nrd2c-2556", "bmn-2560")
_LISTED = 12  # target villages of the year that runs
_BUDGET = 20_000_00  # satang, made up
_DUE = (("self", 320), ("sent", 90))  # steps, and the days before the year's end
_DAYS_AFTER = 30  # days after a year's end by which the province announced it


def make_checklists(services: Services, province: str) -> None:
    """Fill in what the screens and sheets of the way and of targets show."""
    this_year = fiscal_year(day_in_thailand(services.store.now()))
    amphoe = [area.code for area in services.areas.children(province)][:2]
    _announce(services, province, this_year - 2)
    _send_on(services, amphoe, this_year - 1)
    _list_targets(services, amphoe[0], this_year)
    for instrument in _ASKED_TOO:
        _ask(services, services.areas.children(amphoe[0])[0].code, instrument, this_year - 1)


def _whole(services: Services, area: str, round_: RoundOf) -> list[StageLine]:
    """The sheets of an area that are complete and were not moved yet."""
    first = services.workflow.way().first.key
    return [
        line
        for line in services.workflow.lines(area, round_)
        if line.is_complete and line.stage in {"", first} and not line.is_returned
    ]


def _announce(services: Services, province: str, year: int) -> None:
    round_ = RoundOf(instrument=MOI_23, fiscal_year=year, round=Round.AFTER)
    sheets = [line.sheet for line in _whole(services, province, round_) if line.sheet]
    if not sheets or services.workflow.announcements(round_):
        return
    announcement = Announcement(
        uuid=uuid5(place_uuid(province), f"announced-{year}"),
        round=round_,
        number=f"ประกาศจังหวัดสงขลา ลงวันที่ตัวอย่าง ปี {year}",
        announced_on=fiscal_year_span(year)[1] + timedelta(days=_DAYS_AFTER),
    )
    services.workflow.announce(announcement, sheets)


def _send_on(services: Services, amphoe: list[str], year: int) -> None:
    """The first amphoe has sent its sheets, all but a tambon; the second is at its tambon."""
    workflow = services.workflow
    round_ = RoundOf(instrument=MOI_23, fiscal_year=year, round=Round.AFTER)
    first, second = amphoe
    day = day_in_thailand(services.store.now()) - timedelta(days=30)
    *sent, last = [area.code for area in services.areas.children(first)]
    if workflow.sendings(round_):
        return
    sheets = [line.sheet for code in sent for line in _whole(services, code, round_) if line.sheet]
    workflow.forward(sheets, "amphoe", day - timedelta(days=14))
    sending = Sending(
        uuid=uuid5(place_uuid(first), f"sent-{year}"),
        round=round_,
        amphoe_code=first,
        letter_number="สข 0019.2/ตัวอย่าง",
        letter_date=day - timedelta(days=3),
        received_on=day,
    )
    workflow.send(sending, sheets, day)
    workflow.send_back(
        sheets[:1],
        "tambon",
        "ข้อ 2.1 ไม่มีหลักฐานบัญชีครัวเรือน กรุณาตรวจแล้วเสนอใหม่",
        day + timedelta(days=7),
    )
    at_tambon = [line.sheet for line in _whole(services, last, round_) if line.sheet]
    at_tambon += [line.sheet for line in _whole(services, second, round_) if line.sheet]
    workflow.forward(at_tambon, "tambon", day)


def _list_targets(services: Services, amphoe: str, year: int) -> None:
    targets = services.target_lists
    if targets.of_year(MOI_23, year) is not None:
        return
    random = Random(_SEED)  # noqa: S311 - made-up figures, not secrets
    villages = services.villages.in_area(amphoe)[:_LISTED]
    developers = [person_name(random) for _ in range(2)]
    listed = []
    for number, village in enumerate(villages):
        elder = villages[number // 3 * 3]
        listed.append(
            TargetVillage(
                village_id=village.id,
                role=Role.ELDER if village is elder else Role.YOUNGER,
                mentor_id=None if village is elder else elder.id,
                satang=_BUDGET,
                developer=developers[number * 2 // len(villages)],
            )
        )
    every = replace(targets.begin(MOI_23, year), all_villages=True, letter="คำสั่งตัวอย่าง")
    targets.save_list(every)
    targets.put_villages(MOI_23, year, listed)
    ends = fiscal_year_span(year)[1]
    for step, days in _DUE:
        due = targets.begin_due_day(MOI_23, year, Round.AFTER)
        targets.save_due_day(replace(due, step=step, due_on=ends - timedelta(days=days)))


def _ask(services: Services, tambon: str, instrument_id: str, year: int) -> None:
    """Answers of numbers and scores, which no list of passed and failed can hold."""
    instrument = services.checklists.instrument(instrument_id, year)
    random = Random(f"{_SEED} {instrument_id}")  # noqa: S311 - made-up figures, not secrets
    rows: list[AnswerRowRead] = []
    for village in services.villages.in_area(tambon):
        strength = random.uniform(0.4, 0.95)
        for indicator in instrument.indicators:
            value, denominator = _made_up(indicator, strength, random)
            rows.append(
                AnswerRowRead(
                    number=len(rows) + 1,
                    code=village.code,
                    words=None,
                    year=year,
                    round=instrument.default_round,
                    indicator=indicator.code,
                    state=AnswerState.MEASURED,
                    evidence="",
                    note="",
                    column=indicator.code,
                    value=value,
                    denominator=denominator,
                )
            )
    file = AnswerFile(
        name=f"{instrument.short_title} (ข้อมูลตัวอย่าง)",
        table=ReadTable(header=(), rows=()),
        rows=tuple(rows),
        refused=(),
        blank=0,
        titles={},
        notes=(),
    )
    AnswerImporter(services.store, services.checklists, services.villages).take(
        file, instrument_id=instrument_id, replace=True
    )


def _made_up(
    indicator: Indicator, strength: float, random: Random
) -> tuple[Decimal, Decimal | None]:
    if indicator.kind is AnswerKind.COUNT:
        surveyed = random.randrange(20, 140)
        return Decimal(min(surveyed, round(surveyed * random.uniform(strength, 1)))), Decimal(
            surveyed
        )
    if indicator.scale is None:
        raise ValueError(f"{indicator.code} is neither counted nor scored")
    span = indicator.scale.highest - indicator.scale.lowest
    return Decimal(indicator.scale.lowest + round(span * random.uniform(strength - 0.3, 1))), None
