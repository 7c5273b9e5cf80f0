"""What charts are drawn from: levels over the years, answers by part and ด้าน."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelHistory:
    """Finished sheets by part of an area, fiscal year and level.

    `years` (Buddhist) go from the oldest to the newest; `counted_only` are those of which a level
    was given by counting alone, without looking at ตัวชี้วัดหลัก.
    """

    years: tuple[int, ...]
    parts: Mapping[str, Mapping[int, Mapping[int, int]]]
    counted_only: frozenset[int]

    def of_part(self, code: str, year: int) -> Mapping[int, int]:
        """Sheets by level of a part in a year."""
        return self.parts.get(code, {}).get(year, {})

    def of_all(self, year: int) -> dict[int, int]:
        """Sheets by level of the whole area: the sum of its parts."""
        levels: dict[int, int] = {}
        for years in self.parts.values():
            for level, count in years.get(year, {}).items():
                levels[level] = levels.get(level, 0) + count
        return levels


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Answers that passed and failed; `measured` are counts that no threshold judges."""

    passed: int = 0
    failed: int = 0
    measured: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            passed=self.passed + other.passed,
            failed=self.failed + other.failed,
            measured=self.measured + other.measured,
        )

    @property
    def answered(self) -> int:
        """Answers that count: passed and failed."""
        return self.passed + self.failed


class TopicTallies:
    """Answers by part of an area, fiscal year and ด้าน."""

    def __init__(self, tallies: Mapping[tuple[str, int, str], Tally]) -> None:
        self._tallies = tallies
        self._sums: dict[tuple[int, str], Tally] = {}
        for (_, year, topic), tally in tallies.items():
            self._sums[year, topic] = self._sums.get((year, topic), Tally()) + tally

    def of_part(self, code: str, year: int, topic: str) -> Tally:
        """One part's answers to a ด้าน; nothing where nothing was answered."""
        return self._tallies.get((code, year, topic), Tally())

    def of_all(self, year: int, topic: str) -> Tally:
        """The whole area's: the sum of its parts."""
        return self._sums.get((year, topic), Tally())
