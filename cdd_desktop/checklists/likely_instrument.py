"""Which instrument the answers of a file are of: as its titles say, else as its columns fit."""

from collections.abc import Sequence

from cdd_desktop.checklists.answer_file import list_titles
from cdd_desktop.checklists.instruments import Instrument
from cdd_desktop.checklists.wide_counts import CountWord, count_heading
from cdd_desktop.checklists.wide_layout import find_wide
from cdd_desktop.documents.headings import likely_columns, plain_heading, table_under
from cdd_desktop.documents.reading import ReadGrid
from cdd_desktop.errors import ImportRejected

_TITLE_ROWS = 12
_WHOLE = 2  # a file that names all outweighs one more that fits by chance
_ROWS_LOOKED_AT = 2_000  # of a long list; its beginning is like the rest


def likely_instrument(grid: ReadGrid, instruments: Sequence[Instrument]) -> Instrument:
    """The one that the file tells; the first of `instruments` where it does not.

    One whose every indicator is named is likelier than a longer one that has as many of them, and
    what is keyed likelier than what has the same codes; what has no indicators has no answers.
    """
    titles = plain_heading(
        " ".join(cell for row in grid.rows[:_TITLE_ROWS] for cell in row.cells if cell)
    )
    asking = [one for one in instruments if one.indicators] or instruments
    return max(asking, key=lambda one: (_is_named(one, titles), *_fit(grid, one)))


def _is_named(instrument: Instrument, titles: str) -> bool:
    return plain_heading(instrument.short_title) in titles


def _fit(grid: ReadGrid, instrument: Instrument) -> tuple[int, bool]:
    """How well the file fits: indicators that it names, less what it names of none, and more where
    it names them all. Then whether it is keyed, where anything fits."""
    known, strange, is_right = _named(grid, instrument)
    fit = known - strange + int(is_right)
    if known == len(instrument.indicators):
        fit += _WHOLE
    return fit, fit > 0 and instrument.is_keyed


def _named(grid: ReadGrid, instrument: Instrument) -> tuple[int, int, bool]:
    """Indicators named, names of none, and whether counts stand where there are to be some."""
    layout = find_wide(grid, instrument)
    if layout is not None:
        codes = {one.code for one in instrument.indicators}
        is_right = any(map(_is_count, layout.headings)) == instrument.counts_households
        return len(codes & set(layout.uses.values())), 0, is_right
    try:
        table = table_under(grid, list_titles(instrument))
    except ImportRejected:
        return 0, 0, False
    places = {use: at for at, use in likely_columns(table.header, list_titles(instrument)).items()}
    if "indicator" not in places:
        return 0, 0, False
    told = {row.cells[places["indicator"]] for row in table.rows[:_ROWS_LOOKED_AT]} - {""}
    found = {text: instrument.find(text) for text in told}
    known = {one.code for one in found.values() if one is not None}
    strange = sum(one is None for one in found.values())
    is_right = any(map(_is_count, table.header)) == instrument.counts_households
    return len(known), strange, is_right


def _is_count(title: str) -> bool:
    said = count_heading(title)
    return said is not None and said.word is not CountWord.SHARE
