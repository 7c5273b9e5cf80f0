"""Reports with charts against counts made by hand in SQL, and the same numbers in every file."""

import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import openpyxl
import pytest

from cdd_desktop.bootstrap import Services, open_folder
from cdd_desktop.checklists.analysis import Analysis
from cdd_desktop.checklists.importing import AnswerImporter
from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.checklists.records import AnswerState, Round, SheetKey
from cdd_desktop.documents.charts import Radar, RadarGrid, RankedBars, StackedBars, StackedColumns
from cdd_desktop.documents.model import (
    Beside,
    Block,
    CellValue,
    Document,
    Paragraph,
    Row,
    RowKind,
    Table,
)
from cdd_desktop.documents.writing import write_csv
from cdd_desktop.errors import NotFound, ValidationFailed
from cdd_desktop.places.importing import VillageImporter
from cdd_desktop.places.records import AreaLevel
from cdd_desktop.reporting.options import FileFormat, ReportOptions
from cdd_desktop.thai.digits import Digits

if TYPE_CHECKING:
    from tests.conftest import FixedClock

PDF = FileFormat.PDF
NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
YEARS = (2566, 2568, 2569)  # nothing of 2567
TAMBON = {"930101": 5, "930103": 4, "930201": 6, "930202": 1, "930301": 3}
RANKING = ReportOptions(
    report="indicator-ranking", area_code="93", fiscal_year=2569, digits=Digits.ARABIC
)
COMPLETENESS = replace(RANKING, report="checklist-completeness")
TREND = replace(RANKING, report="levels-by-year")
RADAR = replace(RANKING, report="area-radar")
CHARTS = (RANKING, COMPLETENESS, TREND, RADAR)

ANSWERS = """
    SELECT {select}
      FROM answer a
      JOIN assessment s ON s.id = a.assessment_id
      JOIN village v ON v.id = s.village_id
      JOIN village_name n ON n.village_id = v.id
     WHERE v.kind = 'village' AND s.round = 'after' AND n.code LIKE :inside
"""
LEVELS = """
    SELECT part, year, sum(passed < 10), sum(passed BETWEEN 10 AND 16),
           sum(passed BETWEEN 17 AND 22), sum(passed = 23)
      FROM ({finished}) GROUP BY 1, 2
"""


