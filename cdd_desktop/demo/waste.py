"""The demo's community waste: months of villages and อปท., wet-waste bins, a bank, a community.

Everything goes in through the services. The first tambon keeps its bins by household, its district
tells every month since the last finished fiscal year began, the others the newest months only.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from uuid import UUID, uuid5

from cdd_desktop.bootstrap import Services
from cdd_desktop.demo.names import person_name
from cdd_desktop.demo.waste_bank import make_bank
from cdd_desktop.households.records import Household
from cdd_desktop.places.records import PlaceRef, Village, place_uuid
from cdd_desktop.thai.calendar import day_in_thailand, fiscal_year, fiscal_year_span
from cdd_desktop.thai.months import last_day, last_month, month_of, months_between
from cdd_desktop.waste.bins.records import Bin, BinCount, HouseholdBin
from cdd_desktop.waste.community.records import Event, Group, Rule
from cdd_desktop.waste.months.records import Basis, Fate, Figure, MonthRecord
from cdd_desktop.waste.units import Unit

_SEED = 2569
_NEWEST = 3  # months that every district tells
_HOUSEHOLDS = 45  # in the register of each village of the first tambon
_KILO = 1_000  # grams
# item, stream, and the kilograms that a village of the demo usually has in a month
_USUAL = (
    ("organic", "organic", 1_900),
    ("recyclable-paper", "recyclable", 160),
    ("recyclable-plastic", "recyclable", 210),
    ("recyclable-glass", "recyclable", 140),
    ("recyclable-metal", "recyclable", 60),
    ("general", "general", 1_300),
    ("hazardous-lamp", "hazardous", 3),
    ("hazardous-battery", "hazardous", 4),
)
# item and a usual count
_COUNTS = (("households-taking-part", 70), ("hazard-points", 1), ("volunteers", 25))
_FATES = (
    ("organic", "composted", 60),
    ("organic", "fed", 40),
    ("recyclable", "sold", 90),
    ("recyclable", "reused", 10),
    ("general", "collected", 100),
)
_RULES = (
    ("1", "ทุกครัวเรือนที่มีพื้นที่จัดทำถังขยะเปียก ลดโลกร้อน และใช้เป็นประจำ", None),
    ("2", "ห้ามทิ้งขยะหรือสิ่งปฏิกูลในที่สาธารณะ", 500_00),
    ("3", "นำขยะอันตรายไปทิ้งที่จุดรวบรวมของหมู่บ้านเท่านั้น", None),
)


def make_waste(services: Services, tambon: str) -> None:
    """Fill in what the screens and sheets of waste show."""
    demo = _DemoWaste(services, tambon)
    demo.bins()
    demo.months()
    demo.close()
    demo.community()
    make_bank(services, demo.villages[0], demo.bank_from)


class _DemoWaste:
    """Identities are made from words, so that an interrupted demo is completed, not made twice."""

    def __init__(self, services: Services, tambon: str) -> None:
        self._services = services
        self._tambon = tambon
        today = day_in_thailand(services.store.now())
        self.first_day, _ = fiscal_year_span(fiscal_year(today) - 1)
        self._months = months_between(self.first_day, last_month(month_of(today)))
        self.bank_from = self._months[-_NEWEST - 1]
        self._random = Random(_SEED)  # noqa: S311 - made-up figures, not secrets
        self.villages = services.villages.in_area(tambon)

    def _uuid(self, *words: object) -> UUID:
        return uuid5(place_uuid(self._tambon), " ".join(map(str, ("demo waste", *words))))

    def bins(self) -> None:
        """A register of households in each village of the tambon."""
        for village in self.villages:
            pairs = [self._household(village, number) for number in range(1, _HOUSEHOLDS + 1)]
            if self._services.bins.register(village.id):
                continue
            summary = f"ทะเบียนถังขยะเปียก {village.title}"
            self._services.bins.save_many(pairs, summary=summary)
            self._services.bins.mark_whole(village.id, self._months[0])

    def _household(self, village: Village, number: int) -> HouseholdBin:
        random = self._random
        number += 100 * (village.moo or 0)  # no house of a tambon has the number of another
        household = Household(
            uuid=self._uuid("household", village.code, number),
            village_id=village.id,
            house_no=f"{number}/{random.randrange(1, 9)}" if number % 7 == 0 else str(number),
            head=person_name(random),
            people=random.randrange(1, 7),
        )
        has_space = random.random() < 0.85  # noqa: PLR2004 - shares of a made-up village
        installed = self.first_day + timedelta(days=random.randrange(-300, 330))
        is_made = has_space and random.random() < 0.8  # noqa: PLR2004
        return HouseholdBin(
            household=household,
            bin=Bin(
                household=household.uuid,
                has_space=has_space,
                installed_on=installed if is_made else None,
                is_proper=random.random() < 0.9 if is_made else None,  # noqa: PLR2004
                is_regular=random.random() < 0.8 if is_made else None,  # noqa: PLR2004
                inspected_on=installed + timedelta(days=30) if is_made else None,
                inspector="อถล." if is_made else "",
            ),
        )

    def months(self) -> None:
        """The records of villages, and of an อปท. that weighs its general waste as a whole."""
        newest = set(self._months[-_NEWEST:])
        province = self._tambon[:2]
        held = {
            (record.unit, record.month)
            for record in self._services.months.records(province, self._months)
        }
        records = [
            record
            for village in self._services.villages.in_area(province)
            for place, month in enumerate(self._months)
            if month in newest or village.code.startswith(self._tambon[:4])
            for record in self._record(village, month, place)
            if (record.unit, month) not in held
        ]
        if records:
            self._services.months.save_many(records, summary="บันทึกขยะประจำเดือน")
        self._totals(self._months[-2:])

    def _record(self, village: Village, month: date, place: int) -> Iterator[MonthRecord]:
        random = self._random
        size = random.uniform(0.6, 1.5) * (0.9 + 0.02 * place)
        guessed = random.choice((Basis.AGGREGATE, Basis.AGGREGATE, Basis.ESTIMATE))
        figures = [
            Figure(
                item=item,
                stream=stream,
                basis=guessed if item == "organic" else Basis.AGGREGATE,
                amount=round(usual * size * random.uniform(0.8, 1.2) * 2) * _KILO // 2,
            )
            for item, stream, usual in _USUAL
        ]
        figures += [
            Figure(
                item=item, stream=item, basis=Basis.AGGREGATE, amount=round(usual * size) * 1_000
            )
            for item, usual in _COUNTS
        ]
        stopped = village.moo == 4 and month > self._months[-_NEWEST]  # noqa: PLR2004
        if stopped:
            return
        weighed = {"organic": 0, "recyclable": 0, "general": 0}
        for figure in figures:
            if figure.stream in weighed:
                weighed[figure.stream] += figure.amount
        yield MonthRecord(
            uuid=self._uuid("month", village.code, month),
            unit=Unit(village_id=village.id),
            month=month,
            reported_on=last_day(month),
            reporter="ผู้ใหญ่บ้าน",
            figures=tuple(figures),
            fates=tuple(
                Fate(stream=stream, fate=fate, amount=weighed[stream] * percent // 100)
                for stream, fate, percent in _FATES
            ),
        )

    def _totals(self, months: Sequence[date]) -> None:
        """Bins of villages that have no register, in total."""
        for line in self._services.months.units(self._tambon[:4], months[-1]):
            if line.tambon_code == self._tambon:
                continue
            for place, month in enumerate(months):
                if self._services.bins.typed(line.unit, month) is not None:
                    continue
                households = 80 + len(line.name)
                made = households // 2 + 3 * place
                count = BinCount(
                    basis=Basis.AGGREGATE,
                    households=households,
                    with_space=households - 12,
                    without_space=12,
                    installed=made,
                    added=3,
                    proper=made - 6,
                    regular=made - 9,
                    both=made - 11,
                    people_installed=made * 3,
                    people_both=(made - 11) * 3,
                )
                self._services.bins.save_typed(line.unit, month, count)

    def close(self) -> None:
        """The district closed all months but the newest; one figure was put right afterwards."""
        amphoe = self._tambon[:4]
        months = self._months[:-1]
        closed = {one.month for one in self._services.months.closings(amphoe, months)}
        for month in months:
            if month not in closed:
                self._services.months.close(amphoe, month)
        unit, corrected = Unit(village_id=self.villages[1].id), months[-1]
        if not self._services.months.corrections(amphoe, (corrected,)):
            self._services.months.change(
                unit,
                corrected,
                "hazardous-lamp",
                Basis.AGGREGATE,
                12 * _KILO,
                reason="ชั่งหลอดไฟรอบที่สองหลังปิดเดือน",
            )

    def community(self) -> None:
        """Rules of a village, a fund and the year's campaign."""
        place = PlaceRef(village_id=self.villages[0].id)
        service = self._services.community
        if service.rules(self.villages[0].code):
            return
        for number, text, fine in _RULES:
            service.save_rule(
                Rule(
                    uuid=self._uuid("rule", number),
                    place=place,
                    section="ความสะอาดและการจัดการขยะ",
                    number=number,
                    text=text,
                    fine=fine,
                    instead="บำเพ็ญประโยชน์" if fine else "",
                    adopted_on=self.first_day,
                    effective_from=self.first_day + timedelta(days=15),
                )
            )
        fund = Group(
            uuid=self._uuid("fund"),
            place=place,
            kind="fund",
            name="กองทุนขยะบุญ",
            founded_on=self.first_day,
            members=48,
            chair=person_name(self._random),
        )
        service.save_group(fund)
        service.put_in(fund.uuid, self.first_day + timedelta(days=40), 2_500_00, "ขายขยะรีไซเคิล")
        service.take_out(fund.uuid, self.first_day + timedelta(days=90), 400_00, "เยี่ยมผู้ป่วยติดเตียง")
        service.save_event(
            Event(
                uuid=self._uuid("event"),
                place=PlaceRef(area_code=self._tambon),
                kind="big-cleaning",
                name="วันทำความสะอาดรับปีใหม่",
                held_on=self.first_day + timedelta(days=80),
                agency="ที่ทำการปกครองอำเภอ",
                planned=120,
                attended=134,
                spent=6_000_00,
                result="เก็บขยะสองข้างทาง 3 กิโลเมตร",
            )
        )
