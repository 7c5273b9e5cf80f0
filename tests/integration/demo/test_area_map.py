"""The map of the demo: its shades, its table, its workbook and SQL say the same."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import text

from cdd_desktop.bootstrap import Services
from cdd_desktop.checklists.instruments import CDD_6X2, MOI_23
from cdd_desktop.documents.charts import Map
from cdd_desktop.documents.model import Document, Paragraph, RowKind, Table
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.places.records import AreaLevel
from cdd_desktop.reporting.measures import CLASSES, AreaFigure, measures_of
from cdd_desktop.reporting.options import FileFormat, ReportOptions
from cdd_desktop.storage.history import Intent

INTENT = Intent(action="test.boundaries", summary="ทดสอบ")
ASKED = ReportOptions(report="area-map", area_code="90", fiscal_year=2570)
COUNTED = {
    "": "sum(coalesce(a.answered, 0) = 23), count(*)",
    "level:2": "sum(coalesce(a.level, 0) >= 2), count(a.level)",
}
SHEETS = """
    SELECT substr(n.tambon_code, 1, :length), {counted} FROM village v
    JOIN village_name n ON n.village_id = v.id AND n.valid_to IS NULL
    LEFT JOIN assessment a ON a.village_id = v.id AND a.fiscal_year = :year AND a.round = 'after'
    WHERE v.kind = 'village' GROUP BY 1 ORDER BY 1
"""
ANSWERS = """
    SELECT substr(n.tambon_code, 1, :length), sum(w.state = 'passed'), count(*) FROM answer w
    JOIN assessment a ON a.id = w.assessment_id AND a.fiscal_year = :year AND a.round = 'after'
    JOIN village_name n ON n.village_id = a.village_id AND n.valid_to IS NULL
    WHERE w.indicator = '2.3' AND w.state IN ('passed', 'failed') GROUP BY 1 ORDER BY 1
