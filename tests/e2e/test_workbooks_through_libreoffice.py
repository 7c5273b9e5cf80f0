"""Workbooks of every kind of answer, filled in by LibreOffice and taken: the totals are the same.

Neither our own writer nor openpyxl touches them between going out and coming back.
"""

import random
import subprocess
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest
import yaml
from libreoffice import Typing, fill_in
from soundness import wrong_in

from cdd_desktop.bootstrap import Services, services_of
from cdd_desktop.checklists.grading import AnswerState
from cdd_desktop.checklists.instruments import MOI_23, AnswerKind, Indicator, Instrument, Round
from cdd_desktop.checklists.library import parse_instrument, shipped_instruments
from cdd_desktop.checklists.records import Answer
from cdd_desktop.checklists.workbooks.layout import HEADS, SHEET, columns_of
from cdd_desktop.checklists.workbooks.records import Outcome, Per
from cdd_desktop.documents.reading import read_grid
from cdd_desktop.documents.writing import write_csv
from cdd_desktop.places.importing import VillageImporter
from cdd_desktop.reporting.options import FileFormat, ReportOptions
from cdd_desktop.storage.store import Store

YEAR = 2569
AMPHOE = ("9301", "9302")
CODES = [f"{amphoe}01{moo:02}" for amphoe in AMPHOE for moo in range(1, 8)]
# those that ship without texts of their own are given items by the test, as an office imports them
ITEMS: dict[str, tuple[tuple[int, ...], dict[str, object]]] = {
    "gvh-6x22": (
        (4, 4, 4, 4, 3, 3),
        {"kind": "votes", "scale": {"lowest": 1, "highest": 5}},
    ),
    "village-contest": (
        (5,),
        {
            "kind": "choice",
            "options": [
                {"code": code, "text": f"ระดับ {code}", "points": points}
                for code, points in (("ก", 20), ("ข", 10), ("ค", 0))
            ],
        },
    ),
    "zero-waste": ((4,), {"kind": "number", "unit": "คะแนน"}),
}
INSTRUMENTS = (MOI_23, "cdd-6x2", "bmn-2560", "nrd2c-2556", "plan-standard", *ITEMS)
FIRST_ROW = 3  # from 0, under title, ด้าน and headings

pytestmark = pytest.mark.slow


@pytest.fixture
def office(store: Store, tmp_path: Path) -> Iterator[Services]:
    with services_of(store) as services:
        services.office.create("สำนักงานพัฒนาชุมชนจังหวัดพัทลุง", ["93"])
        sheet = tmp_path / "หมู่บ้าน.csv"
        rows = [(code, f"ควนเปี๊ยะ{number}") for number, code in enumerate(CODES)]
        write_csv(sheet, ("รหัสหมู่บ้าน", "ชื่อหมู่บ้าน"), rows)
        VillageImporter(store, services.areas).run(sheet)
        for instrument_id in ITEMS:
            publish_items(services, instrument_id)
        yield services


def publish_items(services: Services, instrument_id: str) -> None:
    """Keep a version with items of its own, of an instrument that ships without any."""
    (shipped,) = (one for one in shipped_instruments() if one.id == instrument_id)
    counts, kind = ITEMS[instrument_id]
    told = yaml.safe_load(shipped.text)
    numbers = iter(range(1, sum(counts) + 1))
    for topic, count in zip(told["topics"], counts, strict=True):
        topic["indicators"] = [
            {
                "code": f"{topic['code']}.{place}",
                "number": next(numbers),
                "text": f"ข้อทดสอบที่ {place} ของ{topic['name']}",
                "check": {"status": "รอตรวจ", "source": "ทดสอบ"},
                **deepcopy(kind),  # a part that stands twice would be written as a reference
            }
            for place in range(1, count + 1)
        ]
    told |= {"version": "ทดสอบ", "in_force_from": YEAR}
    told["counts"] = {"topics": len(counts), "indicators": sum(counts)}
    codes = [one["code"] for topic in told["topics"] for one in topic["indicators"]]
    links = [{"before": "", "now": code, "relation": "new"} for code in codes]
    told["crosswalk"] = {"version": shipped.version, "links": links}
    text = yaml.safe_dump(told, allow_unicode=True, sort_keys=False)
    kept = services.instruments.take(parse_instrument(text, f"{instrument_id}.yaml"))
    services.instruments.publish(kept.edition.uuid, date(2026, 11, 22))


