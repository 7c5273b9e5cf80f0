"""The history of a pack in office words."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from cdd_desktop.errors import NotFound
from cdd_desktop.gui.pages.change_words import Fields, from_to
from cdd_desktop.gui.pages.history_subject import Records, Subject
from cdd_desktop.letters.records import LetterKind
from cdd_desktop.reporting.catalogue import report_named
from cdd_desktop.reporting.pack_text import PackRejected, pack_from
from cdd_desktop.reporting.packs import Pack, PackItem
from cdd_desktop.storage.operations import ChangeKind

if TYPE_CHECKING:
    from cdd_desktop.storage.operations import FieldChange
    from cdd_desktop.storage.rows import Key

_PACK: Fields = {"name": ("ชื่อชุด", str)}


def pack_subject(pack: Pack) -> Subject:
    """The pack in hand."""

    def words(_rest: "Key", change: "FieldChange") -> str:
        return _words(pack, change)

    return Subject(
        title=pack.name,
        records=(Records(table="pack", owner="pack", identity=pack.uuid, words=words),),
        said="บันทึกชุดเอกสาร",
    )


def _words(pack: Pack, change: "FieldChange") -> str:
    match change.kind:
        case ChangeKind.BORN:
            return "เก็บเป็นชุดของสำนักงาน"
        case ChangeKind.REMOVED:
            return "ลบ"
        case ChangeKind.RETURNED:
            return "นำกลับมา"
        case ChangeKind.CHANGED:
            if change.field != "contents":
                return from_to(_PACK, change)
    try:
        old, new = (pack_from(pack.uuid, pack.name, text, 0) for text in (change.old, change.new))
    except PackRejected:  # of a newer program
        return "แก้ชุดเอกสาร"
    return " · ".join(_differences(old, new))


def _differences(old: Pack, new: Pack) -> Iterator[str]:
    added, removed = _more(new.items, old.items), _more(old.items, new.items)
    if added:
        yield f"เพิ่ม {added}"
    if removed:
        yield f"นำออก {removed}"
    if old.items != new.items and not added and not removed:
        is_order = Counter(old.items) == Counter(new.items)
        yield "เรียงลำดับใหม่" if is_order else "แก้ตัวเลือกของเอกสารในชุด"
    if old.cover != new.cover:
        yield "เปลี่ยนใบปะหน้า" if new.cover else "ไม่มีใบปะหน้า"
    if old.with_contents != new.with_contents:
        yield "มีสารบัญ" if new.with_contents else "ไม่มีสารบัญ"
    if old.addressees != new.addressees:
        yield f"ผู้รับ: {new.addressees.kind.label}"
    if old.digits is not new.digits:
        yield "เปลี่ยนแบบตัวเลข"


def _title(item: PackItem) -> str:
    if item.heading:
        return item.heading
    if item.letter:
        is_kind = item.letter in set(LetterKind)
        return LetterKind(item.letter).label if is_kind else "หนังสือที่เขียนไว้"
    try:
        return report_named(item.report).title
    except NotFound:
        return item.report


def _more(items: Sequence[PackItem], others: Sequence[PackItem]) -> str:
    """What there is more of than among the others; another heading or option is no other part."""
    titles = {_source(item): _title(item) for item in items}
    more = Counter(map(_source, items)) - Counter(map(_source, others))
    return " ".join(f"“{titles[source]}”" for source in more.elements())


def _source(item: PackItem) -> tuple[str, str]:
    return item.report, item.letter
