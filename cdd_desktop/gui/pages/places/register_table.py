"""How the register's table looks and is ordered, and what the page's controls say."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTableView

from cdd_desktop.gui import icons
from cdd_desktop.gui.list_table import show_as_list
from cdd_desktop.gui.pages.places.register_model import Column, RegisterModel
from cdd_desktop.gui.thai_text import tooltip

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.places.page import PlacesPage

_ROW_HEIGHT = 34
_WIDTHS = {
    Column.CODE: 98,
    Column.TAMBON: 116,
    Column.MOO: 58,
    Column.HOUSEHOLDS: 84,
    Column.PEOPLE: 80,
    Column.HEADMAN: 164,
}


def arrange_register(table: QTableView, model: RegisterModel) -> None:
    """Give the table its model, widths and orders."""
    show_as_list(table, model, row_height=_ROW_HEIGHT)
    header = table.horizontalHeader()
    for column, width in _WIDTHS.items():
        table.setColumnWidth(column, width)
    header.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
    header.setSortIndicatorShown(True)
    header.setSectionsClickable(True)
    header.setSortIndicator(Column.CODE, Qt.SortOrder.AscendingOrder)
    header.sortIndicatorChanged.connect(model.sort)


def name_controls(page: "PlacesPage") -> None:
    """Say of each control what it does, with its key."""
    page.add_button.setToolTip(tooltip("เพิ่มหมู่บ้านหรือชุมชนใหม่", "Ins"))
    page.alike_button.setToolTip(tooltip("รหัสซ้ำ และชื่อใกล้เคียงกันในตำบลเดียวกัน"))
    page.panel_button.setToolTip(tooltip("เปิดหรือปิดแผงข้อมูลหมู่บ้าน", "F6"))
    page.filter_edit.setToolTip(tooltip("ค้นหาในพื้นที่ที่เลือก", "Ctrl+F"))
    page.filter_edit.setClearButtonEnabled(True)
    page.villages_radio.setToolTip(tooltip("ทะเบียนหมู่บ้าน", "Ctrl+M"))
    page.governments_radio.setToolTip(tooltip("อปท. และหมู่บ้านในสังกัด", "Ctrl+M"))
    icons.put_on(page.panel_button, "panel-right")
