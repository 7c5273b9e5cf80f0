"""What an answer says, whatever its indicator asks for; below the rules, which all need it."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class AnswerState(StrEnum):
    """ผ่าน or ไม่ผ่าน; ยังไม่ประเมิน is the absence of an answer.

    MEASURED is a count, number, score or choice that no rule calls passed or failed; ABSENT is “-”:
    nobody there is of the kind that is asked about.
    """

    PASSED = "passed"
    FAILED = "failed"
    MEASURED = "measured"
    ABSENT = "absent"

    @property
    def label(self) -> str:
        """The office's word."""
        return {"passed": "ผ่าน", "failed": "ไม่ผ่าน", "measured": "ยังไม่กำหนดเกณฑ์ผ่าน", "absent": "-"}[
            self.value
        ]


class Said(NamedTuple):
    """A sheet's answers as the rules take them, by indicator's code.

    `states` are judged already; `numbers` are what `levels.numbers.number_of` gives; `choices` are
    codes of options.
    """

    states: Mapping[str, AnswerState]
    numbers: Mapping[str, Decimal]
    choices: Mapping[str, str]


NOTHING_SAID = Said({}, {}, {})
