"""The lines of a count in official order, each under the name that its place had last."""

import dataclasses
from collections.abc import Mapping

from sqlalchemy.orm import Session

from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import code_order
from cdd_desktop.waste.months.counting import Question
from cdd_desktop.waste.months.rolled import By, Rolled
from cdd_desktop.waste.months.unit_lines import (
    NO_GOVERNMENT,
    OF_PROVINCE,
    WHOLE_LABEL,
    WHOLE_OF_IT,
    UnitLine,
)
from cdd_desktop.waste.months.unit_reading import unit_lines_in
from cdd_desktop.waste.units import Scope

_AMPHOE_LENGTH = 4
_TAMBON_LENGTH = 6
_AFTER = "~"  # stands after every digit

Order = tuple[str | int, ...]


class LineNames:
    """Names the lines that a question was answered with."""

    def __init__(self, session: Session, areas: Areas, question: Question) -> None:
        self._session = session
        self._areas = areas
        self._question = question
        self._villages: dict[int, UnitLine] = {}
        self._governments: dict[int, tuple[int, UnitLine]] = {}
        self._unread = list(question.months)

    def rolled(self, found: Mapping[tuple[str, int | None], Rolled]) -> tuple[Rolled, ...]:
        """The lines in order, and by month; every line in every month where months stand alone."""
        question = self._question
        lines = {line for line, _ in found}
        if question.by is By.TOTAL:
            lines.add("")
        named = [self._named(line) for line in lines]
        at_all = range(len(question.months)) if question.by_month else (None,)
        return tuple(
            dataclasses.replace(
                found.get((key, at), name),
                code=name.code,
                name=name.name,
                unit=name.unit,
                is_whole=name.is_whole,
                month=None if at is None else question.months[at],
            )
            for _, key, name in sorted(named, key=lambda one: one[0])
            for at in at_all
        )

    def _named(self, line: str) -> tuple[Order, str, Rolled]:
        question = self._question
        if question.by is By.TOTAL:
            return (), line, Rolled(code=question.area_code, name=self._area_name())
        if question.by in {By.VILLAGE, By.GOVERNMENT}:
            return self._of_unit(line)
        area = self._areas.find(line)
        name = line if area is None else area.full_name
        if len(line) == _AMPHOE_LENGTH // 2:
            return (
                (line.ljust(_AMPHOE_LENGTH, _AFTER), 1),
                line,
                Rolled(code=line, name=OF_PROVINCE, is_whole=True),
            )
        if question.by is By.TAMBON and len(line) < _TAMBON_LENGTH:
            return (
                (line.ljust(_TAMBON_LENGTH, _AFTER), 1),
                line,
                Rolled(code=line, name=f"{WHOLE_LABEL} {name}", is_whole=True),
            )
        return (line, 0), line, Rolled(code=line, name=name)

    def _of_unit(self, line: str) -> tuple[Order, str, Rolled]:
        if not line:
            return (_AFTER, 1), line, Rolled(code="", name=NO_GOVERNMENT)
        number = int(line[1:])
        if line.startswith("v"):
            village = self._village(number)
            return (
                (village.amphoe_code, 0, *code_order(village.code)),
                line,
                Rolled(code=village.code, name=village.label, unit=village.unit),
            )
        place, government = self._government(number)
        is_whole = self._question.by is By.VILLAGE
        home = government.amphoe_code.ljust(_AMPHOE_LENGTH, _AFTER)
        return (
            (home, 1, "", place),
            line,
            Rolled(
                code=government.code,
                name=f"{government.name} {WHOLE_OF_IT}" if is_whole else government.name,
                unit=government.unit,
                is_whole=is_whole,
            ),
        )

    def _area_name(self) -> str:
        code = self._question.area_code
        if not self._question.is_village:
            area = self._areas.find(code)
            return code if area is None else area.full_name
        while not self._villages and self._learn_older():
            pass
        return next((village.label for village in self._villages.values()), code)

    def _village(self, number: int) -> UnitLine:
        while number not in self._villages and self._learn_older():
            pass
        return self._villages[number]

    def _government(self, number: int) -> tuple[int, UnitLine]:
        while number not in self._governments and self._learn_older():
            pass
        return self._governments[number]

    def _learn_older(self) -> bool:
        """Know the units of the newest month that is not looked at yet: few ended before it."""
        if not self._unread:
            return False
        month = self._unread.pop()
        for line in unit_lines_in(self._session, self._question.area_code, month):
            self._villages.setdefault(line.unit.village_id or 0, line)
        if self._question.by in {By.VILLAGE, By.GOVERNMENT}:
            for line in unit_lines_in(self._session, "", month, Scope.WHOLE):
                known = len(self._governments)
                self._governments.setdefault(line.unit.government_id or 0, (known, line))
        return True
