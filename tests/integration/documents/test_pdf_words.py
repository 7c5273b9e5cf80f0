"""Every name and word comes back from a PDF as it was written, letter by letter, in its order."""

import gzip
import io
import random
import subprocess
from collections.abc import Callable, Iterator, Sequence

import geothai
import pypdfium2
import pytest

from cdd_desktop import paths
from cdd_desktop.documents.model import Document, Paragraph, Sheet
from cdd_desktop.documents.pdf.render import render_pdf
from cdd_desktop.thai.digits import Digits

Reader = Callable[[bytes], str]

A_SHEET = 2_000
FOOTER = "หน้า "


def place_names() -> list[str]:
    """Of all provinces, amphoe and tambon of the country."""
    provinces = geothai.provinces()
    amphoe = [one for province in provinces for one in geothai.districts(province.code)]
    tambon = [one for district in amphoe for one in geothai.subdistricts(district.code)]
    return sorted({one.name_th for one in (*provinces, *amphoe, *tambon)})


def dictionary() -> list[str]:
    """All words that the segmenter knows."""
    with gzip.open(paths.resource("words", "words_th.tsv.gz"), "rt", encoding="utf-8") as lines:
        return sorted({line.split("\t")[0] for line in lines})


def written(words: Sequence[str], *, bold: bool) -> bytes:
    """A PDF with each word on a line of its own."""
    sheets = tuple(
        Sheet(
            name=str(start),
            subject="x",
            blocks=tuple(
                Paragraph(text=word, bold=bold, small=True)
                for word in words[start : start + A_SHEET]
            ),
        )
        for start in range(0, len(words), A_SHEET)
    )
    stream = io.BytesIO()
    render_pdf(Document(title="คำ", sheets=sheets, digits=Digits.ARABIC), stream)
    return stream.getvalue()


def by_pdfium(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as opened:
        return "\n".join(page.get_textpage().get_text_range() for page in opened)


def by_poppler(pdf: bytes) -> str:
    command = ["pdftotext", "-layout", "-enc", "UTF-8", "-", "-"]
    told = subprocess.run(command, input=pdf, capture_output=True, check=True)
    return told.stdout.decode().replace("\f", "\n")


def lines(text: str) -> Iterator[str]:
    for line in map(str.strip, text.splitlines()):
        if line and not line.startswith(FOOTER):
            yield line


READERS = (by_pdfium, by_poppler)
IN_BOTH_WEIGHTS = pytest.mark.parametrize(
    "bold", [True, pytest.param(False, marks=pytest.mark.slow)]
)


def check(words: Sequence[str], *, bold: bool) -> None:
    pdf = written(words, bold=bold)
    for read in READERS:
        assert list(lines(read(pdf))) == list(words), read.__name__


@IN_BOTH_WEIGHTS
def test_names_of_places_come_back(bold: bool) -> None:
    check(random.Random(2569).sample(place_names(), 2_000), bold=bold)


@pytest.mark.slow
@IN_BOTH_WEIGHTS
def test_the_names_of_all_places_of_the_country_come_back(bold: bool) -> None:
    check(place_names(), bold=bold)


@IN_BOTH_WEIGHTS
def test_words_of_the_dictionary_come_back(bold: bool) -> None:
    check(random.Random(2569).sample(dictionary(), 3_000), bold=bold)


@pytest.mark.slow
@IN_BOTH_WEIGHTS
def test_all_words_of_the_dictionary_come_back(bold: bool) -> None:
    check(dictionary(), bold=bold)
