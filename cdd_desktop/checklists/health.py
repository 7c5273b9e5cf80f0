"""Whether what stands on the sheets is what their answers give, and whether it can be at all."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cdd_desktop.checklists.copies import copies_of, revisions
from cdd_desktop.checklists.counts import answer_problems
from cdd_desktop.checklists.grading import AnswerState, Grade, RuleRevision, Said, grade, judged
from cdd_desktop.checklists.instruments import Instrument, Round, content_hash
from cdd_desktop.checklists.levels.numbers import said_by
from cdd_desktop.checklists.records import Answer, Origin
from cdd_desktop.checklists.sheets import derived_columns
from cdd_desktop.checklists.summaries import summarise
from cdd_desktop.checklists.tables import AssessmentRow, InstrumentCopyRow
from cdd_desktop.checklists.targets import INCLUDE_COMMUNITIES, target_kinds
from cdd_desktop.checklists.words import answer_labels, sheet_labels
from cdd_desktop.places.records import AreaLevel
from cdd_desktop.places.service import areas_in, office_in
from cdd_desktop.storage.health import (
    Check,
    Finding,
    Look,
    Repair,
    Room,
    RowChange,
    TableWords,
    finding,
)
from cdd_desktop.storage.rows import Key
from cdd_desktop.storage.settings import setting_in
from cdd_desktop.thai.calendar import FISCAL_YEARS, fiscal_year_span

_TITLE = "แบบประเมิน"
_EVERY = 2_000  # sheets between two looks at whether to stop
_REMOVED = "ลบออก (เก็บไว้ในไฟล์ก่อน)"
_COLUMNS = {"answered": "ข้อที่ตอบ", "passed": "ข้อที่ผ่าน", "level": "ระดับ"}
_STATES = ", ".join(f"'{state.value}'" for state in AnswerState)
_ORIGINS = ", ".join(f"'{origin.value}'" for origin in Origin)
_ROUNDS = ", ".join(f"'{round_.value}'" for round_ in Round)

_OF_ANOTHER = (  # a sheet that names another instrument than its copy
    "EXISTS (SELECT 1 FROM instrument_copy AS copy "
    "WHERE copy.id = held.instrument_copy_id AND copy.instrument <> held.instrument)"
)


def _derived(look: Look) -> Iterator[Finding]:
    """Every sheet counted anew; SQLite joins a sheet's answers, so that a province is one pass."""
    copies = copies_of(look.session)
    rules = revisions(look.session)

    @lru_cache(maxsize=10_000)
    def graded(copy: int, rule: int, answers: str) -> Grade:
        return grade(copies[copy], rules[rule], *_said(copies[copy], rules[rule], answers))

    wrong: list[tuple[int, int, str, Any, Any]] = []
    sheets: dict[int, None] = {}
    rows = look.session.connection().exec_driver_sql(
        "SELECT a.id, a.instrument_copy_id, a.rule_revision_id, a.answered, a.passed, a.level, "
        "(SELECT group_concat(indicator || '|' || state || '|' || ifnull(value, '') || '|' || "
        "ifnull(denominator, '') || '|' || choice, ';') FROM answer WHERE assessment_id = a.id) "
        "FROM assessment AS a"
    )
    for done, (id_, copy, rule, answered, passed, level, answers) in enumerate(rows):
        if done % _EVERY == 0:
            look.progress.check_cancelled()
        found = derived_columns(graded(copy, rule, answers or ""))
        stored = {"answered": answered, "passed": passed, "level": level}
        for column, value in found.items():
            if stored[column] != value:
                wrong.append((id_, copy, column, stored[column], value))
                sheets[id_] = None
    keys = [(id_,) for id_ in sheets]
    places = dict(zip(sheets, sheet_labels(look.session, keys) if keys else (), strict=True))
    yield from finding(
        places.values(),
        changes=[
            RowChange(
                where=places[id_],
                label=_COLUMNS[column],
                old=_told(copies[copy], column, old),
                new=_told(copies[copy], column, new),
                table="assessment",
                key=(id_,),
                column=column,
                before=old,
                after=new,
            )
            for id_, copy, column, old, new in wrong
        ],
        room=_TITLE,
        what="ผลที่บันทึกไว้ไม่ตรงกับคำตอบ",
        unit="แบบประเมิน",
        remedy="นับผลใหม่จากคำตอบ คำตอบคงเดิมทุกข้อ",
        repair=Repair.RECOUNT,
    )


