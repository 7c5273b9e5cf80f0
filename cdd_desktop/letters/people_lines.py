"""Lists of people as they are typed: one to a line, ชื่อ | ตำแหน่ง."""

from collections.abc import Iterator
from dataclasses import dataclass

from cdd_desktop.documents.model import Beside, Block, Paragraph

_NAME_SHARE = 0.58


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPerson:
    """A name and what stands beside it: a position, a duty, an address."""

    name: str
    beside: str


def people_in(text: str) -> tuple[NamedPerson, ...]:
    """The people of a list; a line without | has only a name."""
    found = []
    for line in text.split("\n"):
        name, _, beside = line.partition("|")
        if name.strip() or beside.strip():
            found.append(NamedPerson(name=name.strip(), beside=beside.strip()))
    return tuple(found)


def people_blocks(text: str) -> Iterator[Block]:
    """The list, numbered, positions in a column of their own."""
    for number, person in enumerate(people_in(text), 1):
        told = Paragraph(text=f"{number}. {person.name}")
        if person.beside:
            beside = (Paragraph(text=person.beside),)
            yield Beside(left=(told,), right=beside, left_share=_NAME_SHARE)
        else:
            yield told
