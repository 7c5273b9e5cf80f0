"""An instrument read back from its workbook, every fault told by sheet and row. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from cdd_desktop.checklists.editing import cell_words as words
from cdd_desktop.checklists.editing.workbook import (
    CONSISTENCY,
    CROSSWALK,
    GENERAL,
    INDICATORS,
    LABELS,
    LEVELS,
    PARAMETERS,
    SUBJECTS,
    TITLES,
)
from cdd_desktop.checklists.editing.workbook_rows import PENDING_SOURCE, Row, SheetRows, rows_of
from cdd_desktop.checklists.editing.writing import written
from cdd_desktop.checklists.instruments import (
    AnswerKind,
    CheckStatus,
    Consistency,
    Crosswalk,
    Households,
    Indicator,
    Instrument,
    InstrumentRejected,
    Level,
    Link,
    Parameter,
    Passing,
    Relation,
    Round,
    Scale,
    TextCheck,
    Topic,
    Wanted,
)
from cdd_desktop.checklists.library import read_instrument
from cdd_desktop.documents.reading import ReadGrid
from cdd_desktop.thai.digits import to_arabic

_T = TypeVar("_T")
_LINE = re.compile(r"^ร่าง บรรทัด (\d+): ")


def read_workbook(grids: Mapping[str, ReadGrid], name: str) -> Instrument:
    """The instrument that the sheets tell, with its own YAML.

    `grids` by the names of the sheets; those that are missing or empty say nothing. Raises
    `InstrumentRejected` with every fault.
    """
    faults: list[str] = []
    sheets = {sheet: rows_of(sheet, grids.get(sheet), faults) for sheet in TITLES}
    told = _general(sheets[GENERAL].rows, faults)
    topics, places = _topics(sheets[INDICATORS].rows)
    if not topics:
        faults.append(f"แผ่นงาน {INDICATORS}: ไม่มีด้านหรือตัวชี้วัด กรุณากรอกอย่างน้อยหนึ่งด้าน")
    instrument = replace(
        told,
        topics=topics,
        levels=tuple(_level(row) for row in sheets[LEVELS].rows),
        parameters=tuple(_parameter(row) for row in sheets[PARAMETERS].rows),
        consistency=tuple(_consistency(row) for row in sheets[CONSISTENCY].rows),
        crosswalk=_crosswalk(told.crosswalk, sheets[CROSSWALK].rows),
    )
    if faults:
        raise _rejected(name, faults)
    text = written(instrument)
    reading = read_instrument(text)
    if reading.instrument is None or reading.faults:
        numbers = {sheet: [row.number for row in rows.rows] for sheet, rows in sheets.items()}
        numbers[INDICATORS] = places
        raise _rejected(name, [_placed(fault, text, numbers) for fault in reading.faults])
    return reading.instrument


def _rejected(name: str, faults: Sequence[str]) -> InstrumentRejected:
    return InstrumentRejected([f"{name} {fault}" for fault in faults])


def _topics(rows: Sequence[Row]) -> tuple[tuple[Topic, ...], list[int]]:
    """The ด้าน in order, and the rows of their indicators, in order too."""
    topics: list[Topic] = []
    inside: list[list[tuple[Row, Indicator]]] = []
    for row in rows:
        code = row.code("topic") or (topics[-1].code if topics else "")
        if not topics or topics[-1].code != code:
            if not code:
                row.fault("topic", "กรุณาใส่รหัสด้าน เช่น 1")
            name = row.wanted("topic_name")
            topics.append(
                Topic(
                    code=code,
                    name=name,
                    short_name=row.text("topic_short") or name,
                    indicators=(),
                    check=row.check("topic_status", "topic_source"),
                )
            )
            inside.append([])
        if row.text("text") or row.text("code"):
            inside[-1].append((row, _indicator(row)))
    return tuple(_numbered(topics, inside)), [row.number for part in inside for row, _ in part]


def _numbered(
    topics: Sequence[Topic], inside: Sequence[Sequence[tuple[Row, Indicator]]]
) -> Iterator[Topic]:
    number = 0
    for topic, part in zip(topics, inside, strict=True):
        taken = {one.code for _, one in part}
        coded = []
        for _, one in part:
            number += 1
            code = one.code
            if not code:
                free = (f"{topic.code}.{n}" for n in range(1, len(part) + len(taken) + 1))
                code = next(each for each in free if each not in taken)
                taken.add(code)
            coded.append(replace(one, code=code, number=number))
        yield replace(topic, indicators=tuple(coded))


def _indicator(row: Row) -> Indicator:
    at_least = row.read("at_least", words.read_number, None)
    at_most = row.read("at_most", words.read_number, None)
    lowest = row.read("lowest", words.read_whole, None)
    highest = row.read("highest", words.read_whole, None)
    scale = None
    if lowest is not None and highest is not None:
        said = tuple(words.lines_of(row.text("words")))
        scale = Scale(lowest=lowest, highest=highest, words=said)
    elif lowest is not None or highest is not None:
        row.fault("highest", "กรุณาใส่ทั้งคะแนนต่ำสุดและสูงสุด")
    is_bound = at_least is not None or at_most is not None
    weight = row.read("weight", words.read_number, None)
    return Indicator(
        code=row.code("code"),
        number=0,
        text=row.wanted("text"),
        criteria=row.text("criteria"),
        evidence_hint=row.text("evidence_hint"),
        check=row.check(),
        kind=row.one_of("kind", AnswerKind, AnswerKind.PASS_FAIL),
        unit=row.text("unit"),
        options=row.read_lines("options", words.read_option),
        passing=Passing(at_least=at_least, at_most=at_most) if is_bound else None,
        scale=scale,
        may_be_absent=row.read("may_be_absent", words.read_yes, False),
        skips=row.read_lines("skips", words.read_skip),
        evidence=row.one_of("evidence", Wanted, Wanted.OPTIONAL),
        weight=Decimal(1) if weight is None else weight,
    )


def _level(row: Row) -> Level:
    return Level(
        code=row.whole("code"),
        name=row.wanted("name"),
        min_passed=row.whole("min_passed"),
        max_passed=row.whole("max_passed"),
        needs_main=row.read("needs_main", words.read_yes, False),
        shade=row.whole("shade"),
        check=row.check(),
        conditions=row.read_lines("conditions", words.read_condition),
        is_attained=row.read("is_attained", words.read_yes, True),
    )


def _parameter(row: Row) -> Parameter:
    value = row.read("value", words.read_number, None)
    if value is None:
        row.fault("value", "กรุณาใส่ตัวเลข")
    return Parameter(
        key=row.wanted("key"),
        label=row.wanted("label"),
        unit=row.text("unit"),
        from_year=row.whole("from_year"),
        value=value or Decimal(0),
        check=row.check(),
    )


def _consistency(row: Row) -> Consistency:
    return Consistency(
        key=row.wanted("key"),
        answers=row.read_lines("answers", words.read_pair),
        text=row.wanted("text"),
        record=row.text("record"),
    )


def _crosswalk(version: Crosswalk | None, rows: Sequence[Row]) -> Crosswalk | None:
    if version is None:
        return None
    links = tuple(
        Link(
            before=row.code("before"),
            now=row.code("now"),
            relation=row.one_of("relation", Relation, Relation.SAME),
            note=row.text("note"),
        )
        for row in rows
    )
    return replace(version, links=links)


def _general(rows: Sequence[Row], faults: list[str]) -> Instrument:
    """What is said of the whole; ด้าน and levels come from other sheets."""
    found = {row.text("label"): row for row in rows}
    missing = [label for key, label in LABELS.items() if key in _NEEDED and label not in found]
    if missing:
        faults.append(f"แผ่นงาน {GENERAL}: ไม่มี {', '.join(missing)} กรุณาคงแถวตามแบบที่ส่งออก")
    blank = Row(SheetRows(sheet=GENERAL, faults=faults), 0, {})
    told = {key: found.get(label, blank) for key, label in LABELS.items()}
    texts = {
        key: row.wanted("value") if key in _NEEDED and row is not blank else row.text("value")
        for key, row in told.items()
    }
    count = told["households"].read("value", words.read_whole, None)
    version = to_arabic(texts["crosswalk"])
    rounds = {one.label: one for one in Round}
    default = _chosen(told["default_round"], rounds) or (Round.AFTER,)
    return Instrument(
        id=texts["id"],
        version=to_arabic(texts["version"]),
        title=texts["title"],
        short_title=texts["short_title"],
        owner=texts["owner"],
        source=texts["source"],
        in_force_from=told["in_force_from"].whole("value"),
        subjects=_chosen(told["subjects"], {word: kind for kind, word in SUBJECTS.items()}),
        rounds=_chosen(told["rounds"], rounds),
        default_round=default[0],
        topics=(),
        levels=(),
        main_count=told["main_count"].whole("value"),
        content_hash="",
        text="",
        levels_note=texts["levels_note"],
        households=None
        if count is None
        else Households(
            count=count,
            check=TextCheck(
                status=CheckStatus.VERIFIED
                if texts["households_status"] == CheckStatus.VERIFIED.value
                else CheckStatus.PENDING,
                source=texts["households_source"] or PENDING_SOURCE,
            ),
        ),
        judges_office=told["judges_office"].read("value", words.read_yes, False),
        judges_plan=told["judges_plan"].read("value", words.read_yes, False),
        is_keyed=told["is_keyed"].read("value", words.read_yes, False),
        crosswalk=Crosswalk(version=version, links=()) if version else None,
    )


_NEEDED = frozenset(
    {
        "id", "version", "title", "short_title", "owner", "source",
        "in_force_from", "rounds", "default_round",
    }
)  # fmt: skip


def _chosen(row: Row, named: Mapping[str, _T]) -> tuple[_T, ...]:
    """Words between commas."""
    said = [one.strip() for one in row.text("value").split(",") if one.strip()]
    if unknown := [one for one in said if one not in named]:
        row.fault("value", f"“{', '.join(unknown)}” ใช้ไม่ได้ กรุณาเลือกจาก {', '.join(named)}")
    return tuple(named[one] for one in said if one in named)


def _placed(fault: str, text: str, numbers: Mapping[str, Sequence[int]]) -> str:
    """A fault of the YAML by the sheet and row that its line was made from."""
    line = _LINE.match(fault)
    if line is None:
        return fault
    sheet, place = _part_at(text.split("\n")[: int(line.group(1))])
    rows = numbers.get(sheet, ())
    where = f"แผ่นงาน {sheet}" + (f" แถว {rows[place]}" if 0 <= place < len(rows) else "")
    return f"{where}: {fault[line.end() :]}"


_SECTIONS = {
    "topics": (INDICATORS, "      - code:"),
    "levels": (LEVELS, "  - code:"),
    "parameters": (PARAMETERS, "  - key:"),
    "consistency": (CONSISTENCY, "  - key:"),
    "crosswalk": (CROSSWALK, "    - {"),
}


def _part_at(lines: Sequence[str]) -> tuple[str, int]:
    """The sheet of the last of these lines, and which of its things it belongs to, from 0."""
    section, place = "", -1
    for line in lines:
        if line and not line.startswith((" ", "#")):
            section, place = line.partition(":")[0], -1
        elif section in _SECTIONS and line.startswith(_SECTIONS[section][1]):
            place += 1
    return _SECTIONS[section][0] if section in _SECTIONS else GENERAL, place
