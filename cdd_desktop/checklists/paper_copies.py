"""The versions that forms were printed in: kept once a form is out, found again by its code."""

from collections.abc import Iterable

from sqlalchemy import false, select
from sqlalchemy.orm import Session

from cdd_desktop.checklists.copies import copies_of, ensure_copy, parsed
from cdd_desktop.checklists.editing.records import level_titles
from cdd_desktop.checklists.editing.tables import InstrumentEditionRow
from cdd_desktop.checklists.instruments import Instrument, Round
from cdd_desktop.checklists.paper_twin import Twin, twin
from cdd_desktop.checklists.records import Sheet, SheetKey
from cdd_desktop.checklists.service import ChecklistService
from cdd_desktop.checklists.sheets import begin, find_row, read_sheet
from cdd_desktop.checklists.tables import AssessmentRow
from cdd_desktop.errors import NotFound, ValidationFailed
from cdd_desktop.places.tables import VillageNameRow, named_within
from cdd_desktop.storage.history import Intent, Work
from cdd_desktop.storage.store import Store

_GONE = "ไม่พบแบบประเมินฉบับที่พิมพ์บนกระดาษนี้ กรุณากรอกตามแบบบนจอโดยเทียบถ้อยคำทีละข้อ"
_BY_PAIRS = "กรุณากรอกตามคู่ข้อที่แสดง"


class PaperCopies:
    """Versions by the content code that a form's subject bears."""

    def __init__(self, store: Store, checklists: ChecklistService) -> None:
        self._store = store
        self._checklists = checklists

    def begun(
        self, area_code: str, instrument_id: str, year: int, round_: Round
    ) -> dict[int, Instrument]:
        """The versions in which an area's sheets of a fiscal year were begun, by village: their
        papers are printed in the same."""
        with self._store.reading() as session:
            copies = copies_of(session, instrument_id)
            rows = session.execute(
                select(AssessmentRow.village_id, AssessmentRow.instrument_copy_id)
                .join(VillageNameRow, VillageNameRow.village_id == AssessmentRow.village_id)
                .where(
                    named_within(area_code),
                    AssessmentRow.instrument == instrument_id,
                    AssessmentRow.fiscal_year == year,
                    AssessmentRow.round == round_.value,
                )
            )
            return {village: copies[copy] for village, copy in rows}

    def version(self, instrument_id: str, content: str) -> Instrument:
        """The version whose content hash begins so. Raises `NotFound`."""
        with self._store.reading() as session:
            found = self._find(session, instrument_id, content)
        if found is None:
            raise NotFound(_GONE)
        return found

    def versions(self, instrument_id: str) -> tuple[Instrument, ...]:
        """Every version there is but drafts, through whose crosswalks years can be compared."""
        with self._store.reading() as session:
            return tuple(self._versions(session, instrument_id))

    def keep(self, work: Work, printed: Iterable[tuple[str, str]]) -> None:
        """Forms of these instruments and content hashes leave the office: what they ask is kept
        from now on, whatever versions the program or the office come to have."""
        for instrument_id, content in dict.fromkeys(printed):
            found = self._find(work.session, instrument_id, content)
            if found is not None:
                ensure_copy(work, found)

    def twin(self, key: SheetKey, content: str) -> Twin | None:
        """A paper of this content beside the village's sheet; None where the version is not there
        any more, or the instrument itself is gone."""
        sheet = self._checklists.sheet(key)
        with self._store.reading() as session:
            paper = self._find(session, key.instrument, content)
            if paper is None:
                return None
            return twin(
                paper,
                sheet.instrument,
                self._versions(session, key.instrument),
                can_open_paper=sheet.uuid is None,
            )

    def begin(self, key: SheetKey, content: str) -> Sheet:
        """Begin the village's sheet in the version of the paper, so that both have the same lines.

        Raises `NotFound` for a version that is not there, and `ValidationFailed` where the sheet
        was begun already, is not meant for the village, or would have levels of its own that no
        total of the year could count.
        """
        newest, village = self._checklists.writable(key)
        with self._store.writing(
            Intent(
                action="checklists.begin_as_printed",
                summary=f"เริ่มแบบประเมิน {village.label} ปี {key.fiscal_year} "
                f"รอบ{key.round.label} ตามฉบับบนกระดาษ",
            )
        ) as work:
            paper = self._find(work.session, key.instrument, content)
            if paper is None:
                raise NotFound(_GONE)
            if level_titles(paper) != level_titles(newest):
                told = f"ระดับของฉบับ {paper.version} ไม่เหมือนของปีนี้ {_BY_PAIRS}"
                raise ValidationFailed({"sheet": told})
            if find_row(work.session, key) is not None:
                told = f"แบบของหมู่บ้านนี้เริ่มกรอกไปแล้ว จึงเปลี่ยนฉบับไม่ได้ {_BY_PAIRS}"
                raise ValidationFailed({"sheet": told})
            begin(work, key, paper)
            return read_sheet(work.session, key, paper)

    def _find(self, session: Session, instrument_id: str, content: str) -> Instrument | None:
        matching = (
            one
            for one in self._versions(session, instrument_id)
            if content and one.content_hash.startswith(content)
        )
        return next(matching, None)

    def _versions(self, session: Session, instrument_id: str) -> list[Instrument]:
        """Those in use, those the office published, and those that came with the program."""
        published = session.scalars(
            select(InstrumentEditionRow.text).where(
                InstrumentEditionRow.instrument == instrument_id,
                InstrumentEditionRow.is_draft == false(),
            )
        )
        return [
            *copies_of(session, instrument_id).values(),
            *(parsed(text, instrument_id) for text in published),
            *filter(None, (self._checklists.shipped.get(instrument_id),)),
        ]