"""


def document(services: Services, asked: ReportOptions) -> Document:
    return services.reports.document(asked, FileFormat.PDF)


def map_of(document: Document) -> Map:
    (drawn,) = (block for block in document.sheets[0].blocks if isinstance(block, Map))
    return drawn


def body(document: Document) -> list[tuple[Any, ...]]:
    (table,) = (block for block in document.sheets[0].blocks if isinstance(block, Table))
    return [row.values for row in table.rows if row.kind is RowKind.BODY]


def by_sql(services: Services, asked: ReportOptions, length: int) -> list[AreaFigure]:
    statement = SHEETS.format(counted=COUNTED.get(asked.measure, ""))
    with services.store.reading() as session:
        rows = session.execute(
            text(statement if asked.measure in COUNTED else ANSWERS),
            {"length": length, "year": asked.fiscal_year},
        ).all()
    inside = [row for row in rows if row[0].startswith(asked.area_code)]
    return [AreaFigure(code=code, counted=counted, base=base) for code, counted, base in inside]


@pytest.mark.parametrize(
    ("area", "by", "length", "measure"),
    [
        ("90", None, 4, ""),
        ("90", AreaLevel.TAMBON, 6, "level:2"),
        ("9003", None, 6, "indicator:2.3"),
        pytest.param("90", None, 4, "level:2", marks=pytest.mark.slow),
        pytest.param("90", None, 4, "indicator:2.3", marks=pytest.mark.slow),
        pytest.param("90", AreaLevel.TAMBON, 6, "", marks=pytest.mark.slow),
        pytest.param("90", AreaLevel.TAMBON, 6, "indicator:2.3", marks=pytest.mark.slow),
        pytest.param("9003", None, 6, "", marks=pytest.mark.slow),
        pytest.param("9003", None, 6, "level:2", marks=pytest.mark.slow),
    ],
)
def test_shades_and_table_are_what_sql_counts(
    demo: Services, measure: str, area: str, by: AreaLevel | None, length: int
) -> None:
    asked = replace(ASKED, area_code=area, grouped_by=by, measure=measure)
    made = document(demo, asked)
    figures = [one for one in by_sql(demo, asked, length) if one.base]
    told = [row for row in body(made) if row[2]]
    assert [row[2:5] for row in told] == [(one.base, one.counted, one.percent) for one in figures]
    names = [demo.areas.get(one.code).name for one in figures]
    assert [row[1] for row in told] == names
    shades = [region.shade for region in map_of(made).regions if region.shade is not None]
    assert shades == [one.shade for one in figures]
    assert [row[5] for row in told] == [CLASSES[one.shade or 0] for one in figures]


def test_the_workbook_has_the_numbers_of_the_table(demo: Services, tmp_path: Path) -> None:
    asked = replace(ASKED, measure="level:1")
    out = tmp_path / "map.xlsx"
    demo.reports.make(asked, FileFormat.XLSX, out)
    book = openpyxl.load_workbook(out)
    written = [cells for cells in book.worksheets[0].iter_rows(values_only=True) if cells[1]]
    rows = {cells[1]: cells[2:4] for cells in written}
    made = document(demo, asked)
    for row in body(made):
        assert rows[row[1]] == row[2:4]
    assert rows["รวม"] == tuple(sum(row[at] for row in body(made)) for at in (2, 3))


@pytest.mark.parametrize("file_format", FileFormat)
@pytest.mark.parametrize(
    "area",
    ["90", *(pytest.param(area, marks=pytest.mark.slow) for area in ("9001", "900101"))],
)
def test_every_file_is_made_for_every_level(
    demo: Services, file_format: FileFormat, area: str, tmp_path: Path
) -> None:
    asked = replace(ASKED, area_code=area, as_of=date(2026, 9, 30))
    out = tmp_path / f"a.{file_format.value}"
    assert demo.reports.make(asked, file_format, out).length > 0


def test_a_year_without_answers_is_hatched_all_over(demo: Services) -> None:
    made = document(demo, replace(ASKED, fiscal_year=2560, measure="indicator:1.1"))
    assert {region.shade for region in map_of(made).regions} == {None}
    assert {row[4:] for row in body(made)} == {(None, "ไม่มีข้อมูล")}


def test_legend_source_and_classes_stand_on_paper(demo: Services) -> None:
    drawn = map_of(document(demo, ASKED))
    assert [(one.label, one.shade) for one in drawn.legend] == [
        (label, shade) for shade, label in enumerate(CLASSES)
    ]
    assert "ใช้อ้างอิงไม่ได้" in drawn.source


def test_areas_without_a_boundary_are_named_and_stay_in_the_table(demo: Services) -> None:
    with demo.store.writing(INTENT) as work:
        work.session.execute(text("DELETE FROM boundary WHERE code = '9004'"))
    made = document(demo, ASKED)
    told = [block.text for block in made.sheets[0].blocks if isinstance(block, Paragraph)]
    assert any("อำเภอนาทวี" in text and "ตาราง" in text for text in told)
    assert "นาทวี" in [row[1] for row in body(made)]


def test_without_boundaries_the_table_is_made_and_says_how_to_get_a_map(demo: Services) -> None:
    demo.boundaries.remove(AreaLevel.AMPHOE)
    made = document(demo, ASKED)
    told = [block.text for block in made.sheets[0].blocks if isinstance(block, Paragraph)]
    assert any("กรุณาโหลด" in text for text in told)
    assert len(body(made)) == 16


def test_a_measure_that_the_instrument_has_not_is_refused_with_those_it_has(
    demo: Services,
) -> None:
    with pytest.raises(ValidationFailed, match="level:1"):
        document(demo, replace(ASKED, measure="indicator:9.9"))
    with pytest.raises(ValidationFailed, match="ไม่มีค่า"):
        document(demo, replace(ASKED, instrument=CDD_6X2, measure="level:1"))


@pytest.mark.parametrize("instrument", [pytest.param(MOI_23, marks=pytest.mark.slow), CDD_6X2])
def test_every_measure_of_an_instrument_makes_a_map(demo: Services, instrument: str) -> None:
    measures = measures_of(demo.checklists.instrument(instrument))
    assert len({measure.key for measure in measures}) == len(measures)
    for measure in measures:
        asked = replace(ASKED, instrument=instrument, measure=measure.key)
        assert len(map_of(document(demo, asked)).regions) == 16


@pytest.mark.parametrize(
    ("counted", "base", "shade"),
    [(0, 0, None), (0, 8, 0), (1, 8, 0), (2, 8, 1), (4, 8, 2), (6, 8, 3), (8, 8, 3), (2, 3, 2)],
)
def test_classes_begin_at_their_limits(counted: int, base: int, shade: int | None) -> None:
    figure = AreaFigure(code="9001", counted=counted, base=base)
    assert figure.shade == shade
    assert (figure.percent is None) is (shade is None)
    assert figure.percent is None or isinstance(figure.percent, Decimal)
