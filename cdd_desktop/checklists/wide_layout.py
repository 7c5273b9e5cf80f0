"""Finding the heading of a sheet with a village a row and a column for each indicator.

Pure. A heading may take up to three rows (ด้าน over codes over texts) and stand under titles.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cdd_desktop.checklists.instruments import Instrument, Round
from cdd_desktop.checklists.typed_codes import wide_codes
from cdd_desktop.checklists.wide_counts import CountWord, base_uses, count_heading
from cdd_desktop.documents.headings import plain_heading
from cdd_desktop.documents.reading import ReadGrid, ReadRow
from cdd_desktop.thai.calendar import is_fiscal_year
from cdd_desktop.thai.digits import to_arabic
from cdd_desktop.thai.text import clean_line

# compared as `plain_heading` gives them
PLACE_TITLES: Mapping[str, tuple[str, ...]] = {
    "code": ("รหัสหมู่บ้าน", "รหัสหมู่บ้านชุมชน", "รหัสชุมชน", "villagecode", "รหัส", "code"),
    "province": ("จังหวัด", "ชื่อจังหวัด", "province"),
    "amphoe": ("อำเภอ", "ชื่ออำเภอ", "amphoe", "district"),
    "tambon": ("ตำบล", "ชื่อตำบล", "tambon", "subdistrict"),
    "moo": ("หมู่ที่", "หมู่", "ม", "moo"),
    "name": ("ชื่อบ้าน", "ชื่อหมู่บ้าน", "ชื่อหมู่บ้านชุมชน", "ชื่อชุมชน", "หมู่บ้าน", "บ้าน", "villagename"),
    "year": ("ปีงบประมาณ", "fiscalyear", "ปี", "year"),
    "round": ("รอบการประเมิน", "รอบ", "round"),
}
_PLAIN = {title: column for column, titles in PLACE_TITLES.items() for title in titles}
_ROWS_SEARCHED = 30
_COLUMNS_SEARCHED = 200  # what stands further right is nobody's form
_DEEPEST = 3
_FEWEST = 2  # one column that looks like an indicator may be anything
_FEWEST_ALONE = 5  # beside no column of a place: a row of data holds codes and numbers too
_ALIKE_FROM = 12  # letters that two texts of one indicator must share at their beginning

_LEADING_CODE = re.compile(
    r"^(?:ตัวชี้วัด|ข้อ)?(?:ที่)?\s*\(?(\d{1,2}(?:\.\d{1,2})?)\)?[.):]?(?:\s+(.*))?$"
)
_YEAR = re.compile(r"ปีงบประมาณ\s*(?:พ\.?\s?ศ\.?)?\s*(\d{4})")
_ROUND = re.compile(r"รอบ(ก่อน|หลัง)")


@dataclass(frozen=True, slots=True, kw_only=True)
class WideLayout:
    """What each column holds: a key of `PLACE_TITLES`, an indicator's code or households.

    `headings` are what stands over the columns, `body` the place of the first row under them.
    `year` and `round` are what the titles tell; `dates` are columns whose heading a spreadsheet
    turned into a date, with the code that it was where the neighbours prove it.
    """

    headings: tuple[str, ...]
    body: int
    uses: Mapping[int, str]
    dates: Mapping[int, str]
    year: int | None
    round: Round | None


def find_wide(grid: ReadGrid, instrument: Instrument) -> WideLayout | None:
    """The heading of a wide sheet; None where no rows name several indicators."""
    names = _Names(instrument)
    best: tuple[tuple[int, int, int], _Heading] | None = None
    for start in range(min(len(grid.rows), _ROWS_SEARCHED)):
        for depth in range(1, min(_DEEPEST, len(grid.rows) - start) + 1):
            heading = _Heading(grid.rows[start : start + depth], names, start + depth)
            fewest = _FEWEST if heading.places else _FEWEST_ALONE
            if heading.is_broken or len(set(heading.indicators.values())) < fewest:
                continue
            named = {*heading.indicators.values(), *heading.places.values()}
            score = (len(named) + len(heading.counted), -depth, -start)
            if best is None or score > best[0]:
                best = (score, heading)
    return None if best is None else best[1].layout(grid)


class _Heading:
    """Some rows taken for a heading."""

    def __init__(self, rows: Sequence[ReadRow], names: "_Names", body: int) -> None:
        self._instrument = names.instrument
        self._names = names
        self._body = body
        self._columns = list(zip(*(row.cells[:_COLUMNS_SEARCHED] for row in rows), strict=True))
        self.places: dict[int, str] = {}
        self.indicators: dict[int, int] = {}  # numbers of indicators by column
        self.dates: dict[int, set[int]] = {}
        self.bases: dict[int, int] = {}  # columns of target households; 0: of no one indicator
        self.counted: dict[int, CountWord] = {}
        self.is_broken = False
        for place, texts in enumerate(self._columns):
            self._take_place(place, [text for text in texts if text])
        if not self.is_broken:
            for place, texts in enumerate(self._columns):
                if place not in self.places:
                    self._take_indicator(place, [text for text in texts if text])
            self._count_anew_by_topic()
            self._prove_dates()

    def layout(self, grid: ReadGrid) -> WideLayout:
        codes = {one.number: one.code for one in self._instrument.indicators}
        titles = [
            to_arabic(clean_line(cell))
            for row in grid.rows[: self._body]
            for cell in row.cells
            if cell
        ]
        years = {int(year) for text in titles for year in _YEAR.findall(text)}
        years = {year for year in years if is_fiscal_year(year)}
        rounds = {word for text in titles for word in _ROUND.findall(text)}
        uses = dict(self.places)
        uses |= {place: codes[number] for place, number in self.indicators.items()}
        uses |= base_uses(self.bases, self.indicators, codes)
        return WideLayout(
            headings=tuple(_heading_text(texts) for texts in self._columns),
            body=self._body,
            uses=dict(sorted(uses.items())),
            dates={place: uses.get(place, "") for place in self.dates},
            year=years.pop() if len(years) == 1 else None,
            round=_only_round(rounds),
        )

    def _take_place(self, place: int, texts: Sequence[str]) -> None:
        meant = [_PLAIN.get(plain_heading(text), "") for text in texts]
        known = {column for column in meant if column}
        if not known:
            return
        # a row of data was taken for a part of the heading
        self.is_broken = self.is_broken or len(known) > 1 or "" in meant
        self.places[place] = known.pop()

    def _take_indicator(self, place: int, texts: Sequence[str]) -> None:
        for text in reversed(texts):  # the lowest heading is the narrowest
            if self._takes_count(place, text, texts):
                return
            dates, number = self._names.meant_by(text)
            if dates:
                self.dates[place] = set(dates)
                return
            if number is not None:
                self.indicators[place] = number
                return

    def _takes_count(self, place: int, text: str, texts: Sequence[str]) -> bool:
        """Whether a heading tells of households other than those that passed."""
        said = count_heading(text) if self._instrument.counts_households else None
        if said is None:
            return False
        self.counted[place] = said.word
        if said.word is CountWord.OF:
            above = (self._names.meant_by(other)[1] for other in texts if other != text)
            own = self._instrument.find(said.code) if said.code else None
            named = own.number if own is not None else next(filter(None, above), 0)
            self.bases[place] = named
        return said.word is not CountWord.PASSED

    def _count_anew_by_topic(self) -> None:
        """Headings 1, 2, 3 that begin again under each ด้าน count through the instrument."""
        topics = self._instrument.topics
        by_topic = [n for topic in topics for n in range(1, len(topic.indicators) + 1)]
        columns = sorted(self.indicators)
        if len(topics) > 1 and [self.indicators[place] for place in columns] == by_topic:
            self.indicators = {place: number for number, place in enumerate(columns, 1)}

    def _prove_dates(self) -> None:
        """A date is the code it was where a neighbour is the indicator before or after it."""
        known = self.dates | {place: {number} for place, number in self.indicators.items()}
        taken = set(self.indicators.values())
        for place, numbers in self.dates.items():
            before, after = (known.get(self._beside(place, step), set()) for step in (-1, 1))
            proven = [n for n in numbers - taken if n - 1 in before or n + 1 in after]
            if len(proven) == 1:
                self.indicators[place] = proven[0]

    def _beside(self, place: int, step: int) -> int:
        """The next column that is more than households of the one before it."""
        place += step
        while self.counted.get(place, CountWord.PASSED) is not CountWord.PASSED:
            place += step
        return place


def _heading_text(texts: Sequence[str]) -> str:
    return " ".join(dict.fromkeys(clean_line(text) for text in texts if text))


def _only_round(words: set[str]) -> Round | None:
    if len(words) != 1:
        return None
    return Round.BEFORE if words == {"ก่อน"} else Round.AFTER


class _Names:
    """What headings mean, each worked out once: a sheet may have thousands of columns."""

    def __init__(self, instrument: Instrument) -> None:
        self.instrument = instrument
        self._texts = [(plain_heading(one.text), one) for one in instrument.indicators]
        self._known: dict[str, tuple[frozenset[int], int | None]] = {}

    def meant_by(self, heading: str) -> tuple[frozenset[int], int | None]:
        """The indicators that a date may have been, or else the one that the heading names."""
        if heading not in self._known:
            dates = frozenset(_date_numbers(heading, self.instrument))
            self._known[heading] = (dates, None if dates else self._number_of(heading))
        return self._known[heading]

    def _number_of(self, heading: str) -> int | None:
        """The indicator a heading names by code, number or text."""
        text = to_arabic(clean_line(heading))
        said = count_heading(text) if self.instrument.counts_households else None
        indicator = self.instrument.find(said.code if said is not None and said.code else text)
        match = _LEADING_CODE.match(text)
        if indicator is None and match is not None and not (match[2] or "").startswith("ด้าน"):
            indicator = self.instrument.find(match[1])
        if indicator is None:
            plain = plain_heading(text)
            alike = [
                one
                for known, one in self._texts
                if plain == known or (len(plain) >= _ALIKE_FROM and known.startswith(plain))
            ]
            indicator = alike[0] if len(alike) == 1 else None
        return None if indicator is None else indicator.number


def _date_numbers(heading: str, instrument: Instrument) -> Iterator[int]:
    """The indicators whose code a spreadsheet may have turned into this date, read either way."""
    for code in wide_codes(heading, instrument):
        yield instrument.indicator(code).number
