"""The demo office: invented tambon and villages, three fiscal years of plausible answers.

Everything comes from a seeded generator, so that every demo shows the same figures, and goes in
through the same doors as an office's own files. The office is marked as a demo; screens and
sheets are stamped ข้อมูลตัวอย่าง for it.
"""

import json
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from uuid import uuid5

from cdd_desktop.bootstrap import Services, services_of
from cdd_desktop.checklists.importing import AnswerImporter
from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.checklists.records import SheetHead
from cdd_desktop.demo.answers import results
from cdd_desktop.demo.checklists import make_checklists
from cdd_desktop.demo.names import person_name, tambon_names, village_name
from cdd_desktop.demo.outlines import SOURCE, outlines
from cdd_desktop.demo.plans import make_plans
from cdd_desktop.demo.waste import make_waste
from cdd_desktop.documents.reading import read_table
from cdd_desktop.documents.writing import write_csv
from cdd_desktop.errors import NotFound, ValidationFailed
from cdd_desktop.maps.records import CODE_LENGTHS
from cdd_desktop.people.records import Acting, Role, Signatory
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.government_import import GovernmentImporter
from cdd_desktop.places.importing import VillageImporter
from cdd_desktop.places.records import Area, AreaLevel, Village, place_uuid
from cdd_desktop.places.service import AreaService, OfficeService
from cdd_desktop.storage.settings import Setting, Settings
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.calendar import day_in_thailand, fiscal_year, fiscal_year_span

PROVINCE = "90"
OFFICE_NAME = "สำนักงานพัฒนาชุมชนจังหวัดสงขลา"
_SEED = 2569
_TAMBON_PER_AMPHOE = 3
_AMPHOE = 4  # digits of an amphoe's code
_VILLAGES = range(4, 9)  # villages in one tambon

_READY = Setting("demo.ready", "ข้อมูลตัวอย่างครบแล้ว", False, bool)


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPlace:
    """Where the demo has most to show: its province and its last finished fiscal year."""

    province: str
    fiscal_year: int


def prepare_demo(store: Store) -> DemoPlace:
    """Fill an empty file with the demo office; a finished demo stays as it is.

    Every step can be done again, so a demo that was interrupted is simply completed. Raises
    `ValidationFailed` when the file belongs to a real office.
    """
    this_year = fiscal_year(day_in_thailand(store.now()))
    settings = Settings(store)
    if not settings.get(_READY):
        _found(store)
        services = services_of(store)
        random = Random(_SEED)  # noqa: S311 - made-up figures, not secrets
        with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            _villages(services, random, Path(folder) / "villages.csv")
            villages = services.villages.in_area(PROVINCE)
            _governments(services, villages, Path(folder) / "governments.csv")
            _answers(services, random, villages, this_year, Path(folder) / "answers.csv")
            _outlines(services, Path(folder))
        _heads(services, random, {village.id: village.title for village in villages})
        _people(services)
        make_checklists(services, PROVINCE)
        make_plans(services, villages[0].tambon_code)
        make_waste(services, villages[0].tambon_code)
        settings.put(_READY, value=True)
    return DemoPlace(province=PROVINCE, fiscal_year=this_year - 1)


def _found(store: Store) -> None:
    offices = OfficeService(store)
    try:
        office = offices.get()
    except NotFound:
        offices.create(OFFICE_NAME, [PROVINCE], is_demo=True)
    else:
        if not office.is_demo:
            raise ValidationFailed(
                {
                    "office": f"โฟลเดอร์นี้เป็นข้อมูลจริงของ{office.name} จึงไม่ใส่ข้อมูลตัวอย่างให้ "
                    "กรุณาเลือกโฟลเดอร์อื่นด้วย --data-dir"
                }
            )
    AreaService(store).add_own(_tambon(Areas(invented_in=[PROVINCE])))


def _tambon(areas: Areas) -> list[Area]:
    amphoe = areas.children(PROVINCE)
    names = iter(tambon_names(len(amphoe) * _TAMBON_PER_AMPHOE))
    return [
        Area(code=f"{home.code}{number:02}", name=next(names), level=AreaLevel.TAMBON)
        for home in amphoe
        for number in range(1, _TAMBON_PER_AMPHOE + 1)
    ]


def _villages(services: Services, random: Random, file: Path) -> None:
    rows = []
    for amphoe in services.areas.children(PROVINCE):
        for tambon in services.areas.children(amphoe.code):
            for moo in range(1, random.choice(_VILLAGES) + 1):
                households = random.randrange(60, 320)
                people = round(households * random.uniform(2.4, 3.6))
                facts = (str(households), str(people), person_name(random))
                rows.append((f"{tambon.code}{moo:02}", village_name(random), *facts))
    header = ("รหัสหมู่บ้าน", "ชื่อหมู่บ้าน", "จำนวนครัวเรือน", "จำนวนประชากร", "ผู้ใหญ่บ้าน")
    write_csv(file, header, rows)
    VillageImporter(services.store, services.areas).run(file, replace=True)


