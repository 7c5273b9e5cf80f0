"""The register of signatories: who signs for which area and time."""

import dataclasses
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from cdd_desktop.errors import NotFound, StaleRecord, ValidationFailed
from cdd_desktop.people.records import Acting, Role, Signatory
from cdd_desktop.people.service import SignatoryService
from cdd_desktop.storage.store import Store
from cdd_desktop.storage.tables import ChangeRow

DAY = date(2026, 9, 30)


@pytest.fixture
def signatories(store: Store) -> SignatoryService:
    return SignatoryService(store, lambda code: code.startswith("90"))


def entry(area_code: str = "90", role: Role = Role.CERTIFIER, **more: Any) -> Signatory:
    given: dict[str, Any] = {
        "uuid": uuid4(),
        "role": role,
        "area_code": area_code,
        "name": "นางจำลอง มีสุข",
        "position": "พัฒนาการจังหวัดสงขลา",
    }
    return Signatory(**{**given, **more})


def signer(service: SignatoryService, area_code: str, on: date = DAY) -> str | None:
    (found,) = service.for_sheet(area_code, on, [Role.CERTIFIER])
    return None if found is None else found.name


def test_a_saved_entry_comes_back_clean(signatories: SignatoryService) -> None:
    saved = signatories.save(entry(name=" นางจำลอง \u200b มีสุข "))
    assert (saved.name, saved.version) == ("นางจำลอง มีสุข", 1)
    assert signatories.all() == (saved,)


def test_a_blank_entry_is_new_and_not_kept_until_filled_in(signatories: SignatoryService) -> None:
    blank = signatories.blank(Role.CHECKER, "9011")
    assert (blank.role, blank.area_code, blank.version) == (Role.CHECKER, "9011", 0)
    with pytest.raises(ValidationFailed):
        signatories.save(blank)
    assert signatories.all() == ()


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"name": ""}, {"name"}),
        ({"position": "  "}, {"position"}),
        ({"acting": Acting.DELEGATED}, {"acting_position"}),
        ({"acting_position": "ผู้ว่าราชการจังหวัด"}, {"acting_position"}),
        ({"acting": Acting.VACANT_POST, "acting_position": "ก" * 201}, {"acting_position"}),
        ({"valid_from": date(2026, 2, 1), "valid_to": date(2026, 1, 31)}, {"valid_to"}),
        ({"area_code": "80"}, {"area_code"}),
        (
            {"name": "", "position": "", "area_code": "", "acting": Acting.ACTING_FOR_POST},
            {"name", "position", "area_code", "acting_position"},
        ),
    ],
)
def test_a_wrong_entry_is_refused_with_all_its_problems(
    signatories: SignatoryService, changes: dict[str, Any], fields: set[str]
) -> None:
    with pytest.raises(ValidationFailed) as refusal:
        signatories.save(entry(**changes))
    assert refusal.value.problems.keys() == fields
    assert all("กรุณา" in text for text in refusal.value.problems.values())
    assert signatories.all() == ()


def test_one_day_is_a_time_that_somebody_can_sign_for(signatories: SignatoryService) -> None:
    saved = signatories.save(entry(valid_from=DAY, valid_to=DAY))
    assert signer(signatories, "90") == saved.name
    assert signer(signatories, "90", date(2026, 9, 29)) is None
    assert signer(signatories, "90", date(2026, 10, 1)) is None


def test_a_changed_entry_is_kept_and_recorded(signatories: SignatoryService, store: Store) -> None:
    saved = signatories.save(entry())
    changed = signatories.save(
        dataclasses.replace(
            saved, acting=Acting.ACTING_FOR_POST, acting_position="พัฒนาการจังหวัดสงขลา"
        )
    )
    assert changed.version == 2
    assert changed.position_lines[1] == "รักษาราชการแทนพัฒนาการจังหวัดสงขลา"
    assert signatories.all() == (changed,)
    with store.reading() as session:
        fields = set(session.scalars(select(ChangeRow.field)))
    assert fields == {"acting", "acting_position"}


def test_saving_what_stands_changes_nothing(signatories: SignatoryService) -> None:
    saved = signatories.save(entry())
    assert signatories.save(saved) == saved


def test_an_old_copy_is_refused(signatories: SignatoryService) -> None:
    first = signatories.save(entry())
    second = signatories.save(dataclasses.replace(first, name="นายแก้ แล้ว"))
    with pytest.raises(StaleRecord, match="กรุณา"):
        signatories.save(dataclasses.replace(first, name="นายเก่า ไป"))
    assert signatories.all() == (second,)


def test_a_removed_entry_is_gone_and_does_not_come_back(signatories: SignatoryService) -> None:
    saved = signatories.save(entry())
    signatories.remove(saved.uuid)
    assert signatories.all() == ()
    with pytest.raises(StaleRecord):
        signatories.save(saved)
    with pytest.raises(NotFound, match="กรุณา"):
        signatories.remove(saved.uuid)


def test_the_narrowest_area_signs(signatories: SignatoryService) -> None:
    signatories.save(entry("90", name="จังหวัด"))
    signatories.save(entry("9011", name="อำเภอ", valid_from=date(2020, 1, 1)))
    signatories.save(entry("901101", name="ตำบล"))
    signatories.save(entry("901101100", name="ชุมชน"))
    asked = ["90", "9001", "9011", "901102", "901101", "90110104", "901101100", "90110110"]
    assert [signer(signatories, code) for code in asked] == [
        "จังหวัด",
        "จังหวัด",
        "อำเภอ",
        "อำเภอ",
        "ตำบล",
        "ตำบล",
        "ชุมชน",
        "ตำบล",
    ]
    assert signer(signatories, "80") is None


def test_among_equals_the_latest_beginning_signs(signatories: SignatoryService) -> None:
    signatories.save(entry(name="ใหม่", valid_from=date(2026, 9, 1)))
    signatories.save(entry(name="เก่า", valid_from=date(2025, 1, 1)))
    signatories.save(entry(name="ไม่ระบุวัน"))
    assert signer(signatories, "90") == "ใหม่"
    assert signer(signatories, "90", date(2026, 8, 31)) == "เก่า"
    assert signer(signatories, "90", date(2024, 1, 1)) == "ไม่ระบุวัน"


def test_of_two_entries_alike_the_last_entered_signs(signatories: SignatoryService) -> None:
    signatories.save(entry(name="แรก"))
    signatories.save(entry(name="หลัง"))
    assert signer(signatories, "90") == "หลัง"


def test_each_role_is_answered_in_the_order_asked(signatories: SignatoryService) -> None:
    signatories.save(entry(role=Role.CERTIFIER, name="รับรอง"))
    signatories.save(entry(role=Role.REPORTER, name="รายงาน"))
    found = signatories.for_sheet("9011", DAY, [Role.REPORTER, Role.CHECKER, Role.CERTIFIER])
    assert [one.name if one else None for one in found] == ["รายงาน", None, "รับรอง"]


def test_the_register_is_listed_by_area_then_in_the_order_of_signing(
    signatories: SignatoryService,
) -> None:
    for area_code, role in (
        ("9011", Role.REPORTER),
        ("90", Role.CERTIFIER),
        ("90", Role.CHECKER),
        ("90", Role.REPORTER),
    ):
        signatories.save(entry(area_code, role))
    assert [(one.area_code, one.role) for one in signatories.all()] == [
        ("90", Role.REPORTER),
        ("90", Role.CHECKER),
        ("90", Role.CERTIFIER),
        ("9011", Role.REPORTER),
    ]
