"""A letter with what its form needs beside it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cdd_desktop.letters.records import Letter
from cdd_desktop.letters.templates import Template
from cdd_desktop.people.records import Signatory

if TYPE_CHECKING:  # brings SQLAlchemy, which may load only after the first paint
    from cdd_desktop.bootstrap import Services


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """`about` says whose figures it tells; `fields` are the names that its texts may use."""

    letter: Letter
    template: Template
    about: str
    fields: tuple[str, ...]
    signatories: tuple[Signatory, ...]


def opened(services: "Services", letter: Letter) -> Opened:
    """Read what the form needs; on the worker thread."""
    area = services.areas.find(letter.area_code)
    where = services.areas.label(letter.area_code) if area else letter.area_code
    return Opened(
        letter=letter,
        template=services.letters.template(letter.kind),
        about=f"ตัวเลขของ{where} ปีงบประมาณ {letter.fiscal_year}",
        fields=services.letters.fields(letter),
        signatories=services.signatories.all(),
    )
