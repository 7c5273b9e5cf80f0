"""Which sheet each row of a file belongs to: its village, year and round, or why there is none."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cdd_desktop.checklists.answer_file import AnswerFile, AnswerRowRead
from cdd_desktop.checklists.instruments import Instrument
from cdd_desktop.checklists.records import SheetKey
from cdd_desktop.checklists.targets import refusal, year_problem
from cdd_desktop.errors import RowProblem
from cdd_desktop.places.matches import PlaceMatches
from cdd_desktop.places.matching import Doubt, PlaceWords
from cdd_desktop.places.records import PlaceKind, Village
from cdd_desktop.progress import Progress
from cdd_desktop.thai.calendar import fiscal_year_span


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedRows:
    """A file beside the register: its good rows by sheet, the others, and open questions."""

    grouped: Mapping[SheetKey, list[AnswerRowRead]]
    refused: tuple[RowProblem, ...]
    doubts: tuple[Doubt, ...]
    notes: tuple[str, ...] = ()


class FilePlaces:
    """Finds the villages of a file's rows, by code or by words."""

    def __init__(self, file: AnswerFile, matches: PlaceMatches) -> None:
        self._holders = matches.code_holders({row.code for row in file.rows if row.code})
        self._old_codes: dict[str, str] = {}
        by_words = any(row.words is not None for row in file.rows)
        self._matcher = matches.matcher() if by_words else None
        self._doubts: dict[PlaceWords, Doubt] = {}

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """The questions met so far, each once."""
        return tuple({doubt.words.key: doubt for doubt in self._doubts.values()}.values())

    @property
    def notes(self) -> tuple[str, ...]:
        """What was read otherwise than it is written."""
        if not self._old_codes:
            return ()
        told = ", ".join(f"{old} → {new}" for old, new in sorted(self._old_codes.items()))
        return (f"อ่านรหัสหมู่บ้านเดิมเป็นรหัสปัจจุบันแล้ว {len(self._old_codes):,} รหัส: {told}",)

    def of(self, row: AnswerRowRead) -> Village | str:
        """The village, or why there is none; a code means who had it in the row's year."""
        if row.words is None or self._matcher is None:
            meant = self._holders.village_by_code(row.code, *fiscal_year_span(row.year))
            if isinstance(meant, Village) and meant.code != row.code:
                self._old_codes[row.code] = meant.code
            return meant
        found = self._matcher.match(row.words)
        if isinstance(found, Doubt):
            self._doubts[row.words] = found
            return found.question
        return found


def place_rows(
    file: AnswerFile,
    versions: Mapping[int, Instrument],
    places: FilePlaces,
    *,
    kinds: tuple[PlaceKind, ...],
    today: date,
    progress: Progress,
) -> PlacedRows:
    """The rows by the sheet they belong to.

    `versions` of the instrument by fiscal year; `kinds` are the places that are judged.
    """
    grouped: dict[SheetKey, list[AnswerRowRead]] = {}
    refused = []

    def problem_of(row: AnswerRowRead, village: Village) -> tuple[str, str]:
        newest = versions[row.year]
        if told := refusal(newest, village, kinds):
            return "code", told
        if row.round is not None and row.round not in newest.rounds:
            return "round", f"แบบประเมินนี้ไม่มีรอบ{row.round.label} กรุณาตรวจรอบ"
        return "year", year_problem(newest, row.year, today)

    for row in file.rows:
        progress.check_cancelled()
        village = places.of(row)
        if isinstance(village, str):
            column, problem = "code", village
        else:
            column, problem = problem_of(row, village)
        if isinstance(village, str) or problem:
            title = file.titles.get(column, file.titles.get("moo", ""))
            refused.append(RowProblem(row.number, problem, title))
            continue
        key = SheetKey(
            village_id=village.id,
            instrument=versions[row.year].id,
            fiscal_year=row.year,
            round=row.round or versions[row.year].default_round,
        )
        grouped.setdefault(key, []).append(row)
    # of a row with many answers each would tell the same
    told_once = tuple(dict.fromkeys((*file.refused, *refused)))
    return PlacedRows(grouped=grouped, refused=told_once, doubts=places.doubts, notes=places.notes)
