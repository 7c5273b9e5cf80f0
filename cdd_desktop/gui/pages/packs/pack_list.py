"""The packs at the left of the page."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QWidget

from cdd_desktop.gui.line_view import show_lines
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.reporting.packs import Pack

_UUID_ROLE = Qt.ItemDataRole.UserRole + 1


class PackList(QListView):
    """`pack_chosen` carries a pack's identity when somebody chooses another one."""

    pack_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        show_lines(self)
        self.selectionModel().currentChanged.connect(lambda new, _: self._tell(new))

    def show_packs(self, packs: Sequence[Pack], chosen: UUID | None) -> None:
        """Show the packs; choosing one by that tells nothing."""
        selection = self.selectionModel()
        selection.blockSignals(True)
        self._model.clear()
        for pack in packs:
            item = QStandardItem(f"{pack.name}\n{len(pack.items):,} รายการ")
            item.setData(pack.uuid, _UUID_ROLE)
            item.setToolTip(tooltip(f"{pack.name} · {pack.addressees.kind.label}"))
            self._model.appendRow(item)
            if pack.uuid == chosen:
                self.setCurrentIndex(item.index())
        selection.blockSignals(False)

    def _tell(self, index: QModelIndex) -> None:
        if index.isValid():
            self.pack_chosen.emit(index.data(_UUID_ROLE))
