"""Projects of village plans on their way into the plan of the tambon, and back by undoing."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from cdd_desktop.bootstrap import Services
from cdd_desktop.errors import NotFound, ValidationFailed
from cdd_desktop.plans.chain.combining import Part
from cdd_desktop.plans.chain.differences import Standing
from cdd_desktop.plans.chain.linking import add_link
from cdd_desktop.plans.records import Level, LinkKind, Money, Plan, Project, RevisionKind
from cdd_desktop.plans.rows.keeping import find_project
from cdd_desktop.storage.history import Intent

ON = date(2026, 11, 22)


@pytest.fixture
def village(services: Services) -> Plan:
    return village_plan(services, "93010101")


@pytest.fixture
def other(services: Services) -> Plan:
    return village_plan(services, "93010102")


def village_plan(services: Services, code: str, start: int = 2566, end: int = 2570) -> Plan:
    return services.plans.save(services.plans.begin(Level.VILLAGE, code, start, end))


def add(services: Services, plan: Plan, name: str, *money: Money, status: str = "draft") -> Project:
    village_id = plan.place.village_id
    begun = services.projects.begin(plan.uuid)
    return services.projects.save(
        replace(
            begun,
            name=name,
            objective=f"เพื่อ{name}",
            villages=() if village_id is None else (village_id,),
            money=money,
            status=status,
        )
    )


def asked(year: int, satang: int | None, source: str = "local") -> Money:
    return Money(year=year, source=source, requested=satang)


def undo(services: Services) -> None:
    services.history.undo_last()


def uuids(projects: tuple[Project, ...]) -> list[UUID]:
    return [project.uuid for project in projects]


def test_what_many_came_from_is_read_at_once(services: Services, plan: Plan, village: Plan) -> None:
    lowers = [add(services, village, name, asked(2567, 100)) for name in ("ก", "ข", "ค")]
    merged = services.chain.merge([lowers[0].uuid, lowers[1].uuid], plan.uuid, "กข")
    (chosen,) = services.chain.choose([lowers[2].uuid], plan.uuid)
    own = add(services, plan, "เอง")
    origins = services.chain.origins([merged.uuid, chosen.uuid, own.uuid])
    assert {uuid: [one.name for one in before] for uuid, before in origins.items()} == {
        merged.uuid: ["ก", "ข"],
        chosen.uuid: ["ค"],
    }


def test_a_chosen_project_stands_above_whole_and_is_unchanged_below(
    services: Services, plan: Plan, village: Plan
) -> None:
    lower = add(services, village, "ขุดลอกคลอง", asked(2567, 1_000_050), status="heard")
    (upper,) = services.chain.choose([lower.uuid], plan.uuid)
    assert services.projects.get(lower.uuid) == lower
    assert (upper.name, upper.objective, upper.villages) == (
        lower.name,
        lower.objective,
        lower.villages,
    )
    assert (upper.money, upper.status, upper.plan) == (lower.money, "in-plan", plan.uuid)
    assert upper.origin.kind == "village-plan"
    (below,) = services.chain.below(upper.uuid)
    (above,) = services.chain.above(lower.uuid)
    assert (below.project.uuid, below.link.kind) == (lower.uuid, LinkKind.UP)
    assert below.plan is not None
    assert below.plan.uuid == village.uuid
    assert above.project.uuid == upper.uuid
    assert services.chain.not_chosen(plan.uuid) == ()


def test_undoing_a_choice_takes_project_and_link_away(
    services: Services, plan: Plan, village: Plan
) -> None:
    lower = add(services, village, "ขุดลอกคลอง", asked(2567, 100))
    services.chain.choose([lower.uuid], plan.uuid)
    undo(services)
    assert services.projects.of_plan(plan.uuid) == ()
    assert services.chain.above(lower.uuid) == ()
    assert uuids(services.chain.not_chosen(plan.uuid)) == [lower.uuid]


def test_what_is_in_the_plan_already_is_refused_by_name(
    services: Services, plan: Plan, village: Plan
) -> None:
    lower = add(services, village, "ขุดลอกคลอง")
    services.chain.choose([lower.uuid], plan.uuid)
    with pytest.raises(ValidationFailed, match=r"ขุดลอกคลอง.*อยู่ในแผนนี้แล้ว"):
        services.chain.choose([lower.uuid], plan.uuid)


def test_money_of_years_that_the_plan_above_lacks_is_never_dropped_in_silence(
    services: Services, plan: Plan
) -> None:
    longer = village_plan(services, "93010101", 2568, 2572)
    lower = add(services, longer, "ซ่อมถนน", asked(2570, 300), asked(2571, 50))
    with pytest.raises(ValidationFailed, match=r"ซ่อมถนน.*2571") as refused:
        services.chain.choose([lower.uuid], plan.uuid)
    assert "outside" in refused.value.problems
    assert services.projects.of_plan(plan.uuid) == ()
    (upper,) = services.chain.choose([lower.uuid], plan.uuid, leave_outside=True)
    assert upper.money == (asked(2570, 300),)
    (difference,) = services.chain.differences(plan.uuid)
    assert (difference.standing, difference.amount) == (Standing.OPEN, -50)
    services.chain.explain(upper.uuid, "ปี 2571 อยู่นอกแผนตำบล")
    (difference,) = services.chain.differences(plan.uuid)
    assert difference.standing is Standing.EXPLAINED


def test_a_plan_of_another_tambon_or_level_or_time_cannot_be_chosen_into(
    services: Services, plan: Plan, village: Plan
) -> None:
    lower = add(services, village, "ขุดลอกคลอง")
    elsewhere = services.plans.save(services.plans.begin(Level.TAMBON, "930103", 2566, 2570))
    amphoe = services.plans.save(services.plans.begin(Level.AMPHOE, "9301", 2566, 2570))
    later = services.plans.save(services.plans.begin(Level.TAMBON, "930101", 2571, 2575))
    for wrong, why in ((elsewhere, "นอกพื้นที่"), (amphoe, "ระดับถัดขึ้นไป"), (later, "ปีร่วมกัน")):
        with pytest.raises(ValidationFailed, match=why):
            services.chain.choose([lower.uuid], wrong.uuid)
    services.plans.close(plan.uuid)
    with pytest.raises(ValidationFailed, match="สิ้นสุดแล้ว"):
        services.chain.choose([lower.uuid], plan.uuid)


def test_what_waits_in_the_bank_or_does_not_count_cannot_go_up(
    services: Services, plan: Plan, village: Plan
) -> None:
    waiting = services.projects.save(
        replace(services.projects.begin(None, "930101"), name="ศาลาหมู่บ้าน")
    )
    dropped = add(services, village, "เลิกแล้ว")
    services.projects.move(dropped.uuid, "cancelled", ON)
    with pytest.raises(ValidationFailed, match=r"ศาลาหมู่บ้าน.*ดึงเข้าแผน"):
        services.chain.choose([waiting.uuid], plan.uuid)
    with pytest.raises(ValidationFailed, match=r"เลิกแล้ว.*ไม่นับในแผน"):
        services.chain.choose([dropped.uuid], plan.uuid)
    assert services.chain.not_chosen(plan.uuid) == ()


def test_an_adopted_plan_takes_projects_only_during_a_revision(
    services: Services, plan: Plan, village: Plan
) -> None:
    lower = add(services, village, "ขุดลอกคลอง")
    services.plans.adopt(plan.uuid, ON)
    with pytest.raises(ValidationFailed, match="ประกาศใช้แล้ว"):
        services.chain.choose([lower.uuid], plan.uuid)
    services.plans.open_revision(plan.uuid, RevisionKind.ADDED, ON, "เพิ่มโครงการ")
    assert services.chain.choose([lower.uuid], plan.uuid)


def test_merging_adds_money_by_year_and_source_and_villages_of_all(
    services: Services, plan: Plan, village: Plan, other: Plan
) -> None:
    one = add(
        services, village, "ถนน ก", asked(2567, 100), asked(2568, None), asked(2568, 7, "pao")
    )
    two = add(services, other, "ถนน ข", asked(2567, 33), asked(2569, 1))
    whole = services.chain.merge([one.uuid, two.uuid], plan.uuid, "ถนนสองหมู่บ้าน")
    assert whole.money == (asked(2567, 133), asked(2568, 7, "pao"), asked(2569, 1))
    assert whole.villages == tuple(sorted(one.villages + two.villages))
    assert whole.objective == "เพื่อถนน ก\nเพื่อถนน ข"
    assert {linked.project.uuid for linked in services.chain.below(whole.uuid)} == {
        one.uuid,
        two.uuid,
    }
    (difference,) = services.chain.differences(plan.uuid)
    assert difference.standing is Standing.EQUAL
    undo(services)
    assert len(services.chain.not_chosen(plan.uuid)) == 2


def test_merged_in_their_own_plan_the_old_ones_count_no_more_and_stay_reachable(
    services: Services, plan: Plan, village: Plan
) -> None:
    one, two = (add(services, village, name, asked(2567, 10)) for name in ("ก", "ข"))
    services.chain.choose([one.uuid, two.uuid], plan.uuid)
    a, b = services.projects.of_plan(plan.uuid)
    services.projects.set_rank(a.uuid, 1)
    whole = services.chain.merge([a.uuid, b.uuid], plan.uuid, "รวม")
    old = services.projects.get(a.uuid)
    assert (old.status, old.rank) == ("merged", None)
    assert whole.status == "in-plan"
    (difference,) = services.chain.differences(plan.uuid)
    assert difference.standing is Standing.EQUAL
    assert {p.uuid for p in difference.here} == {a.uuid, b.uuid, whole.uuid}
    with pytest.raises(ValidationFailed, match="จึงรวมไม่ได้"):
        services.chain.merge([a.uuid, whole.uuid], plan.uuid, "อีกครั้ง")
    undo(services)
    assert services.projects.get(a.uuid).status == "in-plan"


def test_one_project_alone_or_a_nameless_one_is_no_merge(
    services: Services, plan: Plan, village: Plan
) -> None:
    one, two = (add(services, village, name) for name in ("ก", "ข"))
    with pytest.raises(ValidationFailed, match="ตั้งแต่ 2 โครงการ"):
        services.chain.merge([one.uuid, one.uuid], plan.uuid, "รวม")
    with pytest.raises(ValidationFailed) as refused:
        services.chain.merge([one.uuid, two.uuid], plan.uuid, "  ")
    assert "name" in refused.value.problems


def test_a_split_keeps_every_satang_or_says_why_not(services: Services, village: Plan) -> None:
    whole = add(services, village, "ถนน", asked(2567, 101))
    halves = [Part(name=n, money=(asked(2567, 50),)) for n in ("ช่วง 1", "ช่วง 2")]
    with pytest.raises(ValidationFailed, match=r"ขาด 0\.01 บาท") as refused:
        services.chain.split(whole.uuid, halves)
    assert list(refused.value.problems) == ["money:2567:local"]
    assert services.projects.get(whole.uuid).status == "draft"
    one, two = services.chain.split(whole.uuid, halves, note="ประมาณราคาใหม่")
    assert (one.difference_note, two.difference_note) == ("ประมาณราคาใหม่", "ประมาณราคาใหม่")
    assert services.projects.get(whole.uuid).status == "split"
    undo(services)
    exact = [
        Part(name="ช่วง 1", money=(asked(2567, 50),)),
        Part(name="ช่วง 2", money=(asked(2567, 51),)),
    ]
    parts = services.chain.split(whole.uuid, exact)
    assert [part.difference_note for part in parts] == ["", ""]
    assert [linked.link.kind for linked in services.chain.above(whole.uuid)] == [LinkKind.SPLIT] * 2


def test_parts_need_names_of_their_own(services: Services, village: Plan) -> None:
    whole = add(services, village, "ถนน")
    with pytest.raises(ValidationFailed) as refused:
        services.chain.split(
            whole.uuid,
            [Part(name="ก", money=()), Part(name=" ", money=()), Part(name="ก", money=())],
        )
    assert set(refused.value.problems) == {"name:1", "name:2"}
    with pytest.raises(ValidationFailed, match="ตั้งแต่ 2 ส่วน"):
        services.chain.split(whole.uuid, [Part(name="ก", money=())])


def test_a_part_that_nobody_chose_is_still_told(
    services: Services, plan: Plan, village: Plan
) -> None:
    whole = add(services, village, "ถนน", asked(2567, 100))
    one, two = services.chain.split(
        whole.uuid,
        [Part(name="ก", money=(asked(2567, 60),)), Part(name="ข", money=(asked(2567, 40),))],
    )
    services.chain.choose([one.uuid], plan.uuid)
    assert uuids(services.chain.not_chosen(plan.uuid)) == [two.uuid]
    (difference,) = services.chain.differences(plan.uuid)
    assert difference.standing is Standing.EQUAL
    told = services.chain.sums(plan.uuid)
    assert (told.chosen, told.not_chosen, told.from_below, told.own) == (60, 40, 60, 0)


def test_parts_of_what_had_gone_up_before_are_in_the_plan_through_it(
    services: Services, plan: Plan, village: Plan
) -> None:
    whole = add(services, village, "ถนน", asked(2567, 100))
    services.chain.choose([whole.uuid], plan.uuid)
    one, _ = services.chain.split(
        whole.uuid,
        [Part(name="ก", money=(asked(2567, 60),)), Part(name="ข", money=(asked(2567, 40),))],
    )
    assert services.chain.not_chosen(plan.uuid) == ()
    (difference,) = services.chain.differences(plan.uuid)
    assert difference.standing is Standing.EQUAL
    with pytest.raises(ValidationFailed, match="อยู่ในแผนนี้แล้ว"):
        services.chain.choose([one.uuid], plan.uuid)


def test_what_is_edited_below_is_shown_and_never_written_over(
    services: Services, plan: Plan, village: Plan
) -> None:
    lower = add(services, village, "ถนน", asked(2567, 100), asked(2568, 5))
    (upper,) = services.chain.choose([lower.uuid], plan.uuid)
    services.projects.change(lower.uuid, name="ถนนสายใหม่", target="500 เมตร")
    services.projects.change_money(lower.uuid, 2567, "local", "requested", 140)
    services.projects.change_money(lower.uuid, 2568, "local", "requested", None)
    assert services.projects.get(upper.uuid) == upper
    (told,) = services.chain.changes_below(plan.uuid)
    assert {m.field: (m.old, m.new) for m in told.moves} == {
        "name": ("ถนน", "ถนนสายใหม่"),
        "target": ("", "500 เมตร"),
        "money:2567:local": (asked(2567, 100), asked(2567, 140)),
        "money:2568:local": (asked(2568, 5), None),
    }
    (difference,) = services.chain.differences(plan.uuid)
    assert [(y.year, y.difference) for y in difference.years] == [(2567, -40), (2568, 5)]
    taken = services.chain.take_change(
        lower.uuid, upper.uuid, ["name", "money:2567:local", "money:2568:local"]
    )
    assert (taken.name, taken.money, taken.target) == ("ถนนสายใหม่", (asked(2567, 140),), "")
    (told,) = services.chain.changes_below(plan.uuid)
    assert [move.field for move in told.moves] == ["target"]
    undo(services)
    assert services.projects.get(upper.uuid).name == "ถนน"


def test_a_text_that_was_written_above_since_is_settled(
    services: Services, plan: Plan, village: Plan
) -> None:
    lower = add(services, village, "ถนน")
    (upper,) = services.chain.choose([lower.uuid], plan.uuid)
    services.projects.change(lower.uuid, name="ถนนคอนกรีต")
    services.projects.change(upper.uuid, name="ถนน คสล.")
    assert services.chain.changes_below(plan.uuid) == ()
    services.projects.change(lower.uuid, name="ถนนลาดยาง")
    (told,) = services.chain.changes_below(plan.uuid)
    assert [(move.old, move.new) for move in told.moves] == [("ถนน", "ถนนลาดยาง")]


def test_what_was_undone_below_is_no_change(services: Services, plan: Plan, village: Plan) -> None:
    lower = add(services, village, "ถนน", asked(2567, 100))
    services.chain.choose([lower.uuid], plan.uuid)
    services.projects.change_money(lower.uuid, 2567, "local", "requested", None)
    assert services.chain.changes_below(plan.uuid)
    undo(services)
    assert services.chain.changes_below(plan.uuid) == ()


def test_one_that_is_dropped_below_is_told_and_its_money_can_go_above_too(
    services: Services, plan: Plan, village: Plan, other: Plan
) -> None:
    one = add(services, village, "ถนน ก", asked(2567, 100))
    two = add(services, other, "ถนน ข", asked(2567, 40))
    whole = services.chain.merge([one.uuid, two.uuid], plan.uuid, "ถนน")
    services.projects.move(two.uuid, "cancelled", ON)
    (told,) = services.chain.changes_below(plan.uuid)
    assert [(m.field, m.old, m.new, m.is_takeable) for m in told.moves] == [
        ("status", "draft", "cancelled", False)
    ]
    services.chain.take_change(two.uuid, whole.uuid, ["money:2567:local", "villages"])
    assert services.projects.get(whole.uuid).money == (asked(2567, 100),)
    assert services.projects.get(whole.uuid).villages == one.villages


def test_money_that_stands_above_in_several_projects_is_not_taken_blindly(
    services: Services, plan: Plan, village: Plan
) -> None:
    lower = add(services, village, "ถนน", asked(2567, 100))
    (upper,) = services.chain.choose([lower.uuid], plan.uuid)
    part, _ = services.chain.split(
        upper.uuid,
        [Part(name="ก", money=(asked(2567, 60),)), Part(name="ข", money=(asked(2567, 40),))],
    )
    services.projects.change_money(lower.uuid, 2567, "local", "requested", 120)
    with pytest.raises(ValidationFailed, match="“ข”"):
        services.chain.take_change(lower.uuid, part.uuid, ["money:2567:local"])


def test_money_taken_into_an_adopted_plan_needs_a_revision(
    services: Services, plan: Plan, village: Plan
) -> None:
    lower = add(services, village, "ถนน", asked(2567, 100))
    (upper,) = services.chain.choose([lower.uuid], plan.uuid)
    services.plans.adopt(plan.uuid, ON)
    services.projects.change_money(lower.uuid, 2567, "local", "requested", 120)
    with pytest.raises(ValidationFailed, match="ประกาศใช้แล้ว"):
        services.chain.take_change(lower.uuid, upper.uuid, ["money:2567:local"])
    services.chain.explain(upper.uuid, "รอเปลี่ยนแปลงครั้งที่ 1")
    assert services.chain.differences(plan.uuid)[0].note == "รอเปลี่ยนแปลงครั้งที่ 1"


def test_unlinking_lets_it_be_chosen_again(services: Services, plan: Plan, village: Plan) -> None:
    lower = add(services, village, "ถนน", asked(2567, 100))
    (upper,) = services.chain.choose([lower.uuid], plan.uuid)
    services.chain.unlink(lower.uuid, upper.uuid)
    assert uuids(services.chain.not_chosen(plan.uuid)) == [lower.uuid]
    assert services.chain.sums(plan.uuid).own == 100
    with pytest.raises(NotFound):
        services.chain.unlink(lower.uuid, upper.uuid)
    undo(services)
    assert services.chain.not_chosen(plan.uuid) == ()


def test_a_cycle_of_origins_is_refused(services: Services, plan: Plan, village: Plan) -> None:
    one, two, three = (add(services, village, name) for name in ("ก", "ข", "ค"))
    with services.store.writing(Intent(action="test.links", summary="เชื่อม")) as work:
        rows = [find_project(work.session, p.uuid) for p in (one, two, three)]
        add_link(work, rows[0], rows[1], LinkKind.AGAIN)
        add_link(work, rows[1], rows[2], LinkKind.DUPLICATE)
        with pytest.raises(ValidationFailed, match="วนกลับไม่ได้"):
            add_link(work, rows[2], rows[0], LinkKind.MERGED)
        with pytest.raises(ValidationFailed, match="เชื่อมกันอยู่แล้ว"):
            add_link(work, rows[0], rows[1], LinkKind.UP)


def test_the_district_takes_from_its_tambon(services: Services, plan: Plan) -> None:
    lower = add(services, plan, "ถนน", asked(2567, 100))
    amphoe = services.plans.save(services.plans.begin(Level.AMPHOE, "9301", 2566, 2570))
    needs = services.plans.save(services.plans.begin(Level.NEEDS, "9301", 2566, 2570))
    for above in (amphoe, needs):
        (upper,) = services.chain.choose([lower.uuid], above.uuid)
        assert upper.plan == above.uuid
        assert upper.status == "in-amphoe-plan"
    assert len(services.chain.above(lower.uuid)) == 2
