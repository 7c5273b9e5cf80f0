"""Place names that no line end may tear, as the office's file has them now."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cdd_desktop.gui import thai_text
from cdd_desktop.gui.context import PLACES_CHANGED, Changed, Context
from cdd_desktop.thai.linebreak import Segmenter, default_segmenter

if TYPE_CHECKING:  # brings SQLAlchemy, which may load only after the first paint
    from cdd_desktop.bootstrap import Services


class KnownNames(QObject):
    """Learns them anew on the worker thread when places were changed, imported or taken back."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._asked = 0
        context.happened.connect(self._follow)

    def learn(self) -> None:
        """Read the names and cut by them from then on; an older answer is dropped."""
        self._asked += 1
        number = self._asked
        services = self._context.services

        def take(segmenter: Segmenter) -> None:
            if number == self._asked:
                thai_text.cut_by(segmenter)

        task = self._context.tasks.query(lambda _progress: _segmenter(services), title="")
        task.succeeded.connect(take)

    def _follow(self, changed: Changed, _initiator: object) -> None:
        if changed in PLACES_CHANGED:
            self.learn()


def _segmenter(services: "Services") -> Segmenter:
    names = (
        *services.villages.names(),
        *services.areas.own_names,
        *(government.name for government in services.governments.governments()),
    )
    return default_segmenter().with_names(names)