@pytest.fixture(scope="module")
def empty_folder(database_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office of Phatthalung with villages, and nothing answered."""
    folder = tmp_path_factory.mktemp("empty")
    data = shutil.copytree(database_template, folder / "data")
    with open_folder(data, clock=lambda: NOW) as opened:
        opened.office.create("สำนักงานพัฒนาชุมชนจังหวัดพัทลุง", ["93"])
        write_csv(
            folder / "villages.csv",
            ("รหัสหมู่บ้าน", "ชื่อหมู่บ้าน"),
            [(code, f"ดอน{number}") for number, code in enumerate(codes())],
        )
        VillageImporter(opened.store, opened.areas).run(folder / "villages.csv")
    return data


@pytest.fixture(scope="module")
def filled_folder(empty_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three years of answers, some sheets begun, some finished, some not begun at all."""
    folder = tmp_path_factory.mktemp("filled")
    data = shutil.copytree(empty_folder, folder / "data")
    with open_folder(data, clock=lambda: NOW) as opened:
        _answer(opened, folder)
    return data


@pytest.fixture
def empty(empty_folder: Path, tmp_path: Path, clock: "FixedClock") -> Iterator[Services]:
    """A copy of the office with nothing answered, for one test."""
    with open_folder(shutil.copytree(empty_folder, tmp_path / "data"), clock=clock) as opened:
        yield opened


@pytest.fixture
def services(filled_folder: Path, tmp_path: Path, clock: "FixedClock") -> Iterator[Services]:
    """A copy of the office with its answers, for one test."""
    with open_folder(shutil.copytree(filled_folder, tmp_path / "data"), clock=clock) as opened:
        yield opened


def _answer(services: Services, folder: Path) -> None:
    chance = Random(4)
    indicators = [each.code for each in services.checklists.instrument(MOI_23).indicators]
    answers = [
        (code, str(year), indicator, "ผ่าน" if chance.random() < strength else "ไม่ผ่าน")
        for code in codes()
        for year in YEARS
        for strength, last in [(chance.choice((0.4, 0.7, 1)), chance.choice((0, 1, 22, 23, 23)))]
        for indicator in indicators[:last]
    ]
    write_csv(folder / "a.csv", ("รหัสหมู่บ้าน", "ปีงบประมาณ", "ตัวชี้วัด", "ผล"), answers)
    importer = AnswerImporter(services.store, services.checklists, services.villages)
    importer.run(folder / "a.csv", instrument_id=MOI_23)
    # the other round is another matter
    other = SheetKey(
        village_id=services.villages.by_code("93010101").id,
        instrument=MOI_23,
        fiscal_year=2569,
        round=Round.BEFORE,
    )
    for code in indicators:
        services.checklists.answer(other, code, AnswerState.PASSED)


def codes() -> list[str]:
    return [f"{tambon}{moo:02}" for tambon, last in TAMBON.items() for moo in range(1, last + 1)]


def by_hand(services: Services, sql: str, **values: str | int) -> list[tuple[int, ...]]:
    with closing(sqlite3.connect(services.store.path)) as connection:
        return connection.execute(sql, {"inside": "93%", **values}).fetchall()


def flat(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Beside):
            yield from flat((*block.left, *block.right))
        else:
            yield block


def made(services: Services, asked: ReportOptions) -> list[Block]:
    (sheet,) = services.reports.document(asked, PDF).sheets
    return list(flat(sheet.blocks))


def tables(blocks: Sequence[Block]) -> list[Table]:
    return [block for block in blocks if isinstance(block, Table)]


def rows(table: Table, kind: RowKind = RowKind.BODY) -> list[Row]:
    return [row for row in table.rows if row.kind is kind]


def of_hundred(count: int, base: int) -> Decimal | None:
    if not base:
        return None
    return (Decimal(count) * 100 / base).quantize(Decimal("0.01"), ROUND_HALF_UP)


def shares(values: Sequence[CellValue]) -> list[float]:
    return [float(value) / 100 for value in values if isinstance(value, Decimal)]


# --- indicators ---


def test_indicators_stand_by_the_share_that_fails_as_counted_by_hand(services: Services) -> None:
    counting = ANSWERS.format(select="a.indicator, count(*), sum(a.state = 'failed')")
    counting += "AND s.fiscal_year = :year GROUP BY 1"
    now = {code: told for code, *told in by_hand(services, counting, year=2569)}
    before = {code: told for code, *told in by_hand(services, counting, year=2568)}
    blocks = made(services, RANKING)
    (table,) = tables(blocks)
    assert len(rows(table)) == 23
    for row in rows(table):
        code = str(row.values[1])
        base, failed = now[code]
        share, share_before = of_hundred(failed, base), of_hundred(*reversed(before[code]))
        assert share is not None
        assert share_before is not None
        assert row.values[3:] == (
            *(base, base - failed, failed),
            *(share, share_before, share - share_before),
        )
    (total,) = rows(table, RowKind.TOTAL)
    assert total.values[3] == sum(base for base, _ in now.values())
    assert total.values[5] == sum(failed for _, failed in now.values())
    (chart,) = (block for block in blocks if isinstance(block, RankedBars))
    assert list(chart.values) == sorted(chart.values, key=lambda share: -(share or 0))
    assert [each.split()[0] for each in chart.labels] == [row.values[1] for row in rows(table)]
    printed = [row.values[6] for row in rows(table)]
    assert shares(printed) == pytest.approx(list(chart.values), abs=0.00006)
    assert shares([total.values[6]]) == pytest.approx([chart.mark], abs=0.00006)


def test_equal_shares_have_one_rank_and_stand_in_official_order(empty: Services) -> None:
    village = empty.villages.by_code("93010101").id
    key = SheetKey(village_id=village, instrument=MOI_23, fiscal_year=2569, round=Round.AFTER)
    for code, state in (("1.2", AnswerState.FAILED), ("1.1", AnswerState.FAILED)):
        empty.checklists.answer(key, code, state)
    empty.checklists.answer(key, "2.1", AnswerState.PASSED)
    (table,) = tables(made(empty, RANKING))
    assert [row.values[:2] for row in rows(table)][:4] == [
        *((1, "1.1"), (1, "1.2"), (3, "2.1"), (None, "1.3"))
    ]


def test_a_year_is_compared_with_the_one_that_was_asked_for(services: Services) -> None:
    (table,) = tables(made(services, replace(RANKING, compared_with=2566)))
    assert table.columns[7].heading == "ปี 2566"
    other = made(services, replace(RANKING, compared_with=2567))
    (total,) = rows(tables(other)[0], RowKind.TOTAL)
    assert total.values[7:] == (None, None)
    assert "ปี 2567 ไม่มีคำตอบ" in said(other)


@pytest.mark.parametrize("asked", [RANKING, RADAR])
@pytest.mark.parametrize(("year", "told"), [(2569, "ปีเดียวกัน"), (2551, "2551")])
def test_a_year_that_cannot_be_compared_is_refused(
    services: Services, asked: ReportOptions, year: int, told: str
) -> None:
    with pytest.raises(ValidationFailed, match=told):
        services.reports.document(replace(asked, compared_with=year), PDF)


# --- completeness ---


def test_completeness_is_what_a_count_by_hand_gives(services: Services) -> None:
    by_amphoe = """
        SELECT substr(n.code, 1, 4), count(*), sum(coalesce(done.answers, 0) = 0),
               sum(done.answers BETWEEN 1 AND 22), sum(coalesce(done.answers, 0) = 23)
          FROM village_name n JOIN village v ON v.id = n.village_id
          LEFT JOIN (SELECT s.village_id, count(*) AS answers
                       FROM assessment s JOIN answer a ON a.assessment_id = s.id
                      WHERE s.fiscal_year = 2569 AND s.round = 'after' GROUP BY s.id
                    ) done ON done.village_id = v.id
         WHERE v.kind = 'village' GROUP BY 1 ORDER BY 1
    """
    counted = [(*told[1:3], told[3] or 0, told[4]) for told in by_hand(services, by_amphoe)]
    blocks = made(services, COMPLETENESS)
    progress, unbegun = tables(blocks)
    assert [row.values[2:6] for row in rows(progress)] == counted
    (total,) = rows(progress, RowKind.TOTAL)
    assert total.values[2:6] == tuple(sum(column) for column in zip(*counted, strict=True))
    assert total.values[6] == of_hundred(sum(each[3] for each in counted), len(codes()))
    (chart,) = (block for block in blocks if isinstance(block, RankedBars))
    assert list(chart.values) == sorted(chart.values, key=lambda share: share or 0)
    assert sorted(shares([row.values[6] for row in rows(progress)])) == pytest.approx(
        list(chart.values), abs=0.00006
    )
    assert sum(int(str(row.values[1])) for row in rows(unbegun)) == total.values[3]
    named = [name for row in rows(unbegun) for name in str(row.values[2]).split(", ")]
    lines = services.checklists.progress(*COMPLETENESS.of_sheets)
    assert named == [line.label for line in lines if line.answered == 0]
    assert named


def test_the_names_of_repeating_tambon_are_told_apart_by_their_amphoe(services: Services) -> None:
    asked = replace(COMPLETENESS, grouped_by=AreaLevel.TAMBON)
    blocks = made(services, asked)
    (chart,) = (block for block in blocks if isinstance(block, RankedBars))
    assert all(label.startswith("ตำบล") and "อำเภอ" in label for label in chart.labels)
    assert len(chart.labels) == len(TAMBON)
    within = made(services, replace(asked, area_code="9301"))
    (chart,) = (block for block in within if isinstance(block, RankedBars))
    assert not any("อำเภอ" in label for label in chart.labels)


def test_an_area_without_villages_has_no_completeness(services: Services) -> None:
    with pytest.raises(NotFound, match="กรุณาตรวจทะเบียนหมู่บ้านและรายชื่อเป้าหมาย"):
        services.reports.document(replace(COMPLETENESS, area_code="9304"), PDF)


@pytest.mark.parametrize("asked", [COMPLETENESS, TREND, RADAR])
def test_a_level_wider_than_the_area_is_refused(services: Services, asked: ReportOptions) -> None:
    wider = replace(asked, area_code="9301", grouped_by=AreaLevel.PROVINCE)
    with pytest.raises(ValidationFailed, match="แคบกว่าจังหวัด"):
        services.reports.document(wider, PDF)


# --- levels ---


def test_levels_of_every_year_and_part_are_what_a_count_by_hand_gives(services: Services) -> None:
    finished = ANSWERS.format(
        select="substr(n.code, 1, 4) AS part, s.fiscal_year AS year, "
        "sum(a.state = 'passed') AS passed"
    )
    counting = LEVELS.format(finished=f"{finished} GROUP BY s.id HAVING count(*) = 23")
    counted = {(part, year): levels for part, year, *levels in by_hand(services, counting)}
    blocks = made(services, TREND)
    by_year, by_part = tables(blocks)
    assert [row.values[0] for row in rows(by_year)] == [f"ปี {year}" for year in YEARS]
    for year, row in zip(YEARS, rows(by_year), strict=True):
        levels = [
            sum(column)
            for column in zip(
                *(told for (_, of_year), told in counted.items() if of_year == year), strict=True
            )
        ]
        assert list(row.values[2::3]) == levels
        assert row.values[1] == sum(levels)
        assert row.values[3] == of_hundred(levels[0], sum(levels))
    first, second = rows(by_year)[:2]
    assert first.values[4::3] == (None,) * 4
    assert second.values[4] == Decimal(str(second.values[3])) - Decimal(str(first.values[3]))
    (chart,) = (block for block in blocks if isinstance(block, StackedColumns))
    assert [bar.counts for bar in chart.columns] == [row.values[2::3] for row in rows(by_year)]
    small = [bar.counts for block in blocks if isinstance(block, StackedBars) for bar in block.bars]
    assert small == [row.values[3::2] for row in rows(by_part)]
    parts = sorted({part for part, _ in counted})
    assert small == [
        tuple(counted.get((part, year), (0, 0, 0, 0))) for part in parts for year in YEARS
    ]
    totals = rows(by_part, RowKind.TOTAL)
    assert [row.values[3::2] for row in totals] == [row.values[2::3] for row in rows(by_year)]


def test_levels_over_the_years_agree_with_the_summary_of_each_year(services: Services) -> None:
    (by_year, _) = tables(made(services, TREND))
    for year, row in zip(YEARS, rows(by_year), strict=True):
        *_, total = services.checklists.summary(*replace(TREND, fiscal_year=year).of_sheets)
        assert row.values[1] == total.assessed
        assert row.values[2::3] == tuple(total.levels[level] for level in range(4))


def test_years_after_the_one_asked_for_are_left_out(services: Services) -> None:
    by_year, *_ = tables(made(services, replace(TREND, fiscal_year=2567)))
    assert [row.values[:2] for row in rows(by_year)][1:] == [("ปี 2567", 0)]


def test_only_the_newest_years_are_shown_and_always_the_one_asked_for(
    services: Services,
) -> None:
    analysis = Analysis(services.store, services.checklists)
    of_sheets = replace(TREND, fiscal_year=2570).of_sheets
    history = analysis.levels_by_year(*of_sheets, by=AreaLevel.AMPHOE, most_years=3)
    assert history.years == (2568, 2569, 2570)
    assert not history.of_all(2570)
    assert history.of_part("9301", 2566) == {}


# --- radars ---


@pytest.mark.parametrize(("area", "digits"), [("93", 4), ("9301", 6), ("930101", 8)])
def test_radars_are_the_shares_passed_of_each_part_as_counted_by_hand(
    services: Services, area: str, digits: int
) -> None:
    counting = ANSWERS.format(
        select="substr(n.code, 1, :digits), s.fiscal_year, substr(a.indicator, 1, 1), "
        "count(*), sum(a.state = 'passed')"
    )
    counted: Mapping[tuple[str, int, str], Sequence[int]] = {
        (str(part), year, str(topic)): told
        for part, year, topic, *told in by_hand(
            services, f"{counting} GROUP BY 1, 2, 3", digits=digits, inside=f"{area}%"
        )
    }
    parts = sorted({code[:digits] for code in codes() if code.startswith(area)})
    blocks = made(services, replace(RADAR, area_code=area))
    by_topic, by_part = tables(blocks)
    for part, row in zip(parts, rows(by_part), strict=True):
        wanted = [
            of_hundred(told[1], told[0])
            for topic in "1234"
            for year in (2569, 2568)
            for told in [counted.get((part, year, topic), (0, 0))]
        ]
        assert list(row.values[4:]) == wanted
    (total,) = rows(by_part, RowKind.TOTAL)
    (same,) = rows(by_topic, RowKind.TOTAL)
    for column in (2, 3):
        assert total.values[column] == sum(int(str(row.values[column])) for row in rows(by_part))
        assert total.values[column] == same.values[column - 1]
        assert total.values[column] == sum(
            int(str(row.values[column - 1])) for row in rows(by_topic)
        )
    (radar,) = (block for block in blocks if isinstance(block, Radar))
    for series, column in zip(radar.series, (3, 4), strict=True):
        printed = [row.values[column] for row in rows(by_topic)]
        assert shares(printed) == pytest.approx(list(series.values), abs=0.00006)
    assert [series.dashed for series in radar.series] == [False, True]
    (grid,) = (block for block in blocks if isinstance(block, RadarGrid))
    answered = [row for row in rows(by_part) if row.values[2]]
    assert list(grid.titles) == [row.values[1] for row in answered]
    for row, small in zip(answered, grid.radars, strict=True):
        printed = [0 if value is None else value for value in row.values[4::2]]
        assert [float(value) / 100 for value in printed] == pytest.approx(
            list(small.series[0].values), abs=0.00006
        )


def test_without_another_year_there_is_nothing_dashed_and_a_note_says_so(
    services: Services,
) -> None:
    blocks = made(services, replace(RADAR, compared_with=2567))
    (radar,) = (block for block in blocks if isinstance(block, Radar))
    assert [series.label for series in radar.series] == ["ปี 2569"]
    assert "ปี 2567 ไม่มีคำตอบ" in said(blocks)


# --- all of them ---


def said(blocks: Sequence[Block]) -> str:
    return "\n".join(block.text for block in blocks if isinstance(block, Paragraph))


@pytest.mark.parametrize("asked", [RANKING, TREND, RADAR])
def test_with_nothing_answered_there_is_no_chart_but_what_to_do_next(
    empty: Services, asked: ReportOptions
) -> None:
    blocks = made(empty, asked)
    assert "กรุณากรอกแบบประเมิน" in said(blocks)
    drawn = RankedBars | StackedColumns | StackedBars | Radar | RadarGrid
    assert not any(isinstance(block, drawn) for block in blocks)


@pytest.mark.parametrize("file_format", FileFormat)
@pytest.mark.parametrize("area", ["93", "930202"])
@pytest.mark.parametrize("asked", CHARTS, ids=lambda asked: asked.report)
def test_files_are_made_before_anything_is_answered_and_of_a_single_village(
    empty: Services, asked: ReportOptions, area: str, file_format: FileFormat, tmp_path: Path
) -> None:
    out = tmp_path / f"a.{file_format.value}"
    empty.reports.make(replace(asked, area_code=area), file_format, out)
    assert out.stat().st_size > 0


@pytest.mark.parametrize("asked", CHARTS, ids=lambda asked: asked.report)
def test_the_workbook_and_the_pdf_hold_the_documents_numbers(
    services: Services, asked: ReportOptions, tmp_path: Path
) -> None:
    document = services.reports.document(asked, PDF)
    services.reports.make(asked, FileFormat.XLSX, tmp_path / "a.xlsx")
    services.reports.make(asked, PDF, tmp_path / "a.pdf")
    text = pdf_text(tmp_path / "a.pdf")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    found = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}
    book.close()
    for table in tables(list(flat(document.sheets[0].blocks))):
        for row in (*rows(table), *rows(table, RowKind.TOTAL)):
            assert written(row) in [
                tuple(cell_of(value) for value in line[: len(row.values)])
                for line in found[table.name]
            ]
        for row in rows(table, RowKind.TOTAL):
            for value in row.values:
                if isinstance(value, int):
                    assert f"{value:,}" in text
                elif isinstance(value, Decimal):
                    assert f"{value:,.2f}" in text


