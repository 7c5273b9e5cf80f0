"""Whether plans can be read, and whether ranks, money and links obey what services keep."""

from collections.abc import Iterator

from sqlalchemy import func, or_, select

from cdd_desktop.checklists.tables import AssessmentRow
from cdd_desktop.checklists.words import sheet_labels
from cdd_desktop.plans.chain.links import circles
from cdd_desktop.plans.records import Level, LinkKind, PlanState, RevisionKind
from cdd_desktop.plans.revisions.snapshots import SnapshotDamaged, snapshot_from
from cdd_desktop.plans.tables import (
    PlanRevisionRow,
    PlanRow,
    ProjectLinkRow,
    ProjectMoneyRow,
    ProjectRow,
)
from cdd_desktop.plans.words import MONEY_LABELS, PLAN_LABELS, PROJECT_LABELS
from cdd_desktop.storage.health import Check, Finding, Look, Room, TableWords, finding

_TITLE = "แผนและโครงการ"
_RESTORE = "กรุณากู้คืนจากไฟล์สำรองที่ยังดีอยู่ แผนและโครงการอื่นยังใช้ได้"
_AT_ONCE = 20  # snapshots are large


def _revisions(look: Look) -> Iterator[Finding]:
    """Revisions whose old rows cannot be read."""
    rows = look.session.execute(
        select(
            PlanRevisionRow.kind,
            PlanRevisionRow.number,
            PlanRevisionRow.before,
            PlanRevisionRow.after,
        )
        .order_by(PlanRevisionRow.id)
        .execution_options(yield_per=_AT_ONCE)
    )
    wrong = []
    for row in rows:
        look.progress.check_cancelled()
        try:
            for text in (row.before, row.after):
                if text is not None:
                    snapshot_from(text)
        except SnapshotDamaged:
            wrong.append(f"{RevisionKind(row.kind).label} ครั้งที่ {row.number}")
    yield from finding(
        wrong,
        room=_TITLE,
        what="ข้อมูลก่อนหรือหลังการแก้ไขแผนเปิดอ่านไม่ได้",
        unit="ครั้ง",
        remedy=_RESTORE,
    )


def _homes(look: Look) -> Iterator[Finding]:
    """Projects that are in a plan and in the needs bank, or in neither."""
    rows = look.session.scalars(
        select(ProjectRow.name)
        .where(ProjectRow.plan_id.is_(None) == ProjectRow.area_code.is_(None))
        .order_by(ProjectRow.id)
    )
    yield from finding(
        list(rows),
        room=_TITLE,
        what="ไม่ทราบว่าอยู่ในแผนหรือในบัญชีปัญหา/ความต้องการ",
        unit="โครงการ",
        remedy=_RESTORE,
    )


def _ranks(look: Look) -> Iterator[Finding]:
    """Ranks of a plan, or of a dimension of it, that several projects have."""
    for column, label in (
        (ProjectRow.rank, PROJECT_LABELS["rank"]),
        (ProjectRow.dimension_rank, PROJECT_LABELS["dimension_rank"]),
    ):
        within = [ProjectRow.dimension] if column is ProjectRow.dimension_rank else []
        rows = look.session.execute(
            select(func.min(ProjectRow.name).label("name"), column.label("held"))
            .where(ProjectRow.plan_id.is_not(None), column.is_not(None))
            .group_by(ProjectRow.plan_id, column, *within)
            .having(func.count() > 1)
        )
        yield from finding(
            [f"ลำดับ {row.held} ของ {row.name}" for row in rows],
            room=_TITLE,
            what=f"{label}ซ้ำกัน",
            unit="ลำดับ",
            remedy="กรุณาเปิดแผนนั้น แล้วเลื่อนโครงการด้วย Alt+↑ Alt+↓ ให้ได้ลำดับใหม่",
        )


def _money(look: Look) -> Iterator[Finding]:
    """Money of years outside the plan."""
    rows = look.session.execute(
        select(ProjectRow.name, ProjectMoneyRow.year)
        .join(ProjectRow, ProjectRow.id == ProjectMoneyRow.project_id)
        .join(PlanRow, PlanRow.id == ProjectRow.plan_id)
        .where(
            or_(ProjectMoneyRow.year < PlanRow.start_year, ProjectMoneyRow.year > PlanRow.end_year)
        )
        .order_by(ProjectRow.id, ProjectMoneyRow.year)
    )
    yield from finding(
        [f"ปี {row.year} ของ {row.name}" for row in rows],
        room=_TITLE,
        what="เงินอยู่ในปีนอกช่วงของแผน",
        unit="รายการ",
        remedy="กรุณาขยายช่วงปีของแผน หรือย้ายเงินไปปีในช่วง",
    )


def _circles(look: Look) -> Iterator[Finding]:
    """Projects that came from themselves, by way of others."""
    links = look.session.execute(select(ProjectLinkRow.from_id, ProjectLinkRow.to_id))
    stuck = circles((link.from_id, link.to_id) for link in links)
    names = {
        row.id: row.name
        for row in look.session.execute(select(ProjectRow.id, ProjectRow.name))
        if row.id in stuck
    }
    yield from finding(
        [names.get(project, str(project)) for project in sorted(stuck)],
        room=_TITLE,
        what="ที่มาของโครงการวนกลับมาที่ตัวเอง",
        unit="โครงการ",
        remedy=_RESTORE,
    )


