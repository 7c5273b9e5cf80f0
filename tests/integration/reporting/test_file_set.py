"""A folder of files, of which some turn out to have nothing to show."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cdd_desktop.progress import Progress, Silent
from cdd_desktop.reporting.batch_order import Part
from cdd_desktop.reporting.file_set import Begun, make_files

PARTS = [
    Part(code=code, place="ม.1 บ้านเกาะ ตำบลนาโหนด", file=f"{code}.txt")
    for code in ("93010901", "93021101")
]


@dataclass(frozen=True)
class Order:
    folder: Path
    key: str = "k"

    @property
    def said(self) -> Mapping[str, object]:
        return {}


def begun(part: Part) -> Begun:
    def draw(out: Path, _: Progress) -> int:
        out.write_text(part.code, encoding="utf-8")
        return 1

    return Begun(content=part.code, draw=draw, record=lambda: None)


def test_of_two_places_with_one_name_only_the_empty_one_leaves_its_file(tmp_path: Path) -> None:
    order = Order(tmp_path / "ชุด")
    make_files(order, PARTS, begun, Silent())
    empty, full = PARTS
    again = make_files(order, PARTS, lambda part: begun(part) if part is full else None, Silent())
    assert (again.made, again.kept, again.empty) == (0, 1, (empty.place,))
    assert again.left == (empty.file,)
