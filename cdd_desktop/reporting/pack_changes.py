"""What of a pack was printed before, and which pages of it are to be taken out and put in."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from cdd_desktop.documents.model import (
    Block,
    Column,
    Heading,
    Paragraph,
    Row,
    Sheet,
    Table,
    Title,
)
from cdd_desktop.reporting.pack_making import Composed
from cdd_desktop.thai.calendar import day_in_thailand, thai_date

_SHEET = "รายการเปลี่ยนหน้าเอกสาร"


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedPart:
    """A part as it lies before its reader: `first` is the number printed on its first page."""

    key: str
    title: str
    digest: str
    first: int
    pages: int

    @property
    def told(self) -> str:
        """`5` or `5-7`."""
        return _range(self.first, self.pages)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackIssue:
    """A pack that left the office."""

    issued_at: datetime
    total: int
    parts: tuple[IssuedPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """Pages to take out and to put in; empty where there are none."""

    title: str
    out: str
    into: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """Pages that say the same under a number which the pack no longer has there."""

    title: str
    printed: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackChanges:
    """`keys` of the parts to print again; `left` are those that stay as they were printed."""

    swaps: tuple[Swap, ...]
    moved: tuple[Moved, ...]
    keys: frozenset[str]
    total_before: int
    total: int


def changes_since(before: PackIssue, now: Composed) -> PackChanges:
    """A part is printed again when it says something else or takes another number of pages.

    One whose pages only moved is not: a change on page 5 would else print all that follows. Its
    numbers are listed instead.
    """
    printed = {part.key: part for part in before.parts}
    swaps: list[Swap] = []
    moved: list[Moved] = []
    keys: set[str] = set()
    for one in now.placed:
        old = printed.pop(one.key, None)
        into = _range(one.first, one.length)
        if old is None or (old.digest, old.pages) != (one.read.digest, one.length):
            swaps.append(Swap(title=one.title, out=old.told if old else "", into=into))
            keys.add(one.key)
        elif old.first != one.first:
            moved.append(Moved(title=one.title, printed=old.told, now=into))
    swaps += [Swap(title=gone.title, out=gone.told, into="") for gone in printed.values()]
    return PackChanges(
        swaps=tuple(swaps),
        moved=tuple(moved),
        keys=frozenset(keys),
        total_before=before.total,
        total=now.total,
    )


def issued_parts(now: Composed, kept: PackIssue | None, printed: PackChanges | None) -> str:
    """What is remembered of a pack, as JSON. Of one whose changed parts alone were printed, the
    others bear the numbers they were printed with."""
    old = {} if kept is None else {part.key: part.first for part in kept.parts}
    parts = [
        IssuedPart(
            key=one.key,
            title=one.title,
            digest=one.read.digest,
            first=one.first if printed is None or one.key in printed.keys else old[one.key],
            pages=one.length,
        )
        for one in now.placed
    ]
    told = {"total": now.total, "parts": [asdict(part) for part in parts]}
    return json.dumps(told, ensure_ascii=False)


def issue_from(issued_at: datetime, parts: str) -> PackIssue | None:
    """What was remembered; None where it is damaged: the pack is then made whole again."""
    try:
        told = json.loads(parts)
        return PackIssue(
            issued_at=issued_at,
            total=int(told["total"]),
            parts=tuple(
                IssuedPart(
                    key=str(part["key"]),
                    title=str(part["title"]),
                    digest=str(part["digest"]),
                    first=int(part["first"]),
                    pages=int(part["pages"]),
                )
                for part in told["parts"]
            ),
        )
    except (KeyError, TypeError, ValueError, RecursionError, OverflowError):
        return None


def change_sheet(
    changes: PackChanges, name: str, lines: Sequence[str], before: PackIssue, subject: str
) -> Sheet:
    """The sheet that goes with the changed pages."""
    day = thai_date(day_in_thailand(before.issued_at))
    blocks: list[Block] = [
        Title(text=_SHEET, lines=(name, *lines, f"เทียบกับฉบับที่ทำเมื่อวันที่ {day}")),
        Table(
            columns=(
                Column(heading="เรื่อง", weight=4),
                Column(heading="ถอดหน้า"),
                Column(heading="ใส่หน้า"),
            ),
            rows=tuple(
                Row(values=(swap.title, swap.out or "ไม่มี (เพิ่มใหม่)", swap.into or "ไม่มี (นำออก)"))
                for swap in changes.swaps
            ),
            name=_SHEET,
        ),
    ]
    if changes.total != changes.total_before:
        told = (
            f"จำนวนหน้าทั้งชุดเปลี่ยนจาก {changes.total_before} เป็น {changes.total} หน้า "
            f"หน้าที่ไม่ได้เปลี่ยนยังพิมพ์ว่า “จาก {changes.total_before}” ใช้ต่อได้"
        )
        blocks.append(Paragraph(text=told))
    if changes.moved:
        blocks += [
            Heading(text="เลขหน้าเลื่อน เนื้อหาเหมือนเดิม ไม่ต้องเปลี่ยน"),
            Table(
                columns=(
                    Column(heading="เรื่อง", weight=4),
                    Column(heading="เลขที่พิมพ์ไว้"),
                    Column(heading="ในสารบัญใหม่"),
                ),
                rows=tuple(Row(values=(one.title, one.printed, one.now)) for one in changes.moved),
            ),
        ]
    return Sheet(name=_SHEET, subject=subject, blocks=tuple(blocks))


def _range(first: int, pages: int) -> str:
    return str(first) if pages == 1 else f"{first}-{first + pages - 1}"
