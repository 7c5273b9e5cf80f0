"""The office's matching of words with places: what the register knows and what was confirmed."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select

from cdd_desktop.places.matching import PlaceMatcher
from cdd_desktop.places.old_codes import CodeHolders, code_holders
from cdd_desktop.places.service import areas_in, office_in, village_from, villages
from cdd_desktop.places.tables import PlaceMatchRow
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.store import Store


class PlaceMatches:
    """Finds places by their words, and remembers the answers to questions."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def matcher(self) -> PlaceMatcher:
        """A matcher for the register as it stands now; raises `NotFound` without an office."""
        with self._store.reading() as session:
            known = select(PlaceMatchRow.words, PlaceMatchRow.village_id)
            return PlaceMatcher(
                areas_in(session),
                office_in(session).provinces,
                [village_from(row) for row in session.execute(villages())],
                {row.words: row.village_id for row in session.execute(known)},
            )

    def code_holders(self, codes: Iterable[str]) -> CodeHolders:
        """Who had these codes and when: an old sheet may name a place by one it no longer has."""
        return code_holders(self._store, codes)

    def remember(self, confirmed: Mapping[str, int]) -> None:
        """Keep which village (by its number of the file) certain words (by their key) mean."""
        intent = Intent(action="places.match", summary="ยืนยันหมู่บ้านที่ไฟล์นำเข้าหมายถึง")
        with self._store.writing(intent) as work:
            for words, village_id in confirmed.items():
                row = work.session.get(PlaceMatchRow, words)
                if row is None:
                    work.add(PlaceMatchRow(words=words, village_id=village_id))
                elif row.village_id != village_id:
                    row.village_id = village_id
