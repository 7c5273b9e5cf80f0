"""Local governments and their villages by date, with undoing."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, event
from windows import register_villages

from cdd_desktop.bootstrap import Services, services_of
from cdd_desktop.errors import NotFound, ValidationFailed
from cdd_desktop.places.change_records import ChangeKind, VillageChange
from cdd_desktop.places.changes import VillageChanges
from cdd_desktop.places.government_records import (
    KINDS,
    Government,
    GovernmentDraft,
    kind_named,
    read_full_name,
)
from cdd_desktop.places.records import Area, AreaLevel
from cdd_desktop.places.service import AreaService, OfficeService
from cdd_desktop.progress import Cancelled
from cdd_desktop.storage.conflicts import UndoRefused
from cdd_desktop.storage.store import Store

AMPHOE = "9011"
CODES = ("90110201", "90110202", "90110203", "90110301")
BEFORE, DAY, LATER = date(2024, 9, 30), date(2024, 10, 1), date(2025, 10, 1)


@pytest.fixture
def services(store: Store, office: OfficeService) -> Services:
    register_villages(store, dict(zip(CODES, ("ท่ายาง", "ป่าขาด", "ดอนหลา", "คลองใหญ่"), strict=True)))
    return services_of(store)


@pytest.fixture
def ids(services: Services) -> list[int]:
    return [services.villages.by_code(code).id for code in CODES]


def draft(name: str, kind: str = "tambon", **more: object) -> GovernmentDraft:
    values = {"name": name, "kind": kind_named(kind), "area_code": AMPHOE, **more}
    return GovernmentDraft(**values)  # type: ignore[arg-type]


@pytest.fixture
def tambon(services: Services) -> Government:
    return services.governments.add(draft("ท่าช้าง"))


@pytest.fixture
def town(services: Services) -> Government:
    return services.governments.add(draft("บางกล่ำ", "subdistrict"), on=DAY)


def undo(services: Services) -> None:
    services.history.undo_last()


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("อบต.ลำปำ", "tambon", "ลำปำ"),
        ("อบต. ลำปำ", "tambon", "ลำปำ"),
        ("อบต ลำปำ", "tambon", "ลำปำ"),
        ("องค์การบริหารส่วนตำบลลำปำ", "tambon", "ลำปำ"),
        ("เทศบาลเมืองพัทลุง", "town", "พัทลุง"),
        ("ทต.โคกชะงาย", "subdistrict", "โคกชะงาย"),
        ("เทศบาลตำบล โคกชะงาย", "subdistrict", "โคกชะงาย"),
        ("ทน.หาดใหญ่", "city", "หาดใหญ่"),
        ("เมืองพัทยา", "pattaya", "เมืองพัทยา"),
        ("เทศบาลพัทลุง", None, "เทศบาลพัทลุง"),
        ("ลำปำ", None, "ลำปำ"),
        ("", None, ""),
    ],
)
def test_a_written_name_tells_its_kind(text: str, kind: str | None, name: str) -> None:
    found, bare = read_full_name(text)
    assert (found.key if found else None, bare) == (kind, name)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_a_name_is_read_back_as_it_is_written(kind: object) -> None:
    made = draft("ก้องนา", kind.key)  # type: ignore[attr-defined]
    if made.kind.title:
        assert read_full_name(made.label) == (kind, "ก้องนา")
        assert read_full_name(f"{made.kind.title}ก้องนา") == (kind, "ก้องนา")


def test_a_kind_changes_on_a_day_and_the_identity_stays(
    services: Services, tambon: Government, ids: list[int]
) -> None:
    services.memberships.assign(ids[:2], tambon.id)
    raised = services.governments.change(tambon.id, draft("ท่าช้าง", "subdistrict"), on=DAY)
    assert raised.uuid == tambon.uuid
    assert raised.label == "ทต.ท่าช้าง"
    then, now = (services.memberships.government_of(ids[0], day) for day in (BEFORE, DAY))
    assert [each and each.label for each in (then, now)] == ["อบต.ท่าช้าง", "ทต.ท่าช้าง"]
    assert [name.label for name in services.governments.names(tambon.id)] == [
        "ทต.ท่าช้าง",
        "อบต.ท่าช้าง",
    ]
    undo(services)
    assert services.governments.governments() == (tambon,)


def test_without_a_day_what_is_written_is_put_right(services: Services, tambon: Government) -> None:
    right = draft("อบต.ท่าช้าง ใหม่", code="๖๙๐๑๑", code_checked=True, contact="โทร. 0 7400 0000")
    changed = services.governments.change(tambon.id, right)
    assert (changed.name, changed.code, changed.contact) == (
        "ท่าช้าง ใหม่",
        "69011",
        "โทร. 0 7400 0000",
    )
    assert len(services.governments.names(tambon.id)) == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "ก" * 121}, "name"),
        ({"area_code": "90"}, "area"),
        ({"area_code": "9999"}, "area"),
        ({"area_code": "8001"}, "area"),
        ({"code": "12ก"}, "code"),
        ({"code": "1" * 21}, "code"),
        ({"code_checked": True}, "code"),
        ({"contact": "ก" * 301}, "contact"),
        ({"kind": "province"}, "area"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_written(
    services: Services, wrong: dict[str, object], field: str
) -> None:
    with pytest.raises(ValidationFailed) as refused:
        services.governments.add(draft(**{"name": "ท่าช้าง", **wrong}))  # type: ignore[arg-type]
    assert set(refused.value.problems) == {field}
    assert services.governments.governments() == ()


def test_two_of_one_name_and_kind_in_one_amphoe_are_refused(
    services: Services, tambon: Government
) -> None:
    with pytest.raises(ValidationFailed, match="อยู่แล้ว"):
        services.governments.add(draft("ท่าช้าง"))
    services.governments.add(draft("ท่าช้าง", "subdistrict", code="1"))
    with pytest.raises(ValidationFailed, match="เป็นของ"):
        services.governments.add(draft("อื่น", code="1"))


def test_a_village_belongs_to_one_at_a_time_and_gaps_are_listed(
    services: Services, tambon: Government, town: Government, ids: list[int]
) -> None:
    done = services.memberships.assign(ids[:3], tambon.id)
    assert (done.changed, done.unchanged) == (3, 0)
    again = services.memberships.assign(ids[:2], town.id, on=LATER)
    assert (again.changed, again.unchanged) == (2, 0)
    assert [v.code for v in services.memberships.villages_of(town.id)] == list(CODES[:2])
    assert [v.code for v in services.memberships.villages_of(tambon.id, DAY)] == list(CODES[:3])
    assert [v.code for v in services.memberships.villages_of(tambon.id)] == [CODES[2]]
    assert [v.code for v in services.memberships.without("90")] == [CODES[3]]
    assert services.memberships.counts(AMPHOE) == {tambon.id: 1, town.id: 2, None: 1}
    assert services.memberships.assign(ids[:2], town.id).unchanged == 2
    groups = services.memberships.by_government(AMPHOE)
    assert [g.government.label if g.government else "" for g in groups] == [
        "ทต.บางกล่ำ",
        "อบต.ท่าช้าง",
        "",
    ]
    services.memberships.assign(ids[:1], None, on=date(2026, 10, 1))
    past = services.memberships.past_of(ids[0])
    assert [m.government.label if m.government else "" for m in past] == [
        "",
        "ทต.บางกล่ำ",
        "อบต.ท่าช้าง",
    ]
    assert services.memberships.governments_of(ids)[ids[1]].id == town.id
    assert ids[0] not in services.memberships.governments_of(ids)


def test_two_governments_share_a_tambon(
    services: Services, tambon: Government, town: Government, ids: list[int]
) -> None:
    services.memberships.assign(ids[:1], tambon.id)
    services.memberships.assign(ids[1:2], town.id, on=DAY)
    assert services.memberships.counts("901102") == {tambon.id: 1, town.id: 1, None: 1}


@pytest.mark.parametrize(("on", "field"), [(None, "on"), (BEFORE, "on"), (date(2027, 1, 1), "on")])
def test_a_village_cannot_belong_to_what_is_not_there_yet(
    services: Services, town: Government, ids: list[int], on: date | None, field: str
) -> None:
    with pytest.raises(ValidationFailed) as refused:
        services.memberships.assign(ids, town.id, on=on)
    assert set(refused.value.problems) == {field}
    assert services.memberships.counts(AMPHOE) == {None: 4}


def test_what_cannot_own_or_be_owned_is_refused(
    services: Services, tambon: Government, ids: list[int]
) -> None:
    whole = services.governments.add(draft("สงขลา", "province", area_code="90"))
    with pytest.raises(ValidationFailed, match="ทั้งจังหวัด"):
        services.memberships.assign(ids, whole.id)
    with pytest.raises(ValidationFailed, match="ยังไม่ได้เลือกหมู่บ้าน"):
        services.memberships.assign([], tambon.id)
    with pytest.raises(NotFound):
        services.memberships.assign([9999], tambon.id)
    with pytest.raises(NotFound):
        services.memberships.assign(ids, 9999)
    VillageChanges(services.store, services.areas).apply(
        VillageChange(kind=ChangeKind.CLOSE, village_id=ids[0], on=DAY)
    )
    with pytest.raises(ValidationFailed, match="ท่ายาง"):
        services.memberships.assign(ids, tambon.id, on=LATER)
    assert services.memberships.assign(ids, tambon.id, on=BEFORE).changed == 4
    assert [v.code for v in services.memberships.villages_of(tambon.id)] == list(CODES[1:])
    services.governments.close(tambon.id, LATER)
    with pytest.raises(ValidationFailed, match="ยุบเลิก"):
        services.memberships.assign(ids[1:], tambon.id, on=LATER)
    with pytest.raises(ValidationFailed, match="ยุบเลิก"):
        services.governments.change(tambon.id, draft("ท่าช้าง", "province", area_code="90"))


def test_closing_frees_the_villages_and_is_taken_back_whole(
    services: Services, tambon: Government, ids: list[int]
) -> None:
    services.memberships.assign(ids, tambon.id)
    closed = services.governments.close(tambon.id, LATER, note="ประกาศ")
    assert closed.until == LATER
    assert services.governments.governments() == ()
    assert services.governments.governments(DAY)[0].until == LATER
    assert services.governments.governments(ended=True) == (closed,)
    assert services.memberships.counts("90") == {None: 4}
    assert services.memberships.counts("90", DAY) == {tambon.id: 4}
    undo(services)
    assert services.memberships.counts("90") == {tambon.id: 4}


def test_a_closing_is_not_taken_back_over_villages_assigned_since(
    services: Services, tambon: Government, town: Government, ids: list[int]
) -> None:
    services.memberships.assign(ids, tambon.id)
    services.governments.close(tambon.id, LATER)
    closing = services.history.recent(1)[0]
    services.memberships.assign(ids[:1], town.id, on=LATER)
    with pytest.raises(UndoRefused, match="เลิกทำรายการนั้นก่อน"):
        services.history.undo(closing.id)
    undo(services)
    services.history.undo(closing.id)
    assert services.memberships.counts("90") == {tambon.id: 4}


def test_an_area_shows_the_governments_of_its_amphoe_and_province(
    services: Services, tambon: Government
) -> None:
    whole = services.governments.add(draft("สงขลา", "province", area_code="90"))
    for area, found in (("90", [whole, tambon]), ("9011", [whole, tambon]), ("901102", 2)):
        assert len(services.governments.governments(area_code=area)) == 2, found
    assert services.governments.governments(area_code="9001") == (whole,)
    assert services.governments.governments(area_code="93") == ()


@given(
    st.lists(
        st.tuples(
            st.sets(st.integers(0, 3), min_size=1, max_size=4),
            st.sampled_from([None, 0, 1]),
            st.sampled_from([None, BEFORE, DAY, LATER]),
            st.sampled_from(["assign", "close", "undo"]),
        ),
        max_size=9,
    )
)
@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_any_sequence_leaves_no_overlap_and_undoing_restores(
    services: Services,
    ids: list[int],
    steps: list[tuple[set[int], int | None, date | None, str]],
) -> None:
    owners = [
        services.governments.add(draft(name), on=since)
        for name, since in (("ท่าช้าง", None), ("บางกล่ำ", DAY))
    ]
    states: list[object] = []

    def state() -> object:
        return (
            services.governments.governments(ended=True),
            [services.memberships.past_of(id_) for id_ in ids],
        )

    for chosen, owner, on, what in steps:
        before = state()
        count = len(services.history.recent(1000))
        try:
            match what:
                case "assign":
                    target = None if owner is None else owners[owner].id
                    services.memberships.assign({ids[n] for n in chosen}, target, on=on)
                case "close":
                    services.governments.close(owners[owner or 0].id, on or LATER)
                case _ if states:
                    undo(services)
                    assert state() == states.pop()
                    continue
                case _:
                    continue
        except ValidationFailed:
            assert state() == before
            continue
        if len(services.history.recent(1000)) > count:
            states.append(before)
        for id_ in ids:
            past = services.memberships.past_of(id_)
            bounds = [(m.since or date.min, m.until or date.max) for m in past]
            assert all(later[0] == earlier[1] for later, earlier in pairwise(bounds))
    while states:
        undo(services)
        assert state() == states.pop()
    undo(services)
    undo(services)
    assert services.governments.governments(ended=True) == ()


def test_undoing_an_own_area_is_seen_by_everybody_at_once(services: Services) -> None:
    ladder = services.areas
    own = Area(code="901199", name="ก้องนาใหม่", level=AreaLevel.TAMBON)
    AreaService(services.store).add_own([own])
    opened = services_of(services.store)
    assert opened.areas.find("901199") == own
    assert opened.areas.own_names == ("ก้องนาใหม่",)
    opened.history.undo_last()
    assert opened.areas.find("901199") is None
    assert opened.areas.own_names == ()
    opened.history.undo(opened.history.recent(1)[0].id)
    assert opened.areas.find("901199") == own
    assert ladder.find("901199") is None  # of services that took nothing back


def test_a_refused_undoing_leaves_the_ladder_as_it_was(services: Services) -> None:
    own = Area(code="901199", name="ก้องนา", level=AreaLevel.TAMBON)
    AreaService(services.store).add_own([own])
    adding = services.history.recent(1)[0]
    AreaService(services.store).add_own([replace(own, name="ก้องนาใหม่")])
    opened = services_of(services.store)
    with pytest.raises(UndoRefused):
        opened.history.undo(adding.id)
    assert opened.areas.own_names == ("ก้องนาใหม่",)


def test_a_province_is_assigned_in_as_many_statements_as_one_village(
    services: Services, tambon: Government, town: Government, store: Store
) -> None:
    # one statement a village would hold the file for seconds, and keyed answers would wait
    register_villages(store, {f"9011{tail:04}": "ใหม่" for tail in range(401, 441)})
    every = [village.id for village in services.villages.in_area(AMPHOE)]
    told: list[str] = []

    def hear(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        told.append(statement)

    def statements(village_ids: list[int], government_id: int | None) -> int:
        told.clear()
        services.memberships.assign(village_ids, government_id, on=LATER)
        return len(told)

    event.listen(Engine, "before_cursor_execute", hear)
    try:
        for owner in (tambon.id, town.id, None):
            one = statements(every[:1], owner)
            assert statements(every[1:], owner) == one
    finally:
        event.remove(Engine, "before_cursor_execute", hear)


def test_stopping_an_assignment_leaves_everything_as_it_was(
    services: Services, tambon: Government, ids: list[int]
) -> None:
    class Stopped:
        def report(self, done: int, total: int, text: str = "") -> None:
            """Not looked at."""

        def check_cancelled(self) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        services.memberships.assign(ids, tambon.id, progress=Stopped())
    assert services.memberships.villages_of(tambon.id) == ()


def test_an_end_before_a_village_left_is_refused(
    services: Services, tambon: Government, ids: list[int]
) -> None:
    services.memberships.assign(ids[:1], tambon.id)
    services.memberships.assign(ids[:1], None, on=LATER)
    with pytest.raises(ValidationFailed) as refused:
        services.governments.close(tambon.id, DAY)
    assert "1 ตุลาคม 2568" in refused.value.problems["on"]
    services.governments.close(tambon.id, LATER)
    assert services.memberships.government_of(ids[0], DAY) is not None


def test_a_village_that_is_split_off_belongs_from_its_first_day_until_that_is_undone(
    services: Services, tambon: Government, ids: list[int]
) -> None:
    changes = VillageChanges(services.store, services.areas)
    split = VillageChange(
        kind=ChangeKind.SPLIT,
        on=LATER,
        village_id=ids[0],
        code="90110209",
        name="ใหม่",
        government_id=tambon.id,
    )
    born = changes.apply(split)
    assert services.memberships.government_of(born) == tambon
    assert services.memberships.government_of(born, DAY) is None
    undo(services)
    assert services.memberships.villages_of(tambon.id) == ()
    assert [village.code for village in services.villages.in_area(AMPHOE)] == list(CODES)


def test_a_village_cannot_be_split_off_into_a_government_that_is_not_there_yet(
    services: Services, town: Government, ids: list[int]
) -> None:
    split = VillageChange(
        kind=ChangeKind.SPLIT,
        on=BEFORE,
        village_id=ids[0],
        code="90110209",
        name="ใหม่",
        government_id=town.id,
    )
    with pytest.raises(ValidationFailed) as refused:
        VillageChanges(services.store, services.areas).preview(split)
    assert "ตั้งเมื่อวันที่" in refused.value.problems["on"]