def _governments(services: Services, villages: tuple[Village, ...], file: Path) -> None:
    """An อปท. in each tambon, a เทศบาล in the first of an amphoe; it reaches into the second.

    The last tambon of the province has none yet, so that the screens have a gap to show.
    """
    last = max(village.tambon_code for village in villages)
    rows = []
    for village in villages:
        code = village.tambon_code
        home = code if code[_AMPHOE:] != "02" or village.moo != 1 else f"{code[:_AMPHOE]}01"
        kind = "เทศบาลตำบล" if home.endswith("01") else "องค์การบริหารส่วนตำบล"
        name = f"{kind}{services.areas.get(home).name}"
        rows.append((village.code, "" if code == last else name))
    write_csv(file, ("รหัสหมู่บ้าน", "อปท."), rows)
    GovernmentImporter(services.store, services.areas).take(
        read_table(file), file.name, replace=True
    )


def _answers(
    services: Services, random: Random, villages: tuple[Village, ...], this_year: int, file: Path
) -> None:
    instrument = services.checklists.instrument(MOI_23)
    codes = [indicator.code for indicator in instrument.indicators]
    rows = []
    for back, index, indicator, passed in results(random, len(villages), codes):
        result = "ผ่าน" if passed else "ไม่ผ่าน"
        rows.append((villages[index].code, str(this_year - back), indicator, result))
    write_csv(file, ("รหัสหมู่บ้าน", "ปีงบประมาณ", "ตัวชี้วัด", "ผล"), rows)
    AnswerImporter(services.store, services.checklists, services.villages).run(
        file, instrument_id=instrument.id, replace=True
    )


def _outlines(services: Services, folder: Path) -> None:
    """Made-up boundaries, a file for each level, as an office gets them."""
    amphoe = services.areas.children(PROVINCE)
    tambons = [[one.code for one in services.areas.children(home.code)] for home in amphoe]
    rings = outlines([(home.code, of) for home, of in zip(amphoe, tambons, strict=True)])
    for level, length in CODE_LENGTHS.items():
        features = [
            {
                "type": "Feature",
                "properties": {f"{level.value}_code": code},
                "geometry": {"type": "Polygon", "coordinates": [ring]},
            }
            for code, ring in rings.items()
            if len(code) == length
        ]
        file = folder / f"{level.value}.geojson"
        whole = {"type": "FeatureCollection", "features": features}
        file.write_text(json.dumps(whole), encoding="utf-8")
        services.boundaries.load(file, SOURCE)


def _heads(services: Services, random: Random, titles: dict[int, str]) -> None:
    """Head every sheet, all in one operation: hundreds of them would take an old disk minutes."""
    instrument = services.checklists.instrument(MOI_23)
    heads = {}
    for year in services.checklists.years(instrument.id):
        first, last = fiscal_year_span(year)
        last = min(last, day_in_thailand(services.store.now()))
        for sheet in services.checklists.filled(
            PROVINCE, instrument.id, year, instrument.default_round
        ):
            heads[sheet.key] = SheetHead(
                assessed_on=first + timedelta(days=random.randrange((last - first).days + 1)),
                place=f"ศาลาประชาคม{titles[sheet.key.village_id]}",
                assessors=(person_name(random), person_name(random), person_name(random)),
                people_present=random.randrange(25, 90),
                version=sheet.head.version,
            )
    services.checklists.save_heads(heads)


def _people(services: Services) -> None:
    services.people.save_me("นางสาวตัวอย่าง ใจดี", "เจ้าพนักงานพัฒนาชุมชนชำนาญงาน")
    known = {signatory.uuid for signatory in services.signatories.all()}
    for signatory in _signatories():
        if signatory.uuid not in known:
            services.signatories.save(signatory)


def _signatories() -> list[Signatory]:
    return [
        Signatory(
            uuid=uuid5(place_uuid(PROVINCE), role.value),
            role=role,
            area_code=PROVINCE,
            name=name,
            position=position,
            acting=acting,
            acting_position=acting_position,
        )
        for role, name, position, acting, acting_position in (
            (
                Role.REPORTER,
                "นางสาวตัวอย่าง ใจดี",
                "เจ้าพนักงานพัฒนาชุมชนชำนาญงาน",
                Acting.OWN,
                "",
            ),
            (
                Role.CHECKER,
                "นายสาธิต ร่วมแรง",
                "นักวิชาการพัฒนาชุมชนชำนาญการพิเศษ",
                Acting.OWN,
                "",
            ),
            (
                Role.CERTIFIER,
                "นางจำลอง มีสุข",
                "นักวิชาการพัฒนาชุมชนชำนาญการพิเศษ",
                Acting.ACTING_FOR_POST,
                "พัฒนาการจังหวัดสงขลา",
            ),
        )
    ]
