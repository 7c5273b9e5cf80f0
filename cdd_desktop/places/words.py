"""What places are called, for lists that name them by their numbers in the file."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from cdd_desktop.storage.rows import chunks


def village_labels(session: Session, ids: Iterable[int]) -> dict[int, str]:
    """`ม.4 บ้านป่าขาด (90010104)` under the last name each has; plain SQL, for damaged rows."""
    labels = {}
    for some in chunks(sorted(set(ids))):
        marks = ", ".join("?" for _ in some)
        rows = session.connection().exec_driver_sql(
            "SELECT village_id, code, moo, name FROM village_name "  # noqa: S608 - only marks
            f"WHERE village_id IN ({marks}) ORDER BY id",
            tuple(some),
        )
        for id_, code, moo, name in rows:
            labels[id_] = f"ม.{moo} {name} ({code})" if moo is not None else f"{name} ({code})"
    return labels
