"""The person at work, in whose name operations are kept."""

import pytest
from sqlalchemy import func, select

from cdd_desktop.errors import ValidationFailed
from cdd_desktop.people.records import Person
from cdd_desktop.people.service import PeopleService
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.store import Store
from cdd_desktop.storage.tables import OperationRow, SettingRow


@pytest.fixture
def people(store: Store) -> PeopleService:
    return PeopleService(store)


def actor_of_next_operation(store: Store) -> str:
    with store.writing(Intent(action="test", summary="ทดสอบ")) as work:
        key = str(work.session.scalar(select(func.count()).select_from(SettingRow)))
        work.add(SettingRow(key=key, value="1"))
    with store.reading() as session:
        newest = select(OperationRow.actor).order_by(OperationRow.id.desc()).limit(1)
        return session.scalars(newest).one()


def test_nobody_is_at_work_before_a_name_is_given(people: PeopleService, store: Store) -> None:
    people.sign_in()
    assert people.me() is None
    assert actor_of_next_operation(store) == ""


def test_operations_belong_to_the_person_saved(people: PeopleService, store: Store) -> None:
    me = people.save_me("  นางสาวตัวอย่าง\u200b   ใจดี ", "นักวิชาการพัฒนาชุมชนชำนาญการ")
    assert me == Person(uuid=me.uuid, name="นางสาวตัวอย่าง ใจดี", position="นักวิชาการพัฒนาชุมชนชำนาญการ")
    assert people.me() == me
    assert actor_of_next_operation(store) == str(me.uuid)


def test_a_restart_signs_the_same_person_in(people: PeopleService, store: Store) -> None:
    me = people.save_me("นายดำ ดี", "พัฒนากร")
    store.act_as("")
    PeopleService(store).sign_in()
    assert actor_of_next_operation(store) == str(me.uuid)


def test_correcting_the_name_keeps_the_person(people: PeopleService, store: Store) -> None:
    me = people.save_me("นางสาวตัวอย่าง ใจดี", "พัฒนากร")
    married = people.save_me("นางตัวอย่าง ร่วมใจ", "พัฒนากร")
    assert married.uuid == me.uuid
    assert people.me() == married


def test_another_person_leaves_the_past_to_the_former_one(
    people: PeopleService, store: Store
) -> None:
    former = people.save_me("นางสาวตัวอย่าง ใจดี", "พัฒนากร")
    done_before = actor_of_next_operation(store)
    successor = people.hand_over("นายสาธิต ร่วมแรง", "พัฒนากร")
    assert done_before == str(former.uuid)
    assert people.me() == successor
    assert actor_of_next_operation(store) == str(successor.uuid) != done_before


@pytest.mark.parametrize(
    ("name", "position", "fields"),
    [
        ("", "พัฒนากร", {"name"}),
        ("นายดำ", " \u200b", {"position"}),
        ("ก" * 121, "ก" * 201, {"name", "position"}),
        ("", "", {"name", "position"}),
    ],
)
def test_a_wrong_person_is_refused_by_field(
    people: PeopleService, name: str, position: str, fields: set[str]
) -> None:
    with pytest.raises(ValidationFailed) as refusal:
        people.save_me(name, position)
    assert refusal.value.problems.keys() == fields
    assert all("กรุณา" in text for text in refusal.value.problems.values())
    assert people.me() is None


def test_saving_the_same_name_again_is_no_operation(people: PeopleService, store: Store) -> None:
    people.save_me("นายดำ ดี", "พัฒนากร")
    people.save_me("นายดำ ดี ", "พัฒนากร")
    with store.reading() as session:
        assert session.scalar(select(func.count()).select_from(OperationRow)) == 1
