"""The photos of an activity: added, captioned, put in order."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QPushButton, QWidget
from typing_extensions import override

from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.letters.records import PHOTOS_MOST, Photo

_THUMB = QSize(72, 46)


class PhotoModel(QAbstractListModel):
    """A snapshot of photos with their thumbnails."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._photos: tuple[Photo, ...] = ()
        self._thumbs: dict[str, QIcon] = {}

    @property
    def photos(self) -> tuple[Photo, ...]:
        """What is shown."""
        return self._photos

    def show(self, photos: Sequence[Photo]) -> None:
        """Show these in this order."""
        self.beginResetModel()
        self._photos = tuple(photos)
        for photo in photos:
            if photo.digest not in self._thumbs:
                pixmap = QPixmap()
                pixmap.loadFromData(photo.image)
                self._thumbs[photo.digest] = QIcon(pixmap)
        self.endResetModel()

    def rename(self, row: int, caption: str) -> None:
        """Write under one of them."""
        changed = replace(self._photos[row], caption=caption)
        self._photos = (*self._photos[:row], changed, *self._photos[row + 1 :])
        index = self.index(row)
        self.dataChanged.emit(index, index, [Qt.ItemDataRole.DisplayRole])

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._photos)

    @override
    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if not index.isValid():
            return None
        photo = self._photos[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{index.row() + 1}. {photo.caption or 'ยังไม่มีคำบรรยาย'}"
        if role == Qt.ItemDataRole.DecorationRole:
            return self._thumbs[photo.digest]
        return None


class PhotoList(QWidget):
    """`edited` when photos, their order or a caption changed by hand."""

    heading_label: QLabel
    photo_view: QListView
    caption_label: QLabel
    caption_edit: QLineEdit
    add_button: QPushButton
    earlier_button: QPushButton
    remove_button: QPushButton

    edited = Signal()
    add_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "photo_list")
        self._model = PhotoModel(self)
        self._is_fixed = False
        self.photo_view.setModel(self._model)
        self.photo_view.setIconSize(_THUMB)
        self.photo_view.setFixedHeight(3 * _THUMB.height() + 24)
        self.photo_view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.photo_view.selectionModel().currentChanged.connect(lambda *_: self._show_caption())
        self.caption_edit.textEdited.connect(self._rename)
        self.add_button.clicked.connect(self.add_requested)
        self.earlier_button.clicked.connect(self._move_up)
        self.remove_button.clicked.connect(self._remove)
        self.add_button.setToolTip(tooltip(f"เลือกไฟล์ PNG หรือ JPEG ใส่ได้ไม่เกิน {PHOTOS_MOST} ภาพ"))
        self.earlier_button.setToolTip(tooltip("ให้ภาพที่เลือกมาก่อนภาพก่อนหน้า"))
        self.remove_button.setToolTip(tooltip("นำภาพที่เลือกออกจากเอกสาร"))
        self._show_caption()

    @property
    def photos(self) -> tuple[Photo, ...]:
        """The photos as they stand."""
        return self._model.photos

    def load(self, photos: Sequence[Photo], *, is_fixed: bool) -> None:
        """Show these; nothing is edited by that."""
        self._is_fixed = is_fixed
        self._model.show(photos)
        self._choose(0)

    def add(self, photo: Photo) -> None:
        """One more, at the end."""
        self._model.show((*self.photos, photo))
        self._choose(len(self.photos) - 1)
        self.edited.emit()
        self.caption_edit.setFocus()

    def _row(self) -> int:
        return self.photo_view.currentIndex().row()

    def _choose(self, row: int) -> None:
        self.photo_view.setCurrentIndex(self._model.index(min(row, len(self.photos) - 1)))
        self._show_caption()

    def _show_caption(self) -> None:
        row = self._row()
        is_chosen = 0 <= row < len(self.photos)
        self.caption_edit.setText(self.photos[row].caption if is_chosen else "")
        can = is_chosen and not self._is_fixed
        self.caption_edit.setEnabled(can)
        self.remove_button.setEnabled(can)
        self.earlier_button.setEnabled(can and row > 0)
        self.add_button.setEnabled(not self._is_fixed and len(self.photos) < PHOTOS_MOST)

    def _rename(self, text: str) -> None:
        self._model.rename(self._row(), text)
        self.edited.emit()

    def _move_up(self) -> None:
        row = self._row()
        photos = list(self.photos)
        photos[row - 1], photos[row] = photos[row], photos[row - 1]
        self._model.show(photos)
        self._choose(row - 1)
        self.edited.emit()

    def _remove(self) -> None:
        row = self._row()
        self._model.show((*self.photos[:row], *self.photos[row + 1 :]))
        self._choose(row)
        self.edited.emit()
