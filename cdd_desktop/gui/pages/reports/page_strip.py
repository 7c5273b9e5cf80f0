"""The pages of a preview in small, beside it: drawn as they come into sight."""

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtPdf import QPdfBookmarkModel, QPdfDocument, QPdfPageRenderer
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from cdd_desktop.gui import fonts, theme
from cdd_desktop.gui.thai_text import wrapped

STRIP_WIDTH = 132
_PAPER = 92  # the longer side of a page in small
_WORDS = 34  # the line of the number and the name of the sheet
_AIR = 6
_PAGES_KEPT = 200


class PageStripModel(QAbstractListModel):
    """A row for each page, with the name of the sheet that begins there; the picture is asked for
    when it is first shown, and then kept."""

    NAME_ROLE = Qt.ItemDataRole.UserRole

    def __init__(self, document: QPdfDocument, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._scale = 1.0
        self._count = 0
        self._pictures: dict[int, QImage] = {}
        self._asked: dict[int, int] = {}  # page by number of request
        self._names: dict[int, str] = {}  # of sheets, by the page on which they begin
        self._renderer = QPdfPageRenderer(self)
        self._renderer.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
        self._renderer.setDocument(document)
        self._renderer.pageRendered.connect(self._take)

    def begin_again(self, scale: float) -> None:
        """Another document was loaded; `scale` is of the screen."""
        self.beginResetModel()
        self._scale = scale
        self._count = self._document.pageCount()
        self._pictures.clear()
        self._asked.clear()
        self._names = _sheet_names(self._document)
        self.endResetModel()

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._count

    @override
    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{index.row() + 1:,}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"หน้า {index.row() + 1:,} {self._names.get(index.row(), '')}".strip()
        if role == Qt.ItemDataRole.ToolTipRole:
            return wrapped(self._names.get(index.row(), ""))
        if role == self.NAME_ROLE:
            return self._names.get(index.row(), "")
        if role == Qt.ItemDataRole.DecorationRole:
            return self._picture(index.row())
        return None

    def size_of(self, page: int) -> QSize:
        """How large a page is in small, in pixels that do not know the screen's scale."""
        points = self._document.pagePointSize(page)
        longer = max(points.width(), points.height(), 1.0)
        return QSize(
            round(points.width() * _PAPER / longer), round(points.height() * _PAPER / longer)
        )

    def _picture(self, page: int) -> QImage | None:
        """What there is of it; else it is asked for, and `dataChanged` follows."""
        if page not in self._pictures and page not in self._asked.values():
            request = self._renderer.requestPage(page, self.size_of(page) * self._scale)
            self._asked[request] = page
        return self._pictures.get(page)

    def _take(self, page: int, _size: QSize, image: QImage, _options: object, request: int) -> None:
        """Pictures of a document that went are not asked for any more."""
        if self._asked.pop(request, None) != page or page >= self._count:
            return
        while len(self._pictures) >= _PAGES_KEPT:
            self._pictures.pop(next(iter(self._pictures)))
        image.setDevicePixelRatio(self._scale)
        self._pictures[page] = image
        index = self.index(page)
        self.dataChanged.emit(index, index, [Qt.ItemDataRole.DecorationRole])


def _sheet_names(document: QPdfDocument) -> dict[int, str]:
    """A report of one sheet has no need of its name."""
    marks = QPdfBookmarkModel()
    marks.setDocument(document)
    title, page = QPdfBookmarkModel.Role.Title.value, QPdfBookmarkModel.Role.Page.value
    rows = [marks.index(row, 0) for row in range(marks.rowCount())]
    return {row.data(page): row.data(title) for row in rows} if len(rows) > 1 else {}


class _PageDelegate(QStyledItemDelegate):
    def __init__(self, model: PageStripModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(1, self._model.size_of(index.row()).height() + _WORDS)

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        look, rect = theme.current(), QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        size = self._model.size_of(index.row())
        left = rect.center().x() - size.width() // 2
        paper = QRect(left, rect.top() + _AIR, size.width(), size.height())
        painter.save()
        painter.fillRect(paper, Qt.GlobalColor.white)
        picture = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(picture, QImage):
            painter.drawImage(paper, picture)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.colour("accent" if chosen else "edge"), 2 if chosen else 1))
        painter.drawRect(paper)
        painter.setFont(fonts.ui_font(fonts.SMALL_POINTS, bold=chosen))
        painter.setPen(look.colour("ink" if chosen else "muted"))
        below = rect.adjusted(_AIR, _AIR + size.height(), -_AIR, 0)
        words = f"{index.data()} {index.data(PageStripModel.NAME_ROLE)}".strip()
        end = Qt.TextElideMode.ElideRight
        shown = painter.fontMetrics().elidedText(words, end, below.width())
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, shown)
        painter.restore()


class PageStrip(QListView):
    """Choosing a page is going there: `page_chosen`. What is in front is marked by `mark`."""

    page_chosen = Signal(int)

    def __init__(self, document: QPdfDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = PageStripModel(document, self)
        self._is_marking = False
        self.setModel(self._pages)
        self.setItemDelegate(_PageDelegate(self._pages, self))
        self.setFixedWidth(STRIP_WIDTH)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setAccessibleName("หน้าของเอกสาร")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.selectionModel().currentChanged.connect(self._choose)

    def begin_again(self, page: int) -> None:
        """Another document was loaded and this page of it is in front."""
        self._pages.begin_again(self.devicePixelRatioF())
        self.mark(page)

    def mark(self, page: int) -> None:
        """This page is in front."""
        if page == self.currentIndex().row():
            return
        self._is_marking = True
        self.setCurrentIndex(self._pages.index(page))
        self._is_marking = False

    def _choose(self, current: QModelIndex) -> None:
        if current.isValid() and not self._is_marking:
            self.page_chosen.emit(current.row())
