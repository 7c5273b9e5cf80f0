"""What two different readers get out of the demo's filled sheets equals what was stored."""

import random
import re
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest

from cdd_desktop.bootstrap import Services, open_office
from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.checklists.records import AnswerState, Round
from cdd_desktop.demo.office import PROVINCE
from cdd_desktop.documents.model import Beside, Check, Document, FieldLine, Paragraph, Table, Title
from cdd_desktop.reporting.options import FileFormat, ReportOptions
from cdd_desktop.reporting.rendering import render
from cdd_desktop.thai.digits import Digits

PAGES = 50
OPTIONS = ReportOptions(
    report="checklist-filled", area_code=PROVINCE, fiscal_year=2569, digits=Digits.ARABIC
)

Reader = Callable[[Path, int], str]


def by_pdfium(path: Path, page: int) -> str:
    with closing(pypdfium2.PdfDocument(path)) as pdf:
        return str(pdf[page].get_textpage().get_text_bounded())


def by_poppler(path: Path, page: int) -> str:
    number = str(page + 1)
    command = ["pdftotext", "-f", number, "-l", number, "-raw", str(path), "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


def bare(text: str) -> str:
    """Without blanks: where lines break is not stored."""
    return re.sub(r"\s+", "", text)


def texts(block: object) -> Iterator[str]:
    """Every text of a block, table cells included."""
    match block:
        case Title(text=text, lines=lines):
            yield from (text, *lines)
        case Paragraph(text=text):
            yield text
        case FieldLine(fields=fields):
            for field in fields:
                yield from (field.label, field.value or "")
        case Table(rows=rows):
            for row in rows:
                yield from (value for value in row.values if isinstance(value, str))
        case Beside(left=left):
            for inner in left:
                yield from texts(inner)


@pytest.fixture(scope="module")
def document(demo_folder: Path) -> Document:
    with open_office(demo_folder) as services:
        return services.reports.document(OPTIONS, FileFormat.PDF)


@pytest.fixture(scope="module")
def printed(document: Document, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("printed") / "filled.pdf"
    assert render(document, FileFormat.PDF, out) == 2 * len(document.sheets)
    return out


@pytest.mark.parametrize("reader", [by_pdfium, pytest.param(by_poppler, marks=pytest.mark.slow)])
def test_fifty_random_pages_read_back_as_stored(
    document: Document, printed: Path, reader: Reader
) -> None:
    chosen = random.Random(23).sample(range(len(document.sheets)), PAGES // 2)
    for number in chosen:
        sheet = document.sheets[number]
        read = bare("".join(reader(printed, page) for page in (2 * number, 2 * number + 1)))
        assert not re.search("[\u200b\u2063\ue000-\uf8ff]", read)
        for block in sheet.blocks:
            for text in texts(block):
                assert bare(text) in read, (sheet.name, text)


def test_the_ticks_stand_where_the_answers_are(demo: Services, document: Document) -> None:
    sheets = demo.checklists.filled(PROVINCE, MOI_23, 2569, Round.AFTER)
    assert len(sheets) == len(document.sheets)
    for stored, paper in zip(sheets, document.sheets, strict=True):
        table = next(block for block in paper.blocks if isinstance(block, Table))
        ticks = {
            row.values[0]: (row.values[2], row.values[3])
            for row in table.rows
            if len(row.values) > 1
        }
        for code, answer in stored.answers.items():
            passed = answer.state is AnswerState.PASSED
            assert ticks[code] == (
                (Check.TICKED, Check.EMPTY) if passed else (Check.EMPTY, Check.TICKED)
            )
