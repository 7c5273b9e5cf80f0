"""What was given on the page and is not in the file yet, laid over what is."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from cdd_desktop.checklists.grading import grade
from cdd_desktop.checklists.levels.numbers import said_by
from cdd_desktop.checklists.records import Answer, AnySheet, RoundKey, SheetHead


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GivenAnswer:
    """One indicator as it will stand; None takes its answer back."""

    key: RoundKey
    code: str
    answer: Answer | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GivenHead:
    """A sheet's head as it will stand."""

    key: RoundKey
    head: SheetHead


class Given:
    """In the order it was given, over all sheets: coming back to one shows it again."""

    def __init__(self) -> None:
        self._given: list[GivenAnswer | GivenHead] = []

    def add(self, given: GivenAnswer | GivenHead) -> None:
        """It was given, and waits."""
        self._given.append(given)

    def settle(self, given: GivenAnswer | GivenHead) -> None:
        """It is in the file, or refused."""
        self._given.remove(given)

    def codes(self, key: RoundKey) -> frozenset[str]:
        """The indicators of a sheet whose lines show something that is not in the file."""
        return frozenset(one.code for one in self._of(key) if isinstance(one, GivenAnswer))

    def has_head(self, key: RoundKey) -> bool:
        """Whether a sheet's head waits."""
        return any(isinstance(one, GivenHead) for one in self._of(key))

    def over(self, stored: AnySheet) -> AnySheet:
        """The sheet as it will stand, graded by the rule it has."""
        answers, head = dict(stored.answers), stored.head
        for one in self._of(stored.key):
            if isinstance(one, GivenHead):
                head = one.head
            elif one.answer is None:
                answers.pop(one.code, None)
            else:
                answers[one.code] = one.answer
        if answers == stored.answers and head == stored.head:
            return stored
        graded = grade(stored.instrument, stored.revision, *said_by(stored.instrument, answers))
        return replace(stored, answers=answers, head=head, grade=graded)

    def _of(self, key: RoundKey) -> Iterator[GivenAnswer | GivenHead]:
        return (one for one in self._given if one.key == key)
