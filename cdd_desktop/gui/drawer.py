"""A right panel that becomes a drawer over the page where the window is narrow."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QHBoxLayout, QWidget


class Drawer:
    """Moves `panel` between its place in `layout` and the right edge of `page`."""

    def __init__(self, page: QWidget, layout: QHBoxLayout, panel: QWidget) -> None:
        self._page = page
        self._layout = layout
        self._panel = panel
        self.is_drawer = False

    def fold(self, drawer: bool) -> None:
        """Make it a drawer, closed, or put it back beside the rest."""
        if drawer == self.is_drawer:
            return
        self.is_drawer = drawer
        if drawer:
            self._layout.removeWidget(self._panel)
            self._panel.setParent(self._page)
            self._panel.hide()
        else:
            self._layout.addWidget(self._panel)
            self._panel.show()

    def toggle(self, beside: QRect) -> None:
        """Open or close the drawer; `beside` is the part of the page that it may cover."""
        if self.is_drawer:
            self._panel.setVisible(self._panel.isHidden())
            self.place(beside)
            self._panel.raise_()

    def place(self, beside: QRect) -> None:
        """Keep it at the right edge of `beside`."""
        if self.is_drawer:
            width = self._panel.minimumWidth()
            left = beside.right() - width + 1
            self._panel.setGeometry(left, beside.top(), width, beside.height())
