"""The list of a batch's files, kept beside them, by which an interrupted batch is continued."""

import contextlib
import hashlib
import json
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol

from cdd_desktop.documents.writing import replacing
from cdd_desktop.errors import StorageProblem
from cdd_desktop.reporting.batch_order import Interrupted, Part, Remade

_WRITE_EVERY_S = 1.0  # what a killed program did since the last time is done again


@dataclass(frozen=True, slots=True, kw_only=True)
class MadePart:
    """A file as it was when it was made: `content` is the digest of what it says, `digest` that of
    its bytes."""

    code: str
    file: str
    content: str
    digest: str
    length: int


class FileOrder(Protocol):
    """Files asked for in a folder; `key` tells orders apart wherever their folder is."""

    @property
    def folder(self) -> Path:
        """Where the files are to be."""

    @property
    def key(self) -> str:
        """Part of a file's name: the same choices, the same key."""

    @property
    def said(self) -> Mapping[str, object]:
        """The choices."""


class Manifest:
    """`total` is 0 before a run has begun."""

    def __init__(self, order: FileOrder) -> None:
        self._order = order
        self._path = order.folder / f"cdd-desktop-{order.key}.json"
        self._written_at = 0.0
        self._wanted: set[str] = set()
        self.total = 0
        self.is_complete = False
        self.parts: dict[str, MadePart] = {}

    @classmethod
    def read(cls, order: FileOrder) -> "Manifest":
        """The one in the order's folder; an unreadable one is as good as none: all is made anew."""
        manifest = cls(order)
        # a hand that edited it may have written anything: too deep, too great a number
        wrong = (OSError, ValueError, TypeError, KeyError, OverflowError, RecursionError)
        with contextlib.suppress(*wrong):
            told = json.loads(manifest._path.read_text(encoding="utf-8"))
            parts = [_made_part(part) for part in told["parts"]]
            manifest.total, manifest.is_complete = int(told["total"]), told["complete"] is True
            manifest.parts = {part.code: part for part in parts}
        return manifest

    @property
    def interrupted(self) -> Interrupted | None:
        """How far it is, if it was begun and not ended."""
        if self.is_complete or not self.total:
            return None
        return Interrupted(done=len(self.parts), total=self.total)

    @property
    def workplace(self) -> Path:
        """Where files are while they are half made."""
        return self._order.folder / f".cdd-desktop-{self._order.key}"

    @contextmanager
    def working(self, parts: Sequence[Part]) -> Iterator[Path]:
        """Begin a run over these parts and write down how far it came, whatever ends it.

        Gives the folder for half-made files, emptied of what a killed run left there. Raises
        `StorageProblem` when the folder cannot be written.
        """
        self.sweep()
        try:
            self.workplace.mkdir(parents=True)
        except OSError as error:
            raise StorageProblem(
                f"เขียนลงโฟลเดอร์ {self._order.folder} ไม่ได้ กรุณาตรวจสิทธิ์และที่ว่างของดิสก์ หรือเลือกโฟลเดอร์อื่น"
            ) from error
        self.total, self.is_complete = len(parts), False
        self._wanted = {part.code for part in parts}
        self.parts = {code: part for code, part in self.parts.items() if code in self._wanted}
        try:
            self._write()
            try:
                yield self.workplace
            except BaseException as stopped:
                # a full disk takes no list either: what it does not say is made again
                with contextlib.suppress(StorageProblem):
                    self._write()
                if isinstance(stopped, StorageProblem) and not self.workplace.is_dir():
                    raise self._vanished() from stopped
                raise
            self.is_complete = self.parts.keys() == self._wanted
            self._write()
        finally:
            self.sweep()

    def _vanished(self) -> StorageProblem:
        """The stick was pulled out, or somebody else works at the same batch."""
        return StorageProblem(
            f"โฟลเดอร์ {self._order.folder} หายไปหรือถูกใช้ที่อื่นระหว่างทำรายงาน "
            "กรุณาต่อแฟลชไดรฟ์หรือเครือข่าย แล้วสั่งทำต่ออีกครั้ง"
        )

    def sweep(self) -> None:
        """Remove files that were half made when the program was killed."""
        shutil.rmtree(self.workplace, ignore_errors=True)

    def enter(self, part: MadePart) -> None:
        """Remember a file that is whole."""
        self.parts[part.code] = part
        if time.monotonic() - self._written_at > _WRITE_EVERY_S:
            self._write()

    def forget(self, code: str) -> None:
        """The part's file is no longer what it was."""
        self.parts.pop(code, None)

    def leave_out(self, code: str) -> None:
        """The part has nothing to show and gets no file."""
        self._wanted.discard(code)
        self.parts.pop(code, None)
        self.total = len(self._wanted)

    def fault(self, part: Part, content: str) -> Remade | None:
        """Why a part that was made before must be made again; None where it stands as it is."""
        known = self.parts[part.code]
        file = self._order.folder / part.file
        if known.file != part.file or not file.is_file():
            return Remade.MISSING
        if known.digest != digest_of(file):
            return Remade.DAMAGED
        return None if known.content == content else Remade.CHANGED

    def _write(self) -> None:
        told = {
            "order": self._order.said,
            "total": self.total,
            "complete": self.is_complete,
            "parts": [asdict(self.parts[code]) for code in sorted(self.parts)],
        }
        text = json.dumps(told, default=str, ensure_ascii=False, indent=1)
        with replacing(self._path, within=self.workplace) as beside:
            beside.write_text(text, encoding="utf-8")
        self._written_at = time.monotonic()


def _made_part(told: Mapping[str, object]) -> MadePart:
    """A part as the list tells it; raises `TypeError` for what we would not have written."""
    part = MadePart(**told)  # type: ignore[arg-type]
    texts = (part.code, part.file, part.content, part.digest)
    if not isinstance(part.length, int) or not all(isinstance(text, str) for text in texts):
        raise TypeError(told)
    return part


def digest_of(file: Path) -> str:
    """SHA-256 of a file's bytes; empty where it cannot be read, which no file's digest is."""
    try:
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError:
        return ""
