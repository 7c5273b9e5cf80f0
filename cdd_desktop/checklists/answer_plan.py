"""Comparing a file of answers with what is stored: what is new, what differs, what is refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from dataclasses import replace as replaced
from decimal import Decimal
from functools import partial

from cdd_desktop.checklists.answer_file import AnswerFile, AnswerRowRead, contradicting
from cdd_desktop.checklists.counts import answer_problems, completed, usual_denominator
from cdd_desktop.checklists.instruments import AnswerKind, Instrument
from cdd_desktop.checklists.placing import PlacedRows
from cdd_desktop.checklists.records import Answer, SheetKey
from cdd_desktop.checklists.same_questions import same_codes
from cdd_desktop.checklists.typed_codes import typed_date
from cdd_desktop.errors import ImportRejected, RowProblem
from cdd_desktop.progress import Progress

Versions = Mapping[int, Instrument]  # what new sheets are begun with, by fiscal year


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSheet:
    """A sheet that the file has already. `locked`: why it cannot be changed; "" while it can."""

    id: int
    revision: int
    instrument: Instrument
    answers: Mapping[str, Answer]
    target_households: int | None
    locked: str = ""


@dataclass(slots=True, kw_only=True)
class AnswerPlan:
    """What an import would write, by sheet and indicator; `locked` are the rows of sheets that
    cannot be changed."""

    added: dict[SheetKey, dict[str, Answer]] = field(default_factory=dict)
    replaced: dict[SheetKey, dict[str, Answer]] = field(default_factory=dict)
    seen: set[SheetKey] = field(default_factory=set)
    unchanged: int = 0
    repeated: int = 0
    refused: list[RowProblem] = field(default_factory=list)
    locked: set[int] = field(default_factory=set)


def plan_answers(
    file: AnswerFile,
    grouped: Mapping[SheetKey, list[AnswerRowRead]],
    stored: Mapping[SheetKey, StoredSheet],
    versions: Versions,
    *,
    replace: bool,
    progress: Progress,
    has_version: bool = False,
) -> AnswerPlan:
    """Decide about every row; an answer that differs from a stored one needs `replace`.

    `has_version`: the file's codes are known to be those of the sheets' versions.
    """
    plan = AnswerPlan()
    for key, rows in grouped.items():
        progress.check_cancelled()
        sheet = stored.get(key)
        instrument = versions[key.fiscal_year] if sheet is None else sheet.instrument
        known = {} if sheet is None else sheet.answers
        stated = None if sheet is None else sheet.target_households
        usual = usual_denominator(instrument, known, stated)
        of_year = instrument if has_version else versions[key.fiscal_year]
        by_code = _by_indicator(rows, instrument, of_year, file, plan)
        for code, told in by_code.items():
            if contradicting(told):
                numbers = ", ".join(str(row.number) for row in told)
                text = f"ข้อ {code} ของหมู่บ้านเดียวกันมีผลขัดกัน (แถว {numbers}) กรุณาเหลือแถวที่ถูกต้องแถวเดียว"
                plan.refused += [RowProblem(row.number, text, row.column) for row in told]
                continue
            indicator = instrument.indicator(code)
            of_all = usual if indicator.kind is AnswerKind.HOUSEHOLDS else None
            answer = _answer(told, known.get(code), of_all)
            problems = answer_problems(
                indicator,
                answer.state,
                answer.value,
                answer.denominator,
                answer.choice,
                answer.votes,
            )
            if not problems and indicator.kind is AnswerKind.HOUSEHOLDS:
                problems = _other_than_stated(code, answer, known.get(code), stated)
            if problems:
                column, text = next(iter(problems.items()))
                plan.refused += [
                    RowProblem(row.number, text, file.titles.get(column, row.column))
                    for row in told
                ]
                continue
            answer = completed(indicator, answer)
            locked = "" if sheet is None else sheet.locked
            _decide(plan, key, code, told, answer, known.get(code), locked, replace=replace)
    return plan


def require_version(file: AnswerFile, versions: Versions) -> None:
    """Raise `ImportRejected` where headings were read by a version that asks otherwise than that of
    the rows' year."""
    read_by = file.read_by
    if read_by is None:
        return
    for year, version in versions.items():
        same = same_codes(read_by, version, ())
        used = dict.fromkeys(row.indicator for row in file.rows if row.year == year)
        if other := [code for code in used if same.get(code) != code]:
            raise ImportRejected(
                f"“{file.name}” มีผลปี {year} ซึ่งใช้แบบประเมินฉบับ {version.version} แต่หัวคอลัมน์ถูกอ่าน"
                f"ตามฉบับ {read_by.version} ซึ่งถามไม่เหมือนกัน (ข้อ {', '.join(other)}) "
                f"กรุณาแยกไฟล์เป็นปีละไฟล์ เลือกปีงบประมาณ {year} ของโปรแกรม แล้วเปิดไฟล์ใหม่ (--year {year})"
            )


def plan_good(
    file: AnswerFile,
    checked: PlacedRows,
    stored: Mapping[SheetKey, StoredSheet],
    versions: Versions,
    *,
    replace: bool,
    progress: Progress,
    has_version: bool = False,
) -> tuple[AnswerPlan, tuple[RowProblem, ...]]:
    """What is to be written, and every problem; a row with a bad answer is left out whole."""
    decide = partial(plan_answers, replace=replace, progress=progress, has_version=has_version)
    plan = decide(file, checked.grouped, stored, versions)
    problems = (*checked.refused, *plan.refused)
    bad = {problem.row for problem in plan.refused}
    if bad:
        good = {
            key: [row for row in rows if row.number not in bad]
            for key, rows in checked.grouped.items()
        }
        plan = decide(file, good, stored, versions)
    return plan, tuple(sorted(problems, key=lambda problem: problem.row))


