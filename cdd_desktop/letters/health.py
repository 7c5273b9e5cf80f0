"""Whether the office's letters, and the pictures in them, can be read."""

from collections.abc import Iterator

from sqlalchemy import select

from cdd_desktop.letters.keeping import image_of, is_legible
from cdd_desktop.letters.records import LetterKind
from cdd_desktop.letters.tables import LetterPictureRow, LetterRow
from cdd_desktop.storage.health import Check, Finding, Look, Room, TableWords, finding

_TITLE = "หนังสือราชการ"
_KINDS = ", ".join(f"'{kind.value}'" for kind in LetterKind)
_AT_ONCE = 20  # images are large


def _texts(look: Look) -> Iterator[Finding]:
    """Letters that cannot be opened."""
    rows = look.session.scalars(select(LetterRow).order_by(LetterRow.id))
    yield from finding(
        [row.subject for row in rows if not is_legible(row)],
        room=_TITLE,
        what="เปิดอ่านไม่ได้",
        unit="ฉบับ",
        remedy="กรุณากู้คืนจากไฟล์สำรองที่ยังดีอยู่ ฉบับอื่นยังใช้ได้",
    )


def _pictures(look: Look) -> Iterator[Finding]:
    """Images that are not those which were kept."""
    rows = look.session.execute(
        select(LetterPictureRow, LetterRow.subject)
        .outerjoin(LetterRow, LetterRow.id == LetterPictureRow.letter_id)
        .order_by(LetterPictureRow.id)
        .execution_options(yield_per=_AT_ONCE)
    )
    wrong = []
    for row, subject in rows:
        look.progress.check_cancelled()
        if image_of(row) is None:
            wrong.append(f"ภาพที่ {row.place} ของ {subject}" if row.letter_id else "ตราครุฑ")
    yield from finding(
        wrong,
        room=_TITLE,
        what="ภาพที่เก็บไว้เสียหาย",
        unit="ภาพ",
        remedy="กรุณาเลือกตราครุฑใหม่ในหน้าตั้งค่า ภาพในหนังสือกรุณากู้คืนจากไฟล์สำรองที่ยังดีอยู่",
    )


ROOM = Room(
    title=_TITLE,
    tables={
        "letter": TableWords(
            label="หนังสือราชการ",
            columns={"subject": "เรื่อง", "number": "ที่", "dated": "ลงวันที่"},
        ),
        "letter_template": TableWords(
            label="แบบหนังสือของสำนักงาน",
            columns={"kind": "ชนิด", "subject": "เรื่อง"},
            values={kind.value: kind.label for kind in LetterKind},
            illegible=f"kind NOT IN ({_KINDS})",
            is_removable=True,
        ),
        "letter_picture": TableWords(label="ภาพในหนังสือราชการ", columns={"caption": "คำบรรยาย"}),
    },
    checks=(
        Check(title="ตรวจหนังสือราชการ", look=_texts),
        Check(title="ตรวจภาพในหนังสือราชการ", look=_pictures),
    ),
)
