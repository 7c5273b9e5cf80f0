"""What lies behind answers: files, and doubts that somebody looked at."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

MOST_BYTES = 5_000_000  # of one file as it is kept
MOST_FILES = 10  # of one indicator
REASON_MAX = 300
NAME_MAX = 120

# what other rooms tell of villages in a (Buddhist) fiscal year, by id: `plan:none`, ...
RecordsTold = Callable[[Session, "tuple[int, ...]", int], Mapping[int, frozenset[str]]]


class FileKind(StrEnum):
    """What a file is, by its content."""

    JPEG = "jpeg"
    PNG = "png"
    PDF = "pdf"

    @property
    def suffix(self) -> str:
        """Of the copy that is opened."""
        return {"jpeg": ".jpg", "png": ".png", "pdf": ".pdf"}[self.value]

    @property
    def label(self) -> str:
        """As lists show it."""
        return {"jpeg": "ภาพ", "png": "ภาพ", "pdf": "PDF"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file behind the answer to indicator `code`; `size` in bytes, as it is kept."""

    uuid: UUID
    code: str
    name: str
    kind: FileKind
    size: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """Why a doubt was let stand, as it was told then."""

    doubt: str
    told: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Answers that do not fit each other, or what another room keeps. `codes`: the indicators.

    `reason` is why somebody let it stand, "" while nobody did; a doubt that is told otherwise than
    then is open again.
    """

    key: str
    told: str
    codes: tuple[str, ...]
    reason: str = ""

    @property
    def is_open(self) -> bool:
        """Whether nobody confirmed it."""
        return not self.reason


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetEvidence:
    """What is kept beside the answers of one sheet. `records`: what other rooms tell."""

    attachments: tuple[Attachment, ...] = ()
    records: frozenset[str] = frozenset()
    confirmed: Mapping[str, Confirmation] = field(default_factory=dict)

    def of(self, code: str) -> tuple[Attachment, ...]:
        """The files of one indicator."""
        return tuple(one for one in self.attachments if one.code == code)

    @property
    def counts(self) -> dict[str, int]:
        """How many files each indicator has, those without any left out."""
        codes = [one.code for one in self.attachments]
        return {code: codes.count(code) for code in codes}