def _by_indicator(
    rows: list[AnswerRowRead],
    instrument: Instrument,
    of_year: Instrument,
    file: AnswerFile,
    plan: AnswerPlan,
) -> dict[str, list[AnswerRowRead]]:
    """The rows by the indicator of the sheet's version. A file does not say of which version its
    codes are, so those that mean another question in the year's version are refused."""
    by_code: dict[str, list[AnswerRowRead]] = {}
    same = same_codes(of_year, instrument, ())
    for row in rows:
        indicator = instrument.find(row.indicator)
        if indicator is not None and same.get(indicator.code) != indicator.code:
            text = (
                f"ข้อ {indicator.code} ของฉบับ {instrument.version} ที่หมู่บ้านนี้เริ่มกรอกไว้ "
                f"กับของฉบับ {of_year.version} ที่ใช้ในปีนี้ถามไม่เหมือนกัน "
                "กรุณากรอกข้อนี้ที่หน้าแบบประเมิน"
            )
            plan.refused.append(
                RowProblem(row.number, text, file.titles.get("indicator", row.column))
            )
        elif indicator is None:
            text = f"ไม่มีตัวชี้วัด “{row.indicator}” {_codes_to_use(instrument)}"
            if typed_date(row.indicator) is not None:
                text = (
                    f"ตัวชี้วัดกลายเป็นวันที่ ({row.indicator}) เพราะโปรแกรมตารางแปลงรหัสเช่น 1.1 เอง "
                    "กรุณาตั้งคอลัมน์นี้เป็นข้อความ แล้วพิมพ์รหัสใหม่"
                )
            plan.refused.append(
                RowProblem(row.number, text, file.titles.get("indicator", row.column))
            )
        else:
            by_code.setdefault(indicator.code, []).append(row)
    return by_code


def _codes_to_use(instrument: Instrument) -> str:
    if not instrument.indicators:
        return f"เพราะ {instrument.short_title} ยังไม่มีตัวชี้วัด กรุณานำเข้าตัวชี้วัดก่อน"
    first, last = instrument.indicators[0], instrument.indicators[-1]
    return f"กรุณาใช้รหัส {first.code} ถึง {last.code} หรือลำดับ {first.number} ถึง {last.number}"


def _answer(told: list[AnswerRowRead], known: Answer | None, usual: Decimal | None) -> Answer:
    """What the rows about one indicator say together; they do not contradict each other.

    A count without a denominator keeps that of the `known` one, else is of the sheet's `usual`.
    """
    value = told[0].value
    denominator = None
    if value is not None:
        denominator = next((row.denominator for row in told if row.denominator is not None), None)
    if value is not None and denominator is None:
        own = None if known is None else known.denominator
        denominator = usual if own is None else own
    return Answer(
        state=told[0].state,
        value=value,
        denominator=denominator,
        evidence=next((row.evidence for row in told if row.evidence), ""),
        note=next((row.note for row in told if row.note), ""),
        choice=told[0].choice,
        votes=told[0].votes,
    )


def _other_than_stated(
    code: str, answer: Answer, known: Answer | None, stated: int | None
) -> dict[str, str]:
    """Why a count cannot be of as many households, by field: the sheet's head says another."""
    of = answer.denominator
    own = None if known is None else known.denominator
    if of is None or stated is None or of in (stated, own):
        return {}
    told = (
        f"ข้อ {code} นับจาก {of:,f} ครัวเรือน แต่หัวแบบประเมินบอกว่ามี {stated:,} ครัวเรือนเป้าหมาย "
        "กรุณาแก้ในไฟล์ หรือแก้หัวแบบประเมินก่อนนำเข้า"
    )
    return {"denominator": told}


def _decide(
    plan: AnswerPlan,
    key: SheetKey,
    code: str,
    told: list[AnswerRowRead],
    answer: Answer,
    known: Answer | None,
    locked: str,
    *,
    replace: bool,
) -> None:
    """Whether an answer is new, the same, or other than the stored one."""
    if known is not None:
        differs = (
            answer.told != known.told
            or (answer.evidence and known.evidence and answer.evidence != known.evidence)
            or (answer.note and known.note and answer.note != known.note)
        )
        if differs and not replace:
            text = (
                f"ข้อ {code} บันทึกไว้แล้วว่า “{known.label}” และไม่ตรงกับในไฟล์ "
                "ถ้าข้อมูลในไฟล์ถูกต้อง กรุณานำเข้าใหม่โดยเลือกแทนที่ข้อมูลเดิม (--replace)"
            )
            plan.refused += [RowProblem(row.number, text, row.column) for row in told]
            return
        answer = replaced(
            answer, evidence=answer.evidence or known.evidence, note=answer.note or known.note
        )
    is_same = known is not None and (
        (answer.told, answer.evidence, answer.note) == (known.told, known.evidence, known.note)
    )
    if locked and not is_same:
        fresh = {row.number for row in told} - plan.locked
        plan.refused += [RowProblem(number, locked) for number in sorted(fresh)]
        plan.locked |= fresh
        return
    plan.seen.add(key)
    plan.repeated += len(told) - 1
    if known is None:
        plan.added.setdefault(key, {})[code] = answer
    elif is_same:
        plan.unchanged += 1
    else:
        plan.replaced.setdefault(key, {})[code] = answer
