"""Rules that meetings adopt, groups whose funds never owe, and events of a fiscal year."""

import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import accumulate
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from windows import register_villages

from cdd_desktop.bootstrap import Services, services_of
from cdd_desktop.errors import NotFound, StaleRecord, ValidationFailed
from cdd_desktop.health import look_over
from cdd_desktop.meetings.committees import StillUsed
from cdd_desktop.places.records import PlaceRef
from cdd_desktop.progress import Silent
from cdd_desktop.storage.conflicts import UndoRefused
from cdd_desktop.storage.store import Store
from cdd_desktop.waste.community.funds import HasMoney
from cdd_desktop.waste.community.records import Flow, FundEntry, Rule
from cdd_desktop.waste.community.values import shortage

TODAY = date(2026, 11, 22)
TAMBON = PlaceRef(area_code="930101")


@pytest.fixture(scope="module")
def services(
    database_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Services]:
    """One office for all tests of the file: each makes its own records."""
    folder = tmp_path_factory.mktemp("community") / "data"
    shutil.copytree(database_template, folder)
    with Store.open(folder, clock=lambda: datetime(2026, 11, 22, 3, tzinfo=UTC)) as store:
        services_of(store).office.create("สำนักงานทดสอบ", ["93"])
        register_villages(store, {"93010101": "ดอนหลา", "93010102": "น้ำเลือด", "93010301": "ท่าแค"})
        yield services_of(store)


def village(services: Services, code: str) -> PlaceRef:
    return PlaceRef(village_id=services.villages.by_code(code).id)


def rule(services: Services, place: PlaceRef = TAMBON, **fields: object) -> Rule:
    begun = services.community.begin_rule(place)
    return services.community.save_rule(replace(begun, **{"text": "ห้ามทิ้งขยะ", **fields}))


def fund(services: Services, name: str = "กองทุนขยะ") -> UUID:
    begun = services.community.begin_group(TAMBON)
    return services.community.save_group(replace(begun, kind="fund", name=name)).uuid


def problems(refused: pytest.ExceptionInfo[ValidationFailed]) -> set[str]:
    return set(refused.value.problems)


def test_rules_stand_by_place_section_and_number_as_people_count(services: Services) -> None:
    place = village(services, "93010102")
    for number in ("ข้อ 10", "ข้อ ๒", "ข้อ 1"):
        rule(services, place, section="หมวด 1", number=number)
    rule(services, place, section="หมวด 2", number="ข้อ 1")
    lines = services.community.rules("93010102")
    assert [(line.rule.section, line.rule.number) for line in lines] == [
        ("หมวด 1", "ข้อ 1"),
        ("หมวด 1", "ข้อ ๒"),
        ("หมวด 1", "ข้อ 10"),
        ("หมวด 2", "ข้อ 1"),
    ]
    assert {line.place for line in lines} == {"ม.2 บ้านน้ำเลือด ตำบลคูหาสวรรค์"}
    assert set(lines) <= set(services.community.rules("9301"))
    assert not set(lines) & set(services.community.rules("930103"))


def test_a_rule_holds_from_its_day_until_it_is_repealed(services: Services) -> None:
    place = village(services, "93010301")
    kept = rule(services, place, adopted_on=date(2026, 1, 5), effective_from=date(2026, 2, 1))
    services.community.repeal_rule(kept.uuid, date(2026, 6, 1))

    def holds(day: date) -> bool:
        return any(line.rule.uuid == kept.uuid for line in services.community.rules("930103", day))

    assert [
        holds(date(2026, 1, 31)),
        holds(date(2026, 2, 1)),
        holds(date(2026, 5, 31)),
        holds(date(2026, 6, 1)),
    ] == [False, True, True, False]
    services.history.undo_last()
    assert holds(date(2026, 6, 1))


def test_the_day_of_the_adopting_meeting_is_the_day_of_adoption(services: Services) -> None:
    held = services.meetings.save(services.meetings.begin(TAMBON, date(2026, 10, 9)))
    kept = rule(services, meeting=held.uuid, adopted_on=date(2020, 1, 1))
    assert kept.adopted_on == date(2026, 10, 9)
    (line,) = [one for one in services.community.rules("930101") if one.rule.uuid == kept.uuid]
    assert line.adopted == "ประชาคม ตำบลคูหาสวรรค์ ครั้งที่ 1/2569 วันที่ 9 ตุลาคม 2569"
    with pytest.raises(StillUsed, match="รับรองกติกาเรื่องขยะ 1 ข้อ"):
        services.meetings.remove(held.uuid)
    services.community.save_rule(replace(kept, meeting=None))
    services.meetings.remove(held.uuid)
    with pytest.raises(ValidationFailed) as refused:
        rule(services, meeting=held.uuid)
    assert problems(refused) == {"meeting"}