def answered(indicator: Indicator, dice: random.Random) -> tuple[list[str | int], Answer]:
    """What is typed into the columns of an indicator, and the answer that it is."""
    measured = AnswerState.MEASURED
    match indicator.kind:
        case AnswerKind.PASS_FAIL:
            state = dice.choice([AnswerState.PASSED, AnswerState.FAILED])
            return [state.label], Answer(state=state)
        case AnswerKind.HOUSEHOLDS:
            value = dice.randrange(31)
            return [value], Answer(state=measured, value=value)  # type: ignore[arg-type]
        case AnswerKind.COUNT:
            if dice.random() < 0.2:
                return ["-", "-"], Answer(state=AnswerState.ABSENT)
            surveyed = dice.randrange(1, 400)
            passed = dice.randrange(surveyed + 1)
            return [surveyed, passed], Answer(
                state=measured,
                value=passed,  # type: ignore[arg-type]
                denominator=surveyed,  # type: ignore[arg-type]
            )
        case AnswerKind.SCORE:
            assert indicator.scale is not None
            value = dice.randrange(indicator.scale.lowest, indicator.scale.highest + 1)
            return [value], Answer(state=measured, value=value)  # type: ignore[arg-type]
        case AnswerKind.CHOICE:
            option = dice.choice(indicator.options)
            return [option.code], Answer(state=measured, value=option.points, choice=option.code)
        case AnswerKind.NUMBER:
            value = dice.randrange(100)
            return [value], Answer(state=measured, value=value)  # type: ignore[arg-type]
        case AnswerKind.VOTES:
            votes = tuple(dice.randrange(40) for _ in range(5))
            return list(votes), Answer(state=measured, votes=votes)


def typed(
    path: Path, instrument: Instrument, dice: random.Random
) -> tuple[dict[tuple[int, int], str | int], dict[str, dict[str, Answer]]]:
    """Every cell of a workbook, and what each village answers by that."""
    cells: dict[tuple[int, int], str | int] = {}
    told: dict[str, dict[str, Answer]] = {}
    keys = [one.key for one in columns_of(instrument)]
    for row, read in enumerate(read_grid(path, sheet=SHEET).rows[FIRST_ROW:], FIRST_ROW):
        values: list[str | int] = [30] if instrument.households is not None else []
        for indicator in instrument.indicators:
            own, answer = answered(indicator, dice)
            values += own
            told.setdefault(read.cells[0], {})[indicator.code] = answer
        assert len(values) == len(keys)
        cells |= {(row, len(HEADS) + place): value for place, value in enumerate(values)}
    return cells, told


def totals(answers: Iterator[tuple[str, Answer]]) -> Counter[tuple[str, str]]:
    """By indicator: villages by state, sums of what was counted, hands by score."""
    found: Counter[tuple[str, str]] = Counter()
    for code, answer in answers:
        if answer.value is None and not answer.votes:
            found[code, answer.state.value] += 1
        elif answer.votes:
            for score, hands in enumerate(answer.votes, 1):
                found[code, f"hands {score}"] += hands
        else:
            found[code, "value"] += int(answer.value or 0)
            found[code, "of"] += int(answer.denominator or 0)
    return found


def test_what_libreoffice_was_told_is_what_the_office_counts(
    office: Services, tmp_path: Path
) -> None:
    dice = random.Random(7)
    typings: list[Typing] = []
    expected: dict[str, Counter[tuple[str, str]]] = {}
    back: dict[str, list[Path]] = {}
    for id_ in INSTRUMENTS:
        instrument = office.checklists.instrument(id_, YEAR)
        folder = tmp_path / f"ส่งออก {id_}"
        made = office.workbooks.make(id_, YEAR, Round.AFTER, "93", Per.AMPHOE, folder)
        answers: list[tuple[str, Answer]] = []
        for place, one in enumerate(made):
            cells, told = typed(one.path, instrument, dice)
            out = tmp_path / f"{id_} {one.area_code}{'.ods' if place else '.xlsx'}"
            back.setdefault(id_, []).append(out)
            typings.append(Typing(path=one.path, sheet=SHEET, cells=cells, out=out))
            answers += [pair for sheet in told.values() for pair in sheet.items()]
        expected[id_] = totals(iter(answers))
        if instrument.households is not None:
            for indicator in instrument.indicators:
                if indicator.kind is AnswerKind.HOUSEHOLDS:
                    expected[id_][indicator.code, "of"] = 30 * len(CODES)
    fill_in(tmp_path, typings)
    for id_ in INSTRUMENTS:
        report = office.workbooks.take(back[id_])
        assert report.count(Outcome.NEW) == len(CODES)
        sheets = office.checklists.filled("93", id_, YEAR, Round.AFTER)
        counted = totals(pair for sheet in sheets for pair in sheet.answers.items())
        assert counted == expected[id_], id_
        owed = office.workbooks.outstanding(id_, YEAR, Round.AFTER)
        assert [one.is_owed for one in owed] == [False, False]
        assert office.workbooks.take(back[id_]).operation is None
        for report in ("checklist-blank", "checklist-filled"):
            paper = tmp_path / f"{id_} {report}.pdf"
            asked = ReportOptions(report=report, area_code="93", fiscal_year=YEAR, instrument=id_)
            office.reports.draw(asked, FileFormat.PDF, paper)
            subprocess.run(["qpdf", "--check", paper], capture_output=True, check=True)
            text = subprocess.run(["pdftotext", paper, "-"], capture_output=True, check=True).stdout
            assert text.count(b"\f") >= len(CODES)  # a form for each village
    assert not wrong_in(office.store)
    for _ in INSTRUMENTS:
        office.history.undo_last()
    assert all(not office.checklists.filled("93", id_, YEAR, Round.AFTER) for id_ in INSTRUMENTS)