def _said(instrument: Instrument, rule: RuleRevision, answers: str) -> Said:
    given = {}
    for answer in filter(None, answers.split(";")):
        code, said, value, denominator, choice = answer.rsplit("|", 4)
        number = Decimal(value) if value else None
        of = Decimal(denominator) if denominator else None
        state = judged(rule, code, AnswerState(said), number, of)
        given[code] = Answer(state=state, value=number, denominator=of, choice=choice)
    return said_by(instrument, given)


def _told(instrument: Instrument, column: str, value: int | None) -> str:
    if column != "level":
        return f"{value:,} ข้อ"
    titles = {level.code: level.title for level in instrument.levels}
    return "ยังไม่มีระดับ" if value is None else titles.get(value, f"ระดับรหัส {value}")


def _unknown(look: Look) -> Iterator[Finding]:
    """Answers to what their instrument does not ask."""
    rows: list[tuple[Any, ...]] = []
    for copy, instrument in copies_of(look.session).items():
        look.progress.check_cancelled()
        codes = tuple(indicator.code for indicator in instrument.indicators)
        marks = ", ".join("?" for _ in codes)
        rows += look.session.connection().exec_driver_sql(
            "SELECT n.* FROM answer AS n "  # noqa: S608 - only marks
            "JOIN assessment AS a ON a.id = n.assessment_id "
            f"WHERE a.instrument_copy_id = ? AND n.indicator NOT IN ({marks})",
            (copy, *codes),
        )
    names = [
        row[1] for row in look.session.connection().exec_driver_sql("PRAGMA table_info(answer)")
    ]
    held = [dict(zip(names, row, strict=True)) for row in rows]
    keys = [(row["assessment_id"], row["indicator"]) for row in held]
    places = answer_labels(look.session, keys) if keys else []
    yield from finding(
        places,
        changes=[
            RowChange(
                where=place,
                label="คำตอบ",
                old=ANSWER_WORDS.shown(row["state"]),
                new=_REMOVED,
                table="answer",
                key=key,
                column="",
                before=row,
                after=None,
            )
            for place, key, row in zip(places, keys, held, strict=True)
        ],
        room=_TITLE,
        what="คำตอบของตัวชี้วัดที่ไม่มีในแบบประเมิน",
        unit="ข้อ",
        remedy="ลบคำตอบเหล่านี้ออกหลังเก็บไว้ในไฟล์ ผลของแบบประเมินไม่เปลี่ยน",
        repair=Repair.CORRECT,
    )


def _impossible(look: Look) -> Iterator[Finding]:
    """Answers that their indicators cannot have: a count over its denominator.

    What was ever said is a handful of kinds, so that SQLite goes through the answers, not we.
    """
    connection = look.session.connection()
    of_sheets = "FROM answer AS n JOIN assessment AS a ON a.id = n.assessment_id "
    said = "a.instrument_copy_id, n.indicator, n.state, n.value, n.denominator, n.choice, n.votes"
    kinds = connection.exec_driver_sql(f"SELECT DISTINCT {said} {of_sheets}").all()
    indicators = {
        (copy, indicator.code): indicator
        for copy, instrument in copies_of(look.session).items()
        for indicator in instrument.indicators
    }
    keys: list[Key] = []
    for kind in kinds:
        look.progress.check_cancelled()
        copy, code, state, value, of, choice, votes = kind
        indicator = indicators.get((copy, code))
        if indicator is not None and answer_problems(
            indicator,
            AnswerState(state),
            None if value is None else Decimal(value),
            None if of is None else Decimal(of),
            choice,
            tuple(map(int, votes.split())),
        ):
            rows = connection.exec_driver_sql(
                f"SELECT n.assessment_id, n.indicator {of_sheets}"
                f"WHERE ({said}) IS (?, ?, ?, ?, ?, ?, ?)",
                tuple(kind),
            )
            keys += [(sheet, asked) for sheet, asked in rows]
    yield from finding(
        answer_labels(look.session, keys) if keys else (),
        room=_TITLE,
        what="คำตอบที่ตัวชี้วัดนั้นมีไม่ได้ เช่น ครัวเรือนที่ผ่านมากกว่าครัวเรือนเป้าหมาย",
        unit="ข้อ",
        remedy="กรุณาเปิดแบบประเมินเหล่านี้ แล้วตอบข้อนั้นใหม่ให้ถูกต้อง",
    )


