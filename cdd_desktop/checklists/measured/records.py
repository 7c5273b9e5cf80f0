"""Figures of answers of every kind, by indicator and part of an area."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from cdd_desktop.checklists.form_table import mean
from cdd_desktop.checklists.grading import AnswerState
from cdd_desktop.checklists.instruments import AnswerKind, Indicator


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerGroup:
    """So many villages (`sheets`) of a part gave this very answer, judged by their own rule."""

    part: str
    code: str
    state: AnswerState
    value: Decimal | None
    denominator: Decimal | None
    choice: str
    votes: tuple[int, ...]
    sheets: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """One indicator's answers over some villages.

    `villages` answered with something, `absent` with “-”. `value` and `of` are the sums of what
    counts count and are of. `marks`: villages by mark, which is a score, an option's points, or the
    mean of a village's hands. `choices`: villages by option; `votes`: all hands, from the lowest
    score up.
    """

    villages: int = 0
    absent: int = 0
    passed: int = 0
    failed: int = 0
    value: Decimal = Decimal(0)
    of: Decimal = Decimal(0)
    marks: Mapping[Decimal, int] = field(default_factory=dict)
    choices: Mapping[str, int] = field(default_factory=dict)
    votes: tuple[int, ...] = ()

    @property
    def failed_of(self) -> Decimal:
        """How many of those counted did not pass."""
        return self.of - self.value

    @property
    def mean(self) -> Decimal | None:
        """The mean of the villages' marks, each village alike; two decimals, halves up."""
        villages = sum(self.marks.values())
        total = sum((mark * count for mark, count in self.marks.items()), Decimal(0))
        return mean(total, villages)

    def scored(self, score: int) -> int:
        """Villages that have just this score."""
        return self.marks.get(Decimal(score), 0)

    def __add__(self, other: "Figures") -> "Figures":
        longest = max(len(self.votes), len(other.votes))
        ours, theirs = (
            (*votes, *(0 for _ in range(longest - len(votes))))
            for votes in (self.votes, other.votes)
        )
        return Figures(
            villages=self.villages + other.villages,
            absent=self.absent + other.absent,
            passed=self.passed + other.passed,
            failed=self.failed + other.failed,
            value=self.value + other.value,
            of=self.of + other.of,
            marks=Counter(self.marks) + Counter(other.marks),
            choices=Counter(self.choices) + Counter(other.choices),
            votes=tuple(a + b for a, b in zip(ours, theirs, strict=True)),
        )


class FiguresOfArea:
    """Figures by part and indicator; those of all parts are their sums, so they cannot differ."""

    def __init__(self, figures: Mapping[tuple[str, str], Figures]) -> None:
        self._figures = figures
        self._sums: dict[str, Figures] = {}
        for (_, code), told in figures.items():
            self._sums[code] = self._sums.get(code, Figures()) + told

    def of_part(self, part: str, code: str) -> Figures:
        """One part's answers to an indicator; nothing where nothing was answered."""
        return self._figures.get((part, code), Figures())

    def of_all(self, code: str) -> Figures:
        """The whole area's."""
        return self._sums.get(code, Figures())

    @property
    def has_answers(self) -> bool:
        """Whether anything was answered at all."""
        return bool(self._figures)


def figures_of(groups: Iterable[AnswerGroup], indicators: Iterable[Indicator]) -> FiguresOfArea:
    """The groups added up; those of codes that the instrument does not have are left out."""
    known = {one.code: one for one in indicators}
    made: dict[tuple[str, str], _Sum] = {}
    for group in groups:
        if group.code in known:
            at = (group.part, group.code)
            made.setdefault(at, _Sum(known[group.code])).add(group)
    return FiguresOfArea({at: one.figures for at, one in made.items()})


class _Sum:
    """Figures being added up: in place, for a province has tens of thousands of groups."""

    def __init__(self, indicator: Indicator) -> None:
        self._kind = indicator.kind
        self._counts: Counter[AnswerState] = Counter()
        self._value = self._of = Decimal(0)
        self._marks: Counter[Decimal] = Counter()
        self._choices: Counter[str] = Counter()
        scale = indicator.scale
        self._votes = [0] * (0 if scale is None else scale.highest - scale.lowest + 1)

    def add(self, group: AnswerGroup) -> None:
        many, value, of = group.sheets, group.value, group.denominator
        self._counts[group.state] += many
        if group.choice:
            self._choices[group.choice] += many
        if value is None:
            return
        match self._kind:
            case AnswerKind.HOUSEHOLDS | AnswerKind.COUNT:
                self._value += value * many
                self._of += (of or 0) * many
            case AnswerKind.VOTES:
                for at, hands in enumerate(group.votes[: len(self._votes)]):
                    self._votes[at] += hands * many
                if of:
                    self._marks[value / of] += many
            case _:
                self._marks[value.normalize()] += many

    @property
    def figures(self) -> Figures:
        absent = self._counts[AnswerState.ABSENT]
        is_raised = self._kind is AnswerKind.VOTES
        return Figures(
            villages=self._counts.total() - absent,
            absent=absent,
            passed=self._counts[AnswerState.PASSED],
            failed=self._counts[AnswerState.FAILED],
            value=self._value,
            of=self._of,
            marks=self._marks,
            choices=self._choices,
            votes=tuple(self._votes) if is_raised else (),
        )
