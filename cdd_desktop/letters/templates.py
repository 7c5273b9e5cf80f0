"""The wording that each kind of letter begins with: data in resources/letters."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from cdd_desktop import paths
from cdd_desktop.errors import CddError
from cdd_desktop.letters.records import LetterKind


class TemplateRejected(CddError):
    """A template's file does not say what it must; names the file and the fault."""


class WordingStatus(StrEnum):
    """How sure the fixed words of a template are."""

    SOURCED = "sourced"
    RECALLED = "recalled"  # รอตรวจ: from practice, to be confirmed by the office


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Fixed words, how sure they are, and where they were read or who is to confirm them."""

    words: str
    status: WordingStatus
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """Something that the template asks for; also a field of its texts.

    `has_lines`: a text of several lines, one thing to a line. `lasts`: holds from year to year, so
    that a duplicate keeps it.
    """

    name: str
    label: str
    hint: str = ""
    has_lines: bool = False
    lasts: bool = False
    is_count: bool = False
    begins_with: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """What a new letter of a kind begins with.

    `is_own`: the office's own wording takes the place of the shipped one.
    """

    kind: LetterKind
    purpose: str
    subject: str
    recipient: str
    body: str
    closing: str
    blanks: tuple[Blank, ...]
    wordings: tuple[Wording, ...]
    is_own: bool = False

    @property
    def to_be_checked(self) -> tuple[Wording, ...]:
        """The words that the office has not confirmed: รอตรวจ. Its own wording is its own."""
        if self.is_own:
            return ()
        return tuple(one for one in self.wordings if one.status is WordingStatus.RECALLED)


@cache
def shipped_templates() -> dict[LetterKind, Template]:
    """What comes with the program: one for each kind, in the kinds' order."""
    folder = paths.resource("letters")
    return {kind: load_template(folder / f"{kind.value}.yaml") for kind in LetterKind}


def load_template(path: Path) -> Template:
    """Read a template's file; raises `TemplateRejected`."""
    try:
        told = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
        return _template(told)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise _rejected(path, "เปิดอ่านไม่ได้") from error
    except KeyError as missing:
        raise _rejected(path, f"ไม่มีหัวข้อ {missing.args[0]}") from missing
    except (TypeError, ValueError) as error:
        raise _rejected(path, "มีหัวข้อหรือค่าที่ไม่รู้จัก") from error


def _rejected(path: Path, fault: str) -> TemplateRejected:
    return TemplateRejected(
        f"แบบหนังสือ {path.name} {fault} กรุณาติดตั้งโปรแกรมใหม่ ข้อมูลของสำนักงานยังอยู่ครบ"
    )


def _template(told: Any) -> Template:
    return Template(
        kind=LetterKind(told["kind"]),
        purpose=_text(told["purpose"]),
        subject=_text(told["subject"]),
        recipient=_text(told["recipient"]),
        body=_text(told["body"]),
        closing=_text(told["closing"]),
        blanks=tuple(Blank(**blank) for blank in told["blanks"]),
        wordings=tuple(
            Wording(
                words=_text(one["words"]),
                status=WordingStatus(one["status"]),
                source=_text(one["source"]),
            )
            for one in told["wordings"]
        ),
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value.strip()