def _not_judged(look: Look) -> Iterator[Finding]:
    """Sheets that no summary counts: of places closed before the year, or of another kind."""
    copies = copies_of(look.session)
    communities = setting_in(look.session, INCLUDE_COMMUNITIES)
    kinds = {
        copy: {kind.value for kind in target_kinds(it, include_communities=communities)}
        for copy, it in copies.items()
    }
    rows = look.session.connection().exec_driver_sql(
        "SELECT a.id, a.instrument_copy_id, a.fiscal_year, v.kind, "
        "(SELECT CASE WHEN sum(n.valid_to IS NULL) THEN NULL ELSE max(n.valid_to) END "
        "FROM village_name AS n WHERE n.village_id = v.id) "
        "FROM assessment AS a JOIN village AS v ON v.id = a.village_id"
    )
    closed, others = [], []
    for id_, copy, year, kind, closed_on in rows:
        first, _ = fiscal_year_span(year)
        if closed_on is not None and closed_on <= first.isoformat():
            closed.append((id_,))
        elif kind not in kinds[copy]:
            others.append((id_,))
    yield from finding(
        sheet_labels(look.session, closed) if closed else (),
        room=_TITLE,
        what="แบบประเมินของหมู่บ้านที่ยุบเลิกก่อนปีนั้น",
        unit="แบบประเมิน",
        remedy="กรุณาตรวจวันที่ยุบเลิกในหน้าหมู่บ้าน หรือเลิกทำการบันทึกแบบประเมินเหล่านี้",
    )
    yield from finding(
        sheet_labels(look.session, others) if others else (),
        room=_TITLE,
        what="แบบประเมินที่ไม่ถูกนับ เพราะแบบนี้ไม่ได้ใช้กับพื้นที่ชนิดนั้น",
        unit="แบบประเมิน",
        remedy=f"ถ้าต้องการให้นับ กรุณาเปิด “{INCLUDE_COMMUNITIES.label}” ในหน้าตั้งค่า",
        is_advice=True,
    )


def _totals(look: Look) -> Iterator[Finding]:
    """The province's total, the sums of its districts, and its places counted one by one."""
    session = look.session
    areas = areas_in(session)
    provinces = office_in(session).provinces
    newest = {instrument.id: instrument for instrument in copies_of(session).values()}
    communities = setting_in(session, INCLUDE_COMMUNITIES)
    wrong = []
    groups = session.execute(
        select(AssessmentRow.instrument, AssessmentRow.fiscal_year, AssessmentRow.round).distinct()
    ).all()
    for name, year, round_ in groups:
        look.progress.check_cancelled()
        instrument = newest[name]
        counted = _counted(session, name, year)
        kinds = target_kinds(instrument, include_communities=communities)
        for province in provinces:
            totals = {
                summarise(
                    session,
                    province,
                    kinds,
                    instrument,
                    year,
                    Round(round_),
                    level,
                    areas,
                    as_of=None,
                )[-1].target
                for level in (AreaLevel.PROVINCE, AreaLevel.AMPHOE, AreaLevel.TAMBON)
            }
            one_by_one = sum(counted[province, kind.value] for kind in kinds)
            if totals != {one_by_one}:
                area = areas.find(province)
                wrong.append(
                    f"{area.full_name if area else province} ปี {year} รอบ{Round(round_).label}: "
                    f"ผลรวม {max(totals):,} แต่มี {one_by_one:,} แห่ง"
                )
    yield from finding(
        wrong,
        room=_TITLE,
        what="ยอดรวมจังหวัดไม่เท่ากับที่นับทีละหมู่บ้าน",
        unit="ยอด",
        remedy="กรุณาซ่อมช่วงเวลาของชื่อหมู่บ้านที่ซ้อนกันก่อน แล้วตรวจใหม่",
    )


