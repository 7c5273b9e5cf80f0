"""What a boundary is, and what became of a file of them."""

from dataclasses import dataclass

from cdd_desktop.places.records import Area, AreaLevel

Point = tuple[float, float]  # longitude and latitude in degrees (WGS 84)
Ring = tuple[Point, ...]

LEVELS = (AreaLevel.AMPHOE, AreaLevel.TAMBON)
CODE_LENGTHS = {AreaLevel.AMPHOE: 4, AreaLevel.TAMBON: 6}
SOURCE_MAX = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Boundary:
    """The outline of an amphoe or tambon: closed rings, holes among them (even-odd).

    `name` is what the file called it; `source`, who the boundaries are from, goes on paper.
    """

    code: str
    name: str
    rings: tuple[Ring, ...]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundarySet:
    """The boundaries of one level that are loaded, of how many areas the office has."""

    level: AreaLevel
    count: int
    areas: int
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmatched:
    """A feature of the file that no area got: where it stands, from 1, what it is called, why."""

    number: int
    name: str
    why: str

    def __str__(self) -> str:
        called = f" “{self.name}”" if self.name else ""
        return f"รายการที่ {self.number:,}{called}: {self.why}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadReport:
    """What loading a file did, or would do.

    `features` counts the file's; each is matched, of another province (`elsewhere`), or one of
    `unmatched`. `matched` counts areas: several features may be pieces of one. `doubtful` are
    areas whose name in the file is another than the register's. `missing` are areas of the
    office that still have no boundary. `operation` is the one to undo it by.
    """

    level: AreaLevel
    features: int
    matched: int
    elsewhere: int
    unmatched: tuple[Unmatched, ...]
    doubtful: tuple[str, ...]
    missing: tuple[Area, ...]
    operation: int | None = None


def source_problems(source: str) -> dict[str, str]:
    """What is wrong with who boundaries are said to be from, by field."""
    if not source:
        return {"source": "กรุณาใส่ที่มาของแนวเขต เช่น กรมการปกครอง พ.ศ. 2566 เพราะต้องพิมพ์ไว้ใต้แผนที่"}
    if len(source) > SOURCE_MAX:
        return {"source": f"ที่มายาวเกิน {SOURCE_MAX} ตัวอักษร กรุณาย่อให้สั้นลง"}
    return {}
