"""What can go wrong that somebody can do something about.

Three kinds of failure: the user can fix it, the environment is in the way, or it is a bug.
The first two are `CddError` and carry a Thai sentence that ends in what to do next; anything
else that escapes is a bug and goes to the crash report.
"""

from collections.abc import Mapping
from dataclasses import dataclass


class CddError(Exception):
    """A failure told to the user as it is: `str(error)` is a Thai sentence with the next step."""


class ValidationFailed(CddError):
    """A value breaks a rule of its record.

    `problems` maps a field's name to a Thai sentence; all problems of a record at once, so that
    a form can mark every field.
    """

    def __init__(self, problems: Mapping[str, str]) -> None:
        self.problems = dict(problems)
        super().__init__(" · ".join(dict.fromkeys(self.problems.values())))


class NotFound(CddError):
    """What was asked for (a place, a record, a report) does not exist."""


class StaleRecord(CddError):
    """Someone else saved this record since it was read."""


class StorageProblem(CddError):
    """The disk, the folder or another program is in the way; names the file and the remedy."""


class Busy(StorageProblem):
    """Something else was writing all the while that could be waited; nothing was written."""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Why one row of an imported file was refused. `row` counts from 1 as the spreadsheet does."""

    row: int
    text: str
    column: str = ""

    def __str__(self) -> str:
        where = f"แถว {self.row}" + (f" คอลัมน์ “{self.column}”" if self.column else "")
        return f"{where}: {self.text}"


class ImportRejected(CddError):
    """Nothing was imported. `problems` says why by row; empty when the whole file is at fault."""

    def __init__(self, message: str, problems: tuple[RowProblem, ...] = ()) -> None:
        self.problems = problems
        super().__init__(message)
