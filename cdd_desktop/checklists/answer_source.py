"""Reading a file of answers of either kind; needs no office, so that a child process can do it."""

from dataclasses import dataclass
from pathlib import Path

from cdd_desktop.checklists.answer_file import AnswerFile, list_titles, read_list
from cdd_desktop.checklists.instruments import Instrument
from cdd_desktop.checklists.wide_file import column_choices, read_wide, with_choices
from cdd_desktop.checklists.wide_layout import find_wide
from cdd_desktop.documents.headings import Chosen, likely_columns, table_under
from cdd_desktop.documents.reading import ReadGrid, read_grid
from cdd_desktop.progress import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnSketch:
    """The columns of a file before it is read, for somebody to look over.

    `uses` is what columns (by place from 0) seem to hold, `choices` what a column may hold, with
    words for people; `year` is what the titles tell. `is_wide`: a village a row.
    """

    headings: tuple[str, ...]
    uses: tuple[tuple[int, str], ...]
    choices: tuple[tuple[str, str], ...]
    is_wide: bool
    year: int | None = None


def sketch_answers(grid: ReadGrid, instrument: Instrument) -> ColumnSketch:
    """What the columns seem to be; raises `ImportRejected` when there is no table."""
    layout = find_wide(grid, instrument)
    if layout is not None:
        return ColumnSketch(
            headings=layout.headings,
            uses=tuple(layout.uses.items()),
            choices=tuple(column_choices(instrument)),
            is_wide=True,
            year=layout.year,
        )
    titles = list_titles(instrument)
    table = table_under(grid, titles)
    return ColumnSketch(
        headings=table.header,
        uses=tuple(sorted(likely_columns(table.header, titles).items())),
        choices=tuple((column, words[0]) for column, words in titles.items()),
        is_wide=False,
    )


def read_answer_grid(
    grid: ReadGrid,
    instrument: Instrument,
    progress: Progress,
    *,
    year: int | None = None,
    chosen: Chosen | None = None,
) -> AnswerFile:
    """Check every row; `year` is for a sheet that tells none, `chosen` puts columns right.

    Raises `ImportRejected` when the columns do not tell answers.
    """
    layout = find_wide(grid, instrument)
    if layout is None:
        table = table_under(grid, list_titles(instrument))
        return read_list(table, grid.name, instrument, progress, chosen)
    layout = with_choices(layout, chosen or {})
    return read_wide(grid, layout, instrument, progress, year=year)


def read_answer_file(
    path: Path, instrument: Instrument, progress: Progress, *, year: int | None = None
) -> AnswerFile:
    """`read_answer_grid` of a CSV, XLSX, XLS or ODS file; raises `StorageProblem` as well."""
    return read_answer_grid(read_grid(path), instrument, progress, year=year)
