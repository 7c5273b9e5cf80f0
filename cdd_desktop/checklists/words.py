"""What sheets and answers are called, for lists that name them by their keys in the file."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from cdd_desktop.checklists.instruments import Round
from cdd_desktop.places.words import village_labels
from cdd_desktop.storage.rows import Key, chunks


def sheet_labels(session: Session, keys: Sequence[Key]) -> list[str]:
    """`ม.4 บ้านป่าขาด ปี 2569 รอบหลัง`, by the sheets' ids."""
    ids = sorted({key[0] for key in keys})
    heads: dict[int, tuple[int, str]] = {}
    connection = session.connection()
    for some in chunks(ids):
        marks = ", ".join("?" for _ in some)
        rows = connection.exec_driver_sql(
            f"SELECT id, village_id, fiscal_year, round FROM assessment WHERE id IN ({marks})",  # noqa: S608 - only marks
            tuple(some),
        )
        for id_, village, year, round_ in rows:
            known = round_ in [each.value for each in Round]
            called = f"รอบ{Round(round_).label}" if known else "รอบที่อ่านไม่ได้"
            heads[id_] = (village, f"ปี {year} {called}")
    labels = village_labels(session, {village for village, _ in heads.values()})
    told = []
    for key in keys:
        village, rest = heads.get(key[0], (0, f"แบบประเมินที่ {key[0]}"))
        told.append(f"{labels[village]} {rest}" if village in labels else rest)
    return told


def answer_labels(session: Session, keys: Sequence[Key]) -> list[str]:
    """The same with the indicator, by the answers' keys."""
    sheets = sheet_labels(session, [key[:1] for key in keys])
    return [f"{sheet} ข้อ {key[1]}" for sheet, key in zip(sheets, keys, strict=True)]