def test_what_a_rule_may_not_be_is_told_at_its_fields(services: Services) -> None:
    with pytest.raises(ValidationFailed) as refused:
        rule(
            services,
            PlaceRef(area_code="900101"),
            text=" ",
            fine=0,
            section="ก" * 201,
            adopted_on=date(2026, 2, 1),
            effective_from=date(2026, 1, 1),
            repealed_on=date(2025, 1, 1),
        )
    assert problems(refused) == {
        "place",
        "text",
        "fine",
        "section",
        "effective_from",
        "repealed_on",
    }


def test_an_old_copy_of_a_rule_is_refused_and_a_removed_one_comes_back(services: Services) -> None:
    kept = rule(services, fine=50_000)
    services.community.save_rule(replace(kept, fine=10_000))
    with pytest.raises(StaleRecord):
        services.community.save_rule(replace(kept, fine=None))
    services.history.undo_last()
    assert services.community.rule(kept.uuid).fine == 50_000
    services.community.remove_rule(kept.uuid)
    with pytest.raises(NotFound):
        services.community.rule(kept.uuid)
    services.history.undo_last()
    assert services.community.rule(kept.uuid).text == "ห้ามทิ้งขยะ"


def test_a_fund_has_a_running_balance_and_never_less_than_nothing(services: Services) -> None:
    community, group = services.community, fund(services)
    community.put_in(group, date(2026, 10, 1), 100_000, "เงินขายขยะ")
    community.take_out(group, date(2026, 11, 1), 30_000, "ซื้อถุงดำ")
    with pytest.raises(ValidationFailed) as refused:
        community.take_out(group, date(2026, 11, 2), 70_001, "เกินไปหนึ่งสตางค์")
    assert "700.00 บาท" in refused.value.problems["amount"]
    with pytest.raises(ValidationFailed):  # it had enough then, but would not have later
        community.take_out(group, date(2026, 10, 15), 80_000, "ย้อนหลัง")
    community.take_out(group, date(2026, 10, 15), 70_000, "ย้อนหลัง")
    assert [line.balance for line in community.fund_entries(group)] == [100_000, 30_000, 0]
    assert community.fund_balance(group, date(2026, 10, 31)) == 30_000
    (line,) = [one for one in community.groups("9301") if one.group.uuid == group]
    assert (line.balance, line.kind) == (0, "กองทุนขยะ")


def test_money_is_taken_back_by_a_reversal_only_once_and_never_undone(services: Services) -> None:
    community, group = services.community, fund(services)
    entry = community.put_in(group, date(2026, 10, 1), 5_000, "บริจาค")
    with pytest.raises(UndoRefused, match="กลับรายการ"):
        services.history.undo(services.history.recent(1)[0].id)
    with pytest.raises(ValidationFailed) as refused:
        community.reverse(group, entry.uuid, date(2026, 9, 30), "ลงผิด")
    assert problems(refused) == {"on"}
    back = community.reverse(group, entry.uuid, date(2026, 10, 2), "ลงผิด")
    assert (back.flow, back.reverses) == (Flow.OUT, entry.uuid)
    for wrong in (entry.uuid, back.uuid, uuid4()):
        with pytest.raises(ValidationFailed) as refused:
            community.reverse(group, wrong, date(2026, 10, 3), "อีกครั้ง")
        assert problems(refused) == {"entry"}
    assert [line.is_reversed for line in community.fund_entries(group)] == [True, False]


def test_what_was_spent_already_cannot_be_taken_back(services: Services) -> None:
    community, group = services.community, fund(services)
    entry = community.put_in(group, date(2026, 10, 1), 5_000, "บริจาค")
    community.take_out(group, date(2026, 10, 2), 4_000, "ซื้อถุง")
    with pytest.raises(ValidationFailed) as refused:
        community.reverse(group, entry.uuid, date(2026, 10, 3), "ลงผิด")
    assert problems(refused) == {"amount"}


