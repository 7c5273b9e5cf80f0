"""Operations are taken back whole or not at all, and what is in the way is named."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import ClassVar
from uuid import UUID, uuid4

import pytest
from soundness import wrong_in
from sqlalchemy import select
from sqlalchemy.orm import Session

from cdd_desktop.errors import NotFound
from cdd_desktop.people.tables import SignatoryRow
from cdd_desktop.places.tables import OfficeRow, VillageFactRow, VillageRow
from cdd_desktop.progress import Cancelled, Silent
from cdd_desktop.reporting.tables import IssuedSheetRow
from cdd_desktop.storage.columns import Base
from cdd_desktop.storage.conflicts import UndoRefused
from cdd_desktop.storage.history import Intent, Work
from cdd_desktop.storage.operations import ChangeKind, HistoryService
from cdd_desktop.storage.settings import Setting, Settings
from cdd_desktop.storage.store import DATABASE_NAME, Store
from cdd_desktop.storage.tables import SettingRow
from cdd_desktop.storage.undo import Touched

COLOUR: Setting[str] = Setting("look/colour", "สี", "ดำ", str)
KEPT = {"test.kept": "เอกสารออกไปแล้ว กรุณาออกฉบับใหม่"}


@pytest.fixture
def history(store: Store) -> HistoryService:
    return HistoryService(store, kept=KEPT)


def doing(summary: str) -> Intent:
    return Intent(action="test.key", summary=summary)


def signatory(**columns: object) -> SignatoryRow:
    return SignatoryRow(
        **{
            "uuid": uuid4(),
            "role": "reporter",
            "area_code": "93",
            "name": "สมหญิง",
            "position": "พัฒนากร",
            "acting": "own",
            "acting_position": "",
            "valid_from": date(2025, 10, 1),
            "valid_to": None,
        }
        | columns
    )


def born_signatory(store: Store) -> int:
    with store.writing(doing("เพิ่มสมหญิง")) as work:
        row = signatory()
        work.add(row)
        work.session.flush()
        return row.id


def rename(store: Store, key: int, name: str) -> None:
    with store.writing(doing(f"เปลี่ยนเป็น{name}")) as work:
        work.session.get_one(SignatoryRow, key).name = name


def remove(store: Store, key: int) -> None:
    with store.writing(doing("ลบสมหญิง")) as work:
        work.session.delete(work.session.get_one(SignatoryRow, key))


def born_village(store: Store) -> int:
    with store.writing(doing("เพิ่มหมู่บ้าน")) as work:
        row = VillageRow(uuid=uuid4(), kind="village")
        work.add(row)
        work.session.flush()
        return row.id


def last(history: HistoryService) -> int:
    return history.recent(1)[0].id


def names(store: Store) -> list[str]:
    with store.reading() as session:
        return list(session.scalars(select(SignatoryRow.name)))


def tables(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """All that is stored but the history and the counters of versions."""
    with store.reading() as session:
        return {
            table.name: sorted(
                tuple(row)
                for row in session.execute(
                    select(*(column for column in table.c if column.name != "version"))
                )
            )
            for table in Base.metadata.sorted_tables
            if "born_in" in table.c
        }


def dump(store: Store, table: str = "") -> list[str]:
    with closing(sqlite3.connect(store.path)) as connection:
        return [line for line in connection.iterdump() if f'INTO "{table}' in line or not table]


@contextmanager
def refused(store: Store, *words: str) -> Iterator[None]:
    """What is done inside is refused with these words, and leaves the file as it was."""
    before = dump(store)
    with pytest.raises(UndoRefused) as told:
        yield
    assert all(word in str(told.value) for word in words), str(told.value)
    assert "กรุณา" in str(told.value)
    assert dump(store) == before


def test_a_birth_is_taken_back_and_done_again(store: Store, history: HistoryService) -> None:
    born_signatory(store)
    born = dump(store, "signatory")
    assert history.undo_last().summary == "เพิ่มสมหญิง"
    assert dump(store, "signatory") == []
    history.undo(last(history))
    assert dump(store, "signatory") == born


def test_a_removed_row_returns_with_its_key_and_birth(
    store: Store, history: HistoryService
) -> None:
    key = born_signatory(store)
    born = dump(store, "signatory")
    remove(store, key)
    born_signatory(store)
    history.undo_last()
    history.undo_last()
    assert dump(store, "signatory") == born


def test_a_changed_field_gets_its_old_value_and_an_open_form_is_stale(
    store: Store, history: HistoryService
) -> None:
    key = born_signatory(store)
    rename(store, key, "สมศรี")
    history.undo_last()
    assert names(store) == ["สมหญิง"]
    with store.reading() as session:
        # 1 and 2 were shown before: a form that holds either must not save over this
        assert session.get_one(SignatoryRow, key).version == 3


def test_what_an_operation_did_to_a_row_before_it_removed_it_is_undone_too(
    store: Store, history: HistoryService
) -> None:
    key = born_signatory(store)
    with store.writing(doing("แก้แล้วลบ")) as work:
        row = work.session.get_one(SignatoryRow, key)
        row.name = "สมศรี"
        work.session.flush()
        row.name = "สมใจ"
        work.session.flush()
        work.session.delete(row)
    history.undo_last()
    assert names(store) == ["สมหญิง"]


def test_a_row_that_came_and_went_within_one_operation_leaves_nothing_to_undo(
    store: Store, history: HistoryService
) -> None:
    with store.writing(doing("เพิ่มแล้วลบ")) as work:
        row = signatory()
        work.add(row)
        work.session.flush()
        work.session.delete(row)
    history.undo_last()
    assert names(store) == []
    history.undo(last(history))
    assert names(store) == []


def test_every_kind_of_column_returns_exactly(store: Store, history: HistoryService) -> None:
    village = born_village(store)
    at = datetime(2026, 8, 22, 10, 4, 5, 678901, tzinfo=timezone(timedelta(hours=7)))
    count_people(store, village)
    with store.writing(doing("ทุกชนิด")) as work:
        work.add(OfficeRow(id=1, name="สำนักงาน", is_demo=True))
        told = {"code": "AB12CD34", "report": "r", "subject": "s", "fingerprint": "f" * 64}
        work.add(IssuedSheetRow(issued_at=at, **told))
        work.add(signatory(uuid=UUID(int=7)))
    with store.writing(doing("แก้ทุกชนิด")) as work:
        work.session.scalars(select(VillageFactRow)).one().households = 12
        work.session.scalars(select(OfficeRow)).one().is_demo = False
        work.session.scalars(select(IssuedSheetRow)).one().issued_at = at + timedelta(hours=1)
        signing = work.session.scalars(select(SignatoryRow)).one()
        signing.uuid, signing.valid_from = UUID(int=8), None
    after = tables(store)
    history.undo_last()
    before = tables(store)
    history.undo_last()
    first_undone, second_undone = (entry.id for entry in history.recent(2))
    history.undo(first_undone)
    assert tables(store) == before
    history.undo(second_undone)
    assert tables(store) == after


def count_people(store: Store, village: int) -> None:
    with store.writing(doing("นับคน")) as work:
        count = {"households": None, "people": 3, "headman": "", "source": "จปฐ."}
        work.add(VillageFactRow(village_id=village, on_date=date(2026, 1, 31), **count))


def test_a_text_with_a_character_that_sqlite_ends_at_returns_whole(
    store: Store, history: HistoryService
) -> None:
    with store.writing(doing("คนหนึ่ง")) as work:
        work.add(signatory(name="ก\0ข"))
    history.undo_last()
    history.undo(last(history))
    assert names(store) == ["ก\0ข"]


def test_undoing_again_and_again_walks_backwards_past_what_was_undone(
    store: Store, history: HistoryService
) -> None:
    key = born_signatory(store)
    rename(store, key, "สมศรี")
    rename(store, key, "สมใจ")
    told = [history.undo_last().summary for _ in range(3)]
    assert told == ["เปลี่ยนเป็นสมใจ", "เปลี่ยนเป็นสมศรี", "เพิ่มสมหญิง"]
    with refused(store, "ไม่มีรายการที่เลิกทำได้แล้ว"):
        history.undo_last()


def test_what_was_done_again_can_be_undone_again(store: Store, history: HistoryService) -> None:
    key = born_signatory(store)
    rename(store, key, "สมศรี")
    history.undo_last()
    again = last(history)
    history.undo(again)
    assert history.recent(1)[0].summary == "ทำซ้ำ: เปลี่ยนเป็นสมศรี"
    assert names(store) == ["สมศรี"]
    assert history.undo_last().summary == "เปลี่ยนเป็นสมศรี"
    assert history.recent(1)[0].summary == "เลิกทำ: เปลี่ยนเป็นสมศรี"
    assert names(store) == ["สมหญิง"]


def test_the_list_tells_what_was_undone_and_what_never_can_be(
    store: Store, history: HistoryService
) -> None:
    store.act_as("person-7")
    key = born_signatory(store)
    with store.writing(Intent(action="test.kept", summary="ออกเอกสาร", source="ก.pdf")) as work:
        work.session.get_one(SignatoryRow, key).position = "นักวิชาการ"
    rename(store, key, "สมศรี")
    history.undo_last()
    undoing, renaming, issuing, birth = history.recent(10)
    assert (undoing.reverses, renaming.reversed_by) == (renaming.id, undoing.id)
    assert (issuing.kept_because, issuing.source) == (KEPT["test.kept"], "ก.pdf")
    assert (birth.actor, birth.at) == ("person-7", store.now())
    told = [entry.is_undoable for entry in (undoing, renaming, issuing, birth)]
    assert told == [True, False, False, True]
    assert history.recent(10, before=issuing.id) == (birth,)


def test_an_action_that_is_kept_is_refused_with_its_reason_and_passed_over(
    store: Store, history: HistoryService
) -> None:
    born_signatory(store)
    with store.writing(Intent(action="test.kept", summary="ออกเอกสาร")) as work:
        work.add(OfficeRow(id=1, name="สำนักงาน", is_demo=False))
    with refused(store, KEPT["test.kept"]):
        history.undo(last(history))
    assert history.undo_last().summary == "เพิ่มสมหญิง"


def test_what_is_undone_already_is_refused(store: Store, history: HistoryService) -> None:
    born_signatory(store)
    birth = last(history)
    history.undo_last()
    with refused(store, "ถูกเลิกทำไปแล้ว"):
        history.undo(birth)


def test_an_operation_that_never_was_is_not_found(history: HistoryService) -> None:
    with pytest.raises(NotFound):
        history.undo(99)


def test_a_field_that_changed_since_is_refused_with_who_changed_it(
    store: Store, history: HistoryService
) -> None:
    key = born_signatory(store)
    rename(store, key, "สมศรี")
    renaming = last(history)
    rename(store, key, "สมใจ")
    with store.writing(doing("เลื่อนตำแหน่ง")) as work:
        work.session.get_one(SignatoryRow, key).position = "นักวิชาการ"
    with refused(store, "“เปลี่ยนเป็นสมศรี”", "“เปลี่ยนเป็นสมใจ” เมื่อ 22 พ.ย. 2569 10.00 น."):
        history.undo(renaming)


def test_another_field_of_the_record_may_have_moved(store: Store, history: HistoryService) -> None:
    key = born_signatory(store)
    rename(store, key, "สมศรี")
    renaming = last(history)
    with store.writing(doing("เลื่อนตำแหน่ง")) as work:
        work.session.get_one(SignatoryRow, key).position = "นักวิชาการ"
    history.undo(renaming)
    with store.reading() as session:
        row = session.get_one(SignatoryRow, key)
        assert (row.name, row.position) == ("สมหญิง", "นักวิชาการ")


def test_a_value_that_moved_and_came_back_is_no_hindrance(
    store: Store, history: HistoryService
) -> None:
    key = born_signatory(store)
    birth = last(history)
    rename(store, key, "สมศรี")
    rename(store, key, "สมหญิง")
    history.undo(birth)
    assert names(store) == []


def test_a_birth_that_changed_since_is_refused(store: Store, history: HistoryService) -> None:
    key = born_signatory(store)
    birth = last(history)
    rename(store, key, "สมศรี")
    with refused(store, "มีการแก้ไขข้อมูลเดียวกัน", "“เปลี่ยนเป็นสมศรี”"):
        history.undo(birth)


def test_a_birth_that_went_came_back_and_then_changed_is_refused(
    store: Store, history: HistoryService
) -> None:
    key = born_signatory(store)
    birth = last(history)
    remove(store, key)
    history.undo_last()
    rename(store, key, "สมศรี")
    with refused(store, "มีการแก้ไขข้อมูลเดียวกัน", "“เปลี่ยนเป็นสมศรี”"):
        history.undo(birth)


def test_a_birth_that_was_removed_since_is_refused(store: Store, history: HistoryService) -> None:
    key = born_signatory(store)
    birth = last(history)
    remove(store, key)
    with refused(store, "ถูกลบ", "“ลบสมหญิง”"):
        history.undo(birth)


def test_a_change_to_a_record_that_is_gone_is_refused(
    store: Store, history: HistoryService
) -> None:
    key = born_signatory(store)
    rename(store, key, "สมศรี")
    renaming = last(history)
    remove(store, key)
    with refused(store, "ถูกลบ", "“ลบสมหญิง”"):
        history.undo(renaming)


def test_a_row_that_another_hangs_on_is_refused(store: Store, history: HistoryService) -> None:
    village = born_village(store)
    birth = last(history)
    count_people(store, village)
    with refused(store, "อาศัยข้อมูลนี้อยู่", "“นับคน”"):
        history.undo(birth)


def test_what_would_return_to_a_missing_owner_is_refused(
    store: Store, history: HistoryService
) -> None:
    village = born_village(store)
    birth = last(history)
    count_people(store, village)
    history.undo_last()
    counting = last(history)
    history.undo(birth)
    with refused(store, "ถูกลบไปแล้ว", "“เลิกทำ: เพิ่มหมู่บ้าน”"):
        history.undo(counting)


def test_what_would_return_to_a_taken_place_is_refused(
    store: Store, history: HistoryService
) -> None:
    settings = Settings(store)
    settings.put(COLOUR, "แดง")
    history.undo_last()
    undone = last(history)
    settings.put(COLOUR, "เขียว")
    with refused(store, "เข้ามาแทนที่แล้ว", "“ตั้งค่าสี”"):
        history.undo(undone)
    assert settings.get(COLOUR) == "เขียว"


def test_a_unique_value_that_another_row_has_by_now_is_refused(
    store: Store, history: HistoryService
) -> None:
    with store.writing(doing("คนแรก")) as work:
        work.add(signatory(uuid=UUID(int=7)))
    history.undo_last()
    undone = last(history)
    with store.writing(doing("คนใหม่")) as work:
        work.add(signatory(uuid=UUID(int=7), name="สมศรี"))
    with refused(store, "เข้ามาแทนที่แล้ว", "“คนใหม่”"):
        history.undo(undone)


def test_a_record_that_was_born_anew_under_the_same_key_is_another(
    store: Store, history: HistoryService
) -> None:
    settings = Settings(store)
    settings.put(COLOUR, "แดง")
    settings.put(COLOUR, "เขียว")
    painting = last(history)
    with store.writing(doing("ล้างค่า")) as work:
        work.session.delete(work.session.get_one(SettingRow, COLOUR.key))
    settings.put(COLOUR, "เขียว")
    with refused(store, "ถูกลบหรือถูกแทนที่", "“ตั้งค่าสี”"):
        history.undo(painting)
    told = [history.undo_last().summary for _ in range(4)]
    assert told == ["ตั้งค่าสี", "ล้างค่า", "ตั้งค่าสี", "ตั้งค่าสี"]
    assert tables(store)["setting"] == []


def test_the_history_of_a_record_is_told_from_its_birth(
    store: Store, history: HistoryService
) -> None:
    key = born_signatory(store)
    rename(store, key, "สมศรี")
    remove(store, key)
    history.undo_last()
    told = history.of_record("signatory", (key,))
    assert [change.kind for change in told] == [
        ChangeKind.RETURNED,
        ChangeKind.REMOVED,
        ChangeKind.CHANGED,
        ChangeKind.BORN,
    ]
    assert (told[2].field, told[2].old, told[2].new) == ("name", "สมหญิง", "สมศรี")
    assert told[2].operation.summary == "เปลี่ยนเป็นสมศรี"
    assert told[0].new == told[1].old
    assert told[1].old["name"] == "สมศรี"
    assert history.of_record("signatory", (key + 1,)) == ()


def test_what_is_derived_is_worked_out_before_the_undoing_is_committed(store: Store) -> None:
    seen: list[tuple[list[str], Touched]] = []

    def derive(session: Session, touched: Touched) -> None:
        seen.append((list(session.scalars(select(SignatoryRow.name))), touched))

    key = born_signatory(store)
    rename(store, key, "สมศรี")
    HistoryService(store, derive=derive).undo_last()
    assert seen == [(["สมหญิง"], {"signatory": {(key,)}})]


def test_more_births_than_are_kept_in_mind_are_taken_back_and_done_again(
    store: Store, history: HistoryService
) -> None:
    with store.writing(doing("นำเข้าสองพัน")) as work:
        work.insert_many(VillageRow, [{"uuid": uuid4(), "kind": "village"} for _ in range(2_000)])
    born = dump(store, "village")
    history.undo_last()
    assert dump(store, "village") == []
    history.undo(last(history))
    assert dump(store, "village") == born
    history.undo(last(history))
    assert dump(store, "village") == []
    assert wrong_in(store) == ()


def test_births_that_return_while_the_undoing_waits_for_its_turn_are_taken_back_too(
    store: Store, history: HistoryService, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = born_signatory(store)
    birth = last(history)
    remove(store, key)
    writing = store.writing

    @contextmanager
    def after_another(intent: Intent) -> Iterator[Work]:
        monkeypatch.setattr(store, "writing", writing)
        history.undo_last()  # the removal, by somebody else
        with writing(intent) as work:
            yield work

    monkeypatch.setattr(store, "writing", after_another)
    assert history.undo(birth).summary == "เพิ่มสมหญิง"
    assert names(store) == []


def test_a_cancelled_undoing_leaves_the_file_as_it_was_and_can_be_done_later(
    store: Store, history: HistoryService
) -> None:
    class Impatient(Silent):
        left = 20
        told: ClassVar[list[str]] = []

        def report(self, done: int, total: int, text: str = "") -> None:
            self.told.append(f"{done < total} {text}")

        def check_cancelled(self) -> None:
            self.left -= 1
            if not self.left:
                raise Cancelled

    born_signatory(store)
    before = dump(store)
    progress = Impatient()
    with pytest.raises(Cancelled):
        history.undo(last(history), progress)
    assert set(progress.told) == {"True กำลังเลิกทำ"}
    assert dump(store) == before
    history.undo_last()
    assert names(store) == []


def test_a_process_killed_in_the_midst_of_undoing_leaves_the_file_as_it_was(
    data_folder: Path,
) -> None:
    with Store.open(data_folder) as store, store.writing(doing("นำเข้าห้าพัน")) as work:
        work.insert_many(VillageRow, [{"uuid": uuid4(), "kind": "village"} for _ in range(5_000)])
    path = data_folder / DATABASE_NAME
    with closing(sqlite3.connect(path)) as connection:
        before = list(connection.iterdump())
    undoing = """
import sys
from pathlib import Path
from cdd_desktop.bootstrap import Store
from cdd_desktop.storage.operations import HistoryService

def wait_to_be_killed(session, touched):
    print(len(touched["village"]), flush=True)
    sys.stdin.read()

HistoryService(Store.open(Path(sys.argv[1])), derive=wait_to_be_killed).undo_last()
"""
    with subprocess.Popen(
        [sys.executable, "-c", undoing, str(data_folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "5000\n"
        child.kill()
    with Store.open(data_folder) as store:
        assert wrong_in(store) == ()
        assert dump(store) == before
