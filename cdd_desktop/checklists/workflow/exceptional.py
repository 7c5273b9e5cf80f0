"""What to look at before sheets are moved together: each with its reason in plain words."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from cdd_desktop.checklists.copies import revisions
from cdd_desktop.checklists.grading import UNCHECKED_BASIS, MainRule
from cdd_desktop.checklists.instruments import Instrument
from cdd_desktop.checklists.words import sheet_labels
from cdd_desktop.checklists.workflow.records import (
    Doubtful,
    Exceptional,
    Exceptions,
    RoundOf,
    StageLine,
    Way,
)
from cdd_desktop.checklists.workflow.rows import OpenDoubts, lines_of


def exceptions_in(
    session: Session,
    newest: Instrument,
    round_: RoundOf,
    way: Way,
    rows: Sequence[Mapping[Any, Any]],
    to: str,
    open_doubts: OpenDoubts,
) -> Exceptions:
    """The exceptions among sheets (rows whole) that are to go on to a step, the gravest first."""
    doubts = open_doubts(session, [row["id"] for row in rows])
    counts = {row["uuid"]: doubts.get(row["id"], 0) for row in rows}
    lines = lines_of(session, list(counts), newest, round_, way)
    found = [
        Exceptional(sheet=line.sheet, label=f"{line.label} ({line.code})", why=why, text=text)
        for line in lines
        if line.sheet is not None
        for why, text in _of_line(line, way, to, counts[line.sheet])
    ]
    standing = {line.sheet for line in lines}
    closed = {row["id"]: row["uuid"] for row in rows if row["uuid"] not in standing}
    labels = sheet_labels(session, [(id_,) for id_ in closed]) if closed else []
    found += [
        Exceptional(
            sheet=uuid, label=label, why=Doubtful.CLOSED, text="หมู่บ้านนี้ยุบเลิกแล้ว กรุณาไม่เลือกหมู่บ้านนี้"
        )
        for uuid, label in zip(closed.values(), labels, strict=True)
    ]
    order = list(Doubtful)
    found.sort(key=lambda each: order.index(each.why))
    return Exceptions(
        sheets=len(rows), lines=tuple(found), notes=tuple(_notes(session, newest, rows))
    )


def _of_line(line: StageLine, way: Way, to: str, doubts: int) -> Iterator[tuple[Doubtful, str]]:
    if way.rank(line.stage) >= way.rank(to):
        yield Doubtful.WRONG_WAY, f"อยู่ขั้น “{way.at(line.stage).name}” แล้ว"
        return  # it does not move, so there is nothing else to look at
    if not line.is_complete:
        left = line.total - line.answered
        told = f"ยังไม่ได้ตอบอีก {left} ข้อ" if line.total else "แบบประเมินยังไม่มีตัวชี้วัด"
        yield Doubtful.INCOMPLETE, told
    if line.change:
        why = Doubtful.LEVEL_ROSE if line.change > 0 else Doubtful.LEVEL_FELL
        yield why, f"ปีก่อน {line.before} → ปีนี้ {line.level}"
    if line.since is not None and line.proposed != line.level:
        now = line.level or "ยังไม่มีระดับ"
        yield Doubtful.CHANGED_SINCE, f"เสนอไว้ {line.proposed or 'ยังไม่มีระดับ'} → ขณะนี้ {now}"
    if doubts:
        yield Doubtful.OPEN_DOUBTS, f"ยังไม่ยืนยัน {doubts} เรื่อง"
    skipped = way.skipped(line.stage, to)
    if skipped:
        yield Doubtful.SKIPPED_STEP, "ข้าม " + ", ".join(f"“{step.name}”" for step in skipped)
    if line.is_returned:
        yield Doubtful.RETURNED, line.reason
    if not line.in_base:
        yield Doubtful.NOT_TARGET, "ไม่อยู่ในบัญชีหมู่บ้านเป้าหมายของปี จึงไม่นับในความก้าวหน้า"


def _notes(
    session: Session, newest: Instrument, rows: Sequence[Mapping[Any, Any]]
) -> Iterator[str]:
    if not newest.is_verified:
        yield "ข้อความหรือเกณฑ์บางส่วนของแบบประเมินนี้ยังรอตรวจกับเอกสารต้นฉบับ"
    used = {row["rule_revision_id"] for row in rows}
    rules = revisions(session)
    if newest.main_count and any(rules[id_].rule is MainRule.UNMARKED for id_ in used):
        yield f"ระดับเป็นไป{UNCHECKED_BASIS}"
