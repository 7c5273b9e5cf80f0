"""What comparing over years, rounds and areas gives."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from cdd_desktop.checklists.comparing.comparable import Comparison
from cdd_desktop.checklists.instruments import Indicator, Instrument, Level, Round
from cdd_desktop.checklists.measured.records import Figures, FiguresOfArea
from cdd_desktop.checklists.target_lists.records import Role

NO_LEVEL = "ยังไม่มีระดับ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """Answers of some fiscal years (Buddhist, the oldest first) in the words of one version.

    `versions`: those that each year's sheets were begun with, of years too that no crosswalk leads
    from and that are not among `years`. `parts`: codes of parts that have
    answers, in official order.
    """

    years: tuple[int, ...]
    comparison: Comparison
    versions: Mapping[int, tuple[str, ...]]
    parts: tuple[str, ...]
    figures: FiguresOfArea

    def of(self, year: int, code: str, part: str = "") -> Figures:
        """One year's answers to an indicator of the newest version; `part` "" the whole area."""
        return self.figures.of_part(year_part(year, part), code)


def year_part(year: int, part: str = "") -> str:
    """Under which a year of a part stands in `Trend.figures`."""
    return f"{year}/{part}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A fiscal year (Buddhist) and a round of it."""

    fiscal_year: int
    round: Round

    @property
    def label(self) -> str:
        """`ปี 2569 หลัง`."""
        return f"ปี {self.fiscal_year} {self.round.label}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedVillage:
    """A village and the titles of its levels at two moments; "" where it had none."""

    village_id: int
    code: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """Levels of the same villages at two moments.

    `levels`: titles of levels from the worst to the best; those that only an older version had
    stand first and have no rank beside the others.
    """

    instrument: Instrument
    before: Moment
    after: Moment
    levels: tuple[str, ...]
    villages: tuple[MovedVillage, ...]

    def cell(self, before: str, after: str) -> tuple[MovedVillage, ...]:
        """The villages that went from a level to a level; "" is none."""
        return tuple(one for one in self.villages if (one.before, one.after) == (before, after))

    def direction(self, village: MovedVillage) -> int:
        """1 up, -1 down, 0 unchanged or not to be told."""
        order = [level.title for level in self.instrument.levels]
        if village.before not in order or village.after not in order:
            return 0
        rise = order.index(village.after) - order.index(village.before)
        return (rise > 0) - (rise < 0)

    @property
    def known(self) -> tuple[MovedVillage, ...]:
        """Those with a level at both moments."""
        return tuple(one for one in self.villages if one.before and one.after)


@dataclass(frozen=True, slots=True, kw_only=True)
class NearVillage:
    """A finished sheet that `to_next` further passes raise to `next_level`; `codes` would count,
    ตัวชี้วัดหลัก (`main`) among them."""

    village_id: int
    code: str
    label: str
    instrument: Instrument
    passed: int
    level: Level
    next_level: Level
    to_next: int
    codes: tuple[str, ...]
    main: tuple[str, ...]

    @property
    def wanted(self) -> tuple[Indicator, ...]:
        """The indicators that would count."""
        return tuple(self.instrument.indicator(code) for code in self.codes)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredVillage:
    """A village of a year's list of targets with what became of it.

    Levels are by title, "" where there is none; `gvh_before` and `gvh_after` a level's title or a
    mean score.
    """

    village_id: int
    code: str
    moo: int | None
    name: str
    fiscal_year: int
    role: Role
    satang: int | None
    developer: str
    before: str = ""
    after: str = ""
    gvh_before: str = ""
    gvh_after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedArea:
    """An area's answers beside those of the areas it lies in, and of its parts.

    `wider`: codes of the areas around it, the narrowest first; `parts` empty for a village.
    """

    area_code: str
    instrument: Instrument
    figures: Mapping[str, FiguresOfArea]
    wider: tuple[str, ...]
    parts: tuple[tuple[str, str], ...]  # codes and names, in official order
    of_parts: FiguresOfArea

    def of(self, area_code: str, code: str) -> Figures:
        """One area's answers to an indicator."""
        return self.figures[area_code].of_all(code)


def difference(ours: Decimal | None, theirs: Decimal | None) -> Decimal | None:
    """By how much ours is higher; None where one is not known."""
    return None if ours is None or theirs is None else ours - theirs


def codes_told(indicators: Sequence[Indicator]) -> str:
    """`1.2, 3.4`."""
    return ", ".join(one.code for one in indicators)
