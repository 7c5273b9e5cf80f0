"""Files that people chose, opened one by one: those of one instrument and year go on together."""

from collections.abc import Sequence
from pathlib import Path

from cdd_desktop.checklists.instruments import Instrument
from cdd_desktop.checklists.service import ChecklistService
from cdd_desktop.checklists.workbooks.checking import Opened, digest_of
from cdd_desktop.checklists.workbooks.reading import Workbook, open_workbook, read_rows
from cdd_desktop.checklists.workbooks.rows import issues_by_uuid, known_digests, version_of
from cdd_desktop.errors import ImportRejected, NotFound
from cdd_desktop.places.service import office_in
from cdd_desktop.progress import Progress
from cdd_desktop.storage.store import Store


def open_files(
    store: Store,
    checklists: ChecklistService,
    paths: Sequence[Path],
    instrument_id: str | None,
    year: int | None,
    progress: Progress,
) -> list[Opened]:
    """Every file with its rows, or why nothing of it is read.

    Files of another instrument or year than that asked for (None: that of the first file) are
    refused whole. Raises `StorageProblem`, `Cancelled`.
    """
    files: list[Opened] = []
    wanted = None if instrument_id is None or year is None else (instrument_id, year)
    seen: dict[str, str] = {}
    for done, path in enumerate(paths):
        progress.check_cancelled()
        progress.report(done, len(paths), f"กำลังอ่าน {path.name}")
        file = Opened(path=path, digest=digest_of(path))
        files.append(file)
        if file.digest in seen:
            file.refusal = f"“{path.name}” เป็นไฟล์เดียวกับ “{seen[file.digest]}” จึงอ่านเพียงไฟล์เดียว"
            continue
        seen[file.digest] = path.name
        try:
            book = open_workbook(path)
            _require_ours(store, book)
            told = book.meta.instrument, book.meta.year
            if instrument_id is not None and instrument_id != told[0]:
                raise ImportRejected(_other(book, "แบบประเมินอื่น"))
            if year is not None and year != told[1]:
                raise ImportRejected(_other(book, f"ปี {told[1]} ไม่ใช่ปี {year}"))
            if wanted is not None and wanted != told:
                raise ImportRejected(_other(book, "แบบประเมินหรือปีอื่นจากไฟล์แรก"))
            wanted = told
            file.instrument = _version(store, checklists, book)
            file.rows = read_rows(book, file.instrument, progress)
            file.book = book
        except ImportRejected as fault:
            file.refusal = str(fault)
            continue
        for row in file.rows:
            if row.problems:
                file.problems[row.number] += row.problems
    with store.reading() as session:
        known = known_digests(session, seen)
    for file in files:
        file.is_known = file.digest in known
        file.left_out = known.get(file.digest, frozenset())
    return files


def _require_ours(store: Store, book: Workbook) -> None:
    """Raise `ImportRejected` for a workbook that another office made: its codes may be of other
    villages, as those of made-up data are. One this file knows is ours whatever we are called."""
    meta = book.meta
    with store.reading() as session:
        is_known = meta.issue is not None and bool(issues_by_uuid(session, [meta.issue]))
        office = office_in(session).name
    if not is_known and meta.office != office:
        raise ImportRejected(
            f"“{book.name}” เป็นแบบกรอกที่ {meta.office} ทำ ไม่ใช่ของ {office} กรุณาใช้แบบกรอกที่สำนักงานนี้ทำ"
        )


def _other(book: Workbook, what: str) -> str:
    return f"“{book.name}” เป็นแบบกรอกของ{what} กรุณาเลือกแบบประเมินและปีให้ตรง แล้วรับไฟล์นี้แยกต่างหาก"


def _version(store: Store, checklists: ChecklistService, book: Workbook) -> Instrument:
    """The version the workbook was made of. Raises `ImportRejected`."""
    meta = book.meta
    try:
        newest = checklists.instrument(meta.instrument, meta.year)
    except NotFound as fault:
        raise ImportRejected(
            f"“{book.name}” เป็นแบบกรอกของแบบประเมิน {meta.instrument} ซึ่งสำนักงานนี้ไม่มี "
            "กรุณานำเข้าแบบประเมินนั้นก่อน"
        ) from fault
    if newest.content_hash == meta.content_hash:
        return newest
    with store.reading() as session:
        kept = version_of(session, meta.instrument, meta.content_hash)
    if kept is None:
        raise ImportRejected(
            f"“{book.name}” ทำจากแบบประเมินรุ่น {meta.version} แต่ปี {meta.year} ใช้รุ่น "
            f"{newest.version} กรุณาทำแบบกรอกใหม่แล้วกรอกในไฟล์นั้น"
        )
    return kept
