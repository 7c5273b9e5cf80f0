"""Every village of the area, or one of them found by typing a part of its name or code."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget
from typing_extensions import override

_SHOWN_AT_ONCE = 12
_LEAST_CHARACTERS = 16


class VillageChoiceModel(QAbstractListModel):
    """Codes with their words; the first is the area itself. `CODE_ROLE` gives the code."""

    CODE_ROLE = Qt.ItemDataRole.UserRole

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[tuple[str, str], ...] = ()

    def show(self, rows: Sequence[tuple[str, str]]) -> None:
        """Show (code, words) pairs."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row_of(self, code: str) -> int:
        """Where a code stands; 0 for one that is not offered."""
        return next((row for row, (known, _) in enumerate(self._rows) if known == code), 0)

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if not index.isValid():
            return None
        code, words = self._rows[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return words
        return code if role == self.CODE_ROLE else None


class VillagePicker(QComboBox):
    """`code_chosen` is emitted when the user picks another line."""

    code_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = VillageChoiceModel(self)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LEAST_CHARACTERS)
        self.setMaxVisibleItems(_SHOWN_AT_ONCE)
        self.setModel(self._model)
        edit = QLineEdit(self)
        edit.editingFinished.connect(self._settle)
        self.setLineEdit(edit)
        completer = QCompleter(self._model, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setMaxVisibleItems(_SHOWN_AT_ONCE)
        self.setCompleter(completer)
        self.currentIndexChanged.connect(self._tell)
        self._told = ""
        self._is_loading = False

    @property
    def code(self) -> str:
        """The village's code, or the area's for all of them; empty before `offer`."""
        return str(self.currentData(VillageChoiceModel.CODE_ROLE) or "")

    def offer(self, rows: Sequence[tuple[str, str]]) -> None:
        """Offer (code, words) pairs, the area first; what was chosen stays where it still is."""
        kept = self.code
        self._is_loading = True
        self._model.show(rows)
        self.setCurrentIndex(self._model.row_of(kept))
        self.setEditText(self.itemText(self.currentIndex()))
        self._is_loading = False
        self._told = self.code

    def choose(self, code: str) -> None:
        """Pick a code as the user does."""
        self.setCurrentIndex(self._model.row_of(code))

    def _settle(self) -> None:
        """Half a name picks the first village that has it; nonsense leaves the choice as it was."""
        typed = self.currentText().strip()
        if typed and typed != self.itemText(self.currentIndex()):
            found = [row for row in range(self.count()) if typed in self.itemText(row)]
            if found:
                self.setCurrentIndex(found[0])
        self.setEditText(self.itemText(self.currentIndex()))

    def _tell(self) -> None:
        if not self._is_loading and self.code != self._told:
            self._told = self.code
            self.code_chosen.emit()
