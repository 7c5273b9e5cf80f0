"""The folder that keeps print-outs until they are done: a PDF and a description of each."""

import json
import logging
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, TypeVar, get_type_hints
from uuid import UUID

from cdd_desktop.documents.writing import replacing
from cdd_desktop.errors import StorageProblem
from cdd_desktop.gui.printing.jobs import JobState, PrintChoice, PrintedSheet, PrintJob

T = TypeVar("T")

FOLDER_NAME = "print-queue"
_PAGES_MOST, _COPIES_MOST = 100_000, 9_999  # a province's forms have 3,000 pages
_INTERRUPTED = "ปิดโปรแกรมก่อนพิมพ์เสร็จ"

_log = logging.getLogger(__name__)


class PrintShelf:
    """Writes beside and replaces, so that a job is there whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def pdf(self, uuid: UUID) -> Path:
        """Where the pages of a print-out are."""
        return self._folder / f"{uuid}.pdf"

    def take(self, uuid: UUID, pdf: Path, *, leave: bool) -> None:
        """Keep the pages, `leave`: a copy of them; raises `StorageProblem`."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StorageProblem(
                f"สร้างโฟลเดอร์ “{self._folder}” สำหรับคิวพิมพ์ไม่ได้ กรุณาตรวจสิทธิ์และที่ว่างของดิสก์"
            ) from error
        with replacing(self.pdf(uuid)) as beside:
            if leave:
                shutil.copyfile(pdf, beside)
            else:
                shutil.move(pdf, beside)

    def keep(self, job: PrintJob) -> None:
        """Describe a job; raises `StorageProblem`."""
        text = json.dumps(asdict(job), default=str, ensure_ascii=False)
        with replacing(self._description(job.uuid)) as beside:
            beside.write_text(text, encoding="utf-8")

    def drop(self, uuid: UUID) -> None:
        """Forget a job; a PDF that is still held goes with the next start."""
        for path in (self._description(uuid), self.pdf(uuid)):
            with suppress(OSError):
                path.unlink(missing_ok=True)

    def load(self) -> tuple[PrintJob, ...]:
        """What an earlier sitting left, oldest first: those it was cut off in have stopped.

        What was done or given up is removed, unless the register has still to learn of it. What
        another program holds is left for the next start.
        """
        found = []
        known: set[Path] = set()
        for path in sorted(self._folder.glob("*.json")):
            try:
                job = self._read(path)
            except OSError:
                _log.warning("a print-out's description is held: %s", path.name)
                known |= {path, path.with_suffix(".pdf")}
                continue
            if job is None or (job.state.is_over and not job.to_enter):
                continue
            if job.state.is_under_way:
                job = replace(job, state=JobState.STOPPED, reason=_INTERRUPTED)
            found.append(job)
            known |= {path, self.pdf(job.uuid)}
        for pattern in ("*.json", "*.pdf", ".*.tmp"):
            for path in set(self._folder.glob(pattern)) - known:
                with suppress(OSError):
                    path.unlink()
        return tuple(found)

    def _description(self, uuid: UUID) -> Path:
        return self._folder / f"{uuid}.json"

    def _read(self, path: Path) -> PrintJob | None:
        """None for what is damaged, a copy, or has lost its pages; raises `OSError`."""
        text = path.read_bytes()
        try:
            job = _job(json.loads(text))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            _log.warning("a print-out's description cannot be read: %s", path.name)
            return None
        is_whole = path == self._description(job.uuid) and self.pdf(job.uuid).is_file()
        return job if is_whole else None


def was_cut_off(job: PrintJob) -> bool:
    """Whether it would have gone on had the program not been closed."""
    return job.state is JobState.STOPPED and job.reason == _INTERRUPTED


def _job(said: Mapping[str, Any]) -> PrintJob:
    """A job as it was described; raises `ValueError`, `TypeError` and others for what cannot be."""
    job = _made(
        PrintJob,
        {
            **said,
            "uuid": UUID(said["uuid"]),
            "state": JobState(said["state"]),
            "choice": _made(PrintChoice, said["choice"]),
            "sheets": tuple(_made(PrintedSheet, sheet) for sheet in said["sheets"]),
        },
    )
    can_be = (
        job.page_count in range(1, _PAGES_MOST + 1)
        and job.choice.copies in range(1, _COPIES_MOST + 1)
        and job.pages
        and min(job.entered, job.done) >= 0
    )
    if not can_be:
        raise ValueError(job.page_count, job.choice, job.entered, job.done)
    # on another printer, which makes the copies itself, there is less to hand over than there was
    done = min(job.done, job.total)
    return replace(job, done=done, entered=min(job.entered, done))


def _made(kind: type[T], said: Mapping[str, Any]) -> T:
    """A record of texts, numbers and truths; raises `TypeError` where one is of another kind."""
    made = kind(**said)
    for name, wanted in get_type_hints(kind).items():
        if wanted in {str, int, bool} and type(getattr(made, name)) is not wanted:
            raise TypeError(name)
    return made