def test_entries_of_no_day_amount_or_text_are_refused(services: Services) -> None:
    group = fund(services)
    with pytest.raises(ValidationFailed) as refused:
        services.community.put_in(group, date(2026, 11, 23), 0, " ")
    assert problems(refused) == {"on", "amount", "text"}
    kept = services.community.group(group)
    services.community.save_group(replace(kept, ended_on=date(2026, 10, 1)))
    with pytest.raises(ValidationFailed, match="สิ้นสุดแล้ว"):
        services.community.put_in(group, date(2026, 10, 2), 100, "หลังยุบ")


def test_a_group_with_money_stays_and_one_without_goes_and_comes_back(services: Services) -> None:
    community, group = services.community, fund(services)
    community.remove_group(group)
    services.history.undo_last()
    begun = services.history.recent(3)[-1]
    assert begun.action == "community.save_group"
    community.put_in(group, TODAY, 100, "เริ่มต้น")
    with pytest.raises(HasMoney, match="วันสิ้นสุด"):
        community.remove_group(group)
    with pytest.raises(UndoRefused):  # its money hangs on it
        services.history.undo(begun.id)


def test_groups_of_a_day_are_those_there_were(services: Services) -> None:
    place = village(services, "93010301")
    begun = replace(services.community.begin_group(place), kind="compost", name="กลุ่มปุ๋ยหมัก")
    services.community.save_group(
        replace(begun, founded_on=date(2025, 1, 1), ended_on=date(2025, 12, 31))
    )
    found = [
        len(services.community.groups("93010301", day))
        for day in (date(2024, 12, 31), date(2025, 1, 1), date(2025, 12, 31), date(2026, 1, 1))
    ]
    assert found == [0, 1, 1, 0]
    with pytest.raises(ValidationFailed) as refused:
        services.community.save_group(
            replace(begun, uuid=uuid4(), kind="", name="", members=-1, founded_on=date(2027, 1, 1))
        )
    assert problems(refused) == {"kind", "name", "members", "founded_on"}


def test_events_belong_to_the_fiscal_year_in_which_they_begin(services: Services) -> None:
    community = services.community
    begun = replace(community.begin_event(TAMBON), kind="training", name="อบรมคัดแยก")
    days = (date(2026, 9, 30), date(2026, 10, 1), date(2026, 11, 20))
    for day in days:
        community.save_event(replace(begun, uuid=uuid4(), held_on=day, until=day))
    assert [line.event.held_on for line in community.events("9301", 2569)] == [days[0]]
    assert [line.event.held_on for line in community.events("9301", 2570)] == [*days[1:]]
    (line, *_) = community.events("9301", 2569)
    assert (line.kind, line.event.until) == ("อบรม", None)
    community.save_event(replace(line.event, attended=40, spent=1_250_050))
    services.history.undo_last()
    assert community.event(line.event.uuid).attended is None
    community.remove_event(line.event.uuid)
    assert community.events("9301", 2569) == ()


def test_what_an_event_may_not_be_is_told_at_its_fields(services: Services) -> None:
    begun = services.community.begin_event(TAMBON)
    with pytest.raises(ValidationFailed) as refused:
        services.community.save_event(begun)
    assert problems(refused) == {"kind", "name", "held_on"}
    with pytest.raises(ValidationFailed) as refused:
        services.community.save_event(
            replace(
                begun,
                kind="campaign",
                name="รณรงค์",
                held_on=date(2026, 11, 23),
                until=date(2026, 11, 22),
                attended=10,
                planned=-1,
            )
        )
    assert problems(refused) == {"until", "attended", "planned"}


def test_a_healthy_office_has_nothing_to_say_of_its_funds(services: Services) -> None:
    report = look_over(Silent(), services.health.plan())
    assert [finding for finding in report.findings if "ขยะ" in finding.room] == []


_ENTRIES = st.lists(
    st.tuples(st.integers(1, 20), st.sampled_from(Flow), st.integers(1, 50)), max_size=20
)


@given(_ENTRIES)
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_no_order_of_entries_leaves_a_fund_below_nothing_at_the_end_of_a_day(
    typed: list[tuple[int, Flow, int]],
) -> None:
    kept: list[FundEntry] = []
    for day, flow, amount in typed:
        entry = FundEntry(
            uuid=uuid4(), group=uuid4(), on=date(2026, 1, day), flow=flow, amount=amount, text="-"
        )
        if not shortage(kept, entry):
            kept.append(entry)
        else:
            assert flow is Flow.OUT
    by_day: Counter[date] = Counter()
    for entry in kept:
        by_day[entry.on] += entry.change
    assert min(accumulate(by_day[day] for day in sorted(by_day)), default=0) >= 0
