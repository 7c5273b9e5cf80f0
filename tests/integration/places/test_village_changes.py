"""Villages change with dates; what they were stays readable."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from cdd_desktop.errors import NotFound, ValidationFailed
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.change_records import ChangeKind, VillageChange
from cdd_desktop.places.changes import VillageChanges
from cdd_desktop.places.importing import VillageImporter
from cdd_desktop.places.service import OfficeService, VillageService
from cdd_desktop.storage.store import Store

DAY = date(2026, 10, 1)
BEFORE = date(2026, 9, 30)
A, B, C, COMMUNITY = "90110201", "90110202", "90110211", "90110150"


@pytest.fixture(autouse=True)
def _register(importer: VillageImporter, csv_of: Callable[..., Path]) -> None:
    importer.run(
        csv_of("code,name", f"{A},ท่ายาง", f"{B},ป่าขาด", f"{C},ป่าขาด", f"{COMMUNITY},หัวถนน")
    )


@pytest.fixture
def changes(store: Store, office: OfficeService) -> VillageChanges:
    return VillageChanges(store, Areas())


@pytest.fixture
def number(villages: VillageService) -> Callable[[str], int]:
    return lambda code: villages.by_code(code).id


def refused(changes: VillageChanges, change: VillageChange) -> dict[str, str]:
    """What is wrong by field: told alike by preview and by apply."""
    with pytest.raises(ValidationFailed) as previewed:
        changes.preview(change)
    with pytest.raises(ValidationFailed) as applied:
        changes.apply(change)
    assert previewed.value.problems == applied.value.problems
    assert all("กรุณา" in text for text in applied.value.problems.values())
    return applied.value.problems


def test_a_renamed_village_keeps_its_identity_and_its_old_name_of_then(
    changes: VillageChanges, villages: VillageService
) -> None:
    before = villages.by_code(B)
    change = VillageChange(
        kind=ChangeKind.RENAME, village_id=before.id, name=" ป่าขาด  เหนือ ", on=DAY, note="ประกาศ 1"
    )
    assert "ตั้งแต่วันที่ 1 ตุลาคม 2569" in changes.preview(change)
    assert changes.apply(change) == before.id
    assert villages.by_code(B).name == "ป่าขาด เหนือ"
    assert villages.by_code(B).uuid == before.uuid
    assert villages.by_code(B, as_of=BEFORE).name == "ป่าขาด"
    assert villages.by_code(B, as_of=DAY).name == "ป่าขาด เหนือ"
    assert [(one.name, one.since, one.until) for one in changes.names(before.id)] == [
        ("ป่าขาด เหนือ", DAY, None),
        ("ป่าขาด", None, DAY),
    ]
    (event,) = changes.events(before.id)
    assert (event.kind, event.on, event.note) == (ChangeKind.RENAME, DAY, "ประกาศ 1")


def test_a_slip_put_right_holds_for_the_past_too(
    changes: VillageChanges, villages: VillageService, number: Callable[[str], int]
) -> None:
    change = VillageChange(kind=ChangeKind.RENAME, village_id=number(A), name="ท่ายาว")
    assert "แก้ย้อนหลัง" in changes.preview(change)
    changes.apply(change)
    assert villages.by_code(A, as_of=BEFORE).name == "ท่ายาว"
    assert len(changes.names(number(A))) == 1


def test_a_moved_village_stands_in_its_new_tambon_from_that_day(
    changes: VillageChanges, villages: VillageService, number: Callable[[str], int]
) -> None:
    moved = number(B)
    changes.apply(VillageChange(kind=ChangeKind.MOVE, village_id=moved, code="90110105", on=DAY))
    assert [one.id for one in villages.in_area("901101")] == [moved, number(COMMUNITY)]
    assert moved not in [one.id for one in villages.in_area("901102")]
    assert moved in [one.id for one in villages.in_area("901102", as_of=BEFORE)]
    assert villages.by_id(moved).moo == 5
    with pytest.raises(NotFound, match="เลิกใช้ตั้งแต่วันที่ 1 ตุลาคม 2569"):
        villages.by_code(B)


def test_two_villages_change_places_within_one_day(
    changes: VillageChanges, villages: VillageService, number: Callable[[str], int]
) -> None:
    first, second = number(A), number(B)

    def renumber(village_id: int, code: str) -> None:
        changes.apply(
            VillageChange(kind=ChangeKind.RENUMBER, village_id=village_id, code=code, on=DAY)
        )

    renumber(first, "90110240")
    renumber(second, A)
    renumber(first, B)
    assert (villages.by_code(A).id, villages.by_code(B).id) == (second, first)
    assert (villages.by_code(A, as_of=BEFORE).id, villages.by_code(B, as_of=BEFORE).id) == (
        first,
        second,
    )
    assert len(changes.names(first)) == 2


def test_a_split_village_is_a_new_place_and_both_tell_of_it(
    changes: VillageChanges, villages: VillageService, number: Callable[[str], int]
) -> None:
    parent = number(A)
    change = VillageChange(
        kind=ChangeKind.SPLIT, village_id=parent, code="๙๐๑๑๐๒๑๒", name="ท่ายางใต้", on=DAY
    )
    assert "ออกจาก ม.1 บ้านท่ายาง (90110201)" in changes.preview(change)
    child = changes.apply(change)
    assert villages.by_code("90110212").id == child
    assert [event.text for event in changes.events(parent)] == [
        "แยก ม.12 บ้านท่ายางใต้ (90110212) ออกไป"
    ]
    assert [event.text for event in changes.events(child)] == ["แยกออกจาก ม.1 บ้านท่ายาง (90110201)"]
    assert child not in [one.id for one in villages.in_area("90", as_of=BEFORE)]


def test_a_merged_village_stays_readable_under_its_old_code(
    changes: VillageChanges, villages: VillageService, number: Callable[[str], int]
) -> None:
    gone, kept = number(C), number(B)
    change = VillageChange(kind=ChangeKind.MERGE, village_id=gone, into_id=kept, on=DAY)
    assert "รวมเข้ากับ ม.2 บ้านป่าขาด" in changes.preview(change)
    changes.apply(change)
    assert [one.code for one in villages.in_area("901102")] == [A, B]
    assert villages.by_code(C, as_of=BEFORE).id == gone
    assert [event.text for event in changes.events(kept)] == [
        "รับ ม.11 บ้านป่าขาด (90110211) เข้ามารวม"
    ]
    assert sum(villages.counts("90").values()) == 3
    assert sum(villages.counts("90", as_of=BEFORE).values()) == 4
    assert refused(changes, change).keys() == {"village"}


def test_a_closed_villages_code_is_free_for_another_from_that_day(
    changes: VillageChanges, villages: VillageService, number: Callable[[str], int]
) -> None:
    closed = villages.by_code(C)
    changes.apply(VillageChange(kind=ChangeKind.CLOSE, village_id=closed.id, on=DAY))
    add = VillageChange(kind=ChangeKind.ADD, code=C, name="ใหม่", on=BEFORE)
    assert "จนถึงวันที่ 1 ตุลาคม 2569" in refused(changes, add)["code"]
    always = VillageChange(kind=ChangeKind.ADD, code=C, name="ใหม่")
    assert "code" in refused(changes, always)
    new = changes.apply(VillageChange(kind=ChangeKind.ADD, code=C, name="ใหม่", on=DAY))
    assert villages.by_code(C).id == new
    assert villages.by_code(C).uuid != closed.uuid
    assert villages.by_code(C, as_of=BEFORE).id == closed.id


def test_nothing_is_written_twice_and_every_change_is_one_operation(
    changes: VillageChanges, number: Callable[[str], int], operations: Callable[[], int]
) -> None:
    before = operations()
    change = VillageChange(kind=ChangeKind.RENAME, village_id=number(A), name="ใหม่", on=DAY)
    changes.preview(change)
    assert operations() == before
    changes.apply(change)
    assert operations() == before + 1
    assert "เหมือนชื่อเดิม" in refused(changes, change)["name"]


@pytest.mark.parametrize(
    ("kind", "code", "told"),
    [
        (ChangeKind.RENUMBER, "", "ยังไม่ได้กรอกรหัส"),
        (ChangeKind.RENUMBER, "901102", "ไม่ใช่รหัสหมู่บ้าน"),
        (ChangeKind.RENUMBER, A, "เหมือนรหัสเดิม"),
        (ChangeKind.RENUMBER, B, "เป็นของบ้านป่าขาด"),
        (ChangeKind.RENUMBER, "90110251", "01 ถึง 49"),
        (ChangeKind.RENUMBER, "90110107", "ย้ายตำบล"),
        (ChangeKind.MOVE, "90110207", "เปลี่ยนหมู่ที่"),
        (ChangeKind.MOVE, "90999901", "ไม่มีตำบลรหัส"),
        (ChangeKind.MOVE, "80010101", "ไม่อยู่ในจังหวัดของสำนักงาน"),
    ],
)
def test_a_wrong_code_is_refused_with_its_reason(
    changes: VillageChanges,
    number: Callable[[str], int],
    kind: ChangeKind,
    code: str,
    told: str,
) -> None:
    change = VillageChange(kind=kind, village_id=number(A), code=code, on=DAY)
    assert told in refused(changes, change)["code"]


def test_a_community_keeps_a_communitys_number(
    changes: VillageChanges, number: Callable[[str], int]
) -> None:
    change = VillageChange(
        kind=ChangeKind.RENUMBER, village_id=number(COMMUNITY), code="90110149", on=DAY
    )
    assert "50 ขึ้นไป" in refused(changes, change)["code"]


@pytest.mark.parametrize("kind", [ChangeKind.SPLIT, ChangeKind.MERGE, ChangeKind.CLOSE])
def test_what_happened_on_a_day_needs_the_day(
    changes: VillageChanges, number: Callable[[str], int], kind: ChangeKind
) -> None:
    change = VillageChange(
        kind=kind, village_id=number(A), code="90110213", name="ใหม่", into_id=number(B)
    )
    assert refused(changes, change).keys() == {"on"}


def test_days_stay_in_order(changes: VillageChanges, number: Callable[[str], int]) -> None:
    def rename(name: str, on: date) -> VillageChange:
        return VillageChange(kind=ChangeKind.RENAME, village_id=number(A), name=name, on=on)

    assert "ยังมาไม่ถึง" in refused(changes, rename("ใหม่", date(2026, 11, 23)))["on"]
    changes.apply(rename("ใหม่", DAY))
    assert "1 ตุลาคม 2569" in refused(changes, rename("เก่า", BEFORE))["on"]
    close = VillageChange(kind=ChangeKind.CLOSE, village_id=number(A), on=DAY)
    assert "on" in refused(changes, close)


def test_merging_needs_another_living_village_of_that_day(
    changes: VillageChanges, number: Callable[[str], int]
) -> None:
    def merge(into: int | None, on: date) -> VillageChange:
        return VillageChange(kind=ChangeKind.MERGE, village_id=number(A), into_id=into, on=on)

    young = changes.apply(
        VillageChange(kind=ChangeKind.ADD, code="90110220", name="ใหม่", on=date(2026, 11, 1))
    )
    assert "ตัวเอง" in refused(changes, merge(number(A), DAY))["into"]
    assert "ยังไม่ได้เลือก" in refused(changes, merge(None, DAY))["into"]
    assert "1 พฤศจิกายน 2569" in refused(changes, merge(young, DAY))["into"]


def test_every_problem_is_told_at_once(changes: VillageChanges) -> None:
    change = VillageChange(
        kind=ChangeKind.ADD, code="1", name="", on=date(2027, 1, 1), note="ก" * 301
    )
    assert refused(changes, change).keys() == {"on", "code", "name", "note"}


def test_a_place_that_was_not_yet_says_since_when_it_is(
    changes: VillageChanges, villages: VillageService
) -> None:
    changes.apply(VillageChange(kind=ChangeKind.ADD, code="90110220", name="ใหม่", on=DAY))
    with pytest.raises(NotFound, match="เริ่มมีในทะเบียนวันที่ 1 ตุลาคม 2569"):
        villages.by_code("90110220", as_of=BEFORE)