def _counted(session: Session, instrument: str, year: int) -> Counter[tuple[str, str]]:
    """Places that stand today and count in the year, each once, by province and kind."""
    rows = session.connection().exec_driver_sql(
        "SELECT substr(min(n.tambon_code), 1, 2), v.kind FROM village AS v "
        "JOIN village_name AS n ON n.village_id = v.id WHERE n.valid_to IS NULL AND "
        "(SELECT l.all_villages OR v.id IN (SELECT t.village_id FROM target_village AS t "
        "WHERE t.list_id = l.id) FROM target_list AS l WHERE l.instrument = ? "
        "AND l.fiscal_year = ? AND EXISTS (SELECT 1 FROM target_village WHERE list_id = l.id)) "
        "IS NOT 0 GROUP BY v.id",
        (instrument, year),
    )
    return Counter((province, kind) for province, kind in rows)


def _copies(look: Look) -> Iterator[Finding]:
    rows = look.session.execute(
        select(InstrumentCopyRow.instrument, InstrumentCopyRow.text, InstrumentCopyRow.content_hash)
    )
    yield from finding(
        [row.instrument for row in rows if content_hash(row.text) != row.content_hash],
        room=_TITLE,
        what="ข้อความของแบบประเมินที่เก็บไว้ไม่ตรงกับลายนิ้วมือของฉบับเดิม",
        unit="ฉบับ",
        remedy="กรุณากู้คืนจากไฟล์สำรองล่าสุดที่ใช้ได้ เพราะผลทุกปีตัดสินตามข้อความนี้",
    )


ANSWER_WORDS = TableWords(
    label="คำตอบ",
    columns={
        "state": "คำตอบ",
        "value": "จำนวนหรือคะแนน",
        "denominator": "จากจำนวน",
        "choice": "ข้อที่เลือก",
        "votes": "จำนวนมือ",
        "evidence": "หลักฐาน",
        "note": "หมายเหตุ",
        "origin": "ที่มา",
    },
    values={
        **{state.value: state.label for state in AnswerState},
        Origin.ASKED.value: "ถามใหม่",
        Origin.CARRIED.value: "ตามปีก่อน",
    },
    illegible=(
        f"state NOT IN ({_STATES}) OR origin NOT IN ({_ORIGINS}) OR "
        f"(state = '{AnswerState.MEASURED.value}' AND value IS NULL) OR "
        "trim(votes, '0123456789 ') <> ''"
    ),
    is_removable=True,
    places=answer_labels,
)

ROOM = Room(
    title=_TITLE,
    tables={
        "instrument_copy": TableWords(label="ฉบับแบบประเมิน", is_essential=True),
        "rule_revision": TableWords(
            label="เกณฑ์ตัดสิน",
            illegible="main_rule NOT IN ('unmarked', 'level_one_only', 'all_levels')",
            is_essential=True,
        ),
        "assessment": TableWords(
            label="แบบประเมิน",
            columns={
                "fiscal_year": "ปี",
                "round": "รอบ",
                "assessed_on": "วันที่ประเมิน",
                "place": "สถานที่",
                "assessors": "คณะผู้ประเมิน",
                "people_present": "ผู้เข้าร่วม",
                "target_households": "ครัวเรือนเป้าหมาย",
                "plan": "แผนที่ประเมิน",
                "rule_revision_id": "เกณฑ์ตัดสิน",
                "instrument_copy_id": "ฉบับแบบประเมิน",
                "stage": "ขั้นของการรับรองผล",
            },
            values={round_.value: round_.label for round_ in Round},
            illegible=(
                f"round NOT IN ({_ROUNDS}) OR "
                f"fiscal_year NOT BETWEEN {FISCAL_YEARS[0]} AND {FISCAL_YEARS[-1]} OR {_OF_ANOTHER}"
            ),
            places=sheet_labels,
        ),
        "answer": ANSWER_WORDS,
    },
    checks=(
        Check(title="ตรวจฉบับแบบประเมิน", look=_copies),
        Check(title="ตรวจตัวชี้วัดของคำตอบ", look=_unknown),
        Check(title="ตรวจจำนวนในคำตอบ", look=_impossible),
        Check(title="นับผลใหม่เทียบกับที่บันทึกไว้", look=_derived),
        Check(title="ตรวจแบบประเมินที่ไม่ถูกนับ", look=_not_judged),
        Check(title="ตรวจยอดรวม", look=_totals),
    ),
)