def _judged(look: Look) -> Iterator[Finding]:
    """Assessments of a plan that is not there: it was removed since."""
    gone = look.session.scalars(
        select(AssessmentRow.id)
        .where(AssessmentRow.plan.is_not(None), AssessmentRow.plan.not_in(select(PlanRow.uuid)))
        .order_by(AssessmentRow.id)
    ).all()
    yield from finding(
        sheet_labels(look.session, [(id_,) for id_ in gone]) if gone else (),
        room=_TITLE,
        what="แผนที่แบบประเมินนี้ประเมินถูกลบแล้ว",
        unit="แบบประเมิน",
        remedy="กรุณาเปิดแบบประเมินนั้น กด Ctrl+H แล้วเลือกแผนใหม่ หรือเลิกทำการลบแผน",
    )


_NOT_COLUMNS = {"place", "parent", "meeting", "problems", "plan", "villages", "money"}
ROOM = Room(
    title=_TITLE,
    tables={
        "plan": TableWords(
            label="แผน",
            columns={k: v for k, v in PLAN_LABELS.items() if k not in _NOT_COLUMNS},
            values={each.value: each.label for each in (*Level, *PlanState)},
            illegible="NOT json_valid(chapters)",
        ),
        "plan_problem": TableWords(
            label="ปัญหาของแผน",
            columns={"problem": "ปัญหา", "cause": "สาเหตุ", "approach": "แนวทาง"},
            is_removable=True,
        ),
        "plan_revision": TableWords(
            label="การแก้ไขแผน",
            columns={
                "kind": "ชนิด",
                "number": "ครั้งที่",
                "opened_on": "วันที่เปิด",
                "closed_on": "วันที่ปิด",
                "reason": "เหตุผล",
            },
            values={kind.value: kind.label for kind in RevisionKind},
        ),
        "project": TableWords(
            label="โครงการ",
            columns={
                **{k: v for k, v in PROJECT_LABELS.items() if k not in _NOT_COLUMNS},
                "origin_text": "ที่มา (รายละเอียด)",
                "raised_on": "วันที่เสนอ",
            },
            values={"1": "ใช่", "0": "ไม่ใช่"},
        ),
        "project_village": TableWords(label="หมู่บ้านของโครงการ", is_removable=True),
        "project_money": TableWords(
            label="งบประมาณของโครงการ",
            columns={
                "year": "ปี",
                "source": "แหล่งงบประมาณ",
                **{which: f"{label} (สตางค์)" for which, label in MONEY_LABELS.items()},
            },
        ),
        "project_result": TableWords(
            label="ผลการดำเนินโครงการ",
            columns={
                "year": "ปี",
                "quarter": "ไตรมาส",
                "told": "ผล",
                "quantity": "จำนวนที่ทำได้",
                "spent": "ใช้จ่ายจริง (สตางค์)",
            },
        ),
        "project_link": TableWords(
            label="การเชื่อมโยงโครงการ",
            columns={"kind": "ชนิด"},
            values={
                LinkKind.UP.value: "เลือกขึ้นแผน",
                LinkKind.MERGED.value: "รวม",
                LinkKind.SPLIT.value: "แยก",
                LinkKind.AGAIN.value: "เสนอใหม่",
                LinkKind.DUPLICATE.value: "ซ้ำ",
            },
            is_removable=True,
        ),
        "coordination": TableWords(
            label="การประสานแผน",
            columns={
                "agency": "หน่วยงาน",
                "target_plan": "แผนที่ส่งไป",
                "letter_no": "เลขที่หนังสือ",
                "sent_on": "วันที่ส่ง",
                "outcome": "ผล",
                "outcome_on": "วันที่ตอบ",
                "accepted_year": "ปีที่รับ",
                "accepted": "งบที่รับ (สตางค์)",
                "reason": "เหตุผล",
            },
        ),
        "resolution_project": TableWords(label="โครงการในมติที่ประชุม", is_removable=True),
        "vote_sheet": TableWords(
            label="ใบลงคะแนน",
            columns={"held_on": "วันที่", "method": "วิธี", "voters": "จำนวนผู้ลงคะแนน"},
        ),
        "vote_points": TableWords(
            label="คะแนนของโครงการ", columns={"points": "คะแนน"}, is_removable=True
        ),
    },
    checks=(
        Check(title="ตรวจการแก้ไขแผน", look=_revisions),
        Check(title="ตรวจที่อยู่ของโครงการ", look=_homes),
        Check(title="ตรวจลำดับความสำคัญ", look=_ranks),
        Check(title="ตรวจเงินของแผน", look=_money),
        Check(title="ตรวจที่มาของโครงการ", look=_circles),
        Check(title="ตรวจแผนที่ถูกประเมิน", look=_judged),
    ),
)
