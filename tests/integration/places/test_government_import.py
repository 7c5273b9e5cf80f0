"""Sheets of villages and their local governments, with codes or with words."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from windows import register_villages

from cdd_desktop.bootstrap import Services, services_of
from cdd_desktop.documents.reading import read_table
from cdd_desktop.errors import ImportRejected, ValidationFailed
from cdd_desktop.places.government_import import GovernmentImporter
from cdd_desktop.places.government_records import GovernmentDraft, kind_named
from cdd_desktop.places.service import OfficeService
from cdd_desktop.storage.store import Store

DAY = date(2025, 10, 1)
VILLAGES = {
    "90110201": "ท่ายาง",
    "90110202": "ป่าขาด",
    "90110301": "คลองใหญ่",
    "90010101": "ในเมือง",
}


@pytest.fixture
def services(store: Store, office: OfficeService) -> Services:
    register_villages(store, VILLAGES)
    return services_of(store)


@pytest.fixture
def importer(services: Services) -> GovernmentImporter:
    return GovernmentImporter(services.store, services.areas)


def owners(services: Services, on: date | None = None) -> dict[str, str]:
    return {
        village.code: group.government.label if group.government else ""
        for group in services.memberships.by_government("90", on)
        for village in group.villages
    }


def test_codes_and_names_are_taken_and_new_governments_entered(
    services: Services, importer: GovernmentImporter, csv_of: Callable[..., Path]
) -> None:
    sheet = csv_of(
        "รหัสหมู่บ้าน,อปท.",
        "๙๐๑๑๐๒๐๑,อบต.บางเหรียง",
        "90110202,องค์การบริหารส่วนตำบลบางเหรียง",
        "90110301,ทต.บ้านใหม่",
        "90010101,",
    )
    table = read_table(sheet)
    checked = importer.check(table)
    assert (checked.assigned, checked.blank, checked.refused) == (3, 1, ())
    assert owners(services) == dict.fromkeys(VILLAGES, "")
    done = importer.take(table, sheet.name)
    assert done.added == ("อบต.บางเหรียง", "ทต.บ้านใหม่")
    assert "อบต.บางเหรียง" in done.notes[-1]
    assert owners(services) == {
        "90110201": "อบต.บางเหรียง",
        "90110202": "อบต.บางเหรียง",
        "90110301": "ทต.บ้านใหม่",
        "90010101": "",
    }
    again = importer.take(table, sheet.name)
    assert (again.assigned, again.unchanged, again.operation) == (0, 3, None)
    assert done.operation is not None
    services.history.undo(done.operation)
    assert owners(services) == dict.fromkeys(VILLAGES, "")
    assert services.governments.governments() == ()


def test_words_find_the_village_and_doubts_come_back(
    services: Services, importer: GovernmentImporter, csv_of: Callable[..., Path]
) -> None:
    tambon = services.areas.get("901102").name
    amphoe = services.areas.get("9011").name
    sheet = csv_of(
        "อำเภอ,ตำบล,หมู่ที่,ชื่อบ้าน,อปท.",
        f"{amphoe},{tambon},1,ท่ายาง,อบต.{tambon}",
        f"{amphoe},{tambon},9,ไม่มี,อบต.{tambon}",
    )
    table = read_table(sheet)
    with pytest.raises(ImportRejected) as refused:
        importer.take(table, sheet.name)
    assert [problem.row for problem in refused.value.problems] == [3]
    assert importer.take(table, sheet.name, good_rows=True).assigned == 1
    assert owners(services)["90110201"] == f"อบต.{tambon}"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("99999901,อบต.ก้องนา", "ไม่มีหมู่บ้านรหัส"),
        ("90110201,บางเหรียง", "ประเภทใด"),
        ("90110201,อบจ.สงขลา", "ทั้งจังหวัด"),
        ("90110201,อบต.", "กรุณา"),
        ("90010101,อบต.ที่อยู่อื่น", "ไม่ใช่อำเภอของ"),
        ("90110202,อบต.ใหม่", "อยู่แล้ว"),
        (",อบต.ก้องนา", "ตำบล"),
    ],
)
def test_a_row_that_cannot_be_taken_says_why(
    services: Services,
    importer: GovernmentImporter,
    csv_of: Callable[..., Path],
    row: str,
    told: str,
) -> None:
    other = services.governments.add(
        GovernmentDraft(kind=kind_named("tambon"), name="ที่อยู่อื่น", area_code="9011")
    )
    services.memberships.assign([services.villages.by_code("90110202").id], other.id)
    before = owners(services)
    sheet = csv_of("รหัส,อปท.", row)
    with pytest.raises(ImportRejected) as refused:
        importer.take(read_table(sheet), sheet.name)
    assert told in refused.value.problems[0].text
    assert "กรุณา" in refused.value.problems[0].text
    assert owners(services) == before
    assert services.governments.governments() == (other,)


def test_replacing_is_asked_for_and_dated(
    services: Services, importer: GovernmentImporter, csv_of: Callable[..., Path]
) -> None:
    first = csv_of("รหัส,อปท.", "90110201,อบต.เก่า")
    importer.take(read_table(first), first.name)
    second = read_table(csv_of("รหัส,อปท.,ประเภท", "90110201,ใหม่,เทศบาลเมือง", name="b.csv"))
    with pytest.raises(ImportRejected, match="--good-rows"):
        importer.take(second, "b.csv", on=DAY)
    importer.take(second, "b.csv", on=DAY, replace=True)
    assert owners(services)["90110201"] == "ทม.ใหม่"
    assert owners(services, date(2025, 9, 30))["90110201"] == "อบต.เก่า"
    with pytest.raises(ValidationFailed):
        importer.take(second, "b.csv", on=date(2030, 1, 1))


def test_one_village_told_twice_differently_is_refused(
    importer: GovernmentImporter, csv_of: Callable[..., Path]
) -> None:
    sheet = read_table(
        csv_of("รหัส,อปท.", "90110201,อบต.ก้อง", "90110201,อบต.กา", "90110201,อบต.ก้อง")
    )
    checked = importer.check(sheet)
    assert (checked.assigned, checked.unchanged) == (1, 1)
    assert "แถว 2" in checked.refused[0].text


def test_a_sheet_without_places_is_refused(
    importer: GovernmentImporter, csv_of: Callable[..., Path]
) -> None:
    with pytest.raises(ImportRejected, match="รหัสหมู่บ้าน"):
        importer.check(read_table(csv_of("ชื่อบ้าน,อปท.", "ท่ายาง,อบต.ก้อง")))


def test_a_later_row_that_says_otherwise_is_never_passed_over(
    services: Services, importer: GovernmentImporter, csv_of: Callable[..., Path]
) -> None:
    stored = read_table(csv_of("รหัส,อปท.", "90110201,อบต.ก้อง", "90110202,อบต.ก้อง"))
    importer.take(stored, "a.csv")
    second = csv_of(
        "รหัส,อปท.",
        "90110201,อบต.ก้อง",
        "90110201,อบต.กา",
        "90110202,อบต.กา",
        "90110202,อบต.กา",
        name="b.csv",
    )
    checked = importer.check(read_table(second))
    assert (checked.assigned, checked.unchanged) == (0, 1)
    assert [problem.row for problem in checked.refused] == [3, 4, 5]
    assert "แถว 2" in checked.refused[0].text
    assert "--replace" in checked.refused[2].text