def written(row: Row) -> tuple[object, ...]:
    return tuple(cell_of(value) for value in row.values)


def cell_of(value: object) -> object:
    """As a number where it is one: a workbook keeps no trailing noughts."""
    if value == "":
        return None
    return round(float(value), 2) if isinstance(value, int | float | Decimal) else value


def pdf_text(path: Path) -> str:
    command = ["pdftotext", "-layout", "-enc", "UTF-8", str(path), "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


def test_one_part_alone_is_not_drawn_a_second_time(services: Services) -> None:
    blocks = made(services, replace(RADAR, area_code="930202"))
    assert not any(isinstance(block, RadarGrid) for block in blocks)
    assert len(tables(blocks)) == 1
    assert not any(
        isinstance(block, RankedBars)
        for block in made(services, replace(COMPLETENESS, area_code="9303"))
    )
    trend = made(services, replace(TREND, area_code="930202"))
    assert not any(isinstance(block, StackedBars) for block in trend)


def test_documents_say_what_they_are_about(services: Services) -> None:
    for asked in CHARTS:
        document: Document = services.reports.document(asked, PDF)
        (sheet,) = document.sheets
        assert sheet.subject == "area:93/moi-4x23/2569/after"
        assert "จังหวัดพัทลุง ปีงบประมาณ 2569 รอบหลัง" in str(sheet.blocks[0])
